# Как проходят курсы: их планы, анкета в конце и программы, шагами которых являются курсы.
nav-plans = Планы курсов
nav-programmes = Программы
plans-title = Планы курсов
plans-lead = В каждом плане есть дни с занятиями, упражнения с критериями оценки и анкета в конце курса. План можно распечатать.
plan-none = Плана пока нет
plan-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
    [many] { $count } часов
   *[other] { $count } часа
}
plan-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
}
plan-length = Длительность
plan-group = Группа
plan-group-size = от { $from } до { $to } участников
plan-audience = Для кого
plan-before = До первого дня
plan-version = Версия
plan-version-is = Версия { $number }
plan-objectives = Цели
plan-day = День { $number }
plan-break = { $count ->
    [one] Перерыв, { $count } минута
    [few] Перерыв, { $count } минуты
    [many] Перерыв, { $count } минут
   *[other] Перерыв, { $count } минуты
}
plan-graded = с оценкой
plan-materials = Материалы:
plan-exercises = Упражнения с оценкой
plan-times = Время указано по месту проведения курса. Принимающая сторона может его изменить.
plan-link = План курса
method-briefing = Сообщение
method-discussion = Обсуждение
method-demonstration = Показ
method-case-study = Разбор случая
method-exercise = Упражнение
method-simulation = Имитация
method-field-visit = Выезд на место
method-test = Тест
method-review = Повторение
method-evaluation = Анкета
exercise-pass = { $value } % для зачёта
exercise-brief = Для участников
exercise-notes = Для преподавателя
exercise-secret = Не показывайте участникам эту часть и критерии оценки.
exercise-materials = Материалы
exercise-points = Для зачёта нужно { $pass } из { $max } баллов.
exercise-grader = Оценку поставил
exercise-level = Уровень
exercise-seen = Что видно
exercise-objective = Цель { $number }
evaluation-title = Анкета в конце курса
evaluation-print = Распечатайте эту страницу для каждого участника. Имя на ней никто не пишет.
evaluation-disagree = Совсем не согласен
evaluation-agree = Полностью согласен
evaluation-write = Место для ответа
programmes-title = Программы для стран
programmes-lead = Программа говорит, что измеряют до первого курса, чего нужно достичь за каждый год и по чему это будет видно.
programmes-none = Ни одной программы ещё не опубликовано. Попросите администратора импортировать её вместе с учебными материалами.
programme-years = { $count ->
    [one] { $count } год
    [few] { $count } года
    [many] { $count } лет
   *[other] { $count } года
}
programme-parts = Части программы
programme-baseline = Исходное состояние
programme-baseline-hint = Что измеряют до первого курса. Без этого потом никто не скажет, что изменилось.
programme-line = Цели и шаги
programme-year = Год { $number }
programme-goals = Чего нужно достичь к концу года { $number }:
programme-pillar = Опора { $number }
programme-shown-by = По чему видно:
programme-indicator = показатель { $number }
programme-quarter = Квартал { $number }
programme-review = Итоги года
programme-indicators = Показатели
programme-compared = Сравнивается с:
programme-risks = Риски
step-assessment = Оценка положения
step-course = Курс
step-advice = Консультация
step-review = Итоги
step-follow-up = Сопровождение
indicator-input = Ресурсы
indicator-process = Ход работы
indicator-reaction = Отзыв
indicator-learning = Знания
indicator-behaviour = Поведение
indicator-result = Результат
