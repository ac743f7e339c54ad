//! A participant's courses, modules and lessons for programs.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::actions::mark_read;
use super::pages::missing_words;
use super::place::Place;
use super::rules::missing;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::audit::Audit;
use crate::platform::auth::needs::Learn;
use crate::platform::web::api::{Json, Problem, json};
use crate::platform::web::{AppError, Guard, Routes};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/api/v1/enrolments", enrolments)
        .get("/api/v1/enrolments/{enrolment}/modules/{slug}", module)
        .get("/api/v1/enrolments/{enrolment}/completion", completion)
        .put("/api/v1/enrolments/{enrolment}/modules/{slug}/lessons/{lesson}/read", read);
}

#[derive(Serialize, ToSchema)]
pub struct EnrolmentView {
    pub id: Uuid,
    pub course: String,
    pub cohort: String,
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Instant,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub completed_at: Option<Instant>,
    pub modules: Vec<ModuleSummary>,
}

#[derive(Serialize, ToSchema)]
pub struct ModuleSummary {
    pub slug: String,
    pub title: String,
    pub percent: usize,
    pub lessons_read: usize,
    pub lessons: usize,
    pub quiz_passed: bool,
    pub quiz_attempts_left: u32,
    pub task_passed: bool,
    /// The test before the lessons: `absent`, `closed`, `offered`, `under-way` or `taken`. It counts for nothing.
    pub pre_test: String,
    /// The test after the lessons, the same.
    pub post_test: String,
}

#[utoipa::path(get, path = "/api/v1/enrolments", tag = "learning", responses((status = 200, body = [EnrolmentView]), (status = 401, body = Problem)))]
/// One's own courses with their modules.
pub async fn enrolments(guard: Guard<Learn>) -> Result<HttpResponse, AppError> {
    let (lang, mut list) = (guard.texts.lang, Vec::new());
    for place in Place::all(&guard).await? {
        let seat = &place.seat;
        let modules = place.modules.iter().map(|module| ModuleSummary {
            slug: module.version.content.slug.clone(),
            title: module.version.content.text(lang).map(|(_, text)| text.title.clone()).unwrap_or_default(),
            percent: module.percent(),
            lessons_read: module.lessons().0,
            lessons: module.lessons().1,
            quiz_passed: module.quiz.passed(),
            quiz_attempts_left: module.quiz.left(),
            task_passed: module.task_passed(),
            pre_test: module.tests.before.name().to_owned(),
            post_test: module.tests.after.name().to_owned(),
        });
        list.push(EnrolmentView {
            id: seat.enrolment.id,
            course: place.title(lang),
            cohort: seat.cohort.code.clone(),
            due_at: seat.cohort.due_at,
            completed_at: place.completed_at,
            modules: modules.collect(),
        });
    }
    json(&list)
}

#[derive(Serialize, ToSchema)]
pub struct ModuleView {
    pub slug: String,
    pub version: i32,
    pub title: String,
    pub summary: String,
    pub lessons: Vec<LessonView>,
    pub has_quiz: bool,
    pub has_task: bool,
    /// There is a test before the lessons and one after them.
    pub has_tests: bool,
}

#[derive(Serialize, ToSchema)]
pub struct LessonView {
    pub slug: String,
    pub title: String,
    /// The language of the text.
    pub lang: String,
    /// Sanitised HTML.
    pub html: String,
    pub read: bool,
}

#[utoipa::path(get, path = "/api/v1/enrolments/{enrolment}/modules/{slug}", tag = "learning", params(("enrolment" = Uuid, Path), ("slug" = String, Path)),
    responses((status = 200, body = ModuleView), (status = 404, body = Problem)))]
/// A module of one's own course with its lessons.
pub async fn module(guard: Guard<Learn>, path: web::Path<(Uuid, String)>) -> Result<HttpResponse, AppError> {
    let (enrolment, slug) = path.into_inner();
    let place = Place::own(&guard, enrolment).await?;
    let progress = place.module(&slug)?;
    let content = &progress.version.content;
    let (_, text) = content.text(guard.texts.lang).ok_or(AppError::NotFound)?;
    let lessons = content.lessons.iter().filter_map(|lesson| {
        let (lang, text) = lesson.text(guard.texts.lang)?;
        Some(LessonView {
            slug: lesson.slug.clone(),
            title: text.title.clone(),
            lang: lang.tag().to_owned(),
            html: text.html.clone(),
            read: progress.read.contains(&lesson.slug),
        })
    });
    json(&ModuleView {
        slug: content.slug.clone(),
        version: progress.version.number,
        title: text.title.clone(),
        summary: text.summary.clone(),
        lessons: lessons.collect(),
        has_quiz: content.has_quiz(),
        has_task: content.task.is_some(),
        has_tests: content.test.is_some(),
    })
}

#[derive(Deserialize, ToSchema)]
pub struct ReadMark {}

#[utoipa::path(put, path = "/api/v1/enrolments/{enrolment}/modules/{slug}/lessons/{lesson}/read", tag = "learning", request_body = ReadMark,
    params(("enrolment" = Uuid, Path), ("slug" = String, Path), ("lesson" = String, Path)),
    responses((status = 200, body = bool, content_type = "application/json"), (status = 404, body = Problem)))]
/// Marks a lesson as read.
pub async fn read(
    guard: Guard<Learn>,
    path: web::Path<(Uuid, String, String)>,
    _body: Json<ReadMark>,
) -> Result<HttpResponse, AppError> {
    let (enrolment, slug, lesson) = path.into_inner();
    let version = {
        let place = Place::own(&guard, enrolment).await?;
        let module = place.module(&slug)?;
        let known = module.version.content.lessons.iter().any(|known| known.slug == lesson);
        if known { module.version.id } else { return Err(AppError::NotFound) }
    };
    let now = guard.app.clock.now();
    guard
        .write(Audit::about("lesson.read", enrolment), async move |tx| {
            mark_read(tx, now, enrolment, version, &lesson).await
        })
        .await?;
    json(&true)
}

/// What completion of a course asks for, and what it still lacks.
#[derive(Serialize, ToSchema)]
pub struct CompletionView {
    #[schema(value_type = Option<String>, format = DateTime)]
    pub completed_at: Option<Instant>,
    pub asks: CompletionRules,
    /// Empty when all is done; the certificate follows once points can no longer be taken back.
    pub missing: Vec<MissingView>,
}

#[derive(Serialize, ToSchema)]
pub struct CompletionRules {
    /// Every lesson must be read.
    pub lessons: bool,
    /// Every quiz must be passed.
    pub quizzes: bool,
    /// Every written task must be passed.
    pub tasks: bool,
}

#[derive(Serialize, ToSchema)]
pub struct MissingView {
    /// The module's slug.
    pub module: String,
    /// `lessons`, `quiz`, `quiz-without-attempts`, `task`, `task-waiting` or `task-not-passed`.
    pub what: &'static str,
    /// The same in words, in the language asked for.
    pub words: String,
}

#[utoipa::path(get, path = "/api/v1/enrolments/{enrolment}/completion", tag = "learning", params(("enrolment" = Uuid, Path)),
    responses((status = 200, body = CompletionView), (status = 404, body = Problem)))]
/// What one still needs to complete a course, and why.
pub async fn completion(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let place = Place::own(&guard, path.into_inner()).await?;
    let rules = place.course.content.complete;
    let open = missing(&place.modules, rules);
    let missing = open.iter().map(|one| {
        let (key, args) = missing_words(one, &place.modules, guard.texts);
        MissingView { module: one.module().to_owned(), what: one.name(), words: guard.texts.with(key, &args) }
    });
    json(&CompletionView {
        completed_at: place.completed_at,
        asks: CompletionRules { lessons: rules.lessons, quizzes: rules.quizzes, tasks: rules.tasks },
        missing: missing.collect(),
    })
}
