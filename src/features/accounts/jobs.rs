//! Mails a sign-in code, when the address has an account.

use serde::Deserialize;

use super::store;
use crate::base::address::Email;
use crate::base::lang::Lang;
use crate::platform::App;
use crate::platform::auth::sign_in_codes;
use crate::platform::i18n::Texts;
use crate::platform::jobs::{Failure, REACH};
use crate::platform::mail::{self, Letter, LetterText};

#[derive(Deserialize)]
pub struct WantedCode {
    email: String,
    lang: Lang,
}

pub async fn send_code(app: &App, wanted: WantedCode) -> Result<(), Failure> {
    let Ok(email) = Email::parse(&wanted.email) else { return Ok(()) };
    let (now, secret, lang) = (app.clock.now(), app.config.secret.clone(), wanted.lang);
    let app = app.clone();
    app.clone()
        .db
        .write(&REACH, async move |tx| {
            let Some(person) = store::by_email(tx, &email).await? else { return Ok(()) };
            let code = sign_in_codes::create(tx, &secret, now, person.id).await?;
            let texts = Texts::new(lang);
            let letter = LetterText {
                subject: texts.t("mail-code-subject"),
                paragraphs: vec![texts.t("mail-code-lead"), texts.t("mail-code-ignore")],
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
