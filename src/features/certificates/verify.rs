//! Checking a certificate from what a person has in hand: a scanned URL, a payload, or the PDF file itself.

use std::fmt;

use super::keys::{KeysTrouble, PublicKeys};
use super::seal::{self, Opened, Verdict};

/// Between the origin and the payload, and how a scanner hands it over when the whole URL was in capitals.
const PATHS: [&str; 2] = ["/v/", "/V/"];

/// Shortest payload there can be: version, key id, 14 bytes of facts and a signature make more than this.
const PAYLOAD_MIN: usize = 130;

/// The URL of a sealed certificate: `<origin>/v/<payload>`. The origin has no trailing slash.
pub fn seal_url(origin: &str, sealed: &[u8]) -> String {
    format!("{origin}/v/{}", seal::to_payload(sealed))
}

/// What to put in the QR code. Capitals take 5.5 bits there and small letters 8; scheme and host are the same in
/// either, so a URL whose path is only `/v/<payload>` goes in capitals (the server answers `/V/` too). Under a
/// longer path it stays as it is.
pub fn qr_text(url: &str) -> String {
    let path = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|slash| rest.split_at(slash).1));
    match path {
        Some(path) if path.starts_with("/v/") && path.matches('/').count() == 2 => url.to_ascii_uppercase(),
        _ => url.to_owned(),
    }
}

/// The payload in a URL or in a bare payload; blanks around it fall away, nothing else does.
pub fn payload_of(payload_or_url: &str) -> &str {
    let text = payload_or_url.trim();
    let url = text.split_once("://").map(|(_, rest)| rest);
    let after = |rest: &'_ str| PATHS.iter().filter_map(|path| rest.rfind(path).map(|at| at + path.len())).max();
    match url.and_then(|rest| rest.get(after(rest)?..)) {
        Some(payload) => payload,
        None => text,
    }
}

/// Whether somebody pasted what a QR code holds where a number was asked for.
pub fn looks_like_payload(text: &str) -> bool {
    let payload = payload_of(text);
    payload.len() >= PAYLOAD_MIN && payload.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Checks a scanned URL or a payload against a key list, with no server. It cannot say whether the certificate was
/// withdrawn since: that is the published list.
pub fn verify_text(payload_or_url: &str, keys: &PublicKeys) -> Result<Opened, Verdict> {
    seal::open(payload_of(payload_or_url), keys)
}

/// Why no seal was taken from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSeal {
    #[error("the file is not a PDF")]
    NotPdf,
    #[error("the file holds no Portolan certificate code")]
    None,
    /// Two seals in one file: which one the page shows, nobody can say.
    #[error("the file holds more than one certificate code")]
    Several,
}

/// The seal's URL in the bytes of a certificate PDF. It stands in the XMP metadata, which PDF/A leaves unpacked for
/// exactly such readers, so no PDF library is needed.
///
/// The seal vouches for the facts inside it, not for the page: compare what it says with what the page shows.
pub fn find_seal_url(pdf: &[u8]) -> Result<String, NoSeal> {
    if !pdf.starts_with(b"%PDF-") {
        return Err(NoSeal::NotPdf);
    }
    let mut found: Vec<&str> = pdf.split(|byte| !is_url_byte(*byte)).filter_map(seal_url_in).collect();
    found.sort_unstable();
    found.dedup_by_key(|url| payload_of(url));
    match found.as_slice() {
        [] => Err(NoSeal::None),
        [url] => Ok((*url).to_owned()),
        _ => Err(NoSeal::Several),
    }
}

/// The seal URL in an unbroken run of URL characters.
fn seal_url_in(run: &[u8]) -> Option<&str> {
    let run = std::str::from_utf8(run).ok()?;
    let run = run.get(["https://", "http://"].iter().filter_map(|scheme| run.rfind(scheme)).max()?..)?;
    let payload = payload_of(run);
    let is_base32 = payload.bytes().all(|b| matches!(b, b'A'..=b'Z' | b'2'..=b'7'));
    (payload.len() >= PAYLOAD_MIN && payload.len() < run.len() && is_base32).then_some(run)
}

fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'/' | b'.' | b'-' | b'_' | b'~')
}

/// Why a file or text is not a certificate that these keys signed.
#[derive(Debug, thiserror::Error)]
pub enum NotVerified {
    #[error("{0}")]
    Keys(#[from] KeysTrouble),
    #[error("{0}")]
    NoSeal(#[from] NoSeal),
    #[error("{0}")]
    Seal(#[from] Verdict),
    #[error("this is neither a PDF nor text")]
    NotText,
}

/// Checks what somebody has (the bytes of a PDF, or a scanned URL or payload as text) against the published key list,
/// with no server; what it certifies, a line to each fact, to compare with the page.
pub fn verify_file_or_url(text_or_bytes: &[u8], keys_json: &str) -> Result<String, NotVerified> {
    let keys = PublicKeys::from_jwks(keys_json)?;
    if text_or_bytes.starts_with(b"%PDF-") {
        return Ok(verify_text(&find_seal_url(text_or_bytes)?, &keys)?.to_string());
    }
    let text = std::str::from_utf8(text_or_bytes).map_err(|_| NotVerified::NotText)?;
    Ok(verify_text(text, &keys)?.to_string())
}

/// For a terminal: what the certificate says, a line to each fact, in English. Names may be in any script.
impl fmt::Display for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = &self.facts;
        writeln!(f, "number    {}", facts.number)?;
        writeln!(f, "name      {}", facts.name)?;
        if let Some(latin) = &facts.name_latin {
            writeln!(f, "in Latin  {latin}")?;
        }
        writeln!(f, "course    {} ({})", facts.course, facts.code)?;
        writeln!(f, "field     {}", facts.field)?;
        writeln!(f, "hours     {}", facts.hours)?;
        writeln!(f, "dates     {} to {}", facts.started, facts.ended)?;
        writeln!(f, "issued    {} by {}", facts.issued, facts.issuer)?;
        writeln!(f, "language  {}", facts.language)?;
        writeln!(f, "key       {}", self.kid)
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn a_certificate_is_checked_from_url_scan_or_payload() {
        let facts = samples::georgian();
        let url = samples::url(&facts);
        let scanned = qr_text(&url);
        assert!(scanned.starts_with("HTTPS://PORTOLAN.EXAMPLE.ORG/V/AE"), "{scanned}");
        for text in [url.as_str(), &scanned, payload_of(&url), &format!("  {url}\n")] {
            assert_eq!(verify_text(text, &samples::keys()).unwrap().facts, facts);
        }
        assert_eq!(verify_text("https://portolan.example.org/", &samples::keys()), Err(Verdict::NotOurs));
        assert_eq!(verify_text(&format!("{url}?a=b"), &samples::keys()), Err(Verdict::Malformed));
    }

    #[test]
    fn everyone_gets_a_code_that_phones_read_from_paper() {
        for facts in samples::people() {
            let qr = super::super::qr::Qr::new(&qr_text(&samples::url(&facts))).unwrap();
            assert!(qr.version() <= 17 && qr.side_mm() <= 47.0, "{}: version {}", facts.name, qr.version());
        }
    }

    #[test]
    fn only_a_bare_origin_is_written_in_capitals() {
        assert_eq!(qr_text("http://localhost:8080/v/AEBQ"), "HTTP://LOCALHOST:8080/V/AEBQ");
        assert_eq!(qr_text("https://example.org/portolan/v/AEBQ"), "https://example.org/portolan/v/AEBQ");
    }

    #[test]
    fn a_seal_is_found_in_a_file_once() {
        let (one, other) = (samples::url(&samples::english()), samples::url(&samples::arabic()));
        let file = |body: &str| format!("%PDF-1.7\n{body}\n%%EOF").into_bytes();
        let twice = format!("<pdf:Keywords>{one}</pdf:Keywords> /URI ({one})");
        assert_eq!(find_seal_url(&file(&twice)), Ok(one.clone()));
        assert_eq!(find_seal_url(&file(&format!("({one}) ({other})"))), Err(NoSeal::Several));
        assert_eq!(find_seal_url(&file("https://example.org/v/SHORT")), Err(NoSeal::None));
        assert_eq!(find_seal_url(one.as_bytes()), Err(NoSeal::NotPdf));
    }

    #[test]
    fn a_file_or_a_text_is_checked_with_the_published_list() {
        let (url, keys) = (samples::url(&samples::georgian()), samples::keys().to_jwks());
        let said = verify_file_or_url(url.as_bytes(), &keys).unwrap();
        assert!(said.contains("Nino Beridze"), "{said}");
        let file = format!("%PDF-1.7\n({url})\n%%EOF");
        assert_eq!(verify_file_or_url(file.as_bytes(), &keys).unwrap(), said);
        let empty = PublicKeys::new().to_jwks();
        assert!(matches!(verify_file_or_url(url.as_bytes(), &empty), Err(NotVerified::Seal(Verdict::UnknownKey))));
        assert!(matches!(verify_file_or_url(b"%PDF-1.7", &keys), Err(NotVerified::NoSeal(NoSeal::None))));
        assert!(matches!(verify_file_or_url(&[0xff, 0xfe], &keys), Err(NotVerified::NotText)));
        assert!(matches!(verify_file_or_url(url.as_bytes(), "{"), Err(NotVerified::Keys(_))));
        assert!(looks_like_payload(&url) && looks_like_payload(payload_of(&url)));
        assert!(!looks_like_payload("PL-7K3F-Q9TN-4"));
    }

    #[test]
    fn what_is_printed_names_every_fact() {
        let opened = verify_text(&samples::url(&samples::russian()), &samples::keys()).unwrap();
        let said = opened.to_string();
        for fact in ["PL-", "Айгүл", "Aigul", "уровень 1", "CC-101", "40", "2026-09-01", "2026-10-02", "2026-A"]
        {
            assert!(said.contains(fact), "{said}");
        }
    }
}
