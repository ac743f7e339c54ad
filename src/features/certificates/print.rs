//! From facts to the bytes of a PDF, off the server's own threads. A server built without the `certs` feature prints
//! nothing and says so.

use super::model::Obstacle;
use super::seal::Certified;
use super::texts::CertificateTexts;

#[cfg(feature = "certs")]
pub async fn print(facts: Certified, texts: CertificateTexts, url: String) -> Result<Vec<u8>, Obstacle> {
    use super::pdf::{Fonts, PdfTrouble, render};

    let printed = tokio::task::spawn_blocking(move || render(&facts, &texts, &url, Fonts::embedded())).await;
    match printed {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(PdfTrouble::MissingGlyph { character, text })) => Err(Obstacle::MissingGlyph { character, text }),
        Ok(Err(trouble @ (PdfTrouble::DoesNotFit(_) | PdfTrouble::CodeTooLong))) => {
            Err(Obstacle::TooLong { why: trouble.to_string() })
        }
        Ok(Err(trouble @ PdfTrouble::Typesetting(_))) => Err(Obstacle::Fault { why: trouble.to_string() }),
        Err(panicked) => Err(Obstacle::Fault { why: panicked.to_string() }),
    }
}

#[cfg(not(feature = "certs"))]
pub async fn print(_facts: Certified, _texts: CertificateTexts, _url: String) -> Result<Vec<u8>, Obstacle> {
    std::future::ready(Err(Obstacle::NoPrinter)).await
}
