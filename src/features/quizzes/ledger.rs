//! The answer ledger: how one save is taken.
//!
//! A save carries an id made on the device. The same id with the same content is acknowledged again with the first
//! receipt; anything that contradicts what we hold is kept whole beside it, for a person to decide. Nothing is refused
//! and dropped.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::model::{Attempt, OpRow};
use super::rules::through_seq;
use super::store::{self, answers_of};
use crate::base::clock::Instant;
use crate::base::ids::{Uuid, new_id};
use crate::platform::db::Conn;
use crate::platform::db::schema::{answer_ops, held_ops, submissions};
use crate::platform::web::AppError;

/// One save, as a device sends it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Op {
    /// Made on the device; never used again for other content.
    pub op_id: Uuid,
    pub attempt: Uuid,
    /// A random name of the device, 1–64 characters.
    pub device: String,
    /// 1, 2, 3 … on this device and attempt, without gaps.
    pub seq: i32,
    /// `answer`, or `flag` for the mark "check later".
    pub kind: String,
    /// The question's id.
    pub question: String,
    /// What was chosen or typed.
    pub value: Vec<String>,
    /// The device's clock: recorded, never trusted.
    pub made_at: String,
    /// Milliseconds on the device's own stopwatch.
    #[serde(default)]
    pub mono_ms: i64,
    /// SHA-256, in hexadecimal, of `op_id|attempt|device|seq|kind|question|value as JSON|made_at|prev`.
    pub sha256: String,
    /// The hash of the device's save before this one, "" for the first.
    #[serde(default)]
    pub prev: String,
}

/// What became of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// In the ledger; this is a promise.
    Stored,
    /// Kept, but a person has to look at it.
    Held,
    /// No such attempt for this person.
    UnknownAttempt,
}

/// The acknowledgement of a save.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    pub op_id: Uuid,
    pub sha256: String,
    pub status: Status,
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Instant,
    /// Nothing of this device is missing up to this number.
    pub through_seq: i32,
}

/// Longest answer of one question in bytes; a written task has 400 words.
const LONGEST_VALUE: usize = 60_000;
/// A matching question has at most six rows, a multiple one fewer than twenty options.
const MOST_VALUES: usize = 40;

impl Op {
    /// The hash that the device should have come to.
    pub fn hash(&self) -> String {
        let value = serde_json::to_string(&self.value).unwrap_or_default();
        let text = [
            self.op_id.to_string().as_str(),
            self.attempt.to_string().as_str(),
            &self.device,
            &self.seq.to_string(),
            &self.kind,
            &self.question,
            &value,
            &self.made_at,
            &self.prev,
        ]
        .join("|");
        data_encoding::HEXLOWER.encode(&Sha256::digest(text))
    }

    /// Why the save cannot be taken as it is; it is held then.
    pub(super) fn fault(&self) -> Option<&'static str> {
        if self.hash() != self.sha256 {
            return Some("hash");
        }
        let sane = (1..=64).contains(&self.device.len())
            && self.seq > 0
            && matches!(self.kind.as_str(), "answer" | "flag")
            && (1..=100).contains(&self.question.len())
            && self.made_at.len() <= 64
            && self.prev.len() <= 64
            && self.value.len() <= MOST_VALUES
            && self.value.iter().map(String::len).sum::<usize>() <= LONGEST_VALUE;
        (!sane).then_some("shape")
    }
}

/// Takes one save of a device into an attempt that the caller has found for its person and locked.
pub async fn take(tx: &mut Conn, now: Instant, attempt: &Attempt, op: &Op) -> Result<Receipt, AppError> {
    settle(tx, now, attempt, op, is_reserved(&op.device).then_some("shape")).await
}

/// The same for every save, with an obstacle that is known already.
async fn settle(
    tx: &mut Conn,
    now: Instant,
    attempt: &Attempt,
    op: &Op,
    known_obstacle: Option<&'static str>,
) -> Result<Receipt, AppError> {
    if let Some(known) = find(tx, op.op_id).await? {
        // By the hash of what really arrived: a body that was damaged on the way may still claim the right one.
        let same = known.0 == op.hash() && op.hash() == op.sha256 && known.1 == attempt.id;
        let status = if same { Status::Stored } else { hold(tx, now, attempt, op, "other-content").await? };
        let received_at = if same { known.2 } else { now };
        return receipt(tx, attempt, op, status, received_at).await;
    }
    let obstacle = match known_obstacle.or_else(|| op.fault()) {
        Some(fault) => Some(fault),
        None if has_seq(tx, attempt.id, op).await? => Some("chain"),
        None => None,
    };
    let submitted = is_submitted(tx, attempt.id).await?;
    let status = match obstacle {
        Some(reason) => hold(tx, now, attempt, op, reason).await?,
        // What was handed in stands. A save that says the same is only the queue catching up; another one is held.
        None if submitted && !says_the_same(tx, attempt, op).await? => {
            hold(tx, now, attempt, op, "after-submission").await?
        }
        None => keep(tx, now, attempt, op, submitted || attempt.is_late(now)).await?,
    };
    receipt(tx, attempt, op, status, now).await
}

async fn find(tx: &mut Conn, op_id: Uuid) -> Result<Option<(String, Uuid, Instant)>, AppError> {
    Ok(answer_ops::table
        .find(op_id)
        .select((answer_ops::sha256, answer_ops::attempt_id, answer_ops::received_at))
        .first(tx)
        .await
        .optional()?)
}

async fn is_submitted(tx: &mut Conn, attempt: Uuid) -> Result<bool, AppError> {
    let found = submissions::table.find(attempt).select(submissions::attempt_id).first::<Uuid>(tx).await;
    Ok(found.optional()?.is_some())
}

async fn has_seq(tx: &mut Conn, attempt: Uuid, op: &Op) -> Result<bool, AppError> {
    let chain = answer_ops::table
        .filter(answer_ops::attempt_id.eq(attempt))
        .filter(answer_ops::device.eq(&op.device))
        .filter(answer_ops::seq.eq(op.seq));
    Ok(chain.select(answer_ops::op_id).first::<Uuid>(tx).await.optional()?.is_some())
}

/// Whether a save only repeats what was handed in, or is no answer at all.
async fn says_the_same(tx: &mut Conn, attempt: &Attempt, op: &Op) -> Result<bool, AppError> {
    let handed_in = answers_of(tx, attempt.id, true).await?;
    Ok(op.kind == "flag" || handed_in.of(&op.question) == op.value)
}

async fn keep(tx: &mut Conn, now: Instant, attempt: &Attempt, op: &Op, late: bool) -> Result<Status, AppError> {
    let stored = diesel::insert_into(answer_ops::table)
        .values((
            answer_ops::op_id.eq(op.op_id),
            answer_ops::attempt_id.eq(attempt.id),
            answer_ops::device.eq(&op.device),
            answer_ops::seq.eq(op.seq),
            answer_ops::kind.eq(&op.kind),
            answer_ops::question.eq(&op.question),
            answer_ops::value.eq(serde_json::to_value(&op.value).map_err(AppError::internal)?),
            answer_ops::sha256.eq(&op.sha256),
            answer_ops::prev.eq(&op.prev),
            answer_ops::made_at.eq(&op.made_at),
            answer_ops::mono_ms.eq(op.mono_ms),
            answer_ops::received_at.eq(now),
            answer_ops::late.eq(late),
        ))
        .on_conflict(answer_ops::op_id)
        .do_nothing()
        .execute(tx)
        .await?;
    // Another attempt (of another session) took this id a moment ago: ids are never used twice by an honest device.
    if stored == 0 { hold(tx, now, attempt, op, "other-content").await } else { Ok(Status::Stored) }
}

/// Keeps a save that cannot simply stand. The same one is kept once, and what makes it the same is its own content:
/// the hash it claims may be wrong, and then two different saves could claim one.
pub(super) async fn hold(
    tx: &mut Conn,
    now: Instant,
    attempt: &Attempt,
    op: &Op,
    reason: &str,
) -> Result<Status, AppError> {
    diesel::insert_into(held_ops::table)
        .values((
            held_ops::id.eq(new_id()),
            held_ops::op_id.eq(op.op_id),
            held_ops::attempt_id.eq(attempt.id),
            held_ops::sha256.eq(op.hash()),
            held_ops::body.eq(serde_json::to_value(op).map_err(AppError::internal)?),
            held_ops::reason.eq(reason),
            held_ops::received_at.eq(now),
        ))
        .on_conflict((held_ops::op_id, held_ops::sha256))
        .do_nothing()
        .execute(tx)
        .await?;
    Ok(Status::Held)
}

pub(super) async fn receipt(
    tx: &mut Conn,
    attempt: &Attempt,
    op: &Op,
    status: Status,
    received_at: Instant,
) -> Result<Receipt, AppError> {
    let seqs: Vec<i32> = answer_ops::table
        .filter(answer_ops::attempt_id.eq(attempt.id))
        .filter(answer_ops::device.eq(&op.device))
        .select(answer_ops::seq)
        .load(tx)
        .await?;
    Ok(Receipt { op_id: op.op_id, sha256: op.sha256.clone(), status, received_at, through_seq: through_seq(seqs) })
}

/// The name of the "device" that a plain form is: its saves form a chain of their own.
const FORM: &str = "form";
/// The name of the "device" of answers that a coordinator counted.
const DECISION: &str = "decision";
/// The name of the "device" of answers that come from an earlier attempt.
const EARLIER: &str = "earlier";
/// Whoever writes into the server's own chains could take the next place from it.
const OWN_DEVICES: [&str; 3] = [FORM, DECISION, EARLIER];
/// How a device is called when its name was erased.
const GONE: &str = "gone ";

/// Whether no device may call itself so.
pub(super) fn is_reserved(device: &str) -> bool {
    OWN_DEVICES.contains(&device) || device.starts_with(GONE)
}

/// Takes what a plain form says of one question, when it differs from what stands.
pub async fn take_from_form(
    tx: &mut Conn,
    now: Instant,
    attempt: &Attempt,
    kind: &str,
    question: &str,
    value: Vec<String>,
) -> Result<Receipt, AppError> {
    let op = next_op(tx, now, attempt, FORM, kind, question, value).await?;
    settle(tx, now, attempt, &op, None).await
}

/// Where an answer comes from that the server itself puts into an attempt.
#[derive(Clone, Copy, Debug)]
pub enum Origin {
    /// A coordinator lets a held answer count.
    Decision,
    /// The attempt begins with what an earlier one said.
    Earlier,
}

/// Lets an answer stand, as the newest save of its question, in time. For callers who have decided so.
pub async fn count(
    tx: &mut Conn,
    now: Instant,
    attempt: &Attempt,
    origin: Origin,
    question: &str,
    value: Vec<String>,
) -> Result<(), AppError> {
    let device = match origin {
        Origin::Decision => DECISION,
        Origin::Earlier => EARLIER,
    };
    let op = next_op(tx, now, attempt, device, "answer", question, value).await?;
    keep(tx, now, attempt, &op, false).await?;
    Ok(())
}

/// A save that the server makes itself, next in the chain of one of its own "devices".
async fn next_op(
    tx: &mut Conn,
    now: Instant,
    attempt: &Attempt,
    device: &str,
    kind: &str,
    question: &str,
    value: Vec<String>,
) -> Result<Op, AppError> {
    let last: Option<(i32, String)> = answer_ops::table
        .filter(answer_ops::attempt_id.eq(attempt.id))
        .filter(answer_ops::device.eq(device))
        .order(answer_ops::seq.desc())
        .select((answer_ops::seq, answer_ops::sha256))
        .first(tx)
        .await
        .optional()?;
    let (seq, prev) = last.unwrap_or((0, String::new()));
    let mut op = Op {
        op_id: new_id(),
        attempt: attempt.id,
        device: device.to_owned(),
        seq: seq + 1,
        kind: kind.to_owned(),
        question: question.to_owned(),
        value,
        made_at: now.to_rfc3339(),
        mono_ms: 0,
        sha256: String::new(),
        prev,
    };
    op.sha256 = op.hash();
    Ok(op)
}

/// Puts what came after the time was over, and would change an answer, before a person: it is in the ledger, but it
/// does not count by itself. Called once, when the attempt ends.
pub async fn hold_late(tx: &mut Conn, now: Instant, attempt: &Attempt) -> Result<(), AppError> {
    let ops = store::ops_of(tx, attempt.id).await?;
    let rules: Vec<_> = ops.iter().map(OpRow::to_rule).collect();
    for op in super::rules::late_changes(&rules) {
        let Some(row) = ops.iter().find(|row| row.arrival == op.arrival) else { continue };
        let late = Op {
            op_id: row.op_id,
            attempt: attempt.id,
            device: row.device.clone(),
            seq: row.seq,
            kind: row.kind.clone(),
            question: row.question.clone(),
            value: op.value.clone(),
            made_at: row.made_at.clone(),
            mono_ms: row.mono_ms,
            sha256: row.sha256.clone(),
            prev: row.prev.clone(),
        };
        hold(tx, now, attempt, &late, "late").await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_that_browsers_compute() {
        let op = Op {
            op_id: Uuid::nil(),
            attempt: Uuid::nil(),
            device: "d".into(),
            seq: 1,
            kind: "answer".into(),
            question: "q".into(),
            value: vec!["a\"b\n\u{2028}é\u{1}".into()],
            made_at: "2026-11-24T12:00:00.000Z".into(),
            mono_ms: 5,
            sha256: String::new(),
            prev: String::new(),
        };
        // node -e 'crypto.createHash("sha256").update([nil,nil,"d",1,"answer","q",JSON.stringify(["a\"b\n\u2028é\u0001"]),"2026-11-24T12:00:00.000Z",""].join("|")).digest("hex")'
        assert_eq!(op.hash(), "1a6dd8efbbef74b312e9d8c448257ea150aaf23ae4cc341f945ede125e6bc946");
    }
}
