//! A mail relay that takes mail, and in bad weather refuses it for now or for good, says nothing, or hangs up.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

use crate::journal::{Event, Journal};
use crate::weather::Weather;

/// A mail that was taken, with its 250.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: String,
    message_id: String,
    pub text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Good,
    Later,
    Never,
    Silent,
    HangsUp,
    /// Takes the mail and hangs up before it says so.
    ForgetsToSay,
}

pub struct Relay {
    pub address: SocketAddr,
    mails: Mutex<Vec<Mail>>,
    good: std::sync::atomic::AtomicBool,
    conversations: AtomicU64,
    weather: Arc<Weather>,
    journal: Arc<Journal>,
}

impl Relay {
    pub async fn open(weather: Arc<Weather>, journal: Arc<Journal>) -> io::Result<Arc<Self>> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let relay = Arc::new(Self {
            address: listener.local_addr()?,
            mails: Mutex::default(),
            good: true.into(),
            conversations: AtomicU64::new(0),
            weather,
            journal,
        });
        let own = relay.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let relay = own.clone();
                tokio::spawn(async move {
                    // A conversation that breaks off is the other side's to try again.
                    let _ = relay.talk(BufReader::new(stream)).await;
                });
            }
        });
        Ok(relay)
    }

    pub fn set_good(&self, good: bool) {
        self.good.store(good, Ordering::SeqCst);
    }

    /// The first mail to an address.
    pub fn mail_to(&self, address: &str) -> Option<Mail> {
        let mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        mails.iter().find(|mail| mail.to == address).cloned()
    }

    fn mood(&self) -> Mood {
        let nth = self.conversations.fetch_add(1, Ordering::SeqCst);
        if self.good.load(Ordering::SeqCst) {
            return Mood::Good;
        }
        let mut dice = StdRng::seed_from_u64(self.weather.seed ^ (nth << 20) ^ 0x6d61_696c);
        let (mood, name) = match dice.random_range(0..20) {
            0..5 => (Mood::Later, "relay refuses for now"),
            5 => (Mood::Never, "relay refuses for good"),
            6 => (Mood::Silent, "relay says nothing"),
            7..10 => (Mood::HangsUp, "relay hangs up"),
            10 | 11 => (Mood::ForgetsToSay, "relay takes and hangs up"),
            _ => return Mood::Good,
        };
        self.weather.count(name);
        mood
    }

    async fn talk(&self, mut stream: BufReader<TcpStream>) -> io::Result<()> {
        say(&mut stream, "220 relay of a proof").await?;
        let (mut to, mut mood, mut line) = (String::new(), Mood::Good, String::new());
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let word = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            match word.as_str() {
                "EHLO" | "HELO" => say(&mut stream, "250 relay").await?,
                "MAIL" => {
                    mood = self.mood();
                    match mood {
                        Mood::Later => say(&mut stream, "451 not now").await?,
                        Mood::Silent => {
                            sleep(Duration::from_secs(15)).await;
                            return Ok(());
                        }
                        Mood::HangsUp => return Ok(()),
                        _ => say(&mut stream, "250 go on").await?,
                    }
                }
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    say(&mut stream, if mood == Mood::Never { "550 nobody of this name" } else { "250 go on" }).await?;
                }
                "DATA" => {
                    say(&mut stream, "354 tell").await?;
                    let text = data(&mut stream).await?;
                    if mood == Mood::ForgetsToSay {
                        return Ok(());
                    }
                    self.keep(&to, text)?;
                    say(&mut stream, "250 taken").await?;
                }
                "QUIT" => {
                    say(&mut stream, "221 good-bye").await?;
                    return Ok(());
                }
                _ => say(&mut stream, "250 very well").await?,
            }
        }
    }

    fn keep(&self, to: &str, text: String) -> io::Result<()> {
        let id = text.lines().find_map(|line| line.strip_prefix("Message-ID:"));
        let mail = Mail { to: to.to_owned(), message_id: id.unwrap_or_default().trim().to_owned(), text };
        self.journal.note(&Event::Mail { to: mail.to.clone(), message_id: mail.message_id.clone() })?;
        self.mails.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
        Ok(())
    }
}

async fn say(stream: &mut BufReader<TcpStream>, text: &str) -> io::Result<()> {
    stream.write_all(format!("{text}\r\n").as_bytes()).await?;
    stream.flush().await
}

async fn data(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut text = Vec::new();
    loop {
        let before = text.len();
        if stream.read_until(b'\n', &mut text).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if text.get(before..) == Some(b".\r\n") {
            text.truncate(before);
            return Ok(String::from_utf8_lossy(&text).into_owned());
        }
    }
}
