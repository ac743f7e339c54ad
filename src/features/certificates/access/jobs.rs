//! The job behind the form: it alone looks the number up, so that the page takes the same time either way.

use serde::{Deserialize, Serialize};

use super::actions::note;
use crate::base::address::Email;
use crate::base::ids::Uuid;
use crate::features::accounts::{self, Person};
use crate::features::certificates::letters;
use crate::features::certificates::number::CertificateNumber;
use crate::features::certificates::store;
use crate::features::courses;
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::auth::Role;
use crate::platform::db::Conn;
use crate::platform::jobs::{Failure, REACH};
use crate::platform::mail;
use crate::platform::web::AppError;

/// The job kind that takes a request.
pub const JOB: &str = "lost-access";

/// What was typed.
#[derive(Serialize, Deserialize)]
pub struct Asked {
    pub number: CertificateNumber,
    pub email: String,
    pub name: String,
}

/// Notes a request for another address and tells who must know: the coordinators, and the address of the account.
pub async fn take_request(app: &App, asked: Asked) -> Result<(), Failure> {
    let Ok(email) = Email::parse(&asked.email) else { return Ok(()) };
    let now = app.clock.now();
    let work = app.clone();
    app.db
        .write(&REACH, async move |tx| {
            let Some(held) = store::by_number(tx, &asked.number).await? else { return Ok(()) };
            let certificate = held.certificate;
            let person = accounts::by_id(tx, certificate.person_id).await?;
            if person.email == email.as_str() {
                return Ok(());
            }
            let Some(request) = note(tx, now, certificate.id, &asked.name, &email).await? else { return Ok(()) };
            for coordinator in deciders(tx, certificate.cohort_id).await? {
                let (number, cohort, id) = (&certificate.number, certificate.cohort_id, certificate.id);
                let letter = letters::access_asked(&coordinator, number, cohort, id, &work.config.origin)?;
                mail::queue(tx, now, letter).await?;
            }
            mail::queue(tx, now, letters::access_warning(&person)?).await?;
            audit::write(tx, now, None, Audit::about("lost-access.requested", request)).await
        })
        .await?;
    Ok(())
}

/// The coordinators of a cohort's agency; where there is none, the administrators.
async fn deciders(tx: &mut Conn, cohort: Uuid) -> Result<Vec<Person>, AppError> {
    let agency = courses::agency_of(tx, cohort).await?;
    let coordinators = accounts::holders(tx, Role::Coordinator, Some(agency)).await?;
    if coordinators.is_empty() { accounts::holders(tx, Role::Admin, None).await } else { Ok(coordinators) }
}
