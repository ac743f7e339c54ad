//! Who somebody is and what they may do: sessions for browsers, short-lived tokens for programs, one policy for both.

mod hasher;
mod keys;
mod limiter;
mod sessions;
pub mod sign_in_codes;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use actix_web::dev::ServiceRequest;
use actix_web::http::header;
use chrono_tz::Tz;
use diesel::QueryableByName;
use diesel::sql_types::{Binary, Bool, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
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
use crate::platform::db::statement;
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
    /// Enrolments that were not withdrawn, each with how often its place has changed.
    pub places: BTreeMap<Uuid, i64>,
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

#[derive(QueryableByName)]
struct ActorRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    session: Option<Uuid>,
    #[diesel(sql_type = Text)]
    full_name: String,
    #[diesel(sql_type = Text)]
    lang: String,
    #[diesel(sql_type = Text)]
    time_zone: String,
    #[diesel(sql_type = Bool)]
    welcomed: bool,
    #[diesel(sql_type = Bool)]
    suspended: bool,
    #[diesel(sql_type = Jsonb)]
    grants: serde_json::Value,
    #[diesel(sql_type = Jsonb)]
    places: serde_json::Value,
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
            session: row.session,
            standing,
            name: row.full_name,
            lang: row.lang.parse().ok(),
            zone: row.time_zone.parse().unwrap_or(Tz::UTC),
            grants: serde_json::from_value(row.grants).unwrap_or_default(),
            places: serde_json::from_value(row.places).unwrap_or_default(),
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
        Some(cookie) => by_session(app, cookie.value()).await,
        None => Ok(Actor::default()),
    }
}

async fn by_session(app: &App, token: &str) -> Result<Actor, AppError> {
    let mut conn = app.db.read().await?;
    let row = statement(
        "SELECT a.id, a.full_name, a.lang, a.time_zone, a.welcomed, a.suspended, a.grants, a.places, s.id AS session
         FROM sessions s JOIN actors a ON a.id = s.person_id
         WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2",
    )
    .bind::<Binary, _>(token_hash(token))
    .bind::<Timestamptz, _>(app.clock.now())
    .get_result::<ActorRow>(&mut conn)
    .await;
    known(row)
}

async fn by_person(app: &App, person: Uuid) -> Result<Actor, AppError> {
    let mut conn = app.db.read().await?;
    let row = statement(
        "SELECT a.id, a.full_name, a.lang, a.time_zone, a.welcomed, a.suspended, a.grants, a.places,
                NULL::uuid AS session FROM actors a WHERE a.id = $1",
    )
    .bind::<SqlUuid, _>(person)
    .get_result::<ActorRow>(&mut conn)
    .await;
    known(row)
}

fn known(row: Result<ActorRow, diesel::result::Error>) -> Result<Actor, AppError> {
    match row {
        Ok(row) => Ok(row.into()),
        Err(diesel::result::Error::NotFound) => Ok(Actor::default()),
        Err(error) => Err(error.into()),
    }
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
