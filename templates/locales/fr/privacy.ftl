# The download of one's own data: names of its parts.
export-person = À votre sujet
export-roles = Vos rôles
export-sessions = Vos connexions
export-enrolments = Vos cours
export-lessons = Leçons que vous avez lues
export-attempts = Quiz et devoirs écrits
export-answers = Vos réponses
export-grades = Points et retours
export-mails = Messages que nous vous avons envoyés
export-nothing = Rien n’est conservé ici.
