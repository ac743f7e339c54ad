# Russian: grading of written tasks: queues, one answer, conflicts, release, the participant's result.
grading-title = Оценивание
grading-waiting = { $count ->
    [0] Ни один ответ не ждёт оценки.
    [one] { $count } ответ ждёт оценки.
    [few] { $count } ответа ждут оценки.
    [many] { $count } ответов ждут оценки.
   *[other] { $count } ответа ждут оценки.
}
grading-oldest = { $count ->
    [0] Самый старый пришёл сегодня.
    [one] Самый старый ждёт { $count } день.
    [few] Самый старый ждёт { $count } дня.
    [many] Самый старый ждёт { $count } дней.
   *[other] Самый старый ждёт { $count } дня.
}
grading-none = Оценивать нечего
grading-none-next = Здесь появятся письменные задания курсов, на которых вы преподаёте. Если какого-то курса нет, обратитесь к его координатору.
grading-caption = Письменные задания и сколько ответов ждут оценки
grading-task = Задание
grading-module = Модуль
grading-cohort = Курс
grading-left = Ждут
grading-mine = Оценено мной
grading-all = Все
grading-points = Баллы
grading-list-of = (ответы на задание «{ $task }»)
grading-released = Опубликовано
grading-changed = Изменено после публикации
grading-not-released = Не опубликовано
grading-begin = Оценить самое старое задание
grading-blind = имена скрыты
queue-counts = { $all ->
    [one] { $all } ответ
    [few] { $all } ответа
    [many] { $all } ответов
   *[other] { $all } ответа
}. Ждут оценки: { $waiting }, оценено вами: { $mine }.
queue-next = Оценить следующий ответ
queue-none = Ответов пока нет
queue-none-next = Ответы появятся здесь, когда участники их отправят.
queue-caption = Ответы и их состояние
queue-answer = Ответ
queue-by = Кто оценил
queue-state-waiting = Ждёт
queue-state-partly = Оценены не все критерии
queue-state-graded = Оценён
queue-state-released = Опубликовано
queue-state-changed = Изменено после публикации
queue-state-own = Ваш собственный ответ: его оценит другой преподаватель
grader-you = Вы
grader-letter = Преподаватель { $letter }
points-of = { $points } из { $max }
release-title = Публикация
release-missing = { $count ->
    [one] { $count } ответ оценён не полностью. Сначала оцените, затем публикуйте.
    [few] { $count } ответа оценены не полностью. Сначала оцените, затем публикуйте.
    [many] { $count } ответов оценены не полностью. Сначала оцените, затем публикуйте.
   *[other] { $count } ответа оценены не полностью. Сначала оцените, затем публикуйте.
}
release-lead = Все ответы оценены. После публикации участники увидят свои баллы, вашу обратную связь и образец ответа. Публикацию можно отменить в течение { $count ->
    [one] { $count } минуты
    [few] { $count } минут
    [many] { $count } минут
   *[other] { $count } минуты
}. Затем участники получат письмо.
release-do = Опубликовать баллы
release-changed = { $count ->
    [one] { $count } ответ новый или изменён после публикации. Участник увидит это после следующей публикации.
    [few] { $count } ответа новые или изменены после публикации. Участники увидят это после следующей публикации.
    [many] { $count } ответов новые или изменены после публикации. Участники увидят это после следующей публикации.
   *[other] { $count } ответа новые или изменены после публикации. Участники увидят это после следующей публикации.
}
release-undo-until = Публикацию можно отменить до { $time }.
release-undo = Отменить публикацию
error-grades-missing = Некоторые ответы ещё не оценены
error-grades-missing-next = Откройте список ответов, поставьте недостающие баллы, затем публикуйте.
error-nothing-to-release = Публиковать нечего
error-nothing-to-release-next = Ни один участник ещё не отправил ответ на это задание.
error-undo-too-late = Публикацию уже нельзя отменить
error-undo-too-late-next = Прошло больше 10 минут, и участники получили сообщение. Вы можете изменить баллы и опубликовать снова.
error-other-grading = Этот ответ уже оценил кто-то другой
error-other-grading-next = Прочитайте ответ ещё раз, сравните обе оценки и отправьте свою с новой версией.
flash-released = Баллы опубликованы.
flash-release-undone = Публикация отменена. Участники не видят баллы.
flash-grade-saved = Сохранено.
flash-grade-saved-open = Сохранено. По некоторым критериям баллов ещё нет.
grade-place = Ответ { $nth } из { $count } · оценено вами: { $mine }
grade-answer = Ответ { $code }
grade-no-text = В этом ответе нет текста.
grade-words = { $count ->
    [one] { $count } слово
    [few] { $count } слова
    [many] { $count } слов
   *[other] { $count } слова
}, требуется: от { $least } до { $most }
grade-prompt = Задание
grade-model-answer = Образец ответа
grade-samples = { $count ->
    [one] { $count } пример ответа с согласованными баллами
    [few] { $count } примера ответов с согласованными баллами
    [many] { $count } примеров ответов с согласованными баллами
   *[other] { $count } примера ответов с согласованными баллами
}
grade-sample = Пример ответа { $number }
grade-previous = Предыдущий ответ
grade-next = Следующий ответ
grade-rubric = Шкала оценивания
grade-criterion = Критерий
grade-given = Кто оценил: { $who }, { $when }
grade-after-release = Эти баллы опубликованы. Если вы их измените, участник увидит новые баллы только после следующей публикации.
grade-total = Всего: {"{n}"} из { $max }
grade-total-open = Пока: {"{n}"} из { $max }, критериев без оценки: {"{open}"}
grade-total-later = Сумма считается при сохранении
grade-feedback = Обратная связь для участника
grade-feedback-hint = Участник увидит её после публикации. Пишите простыми словами.
grade-no-feedback = Обратной связи нет.
grade-save-next = Сохранить и дальше
grade-save = Сохранить
grade-skip = Пропустить
grade-points-unknown = Выберите один из уровней этого критерия.
grade-criterion-unknown = В шкале нет критерия «{ $criterion }». Обновите страницу и оцените ещё раз.
grade-feedback-long = В обратной связи может быть не больше 10 000 символов.
keys = Клавиши
keys-turn = следующий, предыдущий ответ
keys-level = уровень выбранного критерия
keys-skip = пропустить
keys-save = сохранить и дальше
keys-list = этот список
keys-off = Выключить клавиши на этом устройстве
conflict-title = Этот ответ оценили дважды
conflict-lead = Пока вы оценивали ответ { $code }, была сохранена другая оценка. Автор: { $who }. Время: { $when }.
conflict-kept = Ваша оценка ещё не сохранена. Сравните обе и выберите. Если вы оставите свою, в записях сохранятся обе.
conflict-caption = Обе оценки по критериям
conflict-mine = Ваша
conflict-other = Сохранённая: { $who }
conflict-differs = отличается
conflict-total = Всего
conflict-other-feedback = Сохранённая обратная связь: { $who }
conflict-my-feedback = Ваша обратная связь
conflict-keep-mine = Оставить мою
conflict-take-other = Взять сохранённую ({ $who })
task-result-points = Баллы: { $points } из { $max }
task-result-by = Оценка: преподаватель { $letter }. Опубликовано: { $when }.
task-result-caption = Баллы по критериям
task-result-level = Достигнутый уровень
task-result-feedback = Обратная связь
task-result-waiting = Ещё не опубликовано
task-result-waiting-next = Преподаватель читает ваш ответ. Когда баллы появятся, вы получите письмо.
task-result-receipt = Посмотреть квитанцию
mail-points-subject = Ваши баллы готовы
mail-points-lead = Преподаватель прочитал ваш ответ на задание «{ $task }».
mail-points-next = Откройте страницу, чтобы увидеть баллы по каждому критерию, обратную связь и образец ответа.
mail-points-button = Посмотреть мои баллы
