//! Sittings for programs: begin, read, save, hand in.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ending::hand_in_for;
use super::gain;
use super::model::{Attempt, Purpose};
use super::outbox::{Batch, Receipts, take_batch};
use super::outcome::{Outcome, outcome};
use super::sitting::{Sheet, Sitting};
use super::start::begin_for;
use super::{store, view};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::base::text::unemphasised;
use crate::platform::auth::needs::Learn;
use crate::platform::web::api::{Json, Problem, json};
use crate::platform::web::{AppError, Guard, Routes};

pub fn routes(routes: &mut Routes) {
    routes
        .post("/api/v1/enrolments/{enrolment}/modules/{slug}/attempts", begin)
        .get("/api/v1/attempts/{attempt}", read)
        .post("/api/v1/attempts/{attempt}/submission", hand_in)
        .get("/api/v1/attempts/{attempt}/results", results)
        .post("/api/v1/answers", answers);
}

#[derive(Deserialize, ToSchema)]
pub struct NewAttempt {
    /// `quiz`, `task`, `pre-test` or `post-test`: the tests before and after the lessons, each once.
    pub purpose: Purpose,
}

/// An attempt with its questions. No key and no feedback is in it.
#[derive(Serialize, ToSchema)]
pub struct AttemptView {
    pub id: Uuid,
    pub purpose: String,
    pub number: i32,
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Instant,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Instant>,
    /// By the server's clock.
    pub seconds_left: Option<i64>,
    pub questions: Vec<QuestionView>,
    pub submission: Option<SubmissionView>,
}

#[derive(Serialize, ToSchema)]
pub struct QuestionView {
    /// What saves name as `question`.
    pub id: String,
    /// `single`, `multiple`, `true-false`, `numeric`, `ordering`, `matching`, `short-text`, or `long-text` for a task.
    pub kind: String,
    /// The language of the words.
    pub lang: String,
    /// Plain text; for a task, HTML.
    pub stem: String,
    pub options: Vec<OptionView>,
    /// Left-hand sides of a matching question.
    pub lefts: Vec<String>,
    pub unit: String,
    /// How many options are right, for `multiple`.
    pub choose: usize,
    /// What stands as the answer.
    pub value: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct OptionView {
    pub value: String,
    pub text: String,
}

#[derive(Serialize, ToSchema)]
pub struct SubmissionView {
    /// A code to write down.
    pub receipt: String,
    #[schema(value_type = String, format = DateTime)]
    pub submitted_at: Instant,
    pub answered: i32,
    pub late: bool,
    pub by_clock: bool,
    /// Of a marked quiz or test.
    pub percent: Option<u32>,
    /// Of a marked quiz; a test is not passed or failed.
    pub passed: Option<bool>,
    /// Of a test: the result at each objective. Keys are not told.
    pub objectives: Option<Vec<ObjectiveView>>,
}

#[derive(Serialize, ToSchema)]
pub struct ObjectiveView {
    /// Its id in the module.
    pub objective: String,
    pub percent: u32,
}

#[utoipa::path(post, path = "/api/v1/enrolments/{enrolment}/modules/{slug}/attempts", tag = "attempts", request_body = NewAttempt,
    params(("enrolment" = Uuid, Path), ("slug" = String, Path)),
    responses((status = 200, body = AttemptView), (status = 404, body = Problem), (status = 409, body = Problem)))]
/// Begins an attempt, or returns the one under way.
pub async fn begin(
    guard: Guard<Learn>,
    path: web::Path<(Uuid, String)>,
    Json(new): Json<NewAttempt>,
) -> Result<HttpResponse, AppError> {
    let (enrolment, slug) = path.into_inner();
    let attempt = begin_for(&guard, enrolment, &slug, new.purpose).await?;
    json(&attempt_view(&guard, attempt.id).await?)
}

#[utoipa::path(get, path = "/api/v1/attempts/{attempt}", tag = "attempts", params(("attempt" = Uuid, Path)),
    responses((status = 200, body = AttemptView), (status = 404, body = Problem)))]
/// One of one's own attempts.
pub async fn read(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    json(&attempt_view(&guard, path.into_inner()).await?)
}

#[utoipa::path(post, path = "/api/v1/answers", tag = "attempts", request_body = Batch,
    responses((status = 200, body = Receipts), (status = 422, body = Problem), (status = 429, body = Problem)))]
/// Saves answers. The same save twice is stored once and acknowledged twice.
pub async fn answers(guard: Guard<Learn>, Json(batch): Json<Batch>) -> Result<HttpResponse, AppError> {
    json(&take_batch(&guard, batch).await?)
}

#[derive(Deserialize, ToSchema)]
pub struct HandIn {}

#[utoipa::path(post, path = "/api/v1/attempts/{attempt}/submission", tag = "attempts", request_body = HandIn,
    params(("attempt" = Uuid, Path)), responses((status = 200, body = AttemptView), (status = 404, body = Problem),
    (status = 409, description = "Nothing is written in the task yet", body = Problem)))]
/// Hands an attempt in; doing it twice gives the same receipt.
pub async fn hand_in(
    guard: Guard<Learn>,
    path: web::Path<Uuid>,
    _body: Json<HandIn>,
) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    hand_in_for(&guard, id).await?;
    json(&attempt_view(&guard, id).await?)
}

#[utoipa::path(get, path = "/api/v1/attempts/{attempt}/results", tag = "attempts", params(("attempt" = Uuid, Path)),
    responses((status = 200, body = Outcome), (status = 404, body = Problem), (status = 409, body = Problem)))]
/// The result of a quiz that was handed in, with the feedback to each choice. A test or a task has none: a test tells
/// its result by objective with the attempt, a task tells its own once the points are released.
pub async fn results(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let sitting = Sitting::load(&mut conn, &guard, path.into_inner()).await?;
    if sitting.attempt.purpose() != Purpose::Quiz {
        return Err(AppError::NotFound);
    }
    json(&outcome(&mut conn, &sitting, guard.texts).await?.ok_or(AppError::Conflict("error-results-early"))?)
}

async fn attempt_view(guard: &Guard<Learn>, id: Uuid) -> Result<AttemptView, AppError> {
    let mut conn = guard.read().await?;
    let Sheet { sitting, items, .. } = Sheet::load(&mut conn, guard, id).await?;
    let attempt: &Attempt = &sitting.attempt;
    let answers = store::answers_of(&mut conn, id, false).await?;
    let questions = match (attempt.purpose(), &sitting.version.content.task) {
        (Purpose::Task, Some(task)) => task
            .text(guard.texts.lang)
            .map(|(lang, text)| long_text(&task.id, lang, &text.prompt_html, answers.of(&task.id)))
            .into_iter()
            .collect(),
        _ => view::questions(&mut conn, attempt, &items, &answers, guard.texts)
            .await?
            .into_iter()
            .map(question_view)
            .collect(),
    };
    let result = store::result_of(&mut conn, id).await?;
    let score = if attempt.purpose().is_test() { gain::score_of(&mut conn, id).await? } else { None };
    let objectives = score.map(|score| {
        let one = |(objective, points): (String, gain::Points)| ObjectiveView { objective, percent: points.percent() };
        score.by_objective.into_iter().map(one).collect()
    });
    let submission = store::submission_of(&mut conn, id).await?.map(|submission| SubmissionView {
        receipt: submission.receipt,
        submitted_at: submission.submitted_at,
        answered: submission.answered,
        late: submission.late,
        by_clock: submission.by_clock,
        percent: result.as_ref().map(|result| super::rules::percent(result.points_milli, result.max_milli)),
        passed: result.as_ref().filter(|_| attempt.purpose() == Purpose::Quiz).map(|result| result.passed),
        objectives,
    });
    Ok(AttemptView {
        id,
        purpose: attempt.purpose().name().to_owned(),
        number: attempt.number,
        started_at: attempt.started_at,
        due_at: attempt.due_at,
        seconds_left: attempt.seconds_left(guard.app.clock.now()),
        questions,
        submission,
    })
}

fn question_view(question: view::Question) -> QuestionView {
    let options = question.asked.options.into_iter();
    QuestionView {
        id: question.asked.id,
        kind: question.asked.kind.to_owned(),
        lang: question.asked.lang.tag().to_owned(),
        stem: unemphasised(&question.asked.stem),
        options: options.map(|option| OptionView { value: option.value, text: option.text }).collect(),
        lefts: question.asked.lefts,
        unit: question.asked.unit,
        choose: question.asked.choose,
        value: question.value,
    }
}

fn long_text(id: &str, lang: Lang, prompt: &str, value: &[String]) -> QuestionView {
    QuestionView {
        id: id.to_owned(),
        kind: "long-text".to_owned(),
        lang: lang.tag().to_owned(),
        stem: prompt.to_owned(),
        options: Vec::new(),
        lefts: Vec::new(),
        unit: String::new(),
        choose: 0,
        value: value.to_vec(),
    }
}
