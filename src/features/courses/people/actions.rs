//! What a coordinator does about people, beyond what `courses::actions` offers to everybody.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::base::ids::Uuid;
use crate::platform::db::Conn;
use crate::platform::db::schema::{cohort_instructors, withdrawals};
use crate::platform::web::AppError;

/// Takes somebody back into the course; what they did before is still there.
pub async fn re_enrol(tx: &mut Conn, enrolment: Uuid) -> Result<(), AppError> {
    let gone = diesel::delete(withdrawals::table.find(enrolment)).execute(tx).await?;
    if gone == 1 { Ok(()) } else { Err(AppError::Conflict("error-not-withdrawn")) }
}

/// Takes an instructor off a cohort.
pub async fn remove_instructor(tx: &mut Conn, cohort: Uuid, person: Uuid) -> Result<(), AppError> {
    let gone = diesel::delete(cohort_instructors::table.find((cohort, person))).execute(tx).await?;
    if gone == 1 { Ok(()) } else { Err(AppError::NotFound) }
}
