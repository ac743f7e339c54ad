# The download of one's own data: names of its parts.
export-person = About you
export-roles = Your roles
export-sessions = Your sign-ins
export-enrolments = Your courses
export-lessons = Lessons you read
export-attempts = Quizzes and written tasks
export-answers = Your answers
export-grades = Points and feedback
export-mails = Messages we sent to you
export-nothing = Nothing is kept here.
