# My modules, a module, a lesson, completion.
modules-none = Vous n’avez pas encore de cours. Quand un coordinateur vous invite, le cours apparaît ici.
next-step = Votre prochaine étape
next-none = Vous n’avez rien à faire pour le moment.
next-lesson = Leçon : { $title }
next-quiz = Quiz : { $title }
next-task = Devoir écrit : { $title }
next-pre-test = Test avant les leçons : { $title }
next-post-test = Test après les leçons : { $title }
continue = Continuer
course = Cours
course-code = Groupe
course-place = Lieu
course-completed = Cours terminé
due-word = Date limite
due = Date limite : { $when }
completion-link = Que me reste-t-il à faire ?
percent-short = { $value } %
done-word = fait
lessons-count = { $count ->
    [one] { $count } leçon
   *[other] { $count } leçons
}
kilobytes = environ { $count } ko
module-done = Fait
module-waiting = En attente de vos points
module-stuck = Adressez-vous à votre coordinateur
module-not-started = Pas commencé
module-lesson-next = Prochaine étape : une leçon
module-quiz-next = Prochaine étape : le quiz
module-task-next = Prochaine étape : le devoir écrit
module-about = À propos de ce module
module-size = Téléchargement
module-objectives = Après ce module, vous pouvez
safe-element = SAFE, élément fondamental { $number }
safe-pillar = SAFE, pilier { $number }
module-way = Votre parcours, étapes faites : { $done } sur { $all }
text-not-current = Ce texte n’est pas encore traduit, ou la traduction est en retard sur le texte anglais.
port-done = Fait
port-next = Prochaine étape
port-later = Plus tard
port-waiting = Envoyé, en attente de vos points
port-task-failed = Pas réussi
port-no-attempts = Plus de tentative
port-optional = Ouvert, si vous voulez
port-begun = Commencé
port-after-lessons = S’ouvre après les leçons
port-test-go = Passer le test
# $count questions.
port-pre-test = { $count ->
    [one] Test avant : { $count } question
   *[other] Test avant : { $count } questions
}
port-post-test = { $count ->
    [one] Test après : { $count } question
   *[other] Test après : { $count } questions
}
port-read = Continuer
port-quiz-go = Aller au quiz
port-task-go = Aller au devoir
port-quiz = { $count ->
    [one] Quiz : { $count } question
   *[other] Quiz : { $count } questions
}
port-task = Devoir écrit : { $title }
lesson-nth = Leçon { $number } sur { $of }
lesson-is-read = Lue
lesson-sources = Sources
picture-show = Afficher l’image ({ $count } ko)
lesson-read-next = Marquer comme lue et continuer
lesson-read-last = Marquer comme lue et finir les leçons
lessons = Leçons
previous = Précédente :
next = Suivante :
completion-title = Que me reste-t-il à faire ?
completion-done = Terminé :
completion-soon = Tout est fait. Votre attestation est en cours de création.
completion-missing = Il manque encore
completion-rules = Pour terminer ce cours
go-there = Y aller
rule-lessons = Lisez toutes les leçons.
rule-quizzes = Réussissez le quiz de chaque module.
rule-tasks = Réussissez le devoir écrit de chaque module.
missing-lessons = { $count ->
    [one] { $count } leçon à lire dans « { $module } ».
   *[other] { $count } leçons à lire dans « { $module } ».
}
missing-quiz = { $count ->
    [one] Le quiz de « { $module } » n’est pas réussi. Vous avez { $count } tentative.
   *[other] Le quiz de « { $module } » n’est pas réussi. Vous avez { $count } tentatives.
}
missing-quiz-no-attempts = Le quiz de « { $module } » n’est pas réussi et il ne reste aucune tentative. Adressez-vous à votre coordinateur.
missing-task = Le devoir écrit de « { $module } » n’est pas envoyé.
missing-task-waiting = Le devoir écrit de « { $module } » est envoyé. Un instructeur le lit.
missing-task-failed = Le devoir écrit de « { $module } » n’est pas réussi. Adressez-vous à votre coordinateur.
completion-certified-on = Votre attestation arrive par e-mail le { $day }, dernier jour de votre cours.
again-title = Tentatives
again-module = Module
again-quiz = Quiz
again-task = Devoir écrit
again-used = { $used } tentatives sur { $allowed } utilisées
again-task-not-begun = Pas commencé
again-task-begun = Commencé
again-task-again = Peut être envoyé encore une fois
again-task-waiting = Envoyé, pas encore noté
again-give = Accorder une tentative de plus
again-nothing = Rien à accorder : une de plus est possible quand il ne reste aucune tentative et que le module n’est pas réussi. Les points d’un devoir comptent 10 minutes après leur publication.
again-what = Pour quoi
again-what-missing = Choisissez pour quoi.
again-hint = La personne a vu les bonnes réponses ou la réponse modèle. Elle est prévenue par e-mail. Un devoir reprend le texte envoyé.
again-reason-hint = Pour le dossier. La personne ne la voit pas.
again-act = Accorder une tentative de plus
again-given = Accordé jusqu’ici
flash-attempt-given = Une tentative de plus est accordée. La personne est prévenue par e-mail.
mail-again-subject = Vous avez une tentative de plus
mail-again-quiz = Votre coordinateur vous accorde une tentative de plus pour le quiz de « { $module } ».
mail-again-task = Votre coordinateur vous laisse envoyer encore une fois le devoir écrit de « { $module } ». Vous continuez avec le texte que vous avez envoyé.
mail-again-next = Relisez d’abord les leçons et vos résultats.
mail-again-button = Commencer
