# Comment les cours se tiennent : leurs plans, le formulaire de fin, et les programmes dont les cours sont des étapes.
nav-plans = Plans de cours
nav-programmes = Programmes
plans-title = Plans de cours
plans-lead = Chaque plan contient les jours avec leurs séances, les exercices avec ce qu’il faut observer, et le formulaire de fin. Vous pouvez l’imprimer.
plan-none = Pas encore de plan
plan-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
plan-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
plan-length = Durée
plan-group = Groupe
plan-group-size = de { $from } à { $to } participants
plan-audience = Pour qui
plan-before = Avant le premier jour
plan-version = Version
plan-version-is = Version { $number }
plan-objectives = Objectifs
plan-day = Jour { $number }
plan-break = { $count ->
    [one] Pause, { $count } minute
   *[other] Pause, { $count } minutes
}
plan-graded = noté
plan-materials = Matériel :
plan-exercises = Exercices notés
plan-times = Les heures sont celles du lieu du cours. L’hôte peut les changer.
plan-link = Plan du cours
method-briefing = Exposé
method-discussion = Discussion
method-demonstration = Démonstration
method-case-study = Étude de cas
method-exercise = Exercice
method-simulation = Simulation
method-field-visit = Visite sur le terrain
method-test = Test
method-review = Bilan
method-evaluation = Évaluation
exercise-pass = { $value } % pour réussir
exercise-brief = Pour les participants
exercise-notes = Pour l’instructeur
exercise-secret = Ne montrez ni cette partie ni la grille aux participants.
exercise-materials = Matériel
exercise-points = Il faut { $pass } points sur { $max } pour réussir.
exercise-grader = Noté par
exercise-level = Niveau
exercise-seen = Ce que l’on voit
exercise-objective = Objectif { $number }
evaluation-title = Formulaire de fin de cours
evaluation-print = Imprimez cette page pour chaque participant. Personne n’y écrit son nom.
evaluation-disagree = Pas du tout d’accord
evaluation-agree = Tout à fait d’accord
evaluation-write = Espace pour écrire
programmes-title = Programmes de pays
programmes-lead = Un programme dit ce que l’on mesure avant le premier cours, ce qui doit être atteint chaque année, et comment on le verra.
programmes-none = Aucun programme n’est encore publié. Demandez à l’administrateur d’en importer un avec le curriculum.
programme-years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}
programme-parts = Parties du programme
programme-baseline = Situation de départ
programme-baseline-hint = Ce que l’on mesure avant le premier cours. Sans cela, personne ne pourra dire plus tard ce qui a changé.
programme-line = Objectifs et étapes
programme-year = Année { $number }
programme-goals = À atteindre à la fin de l’année { $number } :
programme-pillar = Pilier { $number }
programme-shown-by = Indicateurs :
programme-indicator = indicateur { $number }
programme-quarter = Trimestre { $number }
programme-review = Bilan de l’année
programme-indicators = Indicateurs
programme-compared = Comparé à :
programme-risks = Risques
step-assessment = Évaluation de la situation
step-course = Cours
step-advice = Conseil
step-review = Bilan
step-follow-up = Suivi
indicator-input = Moyens
indicator-process = Déroulement
indicator-reaction = Réaction
indicator-learning = Apprentissage
indicator-behaviour = Comportement
indicator-result = Résultat
