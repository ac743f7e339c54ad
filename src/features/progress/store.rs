//! Reads of progress.

use std::collections::BTreeSet;
use std::sync::Arc;

use diesel::prelude::*;
use diesel::sql_types::{Jsonb, Nullable, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::rules::ModuleProgress;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::courses::Seat;
use crate::features::curriculum::ModuleVersion;
use crate::features::quizzes::{Purpose, QuizStanding, Sat, TaskStanding};
use crate::features::{curriculum, grading, quizzes};
use crate::platform::db::schema::{enrolments, lesson_reads};
use crate::platform::db::{Conn, statement};
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

/// What an enrolment has done: everything that progress follows from but the points of a task, read at once, because
/// every page that a participant opens asks for it.
const WAY: &str = "
    SELECT (SELECT c.at FROM completions c WHERE c.enrolment_id = $1) AS completed_at,
           (SELECT coalesce(jsonb_agg(jsonb_build_array(l.module_version_id, l.lesson)), '[]')
            FROM lesson_reads l WHERE l.enrolment_id = $2) AS read,
           (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'id', a.id, 'module', a.module_version_id, 'purpose', a.purpose,
                'handed_in', s.attempt_id IS NOT NULL,
                'score', CASE WHEN r.attempt_id IS NOT NULL THEN jsonb_build_object(
                    'points_milli', r.points_milli, 'max_milli', r.max_milli, 'passed', r.passed) END) ORDER BY a.number), '[]')
            FROM attempts a
            LEFT JOIN submissions s ON s.attempt_id = a.id
            LEFT JOIN results r ON r.attempt_id = a.id
            WHERE a.enrolment_id = $3) AS sat,
           (SELECT coalesce(jsonb_agg(jsonb_build_array(x.module_version_id, x.purpose)), '[]')
            FROM extra_attempts x WHERE x.enrolment_id = $4) AS given";

#[derive(QueryableByName)]
struct WayRow {
    #[diesel(sql_type = Nullable<Timestamptz>)]
    completed_at: Option<Instant>,
    #[diesel(sql_type = Jsonb)]
    read: serde_json::Value,
    #[diesel(sql_type = Jsonb)]
    sat: serde_json::Value,
    #[diesel(sql_type = Jsonb)]
    given: serde_json::Value,
}

/// What somebody has done in a place.
pub struct Way {
    /// When the course was completed.
    pub completed_at: Option<Instant>,
    /// `(version of the module, lesson)`
    read: Vec<(Uuid, String)>,
    /// Oldest first.
    sat: Vec<Sat>,
    /// Attempts beyond the rules: `(version of the module, what for)`
    given: Vec<(Uuid, Purpose)>,
}

impl Way {
    /// Of a place that the caller has loaded for its person.
    pub async fn of(conn: &mut Conn, seat: &Seat) -> Result<Self, AppError> {
        let id = seat.enrolment.id;
        let query = statement(WAY).bind::<SqlUuid, _>(id).bind::<SqlUuid, _>(id);
        let query = query.bind::<SqlUuid, _>(id).bind::<SqlUuid, _>(id);
        let row: WayRow = query.get_result(conn).await?;
        Ok(Self {
            completed_at: row.completed_at,
            read: serde_json::from_value(row.read).map_err(AppError::internal)?,
            sat: serde_json::from_value(row.sat).map_err(AppError::internal)?,
            given: serde_json::from_value(row.given).map_err(AppError::internal)?,
        })
    }

    /// Progress in one module of the place.
    pub async fn in_module(&self, conn: &mut Conn, version: Arc<ModuleVersion>) -> Result<ModuleProgress, AppError> {
        let read =
            self.read.iter().filter(|(module, _)| *module == version.id).map(|(_, lesson)| lesson.clone()).collect();
        let sat: Vec<Sat> = self.sat.iter().filter(|sat| sat.module == version.id).cloned().collect();
        let given = |purpose: Purpose| {
            let count = self.given.iter().filter(|(module, what)| *module == version.id && *what == purpose).count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        Ok(ModuleProgress {
            quiz: QuizStanding::of(&version.content.quiz, given(Purpose::Quiz), &sat),
            task: grading::task_result_after(conn, &version, TaskStanding::of(given(Purpose::Task), &sat)).await?,
            tests: quizzes::test_standing(&version, &sat, &read),
            read,
            version,
        })
    }

    /// Progress in every module of the place.
    pub async fn in_all(&self, conn: &mut Conn, seat: &Seat) -> Result<Vec<ModuleProgress>, AppError> {
        let mut modules = Vec::with_capacity(seat.modules.len());
        for version in &seat.modules {
            let version = curriculum::module_version(conn, *version).await?;
            modules.push(self.in_module(conn, version).await?);
        }
        Ok(modules)
    }
}

/// Progress in every module of a place that the caller has loaded for its person.
pub async fn seat_progress(conn: &mut Conn, seat: &Seat) -> Result<Vec<ModuleProgress>, AppError> {
    Way::of(conn, seat).await?.in_all(conn, seat).await
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
