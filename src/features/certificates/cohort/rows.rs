//! The rows of the coordinator's list. No I/O.

use std::collections::HashMap;

use crate::base::ids::Uuid;
use crate::features::accounts::Person;
use crate::features::certificates::model::{Held, Obstacle, Obstructed};
use crate::platform::mail::Mail;
use crate::platform::web::AppError;

/// How the mailing of a certificate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailing {
    Sent,
    Waiting,
    Failed,
}

impl Mailing {
    pub fn of(mail: &Mail) -> Self {
        match (mail.failed_at, mail.sent_at) {
            (Some(_), _) => Mailing::Failed,
            (None, Some(_)) => Mailing::Sent,
            (None, None) => Mailing::Waiting,
        }
    }

    /// The text that says it.
    pub fn key(self) -> &'static str {
        match self {
            Mailing::Sent => "mailing-sent",
            Mailing::Waiting => "mailing-waiting",
            Mailing::Failed => "mailing-failed",
        }
    }

    /// How the page shows it.
    pub fn look(self) -> &'static str {
        match self {
            Mailing::Sent => "done",
            Mailing::Waiting => "warn",
            Mailing::Failed => "wrong",
        }
    }
}

/// One certificate of the cohort.
pub struct Row {
    pub held: Held,
    pub name: String,
    /// Its newest mail.
    pub mail: Option<Mail>,
    /// How many open requests for another address it has.
    pub requests: usize,
}

impl Row {
    /// Whether the coordinator has something to do here.
    pub fn needs_care(&self) -> bool {
        self.requests > 0 || self.mail.as_ref().is_some_and(|mail| Mailing::of(mail) == Mailing::Failed)
    }
}

/// One certificate that could not be issued.
pub struct Blocked {
    pub enrolment: Uuid,
    pub name: String,
    pub at: crate::base::clock::Instant,
    pub obstacle: Obstacle,
}

fn name_of(names: &HashMap<Uuid, String>, person: Uuid) -> String {
    names.get(&person).cloned().unwrap_or_default()
}

pub fn names(persons: Vec<Person>) -> HashMap<Uuid, String> {
    persons.into_iter().map(|person| (person.id, person.full_name)).collect()
}

/// Joins certificates with the newest of their mails; `mails` come newest first.
pub fn rows(
    held: Vec<Held>,
    names: &HashMap<Uuid, String>,
    mails: Vec<Mail>,
    requests: &HashMap<Uuid, usize>,
) -> Vec<Row> {
    let mut newest: HashMap<Uuid, Mail> = HashMap::new();
    for mail in mails {
        if let Some(certificate) = mail.certificate_id {
            newest.entry(certificate).or_insert(mail);
        }
    }
    let row = |held: Held| Row {
        name: name_of(names, held.certificate.person_id),
        mail: newest.remove(&held.certificate.id),
        requests: requests.get(&held.certificate.id).copied().unwrap_or_default(),
        held,
    };
    held.into_iter().map(row).collect()
}

pub fn blocked(obstructed: Vec<Obstructed>, names: &HashMap<Uuid, String>) -> Result<Vec<Blocked>, AppError> {
    let one = |one: Obstructed| {
        Ok(Blocked {
            enrolment: one.enrolment_id,
            name: name_of(names, one.person_id),
            at: one.at,
            obstacle: one.obstacle()?,
        })
    };
    obstructed.into_iter().map(one).collect()
}
