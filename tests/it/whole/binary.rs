//! The real binary: started, spoken to over TCP, stopped and killed.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support;
use crate::whole::source::root;

const PATIENCE: Duration = Duration::from_secs(90);

/// A data folder that goes with the value.
pub struct Data(pub PathBuf);

impl Data {
    pub fn new(name: &str) -> Self {
        Self(support::folder(&format!("portolan-it-{}-{name}", std::process::id())))
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The program with a command, deaf to settings in the environment of whoever runs the tests.
pub fn portolan(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portolan"));
    command.args(arguments).env_remove("DATABASE_URL").env_remove("PORTOLAN_DATA").env_remove("PORTOLAN_SECRET");
    command.env_remove("PORTOLAN_DEMO").env_remove("PORTOLAN_CONFIG").env_remove("PORTOLAN_LISTEN").current_dir(root());
    command
}

pub fn run(arguments: &[&str]) -> Output {
    portolan(arguments).output().unwrap()
}

/// Exit code, standard output and standard error.
pub fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(data: &Path, port: u16) -> Self {
        let listen = format!("127.0.0.1:{port}");
        let data = data.to_str().unwrap();
        let child = portolan(&["serve", "--demo", "--data", data, "--listen", &listen, "--log", "warn"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Self { child, port };
        let begin = Instant::now();
        while !server.is_ready() {
            assert!(begin.elapsed() < PATIENCE, "the server does not become ready");
            assert!(server.child.try_wait().unwrap().is_none(), "the server ended by itself");
            thread::sleep(Duration::from_millis(100));
        }
        server
    }

    fn is_ready(&self) -> bool {
        self.try_ask("GET", "/readyz", "", "").is_some_and(|answer| answer.starts_with("HTTP/1.1 200"))
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> String {
        self.try_ask(method, path, headers, body).expect("an answer")
    }

    fn try_ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}",
            self.port
        )
        .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    }

    /// Asks it to stop; how long that took.
    fn stop(&mut self) -> Duration {
        let begin = Instant::now();
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status}");
        begin.elapsed()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn cookie(answer: &str, name: &str) -> String {
    let start = answer.find(&format!("{name}=")).unwrap_or_else(|| panic!("no cookie {name}: {answer}"));
    answer[start..].split(';').next().unwrap().to_owned()
}

fn sign_in(server: &Server, email: &str, password: &str) -> String {
    let page = server.ask("GET", "/sign-in", "", "");
    let visit = cookie(&page, "portolan-visit");
    let token = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let body =
        serde_html_form::to_string([("csrf", token.as_str()), ("email", email), ("password", password)]).unwrap();
    let headers = format!("Cookie: {visit}\r\nContent-Type: application/x-www-form-urlencoded\r\n");
    let answer = server.ask("POST", "/sign-in", &headers, &body);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    cookie(&answer, "portolan")
}

#[test]
fn a_demonstration_starts_serves_stops_and_survives_being_killed() {
    let (data, port) = (Data::new("demo"), free_port());
    let mut server = Server::start(&data.0, port);

    let accounts = data.0.join("demo-accounts.json");
    assert_eq!(fs::metadata(&accounts).unwrap().permissions().mode() & 0o777, 0o600);
    let accounts: serde_json::Value = serde_json::from_slice(&fs::read(&accounts).unwrap()).unwrap();
    let nino = accounts["accounts"].as_array().unwrap().iter().find(|one| one["role"] == "participant").unwrap();
    let session = sign_in(&server, nino["email"].as_str().unwrap(), nino["password"].as_str().unwrap());
    let profile = server.ask("GET", "/profile", &format!("Cookie: {session}\r\n"), "");
    assert!(profile.starts_with("HTTP/1.1 200") && profile.contains("ნინო ბერიძე"), "{profile}");

    // A second one on the same folder, and a port that is taken.
    let folder = data.0.to_str().unwrap();
    let (code, _, why) =
        said(&run(&["serve", "--demo", "--data", folder, "--listen", &format!("127.0.0.1:{}", free_port())]));
    let pid = server.child.id().to_string();
    assert!(code == 1 && why.contains("another Portolan") && why.contains(&pid), "{code} {why}");

    // Commands work while it runs.
    let (code, out, why) = said(&run(&["people", "roles", "admin@portolan.example", "--demo", "--data", folder]));
    assert_eq!((code, out.as_str()), (0, "admin\n"), "{why}");

    // kill -9 in the middle: the next start finds everything.
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    let mut server = Server::start(&data.0, port);
    let profile = server.ask("GET", "/profile", &format!("Cookie: {session}\r\n"), "");
    assert!(profile.starts_with("HTTP/1.1 200"), "the session was acknowledged, so it is still there: {profile}");

    // An idle connection does not hold it up.
    let idle = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let took = server.stop();
    assert!(took < Duration::from_secs(10), "{took:?}");
    drop(idle);

    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap().to_string();
    let (code, _, why) = said(&run(&["serve", "--demo", "--data", folder, "--listen", &listen, "--log", "warn"]));
    let last = why.lines().last().unwrap_or_default();
    assert!(code == 1 && last.contains(&format!("cannot listen on {listen} (setting listen)")), "{code} {why}");
}

#[test]
fn a_database_that_is_not_there_is_waited_for_with_a_clear_line() {
    let data = Data::new("no-database");
    let mut child = portolan(&["serve", "--demo", "--data", data.0.to_str().unwrap()])
        .args(["--database-url", "postgres://portolan:geheim@127.0.0.1:1/portolan", "--listen", "127.0.0.1:1"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stderr.as_mut().unwrap()).read_line(&mut line).unwrap();
    let still_trying = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(still_trying && line.contains("the database does not answer") && line.contains("trying again"), "{line}");
    assert!(!line.contains("geheim"), "a password is never told: {line}");
}
