//! The certificate as a PDF: tagged, archival (PDF/A-2a) and accessible (PDF/UA-1), the same bytes every time.
//!
//! Invariants: a certificate that would show an empty box for a letter is refused, not printed; texts are data and are
//! never read as markup. One fixed page is laid out here and written by krilla: `page` says what stands where, `fit`
//! finds the size of a text, `shaping` its glyphs, `chart` draws what is behind it.
//! Rendering is pure computing (a few milliseconds): callers run it off the server's own threads, a few at a time.

mod chart;
mod fit;
mod fonts;
mod page;
mod shaping;
#[cfg(test)]
mod tests;

use chrono::Datelike;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::{Document, SerializeSettings};
use unicode_normalization::UnicodeNormalization;

pub use self::fonts::Fonts;
use super::qr::Qr;
use super::seal::Certified;
use super::texts::CertificateTexts;
use super::verify;
use crate::base::lang::Lang;

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfTrouble {
    /// The coordinator is told which letter of which text no font has, and corrects the text or asks for the font.
    #[error("no certificate font has {character:?}, needed for {text:?}")]
    MissingGlyph { character: char, text: String },
    #[error("{0:?} does not fit the page")]
    DoesNotFit(String),
    #[error("the certificate's code does not fit a QR code")]
    CodeTooLong,
    /// A fault of the template or the fonts, never of the data.
    #[error("typesetting failed: {0}")]
    Typesetting(String),
}

/// Typesets a certificate. `qr_url` is what [`verify::seal_url`] made of the same facts.
///
/// The same arguments give the same bytes at any time, as long as krilla and this code stay the same.
pub fn render(facts: &Certified, texts: &CertificateTexts, qr_url: &str, fonts: &Fonts) -> Result<Vec<u8>, PdfTrouble> {
    let qr = Qr::new(&verify::qr_text(qr_url)).map_err(|_| PdfTrouble::CodeTooLong)?;
    let words = Words::new(facts, texts, qr_url);
    for text in words.shown() {
        if let Some(character) = fonts.missing(text) {
            return Err(PdfTrouble::MissingGlyph { character, text: text.clone() });
        }
    }
    let mut document = Document::new_with(settings()?);
    page::draw(&mut document, &words, &qr, fonts)?;
    document.set_metadata(metadata(facts, &words));
    document.finish().map_err(|trouble| PdfTrouble::Typesetting(trouble.to_string()))
}

/// Every text of the page; composed (NFC), because fonts have "Ğ" and need not have its two halves.
struct Words {
    lang: Lang,
    title: String,
    certifies: String,
    name: String,
    name_latin: String,
    completed: String,
    course: String,
    code_line: String,
    time_line: String,
    issuer_line: String,
    issued_line: String,
    signed_line: String,
    number_label: String,
    number: String,
    check_line: String,
    verify_line: String,
    verify_address: String,
    qr_alt: String,
    url: String,
}

impl Words {
    fn new(facts: &Certified, texts: &CertificateTexts, url: &str) -> Self {
        let composed = |text: &str| text.nfc().collect::<String>();
        Self {
            lang: facts.language,
            title: composed(&texts.title),
            certifies: composed(&texts.certifies),
            name: composed(&facts.name),
            name_latin: composed(facts.name_latin.as_deref().unwrap_or_default()),
            completed: composed(&texts.completed),
            course: composed(&facts.course),
            code_line: composed(&texts.code_line),
            // Each half keeps its own direction, or the digits of one would join the other in Arabic.
            time_line: composed(&format!(
                "\u{2068}{}\u{2069} · \u{2068}{}\u{2069}",
                texts.hours_line, texts.dates_line
            )),
            issuer_line: composed(&texts.issuer_line),
            issued_line: composed(&texts.issued_line),
            signed_line: composed(&texts.signed_line),
            number_label: composed(&texts.number_label),
            number: facts.number.to_string(),
            check_line: composed(&texts.check_line),
            verify_line: composed(&texts.verify_line),
            verify_address: composed(&texts.verify_address),
            qr_alt: texts.qr_alt.clone(),
            url: url.to_owned(),
        }
    }

    fn leftwards(&self) -> bool {
        self.lang.dir() == "rtl"
    }

    /// What needs glyphs.
    fn shown(&self) -> [&String; 16] {
        [
            &self.title,
            &self.certifies,
            &self.name,
            &self.name_latin,
            &self.completed,
            &self.course,
            &self.code_line,
            &self.time_line,
            &self.issuer_line,
            &self.issued_line,
            &self.signed_line,
            &self.number_label,
            &self.number,
            &self.check_line,
            &self.verify_line,
            &self.verify_address,
        ]
    }
}

/// The standards, which krilla holds the document to: it refuses one without a title, a language, a text for a picture.
fn settings() -> Result<SerializeSettings, PdfTrouble> {
    let standards = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| PdfTrouble::Typesetting("the standards".to_owned()))?;
    Ok(SerializeSettings { configuration: standards, no_device_cs: true, ..SerializeSettings::default() })
}

fn metadata(facts: &Certified, words: &Words) -> Metadata {
    let issued = facts.issued;
    let midnight = DateTime::new(u16::try_from(issued.year()).unwrap_or_default());
    let midnight = midnight.month(issued.month() as u8).day(issued.day() as u8).hour(0).minute(0).second(0);
    Metadata::new()
        .title(format!("{} {}", words.title, words.number))
        .authors(vec![facts.issuer.clone()])
        .description(words.course.clone())
        // The sealed URL, for `portolan verify certificate.pdf`: metadata is the one part of a PDF/A that is never packed.
        .keywords(vec![words.url.clone()])
        .creator("Portolan".to_owned())
        .language(facts.language.tag().to_owned())
        .document_id(words.number.clone())
        .creation_date(midnight.utc_offset_hour(0).utc_offset_minute(0))
        .text_direction(if words.leftwards() { TextDirection::RightToLeft } else { TextDirection::LeftToRight })
}
