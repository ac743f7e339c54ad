//! Reads of held saves. The cohort was loaded for the actor; nothing is found by its id alone.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::model::{Case, Decision, Held};
use crate::base::ids::Uuid;
use crate::features::courses::Cohort;
use crate::features::quizzes::model::Attempt;
use crate::platform::db::Conn;
use crate::platform::db::schema::{attempts, enrolments, grades, held_decisions, held_ops};
use crate::platform::web::AppError;

/// The held saves of a cohort: those that wait first, each part with the oldest first.
pub async fn cases_in(conn: &mut Conn, cohort: &Cohort) -> Result<Vec<Case>, AppError> {
    load(conn, cohort, None).await
}

/// One held save of a cohort; one of another cohort does not exist here.
pub async fn case_in(conn: &mut Conn, cohort: &Cohort, id: Uuid) -> Result<Case, AppError> {
    load(conn, cohort, Some(id)).await?.pop().ok_or(AppError::NotFound)
}

async fn load(conn: &mut Conn, cohort: &Cohort, only: Option<Uuid>) -> Result<Vec<Case>, AppError> {
    let mut query = held_ops::table
        .inner_join(attempts::table.on(attempts::id.eq(held_ops::attempt_id)))
        .inner_join(enrolments::table.on(enrolments::id.eq(attempts::enrolment_id)))
        .left_join(held_decisions::table.on(held_decisions::held_id.eq(held_ops::id)))
        .filter(enrolments::cohort_id.eq(cohort.id))
        .order((held_decisions::at.asc().nulls_first(), held_ops::received_at, held_ops::id))
        .select((
            Held::as_select(),
            Attempt::as_select(),
            enrolments::person_id,
            Option::<Decision>::as_select(),
            exists(grades::table.filter(grades::attempt_id.eq(attempts::id)).filter(grades::complete)),
        ))
        .into_boxed();
    if let Some(id) = only {
        query = query.filter(held_ops::id.eq(id));
    }
    let rows: Vec<(Held, Attempt, Uuid, Option<Decision>, bool)> = query.load(conn).await?;
    let case = |(held, attempt, person, decision, graded)| Case { held, attempt, person, decision, graded };
    Ok(rows.into_iter().map(case).collect())
}

/// How many saves of an attempt wait for a decision.
pub async fn waiting_of(conn: &mut Conn, attempt: Uuid) -> Result<i64, AppError> {
    let decided = exists(held_decisions::table.filter(held_decisions::held_id.eq(held_ops::id)));
    let waiting = held_ops::table.filter(held_ops::attempt_id.eq(attempt)).filter(not(decided));
    Ok(waiting.count().get_result(conn).await?)
}
