//! The words of an invitation.

use super::actions::Inviter;
use crate::base::clock::Instant;
use crate::features::accounts::Person;
use crate::features::courses::course_title;
use crate::platform::i18n::{Texts, ToArg};
use crate::platform::mail::{Letter, LetterText};
use crate::platform::web::AppError;

/// What only the mail tells: the link and the code.
pub struct Invitation<'a> {
    pub link: &'a str,
    pub code: &'a str,
    pub expires_at: Instant,
}

/// The mail, in the language of the person. The link opens a page with a button, so that mail scanners use nothing up.
pub fn letter(inviter: &Inviter, person: &Person, invitation: &Invitation<'_>) -> Result<Letter, AppError> {
    let address = person.address().ok_or_else(|| AppError::internal("a stored address is not one"))?;
    let texts = Texts::new(person.lang());
    let (cohort, origin) = (&inviter.cohort, &inviter.origin);
    let course = course_title(&inviter.course, texts.lang);
    let dates = [
        ("place", cohort.place.to_arg()),
        ("start", texts.day(cohort.starts_on).to_arg()),
        ("end", texts.day(cohort.ends_on).to_arg()),
    ];
    let due = texts.deadline(cohort.due_at, person.zone());
    let ends = texts.deadline(invitation.expires_at, person.zone());
    let mut paragraphs = vec![
        texts.with("mail-invitation-lead", &[("course", course.to_arg())]),
        texts.with("mail-invitation-dates", &dates),
        texts.with("mail-invitation-due", &[("when", due.to_arg())]),
        texts.with("mail-invitation-ends", &[("when", ends.to_arg())]),
        texts.with("mail-invitation-by-code", &[("address", format!("{origin}/invitation").to_arg())]),
    ];
    paragraphs.extend(inviter.coordinator.as_ref().map(|coordinator| {
        let who = [("name", coordinator.full_name.to_arg()), ("address", coordinator.email.to_arg())];
        texts.with("mail-invitation-who", &who)
    }));
    let text = LetterText {
        subject: texts.t("mail-invitation-subject"),
        paragraphs,
        button: Some((texts.t("mail-invitation-open"), invitation.link.to_owned())),
        code: Some((texts.t("mail-code-label"), invitation.code.to_owned())),
    };
    text.to_letter(texts, address, Some(person.id), "invitation")
}
