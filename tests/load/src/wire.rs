//! HTTP/1.1 messages, as far as two programs on one machine need them: a head, and a body of a told length.

use std::io;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// No head and no body of ours is larger.
const MOST: usize = 4 << 20;

#[derive(Clone, Debug)]
pub struct Message {
    /// Everything before the body, with the empty line.
    pub head: String,
    pub body: Vec<u8>,
}

impl Message {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.head.lines().skip(1).filter_map(|line| line.split_once(':')).map(|(key, value)| (key, value.trim()))
    }

    /// Of an answer; 0 when it is none.
    pub fn status(&self) -> u16 {
        self.head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
    }

    /// Of a request.
    pub fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    pub fn bytes(&self) -> Vec<u8> {
        [self.head.as_bytes(), &self.body].concat()
    }

    /// The same request with another body.
    pub fn with_body(&self, body: Vec<u8>) -> Self {
        let is_length = |line: &&str| line.to_ascii_lowercase().starts_with("content-length:");
        let mut head: String = self
            .head
            .split("\r\n")
            .filter(|line| !line.is_empty() && !is_length(line))
            .map(|line| format!("{line}\r\n"))
            .collect();
        head.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
        Self { head, body }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn closes(&self) -> bool {
        self.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"))
    }
}

/// Reads one message; none when the other side closed before it began.
pub async fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Message>> {
    let mut head = String::new();
    loop {
        let before = head.len();
        if stream.read_line(&mut head).await? == 0 {
            return if before == 0 { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
        }
        if head.get(before..) == Some("\r\n") {
            break;
        }
        if head.len() > MOST {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
    let mut message = Message { head, body: Vec::new() };
    if message.header("transfer-encoding").is_some() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a message that does not tell its length"));
    }
    let length = message.header("content-length").and_then(|value| value.parse().ok()).unwrap_or(0_usize);
    if length > MOST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    message.body = vec![0; length];
    stream.read_exact(&mut message.body).await?;
    Ok(Some(message))
}

pub async fn write(stream: &mut BufReader<TcpStream>, bytes: &[u8]) -> io::Result<()> {
    stream.write_all(bytes).await?;
    stream.flush().await
}
