//! The mails of this feature. Subjects hold no names.

use super::model::Certificate;
use crate::base::address::Email;
use crate::base::ids::Uuid;
use crate::features::accounts::Person;
use crate::platform::config::Origin;
use crate::platform::i18n::{Arg, Texts};
use crate::platform::mail::{Letter, LetterText};
use crate::platform::web::AppError;

fn address(person: &Person) -> Result<Email, AppError> {
    person.address().ok_or_else(|| AppError::internal("a stored address is malformed"))
}

/// "Your certificate": the PDF goes with it when it is delivered.
/// `earlier` is the number of the withdrawn one that it follows.
pub fn certificate(
    certificate: &Certificate,
    earlier: Option<String>,
    person: &Person,
    origin: &Origin,
) -> Result<Letter, AppError> {
    let texts = Texts::new(person.lang());
    let facts = certificate.facts()?;
    let code = format!("{} · {}", certificate.number, certificate.check_code);
    let mut paragraphs = vec![texts.with("mail-certificate-lead", &[("course", Arg::Text(facts.course))])];
    paragraphs.extend(earlier.map(|number| texts.with("mail-certificate-replaces", &[("number", Arg::Text(number))])));
    paragraphs.extend([texts.t("mail-certificate-check"), texts.t("mail-certificate-later")]);
    let letter = LetterText {
        subject: texts.t("mail-certificate-subject"),
        paragraphs,
        button: Some((texts.t("mail-certificate-open"), format!("{origin}/certificates/{}", certificate.id))),
        code: Some((texts.t("mail-certificate-number"), code)),
    };
    let letter = letter.to_letter(texts, address(person)?, Some(person.id), "certificate")?;
    Ok(Letter { certificate: Some(certificate.id), ..letter })
}

/// To a coordinator: somebody asks for another address. What was typed is not in it, for a stranger may have typed it.
pub fn access_asked(
    coordinator: &Person,
    number: &str,
    cohort: Uuid,
    certificate: Uuid,
    origin: &Origin,
) -> Result<Letter, AppError> {
    let texts = Texts::new(coordinator.lang());
    let letter = LetterText {
        subject: texts.t("mail-access-asked-subject"),
        paragraphs: vec![texts.t("mail-access-asked-lead"), texts.t("mail-access-asked-next")],
        button: Some((
            texts.t("mail-access-asked-open"),
            format!("{origin}/cohorts/{cohort}/certificates/{certificate}"),
        )),
        code: Some((texts.t("mail-access-number"), number.to_owned())),
    };
    letter.to_letter(texts, address(coordinator)?, Some(coordinator.id), "lost-access-asked")
}

/// To the address that stands in the account: if this was not the owner, they should know.
pub fn access_warning(person: &Person) -> Result<Letter, AppError> {
    plain(person, address(person)?, "lost-access-warning", "mail-access-warning-subject", "mail-access-warning-lead")
}

/// To the old address: the account has another one now.
pub fn address_gone(person: &Person) -> Result<Letter, AppError> {
    plain(person, address(person)?, "address-gone", "mail-address-gone-subject", "mail-address-gone-lead")
}

/// To the new address: sign in with it.
pub fn address_new(person: &Person, new: Email, origin: &Origin) -> Result<Letter, AppError> {
    let texts = Texts::new(person.lang());
    let letter = LetterText {
        subject: texts.t("mail-address-new-subject"),
        paragraphs: vec![texts.t("mail-address-new-lead")],
        button: Some((texts.t("sign-in"), format!("{origin}/sign-in"))),
        code: None,
    };
    letter.to_letter(texts, new, Some(person.id), "address-new")
}

fn plain(person: &Person, to: Email, template: &'static str, subject: &str, lead: &str) -> Result<Letter, AppError> {
    let texts = Texts::new(person.lang());
    let paragraphs = vec![texts.t(lead), texts.t("mail-access-not-you")];
    LetterText { subject: texts.t(subject), paragraphs, button: None, code: None }.to_letter(
        texts,
        to,
        Some(person.id),
        template,
    )
}
