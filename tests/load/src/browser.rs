//! A person's browser without script: cookies, the form token of the last page, one connection that is kept.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::BufReader;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::Res;
use crate::wire::{self, Message};

/// Shorter than a real device waits, so that a run meets more faults.
const PATIENCE: Duration = Duration::from_secs(5);

/// The server lets go of a connection that is idle for five seconds.
const IDLE: Duration = Duration::from_secs(3);

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";
const MULTIPART: &str = "Content-Type: multipart/form-data; boundary=edge\r\n";
const JSON: &str = "Content-Type: application/json\r\nAccept: application/json\r\n";

pub struct Browser {
    /// The lane through which it goes.
    address: SocketAddr,
    /// What it believes the server is called.
    host: String,
    cookies: BTreeMap<String, String>,
    csrf: String,
    /// The address that a proxy in front of the server would tell.
    forwarded: Option<String>,
    /// The connection, and since when nothing went over it.
    line: Option<(BufReader<TcpStream>, Instant)>,
}

impl Browser {
    pub fn new(address: SocketAddr, host: &str) -> Self {
        let (cookies, csrf) = (BTreeMap::new(), String::new());
        Self { address, host: host.to_owned(), cookies, csrf, forwarded: None, line: None }
    }

    /// Comes from an address of its own, for a server that believes the proxy in front of it.
    pub fn from(self, address: String) -> Self {
        Self { forwarded: Some(address), ..self }
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
        self.send(self.request("GET", path, "", &[])).await
    }

    /// A form, with the token of the last page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Res<Message> {
        self.send(self.form(path, fields)).await
    }

    /// A form with a field of text, sent in parts as one with a file is.
    pub async fn post_text(&mut self, path: &str, text: &str) -> Res<Message> {
        self.send(self.text_form(path, text)).await
    }

    pub fn text_form(&self, path: &str, text: &str) -> Message {
        let part = |name: &str, value: &str| {
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = part("csrf", &self.csrf) + &part("text", text) + "--edge--\r\n";
        self.request("POST", path, MULTIPART, body.as_bytes())
    }

    /// As the page's script sends saves.
    pub async fn json(&mut self, path: &str, body: &[u8]) -> Res<Message> {
        self.send(self.json_request(path, body)).await
    }

    /// As a program sends JSON: with a token, and no cookies.
    pub async fn api(&mut self, path: &str, token: Option<&str>, body: &[u8]) -> Res<Message> {
        let forwarded = self.forwarded.as_ref().map(|address| format!("X-Forwarded-For: {address}\r\n"));
        let bearer = token.map(|token| format!("Authorization: Bearer {token}\r\n"));
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\n{}{}{JSON}Content-Length: {}\r\n\r\n",
            self.host,
            forwarded.unwrap_or_default(),
            bearer.unwrap_or_default(),
            body.len()
        );
        self.send(Message { head, body: body.to_vec() }).await
    }

    /// A request of this person as it would go over the line.
    pub fn request(&self, method: &str, path: &str, head: &str, body: &[u8]) -> Message {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let forwarded = self.forwarded.as_ref().map(|address| format!("X-Forwarded-For: {address}\r\n"));
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n{}{head}Content-Length: {}\r\n\r\n",
            self.host,
            cookies.join("; "),
            forwarded.unwrap_or_default(),
            body.len()
        );
        Message { head, body: body.to_vec() }
    }

    /// A form of this person as it would go over the line.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> Message {
        self.request("POST", path, FORM, self.body_of(fields).as_bytes())
    }

    /// The same from another address.
    pub fn at(&self, address: &str) -> Self {
        let (host, cookies, csrf) = (self.host.clone(), self.cookies.clone(), self.csrf.clone());
        Self { address: self.address, host, cookies, csrf, forwarded: Some(address.to_owned()), line: None }
    }

    /// The same for what the page's script sends.
    pub fn json_request(&self, path: &str, body: &[u8]) -> Message {
        let token = format!("X-CSRF-Token: {}\r\n", self.csrf);
        self.request("POST", path, &format!("{JSON}{token}"), body)
    }

    fn body_of(&self, fields: &[(&str, &str)]) -> String {
        let mut body = format!("csrf={}", encoded(&self.csrf));
        for (name, value) in fields {
            body.push_str(&format!("&{}={}", encoded(name), encoded(value)));
        }
        body
    }

    async fn send(&mut self, message: Message) -> Res<Message> {
        let answer = timeout(PATIENCE, self.exchange(&message)).await.map_err(|_| "no answer in time")??;
        self.learn(&answer);
        Ok(answer)
    }

    /// A connection on which something went wrong is not used again.
    async fn exchange(&mut self, request: &Message) -> Res<Message> {
        let mut line = match self.line.take() {
            Some((line, since)) if since.elapsed() < IDLE => line,
            _ => BufReader::new(TcpStream::connect(self.address).await?),
        };
        wire::write(&mut line, &request.bytes()).await?;
        let answer = wire::read(&mut line).await?.ok_or("closed without an answer")?;
        if !answer.closes() {
            self.line = Some((line, Instant::now()));
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
