# My modules, a module, a lesson, completion.
modules-none = Usted aún no tiene ningún curso. Cuando un coordinador le invite, aparecerá aquí.
next-step = Su próximo paso
next-none = Por ahora, usted no tiene nada que hacer.
next-lesson = Lección: { $title }
next-quiz = Cuestionario: { $title }
next-task = Tarea escrita: { $title }
next-pre-test = Prueba previa a las lecciones: { $title }
next-post-test = Prueba posterior a las lecciones: { $title }
continue = Continuar
course = Curso
course-code = Grupo
course-place = Lugar
course-completed = Curso completado
due-word = Fecha límite
due = Fecha límite: { $when }
completion-link = ¿Qué me falta todavía?
percent-short = { $value } %
done-word = hecho
lessons-count = { $count ->
    [one] { $count } lección
   *[other] { $count } lecciones
}
kilobytes = unos { $count } kB
module-done = Hecho
module-waiting = En espera de sus puntos
module-stuck = Consulte a su coordinador
module-not-started = Sin empezar
module-lesson-next = Lo próximo es una lección
module-quiz-next = Lo próximo es el cuestionario
module-task-next = Lo próximo es la tarea escrita
module-about = Sobre este módulo
module-size = Descarga
module-objectives = Después de este módulo, usted puede
safe-element = SAFE, elemento básico { $number }
safe-pillar = SAFE, pilar { $number }
module-way = Su recorrido, pasos hechos: { $done } de { $all }
text-not-current = Este texto aún no está traducido, o la traducción está atrasada respecto al texto inglés.
port-done = Hecho
port-next = Próximo paso
port-later = Más tarde
port-waiting = Enviada, en espera de sus puntos
port-task-failed = No aprobada
port-no-attempts = No quedan intentos
port-optional = Abierta, si lo desea
port-begun = Empezada
port-after-lessons = Se abre después de las lecciones
port-test-go = Hacer la prueba
# $count questions.
port-pre-test = { $count ->
    [one] Prueba previa: { $count } pregunta
   *[other] Prueba previa: { $count } preguntas
}
port-post-test = { $count ->
    [one] Prueba posterior: { $count } pregunta
   *[other] Prueba posterior: { $count } preguntas
}
port-read = Continuar
port-quiz-go = Ir al cuestionario
port-task-go = Ir a la tarea
port-quiz = { $count ->
    [one] Cuestionario: { $count } pregunta
   *[other] Cuestionario: { $count } preguntas
}
port-task = Tarea escrita: { $title }
lesson-nth = Lección { $number } de { $of }
lesson-is-read = Leída
lesson-sources = Fuentes
picture-show = Mostrar la imagen ({ $count } kB)
lesson-read-next = Marcar como leída y continuar
lesson-read-last = Marcar como leída y terminar las lecciones
lessons = Lecciones
previous = Anterior:
next = Siguiente:
completion-title = ¿Qué me falta todavía?
completion-done = Completado:
completion-soon = Todo está hecho. Su certificado se está creando.
completion-missing = Todavía falta
completion-rules = Para completar este curso
go-there = Ir allí
rule-lessons = Lea todas las lecciones.
rule-quizzes = Apruebe el cuestionario de cada módulo.
rule-tasks = Apruebe la tarea escrita de cada módulo.
missing-lessons = { $count ->
    [one] { $count } lección por leer en «{ $module }».
   *[other] { $count } lecciones por leer en «{ $module }».
}
missing-quiz = { $count ->
    [one] El cuestionario de «{ $module }» no está aprobado. Usted tiene { $count } intento.
   *[other] El cuestionario de «{ $module }» no está aprobado. Usted tiene { $count } intentos.
}
missing-quiz-no-attempts = El cuestionario de «{ $module }» no está aprobado y no queda ningún intento. Consulte a su coordinador.
missing-task = La tarea escrita de «{ $module }» no está enviada.
missing-task-waiting = La tarea escrita de «{ $module }» está enviada. Un instructor la lee.
missing-task-failed = La tarea escrita de «{ $module }» no está aprobada. Consulte a su coordinador.
completion-certified-on = Su certificado llega por correo electrónico el { $day }, el último día de su curso.
again-title = Intentos
again-module = Módulo
again-quiz = Cuestionario
again-task = Tarea escrita
again-used = { $used } de { $allowed } intentos usados
again-task-not-begun = Sin empezar
again-task-begun = Empezada
again-task-again = Se puede enviar una vez más
again-task-waiting = Enviada, aún sin calificar
again-give = Dar un intento más
again-nothing = Nada que dar: uno más es posible cuando no queda ningún intento y el módulo no está aprobado. Los puntos de una tarea cuentan 10 minutos después de publicarse.
again-what = Para qué
again-what-missing = Elija para qué.
again-hint = La persona ha visto las respuestas correctas o la respuesta modelo. Se le avisa por correo electrónico. Una tarea empieza con el texto enviado.
again-reason-hint = Para el registro. La persona no lo ve.
again-act = Dar un intento más
again-given = Dado hasta ahora
flash-attempt-given = Se dio un intento más. Se avisa a la persona por correo electrónico.
mail-again-subject = Tiene un intento más
mail-again-quiz = Su coordinador le da un intento más para el cuestionario de «{ $module }».
mail-again-task = Su coordinador le permite enviar una vez más la tarea escrita de «{ $module }». Sigue con el texto que envió.
mail-again-next = Lea antes otra vez las lecciones y sus resultados.
mail-again-button = Empezar
