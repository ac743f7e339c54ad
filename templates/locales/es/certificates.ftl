# Certificates: the printed certificate, its pages, its public check, its mails.

certificate-title = Certificado de finalización
certificate-certifies = Se certifica que
certificate-completed = ha completado el curso
certificate-hours = { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
certificate-dates = del { $from } al { $to }
certificate-issued = Emitido el { $day }
certificate-signed = Firmado electrónicamente con la clave { $key }; válido sin firma manuscrita
certificate-number = Número de certificado
certificate-check-code = Código de verificación { $code }
certificate-verify-at = Escanee el código QR o escriba el número y el código de verificación en
certificate-qr = Código QR: abre la página que verifica este certificado

certificate-field-wmd = Armas de destrucción masiva
certificate-field-anti-narcotics = Lucha contra los estupefacientes
certificate-field-port-security = Protección portuaria
certificate-field-customs-core = Competencias aduaneras básicas
certificate-field-border-policing = Policía de fronteras
certificate-field-immigration-inspection = Control de inmigración
certificate-field-commercial-operations = Operaciones comerciales
certificate-field-inspection = Inspección
certificate-field-wco-framework = Marco Normativo SAFE de la OMA

certificates-title = Mis certificados
certificates-none = Usted aún no tiene ningún certificado
certificates-none-next = Recibe uno cuando ha completado un curso y llega su último día. Llega por correo electrónico y se queda aquí.
certificate-valid = Válido
certificate-withdrawn = Revocado el { $day }: { $reason }
certificate-download = Descargar el PDF
certificate-mail = Enviármelo de nuevo por correo
certificate-print = Imprimir
certificate-due = Le corresponde un certificado, pero aún no se pudo crear.
certificate-due-next = Su coordinador lo sabe. Usted puede corregir su nombre en su perfil.
flash-certificate-mailed = El certificado está en camino a su dirección de correo electrónico.
error-certificate-mails = Este certificado se envió hoy cinco veces
error-certificate-mails-next = Mire en la carpeta de correo no deseado (spam). Puede descargar el PDF ahora o enviarlo de nuevo mañana.

revocation-issued-in-error = se emitió por error
revocation-name-corrected = se corrigió el nombre
revocation-misconduct = no se respetaron las reglas del curso
revocation-other = otro motivo

cohort-certificates = Certificados
cohort-certificate = Certificado
cohort-certificates-none = Aún no se emitió ningún certificado
cohort-certificates-none-next = Cuando alguien ha completado el curso y llega su último día, su certificado se emite y se envía automáticamente.
cohort-state = Estado
cohort-mail = Correo electrónico
cohort-asks-address = { $count ->
    [one] Pide una nueva dirección de correo electrónico
   *[other] { $count } solicitudes de una nueva dirección de correo electrónico
}
mailing-sent = Enviado
mailing-waiting = En espera de envío
mailing-failed = No se pudo entregar
cohort-mail-again = Enviarlo de nuevo a { $address }
flash-certificate-mailed-again = El certificado se enviará de nuevo.

obstacles-title = Estos certificados no se pudieron crear
obstacle-missing-glyph = Ningún tipo de letra del certificado contiene la letra { $detail }.
obstacle-missing-glyph-next = Pida a la persona que corrija el nombre en su perfil; el certificado se crea entonces automáticamente. Si la letra es correcta, diga al administrador qué tipo de letra falta.
obstacle-name-unconfirmed = La persona aún no ha confirmado el nombre.
obstacle-name-unconfirmed-next = Pida a la persona que inicie sesión y confirme el nombre. Después, inténtelo de nuevo.
obstacle-too-long = Un texto es demasiado largo para el certificado ({ $detail }).
obstacle-too-long-next = Pida a la persona una forma más corta de escribir el nombre, o pida al administrador que acorte el título del curso o el nombre de la autoridad. Después, inténtelo de nuevo.
obstacle-no-printer = Este servidor no puede crear certificados.
obstacle-no-printer-next = Diga al administrador que el programa se construyó sin los certificados. No se ha perdido nada; inténtelo de nuevo después del cambio.
obstacle-fault = No se pudo componer el texto del certificado ({ $detail }).
obstacle-fault-next = Comunique este mensaje al administrador. No se ha perdido nada; inténtelo de nuevo después del cambio.
obstacle-retry = Intentar de nuevo
flash-certificate-retried = El certificado se está creando. Recargue esta página en un momento.

revocation-title = Revocar
revocation-do = Revocar este certificado
revocation-lead = Todas las personas que verifiquen el certificado leerán que fue revocado, cuándo y por cuál de estos motivos. Esto no se puede deshacer.
revocation-reason = Motivo
revocation-reason-missing = Elija un motivo.
revocation-note = Nota
revocation-note-hint = Solo la leen los coordinadores.
revocation-note-too-long = La nota es demasiado larga. Puede tener 1000 caracteres.
flash-certificate-revoked = El certificado está revocado.
error-already-revoked = Este certificado ya fue revocado
error-already-revoked-next = Recargue la página para ver cuándo y por qué.

replacement-with = Emitir también ahora un certificado nuevo, con el nombre tal como figura en el perfil: { $name }
replacement-title = Certificado nuevo
replacement-made = Sustituido por el certificado
replacement-coming = Se está preparando un certificado nuevo.
replacement-coming-next = Vuelva a cargar esta página en un momento. Si no se puede hacer, la lista de certificados dice por qué.
replacement-lead = El certificado nuevo lleva un número nuevo, la fecha de hoy y el nombre tal como figura en el perfil: { $name }
replacement-name-next = ¿El nombre sigue mal? Pida primero a la persona que lo corrija en su perfil.
replacement-do = Emitir un certificado nuevo
flash-certificate-replaced = El certificado está revocado. Se prepara y se envía uno nuevo.
flash-certificate-replacing = Se prepara y se envía un certificado nuevo.
error-replacement-of-valid = Este certificado es válido
error-replacement-of-valid-next = Revóquelo antes de emitir uno nuevo.

address-title = Dirección de correo electrónico de la cuenta
address-now = Actual: { $address }
address-asked = Alguien pidió una nueva dirección el { $when }. Nadie ha demostrado quién la pidió.
address-asked-name = Nombre que se escribió
address-asked-new = Nueva dirección
address-asked-next = Hable con la persona antes de cambiar nada: llame a un número que usted conozca.
address-grant = Cambiar la dirección
address-refuse = Rechazar
address-change = Cambiar la dirección de correo electrónico
address-change-lead = La sesión de la persona se cierra en todas partes. Las dos direcciones reciben un mensaje.
address-new = Nueva dirección de correo electrónico
address-same = Esta ya es la dirección de la cuenta.
error-address-of-staff = Esta cuenta tiene una función
error-address-of-staff-next = Solo un administrador puede cambiar la dirección de correo electrónico de un instructor o de un coordinador.
flash-address-changed = La dirección está cambiada. Las dos direcciones reciben un mensaje.
flash-access-refused = La solicitud está cerrada. No se cambió nada.

lost-access-title = Ya no tengo acceso a mi dirección de correo electrónico
lost-access-lead = ¿Tiene usted un certificado? Entonces su coordinador puede dar a su cuenta una nueva dirección de correo electrónico.
lost-access-number-hint = Figura en el papel y en el PDF, por ejemplo PL-7K3F-Q9TN-4.
lost-access-name = Su nombre
lost-access-email = Su nueva dirección de correo electrónico
lost-access-email-hint = Una dirección que solo usted puede leer.
lost-access-ask = Pedir el cambio
lost-access-without-number = Sin certificado, consulte al coordinador de su curso.
lost-access-sent = Recibimos su solicitud
lost-access-sent-lead = Si conocemos este certificado, su coordinador ya tiene la solicitud y hablará con usted.
lost-access-sent-next = Nada cambia antes de eso. Si no recibe noticias durante una semana, pregunte a su servicio de formación.

verify-title = Verificar un certificado
verify-lead = Escanee con un teléfono el código QR del certificado. O escriba aquí su número y su código de verificación.
verify-valid = Este certificado es válido
verify-valid-next = Nosotros lo emitimos, no se modificó y no fue revocado.
verify-elsewhere = Este certificado lleva nuestra firma
verify-elsewhere-next = No se modificó. Este registro no lo conoce, así que no podemos decir si fue revocado.
verify-withdrawn = Este certificado fue revocado
verify-withdrawn-next = Nosotros lo emitimos y lo revocamos el { $day }: { $reason }.
verify-contradicted = No acepte todavía este certificado
verify-contradicted-next = Lleva nuestra firma, pero nuestro registro dice otra cosa bajo su número. Pregunte a la autoridad que lo emitió.
verify-altered = Este certificado fue modificado
verify-altered-next = El código QR no contiene lo que nosotros firmamos: se modificó o le falta una parte. No lo acepte. Pida a la persona el PDF original.
verify-not-ours = Este no es un certificado nuestro
verify-not-ours-next = No lleva nuestra firma. Compruebe que escaneó el código correcto. No lo acepte.
verify-unknown = No conocemos este número con este código
verify-unknown-next = Compruebe cada letra de los dos o pida el PDF a la persona.
verify-checked = Verificado el { $when }.
verify-compare = Compare cada línea con el papel.
verify-name = Nombre
verify-number = Número
verify-course = Curso
verify-hours = Horas
verify-dates = Fechas
verify-issued = Emitido
verify-checks = Verificaciones
verify-signature = Firma correcta, clave { $key }
verify-known = Consta en nuestro registro
verify-not-withdrawn = No revocado
verify-is-withdrawn = Revocado
verify-another = Verificar otro certificado
verify-example = Por ejemplo { $example }
verify-number-typo = Un carácter del número no es correcto. Compárelo con el papel.
verify-number-malformed = Escriba el número como figura en el papel.
verify-code = Código de verificación
verify-code-hint = Seis letras y números, debajo del número.
verify-code-missing = Escriba también el código de verificación.
verify-check = Verificar
verify-no-record = No guardamos ningún registro de lo que usted verifica.

mail-certificate-subject = Su certificado
mail-certificate-lead = Usted completó el curso «{ $course }». ¡Felicitaciones! Su certificado va adjunto a este mensaje en PDF.
mail-certificate-replaces = Sustituye al certificado { $number }, que ya no vale.
mail-certificate-check = Cualquier persona puede verificarlo: con el código QR, o con el número y el código de verificación.
mail-certificate-later = Puede descargarlo de nuevo cuando quiera desde su página.
mail-certificate-open = Abrir mi certificado
mail-certificate-number = Número y código de verificación:
mail-access-asked-subject = Alguien pide una nueva dirección de correo electrónico
mail-access-asked-lead = Alguien que conoce el número de este certificado dice que ya no lee la dirección de correo electrónico de su cuenta.
mail-access-asked-next = Abra la página, hable con la persona y decida. Nada cambia antes de eso.
mail-access-asked-open = Ver la solicitud
mail-access-number = Número de certificado:
mail-access-warning-subject = Alguien pidió cambiar su dirección de correo electrónico
mail-access-warning-lead = Alguien que conoce el número de su certificado nos pidió dar a su cuenta otra dirección de correo electrónico. Su coordinador hablará con usted antes de que algo cambie.
mail-access-not-you = Si no fue usted, dígaselo ahora a su coordinador.
mail-address-gone-subject = Su cuenta tiene una nueva dirección de correo electrónico
mail-address-gone-lead = Su coordinador dio a su cuenta otra dirección de correo electrónico. Usted ya no puede iniciar sesión con esta.
mail-address-new-subject = Su cuenta tiene ahora esta dirección de correo electrónico
mail-address-new-lead = Su coordinador dio a su cuenta esta dirección de correo electrónico. Inicie sesión con ella; le enviamos un código.
cohort-certificates-from = Los certificados se emiten a partir del { $day }, el último día del curso. Lo que los impide se muestra antes.
verify-erased = Este certificado ya no se confirma
verify-erased-next = Emitimos uno con este número. Sus datos se borraron por deseo del titular, así que ya no podemos decir qué certifica. No es señal de falsificación.
revocation-erased = borrado por deseo del titular
