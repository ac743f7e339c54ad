//! The coordinator's list of held saves, and one of them with the decision.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::actions::{Deciding, answer_in, decide};
use super::model::{Case, Heap, Held, Verdict};
use super::store::{self, case_in};
use crate::base::ids::Uuid;
use crate::features::accounts;
use crate::features::courses::{Cohort, cohort_for, read_reason};
use crate::features::curriculum;
use crate::features::quizzes::model::Purpose;
use crate::features::quizzes::sitting::{sitting_title, title_of};
use crate::features::quizzes::store::answers_of;
use crate::features::quizzes::view::{Said, said};
use crate::platform::audit::Audit;
use crate::platform::auth::Role;
use crate::platform::auth::needs::RunCourse;
use crate::platform::db::Conn;
use crate::platform::web::{AppError, FieldErrors, Form, Guard, Routes, Shell, page, page_with, redirect_with_flash};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/cohorts/{cohort}/held", list)
        .get("/cohorts/{cohort}/held/{held}", show)
        .post("/cohorts/{cohort}/held/{held}", keep_decision);
}

#[derive(Template)]
#[template(path = "quizzes/held.html")]
struct ListPage {
    shell: Shell,
    cohort: Cohort,
    rows: Vec<Row>,
    page: i64,
    pages: i64,
}

struct Row {
    heap: Heap,
    name: String,
    sitting: String,
}

#[derive(Deserialize)]
struct PageQuery {
    page: Option<i64>,
}

async fn list(
    guard: Guard<RunCourse>,
    path: web::Path<Uuid>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let cohort = cohort_for(&mut conn, guard.actor(), Role::Coordinator, *path).await?;
    let page_number = query.page.unwrap_or(1).clamp(1, 1_000_000);
    let heaps = store::heaps_in(&mut conn, &cohort, page_number).await?;
    let attempts = store::attempts_of(&mut conn, &heaps).await?;
    let people: Vec<Uuid> = heaps.iter().map(|heap| heap.person_id).collect();
    let people = accounts::by_ids(&mut conn, &people).await?;
    let pages = heaps.first().map_or(1, |heap| (heap.all + store::PAGE - 1) / store::PAGE);
    let mut rows = Vec::with_capacity(heaps.len());
    for heap in heaps {
        let attempt = attempts.iter().find(|attempt| attempt.id == heap.attempt_id).ok_or(AppError::NotFound)?;
        let version = curriculum::module_version(&mut conn, attempt.module_version_id).await?;
        let person = people.iter().find(|person| person.id == heap.person_id);
        let name = person.map(|person| person.full_name.clone()).unwrap_or_default();
        rows.push(Row { name, sitting: sitting_title(&version, attempt.purpose(), guard.texts), heap });
    }
    let shell = Shell::new(&guard.app, &guard, &guard.texts.t("held-title"));
    page(&ListPage { shell, cohort, rows, page: page_number, pages })
}

#[derive(Template)]
#[template(path = "quizzes/held_one.html")]
struct CasePage {
    shell: Shell,
    errors: FieldErrors,
    cohort: Cohort,
    case: Case,
    name: String,
    module: String,
    sitting: String,
    /// None when the save answers no question of the attempt.
    answer: Option<Both>,
    /// Other saves of the question that wait with this one: a decision sets them aside.
    others: Vec<Held>,
    reason: String,
}

/// The two answers, in words.
struct Both {
    stem: String,
    stands: Said,
    held: Said,
}

impl Both {
    /// Each with the heading over it.
    fn parts(&self) -> [(&'static str, &Said); 2] {
        [("held-stands", &self.stands), ("held-held", &self.held)]
    }
}

impl CasePage {
    /// Whether it can still be counted.
    fn may_count(&self) -> bool {
        self.answer.is_some() && !self.case.graded
    }

    fn is_task(&self) -> bool {
        self.case.attempt.purpose() == Purpose::Task
    }
}

type CasePath = web::Path<(Uuid, Uuid)>;

async fn show(guard: Guard<RunCourse>, path: CasePath) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    page(&case_page(&guard, &mut conn, *path, FieldErrors::default(), String::new()).await?)
}

async fn case_page(
    guard: &Guard<RunCourse>,
    conn: &mut Conn,
    (cohort, held): (Uuid, Uuid),
    errors: FieldErrors,
    reason: String,
) -> Result<CasePage, AppError> {
    let cohort = cohort_for(conn, guard.actor(), Role::Coordinator, cohort).await?;
    let case = case_in(conn, &cohort, held).await?;
    let others = if case.decision.is_none() { store::others_of(conn, &case).await? } else { Vec::new() };
    let version = curriculum::module_version(conn, case.attempt.module_version_id).await?;
    let person = accounts::by_id(conn, case.person).await?;
    let mut answer = None;
    if let Some(op) = answer_in(conn, &case).await? {
        let stands = answers_of(conn, case.attempt.id, true).await?;
        let (stem, held) = said(conn, &case.attempt, &version, &op.question, &op.value, guard.texts).await?;
        let (_, stands) =
            said(conn, &case.attempt, &version, &op.question, stands.of(&op.question), guard.texts).await?;
        answer = Some(Both { stem, stands, held });
    }
    let mut shell = Shell::new(&guard.app, guard, &guard.texts.t("held-one-title"));
    shell.error = !errors.is_empty();
    Ok(CasePage {
        shell,
        errors,
        name: person.full_name,
        module: title_of(&version, guard.texts.lang),
        sitting: sitting_title(&version, case.attempt.purpose(), guard.texts),
        cohort,
        case,
        answer,
        others,
        reason,
    })
}

#[derive(Deserialize)]
struct DecisionForm {
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    reason: String,
    /// The newest other save that the page told of: what came after it was not seen.
    #[serde(default)]
    seen: String,
}

async fn keep_decision(
    guard: Guard<RunCourse>,
    path: CasePath,
    Form(form): Form<DecisionForm>,
) -> Result<HttpResponse, AppError> {
    // Whether the save is one of this cohort, the act itself finds out.
    let cohort = cohort_for(&mut *guard.read().await?, guard.actor(), Role::Coordinator, path.0).await?;
    let held = path.1;
    let mut errors = FieldErrors::default();
    let verdict = Verdict::parse(&form.verdict);
    if verdict.is_none() {
        errors.add("verdict", "held-verdict-missing");
    }
    let reason = read_reason(&form.reason);
    if let Err(wrong) = &reason {
        errors.extend(wrong.clone());
    }
    let (Some(verdict), Ok(reason)) = (verdict, reason) else {
        let mut conn = guard.read().await?;
        let page = case_page(&guard, &mut conn, *path, errors, form.reason).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let (now, by, id) = (guard.app.clock.now(), guard.person()?, cohort.id);
    let seen = form.seen.parse().ok();
    let line = Audit::about("held-answer.decided", held).with(serde_json::json!({ "verdict": verdict.name() }));
    guard
        .write(line, async move |tx| decide(tx, now, &cohort, Deciding { held, seen, verdict, reason, by }).await)
        .await?;
    redirect_with_flash(&guard.app, &format!("/cohorts/{id}/held"), "flash-held-decided")
}
