//! Saves taken at once, as nearly all can be: one statement instead of one for each step.

use std::collections::BTreeSet;

use diesel::QueryableByName;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types::{Array, BigInt, Integer, Jsonb, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::ledger::{OWN_DEVICES, Op, Receipt, Status};
use super::rules::through_seq;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::db::{Conn, statement};
use crate::platform::web::AppError;

const KEEP: &str = "SELECT chain FROM keep_saves($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

#[derive(QueryableByName)]
struct Kept {
    /// The places in the device's chain that were taken before.
    #[diesel(sql_type = Array<Integer>)]
    chain: Vec<i32>,
}

/// Whether saves are as nearly all are: sound, of one device, each for the same attempt and with an id and a place of its
/// own. Whether they are new, the database knows.
pub fn are_plain(ops: &[Op]) -> bool {
    let Some(first) = ops.first() else { return false };
    let alike = |op: &Op| op.attempt == first.attempt && op.device == first.device && op.fault().is_none();
    let ids: BTreeSet<Uuid> = ops.iter().map(|op| op.op_id).collect();
    let places: BTreeSet<i32> = ops.iter().map(|op| op.seq).collect();
    !OWN_DEVICES.contains(&first.device.as_str())
        && ops.iter().all(alike)
        && ids.len() == ops.len()
        && places.len() == ops.len()
}

/// Takes plain saves into an attempt of this person that is under way, all of them new. The statement is a transaction by
/// itself, with its audit line. `None`, and nothing has happened, when something is not as it should be:
/// [`take`](super::ledger::take) then decides about each.
pub async fn take_together(
    conn: &mut Conn,
    now: Instant,
    person: Uuid,
    ops: &[Op],
) -> Result<Option<Vec<Receipt>>, AppError> {
    let Some(first) = ops.first() else { return Ok(None) };
    let texts = |text: fn(&Op) -> &str| ops.iter().map(text).collect::<Vec<_>>();
    let values = ops.iter().map(|op| serde_json::to_value(&op.value)).collect::<Result<Vec<_>, _>>();
    let kept = statement(KEEP)
        .bind::<SqlUuid, _>(person)
        .bind::<SqlUuid, _>(first.attempt)
        .bind::<Timestamptz, _>(now)
        .bind::<Text, _>(&first.device)
        .bind::<Array<SqlUuid>, _>(ops.iter().map(|op| op.op_id).collect::<Vec<_>>())
        .bind::<Array<Integer>, _>(ops.iter().map(|op| op.seq).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(texts(|op| &op.kind))
        .bind::<Array<Text>, _>(texts(|op| &op.question))
        .bind::<Array<Jsonb>, _>(values.map_err(AppError::internal)?)
        .bind::<Array<Text>, _>(texts(|op| &op.sha256))
        .bind::<Array<Text>, _>(texts(|op| &op.prev))
        .bind::<Array<Text>, _>(texts(|op| &op.made_at))
        .bind::<Array<BigInt>, _>(ops.iter().map(|op| op.mono_ms).collect::<Vec<_>>())
        .get_result::<Kept>(conn)
        .await;
    let mut chain: BTreeSet<i32> = match kept {
        Ok(kept) => kept.chain.into_iter().collect(),
        // Another attempt took one of these ids a moment ago: nothing of this was kept.
        Err(Error::NotFound | Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut through = through_seq(chain.iter().copied().collect());
    let receipts = ops.iter().map(|op| {
        chain.insert(op.seq);
        while chain.contains(&(through + 1)) {
            through += 1;
        }
        let (op_id, sha256) = (op.op_id, op.sha256.clone());
        Receipt { op_id, sha256, status: Status::Stored, received_at: now, through_seq: through }
    });
    Ok(Some(receipts.collect()))
}
