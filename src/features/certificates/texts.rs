//! The words around the facts, for the PDF and its twin in HTML.

use super::seal::Certified;
use crate::features::curriculum::Field;
use crate::platform::i18n::{Arg, Texts};

/// The words around the facts, in the certificate's language and with their values filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateTexts {
    /// "Certificate of completion": the heading, and with the number the document's title.
    pub title: String,
    /// "This certifies that", above the name.
    pub certifies: String,
    /// "has completed the course", above the course.
    pub completed: String,
    /// Code and field under the course: "CC-101 · Customs core competencies".
    pub code_line: String,
    /// "40 hours".
    pub hours_line: String,
    /// "1 September to 30 September 2026".
    pub dates_line: String,
    /// "Portolan Programme for Border Services".
    pub issuer_line: String,
    /// "Issued on 2 October 2026".
    pub issued_line: String,
    /// "Signed electronically with key 2026-A; valid without a written signature."
    pub signed_line: String,
    /// "Certificate number".
    pub number_label: String,
    /// "Check code 7K3FQ9".
    pub check_line: String,
    /// "Scan the code, or enter number and check code at".
    pub verify_line: String,
    /// "portolan.example.org/v".
    pub verify_address: String,
    /// What the QR code is, for those who cannot see it.
    pub qr_alt: String,
}

impl CertificateTexts {
    /// The words in the certificate's own language. `place` is where people check it: host and path, no scheme.
    pub fn new(facts: &Certified, kid: &str, check_code: &str, place: &str) -> Self {
        let texts = Texts::new(facts.language);
        let text = |value: String| Arg::Text(value);
        let day = |day| Arg::Text(isolated(&texts.day(day)));
        Self {
            title: texts.t("certificate-title"),
            certifies: texts.t("certificate-certifies"),
            completed: texts.t("certificate-completed"),
            code_line: format!("{} · {}", left_to_right(&facts.code), isolated(&facts.field)),
            hours_line: texts.with("certificate-hours", &[("hours", Arg::Number(facts.hours.into()))]),
            dates_line: texts.with("certificate-dates", &[("from", day(facts.started)), ("to", day(facts.ended))]),
            issuer_line: facts.issuer.clone(),
            issued_line: texts.with("certificate-issued", &[("day", day(facts.issued))]),
            signed_line: texts.with("certificate-signed", &[("key", text(left_to_right(kid)))]),
            number_label: texts.t("certificate-number"),
            check_line: texts.with("certificate-check-code", &[("code", text(left_to_right(check_code)))]),
            verify_line: texts.t("certificate-verify-at"),
            verify_address: place.to_owned(),
            qr_alt: texts.t("certificate-qr"),
        }
    }
}

/// A code in a line of any direction: U+2066 keeps `2026-A` from turning into `A-2026` in Arabic.
fn left_to_right(code: &str) -> String {
    format!("\u{2066}{code}\u{2069}")
}

/// A part with a direction of its own (U+2068: the one of its first letter).
fn isolated(part: &str) -> String {
    format!("\u{2068}{part}\u{2069}")
}

/// The name of a field of learning.
pub fn field_name(texts: Texts, field: Field) -> String {
    texts.t(match field {
        Field::Wmd => "certificate-field-wmd",
        Field::AntiNarcotics => "certificate-field-anti-narcotics",
        Field::PortSecurity => "certificate-field-port-security",
        Field::CustomsCore => "certificate-field-customs-core",
        Field::BorderPolicing => "certificate-field-border-policing",
        Field::ImmigrationInspection => "certificate-field-immigration-inspection",
        Field::CommercialOperations => "certificate-field-commercial-operations",
        Field::Inspection => "certificate-field-inspection",
        Field::WcoFramework => "certificate-field-wco-framework",
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn every_line_has_its_words_and_values() {
        let texts = CertificateTexts::new(&samples::english(), "2026-A", "7K3FQ9", "portolan.example.org/v");
        let said = format!("{texts:?}");
        assert!(!said.contains('['), "a text is missing: {said}");
        assert_eq!(texts.hours_line, "40 hours");
        assert_eq!(texts.code_line, "\u{2066}CC-101\u{2069} · \u{2068}Customs core competencies\u{2069}");
        assert!(texts.check_line.contains("\u{2066}7K3FQ9\u{2069}"), "{}", texts.check_line);
        assert!(texts.dates_line.contains("1 September 2026"), "{}", texts.dates_line);
    }

    #[test]
    fn every_field_has_a_name() {
        for field in [
            Field::Wmd,
            Field::AntiNarcotics,
            Field::PortSecurity,
            Field::CustomsCore,
            Field::BorderPolicing,
            Field::ImmigrationInspection,
            Field::CommercialOperations,
            Field::Inspection,
            Field::WcoFramework,
        ] {
            assert!(!field_name(Texts::default(), field).starts_with('['), "{field:?}");
        }
    }
}
