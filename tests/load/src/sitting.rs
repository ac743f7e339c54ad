//! One person's sittings: begin, read the page, answer, save as the page's script does, use the plain form now and then,
//! hand in. Whatever the line does, the device goes on until everything it holds was acknowledged.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use tokio::time::sleep;

use crate::Res;
use crate::browser::{Browser, redirect};
use crate::journal::{Event, Journal};
use crate::page::{Kind, Question, questions_of, receipt_in};
use crate::people;
use crate::save::{Receipts, Save, receipts_for};
use crate::wire::Message;

/// Saves in one batch, as the script sends them.
const BATCH: usize = 20;
/// A token lives 15 minutes.
const TOKEN_LASTS: Duration = Duration::from_secs(12 * 60);
/// After so long a device that still holds something says so: on a line that is well again, nothing takes that long.
const STUCK: Duration = Duration::from_secs(90);

/// What all people share.
pub struct Course {
    pub journal: Arc<Journal>,
    /// No new sitting begins any more.
    pub over: AtomicBool,
    /// The line is well again, and whatever still waits must go through.
    pub calm: AtomicBool,
    pub counts: Counts,
    pub think: Duration,
    /// The server's clock jumps: tokens may end at any moment.
    pub clock_jumps: bool,
}

#[derive(Default)]
pub struct Counts {
    pub sittings: AtomicU64,
    /// Saves that were acknowledged for the first time.
    pub saves: AtomicU64,
    /// Acknowledgements, also of saves that were sent again.
    pub acknowledgements: AtomicU64,
    pub held: AtomicU64,
    pub forms: AtomicU64,
    /// Batches that a program sent to the API, and that were acknowledged.
    pub by_api: AtomicU64,
    pub failures: AtomicU64,
}

pub struct Person {
    pub nth: usize,
    pub browser: Browser,
    /// The address of the module.
    pub place: String,
    dice: StdRng,
    course: Arc<Course>,
    /// Of the person's own program, and since when.
    token: Option<(String, Instant)>,
}

/// A request that is made again as it is.
enum Ask<'a> {
    Page(&'a str),
    Form(&'a str, &'a [(&'a str, &'a str)]),
    Saves(&'a [u8]),
}

impl Ask<'_> {
    async fn of(&self, browser: &mut Browser) -> Res<Message> {
        match self {
            Ask::Page(path) => browser.get(path).await,
            Ask::Form(path, fields) => browser.post(path, fields).await,
            Ask::Saves(body) => browser.json("/outbox", body).await,
        }
    }
}

/// The queue of saves of one device in one attempt.
struct Device {
    attempt: String,
    name: String,
    seq: i32,
    previous: String,
    waiting: VecDeque<Save>,
    sent: Vec<Save>,
    standing: BTreeMap<String, Vec<String>>,
}

impl Person {
    pub fn new(nth: usize, seed: u64, browser: Browser, place: String, course: Arc<Course>) -> Self {
        let dice = StdRng::seed_from_u64(seed.wrapping_mul(1_000_003).wrapping_add(nth as u64));
        Self { nth, browser, place, dice, course, token: None }
    }

    /// One sitting after the other, until the course is over. The last one is brought to its end.
    pub async fn study(mut self) -> Res<Self> {
        while !self.course.over.load(Ordering::SeqCst) {
            self.sit().await?;
            self.course.counts.sittings.fetch_add(1, Ordering::Relaxed);
        }
        Ok(self)
    }

    async fn sit(&mut self) -> Res<()> {
        let attempt = self.begin().await?;
        let questions = self.questions(&attempt).await?;
        let mut device = self.device(&attempt);
        let changes = self.dice.random_range(24..64);
        for _ in 0..changes {
            self.change(&mut device, &questions)?;
            if self.dice.random_bool(0.35) {
                self.send(&mut device).await?;
            }
            self.think().await;
            if self.dice.random_bool(0.02) {
                self.browser.hang_up();
            }
            // Another device goes on with the same attempt, when the first has nothing left to send.
            if self.dice.random_bool(0.01) {
                self.drain(&mut device).await?;
                let standing = std::mem::take(&mut device.standing);
                device = Device { standing, ..self.device(&attempt) };
            }
        }
        self.drain(&mut device).await?;
        if self.dice.random_bool(0.4) {
            self.use_form(&mut device, &questions).await?;
        }
        self.hand_in(&attempt).await?;
        self.ask_again(&device).await
    }

    async fn think(&mut self) {
        let most = self.course.think.as_micros() as u64;
        if most > 0 && !self.course.calm.load(Ordering::SeqCst) {
            sleep(Duration::from_micros(self.dice.random_range(0..most * 2))).await;
        }
    }

    /// Asks until an answer is the wanted one.
    async fn insist<T>(&mut self, what: &str, ask: Ask<'_>, wanted: impl Fn(&Message) -> Option<T>) -> Res<T> {
        let (mut since, mut tries) = (Instant::now(), 0_u32);
        loop {
            let answer = ask.of(&mut self.browser).await;
            if let Ok(answer) = &answer
                && let Some(found) = wanted(answer)
            {
                return Ok(found);
            }
            self.failed(what, answer.as_ref().ok())?;
            // Bad weather lasts as long as it likes; only what lasts in good weather is a fault of the server.
            if !self.course.calm.load(Ordering::SeqCst) {
                since = Instant::now();
            }
            if since.elapsed() > STUCK {
                let last = answer.map_or_else(|error| error.to_string(), |answer| format!("{answer:?}"));
                return Err(format!("person {}: {what} does not go through: {last}", self.nth).into());
            }
            tries += 1;
            sleep(Duration::from_millis(self.dice.random_range(5..40) * u64::from(tries.min(10)))).await;
        }
    }

    async fn begin(&mut self) -> Res<String> {
        let path = format!("{}/quiz", self.place);
        let attempt = |answer: &Message| Some(redirect(answer)?.strip_prefix("/attempts/")?.to_owned());
        self.insist("beginning", Ask::Form(&path, &[]), attempt).await
    }

    async fn questions(&mut self, attempt: &str) -> Res<Vec<Question>> {
        let path = format!("/attempts/{attempt}");
        let read = |answer: &Message| (answer.status() == 200).then(|| questions_of(&answer.text())).flatten();
        self.insist("the questions", Ask::Page(&path), read).await
    }

    fn device(&mut self, attempt: &str) -> Device {
        Device {
            attempt: attempt.to_owned(),
            name: self.uuid(),
            seq: 0,
            previous: String::new(),
            waiting: VecDeque::new(),
            sent: Vec::new(),
            standing: BTreeMap::new(),
        }
    }

    fn uuid(&mut self) -> String {
        uuid::Builder::from_random_bytes(self.dice.random()).into_uuid().to_string()
    }

    fn value(&mut self, kind: &Kind) -> Vec<String> {
        let dice = &mut self.dice;
        let mut pick = |values: &[String]| values.get(dice.random_range(0..values.len().max(1))).cloned();
        match kind {
            Kind::One(values) => pick(values).into_iter().collect(),
            Kind::Several(values) => values.iter().filter(|_| dice.random_bool(0.4)).cloned().collect(),
            Kind::Typed => vec![typed(dice)],
            Kind::Places(count, values) => (0..*count).filter_map(|_| pick(values)).collect(),
        }
    }

    /// Something changes on the page: one save more, on the device before anything is sent.
    fn change(&mut self, device: &mut Device, questions: &[Question]) -> Res<()> {
        let nth = self.dice.random_range(0..questions.len().max(1));
        let question = questions.get(nth).ok_or("no questions")?.clone();
        let (kind, value) = match self.dice.random_bool(0.1) {
            true => ("flag", if self.dice.random_bool(0.5) { vec!["on".to_owned()] } else { Vec::new() }),
            false => ("answer", self.value(&question.kind)),
        };
        if kind == "answer" {
            device.standing.insert(question.id.clone(), value.clone());
        }
        device.seq += 1;
        let save = Save {
            op_id: self.uuid(),
            attempt: device.attempt.clone(),
            device: device.name.clone(),
            seq: device.seq,
            kind: kind.to_owned(),
            question: question.id,
            value,
            made_at: made_at(),
            mono_ms: self.dice.random_range(0..10_000_000),
            sha256: String::new(),
            prev: std::mem::take(&mut device.previous),
        }
        .sealed();
        device.previous.clone_from(&save.sha256);
        self.course.journal.note(&Event::Made { person: self.nth, save: save.clone() })?;
        device.waiting.push_back(save);
        Ok(())
    }

    /// Sends a batch: mostly the oldest, sometimes in another order, sometimes with what was acknowledged already.
    async fn send(&mut self, device: &mut Device) -> Res<bool> {
        let count = self.dice.random_range(1..=BATCH).min(device.waiting.len());
        let mut batch: Vec<Save> = match self.dice.random_bool(0.1) {
            true => device.waiting.iter().rev().take(count).cloned().collect(),
            false => device.waiting.iter().take(count).cloned().collect(),
        };
        if self.dice.random_bool(0.1) && !device.sent.is_empty() {
            for _ in 0..self.dice.random_range(1..4) {
                let nth = self.dice.random_range(0..device.sent.len());
                batch.extend(device.sent.get(nth).cloned());
            }
        }
        if self.dice.random_bool(0.1) {
            batch.shuffle(&mut self.dice);
        }
        if self.dice.random_bool(0.02) {
            batch.extend(self.twin(device)?);
        }
        batch.truncate(BATCH);
        if batch.is_empty() {
            return Ok(true);
        }
        let body = serde_json::to_vec(&serde_json::json!({ "ops": batch }))?;
        let token = match self.dice.random_bool(0.25) {
            true => self.token().await?,
            false => None,
        };
        let answer = match &token {
            Some(token) => self.browser.api("/api/v1/answers", Some(token), &body).await,
            None => self.browser.json("/outbox", &body).await,
        };
        if token.is_some() && answer.as_ref().is_ok_and(|answer| answer.status() == 401) {
            return self.token_ended().map(|()| false);
        }
        match answer.as_ref().ok().and_then(|answer| receipts_for(answer, &batch)) {
            Some(receipts) => {
                self.course.counts.by_api.fetch_add(u64::from(token.is_some()), Ordering::Relaxed);
                self.accept(device, receipts).map(|()| true)
            }
            None => self.failed("a batch", answer.as_ref().ok()).map(|()| false),
        }
    }

    /// The token of the person's program; none when there is none for now, and the page saves instead.
    async fn token(&mut self) -> Res<Option<String>> {
        if let Some((token, since)) = &self.token
            && since.elapsed() < TOKEN_LASTS
        {
            return Ok(Some(token.clone()));
        }
        let asked = serde_json::json!({ "email": people::address(self.nth), "password": people::PASSWORD });
        let answer = self.browser.api("/api/v1/token", None, &serde_json::to_vec(&asked)?).await.ok();
        // An account may try a password only so often, and each jump of the clock costs one.
        if answer.as_ref().is_some_and(|answer| answer.status() == 429) {
            return Ok(None);
        }
        let told = |answer: &Message| {
            let body: serde_json::Value = serde_json::from_slice(&answer.body).ok()?;
            Some(body.get("access_token")?.as_str()?.to_owned())
        };
        let token = answer.as_ref().filter(|answer| answer.status() == 200).and_then(told);
        match &token {
            Some(token) => self.token = Some((token.clone(), Instant::now())),
            None => self.failed("a token", answer.as_ref())?,
        }
        Ok(token)
    }

    /// A token was not taken. By a clock that goes right, that is strange: it was renewed in time.
    fn token_ended(&mut self) -> Res<()> {
        self.token = None;
        self.course.counts.failures.fetch_add(1, Ordering::Relaxed);
        if !self.course.clock_jumps {
            let what = "a token that is in time is not taken".to_owned();
            self.course.journal.note(&Event::Strange { person: self.nth, what })?;
        }
        Ok(())
    }

    /// Counts a request that has to be made again. A server in trouble says 503 or nothing; a refusal of what is right is
    /// an event of its own.
    fn failed(&self, what: &str, answer: Option<&Message>) -> Res<()> {
        self.course.counts.failures.fetch_add(1, Ordering::Relaxed);
        let status = answer.map_or(503, Message::status);
        if status >= 400 && status != 503 {
            let what = format!("{what} is answered with {status}: {}", answer.map(Message::text).unwrap_or_default());
            let what = what.chars().take(400).collect();
            self.course.journal.note(&Event::Strange { person: self.nth, what })?;
        }
        Ok(())
    }

    /// Another content under the id of a save that was acknowledged: the server has to keep both.
    fn twin(&mut self, device: &Device) -> Res<Option<Save>> {
        let Some(first) = device.sent.first().cloned() else { return Ok(None) };
        let twin = Save { value: vec![typed(&mut self.dice)], ..first }.sealed();
        self.course.journal.note(&Event::Made { person: self.nth, save: twin.clone() })?;
        Ok(Some(twin))
    }

    fn accept(&mut self, device: &mut Device, answer: Receipts) -> Res<()> {
        // First to the disk; only then does the device forget.
        self.course.journal.note(&Event::Acknowledged { person: self.nth, answer: answer.clone() })?;
        let counts = &self.course.counts;
        for receipt in &answer.receipts {
            counts.acknowledgements.fetch_add(1, Ordering::Relaxed);
            if receipt.status == "held" {
                counts.held.fetch_add(1, Ordering::Relaxed);
            }
            let is_it = |save: &Save| save.op_id == receipt.op_id && save.sha256 == receipt.sha256;
            if let Some(at) = device.waiting.iter().position(is_it) {
                counts.saves.fetch_add(1, Ordering::Relaxed);
                device.sent.extend(device.waiting.remove(at));
                if receipt.status != "stored" {
                    let what = format!("{} is {} for a save like any other", receipt.op_id, receipt.status);
                    self.course.journal.note(&Event::Strange { person: self.nth, what })?;
                }
            }
        }
        Ok(())
    }

    async fn drain(&mut self, device: &mut Device) -> Res<()> {
        let (mut since, mut tries) = (Instant::now(), 0_u64);
        while !device.waiting.is_empty() {
            if self.send(device).await? {
                (since, tries) = (Instant::now(), 0);
                continue;
            }
            if !self.course.calm.load(Ordering::SeqCst) {
                since = Instant::now();
            }
            if since.elapsed() > STUCK {
                return Err(format!("person {}: {} saves do not go through", self.nth, device.waiting.len()).into());
            }
            tries += 1;
            sleep(Duration::from_millis(self.dice.random_range(5..40) * tries.min(10))).await;
        }
        Ok(())
    }

    /// Sends the page as a plain form, with new words in what can be typed.
    async fn use_form(&mut self, device: &mut Device, questions: &[Question]) -> Res<()> {
        let (mut fields, mut said) = (Vec::new(), Vec::new());
        for question in questions {
            let mut value = device.standing.get(&question.id).cloned().unwrap_or_default();
            if matches!(question.kind, Kind::Typed) {
                value = vec![typed(&mut self.dice)];
                said.push((question.id.clone(), value.clone()));
            }
            for (place, one) in value.into_iter().enumerate() {
                let name = match question.kind {
                    Kind::Places(..) => format!("q.{}.{place}", question.id),
                    _ => format!("q.{}", question.id),
                };
                fields.push((name, one));
            }
        }
        let (attempt, fields) = (device.attempt.clone(), fields);
        let path = format!("/attempts/{attempt}/answers");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let taken = |answer: &Message| redirect(answer).filter(|to| to.starts_with("/attempts/")).map(drop);
        self.insist("the form", Ask::Form(&path, &fields), taken).await?;
        self.course.counts.forms.fetch_add(1, Ordering::Relaxed);
        self.course.journal.note(&Event::Form { person: self.nth, attempt, said })?;
        Ok(())
    }

    async fn hand_in(&mut self, attempt: &str) -> Res<()> {
        let (path, receipt) = (format!("/attempts/{attempt}/submission"), format!("/attempts/{attempt}/receipt"));
        let done = |answer: &Message| redirect(answer).filter(|to| *to == receipt).map(drop);
        self.insist("handing in", Ask::Form(&path, &[]), done).await?;
        let code = |answer: &Message| {
            let page = (answer.status() == 200).then(|| answer.text())?;
            receipt_in(&page)
        };
        let code = self.insist("the receipt", Ask::Page(&receipt), code).await?;
        let event = Event::HandedIn { person: self.nth, attempt: attempt.to_owned(), code };
        Ok(self.course.journal.note(&event)?)
    }

    /// What was acknowledged is acknowledged again, when the attempt is over too.
    async fn ask_again(&mut self, device: &Device) -> Res<()> {
        let again: Vec<Save> = device.sent.iter().rev().take(BATCH).cloned().collect();
        if !self.dice.random_bool(0.3) || again.is_empty() {
            return Ok(());
        }
        let body = serde_json::to_vec(&serde_json::json!({ "ops": again }))?;
        let read = |answer: &Message| receipts_for(answer, &again);
        let receipts = self.insist("the same saves", Ask::Saves(&body), read).await?;
        let many = receipts.receipts.len() as u64;
        self.course.journal.note(&Event::Acknowledged { person: self.nth, answer: receipts })?;
        self.course.counts.acknowledgements.fetch_add(many, Ordering::Relaxed);
        Ok(())
    }
}

/// Words that nobody typed before.
fn typed(dice: &mut StdRng) -> String {
    format!("{:x} – \"é\" ب", dice.random::<u64>())
}

fn made_at() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("device clock {}", now.as_millis())
}
