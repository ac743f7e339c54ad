//! Who somebody is and what they may do: sessions for browsers, short-lived tokens for programs, one policy for both.

mod hasher;
mod keys;
mod limiter;
mod sessions;
pub mod sign_in_codes;
mod tokens;

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use actix_web::dev::ServiceRequest;
use actix_web::http::header;
use chrono_tz::Tz;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Binary, Jsonb, Nullable, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

pub use hasher::Hasher;
pub use keys::{Key, Keys, Purpose};
pub use limiter::{Check, Limiter};
pub use sessions::{SESSION_SECONDS, end_all_sessions, end_session, start_session};
pub use tokens::{TOKEN_SECONDS, issue as issue_token};

use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::platform::App;
use crate::platform::db::{Conn, Reach, statement};
use crate::platform::memory::Thing;
use crate::platform::secret::token_hash;
use crate::platform::web::AppError;

/// A role held in a training agency, or everywhere (admins).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Instructor,
    Coordinator,
    Admin,
}

impl Role {
    pub fn name(self) -> &'static str {
        match self {
            Role::Instructor => "instructor",
            Role::Coordinator => "coordinator",
            Role::Admin => "admin",
        }
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "instructor" => Ok(Role::Instructor),
            "coordinator" => Ok(Role::Coordinator),
            "admin" => Ok(Role::Admin),
            _ => Err("a role is one of: instructor, coordinator, admin".to_owned()),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub agency: Option<Uuid>,
}

/// How far somebody has come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    #[default]
    Nobody,
    /// Signed in, but has not confirmed the name for the certificate yet.
    Unwelcomed,
    Suspended,
    SignedIn,
}

/// The person (or nobody) behind a request.
#[derive(Clone, Debug, Default)]
pub struct Actor {
    pub id: Option<Uuid>,
    /// The browser session; none for programs.
    pub session: Option<Uuid>,
    pub standing: Standing,
    pub name: String,
    pub lang: Option<Lang>,
    pub zone: Tz,
    pub grants: Vec<Grant>,
    /// Enrolments that were not withdrawn.
    pub places: BTreeSet<Uuid>,
    /// How often something has changed that this person's pages are made from.
    pub changes: i64,
    /// The newest save of the sitting that the address names, 0 when there is none.
    pub newest_save: i64,
}

/// Whose a session is: that never changes. Whether it lasts, only the database can tell.
#[derive(Clone, Debug)]
pub struct Bearer {
    pub token_hash: Arc<[u8]>,
    pub session: Uuid,
    pub person: Uuid,
}

impl Thing for Actor {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.name.len() + self.grants.len() * size_of::<Grant>() + self.places.len() * 32
    }
}

impl Thing for Bearer {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.token_hash.len()
    }
}

impl Actor {
    pub fn holds(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Agencies in which the role is held.
    pub fn agencies(&self, role: Role) -> Vec<Uuid> {
        let held = self.grants.iter().filter(|grant| grant.role == role).filter_map(|grant| grant.agency);
        held.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// What the database lets this person's requests see.
    pub fn reach(&self) -> Reach {
        self.id.map_or(Reach::Nobody, Reach::Person)
    }

    /// Has a place in a course.
    pub fn learns(&self) -> bool {
        !self.places.is_empty()
    }

    pub fn is_admin(&self) -> bool {
        self.holds(Role::Admin)
    }
}

/// What a page lets somebody do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Public,
    /// Ends any session.
    Leave,
    /// Confirms the name and the language.
    Arrive,
    /// Takes courses: every person who is signed in may, and sees only their own.
    Learn,
    Grade,
    /// Reads how courses are held: whoever teaches or runs them.
    ReadPlans,
    RunCourse,
    /// Sees how a group gets on: who teaches it, and who runs its course.
    Follow,
    Administer,
}

/// The policy, whole. Which objects somebody sees is the second check, in each feature's `visible_to`.
pub fn allows(actor: &Actor, act: Act) -> bool {
    let signed_in = actor.standing == Standing::SignedIn;
    match act {
        Act::Public => true,
        Act::Leave => actor.standing != Standing::Nobody,
        Act::Arrive => signed_in || actor.standing == Standing::Unwelcomed,
        Act::Learn => signed_in,
        Act::Grade => signed_in && (actor.holds(Role::Instructor) || actor.is_admin()),
        Act::RunCourse => signed_in && (actor.holds(Role::Coordinator) || actor.is_admin()),
        Act::ReadPlans | Act::Follow => allows(actor, Act::Grade) || allows(actor, Act::RunCourse),
        Act::Administer => signed_in && actor.is_admin(),
    }
}

/// Declares a need: the type for a guard, the act, the word in the route inventory.
macro_rules! need {
    ($($(#[$doc:meta])* $name:ident = $act:ident, $word:literal;)*) => {$(
        $(#[$doc])*
        pub struct $name;
        impl crate::platform::web::Need for $name {
            const ACT: Act = Act::$act;
            const NAME: &'static str = $word;
        }
    )*};
}

/// The needs that pages name.
pub mod needs {
    use super::Act;

    need! {
        /// Open to everybody.
        Public = Public, "public";
        /// Has a session of any kind.
        Leave = Leave, "leave";
        /// Has come in by invitation and may confirm the name.
        Arrive = Arrive, "arrive";
        /// Is signed in.
        Learn = Learn, "learn";
        /// May grade.
        Grade = Grade, "grade";
        /// May read how courses are held.
        ReadPlans = ReadPlans, "read-plans";
        /// May run courses.
        RunCourse = RunCourse, "run-course";
        /// May see how groups get on.
        Follow = Follow, "follow";
        /// May administer the server.
        Administer = Administer, "administer";
    }
}

/// A row of the view `actors`.
#[derive(Deserialize)]
struct ActorRow {
    id: Uuid,
    full_name: String,
    lang: String,
    time_zone: String,
    welcomed: bool,
    suspended: bool,
    grants: Vec<Grant>,
    places: BTreeSet<Uuid>,
}

impl From<ActorRow> for Actor {
    fn from(row: ActorRow) -> Self {
        let standing = match (row.suspended, row.welcomed) {
            (true, _) => Standing::Suspended,
            (false, false) => Standing::Unwelcomed,
            (false, true) => Standing::SignedIn,
        };
        Actor {
            id: Some(row.id),
            session: None,
            standing,
            name: row.full_name,
            lang: row.lang.parse().ok(),
            zone: row.time_zone.parse().unwrap_or(Tz::UTC),
            grants: row.grants,
            places: row.places,
            changes: 0,
            newest_save: 0,
        }
    }
}

/// Finds out who is asking: by session cookie on pages, by bearer token in the API, never by the other.
pub async fn resolve(app: &App, request: &ServiceRequest) -> Result<Actor, AppError> {
    if request.path().starts_with("/api/") {
        let bearer = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some(token) = bearer.and_then(|value| value.strip_prefix("Bearer ")) else { return Ok(Actor::default()) };
        let person = tokens::verify(app, token)?;
        return by_person(app, person).await;
    }
    let name = crate::platform::web::session_cookie(&app.config);
    match request.cookie(name) {
        Some(cookie) => by_session(app, &token_hash(cookie.value()), sitting_named(request.path())).await,
        None => Ok(Actor::default()),
    }
}

/// The sitting that a path names, of which one statement brings the newest save as well.
fn sitting_named(path: &str) -> Option<Uuid> {
    path.strip_prefix("/attempts/")?.split('/').next()?.parse().ok()
}

/// Whose session a request says it is, when that is known from before: for what proves in its own statement that the
/// session lasts.
pub fn presume(app: &App, request: &ServiceRequest) -> Option<Bearer> {
    let cookie = request.cookie(crate::platform::web::session_cookie(&app.config))?;
    let hash = token_hash(cookie.value());
    let (_, bearer) = app.memory.recall::<Bearer>(place_of(&hash))?;
    (*bearer.token_hash == *hash).then(|| (*bearer).clone())
}

/// Where a session is remembered. Its token is random, so a part of its hash tells it from all others; the whole is
/// compared.
fn place_of(hash: &[u8]) -> Uuid {
    Uuid::from_slice(hash.get(..16).unwrap_or_default()).unwrap_or_default()
}

// Asked before it is known for whom: by functions of the database's owner, which answer about this one person.

#[derive(QueryableByName)]
struct Holder {
    #[diesel(sql_type = Nullable<SqlUuid>)]
    session: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    person: Option<Uuid>,
    #[diesel(sql_type = Nullable<BigInt>)]
    changes: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    newest: Option<i64>,
}

/// Whoever holds a session, by the hash of its token; nobody when it is over.
pub async fn by_session(app: &App, token_hash: &[u8], sitting: Option<Uuid>) -> Result<Actor, AppError> {
    let mut conn = app.db.read(&Reach::Nobody).await?;
    let holder: Holder = statement("SELECT session, person, changes, newest FROM who_asks($1, $2, $3)")
        .bind::<Binary, _>(token_hash)
        .bind::<Timestamptz, _>(app.clock.now())
        .bind::<Nullable<SqlUuid>, _>(sitting)
        .get_result(&mut *conn)
        .await?;
    if let (Some(session), Some(person)) = (holder.session, holder.person)
        && app.memory.recall::<Bearer>(place_of(token_hash)).is_none()
    {
        app.memory.keep(place_of(token_hash), 0, Arc::new(Bearer { token_hash: token_hash.into(), session, person }));
    }
    known(app, &mut conn, holder).await
}

async fn by_person(app: &App, person: Uuid) -> Result<Actor, AppError> {
    let mut conn = app.db.read(&Reach::Nobody).await?;
    let holder: Holder = statement(
        "SELECT NULL::uuid AS session, $1 AS person, changes_of_person($2) AS changes, NULL::bigint AS newest",
    )
    .bind::<SqlUuid, _>(person)
    .bind::<SqlUuid, _>(person)
    .get_result(&mut *conn)
    .await?;
    known(app, &mut conn, holder).await
}

#[derive(QueryableByName)]
struct Asked {
    #[diesel(sql_type = Nullable<Jsonb>)]
    actor: Option<serde_json::Value>,
}

/// Somebody as permission sees them, remembered while nothing of theirs changes.
async fn known(app: &App, conn: &mut Conn, holder: Holder) -> Result<Actor, AppError> {
    let (Some(person), Some(changes)) = (holder.person, holder.changes) else { return Ok(Actor::default()) };
    let remembered = app.memory.recall::<Actor>(person).filter(|(then, _)| *then == changes);
    let actor = match remembered {
        Some((_, actor)) => actor,
        None => {
            let asked = statement("SELECT actor_of_person($1) AS actor").bind::<SqlUuid, _>(person);
            let asked: Asked = asked.get_result(conn).await?;
            let Some(row) = asked.actor else { return Ok(Actor::default()) };
            let row: ActorRow = serde_json::from_value(row).map_err(AppError::internal)?;
            let actor = Arc::new(Actor { changes, ..row.into() });
            app.memory.keep(person, changes, Arc::clone(&actor));
            actor
        }
    };
    let newest_save = holder.newest.unwrap_or_default();
    Ok(Actor { session: holder.session, newest_save, ..(*actor).clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(standing: Standing, role: Option<Role>) -> Actor {
        let grants = role.map(|role| Grant { role, agency: Some(Uuid::nil()) }).into_iter().collect();
        Actor { id: Some(Uuid::nil()), standing, grants, ..Actor::default() }
    }

    #[test]
    fn a_role_counts_only_when_signed_in() {
        for standing in [Standing::Nobody, Standing::Unwelcomed, Standing::Suspended] {
            let admin = actor(standing, Some(Role::Admin));
            for act in [Act::Learn, Act::Grade, Act::ReadPlans, Act::Follow, Act::RunCourse, Act::Administer] {
                assert!(!allows(&admin, act), "{standing:?} {act:?}");
            }
        }
        assert!(allows(&actor(Standing::SignedIn, Some(Role::Instructor)), Act::Grade));
        assert!(!allows(&actor(Standing::SignedIn, Some(Role::Instructor)), Act::RunCourse));
        assert!(!allows(&actor(Standing::SignedIn, None), Act::Grade));
        assert!(allows(&actor(Standing::Suspended, None), Act::Leave));
    }
}
