//! Reads of progress.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::rules::ModuleProgress;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::courses::Seat;
use crate::features::{curriculum, grading, quizzes};
use crate::platform::db::Conn;
use crate::platform::db::schema::{completions, enrolments, lesson_reads};
use crate::platform::web::AppError;

/// Slugs of the lessons that an enrolment has marked as read in a module.
pub async fn lessons_read(conn: &mut Conn, enrolment: Uuid, version: Uuid) -> Result<BTreeSet<String>, AppError> {
    let slugs: Vec<String> = lesson_reads::table
        .filter(lesson_reads::enrolment_id.eq(enrolment))
        .filter(lesson_reads::module_version_id.eq(version))
        .select(lesson_reads::lesson)
        .load(conn)
        .await?;
    Ok(slugs.into_iter().collect())
}

/// Progress in one module of a place.
pub async fn module_progress(conn: &mut Conn, enrolment: Uuid, version: Uuid) -> Result<ModuleProgress, AppError> {
    let version = curriculum::module_version(conn, version).await?;
    Ok(ModuleProgress {
        read: lessons_read(conn, enrolment, version.id).await?,
        quiz: quizzes::quiz_standing(conn, enrolment, version.id, &version.content.quiz).await?,
        task: grading::task_result(conn, enrolment, &version).await?,
        tests: quizzes::test_standing(conn, enrolment, &version).await?,
        version,
    })
}

/// Progress in the module of this slug, in a place that the caller has loaded for its person.
pub async fn progress_in(conn: &mut Conn, seat: &Seat, slug: &str) -> Result<ModuleProgress, AppError> {
    let version = quizzes::module_in(conn, seat, slug).await?.id;
    module_progress(conn, seat.enrolment.id, version).await
}

/// Progress in every module of a place that the caller has loaded for its person.
pub async fn seat_progress(conn: &mut Conn, seat: &Seat) -> Result<Vec<ModuleProgress>, AppError> {
    let mut modules = Vec::with_capacity(seat.modules.len());
    for version in &seat.modules {
        modules.push(module_progress(conn, seat.enrolment.id, *version).await?);
    }
    Ok(modules)
}

/// When an enrolment was completed.
pub async fn completed_at(conn: &mut Conn, enrolment: Uuid) -> Result<Option<Instant>, AppError> {
    Ok(completions::table.find(enrolment).select(completions::at).first(conn).await.optional()?)
}

/// A lesson that somebody marked as read.
pub struct LessonRecord {
    pub version: Uuid,
    pub lesson: String,
    pub at: Instant,
}

/// Every lesson that a person marked as read, the first one first, for the export of their record.
pub async fn record_of(conn: &mut Conn, person: Uuid) -> Result<Vec<LessonRecord>, AppError> {
    let rows: Vec<(Uuid, String, Instant)> = lesson_reads::table
        .inner_join(enrolments::table.on(enrolments::id.eq(lesson_reads::enrolment_id)))
        .filter(enrolments::person_id.eq(person))
        .order((lesson_reads::read_at, lesson_reads::lesson))
        .select((lesson_reads::module_version_id, lesson_reads::lesson, lesson_reads::read_at))
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|(version, lesson, at)| LessonRecord { version, lesson, at }).collect())
}
