//! What becomes of a mail: sent, waiting, given up, come back.
//!
//! A mail that failed is shown as not delivered, whether the relay refused it or took it and sent it back; so a failure
//! counts more than `sent_at`, and a mail that is taken up again has no failure any more.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::bounce::{Bounce, Verdict};
use super::smtp::Attachment;
use super::{Delivery, JOB, LAST_LETTER, Mail};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::db::Conn;
use crate::platform::db::schema::mails;
use crate::platform::jobs::{Failure, Job, REACH};
use crate::platform::web::AppError;

/// Delivers one mail. Runs at least once; the Message-ID stays the same, so relays can drop a second copy.
pub async fn deliver(app: &App, mail: Mail, attachment: Option<Attachment>) -> Result<(), Failure> {
    if mail.sent_at.is_some() {
        return Ok(());
    }
    let (id, began) = (mail.id, app.clock.now());
    let outcome = app.mailer.send(&app.config, &mail, attachment).await;
    let now = app.clock.now();
    let error = match &outcome {
        Ok(()) => None,
        Err(Failure::Later(error) | Failure::Outage(error) | Failure::Never(error)) => Some(error.clone()),
    };
    app.db.write(&REACH, async move |tx| keep(tx, id, began, now, error).await).await?;
    outcome
}

/// Keeps the outcome of a try. A mail can come back before its relay has said the last word; that stays.
async fn keep(tx: &mut Conn, id: Uuid, began: Instant, now: Instant, error: Option<String>) -> Result<(), AppError> {
    let row = mails::table.find(id);
    let found = row.select((mails::failed_at, mails::template)).for_no_key_update().first(tx).await.optional()?;
    // Erased while it was on its way.
    let Some((failed, template)): Option<(Option<Instant>, String)> = found else { return Ok(()) };
    if template == LAST_LETTER && error.is_none() {
        diesel::delete(row).execute(tx).await?;
        return Ok(());
    }
    if error.is_none() {
        diesel::update(row).set(mails::sent_at.eq(now)).execute(tx).await?;
    }
    if failed.is_none_or(|failed| failed < began) {
        let never: Option<Instant> = None;
        diesel::update(row).set((mails::failed_at.eq(never), mails::last_error.eq(error))).execute(tx).await?;
    }
    Ok(())
}

/// What a delivery report changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Noted {
    /// The mail counts as not delivered now; to whom it went.
    Lost(String),
    /// It is still on its way; to whom.
    Late(String),
    /// It was known already that this mail does not arrive, or it did arrive.
    Nothing,
    /// There is no such mail.
    Unknown,
}

/// Notes what a delivery report says about a mail, with its audit line. The first reason why it is lost stays.
pub async fn note(tx: &mut Conn, now: Instant, bounce: &Bounce) -> Result<Noted, AppError> {
    let row = mails::table.find(bounce.mail);
    let found = row.select((mails::recipient, mails::failed_at)).for_no_key_update().first(tx).await.optional()?;
    let (recipient, failed): (String, Option<Instant>) = match found {
        Some(found) => found,
        None => return Ok(Noted::Unknown),
    };
    let words = mails::last_error.eq(&bounce.words);
    match bounce.verdict {
        Verdict::Lost if failed.is_none() => {
            diesel::update(row).set((mails::failed_at.eq(now), words)).execute(tx).await?;
            audit::write(tx, now, None, Audit::about("mail.came-back", bounce.mail)).await?;
            Ok(Noted::Lost(recipient))
        }
        Verdict::Late if failed.is_none() => {
            diesel::update(row).set(words).execute(tx).await?;
            audit::write(tx, now, None, Audit::about("mail.delayed", bounce.mail)).await?;
            Ok(Noted::Late(recipient))
        }
        Verdict::Lost | Verdict::Late | Verdict::Arrived => Ok(Noted::Nothing),
    }
}

/// The mail of a job that died does not arrive: people are shown the last error.
pub async fn give_up(tx: &mut Conn, now: Instant, job: &Job, error: &str) -> Result<(), AppError> {
    if let Some(id) = mail_of(job) {
        diesel::delete(mails::table.find(id).filter(mails::template.eq(LAST_LETTER))).execute(tx).await?;
        let unsent = mails::table.find(id).filter(mails::sent_at.is_null());
        diesel::update(unsent).set((mails::failed_at.eq(now), mails::last_error.eq(error))).execute(tx).await?;
    }
    Ok(())
}

/// The mail of a job that was taken up again waits again.
pub async fn wait_again(tx: &mut Conn, job: &Job) -> Result<(), AppError> {
    if let Some(id) = mail_of(job) {
        let never: Option<Instant> = None;
        diesel::update(mails::table.find(id)).set(mails::failed_at.eq(never)).execute(tx).await?;
    }
    Ok(())
}

/// The mail that a job delivers, if that is what it does.
fn mail_of(job: &Job) -> Option<Uuid> {
    let delivery: Option<Delivery> = serde_json::from_value(job.payload.clone()).ok();
    delivery.filter(|_| job.kind == JOB).map(|delivery| delivery.mail)
}
