//! Reads of sittings. A participant's attempt is found only through their own enrolment.

use diesel::dsl::{array, exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::model::{Attempt, ExtraAttempt, OpRow, Purpose, ResultRow, Sat, Submission};
use super::rules::{Answers, Op, QuizStanding, Score, TaskStanding, standing_answers};
use crate::base::ids::Uuid;
use crate::features::curriculum::QuizRules;
use crate::platform::db::Conn;
use crate::platform::db::schema::{
    answer_ops, attempt_items, attempts, enrolments, extra_attempts, results, submissions, withdrawals,
};
use crate::platform::web::AppError;

/// One of a person's own attempts; another's does not exist for them, nor one of a course they were taken out of.
pub async fn my_attempt(conn: &mut Conn, person: Uuid, attempt: Uuid) -> Result<Attempt, AppError> {
    Ok(mine(person).filter(attempts::id.eq(attempt)).select(Attempt::as_select()).first(conn).await?)
}

/// The same, locked until the transaction ends: saves and the submission of one attempt take turns.
pub async fn my_attempt_locked(tx: &mut Conn, person: Uuid, attempt: Uuid) -> Result<Option<Attempt>, AppError> {
    // The lock is to hold the attempt alone: two people of one course must not wait for each other.
    let own = enrolments::table
        .filter(enrolments::id.eq(attempts::enrolment_id))
        .filter(enrolments::person_id.eq(person))
        .filter(not(exists(withdrawals::table.filter(withdrawals::enrolment_id.eq(enrolments::id)))));
    let attempt = attempts::table.filter(attempts::id.eq(attempt)).filter(exists(own));
    Ok(attempt.select(Attempt::as_select()).for_update().first(tx).await.optional()?)
}

/// One of a person's own attempts, whether it was handed in, and the item versions it asks, in their order.
pub async fn my_sheet(conn: &mut Conn, person: Uuid, attempt: Uuid) -> Result<(Attempt, bool, Vec<Uuid>), AppError> {
    let items = attempt_items::table
        .filter(attempt_items::attempt_id.eq(attempts::id))
        .order(attempt_items::position)
        .select(attempt_items::item_version_id);
    Ok(mine(person)
        .filter(attempts::id.eq(attempt))
        .select((
            Attempt::as_select(),
            exists(submissions::table.filter(submissions::attempt_id.eq(attempts::id))),
            array(items),
        ))
        .first(conn)
        .await?)
}

#[diesel::dsl::auto_type]
fn mine(person: Uuid) -> _ {
    attempts::table
        .inner_join(enrolments::table.on(enrolments::id.eq(attempts::enrolment_id)))
        .filter(enrolments::person_id.eq(person))
        .filter(not(exists(withdrawals::table.filter(withdrawals::enrolment_id.eq(enrolments::id)))))
}

/// The item versions of an attempt, in the order in which they are asked.
pub async fn items_of(conn: &mut Conn, attempt: Uuid) -> Result<Vec<Uuid>, AppError> {
    Ok(attempt_items::table
        .filter(attempt_items::attempt_id.eq(attempt))
        .order(attempt_items::position)
        .select(attempt_items::item_version_id)
        .load(conn)
        .await?)
}

/// The whole ledger of an attempt, in order of arrival.
pub async fn ops_of(conn: &mut Conn, attempt: Uuid) -> Result<Vec<OpRow>, AppError> {
    Ok(answer_ops::table
        .filter(answer_ops::attempt_id.eq(attempt))
        .order(answer_ops::arrival)
        .select(OpRow::as_select())
        .load(conn)
        .await?)
}

/// The answers that stand in an attempt; `in_time` leaves out what came after the time was over.
/// For features that have found the attempt for their actor.
pub async fn answers_of(conn: &mut Conn, attempt: Uuid, in_time: bool) -> Result<Answers, AppError> {
    let ops: Vec<Op> = ops_of(conn, attempt).await?.iter().map(OpRow::to_rule).collect();
    Ok(standing_answers(&ops, in_time))
}

pub async fn submission_of(conn: &mut Conn, attempt: Uuid) -> Result<Option<Submission>, AppError> {
    Ok(submissions::table.find(attempt).select(Submission::as_select()).first(conn).await.optional()?)
}

pub async fn result_of(conn: &mut Conn, attempt: Uuid) -> Result<Option<ResultRow>, AppError> {
    Ok(results::table.find(attempt).select(ResultRow::as_select()).first(conn).await.optional()?)
}

/// The sittings of an enrolment in a module, oldest first.
pub async fn sat_in(conn: &mut Conn, enrolment: Uuid, version: Uuid) -> Result<Vec<Sat>, AppError> {
    type Row = (Uuid, String, Option<Uuid>, Option<(i32, i32, bool)>);
    let rows: Vec<Row> = attempts::table
        .left_join(results::table.on(results::attempt_id.eq(attempts::id)))
        .left_join(submissions::table.on(submissions::attempt_id.eq(attempts::id)))
        .filter(attempts::enrolment_id.eq(enrolment))
        .filter(attempts::module_version_id.eq(version))
        .order(attempts::number)
        .select((
            attempts::id,
            attempts::purpose,
            submissions::attempt_id.nullable(),
            (results::points_milli, results::max_milli, results::passed).nullable(),
        ))
        .load(conn)
        .await?;
    let sat = |(id, purpose, handed_in, result): Row| {
        let score = result.map(|(points_milli, max_milli, passed)| Score { points_milli, max_milli, passed });
        Sat { id, module: version, purpose: Purpose::named(&purpose), handed_in: handed_in.is_some(), score }
    };
    Ok(rows.into_iter().map(sat).collect())
}

/// Where an enrolment stands with a module's quiz.
pub async fn quiz_standing(
    conn: &mut Conn,
    enrolment: Uuid,
    version: Uuid,
    rules: &QuizRules,
) -> Result<QuizStanding, AppError> {
    let sat = sat_in(conn, enrolment, version).await?;
    let standing = QuizStanding::of(rules, 0, &sat);
    if !QuizStanding::is_used_up(rules, &standing.finished) {
        return Ok(standing);
    }
    Ok(QuizStanding::of(rules, extra_attempts(conn, enrolment, version, Purpose::Quiz).await?, &sat))
}

/// How many attempts were given beyond the module's rules.
pub async fn extra_attempts(
    conn: &mut Conn,
    enrolment: Uuid,
    version: Uuid,
    purpose: Purpose,
) -> Result<u32, AppError> {
    let given = extra_attempts::table
        .filter(extra_attempts::enrolment_id.eq(enrolment))
        .filter(extra_attempts::module_version_id.eq(version))
        .filter(extra_attempts::purpose.eq(purpose.name()));
    let count: i64 = given.count().get_result(conn).await?;
    Ok(u32::try_from(count).unwrap_or(0))
}

/// Everything that an enrolment was given beyond the rules, the newest first. For whoever has found the place.
pub async fn given_attempts(conn: &mut Conn, enrolment: Uuid) -> Result<Vec<ExtraAttempt>, AppError> {
    Ok(extra_attempts::table
        .filter(extra_attempts::enrolment_id.eq(enrolment))
        .order(extra_attempts::given_at.desc())
        .select(ExtraAttempt::as_select())
        .load(conn)
        .await?)
}

/// Where an enrolment stands with a module's written task.
pub async fn task_attempt(conn: &mut Conn, enrolment: Uuid, version: Uuid) -> Result<TaskStanding, AppError> {
    let sat = sat_in(conn, enrolment, version).await?;
    let standing = TaskStanding::of(0, &sat);
    if standing.open.is_some() || standing.handed_in.is_empty() {
        return Ok(standing);
    }
    Ok(TaskStanding::of(extra_attempts(conn, enrolment, version, Purpose::Task).await?, &sat))
}
