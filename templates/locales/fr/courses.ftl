# The coordinator's courses: cohorts, people, invitations; and how invited people come in.
cohorts-title = Cours
cohorts-none = Vous n’avez pas encore de cours. Ouvrez-en un, puis invitez des personnes.
cohort-new = Ouvrir un cours
cohort-new-title = Ouvrir un cours
cohort-create = Ouvrir le cours
cohort-course = Cours
cohort-course-hint = La version la plus récente de chaque module est utilisée. Elle reste la même pour tous dans ce cours.
cohort-course-missing = Choisissez un cours dans la liste.
cohort-code = Code
cohort-code-hint = Un nom court, par exemple PS-2026-GE : lettres, chiffres, tirets.
cohort-code-wrong = Tapez un code de 2 à 40 lettres (A à Z), chiffres, tirets ou points.
cohort-code-taken = Un autre cours a ce code. Choisissez-en un autre.
cohort-agency = Organisme de formation
cohort-agency-missing = Choisissez un organisme dans la liste.
cohort-place = Lieu
cohort-place-hint = Ville et pays, ou « en ligne ».
cohort-place-missing = Tapez le lieu.
cohort-place-wrong = Le lieu peut avoir 200 caractères, sur une seule ligne.
cohort-days = Jours
cohort-from-to = du { $start } au { $end }
cohort-starts = Premier jour
cohort-ends = Dernier jour
cohort-starts-wrong = Indiquez le premier jour dans l’ordre année, mois, jour, par exemple 2027-01-15.
cohort-ends-wrong = Indiquez le dernier jour dans l’ordre année, mois, jour, par exemple 2027-01-15.
cohort-due-day-wrong = Indiquez le jour de l’échéance dans l’ordre année, mois, jour, par exemple 2027-01-15.
cohort-ends-before-start = Le dernier jour est avant le premier jour.
cohort-due-day = Date limite du travail préparatoire
cohort-due-hint = Le jour et l’heure sont en UTC. Chaque personne les voit en UTC et à sa propre heure.
cohort-due-time = Heure (UTC)
cohort-time-wrong = Indiquez l’heure en heures et minutes, par exemple 12:00.
cohort-due-past = Ce moment est déjà passé. Choisissez un moment plus tardif.
cohort-no-courses = Aucun cours n’est encore publié. Demandez à votre administrateur d’importer le programme de formation.
cohort-no-agencies = Il n’y a pas encore d’organisme de formation. Demandez à votre administrateur d’en ajouter un.
flash-cohort-created = Le cours est ouvert. Invitez maintenant des personnes.
cohort-due = Date limite du travail préparatoire : { $when }
cohort-people = Participants
cohort-nobody = Il n’y a encore personne dans ce cours
cohort-nobody-next = Collez ou envoyez une liste de personnes. Chacune reçoit un message avec un lien et un code.
invite-people = Inviter des personnes
cohort-way = Où en sont les participants
step-enrolled = Invités
step-arrived = Ont rejoint le cours
step-started = Ont commencé
step-completed = Ont terminé
cohort-stuck = { $count ->
    [one] { $count } personne n’a pas d’invitation qui fonctionne.
   *[other] { $count } personnes n’ont pas d’invitation qui fonctionne.
}
cohort-stuck-show = Les afficher
cohort-held = { $count ->
    [one] { $count } réponse est arrivée en retard ou en contredit une autre. Elle est conservée, et c’est à vous de décider.
   *[other] { $count } réponses sont arrivées en retard ou en contredisent d’autres. Elles sont conservées, et c’est à vous de décider.
}
cohort-held-decide = Décider
cohort-obstacles = { $count ->
    [one] { $count } attestation n’a pas pu être créée.
   *[other] { $count } attestations n’ont pas pu être créées.
}
cohort-obstacles-show = Voir pourquoi
cohort-show = Participants à afficher
show-all = Tous ({ $count })
show-waiting = En attente ({ $count })
show-stuck = Ont besoin d’aide ({ $count })
show-withdrawn = Retirés du cours ({ $count })
cohort-show-none = Il n’y a personne dans cette liste.
pages = Pages du tableau
person-stage = État
person-lessons = Leçons lues
person-quizzes = Quiz réussis
person-invitation = Invitation
person-extra-time = Temps supplémentaire
stage-withdrawn = Retiré du cours
stage-enrolled = N’a pas encore rejoint le cours
stage-arrived = A rejoint le cours
stage-started = A commencé
stage-completed = A terminé
invited-never = Non envoyée
invited-waiting = En attente d’envoi
invited-sent = Envoyée
invited-failed = Non remise
invited-expired = Trop ancienne
invited-used = Utilisée
invited-at = Créée le { $when }
invited-until = Fonctionne jusqu’au { $when }
mail-trouble-next = C’est ce que le serveur de messagerie a répondu. Si l’adresse est fausse, retirez cette personne du cours et invitez la bonne adresse. Sinon, renvoyez l’invitation.
resend-hint = Un nouveau lien et un nouveau code. Les anciens ne fonctionnent plus.
resend-act = Envoyer une nouvelle invitation
flash-invitation-sent = Une nouvelle invitation est en route.
error-invitation-just-sent = Une invitation vient d’être envoyée
error-invitation-just-sent-next = Attendez une minute. Si aucun message n’arrive, renvoyez-la à ce moment-là.
error-already-withdrawn = Cette personne n’est plus dans le cours
error-already-withdrawn-next = Ouvrez la page de la personne. Là, vous pouvez la reprendre dans le cours.
error-not-withdrawn = Cette personne est dans le cours
error-not-withdrawn-next = Ouvrez de nouveau la page de la personne. Quelqu’un d’autre vient peut-être de le faire.
extra-time-label = Temps supplémentaire, en pourcentage
extra-time-hint = Il allonge chaque limite de temps de cette personne : avec 50, 60 minutes deviennent 90. Tapez 0 pour aucun.
extra-time-wrong = Tapez un nombre entier de 0 à 300.
flash-extra-time-saved = Le temps supplémentaire est enregistré.
withdraw-heading = Retirer du cours
withdraw-reason = Raison
withdraw-hint = La personne ne peut plus ouvrir ce cours. Ce qui a été fait jusqu’ici est conservé.
withdraw-reason-missing = Tapez la raison.
withdraw-reason-too-long = La raison peut avoir 500 caractères.
withdraw-act = Retirer du cours
flash-withdrawn = La personne n’est plus dans ce cours.
withdrawn-heading = Personne retirée du cours
withdrawn-at = Depuis le { $when }
return-next = Les leçons lues, les réponses et les résultats sont toujours là.
return-act = Reprendre dans le cours
flash-returned = La personne est de nouveau dans le cours.
instructors = Instructeurs
instructors-none = Personne n’enseigne encore dans ce cours.
instructor-email = Adresse e-mail d’un instructeur
instructor-email-hint = La personne doit être un instructeur de cet organisme de formation.
instructor-name = Ajouter l’instructeur
instructor-remove = Enlever
instructor-unknown = Aucun instructeur de cet organisme n’a cette adresse. Vérifiez-la, ou demandez à votre administrateur de donner à la personne le rôle d’instructeur.
flash-instructor-named = L’instructeur est ajouté.
flash-instructor-removed = L’instructeur est enlevé.

invite-title = Inviter des personnes
list-text = Liste de personnes
list-text-hint = Une personne par ligne : nom, e-mail, pays, organisme, langue. Copiez les lignes de votre tableur et collez-les ici. L’organisme et la langue (en, fr, es, ar, ru) peuvent rester vides.
list-file = Ou un fichier
list-file-hint = Un fichier CSV ou texte, avec 2 000 personnes et 2 Mo au maximum. Si vous choisissez un fichier, le texte ci-dessus n’est pas utilisé.
list-check = Vérifier la liste
list-check-again = Vérifier de nouveau
list-change = Changer la liste
list-correct = Corriger la liste
list-caption = Les lignes de votre liste
list-row = Ligne
list-name = Nom
list-email = E-mail
list-country = Pays
list-agency = Organisme
list-language = Langue
list-state = État
list-good = Toutes les lignes sont bonnes
list-good-next = Regardez les noms encore une fois. Chaque personne reçoit un message dans sa langue, avec un lien et un code qui fonctionnent pendant 14 jours.
list-send = { $count ->
    [one] Envoyer { $count } invitation
   *[other] Envoyer { $count } invitations
}
list-nobody-new = Toutes les personnes de cette liste sont déjà dans le cours ou ont une invitation qui fonctionne. Il n’y a personne à inviter.
list-guessed = Le fichier n’indique pas comment ses lettres sont écrites. Nous l’avons lu en { $encoding }. Regardez les noms : s’ils sont faux, enregistrez le fichier au format « CSV UTF-8 » et envoyez-le de nouveau.
list-unused = La colonne « { $column } » n’est pas utilisée.
list-wrong = { $wrong ->
    [one] { $wrong } ligne sur { $all } est à corriger. Rien n’a encore été envoyé.
   *[other] { $wrong } lignes sur { $all } sont à corriger. Rien n’a encore été envoyé.
}
list-row-wrong = Ligne { $row } : { $what }
list-more = { $count ->
    [one] { $count } autre correction est indiquée dans le tableau.
   *[other] { $count } autres corrections sont indiquées dans le tableau.
}
place-open = À inviter
place-invited = A une invitation qui fonctionne : ligne ignorée
place-arrived = Est dans le cours : ligne ignorée
place-withdrawn = Personne retirée du cours : ligne ignorée
list-empty = La liste est vide. Collez au moins une ligne avec un nom, une adresse e-mail et un pays.
list-workbook = Ce fichier est un classeur ou un document. Ouvrez-le, enregistrez-le au format « CSV UTF-8 » et envoyez ce nouveau fichier. Ou copiez les lignes et collez-les ici.
list-too-large = La liste est trop grande. Elle peut avoir 2 Mo.
list-too-many-rows = La liste a plus de 2 000 personnes. Divisez-la et envoyez les parties l’une après l’autre.
list-twice = La même adresse e-mail se trouve à la ligne { $row }.
list-email-missing = L’adresse e-mail manque.
list-email-no-at = L’adresse e-mail n’a pas de @.
list-email-wrong = Ce n’est pas une adresse e-mail.
list-email-lines = L’adresse e-mail est écrite sur plusieurs lignes.
list-country-missing = Le pays manque.
list-country-unknown = Le pays « { $country } » n’est pas connu. Utilisez son nom anglais ou son code de deux lettres.
list-country-suggest = Le pays « { $country } » n’est pas connu. Vouliez-vous dire { $meant } ?
list-language-unknown = La langue « { $language } » n’est pas une des nôtres. Utilisez en, fr, es, ar ou ru.
list-agency-too-long = Le nom de l’organisme peut avoir 200 caractères.
list-cell-too-long = Une cellule a plus de 1 000 caractères. Il manque peut-être un guillemet fermant.
list-too-many-cells = La ligne a plus de cinq cellules. Si un nom contient une virgule, mettez le nom entre guillemets.
list-open-quote = Il manque un guillemet fermant : les lignes suivantes ont donc été lues comme une partie de celle-ci.
list-unreadable = La ligne contient des caractères qui ne peuvent pas être lus. Enregistrez le fichier au format « CSV UTF-8 » et envoyez-le de nouveau.
flash-invitations-sent = Les invitations sont en route.
flash-invitations-some = Les invitations sont en route. Les personnes qui sont déjà dans le cours, ou qui ont une invitation qui fonctionne, ont été ignorées.
flash-invitations-none = Personne n’a été invité : toutes les personnes de la liste sont déjà dans le cours ou ont une invitation qui fonctionne.

mail-invitation-subject = Votre invitation à un cours
mail-invitation-lead = Nous vous invitons au cours « { $course } ».
mail-invitation-dates = Lieu : { $place }. Du { $start } au { $end }.
mail-invitation-due = Avant le cours, vous suivez quelques leçons sur votre téléphone ou votre ordinateur, à votre rythme. Veuillez les terminer au plus tard le { $when }.
mail-invitation-ends = Ouvrez le lien pour commencer. Vous n’avez pas besoin de mot de passe. Le lien fonctionne une seule fois, jusqu’au { $when }.
mail-invitation-by-code = Si le lien ne s’ouvre pas, allez à l’adresse { $address } et tapez votre adresse e-mail et le code.
mail-invitation-who = Des questions ? Adressez-vous à votre coordinateur : { $name }, { $address }.
mail-invitation-open = Ouvrir mon invitation
invitation-title = Nous vous invitons à un cours
invitation-accept = Accepter et commencer
invitation-accept-next = Ensuite, vous confirmez votre nom pour l’attestation. Vous n’avez pas besoin de mot de passe.
invitation-other = Une autre personne est connectée sur cet appareil. Si vous continuez, c’est la personne de cette invitation qui sera connectée sur cet appareil.
invitation-used = Cette invitation a déjà été utilisée
invitation-used-next = Vous avez un compte. Connectez-vous avec votre adresse e-mail : nous vous envoyons un code.
invitation-gone = Cette invitation ne fonctionne plus
invitation-gone-next = Elle est peut-être trop ancienne, ou une invitation plus récente vous a été envoyée. Connectez-vous avec votre adresse e-mail : nous vous envoyons un code. Si cela n’aide pas, demandez une nouvelle invitation à votre coordinateur.
invitation-code-title = Entrer avec un code
invitation-code-lead = Tapez l’adresse e-mail et le code de votre invitation.
invitation-code-wrong = Cette adresse et ce code ne vont pas ensemble, ou l’invitation est utilisée ou trop ancienne. Vérifiez les deux, ou connectez-vous avec un code reçu par e-mail.
invitation-code-none = Je n’ai pas de code d’invitation, ou il ne fonctionne pas
person-attempts = Tentatives
person-attempts-hint = À qui n’en a plus, vous pouvez en accorder une de plus.
person-attempts-open = Voir les tentatives
cohort-erased = { $count ->
    [one] Une personne de plus est comptée sans être nommée : effacée à sa demande.
   *[other] { $count } personnes de plus sont comptées sans être nommées : effacées à leur demande.
}
