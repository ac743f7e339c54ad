//! Work outside requests. A job is a row, written in the transaction that wants it done; it runs at least once,
//! again after a pause when it fails, and ends in the dead-letter list when it keeps failing.

mod runner;

use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use serde_json::Value;

pub use runner::{Hands, Work, run_due, start};

use crate::base::clock::Instant;
use crate::base::ids::{Uuid, new_id};
use crate::platform::db::schema::jobs;
use crate::platform::db::{Conn, Reach};
use crate::platform::web::AppError;

/// After so many failures, outages apart, a job is dead and waits for a person.
pub const MOST_ATTEMPTS: i32 = 12;

/// For whom jobs act.
pub const REACH: Reach = Reach::Server("a job does what acts of many people caused");

/// A job taken for running.
#[derive(Clone, Debug, Queryable, Selectable, QueryableByName)]
#[diesel(table_name = jobs, check_for_backend(diesel::pg::Pg))]
pub struct Job {
    pub id: Uuid,
    pub kind: String,
    pub payload: Value,
    pub attempts: i32,
    /// Those of the attempts before this one that met an outage.
    pub outages: i32,
}

/// What became of a run.
#[derive(Debug)]
pub enum Failure {
    /// Try again after the usual pause.
    Later(String),
    /// Something outside is down: try again after the usual pause, however long it takes.
    Outage(String),
    /// Trying again cannot help.
    Never(String),
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Failure::Later(error.cause())
    }
}

/// Enqueues a job for a time, in the transaction that wants it done.
pub async fn enqueue(tx: &mut Conn, run_at: Instant, kind: &str, payload: &impl Serialize) -> Result<(), AppError> {
    insert(tx, run_at, kind, payload, When::AtItsTime).await
}

/// Enqueues a job for at once. Should this machine's clock be set back afterwards, it does not wait for the clock.
pub async fn enqueue_now(tx: &mut Conn, now: Instant, kind: &str, payload: &impl Serialize) -> Result<(), AppError> {
    insert(tx, now, kind, payload, When::Now).await
}

/// The same for what somebody waits for at this moment: it overtakes everything else of its lane.
pub async fn enqueue_urgent(tx: &mut Conn, now: Instant, kind: &str, payload: &impl Serialize) -> Result<(), AppError> {
    insert(tx, now, kind, payload, When::Urgently).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    AtItsTime,
    Now,
    Urgently,
}

async fn insert(
    tx: &mut Conn,
    run_at: Instant,
    kind: &str,
    payload: &impl Serialize,
    when: When,
) -> Result<(), AppError> {
    let payload = serde_json::to_value(payload).map_err(AppError::internal)?;
    let row = (
        jobs::id.eq(new_id()),
        jobs::kind.eq(kind),
        jobs::payload.eq(payload),
        jobs::run_at.eq(run_at),
        jobs::urgent.eq(when == When::Urgently),
    );
    let new = diesel::insert_into(jobs::table);
    // One that was made at the time it runs is one for at once: the runner looks.
    match when {
        When::AtItsTime => new.values((row, jobs::created_at.eq(diesel::dsl::now))).execute(tx).await?,
        When::Now | When::Urgently => new.values((row, jobs::created_at.eq(run_at))).execute(tx).await?,
    };
    Ok(())
}

/// The longest pause between two tries, in seconds.
const LONGEST_PAUSE: i64 = 3600;

/// The pause before try `attempts + 1`: 2 s doubling to one hour.
pub fn backoff(attempts: i32) -> Duration {
    let doublings = attempts.clamp(1, 12) - 1;
    Duration::seconds((2_i64 << doublings).min(LONGEST_PAUSE))
}

/// Jobs that gave up, newest first, at most 100.
pub async fn dead(conn: &mut Conn) -> Result<Vec<(Uuid, String, Option<String>, Option<Instant>)>, AppError> {
    Ok(jobs::table
        .filter(jobs::dead_at.is_not_null())
        .order(jobs::dead_at.desc())
        .limit(100)
        .select((jobs::id, jobs::kind, jobs::last_error, jobs::dead_at))
        .load(conn)
        .await?)
}

/// Gives a dead job another round of tries.
pub async fn revive(tx: &mut Conn, id: Uuid, now: Instant) -> Result<Job, AppError> {
    let dead: Option<Instant> = None;
    Ok(diesel::update(jobs::table.find(id).filter(jobs::dead_at.is_not_null()))
        .set((jobs::dead_at.eq(dead), jobs::attempts.eq(0), jobs::outages.eq(0), jobs::run_at.eq(now)))
        .returning(Job::as_returning())
        .get_result(tx)
        .await?)
}

/// How many jobs wait, and how many are dead.
pub async fn counts(conn: &mut Conn) -> Result<(i64, i64), AppError> {
    let waiting = jobs::table.filter(jobs::dead_at.is_null()).count().get_result(conn).await?;
    let dead = jobs::table.filter(jobs::dead_at.is_not_null()).count().get_result(conn).await?;
    Ok((waiting, dead))
}

#[cfg(test)]
mod tests {
    use super::backoff;

    #[test]
    fn pauses_double_up_to_an_hour() {
        assert_eq!(backoff(1).num_seconds(), 2);
        assert_eq!(backoff(2).num_seconds(), 4);
        assert_eq!(backoff(40).num_seconds(), 3600);
    }
}
