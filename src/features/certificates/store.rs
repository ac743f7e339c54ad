//! Reads. A certificate is found by its owner, by the coordinator who has loaded the cohort, or, where the name says
//! so, by the number on the paper.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Nullable};
use diesel_async::RunQueryDsl;

use super::model::{Certificate, Erased, Held, Known, Obstructed, Reason, Revocation, Successor, Wanted};
use super::number::CertificateNumber;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::courses::Cohort;
use crate::platform::db::Conn;
use crate::platform::db::schema::{
    certificate_files, certificate_obstacles, certificate_replacements, certificates, revocations,
};
use crate::platform::web::AppError;

type Row = (Certificate, Option<Revocation>, i32);

/// Certificates with their withdrawal and the size of their file.
macro_rules! held {
    () => {
        certificates::table
            .left_join(revocations::table.on(revocations::certificate_id.eq(certificates::id)))
            .inner_join(certificate_files::table.on(certificate_files::certificate_id.eq(certificates::id)))
            .select((
                Certificate::as_select(),
                <Option<Revocation>>::as_select(),
                sql::<Integer>("octet_length(certificate_files.pdf)"),
            ))
    };
}

fn held((certificate, revocation, pdf_bytes): Row) -> Held {
    Held { certificate, revocation, pdf_bytes }
}

/// All certificates of a person, the newest first. Leaving a course takes no certificate away.
pub async fn of_person(conn: &mut Conn, person: Uuid) -> Result<Vec<Held>, AppError> {
    let rows: Vec<Row> =
        held!().filter(certificates::person_id.eq(person)).order(certificates::issued_at.desc()).load(conn).await?;
    Ok(rows.into_iter().map(held).collect())
}

/// One of a person's own certificates; another's does not exist for them.
pub async fn mine(conn: &mut Conn, person: Uuid, id: Uuid) -> Result<Held, AppError> {
    let own = held!().filter(certificates::id.eq(id)).filter(certificates::person_id.eq(person));
    Ok(held(own.first(conn).await?))
}

/// All certificates of a cohort that the caller has loaded for the actor.
pub async fn in_cohort(conn: &mut Conn, cohort: &Cohort) -> Result<Vec<Held>, AppError> {
    let rows: Vec<Row> =
        held!().filter(certificates::cohort_id.eq(cohort.id)).order(certificates::issued_at.desc()).load(conn).await?;
    Ok(rows.into_iter().map(held).collect())
}

/// One certificate of a cohort that the caller has loaded for the actor.
pub async fn one_in_cohort(conn: &mut Conn, cohort: &Cohort, id: Uuid) -> Result<Held, AppError> {
    let one = held!().filter(certificates::id.eq(id)).filter(certificates::cohort_id.eq(cohort.id));
    Ok(held(one.first(conn).await?))
}

/// For the public check, which acts for nobody: what the register knows under this number. Of somebody who was erased it
/// knows no file any more.
pub async fn known(conn: &mut Conn, number: &CertificateNumber) -> Result<Option<Known>, AppError> {
    let found: Option<(Certificate, Option<Revocation>, Option<i32>)> = certificates::table
        .left_join(revocations::table.on(revocations::certificate_id.eq(certificates::id)))
        .left_join(certificate_files::table.on(certificate_files::certificate_id.eq(certificates::id)))
        .filter(certificates::number.eq(number.to_string()))
        .select((
            Certificate::as_select(),
            <Option<Revocation>>::as_select(),
            sql::<Nullable<Integer>>("octet_length(certificate_files.pdf)"),
        ))
        .first(conn)
        .await
        .optional()?;
    Ok(found.map(|(certificate, revocation, size)| match size {
        Some(pdf_bytes) => Known::Held(Box::new(Held { certificate, revocation, pdf_bytes })),
        None => Known::Erased(Erased {
            check_code: certificate.check_code,
            earlier: revocation.filter(|revocation| revocation.reason() != Reason::Erased),
        }),
    }))
}

/// For lost access, which acts for nobody: the certificate with this number.
pub async fn by_number(conn: &mut Conn, number: &CertificateNumber) -> Result<Option<Held>, AppError> {
    let found: Option<Row> =
        held!().filter(certificates::number.eq(number.to_string())).first(conn).await.optional()?;
    Ok(found.map(held))
}

/// For reactions to facts, which act for nobody: the certificate that this enrolment does not have yet.
pub async fn wanted(conn: &mut Conn, enrolment: Uuid) -> Result<Option<Wanted>, AppError> {
    let asked = certificate_replacements::certificate_id.nullable();
    let issued: Vec<(Option<Uuid>, Option<Uuid>)> = certificates::table
        .left_join(certificate_replacements::table.on(certificate_replacements::certificate_id.eq(certificates::id)))
        .filter(certificates::enrolment_id.eq(enrolment))
        .select((certificates::replaces, asked))
        .load(conn)
        .await?;
    if issued.is_empty() {
        return Ok(Some(Wanted::First));
    }
    let is_made = |withdrawn: &Uuid| issued.iter().any(|(replaces, _)| *replaces == Some(*withdrawn));
    Ok(issued.iter().find_map(|(_, asked)| asked.filter(|asked| !is_made(asked))).map(Wanted::After))
}

/// What follows a certificate that the caller has found.
pub async fn successor(conn: &mut Conn, certificate: &Certificate) -> Result<Successor, AppError> {
    let made: Option<(Uuid, String)> = certificates::table
        .filter(certificates::replaces.eq(certificate.id))
        .select((certificates::id, certificates::number))
        .first(conn)
        .await
        .optional()?;
    if let Some((id, number)) = made {
        return Ok(Successor::Made { id, number });
    }
    let asked = certificate_replacements::table.find(certificate.id);
    Ok(match diesel::select(diesel::dsl::exists(asked)).get_result(conn).await? {
        true => Successor::Coming,
        false => Successor::Nothing,
    })
}

/// For mails, which act for nobody: the certificate behind one.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Certificate, AppError> {
    Ok(certificates::table.find(id).select(Certificate::as_select()).first(conn).await?)
}

/// The PDF of a certificate that the caller has found: the bytes it was issued with.
pub async fn pdf(conn: &mut Conn, certificate: &Certificate) -> Result<Vec<u8>, AppError> {
    Ok(certificate_files::table.find(certificate.id).select(certificate_files::pdf).first(conn).await?)
}

/// Number, time and reason of every withdrawal, the newest first: all of it is public.
pub async fn all_revocations(conn: &mut Conn) -> Result<Vec<(String, Revocation)>, AppError> {
    Ok(revocations::table
        .inner_join(certificates::table.on(certificates::id.eq(revocations::certificate_id)))
        .order((revocations::at.desc(), certificates::number))
        .select((certificates::number, Revocation::as_select()))
        .load(conn)
        .await?)
}

/// What stands in the way of a person's certificates.
pub async fn obstacles_of(conn: &mut Conn, person: Uuid) -> Result<Vec<Obstructed>, AppError> {
    Ok(certificate_obstacles::table
        .filter(certificate_obstacles::person_id.eq(person))
        .order(certificate_obstacles::at)
        .select(Obstructed::as_select())
        .load(conn)
        .await?)
}

/// What stands in the way of certificates in a cohort that the caller has loaded for the actor.
pub async fn obstacles_in(conn: &mut Conn, cohort: &Cohort) -> Result<Vec<Obstructed>, AppError> {
    Ok(certificate_obstacles::table
        .filter(certificate_obstacles::cohort_id.eq(cohort.id))
        .order(certificate_obstacles::at)
        .select(Obstructed::as_select())
        .load(conn)
        .await?)
}

/// Since when mails of the last day count.
pub fn day_before(now: Instant) -> Instant {
    now - chrono::Duration::days(1)
}

/// The file of the first certificate after another, with the SHA-256 that was noted with it: to go through all of them.
pub async fn file_after(conn: &mut Conn, after: Uuid) -> Result<Option<(Uuid, String, Vec<u8>)>, AppError> {
    let files = certificate_files::table.filter(certificate_files::certificate_id.gt(after));
    Ok(files.order(certificate_files::certificate_id).first(conn).await.optional()?)
}
