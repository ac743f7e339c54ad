//! A campaign: a server, people who study, bad weather and trouble for a while, then calm, and the check.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::check::{self, Finding, Report};
use crate::clock::MovedClock;
use crate::journal::{Event, Journal};
use crate::people::{self, Arrived};
use crate::server::{Server, Stage};
use crate::sitting::{Counts, Course, Person};
use crate::smtp::Relay;
use crate::trouble::{Returns, Trouble};
use crate::weather::{Weather, Wrong};
use crate::{Res, browser, proxy, tell};

/// Longer than the lease of a job.
pub const JOBS_SETTLE: Duration = Duration::from_secs(150);

/// Wrong answers of a wrong server, after which a round with it is over.
const ENOUGH: u64 = 10;

pub struct Plan {
    pub program: PathBuf,
    pub curriculum: PathBuf,
    pub folder: PathBuf,
    /// Where the server's data lies.
    pub data: PathBuf,
    pub seed: u64,
    pub people: usize,
    pub think: Duration,
    /// Seconds between two blows against the server.
    pub pause: (f64, f64),
    pub ballast: Option<PathBuf>,
    /// The disk may fail to keep what was written.
    pub fails_to_sync: bool,
    /// The server goes by a clock that jumps.
    pub clock: Option<MovedClock>,
    /// How many servers there are on the one database; people are sent to each in turn.
    pub servers: usize,
    /// Jobs that were being done when a server was killed are taken again after their lease of two minutes; so long the
    /// check waits for them, or shorter.
    pub settle: Duration,
}

/// What came of it.
#[derive(Serialize)]
pub struct Outcome {
    pub seed: u64,
    pub seconds: f64,
    pub sittings: u64,
    pub saves: u64,
    pub acknowledgements: u64,
    pub held: u64,
    pub forms: u64,
    /// Batches that programs sent to the API.
    pub by_api: u64,
    /// Requests that a device had to make again.
    pub failures: u64,
    pub faults: u64,
    pub faults_by_kind: BTreeMap<&'static str, u64>,
    /// Seconds until all was well again, each time, in order of length.
    pub returns: Returns,
    pub checked: BTreeMap<&'static str, u64>,
    pub findings_by_kind: BTreeMap<&'static str, u64>,
    pub findings: Vec<Finding>,
}

pub struct Campaign {
    plan: Plan,
    weather: Arc<Weather>,
    relay: Arc<Relay>,
    journal: Arc<Journal>,
    /// The first one keeps the database.
    servers: Vec<Server>,
    arrived: Vec<Arrived>,
    begun: Instant,
    returns: Returns,
    counts: Vec<Arc<Course>>,
    rounds: u64,
}

impl Campaign {
    /// Starts a server on an empty folder and fills a course.
    pub async fn begin(plan: Plan) -> Res<Self> {
        fs::create_dir_all(&plan.folder)?;
        let weather = Arc::new(Weather::new(plan.seed));
        let journal = Arc::new(Journal::create(&plan.folder.join("journal.jsonl"))?);
        journal.note(&Event::Began { seed: plan.seed, people: plan.people })?;
        let relay = Relay::open(weather.clone(), journal.clone()).await?;
        let mut stage = Stage::make(&plan.program, &plan.folder, &plan.data, relay.address, "warn")?;
        stage.clock.clone_from(&plan.clock);
        let mut first = stage.spawn()?;
        first.until_ready().await?;
        let mut servers = vec![first];
        let mut newest = stage.clone();
        for nth in 1..plan.servers {
            newest = newest.beside(&plan.folder.join(format!("beside-{nth}")), relay.address, "warn")?;
            let mut server = newest.spawn()?;
            server.until_ready().await?;
            servers.push(server);
        }
        let curriculum = people::curriculum(&plan.curriculum, &plan.folder)?;
        let begun = Instant::now();
        let arrived = people::arrive(&stage, &relay, &curriculum, plan.people).await?;
        tell(&format!("{} people have come in, after {:.0} s", arrived.len(), begun.elapsed().as_secs_f64()));
        let (returns, counts, rounds) = (Returns::new(), Vec::new(), 0);
        Ok(Self { plan, weather, relay, journal, servers, arrived, begun: Instant::now(), returns, counts, rounds })
    }

    pub fn journal(&self) -> PathBuf {
        self.plan.folder.join("journal.jsonl")
    }

    /// People study for so long, in bad weather and under blows, or behind a line that plays a wrong server; then they
    /// bring everything home in calm weather.
    pub async fn study(mut self, time: Duration, wrong: Option<Wrong>) -> Res<Self> {
        let honest = wrong.is_none();
        self.rounds += 1;
        let course = Arc::new(Course {
            journal: self.journal.clone(),
            over: AtomicBool::new(false),
            calm: AtomicBool::new(!honest),
            counts: Counts::default(),
            think: self.plan.think,
            clock_jumps: self.plan.clock.is_some(),
        });
        self.weather.set_calm(!honest);
        self.weather.set_wrong(wrong);
        self.relay.set_good(!honest);

        let mut studying = JoinSet::new();
        let addresses: Vec<_> = self.servers.iter().map(|server| server.stage.address()).collect();
        for (nth, Arrived { browser, place }) in std::mem::take(&mut self.arrived).into_iter().enumerate() {
            let lane = proxy::open(nth, addresses.clone(), self.weather.clone()).await?;
            let seed = self.plan.seed.wrapping_add(self.rounds << 32);
            let person = Person::new(nth, seed, browser.through(lane), place, course.clone());
            studying.spawn(person.study());
        }
        let trouble = Trouble {
            weather: self.weather.clone(),
            pause: self.plan.pause,
            ballast: self.plan.ballast.clone(),
            fails_to_sync: self.plan.fails_to_sync,
            clock: self.plan.clock.clone(),
            over: Arc::new(AtomicBool::new(!honest)),
        };
        let (over, servers) = (trouble.over.clone(), self.servers);
        let striking = tokio::spawn(trouble.strike(servers));
        let enough = || if honest { striking.is_finished() } else { self.weather.wrongs() >= ENOUGH };
        watch(time, &course, &self.weather, &mut studying, enough).await?;
        over.store(true, Ordering::SeqCst);
        let (servers, returns) = striking.await??;
        for (name, mut times) in returns {
            self.returns.entry(name).or_default().append(&mut times);
        }
        self.weather.set_calm(true);
        self.weather.set_wrong(None);
        self.relay.set_good(true);
        course.calm.store(true, Ordering::SeqCst);
        course.over.store(true, Ordering::SeqCst);
        while let Some(person) = studying.join_next().await {
            let Person { browser, place, .. } = person??;
            self.arrived.push(Arrived { browser, place });
        }
        self.counts.push(course);
        Ok(Self { servers, ..self })
    }

    /// Waits until no job is due, then looks at everything.
    pub async fn check(&mut self) -> Res<Report> {
        let client = check::connect(&self.plan.data).await?;
        let begin = Instant::now();
        loop {
            let due = "SELECT count(*) FROM jobs
                       WHERE dead_at IS NULL AND (run_at < now() + interval '2 s' OR kind <> 'close-attempt')";
            let due: i64 = client.query_one(due, &[]).await?.try_get(0)?;
            if due == 0 || begin.elapsed() > self.plan.settle {
                break;
            }
            sleep(Duration::from_millis(200)).await;
        }
        let stage = &self.servers.first().ok_or("no server")?.stage;
        let mut anybody = browser::Browser::new(stage.address(), &stage.host());
        let keys = check::keys(&anybody.get("/.well-known/jwks.json").await?.body)?;
        let mut report = check::all(&self.journal(), &self.plan.data, &keys).await?;
        for server in &self.servers {
            for line in String::from_utf8_lossy(&fs::read(&server.stage.log)?).lines() {
                if line.contains("panicked") || line.contains(" ERROR ") {
                    report.find("error in the log", line);
                }
            }
        }
        Ok(report)
    }

    pub fn data(&self) -> &Path {
        &self.plan.data
    }

    /// Stops the server and adds everything up.
    pub async fn end(mut self, report: Report) -> Res<Outcome> {
        // The one with the database last.
        for mut server in self.servers.into_iter().rev() {
            let stopped = server.stop().await?;
            self.returns.entry("last stop").or_default().push(stopped);
        }
        self.returns.values_mut().for_each(|times| times.sort_by(f64::total_cmp));
        let sum = |read: fn(&Counts) -> u64| self.counts.iter().map(|course| read(&course.counts)).sum();
        let faults_by_kind = self.weather.done();
        Ok(Outcome {
            seed: self.plan.seed,
            seconds: self.begun.elapsed().as_secs_f64(),
            sittings: sum(|counts| counts.sittings.load(Ordering::Relaxed)),
            saves: sum(|counts| counts.saves.load(Ordering::Relaxed)),
            acknowledgements: sum(|counts| counts.acknowledgements.load(Ordering::Relaxed)),
            held: sum(|counts| counts.held.load(Ordering::Relaxed)),
            forms: sum(|counts| counts.forms.load(Ordering::Relaxed)),
            by_api: sum(|counts| counts.by_api.load(Ordering::Relaxed)),
            failures: sum(|counts| counts.failures.load(Ordering::Relaxed)),
            faults: faults_by_kind.values().sum(),
            faults_by_kind,
            returns: self.returns,
            findings_by_kind: report.kinds(),
            checked: report.counts,
            findings: report.findings,
        })
    }
}

/// Waits until the time is over or it is enough, tells how far it is, and breaks off when somebody cannot go on.
async fn watch(
    time: Duration,
    course: &Course,
    weather: &Weather,
    studying: &mut JoinSet<Res<Person>>,
    enough: impl Fn() -> bool,
) -> Res<()> {
    let (begin, mut told) = (Instant::now(), Instant::now());
    while begin.elapsed() < time {
        sleep(Duration::from_millis(100)).await;
        if let Some(ended) = studying.try_join_next() {
            ended??;
            return Err("somebody stopped studying".into());
        }
        if enough() {
            return Ok(());
        }
        if told.elapsed() > Duration::from_secs(30) {
            told = Instant::now();
            let faults: u64 = weather.done().values().sum();
            let saves = course.counts.saves.load(Ordering::Relaxed);
            let elapsed = begin.elapsed().as_secs();
            tell(&format!("{elapsed:>6} s: {saves} answers acknowledged, {faults} faults"));
        }
    }
    Ok(())
}
