//! Rows that no act of a person makes at another time than now.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::db::Conn;
use crate::platform::db::schema::lesson_reads;
use crate::platform::web::AppError;

/// A lesson read in the past.
pub async fn mark_read(
    tx: &mut Conn,
    enrolment: Uuid,
    module: Uuid,
    lesson: &str,
    at: Instant,
) -> Result<(), AppError> {
    diesel::insert_into(lesson_reads::table)
        .values((
            lesson_reads::enrolment_id.eq(enrolment),
            lesson_reads::module_version_id.eq(module),
            lesson_reads::lesson.eq(lesson),
            lesson_reads::read_at.eq(at),
        ))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    Ok(())
}
