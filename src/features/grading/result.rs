//! What a participant sees of their written task: nothing before a release, then points, reasons and feedback.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::Grade;
use super::pages::{CriterionView, rubric};
use super::rules::{letter, passes};
use super::store;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::courses;
use crate::features::curriculum::{ModuleVersion, Task};
use crate::features::quizzes::{self, TaskStanding, module_in, title_of};
use crate::platform::auth::needs::Learn;
use crate::platform::db::Conn;
use crate::platform::web::{AppError, Guard, Routes, Shell, page, redirect};

pub fn routes(routes: &mut Routes) {
    routes.get("/enrolments/{enrolment}/modules/{slug}/task/result", result);
}

/// Where an enrolment stands with a module's written task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskResult {
    NotStarted,
    /// Begun and not handed in.
    Open,
    /// Handed in; no points are released.
    Waiting,
    /// Handed in and not passed, and may be handed in once more.
    Again,
    Released {
        points: u32,
        maximum: u32,
        passed: bool,
    },
}

/// Where an enrolment stands with a module's written task, as its participant may know it.
pub async fn task_result(conn: &mut Conn, enrolment: Uuid, version: &ModuleVersion) -> Result<TaskResult, AppError> {
    let standing = quizzes::task_attempt(conn, enrolment, version.id).await?;
    task_result_after(conn, version, standing).await
}

/// The same, for callers that know how far the sitting has come.
pub async fn task_result_after(
    conn: &mut Conn,
    version: &ModuleVersion,
    standing: TaskStanding,
) -> Result<TaskResult, AppError> {
    let Some(task) = &version.content.task else { return Ok(TaskResult::NotStarted) };
    let mut newest = TaskResult::Waiting;
    for (nth, attempt) in standing.handed_in.iter().enumerate() {
        let Some(seen) = released(conn, *attempt).await? else { continue };
        let (points, maximum) = points(&seen.grade);
        let passed = passes(points, maximum, task.pass_percent);
        // An answer that passes stays one, whatever is written after it.
        if passed {
            return Ok(TaskResult::Released { points, maximum, passed });
        }
        if nth == 0 {
            newest = TaskResult::Released { points, maximum, passed };
        }
    }
    Ok(match standing {
        TaskStanding { open: Some(_), .. } => TaskResult::Open,
        TaskStanding { again: true, .. } => TaskResult::Again,
        TaskStanding { handed_in, .. } if handed_in.is_empty() => TaskResult::NotStarted,
        _ => newest,
    })
}

/// A grading that its participant may see.
pub struct Released {
    pub grade: Grade,
    pub at: Instant,
    /// What the grader is called to the participant: a letter.
    pub grader: String,
}

/// For callers that have found the attempt through its participant's own place.
pub async fn released(conn: &mut Conn, attempt: Uuid) -> Result<Option<Released>, AppError> {
    let answer = match store::answer_of(conn, attempt).await {
        Err(AppError::NotFound) => return Ok(None),
        answer => answer?,
    };
    let standing = store::releases_of(conn, answer.cohort, answer.module_version).await?;
    let gradings = store::grades_of(conn, attempt).await?;
    let graders: Vec<Uuid> = gradings.iter().map(|grade| grade.grader).collect();
    Ok(store::shown(&gradings, &standing).map(|(grade, release)| Released {
        grader: letter(&graders, grade.grader),
        grade: grade.clone(),
        at: release.at,
    }))
}

/// A released grading in words.
pub struct GradeRecord {
    pub points: u32,
    pub maximum: u32,
    pub at: Instant,
    /// The language of the criteria.
    pub lang: Lang,
    /// Title, points, the most, and the title of the level that was reached.
    pub criteria: Vec<(String, u32, u32, String)>,
    pub feedback: String,
}

/// What the participant of a task may see of its grading, for the export of their record.
pub async fn grade_record(
    conn: &mut Conn,
    attempt: Uuid,
    version: &ModuleVersion,
    lang: Lang,
) -> Result<Option<GradeRecord>, AppError> {
    let Some((task, released)) = version.content.task.as_ref().zip(released(conn, attempt).await?) else {
        return Ok(None);
    };
    let (lang, text) = task.text(lang).ok_or(AppError::NotFound)?;
    let (points, maximum) = points(&released.grade);
    let criteria = rubric(task, text, &released.grade.marks());
    let criteria = criteria.into_iter().filter_map(|criterion| {
        let (most, title) = (criterion.most(), criterion.title);
        let level = criterion.levels.into_iter().find(|level| level.chosen)?;
        Some((title, level.points, most, level.title))
    });
    let criteria = criteria.collect();
    Ok(Some(GradeRecord { points, maximum, at: released.at, lang, criteria, feedback: released.grade.feedback }))
}

/// Points and maximum. Stored ones are never negative.
pub fn points(grade: &Grade) -> (u32, u32) {
    (u32::try_from(grade.total).unwrap_or(0), u32::try_from(grade.maximum).unwrap_or(0))
}

#[derive(Template)]
#[template(path = "grading/result.html")]
struct ResultPage {
    shell: Shell,
    module: String,
    back: String,
    attempt: Uuid,
    answer: String,
    /// The task may be handed in once more.
    once_more: bool,
    /// None before a release.
    seen: Option<Seen>,
}

struct Seen {
    points: u32,
    maximum: u32,
    passed: bool,
    pass_percent: u32,
    grader: String,
    at: Instant,
    lang: Lang,
    criteria: Vec<CriterionView>,
    feedback: String,
    model_answer: String,
}

impl Seen {
    fn new(task: &Task, lang: Lang, released: Released) -> Result<Self, AppError> {
        let (lang, text) = task.text(lang).ok_or(AppError::NotFound)?;
        let (points, maximum) = points(&released.grade);
        Ok(Self {
            points,
            maximum,
            passed: passes(points, maximum, task.pass_percent),
            pass_percent: task.pass_percent,
            grader: released.grader,
            at: released.at,
            lang,
            criteria: rubric(task, text, &released.grade.marks()),
            feedback: released.grade.feedback,
            model_answer: text.model_answer_html.clone(),
        })
    }
}

async fn result(guard: Guard<Learn>, path: web::Path<(Uuid, String)>) -> Result<HttpResponse, AppError> {
    let (enrolment, slug) = path.into_inner();
    let mut conn = guard.read().await?;
    let seat = courses::my_seat(&mut conn, guard.person()?, enrolment).await?;
    let version = module_in(&mut conn, &seat, &slug).await?;
    let task = store::task_of(&version)?;
    let back = format!("/enrolments/{enrolment}/modules/{slug}");
    let standing = quizzes::task_attempt(&mut conn, enrolment, version.id).await?;
    let Some(attempt) = standing.newest() else { return redirect(&format!("{back}/task")) };
    let answers = quizzes::answers_of(&mut conn, attempt, true).await?;
    let (_, text) = task.text(guard.texts.lang).ok_or(AppError::NotFound)?;
    let seen = match released(&mut conn, attempt).await? {
        Some(released) => Some(Seen::new(task, guard.texts.lang, released)?),
        None => None,
    };
    page(&ResultPage {
        shell: Shell::new(&guard.app, &guard, &text.title),
        module: title_of(&version, guard.texts.lang),
        once_more: standing.again || standing.open.is_some(),
        back,
        attempt,
        answer: answers.of(&task.id).first().cloned().unwrap_or_default(),
        seen,
    })
}
