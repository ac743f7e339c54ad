# The download of one's own data: names of its parts.
export-person = Sobre usted
export-roles = Sus funciones
export-sessions = Sus inicios de sesión
export-enrolments = Sus cursos
export-lessons = Lecciones que ha leído
export-attempts = Cuestionarios y tareas escritas
export-answers = Sus respuestas
export-grades = Puntos y retroalimentación
export-mails = Mensajes que le enviamos
export-nothing = Aquí no se guarda nada.
