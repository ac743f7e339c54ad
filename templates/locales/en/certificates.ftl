# Certificates. The words of the printed certificate come first: they are set in type, so keep them short.

# The heading of the paper.
certificate-title = Certificate of completion
# Stands above the name.
certificate-certifies = This certifies that
# Stands between the name and the course.
certificate-completed = has completed the course
# $hours is a whole number.
certificate-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
# $from and $to are days with the month as a word.
certificate-dates = { $from } to { $to }
# $day is a day with the month as a word.
certificate-issued = Issued on { $day }
# $key is the name of a key, such as 2026-A.
certificate-signed = Signed electronically with key { $key }; valid without a written signature
certificate-number = Certificate number
# $code has six letters and digits, such as 7K3FQ9. It is typed together with the number.
certificate-check-code = Check code { $code }
# A web address follows.
certificate-verify-at = Scan the QR code, or enter number and check code at
# What the QR code is, for people who cannot see it.
certificate-qr = QR code: opens the page that checks this certificate

# Fields of the training programme, as they stand on the certificate.
certificate-field-wmd = Weapons of mass destruction
certificate-field-anti-narcotics = Anti-narcotics
certificate-field-port-security = Port security
certificate-field-customs-core = Customs core competencies
certificate-field-border-policing = Border policing
certificate-field-immigration-inspection = Immigration inspection
certificate-field-commercial-operations = Commercial operations
certificate-field-inspection = Inspection
certificate-field-wco-framework = WCO SAFE Framework

# The pages of the person who holds certificates.
certificates-title = My certificates
certificates-none = You have no certificate yet
certificates-none-next = You get one when you have completed a course and its last day has come. It comes by e-mail and stays here.
certificate-valid = Valid
# $day is a day, $reason a short text such as "the name was corrected".
certificate-withdrawn = Withdrawn on { $day }: { $reason }
certificate-download = Download PDF
certificate-mail = Mail it to me again
certificate-print = Print
certificate-due = One certificate is due, but it could not be made yet.
certificate-due-next = Your coordinator knows. You can correct your name in your profile.
flash-certificate-mailed = The certificate is on its way to your e-mail address.
error-certificate-mails = This certificate was sent five times today
error-certificate-mails-next = Look in the spam folder. You can download the PDF now, or send it again tomorrow.

# Why a certificate was withdrawn: short, after a colon.
revocation-issued-in-error = it was issued in error
revocation-name-corrected = the name was corrected
revocation-misconduct = the rules of the course were broken
revocation-other = other reason

# The coordinator's list of certificates.
cohort-certificates = Certificates
cohort-certificate = Certificate
cohort-certificates-none = No certificate was issued yet
cohort-certificates-none-next = A certificate is issued and mailed by itself when somebody has completed the course and its last day has come.
cohort-state = State
cohort-mail = E-mail
# $count is how many requests wait.
cohort-asks-address = { $count ->
    [one] Asks for a new e-mail address
   *[other] { $count } requests for a new e-mail address
}
mailing-sent = Sent
mailing-waiting = Waiting to be sent
mailing-failed = Could not be delivered
# $address is an e-mail address.
cohort-mail-again = Send it again to { $address }
flash-certificate-mailed-again = The certificate will be sent again.

# What stands in the way of a certificate. $detail is a letter, or an English technical reason.
obstacles-title = These certificates could not be made
obstacle-missing-glyph = No certificate font has the letter { $detail }.
obstacle-missing-glyph-next = Ask the person to correct the name in their profile; the certificate is then made by itself. If the letter is right, tell the administrator which font is missing.
obstacle-name-unconfirmed = The person has not confirmed the name yet.
obstacle-name-unconfirmed-next = Ask the person to sign in and confirm the name. Then try again.
obstacle-too-long = A text is too long for the certificate ({ $detail }).
obstacle-too-long-next = Ask the person for a shorter way to write the name, or ask the administrator to shorten the course title or the name of the authority. Then try again.
obstacle-no-printer = This server cannot make certificates.
obstacle-no-printer-next = Tell the administrator: the program was built without certificates. Nothing is lost; try again after the change.
obstacle-fault = The certificate could not be typeset ({ $detail }).
obstacle-fault-next = Tell the administrator this message. Nothing is lost; try again after the change.
obstacle-retry = Try again
flash-certificate-retried = The certificate is being made. Reload this page in a moment.

# Withdrawing a certificate.
revocation-title = Withdraw
revocation-do = Withdraw this certificate
revocation-lead = Everybody who checks the certificate will read that it was withdrawn, when, and which of these reasons. This cannot be undone.
revocation-reason = Reason
revocation-reason-missing = Choose a reason.
revocation-note = Note
revocation-note-hint = Only coordinators read it.
revocation-note-too-long = The note is too long. It may have 1,000 characters.
flash-certificate-revoked = The certificate is withdrawn.
error-already-revoked = This certificate was withdrawn already
error-already-revoked-next = Reload the page to see when and why.

# A new certificate after a withdrawal. $name is a person's name.
replacement-with = Also issue a new certificate now, with the name as it stands in the profile: { $name }
replacement-title = A new certificate
replacement-made = Followed by certificate
replacement-coming = A new certificate is being made.
replacement-coming-next = Reload this page in a moment. If it cannot be made, the list of certificates says why.
replacement-lead = The new certificate gets a new number, today as its day of issue, and the name as it stands in the profile: { $name }
replacement-name-next = Is the name still wrong? Ask the person to correct it in their profile first.
replacement-do = Issue a new certificate
flash-certificate-replaced = The certificate is withdrawn. A new one is being made and mailed.
flash-certificate-replacing = A new certificate is being made and mailed.
error-replacement-of-valid = This certificate is valid
error-replacement-of-valid-next = Withdraw it before you issue a new one.

# A person's e-mail address, changed by the coordinator.
address-title = E-mail address of the account
# $address is an e-mail address.
address-now = Now: { $address }
# $when is a day with a time.
address-asked = Somebody asked for a new address on { $when }. Nobody has proved who asked.
address-asked-name = Name that was typed
address-asked-new = New address
address-asked-next = Talk to the person before you change anything: call a number that you know.
address-grant = Change the address
address-refuse = Refuse
address-change = Change the e-mail address
address-change-lead = The person is signed out everywhere. Both addresses get a message.
address-new = New e-mail address
address-same = This is the address of the account already.
error-address-of-staff = This account has a role
error-address-of-staff-next = Only an administrator can change the e-mail address of an instructor or coordinator.
flash-address-changed = The address is changed. Both addresses get a message.
flash-access-refused = The request is closed. Nothing was changed.

# Lost access to the e-mail address.
lost-access-title = I have no access to my e-mail address
lost-access-lead = Do you hold a certificate? Then your coordinator can give your account a new e-mail address.
lost-access-number-hint = It stands on the paper and in the PDF, for example PL-7K3F-Q9TN-4.
lost-access-name = Your name
lost-access-email = Your new e-mail address
lost-access-email-hint = An address that only you can read.
lost-access-ask = Ask for the change
lost-access-without-number = Without a certificate, ask the coordinator of your course.
lost-access-sent = Your request was received
lost-access-sent-lead = If we know this certificate, its coordinator now has your request and will talk to you.
lost-access-sent-next = Nothing changes before that. If you hear nothing for a week, ask your training service.

# The public check of a certificate.
verify-title = Check a certificate
verify-lead = Scan the QR code on the certificate with a phone. Or type its number and its check code here.
verify-valid = This certificate is valid
verify-valid-next = We issued it, it was not changed, and it was not withdrawn.
verify-elsewhere = This certificate has our signature
verify-elsewhere-next = It was not changed. This register does not know it, so we cannot say whether it was withdrawn.
verify-withdrawn = This certificate was withdrawn
# $day is a day, $reason a short text such as "the name was corrected".
verify-withdrawn-next = We issued it, and withdrew it on { $day }: { $reason }.
verify-contradicted = Do not accept this certificate yet
verify-contradicted-next = It has our signature, but our register says something else under its number. Ask the authority that issued it.
verify-altered = This certificate was altered
verify-altered-next = The QR code does not hold what we signed: it was changed, or a part of it is missing. Do not accept it. Ask the person for the original PDF.
verify-not-ours = This is not a certificate of ours
verify-not-ours-next = It has no signature of ours. Check that you scanned the right code. Do not accept it.
verify-unknown = We do not know this number with this code
verify-unknown-next = Check each letter of both, or ask the person for the PDF.
# $when is a day with a time, in UTC.
verify-checked = Checked { $when }.
verify-compare = Compare every line with the paper.
verify-name = Name
verify-number = Number
verify-course = Course
verify-hours = Hours
verify-dates = Dates
verify-issued = Issued
verify-checks = Checks
# $key is the name of a key, such as 2026-A.
verify-signature = Signature good, key { $key }
verify-known = Known to our register
verify-not-withdrawn = Not withdrawn
verify-is-withdrawn = Withdrawn
verify-another = Check another certificate
# $example is a number.
verify-example = For example { $example }
verify-number-typo = One character of the number is wrong. Compare it with the paper.
verify-number-malformed = Type the number as it stands on the paper.
verify-code = Check code
verify-code-hint = Six letters and digits, below the number.
verify-code-missing = Type the check code, too.
verify-check = Check
verify-no-record = We keep no record of what you check.

# The mail that brings a certificate.
mail-certificate-subject = Your certificate
# $course is the title of a course.
mail-certificate-lead = You completed the course “{ $course }”. Congratulations! Your certificate is attached to this message as a PDF.
# $number is the number of the earlier certificate.
mail-certificate-replaces = It takes the place of certificate { $number }, which no longer counts.
mail-certificate-check = Everybody can check it: with the QR code, or with the number and the check code.
mail-certificate-later = You can always download it again from your page.
mail-certificate-open = Open my certificate
mail-certificate-number = Number and check code:
# Mails about a lost e-mail address.
mail-access-asked-subject = Somebody asks for a new e-mail address
mail-access-asked-lead = Somebody who knows the number of this certificate says that they no longer read the e-mail address of their account.
mail-access-asked-next = Open the page, talk to the person, and decide. Nothing changes before that.
mail-access-asked-open = See the request
mail-access-number = Certificate number:
mail-access-warning-subject = Somebody asked to change your e-mail address
mail-access-warning-lead = Somebody who knows the number of your certificate asked us to give your account another e-mail address. Your coordinator will talk to you before anything changes.
mail-access-not-you = If this was not you, tell your coordinator now.
mail-address-gone-subject = Your account has a new e-mail address
mail-address-gone-lead = Your coordinator gave your account another e-mail address. You can no longer sign in with this one.
mail-address-new-subject = Your account has this e-mail address now
mail-address-new-lead = Your coordinator gave your account this e-mail address. Sign in with it; we send you a code.
cohort-certificates-from = Certificates are issued from { $day } on, the last day of the course. What stands in their way is shown before.
verify-erased = This certificate is no longer confirmed
verify-erased-next = We issued one with this number. Its facts were erased at its holder’s wish, so we can no longer say what it certifies. That is no sign of a forgery.
revocation-erased = erased at its holder’s wish
