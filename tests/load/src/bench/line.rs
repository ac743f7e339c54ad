//! A connection that costs little: requests are bytes made beforehand, answers are counted and thrown away.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::Res;

/// A request as it goes over the line.
pub type Ask = Arc<[u8]>;

const PATIENCE: Duration = Duration::from_secs(120);

pub struct Line {
    stream: BufReader<TcpStream>,
    head: Vec<u8>,
    body: Vec<u8>,
}

impl Line {
    pub async fn to(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::with_capacity(64 << 10, stream), head: Vec::new(), body: Vec::new() })
    }

    /// The status and the length of the answer's body.
    pub async fn ask(&mut self, request: &[u8]) -> io::Result<(u16, usize)> {
        self.stream.get_mut().write_all(request).await?;
        self.head.clear();
        loop {
            let before = self.head.len();
            if self.stream.read_until(b'\n', &mut self.head).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if self.head.get(before..) == Some(b"\r\n") {
                break;
            }
        }
        let head = String::from_utf8_lossy(&self.head).to_ascii_lowercase();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        let length = match header("content-length:").and_then(|value| value.parse().ok()) {
            Some(length) => self.read(length).await?,
            None if header("transfer-encoding:").is_some() => self.read_chunks().await?,
            None => 0,
        };
        Ok((status, length))
    }

    async fn read(&mut self, length: usize) -> io::Result<usize> {
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body).await?;
        Ok(length)
    }

    async fn read_chunks(&mut self) -> io::Result<usize> {
        let mut whole = 0;
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).await?;
            let length = usize::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
            self.read(length + 2).await?;
            if length == 0 {
                return Ok(whole);
            }
            whole += length;
        }
    }
}

/// What asking came to.
#[derive(Default)]
pub struct Asked {
    pub seconds: f64,
    /// Of each request, in seconds.
    pub times: Vec<f64>,
    /// Of the last answer.
    pub bytes: usize,
}

/// Sends each lane's requests one after the other, all lanes at the same time. An answer of another status ends it.
pub async fn drive(address: SocketAddr, lanes: Vec<Vec<Ask>>, status: u16) -> Res<Asked> {
    let mut lines = Vec::new();
    for asks in lanes {
        lines.push((Line::to(address).await?, asks));
    }
    let begin = Instant::now();
    let mut running = JoinSet::new();
    for (mut line, asks) in lines {
        running.spawn(async move {
            let (mut times, mut bytes) = (Vec::with_capacity(asks.len()), 0);
            for ask in asks {
                let begin = Instant::now();
                let (found, length) = timeout(PATIENCE, line.ask(&ask)).await.map_err(|_| "no answer in time")??;
                times.push(begin.elapsed().as_secs_f64());
                bytes = length;
                if found != status {
                    let first: String = String::from_utf8_lossy(&ask).lines().next().unwrap_or_default().to_owned();
                    let body: String = String::from_utf8_lossy(&line.body).chars().take(3000).collect();
                    return Err(format!("{first}: {found} instead of {status}: {body}").into());
                }
            }
            Res::Ok((times, bytes))
        });
    }
    let mut asked = Asked::default();
    while let Some(done) = running.join_next().await {
        let (times, bytes) = done??;
        asked.times.extend(times);
        asked.bytes = bytes;
    }
    asked.seconds = begin.elapsed().as_secs_f64();
    Ok(asked)
}
