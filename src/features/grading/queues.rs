//! What waits to be graded, task by task; and the release of a task.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use super::actions::{self, MISSING};
use super::model::Release;
use super::rules::{UNDO_MINUTES, letter, next_waiting, settles_at};
use super::store::{self, Entry, Figures, Queue};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::courses;
use crate::features::curriculum::{self, ModuleVersion};
use crate::features::quizzes::title_of;
use crate::platform::audit::Audit;
use crate::platform::auth::Role;
use crate::platform::auth::needs::Grade;
use crate::platform::i18n::{Texts, ToArg};
use crate::platform::web::{
    AppError, Fields, Form, Guard, Routes, Shell, page, page_with, redirect, redirect_with_flash,
};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/grading", queues)
        .get("/grading/{cohort}/{module_version}", enter)
        .get("/grading/{cohort}/{module_version}/answers", list)
        .post("/grading/{cohort}/{module_version}/release", release)
        .post("/grading/{cohort}/{module_version}/release/undo", undo);
}

/// Cohort and module version.
type TaskPath = web::Path<(Uuid, Uuid)>;

#[derive(Template)]
#[template(path = "grading/queues.html")]
struct QueuesPage {
    shell: Shell,
    rows: Vec<QueueRow>,
    waiting: i64,
    /// Days that the one has waited that waits longest.
    oldest: Option<i64>,
}

/// One task of one cohort.
pub struct QueueRow {
    pub cohort: Uuid,
    pub cohort_code: String,
    pub module_version: Uuid,
    pub module: String,
    pub lang: Lang,
    pub title: String,
    pub figures: Option<Figures>,
}

impl QueueRow {
    pub fn waiting(&self) -> i64 {
        self.figures.as_ref().map_or(0, |figures| figures.waiting)
    }

    pub fn mine(&self) -> i64 {
        self.figures.as_ref().map_or(0, |figures| figures.mine)
    }

    pub fn handed_in(&self) -> i64 {
        self.figures.as_ref().map_or(0, |figures| figures.handed_in)
    }

    pub fn oldest(&self) -> Option<Instant> {
        self.figures.as_ref().and_then(|figures| figures.oldest)
    }

    pub fn released_at(&self) -> Option<Instant> {
        self.figures.as_ref().and_then(|figures| figures.released_at)
    }

    pub fn released_on(&self) -> Option<NaiveDate> {
        self.released_at().map(|at| at.date_naive())
    }

    /// Something was graded or handed in after the release.
    pub fn changed(&self) -> bool {
        self.waiting() > 0 || self.figures.as_ref().is_some_and(|figures| figures.last_grade > figures.released_at)
    }
}

/// Every task of every cohort that the grader may see; those with waiting answers first, the oldest on top.
pub async fn rows_for(guard: &Guard<Grade>) -> Result<Vec<QueueRow>, AppError> {
    let mut conn = guard.read().await?;
    let cohorts = courses::cohorts_for(&mut conn, guard.actor(), Role::Instructor).await?;
    let ids = cohorts.iter().map(|cohort| cohort.id).collect();
    let figures = store::figures(&mut conn, guard.person()?, ids).await?;
    let mut figures: BTreeMap<(Uuid, Uuid), Figures> =
        figures.into_iter().map(|one| ((one.cohort, one.module_version), one)).collect();
    let mut rows = Vec::new();
    for cohort in cohorts {
        for id in courses::modules_of(&mut conn, cohort.id).await? {
            let version = curriculum::module_version(&mut conn, id).await?;
            let Some((lang, title)) = title(&version, guard.texts.lang) else { continue };
            rows.push(QueueRow {
                cohort: cohort.id,
                cohort_code: cohort.code.clone(),
                module_version: id,
                module: title_of(&version, guard.texts.lang),
                lang,
                title,
                figures: figures.remove(&(cohort.id, id)),
            });
        }
    }
    rows.sort_by_key(|row| (row.oldest().is_none(), row.oldest()));
    Ok(rows)
}

/// The title of a module's task in a language, or in English; none without a task.
pub fn title(version: &ModuleVersion, lang: Lang) -> Option<(Lang, String)> {
    version.content.task.as_ref()?.text(lang).map(|(lang, text)| (lang, text.title.clone()))
}

async fn queues(guard: Guard<Grade>) -> Result<HttpResponse, AppError> {
    let rows = rows_for(&guard).await?;
    let oldest = rows.iter().filter_map(QueueRow::oldest).min();
    page(&QueuesPage {
        shell: Shell::new(&guard.app, &guard, &guard.texts.t("grading-title")),
        waiting: rows.iter().map(QueueRow::waiting).sum(),
        oldest: oldest.map(|at| (guard.app.clock.now() - at).num_days()),
        rows,
    })
}

#[derive(Template)]
#[template(path = "grading/queue.html")]
struct QueuePage {
    shell: Shell,
    base: String,
    cohort_code: String,
    module: String,
    rows: Vec<AnswerRow>,
    /// How many there are, wait, and were graded by the reader; HTML.
    counts: String,
    missing: usize,
    unreleased: usize,
    release: Option<Release>,
    /// Until when the release can be taken back; none when it is final.
    undo_until: Option<Instant>,
    undo_minutes: i64,
    can_grade: bool,
    /// A release was asked for and refused.
    refused: bool,
}

struct AnswerRow {
    attempt: Uuid,
    code: String,
    own: bool,
    state: String,
    style: &'static str,
    /// Total and maximum.
    points: Option<(i32, i32)>,
    by: String,
}

fn answer_row(entry: &Entry, release: Option<&Release>, grader: Uuid, texts: Texts) -> AnswerRow {
    let current = entry.current();
    let seen = entry.gradings.iter().any(|grade| release.is_some_and(|release| release.covers(grade)));
    let (state, style) = match (entry.own, current) {
        (true, _) => ("queue-state-own", "later"),
        (_, None) => ("queue-state-waiting", "next"),
        (_, Some(grade)) if !grade.complete => ("queue-state-partly", "warn"),
        (_, Some(grade)) if release.is_some_and(|release| release.covers(grade)) => ("queue-state-released", "done"),
        _ if seen => ("queue-state-changed", "warn"),
        _ => ("queue-state-graded", "done"),
    };
    let graders: Vec<Uuid> = entry.gradings.iter().map(|grade| grade.grader).collect();
    // Nobody sees a grading of their own answer here.
    let current = current.filter(|_| !entry.own);
    AnswerRow {
        attempt: entry.answer.attempt,
        code: entry.answer.blind_code.clone(),
        own: entry.own,
        state: texts.t(state),
        style,
        points: current.map(|grade| (grade.total, grade.maximum)),
        by: current.map(|grade| called(texts, &graders, grade.grader, grader)).unwrap_or_default(),
    }
}

/// What a grader is called to another: "you", or "Grader A".
pub fn called(texts: Texts, graders: &[Uuid], grader: Uuid, reader: Uuid) -> String {
    match grader == reader {
        true => texts.t("grader-you"),
        false => texts.with("grader-letter", &[("letter", letter(graders, grader).to_arg())]),
    }
}

fn queue_page(guard: &Guard<Grade>, queue: Queue, refused: bool) -> Result<QueuePage, AppError> {
    let grader = guard.person()?;
    let (_, title) = title(&queue.version, guard.texts.lang).ok_or(AppError::NotFound)?;
    let now = guard.app.clock.now();
    let undoable = queue.release.as_ref().filter(|release| release.may_be_undone(now));
    let rows = queue.entries.iter().map(|entry| answer_row(entry, queue.release.as_ref(), grader, guard.texts));
    Ok(QueuePage {
        shell: Shell::new(&guard.app, guard, &title),
        base: format!("/grading/{}/{}", queue.cohort.id, queue.version.id),
        module: title_of(&queue.version, guard.texts.lang),
        rows: rows.collect(),
        counts: guard.texts.html(
            "queue-counts",
            &[
                ("all", queue.entries.len().to_arg()),
                ("waiting", queue.missing().to_arg()),
                ("mine", queue.graded_by(grader).to_arg()),
            ],
        ),
        missing: queue.missing(),
        unreleased: queue.unreleased(),
        undo_until: undoable.map(|release| settles_at(release.at)),
        undo_minutes: UNDO_MINUTES,
        can_grade: next_waiting(&queue.order(), None).is_some(),
        cohort_code: queue.cohort.code,
        release: queue.release,
        refused,
    })
}

/// The next answer that waits for this grader; when none does, the list.
async fn enter(guard: Guard<Grade>, path: TaskPath) -> Result<HttpResponse, AppError> {
    let (cohort, version) = path.into_inner();
    let mut conn = guard.read().await?;
    let queue = Queue::load(&mut conn, guard.actor(), cohort, version).await?;
    match next_waiting(&queue.order(), None) {
        Some(attempt) => redirect(&format!("/grading/answers/{attempt}")),
        None => page(&queue_page(&guard, queue, false)?),
    }
}

async fn list(guard: Guard<Grade>, path: TaskPath) -> Result<HttpResponse, AppError> {
    let (cohort, version) = path.into_inner();
    let mut conn = guard.read().await?;
    let queue = Queue::load(&mut conn, guard.actor(), cohort, version).await?;
    page(&queue_page(&guard, queue, false)?)
}

async fn release(guard: Guard<Grade>, path: TaskPath, _form: Fields) -> Result<HttpResponse, AppError> {
    let (cohort, version) = path.into_inner();
    match release_task(&guard, cohort, version).await {
        Err(AppError::Conflict(MISSING)) => {
            let mut conn = guard.read().await?;
            let queue = Queue::load(&mut conn, guard.actor(), cohort, version).await?;
            page_with(StatusCode::CONFLICT, &queue_page(&guard, queue, true)?)
        }
        outcome => {
            outcome?;
            redirect_with_flash(&guard.app, &format!("/grading/{cohort}/{version}/answers"), "flash-released")
        }
    }
}

/// For the page and the API.
pub async fn release_task(guard: &Guard<Grade>, cohort: Uuid, version: Uuid) -> Result<Release, AppError> {
    let (now, actor) = (guard.app.clock.now(), guard.actor().clone());
    let line = Audit::about("grades.released", cohort).with(serde_json::json!({ "module_version": version }));
    guard.write(line, async move |tx| actions::release(tx, now, &actor, cohort, version).await).await
}

/// Which release: a second click must not take back the one before it.
#[derive(Deserialize)]
struct UndoForm {
    release: Uuid,
}

async fn undo(guard: Guard<Grade>, path: TaskPath, Form(form): Form<UndoForm>) -> Result<HttpResponse, AppError> {
    let (cohort, version) = path.into_inner();
    undo_task(&guard, cohort, version, form.release).await?;
    redirect_with_flash(&guard.app, &format!("/grading/{cohort}/{version}/answers"), "flash-release-undone")
}

/// For the page and the API.
pub async fn undo_task(guard: &Guard<Grade>, cohort: Uuid, version: Uuid, release: Uuid) -> Result<(), AppError> {
    let (now, actor) = (guard.app.clock.now(), guard.actor().clone());
    let line = Audit::about("release.undone", release);
    guard.write(line, async move |tx| actions::undo_release(tx, now, &actor, cohort, version, release).await).await
}
