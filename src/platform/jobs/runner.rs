//! The runner: takes due jobs one at a time under a lease, so that several processes can share one table.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use diesel::sql_types::{Text, Timestamptz};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use futures_util::StreamExt;

use super::{Failure, Job, MOST_ATTEMPTS, backoff};
use crate::platform::App;
use crate::platform::web::AppError;

/// Runs one job; `features` provides it.
pub type Dispatch = fn(App, Job) -> Pin<Box<dyn Future<Output = Result<(), Failure>>>>;

/// A job whose runner died is taken again after this time. Longer than any job takes.
const LEASE_SECONDS: i64 = 120;
/// Without a wake-up call the runner looks by itself this often: for jobs whose time has come.
const POLL: Duration = Duration::from_secs(2);

/// Runs jobs until the application drains. `url` is for the connection that listens for wake-up calls.
pub async fn start(app: App, url: String, dispatch: Dispatch) {
    let (wake, mut woken) = tokio::sync::mpsc::channel::<()>(1);
    actix_web::rt::spawn(listen(url, wake));
    while !app.is_draining() {
        match run_due(&app, dispatch).await {
            Ok(_) => {}
            Err(error) => tracing::warn!(cause = error.cause(), "the job runner could not reach the database"),
        }
        let _ = tokio::time::timeout(POLL, woken.recv()).await;
    }
}

/// Runs everything that is due now; how many runs that were.
pub async fn run_due(app: &App, dispatch: Dispatch) -> Result<usize, AppError> {
    let mut runs = 0;
    while !app.is_draining() {
        let Some(job) = take(app).await? else { break };
        runs += 1;
        let outcome = dispatch(app.clone(), job.clone()).await;
        settle(app, job, outcome).await?;
    }
    Ok(runs)
}

async fn take(app: &App) -> Result<Option<Job>, AppError> {
    let now = app.clock.now();
    app.db
        .write(async move |tx| {
            let taken = diesel::sql_query(
                "UPDATE jobs SET attempts = attempts + 1, leased_until = $2
                 WHERE id = (SELECT id FROM jobs
                             WHERE dead_at IS NULL AND run_at <= $1 AND (leased_until IS NULL OR leased_until < $1)
                             ORDER BY run_at FOR UPDATE SKIP LOCKED LIMIT 1)
                 RETURNING id, kind, payload, attempts",
            )
            .bind::<Timestamptz, _>(now)
            .bind::<Timestamptz, _>(now + chrono::Duration::seconds(LEASE_SECONDS))
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

async fn settle(app: &App, job: Job, outcome: Result<(), Failure>) -> Result<(), AppError> {
    let now = app.clock.now();
    let (error, dead) = match outcome {
        Ok(()) => {
            return app
                .db
                .write(async move |tx| {
                    diesel::sql_query("DELETE FROM jobs WHERE id = $1")
                        .bind::<diesel::sql_types::Uuid, _>(job.id)
                        .execute(tx)
                        .await?;
                    Ok(())
                })
                .await;
        }
        Err(Failure::Later(error)) => (error, job.attempts >= MOST_ATTEMPTS),
        Err(Failure::Outage(error)) => (error, false),
        Err(Failure::Never(error)) => (error, true),
    };
    tracing::warn!(job = %job.id, kind = job.kind, attempts = job.attempts, dead, error, "job failed");
    app.db
        .write(async move |tx| {
            diesel::sql_query(
                "UPDATE jobs SET leased_until = NULL, last_error = $2, run_at = $3,
                        dead_at = CASE WHEN $4 THEN $5 END WHERE id = $1",
            )
            .bind::<diesel::sql_types::Uuid, _>(job.id)
            .bind::<Text, _>(error)
            .bind::<Timestamptz, _>(now + backoff(job.attempts))
            .bind::<diesel::sql_types::Bool, _>(dead)
            .bind::<Timestamptz, _>(now)
            .execute(tx)
            .await?;
            Ok(())
        })
        .await
}

/// Turns notifications into wake-ups; connects again when the database went away.
async fn listen(url: String, wake: tokio::sync::mpsc::Sender<()>) {
    while !wake.is_closed() {
        if let Ok(mut conn) = AsyncPgConnection::establish(&url).await
            && diesel::sql_query("LISTEN jobs").execute(&mut conn).await.is_ok()
        {
            let mut notifications = std::pin::pin!(conn.notifications_stream());
            while let Some(Ok(_)) = notifications.next().await {
                if let Err(tokio::sync::mpsc::error::TrySendError::Closed(())) = wake.try_send(()) {
                    return;
                }
            }
        }
        tokio::time::sleep(POLL).await;
    }
}
