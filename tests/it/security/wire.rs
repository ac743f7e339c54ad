//! The real program on the wire: requests that two readers would take apart differently, clients that dawdle, what is
//! logged, and whom the program speaks to.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::whole::binary::browser::Browser;
use crate::whole::binary::server::{Server, connect};
use crate::whole::binary::support::{Data, free_port, until};

const NINO: &str = "nino.beridze@customs.example";

/// Sends bytes as they are; all that comes until the server closes or says nothing more.
fn raw(port: u16, bytes: &[u8]) -> (String, bool) {
    let mut stream = connect(port).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(1500))).unwrap();
    // A server that has closed already has refused.
    let _ = stream.write_all(bytes);
    let (mut all, mut part) = (Vec::new(), [0; 16_384]);
    let closed = loop {
        match stream.read(&mut part) {
            Ok(0) => break true,
            Ok(read) => all.extend_from_slice(&part[..read]),
            Err(error) => break error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    };
    (String::from_utf8_lossy(&all).into_owned(), closed)
}

fn answers(text: &str) -> Vec<u16> {
    let starts =
        text.match_indices("HTTP/1.1 ").filter(|(at, _)| *at == 0 || text[..*at].ends_with(['\n', '\r', '}', '>']));
    starts.filter_map(|(at, _)| text.get(at + 9..at + 12)?.parse().ok()).collect()
}

/// What hides a second request in the first, and whether the first may be answered well.
fn smuggled() -> Vec<(&'static str, String, bool)> {
    let host = "Host: 127.0.0.1:PORT\r\n";
    let inner = "GET /readyz?smuggled HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n";
    let post = |head: &str, body: &str| format!("POST /sign-in HTTP/1.1\r\n{host}{head}\r\n{body}");
    let length = inner.len();
    vec![
        (
            "length and chunks",
            post(
                &format!("Content-Length: {}\r\nTransfer-Encoding: chunked\r\n", length + 5),
                &format!("0\r\n\r\n{inner}"),
            ),
            false,
        ),
        (
            "chunks and length",
            post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", &format!("1\r\nZ\r\n0\r\n\r\n{inner}")),
            false,
        ),
        ("two lengths", post(&format!("Content-Length: 0\r\nContent-Length: {length}\r\n"), inner), false),
        ("two equal lengths", post(&format!("Content-Length: {length}\r\nContent-Length: {length}\r\n"), inner), true),
        ("lengths in one line", post(&format!("Content-Length: 0, {length}\r\n"), inner), false),
        ("a length with a sign", post(&format!("Content-Length: +{length}\r\n"), inner), false),
        ("a length below nothing", post("Content-Length: -1\r\n", inner), false),
        ("a length in another base", post("Content-Length: 0x3a\r\n", inner), false),
        ("a length beyond counting", post("Content-Length: 99999999999999999999999\r\n", inner), false),
        ("a blank before the colon", post(&format!("Content-Length : {length}\r\n"), inner), false),
        ("chunks before the colon", post("Transfer-Encoding : chunked\r\n", &format!("0\r\n\r\n{inner}")), false),
        ("a folded line", post(&format!("X-Folded: a\r\n Content-Length: {length}\r\n"), inner), false),
        ("a folded coding", post("Transfer-Encoding:\r\n chunked\r\n", &format!("0\r\n\r\n{inner}")), false),
        ("chunks by another name", post("Transfer-Encoding: xchunked\r\n", &format!("0\r\n\r\n{inner}")), false),
        ("chunks and more", post("Transfer-Encoding: chunked, identity\r\n", &format!("0\r\n\r\n{inner}")), false),
        (
            "chunks twice",
            post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", &format!("0\r\n\r\n{inner}")),
            false,
        ),
        ("a vertical tab", post("Transfer-Encoding: \u{b}chunked\r\n", &format!("0\r\n\r\n{inner}")), false),
        (
            "a chunk without end",
            post("Transfer-Encoding: chunked\r\n", &format!("FFFFFFFFFFFFFFFFF\r\n{inner}")),
            false,
        ),
        ("a chunk of no number", post("Transfer-Encoding: chunked\r\n", &format!("0x3a\r\n{inner}")), false),
        ("a chunk below nothing", post("Transfer-Encoding: chunked\r\n", &format!("-1\r\n{inner}")), false),
        ("bare line feeds in a chunk", post("Transfer-Encoding: chunked\r\n", &format!("1\nZ\n0\n\n{inner}")), false),
        ("a NUL in a name", format!("GET /readyz HTTP/1.1\r\n{host}X\0Y: 1\r\n\r\n"), false),
        ("a bare return in a value", format!("GET /readyz HTTP/1.1\r\n{host}X: a\rContent-Length: 5\r\n\r\n"), false),
        ("a header without a colon", format!("GET /readyz HTTP/1.1\r\n{host}Nothing\r\n\r\n"), false),
        (
            "an old version with chunks",
            format!("POST /sign-in HTTP/1.0\r\n{host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}"),
            false,
        ),
        ("a version of no number", format!("GET /readyz HTTP/1.1x\r\n{host}\r\n"), false),
        (
            "an extended chunk",
            post("Connection: close\r\nTransfer-Encoding: chunked\r\n", "1;a=\"b\r\"\r\nZ\r\n0\r\n\r\n"),
            true,
        ),
        ("a plain chunk", post("Connection: close\r\nTransfer-Encoding: chunked\r\n", "1\r\nZ\r\n0\r\n\r\n"), true),
    ]
}

/// What is wrong with the answers of a server to each of these.
fn hidden(port: u16) -> Vec<String> {
    let mut told = Vec::new();
    for (what, request, may_be_read) in smuggled() {
        let (text, closed) = raw(port, request.replace("PORT", &port.to_string()).as_bytes());
        let codes = answers(&text);
        // A body may be read whole, and then it is a bad form; what came after it must not be answered as a request.
        let second = codes.len() > 1 && codes[1] != 400 || text.contains("ready\n");
        let first = codes.first().copied().unwrap_or(0);
        let refused = matches!(first, 0 | 400..=599) && closed;
        let plain = what.starts_with("bare line feeds");
        if second || !may_be_read && !refused && !plain || first >= 500 && first != 501 {
            told.push(format!("{what}: {codes:?} closed {closed}"));
        }
    }
    told
}

/// Reads requests as an unwary program would: a length, wherever it stands and however it is written, and no chunks.
fn unwary(stream: TcpStream) {
    let mut answer = stream.try_clone().unwrap();
    let mut lines = BufReader::new(stream);
    loop {
        let (mut line, mut length) = (Vec::new(), 0);
        while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&line).to_lowercase();
            if text.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = text.split_once(':')
                && name.trim() == "content-length"
            {
                let number: String = value.chars().filter(char::is_ascii_digit).take(4).collect();
                length = number.parse().unwrap_or(0);
            }
            line.clear();
        }
        if line.is_empty() || std::io::copy(&mut lines.by_ref().take(length), &mut std::io::sink()).is_err() {
            return;
        }
        if answer.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nready\n").is_err() {
            return;
        }
    }
}

#[test]
fn request_smuggling_the_measure_sees_an_unwary_reader() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || listener.incoming().flatten().for_each(unwary));
    let (seen, all) = (hidden(port), smuggled());
    let bad = all.iter().filter(|(what, _, may_be_read)| !may_be_read && !what.starts_with("bare line feeds"));
    assert!(seen.len() >= bad.count(), "{seen:#?}");
}

#[test]
fn request_smuggling_no_request_hides_in_another() {
    let (data, port) = (Data::new("smuggling"), free_port());
    let server = Server::demo(&data, port);
    let told = hidden(port);
    assert!(told.is_empty(), "{}", told.join("\n"));
    // Two hosts, none, and one that is not ours.
    for head in [
        format!("Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"),
        String::new(),
        "Host: evil.example\r\n".to_owned(),
    ] {
        let (text, _) = raw(port, format!("GET /sign-in HTTP/1.1\r\n{head}Connection: close\r\n\r\n").as_bytes());
        let codes = answers(&text);
        assert!(codes.len() == 1 && matches!(codes[0], 400 | 421), "{head:?}: {codes:?}");
    }
    let (text, _) = raw(
        port,
        format!("GET http://evil.example/sign-in HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")
            .as_bytes(),
    );
    assert_eq!(answers(&text), [421]);
    server.stop();
}

/// Opens connections that begin a request and do not end it.
fn dawdlers(port: u16, begin: &str) -> Vec<TcpStream> {
    let begin = begin.replace("PORT", &port.to_string());
    (0..200)
        .map(|_| {
            let mut stream = connect(port).unwrap();
            stream.write_all(begin.as_bytes()).unwrap();
            stream.set_nonblocking(true).unwrap();
            stream
        })
        .collect()
}

/// Waits until the server has let all of them go, and meanwhile answers others at once. How long it took.
fn let_go(server: &Server, streams: &mut [TcpStream], drip: &[u8]) -> Duration {
    let begin = Instant::now();
    let mut open: Vec<bool> = vec![true; streams.len()];
    until("the server to let the dawdlers go", || {
        let asked = Instant::now();
        server.get("/readyz").expect(200);
        server.get("/sign-in").expect(200);
        assert!(asked.elapsed() < Duration::from_secs(3), "others wait {:?}", asked.elapsed());
        for (stream, open) in streams.iter_mut().zip(&mut open).filter(|(_, open)| **open) {
            let mut part = [0; 4096];
            let dripped = if drip.is_empty() { Ok(0) } else { stream.write(drip) };
            let gone = loop {
                match stream.read(&mut part) {
                    Ok(0) => break true,
                    Ok(_) => {}
                    Err(error) => break error.kind() != std::io::ErrorKind::WouldBlock,
                }
            };
            *open = !(gone || dripped.is_err());
        }
        (!open.contains(&true)).then_some(())
    });
    begin.elapsed()
}

#[test]
#[ignore = "waits for the server's patience; make security"]
fn slowloris_heads_and_bodies_without_end_hold_nothing_for_long() {
    let (data, port) = (Data::new("slow"), free_port());
    let server = Server::demo(&data, port);
    let mut heads = dawdlers(port, "GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX-A: ");
    let took = let_go(&server, &mut heads, b"a");
    assert!(took < Duration::from_secs(20), "heads: {took:?}");
    let head = "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 5000\r\nContent-Type: ";
    for kind in ["application/x-www-form-urlencoded", "application/json", "text/plain"] {
        let path = if kind.ends_with("json") { head.replace("/sign-in", "/api/v1/token") } else { head.to_owned() };
        let mut bodies = dawdlers(port, &format!("{path}{kind}\r\n\r\nemail="));
        let took = let_go(&server, &mut bodies, b"");
        assert!(took < Duration::from_secs(40), "{kind}: {took:?}");
    }
    server.stop();
}

#[test]
fn log_injection_and_leaked_tokens_lines_are_ours_and_hold_no_secret() {
    let (data, port) = (Data::new("log"), free_port());
    let mut command = Server::demo_command(&data, port);
    command.args(["--log", "debug"]);
    // The last of two settings of one name is refused, so the first is taken out.
    let mut plain = Command::new(command.get_program());
    let arguments: Vec<_> = command.get_args().map(|one| one.to_owned()).collect();
    let at = arguments.iter().position(|one| one == "--log").unwrap();
    plain.args(&arguments[..at]).args(&arguments[at + 2..]).current_dir(command.get_current_dir().unwrap());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => plain.env(name, value),
            None => plain.env_remove(name),
        };
    }
    let server = Server::start(&mut plain, port, &data.0.join("server.log"));
    let nino = Browser::of_demo(&data.0.join("data"), port, NINO);
    let profile = nino.get("/profile").expect(200);
    let esc = "\u{1b}[31mFAKE\u{1b}[0m";
    let fields =
        [("full_name", "Nino\r\n2026 ERROR f0rged line"), ("latin_name", esc), ("lang", "en"), ("time_zone", "UTC")];
    nino.post("/profile", &fields);
    nino.post("/sign-in/code", &[("email", NINO)]);
    nino.get("/no%0d%0a2026-f0rged-line-path%1b%5b31m?x=%0d%0af0rged-line-query");
    nino.get("/invitation/f0rged-line-token-0123456789");
    for head in [
        format!("User-Agent: {esc} f0rged-line\r\n"),
        format!("Referer: {esc}f0rged-line\r\n"),
        "X-Forwarded-For: \u{1b}[2Jf0rged-line\r\n".to_owned(),
    ] {
        raw(
            port,
            format!("GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{head}Connection: close\r\n\r\n").as_bytes(),
        );
    }
    raw(port, format!("FORGED\u{1b}[2J /f0rged-line HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").as_bytes());
    let accounts = fs::read_to_string(data.0.join("data/demo-accounts.json")).unwrap();
    let accounts: serde_json::Value = serde_json::from_str(&accounts).unwrap();
    let log = server.log();
    assert!(log.contains("request"), "something is logged: {log}");
    let secrets =
        accounts["accounts"].as_array().unwrap().iter().filter_map(|one| one["password"].as_str().map(str::to_owned));
    let csrf = profile.csrf().unwrap();
    let session = nino.cookie("portolan").unwrap();
    for secret in
        secrets.chain([csrf, session, NINO.to_owned(), "f0rged".into(), "\u{1b}[31m".into(), "\u{1b}[2J".into()])
    {
        let line = log.lines().find(|line| line.contains(&secret));
        assert!(line.is_none(), "{secret:?} stands in the log: {line:?}");
    }
    for line in log.lines().filter(|line| !line.trim().is_empty()) {
        let dated = line.trim_start_matches("\u{1b}[2m").starts_with("20")
            || line.starts_with(' ')
            || line.starts_with('#')
            || line.starts_with("Portolan");
        assert!(dated || !line.contains("ERROR"), "no line of ours: {line:?}");
    }
    server.stop();
}

#[test]
fn ssrf_the_program_connects_to_its_database_and_to_nobody_else() {
    let strace = Command::new("strace").args(["-f", "-qq", "-e", "trace=none", "true"]).output();
    if !strace.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: strace is not there, or may not look");
        return;
    }
    let (data, port) = (Data::new("ssrf"), free_port());
    let record = data.0.join("connects.txt");
    let inner = Server::demo_command(&data, port);
    let mut traced = Command::new("strace");
    traced
        .args(["-f", "-qq", "-e", "trace=connect,sendto", "-e", "signal=none", "-o"])
        .arg(&record)
        .arg(inner.get_program());
    traced.args(inner.get_args()).current_dir(inner.get_current_dir().unwrap());
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => traced.env(name, value),
            None => traced.env_remove(name),
        };
    }
    let server = Server::start(&mut traced, port, &data.0.join("server.log"));
    let nino = Browser::of_demo(&data.0.join("data"), port, NINO);
    let elsewhere = "http://192.0.2.77:81/x";
    nino.get("/profile").expect(200);
    let fields = [("full_name", elsewhere), ("latin_name", "Nino"), ("lang", "en"), ("time_zone", elsewhere)];
    nino.post("/profile", &fields);
    for path in ["/sign-in?next=", "/v?n=", "/v/", "/media/", "/assets/", "/invitation/", "/courses/"] {
        nino.get(&format!("{path}{}", elsewhere.replace('/', "%2F")));
    }
    nino.post("/lost-access", &[("number", elsewhere), ("name", elsewhere), ("email", "a@192.0.2.77")]);
    nino.post("/sign-in/code", &[("email", "someone@evil.example")]);
    raw(port, format!("GET {elsewhere} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Forwarded-Host: 192.0.2.77\r\nConnection: close\r\n\r\n").as_bytes());
    raw(
        port,
        format!("CONNECT 192.0.2.77:81 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").as_bytes(),
    );
    // strace is the parent: asked to stop, it lets its child go, which is told by itself.
    let children = fs::read_to_string(format!("/proc/{0}/task/{0}/children", server.pid())).unwrap();
    let child: u32 = children.split_whitespace().next().unwrap().parse().unwrap();
    crate::whole::binary::server::signal(child, "TERM");
    let mut server = server;
    server.ended();
    let record = fs::read_to_string(&record).unwrap();
    let connects: Vec<&str> = record.lines().filter(|line| line.contains("sa_family")).collect();
    assert!(connects.iter().any(|line| line.contains("AF_UNIX")), "the database is spoken to: {record}");
    let foreign: Vec<_> =
        connects.iter().filter(|line| !line.contains("AF_UNIX") && !line.contains("AF_UNSPEC")).collect();
    let own = |line: &str| line.contains("127.0.0.1") || line.contains("\"::1\"");
    assert!(foreign.iter().all(|line| own(line)), "{foreign:?}");
}
