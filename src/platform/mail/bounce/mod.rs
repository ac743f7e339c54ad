//! Reading mail that came back: which of our mails it is about, and whether that one is lost or only late.
//!
//! Whatever is read here was written by strangers. The one thing that is believed is our Message-ID, which holds an id
//! that cannot be guessed: only who got the mail, or carried it, can say that it did not arrive. Sizes and depths are
//! bounded here, because the parser's own tree of parts is as deep as the sender likes; it reads the headers.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{HeaderName, HeaderValue, Message, MessageParser, MimeHeaders};

use crate::base::ids::Uuid;
use crate::base::text::squeezed;

/// Bytes of a mail that is looked at. What comes back holds at most the mail that was sent.
pub const LARGEST: usize = 2 * 1024 * 1024;
/// Multiparts within multiparts.
const DEEPEST: usize = 8;
/// Parts of all multiparts together.
const MOST_PARTS: usize = 100;
/// Bytes of a text in which a server's words are looked for.
const MOST_TEXT: usize = 64 * 1024;
/// Characters that are kept of a server's words.
const LONGEST_WORDS: usize = 300;

/// What became of a mail on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Arrived,
    /// It is still being tried.
    Late,
    /// It does not arrive.
    Lost,
}

/// A delivery report about one of our mails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    pub mail: Uuid,
    pub verdict: Verdict,
    /// What the last server said, in one line.
    pub words: String,
}

/// Why something is no report about a mail of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoBounce {
    #[error("this is larger than any delivery report ({} MB)", LARGEST / 1024 / 1024)]
    TooLarge,
    #[error("this is no mail")]
    NoMail,
    #[error("this mail names no mail of this server: no Message-ID of ours stands in it")]
    NotOurs,
    #[error("this mail is no delivery report")]
    NoReport,
}

/// Reads a mail that came back. `host` stands behind the @ of our Message-IDs.
pub fn read(raw: &[u8], host: &str) -> Result<Bounce, NoBounce> {
    if raw.len() > LARGEST {
        return Err(NoBounce::TooLarge);
    }
    let parser = parser();
    let top = parser.parse_headers(raw).ok_or(NoBounce::NoMail)?;
    let mut parts = Parts::new(&parser);
    parts.walk(raw, DEEPEST);
    // The mail that is sent back says it best; some systems only name it, as an answer names its question.
    let answered = [HeaderName::InReplyTo, HeaderName::References].into_iter().flat_map(|name| ids(&top, name));
    let named = parts.returned.iter().cloned().chain(answered);
    let mail = named.filter_map(|id| ours(&id, host)).next().ok_or(NoBounce::NotOurs)?;
    let (verdict, words) = match parts.worst {
        Some(told) => told,
        // An answer of a person, and a "gone until Monday", name our mail too.
        None if is_from_a_mail_system(&top) => words_in(&parts.text).ok_or(NoBounce::NoReport)?,
        None => return Err(NoBounce::NoReport),
    };
    Ok(Bounce { mail, verdict, words: clean(&words) })
}

fn parser() -> MessageParser {
    MessageParser::new().with_mime_headers().with_message_ids().header_address(HeaderName::From).default_header_raw()
}

/// The mail that a Message-ID of ours belongs to.
fn ours(id: &str, host: &str) -> Option<Uuid> {
    let (mail, at) = id.trim().trim_matches(['<', '>']).split_once('@')?;
    let hyphenated = mail.len() == uuid::fmt::Hyphenated::LENGTH;
    mail.parse().ok().filter(|_| hyphenated && at.eq_ignore_ascii_case(host))
}

fn ids(message: &Message<'_>, name: HeaderName<'static>) -> Vec<String> {
    match message.header(name) {
        Some(HeaderValue::Text(one)) => vec![one.to_string()],
        // The mail that is answered stands last.
        Some(HeaderValue::TextList(several)) => several.iter().rev().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// What the parts of a mail told.
struct Parts<'a> {
    parser: &'a MessageParser,
    /// How many parts may yet be looked at.
    left: usize,
    /// Message-IDs of the mail that is sent back.
    returned: Vec<String>,
    /// The worst that was reported of a recipient, with the words.
    worst: Option<(Verdict, String)>,
    /// The beginning of what is written to people.
    text: String,
}

impl<'a> Parts<'a> {
    fn new(parser: &'a MessageParser) -> Self {
        Self { parser, left: MOST_PARTS, returned: Vec::new(), worst: None, text: String::new() }
    }

    fn walk(&mut self, raw: &[u8], depth: usize) {
        let head = self.parser.parse_headers(raw);
        let Some(head) = head.filter(|_| !raw.starts_with(b"\n") && !raw.starts_with(b"\r\n")) else {
            return self.read_text(raw);
        };
        let body = body(&head, raw);
        let kind = head.content_type();
        let inner = kind.and_then(|kind| kind.subtype()).unwrap_or_default().to_ascii_lowercase();
        match kind.map(|kind| kind.ctype().to_ascii_lowercase()).as_deref().unwrap_or("text") {
            "multipart" => {
                let boundary = kind.and_then(|kind| kind.attribute("boundary")).unwrap_or_default();
                for piece in pieces(body, boundary) {
                    if depth == 0 || self.left == 0 {
                        return;
                    }
                    self.left -= 1;
                    self.walk(piece, depth - 1);
                }
            }
            "message" if inner.ends_with("delivery-status") => self.read_report(&decoded(&head, body)),
            "message" => self.read_returned(&decoded(&head, body)),
            "text" if inner == "rfc822-headers" => self.read_returned(&decoded(&head, body)),
            "text" => self.read_text(&decoded(&head, body)),
            _ => {}
        }
    }

    /// The mail that is sent back, or its headers.
    fn read_returned(&mut self, raw: &[u8]) {
        let head = self.parser.parse_headers(raw);
        self.returned.extend(head.iter().flat_map(|head| ids(head, HeaderName::MessageId)));
    }

    /// A report: after a block about the report itself, one block for each recipient (RFC 3464).
    fn read_report(&mut self, raw: &[u8]) {
        let text = String::from_utf8_lossy(raw).replace("\r\n", "\n");
        for block in text.split("\n\n").take(MOST_PARTS) {
            let lines = format!("{}\n\n", block.trim_matches('\n'));
            let Some(head) = self.parser.parse_headers(lines.as_bytes()) else { continue };
            let field = |name: &'static str| head.header(name).and_then(HeaderValue::as_text).unwrap_or_default();
            let status = field("Status").trim();
            let verdict = match field("Action").trim().to_ascii_lowercase().as_str() {
                "failed" => Verdict::Lost,
                "delayed" => Verdict::Late,
                "delivered" | "relayed" | "expanded" => Verdict::Arrived,
                _ => match status.as_bytes().first() {
                    Some(b'5') => Verdict::Lost,
                    Some(b'4') => Verdict::Late,
                    Some(b'2') => Verdict::Arrived,
                    _ => continue,
                },
            };
            // "smtp; 550 no such user": whose words they are, and the words.
            let words = field("Diagnostic-Code").split_once(';').map_or("", |(_, words)| words);
            let words = if words.trim().is_empty() { status } else { words };
            if self.worst.as_ref().is_none_or(|(worst, _)| verdict > *worst) {
                self.worst = Some((verdict, words.to_owned()));
            }
        }
    }

    fn read_text(&mut self, raw: &[u8]) {
        let room = MOST_TEXT.saturating_sub(self.text.len()).min(raw.len());
        let text = String::from_utf8_lossy(raw.get(..room).unwrap_or_default());
        // Some systems copy the headers of the mail that they send back into the text.
        let headers = text.lines().filter_map(|line| line.split_once(':'));
        let named = headers.filter(|(name, _)| name.trim_matches(['>', ' ']).eq_ignore_ascii_case("message-id"));
        self.returned.extend(named.map(|(_, id)| id.to_owned()));
        self.text.push_str(&text);
        self.text.push('\n');
    }
}

/// What stands behind the headers and the blank line.
fn body<'r>(head: &Message<'_>, raw: &'r [u8]) -> &'r [u8] {
    let end = head.headers().last().map_or(0, |header| header.offset_end as usize);
    let rest = raw.get(end..).unwrap_or_default();
    let blank = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
    rest.get(blank..).unwrap_or_default()
}

fn decoded<'r>(head: &Message<'_>, body: &'r [u8]) -> Cow<'r, [u8]> {
    let plain = match head.content_transfer_encoding().map(|way| way.trim().to_ascii_lowercase()).as_deref() {
        Some("base64") => base64_decode(body),
        Some("quoted-printable") => quoted_printable_decode(body),
        _ => None,
    };
    plain.map_or(Cow::Borrowed(body), Cow::Owned)
}

/// The parts between the boundaries; the last one may lack its end.
fn pieces<'r>(body: &'r [u8], boundary: &str) -> Vec<&'r [u8]> {
    let (mut found, mut begin, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let edge = line.strip_prefix(b"--").and_then(|rest| rest.strip_prefix(boundary.as_bytes()));
        let is_last = edge.map(|rest| rest.trim_ascii() == b"--");
        if edge.is_some_and(|rest| rest.trim_ascii().is_empty()) || is_last == Some(true) {
            found.extend(begin.and_then(|begin| body.get(begin..at)));
            begin = (is_last == Some(false)).then_some(at + line.len());
        }
        at += line.len();
    }
    found.extend(begin.and_then(|begin| body.get(begin..)));
    found.truncate(MOST_PARTS);
    found
}

/// Whether a mail says that no person wrote it: a mail system, with no address to answer to.
fn is_from_a_mail_system(top: &Message<'_>) -> bool {
    let from = top.from().and_then(|from| from.first()).and_then(|from| from.address()).unwrap_or_default();
    let name = from.split('@').next().unwrap_or_default().to_ascii_lowercase();
    let nowhere = top.header("Return-Path").and_then(HeaderValue::as_text).is_some_and(|path| path.trim() == "<>");
    nowhere || ["mailer-daemon", "postmaster"].contains(&name.as_str())
}

/// The first line of a text that holds the code of a refusal: "550 no such user", "(#5.1.1)".
fn words_in(text: &str) -> Option<(Verdict, String)> {
    let told = |line: &str| {
        let words = line.split(|c: char| c.is_whitespace() || "()[]<>,;:-".contains(c));
        words.filter_map(verdict_of).max().map(|verdict| (verdict, line.to_owned()))
    };
    text.lines().find_map(told)
}

fn verdict_of(word: &str) -> Option<Verdict> {
    let code = word.strip_prefix('#').filter(|code| code.split('.').count() == 3);
    let is_reply = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    match (code.unwrap_or(word).as_bytes(), code.is_some() || is_reply) {
        ([b'5', b'.' | b'0'..=b'5', ..], true) => Some(Verdict::Lost),
        ([b'4', b'.' | b'0'..=b'5', ..], true) => Some(Verdict::Late),
        _ => None,
    }
}

/// A server's words in one short line, without anything that could play tricks on a page or a terminal.
fn clean(words: &str) -> String {
    let is_trick = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let words: String = words.chars().map(|c| if is_trick(c) { ' ' } else { c }).collect();
    let words = squeezed(&words);
    if words.is_empty() {
        "it came back without a reason".to_owned()
    } else {
        words.chars().take(LONGEST_WORDS).collect()
    }
}

#[cfg(test)]
mod tests;
