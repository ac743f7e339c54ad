# Grading of written tasks: queues, one answer, conflicts, release, the participant's result.
grading-title = Por calificar
grading-waiting = { $count ->
    [0] No espera ninguna respuesta.
    [one] Espera { $count } respuesta.
   *[other] Esperan { $count } respuestas.
}
grading-oldest = { $count ->
    [0] La más antigua llegó hoy.
    [one] La más antigua espera desde hace { $count } día.
   *[other] La más antigua espera desde hace { $count } días.
}
grading-none = No hay nada por calificar
grading-none-next = Aquí aparecen las tareas escritas de los cursos en los que usted enseña. Si falta un curso, consulte a su coordinador.
grading-caption = Tareas escritas y número de respuestas en espera
grading-task = Tarea
grading-module = Módulo
grading-cohort = Curso
grading-left = En espera
grading-mine = Calificadas por mí
grading-all = Todas
grading-points = Puntos
grading-list-of = respuestas a la tarea { $task }
grading-released = Puntos publicados
grading-changed = Cambios desde la publicación
grading-not-released = Puntos no publicados
grading-begin = Calificar la tarea más antigua
grading-blind = nombres ocultos
queue-counts = { $all ->
    [one] { $all } respuesta
   *[other] { $all } respuestas
}: { $waiting } en espera, calificadas por usted: { $mine }.
queue-next = Calificar la siguiente respuesta
queue-none = Aún no hay respuestas
queue-none-next = Las respuestas aparecen aquí cuando los participantes las envían.
queue-caption = Respuestas y su estado
queue-answer = Respuesta
queue-by = Calificada por
queue-state-waiting = En espera
queue-state-partly = Criterios aún abiertos
queue-state-graded = Calificada
queue-state-released = Puntos publicados
queue-state-changed = Cambios desde la publicación
queue-state-own = Su propia respuesta: la califica otra persona
grader-you = Usted
grader-letter = Calificador { $letter }
points-of = { $points } de { $max }
release-title = Publicación
release-missing = { $count ->
    [one] { $count } respuesta no tiene una calificación completa. Califíquela primero y después publique.
   *[other] { $count } respuestas no tienen una calificación completa. Califíquelas primero y después publique.
}
release-lead = Todas las respuestas están calificadas. Cuando usted publica, los participantes ven sus puntos, la retroalimentación de usted y la respuesta modelo. Puede anular la publicación durante { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}. Después ellos reciben un mensaje.
release-do = Publicar los puntos
release-changed = { $count ->
    [one] { $count } respuesta es nueva o cambió desde la publicación. Su participante lo ve después de la próxima publicación.
   *[other] { $count } respuestas son nuevas o cambiaron desde la publicación. Sus participantes lo ven después de la próxima publicación.
}
release-undo-until = Puede anularla hasta el { $time }.
release-undo = Anular la publicación
error-grades-missing = Algunas respuestas aún no están calificadas
error-grades-missing-next = Abra la lista de respuestas, dé los puntos que faltan y después publique.
error-nothing-to-release = No hay nada que publicar
error-nothing-to-release-next = Ningún participante ha enviado todavía una respuesta a esta tarea.
error-undo-too-late = La publicación ya no se puede anular
error-undo-too-late-next = Han pasado más de 10 minutos y los participantes ya recibieron un mensaje. Usted puede cambiar puntos y publicar de nuevo.
error-other-grading = Otra persona ha calificado esta respuesta
error-other-grading-next = Lea la respuesta de nuevo, compare las dos calificaciones y envíe la suya con la versión nueva.
flash-released = Los puntos están publicados.
flash-release-undone = La publicación está anulada. Los participantes no ven los puntos.
flash-grade-saved = Guardado.
flash-grade-saved-open = Guardado. Algunos criterios aún no tienen puntos.
grade-place = Respuesta { $nth } de { $count } · calificadas por usted: { $mine }
grade-answer = Respuesta { $code }
grade-no-text = Esta respuesta no tiene texto.
grade-words = { $count ->
    [one] { $count } palabra
   *[other] { $count } palabras
}, se piden de { $least } a { $most }
grade-prompt = La tarea
grade-model-answer = Respuesta modelo
grade-samples = { $count ->
    [one] { $count } respuesta de ejemplo con puntos acordados
   *[other] { $count } respuestas de ejemplo con puntos acordados
}
grade-sample = Respuesta de ejemplo { $number }
grade-previous = Respuesta anterior
grade-next = Respuesta siguiente
grade-rubric = Rúbrica
grade-criterion = Criterio
grade-given = Calificada por: { $who }, el { $when }
grade-after-release = Estos puntos están publicados. Si usted los cambia, el participante ve los puntos nuevos solo después de la próxima publicación.
grade-total = Total: {"{n}"} de { $max }
grade-total-open = Hasta ahora: {"{n}"} de { $max }, criterios abiertos: {"{open}"}
grade-total-later = El total se calcula cuando usted guarda
grade-feedback = Retroalimentación para el participante
grade-feedback-hint = Se muestra después de la publicación. Escriba con palabras sencillas.
grade-no-feedback = No se escribió retroalimentación.
grade-save-next = Guardar y seguir
grade-save = Guardar
grade-skip = Saltar
grade-points-unknown = Elija uno de los niveles de este criterio.
grade-criterion-unknown = La rúbrica no tiene ningún criterio «{ $criterion }». Recargue la página y califique de nuevo.
grade-feedback-long = La retroalimentación puede tener 10 000 caracteres como máximo.
keys = Teclas
keys-turn = respuesta siguiente, anterior
keys-level = nivel del criterio activo
keys-skip = saltar
keys-save = guardar y seguir
keys-list = esta lista
keys-off = Desactivar estas teclas en este dispositivo
conflict-title = Esta respuesta se calificó dos veces
conflict-lead = Mientras usted calificaba la respuesta { $code }, se guardó otra calificación. Por: { $who }. Cuándo: { $when }.
conflict-kept = La suya aún no está guardada. Compare las dos y después elija. Si conserva la suya, las dos calificaciones quedan en el historial.
conflict-caption = Las dos calificaciones por criterio
conflict-mine = La suya
conflict-other = Guardada: { $who }
conflict-differs = diferente
conflict-total = Total
conflict-other-feedback = Retroalimentación guardada: { $who }
conflict-my-feedback = Su retroalimentación
conflict-keep-mine = Conservar la mía
conflict-take-other = Tomar la guardada ({ $who })
task-result-points = { $points } de { $max } puntos
task-result-by = Calificado por el calificador { $letter }. Publicado el { $when }.
task-result-caption = Puntos por criterio
task-result-level = Nivel alcanzado
task-result-feedback = Retroalimentación
task-result-waiting = Aún no publicado
task-result-waiting-next = Un instructor lee su respuesta. Usted recibe un mensaje cuando sus puntos estén listos.
task-result-receipt = Ver el comprobante
mail-points-subject = Sus puntos están listos
mail-points-lead = Un instructor ha leído su respuesta a la tarea «{ $task }».
mail-points-next = Abra la página para ver sus puntos por cada criterio, la retroalimentación y una respuesta modelo.
mail-points-button = Ver mis puntos
