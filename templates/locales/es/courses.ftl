# The coordinator's courses: cohorts, people, invitations; and how invited people come in.
cohorts-title = Cursos
cohorts-none = Usted aún no tiene cursos. Abra uno y después invite a personas.
cohort-new = Abrir un curso
cohort-new-title = Abrir un curso
cohort-create = Abrir el curso
cohort-course = Curso
cohort-course-hint = Se usa la versión más nueva de cada módulo. Es siempre la misma para todas las personas de este curso.
cohort-course-missing = Elija un curso de la lista.
cohort-code = Código
cohort-code-hint = Un nombre corto, por ejemplo PS-2026-GE: letras, números, guiones.
cohort-code-wrong = Escriba un código de 2 a 40 letras (A a Z), números, guiones o puntos.
cohort-code-taken = Otro curso tiene este código. Elija otro.
cohort-agency = Organismo de formación
cohort-agency-missing = Elija un organismo de la lista.
cohort-place = Lugar
cohort-place-hint = Ciudad y país, o «en línea».
cohort-place-missing = Escriba el lugar.
cohort-place-wrong = El lugar puede tener 200 caracteres, en una sola línea.
cohort-days = Días
cohort-from-to = del { $start } al { $end }
cohort-starts = Primer día
cohort-ends = Último día
cohort-starts-wrong = Escriba el primer día en el orden año, mes, día, por ejemplo 2027-01-15.
cohort-ends-wrong = Escriba el último día en el orden año, mes, día, por ejemplo 2027-01-15.
cohort-due-day-wrong = Escriba el día de la fecha límite en el orden año, mes, día, por ejemplo 2027-01-15.
cohort-ends-before-start = El último día es anterior al primer día.
cohort-due-day = Fecha límite del trabajo previo al curso
cohort-due-hint = El día y la hora están en UTC. Cada persona los ve en UTC y en su propia hora.
cohort-due-time = Hora (UTC)
cohort-time-wrong = Indique la hora en horas y minutos, por ejemplo 12:00.
cohort-due-past = Este momento ya pasó. Elija uno posterior.
cohort-no-courses = Aún no hay ningún curso publicado. Pida a su administrador que importe el plan de estudios.
cohort-no-agencies = Aún no hay ningún organismo de formación. Pida a su administrador que añada uno.
flash-cohort-created = El curso está abierto. Ahora invite a personas.
cohort-due = Fecha límite del trabajo previo al curso: { $when }
cohort-people = Participantes
cohort-nobody = Aún no hay nadie en este curso
cohort-nobody-next = Pegue o suba una lista de personas. Cada una recibe un mensaje con un enlace y un código.
invite-people = Invitar a personas
cohort-way = Hasta dónde han llegado los participantes
step-enrolled = Con invitación
step-arrived = Entraron
step-started = Empezaron
step-completed = Completaron
cohort-stuck = { $count ->
    [one] { $count } persona no tiene una invitación que funcione.
   *[other] { $count } personas no tienen una invitación que funcione.
}
cohort-stuck-show = Mostrarlas
cohort-held = { $count ->
    [one] { $count } respuesta llegó tarde o contradice a otra. Se conserva, y usted debe decidir.
   *[other] { $count } respuestas llegaron tarde o contradicen a otras. Se conservan, y usted debe decidir.
}
cohort-held-decide = Decidir
cohort-obstacles = { $count ->
    [one] No se pudo crear { $count } certificado.
   *[other] No se pudieron crear { $count } certificados.
}
cohort-obstacles-show = Ver por qué
cohort-show = Qué participantes mostrar
show-all = Todos ({ $count })
show-waiting = En espera ({ $count })
show-stuck = Necesitan ayuda ({ $count })
show-withdrawn = Retirados del curso ({ $count })
cohort-show-none = No hay nadie en esta lista.
pages = Páginas de la tabla
person-stage = Estado
person-lessons = Lecciones leídas
person-quizzes = Cuestionarios aprobados
person-invitation = Invitación
person-extra-time = Tiempo adicional
stage-withdrawn = Retirado del curso
stage-enrolled = Aún no entró
stage-arrived = Entró
stage-started = Empezó
stage-completed = Completó
invited-never = No enviada
invited-waiting = En espera de envío
invited-sent = Enviada
invited-failed = No entregada
invited-expired = Demasiado antigua
invited-used = Usada
invited-at = Creada el { $when }
invited-until = Funciona hasta el { $when }
mail-trouble-next = Esto es lo que dijo el servidor de correo. Si la dirección no es correcta, retire a esta persona del curso e invite a la dirección correcta. Si es correcta, envíe de nuevo la invitación.
resend-hint = Un enlace nuevo y un código nuevo. Los anteriores dejan de funcionar.
resend-act = Enviar una nueva invitación
flash-invitation-sent = Una nueva invitación está en camino.
error-invitation-just-sent = Se envió una invitación hace un momento
error-invitation-just-sent-next = Espere un minuto. Si no llega ningún mensaje, envíela entonces de nuevo.
error-already-withdrawn = Esta persona ya no está en el curso
error-already-withdrawn-next = Abra la página de la persona. Allí puede readmitirla en el curso.
error-not-withdrawn = Esta persona está en el curso
error-not-withdrawn-next = Abra de nuevo la página de la persona. Quizás otra persona acaba de hacerlo.
extra-time-label = Tiempo adicional, en porcentaje
extra-time-hint = Alarga cada límite de tiempo de esta persona: con 50, 60 minutos pasan a ser 90. Escriba 0 si no hay ninguno.
extra-time-wrong = Escriba un número entero de 0 a 300.
flash-extra-time-saved = El tiempo adicional está guardado.
withdraw-heading = Retirar del curso
withdraw-reason = Motivo
withdraw-hint = La persona ya no puede abrir este curso. Lo que se hizo hasta ahora se conserva.
withdraw-reason-missing = Escriba el motivo.
withdraw-reason-too-long = El motivo puede tener 500 caracteres.
withdraw-act = Retirar del curso
flash-withdrawn = La persona ya no está en este curso.
withdrawn-heading = Persona retirada del curso
withdrawn-at = Desde el { $when }
return-next = Las lecciones leídas, las respuestas y los resultados siguen ahí.
return-act = Readmitir en el curso
flash-returned = La persona está de nuevo en el curso.
instructors = Instructores
instructors-none = Aún no enseña nadie en este curso.
instructor-email = Dirección de correo electrónico de un instructor
instructor-email-hint = La persona debe ser instructor de este organismo de formación.
instructor-name = Añadir al instructor
instructor-remove = Quitar
instructor-unknown = Ningún instructor de este organismo tiene esta dirección. Compruébela o pida a su administrador que dé a la persona la función de instructor.
flash-instructor-named = El instructor está añadido.
flash-instructor-removed = El instructor ya no está en el curso.

invite-title = Invitar a personas
list-text = Lista de personas
list-text-hint = Una persona por fila: nombre, correo electrónico, país, organismo, idioma. Copie las filas de su hoja de cálculo y péguelas aquí. El organismo y el idioma (en, fr, es, ar, ru) pueden quedar vacíos.
list-file = O un archivo
list-file-hint = Un archivo CSV o de texto con 2000 personas y 2 MB como máximo. Si elige un archivo, no se usa el texto de arriba.
list-check = Revisar la lista
list-check-again = Revisar de nuevo
list-change = Cambiar la lista
list-correct = Corregir la lista
list-caption = Las filas de su lista
list-row = Fila
list-name = Nombre
list-email = Correo electrónico
list-country = País
list-agency = Organismo
list-language = Idioma
list-state = Estado
list-good = Todas las filas son correctas
list-good-next = Mire los nombres una vez más. Cada persona recibe un mensaje en su idioma, con un enlace y un código que funcionan durante 14 días.
list-send = { $count ->
    [one] Enviar { $count } invitación
   *[other] Enviar { $count } invitaciones
}
list-nobody-new = Todas las personas de esta lista ya están en el curso o tienen una invitación que funciona. No hay nadie a quien invitar.
list-guessed = El archivo no dice cómo están escritas sus letras. Lo leímos como { $encoding }. Mire los nombres: si no son correctos, guarde el archivo como «CSV UTF-8» y súbalo de nuevo.
list-unused = La columna «{ $column }» no se usa.
list-wrong = { $wrong ->
    [one] { $wrong } de { $all } filas necesita una corrección. Aún no se envió nada.
   *[other] { $wrong } de { $all } filas necesitan una corrección. Aún no se envió nada.
}
list-row-wrong = Fila { $row }: { $what }
list-more = { $count ->
    [one] { $count } corrección más está en la tabla.
   *[other] { $count } correcciones más están en la tabla.
}
place-open = Por invitar
place-invited = Tiene una invitación que funciona: se omite
place-arrived = Está en el curso: se omite
place-withdrawn = Persona retirada del curso: se omite
list-empty = La lista está vacía. Pegue al menos una fila con un nombre, una dirección de correo electrónico y un país.
list-workbook = Este archivo es un libro de cálculo o un documento. Ábralo, guárdelo como «CSV UTF-8» y suba ese archivo. O copie las filas y péguelas aquí.
list-too-large = La lista es demasiado grande. Puede tener 2 MB.
list-too-many-rows = La lista tiene más de 2000 personas. Divídala y envíe las partes una tras otra.
list-twice = La misma dirección de correo electrónico está en la fila { $row }.
list-email-missing = Falta la dirección de correo electrónico.
list-email-no-at = La dirección de correo electrónico no tiene @.
list-email-wrong = Esto no es una dirección de correo electrónico.
list-email-lines = La dirección de correo electrónico tiene más de una línea.
list-country-missing = Falta el país.
list-country-unknown = El país «{ $country }» no se conoce. Use su nombre en inglés o su código de dos letras.
list-country-suggest = El país «{ $country }» no se conoce. ¿Quiso decir { $meant }?
list-language-unknown = El idioma «{ $language }» no es uno de los nuestros. Use en, fr, es, ar o ru.
list-agency-too-long = El nombre del organismo puede tener 200 caracteres.
list-cell-too-long = Una celda tiene más de 1000 caracteres. Quizás faltan unas comillas de cierre.
list-too-many-cells = La fila tiene más de cinco celdas. Si un nombre tiene una coma, ponga el nombre entre comillas.
list-open-quote = Faltan unas comillas de cierre, así que las filas siguientes se leyeron como parte de esta.
list-unreadable = La fila tiene caracteres que no se pueden leer. Guarde el archivo como «CSV UTF-8» y súbalo de nuevo.
flash-invitations-sent = Las invitaciones están en camino.
flash-invitations-some = Las invitaciones están en camino. Se omitieron las personas que ya están en el curso o que tienen una invitación que funciona.
flash-invitations-none = No se invitó a nadie: todas las personas de la lista ya están en el curso o tienen una invitación que funciona.

mail-invitation-subject = Su invitación a un curso
mail-invitation-lead = Le invitamos al curso «{ $course }».
mail-invitation-dates = Lugar: { $place }. Del { $start } al { $end }.
mail-invitation-due = Antes del curso, usted estudia algunas lecciones en su teléfono o computadora, a su propio ritmo. Termínelas, por favor, a más tardar el { $when }.
mail-invitation-ends = Abra el enlace para empezar. No necesita contraseña. El enlace funciona una sola vez, hasta el { $when }.
mail-invitation-by-code = Si el enlace no se abre, vaya a { $address } y escriba su dirección de correo electrónico y el código.
mail-invitation-who = ¿Tiene preguntas? Diríjase a su coordinador: { $name }, { $address }.
mail-invitation-open = Abrir mi invitación
invitation-title = Le invitamos a un curso
invitation-accept = Aceptar y empezar
invitation-accept-next = A continuación, usted confirma su nombre para el certificado. No necesita contraseña.
invitation-other = En este dispositivo hay abierta una sesión de otra persona. Si continúa, la sesión de este dispositivo será la de la persona de esta invitación.
invitation-used = Esta invitación ya se usó
invitation-used-next = Usted tiene una cuenta. Inicie sesión con su dirección de correo electrónico: le enviamos un código.
invitation-gone = Esta invitación ya no funciona
invitation-gone-next = Puede que sea demasiado antigua o que se le haya enviado otra más nueva. Inicie sesión con su dirección de correo electrónico: le enviamos un código. Si eso no ayuda, pida a su coordinador una nueva invitación.
invitation-code-title = Entrar con un código
invitation-code-lead = Escriba la dirección de correo electrónico y el código de su invitación.
invitation-code-wrong = Esta dirección y este código no coinciden, o la invitación ya se usó o es demasiado antigua. Compruebe los dos o inicie sesión con un código enviado por correo electrónico.
invitation-code-none = No tengo código de invitación, o no funciona
person-attempts = Intentos
person-attempts-hint = A quien no le queda ninguno se le puede dar uno más.
person-attempts-open = Ver los intentos
cohort-erased = { $count ->
    [one] Una persona más se cuenta y ya no se nombra: borrada por su propio deseo.
   *[other] { $count } personas más se cuentan y ya no se nombran: borradas por su propio deseo.
}
