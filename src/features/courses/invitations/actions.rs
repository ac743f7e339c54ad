//! Sending and using invitations. Each takes the transaction it is part of.

use std::sync::Arc;

use chrono::Duration;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::letter::{Invitation, letter};
use super::rules::{Invitee, Place, place};
use super::store::{self, Held};
use crate::base::clock::Instant;
use crate::base::codes;
use crate::base::ids::{Uuid, new_id};
use crate::features::accounts::{self, NewPerson, Person};
use crate::features::courses::{Cohort, enrol};
use crate::features::curriculum::{self, CourseVersion};
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::db::schema::{cohorts, enrolments, invitations, withdrawals};
use crate::platform::db::{Conn, as_server};
use crate::platform::mail;
use crate::platform::secret::{Secret, new_token, token_hash};
use crate::platform::web::AppError;

/// An invitation works for two weeks.
pub const DAYS: i64 = 14;
/// Characters of the code, 36 bits.
pub const CODE_LENGTH: usize = 8;
/// A second click on "send again" within this time is the first one.
const RESEND_PAUSE: Duration = Duration::minutes(1);

/// Everything that an invitation is made from, beside the person.
pub struct Inviter {
    pub secret: Secret,
    /// Scheme and host of links.
    pub origin: String,
    pub cohort: Cohort,
    pub course: Arc<CourseVersion>,
    pub by: Option<Uuid>,
    /// Whom the invited ask: the one who invites.
    pub coordinator: Option<Person>,
}

impl Inviter {
    /// For a cohort that the caller may invite to; `by` is nobody when a command invites.
    pub async fn new(app: &App, conn: &mut Conn, cohort: Cohort, by: Option<Uuid>) -> Result<Self, AppError> {
        let coordinator = match by {
            Some(person) => Some(accounts::by_id(conn, person).await?),
            None => None,
        };
        Ok(Self {
            coordinator,
            secret: app.config.secret.clone(),
            origin: app.config.origin.to_string(),
            course: curriculum::course_version(conn, cohort.course_version_id).await?,
            cohort,
            by,
        })
    }
}

/// What became of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    pub invited: usize,
    /// Were in the course already, or have an invitation that works.
    pub skipped: usize,
}

/// An invitation that has been made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Opens the course for whoever holds it, as the one in the mail does; only its hash is kept.
    pub link: String,
    pub expires_at: Instant,
}

/// What is kept of a code: keyed, because 36 bits alone could be tried out offline.
pub fn code_hash(secret: &Secret, person: Uuid, code: &str) -> Vec<u8> {
    secret.mac("invitation-code", format!("{person}:{code}").as_bytes()).to_vec()
}

/// Invites everybody of a list. Sending it again, or twice at once, invites nobody twice.
pub async fn invite(
    tx: &mut Conn,
    now: Instant,
    inviter: &Inviter,
    mut people: Vec<Invitee>,
) -> Result<Sent, AppError> {
    // One list after the other in a cohort; and in one order everywhere, so that two cohorts never wait for each other.
    lock(tx, inviter.cohort.id).await?;
    people.sort_by(|a, b| a.email.cmp(&b.email));
    let emails: Vec<_> = people.iter().map(|person| person.email.clone()).collect();
    let standings = store::standings(tx, &inviter.cohort, &emails).await?;
    let mut sent = Sent::default();
    for invitee in people {
        let standing = standings.get(invitee.email.as_str()).copied().unwrap_or_default();
        if place(&standing, now) != Place::Open {
            sent.skipped += 1;
            continue;
        }
        let Invitee { name, email, country, agency, lang, .. } = invitee;
        let new = NewPerson { email, full_name: name, lang, country: country.code().to_owned(), agency };
        let why = "the person may be there already, with another agency";
        let person = as_server(tx, why, async |tx| accounts::add_person(tx, now, &new).await).await?;
        let enrolment = enrol(tx, now, inviter.cohort.id, person.id, inviter.by).await?;
        issue(tx, now, inviter, enrolment.id, &person).await?;
        audit::write(tx, now, inviter.by, Audit::about("enrolment.invited", enrolment.id)).await?;
        sent.invited += 1;
    }
    Ok(sent)
}

async fn lock(tx: &mut Conn, cohort: Uuid) -> Result<(), AppError> {
    cohorts::table.find(cohort).select(cohorts::id).for_no_key_update().first::<Uuid>(tx).await?;
    Ok(())
}

/// Sends a new invitation to one person; the one before stops working.
pub async fn resend(tx: &mut Conn, now: Instant, inviter: &Inviter, enrolment: Uuid) -> Result<Invited, AppError> {
    lock(tx, inviter.cohort.id).await?;
    let person: Uuid = enrolments::table.find(enrolment).select(enrolments::person_id).first(tx).await?;
    let person = accounts::by_id(tx, person).await?;
    issue_anew(tx, now, inviter, enrolment, &person).await
}

/// Invites one person who has an account, with its audit line. Who is in the course already gets a new invitation.
pub async fn invite_person(
    tx: &mut Conn,
    now: Instant,
    inviter: &Inviter,
    person: &Person,
) -> Result<Invited, AppError> {
    lock(tx, inviter.cohort.id).await?;
    let seat = enrolments::table
        .filter(enrolments::cohort_id.eq(inviter.cohort.id).and(enrolments::person_id.eq(person.id)))
        .select(enrolments::id)
        .first(tx)
        .await
        .optional()?;
    let (enrolment, act) = match seat {
        Some(enrolment) => (enrolment, "enrolment.invited-again"),
        None => (enrol(tx, now, inviter.cohort.id, person.id, inviter.by).await?.id, "enrolment.invited"),
    };
    let invited = issue_anew(tx, now, inviter, enrolment, person).await?;
    audit::write(tx, now, inviter.by, Audit::about(act, enrolment)).await?;
    Ok(invited)
}

/// One more invitation, unless the person was taken out of the course or has got one just now. The cohort is locked.
async fn issue_anew(
    tx: &mut Conn,
    now: Instant,
    inviter: &Inviter,
    enrolment: Uuid,
    person: &Person,
) -> Result<Invited, AppError> {
    let withdrawn = diesel::select(diesel::dsl::exists(withdrawals::table.find(enrolment))).get_result(tx).await?;
    if withdrawn {
        return Err(AppError::Conflict("error-already-withdrawn"));
    }
    let last: Option<Instant> = invitations::table
        .filter(invitations::enrolment_id.eq(enrolment))
        .select(diesel::dsl::max(invitations::created_at))
        .first(tx)
        .await?;
    if last.is_some_and(|last| now - last < RESEND_PAUSE) {
        return Err(AppError::Conflict("error-invitation-just-sent"));
    }
    issue(tx, now, inviter, enrolment, person).await
}

/// Makes the link and the code, keeps their hashes, and queues the mail.
async fn issue(
    tx: &mut Conn,
    now: Instant,
    inviter: &Inviter,
    enrolment: Uuid,
    person: &Person,
) -> Result<Invited, AppError> {
    let (token, code) = (new_token(), codes::random(CODE_LENGTH));
    let expires_at = now + Duration::days(DAYS);
    let link = format!("{}/invitation/{token}", inviter.origin);
    let invitation = Invitation { link: &link, code: &code, expires_at };
    let mail = mail::queue(tx, now, letter(inviter, person, &invitation)?).await?;
    diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(new_id()),
            invitations::enrolment_id.eq(enrolment),
            invitations::token_hash.eq(token_hash(&token)),
            invitations::code_hash.eq(code_hash(&inviter.secret, person.id, &code)),
            invitations::created_at.eq(now),
            invitations::expires_at.eq(expires_at),
            invitations::mail_id.eq(mail),
        ))
        .execute(tx)
        .await?;
    Ok(Invited { link, expires_at })
}

/// Ends every open invitation of a person: it was mailed to an address that is theirs no more.
pub async fn void_all(tx: &mut Conn, now: Instant, person: Uuid) -> Result<(), AppError> {
    let seats = enrolments::table.filter(enrolments::person_id.eq(person)).select(enrolments::id);
    diesel::update(invitations::table.filter(invitations::enrolment_id.eq_any(seats)))
        .filter(invitations::used_at.is_null())
        .filter(invitations::expires_at.gt(now))
        .set(invitations::expires_at.eq(now))
        .execute(tx)
        .await?;
    Ok(())
}

/// Marks an invitation as used, with its audit line. The caller has locked and checked it.
pub async fn accept(tx: &mut Conn, now: Instant, held: &Held) -> Result<(), AppError> {
    diesel::update(invitations::table.find(held.id)).set(invitations::used_at.eq(now)).execute(tx).await?;
    audit::write(tx, now, Some(held.person), Audit::about("invitation.accepted", held.enrolment)).await
}
