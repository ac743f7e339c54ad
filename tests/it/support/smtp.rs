//! A real mail server on a port of its own: STARTTLS, TLS from the first byte or none, with a certificate of its own,
//! AUTH PLAIN and LOGIN, and replies as a script says.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use actix_web::rt::task::JoinHandle;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use tokio_rustls::TlsAcceptor;

pub const USER: &str = "relay-user";
pub const PASSWORD: &str = "relay:password/with@signs";

/// How the server answers one mail, after its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    Ok,
    /// 451: not now.
    Later,
    /// 550: not ever.
    Never,
    /// Closes the connection without a word.
    HangUp,
    /// Takes the mail, and never says anything any more.
    Hang,
    /// Takes the mail, says so, and closes the connection.
    Last,
    /// Takes the mail, and says so when it is told to.
    Held,
}

/// How the server encrypts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// STARTTLS, and nothing before it.
    Offered,
    /// TLS from the first byte.
    Direct,
    /// None: everything is taken in the clear.
    Missing,
}

/// A mail as it came over the wire.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub data: Vec<u8>,
    pub user: String,
}

#[derive(Default)]
struct Shared {
    script: VecDeque<Reply>,
    received: Vec<Received>,
    refused_log_ins: usize,
    connections: usize,
    /// Every line that a client said as a command, on whatever connection.
    commands: Vec<String>,
    /// Mails of which the client was left without an answer.
    hanging: usize,
}

pub struct Smtp {
    pub port: u16,
    shared: Arc<Mutex<Shared>>,
    release: Arc<Notify>,
    acceptor: TlsAcceptor,
    mechanisms: &'static str,
    encryption: Encryption,
    task: Option<JoinHandle<()>>,
    folder: TempDir,
    /// Ends the thread of a server that has one of its own.
    _thread: Option<oneshot::Sender<()>>,
}

impl Smtp {
    /// Starts the server. When the script is over, every mail is taken.
    pub async fn start(script: &[Reply]) -> Self {
        Self::with(script, "PLAIN LOGIN", Encryption::Offered).await
    }

    /// The same on a thread of its own, for tests that block. It takes every mail.
    pub fn beside() -> Self {
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let (stop, stopped) = oneshot::channel();
                let mut server = Self::start(&[]).await;
                server._thread = Some(stop);
                tell.send(server).expect("somebody waits for it");
                // Ends with an error, when the other end is dropped.
                let _ = stopped.await;
            });
        });
        told.recv().unwrap()
    }

    pub async fn with_mechanisms(script: &[Reply], mechanisms: &'static str) -> Self {
        Self::with(script, mechanisms, Encryption::Offered).await
    }

    pub async fn with_encryption(encryption: Encryption) -> Self {
        Self::with(&[], "PLAIN LOGIN", encryption).await
    }

    async fn with(script: &[Reply], mechanisms: &'static str, encryption: Encryption) -> Self {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("ca.pem"), made.cert.pem()).unwrap();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        // A second test in this process finds it done.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let config = ServerConfig::builder().with_no_client_auth();
        let config = config.with_single_cert(vec![made.cert.der().clone()], key).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let shared = Arc::new(Mutex::new(Shared { script: script.iter().copied().collect(), ..Shared::default() }));
        let mut server = Self {
            port: listener.local_addr().unwrap().port(),
            shared,
            release: Arc::default(),
            acceptor: TlsAcceptor::from(Arc::new(config)),
            mechanisms,
            encryption,
            task: None,
            folder,
            _thread: None,
        };
        server.listen(listener);
        server
    }

    fn listen(&mut self, listener: TcpListener) {
        let (shared, acceptor) = (Arc::clone(&self.shared), self.acceptor.clone());
        let (mechanisms, encryption, release) = (self.mechanisms, self.encryption, Arc::clone(&self.release));
        self.task = Some(actix_web::rt::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                shared.lock().unwrap().connections += 1;
                let talk = Talk { shared: Arc::clone(&shared), release: Arc::clone(&release), mechanisms };
                actix_web::rt::spawn(serve(talk, encryption, stream, acceptor.clone()));
            }
        }));
    }

    /// For the setting `smtp`.
    pub fn url(&self) -> String {
        self.url_with("relay%3Apassword%2Fwith%40signs")
    }

    pub fn url_with(&self, password: &str) -> String {
        let scheme = if self.encryption == Encryption::Direct { "smtps" } else { "smtp" };
        format!("{scheme}://{USER}:{password}@localhost:{}?tls=required", self.port)
    }

    /// For the setting `smtp-ca`.
    pub fn ca(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    pub fn received(&self) -> Vec<Received> {
        self.shared.lock().unwrap().received.clone()
    }

    pub fn refused_log_ins(&self) -> usize {
        self.shared.lock().unwrap().refused_log_ins
    }

    pub fn connections(&self) -> usize {
        self.shared.lock().unwrap().connections
    }

    pub fn commands(&self) -> Vec<String> {
        self.shared.lock().unwrap().commands.clone()
    }

    pub fn hanging(&self) -> usize {
        self.shared.lock().unwrap().hanging
    }

    /// Lets the server say the word it holds back.
    pub fn release(&self) {
        self.release.notify_one();
    }

    /// Closes the port. Connections that are open stay.
    pub async fn stop(&mut self) {
        if let Some(task) = self.task.take() {
            task.abort();
            let _ = task.await;
        }
    }

    /// Opens the same port again.
    pub async fn resume(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
        self.listen(listener);
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

struct Talk {
    shared: Arc<Mutex<Shared>>,
    release: Arc<Notify>,
    mechanisms: &'static str,
}

/// A client that goes away in the middle is part of the game, so what a conversation ends with does not matter.
async fn serve(talk: Talk, encryption: Encryption, stream: TcpStream, acceptor: TlsAcceptor) {
    let mut plain = BufReader::new(stream);
    match encryption {
        Encryption::Offered => {
            if let Ok(true) = talk.before_tls(&mut plain).await
                && let Ok(secure) = acceptor.accept(plain.into_inner()).await
            {
                let _ = talk.mail(BufReader::new(secure)).await;
            }
        }
        Encryption::Direct => {
            if let Ok(secure) = acceptor.accept(plain.into_inner()).await {
                let _ = talk.greeted(BufReader::new(secure)).await;
            }
        }
        Encryption::Missing => {
            let _ = talk.greeted(plain).await;
        }
    }
}

async fn line<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufReader<S>) -> io::Result<String> {
    let mut line = String::new();
    match stream.read_line(&mut line).await? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        _ => Ok(line.trim_end().to_owned()),
    }
}

const GREETING: &str = "220 test.example ESMTP";

async fn say<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufReader<S>, words: &str) -> io::Result<()> {
    stream.get_mut().write_all(format!("{words}\r\n").as_bytes()).await?;
    stream.get_mut().flush().await
}

impl Talk {
    /// True when the client wants TLS; nothing else is possible before.
    async fn before_tls(&self, stream: &mut BufReader<TcpStream>) -> io::Result<bool> {
        say(stream, GREETING).await?;
        loop {
            match self.command(stream).await?.to_ascii_uppercase().split(' ').next().unwrap_or_default() {
                "EHLO" => say(stream, "250-test.example\r\n250 STARTTLS").await?,
                "STARTTLS" => {
                    say(stream, "220 go ahead").await?;
                    return Ok(true);
                }
                "QUIT" => return Ok(false),
                _ => say(stream, "530 must issue STARTTLS first").await?,
            }
        }
    }

    async fn command<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: &mut BufReader<S>) -> io::Result<String> {
        let said = line(stream).await?;
        self.shared.lock().unwrap().commands.push(said.clone());
        Ok(said)
    }

    async fn greeted<S: AsyncRead + AsyncWrite + Unpin>(&self, mut stream: BufReader<S>) -> io::Result<()> {
        say(&mut stream, GREETING).await?;
        self.mail(stream).await
    }

    /// The conversation about mail.
    async fn mail<S: AsyncRead + AsyncWrite + Unpin>(&self, mut stream: BufReader<S>) -> io::Result<()> {
        let (mut user, mut from, mut to) = (String::new(), String::new(), Vec::new());
        loop {
            let asked = self.command(&mut stream).await?;
            let (verb, rest) = asked.split_once(' ').unwrap_or((&asked, ""));
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" => {
                    say(&mut stream, &format!("250-test.example\r\n250-8BITMIME\r\n250 AUTH {}", self.mechanisms))
                        .await?
                }
                "AUTH" => user = self.authenticate(&mut stream, rest).await?,
                "NOOP" | "RSET" => say(&mut stream, "250 fine").await?,
                "QUIT" => return say(&mut stream, "221 bye").await,
                _ if user.is_empty() => say(&mut stream, "530 authentication required").await?,
                "MAIL" => {
                    from = address(rest);
                    say(&mut stream, "250 fine").await?;
                }
                "RCPT" => {
                    to.push(address(rest));
                    say(&mut stream, "250 fine").await?;
                }
                "DATA" => {
                    say(&mut stream, "354 go on").await?;
                    let data = read_data(&mut stream).await?;
                    let mail = Received { from: from.clone(), to: std::mem::take(&mut to), data, user: user.clone() };
                    self.answer(&mut stream, mail).await?;
                }
                _ => say(&mut stream, "500 what?").await?,
            }
        }
    }

    /// The user who proved the password; empty when it was wrong.
    async fn authenticate<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        stream: &mut BufReader<S>,
        asked: &str,
    ) -> io::Result<String> {
        let (user, password) = match asked.split_once(' ') {
            Some(("PLAIN", initial)) => {
                let told = decode(initial);
                let mut parts = told.split('\0').skip(1).map(str::to_owned);
                (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
            }
            _ => {
                say(stream, "334 VXNlcm5hbWU6").await?;
                let user = decode(&line(stream).await?);
                say(stream, "334 UGFzc3dvcmQ6").await?;
                (user, decode(&line(stream).await?))
            }
        };
        if user == USER && password == PASSWORD {
            say(stream, "235 welcome").await?;
            return Ok(user);
        }
        self.shared.lock().unwrap().refused_log_ins += 1;
        say(stream, "535 wrong name or password").await?;
        Ok(String::new())
    }

    async fn answer<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        stream: &mut BufReader<S>,
        mail: Received,
    ) -> io::Result<()> {
        let reply = {
            let mut shared = self.shared.lock().unwrap();
            let reply = shared.script.pop_front().unwrap_or(Reply::Ok);
            if [Reply::Ok, Reply::Last, Reply::Held].contains(&reply) {
                shared.received.push(mail);
            }
            reply
        };
        match reply {
            Reply::Ok => say(stream, "250 taken").await,
            Reply::Later => say(stream, "451 try again later").await,
            Reply::Never => say(stream, "550 no such mailbox").await,
            Reply::HangUp => Err(io::ErrorKind::ConnectionAborted.into()),
            Reply::Last => {
                say(stream, "250 taken").await?;
                Err(io::ErrorKind::ConnectionAborted.into())
            }
            Reply::Held => {
                self.shared.lock().unwrap().hanging += 1;
                self.release.notified().await;
                say(stream, "250 taken").await
            }
            Reply::Hang => {
                self.shared.lock().unwrap().hanging += 1;
                // Until the client has had enough.
                line(stream).await.map(|_| ())
            }
        }
    }
}

fn decode(text: &str) -> String {
    STANDARD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The address between the angle brackets.
fn address(rest: &str) -> String {
    rest.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}

async fn read_data<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufReader<S>) -> io::Result<Vec<u8>> {
    let mut data = Vec::new();
    loop {
        let mut row = Vec::new();
        if stream.read_until(b'\n', &mut row).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if row == b".\r\n" {
            return Ok(data);
        }
        // A dot in front was doubled on the way (RFC 5321 §4.5.2).
        data.extend_from_slice(row.strip_prefix(b".").unwrap_or(&row));
    }
}
