//! A page as a person reads it: its words and links, not its markup.

use std::fmt;
use std::io::Write;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap};

use super::app::Answer;

/// Ten segments, which a server may send before the first answer of the client: a page fits into them.
pub const FIRST_VIEW: usize = 14_600;

pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Page {
    pub fn new(answer: Answer) -> Self {
        Self { status: answer.status, headers: answer.headers, body: answer.body }
    }

    /// Bytes of the answer as `br` sends it, with its headers.
    pub fn packed(&self) -> usize {
        let mut packed = Vec::new();
        // The level the server uses for pages made on the fly.
        brotli::CompressorWriter::new(&mut packed, 4096, 5, 22).write_all(&self.body).unwrap();
        let headers: usize =
            self.headers.iter().map(|(name, value)| name.as_str().len() + value.as_bytes().len() + 4).sum();
        packed.len() + headers
    }

    pub fn code(&self) -> u16 {
        self.status.as_u16()
    }

    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.html()))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Where a redirect points.
    pub fn redirect(&self) -> Option<String> {
        self.status.is_redirection().then(|| self.header("location").map(str::to_owned)).flatten()
    }

    /// The words of the page's main part, a line to each block.
    pub fn text(&self) -> String {
        words(main_of(&self.html()))
    }

    /// The words of everything, with frame.
    pub fn whole_text(&self) -> String {
        words(&self.html())
    }

    /// The value of the first field of this name, as a browser would send it.
    pub fn field(&self, name: &str) -> Option<String> {
        let html = self.html();
        let tag =
            html.split('<').find(|tag| tag.starts_with("input") && attribute(tag, "name").as_deref() == Some(name))?;
        Some(attribute(tag, "value").unwrap_or_default())
    }

    /// All questions' controls as a browser would post them: what is ticked, chosen or typed.
    pub fn controls(&self) -> Vec<(String, String)> {
        let (html, mut posted, mut list) = (self.html(), Vec::new(), String::new());
        for tag in html.split('<') {
            let name = attribute(tag, "name").filter(|name| name.starts_with("q.") || name.starts_with("flag."));
            let value = attribute(tag, "value").unwrap_or_default();
            let ticks = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
            match (tag.split([' ', '>']).next().unwrap_or_default(), name) {
                ("input", Some(name)) if !ticks || tag.contains(" checked") => posted.push((name, value)),
                ("select", Some(name)) => list = name,
                ("option", _) if tag.contains(" selected") => posted.push((list.clone(), value)),
                ("textarea", Some(name)) => {
                    let text = tag.split_once('>').map(|(_, text)| unescape(text)).unwrap_or_default();
                    posted.push((name, text));
                }
                _ => {}
            }
        }
        posted
    }

    /// The token of the first form that has one.
    pub fn csrf(&self) -> Option<String> {
        self.field("csrf").filter(|token| !token.is_empty())
    }

    /// Asserts the status, showing the page when it is another.
    #[track_caller]
    pub fn expect(self, code: u16) -> Self {
        assert_eq!(self.code(), code, "{self:?}");
        self
    }

    /// Asserts that the page says something.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.whole_text().contains(words), "does not say {words:?}: {self:?}");
        self
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let location = self.headers.get(header::LOCATION).map(|to| format!(" → {to:?}")).unwrap_or_default();
        write!(f, "{}{location}\n{}", self.status, self.whole_text())
    }
}

fn main_of(html: &str) -> &str {
    let start = html.find("<main").unwrap_or(0);
    let end = html.find("</main>").unwrap_or(html.len());
    &html[start..end.max(start)]
}

/// The value of an attribute in a tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\"")).or_else(|| tag.starts_with(&format!("{name}=\"")).then_some(0))?;
    let value = tag[start..].split('"').nth(1)?;
    Some(unescape(value))
}

const BLOCKS: [&str; 24] = [
    "p", "h1", "h2", "h3", "li", "div", "tr", "label", "form", "ul", "ol", "dl", "dt", "dd", "summary", "button",
    "option", "table", "section", "details", "legend", "main", "header", "footer",
];

/// The words of a piece of a page, a line to each block.
pub fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else { break };
        let tag = &rest[open + 1..open + close];
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        rest = &rest[open + close + 1..];
        match name.as_str() {
            "style" | "script" | "title" if !tag.starts_with('/') => {
                let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
                rest = &rest[end..];
            }
            name if BLOCKS.contains(&name) => text.push('\n'),
            "br" | "td" | "th" | "a" | "span" if tag.starts_with('/') || name == "br" => text.push(' '),
            _ => {}
        }
    }
    text.push_str(rest);
    let lines = text.lines().map(|line| unescape(&line.split_whitespace().collect::<Vec<_>>().join(" ")));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn unescape(text: &str) -> String {
    ["&lt;<", "&gt;>", "&quot;\"", "&#39;'", "&#x27;'", "&#34;\"", "&#60;<", "&#62;>", "&#38;&", "&amp;&"].iter().fold(
        text.to_owned(),
        |text, pair| {
            let (entity, plain) = pair.split_at(pair.find(';').unwrap() + 1);
            text.replace(entity, plain)
        },
    )
}
