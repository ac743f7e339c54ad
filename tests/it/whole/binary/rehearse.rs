//! A backup is tried while people save: it brings back everything that was acknowledged before it began.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use portolan::platform::db::embedded::{find_binaries, url_of_running};
use serde_json::json;

use super::browser::Browser;
use super::saves::Saves;
use super::server::Server;
use super::support::{Data, free_port, portolan, run, said};
use crate::support::sql;

const NINO: &str = "nino.beridze@customs.example";
/// Of Aïssatou's certificate, which the demonstration makes when it starts.
const ONE_CERTIFICATE: &str = "SELECT 1 FROM certificate_files";

#[test]
fn a_backup_of_a_server_at_work_brings_back_every_acknowledged_answer() {
    let (data, port) = (Data::new("rehearse"), free_port());
    let server = Server::demo(&data, port);
    let folder = data.0.join("data");
    let url = || url_of_running(&folder, "portolan").unwrap();
    super::support::until("a certificate", || (!sql(&url(), ONE_CERTIFICATE).is_empty()).then_some(()));
    let nino = Browser::of_demo(&folder, port, NINO);
    let sitting = nino.begin_quiz(&nino.first_module());
    let mut saves = Saves::of(&sitting);
    let mut save = |browser: &Browser| {
        let op = saves.flag("q1", true);
        let page = browser.json("/outbox", &json!({ "ops": [op] }));
        // So many saves are those of no honest device, and the rest waits.
        let told = (page.code() != 429).then(|| page.expect(200).json())?;
        assert_eq!(told["receipts"][0]["status"], "stored", "{told}");
        Some(op.op_id)
    };
    let before: Vec<_> = (0..20).filter_map(|_| save(&nino)).collect();

    let (over, into) = (AtomicBool::new(false), data.path("rehearsal"));
    let (output, meanwhile) = thread::scope(|scope| {
        let over = &over;
        let (writer, save) = (nino.clone(), &mut save);
        let writing = scope.spawn(move || {
            let mut count = 0;
            while !over.load(Ordering::Relaxed) {
                count += usize::from(save(&writer).is_some());
            }
            count
        });
        let mut rehearse = portolan(&["rehearse", "--demo", "--data", folder.to_str().unwrap()]);
        let output = rehearse.args(["--into", &into, "--keep"]).output().unwrap();
        over.store(true, Ordering::Relaxed);
        (output, writing.join().unwrap())
    });
    let (code, out, why) = said(&output);
    assert!(code == 0 && meanwhile > 20, "{meanwhile} saves meanwhile: {out}{why}");
    let looks: Vec<_> = out.lines().filter_map(|line| line.strip_prefix("ok    ")?.split_whitespace().next()).collect();
    assert_eq!(looks, ["backup", "restore", "tables", "rules", "program", "keys", "files"], "{out}");
    assert!(out.contains("1 certificates are byte for byte what was given out, and verify"), "{out}");
    // Only the backup is left, for its owner.
    let left: Vec<_> = fs::read_dir(&into).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["backup.zip"]);
    server.stop();

    let copy = data.path("copy");
    let file = format!("{into}/backup.zip");
    let (code, out, why) = said(&run(&["restore", &file, "--data", &copy]));
    assert_eq!(code, 0, "{out}{why}");
    let (port, log) = (free_port(), data.0.join("copy.log"));
    let listen = format!("127.0.0.1:{port}");
    let mut serve = portolan(&["serve", "--demo", "--data", &copy, "--listen", &listen, "--log", "warn"]);
    let server = Server::start(&mut serve, port, &log);
    let copied = url_of_running(data.0.join("copy").as_path(), "portolan").unwrap();
    let kept = sql(&copied, "SELECT op_id::text FROM answer_ops WHERE device = 'phone'");
    assert_eq!(before.len(), 20);
    let lost: Vec<_> = before.iter().filter(|id| !kept.contains(&id.to_string())).collect();
    assert!(lost.is_empty(), "acknowledged before the backup began, and not in it: {lost:?}");
    server.stop();
}

#[test]
fn a_rehearsal_needs_an_empty_folder_and_the_secret_and_leaves_nothing() {
    let data = Data::new("rehearse-not");
    let (folder, full) = (data.path("data"), data.path("full"));
    fs::create_dir(&full).unwrap();
    fs::write(format!("{full}/something"), "").unwrap();
    let secret = "the secret of this server, long enough to be one";
    let rehearse = |more: &[&str]| said(&run(&[&["rehearse", "--data", &folder], more].concat()));
    let (code, _, why) = rehearse(&["--secret", secret, "--into", &full]);
    assert!(code == 2 && why.contains("is not empty; name another folder with --into"), "{code} {why}");
    let (code, _, why) = rehearse(&[]);
    assert!(code == 2 && why.contains("setting secret"), "{code} {why}");

    assert_eq!(said(&run(&["keys", "list", "--data", &folder, "--secret", secret])).0, 0);
    let (code, out, why) = rehearse(&["--secret", secret]);
    assert_eq!(code, 0, "{out}{why}");
    let (code, out, _) = rehearse(&["--secret", "another secret that this server never had"]);
    assert!(code == 1 && out.contains("MEND  keys") && out.contains("setting secret"), "{out}");
    let left = fs::read_dir(&folder)
        .unwrap()
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with("rehearsal")));
    assert_eq!(left.count(), 0, "the copy is removed, well or not");
}

/// The programs of PostgreSQL, with a `pg_dump` that leaves a table's rows out.
fn forgetful_programs(data: &Data) -> String {
    let (real, folder) = (find_binaries(None).unwrap(), data.path("bin"));
    fs::create_dir(&folder).unwrap();
    for program in fs::read_dir(&real).unwrap().flatten() {
        symlink(program.path(), format!("{folder}/{}", program.file_name().to_str().unwrap())).unwrap();
    }
    let dump = format!("{folder}/pg_dump");
    fs::remove_file(&dump).unwrap();
    let script = format!("#!/bin/sh\nexec {}/pg_dump --exclude-table-data=audit_log \"$@\"\n", real.display());
    fs::write(&dump, script).unwrap();
    fs::set_permissions(&dump, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[test]
fn a_backup_that_lacks_rows_is_told_by_table() {
    let data = Data::new("rehearse-forgetful");
    let (folder, programs) = (data.path("data"), forgetful_programs(&data));
    let secret = "the secret of this server, long enough to be one";
    let with = |what: &[&str]| said(&run(&[what, &["--data", &folder, "--secret", secret]].concat()));
    let add = ["people", "add", "ana@customs.example", "--name", "Ana", "--country", "PE", "--lang", "es"];
    assert_eq!(with(&add).0, 0);
    assert_eq!(with(&["rehearse"]).0, 0);
    let (code, out, _) = with(&["rehearse", "--pg-bin", &programs]);
    assert!(code == 1 && out.contains("MEND  tables     audit_log: 0 rows instead of "), "{code} {out}");
}
