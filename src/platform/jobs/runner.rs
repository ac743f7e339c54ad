//! The runner: takes due jobs under a lease, so that several processes can share one table. It works in two lanes, so
//! that a relay that dawdles holds nothing up but mail.

use std::pin::Pin;
use std::time::Duration;

use diesel::sql_types::{Array, Bool, Integer, Text, Timestamptz};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use futures_util::StreamExt;
use futures_util::future::{join, join_all, pending};
use tokio::sync::watch;

use super::{Failure, Job, LONGEST_PAUSE, MOST_ATTEMPTS, REACH, backoff};
use crate::base::clock::Instant;
use crate::base::text::without_addresses;
use crate::platform::App;
use crate::platform::db::{Conn, statement};
use crate::platform::web::AppError;

/// Work that ends well or with an error.
pub type Work<'a, E> = Pin<Box<dyn Future<Output = Result<(), E>> + 'a>>;

/// Who does jobs; `features` provides it.
#[derive(Clone, Copy)]
pub struct Hands {
    /// Kinds that wait for machines of others: they have a lane of their own.
    pub slow: &'static [&'static str],
    /// Does one job.
    pub run: fn(App, Job) -> Work<'static, Failure>,
    /// Tells whoever waits for a job that it died.
    pub give_up: GiveUp,
}

/// Called in the transaction in which a job dies, with the time and the last error.
pub type GiveUp = for<'a> fn(&'a mut Conn, Instant, &'a Job, &'a str) -> Work<'a, AppError>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lane {
    Quick,
    Slow,
}

/// A job whose runner died is taken again after this time. Longer than any job takes.
const LEASE_SECONDS: i64 = 120;
/// Quick jobs under way at once in a server: a certificate is set in type by one core, and a whole course may end today.
const QUICK_AT_ONCE: usize = 2;
/// Without a wake-up call the runner looks by itself this often: for jobs whose time has come.
const POLL: Duration = Duration::from_secs(2);

/// Runs jobs until the application drains. `url` is for the connection that listens for wake-up calls.
pub async fn start(app: App, url: String, hands: Hands) {
    let (wake, woken) = watch::channel(());
    actix_web::rt::spawn(listen(url, wake));
    let quick = (0..QUICK_AT_ONCE).map(|_| work(&app, hands, Lane::Quick, woken.clone()));
    join(join_all(quick), work(&app, hands, Lane::Slow, woken.clone())).await;
}

async fn work(app: &App, hands: Hands, lane: Lane, mut woken: watch::Receiver<()>) {
    while !app.is_draining() {
        if let Err(error) = run_lane(app, hands, lane).await {
            tracing::warn!(cause = error.cause(), "the job runner could not reach the database");
        }
        let _ = tokio::time::timeout(POLL, async {
            if woken.changed().await.is_err() {
                pending::<()>().await; // Nobody calls any more; the pause is left.
            }
        })
        .await;
    }
}

/// Runs everything that is due now, and what that makes due; how many runs that were.
pub async fn run_due(app: &App, hands: Hands) -> Result<usize, AppError> {
    let mut runs = 0;
    loop {
        let (quick, slow) = join(run_lane(app, hands, Lane::Quick), run_lane(app, hands, Lane::Slow)).await;
        match quick? + slow? {
            0 => return Ok(runs),
            more => runs += more,
        }
    }
}

async fn run_lane(app: &App, hands: Hands, lane: Lane) -> Result<usize, AppError> {
    let mut runs = 0;
    while !app.is_draining() {
        let Some(job) = take(app, hands, lane).await? else { break };
        runs += 1;
        let outcome = (hands.run)(app.clone(), job.clone()).await;
        settle(app, hands, job, outcome).await?;
    }
    Ok(runs)
}

/// Takes the next job that is due. Three times cannot be by a clock that never ran ahead, and do not hold a job up once
/// that is put right: a job for at once that is not yet due, a pause longer than any, a lease longer than any.
async fn take(app: &App, hands: Hands, lane: Lane) -> Result<Option<Job>, AppError> {
    let now = app.clock.now();
    app.db
        .write(&REACH, async move |tx| {
            let taken = statement(
                "UPDATE jobs SET attempts = attempts + 1, leased_until = $1
                 WHERE id = (SELECT id FROM jobs
                             WHERE dead_at IS NULL
                               AND (run_at <= $2 OR (attempts = 0 AND run_at = created_at)
                                    OR (attempts > 0 AND run_at > $3))
                               AND (leased_until IS NULL OR leased_until < $4 OR leased_until > $5)
                               AND (kind = ANY($6)) = $7
                             ORDER BY urgent DESC, run_at FOR UPDATE SKIP LOCKED LIMIT 1)
                 RETURNING id, kind, payload, attempts, outages",
            )
            .bind::<Timestamptz, _>(now + chrono::Duration::seconds(LEASE_SECONDS))
            .bind::<Timestamptz, _>(now)
            .bind::<Timestamptz, _>(now + chrono::Duration::seconds(LONGEST_PAUSE))
            .bind::<Timestamptz, _>(now)
            .bind::<Timestamptz, _>(now + chrono::Duration::seconds(5 * LEASE_SECONDS))
            .bind::<Array<Text>, _>(hands.slow)
            .bind::<Bool, _>(lane == Lane::Slow)
            .get_result::<Job>(tx)
            .await;
            match taken {
                Ok(job) => Ok(Some(job)),
                Err(diesel::result::Error::NotFound) => Ok(None),
                Err(error) => Err(error.into()),
            }
        })
        .await
}

async fn settle(app: &App, hands: Hands, job: Job, outcome: Result<(), Failure>) -> Result<(), AppError> {
    let now = app.clock.now();
    let (error, dead, outage) = match outcome {
        Ok(()) => {
            return app
                .db
                .write(&REACH, async move |tx| {
                    statement("DELETE FROM jobs WHERE id = $1")
                        .bind::<diesel::sql_types::Uuid, _>(job.id)
                        .execute(tx)
                        .await?;
                    Ok(())
                })
                .await;
        }
        Err(Failure::Later(error)) => (error, job.attempts - job.outages >= MOST_ATTEMPTS, false),
        Err(Failure::Outage(error)) => (error, false, true),
        Err(Failure::Never(error)) => (error, true, false),
    };
    let told = without_addresses(&error);
    tracing::warn!(job = %job.id, kind = job.kind, attempts = job.attempts, dead, error = told, "job failed");
    app.db
        .write(&REACH, async move |tx| {
            diesel::sql_query(
                "UPDATE jobs SET leased_until = NULL, last_error = $2, run_at = $3, outages = outages + $4,
                        dead_at = CASE WHEN $5 THEN $6 END WHERE id = $1",
            )
            .bind::<diesel::sql_types::Uuid, _>(job.id)
            .bind::<Text, _>(&error)
            .bind::<Timestamptz, _>(now + backoff(job.attempts))
            .bind::<Integer, _>(i32::from(outage))
            .bind::<Bool, _>(dead)
            .bind::<Timestamptz, _>(now)
            .execute(tx)
            .await?;
            if dead { (hands.give_up)(tx, now, &job, &error).await } else { Ok(()) }
        })
        .await
}

/// Turns notifications into wake-ups; connects again when the database went away.
async fn listen(url: String, wake: watch::Sender<()>) {
    while !wake.is_closed() {
        if let Ok(mut conn) = AsyncPgConnection::establish(&url).await
            && diesel::sql_query("LISTEN jobs").execute(&mut conn).await.is_ok()
        {
            let mut notifications = std::pin::pin!(conn.notifications_stream());
            while let Some(Ok(_)) = notifications.next().await {
                if wake.send(()).is_err() {
                    return;
                }
            }
        }
        tokio::time::sleep(POLL).await;
    }
}
