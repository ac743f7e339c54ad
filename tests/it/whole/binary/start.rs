//! Starting, stopping, and being killed.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::time::Duration;

use super::browser::Browser;
use super::server::Server;
use super::support::{Data, free_port, portolan, run, said};

const NINO: &str = "nino.beridze@customs.example";

#[test]
fn a_demonstration_starts_serves_stops_and_survives_being_killed() {
    let (data, port) = (Data::new("demo"), free_port());
    let server = Server::demo(&data, port);

    let accounts = data.0.join("data/demo-accounts.json");
    assert_eq!(fs::metadata(&accounts).unwrap().permissions().mode() & 0o777, 0o600);
    let nino = Browser::of_demo(&data.0.join("data"), port, NINO);
    let name = |page: crate::support::Page| page.field("full_name");
    assert_eq!(name(nino.get("/profile").expect(200)).as_deref(), Some("ნინო ბერიძე"));

    // A second one on the same folder, and a port that is taken.
    let folder = &data.path("data");
    let (code, _, why) =
        said(&run(&["serve", "--demo", "--data", folder, "--listen", &format!("127.0.0.1:{}", free_port())]));
    assert!(code == 1 && why.contains("another Portolan") && why.contains(&server.pid().to_string()), "{code} {why}");

    // Commands work while it runs.
    let (code, out, why) = said(&run(&["people", "roles", "admin@portolan.example", "--demo", "--data", folder]));
    assert_eq!((code, out.as_str()), (0, "admin\n"), "{why}");

    // The address that a command prints is that of the server, whose settings it was not told.
    let admin = "admin@portolan.example";
    let (code, out, why) = said(&run(&["people", "reset", admin, "--demo", "--data", folder]));
    assert!(code == 0 && out.contains(&format!("http://127.0.0.1:{port}/sign-in")), "{code} {out}{why}");
    Browser::new(port).sign_in_by_code(admin, out.lines().next().unwrap());

    // kill -9 in the middle: the next start finds everything, the session too, for it was acknowledged.
    server.kill();
    let server = Server::demo(&data, port);
    assert_eq!(name(nino.get("/profile").expect(200)).as_deref(), Some("ნინო ბერიძე"));

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
