//! Several servers and a replica, as `docs/operations.md` tells operators to run them: nginx in front of two servers, one
//! database that both write to, and a second one that follows it. People sit quizzes through nginx while a server is killed
//! and started again, and while the database falls and the one that follows takes its place. Then everything that was
//! acknowledged is looked for.

mod cluster;
mod nginx;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio::task::JoinSet;
use tokio::time::sleep;
use tokio_postgres::Client;

use self::cluster::Cluster;
use self::nginx::Nginx;
use crate::bench::report::{Bar, tell_bars};
use crate::bench::scene::{self, Person};
use crate::bench::{Hall, sit};
use crate::browser::Browser;
use crate::journal::{Event, Journal};
use crate::people::{self, Group};
use crate::server::{Stage, free_port, is_ready};
use crate::smtp::Relay;
use crate::weather::Weather;
use crate::{Res, check, out, tell};

pub struct Options {
    pub program: PathBuf,
    pub curriculum: PathBuf,
    pub folder: PathBuf,
    pub people: usize,
    pub seed: u64,
}

/// Everybody begins within so many seconds, and answers for so many.
const GATE: f64 = 3.0;
const SITTING: f64 = 20.0;
/// Until the follower has what the first has; far more than it takes.
const CATCH_UP: Duration = Duration::from_secs(30);

/// Whether nothing was lost.
pub async fn run(options: Options) -> Res<bool> {
    std::fs::create_dir_all(&options.folder)?;
    let curriculum = people::curriculum(&options.curriculum, &options.folder)?;
    let journal_file = options.folder.join("journal.jsonl");
    let journal = Arc::new(Journal::create(&journal_file)?);
    journal.note(&Event::Began { seed: options.seed, people: options.people })?;
    let relay = Relay::open(Arc::new(Weather::new(0)), journal.clone()).await?;

    let sockets = options.folder.join("sockets");
    let first = Cluster::make(&options.folder.join("first"), &sockets, 5501).await?;
    let second = first.follow(&options.folder.join("second"), 5502).await?;
    let (program_url, owner_url) =
        (cluster::url("portolan_app", &first, &second), cluster::url("portolan", &first, &second));
    let urls = [program_url.as_str(), owner_url.as_str()];

    let door = free_port(0)?;
    let folder = |name: &str| options.folder.join(name);
    let a = Stage::on(&options.program, &folder("a"), door, door, relay.address, urls)?;
    let b = Stage::on(&options.program, &folder("b"), a.port, door, relay.address, urls)?;
    let (mut server_a, mut server_b) = (a.spawn()?, b.spawn()?);
    server_a.until_ready().await?;
    server_b.until_ready().await?;
    let nginx = Nginx::start(&options.folder.join("nginx"), door, a.port, b.port).await?;
    // Everybody comes through nginx, and so does the coordinator.
    let stage = a.behind(door);
    let mut tomas = people::coordinator(&stage, &curriculum).await?;
    let group = Group { course: people::COURSE, code: "SEVERAL", people: 0..options.people, password: "" };
    let (_, candidates) = scene::fill(&stage, &relay, &mut tomas, &group).await?;
    tell(&format!("{} people have come in through two servers", candidates.len()));

    let hall = Arc::new(Hall::open(journal.clone(), GATE, SITTING));
    let sitting = everybody_sits(&hall, candidates, options.seed);
    sleep(Duration::from_secs_f64(SITTING / 3.0)).await;
    server_b.kill().await?;
    sleep(Duration::from_secs_f64(SITTING / 3.0)).await;
    server_b.restart().await?;
    let candidates = all_of(sitting).await?;
    let [by_a, by_b] = nginx.shares()?;
    tell(&format!("a server was killed and came back; nginx gave {by_a} requests to the one, {by_b} to the other"));
    let mut bars = vec![
        bar("requests to the server that was killed are at least a tenth", by_a as f64 / by_b.max(1) as f64, 9.0),
        bar("errors while a server was away", count(&hall.errors), 0.0),
        bar("candidates who have not handed in", options.people as f64 - count(&hall.handed_in), 0.0),
    ];
    bars.extend(replica_is_whole(&first, &second).await?);

    let hall_2 = Arc::new(Hall::open(journal, GATE, SITTING));
    let sitting = everybody_sits(&hall_2, candidates, options.seed + 1);
    sleep(Duration::from_secs_f64(SITTING / 2.0)).await;
    let begin = Instant::now();
    first.fall()?;
    second.promote()?;
    let promoted = begin.elapsed().as_secs_f64();
    while !(is_ready(a.address()).await && is_ready(b.address()).await) {
        if begin.elapsed() > Duration::from_secs(60) {
            return Err("the servers do not find the other database".into());
        }
        sleep(Duration::from_millis(20)).await;
    }
    let well = begin.elapsed().as_secs_f64();
    tell(&format!(
        "the database fell; the other one took its place after {promoted:.2} s, both servers were on it after {well:.2} s"
    ));
    all_of(sitting).await?;
    let owner = second.connect("portolan", "portolan").await?;
    settled(&owner).await?;
    let mut anybody = Browser::new(stage.address(), &stage.host());
    let keys = check::keys(&anybody.get("/.well-known/jwks.json").await?.body)?;
    let report = check::in_database(&journal_file, &owner, &keys).await?;
    for finding in report.findings.iter().take(40) {
        tell(&format!("  {}: {}", finding.kind.to_uppercase(), finding.what));
    }
    bars.push(bar("errors while the database was away", count(&hall_2.errors), 0.0));
    bars.push(bar(
        "candidates who have not handed in, second time",
        options.people as f64 - count(&hall_2.handed_in),
        0.0,
    ));
    bars.push(bar("seconds without a database", well, 10.0));
    bars.push(bar("findings of the check, lost answers among them", report.findings.len() as f64, 0.0));
    server_a.stop().await?;
    server_b.stop().await?;
    out(&format!(
        "{} candidates sat twice: {} saves acknowledged, {} requests made again",
        options.people,
        hall.saves().await + hall_2.saves().await,
        count(&hall.again) + count(&hall_2.again)
    ));
    tell_bars(&bars);
    Ok(bars.iter().all(|bar| bar.met))
}

fn everybody_sits(hall: &Arc<Hall>, candidates: Vec<Person>, seed: u64) -> JoinSet<Res<Person>> {
    let mut sitting = JoinSet::new();
    for person in candidates {
        let dice = StdRng::seed_from_u64(seed.wrapping_mul(1_000_003).wrapping_add(person.nth as u64));
        sitting.spawn(sit(hall.clone(), person, dice));
    }
    sitting
}

async fn all_of(mut sitting: JoinSet<Res<Person>>) -> Res<Vec<Person>> {
    let mut people = Vec::new();
    while let Some(done) = sitting.join_next().await {
        people.push(done??);
    }
    people.sort_by_key(|person| person.nth);
    Ok(people)
}

/// The follower has everything that the first has, and the wall stands on it too.
async fn replica_is_whole(first: &Cluster, second: &Cluster) -> Res<Vec<Bar>> {
    let (owner, follower) =
        (first.connect("portolan", "portolan").await?, second.connect("portolan", "portolan").await?);
    settled(&owner).await?;
    let at: String = owner.query_one("SELECT pg_current_wal_lsn()::text", &[]).await?.try_get(0)?;
    let begin = Instant::now();
    let there = "SELECT pg_last_wal_replay_lsn() >= $1::text::pg_lsn";
    while !follower.query_one(there, &[&at]).await?.try_get::<_, bool>(0)? {
        if begin.elapsed() > CATCH_UP {
            return Err("the replica does not catch up".into());
        }
        sleep(Duration::from_millis(5)).await;
    }
    let mut unlike = 0;
    let tables =
        "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1";
    for row in owner.query(tables, &[]).await? {
        let table: String = row.try_get(0)?;
        // Of every table the rows as texts, in one hash.
        let hash = format!("SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {table} t");
        let (ours, theirs): (String, String) =
            (owner.query_one(&hash, &[]).await?.try_get(0)?, follower.query_one(&hash, &[]).await?.try_get(0)?);
        if ours != theirs {
            tell(&format!("  {table} is not the same on the replica"));
            unlike += 1;
        }
    }
    let program = second.connect("portolan_app", "portolan").await?;
    let seen = "SELECT count(*) FROM persons";
    let nobody: i64 = program.query_one(seen, &[]).await?.try_get(0)?;
    let somebody: String =
        owner.query_one("SELECT person_id::text FROM enrolments ORDER BY id LIMIT 1", &[]).await?.try_get(0)?;
    program.batch_execute(&format!("BEGIN READ ONLY; SELECT act_for('{somebody}')")).await?;
    let own: i64 = program.query_one("SELECT count(*) FROM enrolments", &[]).await?.try_get(0)?;
    program.batch_execute("ROLLBACK").await?;
    let wrote = follower.batch_execute("DELETE FROM jobs").await.is_ok();
    Ok(vec![
        bar("tables that are not the same on the replica", f64::from(unlike), 0.0),
        bar("persons that nobody sees on the replica", nobody as f64, 0.0),
        bar("places that a participant sees on the replica beside their own", own as f64 - 1.0, 0.0),
        bar("writes that the replica takes", f64::from(u8::from(wrote)), 0.0),
    ])
}

/// Waits until no job of a server is due any more; those of one that was killed are taken again after two minutes.
async fn settled(owner: &Client) -> Res<()> {
    let open = "SELECT count(*) FROM jobs WHERE dead_at IS NULL AND run_at <= now()";
    let begin = Instant::now();
    while owner.query_one(open, &[]).await?.try_get::<_, i64>(0)? > 0 {
        if begin.elapsed() > Duration::from_secs(180) {
            return Err("the jobs of the servers do not come to an end".into());
        }
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

fn count(counter: &std::sync::atomic::AtomicU64) -> f64 {
    counter.load(Ordering::SeqCst) as f64
}

fn bar(name: &'static str, is: f64, most: f64) -> Bar {
    Bar { name, is, most, unit: "", met: is <= most }
}
