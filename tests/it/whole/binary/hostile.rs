//! Surroundings that do not do: each ends in one clear line, or is outlived without a broken promise.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;
use std::thread;

use serde_json::{Value, json};
use uuid::Uuid;

use super::browser::Browser;
use super::disk::{fill, on_disk, seen_by};
use super::saves::Saves;
use super::server::Server;
use super::support::{Data, free_port, portolan, said, until};
use crate::support::query;

const NINO: &str = "nino.beridze@customs.example";

/// A server that does not start: exit code 1, and one line on standard error.
#[track_caller]
fn refusal(command: &mut Command) -> String {
    let (code, out, why) = said(&command.output().unwrap());
    assert!(code == 1 && out.is_empty(), "{code} {out}{why}");
    assert_eq!(why.trim_end().lines().count(), 1, "one line: {why}");
    why
}

fn serve(folder: &str) -> Command {
    portolan(&["serve", "--demo", "--data", folder, "--listen", &format!("127.0.0.1:{}", free_port()), "--log", "warn"])
}

fn mode(folder: &Path, mode: u32) {
    fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_data_folder_that_cannot_be_used_is_named_with_the_setting() {
    let data = Data::new("unwritable");
    let (closed, folder) = (data.0.join("closed"), data.path("closed/data"));
    fs::create_dir(&closed).unwrap();
    // Root may write everywhere, but the database's account may not go everywhere.
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    mode(&closed, if is_root { 0o700 } else { 0o500 });
    let why = refusal(&mut serve(&folder));
    let words = if is_root { "chmod o+x" } else { "cannot write to the data folder" };
    assert!(why.contains(words) && why.contains(closed.to_str().unwrap()) && why.contains("--data"), "{why}");
    mode(&closed, 0o700);

    if let Some(mut command) = on_disk("ro", &data.0, &serve(&data.path("data"))) {
        let why = refusal(&mut command);
        assert!(why.contains("cannot write to the data folder") && why.contains("Read-only"), "{why}");
        assert!(why.contains("--data"), "{why}");
    }
}

#[test]
fn a_machine_without_postgresql_is_told_what_to_install() {
    let data = Data::new("no-programs");
    let empty = data.0.join("empty");
    fs::create_dir(&empty).unwrap();
    let why = refusal(serve(&data.path("data")).env("PATH", "").env("PG_BIN", &empty));
    assert!(why.contains("apt-get install postgresql") && why.contains("PG_BIN"), "{why}");
    assert!(why.contains(empty.to_str().unwrap()) && !data.0.join("data").exists(), "{why}");
}

#[test]
fn a_cluster_of_another_postgresql_is_told_what_to_install_and_not_touched() {
    let data = Data::new("other-version");
    let version = data.0.join("data/postgres/PG_VERSION");
    fs::create_dir_all(version.parent().unwrap()).unwrap();
    for (made_by, words) in
        [("99\n", "apt-get install postgresql-99"), ("", "does not say"), ("fifteen\n", "does not say")]
    {
        fs::write(&version, made_by).unwrap();
        let why = refusal(&mut serve(&data.path("data")));
        assert!(why.contains(words) && why.contains("data/postgres"), "{made_by:?}: {why}");
        assert_eq!(fs::read_to_string(&version).unwrap(), made_by);
    }
}

/// Text that does not get smaller.
fn noise(bytes: usize) -> String {
    (0..bytes / 32).map(|_| Uuid::new_v4().simple().to_string()).collect()
}

#[test]
fn on_a_full_disk_nothing_is_acknowledged_that_is_not_kept_and_with_room_it_goes_on() {
    let (data, port) = (Data::new("full"), free_port());
    let disk = data.0.join("disk");
    fs::create_dir(&disk).unwrap();
    let (folder, listen) = (disk.join("data"), format!("127.0.0.1:{port}"));
    let command = ["serve", "--demo", "--data", folder.to_str().unwrap(), "--listen", &listen, "--log", "warn"];
    let Some(mut command) = on_disk("size=160m", &disk, &portolan(&command)) else { return };
    let server = Server::start(&mut command, port, &data.0.join("server.log"));
    let folder = seen_by(server.pid(), &folder);
    let nino = Browser::of_demo(&folder, port, NINO);
    let sitting = nino.begin_quiz(&nino.first_module());
    let mut device = Device { saves: Saves::of(&sitting), receipts: Vec::new() };
    assert!(device.send(&nino, "before"));

    let ballast = seen_by(server.pid(), &disk.join("ballast"));
    fill(&ballast);
    // There is room in what the database has already taken; then there is none.
    let text = noise(50_000);
    until("an answer for which there is no room", || (!device.send(&nino, &text)).then_some(()));
    server.get("/healthz").expect(200);
    // Worse: no room for the database's own journal, without which it cannot even stand still.
    until("a database without a journal", || statement(&folder, "SELECT pg_switch_wal()").is_none().then_some(()));
    assert!(!device.send(&nino, &text));
    server.get("/healthz").expect(200);

    fs::remove_file(&ballast).unwrap();
    until("answers to be taken again", || device.send(&nino, "after").then_some(()));
    let flag = device.saves.flag("q1", true);
    nino.json("/outbox", &json!({ "ops": [flag] })).expect(200);
    device.assert_kept(&nino);
    let shown = nino.get(&sitting).expect(200).controls();
    assert!(shown.contains(&("flag.q1".to_owned(), "on".to_owned())), "{shown:?}");
    server.stop();
}

/// Runs one statement as the database's owner; nothing when it cannot be run.
fn statement(data: &Path, statement: &'static str) -> Option<Vec<String>> {
    let file = fs::read_to_string(data.join("postgres/postmaster.pid")).ok()?;
    let url = format!("postgres://portolan@{}/portolan", file.lines().nth(4)?.replace('/', "%2F"));
    let work = move || actix_web::rt::System::new().block_on(query(&url, statement));
    thread::spawn(work).join().ok()
}

struct Device {
    saves: Saves,
    receipts: Vec<Value>,
}

impl Device {
    /// Sends an answer; whether it was acknowledged. Anything else than that is "come back soon".
    fn send(&mut self, nino: &Browser, text: &str) -> bool {
        let op = self.saves.save("answer", "q1", vec![text.to_owned()]);
        let page = nino.json("/outbox", &json!({ "ops": [op] }));
        if page.code() == 200 {
            assert_eq!(page.json()["receipts"][0]["status"], "stored");
            self.receipts.push(page.json()["receipts"][0].clone());
            return true;
        }
        assert!(page.code() == 503 && page.header("retry-after").is_some(), "{page:?}");
        assert!(!page.html().contains("receipt"), "{page:?}");
        false
    }

    /// Everything is taken when it is sent again, and what was acknowledged has its first receipt.
    fn assert_kept(&self, nino: &Browser) {
        for ops in self.saves.sent().chunks(5) {
            for receipt in
                nino.json("/outbox", &json!({ "ops": ops })).expect(200).json()["receipts"].as_array().unwrap()
            {
                assert_eq!(receipt["status"], "stored");
                let first = self.receipts.iter().find(|first| first["op_id"] == receipt["op_id"]);
                assert!(
                    first.is_none_or(|first| first["received_at"] == receipt["received_at"]),
                    "{first:?} {receipt}"
                );
            }
        }
    }
}
