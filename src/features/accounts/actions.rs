//! What can happen to an account. Each takes the transaction it is part of.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::model::{NewPerson, Person};
use super::rules::Names;
use crate::base::address::Email;
use crate::base::clock::Instant;
use crate::base::ids::{Uuid, new_id};
use crate::base::lang::Lang;
use crate::platform::auth::{Role, end_all_sessions, sign_in_codes};
use crate::platform::db::Conn;
use crate::platform::db::schema::{passwords, persons, role_grants, suspensions};
use crate::platform::facts::{self, Fact};
use crate::platform::web::AppError;

/// The account of this address; a new one when there is none. An existing one keeps what its owner confirmed.
pub async fn add_person(tx: &mut Conn, now: Instant, new: &NewPerson) -> Result<Person, AppError> {
    diesel::insert_into(persons::table)
        .values((
            persons::id.eq(new_id()),
            persons::email.eq(new.email.as_str()),
            persons::full_name.eq(&new.full_name),
            persons::latin_name.eq(""),
            persons::lang.eq(new.lang.tag()),
            persons::country.eq(&new.country),
            persons::agency.eq(&new.agency),
            persons::created_at.eq(now),
        ))
        .on_conflict(persons::email)
        .do_nothing()
        .execute(tx)
        .await?;
    Ok(persons::table.filter(persons::email.eq(new.email.as_str())).select(Person::as_select()).first(tx).await?)
}

/// What the owner of an account says about themselves.
pub struct Profile {
    pub names: Names,
    pub lang: Lang,
    pub time_zone: String,
}

/// Keeps the confirmed names, the language and the time zone. A changed name is told: certificates carry it.
pub async fn keep_profile(tx: &mut Conn, now: Instant, person: Uuid, profile: Profile) -> Result<(), AppError> {
    let before = persons::table.find(person).select(Person::as_select()).for_update().first(tx).await?;
    let renamed = before.full_name != profile.names.full || before.latin_name != profile.names.latin;
    diesel::update(persons::table.find(person))
        .set((
            persons::full_name.eq(&profile.names.full),
            persons::latin_name.eq(&profile.names.latin),
            persons::lang.eq(profile.lang.tag()),
            persons::time_zone.eq(&profile.time_zone),
            persons::welcomed_at.eq(before.welcomed_at.or(Some(now))),
        ))
        .execute(tx)
        .await?;
    if renamed && before.welcomed_at.is_some() {
        facts::record(tx, now, &Fact::NameChanged { person }).await?;
    }
    Ok(())
}

/// Sets a password (already hashed) and ends every other session.
pub async fn set_password(
    tx: &mut Conn,
    now: Instant,
    person: Uuid,
    phc: &str,
    keep: Option<Uuid>,
) -> Result<(), AppError> {
    diesel::insert_into(passwords::table)
        .values((passwords::person_id.eq(person), passwords::phc.eq(phc), passwords::set_at.eq(now)))
        .on_conflict(passwords::person_id)
        .do_update()
        .set((passwords::phc.eq(phc), passwords::set_at.eq(now)))
        .execute(tx)
        .await?;
    end_all_sessions(tx, now, person, keep).await
}

/// Takes a password away: it may be known to somebody else, or to nobody any more.
pub async fn forget_password(tx: &mut Conn, person: Uuid) -> Result<(), AppError> {
    diesel::delete(passwords::table.find(person)).execute(tx).await?;
    Ok(())
}

/// Gives an account another address. Whoever reads the old one is out: sessions end, mailed codes die.
pub async fn change_address(tx: &mut Conn, now: Instant, person: Uuid, email: &Email) -> Result<(), AppError> {
    diesel::update(persons::table.find(person)).set(persons::email.eq(email.as_str())).execute(tx).await.map_err(
        |error| match AppError::is_unique_violation(&error, "persons_email_key") {
            true => AppError::field("email", "address-taken"),
            false => error.into(),
        },
    )?;
    sign_in_codes::void_all(tx, now, person).await?;
    end_all_sessions(tx, now, person, None).await
}

/// Gives a role; giving it twice changes nothing.
pub async fn grant_role(
    tx: &mut Conn,
    now: Instant,
    person: Uuid,
    role: Role,
    agency: Option<Uuid>,
    by: Option<Uuid>,
) -> Result<(), AppError> {
    diesel::insert_into(role_grants::table)
        .values((
            role_grants::id.eq(new_id()),
            role_grants::person_id.eq(person),
            role_grants::role.eq(role.name()),
            role_grants::agency_id.eq(agency),
            role_grants::granted_at.eq(now),
            role_grants::granted_by.eq(by),
        ))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes a role away, in every agency.
pub async fn revoke_role(tx: &mut Conn, person: Uuid, role: Role) -> Result<usize, AppError> {
    Ok(diesel::delete(role_grants::table.filter(role_grants::person_id.eq(person)))
        .filter(role_grants::role.eq(role.name()))
        .execute(tx)
        .await?)
}

/// Closes an account for now: its sessions end, and it may sign in only to be told so.
pub async fn suspend(
    tx: &mut Conn,
    now: Instant,
    person: Uuid,
    by: Option<Uuid>,
    reason: &str,
) -> Result<(), AppError> {
    diesel::insert_into(suspensions::table)
        .values((
            suspensions::person_id.eq(person),
            suspensions::at.eq(now),
            suspensions::by_person.eq(by),
            suspensions::reason.eq(reason),
        ))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    end_all_sessions(tx, now, person, None).await
}

pub async fn end_suspension(tx: &mut Conn, person: Uuid) -> Result<(), AppError> {
    diesel::delete(suspensions::table.find(person)).execute(tx).await?;
    Ok(())
}
