# Grading of written tasks: queues, one answer, conflicts, release, the participant's result.
grading-title = À corriger
grading-waiting = { $count ->
    [0] Aucune réponse n’attend.
    [one] { $count } réponse attend.
   *[other] { $count } réponses attendent.
}
grading-oldest = { $count ->
    [0] La plus ancienne est arrivée aujourd’hui.
    [one] La plus ancienne attend depuis { $count } jour.
   *[other] La plus ancienne attend depuis { $count } jours.
}
grading-none = Rien à corriger
grading-none-next = Les devoirs écrits des cours où vous enseignez apparaissent ici. S’il manque un cours, adressez-vous à son coordinateur.
grading-caption = Devoirs écrits et nombre de réponses en attente
grading-task = Devoir
grading-module = Module
grading-cohort = Cours
grading-left = En attente
grading-mine = Corrigées par moi
grading-all = Toutes
grading-points = Points
grading-list-of = réponses au devoir { $task }
grading-released = Points publiés
grading-changed = Changement depuis la publication
grading-not-released = Points non publiés
grading-begin = Corriger le devoir le plus ancien
grading-blind = noms cachés
queue-counts = { $all ->
    [one] { $all } réponse
   *[other] { $all } réponses
} : { $waiting } en attente, corrigées par vous : { $mine }.
queue-next = Corriger la réponse suivante
queue-none = Pas encore de réponse
queue-none-next = Les réponses apparaissent ici quand les participants les envoient.
queue-caption = Réponses et leur état
queue-answer = Réponse
queue-by = Corrigée par
queue-state-waiting = En attente
queue-state-partly = Critères encore ouverts
queue-state-graded = Corrigée
queue-state-released = Points publiés
queue-state-changed = Changement depuis la publication
queue-state-own = Votre propre réponse : une autre personne la corrige
grader-you = Vous
grader-letter = Correcteur { $letter }
points-of = { $points } sur { $max }
release-title = Publication
release-missing = { $count ->
    [one] { $count } réponse n’a pas de correction complète. Corrigez-la d’abord, puis publiez.
   *[other] { $count } réponses n’ont pas de correction complète. Corrigez-les d’abord, puis publiez.
}
release-lead = Toutes les réponses sont corrigées. Quand vous publiez, les participants voient leurs points, votre retour et la réponse modèle. Vous pouvez annuler la publication pendant { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}. Ensuite, ils reçoivent un message.
release-do = Publier les points
release-changed = { $count ->
    [one] { $count } réponse est nouvelle ou a changé depuis la publication. Son participant le voit après la prochaine publication.
   *[other] { $count } réponses sont nouvelles ou ont changé depuis la publication. Leurs participants le voient après la prochaine publication.
}
release-undo-until = Vous pouvez l’annuler jusqu’au { $time }.
release-undo = Annuler la publication
error-grades-missing = Certaines réponses ne sont pas encore corrigées
error-grades-missing-next = Ouvrez la liste des réponses, donnez les points qui manquent, puis publiez.
error-nothing-to-release = Il n’y a rien à publier
error-nothing-to-release-next = Aucun participant n’a encore envoyé de réponse à ce devoir.
error-undo-too-late = La publication ne peut plus être annulée
error-undo-too-late-next = Plus de 10 minutes ont passé, et les participants ont reçu un message. Vous pouvez changer les points et publier de nouveau.
error-other-grading = Une autre personne a corrigé cette réponse
error-other-grading-next = Relisez la réponse, comparez les deux corrections et envoyez la vôtre avec la nouvelle version.
flash-released = Les points sont publiés.
flash-release-undone = La publication est annulée. Les participants ne voient pas les points.
flash-grade-saved = Enregistré.
flash-grade-saved-open = Enregistré. Certains critères n’ont pas encore de points.
grade-place = Réponse { $nth } sur { $count } · corrigées par vous : { $mine }
grade-answer = Réponse { $code }
grade-no-text = Cette réponse n’a pas de texte.
grade-words = { $count ->
    [one] { $count } mot
   *[other] { $count } mots
}, demandé : { $least } à { $most }
grade-prompt = Le devoir
grade-model-answer = Réponse modèle
grade-samples = { $count ->
    [one] { $count } exemple de réponse avec les points convenus
   *[other] { $count } exemples de réponses avec les points convenus
}
grade-sample = Exemple de réponse { $number }
grade-previous = Réponse précédente
grade-next = Réponse suivante
grade-rubric = Grille d’évaluation
grade-criterion = Critère
grade-given = Corrigée par : { $who }, le { $when }
grade-after-release = Ces points sont publiés. Si vous les changez, le participant voit les nouveaux points seulement après la prochaine publication.
grade-total = Total : {"{n}"} sur { $max }
grade-total-open = Jusqu’ici : {"{n}"} sur { $max }, critères ouverts : {"{open}"}
grade-total-later = Le total est calculé quand vous enregistrez
grade-feedback = Retour pour le participant
grade-feedback-hint = Affiché après la publication. Écrivez avec des mots simples.
grade-no-feedback = Aucun retour n’a été écrit.
grade-save-next = Enregistrer et continuer
grade-save = Enregistrer
grade-skip = Passer
grade-points-unknown = Choisissez un des niveaux de ce critère.
grade-criterion-unknown = La grille d’évaluation n’a pas de critère « { $criterion } ». Rechargez la page et corrigez de nouveau.
grade-feedback-long = Le retour peut avoir 10 000 caractères au maximum.
keys = Touches du clavier
keys-turn = réponse suivante, précédente
keys-level = niveau du critère actif
keys-skip = passer
keys-save = enregistrer et continuer
keys-list = cette liste
keys-off = Désactiver ces touches sur cet appareil
conflict-title = Cette réponse a été corrigée deux fois
conflict-lead = Pendant que vous corrigiez la réponse { $code }, une autre correction a été enregistrée. Par : { $who }. Quand : { $when }.
conflict-kept = La vôtre n’est pas encore enregistrée. Comparez les deux, puis choisissez. Si vous gardez la vôtre, les deux corrections restent dans les archives.
conflict-caption = Les deux corrections par critère
conflict-mine = La vôtre
conflict-other = Enregistrée : { $who }
conflict-differs = différent
conflict-total = Total
conflict-other-feedback = Retour enregistré : { $who }
conflict-my-feedback = Votre retour
conflict-keep-mine = Garder la mienne
conflict-take-other = Prendre celle qui est enregistrée ({ $who })
task-result-points = { $points } sur { $max } points
task-result-by = Corrigé par le correcteur { $letter }. Publié le { $when }.
task-result-caption = Points par critère
task-result-level = Niveau atteint
task-result-feedback = Retour
task-result-waiting = Pas encore publié
task-result-waiting-next = Un instructeur lit votre réponse. Vous recevez un message quand vos points sont là.
task-result-receipt = Voir l’accusé de réception
mail-points-subject = Vos points sont là
mail-points-lead = Un instructeur a lu votre réponse au devoir « { $task } ».
mail-points-next = Ouvrez la page pour voir vos points pour chaque critère, le retour et une réponse modèle.
mail-points-button = Voir mes points
