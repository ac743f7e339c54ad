//! A person's browser without script: cookies, the form token of the last page, one connection that is kept.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::BufReader;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::Res;
use crate::wire::{self, Message};

/// Shorter than a real device waits, so that a run meets more faults.
const PATIENCE: Duration = Duration::from_secs(5);

pub struct Browser {
    /// The lane through which it goes.
    address: SocketAddr,
    /// What it believes the server is called.
    host: String,
    cookies: BTreeMap<String, String>,
    csrf: String,
    line: Option<BufReader<TcpStream>>,
}

impl Browser {
    pub fn new(address: SocketAddr, host: &str) -> Self {
        Self { address, host: host.to_owned(), cookies: BTreeMap::new(), csrf: String::new(), line: None }
    }

    /// The same person through another lane.
    pub fn through(self, address: SocketAddr) -> Self {
        Self { address, line: None, ..self }
    }

    /// Loses the connection, as a phone does that moves.
    pub fn hang_up(&mut self) {
        self.line = None;
    }

    pub async fn get(&mut self, path: &str) -> Res<Message> {
        self.send("GET", path, "", &[]).await
    }

    /// A form, with the token of the last page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Res<Message> {
        let mut body = format!("csrf={}", encoded(&self.csrf));
        for (name, value) in fields {
            body.push_str(&format!("&{}={}", encoded(name), encoded(value)));
        }
        self.send("POST", path, "Content-Type: application/x-www-form-urlencoded\r\n", body.as_bytes()).await
    }

    /// A form with a field of text, sent in parts as one with a file is.
    pub async fn post_text(&mut self, path: &str, text: &str) -> Res<Message> {
        let part = |name: &str, value: &str| {
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = part("csrf", &self.csrf) + &part("text", text) + "--edge--\r\n";
        self.send("POST", path, "Content-Type: multipart/form-data; boundary=edge\r\n", body.as_bytes()).await
    }

    /// As the page's script sends saves.
    pub async fn json(&mut self, path: &str, body: &[u8]) -> Res<Message> {
        let head =
            format!("Content-Type: application/json\r\nAccept: application/json\r\nX-CSRF-Token: {}\r\n", self.csrf);
        self.send("POST", path, &head, body).await
    }

    async fn send(&mut self, method: &str, path: &str, head: &str, body: &[u8]) -> Res<Message> {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n{head}Content-Length: {}\r\n\r\n",
            self.host,
            cookies.join("; "),
            body.len()
        );
        let message = Message { head, body: body.to_vec() };
        let answer = timeout(PATIENCE, self.exchange(&message)).await.map_err(|_| "no answer in time")??;
        self.learn(&answer);
        Ok(answer)
    }

    /// A connection on which something went wrong is not used again.
    async fn exchange(&mut self, request: &Message) -> Res<Message> {
        let mut line = match self.line.take() {
            Some(line) => line,
            None => BufReader::new(TcpStream::connect(self.address).await?),
        };
        wire::write(&mut line, &request.bytes()).await?;
        let answer = wire::read(&mut line).await?.ok_or("closed without an answer")?;
        if !answer.closes() {
            self.line = Some(line);
        }
        Ok(answer)
    }

    fn learn(&mut self, answer: &Message) {
        for (name, value) in answer.headers() {
            if !name.eq_ignore_ascii_case("set-cookie") {
                continue;
            }
            let Some((name, value)) = value.split(';').next().and_then(|pair| pair.split_once('=')) else { continue };
            match value.is_empty() {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let page = answer.text();
        if let Some(token) = between(&page, "name=\"csrf\" value=\"", "\"") {
            self.csrf = token.to_owned();
        }
    }
}

/// Where an answer leads, when it is a redirect.
pub fn redirect(answer: &Message) -> Option<&str> {
    (answer.status() == 303).then(|| answer.header("location"))?
}

/// What stands between two texts, the first time.
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = text.get(text.find(before)? + before.len()..)?;
    rest.get(..rest.find(after)?)
}

/// Percent-encoding of everything but letters, digits and four marks.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
