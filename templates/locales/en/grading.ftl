# Grading of written tasks: queues, one answer, conflicts, release, the participant's result.
grading-title = To grade
# $count answers.
grading-waiting = { $count ->
    [0] No answer waits.
    [one] { $count } answer waits.
   *[other] { $count } answers wait.
}
# $count days.
grading-oldest = { $count ->
    [0] The oldest came today.
    [one] The oldest has waited { $count } day.
   *[other] The oldest has waited { $count } days.
}
grading-none = Nothing to grade
grading-none-next = Written tasks of the courses you teach appear here. If a course is missing, ask its coordinator.
grading-caption = Written tasks and how many answers wait
grading-task = Task
grading-module = Module
grading-cohort = Course
grading-left = Waiting
grading-mine = Graded by me
grading-all = All
grading-points = Points
# Read by screen readers after the number of answers; $task is a title.
grading-list-of = answers to { $task }
grading-released = Released
grading-changed = Changed since the release
grading-not-released = Not released
grading-begin = Grade the oldest task
grading-blind = names hidden
# Numbers of answers: all, without a complete grading, graded by the reader.
queue-counts = { $all ->
    [one] { $all } answer
   *[other] { $all } answers
}: { $waiting } waiting, { $mine } graded by you.
queue-next = Grade the next answer
queue-none = No answers yet
queue-none-next = Answers appear here when participants send them.
queue-caption = Answers and their state
queue-answer = Answer
queue-by = Graded by
queue-state-waiting = Waiting
queue-state-partly = Some criteria open
queue-state-graded = Graded
queue-state-released = Released
queue-state-changed = Changed since the release
queue-state-own = Your own answer: somebody else grades it
grader-you = You
# $letter is a letter that stands for a person.
grader-letter = Grader { $letter }
# $points of $max points.
points-of = { $points } of { $max }
release-title = Release
# $count answers without a complete grading.
release-missing = { $count ->
    [one] { $count } answer has no complete grading. Grade it first, then release.
   *[other] { $count } answers have no complete grading. Grade them first, then release.
}
# $count minutes.
release-lead = Every answer is graded. When you release, participants see their points, your feedback and the model answer. You can take the release back for { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}. Then they get a message.
release-do = Release the points
# $count answers.
release-changed = { $count ->
    [one] { $count } answer is new or changed since the release. Its participant sees that after the next release.
   *[other] { $count } answers are new or changed since the release. Their participants see that after the next release.
}
# $time is a day with a time.
release-undo-until = You can take it back until { $time }.
release-undo = Take the release back
error-grades-missing = Some answers are not graded yet
error-grades-missing-next = Open the list of answers, give the missing points, then release.
error-nothing-to-release = There is nothing to release
error-nothing-to-release-next = No participant has sent an answer to this task yet.
error-undo-too-late = The release cannot be taken back any more
error-undo-too-late-next = More than 10 minutes have passed, and participants have been told. You can change points and release again.
error-other-grading = Somebody else has graded this answer
error-other-grading-next = Read the answer again, compare both gradings, and send yours with the new version.
flash-released = The points are released.
flash-release-undone = The release is taken back. Participants do not see the points.
flash-grade-saved = Saved.
flash-grade-saved-open = Saved. Some criteria have no points yet.
# The grader's place: $nth of $count answers, $mine graded by them.
grade-place = Answer { $nth } of { $count } · graded by you: { $mine }
# $code stands for a participant.
grade-answer = Answer { $code }
grade-no-text = This answer has no text.
# $count words; asked for were $least to $most.
grade-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
}, asked for: { $least } to { $most }
grade-prompt = The task
grade-model-answer = Model answer
# $count answers with agreed points, to compare with.
grade-samples = { $count ->
    [one] { $count } sample answer with agreed points
   *[other] { $count } sample answers with agreed points
}
# $number of a sample answer.
grade-sample = Sample answer { $number }
grade-previous = Previous answer
grade-next = Next answer
grade-rubric = Rubric
grade-criterion = Criterion
# $who gave the points (a grader), $when is a day with a time.
grade-given = Graded by { $who }, { $when }
grade-after-release = These points are released. If you change them, the participant sees the new points only after the next release.
# {"{n}"} and {"{open}"} are filled in on the device: keep them as they are. $max points can be reached.
grade-total = Total: {"{n}"} of { $max }
grade-total-open = So far: {"{n}"} of { $max }, criteria open: {"{open}"}
grade-total-later = The total is counted when you save
grade-feedback = Feedback to the participant
grade-feedback-hint = Shown after the release. Write in plain words.
grade-no-feedback = No feedback was written.
grade-save-next = Save and next
grade-save = Save
grade-skip = Skip
grade-points-unknown = Choose one of the levels of this criterion.
# $criterion is the technical name of a criterion.
grade-criterion-unknown = The rubric has no criterion "{ $criterion }". Reload the page and grade again.
grade-feedback-long = The feedback may have 10,000 characters at most.
keys = Keys
keys-turn = next, previous answer
keys-level = level of the criterion in focus
keys-skip = skip
keys-save = save and next
keys-list = this list
keys-off = Turn keys off on this device
conflict-title = This answer was graded twice
# $code stands for a participant; $who graded (a grader) at $when, a day with a time.
conflict-lead = While you were grading answer { $code }, another grading was saved. By: { $who }. When: { $when }.
conflict-kept = Yours is not saved yet. Compare both, then choose. Both gradings stay in the records if you keep yours.
conflict-caption = Both gradings by criterion
conflict-mine = Yours
# $who is a grader.
conflict-other = Saved: { $who }
conflict-differs = differs
conflict-total = Total
# $who is a grader.
conflict-other-feedback = Saved feedback: { $who }
conflict-my-feedback = Your feedback
conflict-keep-mine = Keep mine
# $who is a grader.
conflict-take-other = Take the saved one ({ $who })
# $points of $max points.
task-result-points = { $points } of { $max } points
# $letter stands for the grader, $when is a day with a time.
task-result-by = Graded by grader { $letter }. Released { $when }.
task-result-caption = Points by criterion
task-result-level = What was reached
task-result-feedback = Feedback
task-result-waiting = Not released yet
task-result-waiting-next = An instructor reads your answer. You get a message when your points are there.
task-result-receipt = See the receipt
mail-points-subject = Your points are there
# $task is the title of a written task.
mail-points-lead = An instructor has read your answer to the task "{ $task }".
mail-points-next = Open the page to see your points for each criterion, the feedback and a model answer.
mail-points-button = See my points
