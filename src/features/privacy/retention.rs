//! What is past its period goes, once a day.
//!
//! Invariant: nothing goes by a clock that is in doubt; see [`super::clocks`].

use std::collections::BTreeMap;
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::{Date, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::clocks::{self, Verdict, Watch};
use super::erasure;
use super::registry::{Past, Span, Table, tables};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::db::schema::retention_watch;
use crate::platform::db::{self, Conn, Reach};
use crate::platform::mail::LAST_LETTER;
use crate::platform::web::AppError;

/// How often the server asks itself whether a day has gone by.
const TICK: Duration = Duration::from_secs(600);
/// For whom it looks.
const REACH: Reach = Reach::Server("what is past its period goes, whosever it is");
/// Between two looks.
const A_DAY: chrono::Duration = chrono::Duration::hours(23);
/// Rows that one statement takes: what waits for its locks waits shortly.
const BATCH: usize = 2_000;
/// Statements that one look runs for one table; the rest is for the next day.
const MOST_BATCHES: usize = 50;
/// A letter that tells of an erasing and that no relay took does not keep the address for longer.
const LAST_LETTER_KEPT: Span = Span::Days(7);
/// An account that nobody came to.
const UNCLAIMED: Span = Span::Years(1);

/// Looks once a day, for as long as the server runs.
pub async fn keep_up(app: App) {
    while !app.is_draining() {
        if let Err(error) = retain(&app).await {
            tracing::warn!(cause = error.cause(), "what is past its period could not be deleted; it is tried again");
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Deletes what is past its period, when a day has gone by and the clock can be believed; how many rows of each table.
pub async fn retain(app: &App) -> Result<Option<BTreeMap<&'static str, usize>>, AppError> {
    let now = app.clock.now();
    match app.db.write(&REACH, async move |tx| look(tx, now).await).await? {
        None => return Ok(None),
        Some(Verdict::Believed) => {}
        Some(Verdict::NotYetSteady) => {
            tracing::info!("nothing is deleted yet: the clock must go on for a week without a jump or a silence");
            return Ok(None);
        }
        Some(doubted @ (Verdict::Apart | Verdict::SetBack)) => {
            tracing::warn!(?doubted, "nothing is deleted: the clock is in doubt; see: portolan doctor");
            return Ok(None);
        }
    }
    let mut gone = BTreeMap::new();
    for table in tables() {
        for past in table.past {
            let rows = end(app, now, table, past).await?;
            if rows > 0 {
                *gone.entry(table.name).or_insert(0) += rows;
            }
        }
    }
    forget_last_letters(app, now).await?;
    let unclaimed = erase_unclaimed(app, now).await?;
    if unclaimed > 0 {
        *gone.entry("persons").or_insert(0) += unclaimed;
    }
    if !gone.is_empty() {
        let line = Audit::of("retention.done").with(serde_json::to_value(&gone).map_err(AppError::internal)?);
        app.db.write(&REACH, async move |tx| audit::write(tx, now, None, line).await).await?;
    }
    Ok(Some(gone))
}

/// Notes a look, and judges the clock; nothing when the last look was less than a day ago. A clock that its witnesses
/// contradict is not noted.
async fn look(tx: &mut Conn, now: Instant) -> Result<Option<Verdict>, AppError> {
    let (database, newest) = db::clock(tx).await?;
    let verdict = clocks::against_witnesses(now, database, newest);
    if verdict != Verdict::Believed {
        return Ok(Some(verdict));
    }
    // One process looks at a time, also the first time.
    diesel::sql_query("LOCK TABLE retention_watch IN EXCLUSIVE MODE").execute(tx).await?;
    let past: Option<(Instant, Instant)> = retention_watch::table
        .select((retention_watch::steady_since, retention_watch::looked_at))
        .first(tx)
        .await
        .optional()?;
    let past = past.map(|(steady_since, looked_at)| Watch { steady_since, looked_at });
    if past.is_some_and(|past| now >= past.looked_at && now - past.looked_at < A_DAY) {
        return Ok(None);
    }
    let (verdict, watch) = clocks::against_past(now, past);
    let values = (retention_watch::steady_since.eq(watch.steady_since), retention_watch::looked_at.eq(watch.looked_at));
    diesel::insert_into(retention_watch::table)
        .values((retention_watch::single.eq(true), values))
        .on_conflict(retention_watch::single)
        .do_update()
        .set(values)
        .execute(tx)
        .await?;
    Ok(Some(verdict))
}

/// Ends one period of one table; how many rows that were.
async fn end(app: &App, now: Instant, table: &Table, past: &Past) -> Result<usize, AppError> {
    let Some(span) = past.keep.span(&app.config) else { return Ok(0) };
    let before = span.before(now);
    let mut rows = 0;
    for _ in 0..MOST_BATCHES {
        let statement = ending(table, past);
        let ended = app
            .db
            .write(&REACH, async move |tx| {
                Ok(diesel::sql_query(statement).bind::<Timestamptz, _>(before).execute(tx).await?)
            })
            .await?;
        rows += ended;
        if ended < BATCH {
            break;
        }
    }
    Ok(rows)
}

/// The statement that ends a period for what ended before `$1`.
fn ending(table: &Table, past: &Past) -> String {
    let (name, when) = (table.name, past.when);
    if past.clear.is_empty() {
        return format!(
            "DELETE FROM {name} WHERE ctid IN (SELECT ctid FROM {name} WHERE {when} LIMIT {BATCH} FOR UPDATE SKIP LOCKED)"
        );
    }
    let set: Vec<String> = past.clear.iter().map(|(column, value)| format!("{column} = {value}")).collect();
    let open: Vec<String> =
        past.clear.iter().map(|(column, value)| format!("{column} IS DISTINCT FROM {value}")).collect();
    format!(
        "UPDATE {name} SET {} WHERE ctid IN (SELECT ctid FROM {name} WHERE ({when}) AND ({}) LIMIT {BATCH}
         FOR UPDATE SKIP LOCKED)",
        set.join(", "),
        open.join(" OR ")
    )
}

async fn forget_last_letters(app: &App, now: Instant) -> Result<(), AppError> {
    app.db
        .write(&REACH, async move |tx| {
            diesel::sql_query("DELETE FROM mails WHERE template = $1 AND created_at < $2")
                .bind::<Text, _>(LAST_LETTER)
                .bind::<Timestamptz, _>(LAST_LETTER_KEPT.before(now))
                .execute(tx)
                .await?;
            Ok(())
        })
        .await
}

#[derive(QueryableByName)]
struct Unclaimed {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Erases accounts that nobody ever came to, a year after their last course: who was invited never agreed to anything.
async fn erase_unclaimed(app: &App, now: Instant) -> Result<usize, AppError> {
    let before = UNCLAIMED.before(now);
    let unclaimed: Vec<Unclaimed> = diesel::sql_query(
        "SELECT p.id FROM persons p WHERE p.welcomed_at IS NULL AND p.erased_at IS NULL AND p.created_at < $1
           AND NOT EXISTS (SELECT 1 FROM role_grants g WHERE g.person_id = p.id)
           AND NOT EXISTS (SELECT 1 FROM cohort_instructors i WHERE i.person_id = p.id)
           AND NOT EXISTS (SELECT 1 FROM enrolments e JOIN cohorts c ON c.id = e.cohort_id
                           WHERE e.person_id = p.id AND c.ends_on >= $2)
         LIMIT 200",
    )
    .bind::<Timestamptz, _>(before)
    .bind::<Date, _>(before.date_naive())
    .load(&mut *app.db.read(&REACH).await?)
    .await?;
    for Unclaimed { id } in &unclaimed {
        let id = *id;
        app.db.write(&REACH, async move |tx| erasure::erase(tx, now, id).await).await?;
    }
    Ok(unclaimed.len())
}
