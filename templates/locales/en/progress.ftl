# My modules, a module, a lesson, completion.
modules-none = You have no course yet. When a coordinator invites you, it appears here.
next-step = Your next step
next-none = There is nothing to do for you now.
# $title of a lesson or a module.
next-lesson = Lesson: { $title }
next-quiz = Quiz: { $title }
next-task = Written task: { $title }
next-pre-test = Test before the lessons: { $title }
next-post-test = Test after the lessons: { $title }
continue = Continue
course = Course
course-code = Group
course-place = Place
course-completed = Course completed
due-word = Due
# $when is a day and time.
due = Due: { $when }
completion-link = What do I still need?
# $value is a whole number.
percent-short = { $value }%
done-word = done
# $count lessons.
lessons-count = { $count ->
    [one] { $count } lesson
   *[other] { $count } lessons
}
# $count kilobytes, an estimate.
kilobytes = about { $count } kB
module-done = Done
module-waiting = Waiting for your points
module-stuck = Ask your coordinator
module-not-started = Not started
module-lesson-next = A lesson is next
module-quiz-next = The quiz is next
module-task-next = The written task is next
module-about = About this module
module-size = Download
module-objectives = After this module you can
# Beside an objective: the part of the WCO SAFE Framework that it serves.
safe-element = SAFE core element { $number }
safe-pillar = SAFE pillar { $number }
# $done of $all steps.
module-way = Your way: { $done } of { $all } done
text-not-current = This text is not translated yet, or the translation is behind the English text.
port-done = Done
port-next = Next
port-later = Later
port-waiting = Sent, waiting for your points
port-task-failed = Not passed
port-no-attempts = No attempts left
port-optional = Open to you, if you like
port-begun = Begun
port-after-lessons = Opens after the lessons
port-test-go = Take the test
# $count questions.
port-pre-test = { $count ->
    [one] Test before: { $count } question
   *[other] Test before: { $count } questions
}
port-post-test = { $count ->
    [one] Test after: { $count } question
   *[other] Test after: { $count } questions
}
port-read = Continue
port-quiz-go = Go to the quiz
port-task-go = Go to the task
# $count questions.
port-quiz = { $count ->
    [one] Quiz: { $count } question
   *[other] Quiz: { $count } questions
}
# $title of a task.
port-task = Written task: { $title }
# $number of $of lessons.
lesson-nth = Lesson { $number } of { $of }
lesson-is-read = Read
lesson-sources = Sources
# $count kilobytes.
picture-show = Show the picture ({ $count } kB)
lesson-read-next = Mark as read and go on
lesson-read-last = Mark as read and finish the lessons
lessons = Lessons
previous = Previous:
next = Next:
completion-title = What do I still need?
completion-done = Completed:
completion-soon = All is done. Your certificate is being made.
completion-missing = Still missing
completion-rules = To complete this course
go-there = Go there
rule-lessons = Read all lessons.
rule-quizzes = Pass the quiz of each module.
rule-tasks = Pass the written task of each module.
# $count lessons of $module are unread.
missing-lessons = { $count ->
    [one] { $count } lesson to read in “{ $module }”.
   *[other] { $count } lessons to read in “{ $module }”.
}
# $count attempts are left for the quiz of $module.
missing-quiz = { $count ->
    [one] The quiz of “{ $module }” is not passed. You have { $count } attempt.
   *[other] The quiz of “{ $module }” is not passed. You have { $count } attempts.
}
missing-quiz-no-attempts = The quiz of “{ $module }” is not passed and no attempt is left. Ask your coordinator.
missing-task = The written task of “{ $module }” is not sent.
missing-task-waiting = The written task of “{ $module }” is sent. An instructor reads it.
missing-task-failed = The written task of “{ $module }” is not passed. Ask your coordinator.
completion-certified-on = Your certificate comes by e-mail on { $day }, the last day of your course.
again-title = Attempts
again-module = Module
again-quiz = Quiz
again-task = Written task
again-used = { $used } of { $allowed } attempts used
again-task-not-begun = Not begun
again-task-begun = Begun
again-task-again = May be sent once more
again-task-waiting = Sent, not graded yet
again-give = Give one more attempt
again-nothing = Nothing to give: one more is possible where no attempt is left and the module is not passed. Points of a task count 10 minutes after their release.
again-what = For what
again-what-missing = Choose for what.
again-hint = The person has seen the right answers, or the model answer. They are told by e-mail. A task begins with the text that was sent.
again-reason-hint = For the record. The person does not see it.
again-act = Give one more attempt
again-given = Given so far
flash-attempt-given = One more attempt is given. The person is told by e-mail.
mail-again-subject = You have one more attempt
mail-again-quiz = Your coordinator gives you one more attempt at the quiz of “{ $module }”.
mail-again-task = Your coordinator lets you send the written task of “{ $module }” once more. You go on with the text that you sent.
mail-again-next = Read the lessons and your results again first.
mail-again-button = Begin
