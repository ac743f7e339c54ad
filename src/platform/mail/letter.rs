//! The one shape of our mails: a heading, short paragraphs, perhaps a button or a code, in text and HTML.

use askama::Template;

use super::Letter;
use crate::base::address::Email;
use crate::base::ids::Uuid;
use crate::platform::i18n::Texts;
use crate::platform::web::AppError;

/// What a mail says, already in the reader's language.
pub struct LetterText {
    /// Also the heading. Holds no names.
    pub subject: String,
    pub paragraphs: Vec<String>,
    /// Label and address.
    pub button: Option<(String, String)>,
    /// Label and code.
    pub code: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct TextPart<'a> {
    letter: &'a LetterText,
    footer: String,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct HtmlPart<'a> {
    letter: &'a LetterText,
    footer: String,
    lang: &'static str,
    dir: &'static str,
}

impl LetterText {
    /// The mail with both its parts, to be queued.
    pub fn to_letter(
        &self,
        texts: Texts,
        to: Email,
        person: Option<Uuid>,
        template: &'static str,
    ) -> Result<Letter, AppError> {
        let footer = texts.t("mail-footer");
        let (lang, dir) = (texts.lang.tag(), texts.lang.dir());
        let html = HtmlPart { letter: self, footer: footer.clone(), lang, dir };
        Ok(Letter {
            to,
            person,
            lang: texts.lang,
            template,
            subject: self.subject.clone(),
            text: TextPart { letter: self, footer }.render().map_err(AppError::internal)?,
            html: html.render().map_err(AppError::internal)?,
            certificate: None,
            urgent: false,
        })
    }
}
