//! The beginning of an exam: everybody begins within some seconds, answers, and hands in. Nobody signs in meanwhile.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde::Serialize;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::report::{Bar, tell_bars};
use super::scene::{self, Person};
use crate::browser::redirect;
use crate::check;
use crate::journal::{Event, Journal};
use crate::page::{questions_of, receipt_in};
use crate::people::{self, Group};
use crate::save::{Save, receipts_for};
use crate::server::Stage;
use crate::smtp::Relay;
use crate::weather::Weather;
use crate::{Res, out, tell};

pub struct Exam {
    pub program: PathBuf,
    pub curriculum: PathBuf,
    pub folder: PathBuf,
    pub summary: Option<PathBuf>,
    pub people: usize,
    /// Within so many seconds everybody begins.
    pub gate: f64,
    /// For so long they answer.
    pub sitting: f64,
    /// How often the server is killed meanwhile.
    pub kills: usize,
    pub seed: u64,
}

/// What all candidates share.
pub struct Hall {
    journal: Arc<Journal>,
    begun: Instant,
    gate: f64,
    sitting: f64,
    starts: Mutex<Vec<f64>>,
    saves: Mutex<Vec<f64>>,
    /// Answers that no server in good health gives.
    pub errors: AtomicU64,
    /// Requests made again: the server was away, or asked to come back.
    pub again: AtomicU64,
    pub handed_in: AtomicU64,
}

#[derive(Serialize)]
struct Outcome {
    people: usize,
    kills: usize,
    handed_in: u64,
    saves: usize,
    errors: u64,
    made_again: u64,
    start_p50_ms: f64,
    start_p99_ms: f64,
    save_p50_ms: f64,
    save_p99_ms: f64,
    returns: Vec<f64>,
    findings: Vec<check::Finding>,
}

/// Whether every bar was met.
pub async fn stampede(options: Exam) -> Res<bool> {
    let curriculum = people::curriculum_with(&options.curriculum, &options.folder, Some(20))?;
    let journal = Arc::new(Journal::create(&options.folder.join("journal.jsonl"))?);
    journal.note(&Event::Began { seed: options.seed, people: options.people })?;
    let relay = Relay::open(Arc::new(Weather::new(0)), journal.clone()).await?;
    let data = options.folder.join("data");
    let stage = Stage::make(&options.program, &options.folder, &data, relay.address, "info")?;
    let mut server = stage.spawn()?;
    server.until_ready().await?;
    let mut tomas = people::coordinator(&stage, &curriculum).await?;
    let begin = Instant::now();
    let group = Group { course: people::COURSE, code: "EXAM-2090", people: 0..options.people, password: "" };
    let (_, candidates) = scene::fill(&stage, &relay, &mut tomas, &group).await?;
    scene::until_done(&stage, "true").await?;
    tell(&format!(
        "{} candidates wait with their sessions, after {:.0} s",
        candidates.len(),
        begin.elapsed().as_secs_f64()
    ));

    let hall = Arc::new(Hall::open(journal.clone(), options.gate, options.sitting));
    let mut sitting = JoinSet::new();
    for person in candidates {
        let dice = StdRng::seed_from_u64(options.seed.wrapping_mul(1_000_003).wrapping_add(person.nth as u64));
        sitting.spawn(sit(hall.clone(), person, dice));
    }
    let mut returns = Vec::new();
    let whole = options.gate + options.sitting;
    for nth in 1..=options.kills {
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let at = whole * nth as f64 / (options.kills + 1) as f64;
        sleep(Duration::from_secs_f64(at).saturating_sub(hall.begun.elapsed())).await;
        returns.push(server.kill_and_restart().await?);
    }
    while let Some(done) = sitting.join_next().await {
        if let Err(error) = done?.map(drop) {
            hall.errors.fetch_add(1, Ordering::Relaxed);
            tell(&format!("  {error}"));
        }
    }
    tell(&format!("everybody has handed in, after {:.0} s", hall.begun.elapsed().as_secs_f64()));
    // Jobs of a killed server are taken again after their lease of two minutes.
    if options.kills > 0 {
        sleep(Duration::from_secs(125)).await;
    }
    scene::until_done(&stage, "true").await?;
    let mut anybody = crate::browser::Browser::new(stage.address(), &stage.host());
    let keys = check::keys(&anybody.get("/.well-known/jwks.json").await?.body)?;
    let report = check::all(&options.folder.join("journal.jsonl"), &data, &keys).await?;
    server.stop().await?;
    let outcome = outcome(&options, &hall, returns, report.findings).await;
    tell_outcome(&options, &outcome)
}

async fn outcome(options: &Exam, hall: &Hall, returns: Vec<f64>, findings: Vec<check::Finding>) -> Outcome {
    let (starts, saves) = (hall.starts.lock().await.clone(), hall.saves.lock().await.clone());
    let share = |times: &[f64], share: usize| {
        let mut times = times.to_vec();
        times.sort_unstable_by(f64::total_cmp);
        times.get(times.len() * share / 100).copied().unwrap_or(0.0) * 1000.0
    };
    Outcome {
        people: options.people,
        kills: options.kills,
        handed_in: hall.handed_in.load(Ordering::SeqCst),
        saves: saves.len(),
        errors: hall.errors.load(Ordering::SeqCst),
        made_again: hall.again.load(Ordering::SeqCst),
        start_p50_ms: share(&starts, 50),
        start_p99_ms: share(&starts, 99),
        save_p50_ms: share(&saves, 50),
        save_p99_ms: share(&saves, 99),
        returns,
        findings,
    }
}

fn tell_outcome(options: &Exam, outcome: &Outcome) -> Res<bool> {
    if let Some(file) = &options.summary {
        std::fs::write(file, serde_json::to_string_pretty(outcome)?)?;
    }
    for finding in outcome.findings.iter().take(40) {
        tell(&format!("  {}: {}", finding.kind.to_uppercase(), finding.what));
    }
    out(&format!(
        "{} candidates, {} handed in, {} saves, {} requests made again, server killed {} times (well again after {:?} s)",
        outcome.people,
        outcome.handed_in,
        outcome.saves,
        outcome.made_again,
        outcome.kills,
        outcome.returns.iter().map(|took| (took * 100.0).round() / 100.0).collect::<Vec<_>>()
    ));
    out(&format!(
        "start p50 {:.0} ms, p99 {:.0} ms; save p50 {:.0} ms, p99 {:.0} ms",
        outcome.start_p50_ms, outcome.start_p99_ms, outcome.save_p50_ms, outcome.save_p99_ms
    ));
    let bar = |name, is: f64, most: f64, unit| Bar { name, is, most, unit, met: is <= most };
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    let count = |value: usize| value as f64;
    let mut bars = vec![
        bar("errors", count(usize::try_from(outcome.errors)?), 0.0, ""),
        bar(
            "candidates who have not handed in",
            count(outcome.people) - count(usize::try_from(outcome.handed_in)?),
            0.0,
            "",
        ),
        bar("findings of the check, lost answers among them", count(outcome.findings.len()), 0.0, ""),
    ];
    // While the server is away nobody can begin; the times count only where it is not killed.
    if outcome.kills == 0 {
        bars.push(bar("start p99", outcome.start_p99_ms, 2000.0, "ms"));
        bars.push(bar("save p99", outcome.save_p99_ms, 250.0, "ms"));
    }
    tell_bars(&bars);
    Ok(bars.iter().all(|bar| bar.met))
}

/// One candidate, from the gate to the receipt.
pub async fn sit(hall: Arc<Hall>, mut person: Person, mut dice: StdRng) -> Res<Person> {
    let gate = dice.random_range(0.0..hall.gate);
    sleep(Duration::from_secs_f64(gate)).await;
    let begin = Instant::now();
    let path = format!("{}/quiz", person.place);
    let attempt = loop {
        let answer = person.browser.post(&path, &[]).await;
        if let Ok(answer) = &answer
            && let Some(attempt) = redirect(answer).and_then(|to| to.strip_prefix("/attempts/"))
        {
            break attempt.to_owned();
        }
        hall.failed(&answer, begin)?;
        sleep(Duration::from_millis(dice.random_range(100..1000))).await;
    };
    let page = format!("/attempts/{attempt}");
    let questions = loop {
        let answer = person.browser.get(&page).await;
        if let Ok(answer) = &answer
            && let Some(questions) = (answer.status() == 200).then(|| questions_of(&answer.text())).flatten()
        {
            break questions;
        }
        hall.failed(&answer, begin)?;
        sleep(Duration::from_millis(dice.random_range(100..1000))).await;
    };
    // From the click to the questions.
    hall.starts.lock().await.push(begin.elapsed().as_secs_f64());
    let pause = hall.sitting / 20.0;
    person.sitting = Some(scene::Sitting::new(attempt.clone(), questions));
    for _ in 0..20 {
        sleep(Duration::from_secs_f64(pause * dice.random_range(0.5..1.5))).await;
        let save = person.sitting.as_mut().ok_or("no sitting")?.next();
        hall.journal.note(&Event::Made { person: person.nth, save: save.clone() })?;
        hall.save(&mut person, save, &mut dice).await?;
    }
    let (path, receipt) = (format!("{page}/submission"), format!("{page}/receipt"));
    let begin = Instant::now();
    loop {
        let answer = person.browser.post(&path, &[]).await;
        if let Ok(answer) = &answer
            && redirect(answer) == Some(receipt.as_str())
        {
            break;
        }
        hall.failed(&answer, begin)?;
        sleep(Duration::from_millis(dice.random_range(100..1000))).await;
    }
    let code = loop {
        let answer = person.browser.get(&receipt).await;
        let shown = answer.as_ref().ok().filter(|answer| answer.status() == 200).map(crate::wire::Message::text);
        if let Some(code) = shown.as_deref().and_then(receipt_in) {
            break code;
        }
        hall.failed(&answer, begin)?;
        sleep(Duration::from_millis(dice.random_range(100..1000))).await;
    };
    hall.journal.note(&Event::HandedIn { person: person.nth, attempt, code })?;
    hall.handed_in.fetch_add(1, Ordering::SeqCst);
    Ok(person)
}

impl Hall {
    pub fn open(journal: Arc<Journal>, gate: f64, sitting: f64) -> Self {
        Self {
            journal,
            begun: Instant::now(),
            gate,
            sitting,
            starts: Mutex::default(),
            saves: Mutex::default(),
            errors: AtomicU64::new(0),
            again: AtomicU64::new(0),
            handed_in: AtomicU64::new(0),
        }
    }

    /// How many saves were acknowledged.
    pub async fn saves(&self) -> usize {
        self.saves.lock().await.len()
    }

    async fn save(&self, person: &mut Person, save: Save, dice: &mut StdRng) -> Res<()> {
        let batch = [save];
        let body = serde_json::to_vec(&serde_json::json!({ "ops": batch }))?;
        let whole = Instant::now();
        loop {
            let begin = Instant::now();
            let answer = person.browser.json("/outbox", &body).await;
            if let Some(receipts) = answer.as_ref().ok().and_then(|answer| receipts_for(answer, &batch)) {
                self.saves.lock().await.push(begin.elapsed().as_secs_f64());
                self.journal.note(&Event::Acknowledged { person: person.nth, answer: receipts })?;
                return Ok(());
            }
            self.failed(&answer, whole)?;
            sleep(Duration::from_millis(dice.random_range(100..1000))).await;
        }
    }

    /// A server that is away or asks to come back is asked again; anything else is an error, and so is waiting for ever.
    fn failed(&self, answer: &Res<crate::wire::Message>, since: Instant) -> Res<()> {
        let status = answer.as_ref().map_or(503, crate::wire::Message::status);
        self.again.fetch_add(1, Ordering::Relaxed);
        // The others are the words of a proxy whose server is away.
        if !matches!(status, 502..=504) {
            self.errors.fetch_add(1, Ordering::Relaxed);
        }
        if since.elapsed() > Duration::from_secs(60) {
            return Err(format!("nothing goes through for a minute: {status}").into());
        }
        Ok(())
    }
}
