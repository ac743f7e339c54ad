//! Mails a sign-in code, when the address has an account.

use serde::{Deserialize, Serialize};

use super::sign_in::CODE_JOB;
use super::store;
use crate::base::address::Email;
use crate::base::clock::Instant;
use crate::base::lang::Lang;
use crate::platform::App;
use crate::platform::auth::sign_in_codes;
use crate::platform::db::Conn;
use crate::platform::i18n::Texts;
use crate::platform::jobs::{self, Failure, REACH};
use crate::platform::mail::{self, Letter, LetterText};
use crate::platform::web::AppError;

/// What a code is to be typed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeFor {
    #[default]
    SignIn,
    /// To prove, in an open session, that it is really its owner who wants the account erased.
    Erasing,
}

#[derive(Serialize, Deserialize)]
pub struct WantedCode {
    email: String,
    lang: Lang,
    #[serde(default)]
    purpose: CodeFor,
}

/// Has a code mailed, when the address has an account.
pub async fn want_code(
    tx: &mut Conn,
    now: Instant,
    email: &Email,
    lang: Lang,
    purpose: CodeFor,
) -> Result<(), AppError> {
    let wanted = WantedCode { email: email.to_string(), lang, purpose };
    jobs::enqueue_urgent(tx, now, CODE_JOB, &wanted).await
}

pub async fn send_code(app: &App, wanted: WantedCode) -> Result<(), Failure> {
    let Ok(email) = Email::parse(&wanted.email) else { return Ok(()) };
    let (now, secret, lang) = (app.clock.now(), app.config.secret.clone(), wanted.lang);
    let lead = match wanted.purpose {
        CodeFor::SignIn => ["mail-code-lead", "mail-code-ignore"],
        CodeFor::Erasing => ["mail-erase-code-lead", "mail-erase-code-ignore"],
    };
    let app = app.clone();
    app.clone()
        .db
        .write(&REACH, async move |tx| {
            let Some(person) = store::by_email(tx, &email).await? else { return Ok(()) };
            let code = sign_in_codes::create(tx, &secret, now, person.id).await?;
            let texts = Texts::new(lang);
            let letter = LetterText {
                subject: texts.t("mail-code-subject"),
                paragraphs: lead.map(|key| texts.t(key)).into(),
                button: None,
                code: Some((texts.t("mail-code-label"), code)),
            };
            let letter = letter.to_letter(texts, email, Some(person.id), "sign-in-code")?;
            mail::queue(tx, now, Letter { urgent: true, ..letter }).await?;
            Ok(())
        })
        .await?;
    Ok(())
}
