# Russian: quizzes and written tasks: start, questions, check, receipt, results.
crumbs = Где вы находитесь
quiz-title = Тест: { $module }
quiz-start-lead = Прочитайте правила и начните. Можно остановиться и продолжить позже, пока не закончилось время.
quiz-questions = Вопросы
quiz-time = Время
quiz-no-limit = Время не ограничено
quiz-extra-time = { $percent } % дополнительного времени
quiz-pass-mark = Проходной балл
percent = { $value } %
quiz-attempts = Попытки
quiz-attempts-left = Осталось { $left } из { $allowed }
quiz-counts = Что засчитывается
quiz-counts-best = Засчитывается ваша лучшая попытка.
quiz-counts-last = Засчитывается ваша последняя попытка.
quiz-rule-change = Ответы можно менять, пока вы их не отправили.
quiz-rule-connection = Если нет связи, продолжайте работать: ответы остаются на этом устройстве и отправятся позже.
quiz-rule-clock = Время считают часы сервера. Если связь пропадёт, время идёт дальше.
quiz-history = Ваши попытки
quiz-history-line = Попытка { $number }: { $percent } %
quiz-begin = Начать
quiz-continue = Продолжить
quiz-again = Попробовать ещё раз
error-no-attempts-left = Вы использовали все попытки
error-no-attempts-left-next = Ваши результаты остаются доступны. Обратитесь к координатору: он может дать вам ещё одну.
task-start-lead = Вы пишете один ответ своими словами. Преподаватель читает его и ставит баллы по каждому критерию.
task-minutes = { $count ->
    [one] Около { $count } минуты
    [few] Около { $count } минут
    [many] Около { $count } минут
   *[other] Около { $count } минуты
}
task-length = Объём
task-words = от { $least } до { $most } слов
task-words-now = Слов: {"{n}"} из { $most }
task-rule-once = Отправить можно один раз. До этого ответ хранится как черновик.
task-graded-by = Критерии, по которым ставят баллы
task-your-answer = Ваш ответ
quiz-lead = { $count ->
    [one] { $count } вопрос. Ответы можно менять, пока вы их не отправили.
    [few] { $count } вопроса. Ответы можно менять, пока вы их не отправили.
    [many] { $count } вопросов. Ответы можно менять, пока вы их не отправили.
   *[other] { $count } вопроса. Ответы можно менять, пока вы их не отправили.
}
question-nth = Вопрос { $number }
hint-single = Выберите один ответ.
hint-multiple = { $count ->
    [one] Выберите { $count } ответ.
    [few] Выберите { $count } ответа.
    [many] Выберите { $count } ответов.
   *[other] Выберите { $count } ответа.
}
hint-numeric = { $decimals ->
    [0] Целое число, без знаков после запятой.
    [one] Число с { $decimals } знаком после запятой.
    [few] Число с { $decimals } знаками после запятой.
    [many] Число с { $decimals } знаками после запятой.
   *[other] Число с { $decimals } знака после запятой.
}
numeric-heard = Понято как: { $number }
numeric-unread = «{ $typed }» нельзя прочитать как число. Напишите только число, цифрами, например { $example }. Ответ сохранён, но в таком виде баллов не даёт.
numeric-two-ways = «{ $typed }» можно прочитать двояко. Если это { $grouped }, напишите { $whole }; если это десятичная дробь, напишите { $decimal }. Ответ сохранён, но в таком виде баллов не даёт.
hint-short-text = Несколько слов.
hint-ordering = Выберите один вариант для каждого места.
hint-matching = Выберите подходящий вариант для каждой строки.
place-nth = Место { $number }
choose = Выберите
answer-true = Верно
answer-false = Неверно
answer-unsure = Затрудняюсь ответить
flag = Отметить, чтобы проверить позже
quiz-check = Проверить мои ответы
check-title = Проверьте свои ответы
check-summary = { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
    [many] { $count } вопросов
   *[other] { $count } вопроса
}. С ответом: { $answered }, без ответа: { $empty }, отмечено: { $marked }.
check-caption = Ваши вопросы и их состояние
check-question = Вопрос
check-state = Состояние
check-go = Переход
check-answered = Ответ есть
check-answered-marked = Ответ есть, отмечен
check-unread = Не читается
check-empty = Нет ответа
check-empty-marked = Нет ответа, отмечен
check-look = Посмотреть ещё раз
check-change = Изменить
check-at = в вопросе { $number }
check-final = После отправки изменить ответы нельзя.
check-send = Отправить мои ответы
check-back = Назад к вопросам
check-back-task = Вернуться к моему ответу
task-check-words = { $count ->
    [one] В вашем ответе { $count } слово.
    [few] В вашем ответе { $count } слова.
    [many] В вашем ответе { $count } слов.
   *[other] В вашем ответе { $count } слова.
}
receipt-title = Ваши ответы дошли
receipt-keep = Запишите этот код. Он доказывает, что ваши ответы дошли.
receipt-what = Что
receipt-answers = Ответы
receipt-of = { $answered } из { $of }
receipt-time = Время
receipt-by-clock = Время закончилось, поэтому сервер сдал то, что у него было.
receipt-late = Ответы пришли, когда время уже закончилось. Засчитывать ли их, решает ваш координатор.
receipt-held = { $count ->
    [one] { $count } сохранённый ответ пришёл поздно или дважды. Всё сохранено, решение принимает ваш координатор.
    [few] { $count } сохранённых ответа пришли поздно или дважды. Всё сохранено, решение принимает ваш координатор.
    [many] { $count } сохранённых ответов пришли поздно или дважды. Всё сохранено, решение принимает ваш координатор.
   *[other] { $count } сохранённого ответа пришли поздно или дважды. Всё сохранено, решение принимает ваш координатор.
}
receipt-results = Посмотреть результаты
receipt-go-on = Продолжить
receipt-task-next = Преподаватель читает ваш ответ. Когда баллы будут опубликованы, вы получите письмо.
print = Печать
result-passed = Зачтено
result-not-passed = Пока не зачтено
result-pass-mark = Проходной балл: { $percent } %.
result-attempts-left = { $count ->
    [one] У вас ещё { $count } попытка.
    [few] У вас ещё { $count } попытки.
    [many] У вас ещё { $count } попыток.
   *[other] У вас ещё { $count } попытки.
}
result-keys-later = Вы видите, какие из ваших ответов верны. Все верные ответы будут показаны, когда тест зачтён или использованы все попытки.
result-right = Верно
result-partly = Частично верно
result-wrong = Неверно
result-empty = Нет ответа
result-unsure = Затрудняюсь ответить: прочитайте урок ещё раз
result-your-answer = Ваш ответ:
result-lesson = Прочитать в уроке: { $title }
result-back = Назад к модулю
strip-label = Где ваши ответы
net-unsaved = Ещё не сохранено
net-device = Сохранено на этом устройстве в {"{time}"}
net-server = Сохранено на сервере в {"{time}"}
net-waiting = Ответов в очереди: {"{n}"}
net-offline = Нет связи. Продолжайте работать. Ответов только на этом устройстве: {"{n}"}
net-storage = Это устройство не может хранить ответы. Отправьте форму, прежде чем закрыть эту страницу.
net-signin = Вы вышли из системы. Ваши ответы сохранены на этом устройстве.
net-other-tab = Этот тест открыт в другой вкладке. Здесь можно только читать.
net-continue = Продолжить здесь
net-held = По некоторым ответам нужна помощь координатора
net-notsent = Ещё не отправлено. Только на этом устройстве. Попробуйте ещё раз, когда появится связь.
net-sign-in-again = Войти снова
net-send-now = Отправить сейчас
time-left-minutes = Осталось: {"{n}"} мин
time-left-clock = Осталось: {"{time}"}
time-left-now = Осталось: { $count } мин
outbox-too-many = За один раз можно отправить не больше 20 ответов.
sync-title = Мои ответы
sync-lead = Здесь видно, где находится каждый ответ. Пока ответ есть в одном из этих списков, он не потерян.
sync-script = Для этого списка нужен браузер с JavaScript. Без него каждый ответ отправляется, когда вы нажимаете кнопку.
sync-waiting = Ждут на этом устройстве:
sync-waiting-text = Ответы, которых ещё нет на сервере.
sync-before = отправить до
sync-held = Задержаны, нужна помощь:
sync-held-text = Их видит и ваш координатор. Они сохранены.
sync-sent = Отправлены и получены:
sync-sent-text = Последние 50 ответов, которые подтвердил сервер.
sync-received = получен в
sync-code = код
sync-link = Мои ответы

# What a coordinator sees of answers that could not simply stand, and decides about them.
error-results-early = Тест ещё не сдан
error-results-early-next = Сначала сдайте его, затем запросите результаты.
error-task-empty = Вы ещё ничего не написали
error-task-empty-next = Сначала напишите ответ. Отправить его можно только один раз.
held-title = Ответы, по которым нужно решение
held-one-title = Ответ, по которому нужно решение
held-lead = Эти ответы пришли поздно, дважды или с повреждениями. Ничего не потеряно. Вы решаете, засчитать ли каждый из них.
held-none = Вас не ждёт ни один ответ
held-none-next = Здесь появляются ответы, которые пришли поздно или противоречат другим.
held-answer = Чей ответ
held-why = Почему он здесь
held-arrived = Получен
held-state = Состояние
held-waits = Ждёт вас
held-counted = Засчитан
held-set-aside = Отложен
held-person = Участник
held-saves = { $count ->
    [one] { $count } сохранение
    [few] { $count } сохранения
    [many] { $count } сохранений
   *[other] { $count } сохранения
}
held-others = { $count ->
    [one] Ещё { $count } сохранение этого вопроса ждёт решения. Ваше решение относится и к нему: оно будет отложено.
    [few] Ещё { $count } сохранения этого вопроса ждут решения. Ваше решение относится и к ним: они будут отложены.
    [many] Ещё { $count } сохранений этого вопроса ждут решения. Ваше решение относится и к ним: они будут отложены.
   *[other] Ещё { $count } сохранения этого вопроса ждут решения. Ваше решение относится и к ним: они будут отложены.
}
held-others-show = Сначала прочитать остальные
held-sitting = Тест или задание
held-after-submission = Он пришёл после сдачи ответов, и в нём сказано другое.
held-late = Он пришёл, когда время уже истекло.
held-other-content = У него тот же номер, что у полученного ответа, но в нём сказано другое.
held-chain = Устройство прислало два ответа с одним и тем же местом в своём порядке.
held-damaged = Он повреждён при передаче.
held-no-answer = Это сообщение не отвечает ни на один вопрос теста или задания. Его можно только отложить.
held-stands = Ответ, который засчитан сейчас
held-held = Ответ, который ждёт
held-decision = Решение
held-decide = Что вы решаете?
held-count = Засчитать этот ответ
held-count-hint = Он займёт место ответа выше. Сданный тест получит новый результат.
held-put-aside = Отложить его
held-put-aside-hint = Ответ выше остаётся. Этот сохраняется, но не засчитывается.
held-verdict-missing = Выберите одно из двух.
held-reason = Причина
held-reason-hint = Например: во всём городе не было связи. Позже это смогут прочитать другие.
held-keep = Сохранить решение
flash-held-decided = Решение сохранено.
error-held-decided = По этому ответу решение уже принято
error-held-decided-next = Откройте список снова. Решение показано там.
error-held-graded = Инструктор уже оценил это задание
error-held-graded-next = Текст больше нельзя изменить. Отложите ответ и объясните причину инструктору.
error-held-no-answer = Это сообщение не отвечает ни на один вопрос
error-held-no-answer-next = Его можно только отложить.

# The tests before and after a module.
pre-test-title = Тест до модуля: { $module }
post-test-title = Тест после модуля: { $module }
pre-test-lead = Узнайте, что вы знаете до чтения. Результат покажет, с чего начать.
post-test-lead = Узнайте, что вам дали уроки. Вопросы новые, но такого же рода, как в тесте до модуля.
test-rule-nothing = Он ни на что не влияет. Его нельзя сдать или не сдать.
test-rule-once = Его можно пройти один раз.
test-rule-keys = Вы увидите свой результат по каждой цели модуля. Правильные ответы не показываются: другие получают те же вопросы.
test-rule-who = Инструкторы видят результаты группы, а не ваши.
pre-test-skip = Читать без теста
error-test-taken = Вы уже прошли этот тест
error-test-taken-next = Его можно пройти один раз. Ваш результат остаётся доступным вам.
error-pre-test-over = Тест до уроков закончен
error-pre-test-over-next = Он открыт, пока вы не начали модуль. Вы уже начали: продолжайте уроки.
error-post-test-early = Тест после уроков ещё не открыт
error-post-test-early-next = Он откроется, когда вы отметите все уроки как прочитанные.
# $percent of the points.
test-before = До: { $percent } %
test-after = После: { $percent } %
# $points is a difference of two results in percent; the sign is in the text.
gain-up = { $points ->
    [one] +{ $points } пункт
    [few] +{ $points } пункта
    [many] +{ $points } пунктов
   *[other] +{ $points } пункта
}
gain-same = без изменений
gain-down = { $points ->
    [one] −{ $points } пункт
    [few] −{ $points } пункта
    [many] −{ $points } пунктов
   *[other] −{ $points } пункта
}
pre-test-result = Это ваш уровень до чтения. Сначала идёт то, что поможет вам больше всего.
post-test-gained = Вы знаете больше, чем раньше. Сначала идёт то, что стоит посмотреть ещё раз.
post-test-result = Вы прочитали все уроки. Сначала идёт то, что стоит посмотреть ещё раз.
advice-first = Начните отсюда
advice-also = Стоит прочитать внимательно
advice-known = Это вы хорошо знаете
test-chance = В тесте мало вопросов: один ответ больше или меньше может быть случайностью.
test-no-keys = Правильные ответы не показываются, потому что другие получают те же вопросы.
group-title = До и после
group-lead = Чего группа достигла в среднем в тестах до и после каждого модуля.
# $count people.
group-few-why = { $count ->
    [one] Результаты менее чем { $count } человека не показываются.
    [few] Результаты менее чем { $count } человек не показываются.
    [many] Результаты менее чем { $count } человек не показываются.
   *[other] Результаты менее чем { $count } человека не показываются.
}
group-gain-why = Прирост учитывает только тех, кто прошёл оба теста.
group-none = В модулях этого курса нет тестов
group-objective = Цель
group-before = До
group-after = После
group-gain = Прирост
group-all = Весь тест
group-few = Мало данных
# $count people.
group-people = { $count ->
    [one] { $count } человек
    [few] { $count } человека
    [many] { $count } человек
   *[other] { $count } человека
}
task-again = Вы можете отправить это задание ещё раз. Вы продолжите с текста, который отправили.
task-again-points = Баллы и обратная связь
task-again-go = Отправить ещё раз
