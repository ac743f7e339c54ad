# Russian: the download of one's own data: names of its parts.
export-person = О вас
export-roles = Ваши роли
export-sessions = Ваши входы
export-enrolments = Ваши курсы
export-lessons = Прочитанные уроки
export-attempts = Тесты и письменные задания
export-answers = Ваши ответы
export-grades = Баллы и обратная связь
export-mails = Письма, которые мы вам отправили
export-nothing = Здесь ничего не хранится.
