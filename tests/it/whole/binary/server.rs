//! A server in a process of its own.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

use super::support::{Data, portolan, until};
use crate::support::Page;

/// How long one answer may take: far more than the server takes to give up on its database.
const ANSWER: Duration = Duration::from_secs(30);

pub struct Server {
    child: Child,
    pub port: u16,
    log: PathBuf,
}

impl Server {
    /// Starts a server and waits until it is ready.
    pub fn start(command: &mut Command, port: u16, log: &Path) -> Self {
        let server = Self::spawn(command, port, log);
        server.await_ready()
    }

    /// A demonstration in the folder `data`.
    pub fn demo(data: &Data, port: u16) -> Self {
        Self::start(&mut Self::demo_command(data, port), port, &data.0.join("server.log"))
    }

    pub fn demo_command(data: &Data, port: u16) -> Command {
        let (folder, listen) = (data.path("data"), format!("127.0.0.1:{port}"));
        portolan(&["serve", "--demo", "--data", &folder, "--listen", &listen, "--log", "warn"])
    }

    pub fn spawn(command: &mut Command, port: u16, log: &Path) -> Self {
        let file = File::options().create(true).append(true).open(log).unwrap();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file).spawn().unwrap();
        Self { child, port, log: log.to_owned() }
    }

    fn await_ready(mut self) -> Self {
        until("a server that is ready", || {
            if let Some(status) = self.child.try_wait().unwrap() {
                panic!("the server ended by itself: {status}: {}", self.log());
            }
            self.is_ready().then_some(())
        });
        self
    }

    pub fn is_ready(&self) -> bool {
        self.try_get("/readyz").is_some_and(|page| page.code() == 200)
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it told of troubles.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// An address that needs no cookies; none when no server answers.
    pub fn try_get(&self, path: &str) -> Option<Page> {
        let head = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port);
        exchange(&mut connect(self.port).ok()?, head.as_bytes()).ok()
    }

    pub fn get(&self, path: &str) -> Page {
        self.try_get(path).expect("an answer")
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, and nothing more.
    pub fn ask_to_stop(&self) {
        signal(self.pid(), "TERM");
    }

    /// How it ended, once it has.
    pub fn ended(&mut self) -> ExitStatus {
        until("the server's end", || self.child.try_wait().unwrap())
    }

    /// Asks it to stop; how long that took.
    pub fn stop(mut self) -> Duration {
        let begin = Instant::now();
        self.ask_to_stop();
        let status = self.ended();
        assert!(status.success(), "{status}: {}", self.log());
        begin.elapsed()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("the server's log: {}", self.log());
        }
    }
}

/// Sends a signal to one process.
pub fn signal(pid: u32, name: &str) {
    assert!(pid > 1, "no process");
    assert!(Command::new("kill").args([&format!("-{name}"), &pid.to_string()]).status().unwrap().success());
}

pub fn connect(port: u16) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(ANSWER))?;
    stream.set_write_timeout(Some(ANSWER))?;
    Ok(stream)
}

/// Sends a request as it is and reads the answer. A server that lets one wait too long has none.
pub fn exchange(stream: &mut (impl Read + Write), request: &[u8]) -> io::Result<Page> {
    stream.write_all(request)?;
    stream.flush()?;
    read_answer(stream)
}

/// Reads one answer, as far as its length says.
pub fn read_answer(stream: &mut impl Read) -> io::Result<Page> {
    let mut stream = BufReader::new(stream);
    let mut line = || {
        let mut line = String::new();
        match stream.read_line(&mut line)? {
            0 => Err(io::Error::from(io::ErrorKind::UnexpectedEof)),
            _ => Ok(line.trim_end().to_owned()),
        }
    };
    let first = line()?;
    let code = first.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = code.and_then(|code| StatusCode::from_u16(code).ok()).filter(|_| first.starts_with("HTTP/1.1 "));
    let status = status.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, format!("not HTTP: {first:?}")))?;
    let mut headers = HeaderMap::new();
    loop {
        let row = line()?;
        let Some((name, value)) = row.split_once(':') else { break };
        headers.append(HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_str(value.trim()).unwrap());
    }
    assert!(!headers.contains_key("transfer-encoding"), "answers say their length: {headers:?}");
    let length = headers.get("content-length").and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(Page { status, headers, body })
}

/// The first process of the cluster in a data folder, once it is ready.
pub fn postmaster(data: &Path) -> u32 {
    let file = data.join("postgres/postmaster.pid");
    until("a postmaster that is ready", || {
        let text = fs::read_to_string(&file).ok()?;
        let ready = text.lines().nth(7)?.trim() == "ready";
        ready.then(|| text.lines().next()?.trim().parse().ok())?
    })
}
