//! The two mails about an erasing. Subjects hold no names.

use super::DAYS_TO_THINK;
use crate::base::clock::Instant;
use crate::features::accounts::Person;
use crate::platform::config::Origin;
use crate::platform::i18n::{Texts, ToArg};
use crate::platform::mail::{LAST_LETTER, Letter, LetterText};
use crate::platform::web::AppError;

/// To somebody who asked: when it will be done, and how to take it back.
pub fn asked(person: &Person, due: Instant, origin: &Origin) -> Result<Option<Letter>, AppError> {
    let Some(to) = person.address() else { return Ok(None) };
    let texts = Texts::new(person.lang());
    let when = texts.deadline(due, person.zone());
    let letter = LetterText {
        subject: texts.t("mail-erasure-asked-subject"),
        paragraphs: vec![
            texts.with("mail-erasure-asked-lead", &[("when", when.to_arg()), ("days", DAYS_TO_THINK.to_arg())]),
            texts.t("mail-erasure-asked-next"),
            texts.t("mail-erasure-not-you"),
        ],
        button: Some((texts.t("mail-erasure-asked-open"), format!("{origin}/profile/erasure"))),
        code: None,
    };
    letter.to_letter(texts, to, Some(person.id), "erasure-asked").map(Some)
}

/// To somebody who was erased, as they were before. It belongs to nobody, and its row goes with its delivery.
pub fn done(person: &Person) -> Result<Option<Letter>, AppError> {
    let Some(to) = person.address() else { return Ok(None) };
    let texts = Texts::new(person.lang());
    let letter = LetterText {
        subject: texts.t("mail-erased-subject"),
        paragraphs: ["mail-erased-lead", "mail-erased-certificates", "mail-erased-last"].map(|key| texts.t(key)).into(),
        button: None,
        code: None,
    };
    letter.to_letter(texts, to, None, LAST_LETTER).map(Some)
}
