//! One lesson: read, mark as read, go on.

use std::sync::LazyLock;

use actix_web::{HttpResponse, web};
use askama::Template;
use moka::sync::Cache;

use super::actions::mark_read;
use super::place::Place;
use super::rules::reading_minutes;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::curriculum::{self, ModuleContent};
use crate::platform::audit::Audit;
use crate::platform::auth::needs::Learn;
use crate::platform::i18n::ToArg;
use crate::platform::web::{AppError, Fields, Guard, Kept, Routes, Shell, page, redirect};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/enrolments/{enrolment}/modules/{slug}/lessons/{lesson}", lesson)
        .post("/enrolments/{enrolment}/modules/{slug}/lessons/{lesson}/read", read);
}

#[derive(Template)]
#[template(path = "progress/lesson.html")]
struct LessonPage {
    shell: Shell,
    module: String,
    back: String,
    slug: String,
    nth: usize,
    of: usize,
    minutes: u32,
    lang: Lang,
    stale: bool,
    html: Kept,
    /// Title, edition, section.
    sources: Vec<(String, String, String)>,
    is_read: bool,
    previous: Option<(String, String)>,
    next: Option<(String, String)>,
}

/// Texts of lessons with their pictures in place, by the module's version, the lesson, its language and the page's. The
/// ones that a course is at now.
static LESSONS: LazyLock<Cache<(Uuid, String, Lang, Lang), Kept>> = LazyLock::new(|| Cache::new(500));

type LessonPath = web::Path<(Uuid, String, String)>;

async fn lesson(guard: Guard<Learn>, path: LessonPath) -> Result<HttpResponse, AppError> {
    let (enrolment, slug, lesson_slug) = path.into_inner();
    let place = Place::own(&guard, enrolment).await?;
    let progress = place.module(&slug)?;
    let content = &progress.version.content;
    let at = content.lessons.iter().position(|lesson| lesson.slug == lesson_slug).ok_or(AppError::NotFound)?;
    let lesson = content.lessons.get(at).ok_or(AppError::NotFound)?;
    let texts = guard.texts;
    let (lang, text) = lesson.text(texts.lang).ok_or(AppError::NotFound)?;
    // The text of a published version is made and packed once, however many read it. Its pictures' buttons are in the
    // page's language.
    let key = (progress.version.id, lesson_slug.clone(), lang, texts.lang);
    let html = match LESSONS.get(&key) {
        Some(known) => known,
        None => {
            let show = |kilobytes: u64| {
                texts.html("picture-show", &[("count", i64::try_from(kilobytes).unwrap_or(0).to_arg())])
            };
            let mut conn = guard.read().await?;
            let made = Kept::for_good(curriculum::with_pictures(&mut conn, content, &text.html, show).await?);
            LESSONS.insert(key, made.clone());
            made
        }
    };
    let mut answer = page(&LessonPage {
        shell: Shell::new(&guard.app, &guard, &text.title),
        module: content.text(texts.lang).map(|(_, text)| text.title.clone()).unwrap_or_default(),
        back: format!("/enrolments/{enrolment}/modules/{slug}"),
        slug: lesson_slug,
        nth: at + 1,
        of: content.lessons.len(),
        minutes: reading_minutes(text.words),
        lang,
        stale: text.stale,
        html: html.clone(),
        sources: sources(content, at),
        is_read: progress.read.contains(&lesson.slug),
        previous: at.checked_sub(1).and_then(|before| neighbour(content, before, texts.lang)),
        next: neighbour(content, at + 1, texts.lang),
    })?;
    answer.extensions_mut().insert(html);
    Ok(answer)
}

fn neighbour(content: &ModuleContent, at: usize, lang: Lang) -> Option<(String, String)> {
    let lesson = content.lessons.get(at)?;
    Some((lesson.slug.clone(), lesson.text(lang)?.1.title.clone()))
}

fn sources(content: &ModuleContent, at: usize) -> Vec<(String, String, String)> {
    let places = content.lessons.get(at).map(|lesson| lesson.sources.as_slice()).unwrap_or_default();
    places
        .iter()
        .filter_map(|place| {
            let source = content.sources.iter().find(|source| source.id == place.id)?;
            Some((source.title.clone(), source.edition.clone(), place.section.clone()))
        })
        .collect()
}

/// Marks as read and goes on: to the next lesson, or back to the module when it was the last.
async fn read(guard: Guard<Learn>, path: LessonPath, _form: Fields) -> Result<HttpResponse, AppError> {
    let (enrolment, slug, lesson_slug) = path.into_inner();
    let (version, next) = {
        let place = Place::own(&guard, enrolment).await?;
        let module = place.module(&slug)?;
        let lessons = &module.version.content.lessons;
        let at = lessons.iter().position(|lesson| lesson.slug == lesson_slug).ok_or(AppError::NotFound)?;
        (module.version.id, lessons.get(at + 1).map(|lesson| lesson.slug.clone()))
    };
    let now = guard.app.clock.now();
    guard
        .write(Audit::about("lesson.read", enrolment), async move |tx| {
            mark_read(tx, now, enrolment, version, &lesson_slug).await
        })
        .await?;
    let module = format!("/enrolments/{enrolment}/modules/{slug}");
    redirect(&next.map_or(module.clone(), |lesson| format!("{module}/lessons/{lesson}")))
}
