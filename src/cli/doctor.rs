//! `doctor`: everything the server needs, looked at one by one.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::Stop;
use super::database::{Database, app, block_on};
use super::ward::{Look, Ward, word};
use crate::base::clock::{Clock, Instant};
use crate::platform::config::{Config, Place, Settings};
use crate::platform::db::{self, Db, Reach, embedded, migrate};
use crate::platform::mail::Mailer;
use crate::platform::web::server;

pub const EXAMPLE: &str = "Example:\n  portolan doctor --config /etc/portolan.toml";

/// Below this, PostgreSQL may soon stop for lack of room.
const LEAST_FREE_MB: u64 = 1024;
/// A clock further off than this makes tokens and deadlines wrong.
const MOST_SECONDS_OFF: f64 = 5.0;

/// How long a database is waited for that is perhaps just being started: a look is short.
const LOOK: Duration = Duration::from_secs(2);

pub fn run(settings: Settings) -> Result<(), Stop> {
    let place = settings.place()?;
    let config = settings.resolve()?;
    config.tls.as_ref().map(server::tls_config).transpose()?;
    let mut ward = Ward::default();
    ward.note("settings", Ok("safe to run with".to_owned()));
    ward.note("programs", programs(&place));
    ward.note("disk", disk(&place.data));
    match Database::reach_within(&place, LOOK).map_err(word) {
        Ok(database) => {
            let looked = tables(&database);
            block_on(with_database(&mut ward, config.clone(), &database.url, looked));
        }
        Err(why) => {
            ward.note("database", Err(why));
            ward.note_unseen();
        }
    }
    ward.note("mail", block_on(relay(&config)));
    ward.note("fonts", fonts());
    ward.end()
}

impl Ward {
    /// Keys and clock need a database that is well.
    fn note_unseen(&mut self) {
        for what in ["keys", "clock"] {
            self.note(what, Err("can be looked at when the database is mended".to_owned()));
        }
    }
}

async fn with_database(ward: &mut Ward, config: Config, url: &str, tables: Look) {
    let is_well = tables.is_ok();
    ward.note("database", tables);
    if !is_well {
        return ward.note_unseen();
    }
    let keys = app(config, url, 1).await.map_err(word);
    ward.note("keys", keys.map(|app| format!("{} keys open with this secret", app.keys.all().len())));
    ward.note("clock", clock(url).await);
}

fn programs(place: &Place) -> Look {
    if place.database_url.is_some() {
        return Ok("not needed: the database is another server's".to_owned());
    }
    let found = embedded::find_binaries(place.pg_bin.as_deref());
    found.map(|bin| bin.display().to_string()).map_err(|trouble| trouble.to_string())
}

/// Asked of `df`, which is on every system and knows quotas and mounts.
fn disk(data: &Path) -> Look {
    let there = data.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("/"));
    let output = Command::new("df").arg("-Pk").arg(there).output().map_err(|error| format!("df: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let free = text.lines().nth(1).and_then(|line| line.split_whitespace().nth(3)?.parse::<u64>().ok());
    match free.map(|kb| kb / 1024) {
        Some(mb) if mb < LEAST_FREE_MB => {
            Err(format!("only {mb} MB are free in {}; make room, or move the data with --data", there.display()))
        }
        Some(mb) => Ok(format!("{mb} MB are free in {}", there.display())),
        None => Err(format!("df does not tell how much is free in {}", there.display())),
    }
}

fn tables(database: &Database) -> Look {
    if database.owner().is_err() {
        database.check_program().map_err(word)?;
    }
    let status = migrate::status(database.any_url()).map_err(|trouble| trouble.to_string())?;
    match status.pending.len() {
        0 => database
            .check_program()
            .map_err(word)
            .map(|()| format!("answers, {} migrations have run", status.applied.len())),
        waiting => Err(format!("{waiting} migrations wait; run: portolan migrate up")),
    }
}

async fn relay(config: &Config) -> Look {
    match Mailer::new(config).map_err(|refusal| refusal.to_string())? {
        Mailer::Demo => Ok("a demonstration: mail is read at /demo/mail".to_owned()),
        Mailer::Unset => Err("no relay is set, so mail waits in the database; set smtp".to_owned()),
        relay @ Mailer::Relay(_) => relay
            .check()
            .await
            .map(|()| "the relay takes our name and password".to_owned())
            .map_err(|why| format!("{why}; look at the setting smtp, and whether this machine may reach the relay")),
    }
}

/// Against the database's clock, which is another machine's when it is another server, and against our own past.
async fn clock(url: &str) -> Look {
    let db = Db::new(url, 1).map_err(|error| error.to_string())?;
    let times = async {
        let mut conn = db.read(&Reach::Nobody).await?;
        db::clock(&mut conn).await
    };
    let (theirs, newest) = times.await.map_err(|error| error.cause())?;
    judge_clock(Clock::system().now(), theirs, newest)
}

fn judge_clock(ours: Instant, theirs: Instant, newest: Option<Instant>) -> Look {
    let off = seconds(ours - theirs);
    if off.abs() > MOST_SECONDS_OFF {
        return Err(format!("this machine's clock is {off:.0} s off the database's; set both by NTP"));
    }
    match newest.filter(|newest| seconds(*newest - ours) > MOST_SECONDS_OFF) {
        Some(newest) => Err(format!("the log has an entry of {newest}, which is not yet; set the clock by NTP")),
        None => Ok(format!("{}", ours.format("%Y-%m-%d %H:%M:%S UTC"))),
    }
}

#[expect(clippy::cast_precision_loss, reason = "seconds between two clocks are far below 2^52")]
fn seconds(span: chrono::Duration) -> f64 {
    span.num_milliseconds() as f64 / 1000.0
}

#[cfg(feature = "certs")]
fn fonts() -> Look {
    match crate::features::certificates::Fonts::embedded().missing("Ábc Жд ნინო محمد") {
        None => Ok("Latin, Cyrillic, Georgian and Arabic names can be set".to_owned()),
        Some(letter) => Err(format!("no font has the letter {letter:?}; this program was built without its fonts")),
    }
}

#[cfg(not(feature = "certs"))]
fn fonts() -> Look {
    Err("this program was built without certificates; build it with its usual features".to_owned())
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;

    #[test]
    fn a_clock_is_held_against_the_databases_and_against_its_own_past() {
        let now = Clock::system().now();
        assert!(judge_clock(now, now, None).is_ok());
        assert!(judge_clock(now, now + Duration::seconds(4), Some(now - Duration::days(1))).is_ok());
        for apart in [Duration::hours(1), Duration::seconds(-6)] {
            let why = judge_clock(now, now + apart, None).unwrap_err();
            assert!(why.contains(&format!("{} s off", -apart.num_seconds())) && why.contains("NTP"), "{why}");
        }
        let why = judge_clock(now, now, Some(now + Duration::hours(1))).unwrap_err();
        assert!(why.contains("which is not yet"), "{why}");
    }
}
