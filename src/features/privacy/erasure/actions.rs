//! Asking, taking back, erasing. Each takes the transaction it is part of.

use chrono::Duration;
use diesel::prelude::*;
use diesel::sql_types::{Date, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::jobs::{JOB, Wanted};
use super::{DAYS_TO_THINK, letters, store};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::accounts::{self, Person};
use crate::features::privacy::registry::{Erase, Rows, Table, tables};
use crate::platform::audit::{self, Audit};
use crate::platform::config::Origin;
use crate::platform::db::Conn;
use crate::platform::db::schema::{erasure_requests, persons};
use crate::platform::web::AppError;
use crate::platform::{jobs, mail};

/// Notes that somebody wants to be erased, has it done in two weeks, and tells them. Asking twice is asking once; the day.
pub async fn ask(tx: &mut Conn, now: Instant, person: Uuid, origin: &Origin) -> Result<Instant, AppError> {
    // Locked, so that two clicks are one after the other.
    let row: Person = persons::table.find(person).select(Person::as_select()).for_update().first(tx).await?;
    if store::is_last_admin(tx, person).await? {
        return Err(AppError::Conflict("error-last-admin"));
    }
    if let Some(due) = store::request_of(tx, person).await? {
        return Ok(due);
    }
    let due = now + Duration::days(DAYS_TO_THINK);
    diesel::insert_into(erasure_requests::table)
        .values((
            erasure_requests::person_id.eq(person),
            erasure_requests::asked_at.eq(now),
            erasure_requests::due_at.eq(due),
        ))
        .execute(tx)
        .await?;
    jobs::enqueue(tx, due, JOB, &Wanted { person }).await?;
    if let Some(letter) = letters::asked(&row, due, origin)? {
        mail::queue(tx, now, letter).await?;
    }
    Ok(due)
}

/// Takes a request back.
pub async fn take_back(tx: &mut Conn, person: Uuid) -> Result<(), AppError> {
    diesel::delete(erasure_requests::table.find(person)).execute(tx).await?;
    Ok(())
}

/// What is left to tell about somebody who was erased.
#[derive(Clone, Copy, Debug)]
pub struct Erased {
    /// Certificates that are no longer confirmed.
    pub certificates: usize,
}

/// Erases somebody and writes them the last letter. Its row goes with its delivery.
pub async fn erase_and_tell(tx: &mut Conn, now: Instant, person: Uuid) -> Result<Erased, AppError> {
    let row = accounts::by_id(tx, person).await?;
    let erased = erase(tx, now, person).await?;
    if let Some(letter) = letters::done(&row)? {
        mail::queue(tx, now, letter).await?;
    }
    Ok(erased)
}

/// Erases somebody: everything that the registry says, and its line in the audit log.
pub async fn erase(tx: &mut Conn, now: Instant, person: Uuid) -> Result<Erased, AppError> {
    // Administrators one after the other, so that the last two do not go at once.
    diesel::sql_query("SELECT id FROM role_grants WHERE role = 'admin' ORDER BY id FOR UPDATE").execute(tx).await?;
    // Places before their person, as everybody does who begins something in them.
    diesel::sql_query("SELECT id FROM enrolments WHERE person_id = $1 ORDER BY id FOR UPDATE")
        .bind::<SqlUuid, _>(person)
        .execute(tx)
        .await?;
    let row: Person = persons::table.find(person).select(Person::as_select()).for_update().first(tx).await?;
    if row.erased_at.is_some() {
        return Err(AppError::NotFound);
    }
    if store::is_last_admin(tx, person).await? {
        return Err(AppError::Conflict("error-last-admin"));
    }
    diesel::update(persons::table.find(person)).set(persons::erased_at.eq(now)).execute(tx).await?;
    leave_courses(tx, now, person).await?;
    let certificates = withdraw_certificates(tx, now, person).await?;
    forget_mentions(tx, &row).await?;
    for statement in tables().filter_map(erasing) {
        diesel::sql_query(statement).bind::<SqlUuid, _>(person).execute(tx).await?;
    }
    audit::write(tx, now, None, Audit::about("person.erased", person)).await?;
    Ok(Erased { certificates })
}

/// The statement that erases what a table knows of person `$1`; none where nothing changes.
fn erasing(table: &Table) -> Option<String> {
    let (name, whose) = (table.name, table.whose);
    if table.rows == Rows::Go {
        return Some(format!("DELETE FROM {name} WHERE {whose}"));
    }
    let values = table.columns.iter().filter_map(|column| match column.erase {
        Erase::Becomes(value) => Some(format!("{} = {value}", column.name)),
        _ => None,
    });
    let values = values.collect::<Vec<_>>().join(", ");
    (!values.is_empty()).then(|| format!("UPDATE {name} SET {values} WHERE {whose}"))
}

/// Whoever is in the middle of a course is taken out of it. What is over stays as it was, for the counts.
async fn leave_courses(tx: &mut Conn, now: Instant, person: Uuid) -> Result<(), AppError> {
    diesel::sql_query(concat!(
        "INSERT INTO withdrawals (enrolment_id, at, by_person, reason)
         SELECT e.id, $3, $1, '' FROM enrolments e JOIN cohorts c ON c.id = e.cohort_id
         WHERE e.person_id = $1 AND ",
        store::in_the_middle!(),
    ))
    .bind::<SqlUuid, _>(person)
    .bind::<Date, _>(now.date_naive())
    .bind::<Timestamptz, _>(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// The public list and the check page say that these are no longer confirmed; how many there are. One that was withdrawn
/// before stays so.
async fn withdraw_certificates(tx: &mut Conn, now: Instant, person: Uuid) -> Result<usize, AppError> {
    let withdrawn = diesel::sql_query(
        "INSERT INTO revocations (certificate_id, at, by_person, reason)
         SELECT c.id, $2, $1, 'erased' FROM certificates c WHERE c.person_id = $1
           AND NOT EXISTS (SELECT 1 FROM revocations r WHERE r.certificate_id = c.id)",
    );
    Ok(withdrawn.bind::<SqlUuid, _>(person).bind::<Timestamptz, _>(now).execute(tx).await?)
}

/// A pattern of PostgreSQL for a text with no letter, digit, or sign of a link beside it.
fn by_itself(text: &str) -> String {
    let literal: String =
        text.chars().flat_map(|sign| sign.is_ascii_punctuation().then_some('\\').into_iter().chain([sign])).collect();
    format!("(?<![[:alnum:]/_.=?&%-]){literal}(?![[:alnum:]/_=?&%-])")
}

/// Takes name and address out of what was written to others: an invitation names the coordinator, and a server that
/// refuses a mail repeats the address.
async fn forget_mentions(tx: &mut Conn, person: &Person) -> Result<(), AppError> {
    let escaped = askama::filters::escape(&person.full_name, askama::filters::Html).map_err(AppError::internal)?;
    // Names as they stand by themselves: one of two letters is in many words, and in links of mails that wait.
    diesel::sql_query(
        "UPDATE mails SET text_body = regexp_replace(replace(text_body, $1, '–'), $2, '–', 'g'),
                          html_body = regexp_replace(regexp_replace(replace(html_body, $1, '–'), $2, '–', 'g'), $3, '–', 'g')
         WHERE strpos(text_body, $1) > 0 OR strpos(html_body, $1) > 0",
    )
    .bind::<Text, _>(&person.email)
    .bind::<Text, _>(by_itself(&person.full_name))
    .bind::<Text, _>(by_itself(&escaped.to_string()))
    .execute(tx)
    .await?;
    for statement in [
        "UPDATE mails SET recipient = '' WHERE recipient = $1 AND person_id <> $2",
        "UPDATE mails SET last_error = NULL WHERE strpos(lower(last_error), $1) > 0 AND person_id <> $2",
        "UPDATE jobs SET last_error = NULL WHERE strpos(lower(last_error), $1) > 0 AND id <> $2",
    ] {
        let forget = diesel::sql_query(statement).bind::<Text, _>(&person.email);
        forget.bind::<SqlUuid, _>(person.id).execute(tx).await?;
    }
    Ok(())
}
