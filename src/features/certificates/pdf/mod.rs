//! The certificate as a PDF: tagged, archival (PDF/A-2a) and accessible (PDF/UA-1), the same bytes every time.
//!
//! Invariants: a certificate that would show an empty box for a letter is refused, not printed; texts reach the
//! template as data and are never read as markup. The look is in `templates/print/certificate.typ`.
//! Rendering is pure computing (a few milliseconds): callers run it off the server's own threads, a few at a time.

mod fonts;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use chrono::Datelike;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::{Frame, FrameItem, Point};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use unicode_normalization::UnicodeNormalization;

pub use self::fonts::Fonts;
use super::qr::Qr;
use super::seal::Certified;
use super::texts::CertificateTexts;
use super::verify;

/// What every certificate has: parsed and hashed once, so that typst knows again what it made of it before.
struct Print {
    library: LazyHash<Library>,
    page: Source,
    chart: Source,
    /// The name by which the page reads what changes.
    data: FileId,
}

static PRINT: LazyLock<Result<Print, PdfTrouble>> = LazyLock::new(|| {
    Ok(Print {
        library: LazyHash::new(Library::builder().build()),
        page: source("certificate.typ", include_str!("../../../../templates/print/certificate.typ"))?,
        chart: source("chart.typ", include_str!("../../../../templates/print/chart.typ"))?,
        data: file_id("data.json")?,
    })
});

fn file_id(name: &str) -> Result<FileId, PdfTrouble> {
    let path = VirtualPath::new(name).map_err(|_| PdfTrouble::Typesetting("path".to_owned()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn source(name: &str, text: &str) -> Result<Source, PdfTrouble> {
    Ok(Source::new(file_id(name)?, text.to_owned()))
}

/// Compiled layouts stay in memory for this many further certificates, then go.
const KEEP_LAYOUTS: usize = 10;

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
/// The same arguments give the same bytes at any time, as long as typst and the template stay the same.
pub fn render(facts: &Certified, texts: &CertificateTexts, qr_url: &str, fonts: &Fonts) -> Result<Vec<u8>, PdfTrouble> {
    let qr = Qr::new(&verify::qr_text(qr_url)).map_err(|_| PdfTrouble::CodeTooLong)?;
    let shown = shown(facts, texts);
    for (_, text) in &shown {
        if let Some(character) = fonts.missing(text) {
            return Err(PdfTrouble::MissingGlyph { character, text: text.clone() });
        }
    }
    let page = Page::new(fonts, data(facts, texts, qr_url, &qr, shown))?;
    let _forget = Forget;
    let document = typst::compile::<PagedDocument>(&page).output.map_err(|errors| typesetting(&errors))?;
    check_layout(&document)?;
    typst_pdf::pdf(&document, &options(facts)?).map_err(|errors| typesetting(&errors))
}

/// Every text that appears on the page, by the name the template knows it by; composed (NFC), because fonts have
/// "Ğ" and need not have its two halves.
fn shown(facts: &Certified, texts: &CertificateTexts) -> Vec<(&'static str, String)> {
    let number = facts.number.to_string();
    [
        ("title", texts.title.as_str()),
        ("certifies", &texts.certifies),
        ("name", &facts.name),
        ("name_latin", facts.name_latin.as_deref().unwrap_or_default()),
        ("completed", &texts.completed),
        ("course", &facts.course),
        ("code_line", &texts.code_line),
        ("hours_line", &texts.hours_line),
        ("dates_line", &texts.dates_line),
        ("issuer_line", &texts.issuer_line),
        ("issued_line", &texts.issued_line),
        ("signed_line", &texts.signed_line),
        ("number_label", &texts.number_label),
        ("number", &number),
        ("check_line", &texts.check_line),
        ("verify_line", &texts.verify_line),
        ("verify_address", &texts.verify_address),
    ]
    .map(|(key, text)| (key, text.nfc().collect()))
    .to_vec()
}

/// What the page reads: one object of texts.
fn data(
    facts: &Certified,
    texts: &CertificateTexts,
    qr_url: &str,
    qr: &Qr,
    shown: Vec<(&'static str, String)>,
) -> Vec<u8> {
    let unseen = [
        ("lang", facts.language.tag().to_owned()),
        ("dir", facts.language.dir().to_owned()),
        ("issuer", facts.issuer.clone()),
        ("url", qr_url.to_owned()),
        ("qr", qr.svg("#1c2730")),
        ("qr_side", qr.side_mm().to_string()),
        ("qr_alt", texts.qr_alt.clone()),
    ];
    let texts = shown.into_iter().chain(unseen).map(|(key, text)| (key.to_owned(), serde_json::Value::String(text)));
    serde_json::Value::Object(texts.collect()).to_string().into_bytes()
}

/// Drops old layouts when a compilation ends, well or not: typst remembers every one otherwise.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        typst::comemo::evict(KEEP_LAYOUTS);
    }
}

/// Nothing outside the page, nothing on a second page, no empty boxes: what [`Fonts::missing`] and the template
/// promise, seen from the other side.
fn check_layout(document: &PagedDocument) -> Result<(), PdfTrouble> {
    let [page] = document.pages() else { return Err(PdfTrouble::DoesNotFit("the certificate".to_owned())) };
    check_frame(&page.frame, Point::zero(), &page.frame)
}

fn check_frame(frame: &Frame, origin: Point, page: &Frame) -> Result<(), PdfTrouble> {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => check_frame(&group.frame, at, page)?,
            FrameItem::Text(text) => {
                if let Some(glyph) = text.glyphs.iter().find(|glyph| glyph.id == 0) {
                    let character = text.text.get(glyph.range()).and_then(|shown| shown.chars().next());
                    let (character, text) = (character.unwrap_or('\u{FFFD}'), text.text.to_string());
                    return Err(PdfTrouble::MissingGlyph { character, text });
                }
                let right = at.x + text.width();
                if at.x.to_raw() < 0.0 || at.y.to_raw() < 0.0 || right > page.width() || at.y > page.height() {
                    return Err(PdfTrouble::DoesNotFit(text.text.to_string()));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn options(facts: &Certified) -> Result<PdfOptions, PdfTrouble> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|trouble| PdfTrouble::Typesetting(trouble.message().to_string()))?;
    let issued = facts.issued;
    let midnight = Datetime::from_ymd_hms(issued.year(), issued.month() as u8, issued.day() as u8, 0, 0, 0);
    Ok(PdfOptions {
        ident: Smart::Custom(facts.number.to_string()),
        creator: Smart::Custom(Some("Portolan".to_owned())),
        timestamp: midnight.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    })
}

fn typesetting(errors: &[SourceDiagnostic]) -> PdfTrouble {
    PdfTrouble::Typesetting(errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; "))
}

/// All that typst sees of the world: the template, the fonts, the facts. No other files, no packages, no clock.
struct Page<'a> {
    print: &'static Print,
    fonts: &'a Fonts,
    data: Bytes,
}

impl<'a> Page<'a> {
    fn new(fonts: &'a Fonts, data: Vec<u8>) -> Result<Self, PdfTrouble> {
        Ok(Self { print: PRINT.as_ref().map_err(Clone::clone)?, fonts, data: Bytes::new(data) })
    }
}

impl World for Page<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.print.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.print.page.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = [&self.print.page, &self.print.chart].into_iter().find(|source| source.id() == id);
        known.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.print.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
