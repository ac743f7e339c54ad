//! Deciding about a held save, in the transaction of the act.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::model::{Case, Verdict};
use super::store;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::courses::Cohort;
use crate::features::curriculum;
use crate::features::quizzes::actions::mark;
use crate::features::quizzes::ledger::{self, Op};
use crate::features::quizzes::model::Purpose;
use crate::features::quizzes::store::{answers_of, result_of, submission_of};
use crate::features::quizzes::view::asked_ids;
use crate::platform::db::Conn;
use crate::platform::db::schema::{attempts, held_decisions};
use crate::platform::facts::{self, Fact};
use crate::platform::web::AppError;

const DECIDED: &str = "error-held-decided";
const GRADED: &str = "error-held-graded";
const NO_ANSWER: &str = "error-held-no-answer";

/// Who decides what, and why.
pub struct Deciding {
    pub held: Uuid,
    /// The newest other save of the question that was seen: it and the older ones are set aside together with this
    /// decision; what came later waits for another.
    pub seen: Option<Uuid>,
    pub verdict: Verdict,
    pub reason: String,
    pub by: Uuid,
}

/// Keeps the decision. When the answer counts, it stands from now on, and a quiz that was handed in is marked again;
/// what follows from the result follows again.
pub async fn decide(tx: &mut Conn, now: Instant, cohort: &Cohort, deciding: Deciding) -> Result<(), AppError> {
    let attempt = store::case_in(tx, cohort, deciding.held).await?.attempt;
    // Decisions, gradings and the end of one attempt take turns; what the others did is read afterwards.
    let _: Uuid = attempts::table.find(attempt.id).select(attempts::id).for_update().first(tx).await?;
    let case = store::case_in(tx, cohort, deciding.held).await?;
    match case.decision {
        // A double click is one decision.
        Some(ref made) if made.is(deciding.verdict, &deciding.reason, deciding.by) => return Ok(()),
        Some(_) => return Err(AppError::Conflict(DECIDED)),
        None => {}
    }
    let result_before = match deciding.verdict {
        Verdict::Counted => count(tx, now, &case).await?,
        Verdict::SetAside => None,
    };
    let others = store::others_of(tx, &case).await?;
    let seen = others.into_iter().skip_while(|other| Some(other.id) != deciding.seen);
    let aside = seen.map(|other| (other.id, Verdict::SetAside, None));
    let decided: Vec<_> = std::iter::once((deciding.held, deciding.verdict, result_before)).chain(aside).collect();
    let row = |(held, verdict, before): (Uuid, Verdict, Option<serde_json::Value>)| {
        (
            held_decisions::held_id.eq(held),
            held_decisions::verdict.eq(verdict.name()),
            held_decisions::reason.eq(deciding.reason.clone()),
            held_decisions::result_before.eq(before),
            held_decisions::at.eq(now),
            held_decisions::by_person.eq(deciding.by),
        )
    };
    // Some hundred saves at a time: a statement carries at most 65,535 values.
    for some in decided.chunks(500) {
        let rows: Vec<_> = some.iter().cloned().map(row).collect();
        diesel::insert_into(held_decisions::table).values(rows).execute(tx).await?;
    }
    Ok(())
}

/// Lets the answer stand; a quiz's result as it was before.
async fn count(tx: &mut Conn, now: Instant, case: &Case) -> Result<Option<serde_json::Value>, AppError> {
    let attempt = &case.attempt;
    if case.graded {
        return Err(AppError::Conflict(GRADED));
    }
    let op = answer_in(tx, case).await?.ok_or(AppError::Conflict(NO_ANSWER))?;
    ledger::count(tx, now, attempt, ledger::Origin::Decision, &op.question, op.value).await?;
    if submission_of(tx, attempt.id).await?.is_none() {
        return Ok(None);
    }
    facts::record(tx, now, &Fact::AttemptFinished { enrolment: attempt.enrolment_id }).await?;
    if attempt.purpose() == Purpose::Task {
        return Ok(None);
    }
    let before = result_of(tx, attempt.id).await?.map(|result| {
        let (points, max) = (result.points_milli, result.max_milli);
        serde_json::json!({ "points_milli": points, "max_milli": max, "passed": result.passed, "marks": result.marks })
    });
    let answers = answers_of(tx, attempt.id, true).await?;
    mark(tx, now, attempt, &answers).await?;
    Ok(before)
}

/// The held save, when it answers a question of its attempt. A damaged one may say anything.
pub async fn answer_in(conn: &mut Conn, case: &Case) -> Result<Option<Op>, AppError> {
    let Some(op) = case.held.op().filter(|op| op.kind == "answer") else { return Ok(None) };
    let version = curriculum::module_version(conn, case.attempt.module_version_id).await?;
    let asked = asked_ids(conn, &case.attempt, &version).await?;
    Ok(asked.contains(&op.question).then_some(op))
}
