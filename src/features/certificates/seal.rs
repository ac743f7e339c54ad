//! The seal: every certified fact, packed small and signed, as the QR code carries it.
//!
//! Invariants: nothing is read from a seal before its signature held, and what is signed is exactly what travels,
//! so there is no second way to write the same seal. The format, for whoever checks one without this program:
//!
//! ```text
//! payload   = base32 (RFC 4648, capitals, no padding) of: head, body, signature
//! head      = version (one byte, 1), length of key id (one byte), key id (ASCII)
//! body      = raw DEFLATE (RFC 1951) of: facts, texts
//! facts     = number (5 bytes), language (1 byte), hours (2), started (2), ended (2), issued (2), big-endian;
//!             number = its eight characters as digits to base 23; dates = days since 2000-01-01;
//!             language = 0 en, 1 fr, 2 es, 3 ar, 4 ru
//! texts     = name, name in Latin letters or nothing, course, code, field, issuer: UTF-8, divided by a zero byte
//! signature = Ed25519 (64 bytes) over "portolan-certificate-v1", a zero byte, head, body
//! ```

use chrono::{Duration, NaiveDate};
use data_encoding::BASE32_NOPAD;
use ed25519_dalek::{Signature, Signer, SigningKey};
use miniz_oxide::deflate;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use serde::{Deserialize, Serialize};

use super::keys::{KID_MAX, PublicKeys, is_kid};
use super::number::CertificateNumber;
use crate::base::lang::Lang;

/// Longest name, in characters, in its own script and in Latin letters.
pub const NAME_MAX: usize = 200;
/// Longest course title, in characters.
pub const COURSE_MAX: usize = 200;
/// Longest course code, in characters: as long as the code of a cohort may be.
pub const CODE_MAX: usize = 40;
/// Longest name of a field of learning, in characters.
pub const FIELD_MAX: usize = 100;
/// Longest issuer, in characters.
pub const ISSUER_MAX: usize = 200;

const VERSION: u8 = 1;
/// Keeps a certificate's signature from ever being taken for a signature of something else under the same key.
const CONTEXT: &[u8] = b"portolan-certificate-v1\0";
const SIGNATURE: usize = 64;
/// How base 32 writes the version byte and the first bits of the length of a key id: the start of every payload.
const START: &str = "AE";
/// Numbers, language, hours and dates.
const FACTS: usize = 14;
const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(2000, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// The longest texts that could ever be sealed, four bytes to a character, and their dividers.
const BODY_MAX: usize = FACTS + 4 * (2 * NAME_MAX + COURSE_MAX + CODE_MAX + FIELD_MAX + ISSUER_MAX) + 5;
/// Longest sealed bytes; the body stays below its unpacked size plus a few bytes of framing.
const SEAL_MAX: usize = 2 + KID_MAX + BODY_MAX + 64 + SIGNATURE;

/// What a certificate certifies, and all of it: nothing outside this struct is claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certified {
    pub number: CertificateNumber,
    /// The name as the person writes it, in its own script.
    pub name: String,
    /// The name in Latin letters, when that is a different text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_latin: Option<String>,
    /// The course's title in the certificate's language.
    pub course: String,
    pub code: String,
    /// The field of learning, in the certificate's language.
    pub field: String,
    pub hours: u16,
    pub started: NaiveDate,
    pub ended: NaiveDate,
    pub issued: NaiveDate,
    pub issuer: String,
    pub language: Lang,
}

/// A seal that held: what it says, and the key that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opened {
    pub facts: Certified,
    pub kid: String,
}

/// Why a seal proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing about it looks like a seal of ours.
    #[error("this is not a Portolan certificate code")]
    NotOurs,
    /// It begins like a seal of ours and is cut, too long, or says something no certificate says.
    #[error("this certificate code is incomplete or damaged")]
    Malformed,
    /// Signed, it says, with a key that is not in the list at hand. A newer list may have it.
    #[error("this certificate code names a key that is not in the key list")]
    UnknownKey,
    /// The key is known and the signature does not belong to these facts.
    #[error("this certificate code was altered: its signature does not hold")]
    Altered,
}

/// Why facts cannot be sealed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSealable {
    #[error("{0} is empty or longer than a certificate can carry")]
    Length(&'static str),
    #[error("{0} holds a control character")]
    Control(&'static str),
    #[error("the Latin name repeats the name")]
    SameName,
    #[error("{0} lies outside the years 2000 to 2179")]
    Date(&'static str),
    #[error("{0:?} cannot be a key id")]
    Kid(String),
}

/// Signs the facts. The same facts and key give the same bytes; store them, for a later version of this program may
/// pack the same facts otherwise.
pub fn seal(facts: &Certified, key: &SigningKey, kid: &str) -> Result<Vec<u8>, NotSealable> {
    if !is_kid(kid) {
        return Err(NotSealable::Kid(kid.to_owned()));
    }
    let mut sealed = vec![VERSION, kid.len() as u8];
    sealed.extend_from_slice(kid.as_bytes());
    sealed.extend(deflate::compress_to_vec(&pack(facts)?, 9));
    let signature = key.sign(&signed_message(&sealed));
    sealed.extend_from_slice(&signature.to_bytes());
    Ok(sealed)
}

/// The seal as it stands in a URL. Base 32, because QR codes pack capitals and digits into 5.5 bits.
pub fn to_payload(sealed: &[u8]) -> String {
    BASE32_NOPAD.encode(sealed)
}

/// Checks a payload and says what it certifies. Accepts exactly what [`to_payload`] wrote.
pub fn open(payload: &str, keys: &PublicKeys) -> Result<Opened, Verdict> {
    if !payload.starts_with(START) {
        return Err(Verdict::NotOurs);
    }
    if payload.len() > BASE32_NOPAD.encode_len(SEAL_MAX) {
        return Err(Verdict::Malformed);
    }
    let sealed = BASE32_NOPAD.decode(payload.as_bytes()).map_err(|_| Verdict::Malformed)?;
    let (message, signature) = sealed.split_last_chunk::<SIGNATURE>().ok_or(Verdict::Malformed)?;
    let kid = kid_of(message).ok_or(Verdict::Malformed)?;
    let key = keys.get(kid).ok_or(Verdict::UnknownKey)?;
    key.verify_strict(&signed_message(message), &Signature::from_bytes(signature)).map_err(|_| Verdict::Altered)?;
    let body = message.get(2 + kid.len()..).ok_or(Verdict::Malformed)?;
    let facts = unpack(body).ok_or(Verdict::Malformed)?;
    Ok(Opened { facts, kid: kid.to_owned() })
}

fn signed_message(head_and_body: &[u8]) -> Vec<u8> {
    [CONTEXT, head_and_body].concat()
}

/// The key id in the head.
fn kid_of(message: &[u8]) -> Option<&str> {
    let ([version, length], rest) = message.split_first_chunk()?;
    let kid = std::str::from_utf8(rest.get(..usize::from(*length))?).ok()?;
    (*version == VERSION && is_kid(kid)).then_some(kid)
}

/// Each text with its name (for messages), its value, its longest length in characters.
fn texts(facts: &Certified) -> [(&'static str, &str, usize); 6] {
    [
        ("the name", &facts.name, NAME_MAX),
        ("the Latin name", facts.name_latin.as_deref().unwrap_or_default(), NAME_MAX),
        ("the course", &facts.course, COURSE_MAX),
        ("the course code", &facts.code, CODE_MAX),
        ("the field", &facts.field, FIELD_MAX),
        ("the issuer", &facts.issuer, ISSUER_MAX),
    ]
}

/// Refuses what no certificate may say. The same rules hold when a seal is opened.
pub fn check(facts: &Certified) -> Result<(), NotSealable> {
    for (what, text, longest) in texts(facts) {
        let may_be_empty = what == "the Latin name" && facts.name_latin.is_none();
        if text.chars().count() > longest || (text.trim().is_empty() && !may_be_empty) {
            return Err(NotSealable::Length(what));
        }
        if text.chars().any(char::is_control) {
            return Err(NotSealable::Control(what));
        }
    }
    if facts.name_latin.as_ref() == Some(&facts.name) {
        return Err(NotSealable::SameName);
    }
    Ok(())
}

fn pack(facts: &Certified) -> Result<Vec<u8>, NotSealable> {
    check(facts)?;
    let mut body = Vec::with_capacity(512);
    body.extend_from_slice(&facts.number.to_index().to_be_bytes()[3..]);
    body.push(language_code(facts.language));
    body.extend_from_slice(&facts.hours.to_be_bytes());
    for (what, date) in
        [("the first day", facts.started), ("the last day", facts.ended), ("the day of issue", facts.issued)]
    {
        let days = u16::try_from((date - EPOCH).num_days()).map_err(|_| NotSealable::Date(what))?;
        body.extend_from_slice(&days.to_be_bytes());
    }
    body.extend_from_slice(texts(facts).map(|(_, text, _)| text).join("\0").as_bytes());
    Ok(body)
}

fn unpack(body: &[u8]) -> Option<Certified> {
    let body = inflated(body)?;
    let (fixed, texts) = body.split_first_chunk::<FACTS>()?;
    let [n0, n1, n2, n3, n4, language, h0, h1, s0, s1, e0, e1, i0, i1] = *fixed;
    let texts: Vec<&str> = std::str::from_utf8(texts).ok()?.split('\0').collect();
    let [name, name_latin, course, code, field, issuer] = texts.try_into().ok()?;
    let facts = Certified {
        number: CertificateNumber::from_index(u64::from_be_bytes([0, 0, 0, n0, n1, n2, n3, n4]))?,
        name: name.to_owned(),
        name_latin: (!name_latin.is_empty()).then(|| name_latin.to_owned()),
        course: course.to_owned(),
        code: code.to_owned(),
        field: field.to_owned(),
        hours: u16::from_be_bytes([h0, h1]),
        started: date(s0, s1),
        ended: date(e0, e1),
        issued: date(i0, i1),
        issuer: issuer.to_owned(),
        language: language_of(language)?,
    };
    check(&facts).ok()?;
    Some(facts)
}

/// Unpacks DEFLATE into at most [`BODY_MAX`] bytes; `None` also when anything follows the packed body.
fn inflated(packed: &[u8]) -> Option<Vec<u8>> {
    let mut body = vec![0; BODY_MAX];
    let mut state = Box::<DecompressorOxide>::default();
    let (status, read, written) =
        decompress(&mut state, packed, &mut body, 0, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF);
    if status != TINFLStatus::Done || read != packed.len() {
        return None;
    }
    body.truncate(written);
    Some(body)
}

fn date(high: u8, low: u8) -> NaiveDate {
    EPOCH + Duration::days(i64::from(u16::from_be_bytes([high, low])))
}

/// The byte of a language. These never change: certificates of years ago hold them.
fn language_code(language: Lang) -> u8 {
    match language {
        Lang::En => 0,
        Lang::Fr => 1,
        Lang::Es => 2,
        Lang::Ar => 3,
        Lang::Ru => 4,
    }
}

fn language_of(code: u8) -> Option<Lang> {
    Lang::ALL.into_iter().find(|language| language_code(*language) == code)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples;
    use super::*;

    /// Any text of up to `longest` characters without control characters; Unicode up to the last plane.
    fn text(longest: usize) -> impl Strategy<Value = String> {
        let letter = any::<char>().prop_filter("control", |c| !c.is_control());
        proptest::collection::vec(letter, 1..=longest)
            .prop_map(|letters| letters.into_iter().collect::<String>())
            .prop_filter("blank", |text| !text.trim().is_empty())
    }

    prop_compose! {
        fn facts()(
            (name, latin, course) in (text(NAME_MAX), proptest::option::of(text(NAME_MAX)), text(COURSE_MAX)),
            (code, field, issuer) in (text(CODE_MAX), text(FIELD_MAX), text(ISSUER_MAX)),
            (hours, days, language) in (any::<u16>(), any::<[u16; 3]>(), 0u8..5),
        ) -> Certified {
            let [started, ended, issued] = days.map(|day| EPOCH + Duration::days(day.into()));
            let name_latin = latin.filter(|latin| *latin != name);
            let language = language_of(language).unwrap();
            let number = CertificateNumber::random();
            Certified { number, name, name_latin, course, code, field, hours, started, ended, issued, issuer, language }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn whatever_is_sealed_opens_unchanged(facts in facts()) {
            let payload = to_payload(&seal(&facts, &samples::key(), samples::KID).unwrap());
            let opened = open(&payload, &samples::keys()).unwrap();
            prop_assert_eq!(&opened.facts, &facts);
            prop_assert_eq!(opened.kid, samples::KID);
            let json = serde_json::to_string(&facts).unwrap();
            prop_assert_eq!(serde_json::from_str::<Certified>(&json).unwrap(), facts);
        }

        #[test]
        fn noise_is_refused_without_panic(noise in proptest::collection::vec(any::<u8>(), 0..400), text in ".*") {
            let ours = [&[VERSION, 6][..], samples::KID.as_bytes(), &noise].concat();
            prop_assert!(open(&to_payload(&ours), &samples::keys()).is_err());
            prop_assert!(open(&to_payload(&noise), &samples::keys()).is_err());
            prop_assert!(open(&text, &samples::keys()).is_err());
        }
    }

    #[test]
    fn no_byte_can_be_changed_added_or_lost() {
        for facts in [samples::english(), samples::arabic()] {
            let sealed = seal(&facts, &samples::key(), samples::KID).unwrap();
            for at in 0..sealed.len() {
                for flip in [1, 2, 0x20, 0x80, 0xff] {
                    let mut changed = sealed.clone();
                    changed[at] ^= flip;
                    assert!(open(&to_payload(&changed), &samples::keys()).is_err(), "byte {at}");
                }
                assert!(open(&to_payload(&sealed[..at]), &samples::keys()).is_err(), "cut at {at}");
                let grown = [&sealed[..at], b"A", &sealed[at..]].concat();
                assert!(open(&to_payload(&grown), &samples::keys()).is_err(), "one more at {at}");
            }
        }
    }

    #[test]
    fn no_character_of_the_payload_can_be_written_otherwise() {
        let payload = to_payload(&seal(&samples::russian(), &samples::key(), samples::KID).unwrap());
        for at in 0..payload.len() {
            let neighbour = char::from(if payload.as_bytes()[at] == b'A' { b'B' } else { payload.as_bytes()[at] - 1 });
            for other in [neighbour, payload[at..=at].to_lowercase().chars().next().unwrap_or('7'), '1', '='] {
                if payload[at..].starts_with(other) {
                    continue;
                }
                let changed = format!("{}{other}{}", &payload[..at], &payload[at + 1..]);
                assert!(open(&changed, &samples::keys()).is_err(), "{other} at {at}");
            }
        }
        for around in ["=", " ", "\n", "A"] {
            assert!(open(&format!("{payload}{around}"), &samples::keys()).is_err());
            assert!(open(&format!("{around}{payload}"), &samples::keys()).is_err());
        }
    }

    #[test]
    fn the_verdict_names_the_reason() {
        let sealed = seal(&samples::english(), &samples::key(), samples::KID).unwrap();
        let payload = to_payload(&sealed);
        let mut altered = sealed.clone();
        altered[20] ^= 1;
        let stranger = SigningKey::from_bytes(&[9; 32]);
        let forged = to_payload(&seal(&samples::english(), &stranger, samples::KID).unwrap());

        assert_eq!(open("hello", &samples::keys()), Err(Verdict::NotOurs));
        assert_eq!(open(&payload[..30], &samples::keys()), Err(Verdict::Malformed));
        assert_eq!(open(&payload.to_lowercase(), &samples::keys()), Err(Verdict::NotOurs));
        assert_eq!(open(&payload, &PublicKeys::new()), Err(Verdict::UnknownKey));
        assert_eq!(open(&to_payload(&altered), &samples::keys()), Err(Verdict::Altered));
        assert_eq!(open(&forged, &samples::keys()), Err(Verdict::Altered));
    }

    #[test]
    fn signed_nonsense_is_still_nonsense() {
        let sign = |body: &[u8]| {
            let head = [&[VERSION, samples::KID.len() as u8][..], samples::KID.as_bytes(), body].concat();
            let signature = samples::key().sign(&signed_message(&head));
            to_payload(&[&head[..], &signature.to_bytes()].concat())
        };
        let packed = deflate::compress_to_vec(&pack(&samples::english()).unwrap(), 9);
        assert!(open(&sign(&packed), &samples::keys()).is_ok());
        let bomb = deflate::compress_to_vec(&vec![b'a'; 1 << 20], 9);
        let seven_texts = [pack(&samples::english()).unwrap(), b"\0more".to_vec()].concat();
        let seven_texts = deflate::compress_to_vec(&seven_texts, 9);
        for body in [b"" as &[u8], &packed[1..], &bomb, &seven_texts, &[&packed[..], &[0]].concat()] {
            assert_eq!(open(&sign(body), &samples::keys()), Err(Verdict::Malformed));
        }
    }

    #[test]
    fn what_no_certificate_says_is_not_sealed() {
        let refused = |change: fn(&mut Certified)| {
            let mut facts = samples::english();
            change(&mut facts);
            seal(&facts, &samples::key(), samples::KID).unwrap_err()
        };
        assert_eq!(refused(|f| f.name = " ".into()), NotSealable::Length("the name"));
        assert_eq!(refused(|f| f.name = "ლ".repeat(201)), NotSealable::Length("the name"));
        assert_eq!(refused(|f| f.name_latin = Some(String::new())), NotSealable::Length("the Latin name"));
        assert_eq!(refused(|f| f.course = "a\0b".into()), NotSealable::Control("the course"));
        assert_eq!(refused(|f| f.name_latin = Some(f.name.clone())), NotSealable::SameName);
        assert_eq!(refused(|f| f.issued = NaiveDate::MIN), NotSealable::Date("the day of issue"));
        let kid = seal(&samples::english(), &samples::key(), "").unwrap_err();
        assert_eq!(kid, NotSealable::Kid(String::new()));
    }
}
