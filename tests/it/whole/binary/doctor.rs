//! `doctor`: each thing the server needs is ok, or it says what to do.

use std::fs;
use std::process::Command;

use super::clock::MovedClock;
use super::disk::on_disk;
use super::support::{Data, portolan, said};
use crate::support::site;
use crate::support::smtp::Smtp;

const SECRET: &str = "0123456789 0123456789 0123456789";
const NOWHERE: &str = "postgres://portolan@127.0.0.1:1/portolan";
const LOOKS: [&str; 8] = ["settings", "programs", "disk", "database", "keys", "clock", "mail", "fonts"];

/// Runs the doctor: what it says of each thing, in order. Its exit code says whether all is well.
#[track_caller]
fn looks(command: &mut Command) -> Vec<String> {
    let (code, out, why) = said(&command.output().unwrap());
    let lines: Vec<String> = out.lines().map(str::to_owned).collect();
    let named = |line: &String| line.split_whitespace().nth(1).unwrap_or_default().to_owned();
    assert_eq!(lines.iter().map(named).collect::<Vec<_>>(), LOOKS, "each is told: {out}{why}");
    let unwell = lines.iter().filter(|line| line.starts_with("MEND  ")).count();
    assert_eq!(code, i32::from(unwell > 0), "{out}{why}");
    assert!(unwell == 0 || why.contains(&unwell.to_string()), "{why}");
    lines
}

/// Asserts what is unwell, and that each of these says so in these words.
#[track_caller]
fn assert_unwell(lines: &[String], expected: &[(&str, &str)]) {
    let unwell: Vec<&String> = lines.iter().filter(|line| line.starts_with("MEND  ")).collect();
    assert_eq!(unwell.len(), expected.len(), "{lines:#?}");
    for (line, (what, words)) in unwell.iter().zip(expected) {
        assert!(line.split_whitespace().nth(1) == Some(what) && line.contains(words), "{what}: {words:?} in {line}");
    }
}

#[actix_web::test]
async fn each_thing_is_ok_or_says_what_to_do() {
    let (data, relay) = (Data::new("doctor"), Smtp::beside());
    let (clock, database) = (MovedClock::new(&data), site().empty_database().await);
    let (url, owner) = (site().program_url(&database), site().url(&database));
    let folder = data.path("data");
    let plain = |what: &[&str]| {
        let place = ["--data", &folder, "--database-url", &url, "--database-owner-url", &owner];
        let mut command = portolan(&[what, &place].concat());
        command.env("PORTOLAN_SECRET", SECRET);
        command
    };
    let with_relay = |smtp: &str| {
        let mut command = plain(&["doctor"]);
        command.args(["--smtp", smtp]).arg("--smtp-ca").arg(relay.ca());
        command
    };
    let doctor = || with_relay(&relay.url());

    let later = "when the database is mended";
    let new = looks(&mut doctor());
    assert_unwell(&new, &[("database", "portolan migrate up"), ("keys", later), ("clock", later)]);
    assert_eq!(said(&plain(&["migrate", "up"]).output().unwrap()).0, 0);
    assert_unwell(&looks(&mut doctor()), &[]);

    // The relay: none set, nobody there, not with this password.
    assert_unwell(&looks(&mut plain(&["doctor"])), &[("mail", "set smtp")]);
    let nobody = "smtp://relay-user:geheim@127.0.0.1:1?tls=required";
    let told = looks(&mut with_relay(nobody));
    assert_unwell(&told, &[("mail", "look at the setting smtp")]);
    assert!(!told.concat().contains("geheim"), "{told:#?}");
    assert_unwell(&looks(&mut with_relay(&relay.url_with("wrong"))), &[("mail", "wrong name or password")]);

    // This machine an hour ahead of the database, and its own past an hour ahead of it.
    clock.set(3600);
    assert_unwell(&looks(clock.worn_by(&mut doctor())), &[("clock", "3600 s off the database's; set both by NTP")]);
    let add = ["people", "add", "ana@customs.example", "--name", "Ana", "--country", "PE", "--lang", "es"];
    assert_eq!(said(&clock.worn_by(&mut plain(&add)).output().unwrap()).0, 0);
    assert_unwell(&looks(&mut doctor()), &[("clock", "which is not yet; set the clock by NTP")]);
    clock.set(3601);

    let told = looks(doctor().env("PORTOLAN_SECRET", "another secret that this server never had"));
    assert_unwell(&told, &[("keys", "setting secret"), ("clock", "not yet")]);
}

#[test]
fn what_is_looked_at_last_is_looked_at_even_when_the_first_is_unwell() {
    let data = Data::new("doctor-unwell");
    let later = "when the database is mended";
    let doctor = |more: &[&str]| portolan(&[&["doctor", "--demo", "--data", &data.path("data")], more].concat());

    // A database that does not answer.
    let told = looks(&mut doctor(&["--database-url", NOWHERE]));
    assert_unwell(&told, &[("database", "does not answer"), ("keys", later), ("clock", later)]);
    assert!(told.concat().contains("/demo/mail"), "{told:#?}");

    // No programs to run one.
    let empty = data.path("empty");
    fs::create_dir(&empty).unwrap();
    let told = looks(&mut doctor(&["--pg-bin", &empty]));
    let install = "apt-get install postgresql";
    assert_unwell(&told, &[("programs", install), ("database", install), ("keys", later), ("clock", later)]);

    // A disk that is nearly full.
    let disk = data.0.join("disk");
    fs::create_dir(&disk).unwrap();
    let small = portolan(&["doctor", "--demo", "--data", disk.to_str().unwrap(), "--database-url", NOWHERE]);
    if let Some(mut command) = on_disk("size=300m", &disk, &small) {
        let told = looks(&mut command);
        assert_unwell(&told, &[("disk", "only 300 MB are free"), ("database", ""), ("keys", ""), ("clock", "")]);
        assert!(told[2].contains("--data"), "{told:#?}");
    }
}
