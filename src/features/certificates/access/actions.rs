//! What can happen to a request. Each takes the transaction it is part of.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::store;
use crate::base::address::Email;
use crate::base::clock::Instant;
use crate::base::ids::{Uuid, new_id};
use crate::features::accounts;
use crate::features::certificates::letters;
use crate::features::certificates::store as certificates;
use crate::features::courses;
use crate::platform::config::Origin;
use crate::platform::db::schema::{lost_access_answers, lost_access_requests};
use crate::platform::db::{Conn, as_server};
use crate::platform::mail;
use crate::platform::web::AppError;

/// Requests for one certificate in 24 hours; more only fill the coordinator's mailbox.
const REQUESTS_A_DAY: i64 = 3;

/// Notes a request; `None` when the same one is open already or there were too many today.
pub async fn note(
    tx: &mut Conn,
    now: Instant,
    certificate: Uuid,
    name: &str,
    email: &Email,
) -> Result<Option<Uuid>, AppError> {
    let open = store::open_requests(tx, certificate).await?;
    let today = store::requests_since(tx, certificate, certificates::day_before(now)).await?;
    if today >= REQUESTS_A_DAY || open.iter().any(|request| request.email == email.as_str()) {
        return Ok(None);
    }
    let id = new_id();
    diesel::insert_into(lost_access_requests::table)
        .values((
            lost_access_requests::id.eq(id),
            lost_access_requests::certificate_id.eq(certificate),
            lost_access_requests::name.eq(name),
            lost_access_requests::email.eq(email.as_str()),
            lost_access_requests::at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(Some(id))
}

/// Another address for an account.
pub struct Change {
    pub person: Uuid,
    pub email: Email,
    pub by: Uuid,
    /// Whether accounts with roles may be changed too. A coordinator may not take over a colleague's account.
    pub may_touch_staff: bool,
}

/// Gives an account another address, settles the requests of all its certificates, and tells both addresses.
pub async fn change(tx: &mut Conn, now: Instant, change: Change, origin: &Origin) -> Result<(), AppError> {
    let why = "an address is one for all agencies: roles, sessions and certificates elsewhere hang on it";
    as_server(tx, why, async |tx| change_everywhere(tx, now, change, origin).await).await
}

async fn change_everywhere(tx: &mut Conn, now: Instant, change: Change, origin: &Origin) -> Result<(), AppError> {
    if !change.may_touch_staff && !accounts::roles_of(tx, change.person).await?.is_empty() {
        return Err(AppError::Conflict("error-address-of-staff"));
    }
    let before = accounts::by_id(tx, change.person).await?;
    if before.email == change.email.as_str() {
        return Err(AppError::field("email", "address-same"));
    }
    accounts::change_address(tx, now, change.person, &change.email).await?;
    courses::void_invitations(tx, now, change.person).await?;
    for held in certificates::of_person(tx, change.person).await? {
        for request in store::open_requests(tx, held.certificate.id).await? {
            answer(tx, now, request.id, change.by, request.email == change.email.as_str()).await?;
        }
    }
    mail::queue(tx, now, letters::address_gone(&before)?).await?;
    mail::queue(tx, now, letters::address_new(&before, change.email, origin)?).await?;
    Ok(())
}

/// Closes a request of this certificate without changing anything.
pub async fn refuse(tx: &mut Conn, now: Instant, certificate: Uuid, request: Uuid, by: Uuid) -> Result<(), AppError> {
    let open = store::open_requests(tx, certificate).await?;
    if !open.iter().any(|one| one.id == request) {
        return Err(AppError::NotFound);
    }
    answer(tx, now, request, by, false).await
}

async fn answer(tx: &mut Conn, now: Instant, request: Uuid, by: Uuid, granted: bool) -> Result<(), AppError> {
    diesel::insert_into(lost_access_answers::table)
        .values((
            lost_access_answers::request_id.eq(request),
            lost_access_answers::at.eq(now),
            lost_access_answers::by_person.eq(by),
            lost_access_answers::granted.eq(granted),
        ))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    Ok(())
}
