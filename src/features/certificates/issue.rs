//! Issuing: the reaction to a completed course. One certificate for one enrolment, however often it is asked for.

use tokio::sync::Semaphore;

use super::actions::{self, Made};
use super::check_code::check_code;
use super::model::{Obstacle, Wanted};
use super::number::CertificateNumber;
use super::print::print;
use super::seal::{self, Certified};
use super::texts::{CertificateTexts, field_name};
use super::{store, verify};
use crate::base::ids::Uuid;
use crate::features::accounts::{self, Person};
use crate::features::courses::{self, Seat};
use crate::features::curriculum;
use crate::platform::App;
use crate::platform::auth::{Key, Purpose};
use crate::platform::i18n::Texts;
use crate::platform::jobs::{self, Failure};
use crate::platform::web::AppError;

/// Certificates made at a time: typesetting takes a whole core for some milliseconds, and people are waiting for pages.
static SLOTS: Semaphore = Semaphore::const_new(2);

/// What a certificate is made of.
struct Due {
    wanted: Wanted,
    seat: Seat,
    person: Person,
    course: std::sync::Arc<curriculum::CourseVersion>,
}

/// Issues the certificate of a completed enrolment, or the one that follows a withdrawn one when a coordinator asked
/// for it; otherwise nothing is due. No certificate speaks of days to come: one that is due earlier is tried, so that
/// what stands in its way is known in time, and made on the last day of its course. What stands in the way is
/// kept for the coordinator to see; trying again is safe at any time.
pub async fn issue_if_due(app: &App, enrolment: Uuid) -> Result<(), Failure> {
    let _slot = SLOTS.acquire().await.map_err(|closed| Failure::Later(closed.to_string()))?;
    let Some(due) = due(app, enrolment).await? else { return Ok(()) };
    let (now, from) = (app.clock.now(), due.seat.cohort.certified_from());
    match make(app, &due).await? {
        Ok(_) if now < from => {
            app.db.write(&jobs::REACH, async move |tx| actions::wait(tx, from, enrolment).await).await?;
            Ok(())
        }
        Ok(made) => {
            let app = app.clone();
            let work = app.clone();
            let issued = app
                .db
                .write(&jobs::REACH, async move |tx| {
                    actions::issue(tx, now, made, &due.person, &work.config.origin).await
                })
                .await?;
            if issued.is_some() {
                metrics::counter!("portolan_certificates_issued_total").increment(1);
            }
            Ok(())
        }
        Err(obstacle) => {
            tracing::warn!(%enrolment, obstacle = obstacle.key(), "a certificate cannot be issued");
            let place = (enrolment, due.seat.cohort.id, due.person.id);
            app.db.write(&jobs::REACH, async move |tx| actions::obstruct(tx, now, place, &obstacle).await).await?;
            Ok(())
        }
    }
}

/// After a person's name changed: what could not be issued may now be. Issued certificates stay as they are.
pub async fn retry_for(app: &App, person: Uuid) -> Result<(), Failure> {
    let obstructed = store::obstacles_of(&mut *app.db.read(&jobs::REACH).await?, person).await?;
    for one in obstructed {
        issue_if_due(app, one.enrolment_id).await?;
    }
    Ok(())
}

async fn due(app: &App, enrolment: Uuid) -> Result<Option<Due>, AppError> {
    let mut conn = app.db.read(&jobs::REACH).await?;
    let Some(wanted) = store::wanted(&mut conn, enrolment).await? else { return Ok(None) };
    let Some(seat) = courses::seat_by_enrolment(&mut conn, enrolment).await? else { return Ok(None) };
    let person = accounts::by_id(&mut conn, seat.enrolment.person_id).await?;
    if person.erased_at.is_some() {
        return Ok(None);
    }
    let course = curriculum::course_version(&mut conn, seat.cohort.course_version_id).await?;
    Ok(Some(Due { wanted, seat, person, course }))
}

/// Seals and prints; the inner error is one that trying again does not mend.
async fn make(app: &App, due: &Due) -> Result<Result<Made, Obstacle>, AppError> {
    if due.person.welcomed_at.is_none() {
        return Ok(Err(Obstacle::NameUnconfirmed));
    }
    let key = app.keys.current(Purpose::Certificate)?;
    let facts = facts(app, due);
    let sealed = match sealed(&facts, &key)? {
        Ok(sealed) => sealed,
        Err(obstacle) => return Ok(Err(obstacle)),
    };
    let check_code = check_code(&sealed);
    let origin = &app.config.origin;
    let texts = CertificateTexts::new(&facts, &key.kid, &check_code, &format!("{}/v", origin.authority()));
    let printed = print(facts.clone(), texts, verify::seal_url(&origin.to_string(), &sealed)).await;
    Ok(printed.map(|pdf| Made {
        enrolment: due.seat.enrolment.id,
        cohort: due.seat.cohort.id,
        wanted: due.wanted,
        facts,
        kid: key.kid,
        payload: seal::to_payload(&sealed),
        check_code,
        pdf,
    }))
}

fn sealed(facts: &Certified, key: &Key) -> Result<Result<Vec<u8>, Obstacle>, AppError> {
    let signing = key.signing().ok_or_else(|| AppError::internal("the certificate key cannot sign"))?;
    Ok(seal::seal(facts, signing, &key.kid).map_err(|trouble| Obstacle::TooLong { why: trouble.to_string() }))
}

/// What is certified, in the language the person reads.
fn facts(app: &App, due: &Due) -> Certified {
    let (person, cohort, content) = (&due.person, &due.seat.cohort, &due.course.content);
    let lang = person.lang();
    Certified {
        number: CertificateNumber::random(),
        name: person.full_name.clone(),
        name_latin: Some(&person.latin_name).filter(|latin| !latin.is_empty() && **latin != person.full_name).cloned(),
        course: courses::course_title(&due.course, lang),
        code: cohort.code.clone(),
        field: field_name(Texts::new(lang), content.field),
        hours: u16::try_from(content.hours).unwrap_or(u16::MAX),
        started: cohort.starts_on,
        ended: cohort.ends_on,
        issued: app.clock.now().date_naive(),
        issuer: app.config.issuer.clone(),
        language: lang,
    }
}
