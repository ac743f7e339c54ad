//! Grading for programs: queues, answers, gradings, releases; and a participant's own result.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::model::{self, Draft};
use super::pages::{Reading, rubric, save_draft};
use super::queues::{release_task, rows_for, undo_task};
use super::result::{TaskResult, released, task_result};
use super::store::Queue;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::courses;
use crate::features::quizzes::{self, module_in, words};
use crate::platform::auth::needs::{Grade, Learn};
use crate::platform::web::api::{Json, Problem, json};
use crate::platform::web::{AppError, Guard, Routes};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/api/v1/grading", queues)
        .get("/api/v1/grading/answers/{attempt}", read)
        .put("/api/v1/grading/answers/{attempt}/grade", grade)
        .get("/api/v1/grading/{cohort}/{module_version}", queue)
        .post("/api/v1/grading/{cohort}/{module_version}/release", release)
        .post("/api/v1/grading/{cohort}/{module_version}/release/undo", undo)
        .get("/api/v1/enrolments/{enrolment}/modules/{slug}/task/result", result);
}

/// The written task of one cohort.
#[derive(Serialize, ToSchema)]
pub struct QueueView {
    pub cohort: Uuid,
    pub cohort_code: String,
    pub module_version: Uuid,
    pub module: String,
    pub task: String,
    /// Answers in all.
    pub handed_in: i64,
    /// Answers without a complete grading.
    pub waiting: i64,
    /// Answers that you have graded.
    pub mine: i64,
    /// The release that stands.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub released_at: Option<Instant>,
}

#[utoipa::path(get, path = "/api/v1/grading", tag = "grading", responses((status = 200, body = Vec<QueueView>), (status = 404, body = Problem)))]
/// The written tasks of the cohorts you teach; those with waiting answers first.
pub async fn queues(guard: Guard<Grade>) -> Result<HttpResponse, AppError> {
    let views: Vec<QueueView> = rows_for(&guard)
        .await?
        .into_iter()
        .map(|row| QueueView {
            handed_in: row.handed_in(),
            waiting: row.waiting(),
            mine: row.mine(),
            released_at: row.released_at(),
            cohort: row.cohort,
            cohort_code: row.cohort_code,
            module_version: row.module_version,
            module: row.module,
            task: row.title,
        })
        .collect();
    json(&views)
}

/// One answer in a queue.
#[derive(Serialize, ToSchema)]
pub struct EntryView {
    pub attempt: Uuid,
    /// What graders see instead of a name.
    pub code: String,
    /// Has no complete grading.
    pub waiting: bool,
    /// The version of its current grading; 0 without one.
    pub version: i32,
    pub total: Option<i32>,
    pub maximum: Option<i32>,
}

#[utoipa::path(get, path = "/api/v1/grading/{cohort}/{module_version}", tag = "grading",
    params(("cohort" = Uuid, Path), ("module_version" = Uuid, Path)),
    responses((status = 200, body = Vec<EntryView>), (status = 404, body = Problem)))]
/// The answers to a task, in your own order.
pub async fn queue(guard: Guard<Grade>, path: web::Path<(Uuid, Uuid)>) -> Result<HttpResponse, AppError> {
    let (cohort, version) = path.into_inner();
    let mut conn = guard.read().await?;
    let queue = Queue::load(&mut conn, guard.actor(), cohort, version).await?;
    let views: Vec<EntryView> = queue
        .entries
        .iter()
        .filter(|entry| !entry.own)
        .map(|entry| EntryView {
            attempt: entry.answer.attempt,
            code: entry.answer.blind_code.clone(),
            waiting: entry.waits(),
            version: entry.current().map_or(0, |grade| grade.version),
            total: entry.current().map(|grade| grade.total),
            maximum: entry.current().map(|grade| grade.maximum),
        })
        .collect();
    json(&views)
}

/// An answer to grade.
#[derive(Serialize, ToSchema)]
pub struct AnswerView {
    pub attempt: Uuid,
    /// What graders see instead of a name.
    pub code: String,
    pub cohort: Uuid,
    pub module_version: Uuid,
    #[schema(value_type = String, format = DateTime)]
    pub submitted_at: Instant,
    /// In whatever language it was written.
    pub text: String,
    pub words: usize,
    /// The language of the words below.
    pub lang: String,
    pub title: String,
    /// HTML.
    pub prompt: String,
    /// HTML.
    pub model_answer: String,
    pub criteria: Vec<CriterionRubric>,
    /// The grading that counts.
    pub grade: Option<GradeView>,
}

#[derive(Serialize, ToSchema)]
pub struct CriterionRubric {
    pub id: String,
    pub title: String,
    pub levels: Vec<LevelRubric>,
}

#[derive(Serialize, ToSchema)]
pub struct LevelRubric {
    pub points: u32,
    pub title: String,
    pub text: String,
}

/// One grading.
#[derive(Serialize, ToSchema)]
pub struct GradeView {
    /// Send it back when you save.
    pub version: i32,
    /// You, or a letter for another grader of this answer.
    pub grader: String,
    /// Points by criterion.
    pub marks: BTreeMap<String, u32>,
    pub total: i32,
    pub maximum: i32,
    /// Every criterion has its mark.
    pub complete: bool,
    pub feedback: String,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
}

#[utoipa::path(get, path = "/api/v1/grading/answers/{attempt}", tag = "grading", params(("attempt" = Uuid, Path)),
    responses((status = 200, body = AnswerView), (status = 404, body = Problem)))]
/// An answer with its rubric and its current grading.
pub async fn read(guard: Guard<Grade>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    json(&answer_view(&guard, path.into_inner()).await?)
}

/// A grading that you send.
#[derive(Deserialize, ToSchema)]
pub struct NewGrade {
    /// The version that was current when you read the answer; 0 when there was none.
    pub version: i32,
    /// Points by criterion; criteria may be missing.
    pub marks: BTreeMap<String, u32>,
    #[serde(default)]
    pub feedback: String,
}

#[utoipa::path(put, path = "/api/v1/grading/answers/{attempt}/grade", tag = "grading", request_body = NewGrade,
    params(("attempt" = Uuid, Path)), responses((status = 200, body = AnswerView), (status = 404, body = Problem),
    (status = 409, description = "Somebody has graded it since you read it", body = Problem), (status = 422, body = Problem)))]
/// Saves a grading as a new version; nobody's is overwritten.
pub async fn grade(
    guard: Guard<Grade>,
    path: web::Path<Uuid>,
    Json(new): Json<NewGrade>,
) -> Result<HttpResponse, AppError> {
    let attempt = path.into_inner();
    let draft = Draft { version: new.version, marks: new.marks, feedback: new.feedback };
    save_draft(&guard, attempt, draft).await?;
    json(&answer_view(&guard, attempt).await?)
}

async fn answer_view(guard: &Guard<Grade>, attempt: Uuid) -> Result<AnswerView, AppError> {
    let mut conn = guard.read().await?;
    let reading = Reading::load(&mut conn, guard, attempt).await?;
    let (lang, text) = reading.words(guard.texts.lang)?;
    let criteria = rubric(reading.task()?, text, &BTreeMap::new()).into_iter();
    let grader = guard.person()?;
    Ok(AnswerView {
        attempt,
        code: reading.answer.blind_code.clone(),
        cohort: reading.answer.cohort,
        module_version: reading.answer.module_version,
        submitted_at: reading.answer.submitted_at,
        text: reading.text.clone(),
        words: words(&reading.text),
        lang: lang.tag().to_owned(),
        title: text.title.clone(),
        prompt: text.prompt_html.clone(),
        model_answer: text.model_answer_html.clone(),
        criteria: criteria
            .map(|criterion| CriterionRubric {
                id: criterion.id,
                title: criterion.title,
                levels: criterion
                    .levels
                    .into_iter()
                    .map(|level| LevelRubric { points: level.points, title: level.title, text: level.text })
                    .collect(),
            })
            .collect(),
        grade: reading.current().map(|grade| grade_view(grade, reading.called(guard.texts, grade, grader))),
    })
}

fn grade_view(grade: &model::Grade, grader: String) -> GradeView {
    GradeView {
        version: grade.version,
        grader,
        marks: grade.marks(),
        total: grade.total,
        maximum: grade.maximum,
        complete: grade.complete,
        feedback: grade.feedback.clone(),
        created_at: grade.created_at,
    }
}

/// The act that shows a task's grades to its cohort.
#[derive(Serialize, ToSchema)]
pub struct ReleaseView {
    pub id: Uuid,
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
}

#[derive(Deserialize, ToSchema)]
pub struct NewRelease {}

#[utoipa::path(post, path = "/api/v1/grading/{cohort}/{module_version}/release", tag = "grading", request_body = NewRelease,
    params(("cohort" = Uuid, Path), ("module_version" = Uuid, Path)),
    responses((status = 200, body = ReleaseView), (status = 404, body = Problem),
    (status = 409, description = "Answers without a complete grading, or no answers", body = Problem)))]
/// Shows the grades of a task to its cohort. Doing it twice gives one release.
pub async fn release(
    guard: Guard<Grade>,
    path: web::Path<(Uuid, Uuid)>,
    _body: Json<NewRelease>,
) -> Result<HttpResponse, AppError> {
    let (cohort, version) = path.into_inner();
    let release = release_task(&guard, cohort, version).await?;
    json(&ReleaseView { id: release.id, at: release.at })
}

#[derive(Deserialize, ToSchema)]
pub struct Undo {
    /// The release to take back.
    pub release: Uuid,
}

#[utoipa::path(post, path = "/api/v1/grading/{cohort}/{module_version}/release/undo", tag = "grading", request_body = Undo,
    params(("cohort" = Uuid, Path), ("module_version" = Uuid, Path)),
    responses((status = 200, description = "Taken back"), (status = 404, body = Problem),
    (status = 409, description = "More than 10 minutes have passed", body = Problem)))]
/// Takes a release back, within 10 minutes.
pub async fn undo(
    guard: Guard<Grade>,
    path: web::Path<(Uuid, Uuid)>,
    Json(body): Json<Undo>,
) -> Result<HttpResponse, AppError> {
    let (cohort, version) = path.into_inner();
    undo_task(&guard, cohort, version, body.release).await?;
    json(&serde_json::json!({}))
}

/// Where you stand with a written task.
#[derive(Serialize, ToSchema)]
pub struct ResultView {
    /// `not-started`, `open`, `waiting`, `again` or `released`.
    pub state: &'static str,
    pub points: Option<u32>,
    pub maximum: Option<u32>,
    pub passed: Option<bool>,
    /// Points by criterion.
    pub marks: Option<BTreeMap<String, u32>>,
    pub feedback: Option<String>,
    /// A letter, not a name.
    pub grader: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/enrolments/{enrolment}/modules/{slug}/task/result", tag = "attempts",
    params(("enrolment" = Uuid, Path), ("slug" = String, Path)),
    responses((status = 200, body = ResultView), (status = 404, body = Problem)))]
/// The result of one's own written task; points only after their release.
pub async fn result(guard: Guard<Learn>, path: web::Path<(Uuid, String)>) -> Result<HttpResponse, AppError> {
    let (enrolment, slug) = path.into_inner();
    let mut conn = guard.read().await?;
    let seat = courses::my_seat(&mut conn, guard.person()?, enrolment).await?;
    let version = module_in(&mut conn, &seat, &slug).await?;
    super::store::task_of(&version)?;
    let seen = match quizzes::task_attempt(&mut conn, enrolment, version.id).await?.newest() {
        Some(attempt) => released(&mut conn, attempt).await?,
        None => None,
    };
    let (state, points, maximum, passed) = match task_result(&mut conn, enrolment, &version).await? {
        TaskResult::NotStarted => ("not-started", None, None, None),
        TaskResult::Open => ("open", None, None, None),
        TaskResult::Waiting => ("waiting", None, None, None),
        TaskResult::Again => ("again", None, None, None),
        TaskResult::Released { points, maximum, passed } => ("released", Some(points), Some(maximum), Some(passed)),
    };
    let seen = seen.filter(|_| matches!(state, "released" | "again"));
    json(&ResultView {
        state,
        points,
        maximum,
        passed,
        marks: seen.as_ref().map(|seen| seen.grade.marks()),
        grader: seen.as_ref().map(|seen| seen.grader.clone()),
        feedback: seen.map(|seen| seen.grade.feedback),
    })
}
