# The coordinator's courses: cohorts, people, invitations; and how invited people come in.
cohorts-title = Courses
cohorts-none = You have no courses yet. Open one, then invite people to it.
cohort-new = Open a course
cohort-new-title = Open a course
cohort-create = Open the course
cohort-course = Course
cohort-course-hint = The newest version of each module is used. It stays the same for everybody in this course.
cohort-course-missing = Choose a course from the list.
cohort-code = Code
cohort-code-hint = A short name, for example PS-2026-GE: letters, numbers, dashes.
cohort-code-wrong = Type a code of 2 to 40 letters (A to Z), numbers, dashes or dots.
cohort-code-taken = Another course has this code. Choose another one.
cohort-agency = Training agency
cohort-agency-missing = Choose an agency from the list.
cohort-place = Place
cohort-place-hint = Town and country, or “online”.
cohort-place-missing = Type the place.
cohort-place-wrong = The place may have 200 characters, in one line.
cohort-days = Days
# $start and $end are days.
cohort-from-to = { $start } to { $end }
cohort-starts = First day
cohort-ends = Last day
cohort-starts-wrong = Give the first day as year, month, day, for example 2027-01-15.
cohort-ends-wrong = Give the last day as year, month, day, for example 2027-01-15.
cohort-due-day-wrong = Give the day when the work is due as year, month, day, for example 2027-01-15.
cohort-ends-before-start = The last day is before the first day.
cohort-due-day = Pre-course work is due on
cohort-due-hint = Day and time are in UTC. Everybody sees them in UTC and in their own time.
cohort-due-time = At (UTC)
cohort-time-wrong = Give the time as hours and minutes, for example 12:00.
cohort-due-past = This time is already over. Choose a later one.
cohort-no-courses = No course is published yet. Ask your administrator to import the curriculum.
cohort-no-agencies = There is no training agency yet. Ask your administrator to add one.
flash-cohort-created = The course is open. Now invite people.
# $when is a day with a time, in UTC and perhaps in local time.
cohort-due = Pre-course work is due: { $when }
cohort-people = People
cohort-nobody = Nobody is in this course yet
cohort-nobody-next = Paste or upload a list of people. Each gets a message with a link and a code.
invite-people = Invite people
cohort-way = How far people are
step-enrolled = Invited
step-arrived = Came in
step-started = Started
step-completed = Completed
# $count people who do not get in without help.
cohort-stuck = { $count ->
    [one] { $count } person has no invitation that works.
   *[other] { $count } people have no invitation that works.
}
cohort-stuck-show = Show them
# $count answers that contradict others, or came too late.
cohort-held = { $count ->
    [one] { $count } answer came late or contradicts another one. It is kept, and you must decide.
   *[other] { $count } answers came late or contradict others. They are kept, and you must decide.
}
cohort-held-decide = Decide about them
# $count certificates.
cohort-obstacles = { $count ->
    [one] { $count } certificate could not be made.
   *[other] { $count } certificates could not be made.
}
cohort-obstacles-show = See why
cohort-show = Which people to show
# $count is a number of people.
show-all = All ({ $count })
# $count is a number of people.
show-waiting = Waiting ({ $count })
# $count is a number of people.
show-stuck = Need help ({ $count })
# $count is a number of people.
show-withdrawn = Taken out ({ $count })
cohort-show-none = Nobody is in this list.
pages = Pages of the table
person-stage = State
person-lessons = Lessons read
person-quizzes = Quizzes passed
person-invitation = Invitation
person-extra-time = Extra time
stage-withdrawn = Taken out
stage-enrolled = Not in yet
stage-arrived = Came in
stage-started = Started
stage-completed = Completed
invited-never = Not sent
invited-waiting = Waits to be sent
invited-sent = Sent
invited-failed = Not delivered
invited-expired = Too old
invited-used = Used
# $when is a day with a time.
invited-at = Made: { $when }
# $when is a day with a time.
invited-until = Works until: { $when }
mail-trouble-next = This is what the mail server said. If the address is wrong, take this person out of the course and invite the right address. Otherwise send the invitation again.
resend-hint = A new link and a new code. The old ones stop working.
resend-act = Send a new invitation
flash-invitation-sent = A new invitation is on its way.
error-invitation-just-sent = An invitation was sent a moment ago
error-invitation-just-sent-next = Wait one minute. If no message arrives, send it again then.
error-already-withdrawn = This person is no longer in the course
error-already-withdrawn-next = Open the person's page. There you can take the person back into the course.
error-not-withdrawn = This person is in the course
error-not-withdrawn-next = Open the person's page again. Somebody else may have done it just now.
extra-time-label = Extra time, in percent
extra-time-hint = It makes every time limit of this person longer: 50 turns 60 minutes into 90. Type 0 for none.
extra-time-wrong = Type a whole number from 0 to 300.
flash-extra-time-saved = The extra time is saved.
withdraw-heading = Take out of the course
withdraw-reason = Reason
withdraw-hint = The person can no longer open this course. What was done so far is kept.
withdraw-reason-missing = Type the reason.
withdraw-reason-too-long = The reason may have 500 characters.
withdraw-act = Take out of the course
flash-withdrawn = The person is no longer in this course.
withdrawn-heading = Taken out of the course
# $when is a day with a time.
withdrawn-at = Since { $when }
return-next = Lessons read, answers and results are still there.
return-act = Take back into the course
flash-returned = The person is in the course again.
instructors = Instructors
instructors-none = Nobody teaches in this course yet.
instructor-email = E-mail address of an instructor
instructor-email-hint = The person must be an instructor of this training agency.
instructor-name = Add the instructor
instructor-remove = Remove
instructor-unknown = No instructor of this agency has this address. Check it, or ask your administrator to give the person the role of instructor.
flash-instructor-named = The instructor is added.
flash-instructor-removed = The instructor is removed.

invite-title = Invite people
list-text = List of people
list-text-hint = One person in a row: name, e-mail, country, agency, language. Copy the rows from your spreadsheet and paste them here. The agency and the language (en, fr, es, ar, ru) may be empty.
list-file = Or a file
list-file-hint = A CSV or text file with up to 2,000 people and 2 MB. If you choose a file, the text above is not used.
list-check = Check the list
list-check-again = Check again
list-change = Change the list
list-correct = Correct the list
list-caption = The rows of your list
list-row = Row
list-name = Name
list-email = E-mail
list-country = Country
list-agency = Agency
list-language = Language
list-state = State
list-good = All rows are good
list-good-next = Look at the names once more. Each person gets one message in their language, with a link and a code that work for 14 days.
# $count is the number of people who will get a message. Stands on a button.
list-send = { $count ->
    [one] Send { $count } invitation
   *[other] Send { $count } invitations
}
list-nobody-new = Everybody in this list is in the course already or has an invitation that works. There is nobody to invite.
# $encoding is a technical name, as in windows-1252.
list-guessed = The file does not say how its letters are written. We read it as { $encoding }. Look at the names: if they are wrong, save the file as “CSV UTF-8” and upload it again.
# $column is the head of a column in the list.
list-unused = The column “{ $column }” is not used.
# $wrong of $all rows.
list-wrong = { $wrong ->
    [one] { $wrong } of { $all } rows needs a correction. Nothing was sent yet.
   *[other] { $wrong } of { $all } rows need a correction. Nothing was sent yet.
}
# $row is a number, $what is a sentence.
list-row-wrong = Row { $row }: { $what }
# $count further corrections.
list-more = { $count ->
    [one] { $count } more correction stands in the table.
   *[other] { $count } more corrections stand in the table.
}
place-open = Ready
place-invited = Has an invitation that works: skipped
place-arrived = Is in the course: skipped
place-withdrawn = Was taken out of the course: skipped
list-empty = The list is empty. Paste at least one row with a name, an e-mail address and a country.
list-workbook = This file is a workbook or a document. Open it, save it as “CSV UTF-8”, and upload that file. Or copy the rows and paste them here.
list-too-large = The list is too large. It may have 2 MB.
list-too-many-rows = The list has more than 2,000 people. Split it and send the parts one after the other.
# $row is the number of an earlier row.
list-twice = The same e-mail address stands in row { $row }.
list-email-missing = The e-mail address is missing.
list-email-no-at = The e-mail address has no @.
list-email-wrong = This is not an e-mail address.
list-email-lines = The e-mail address has more than one line.
list-country-missing = The country is missing.
# $country is what was typed.
list-country-unknown = The country “{ $country }” is not known. Use its English name or its code of two letters.
# $country is what was typed, $meant is the English name of a country.
list-country-suggest = The country “{ $country }” is not known. Did you mean { $meant }?
# $language is what was typed.
list-language-unknown = The language “{ $language }” is not one of ours. Use en, fr, es, ar or ru.
list-agency-too-long = The name of the agency may have 200 characters.
list-cell-too-long = A cell has more than 1,000 characters. Perhaps a quotation mark is not closed.
list-too-many-cells = The row has more than five cells. If a name has a comma, put the name in quotation marks.
list-open-quote = A quotation mark is not closed, so the rows below were read as part of this one.
list-unreadable = The row has characters that cannot be read. Save the file as “CSV UTF-8” and upload it again.
flash-invitations-sent = The invitations are on their way.
flash-invitations-some = The invitations are on their way. People who are in the course already, or have an invitation that works, were skipped.
flash-invitations-none = Nobody was invited: everybody in the list is in the course already or has an invitation that works.

mail-invitation-subject = Your invitation to a course
# $course is the title of a course.
mail-invitation-lead = You are invited to the course “{ $course }”.
# $place is a place, $start and $end are days.
mail-invitation-dates = Place: { $place }. From { $start } to { $end }.
# $when is a day with a time.
mail-invitation-due = Before the course you work through some lessons on your phone or computer, at your own pace. Please finish them by { $when }.
# $when is a day with a time.
mail-invitation-ends = Open the link to start. You need no password. The link works once, until { $when }.
# $address is a web address.
mail-invitation-by-code = If the link does not open, go to { $address } and type your e-mail address and the code.
# $name and $address are those of the person who invites.
mail-invitation-who = Questions? Ask your coordinator: { $name }, { $address }.
mail-invitation-open = Open my invitation
invitation-title = You are invited to a course
invitation-accept = Accept and start
invitation-accept-next = Next you confirm your name for the certificate. You need no password.
invitation-other = Somebody else is signed in on this device. If you go on, this device is signed in as the person of this invitation.
invitation-used = This invitation has been used
invitation-used-next = You have an account. Sign in with your e-mail address: we send you a code.
invitation-gone = This invitation does not work any more
invitation-gone-next = It may be too old, or a newer one was sent to you. Sign in with your e-mail address: we send you a code. If that does not help, ask your coordinator for a new invitation.
invitation-code-title = Come in with a code
invitation-code-lead = Type the e-mail address and the code of your invitation.
invitation-code-wrong = This address and this code do not fit together, or the invitation is used or too old. Check both, or sign in with a code by e-mail.
invitation-code-none = I have no invitation code, or it does not work
person-attempts = Attempts
person-attempts-hint = Somebody who has none left can be given one more.
person-attempts-open = Show attempts
cohort-erased = { $count ->
    [one] One more person is counted and no longer named: erased at their own wish.
   *[other] { $count } more people are counted and no longer named: erased at their own wish.
}
