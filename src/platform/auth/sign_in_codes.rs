//! Sign-in by a mailed code of 8 characters (36 bits): lives 15 minutes, dies after five wrong tries, works once.

use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::base::clock::Instant;
use crate::base::codes;
use crate::base::ids::{Uuid, new_id};
use crate::platform::db::Conn;
use crate::platform::db::schema::sign_in_codes;
use crate::platform::secret::{Secret, same};
use crate::platform::web::AppError;

const MINUTES: i64 = 15;
const MOST_TRIES: i32 = 5;
pub const LENGTH: usize = 8;

/// What is kept of a code: keyed, because 36 bits alone could be tried out offline.
pub fn hash(secret: &Secret, person: Uuid, code: &str) -> Vec<u8> {
    secret.mac("sign-in-code", format!("{person}:{code}").as_bytes()).to_vec()
}

/// Makes a code for a person; the text to mail.
pub async fn create(tx: &mut Conn, secret: &Secret, now: Instant, person: Uuid) -> Result<String, AppError> {
    let code = codes::random(LENGTH);
    diesel::insert_into(sign_in_codes::table)
        .values((
            sign_in_codes::id.eq(new_id()),
            sign_in_codes::person_id.eq(person),
            sign_in_codes::code_hash.eq(hash(secret, person, &code)),
            sign_in_codes::created_at.eq(now),
            sign_in_codes::expires_at.eq(now + Duration::minutes(MINUTES)),
        ))
        .execute(tx)
        .await?;
    Ok(code)
}

/// Takes a code: true once, when it is the newest of this person, in time, and not tried too often.
/// A wrong try is counted; the caller must commit either way.
pub async fn redeem(tx: &mut Conn, secret: &Secret, now: Instant, person: Uuid, typed: &str) -> Result<bool, AppError> {
    let newest = sign_in_codes::table
        .filter(sign_in_codes::person_id.eq(person))
        .order(sign_in_codes::created_at.desc())
        .select((sign_in_codes::id, sign_in_codes::code_hash, sign_in_codes::tries))
        .filter(sign_in_codes::used_at.is_null())
        .filter(sign_in_codes::expires_at.gt(now))
        .for_update()
        .first::<(Uuid, Vec<u8>, i32)>(tx)
        .await
        .optional()?;
    let Some((id, stored, tries)) = newest else { return Ok(false) };
    let fits = tries < MOST_TRIES && same(&stored, &hash(secret, person, &codes::normalise(typed)));
    let used = fits.then_some(now);
    diesel::update(sign_in_codes::table.find(id))
        .set((sign_in_codes::tries.eq(tries + 1), sign_in_codes::used_at.eq(used)))
        .execute(tx)
        .await?;
    Ok(fits)
}

/// Makes every open code of a person useless: it was mailed to an address that is theirs no more.
pub async fn void_all(tx: &mut Conn, now: Instant, person: Uuid) -> Result<(), AppError> {
    diesel::update(sign_in_codes::table.filter(sign_in_codes::person_id.eq(person)))
        .filter(sign_in_codes::used_at.is_null())
        .set(sign_in_codes::used_at.eq(now))
        .execute(tx)
        .await?;
    Ok(())
}
