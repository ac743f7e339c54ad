//! Browser sessions: an opaque token in a cookie, its hash in the database, revocable at once.

use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::base::clock::Instant;
use crate::base::ids::{Uuid, new_id};
use crate::platform::db::Conn;
use crate::platform::db::schema::sessions;
use crate::platform::secret::{new_token, token_hash};
use crate::platform::web::AppError;

/// A session ends after two weeks: a course's length, so that a phone is not asked in the middle.
pub const SESSION_SECONDS: i64 = 14 * 24 * 3600;

/// Opens a session; the token for the cookie. Each sign-in gets a new one, so none can be planted before.
pub async fn start_session(tx: &mut Conn, now: Instant, person: Uuid) -> Result<String, AppError> {
    let token = new_token();
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(new_id()),
            sessions::token_hash.eq(token_hash(&token)),
            sessions::person_id.eq(person),
            sessions::created_at.eq(now),
            sessions::expires_at.eq(now + Duration::seconds(SESSION_SECONDS)),
        ))
        .execute(tx)
        .await?;
    Ok(token)
}

pub async fn end_session(tx: &mut Conn, now: Instant, session: Uuid) -> Result<(), AppError> {
    diesel::update(sessions::table.find(session).filter(sessions::ended_at.is_null()))
        .set(sessions::ended_at.eq(now))
        .execute(tx)
        .await?;
    Ok(())
}

/// Ends every session of a person, but the one to keep: after a new password, a suspension.
pub async fn end_all_sessions(tx: &mut Conn, now: Instant, person: Uuid, keep: Option<Uuid>) -> Result<(), AppError> {
    diesel::update(
        sessions::table
            .filter(sessions::person_id.eq(person))
            .filter(sessions::ended_at.is_null())
            .filter(sessions::id.ne(keep.unwrap_or_else(Uuid::nil))),
    )
    .set(sessions::ended_at.eq(now))
    .execute(tx)
    .await?;
    Ok(())
}
