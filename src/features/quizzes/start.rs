//! The page before a sitting, with its rules, and the beginning.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::actions::start_attempt;
use super::gain;
use super::model::{Attempt, Purpose};
use super::sitting::{module_in, sitting_title, title_of};
use super::store;
use crate::base::ids::Uuid;
use crate::features::courses;
use crate::features::curriculum::Counts;
use crate::platform::audit::Audit;
use crate::platform::auth::needs::Learn;
use crate::platform::web::{AppError, Fields, Guard, Routes, Shell, page, redirect};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/enrolments/{enrolment}/modules/{slug}/{purpose:quiz|task|pre-test|post-test}", start)
        .post("/enrolments/{enrolment}/modules/{slug}/{purpose:quiz|task|pre-test|post-test}", begin);
}

#[derive(Template)]
#[template(path = "quizzes/start.html")]
struct StartPage {
    shell: Shell,
    module: String,
    back: String,
    action: String,
    is_quiz: bool,
    draw: i64,
    minutes: Option<u32>,
    extra: i32,
    pass_percent: u32,
    left: u32,
    allowed: u32,
    best: bool,
    task_minutes: u32,
    min_words: u32,
    max_words: u32,
    /// Attempt, its number, its percent.
    history: Vec<(Uuid, usize, u32)>,
    can_start: bool,
    open: bool,
    /// The task was handed in before, and may be handed in once more.
    again: bool,
}

type StartPath = web::Path<(Uuid, String, Purpose)>;

async fn start(guard: Guard<Learn>, path: StartPath) -> Result<HttpResponse, AppError> {
    let (enrolment, slug, purpose) = path.into_inner();
    let mut conn = guard.read().await?;
    let seat = courses::my_seat(&mut conn, guard.person()?, enrolment).await?;
    let version = module_in(&mut conn, &seat, &slug).await?;
    if purpose.is_test() {
        return gain::start(&guard, &mut conn, &seat, &version, purpose).await;
    }
    let rules = version.content.quiz.clone();
    let standing = store::quiz_standing(&mut conn, enrolment, version.id, &rules).await?;
    let back = format!("/enrolments/{enrolment}/modules/{slug}");
    let task = version.content.task.as_ref();
    let mut again = false;
    if purpose == Purpose::Task {
        if task.is_none() {
            return Err(AppError::NotFound);
        }
        let standing = store::task_attempt(&mut conn, enrolment, version.id).await?;
        match (standing.open, standing.newest()) {
            (Some(attempt), _) => return redirect(&format!("/attempts/{attempt}")),
            (None, Some(attempt)) if !standing.again => return redirect(&format!("/attempts/{attempt}/receipt")),
            _ => again = standing.again,
        }
    }
    let title = sitting_title(&version, purpose, guard.texts);
    page(&StartPage {
        shell: Shell::new(&guard.app, &guard, &title),
        module: title_of(&version, guard.texts.lang),
        action: format!("{back}/{}", purpose.name()),
        back,
        is_quiz: purpose == Purpose::Quiz,
        draw: i64::from(rules.draw).min(i64::try_from(version.content.quiz_items().count()).unwrap_or(i64::MAX)),
        minutes: rules.time_limit_minutes,
        extra: courses::extra_percent(&mut conn, enrolment).await?,
        pass_percent: rules.pass_percent,
        left: standing.left(),
        allowed: standing.allowed,
        best: rules.counts == Counts::Best,
        task_minutes: task.map_or(0, |task| task.minutes),
        min_words: task.map_or(0, |task| task.min_words),
        max_words: task.map_or(0, |task| task.max_words),
        history: match purpose {
            Purpose::Quiz => {
                standing.finished.iter().zip(1..).map(|((id, score), nth)| (*id, nth, score.percent())).collect()
            }
            _ => Vec::new(),
        },
        can_start: purpose == Purpose::Task || standing.open.is_some() || standing.left() > 0,
        open: purpose == Purpose::Quiz && standing.open.is_some(),
        again,
    })
}

async fn begin(guard: Guard<Learn>, path: StartPath, _form: Fields) -> Result<HttpResponse, AppError> {
    let (enrolment, slug, purpose) = path.into_inner();
    let attempt = begin_for(&guard, enrolment, &slug, purpose).await?;
    redirect(&format!("/attempts/{}", attempt.id))
}

/// Begins a sitting for the person of the guard, or finds the one under way.
pub async fn begin_for(
    guard: &Guard<Learn>,
    enrolment: Uuid,
    slug: &str,
    purpose: Purpose,
) -> Result<Attempt, AppError> {
    let (person, slug, now) = (guard.person()?, slug.to_owned(), guard.app.clock.now());
    let line = Audit::about("attempt.begun", enrolment).with(serde_json::json!({ "purpose": purpose }));
    guard
        .write(line, async move |tx| {
            let seat = courses::my_seat(tx, person, enrolment).await?;
            let version = module_in(tx, &seat, &slug).await?;
            start_attempt(tx, now, &seat, &version, purpose).await
        })
        .await
}
