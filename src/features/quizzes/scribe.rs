//! Saves as nearly all of them are: sound and new. Whatever waits is written in one statement, however many devices it
//! comes from; while one statement is under way the next saves gather. One device alone never waits for others, and a
//! room full of them costs the database little more than one.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Binary, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use tokio::sync::oneshot;

use super::ledger::{Op, Receipt, Status, is_reserved};
use super::rules::through_seq;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::App;
use crate::platform::db::{Conn, Reach, statement};
use crate::platform::web::AppError;

const KEEP: &str = "SELECT batch, chain FROM keep_batches($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
                    $15, $16)";

/// How long the writer lets saves gather after a statement that held more than one: then many come, and the answers that
/// have just gone out bring the next ones.
const LINGER: Duration = Duration::from_millis(1);

/// Batches and saves that one statement takes.
const MOST_BATCHES: usize = 64;
const MOST_SAVES: usize = 200;

/// Whether saves are as nearly all are: sound, of one device, each for the same attempt and with an id and a place of its
/// own. Whether they are new, the database knows.
pub fn are_plain(ops: &[Op]) -> bool {
    let Some(first) = ops.first() else { return false };
    let alike = |op: &Op| op.attempt == first.attempt && op.device == first.device && op.fault().is_none();
    let ids: BTreeSet<Uuid> = ops.iter().map(|op| op.op_id).collect();
    let places: BTreeSet<i32> = ops.iter().map(|op| op.seq).collect();
    !is_reserved(&first.device) && ops.iter().all(alike) && ids.len() == ops.len() && places.len() == ops.len()
}

/// The application's one writer of plain saves.
#[derive(Default)]
pub struct Scribe(Mutex<Desk>);

#[derive(Default)]
struct Desk {
    waiting: Vec<Letter>,
    writing: bool,
}

/// Plain saves of one device, and who waits for their receipts.
struct Letter {
    /// A session that has to last, when it is only presumed; otherwise the person is known.
    token_hash: Option<Arc<[u8]>>,
    person: Uuid,
    received_at: Instant,
    ops: Arc<Vec<Op>>,
    /// The places in the device's chain that were taken before, when the saves were kept.
    told: oneshot::Sender<Option<Vec<i32>>>,
}

impl Scribe {
    /// Takes plain saves into an attempt of this person that is under way, all of them new, with their audit line. `None`,
    /// and nothing has happened, when something is not as it should be: [`take`](super::ledger::take) then decides about
    /// each.
    pub async fn keep(
        app: &App,
        token_hash: Option<Arc<[u8]>>,
        person: Uuid,
        ops: &Arc<Vec<Op>>,
    ) -> Result<Option<Vec<Receipt>>, AppError> {
        let scribe = app.single::<Self>();
        let received_at = app.clock.now();
        let (told, answer) = oneshot::channel();
        let letter = Letter { token_hash, person, received_at, ops: Arc::clone(ops), told };
        let idle = {
            let mut desk = scribe.desk();
            desk.waiting.push(letter);
            !std::mem::replace(&mut desk.writing, true)
        };
        if idle {
            app.db.aside(write(app.clone(), Shift { scribe, over: false }));
        }
        let answer = answer.await.map_err(|_| AppError::busy("the writer of saves stopped"))?;
        Ok(answer.map(|chain| receipts(ops, received_at, chain)))
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The time from the first letter until the desk is empty. However it ends, whoever still waits is told, and the next
/// letter begins another one.
struct Shift {
    scribe: Arc<Scribe>,
    over: bool,
}

impl Shift {
    /// Letters for one statement, the oldest first; of one attempt one letter, and no save twice: what would get into each
    /// other's way waits for the next statement. Empty when the shift is over.
    fn next(&mut self) -> Vec<Letter> {
        let mut desk = self.scribe.desk();
        let (mut taken, mut left, mut saves) = (Vec::new(), Vec::new(), 0);
        let (mut attempts, mut ids) = (HashSet::new(), HashSet::new());
        for letter in std::mem::take(&mut desk.waiting) {
            let attempt = letter.ops.iter().next().map(|op| op.attempt).unwrap_or_default();
            let fits = taken.len() < MOST_BATCHES
                && (saves + letter.ops.len() <= MOST_SAVES || taken.is_empty())
                && !attempts.contains(&attempt)
                && letter.ops.iter().all(|op| !ids.contains(&op.op_id));
            if fits {
                saves += letter.ops.len();
                attempts.insert(attempt);
                ids.extend(letter.ops.iter().map(|op| op.op_id));
                taken.push(letter);
            } else {
                left.push(letter);
            }
        }
        desk.waiting = left;
        desk.writing = !taken.is_empty();
        self.over = taken.is_empty();
        taken
    }
}

impl Drop for Shift {
    fn drop(&mut self) {
        // After its end another shift may have begun already.
        if !self.over {
            let mut desk = self.scribe.desk();
            desk.waiting.clear();
            desk.writing = false;
        }
    }
}

async fn write(app: App, mut shift: Shift) {
    loop {
        let letters = shift.next();
        if letters.is_empty() {
            return;
        }
        let kept = match app.db.read(&Reach::Nobody).await {
            Ok(mut conn) => keep_batches(&mut conn, &letters).await,
            Err(error) => Err(error),
        };
        // What went wrong together, each finds out alone: the long way tells the client, and knows what was kept after all.
        let mut kept = kept.unwrap_or_else(|error| {
            tracing::debug!(cause = error.cause(), "saves are taken one by one");
            Vec::new()
        });
        let many = letters.len() > 1;
        for (letter, nth) in letters.into_iter().zip(1..) {
            let chain = kept.iter_mut().find(|row| row.batch == nth).map(|row| std::mem::take(&mut row.chain));
            // Nobody may be waiting any more; the saves are kept all the same.
            let _ = letter.told.send(chain);
        }
        if many {
            tokio::time::sleep(LINGER).await;
        }
    }
}

#[derive(QueryableByName)]
struct Kept {
    /// Which letter, from 1.
    #[diesel(sql_type = Integer)]
    batch: i32,
    #[diesel(sql_type = Array<Integer>)]
    chain: Vec<i32>,
}

/// One statement, which is a transaction by itself and proves for whom it acts.
async fn keep_batches(conn: &mut Conn, letters: &[Letter]) -> Result<Vec<Kept>, AppError> {
    let firsts = || letters.iter().filter_map(|letter| letter.ops.iter().next());
    let ops = || letters.iter().flat_map(|letter| letter.ops.iter());
    let batches = letters.iter().zip(1..).flat_map(|(letter, nth)| letter.ops.iter().map(move |_| nth));
    let hashes: Vec<Option<&[u8]>> = letters.iter().map(|letter| letter.token_hash.as_deref()).collect();
    let sizes = letters.iter().map(|letter| i32::try_from(letter.ops.len()).unwrap_or(i32::MAX));
    let values = ops().map(|op| serde_json::to_string(&op.value)).collect::<Result<Vec<_>, _>>();
    Ok(statement(KEEP)
        .bind::<Array<Timestamptz>, _>(letters.iter().map(|letter| letter.received_at).collect::<Vec<_>>())
        .bind::<Array<Nullable<Binary>>, _>(hashes)
        .bind::<Array<SqlUuid>, _>(letters.iter().map(|letter| letter.person).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(firsts().map(|op| op.attempt).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(firsts().map(|op| op.device.as_str()).collect::<Vec<_>>())
        .bind::<Array<Integer>, _>(sizes.collect::<Vec<_>>())
        .bind::<Array<Integer>, _>(batches.collect::<Vec<i32>>())
        .bind::<Array<SqlUuid>, _>(ops().map(|op| op.op_id).collect::<Vec<_>>())
        .bind::<Array<Integer>, _>(ops().map(|op| op.seq).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(ops().map(|op| op.kind.as_str()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(ops().map(|op| op.question.as_str()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(values.map_err(AppError::internal)?)
        .bind::<Array<Text>, _>(ops().map(|op| op.sha256.as_str()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(ops().map(|op| op.prev.as_str()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(ops().map(|op| op.made_at.as_str()).collect::<Vec<_>>())
        .bind::<Array<BigInt>, _>(ops().map(|op| op.mono_ms).collect::<Vec<_>>())
        .load(conn)
        .await?)
}

fn receipts(ops: &[Op], received_at: Instant, taken: Vec<i32>) -> Vec<Receipt> {
    let mut chain: BTreeSet<i32> = taken.into_iter().collect();
    let mut through = through_seq(chain.iter().copied().collect());
    let receipt = |op: &Op| {
        chain.insert(op.seq);
        while chain.contains(&(through + 1)) {
            through += 1;
        }
        let (op_id, sha256) = (op.op_id, op.sha256.clone());
        Receipt { op_id, sha256, status: Status::Stored, received_at, through_seq: through }
    };
    ops.iter().map(receipt).collect()
}
