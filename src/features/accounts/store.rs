//! Reads of accounts.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::model::Person;
use crate::base::address::Email;
use crate::base::ids::Uuid;
use crate::platform::auth::Role;
use crate::platform::db::Conn;
use crate::platform::db::schema::{passwords, persons, role_grants, suspensions};
use crate::platform::web::AppError;

/// The account with this address.
pub async fn by_email(conn: &mut Conn, email: &Email) -> Result<Option<Person>, AppError> {
    let found = persons::table.filter(persons::email.eq(email.as_str())).select(Person::as_select()).first(conn).await;
    Ok(found.optional()?)
}

/// Whether there is any account: a new server has none.
pub async fn anybody(conn: &mut Conn) -> Result<bool, AppError> {
    Ok(diesel::select(exists(persons::table.select(persons::id))).get_result(conn).await?)
}

/// A person by id: for acts on oneself, and for features that have checked who may see whom.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Person, AppError> {
    Ok(persons::table.find(id).select(Person::as_select()).first(conn).await?)
}

/// Persons by id, for features that have checked who may see whom.
pub async fn by_ids(conn: &mut Conn, ids: &[Uuid]) -> Result<Vec<Person>, AppError> {
    Ok(persons::table.filter(persons::id.eq_any(ids)).select(Person::as_select()).load(conn).await?)
}

/// The stored hash of an account's password.
pub async fn password_hash(conn: &mut Conn, person: Uuid) -> Result<Option<String>, AppError> {
    Ok(passwords::table.find(person).select(passwords::phc).first(conn).await.optional()?)
}

pub async fn has_password(conn: &mut Conn, person: Uuid) -> Result<bool, AppError> {
    Ok(password_hash(conn, person).await?.is_some())
}

/// `(role, agency)` of each grant.
pub async fn roles_of(conn: &mut Conn, person: Uuid) -> Result<Vec<(String, Option<Uuid>)>, AppError> {
    Ok(role_grants::table
        .filter(role_grants::person_id.eq(person))
        .order(role_grants::role)
        .select((role_grants::role, role_grants::agency_id))
        .load(conn)
        .await?)
}

/// Who holds a role in an agency (admins: in none), without those whose accounts are closed.
pub async fn holders(conn: &mut Conn, role: Role, agency: Option<Uuid>) -> Result<Vec<Person>, AppError> {
    let held = role_grants::table
        .filter(role_grants::person_id.eq(persons::id))
        .filter(role_grants::role.eq(role.name()))
        .filter(role_grants::agency_id.is_not_distinct_from(agency));
    Ok(persons::table
        .filter(exists(held))
        .filter(not(exists(suspensions::table.filter(suspensions::person_id.eq(persons::id)))))
        .order(persons::created_at)
        .select(Person::as_select())
        .load(conn)
        .await?)
}
