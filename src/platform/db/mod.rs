//! The database: a pool, one door for reads and one for writes.
//!
//! - A write is one transaction in a detached task: a client that goes away cannot stop it half-way, and a connection
//!   never goes back to the pool with an open transaction.
//! - Outside [`Db::write`] nothing opens a transaction or sets anything on a session.

pub mod dump;
pub mod embedded;
pub mod migrate;
#[rustfmt::skip]
pub mod schema;
pub mod snapshot;
mod statement;

use std::sync::Arc;
use std::time::Duration;

use diesel::{ConnectionError, ConnectionResult, IntoSql};
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{AsyncConnection, AsyncPgConnection, TransactionManager};
use tokio::runtime::{Handle, Runtime};

use crate::base::clock::Instant;
use crate::platform::web::AppError;

pub use self::statement::statement;

/// A connection inside or outside a transaction.
pub type Conn = AsyncPgConnection;

/// A connection for reading, which goes back to the pool when it is dropped.
pub type Reading = Object<AsyncPgConnection>;

/// How long a request waits for a free connection before it is told to come back.
const WAIT: Duration = Duration::from_secs(5);

/// The pool of connections.
#[derive(Clone)]
pub struct Db {
    pool: Pool<AsyncPgConnection>,
    /// For as long as anybody has the pool.
    _home: Arc<Home>,
}

/// The runtime that connections live on. A connection dies with the runtime it was made on, and every worker of the web
/// server has one of its own: a worker that stops would take connections away that others are using.
struct Home(Option<Runtime>);

impl Home {
    fn new() -> std::io::Result<(Self, Handle)> {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.worker_threads(1).thread_name("connections").enable_all().build()?;
        let handle = runtime.handle().clone();
        Ok((Self(Some(runtime)), handle))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // Dropped in async code, a runtime may not wait for its end.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

async fn connect(home: Handle, url: String) -> ConnectionResult<AsyncPgConnection> {
    let made = home.spawn(async move { AsyncPgConnection::establish(&url).await });
    made.await.map_err(|error| ConnectionError::BadConnection(error.to_string()))?
}

/// The pool could not be built from these settings.
#[derive(Debug, thiserror::Error)]
#[error("database pool: {0}")]
pub struct PoolTrouble(String);

impl Db {
    /// A pool of at most `size` connections to `url`; nothing connects yet.
    pub fn new(url: &str, size: usize) -> Result<Self, PoolTrouble> {
        let mut config = ManagerConfig::default();
        // `Verified` would cost a round trip per checkout; a dead connection shows at its first statement anyway.
        config.recycling_method = RecyclingMethod::Fast;
        let (home, handle) = Home::new().map_err(|error| PoolTrouble(error.to_string()))?;
        config.custom_setup = Box::new(move |url| Box::pin(connect(handle.clone(), url.to_owned())));
        let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new_with_config(url, config);
        let pool = Pool::builder(manager)
            .max_size(size)
            .wait_timeout(Some(WAIT))
            .create_timeout(Some(WAIT))
            .runtime(deadpool::Runtime::Tokio1)
            .build()
            .map_err(|error| PoolTrouble(error.to_string()))?;
        Ok(Self { pool, _home: Arc::new(home) })
    }

    /// A connection for reading.
    pub async fn read(&self) -> Result<Reading, AppError> {
        self.pool.get().await.map_err(|error| AppError::busy(error.to_string()))
    }

    /// Runs `work` in one transaction, in a task of its own that is awaited but not cancelled with the caller.
    /// An error rolls back; so does a panic, because the connection is then dropped instead of reused.
    pub async fn write<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: 'static,
        F: AsyncFnOnce(&mut Conn) -> Result<T, AppError> + 'static,
    {
        let db = self.clone();
        actix_web::rt::spawn(async move {
            let mut object = db.read().await?;
            let conn: &mut Conn = &mut object;
            transaction(conn, work).await
        })
        .await
        .map_err(AppError::internal)?
    }

    /// Runs `work`, which is one statement that is a transaction by itself, in a task of its own as [`Db::write`] does:
    /// saves of answers come by the thousand, and two round trips less are felt.
    pub async fn once<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: 'static,
        F: AsyncFnOnce(&mut Conn) -> Result<T, AppError> + 'static,
    {
        let db = self.clone();
        let task = actix_web::rt::spawn(async move { work(&mut *db.read().await?).await });
        task.await.map_err(AppError::internal)?
    }

    /// How many connections are open, and how many requests wait for one.
    pub fn load(&self) -> (usize, usize) {
        let status = self.pool.status();
        (status.size, status.waiting)
    }
}

async fn transaction<T, F>(conn: &mut Conn, work: F) -> Result<T, AppError>
where
    F: AsyncFnOnce(&mut Conn) -> Result<T, AppError>,
{
    type Manager = <Conn as AsyncConnection>::TransactionManager;
    Manager::begin_transaction(conn).await?;
    match work(conn).await {
        Ok(value) => {
            Manager::commit_transaction(conn).await?;
            Ok(value)
        }
        Err(error) => {
            // The first error is the one to tell; a failing rollback marks the connection broken by itself.
            let _ = Manager::rollback_transaction(conn).await;
            Err(error)
        }
    }
}

/// The database's own time.
pub async fn time(conn: &mut Conn) -> Result<Instant, AppError> {
    let now = diesel::select(diesel::dsl::now.into_sql::<diesel::sql_types::Timestamptz>());
    Ok(diesel_async::RunQueryDsl::get_result(now, conn).await?)
}

#[derive(diesel::QueryableByName)]
struct Times {
    #[diesel(sql_type = diesel::sql_types::Timestamptz)]
    now: Instant,
    #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::Timestamptz>)]
    newest: Option<Instant>,
}

/// The database's own time, and the newest time in the audit log: two witnesses against a wrong clock.
pub async fn clock(conn: &mut Conn) -> Result<(Instant, Option<Instant>), AppError> {
    let times: Times = diesel_async::RunQueryDsl::get_result(
        diesel::sql_query("SELECT now(), (SELECT max(at) FROM audit_log) AS newest"),
        conn,
    )
    .await?;
    Ok((times.now, times.newest))
}
