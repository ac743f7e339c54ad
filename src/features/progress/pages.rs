//! My modules, a module as a voyage, and what completion still asks for.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use super::place::Place;
use super::rules::{Missing, ModuleProgress, Step, download_kb, missing, reading_minutes};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::courses::Seat;
use crate::features::curriculum::SafePart;
use crate::features::grading::TaskResult;
use crate::features::quizzes::{Purpose, TestState};
use crate::platform::auth::needs::Learn;
use crate::platform::i18n::{Arg, Texts, ToArg};
use crate::platform::web::{AppError, Guard, Routes, Shell, page};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/modules", my_modules)
        .get("/enrolments/{enrolment}/modules/{slug}", module)
        .get("/enrolments/{enrolment}/completion", completion);
}

#[derive(Template)]
#[template(path = "progress/modules.html")]
struct MyModulesPage {
    shell: Shell,
    courses: Vec<CourseCard>,
}

struct CourseCard {
    enrolment: Uuid,
    title: String,
    code: String,
    place: String,
    due_at: Instant,
    completed: bool,
    /// Whether there is a timetable to read.
    planned: bool,
    next: Option<NextStep>,
    modules: Vec<ModuleCard>,
}

struct NextStep {
    label: String,
    href: String,
}

struct ModuleCard {
    href: String,
    /// The language of the title.
    lang: Lang,
    title: String,
    percent: usize,
    lessons: usize,
    minutes: u32,
    kb: u64,
    state: String,
    /// `done`, `next`, `later` or `warn`: the shape that goes with the word.
    mark: &'static str,
}

async fn my_modules(guard: Guard<Learn>) -> Result<HttpResponse, AppError> {
    let texts = guard.texts;
    let courses = Place::all(&guard).await?.iter().map(|place| course_card(place, texts)).collect();
    page(&MyModulesPage { shell: Shell::new(&guard.app, &guard, &texts.t("nav-modules")), courses })
}

fn course_card(place: &Place, texts: Texts) -> CourseCard {
    let Place { seat, modules, .. } = place;
    CourseCard {
        enrolment: seat.enrolment.id,
        title: place.title(texts.lang),
        // What the course asks for goes first, whatever module it is in.
        next: (modules.iter().find_map(|module| next_step(module, seat, texts)))
            .or_else(|| modules.iter().find_map(|module| test_after(module, seat, texts))),
        modules: modules.iter().map(|module| module_card(module, seat, texts)).collect(),
        completed: place.completed_at.is_some(),
        planned: place.planned,
        code: seat.cohort.code.clone(),
        place: seat.cohort.place.clone(),
        due_at: seat.cohort.due_at,
    }
}

fn module_href(seat: &Seat, module: &ModuleProgress) -> String {
    format!("/enrolments/{}/modules/{}", seat.enrolment.id, module.version.content.slug)
}

fn title(module: &ModuleProgress, texts: Texts) -> String {
    module.version.content.text(texts.lang).map(|(_, text)| text.title.clone()).unwrap_or_default()
}

fn next_step(module: &ModuleProgress, seat: &Seat, texts: Texts) -> Option<NextStep> {
    let base = module_href(seat, module);
    let named = |key: &str, name: String| texts.with(key, &[("title", name.to_arg())]);
    match module.next() {
        Step::Lesson(slug) => {
            let lesson = module.version.content.lessons.iter().find(|lesson| lesson.slug == slug)?;
            let (_, text) = lesson.text(texts.lang)?;
            Some(NextStep { label: named("next-lesson", text.title.clone()), href: format!("{base}/lessons/{slug}") })
        }
        Step::Quiz => Some(NextStep { label: named("next-quiz", title(module, texts)), href: format!("{base}/quiz") }),
        Step::Task => Some(NextStep { label: named("next-task", title(module, texts)), href: format!("{base}/task") }),
        Step::PreTest => {
            Some(NextStep { label: named("next-pre-test", title(module, texts)), href: format!("{base}/pre-test") })
        }
        Step::Wait | Step::Stuck | Step::Done => None,
    }
}

/// The test after the lessons, when it is open.
fn test_after(module: &ModuleProgress, seat: &Seat, texts: Texts) -> Option<NextStep> {
    module.tests.after.is_open().then(|| NextStep {
        label: texts.with("next-post-test", &[("title", title(module, texts).to_arg())]),
        href: format!("{}/post-test", module_href(seat, module)),
    })
}

fn module_card(module: &ModuleProgress, seat: &Seat, texts: Texts) -> ModuleCard {
    let (done, _) = module.steps();
    let (key, mark) = match module.next() {
        Step::Done => ("module-done", "done"),
        Step::Wait => ("module-waiting", "later"),
        Step::Stuck => ("module-stuck", "warn"),
        _ if done == 0 => ("module-not-started", "later"),
        Step::PreTest | Step::Lesson(_) => ("module-lesson-next", "next"),
        Step::Quiz => ("module-quiz-next", "next"),
        Step::Task => ("module-task-next", "next"),
    };
    ModuleCard {
        href: module_href(seat, module),
        lang: module.version.content.text(texts.lang).map_or(texts.lang, |(lang, _)| lang),
        title: title(module, texts),
        percent: module.percent(),
        lessons: module.lessons().1,
        minutes: module.version.content.minutes,
        kb: download_kb(&module.version, texts.lang),
        state: texts.t(key),
        mark,
    }
}

#[derive(Template)]
#[template(path = "progress/module.html")]
struct ModulePage {
    shell: Shell,
    enrolment: Uuid,
    course: String,
    /// The language of the module's own words.
    lang: Lang,
    summary: String,
    stale: bool,
    /// Each with the parts of the SAFE Framework that it serves.
    objectives: Vec<(String, Vec<SafePart>)>,
    minutes: u32,
    pass_percent: u32,
    due_at: Instant,
    kb: u64,
    done: usize,
    all: usize,
    ports: Vec<Port>,
}

/// One stop on the voyage line.
struct Port {
    href: String,
    title: String,
    minutes: u32,
    /// `done`, `next` or `later`.
    mark: &'static str,
    state: String,
    action: Option<String>,
    /// The course does not ask for it.
    optional: bool,
}

async fn module(guard: Guard<Learn>, path: web::Path<(Uuid, String)>) -> Result<HttpResponse, AppError> {
    let (enrolment, slug) = path.into_inner();
    let place = Place::own(&guard, enrolment).await?;
    let (seat, progress, texts) = (&place.seat, place.module(&slug)?, guard.texts);
    let (lang, text) = progress.version.content.text(texts.lang).ok_or(AppError::NotFound)?;
    let (done, all) = progress.steps();
    page(&ModulePage {
        shell: Shell::new(&guard.app, &guard, &text.title),
        enrolment,
        course: place.title(texts.lang),
        lang,
        summary: text.summary.clone(),
        stale: text.stale || lang != texts.lang,
        objectives: progress
            .version
            .content
            .objectives
            .iter()
            .filter_map(|one| Some((text.objectives.get(&one.id)?.clone(), one.safe.clone())))
            .collect(),
        minutes: progress.version.content.minutes,
        pass_percent: progress.version.content.quiz.pass_percent,
        due_at: seat.cohort.due_at,
        kb: download_kb(&progress.version, texts.lang),
        done,
        all,
        ports: ports(progress, seat, texts),
    })
}

fn ports(progress: &ModuleProgress, seat: &Seat, texts: Texts) -> Vec<Port> {
    let (base, next) = (module_href(seat, progress), progress.next());
    let content = &progress.version.content;
    let port =
        |href: String, title: String, minutes: u32, done: bool, is_next: bool, waiting: Option<&str>, act: &str| {
            let (mark, key) = match (done, is_next, waiting) {
                (_, _, Some(key)) => ("later", key),
                (true, _, _) => ("done", "port-done"),
                (_, true, _) => ("next", "port-next"),
                _ => ("later", "port-later"),
            };
            let action = (is_next && !done && waiting.is_none()).then(|| texts.t(act));
            Port { href, title, minutes, mark, state: texts.t(key), action, optional: false }
        };
    let before = test_port(progress, Purpose::PreTest, &base, texts);
    let lessons = content.lessons.iter().filter_map(|lesson| {
        let (_, text) = lesson.text(texts.lang)?;
        let done = progress.read.contains(&lesson.slug);
        let is_next = next == Step::Lesson(lesson.slug.clone());
        let href = format!("{base}/lessons/{}", lesson.slug);
        Some(port(href, text.title.clone(), reading_minutes(text.words), done, is_next, None, "port-read"))
    });
    let mut ports: Vec<Port> = before.into_iter().chain(lessons).collect();
    if content.has_quiz() {
        let minutes = content.quiz.time_limit_minutes.unwrap_or(content.quiz.draw.saturating_mul(2));
        let stuck = (next == Step::Stuck && !progress.quiz.passed()).then_some("port-no-attempts");
        let name = texts.with("port-quiz", &[("count", content.quiz.draw.to_arg())]);
        ports.push(port(
            format!("{base}/quiz"),
            name,
            minutes,
            progress.quiz.passed(),
            next == Step::Quiz,
            stuck,
            "port-quiz-go",
        ));
    }
    if let Some(task) = &content.task {
        let waiting = match progress.task {
            TaskResult::Waiting => Some("port-waiting"),
            TaskResult::Released { passed: false, .. } => Some("port-task-failed"),
            _ => None,
        };
        let released = matches!(progress.task, TaskResult::Released { .. });
        let href = if released { format!("{base}/task/result") } else { format!("{base}/task") };
        let name = task.text(texts.lang).map(|(_, text)| text.title.clone()).unwrap_or_default();
        let name = texts.with("port-task", &[("title", name.to_arg())]);
        ports.push(port(href, name, task.minutes, progress.task_passed(), next == Step::Task, waiting, "port-task-go"));
    }
    ports.extend(test_port(progress, Purpose::PostTest, &base, texts));
    ports
}

/// A stop for one of the tests. One that was passed by is not shown: nobody is reminded of what cannot be done any more.
fn test_port(progress: &ModuleProgress, purpose: Purpose, base: &str, texts: Texts) -> Option<Port> {
    let rules = progress.version.content.test.as_ref()?;
    let (is_before, state) = (purpose == Purpose::PreTest, progress.tests.of(purpose));
    let (mark, key) = match state {
        TestState::Absent => return None,
        TestState::Closed if is_before => return None,
        TestState::Closed => ("later", "port-after-lessons"),
        TestState::Offered => ("next", "port-optional"),
        TestState::UnderWay(_) => ("next", "port-begun"),
        TestState::Taken(_) => ("done", "port-done"),
    };
    let count: u32 = rules.blueprint.iter().map(|cell| cell.draw).fold(0, u32::saturating_add);
    let title = if is_before { "port-pre-test" } else { "port-post-test" };
    Some(Port {
        href: match state {
            TestState::Taken(attempt) => format!("/attempts/{attempt}/results"),
            _ => format!("{base}/{}", purpose.name()),
        },
        title: texts.with(title, &[("count", count.to_arg())]),
        minutes: rules.time_limit_minutes.unwrap_or(count.saturating_mul(2)),
        mark,
        state: texts.t(key),
        action: state.is_open().then(|| texts.t("port-test-go")),
        optional: true,
    })
}

#[derive(Template)]
#[template(path = "progress/completion.html")]
struct CompletionPage {
    shell: Shell,
    course: String,
    completed_at: Option<Instant>,
    /// When the certificate comes, while it cannot be issued.
    certified_on: Option<NaiveDate>,
    /// What is missing and why, with a link to where it is done.
    missing: Vec<(String, String)>,
    rules: Vec<String>,
}

async fn completion(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let place = Place::own(&guard, path.into_inner()).await?;
    let (Place { seat, modules, .. }, texts) = (&*place, guard.texts);
    let rules = place.course.content.complete;
    let open = missing(modules, rules);
    let ruled = [(rules.lessons, "rule-lessons"), (rules.quizzes, "rule-quizzes"), (rules.tasks, "rule-tasks")];
    page(&CompletionPage {
        shell: Shell::new(&guard.app, &guard, &texts.t("completion-title")),
        course: place.title(texts.lang),
        completed_at: place.completed_at,
        certified_on: Some(seat.cohort.ends_on).filter(|_| guard.app.clock.now() < seat.cohort.certified_from()),
        missing: open.iter().map(|one| missing_line(one, modules, seat, texts)).collect(),
        rules: ruled.into_iter().filter(|(asked, _)| *asked).map(|(_, key)| texts.t(key)).collect(),
    })
}

/// What is missing in words, as HTML, and the page where it is done.
fn missing_line(missing: &Missing, modules: &[ModuleProgress], seat: &Seat, texts: Texts) -> (String, String) {
    let (key, args) = missing_words(missing, modules, texts);
    let base = format!("/enrolments/{}/modules/{}", seat.enrolment.id, missing.module());
    let page = match missing {
        Missing::Quiz { attempts_left: 1.., .. } => "/quiz",
        Missing::Task { waiting: false, failed: true, .. } => "/task/result",
        Missing::Task { waiting: false, failed: false, .. } => "/task",
        _ => "",
    };
    (texts.html(key, &args), format!("{base}{page}"))
}

/// The text that says what is missing and why, with its values.
pub fn missing_words(
    missing: &Missing,
    modules: &[ModuleProgress],
    texts: Texts,
) -> (&'static str, Vec<(&'static str, Arg)>) {
    let own = modules.iter().find(|module| module.version.content.slug == missing.module());
    let module = ("module", own.map(|module| title(module, texts)).unwrap_or_default().to_arg());
    match missing {
        Missing::Lessons { count, .. } => ("missing-lessons", vec![("count", count.to_arg()), module]),
        Missing::Quiz { attempts_left: 0, .. } => ("missing-quiz-no-attempts", vec![module]),
        Missing::Quiz { attempts_left, .. } => ("missing-quiz", vec![("count", attempts_left.to_arg()), module]),
        Missing::Task { waiting: true, .. } => ("missing-task-waiting", vec![module]),
        Missing::Task { failed: true, .. } => ("missing-task-failed", vec![module]),
        Missing::Task { .. } => ("missing-task", vec![module]),
    }
}
