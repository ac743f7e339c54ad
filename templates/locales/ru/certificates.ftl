# Russian: certificates. The first part is printed on the certificate: keep it short.

certificate-title = Свидетельство об окончании курса
certificate-certifies = Настоящее свидетельство получает
certificate-completed = в подтверждение окончания курса
certificate-hours = { $hours ->
    [one] { $hours } час
    [few] { $hours } часа
    [many] { $hours } часов
   *[other] { $hours } часа
}
certificate-dates = с { $from } по { $to }
certificate-issued = Выдано { $day }
certificate-signed = Подписано электронно ключом { $key }; действительно без рукописной подписи
certificate-number = Номер свидетельства
certificate-check-code = Код проверки { $code }
certificate-verify-at = Отсканируйте QR-код или введите номер и код проверки на сайте
certificate-qr = QR-код: открывает страницу проверки этого свидетельства

certificate-field-wmd = Оружие массового уничтожения
certificate-field-anti-narcotics = Борьба с наркотиками
certificate-field-port-security = Охрана порта
certificate-field-customs-core = Основные таможенные компетенции
certificate-field-border-policing = Полицейская работа на границе
certificate-field-immigration-inspection = Иммиграционный контроль
certificate-field-commercial-operations = Коммерческие операции
certificate-field-inspection = Досмотр
certificate-field-wco-framework = Рамочные стандарты SAFE ВТамО

certificates-title = Мои свидетельства
certificates-none = У вас пока нет свидетельств
certificates-none-next = Вы получите свидетельство, когда завершите курс и наступит его последний день. Оно придёт по электронной почте и останется здесь.
certificate-valid = Действительно
certificate-withdrawn = Отозвано { $day }: { $reason }
certificate-download = Скачать PDF
certificate-mail = Прислать мне ещё раз
certificate-print = Печать
certificate-due = Вам полагается одно свидетельство, но пока его не удалось создать.
certificate-due-next = Ваш координатор об этом знает. Вы можете исправить своё имя в профиле.
flash-certificate-mailed = Свидетельство отправлено на ваш адрес электронной почты.
error-certificate-mails = Сегодня это свидетельство отправляли пять раз
error-certificate-mails-next = Посмотрите в папке «Спам». Вы можете скачать PDF сейчас или отправить его снова завтра.

revocation-issued-in-error = выдано по ошибке
revocation-name-corrected = исправлено имя
revocation-misconduct = нарушены правила курса
revocation-other = другая причина

cohort-certificates = Свидетельства
cohort-certificate = Свидетельство
cohort-certificates-none = Свидетельства ещё не выдавались
cohort-certificates-none-next = Когда участник завершил курс и наступил его последний день, свидетельство выдаётся и отправляется само.
cohort-state = Состояние
cohort-mail = Электронная почта
cohort-asks-address = { $count ->
    [one] { $count } запрос на новый адрес электронной почты
    [few] { $count } запроса на новый адрес электронной почты
    [many] { $count } запросов на новый адрес электронной почты
   *[other] { $count } запроса на новый адрес электронной почты
}
mailing-sent = Отправлено
mailing-waiting = Ждёт отправки
mailing-failed = Не удалось доставить
cohort-mail-again = Отправить ещё раз на { $address }
flash-certificate-mailed-again = Свидетельство будет отправлено ещё раз.

obstacles-title = Эти свидетельства не удалось создать
obstacle-missing-glyph = Ни в одном шрифте для свидетельств нет буквы { $detail }.
obstacle-missing-glyph-next = Попросите участника исправить имя в профиле; после этого свидетельство создастся само. Если буква верная, сообщите администратору, какого шрифта не хватает.
obstacle-name-unconfirmed = Участник ещё не подтвердил имя.
obstacle-name-unconfirmed-next = Попросите участника войти и подтвердить имя. Затем попробуйте ещё раз.
obstacle-too-long = Текст слишком длинный для свидетельства ({ $detail }).
obstacle-too-long-next = Попросите участника записать имя короче или попросите администратора сократить название курса или ведомства, которое выдаёт свидетельство. Затем попробуйте ещё раз.
obstacle-no-printer = Этот сервер не может создавать свидетельства.
obstacle-no-printer-next = Сообщите администратору: программа собрана без свидетельств. Ничего не потеряно; после изменения попробуйте ещё раз.
obstacle-fault = Не удалось подготовить страницу свидетельства ({ $detail }).
obstacle-fault-next = Передайте это сообщение администратору. Ничего не потеряно; после изменения попробуйте ещё раз.
obstacle-retry = Попробовать ещё раз
flash-certificate-retried = Свидетельство создаётся. Скоро обновите эту страницу.

revocation-title = Отзыв
revocation-do = Отозвать это свидетельство
revocation-lead = Каждый, кто проверит свидетельство, прочитает, что оно отозвано, когда и по какой из этих причин. Отменить это нельзя.
revocation-reason = Причина
revocation-reason-missing = Выберите причину.
revocation-note = Заметка
revocation-note-hint = Её читают только координаторы.
revocation-note-too-long = Заметка слишком длинная. В ней может быть не больше 1000 символов.
flash-certificate-revoked = Свидетельство отозвано.
error-already-revoked = Это свидетельство уже отозвано
error-already-revoked-next = Обновите страницу, чтобы увидеть, когда и почему.

replacement-with = Сразу выдать новое свидетельство с именем, как оно указано в профиле: { $name }
replacement-title = Новое свидетельство
replacement-made = Заменено свидетельством
replacement-coming = Новое свидетельство готовится.
replacement-coming-next = Обновите эту страницу через минуту. Если его нельзя сделать, причина указана в списке свидетельств.
replacement-lead = Новое свидетельство получит новый номер, сегодняшнюю дату выдачи и имя, как оно указано в профиле: { $name }
replacement-name-next = Имя всё ещё неверно? Сначала попросите человека исправить его в профиле.
replacement-do = Выдать новое свидетельство
flash-certificate-replaced = Свидетельство отозвано. Новое готовится и будет отправлено.
flash-certificate-replacing = Новое свидетельство готовится и будет отправлено.
error-replacement-of-valid = Это свидетельство действительно
error-replacement-of-valid-next = Отзовите его, прежде чем выдавать новый.

address-title = Адрес электронной почты учётной записи
address-now = Сейчас: { $address }
address-asked = Запрос на новый адрес: { $when }. Кто его отправил, не подтверждено.
address-asked-name = Введённое имя
address-asked-new = Новый адрес
address-asked-next = Прежде чем что-то менять, поговорите с участником: позвоните по номеру, который вы знаете.
address-grant = Изменить адрес
address-refuse = Отклонить
address-change = Изменить адрес электронной почты
address-change-lead = На всех устройствах участника будет выполнен выход. На оба адреса придёт письмо.
address-new = Новый адрес электронной почты
address-same = У учётной записи уже этот адрес.
error-address-of-staff = У этой учётной записи есть роль
error-address-of-staff-next = Адрес электронной почты преподавателя или координатора может изменить только администратор.
flash-address-changed = Адрес изменён. На оба адреса придёт письмо.
flash-access-refused = Запрос закрыт. Ничего не изменено.

lost-access-title = У меня нет доступа к моей почте
lost-access-lead = У вас есть свидетельство? Тогда ваш координатор может указать для учётной записи новый адрес электронной почты.
lost-access-number-hint = Он стоит на бумаге и в PDF, например PL-7K3F-Q9TN-4.
lost-access-name = Ваше имя
lost-access-email = Ваш новый адрес электронной почты
lost-access-email-hint = Адрес, который читаете только вы.
lost-access-ask = Попросить об изменении
lost-access-without-number = Если свидетельства нет, обратитесь к координатору курса.
lost-access-sent = Ваш запрос получен
lost-access-sent-lead = Если мы знаем это свидетельство, запрос уже у его координатора. Координатор свяжется с вами.
lost-access-sent-next = До этого ничего не изменится. Если неделю нет ответа, обратитесь в свою учебную службу.

verify-title = Проверить свидетельство
verify-lead = Отсканируйте телефоном QR-код на свидетельстве. Или введите здесь его номер и код проверки.
verify-valid = Это свидетельство действительно
verify-valid-next = Мы его выдали, его не изменяли и не отзывали.
verify-elsewhere = На этом свидетельстве наша подпись
verify-elsewhere-next = Его не изменяли. В этом реестре его нет, поэтому мы не можем сказать, отозвано ли оно.
verify-withdrawn = Это свидетельство отозвано
verify-withdrawn-next = Мы его выдали и отозвали { $day }: { $reason }.
verify-contradicted = Пока не принимайте это свидетельство
verify-contradicted-next = На нём наша подпись, но в нашем реестре под этим номером указано другое. Спросите ведомство, которое его выдало.
verify-altered = Это свидетельство изменено
verify-altered-next = QR-код содержит не то, что мы подписали: его изменили или в нём не хватает части. Не принимайте это свидетельство. Попросите у владельца исходный PDF.
verify-not-ours = Это не наше свидетельство
verify-not-ours-next = На нём нет нашей подписи. Проверьте, тот ли код вы отсканировали. Не принимайте это свидетельство.
verify-unknown = Мы не знаем такого номера с таким кодом
verify-unknown-next = Проверьте каждый символ номера и кода или попросите у владельца PDF.
verify-checked = Проверено { $when }.
verify-compare = Сравните каждую строку с бумагой.
verify-name = Имя
verify-number = Номер
verify-course = Курс
verify-hours = Часы
verify-dates = Даты
verify-issued = Выдано
verify-checks = Проверки
verify-signature = Подпись верна, ключ { $key }
verify-known = Есть в нашем реестре
verify-not-withdrawn = Не отозвано
verify-is-withdrawn = Отозвано
verify-another = Проверить другое свидетельство
verify-example = Например, { $example }
verify-number-typo = Один символ номера неверный. Сравните номер с бумагой.
verify-number-malformed = Введите номер так, как он стоит на бумаге.
verify-code = Код проверки
verify-code-hint = Шесть букв и цифр под номером.
verify-code-missing = Введите также код проверки.
verify-check = Проверить
verify-no-record = Мы не храним сведения о том, что вы проверяете.

mail-certificate-subject = Ваше свидетельство
mail-certificate-lead = Вы завершили курс «{ $course }». Поздравляем! Ваше свидетельство приложено к этому письму в формате PDF.
mail-certificate-replaces = Оно заменяет свидетельство { $number }, которое больше не действует.
mail-certificate-check = Проверить его может каждый: по QR-коду или по номеру и коду проверки.
mail-certificate-later = Вы всегда можете скачать его снова на своей странице.
mail-certificate-open = Открыть моё свидетельство
mail-certificate-number = Номер и код проверки:
mail-access-asked-subject = Запрос на новый адрес электронной почты
mail-access-asked-lead = Человек, который знает номер этого свидетельства, сообщает, что больше не читает почту по адресу своей учётной записи.
mail-access-asked-next = Откройте страницу, поговорите с участником и примите решение. До этого ничего не изменится.
mail-access-asked-open = Посмотреть запрос
mail-access-number = Номер свидетельства:
mail-access-warning-subject = Запрос на изменение вашего адреса электронной почты
mail-access-warning-lead = Человек, который знает номер вашего свидетельства, попросил нас указать для вашей учётной записи другой адрес электронной почты. Прежде чем что-то изменится, с вами поговорит ваш координатор.
mail-access-not-you = Если это были не вы, сразу сообщите координатору.
mail-address-gone-subject = У вашей учётной записи новый адрес электронной почты
mail-address-gone-lead = Координатор указал для вашей учётной записи другой адрес электронной почты. С этим адресом войти больше нельзя.
mail-address-new-subject = Теперь у вашей учётной записи этот адрес электронной почты
mail-address-new-lead = Координатор указал для вашей учётной записи этот адрес электронной почты. Входите с этим адресом; мы отправим вам код.
cohort-certificates-from = Свидетельства выдаются начиная с { $day }, последнего дня курса. То, что мешает выдаче, показывается раньше.
verify-erased = Это свидетельство больше не подтверждается
verify-erased-next = Мы выдали свидетельство с этим номером. Данные удалены по желанию владельца, поэтому мы больше не можем сказать, что оно подтверждает. Это не признак подделки.
revocation-erased = удалено по желанию владельца
