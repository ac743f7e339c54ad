//! Marking as read, and noticing that a course is complete.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::rules::missing;
use super::store;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::{courses, curriculum, grading};
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::db::Conn;
use crate::platform::db::schema::{completions, lesson_reads};
use crate::platform::facts::{self, Fact};
use crate::platform::jobs::{self, Failure};
use crate::platform::web::AppError;

/// Marks a lesson as read. Doing it twice keeps the first time.
pub async fn mark_read(
    tx: &mut Conn,
    now: Instant,
    enrolment: Uuid,
    version: Uuid,
    lesson: &str,
) -> Result<(), AppError> {
    let new = diesel::insert_into(lesson_reads::table)
        .values((
            lesson_reads::enrolment_id.eq(enrolment),
            lesson_reads::module_version_id.eq(version),
            lesson_reads::lesson.eq(lesson),
            lesson_reads::read_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    if new == 1 { facts::record(tx, now, &Fact::LessonRead { enrolment }).await } else { Ok(()) }
}

/// Looks whether an enrolment has become complete, and tells it once.
pub async fn refresh(app: &App, enrolment: Uuid) -> Result<(), Failure> {
    let now = app.clock.now();
    app.db
        .write(&jobs::REACH, async move |tx| {
            let Some(seat) = courses::seat_by_enrolment(tx, enrolment).await? else { return Ok(()) };
            // Points that may still be taken back complete nothing; when they stand, this runs again.
            if grading::release_is_open(tx, seat.cohort.id, now).await? {
                return Ok(());
            }
            let rules = curriculum::course_version(tx, seat.cohort.course_version_id).await?.content.complete;
            let modules = store::seat_progress(tx, &seat).await?;
            if !missing(&modules, rules).is_empty() {
                return Ok(());
            }
            let new = diesel::insert_into(completions::table)
                .values((completions::enrolment_id.eq(enrolment), completions::at.eq(now)))
                .on_conflict_do_nothing()
                .execute(tx)
                .await?;
            if new == 1 {
                audit::write(tx, now, None, Audit::about("enrolment.completed", enrolment)).await?;
                facts::record(tx, now, &Fact::EnrolmentCompleted { enrolment }).await?;
            }
            Ok(())
        })
        .await?;
    Ok(())
}

/// The same for everybody in a cohort: points were released.
pub async fn refresh_cohort(app: &App, cohort: Uuid) -> Result<(), Failure> {
    let enrolments = courses::enrolment_ids_in(&mut *app.db.read(&jobs::REACH).await?, cohort).await?;
    for enrolment in enrolments {
        refresh(app, enrolment).await?;
    }
    Ok(())
}
