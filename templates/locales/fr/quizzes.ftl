# Quizzes and written tasks: start, questions, check, receipt, results.
crumbs = Où vous êtes
quiz-title = Quiz : { $module }
quiz-start-lead = Lisez les règles, puis commencez. Vous pouvez vous arrêter et continuer plus tard, jusqu’à la fin du temps.
quiz-questions = Questions
quiz-time = Temps
quiz-no-limit = Pas de limite de temps
quiz-extra-time = { $percent } % de temps supplémentaire
quiz-pass-mark = Seuil de réussite
percent = { $value } %
quiz-attempts = Tentatives
quiz-attempts-left = il en reste { $left } sur { $allowed }
quiz-counts = Ce qui compte
quiz-counts-best = Votre meilleure tentative compte.
quiz-counts-last = Votre dernière tentative compte.
quiz-rule-change = Vous pouvez changer vos réponses jusqu’à l’envoi.
quiz-rule-connection = Sans réseau, continuez à travailler : les réponses restent sur cet appareil et sont envoyées plus tard.
quiz-rule-clock = L’horloge du serveur décide. Le temps continue si vous perdez le réseau.
quiz-history = Vos tentatives
quiz-history-line = Tentative { $number } : { $percent } %
quiz-begin = Commencer
quiz-continue = Continuer
quiz-again = Réessayer
error-no-attempts-left = Vous avez utilisé toutes vos tentatives
error-no-attempts-left-next = Vos résultats restent consultables. Adressez-vous à votre coordinateur, qui peut vous en accorder une de plus.
task-start-lead = Vous écrivez une réponse avec vos propres mots. Un instructeur la lit et donne des points pour chaque critère.
task-minutes = { $count ->
    [one] Environ { $count } minute
   *[other] Environ { $count } minutes
}
task-length = Longueur
task-words = { $least } à { $most } mots
task-words-now = Mots : {"{n}"} sur { $most }
task-rule-once = Vous pouvez l’envoyer une seule fois. Jusque-là, votre réponse est enregistrée comme brouillon.
task-graded-by = Votre réponse reçoit des points pour
task-your-answer = Votre réponse
quiz-lead = { $count ->
    [one] { $count } question. Vous pouvez changer votre réponse jusqu’à l’envoi.
   *[other] { $count } questions. Vous pouvez changer vos réponses jusqu’à l’envoi.
}
question-nth = Question { $number }
hint-single = Choisissez une réponse.
hint-multiple = { $count ->
    [one] Choisissez { $count } réponse.
   *[other] Choisissez { $count } réponses.
}
hint-numeric = { $decimals ->
    [0] Un nombre entier, sans décimales.
    [one] Un nombre avec { $decimals } décimale.
   *[other] Un nombre avec { $decimals } décimales.
}
numeric-heard = Compris : { $number }
numeric-unread = « { $typed } » ne peut pas être lu comme un nombre. Écrivez seulement le nombre, en chiffres, par exemple { $example }. Votre réponse est enregistrée, mais ainsi elle ne donne pas de points.
numeric-two-ways = « { $typed } » peut se lire de deux façons. Pour { $grouped }, écrivez { $whole } ; pour le nombre décimal, écrivez { $decimal }. Votre réponse est enregistrée, mais ainsi elle ne donne pas de points.
hint-short-text = Quelques mots.
hint-ordering = Choisissez un élément pour chaque place.
hint-matching = Choisissez l’élément qui correspond à chaque ligne.
place-nth = Place { $number }
choose = Choisir
answer-true = Vrai
answer-false = Faux
answer-unsure = Je ne sais pas
flag = Marquer à revoir plus tard
quiz-check = Vérifier mes réponses
check-title = Vérifiez vos réponses
check-summary = { $count ->
    [one] { $count } question
   *[other] { $count } questions
} : { $answered } avec réponse, { $empty } sans réponse, { $marked } à revoir.
check-caption = Vos questions et leur état
check-question = Question
check-state = État
check-go = Y aller
check-answered = Avec réponse
check-answered-marked = Avec réponse, à revoir
check-unread = Illisible
check-empty = Sans réponse
check-empty-marked = Sans réponse, à revoir
check-look = Regarder de nouveau
check-change = Changer
check-at = à la question { $number }
check-final = Vous ne pouvez plus changer vos réponses après l’envoi.
check-send = Envoyer mes réponses
check-back = Revenir aux questions
check-back-task = Revenir à ma réponse
task-check-words = { $count ->
    [one] Votre réponse a { $count } mot.
   *[other] Votre réponse a { $count } mots.
}
receipt-title = Vos réponses sont arrivées
receipt-keep = Notez ce code. Il prouve que vos réponses sont arrivées.
receipt-what = Envoi
receipt-answers = Réponses
receipt-of = { $answered } sur { $of }
receipt-time = Date et heure
receipt-by-clock = Le temps était terminé : le serveur a remis ce qu’il avait.
receipt-late = Votre envoi est arrivé après la fin du temps. Votre coordinateur décide s’il compte.
receipt-held = { $count ->
    [one] { $count } réponse enregistrée est arrivée en retard ou deux fois. Elle est conservée, et votre coordinateur décide.
   *[other] { $count } réponses enregistrées sont arrivées en retard ou deux fois. Elles sont conservées, et votre coordinateur décide.
}
receipt-results = Voir vos résultats
receipt-go-on = Continuer
receipt-task-next = Un instructeur lit votre réponse. Vous recevez un message quand les points sont publiés.
print = Imprimer
result-passed = Réussi
result-not-passed = Pas encore réussi
result-pass-mark = Le seuil de réussite est de { $percent } %.
result-attempts-left = { $count ->
    [one] Vous avez encore { $count } tentative.
   *[other] Vous avez encore { $count } tentatives.
}
result-keys-later = Vous voyez lesquelles de vos réponses étaient justes. Toutes les réponses justes sont affichées quand vous avez réussi ou utilisé toutes les tentatives.
result-right = Juste
result-partly = En partie juste
result-wrong = Pas juste
result-empty = Pas de réponse
result-unsure = « Je ne sais pas » : relisez la leçon
result-your-answer = Votre réponse :
result-lesson = À lire dans la leçon : { $title }
result-back = Revenir au module
strip-label = Où sont vos réponses
net-unsaved = Pas encore enregistré
net-device = Enregistré sur cet appareil à {"{time}"}
net-server = Enregistré sur le serveur à {"{time}"}
net-waiting = Réponses en attente : {"{n}"}
net-offline = Pas de réseau. Continuez à travailler. Réponses seulement sur cet appareil : {"{n}"}
net-storage = Cet appareil ne peut pas garder de réponses. Envoyez le formulaire avant de fermer cette page.
net-signin = Votre session est fermée. Vos réponses sont en sécurité sur cet appareil.
net-other-tab = Ce quiz est ouvert dans un autre onglet. Ici, vous pouvez seulement lire.
net-continue = Continuer ici
net-held = Pour certaines réponses, il faut l’aide de votre coordinateur
net-notsent = Pas encore envoyé. Seulement sur cet appareil. Essayez encore quand vous avez du réseau.
net-sign-in-again = Se reconnecter
net-send-now = Envoyer maintenant
time-left-minutes = Temps restant : {"{n}"} min
time-left-clock = Temps restant : {"{time}"}
time-left-now = Temps restant : { $count } min
outbox-too-many = Un lot peut contenir 20 réponses au maximum.
sync-title = Mes réponses
sync-lead = Ici, vous voyez où est chaque réponse. Rien n’est perdu tant que la réponse est dans une de ces listes.
sync-script = Cette liste a besoin d’un navigateur avec JavaScript. Sans cela, chaque réponse est envoyée quand vous appuyez sur un bouton.
sync-waiting = En attente sur cet appareil :
sync-waiting-text = Réponses que le serveur n’a pas encore.
sync-before = à envoyer avant le
sync-held = Retenues, aide nécessaire :
sync-held-text = Votre coordinateur les voit aussi. Elles sont conservées.
sync-sent = Envoyées et reçues :
sync-sent-text = Les 50 dernières réponses que le serveur a confirmées.
sync-received = reçue à
sync-code = code
sync-link = Mes réponses

# What a coordinator sees of answers that could not simply stand, and decides about them.
error-results-early = Le quiz n’a pas encore été remis
error-results-early-next = Remettez-le d’abord, puis demandez les résultats.
error-task-empty = Vous n’avez encore rien écrit
error-task-empty-next = Rédigez d’abord votre réponse. Vous ne pouvez l’envoyer qu’une seule fois.
held-title = Réponses à examiner
held-one-title = Une réponse à examiner
held-lead = Ces réponses sont arrivées en retard, en double ou endommagées. Rien n’est perdu. Vous décidez si chacune compte.
held-none = Aucune réponse ne vous attend
held-none-next = Les réponses arrivées en retard ou qui en contredisent d’autres apparaissent ici.
held-answer = Réponse de
held-why = Pourquoi elle est ici
held-arrived = Arrivée
held-state = État
held-waits = Vous attend
held-counted = Elle compte
held-set-aside = Écartée
held-person = Personne
held-saves = { $count ->
    [one] { $count } enregistrement
   *[other] { $count } enregistrements
}
held-others = { $count ->
    [one] Un autre enregistrement de cette question attend. Votre décision le couvre : il est mis de côté.
   *[other] { $count } autres enregistrements de cette question attendent. Votre décision les couvre : ils sont mis de côté.
}
held-others-show = Lire d’abord les autres
held-sitting = Quiz ou travail écrit
held-after-submission = Elle est arrivée après la remise des réponses et dit autre chose.
held-late = Elle est arrivée après la fin du temps.
held-other-content = Elle porte le même numéro qu’une réponse déjà reçue, mais dit autre chose.
held-chain = L’appareil a envoyé deux réponses à la même place dans son ordre.
held-damaged = Elle a été endommagée en route.
held-no-answer = Ce message ne répond à aucune question du quiz ou du travail. Il ne peut qu’être écarté.
held-stands = La réponse qui compte maintenant
held-held = La réponse en attente
held-decision = La décision
held-decide = Que décidez-vous ?
held-count = Compter cette réponse
held-count-hint = Elle remplace la réponse ci-dessus. Un quiz déjà remis reçoit un nouveau résultat.
held-put-aside = L’écarter
held-put-aside-hint = La réponse ci-dessus reste. Celle-ci est conservée, mais ne compte pas.
held-verdict-missing = Choisissez l’une des deux possibilités.
held-reason = Motif
held-reason-hint = Par exemple : la connexion était coupée dans toute la ville. D’autres pourront le lire.
held-keep = Enregistrer la décision
flash-held-decided = La décision est enregistrée.
error-held-decided = Quelqu’un a déjà décidé pour cette réponse
error-held-decided-next = Ouvrez la liste de nouveau. Vous y verrez la décision.
error-held-graded = Un formateur a déjà noté ce travail
error-held-graded-next = Le texte ne peut plus changer. Écartez la réponse et dites pourquoi au formateur.
error-held-no-answer = Ce message ne répond à aucune question
error-held-no-answer-next = Il ne peut qu’être écarté.

# The tests before and after a module.
pre-test-title = Test avant : { $module }
post-test-title = Test après : { $module }
pre-test-lead = Voyez ce que vous savez avant de lire. Le résultat vous montre par où commencer.
post-test-lead = Voyez ce que les leçons vous ont apporté. Les questions sont nouvelles, du même genre que dans le test avant.
test-rule-nothing = Il ne compte pas. Personne ne le réussit ni n’y échoue.
test-rule-once = Vous pouvez le passer une fois.
test-rule-keys = Vous voyez votre résultat pour chaque objectif du module. Les bonnes réponses ne sont pas montrées : d’autres reçoivent les mêmes questions.
test-rule-who = Vos instructeurs voient les résultats du groupe, pas les vôtres.
pre-test-skip = Lire sans passer le test
error-test-taken = Vous avez déjà passé ce test
error-test-taken-next = On peut le passer une fois. Votre résultat reste ouvert pour vous.
error-pre-test-over = Le test avant les leçons est terminé
error-pre-test-over-next = Il est ouvert jusqu’à ce que vous commenciez le module. Vous avez commencé : continuez les leçons.
error-post-test-early = Le test après les leçons n’est pas encore ouvert
error-post-test-early-next = Il s’ouvre quand vous avez marqué toutes les leçons comme lues.
# $percent of the points.
test-before = Avant : { $percent } %
test-after = Après : { $percent } %
# $points is a difference of two results in percent; the sign is in the text.
gain-up = { $points ->
    [one] +{ $points } point
   *[other] +{ $points } points
}
gain-same = sans changement
gain-down = { $points ->
    [one] −{ $points } point
   *[other] −{ $points } points
}
pre-test-result = Voici où vous en êtes avant de lire. Ce qui vous aide le plus vient en premier.
post-test-gained = Vous en savez plus qu’avant. Ce qui mérite d’être revu vient en premier.
post-test-result = Vous avez lu toutes les leçons. Ce qui mérite d’être revu vient en premier.
advice-first = Commencez ici
advice-also = À lire avec attention
advice-known = Vous le savez bien
test-chance = Un test a peu de questions : une de plus ou de moins peut être un hasard.
test-no-keys = Les bonnes réponses ne sont pas montrées, car d’autres reçoivent les mêmes questions.
group-title = Avant et après
group-lead = Ce que le groupe a atteint en moyenne aux tests avant et après chaque module.
# $count people.
group-few-why = { $count ->
    [one] Les résultats de moins de { $count } personne ne sont pas montrés.
   *[other] Les résultats de moins de { $count } personnes ne sont pas montrés.
}
group-gain-why = Le gain compte seulement ceux qui ont passé les deux tests.
group-none = Les modules de ce cours n’ont pas de tests
group-objective = Objectif
group-before = Avant
group-after = Après
group-gain = Gain
group-all = Test entier
group-few = Pas assez de données
# $count people.
group-people = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
}
task-again = Vous pouvez envoyer ce devoir encore une fois. Vous continuez avec le texte que vous avez envoyé.
task-again-points = Points et retour
task-again-go = Envoyer encore une fois
