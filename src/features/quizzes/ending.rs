//! The end of a sitting: what is answered, handing in, the receipt.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::actions::submit;
use super::heard::Heard;
use super::held;
use super::model::{Purpose, Submission};
use super::rules::{Answers, words};
use super::sitting::{Sheet, Sitting, saved_words};
use super::store;
use super::view;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::curriculum::Task;
use crate::platform::audit::Audit;
use crate::platform::auth::needs::Learn;
use crate::platform::i18n::{Texts, ToArg};
use crate::platform::web::{AppError, Bundle, Fields, Guard, Routes, Shell, page, redirect};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/attempts/{attempt}/check", check)
        .post("/attempts/{attempt}/submission", hand_in)
        .get("/attempts/{attempt}/receipt", receipt);
}

#[derive(Template)]
#[template(path = "quizzes/check.html")]
struct CheckPage {
    shell: Shell,
    attempt: Uuid,
    title: String,
    summary: String,
    rows: Vec<CheckRow>,
    /// For a task: how many words, and whether that fits.
    words: Option<(usize, bool)>,
    min_words: u32,
    max_words: u32,
    saved_at: Option<String>,
    seconds_left: Option<i64>,
}

impl CheckPage {
    /// Nothing to hand in.
    fn is_empty_task(&self) -> bool {
        self.words.is_some_and(|(count, _)| count == 0)
    }
}

struct CheckRow {
    nth: usize,
    id: String,
    state: String,
    look: bool,
    /// How a typed number was understood, and whether it was not.
    heard: Option<Heard>,
}

impl CheckRow {
    fn new(nth: usize, id: String, heard: Option<Heard>, answers: &Answers, texts: Texts) -> Self {
        let (answered, flagged) = (answers.is_answered(&id), answers.is_flagged(&id));
        let trouble = heard.as_ref().is_some_and(|heard| heard.trouble);
        let key = match (answered, flagged) {
            (true, _) if trouble => "check-unread",
            (true, false) => "check-answered",
            (true, true) => "check-answered-marked",
            (false, false) => "check-empty",
            (false, true) => "check-empty-marked",
        };
        Self { nth, id, state: texts.t(key), look: !answered || flagged || trouble, heard }
    }
}

async fn check(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let sheet = Sheet::own(&guard, path.into_inner()).await?;
    let (sitting, attempt) = (&sheet.sitting, &sheet.sitting.attempt);
    if sheet.handed_in {
        return redirect(&format!("/attempts/{}/receipt", attempt.id));
    }
    let mut conn = guard.read().await?;
    let answers = store::answers_of(&mut conn, attempt.id, false).await?;
    let last = store::ops_of(&mut conn, attempt.id).await?.last().map(|op| op.received_at);
    let texts = guard.texts;
    let asked: Vec<(String, Option<Heard>)> = match attempt.purpose().is_drawn() {
        true => {
            let questions = view::questions(&mut conn, attempt, &sheet.items, &answers, texts).await?;
            questions.into_iter().map(|question| (question.asked.id, question.heard)).collect()
        }
        false => {
            let ids = view::asked_ids(&mut conn, attempt, &sitting.version).await?;
            ids.into_iter().map(|id| (id, None)).collect()
        }
    };
    let rows: Vec<CheckRow> =
        asked.into_iter().zip(1..).map(|((id, heard), nth)| CheckRow::new(nth, id, heard, &answers, texts)).collect();
    let count = |test: fn(&CheckRow, &Answers) -> bool| rows.iter().filter(|row| test(row, &answers)).count();
    let summary = texts.html(
        "check-summary",
        &[
            ("count", rows.len().to_arg()),
            ("answered", count(|row, answers| answers.is_answered(&row.id)).to_arg()),
            ("empty", count(|row, answers| !answers.is_answered(&row.id)).to_arg()),
            ("marked", count(|row, answers| answers.is_flagged(&row.id)).to_arg()),
        ],
    );
    let task = sitting.version.content.task.as_ref().filter(|_| attempt.purpose() == Purpose::Task);
    let written = task.map(|task| words(answers.of(&task.id).first().map_or("", String::as_str)));
    page(&CheckPage {
        shell: Shell::new(&guard.app, &guard, &texts.t("check-title")).bundled(Bundle::Answers),
        attempt: attempt.id,
        title: sitting.title(texts),
        summary,
        rows,
        words: written.zip(task).map(|(count, task)| (count, fits(count, task))),
        min_words: task.map_or(0, |task| task.min_words),
        max_words: task.map_or(0, |task| task.max_words),
        saved_at: last.map(|at| saved_words(texts, at, guard.actor().zone)),
        seconds_left: attempt.seconds_left(guard.app.clock.now()),
    })
}

/// Whether a text has about the length that was asked for. It is only said, never enforced: a grader decides.
fn fits(count: usize, task: &Task) -> bool {
    let (least, most) =
        (usize::try_from(task.min_words).unwrap_or(0), usize::try_from(task.max_words).unwrap_or(usize::MAX));
    (least..=most).contains(&count)
}

async fn hand_in(guard: Guard<Learn>, path: web::Path<Uuid>, _form: Fields) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    hand_in_for(&guard, id).await?;
    redirect(&format!("/attempts/{id}/receipt"))
}

/// Hands in an attempt of the person of the guard.
pub async fn hand_in_for(guard: &Guard<Learn>, id: Uuid) -> Result<Submission, AppError> {
    let (person, now) = (guard.person()?, guard.app.clock.now());
    guard
        .write(Audit::about("attempt.submitted", id), async move |tx| {
            let attempt = store::my_attempt_locked(tx, person, id).await?.ok_or(AppError::NotFound)?;
            submit(tx, now, &attempt, false).await
        })
        .await
}

#[derive(Template)]
#[template(path = "quizzes/receipt.html")]
struct ReceiptPage {
    shell: Shell,
    attempt: Uuid,
    title: String,
    back: String,
    receipt: String,
    /// Answered, of how many; none for a task.
    answered: Option<(i32, usize)>,
    at: Instant,
    by_clock: bool,
    late: bool,
    held: i64,
    /// It was marked at once; a task is read by an instructor.
    has_results: bool,
}

async fn receipt(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let sitting = Sitting::load(&mut conn, &guard, path.into_inner()).await?;
    let Some(submission) = store::submission_of(&mut conn, sitting.attempt.id).await? else {
        return redirect(&format!("/attempts/{}", sitting.attempt.id));
    };
    let has_results = sitting.attempt.purpose().is_drawn();
    let asked = view::asked_ids(&mut conn, &sitting.attempt, &sitting.version).await?.len();
    page(&ReceiptPage {
        shell: Shell::new(&guard.app, &guard, &guard.texts.t("receipt-title")),
        attempt: sitting.attempt.id,
        title: sitting.title(guard.texts),
        back: sitting.back(),
        receipt: submission.receipt,
        answered: has_results.then_some((submission.answered, asked)),
        at: submission.submitted_at,
        by_clock: submission.by_clock,
        late: submission.late,
        held: held::waiting_of(&mut conn, sitting.attempt.id).await?,
        has_results,
    })
}
