# Quizzes and written tasks: start, questions, check, receipt, results.
crumbs = Where you are
# $module is a module's title.
quiz-title = Quiz: { $module }
quiz-start-lead = Read the rules, then begin. You can stop and go on later, until the time is over.
quiz-questions = Questions
quiz-time = Time
quiz-no-limit = No time limit
# $percent is a whole number.
quiz-extra-time = { $percent } % extra time
quiz-pass-mark = Pass mark
percent = { $value } %
quiz-attempts = Attempts
# $left of $allowed attempts.
quiz-attempts-left = { $left } of { $allowed } left
quiz-counts = What counts
quiz-counts-best = Your best attempt counts.
quiz-counts-last = Your last attempt counts.
quiz-rule-change = You may change your answers until you send them.
quiz-rule-connection = Without a connection, keep working: answers stay on this device and are sent later.
quiz-rule-clock = The server's clock decides. The time keeps running if you lose the connection.
quiz-history = Your attempts
# $number of the attempt, $percent reached.
quiz-history-line = Attempt { $number }: { $percent } %
quiz-begin = Begin
quiz-continue = Go on
quiz-again = Try again
error-no-attempts-left = You have used all your attempts
error-no-attempts-left-next = Your results stay open to you. Ask your coordinator, who can give you one more.
task-start-lead = You write one answer in your own words. An instructor reads it and gives points for each criterion.
# $count minutes.
task-minutes = { $count ->
    [one] About { $count } minute
   *[other] About { $count } minutes
}
task-length = Length
# A number of words between $least and $most.
task-words = { $least } to { $most } words
# {"{n}"} is counted on the device: keep it. $most is the most words.
task-words-now = Words: {"{n}"} of { $most }
task-rule-once = You can send it once. Until then it is saved as a draft.
task-graded-by = Your answer gets points for
task-your-answer = Your answer
# $count questions.
quiz-lead = { $count ->
    [one] { $count } question. You may change your answer until you send it.
   *[other] { $count } questions. You may change your answers until you send them.
}
# $number of a question.
question-nth = Question { $number }
hint-single = Choose one answer.
# $count answers to choose.
hint-multiple = { $count ->
    [one] Choose { $count } answer.
   *[other] Choose { $count } answers.
}
# $decimals digits after the decimal mark.
hint-numeric = { $decimals ->
    [0] A whole number, without decimals.
    [one] A number with { $decimals } decimal.
   *[other] A number with { $decimals } decimals.
}
# $number is what was understood of a typed number, with its unit.
numeric-heard = Understood: { $number }
# $typed cannot be read as a number; $example is one, written as the reader writes.
numeric-unread = “{ $typed }” cannot be read as a number. Write only the number, in digits, for example { $example }. Your answer is saved, but like this it gets no points.
# $typed can be read in two ways; $whole and $decimal say each of them without doubt.
numeric-two-ways = “{ $typed }” can be read in two ways. If you mean { $grouped }, write { $whole }; if you mean the decimal number, write { $decimal }. Your answer is saved, but like this it gets no points.
hint-short-text = A few words.
hint-ordering = Choose one for each place.
hint-matching = Choose the one that belongs to each line.
# $number of a place in an order.
place-nth = Place { $number }
choose = Choose
answer-true = True
answer-false = False
answer-unsure = Not sure
flag = Mark to check later
quiz-check = Check my answers
check-title = Check your answers
# Numbers of questions: all, answered, without answer, marked.
check-summary = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}: { $answered } answered, { $empty } empty, { $marked } marked.
check-caption = Your questions and their state
check-question = Question
check-state = State
check-go = Go there
check-answered = Answered
check-answered-marked = Answered, marked
check-unread = Cannot be read
check-empty = Empty
check-empty-marked = Empty, marked
check-look = Look again
check-change = Change
# Read by screen readers after a link; $number of a question.
check-at = at question { $number }
check-final = You cannot change answers after sending.
check-send = Send my answers
check-back = Back to the questions
check-back-task = Back to my answer
# $count words.
task-check-words = { $count ->
    [one] Your answer has { $count } word.
   *[other] Your answer has { $count } words.
}
receipt-title = Your answers arrived
receipt-keep = Write down this code. It proves that your answers arrived.
receipt-what = What
receipt-answers = Answers
# $answered of $of questions.
receipt-of = { $answered } of { $of }
receipt-time = Time
receipt-by-clock = The time was over, so the server handed in what it had.
receipt-late = It arrived after the time was over. Your coordinator decides whether it counts.
# $count saves that need a person.
receipt-held = { $count ->
    [one] { $count } saved answer arrived late or twice. It is kept, and your coordinator decides.
   *[other] { $count } saved answers arrived late or twice. They are kept, and your coordinator decides.
}
receipt-results = See your results
receipt-go-on = Go on
receipt-task-next = An instructor reads your answer. You get a message when the points are released.
print = Print
result-passed = Passed
result-not-passed = Not passed yet
# $percent is the pass mark.
result-pass-mark = The pass mark is { $percent } %.
# $count attempts.
result-attempts-left = { $count ->
    [one] You have { $count } more attempt.
   *[other] You have { $count } more attempts.
}
result-keys-later = You see which of your answers were right. All right answers are shown when you have passed or used all attempts.
result-right = Right
result-partly = Partly right
result-wrong = Not right
result-empty = No answer
result-unsure = Not sure: read the lesson again
result-your-answer = Your answer:
# $title of a lesson.
result-lesson = Read it in the lesson: { $title }
result-back = Back to the module
strip-label = Where your answers are
net-unsaved = Not saved yet
# {"{time}"} and {"{n}"} are filled in on the device: keep them as they are.
net-device = Saved on this device {"{time}"}
net-server = Saved on server {"{time}"}
net-waiting = Answers waiting: {"{n}"}
net-offline = No connection. Keep working. Answers on this device only: {"{n}"}
net-storage = This device cannot keep answers. Send the form before you close this page.
net-signin = You are signed out. Your answers are safe on this device.
net-other-tab = This quiz is open in another tab. Here you can only read.
net-continue = Continue here
net-held = Some answers need help from your coordinator
net-notsent = Not sent yet. On this device only. Try again when you have a connection.
net-sign-in-again = Sign in again
net-send-now = Send now
time-left-minutes = Time left: {"{n}"} min
time-left-clock = Time left: {"{time}"}
# $count minutes.
time-left-now = Time left: { $count } min
outbox-too-many = A batch may hold 20 answers at most.
sync-title = My answers
sync-lead = Here you see where each answer is. Nothing is lost while it is in one of these lists.
sync-script = This list needs a browser with JavaScript. Without it, every answer is sent when you press a button.
sync-waiting = Waiting on this device:
sync-waiting-text = Answers that the server does not have yet.
sync-before = send before
sync-held = Held, needs help:
sync-held-text = Your coordinator sees these too. They are kept.
sync-sent = Sent and received:
sync-sent-text = The last 50 answers that the server confirmed.
sync-received = received
sync-code = code
sync-link = My answers

# What a coordinator sees of answers that could not simply stand, and decides about them.
error-results-early = The quiz was not handed in yet
error-results-early-next = Hand it in first, then ask for the results.
error-task-empty = You have not written anything yet
error-task-empty-next = Write your answer first. You can send it only once.
held-title = Answers to decide about
held-one-title = An answer to decide about
held-lead = These answers came late, twice or damaged. Nothing of them is lost. You decide if each counts.
held-none = No answer waits for you
held-none-next = Answers that come late or contradict others appear here.
held-answer = Answer of
held-why = Why it is here
held-arrived = Arrived
held-state = State
held-waits = Waits for you
held-counted = It counts
held-set-aside = Set aside
held-person = Person
held-saves = { $count ->
    [one] { $count } save
   *[other] { $count } saves
}
held-others = { $count ->
    [one] One more save of this question waits. Your decision covers it: it is set aside.
   *[other] { $count } more saves of this question wait. Your decision covers them: they are set aside.
}
held-others-show = Read the others first
held-sitting = Quiz or task
held-after-submission = It came after the answers were handed in, and it says something else.
held-late = It came after the time was over.
held-other-content = It has the same number as an answer that we have, but says something else.
held-chain = The device sent two answers with the same place in its order.
held-damaged = It was damaged on the way.
held-no-answer = This message answers no question of the quiz or task. It can only be set aside.
held-stands = The answer that counts now
held-held = The answer that waits
held-decision = The decision
held-decide = What do you decide?
held-count = Count this answer
held-count-hint = It takes the place of the answer above. A quiz that was handed in gets a new result.
held-put-aside = Set it aside
held-put-aside-hint = The answer above stays. This one is kept, but it does not count.
held-verdict-missing = Choose one of the two.
held-reason = Reason
held-reason-hint = For example: the connection was down in the whole town. Others can read it later.
held-keep = Save the decision
flash-held-decided = The decision is saved.
error-held-decided = Somebody has decided about this answer already
error-held-decided-next = Open the list again. There you see the decision.
error-held-graded = An instructor has graded this task
error-held-graded-next = The text can no longer change. Set the answer aside and tell the instructor why.
error-held-no-answer = This message answers no question
error-held-no-answer-next = It can only be set aside.

# The tests before and after a module.
pre-test-title = Test before: { $module }
post-test-title = Test after: { $module }
pre-test-lead = See what you know before you read. The result shows you where to begin.
post-test-lead = See what the lessons brought you. The questions are new, and of the same kind as in the test before.
test-rule-nothing = It counts for nothing. Nobody passes or fails it.
test-rule-once = You can take it once.
test-rule-keys = You see your result for each goal of the module. The right answers are not shown: others get the same questions.
test-rule-who = Your instructors see the results of the group, not yours.
pre-test-skip = Read without the test
error-test-taken = You have taken this test
error-test-taken-next = It can be taken once. Your result stays open to you.
error-pre-test-over = The test before the lessons is over
error-pre-test-over-next = It is open until you begin with the module. You have begun: go on with the lessons.
error-post-test-early = The test after the lessons is not open yet
error-post-test-early-next = It opens when you have marked every lesson as read.
# $percent of the points.
test-before = Before: { $percent } %
test-after = After: { $percent } %
# $points is a difference of two results in percent; the sign is in the text.
gain-up = { $points ->
    [one] +{ $points } point
   *[other] +{ $points } points
}
gain-same = no change
gain-down = { $points ->
    [one] −{ $points } point
   *[other] −{ $points } points
}
pre-test-result = This is where you stand before you read. What helps you most comes first.
post-test-gained = You know more than before. What is worth another look comes first.
post-test-result = You have read all lessons. What is worth another look comes first.
advice-first = Begin here
advice-also = Worth reading with care
advice-known = You know this well
test-chance = A test has few questions: one more or one less can be chance.
test-no-keys = The right answers are not shown, because others get the same questions.
group-title = Before and after
group-lead = What the group reached on average in the tests before and after each module.
# $count people.
group-few-why = { $count ->
    [one] Results of fewer than { $count } person are not shown.
   *[other] Results of fewer than { $count } people are not shown.
}
group-gain-why = The gain counts only those who took both tests.
group-none = The modules of this course have no tests
group-objective = Goal
group-before = Before
group-after = After
group-gain = Gain
group-all = Whole test
group-few = Not enough data
# $count people.
group-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
task-again = You may send this task once more. You go on with the text that you sent.
task-again-points = Points and feedback
task-again-go = Send once more
