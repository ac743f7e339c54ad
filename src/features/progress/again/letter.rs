//! Tells a participant that they may try once more. The coordinator's reason is not in it.

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::accounts;
use crate::features::curriculum::ModuleVersion;
use crate::features::quizzes::{Purpose, title_of};
use crate::platform::db::Conn;
use crate::platform::i18n::{Texts, ToArg};
use crate::platform::mail::{self, LetterText};
use crate::platform::web::AppError;

/// `origin` is where the site is; the place was found for a coordinator.
pub async fn tell(
    tx: &mut Conn,
    now: Instant,
    origin: &str,
    (person, enrolment): (Uuid, Uuid),
    version: &ModuleVersion,
    purpose: Purpose,
) -> Result<(), AppError> {
    let person = accounts::by_id(tx, person).await?;
    let Some(email) = person.address() else { return Ok(()) };
    let texts = Texts::new(person.lang());
    let module = title_of(version, texts.lang);
    let lead = if purpose == Purpose::Task { "mail-again-task" } else { "mail-again-quiz" };
    let path = format!("/enrolments/{enrolment}/modules/{}/{}", version.content.slug, purpose.name());
    let letter = LetterText {
        subject: texts.t("mail-again-subject"),
        paragraphs: vec![texts.with(lead, &[("module", module.to_arg())]), texts.t("mail-again-next")],
        button: Some((texts.t("mail-again-button"), format!("{origin}{path}"))),
        code: None,
    };
    mail::queue(tx, now, letter.to_letter(texts, email, Some(person.id), "attempt-given")?).await?;
    Ok(())
}
