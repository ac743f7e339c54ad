//! Reads of held saves. The cohort was loaded for the actor; nothing is found by its id alone.

use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel_async::RunQueryDsl;

use super::model::{Case, Decision, Heap, Held};
use crate::base::ids::Uuid;
use crate::features::courses::Cohort;
use crate::features::quizzes::model::Attempt;
use crate::platform::db::Conn;
use crate::platform::db::schema::{attempts, enrolments, grades, held_decisions, held_ops};
use crate::platform::web::AppError;

/// Rows of the list on one page.
pub const PAGE: i64 = 50;

/// The held saves of a cohort, those of one question of one attempt together: what waits first, oldest first, then what
/// was decided, newest first. `page` counts from 1.
pub async fn heaps_in(conn: &mut Conn, cohort: &Cohort, page: i64) -> Result<Vec<Heap>, AppError> {
    let heaps = diesel::sql_query(
        "SELECT (array_agg(held.id ORDER BY held.received_at DESC, held.id))[1] AS newest,
                (array_agg(held.reason ORDER BY held.received_at DESC, held.id))[1] AS reason,
                count(*) AS saves, max(held.received_at) AS received_at,
                attempts.id AS attempt_id, enrolments.person_id,
                bool_or(decision.verdict = 'counted') AS counted, count(*) OVER () AS \"all\"
         FROM held_ops held
         JOIN attempts ON attempts.id = held.attempt_id
         JOIN enrolments ON enrolments.id = attempts.enrolment_id
         LEFT JOIN held_decisions decision ON decision.held_id = held.id
         WHERE enrolments.cohort_id = $1
         GROUP BY attempts.id, enrolments.person_id, held.body->>'question', decision.at
         ORDER BY decision.at IS NOT NULL, decision.at DESC, min(held.received_at), newest
         LIMIT $2 OFFSET $3",
    );
    let heaps = heaps.bind::<diesel::sql_types::Uuid, _>(cohort.id);
    Ok(heaps.bind::<BigInt, _>(PAGE).bind::<BigInt, _>(PAGE * (page - 1)).load(conn).await?)
}

/// The attempts behind rows of the list.
pub async fn attempts_of(conn: &mut Conn, heaps: &[Heap]) -> Result<Vec<Attempt>, AppError> {
    let ids: Vec<Uuid> = heaps.iter().map(|heap| heap.attempt_id).collect();
    Ok(attempts::table.filter(attempts::id.eq_any(ids)).select(Attempt::as_select()).load(conn).await?)
}

/// One held save of a cohort; one of another cohort does not exist here.
pub async fn case_in(conn: &mut Conn, cohort: &Cohort, id: Uuid) -> Result<Case, AppError> {
    let row: (Held, Attempt, Uuid, Option<Decision>, bool) = held_ops::table
        .inner_join(attempts::table.on(attempts::id.eq(held_ops::attempt_id)))
        .inner_join(enrolments::table.on(enrolments::id.eq(attempts::enrolment_id)))
        .left_join(held_decisions::table.on(held_decisions::held_id.eq(held_ops::id)))
        .filter(enrolments::cohort_id.eq(cohort.id))
        .filter(held_ops::id.eq(id))
        .select((
            Held::as_select(),
            Attempt::as_select(),
            enrolments::person_id,
            Option::<Decision>::as_select(),
            exists(grades::table.filter(grades::attempt_id.eq(attempts::id)).filter(grades::complete)),
        ))
        .first(conn)
        .await?;
    let (held, attempt, person, decision, graded) = row;
    Ok(Case { held, attempt, person, decision, graded })
}

/// The other saves of the same question that wait with this one, the newest first.
pub async fn others_of(conn: &mut Conn, case: &Case) -> Result<Vec<Held>, AppError> {
    let question = sql::<Nullable<Text>>("held_ops.body->>'question'");
    let decided = exists(held_decisions::table.filter(held_decisions::held_id.eq(held_ops::id)));
    Ok(held_ops::table
        .filter(held_ops::attempt_id.eq(case.attempt.id))
        .filter(held_ops::id.ne(case.held.id))
        .filter(question.is_not_distinct_from(case.held.question()))
        .filter(not(decided))
        .order((held_ops::received_at.desc(), held_ops::id))
        .select(Held::as_select())
        .load(conn)
        .await?)
}

/// How many saves of an attempt wait for a decision.
pub async fn waiting_of(conn: &mut Conn, attempt: Uuid) -> Result<i64, AppError> {
    let decided = exists(held_decisions::table.filter(held_decisions::held_id.eq(held_ops::id)));
    let waiting = held_ops::table.filter(held_ops::attempt_id.eq(attempt)).filter(not(decided));
    Ok(waiting.count().get_result(conn).await?)
}
