//! A participant's attempts, for the coordinator of the cohort, with the form that gives one more.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::letter;
use super::rules::{Sitting, stuck};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::accounts::{self, Person};
use crate::features::courses::{self, Cohort, Seat, cohort_for, read_reason};
use crate::features::grading::{self, TaskResult};
use crate::features::progress::{ModuleProgress, seat_progress};
use crate::features::quizzes::{self, ExtraAttempt, Purpose, title_of};
use crate::platform::audit::Audit;
use crate::platform::auth::Role;
use crate::platform::auth::needs::RunCourse;
use crate::platform::db::Conn;
use crate::platform::i18n::Texts;
use crate::platform::web::{AppError, FieldErrors, Form, Guard, Routes, Shell, page, page_with, redirect_with_flash};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/cohorts/{cohort}/people/{enrolment}/attempts", show)
        .post("/cohorts/{cohort}/people/{enrolment}/attempts", give);
}

#[derive(Template)]
#[template(path = "progress/attempts.html")]
struct AttemptsPage {
    shell: Shell,
    errors: FieldErrors,
    cohort: Cohort,
    enrolment: Uuid,
    name: String,
    modules: Vec<Module>,
    /// What can be given once more: its word in the form, its name.
    choices: Vec<(String, String)>,
    /// When, what, why.
    given: Vec<(Instant, String, String)>,
    chosen: String,
    reason: String,
}

struct Module {
    title: String,
    /// Used, allowed, best percent, passed; none without a quiz.
    quiz: Option<(u32, u32, Option<u32>, bool)>,
    /// The text that says where the task stands; none without a task.
    task: Option<&'static str>,
}

impl Module {
    fn new(progress: &ModuleProgress, texts: Texts) -> Self {
        let (content, quiz) = (&progress.version.content, &progress.quiz);
        let used = quiz.allowed.saturating_sub(quiz.left());
        let percent = quiz.counting().map(|(_, score)| score.percent());
        Self {
            title: title_of(&progress.version, texts.lang),
            quiz: content.has_quiz().then_some((used, quiz.allowed, percent, quiz.passed())),
            task: content.task.as_ref().map(|_| match progress.task {
                TaskResult::NotStarted => "again-task-not-begun",
                TaskResult::Open => "again-task-begun",
                TaskResult::Again => "again-task-again",
                TaskResult::Waiting => "again-task-waiting",
                TaskResult::Released { passed: true, .. } => "result-passed",
                TaskResult::Released { passed: false, .. } => "result-not-passed",
            }),
        }
    }
}

/// What the page speaks of, found by way of the cohort that the coordinator runs.
struct Found {
    cohort: Cohort,
    seat: Seat,
    person: Person,
    modules: Vec<ModuleProgress>,
    stuck: Vec<Sitting>,
    given: Vec<ExtraAttempt>,
}

type PersonPath = web::Path<(Uuid, Uuid)>;

async fn find(guard: &Guard<RunCourse>, conn: &mut Conn, (cohort, enrolment): (Uuid, Uuid)) -> Result<Found, AppError> {
    let cohort = cohort_for(conn, guard.actor(), Role::Coordinator, cohort).await?;
    let seat = courses::seat_by_enrolment(conn, enrolment).await?;
    let seat = seat.filter(|seat| seat.cohort.id == cohort.id).ok_or(AppError::NotFound)?;
    let modules = seat_progress(conn, &seat).await?;
    let release_is_open = grading::release_is_open(conn, cohort.id, guard.app.clock.now()).await?;
    Ok(Found {
        person: accounts::by_id(conn, seat.enrolment.person_id).await?,
        stuck: stuck(&modules, release_is_open),
        given: quizzes::given_attempts(conn, enrolment).await?,
        cohort,
        seat,
        modules,
    })
}

fn attempts_page(guard: &Guard<RunCourse>, found: &Found, errors: FieldErrors) -> AttemptsPage {
    let texts = guard.texts;
    let name = |purpose: Purpose, version: Uuid| {
        let module = found.modules.iter().find(|module| module.version.id == version);
        let title = module.map(|module| title_of(&module.version, texts.lang)).unwrap_or_default();
        let key = if purpose == Purpose::Task { "again-task" } else { "again-quiz" };
        format!("{title}: {}", texts.t(key))
    };
    let mut shell = Shell::new(&guard.app, guard, &texts.t("again-title"));
    shell.error = !errors.is_empty();
    AttemptsPage {
        shell,
        errors,
        cohort: found.cohort.clone(),
        enrolment: found.seat.enrolment.id,
        name: found.person.full_name.clone(),
        modules: found.modules.iter().map(|module| Module::new(module, texts)).collect(),
        choices: found.stuck.iter().map(|one| (one.word(), name(one.purpose, one.version))).collect(),
        given: (found.given.iter())
            .map(|one| (one.given_at, name(one.purpose(), one.module_version_id), one.reason.clone()))
            .collect(),
        chosen: String::new(),
        reason: String::new(),
    }
}

async fn show(guard: Guard<RunCourse>, path: PersonPath) -> Result<HttpResponse, AppError> {
    let found = find(&guard, &mut *guard.read().await?, *path).await?;
    page(&attempts_page(&guard, &found, FieldErrors::default()))
}

#[derive(Deserialize)]
struct AgainForm {
    #[serde(default)]
    what: String,
    #[serde(default)]
    reason: String,
}

async fn give(
    guard: Guard<RunCourse>,
    path: PersonPath,
    Form(form): Form<AgainForm>,
) -> Result<HttpResponse, AppError> {
    let found = find(&guard, &mut *guard.read().await?, *path).await?;
    let (cohort, enrolment) = *path;
    let back = format!("/cohorts/{cohort}/people/{enrolment}/attempts");
    let asked = form.what.parse::<Sitting>().ok();
    // A second click finds that the first has given it.
    let is_given = |asked: &Sitting| {
        !found.stuck.contains(asked)
            && found.given.iter().any(|one| (one.purpose(), one.module_version_id) == (asked.purpose, asked.version))
    };
    if asked.as_ref().is_some_and(is_given) {
        return redirect_with_flash(&guard.app, &back, "flash-attempt-given");
    }
    let mut errors = FieldErrors::default();
    let asked = asked.filter(|asked| found.stuck.contains(asked));
    if asked.is_none() {
        errors.add("what", if found.stuck.is_empty() { "again-nothing" } else { "again-what-missing" });
    }
    let reason = read_reason(&form.reason).unwrap_or_else(|wrong| {
        errors.extend(wrong);
        String::new()
    });
    let (Some(asked), true) = (asked, errors.is_empty()) else {
        let answer = attempts_page(&guard, &found, errors);
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &AttemptsPage { chosen: form.what, reason: form.reason, ..answer },
        );
    };
    let (app, by, person) = (guard.app.clone(), guard.actor().id, found.person.id);
    let version = found.modules.iter().find(|module| module.version.id == asked.version);
    let version = version.map(|module| module.version.clone()).ok_or(AppError::NotFound)?;
    let what = serde_json::json!({ "purpose": asked.purpose, "module_version": asked.version });
    guard
        .write(Audit::about("attempt.given", enrolment).with(what), async move |tx| {
            let (now, place) = (app.clock.now(), (enrolment, asked.version, asked.purpose));
            if quizzes::give_attempt(tx, now, place, by, &reason).await? {
                let origin = app.config.origin.to_string();
                letter::tell(tx, now, &origin, (person, enrolment), &version, asked.purpose).await?;
            }
            Ok(())
        })
        .await?;
    redirect_with_flash(&guard.app, &back, "flash-attempt-given")
}
