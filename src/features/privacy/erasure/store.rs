//! Reads about a request, for the person themselves, the job and the operator.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::accounts;
use crate::platform::auth::Role;
use crate::platform::db::Conn;
use crate::platform::db::schema::erasure_requests;
use crate::platform::web::AppError;

/// When somebody who asked for it will be erased.
pub async fn request_of(conn: &mut Conn, person: Uuid) -> Result<Option<Instant>, AppError> {
    Ok(erasure_requests::table.find(person).select(erasure_requests::due_at).first(conn).await.optional()?)
}

/// Whether nobody else could administer the server.
pub async fn is_last_admin(conn: &mut Conn, person: Uuid) -> Result<bool, AppError> {
    let roles = accounts::roles_of(conn, person).await?;
    if !roles.iter().any(|(role, _)| role == Role::Admin.name()) {
        return Ok(false);
    }
    Ok(accounts::holders(conn, Role::Admin, None).await?.iter().all(|holder| holder.id == person))
}

/// Of a place `e` in a group `c`: on day `$2` its person is in the middle of the course.
macro_rules! in_the_middle {
    () => {
        "c.ends_on >= $2
         AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)
         AND NOT EXISTS (SELECT 1 FROM completions d WHERE d.enrolment_id = e.id)"
    };
}
pub(super) use in_the_middle;

/// What somebody loses with their account.
#[derive(QueryableByName)]
pub struct Stake {
    /// Versions of the courses that they are in the middle of, the one that began first before the others.
    #[diesel(sql_type = Array<SqlUuid>)]
    pub courses: Vec<Uuid>,
    #[diesel(sql_type = BigInt)]
    pub certificates: i64,
    #[diesel(sql_type = BigInt)]
    pub roles: i64,
}

pub async fn stake_of(conn: &mut Conn, person: Uuid, now: Instant) -> Result<Stake, AppError> {
    let stake = diesel::sql_query(concat!(
        "SELECT ARRAY(SELECT c.course_version_id FROM enrolments e JOIN cohorts c ON c.id = e.cohort_id
                      WHERE e.person_id = $1 AND ",
        in_the_middle!(),
        "             ORDER BY c.starts_on) AS courses,
                (SELECT count(*) FROM certificates f WHERE f.person_id = $1) AS certificates,
                (SELECT count(*) FROM role_grants g WHERE g.person_id = $1) AS roles",
    ));
    Ok(stake.bind::<SqlUuid, _>(person).bind::<Date, _>(now.date_naive()).get_result(conn).await?)
}
