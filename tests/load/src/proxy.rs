//! The bad line between a device and the server: takes one request after the other, and does to each what the weather
//! says. One lane, with a port of its own, for each person.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use uuid::Uuid;

use crate::save::{Receipts, Save};
use crate::weather::{Fault, Weather, Wrong};
use crate::wire::{self, Message};

/// Longer than any device of ours waits for an answer.
const HOLE: Duration = Duration::from_secs(8);
const PIECE_PAUSE: Duration = Duration::from_millis(3);
/// Of a server that forges, every so manieth batch of a lane.
const FORGE_EVERY: u64 = 4;

struct Lane {
    nth: usize,
    /// Requests go to them in turn.
    servers: Vec<SocketAddr>,
    weather: Arc<Weather>,
    requests: AtomicU64,
    /// An acknowledgement that the server gave on this lane.
    earlier: Mutex<Option<Receipts>>,
}

/// Opens a lane; its address.
pub async fn open(nth: usize, servers: Vec<SocketAddr>, weather: Arc<Weather>) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let lane = Arc::new(Lane { nth, servers, weather, requests: AtomicU64::new(0), earlier: Mutex::new(None) });
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let lane = lane.clone();
            tokio::spawn(async move {
                let mut device = BufReader::new(stream);
                // An error is the end of this connection, and the device sees it as a reset.
                if lane.serve(&mut device).await.is_err() {
                    reset(device);
                }
            });
        }
    });
    Ok(address)
}

/// Ends a connection with RST instead of FIN.
fn reset(stream: BufReader<TcpStream>) {
    // Without consequence when it fails: the connection ends either way.
    let _ = stream.into_inner().set_zero_linger();
}

fn broken() -> io::Error {
    io::ErrorKind::ConnectionReset.into()
}

type Stream = BufReader<TcpStream>;

impl Lane {
    /// To the server whose turn it is at a request.
    async fn connect(&self, nth: u64) -> io::Result<Stream> {
        let turn = usize::try_from(nth).unwrap_or(0) % self.servers.len().max(1);
        let stream = TcpStream::connect(self.servers.get(turn).ok_or_else(broken)?).await?;
        stream.set_nodelay(true)?;
        Ok(BufReader::new(stream))
    }

    async fn serve(&self, device: &mut Stream) -> io::Result<()> {
        device.get_ref().set_nodelay(true)?;
        let mut server = None;
        while let Some(request) = wire::read(device).await? {
            let nth = self.requests.fetch_add(1, Ordering::SeqCst);
            let mut line = match server.take() {
                Some(line) if self.servers.len() == 1 => line,
                _ => self.connect(nth).await?,
            };
            if let Some(forged) = self.forged(&request, nth) {
                wire::write(device, &forged).await?;
                server = Some(line);
                continue;
            }
            let fault = self.weather.fault(self.nth, nth);
            let answer = self.ask(device, &mut line, &request, nth, fault).await?;
            self.remember(&request, &answer);
            self.repeat(&request).await;
            self.hand_over(device, &answer, fault).await?;
            if answer.closes() || request.closes() {
                return Ok(());
            }
            server = Some(line);
        }
        Ok(())
    }

    /// Brings a request to the server; an error ends the connection of the device too.
    async fn ask(
        &self,
        device: &mut Stream,
        line: &mut Stream,
        request: &Message,
        nth: u64,
        fault: Option<Fault>,
    ) -> io::Result<Message> {
        let bytes = request.bytes();
        match fault {
            Some(Fault::Delay(milliseconds)) => sleep(Duration::from_millis(milliseconds)).await,
            Some(Fault::ThrottledRequest(size)) => {
                in_pieces(line, &bytes, size).await?;
                return answer(line).await;
            }
            Some(Fault::CutRequest(most)) => {
                wire::write(line, bytes.get(..most.min(bytes.len() - 1)).unwrap_or_default()).await?;
                line.get_ref().set_zero_linger()?;
                return Err(broken());
            }
            Some(Fault::ResetBefore) => return Err(broken()),
            Some(Fault::Cancelled(microseconds)) => {
                wire::write(line, &bytes).await?;
                sleep(Duration::from_micros(microseconds)).await;
                line.get_ref().set_zero_linger()?;
                return Err(broken());
            }
            Some(Fault::SwallowedAnswer) => {
                wire::write(line, &bytes).await?;
                answer(line).await?;
                return Err(broken());
            }
            Some(Fault::TwiceInTurn) => {
                wire::write(line, &bytes).await?;
                answer(line).await?;
            }
            Some(Fault::TwiceAtOnce) => {
                // Of two servers, both get it.
                let mut other = self.connect(nth + 1).await?;
                wire::write(&mut other, &bytes).await?;
                wire::write(line, &bytes).await?;
                let (first, second) = tokio::join!(answer(line), answer(&mut other));
                // Each of the two has to be a right answer; the device hears the later one.
                return first.and(second);
            }
            Some(Fault::BlackHole) => {
                hole(device).await;
                return Err(broken());
            }
            Some(Fault::BlackHoleAfter) => {
                wire::write(line, &bytes).await?;
                hole(device).await;
                return Err(broken());
            }
            Some(Fault::Portal) => return Ok(portal()),
            Some(Fault::ThrottledAnswer(_) | Fault::CutAnswer(_)) | None => {}
        }
        wire::write(line, &bytes).await?;
        answer(line).await
    }

    async fn hand_over(&self, device: &mut Stream, answer: &Message, fault: Option<Fault>) -> io::Result<()> {
        let bytes = answer.bytes();
        match fault {
            Some(Fault::ThrottledAnswer(size)) => in_pieces(device, &bytes, size).await,
            Some(Fault::CutAnswer(most)) => {
                wire::write(device, bytes.get(..most.min(bytes.len() - 1)).unwrap_or_default()).await?;
                Err(broken())
            }
            _ => wire::write(device, &bytes).await,
        }
    }

    fn remember(&self, request: &Message, answer: &Message) {
        if takes_saves(request)
            && let Ok(receipts) = serde_json::from_slice(&answer.body)
        {
            *self.earlier.lock().unwrap_or_else(PoisonError::into_inner) = Some(receipts);
        }
    }

    /// What a server says that acknowledges before it commits: an earlier answer with the names of these saves.
    fn forged(&self, request: &Message, nth: u64) -> Option<Vec<u8>> {
        let applies = self.weather.wrong() == Some(Wrong::Forges) && takes_saves(request);
        let earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        if !applies || !nth.is_multiple_of(FORGE_EVERY) {
            return None;
        }
        let pattern = earlier.receipts.first()?.clone();
        let receipts = saves(request)?.into_iter().map(|save| {
            let mut receipt = pattern.clone();
            (receipt.op_id, receipt.sha256, receipt.status) = (save.op_id, save.sha256, "stored".to_owned());
            receipt
        });
        let body = serde_json::to_vec(&Receipts { receipts: receipts.collect(), ..earlier }).ok()?;
        self.weather.note_wrong();
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
        Some([head.into_bytes(), body].concat())
    }

    /// What a server keeps that does not know a save again: the same once more, under another id.
    async fn repeat(&self, request: &Message) {
        if self.weather.wrong() != Some(Wrong::Repeats) || !takes_saves(request) {
            return;
        }
        let Some(saves) = saves(request) else { return };
        let again = saves.into_iter().map(|save| {
            let (op_id, device) = (Uuid::new_v4().to_string(), format!("{}x", save.device));
            Save { op_id, device, ..save }.sealed()
        });
        let Ok(body) = serde_json::to_vec(&serde_json::json!({ "ops": again.collect::<Vec<_>>() })) else { return };
        if let Ok(mut line) = self.connect(0).await
            && wire::write(&mut line, &request.with_body(body).bytes()).await.is_ok()
            && answer(&mut line).await.is_ok()
        {
            self.weather.note_wrong();
        }
    }
}

fn takes_saves(request: &Message) -> bool {
    ["/outbox", "/api/v1/answers"].contains(&request.path())
}

fn saves(request: &Message) -> Option<Vec<Save>> {
    let mut body: serde_json::Value = serde_json::from_slice(&request.body).ok()?;
    serde_json::from_value(body.get_mut("ops")?.take()).ok()
}

async fn answer(line: &mut Stream) -> io::Result<Message> {
    wire::read(line).await?.ok_or_else(broken)
}

async fn in_pieces(stream: &mut Stream, bytes: &[u8], size: usize) -> io::Result<()> {
    for piece in bytes.chunks(size.max(1)) {
        wire::write(stream, piece).await?;
        sleep(PIECE_PAUSE).await;
    }
    Ok(())
}

/// Until the device gives up.
async fn hole(device: &mut Stream) {
    let mut rest = Vec::new();
    let _ = tokio::time::timeout(HOLE, device.read_to_end(&mut rest)).await;
}

fn portal() -> Message {
    let body = b"<!doctype html><title>Welcome to our network</title><p>Sign in to go online".to_vec();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n", body.len());
    Message { head, body }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// A server that counts whole requests and answers each.
    async fn counting() -> (SocketAddr, Arc<AtomicUsize>) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let (address, count) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
        let seen = count.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let seen = seen.clone();
                tokio::spawn(async move {
                    let mut stream = BufReader::new(stream);
                    while let Ok(Some(_)) = wire::read(&mut stream).await {
                        seen.fetch_add(1, Ordering::SeqCst);
                        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsaved";
                        if wire::write(&mut stream, answer).await.is_err() {
                            break;
                        }
                    }
                });
            }
        });
        (address, count)
    }

    fn request() -> Message {
        Message { head: "POST /outbox HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n".into(), body: b"abc".to_vec() }
    }

    /// What the device hears under a fault, and how many requests the server counted.
    async fn under(fault: Fault) -> (io::Result<Message>, usize) {
        let (server, count) = counting().await;
        let lane = Lane {
            nth: 0,
            servers: vec![server],
            weather: Arc::new(Weather::new(1)),
            requests: AtomicU64::new(0),
            earlier: Mutex::new(None),
        };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let mut device = BufReader::new(TcpStream::connect(listener.local_addr().unwrap()).await.unwrap());
        let mut near = BufReader::new(listener.accept().await.unwrap().0);
        let played = tokio::spawn(async move {
            let mut line = lane.connect(0).await?;
            let answer = lane.ask(&mut near, &mut line, &request(), 0, Some(fault)).await?;
            let handed = lane.hand_over(&mut near, &answer, Some(fault)).await;
            if handed.is_err() {
                reset(near);
            }
            handed
        });
        let heard = tokio::time::timeout(Duration::from_millis(500), wire::read(&mut device)).await;
        let heard = match heard {
            Ok(Ok(Some(message))) => Ok(message),
            Ok(Ok(None)) => Err(broken()),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        };
        drop(device);
        let _ = played.await.unwrap();
        (heard, count.load(Ordering::SeqCst))
    }

    #[tokio::test]
    async fn what_only_slows_the_line_changes_nothing() {
        for fault in [Fault::Delay(20), Fault::ThrottledRequest(7), Fault::ThrottledAnswer(7)] {
            let (heard, count) = under(fault).await;
            assert_eq!((heard.unwrap().text().as_str(), count), ("saved", 1), "{fault:?}");
        }
    }

    #[tokio::test]
    async fn a_request_that_is_cut_or_never_sent_does_not_arrive() {
        for fault in [Fault::CutRequest(10), Fault::ResetBefore, Fault::BlackHole] {
            let (heard, count) = under(fault).await;
            assert!(heard.is_err() && count == 0, "{fault:?}: {heard:?}, {count}");
        }
    }

    #[tokio::test]
    async fn an_answer_that_is_lost_was_given() {
        for fault in [Fault::SwallowedAnswer, Fault::CutAnswer(12)] {
            let (heard, count) = under(fault).await;
            assert!(heard.is_err() && count == 1, "{fault:?}: {heard:?}, {count}");
        }
        let (heard, _) = under(Fault::BlackHoleAfter).await;
        assert_eq!(heard.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_doubled_request_arrives_twice_and_is_answered_once() {
        for fault in [Fault::TwiceInTurn, Fault::TwiceAtOnce] {
            let (heard, count) = under(fault).await;
            assert_eq!((heard.unwrap().text().as_str(), count), ("saved", 2), "{fault:?}");
        }
    }

    #[tokio::test]
    async fn a_portal_says_200_and_nothing_arrives() {
        let (heard, count) = under(Fault::Portal).await;
        let heard = heard.unwrap();
        assert_eq!((heard.status(), count), (200, 0));
        assert!(heard.text().starts_with("<!doctype html>"));
    }

    #[tokio::test]
    async fn a_lane_to_two_servers_goes_to_each_in_turn() {
        let ((one, first), (two, second)) = (counting().await, counting().await);
        let lane = open(0, vec![one, two], Arc::new(Weather::new(1))).await.unwrap();
        let mut device = BufReader::new(TcpStream::connect(lane).await.unwrap());
        for _ in 0..6 {
            wire::write(&mut device, &request().bytes()).await.unwrap();
            assert_eq!(wire::read(&mut device).await.unwrap().unwrap().text(), "saved");
        }
        assert_eq!((first.load(Ordering::SeqCst), second.load(Ordering::SeqCst)), (3, 3));
    }

    #[tokio::test]
    async fn a_lane_carries_many_requests_on_one_connection() {
        let (server, count) = counting().await;
        let lane = open(0, vec![server], Arc::new(Weather::new(1))).await.unwrap();
        let mut device = BufReader::new(TcpStream::connect(lane).await.unwrap());
        for _ in 0..5 {
            wire::write(&mut device, &request().bytes()).await.unwrap();
            assert_eq!(wire::read(&mut device).await.unwrap().unwrap().text(), "saved");
        }
        assert_eq!(count.load(Ordering::SeqCst), 5);
    }
}
