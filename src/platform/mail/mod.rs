//! Mail: written into the database with the act that wants it sent, delivered by a job.

mod bounce;
mod fate;
mod letter;
mod relay;
mod smtp;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

pub use bounce::{Bounce, LARGEST as LARGEST_BOUNCE, NoBounce, Verdict, read as read_bounce};
pub use fate::{Noted, deliver, give_up, note, wait_again};
pub use letter::LetterText;
pub use relay::Relay;
pub use smtp::{Attachment, Mailer};

use crate::base::address::Email;
use crate::base::clock::Instant;
use crate::base::ids::{Uuid, new_id};
use crate::base::lang::Lang;
use crate::platform::db::Conn;
use crate::platform::db::schema::mails;
use crate::platform::jobs;
use crate::platform::web::AppError;

/// The job kind that delivers a mail.
pub const JOB: &str = "mail";

/// The template of the letter that tells somebody that they were erased: its row goes as soon as a relay has it, or no
/// relay will take it.
pub const LAST_LETTER: &str = "person-erased";

/// A mail to be written.
pub struct Letter {
    pub to: Email,
    pub person: Option<Uuid>,
    pub lang: Lang,
    /// Which template made it, for the lists that people see.
    pub template: &'static str,
    /// Subjects hold no names: they show on locked screens.
    pub subject: String,
    pub text: String,
    pub html: String,
    pub certificate: Option<Uuid>,
    /// Somebody waits for it at this moment: it overtakes a thousand certificates.
    pub urgent: bool,
}

#[derive(Serialize, Deserialize)]
pub struct Delivery {
    pub mail: Uuid,
}

/// A mail as it is stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = mails, check_for_backend(diesel::pg::Pg))]
pub struct Mail {
    pub id: Uuid,
    pub recipient: String,
    pub lang: String,
    pub template: String,
    pub subject: String,
    pub text_body: String,
    pub html_body: String,
    pub certificate_id: Option<Uuid>,
    pub created_at: Instant,
    /// When the relay took it.
    pub sent_at: Option<Instant>,
    /// When it became clear that it does not arrive: it was refused, given up, or came back.
    pub failed_at: Option<Instant>,
    pub last_error: Option<String>,
}

impl Mail {
    /// What a mail server said last, while the mail has not arrived.
    pub fn trouble(&self) -> Option<&str> {
        self.last_error.as_deref().filter(|_| self.failed_at.is_some() || self.sent_at.is_none())
    }

    /// The text part in pieces, each with whether it is a link: for showing it on a page.
    pub fn parts(&self) -> Vec<(String, bool)> {
        let is_link = |word: &str| word.starts_with("http://") || word.starts_with("https://");
        let words = self.text_body.split_inclusive(char::is_whitespace);
        words
            .flat_map(|word| {
                let bare = word.trim_end();
                let blank = word.get(bare.len()..).unwrap_or_default();
                [(bare.to_owned(), is_link(bare)), (blank.to_owned(), false)]
            })
            .collect()
    }
}

/// Writes a mail and the job that delivers it, in the transaction of the act; the mail's id.
pub async fn queue(tx: &mut Conn, now: Instant, letter: Letter) -> Result<Uuid, AppError> {
    let id = new_id();
    diesel::insert_into(mails::table)
        .values((
            mails::id.eq(id),
            mails::person_id.eq(letter.person),
            mails::recipient.eq(letter.to.as_str()),
            mails::lang.eq(letter.lang.tag()),
            mails::template.eq(letter.template),
            mails::subject.eq(letter.subject),
            mails::text_body.eq(letter.text),
            mails::html_body.eq(letter.html),
            mails::certificate_id.eq(letter.certificate),
            mails::created_at.eq(now),
        ))
        .execute(tx)
        .await?;
    let delivery = Delivery { mail: id };
    if letter.urgent {
        jobs::enqueue_urgent(tx, now, JOB, &delivery).await?;
    } else {
        jobs::enqueue_now(tx, now, JOB, &delivery).await?;
    }
    Ok(id)
}

pub async fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Mail>, AppError> {
    Ok(mails::table.find(id).select(Mail::as_select()).first(conn).await.optional()?)
}

/// The newest mails, for the demo's reading room.
pub async fn newest(conn: &mut Conn, limit: i64) -> Result<Vec<Mail>, AppError> {
    Ok(mails::table.order(mails::created_at.desc()).limit(limit).select(Mail::as_select()).load(conn).await?)
}

/// The mails that carry one of these certificates, the newest first.
pub async fn with_certificates(conn: &mut Conn, certificates: &[Uuid]) -> Result<Vec<Mail>, AppError> {
    Ok(mails::table
        .filter(mails::certificate_id.eq_any(certificates))
        .order(mails::created_at.desc())
        .select(Mail::as_select())
        .load(conn)
        .await?)
}

/// How many mails with this certificate were written since then.
pub async fn sent_with(conn: &mut Conn, certificate: Uuid, since: Instant) -> Result<i64, AppError> {
    let sent = mails::table.filter(mails::certificate_id.eq(certificate)).filter(mails::created_at.gt(since));
    Ok(sent.count().get_result(conn).await?)
}

/// How many mails wait, and how many could not be delivered.
pub async fn counts(conn: &mut Conn) -> Result<(i64, i64), AppError> {
    let open = mails::table.filter(mails::sent_at.is_null());
    let waiting = open.filter(mails::failed_at.is_null()).count().get_result(conn).await?;
    let failed = mails::table.filter(mails::failed_at.is_not_null()).count().get_result(conn).await?;
    Ok((waiting, failed))
}
