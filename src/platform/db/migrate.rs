//! Migrations, embedded in the binary, run before the server answers.

use diesel::QueryableByName;
use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::sql_types::{Bool, Text};
use diesel_async::{AsyncConnection, AsyncMigrationHarness, AsyncPgConnection, RunQueryDsl};
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
        Ok(ran.iter().map(|version| name_of(&names, &version.to_string())).collect())
    })
}

/// Takes the newest migration back; its name.
pub fn down(url: &str) -> Result<String, Trouble> {
    with_harness(url, |harness| {
        let version = harness.revert_last_migration(MIGRATIONS).map_err(trouble)?;
        Ok(name_of(&names()?, &version.to_string()))
    })
}

/// Waits for its turn to change tables and rights, for as long as the connection lives.
const TURN: &str = "SELECT pg_advisory_lock(724656)";

/// Tells what has run and what has not; any role that was let in may ask.
pub fn status(url: &str) -> Result<Status, Trouble> {
    let versions = with_connection(url, async |conn| {
        let made = "SELECT to_regclass('__diesel_schema_migrations') IS NOT NULL AS made";
        let made: Made = diesel::sql_query(made).get_result(conn).await.map_err(trouble)?;
        if !made.made {
            return Ok(Vec::new());
        }
        let versions = diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version");
        versions.load::<Version>(conn).await.map_err(trouble)
    })?;
    let names = names()?;
    let applied: Vec<String> = versions.iter().map(|row| name_of(&names, &row.version)).collect();
    let pending = names.into_iter().filter(|name| !applied.contains(name)).collect();
    Ok(Status { applied, pending })
}

#[derive(QueryableByName)]
struct Made {
    #[diesel(sql_type = Bool)]
    made: bool,
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

/// Lets the program's role work on the tables, and makes it when it is missing: after every migration and every restore.
pub fn admit(owner_url: &str, program: &str) -> Result<(), Trouble> {
    with_connection(owner_url, async |conn| {
        // Two servers that start together let it in one after the other: the database takes no two changes of one right.
        diesel::sql_query(TURN).execute(conn).await.map_err(trouble)?;
        let admit = diesel::sql_query("SELECT admit_program($1)").bind::<Text, _>(program);
        admit.execute(conn).await.map(drop).map_err(trouble)
    })
}

/// The role that connects by an address.
pub fn role_of(url: &str) -> Result<String, Trouble> {
    let address: tokio_postgres::Config = url.parse().map_err(trouble)?;
    address.get_user().map(str::to_owned).ok_or_else(|| Trouble("the database's address names no user".to_owned()))
}

/// Every migration this program knows, oldest first.
pub fn names() -> Result<Vec<String>, Trouble> {
    let known = MigrationSource::<Pg>::migrations(&MIGRATIONS).map_err(trouble)?;
    let mut names: Vec<String> = known.iter().map(|migration| migration.name().to_string()).collect();
    names.sort_unstable();
    Ok(names)
}

/// The folder's name of a version; of an unknown one (a newer program's) the version itself.
fn name_of(names: &[String], version: &str) -> String {
    let is_it = |name: &&String| {
        let head = name.split('_').next().unwrap_or_default();
        head.replace('-', "") == version
    };
    names.iter().find(is_it).cloned().unwrap_or_else(|| version.to_owned())
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
                runtime.block_on(diesel::sql_query(TURN).execute(&mut conn)).map_err(trouble)?;
                let _entered = runtime.enter();
                work(&mut AsyncMigrationHarness::new(conn))
            })
            .join()
            .unwrap_or_else(|_| Err(Trouble("the migration task panicked".to_owned())))
    })
}

/// One connection, on a thread of its own: the caller may be inside a runtime, or in none.
fn with_connection<T: Send>(
    url: &str,
    work: impl AsyncFnOnce(&mut AsyncPgConnection) -> Result<T, Trouble> + Send,
) -> Result<T, Trouble> {
    std::thread::scope(|scope| {
        scope
            .spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(trouble)?;
                runtime.block_on(async {
                    let mut conn = AsyncPgConnection::establish(url).await.map_err(trouble)?;
                    work(&mut conn).await
                })
            })
            .join()
            .unwrap_or_else(|_| Err(Trouble("the migration task panicked".to_owned())))
    })
}
