//! The database dies under the server, and the server is told to stop in the middle of its work.

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portolan::base::lang::Lang;
use portolan::features::quizzes::Op;
use portolan::platform::db::embedded::url_of_running;
use portolan::platform::i18n::Texts;
use serde_json::{Value, json};
use tokio_postgres::NoTls;
use uuid::Uuid;

use super::browser::Browser;
use super::saves::Saves;
use super::server::{Server, connect, exchange, postmaster, read_answer, signal};
use super::support::{Data, PATIENCE, free_port, until};
use crate::support::{Page, sql};

const NINO: &str = "nino.beridze@customs.example";

#[test]
fn a_database_that_is_killed_comes_back_by_itself_with_every_acknowledged_answer() {
    let (data, port) = (Data::new("outage"), free_port());
    let server = Server::demo(&data, port);
    let nino = Browser::of_demo(&data.0.join("data"), port, NINO);
    let sitting = nino.begin_quiz(&nino.first_module());
    let mut saves = Saves::of(&sitting);
    let kept = saves.flag("q1", true);
    let receipt = nino.json("/outbox", &json!({ "ops": [kept] })).expect(200).json()["receipts"][0].clone();
    assert_eq!(receipt["status"], "stored");

    let (folder, mut turned_away) = (data.0.join("data"), 0);
    for victim in [|first: u32| first, session_of] {
        let starts = starts(&folder);
        turned_away += under_traffic(&server, &nino, &sitting, &mut saves, || {
            signal(victim(postmaster(&folder)), "KILL");
            until("the database's return", || (self::starts(&folder) > starts).then_some(()));
        });
        let page = nino.get(&sitting).expect(200);
        assert!(page.controls().contains(&("flag.q1".to_owned(), "on".to_owned())), "acknowledged, so it is there");
        let again = nino.json("/outbox", &json!({ "ops": [kept] })).expect(200).json();
        assert_eq!(again["receipts"][0]["received_at"], receipt["received_at"]);
        let new = saves.flag("q2", true);
        let page = nino.json("/outbox", &json!({ "ops": [new] })).expect(200);
        assert_eq!(page.json()["receipts"][0]["status"], "stored");
    }
    assert!(turned_away > 0, "nobody saw the outages");

    // Whatever was sent while it was away is taken when it is sent again, and all of it is there once.
    for ops in saves.sent().chunks(20) {
        let page = nino.json("/outbox", &json!({ "ops": ops })).expect(200).json();
        assert!(page["receipts"].as_array().unwrap().iter().all(|one| one["status"] == "stored"), "{page}");
    }
    let url = url_of_running(&folder, "portolan").unwrap();
    let count = sql(&url, "SELECT count(*), count(DISTINCT op_id) FROM answer_ops WHERE device = 'phone'");
    assert_eq!(count, [format!("{0}|{0}", saves.sent().len())]);
    server.stop();
}

/// How often the cluster has become ready.
fn starts(data: &Path) -> usize {
    let log = fs::read_to_string(data.join("postgres.log")).unwrap();
    log.matches("database system is ready to accept connections").count()
}

/// A process of the cluster that serves a connection: when it is killed, PostgreSQL ends all the others too.
fn session_of(postmaster: u32) -> u32 {
    until("a session of the cluster", || {
        let processes = fs::read_dir("/proc").unwrap().flatten();
        let mut pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        pids.find(|pid| {
            let read = |name: &str| fs::read_to_string(format!("/proc/{pid}/{name}")).unwrap_or_default();
            let parent = read("status").lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse().ok());
            parent == Some(postmaster) && read("cmdline").contains("[local]")
        })
    })
}

/// Reads, saves and asks for readiness without a pause while something happens, and until all goes well again. Every
/// answer is the right one, or "come back soon"; how many were the latter.
fn under_traffic(server: &Server, nino: &Browser, sitting: &str, saves: &mut Saves, act: impl FnOnce()) -> usize {
    let over = AtomicBool::new(false);
    let ask = |mut once: Box<dyn FnMut() -> Page + Send + '_>| {
        let (begin, mut turned_away) = (Instant::now(), 0);
        loop {
            let page = once();
            match page.code() {
                200 if over.load(Ordering::Relaxed) => return turned_away,
                200 => {}
                503 => {
                    assert!(page.header("retry-after").is_some(), "{page:?}");
                    turned_away += 1;
                }
                _ => panic!("neither the page nor \"come back soon\": {page:?}"),
            }
            assert!(begin.elapsed() < PATIENCE, "it does not come back: {page:?}");
        }
    };
    thread::scope(|scope| {
        let (ask, reader, writer) = (&ask, nino.clone(), nino.clone());
        let threads = [
            scope.spawn(move || {
                ask(Box::new(move || {
                    let page = reader.get(&format!("{sitting}?lang=fr"));
                    // Also when nobody can tell who it is.
                    if page.code() == 503 { page.says(&Texts::new(Lang::Fr).t("error-busy-next")) } else { page }
                }))
            }),
            scope.spawn(move || {
                ask(Box::new(move || writer.json("/outbox", &json!({ "ops": [saves.flag("q3", true)] }))))
            }),
            scope.spawn(move || ask(Box::new(move || server.get("/readyz")))),
        ];
        act();
        server.get("/healthz").expect(200);
        over.store(true, Ordering::Relaxed);
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}

#[test]
fn a_stop_lets_requests_under_way_finish_and_turns_new_ones_away() {
    let (data, port) = (Data::new("drain"), free_port());
    let mut several = Server::demo_command(&data, port);
    let mut server = Server::start(several.args(["--workers", "8"]), port, &data.0.join("server.log"));
    let nino = Browser::of_demo(&data.0.join("data"), port, NINO);
    let sitting = nino.begin_quiz(&nino.first_module());
    let mut saves = Saves::of(&sitting);
    let url = url_of_running(&data.0.join("data"), "portolan").unwrap();
    // Many at once, so that every worker has made connections to the database, which all of them share: of two devices
    // each, which are not written together with others.
    let other = |op: &Op| {
        let mut other = Op { op_id: Uuid::new_v4(), device: "tablet".into(), ..op.clone() };
        other.sha256 = other.hash();
        other
    };
    let many = (1..=12).map(|nth| saves.flag(&format!("q{nth}"), true)).map(|op| vec![other(&op), op]);
    let many: Vec<Vec<Op>> = many.collect();
    let (lock, slow) = under_way(&url, &nino, &many);
    lock.release();
    slow.into_iter().for_each(|stream| assert_eq!(receipt(stream)["status"], "stored"));

    let mut open = connect(port).unwrap();
    let ask = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").into_bytes();
    exchange(&mut open, &ask("/sign-in")).unwrap().expect(200);

    let op = saves.flag("q1", false);
    let (lock, mut slow) = under_way(&url, &nino, &[vec![op.clone()]]);
    let begin = Instant::now();
    server.ask_to_stop();
    let is_away = |page: &Page| page.code() == 503 && page.header("retry-after").is_some();
    // Told, and not only cut off: a proxy then sends people elsewhere.
    until("new requests to be turned away", || server.try_get("/readyz").as_ref().is_some_and(is_away).then_some(()));
    // A connection that was open before is closed, or told to come back.
    assert!(exchange(&mut open, &ask("/sign-in")).as_ref().map_or(true, is_away));
    lock.release();
    let first = receipt(slow.remove(0));
    let status = server.ended();
    assert!(status.success() && begin.elapsed() < Duration::from_secs(10), "{status} after {:?}", begin.elapsed());

    let server = Server::demo(&data, port);
    let again = nino.json("/outbox", &json!({ "ops": [op] })).expect(200).json();
    assert_eq!(again["receipts"][0], first, "it was acknowledged, so it is there");
    server.stop();
}

#[test]
fn a_stop_does_not_wait_for_ever_and_what_it_cut_off_was_not_acknowledged() {
    let (data, port) = (Data::new("cut"), free_port());
    let mut server = Server::demo(&data, port);
    let nino = Browser::of_demo(&data.0.join("data"), port, NINO);
    let sitting = nino.begin_quiz(&nino.first_module());
    let mut saves = Saves::of(&sitting);
    let url = url_of_running(&data.0.join("data"), "portolan").unwrap();
    let op = saves.flag("q1", true);
    // Nobody lets go of the table until the database itself goes.
    let (lock, mut cut) = under_way(&url, &nino, &[vec![op.clone()]]);
    let begin = Instant::now();
    server.ask_to_stop();
    let status = server.ended();
    assert!(begin.elapsed() < Duration::from_secs(10), "{status} after {:?}", begin.elapsed());
    let answer = read_answer(&mut cut.remove(0));
    assert!(!answer.as_ref().is_ok_and(|page| page.code() == 200), "{answer:?}");
    lock.was_cut_off();

    let server = Server::demo(&data, port);
    let url = url_of_running(&data.0.join("data"), "portolan").unwrap();
    let count = format!("SELECT count(*) FROM answer_ops WHERE op_id = '{}'", op.op_id);
    assert_eq!(sql(&url, &count), ["0"]);
    let again = nino.json("/outbox", &json!({ "ops": [op] })).expect(200).json();
    assert_eq!(again["receipts"][0]["status"], "stored");
    assert_eq!(sql(&url, &count), ["1"]);
    server.stop();
}

/// Saves that take long, because another session holds their table: until it lets go, each waits in the database.
fn under_way(url: &str, nino: &Browser, batches: &[Vec<Op>]) -> (Lock, Vec<TcpStream>) {
    let lock = Lock::on(url, "answer_ops");
    let send = |ops: &Vec<Op>| {
        let mut stream = connect(nino.port).unwrap();
        stream.write_all(&nino.json_request("/outbox", &json!({ "ops": ops }))).unwrap();
        stream
    };
    let sent = batches.iter().map(send).collect();
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    until("the saves to be under way", || (sql(url, waiting) == [batches.len().to_string()]).then_some(()));
    (lock, sent)
}

/// The receipt of one save, once it is answered.
fn receipt(mut stream: TcpStream) -> Value {
    read_answer(&mut stream).expect("what is under way is answered").expect(200).json()["receipts"][0].clone()
}

/// A session that holds a whole table until it is told to let go.
struct Lock {
    release: Sender<()>,
    thread: JoinHandle<bool>,
}

impl Lock {
    fn on(url: &str, table: &str) -> Self {
        let (release, released) = mpsc::channel();
        let (tell, held) = mpsc::channel();
        let (url, table) = (url.to_owned(), table.to_owned());
        let thread = thread::spawn(move || actix_web::rt::System::new().block_on(hold(url, table, tell, released)));
        held.recv().unwrap();
        Self { release, thread }
    }

    fn release(self) {
        self.release.send(()).unwrap();
        assert!(self.thread.join().unwrap(), "the session of the lock was cut off");
    }

    /// For a lock whose database has gone.
    fn was_cut_off(self) {
        let _ = self.release.send(());
        assert!(!self.thread.join().unwrap(), "the lock outlasted its database");
    }
}

/// Whether the session lived until it let go.
async fn hold(url: String, table: String, tell: Sender<()>, released: Receiver<()>) -> bool {
    let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
    let driver = actix_web::rt::spawn(connection);
    client.batch_execute(&format!("BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")).await.unwrap();
    tell.send(()).unwrap();
    // Also ends, with an error, when the test has failed.
    let _ = released.recv();
    let committed = client.batch_execute("COMMIT").await.is_ok();
    drop(client);
    let _ = driver.await;
    committed
}
