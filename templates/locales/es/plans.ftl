# Cómo se imparten los cursos: sus planes, el formulario final y los programas de los que los cursos son pasos.
nav-plans = Planes de curso
nav-programmes = Programas
plans-title = Planes de curso
plans-lead = Cada plan tiene los días con sus sesiones, los ejercicios con lo que hay que observar y el formulario final. Se puede imprimir.
plan-none = Todavía no hay plan
plan-hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
plan-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
plan-length = Duración
plan-group = Grupo
plan-group-size = de { $from } a { $to } participantes
plan-audience = Para quién
plan-before = Antes del primer día
plan-version = Versión
plan-version-is = Versión { $number }
plan-objectives = Objetivos
plan-day = Día { $number }
plan-break = { $count ->
    [one] Descanso, { $count } minuto
   *[other] Descanso, { $count } minutos
}
plan-graded = con nota
plan-materials = Materiales:
plan-exercises = Ejercicios con nota
plan-times = Las horas son las del lugar del curso. El anfitrión puede cambiarlas.
plan-link = Plan del curso
method-briefing = Exposición
method-discussion = Debate
method-demonstration = Demostración
method-case-study = Estudio de caso
method-exercise = Ejercicio
method-simulation = Simulación
method-field-visit = Visita de campo
method-test = Prueba
method-review = Repaso
method-evaluation = Evaluación
exercise-pass = { $value } % para aprobar
exercise-brief = Para los participantes
exercise-notes = Para el instructor
exercise-secret = No muestre esta parte ni la rúbrica a los participantes.
exercise-materials = Materiales
exercise-points = Se necesitan { $pass } de { $max } puntos para aprobar.
exercise-grader = Calificado por
exercise-level = Nivel
exercise-seen = Lo que se observa
exercise-objective = Objetivo { $number }
evaluation-title = Formulario al final del curso
evaluation-print = Imprima esta página para cada participante. Nadie escribe su nombre en ella.
evaluation-disagree = Muy en desacuerdo
evaluation-agree = Muy de acuerdo
evaluation-write = Espacio para escribir
programmes-title = Programas de país
programmes-lead = Un programa dice qué se mide antes del primer curso, qué se debe alcanzar cada año y cómo se verá.
programmes-none = Todavía no se ha publicado ningún programa. Pida al administrador que importe uno con el plan de estudios.
programme-years = { $count ->
    [one] { $count } año
   *[other] { $count } años
}
programme-parts = Partes del programa
programme-baseline = Línea de base
programme-baseline-hint = Lo que se mide antes del primer curso. Sin ello, nadie podrá decir después qué ha cambiado.
programme-line = Metas y pasos
programme-year = Año { $number }
programme-goals = Lo que se debe alcanzar al final del año { $number }:
programme-pillar = Pilar { $number }
programme-shown-by = Se ve en:
programme-indicator = indicador { $number }
programme-quarter = Trimestre { $number }
programme-review = Revisión del año
programme-indicators = Indicadores
programme-compared = Se compara con:
programme-risks = Riesgos
step-assessment = Diagnóstico
step-course = Curso
step-advice = Asesoría
step-review = Revisión
step-follow-up = Seguimiento
indicator-input = Insumo
indicator-process = Proceso
indicator-reaction = Reacción
indicator-learning = Aprendizaje
indicator-behaviour = Comportamiento
indicator-result = Resultado
