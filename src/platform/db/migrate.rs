//! Migrations, embedded in the binary, run before the server answers.

use diesel::migration::{MigrationSource, MigrationVersion};
use diesel::pg::Pg;
use diesel_async::{AsyncConnection, AsyncMigrationHarness, AsyncPgConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// A migration or the connection for it failed.
#[derive(Debug, thiserror::Error)]
#[error("migration: {0}")]
pub struct Trouble(String);

/// Which migrations have run, oldest first, and which wait.
#[derive(Debug, PartialEq, Eq)]
pub struct Status {
    pub applied: Vec<String>,
    pub pending: Vec<String>,
}

/// Runs what is pending; the names of what was run.
pub fn up(url: &str) -> Result<Vec<String>, Trouble> {
    with_harness(url, |harness| {
        let ran = harness.run_pending_migrations(MIGRATIONS).map_err(trouble)?;
        let names = names()?;
        Ok(ran.iter().map(|version| name_of(&names, version)).collect())
    })
}

/// Takes the newest migration back; its name.
pub fn down(url: &str) -> Result<String, Trouble> {
    with_harness(url, |harness| {
        let version = harness.revert_last_migration(MIGRATIONS).map_err(trouble)?;
        Ok(name_of(&names()?, &version))
    })
}

/// Tells what has run and what has not.
pub fn status(url: &str) -> Result<Status, Trouble> {
    with_harness(url, |harness| {
        let (versions, names) = (harness.applied_migrations().map_err(trouble)?, names()?);
        let mut applied: Vec<String> = versions.iter().map(|version| name_of(&names, version)).collect();
        applied.sort_unstable();
        let pending = harness.pending_migrations(MIGRATIONS).map_err(trouble)?;
        Ok(Status { applied, pending: pending.iter().map(|migration| migration.name().to_string()).collect() })
    })
}

/// Every migration this program knows, oldest first.
pub fn names() -> Result<Vec<String>, Trouble> {
    let known = MigrationSource::<Pg>::migrations(&MIGRATIONS).map_err(trouble)?;
    let mut names: Vec<String> = known.iter().map(|migration| migration.name().to_string()).collect();
    names.sort_unstable();
    Ok(names)
}

/// The folder's name of a version; of an unknown one (a newer program's) the version itself.
fn name_of(names: &[String], version: &MigrationVersion<'_>) -> String {
    let is_it = |name: &&String| {
        let head = name.split('_').next().unwrap_or_default();
        head.replace('-', "") == version.to_string()
    };
    names.iter().find(is_it).cloned().unwrap_or_else(|| version.to_string())
}

fn trouble(error: impl std::fmt::Display) -> Trouble {
    Trouble(error.to_string())
}

/// The harness blocks in place, which only a multi-threaded runtime allows: it gets one of its own, on a thread of its own.
fn with_harness<T: Send>(
    url: &str,
    work: impl FnOnce(&mut AsyncMigrationHarness<AsyncPgConnection>) -> Result<T, Trouble> + Send,
) -> Result<T, Trouble> {
    std::thread::scope(|scope| {
        scope
            .spawn(|| {
                let runtime = tokio::runtime::Builder::new_multi_thread()
                    .worker_threads(1)
                    .enable_all()
                    .build()
                    .map_err(trouble)?;
                let mut conn = runtime.block_on(AsyncPgConnection::establish(url)).map_err(trouble)?;
                // Two servers that start together on one database must not migrate together: the second waits here.
                runtime
                    .block_on(diesel_async::RunQueryDsl::execute(
                        diesel::sql_query("SELECT pg_advisory_lock(724656)"),
                        &mut conn,
                    ))
                    .map_err(trouble)?;
                let _entered = runtime.enter();
                work(&mut AsyncMigrationHarness::new(conn))
            })
            .join()
            .unwrap_or_else(|_| Err(Trouble("the migration task panicked".to_owned())))
    })
}
