//! A batch of saves taken at once, as nearly all batches can be.

use std::collections::BTreeSet;

use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Jsonb, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::ledger::{Op, Receipt, Status, hold, is_reserved, receipt};
use super::model::Attempt;
use super::rules::through_seq;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::db::{Conn, statement};
use crate::platform::web::AppError;

const STATE: &str = "
    SELECT EXISTS (SELECT 1 FROM answer_ops WHERE op_id = ANY($1)) AS known,
           EXISTS (SELECT 1 FROM submissions WHERE attempt_id = $2) AS handed_in,
           ARRAY(SELECT seq FROM answer_ops WHERE attempt_id = $3 AND device = $4) AS seqs";

const KEEP_ALL: &str = "
    INSERT INTO answer_ops (attempt_id, device, received_at, late, op_id, seq, kind, question, value, sha256, prev,
                            made_at, mono_ms)
    SELECT $1, $2, $3, $4, s.op_id, s.seq, s.kind, s.question, s.value, s.sha256, s.prev, s.made_at, s.mono_ms
    FROM unnest($5, $6, $7, $8, $9, $10, $11, $12, $13)
         WITH ORDINALITY AS s (op_id, seq, kind, question, value, sha256, prev, made_at, mono_ms, nth)
    ORDER BY s.nth
    ON CONFLICT (op_id) DO NOTHING
    RETURNING op_id";

#[derive(QueryableByName)]
struct State {
    #[diesel(sql_type = Bool)]
    known: bool,
    #[diesel(sql_type = Bool)]
    handed_in: bool,
    #[diesel(sql_type = Array<Integer>)]
    seqs: Vec<i32>,
}

#[derive(QueryableByName)]
struct Kept {
    #[diesel(sql_type = SqlUuid)]
    op_id: Uuid,
}

/// Takes a batch as nearly all are: sound saves of one device, all of them new, into an attempt that is under way, which
/// the caller has locked. Two statements do what [`take`](super::ledger::take) does by five for each save. `None`, and nothing has happened,
/// when any of them is something else.
pub async fn take_together(
    tx: &mut Conn,
    now: Instant,
    attempt: &Attempt,
    ops: &[Op],
) -> Result<Option<Vec<Receipt>>, AppError> {
    let Some(first) = ops.first() else { return Ok(None) };
    let alike = |op: &Op| op.attempt == attempt.id && op.device == first.device && op.fault().is_none();
    let ids: BTreeSet<Uuid> = ops.iter().map(|op| op.op_id).collect();
    if is_reserved(&first.device) || !ops.iter().all(alike) || ids.len() < ops.len() {
        return Ok(None);
    }
    let state: State = statement(STATE)
        .bind::<Array<SqlUuid>, _>(ids.into_iter().collect::<Vec<_>>())
        .bind::<SqlUuid, _>(attempt.id)
        .bind::<SqlUuid, _>(attempt.id)
        .bind::<Text, _>(&first.device)
        .get_result(tx)
        .await?;
    let mut chain: BTreeSet<i32> = state.seqs.into_iter().collect();
    let mut through = through_seq(chain.iter().copied().collect());
    let mut throughs = Vec::with_capacity(ops.len());
    for op in ops {
        if !chain.insert(op.seq) {
            return Ok(None);
        }
        while chain.contains(&(through + 1)) {
            through += 1;
        }
        throughs.push(through);
    }
    if state.known || state.handed_in {
        return Ok(None);
    }
    let late = attempt.is_late(now);
    let mut receipts = Vec::with_capacity(ops.len());
    let kept = keep_all(tx, now, attempt, ops, late).await?;
    for (op, through_seq) in ops.iter().zip(throughs) {
        // Another attempt (of another session) took this id a moment ago: ids are never used twice by an honest device.
        if !kept.contains(&op.op_id) {
            let status = hold(tx, now, attempt, op, "other-content").await?;
            receipts.push(receipt(tx, attempt, op, status, now).await?);
            continue;
        }
        let (op_id, sha256) = (op.op_id, op.sha256.clone());
        receipts.push(Receipt { op_id, sha256, status: Status::Stored, received_at: now, through_seq });
    }
    Ok(Some(receipts))
}

/// The ids of those that are kept.
async fn keep_all(
    tx: &mut Conn,
    now: Instant,
    attempt: &Attempt,
    ops: &[Op],
    late: bool,
) -> Result<BTreeSet<Uuid>, AppError> {
    let texts = |text: fn(&Op) -> &str| ops.iter().map(text).collect::<Vec<_>>();
    let values = ops.iter().map(|op| serde_json::to_value(&op.value)).collect::<Result<Vec<_>, _>>();
    let kept: Vec<Kept> = statement(KEEP_ALL)
        .bind::<SqlUuid, _>(attempt.id)
        .bind::<Text, _>(ops.first().map_or("", |op| op.device.as_str()))
        .bind::<Timestamptz, _>(now)
        .bind::<Bool, _>(late)
        .bind::<Array<SqlUuid>, _>(ops.iter().map(|op| op.op_id).collect::<Vec<_>>())
        .bind::<Array<Integer>, _>(ops.iter().map(|op| op.seq).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(texts(|op| &op.kind))
        .bind::<Array<Text>, _>(texts(|op| &op.question))
        .bind::<Array<Jsonb>, _>(values.map_err(AppError::internal)?)
        .bind::<Array<Text>, _>(texts(|op| &op.sha256))
        .bind::<Array<Text>, _>(texts(|op| &op.prev))
        .bind::<Array<Text>, _>(texts(|op| &op.made_at))
        .bind::<Array<BigInt>, _>(ops.iter().map(|op| op.mono_ms).collect::<Vec<_>>())
        .load(tx)
        .await?;
    Ok(kept.into_iter().map(|row| row.op_id).collect())
}
