# Quizzes and written tasks: start, questions, check, receipt, results.
crumbs = Dónde está usted
quiz-title = Cuestionario: { $module }
quiz-start-lead = Lea las reglas y después empiece. Puede parar y continuar más tarde, hasta que se acabe el tiempo.
quiz-questions = Preguntas
quiz-time = Tiempo
quiz-no-limit = Sin límite de tiempo
quiz-extra-time = { $percent } % de tiempo adicional
quiz-pass-mark = Nota mínima
percent = { $value } %
quiz-attempts = Intentos
quiz-attempts-left = { $left } de { $allowed } disponibles
quiz-counts = Qué cuenta
quiz-counts-best = Cuenta su mejor intento.
quiz-counts-last = Cuenta su último intento.
quiz-rule-change = Puede cambiar sus respuestas hasta que las envíe.
quiz-rule-connection = Sin conexión, siga trabajando: las respuestas se quedan en este dispositivo y se envían más tarde.
quiz-rule-clock = Decide el reloj del servidor. El tiempo sigue corriendo si usted pierde la conexión.
quiz-history = Sus intentos
quiz-history-line = Intento { $number }: { $percent } %
quiz-begin = Empezar
quiz-continue = Continuar
quiz-again = Intentar de nuevo
error-no-attempts-left = Usted ha usado todos sus intentos
error-no-attempts-left-next = Sus resultados siguen a su disposición. Consulte a su coordinador, que puede darle uno más.
task-start-lead = Usted escribe una respuesta con sus propias palabras. Un instructor la lee y da puntos por cada criterio.
task-minutes = { $count ->
    [one] Aproximadamente { $count } minuto
   *[other] Aproximadamente { $count } minutos
}
task-length = Extensión
task-words = { $least } a { $most } palabras
task-words-now = Palabras: {"{n}"} de { $most }
task-rule-once = Puede enviarla una sola vez. Hasta entonces se guarda como borrador.
task-graded-by = Su respuesta recibe puntos por
task-your-answer = Su respuesta
quiz-lead = { $count ->
    [one] { $count } pregunta. Puede cambiar su respuesta hasta que la envíe.
   *[other] { $count } preguntas. Puede cambiar sus respuestas hasta que las envíe.
}
question-nth = Pregunta { $number }
hint-single = Elija una respuesta.
hint-multiple = { $count ->
    [one] Elija { $count } respuesta.
   *[other] Elija { $count } respuestas.
}
hint-numeric = { $decimals ->
    [0] Un número entero, sin decimales.
    [one] Un número con { $decimals } decimal.
   *[other] Un número con { $decimals } decimales.
}
numeric-heard = Entendido: { $number }
numeric-unread = «{ $typed }» no se puede leer como un número. Escriba solo el número, en cifras, por ejemplo { $example }. Su respuesta está guardada, pero así no da puntos.
numeric-two-ways = «{ $typed }» se puede leer de dos maneras. Si quiere decir { $grouped }, escriba { $whole }; si es el número decimal, escriba { $decimal }. Su respuesta está guardada, pero así no da puntos.
hint-short-text = Unas pocas palabras.
hint-ordering = Elija un elemento para cada puesto.
hint-matching = Elija el elemento que corresponde a cada línea.
place-nth = Puesto { $number }
choose = Elegir
answer-true = Verdadero
answer-false = Falso
answer-unsure = No lo sé
flag = Marcar para revisar más tarde
quiz-check = Revisar mis respuestas
check-title = Revise sus respuestas
check-summary = { $count ->
    [one] { $count } pregunta
   *[other] { $count } preguntas
}: { $answered } con respuesta, { $empty } sin respuesta, { $marked } para revisar.
check-caption = Sus preguntas y su estado
check-question = Pregunta
check-state = Estado
check-go = Ir allí
check-answered = Con respuesta
check-answered-marked = Con respuesta, para revisar
check-unread = No se puede leer
check-empty = Sin respuesta
check-empty-marked = Sin respuesta, para revisar
check-look = Mirar de nuevo
check-change = Cambiar
check-at = en la pregunta { $number }
check-final = No puede cambiar las respuestas después de enviarlas.
check-send = Enviar mis respuestas
check-back = Volver a las preguntas
check-back-task = Volver a mi respuesta
task-check-words = { $count ->
    [one] Su respuesta tiene { $count } palabra.
   *[other] Su respuesta tiene { $count } palabras.
}
receipt-title = Sus respuestas llegaron
receipt-keep = Anote este código. Demuestra que sus respuestas llegaron.
receipt-what = Envío
receipt-answers = Respuestas
receipt-of = { $answered } de { $of }
receipt-time = Fecha y hora
receipt-by-clock = El tiempo se acabó, así que el servidor entregó lo que tenía.
receipt-late = Su envío llegó después de acabarse el tiempo. Su coordinador decide si cuenta.
receipt-held = { $count ->
    [one] { $count } respuesta guardada llegó tarde o dos veces. Se conserva, y su coordinador decide.
   *[other] { $count } respuestas guardadas llegaron tarde o dos veces. Se conservan, y su coordinador decide.
}
receipt-results = Ver sus resultados
receipt-go-on = Continuar
receipt-task-next = Un instructor lee su respuesta. Usted recibe un mensaje cuando se publican los puntos.
print = Imprimir
result-passed = Aprobado
result-not-passed = Aún no aprobado
result-pass-mark = La nota mínima es del { $percent } %.
result-attempts-left = { $count ->
    [one] Usted tiene { $count } intento más.
   *[other] Usted tiene { $count } intentos más.
}
result-keys-later = Usted ve cuáles de sus respuestas eran correctas. Todas las respuestas correctas se muestran cuando ha aprobado o ha usado todos los intentos.
result-right = Correcta
result-partly = Correcta en parte
result-wrong = No correcta
result-empty = Sin respuesta
result-unsure = «No lo sé»: lea de nuevo la lección
result-your-answer = Su respuesta:
result-lesson = Léalo en la lección: { $title }
result-back = Volver al módulo
strip-label = Dónde están sus respuestas
net-unsaved = Aún no guardado
net-device = Guardado en este dispositivo a las {"{time}"}
net-server = Guardado en el servidor a las {"{time}"}
net-waiting = Respuestas en espera: {"{n}"}
net-offline = Sin conexión. Siga trabajando. Respuestas solo en este dispositivo: {"{n}"}
net-storage = Este dispositivo no puede guardar respuestas. Envíe el formulario antes de cerrar esta página.
net-signin = Su sesión está cerrada. Sus respuestas están a salvo en este dispositivo.
net-other-tab = Este cuestionario está abierto en otra pestaña. Aquí solo puede leer.
net-continue = Continuar aquí
net-held = Algunas respuestas necesitan la ayuda de su coordinador
net-notsent = Aún no enviado. Solo en este dispositivo. Inténtelo de nuevo cuando tenga conexión.
net-sign-in-again = Iniciar sesión de nuevo
net-send-now = Enviar ahora
time-left-minutes = Tiempo restante: {"{n}"} min
time-left-clock = Tiempo restante: {"{time}"}
time-left-now = Tiempo restante: { $count } min
outbox-too-many = Un lote puede contener 20 respuestas como máximo.
sync-title = Mis respuestas
sync-lead = Aquí ve dónde está cada respuesta. Nada se pierde mientras está en una de estas listas.
sync-script = Esta lista necesita un navegador con JavaScript. Sin él, cada respuesta se envía cuando usted pulsa un botón.
sync-waiting = En espera en este dispositivo:
sync-waiting-text = Respuestas que el servidor aún no tiene.
sync-before = enviar antes del
sync-held = Retenidas, necesitan ayuda:
sync-held-text = Su coordinador también las ve. Se conservan.
sync-sent = Enviadas y recibidas:
sync-sent-text = Las últimas 50 respuestas que el servidor confirmó.
sync-received = recibida a las
sync-code = código
sync-link = Mis respuestas

# What a coordinator sees of answers that could not simply stand, and decides about them.
error-results-early = El cuestionario aún no se ha entregado
error-results-early-next = Entréguelo primero y pida después los resultados.
error-task-empty = Todavía no ha escrito nada
error-task-empty-next = Escriba primero su respuesta. Solo puede enviarla una vez.
held-title = Respuestas por decidir
held-one-title = Una respuesta por decidir
held-lead = Estas respuestas llegaron tarde, dos veces o dañadas. No se ha perdido nada. Usted decide si cada una cuenta.
held-none = Ninguna respuesta le espera
held-none-next = Aquí aparecen las respuestas que llegan tarde o contradicen a otras.
held-answer = Respuesta de
held-why = Por qué está aquí
held-arrived = Llegada
held-state = Estado
held-waits = Le espera
held-counted = Cuenta
held-set-aside = Apartada
held-person = Persona
held-saves = { $count ->
    [one] { $count } respuesta guardada
   *[other] { $count } respuestas guardadas
}
held-others = { $count ->
    [one] Otra respuesta guardada de esta pregunta espera. Su decisión también la abarca: queda apartada.
   *[other] Otras { $count } respuestas guardadas de esta pregunta esperan. Su decisión también las abarca: quedan apartadas.
}
held-others-show = Leer antes las demás
held-sitting = Cuestionario o tarea
held-after-submission = Llegó después de la entrega y dice otra cosa.
held-late = Llegó cuando el tiempo había terminado.
held-other-content = Tiene el mismo número que una respuesta que ya tenemos, pero dice otra cosa.
held-chain = El dispositivo envió dos respuestas con el mismo lugar en su orden.
held-damaged = Se dañó en el camino.
held-no-answer = Este mensaje no responde a ninguna pregunta del cuestionario o de la tarea. Solo se puede apartar.
held-stands = La respuesta que cuenta ahora
held-held = La respuesta que espera
held-decision = La decisión
held-decide = ¿Qué decide usted?
held-count = Contar esta respuesta
held-count-hint = Ocupa el lugar de la respuesta de arriba. Un cuestionario entregado recibe un nuevo resultado.
held-put-aside = Apartarla
held-put-aside-hint = La respuesta de arriba se mantiene. Esta se conserva, pero no cuenta.
held-verdict-missing = Elija una de las dos.
held-reason = Motivo
held-reason-hint = Por ejemplo: no había conexión en toda la ciudad. Otras personas podrán leerlo después.
held-keep = Guardar la decisión
flash-held-decided = La decisión está guardada.
error-held-decided = Alguien ya decidió sobre esta respuesta
error-held-decided-next = Abra la lista de nuevo. Allí verá la decisión.
error-held-graded = Un instructor ya calificó esta tarea
error-held-graded-next = El texto ya no puede cambiar. Aparte la respuesta y explique el motivo al instructor.
error-held-no-answer = Este mensaje no responde a ninguna pregunta
error-held-no-answer-next = Solo se puede apartar.

# The tests before and after a module.
pre-test-title = Prueba previa: { $module }
post-test-title = Prueba posterior: { $module }
pre-test-lead = Vea lo que sabe antes de leer. El resultado le muestra por dónde empezar.
post-test-lead = Vea lo que le aportaron las lecciones. Las preguntas son nuevas y del mismo tipo que en la prueba previa.
test-rule-nothing = No cuenta para nada. Nadie la aprueba ni la suspende.
test-rule-once = Puede hacerla una vez.
test-rule-keys = Verá su resultado en cada objetivo del módulo. Las respuestas correctas no se muestran: otras personas reciben las mismas preguntas.
test-rule-who = Sus instructores ven los resultados del grupo, no los suyos.
pre-test-skip = Leer sin hacer la prueba
error-test-taken = Ya ha hecho esta prueba
error-test-taken-next = Solo se puede hacer una vez. Su resultado sigue a su disposición.
error-pre-test-over = La prueba previa a las lecciones ha terminado
error-pre-test-over-next = Está abierta hasta que empiece el módulo. Usted ya ha empezado: siga con las lecciones.
error-post-test-early = La prueba posterior a las lecciones aún no está abierta
error-post-test-early-next = Se abre cuando haya marcado todas las lecciones como leídas.
# $percent of the points.
test-before = Antes: { $percent } %
test-after = Después: { $percent } %
# $points is a difference of two results in percent; the sign is in the text.
gain-up = { $points ->
    [one] +{ $points } punto
   *[other] +{ $points } puntos
}
gain-same = sin cambio
gain-down = { $points ->
    [one] −{ $points } punto
   *[other] −{ $points } puntos
}
pre-test-result = Este es su punto de partida antes de leer. Lo que más le ayuda va primero.
post-test-gained = Sabe más que antes. Lo que merece otra lectura va primero.
post-test-result = Ha leído todas las lecciones. Lo que merece otra lectura va primero.
advice-first = Empiece aquí
advice-also = Conviene leerlo con atención
advice-known = Lo sabe bien
test-chance = Una prueba tiene pocas preguntas: una más o una menos puede ser casualidad.
test-no-keys = Las respuestas correctas no se muestran, porque otras personas reciben las mismas preguntas.
group-title = Antes y después
group-lead = Lo que el grupo alcanzó en promedio en las pruebas previa y posterior de cada módulo.
# $count people.
group-few-why = { $count ->
    [one] No se muestran resultados de menos de { $count } persona.
   *[other] No se muestran resultados de menos de { $count } personas.
}
group-gain-why = El avance cuenta solo a quienes hicieron las dos pruebas.
group-none = Los módulos de este curso no tienen pruebas
group-objective = Objetivo
group-before = Antes
group-after = Después
group-gain = Avance
group-all = Prueba completa
group-few = Datos insuficientes
# $count people.
group-people = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
task-again = Puede enviar esta tarea una vez más. Sigue con el texto que envió.
task-again-points = Puntos y retroalimentación
task-again-go = Enviar una vez más
