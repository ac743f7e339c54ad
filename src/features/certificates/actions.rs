//! What can happen to a certificate. Each takes the transaction it is part of.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use sha2::{Digest, Sha256};

use super::letters;
use super::model::{Certificate, Obstacle, Reason, Wanted};
use super::seal::Certified;
use super::store;
use crate::base::clock::Instant;
use crate::base::ids::{Uuid, new_id};
use crate::features::accounts::Person;
use crate::platform::audit::{self, Audit};
use crate::platform::config::Origin;
use crate::platform::db::Conn;
use crate::platform::db::schema::{
    certificate_files, certificate_obstacles, certificate_replacements, certificates, revocations,
};
use crate::platform::facts::{self, Fact};
use crate::platform::mail;
use crate::platform::web::AppError;

/// Mails of one certificate in 24 hours, the first one included.
pub const MAILS_A_DAY: i64 = 5;

/// A certificate that is sealed and printed.
pub struct Made {
    pub enrolment: Uuid,
    pub cohort: Uuid,
    pub wanted: Wanted,
    pub facts: Certified,
    pub kid: String,
    pub payload: String,
    pub check_code: String,
    pub pdf: Vec<u8>,
}

/// Issues what was made, with its file and its mail; `None` when somebody else issued it in the meantime.
pub async fn issue(
    tx: &mut Conn,
    now: Instant,
    made: Made,
    person: &Person,
    origin: &Origin,
) -> Result<Option<Uuid>, AppError> {
    let replaces = made.wanted.replaces();
    let row = diesel::insert_into(certificates::table).values((
        certificates::id.eq(new_id()),
        certificates::enrolment_id.eq(made.enrolment),
        certificates::cohort_id.eq(made.cohort),
        certificates::person_id.eq(person.id),
        certificates::number.eq(made.facts.number.to_string()),
        certificates::check_code.eq(&made.check_code),
        certificates::kid.eq(&made.kid),
        certificates::facts.eq(serde_json::to_value(&made.facts).map_err(AppError::internal)?),
        certificates::seal.eq(&made.payload),
        certificates::issued_at.eq(now),
        certificates::replaces.eq(replaces),
    ));
    // A number drawn twice is an error here, and the job draws another one; only the place may be taken already.
    let issued: Option<Certificate> = if replaces.is_none() {
        let place = row.on_conflict(certificates::enrolment_id).filter_target(certificates::replaces.is_null());
        place.do_nothing().returning(Certificate::as_returning()).get_result(tx).await.optional()?
    } else {
        let place = row.on_conflict(certificates::replaces);
        place.do_nothing().returning(Certificate::as_returning()).get_result(tx).await.optional()?
    };
    let Some(certificate) = issued else { return Ok(None) };
    diesel::insert_into(certificate_files::table)
        .values((
            certificate_files::certificate_id.eq(certificate.id),
            certificate_files::sha256.eq(data_encoding::HEXLOWER.encode(&Sha256::digest(&made.pdf))),
            certificate_files::pdf.eq(&made.pdf),
        ))
        .execute(tx)
        .await?;
    diesel::delete(certificate_obstacles::table.find(made.enrolment)).execute(tx).await?;
    queue_mail(tx, now, &certificate, person, origin).await?;
    let about = Audit::about("certificate.issued", certificate.id);
    audit::write(tx, now, None, about.with(serde_json::json!({ "enrolment": made.enrolment }))).await?;
    Ok(Some(certificate.id))
}

/// Has a certificate made at a later time. Nothing stands in its way any more.
pub async fn wait(tx: &mut Conn, until: Instant, enrolment: Uuid) -> Result<(), AppError> {
    diesel::delete(certificate_obstacles::table.find(enrolment)).execute(tx).await?;
    facts::record_for(tx, until, &Fact::EnrolmentCompleted { enrolment }).await
}

/// Notes what stands in the way of a certificate that is due, in place of what stood there before.
pub async fn obstruct(
    tx: &mut Conn,
    now: Instant,
    (enrolment, cohort, person): (Uuid, Uuid, Uuid),
    obstacle: &Obstacle,
) -> Result<(), AppError> {
    let what = serde_json::to_value(obstacle).map_err(AppError::internal)?;
    diesel::insert_into(certificate_obstacles::table)
        .values((
            certificate_obstacles::enrolment_id.eq(enrolment),
            certificate_obstacles::cohort_id.eq(cohort),
            certificate_obstacles::person_id.eq(person),
            certificate_obstacles::at.eq(now),
            certificate_obstacles::what.eq(&what),
        ))
        .on_conflict(certificate_obstacles::enrolment_id)
        .do_update()
        .set((certificate_obstacles::at.eq(now), certificate_obstacles::what.eq(&what)))
        .execute(tx)
        .await?;
    let about = Audit::about("certificate.obstructed", enrolment).with(serde_json::json!({ "by": obstacle.key() }));
    audit::write(tx, now, None, about).await
}

/// Mails a certificate once more to the address its owner has now.
pub async fn mail_again(
    tx: &mut Conn,
    now: Instant,
    certificate: &Certificate,
    person: &Person,
    origin: &Origin,
) -> Result<(), AppError> {
    // The row is locked, so that two clicks at once are counted one after the other.
    let locked: Uuid = certificates::table.find(certificate.id).select(certificates::id).for_update().first(tx).await?;
    if mail::sent_with(tx, locked, store::day_before(now)).await? >= MAILS_A_DAY {
        return Err(AppError::Conflict("error-certificate-mails"));
    }
    queue_mail(tx, now, certificate, person, origin).await
}

async fn queue_mail(
    tx: &mut Conn,
    now: Instant,
    certificate: &Certificate,
    person: &Person,
    origin: &Origin,
) -> Result<(), AppError> {
    let earlier = match certificate.replaces {
        Some(withdrawn) => Some(store::by_id(tx, withdrawn).await?.number),
        None => None,
    };
    mail::queue(tx, now, letters::certificate(certificate, earlier, person, origin)?).await?;
    Ok(())
}

/// Withdraws a certificate. The paper stays in the world; the public list says that it no longer counts.
pub async fn revoke(
    tx: &mut Conn,
    now: Instant,
    certificate: Uuid,
    by: Uuid,
    reason: Reason,
    note: &str,
) -> Result<(), AppError> {
    diesel::insert_into(revocations::table)
        .values((
            revocations::certificate_id.eq(certificate),
            revocations::at.eq(now),
            revocations::by_person.eq(by),
            revocations::reason.eq(reason.name()),
            revocations::note.eq(note),
        ))
        .execute(tx)
        .await
        .map_err(|error| match AppError::is_unique_violation(&error, "revocations_pkey") {
            true => AppError::Conflict("error-already-revoked"),
            false => error.into(),
        })?;
    Ok(())
}

/// Has a withdrawn certificate followed by a new one, with the facts as they are now. Asking twice is asking once.
pub async fn replace(tx: &mut Conn, now: Instant, withdrawn: &Certificate, by: Uuid) -> Result<(), AppError> {
    let asked = diesel::insert_into(certificate_replacements::table)
        .values((
            certificate_replacements::certificate_id.eq(withdrawn.id),
            certificate_replacements::at.eq(now),
            certificate_replacements::by_person.eq(by),
        ))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    match asked {
        0 => Ok(()),
        _ => facts::record(tx, now, &Fact::CertificateReplacementAsked { enrolment: withdrawn.enrolment_id }).await,
    }
}
