//! A school with people in it, made through the product's own doors: who asks what in a measurement.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use super::line::Ask;
use crate::browser::{Browser, between, redirect};
use crate::page::{Kind, Question, questions_of};
use crate::people::{self, Group};
use crate::save::Save;
use crate::server::Stage;
use crate::smtp::Relay;
use crate::{Res, check};

pub const PASSWORD: &str = "lantern harbour seventeen";

/// Somebody in a course.
pub struct Person {
    pub nth: usize,
    pub browser: Browser,
    /// The address of the module.
    pub place: String,
    pub sitting: Option<Sitting>,
}

/// An attempt under way, with the chain of one device's saves.
pub struct Sitting {
    pub attempt: String,
    questions: Vec<Question>,
    device: String,
    seq: i32,
    previous: String,
}

impl Person {
    pub fn get(&self, path: &str) -> Ask {
        bytes(&self.browser.request("GET", path, "", &[]).bytes())
    }

    pub fn get_packed(&self, path: &str, coding: &str) -> Ask {
        bytes(&self.browser.request("GET", path, &format!("Accept-Encoding: {coding}\r\n"), &[]).bytes())
    }

    pub fn post(&self, path: &str) -> Ask {
        bytes(&self.browser.form(path, &[]).bytes())
    }

    /// Begins the quiz (or the task), and reads its page.
    pub async fn begin(&mut self, what: &str) -> Res<()> {
        let path = format!("{}/{what}", self.place);
        people::expect(self.browser.get(&path).await?, 200)?;
        let answer = people::expect(self.browser.post(&path, &[]).await?, 303)?;
        let attempt = redirect(&answer).and_then(|to| to.strip_prefix("/attempts/")).ok_or("no attempt")?.to_owned();
        let page = people::expect(self.browser.get(&format!("/attempts/{attempt}")).await?, 200)?;
        let questions = questions_of(&page.text()).ok_or("no questions")?;
        self.sitting = Some(Sitting::new(attempt, questions));
        Ok(())
    }

    pub fn attempt(&self) -> Res<&str> {
        Ok(&self.sitting.as_ref().ok_or("nothing was begun")?.attempt)
    }

    /// The next saves of the device, as one request.
    pub fn save(&mut self, count: usize) -> Res<Ask> {
        let sitting = self.sitting.as_mut().ok_or("nothing was begun")?;
        let saves: Vec<Save> = (0..count).map(|_| sitting.next()).collect();
        let body = serde_json::to_vec(&serde_json::json!({ "ops": saves }))?;
        Ok(bytes(&self.browser.json_request("/outbox", &body).bytes()))
    }

    /// Answers every question once, by a batch.
    pub async fn answer_all(&mut self) -> Res<()> {
        let count = self.sitting.as_ref().map_or(0, |sitting| sitting.questions.len());
        let sitting = self.sitting.as_mut().ok_or("nothing was begun")?;
        let saves: Vec<Save> = (0..count).map(|_| sitting.next()).collect();
        for some in saves.chunks(20) {
            let body = serde_json::to_vec(&serde_json::json!({ "ops": some }))?;
            people::expect(self.browser.json("/outbox", &body).await?, 200)?;
        }
        Ok(())
    }

    pub fn hand_in(&self) -> Res<Ask> {
        Ok(self.post(&format!("/attempts/{}/submission", self.attempt()?)))
    }

    /// Writes the module's task, of four hundred words, and hands it in.
    pub async fn write_task(&mut self) -> Res<String> {
        self.begin("task").await?;
        let attempt = self.attempt()?.to_owned();
        let question = self.sitting.as_ref().and_then(|sitting| sitting.questions.first()).map(|one| one.id.clone());
        let text = "The seal was compared with the manifest before anybody touched the load. ".repeat(15);
        let field = format!("q.{}", question.ok_or("no task")?);
        let path = format!("/attempts/{attempt}");
        people::expect(self.browser.post(&format!("{path}/answers"), &[(&field, &text)]).await?, 303)?;
        people::expect(self.browser.post(&format!("{path}/submission"), &[]).await?, 303)?;
        Ok(attempt)
    }
}

impl Sitting {
    pub fn new(attempt: String, questions: Vec<Question>) -> Self {
        Self { attempt, questions, device: uuid::Uuid::new_v4().to_string(), seq: 0, previous: String::new() }
    }

    /// The next change on the page: one question after the other.
    pub fn next(&mut self) -> Save {
        let at = usize::try_from(self.seq).unwrap_or(0) % self.questions.len().max(1);
        let (id, value) = match self.questions.get(at) {
            Some(question) => (question.id.clone(), value(&question.kind, at + usize::try_from(self.seq).unwrap_or(0))),
            None => (String::new(), Vec::new()),
        };
        self.seq += 1;
        let save = Save {
            op_id: uuid::Uuid::new_v4().to_string(),
            attempt: self.attempt.clone(),
            device: self.device.clone(),
            seq: self.seq,
            kind: "answer".to_owned(),
            question: id,
            value,
            made_at: "2026-11-24T12:00:00.000Z".to_owned(),
            mono_ms: i64::from(self.seq) * 1000,
            sha256: String::new(),
            prev: std::mem::take(&mut self.previous),
        }
        .sealed();
        self.previous.clone_from(&save.sha256);
        save
    }
}

fn value(kind: &Kind, turn: usize) -> Vec<String> {
    let pick = |values: &[String], at: usize| values.get(at % values.len().max(1)).cloned();
    match kind {
        Kind::One(values) => pick(values, turn).into_iter().collect(),
        Kind::Several(values) => values.iter().take(2).cloned().collect(),
        Kind::Typed => vec![(turn % 90).to_string()],
        Kind::Places(count, values) => (0..*count).filter_map(|at| pick(values, at)).collect(),
    }
}

pub fn bytes(text: &[u8]) -> Ask {
    Arc::from(text)
}

/// Makes a group of people who have come in.
pub async fn fill(stage: &Stage, relay: &Relay, tomas: &mut Browser, group: &Group) -> Res<(String, Vec<Person>)> {
    let cohort = people::invite(tomas, group).await?;
    let mut list = Vec::new();
    for nth in group.people.clone() {
        let mail = people::mail_to(relay, &people::address(nth)).await?;
        let arrived = people::come_in(stage, &mail, nth, group.password).await?;
        list.push(Person { nth, browser: arrived.browser, place: arrived.place, sitting: None });
    }
    Ok((cohort, list))
}

/// A link on a page that leads to something with this beginning.
pub fn link(page: &str, beginning: &str) -> Res<String> {
    let rest = between(page, &format!("href=\"{beginning}"), "\"").ok_or_else(|| format!("no link to {beginning}"))?;
    Ok(format!("{beginning}{rest}").replace("&#38;", "&").replace("&amp;", "&"))
}

/// Waits until no job of the server is due any more.
pub async fn until_done(stage: &Stage, kinds: &str) -> Res<()> {
    let client = check::connect(&stage.data).await?;
    let query = format!("SELECT count(*) FROM jobs WHERE dead_at IS NULL AND run_at <= now() AND {kinds}");
    for _ in 0..30_000 {
        if client.query_one(&query, &[]).await?.try_get::<_, i64>(0)? == 0 {
            return Ok(());
        }
        sleep(Duration::from_millis(4)).await;
    }
    Err("the jobs of the server do not come to an end".into())
}
