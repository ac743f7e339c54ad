# Russian: my modules, a module, a lesson, completion.
modules-none = У вас пока нет курса. Когда координатор пригласит вас, курс появится здесь.
next-step = Ваш следующий шаг
next-none = Сейчас вам ничего не нужно делать.
next-lesson = Урок: { $title }
next-quiz = Тест: { $title }
next-task = Письменное задание: { $title }
next-pre-test = Тест до уроков: { $title }
next-post-test = Тест после уроков: { $title }
continue = Продолжить
course = Курс
course-code = Группа
course-place = Место
course-completed = Курс завершён
due-word = Срок
due = Срок: { $when }
completion-link = Что мне ещё нужно?
percent-short = { $value }%
done-word = сделано
lessons-count = { $count ->
    [one] { $count } урок
    [few] { $count } урока
    [many] { $count } уроков
   *[other] { $count } урока
}
kilobytes = около { $count } кБ
module-done = Сделано
module-waiting = Ждёт ваших баллов
module-stuck = Обратитесь к координатору
module-not-started = Не начат
module-lesson-next = Дальше урок
module-quiz-next = Дальше тест
module-task-next = Дальше письменное задание
module-about = Об этом модуле
module-size = Загрузка
module-objectives = После этого модуля вы сможете
safe-element = SAFE, основной элемент { $number }
safe-pillar = SAFE, опора { $number }
module-way = Ваш путь: сделано { $done } из { $all }
text-not-current = Этот текст ещё не переведён, или перевод отстаёт от английского текста.
port-done = Сделано
port-next = Дальше
port-later = Позже
port-waiting = Отправлено, ждёт ваших баллов
port-task-failed = Не зачтено
port-no-attempts = Попыток не осталось
port-optional = Открыт, по желанию
port-begun = Начат
port-after-lessons = Откроется после уроков
port-test-go = Пройти тест
# $count questions.
port-pre-test = { $count ->
    [one] Тест до уроков: { $count } вопрос
    [few] Тест до уроков: { $count } вопроса
    [many] Тест до уроков: { $count } вопросов
   *[other] Тест до уроков: { $count } вопроса
}
port-post-test = { $count ->
    [one] Тест после уроков: { $count } вопрос
    [few] Тест после уроков: { $count } вопроса
    [many] Тест после уроков: { $count } вопросов
   *[other] Тест после уроков: { $count } вопроса
}
port-read = Продолжить
port-quiz-go = К тесту
port-task-go = К заданию
port-quiz = { $count ->
    [one] Тест: { $count } вопрос
    [few] Тест: { $count } вопроса
    [many] Тест: { $count } вопросов
   *[other] Тест: { $count } вопроса
}
port-task = Письменное задание: { $title }
lesson-nth = Урок { $number } из { $of }
lesson-is-read = Прочитан
lesson-sources = Источники
picture-show = Показать рисунок ({ $count } кБ)
lesson-read-next = Отметить как прочитанный и продолжить
lesson-read-last = Отметить как прочитанный и закончить уроки
lessons = Уроки
previous = Предыдущий:
next = Следующий:
completion-title = Что мне ещё нужно?
completion-done = Завершено:
completion-soon = Всё сделано. Ваше свидетельство создаётся.
completion-missing = Ещё не хватает
completion-rules = Чтобы завершить этот курс, нужно
go-there = Перейти
rule-lessons = Прочитать все уроки.
rule-quizzes = Получить зачёт за тест каждого модуля.
rule-tasks = Получить зачёт за письменное задание каждого модуля.
missing-lessons = { $count ->
    [one] Нужно прочитать { $count } урок в модуле «{ $module }».
    [few] Нужно прочитать { $count } урока в модуле «{ $module }».
    [many] Нужно прочитать { $count } уроков в модуле «{ $module }».
   *[other] Нужно прочитать { $count } урока в модуле «{ $module }».
}
missing-quiz = { $count ->
    [one] Тест модуля «{ $module }» не зачтён. У вас { $count } попытка.
    [few] Тест модуля «{ $module }» не зачтён. У вас { $count } попытки.
    [many] Тест модуля «{ $module }» не зачтён. У вас { $count } попыток.
   *[other] Тест модуля «{ $module }» не зачтён. У вас { $count } попытки.
}
missing-quiz-no-attempts = Тест модуля «{ $module }» не зачтён, и попыток не осталось. Обратитесь к координатору.
missing-task = Письменное задание модуля «{ $module }» не отправлено.
missing-task-waiting = Письменное задание модуля «{ $module }» отправлено. Преподаватель читает его.
missing-task-failed = Письменное задание модуля «{ $module }» не зачтено. Обратитесь к координатору.
completion-certified-on = Ваше свидетельство придёт по электронной почте { $day }, в последний день курса.
again-title = Попытки
again-module = Модуль
again-quiz = Тест
again-task = Письменное задание
again-used = Использовано попыток: { $used } из { $allowed }
again-task-not-begun = Не начато
again-task-begun = Начато
again-task-again = Можно отправить ещё раз
again-task-waiting = Отправлено, ещё не оценено
again-give = Дать ещё одну попытку
again-nothing = Давать нечего: ещё одна попытка возможна, когда попыток не осталось и модуль не зачтён. Баллы за задание считаются через 10 минут после публикации.
again-what = Для чего
again-what-missing = Выберите, для чего.
again-hint = Участник видел правильные ответы или образец ответа. Он узнает о попытке по электронной почте. Задание начинается с отправленного текста.
again-reason-hint = Для журнала. Участник её не видит.
again-act = Дать ещё одну попытку
again-given = Уже дано
flash-attempt-given = Дана ещё одна попытка. Участник узнает об этом по электронной почте.
mail-again-subject = У вас есть ещё одна попытка
mail-again-quiz = Координатор даёт вам ещё одну попытку пройти тест модуля «{ $module }».
mail-again-task = Координатор разрешает вам ещё раз отправить письменное задание модуля «{ $module }». Вы продолжите с текста, который отправили.
mail-again-next = Сначала перечитайте уроки и свои результаты.
mail-again-button = Начать
