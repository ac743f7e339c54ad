//! One folder per feature, low to high. A feature uses a lower one only through its `mod.rs`; influence upward travels
//! as a [`Fact`], and this file's one `match` says who reacts.

pub mod accounts;
pub mod agencies;
pub mod certificates;
pub mod courses;
pub mod curriculum;
pub mod demo;
pub mod grading;
pub mod home;
pub mod plans;
pub mod privacy;
pub mod progress;
pub mod questions;
pub mod quizzes;

use actix_web::web;
use serde::de::DeserializeOwned;

use crate::base::clock::Instant;
use crate::platform::App;
use crate::platform::db::Conn;
use crate::platform::facts::{self, Fact};
use crate::platform::jobs::{Failure, Hands, Job, REACH, Work};
use crate::platform::mail;
use crate::platform::web::{AppError, Routes, register_assets};

/// Every guarded page and every act, from every feature.
pub fn routes() -> Routes {
    let mut routes = Routes::default();
    accounts::routes(&mut routes);
    courses::routes(&mut routes);
    plans::routes(&mut routes);
    quizzes::routes(&mut routes);
    grading::routes(&mut routes);
    progress::routes(&mut routes);
    certificates::routes(&mut routes);
    home::routes(&mut routes);
    privacy::routes(&mut routes);
    routes
}

/// All of the server's addresses.
pub fn configure(config: &mut web::ServiceConfig) {
    register_assets(config);
    curriculum::register_media(config);
    routes().register(config);
}

/// Who does jobs.
pub const HANDS: Hands = Hands { slow: &[mail::JOB], run: dispatch, give_up };

/// Runs one job: the one place that knows who does what.
fn dispatch(app: App, job: Job) -> Work<'static, Failure> {
    Box::pin(async move {
        match job.kind.as_str() {
            facts::JOB => react(&app, read(job)?).await,
            mail::JOB => deliver(&app, read(job)?).await,
            accounts::CODE_JOB => accounts::send_code(&app, read(job)?).await,
            quizzes::CLOSE_JOB => quizzes::close_by_clock(&app, read(job)?).await,
            certificates::ACCESS_JOB => certificates::take_access_request(&app, read(job)?).await,
            privacy::ERASE_JOB => privacy::carry_out_erasure(&app, read(job)?).await,
            grading::LETTERS_JOB => grading::send_letters(&app, read(job)?).await,
            unknown => Err(Failure::Never(format!("nobody does jobs of kind {unknown}"))),
        }
    })
}

/// Tells whoever waits for a job that it has died, in the same transaction.
fn give_up<'a>(tx: &'a mut Conn, now: Instant, job: &'a Job, error: &'a str) -> Work<'a, AppError> {
    Box::pin(async move {
        match job.kind.as_str() {
            mail::JOB => mail::give_up(tx, now, job, error).await,
            _ => Ok(()),
        }
    })
}

fn read<T: DeserializeOwned>(job: Job) -> Result<T, Failure> {
    serde_json::from_value(job.payload).map_err(|error| Failure::Never(error.to_string()))
}

/// Who reacts to what has happened.
async fn react(app: &App, fact: Fact) -> Result<(), Failure> {
    match fact {
        Fact::LessonRead { enrolment } | Fact::AttemptFinished { enrolment } => progress::refresh(app, enrolment).await,
        Fact::GradesReleased { cohort } => progress::refresh_cohort(app, cohort).await,
        Fact::EnrolmentCompleted { enrolment } | Fact::CertificateReplacementAsked { enrolment } => {
            certificates::issue_if_due(app, enrolment).await
        }
        Fact::NameChanged { person } => certificates::retry_for(app, person).await,
        Fact::ExtraTimeSet { enrolment } => quizzes::extend_open_attempts(app, enrolment).await,
    }
}

async fn deliver(app: &App, delivery: mail::Delivery) -> Result<(), Failure> {
    let (mail, attachment) = {
        let mut conn = app.db.read(&REACH).await?;
        // Erased in the meantime, with its owner.
        let Some(mail) = mail::find(&mut conn, delivery.mail).await? else { return Ok(()) };
        let attachment = match mail.certificate_id {
            Some(certificate) => Some(certificates::attachment(&mut conn, certificate).await?),
            None => None,
        };
        (mail, attachment)
    };
    mail::deliver(app, mail, attachment).await
}
