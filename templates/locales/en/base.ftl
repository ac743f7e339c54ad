# Words of the frame around every page, and of errors.
title-error = Error:
skip = Skip to content
language = Language:
nav-main = Main
nav-modules = My modules
nav-certificates = Certificates
nav-grading = To grade
nav-cohorts = Courses
nav-admin = Server
nav-profile = My profile
nav-verify = Check a certificate
nav-demo-mail = Demo mail
help = Help
strapline = Portolan, learning for border services
sign-in = Sign in
sign-out = Sign out
sign-out-with-answers = You have answers on this device that the server does not have yet. Sign out all the same?
go-home = Go to the start page
# $utc is a day with a time.
when-utc = { $utc } UTC
# The same instant in the reader's own time zone.
when-utc-and-local = { $utc } UTC ({ $local } your time)

error-sign-in = Please sign in
error-sign-in-next = You are signed out. What you typed is kept in this page. Sign in, come back to this page, and send it.
error-head-too-large = The request's headers are too long
error-head-too-large-next = Delete the cookies of this site in your browser, then open the page again.
# The same errors, told to programs.
problem-sign-in = No valid token
problem-sign-in-next = Ask for one at /api/v1/token with e-mail address and password, and send it as “Authorization: Bearer …”.
problem-not-found = Not found
problem-not-found-next = There is nothing under this address, or it is not open to this account. Check the ids in it.
problem-invalid-next = Correct the fields that are named, and send it again.
problem-conflict = The state does not allow it
error-not-found = This page does not exist
error-not-found-next = The address may be wrong, or the page is not open to you. Go to the start page, or ask your coordinator.
error-invalid = Something does not fit
error-invalid-next = Go back, correct what is named here, and send it again.
error-stale = This page was open for too long
error-stale-next = Nothing is lost. Send it again with the button below. If there is no button, go back, reload the page, and send it again.
error-too-many = Too many tries
error-too-many-next = Wait a few minutes, then try again.
error-body-too-large = This is too much at once
error-body-too-large-next = Go back and send less. A form may hold 1 MB, a file 2 MB.
error-file-too-large = The file is too large
error-file-too-large-next = A file may have 2 MB at most. Split the list and send the parts one after the other.
error-too-many-fields = The form has too many fields
error-too-many-fields-next = Go back and send less at once.
error-field-too-long = One field holds too much text
error-field-too-long-next = Go back, shorten the text, and send it again.
error-wrong-type = The server cannot read this kind of data
error-wrong-type-next = Send the form from its own page. Programs send application/json.
error-misdirected = This server has another name
error-misdirected-next = Check the address you typed.
error-method = This address cannot be used in this way
error-method-next = Go to the start page and try from there.
error-busy = The server is busy for a moment
error-busy-next = Your work is safe. Wait a few seconds, then reload this page.
error-internal = Something went wrong on our side
error-internal-next = Your saved work is safe. Go back and try again. If it happens again, tell your coordinator the code below.
# $code is a short code to read aloud.
error-reference = Code: { $code }
error-suspended = Your account is closed for now
error-suspended-next = Ask your coordinator why, and what to do.
error-welcome-first = Please confirm your name first
error-welcome-first-next = Open the start page and confirm the name for your certificate.
error-not-utf8 = The text has characters that the server cannot read. Type it again.
error-nul = The text holds a character that cannot be stored. Type it again.
error-form-incomplete = A field of the form is missing. Reload the page and fill it in again.
error-upload-broken = The upload broke off. Send it again.
# $why is an English technical reason, for programmers.
error-json = The JSON cannot be read: { $why }
replay-sign-in = Sign in (opens a new page)
replay-send = Send it now

offline-title = No connection
offline-next = This page cannot be loaded now. Answers that you gave are safe on this device. Try again when you have a connection.
try-again = Try again
errors-heading = Please correct this
optional = optional
save = Save
back = Back
cancel = Cancel
yes = Yes
no = No
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
