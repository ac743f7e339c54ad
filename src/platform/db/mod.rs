//! The database: a pool, one door for reads and one for writes. Both ask for whom: see [`Reach`].
//!
//! - A write is one transaction in a detached task: a client that goes away cannot stop it half-way.
//! - A read that acts for somebody is one read-only transaction, ended when its [`Reading`] is dropped.
//! - A connection never goes back to the pool with an open transaction: with one that may be open it is closed instead.
//! - Outside these doors nothing opens a transaction or sets anything on a session.

pub mod dump;
pub mod embedded;
pub mod migrate;
mod reach;
#[rustfmt::skip]
pub mod schema;
pub mod snapshot;
mod statement;

use std::cell::RefCell;
use std::sync::{Arc, Weak};
use std::time::Duration;

use deadpool::managed::{QueueMode, Timeouts};
use diesel::{ConnectionError, ConnectionResult, IntoSql};
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{AnsiTransactionManager, AsyncConnection, AsyncPgConnection, TransactionManager};
use tokio::runtime::{Handle, Runtime};

use crate::base::clock::Instant;
use crate::platform::web::AppError;

pub use self::reach::{Held, Reach, Reading, as_server, check_program};
pub use self::statement::statement;

/// A connection inside or outside a transaction.
pub type Conn = AsyncPgConnection;

/// How long a request waits for a free connection before it is told to come back.
const WAIT: Duration = Duration::from_secs(5);
/// How long the making of one may take.
const CREATE: Duration = Duration::from_secs(5);

/// The pool of connections.
#[derive(Clone)]
pub struct Db {
    url: Arc<str>,
    shared: Site,
    /// For as long as anybody has the pool.
    keeper: Arc<Home>,
}

/// Connections, and the runtime that they live on, where they are also made ready for the next one.
#[derive(Clone)]
struct Site {
    pool: Pool<AsyncPgConnection>,
    home: Handle,
}

thread_local! {
    /// A worker's own connections: see [`Db::settle`].
    static OWN: RefCell<Option<(Weak<Home>, Site)>> = const { RefCell::new(None) };
}

/// The runtime that shared connections live on. A connection dies with the runtime it was made on, and every worker of the
/// web server has one of its own: a worker that stops would take connections away that others are using.
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

impl Site {
    async fn get(&self, wait: Duration) -> Result<Object<AsyncPgConnection>, AppError> {
        let timeouts = Timeouts { wait: Some(wait), create: Some(CREATE), recycle: None };
        self.pool.timeout_get(&timeouts).await.map_err(|error| AppError::busy(error.to_string()))
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
        let (home, handle) = Home::new().map_err(|error| PoolTrouble(error.to_string()))?;
        let runtime = handle.clone();
        let pool = pool(url, size, |config| {
            config.custom_setup = Box::new(move |url| Box::pin(connect(runtime.clone(), url.to_owned())));
        })?;
        Ok(Self { url: url.into(), shared: Site { pool, home: handle }, keeper: Arc::new(home) })
    }

    /// Gives the worker that this thread is `size` connections of its own: they live on its runtime and end with it, and
    /// what it asks of them needs no other thread. When they are all in use it takes shared ones.
    pub fn settle(&self, size: usize) -> Result<(), PoolTrouble> {
        let own = Site { pool: pool(&self.url, size, |_| ())?, home: Handle::current() };
        OWN.set(Some((Arc::downgrade(&self.keeper), own)));
        Ok(())
    }

    /// This thread's own connections, when it has some to this database.
    fn own(&self) -> Option<Site> {
        OWN.with_borrow(|own| {
            let (of, site) = own.as_ref()?;
            std::ptr::eq(of.as_ptr(), Arc::as_ptr(&self.keeper)).then(|| site.clone())
        })
    }

    /// A connection for reading what is within reach. For nobody it costs nothing: without a transaction there is no
    /// reach, and what belongs to somebody is not there.
    pub async fn read(&self, reach: &Reach) -> Result<Reading, AppError> {
        let (object, home) = self.get().await?;
        match reach.begins("BEGIN READ ONLY") {
            Some(begin) => Reading::begin(object, home, &begin).await,
            None => Ok(Reading::plain(object, home)),
        }
    }

    async fn get(&self) -> Result<(Object<AsyncPgConnection>, Handle), AppError> {
        if let Some(own) = self.own()
            && let Ok(object) = own.get(Duration::ZERO).await
        {
            return Ok((object, own.home));
        }
        Ok((self.shared.get(WAIT).await?, self.shared.home.clone()))
    }

    /// Runs `work` in one transaction, in a task of its own that is awaited but not cancelled with the caller.
    /// An error rolls back; a panic closes the connection.
    pub async fn write<T, F>(&self, reach: &Reach, work: F) -> Result<T, AppError>
    where
        T: 'static,
        F: AsyncFnOnce(&mut Conn) -> Result<T, AppError> + 'static,
    {
        let db = self.clone();
        let begin = reach.begins("BEGIN").unwrap_or_else(|| "BEGIN".to_owned());
        actix_web::rt::spawn(async move {
            let mut held = Held::new(db.get().await?.0);
            let outcome = transaction(held.conn()?, &begin, work).await;
            match outcome {
                Ended::Cleanly(outcome) => {
                    held.give_back();
                    outcome
                }
                Ended::Unsure(error) => Err(error),
            }
        })
        .await
        .map_err(AppError::internal)?
    }

    /// Runs `work` where the connections live, whatever becomes of who asked for it.
    pub fn aside(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.shared.home.spawn(work);
    }

    /// How many shared connections are open, and how many requests wait for one.
    pub fn load(&self) -> (usize, usize) {
        let status = self.shared.pool.status();
        (status.size, status.waiting)
    }
}

fn pool(
    url: &str,
    size: usize,
    change: impl FnOnce(&mut ManagerConfig<AsyncPgConnection>),
) -> Result<Pool<AsyncPgConnection>, PoolTrouble> {
    let mut config = ManagerConfig::default();
    // `Verified` would cost a round trip per checkout; a dead connection shows at its first statement anyway.
    config.recycling_method = RecyclingMethod::Fast;
    change(&mut config);
    let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new_with_config(url, config);
    Pool::builder(manager)
        .max_size(size)
        // The connection that was used last: what its process knows is still warm.
        .queue_mode(QueueMode::Lifo)
        .runtime(deadpool::Runtime::Tokio1)
        .build()
        .map_err(|error| PoolTrouble(error.to_string()))
}

/// How a transaction ended.
enum Ended<T> {
    /// The connection is as it was before.
    Cleanly(Result<T, AppError>),
    /// It may still be open.
    Unsure(AppError),
}

async fn transaction<T, F>(conn: &mut Conn, begin: &str, work: F) -> Ended<T>
where
    F: AsyncFnOnce(&mut Conn) -> Result<T, AppError>,
{
    type Manager = <Conn as AsyncConnection>::TransactionManager;
    if let Err(error) = AnsiTransactionManager::begin_transaction_sql(conn, begin).await {
        return Ended::Unsure(error.into());
    }
    match work(conn).await {
        Ok(value) => match Manager::commit_transaction(conn).await {
            Ok(()) => Ended::Cleanly(Ok(value)),
            Err(error) => Ended::Unsure(error.into()),
        },
        // The first error is the one to tell, whatever becomes of the rollback.
        Err(error) => match Manager::rollback_transaction(conn).await {
            Ok(()) => Ended::Cleanly(Err(error)),
            Err(_) => Ended::Unsure(error),
        },
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
