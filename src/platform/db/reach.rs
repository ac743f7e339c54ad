//! For whom a transaction acts. The database shows it the rows within that reach and no others, whatever a query forgets
//! to ask for: see `docs/decisions/0007-row-level-security.md`.

use std::ops::{Deref, DerefMut};

use diesel::sql_types::{Bool, Text};
use diesel_async::pooled_connection::deadpool::Object;
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use tokio::runtime::Handle;

use super::Conn;
use crate::base::ids::Uuid;
use crate::platform::web::AppError;

/// For whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// What is published, and nothing that belongs to anybody.
    Nobody,
    /// What is this person's, and what belongs to the agencies in which they hold a role; everything for who
    /// administers. The database looks the roles up itself.
    Person(Uuid),
    /// Everything, and why that is needed.
    Server(&'static str),
}

impl Reach {
    /// The statements that begin a transaction with this reach, in one round trip; none when it needs no transaction.
    pub(super) fn begins(self, begin: &str) -> Option<String> {
        match self {
            Reach::Nobody => None,
            // An id is hexadecimal digits, so it can stand in the text.
            Reach::Person(id) => Some(format!("{begin}; SELECT act_for('{id}')")),
            Reach::Server(_) => Some(format!("{begin}; SELECT set_config('portolan.reach', 'server', true)")),
        }
    }
}

/// A connection that is closed when it is dropped, unless it was said to be fit for the next one.
pub struct Held(Option<Object<AsyncPgConnection>>);

impl Held {
    pub(super) fn new(object: Object<AsyncPgConnection>) -> Self {
        Self(Some(object))
    }

    pub(super) fn conn(&mut self) -> Result<&mut Conn, AppError> {
        self.0.as_deref_mut().ok_or_else(|| AppError::internal("the connection was given back"))
    }

    /// Into the pool: nothing is open on it.
    pub(super) fn give_back(mut self) {
        drop(self.0.take());
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(object) = self.0.take() {
            drop(Object::take(object));
        }
    }
}

/// A connection for reading. When it is dropped its transaction is ended beside the request, and only then does it go
/// back to the pool; so also when the request was given up in the middle.
pub struct Reading {
    object: Option<Object<AsyncPgConnection>>,
    home: Handle,
    /// A transaction is open, or may be.
    open: bool,
}

impl Reading {
    pub(super) fn plain(object: Object<AsyncPgConnection>, home: Handle) -> Self {
        Self { object: Some(object), home, open: false }
    }

    pub(super) async fn begin(object: Object<AsyncPgConnection>, home: Handle, begin: &str) -> Result<Self, AppError> {
        // Open before it begins: whoever asks may go away while it does.
        let mut reading = Self { object: Some(object), home, open: true };
        reading.batch_execute(begin).await?;
        Ok(reading)
    }
}

impl Deref for Reading {
    type Target = Conn;

    #[expect(clippy::expect_used, reason = "the connection leaves a reading only when it is dropped")]
    fn deref(&self) -> &Conn {
        self.object.as_deref().expect("a reading has its connection")
    }
}

impl DerefMut for Reading {
    #[expect(clippy::expect_used, reason = "the connection leaves a reading only when it is dropped")]
    fn deref_mut(&mut self) -> &mut Conn {
        self.object.as_deref_mut().expect("a reading has its connection")
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        let Some(object) = self.object.take().filter(|_| self.open) else { return };
        let mut held = Held::new(object);
        self.home.spawn(async move {
            let ended = match held.conn() {
                Ok(conn) => conn.batch_execute("ROLLBACK").await.is_ok(),
                Err(_) => false,
            };
            if ended {
                held.give_back();
            }
        });
    }
}

/// Runs `work` with everything within reach, inside somebody's transaction, and puts their reach back: for what an act
/// of theirs causes beyond what they may see. `why` stands at the call for whoever reads it.
pub async fn as_server<T>(
    tx: &mut Conn,
    _why: &'static str,
    work: impl AsyncFnOnce(&mut Conn) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let before = diesel::sql_query("SELECT coalesce(current_setting('portolan.reach', true), '') AS reach");
    let before: Before = before.get_result(tx).await?;
    tx.batch_execute("SELECT set_config('portolan.reach', 'server', true)").await?;
    let outcome = work(tx).await;
    let back = diesel::sql_query("SELECT set_config('portolan.reach', $1, true)").bind::<Text, _>(before.reach);
    match (back.execute(tx).await, outcome) {
        (Ok(_), outcome) => outcome,
        // After an error of the database nothing more can be said in this transaction: nothing more is done in it.
        (Err(_), Err(error)) => Err(error),
        (Err(error), Ok(_)) => Err(error.into()),
    }
}

#[derive(diesel::QueryableByName)]
struct Before {
    #[diesel(sql_type = Text)]
    reach: String,
}

/// What the role of a connection may do that the program's may not.
#[derive(diesel::QueryableByName)]
struct Role {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    superuser: bool,
    #[diesel(sql_type = Bool)]
    bypasses: bool,
    #[diesel(sql_type = Bool)]
    owns: bool,
    #[diesel(sql_type = Bool)]
    admitted: bool,
}

const ROLE: &str = "
    SELECT r.rolname::text AS name, r.rolsuper AS superuser, r.rolbypassrls AS bypasses,
           EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
                   AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owns,
           coalesce(has_table_privilege(r.oid, to_regclass('persons'), 'SELECT'), false) AS admitted
    FROM pg_roles r WHERE r.rolname = current_user";

/// Refuses a role that row-level security does not hold, in words that say what to do.
pub async fn check_program(conn: &mut Conn) -> Result<(), String> {
    let role: Role = diesel::sql_query(ROLE).get_result(conn).await.map_err(|error| error.to_string())?;
    let name = &role.name;
    let fault = match role {
        Role { superuser: true, .. } => "is a superuser, whom row-level security does not hold",
        Role { bypasses: true, .. } => "may bypass row-level security",
        Role { owns: true, .. } => "owns the tables, so row-level security does not hold it",
        Role { admitted: false, .. } => {
            return Err(format!(
                "the role {name} of database-url was not let in; set database-owner-url and run: portolan migrate up"
            ));
        }
        _ => return Ok(()),
    };
    Err(format!(
        "the role {name} of database-url {fault}; name this one in database-owner-url, and in database-url one that \
         owns nothing, made by: CREATE ROLE portolan_app LOGIN PASSWORD '…'"
    ))
}
