//! Certificates, withdrawals and obstacles as stored.

use std::fmt;
use std::str::FromStr;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::seal::Certified;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::db::schema::{certificate_obstacles, certificates, revocations};
use crate::platform::web::AppError;

/// One issued certificate. Nothing of it ever changes.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = certificates, check_for_backend(diesel::pg::Pg))]
pub struct Certificate {
    pub id: Uuid,
    pub enrolment_id: Uuid,
    pub cohort_id: Uuid,
    pub person_id: Uuid,
    /// As printed, `PL-7K3F-Q9TN-4`.
    pub number: String,
    pub check_code: String,
    pub kid: String,
    facts: serde_json::Value,
    /// The payload that the QR code carries.
    pub seal: String,
    pub issued_at: Instant,
    /// The withdrawn certificate that this one follows.
    pub replaces: Option<Uuid>,
}

impl Certificate {
    pub fn facts(&self) -> Result<Certified, AppError> {
        serde_json::from_value(self.facts.clone()).map_err(AppError::internal)
    }
}

impl fmt::Debug for Certificate {
    /// Names stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({})", self.id)
    }
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = revocations, check_for_backend(diesel::pg::Pg))]
pub struct Revocation {
    pub at: Instant,
    reason: String,
    /// For coordinators only.
    pub note: String,
}

impl Revocation {
    pub fn day(&self) -> chrono::NaiveDate {
        self.at.date_naive()
    }

    pub fn reason(&self) -> Reason {
        match self.reason.as_str() {
            ERASED => Reason::Erased,
            other => other.parse().unwrap_or(Reason::Other),
        }
    }
}

/// How [`Reason::Erased`] is stored.
const ERASED: &str = "erased";

/// Why a certificate was withdrawn, as much of it as the public list says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    IssuedInError,
    NameCorrected,
    Misconduct,
    Other,
    /// Its owner wished to be erased. Nobody can choose it.
    Erased,
}

impl Reason {
    /// Those that a coordinator can choose from.
    pub const ALL: [Reason; 4] = [Reason::IssuedInError, Reason::NameCorrected, Reason::Misconduct, Reason::Other];

    pub fn name(self) -> &'static str {
        match self {
            Reason::IssuedInError => "issued-in-error",
            Reason::NameCorrected => "name-corrected",
            Reason::Misconduct => "misconduct",
            Reason::Other => "other",
            Reason::Erased => ERASED,
        }
    }

    /// The text that says it.
    pub fn key(self) -> &'static str {
        match self {
            Reason::IssuedInError => "revocation-issued-in-error",
            Reason::NameCorrected => "revocation-name-corrected",
            Reason::Misconduct => "revocation-misconduct",
            Reason::Other => "revocation-other",
            Reason::Erased => "revocation-erased",
        }
    }
}

impl FromStr for Reason {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Reason::ALL.into_iter().find(|reason| reason.name() == text).ok_or(())
    }
}

/// A certificate that an enrolment is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    First,
    /// A withdrawn one has a successor coming.
    After(Uuid),
}

impl Wanted {
    pub fn replaces(self) -> Option<Uuid> {
        match self {
            Wanted::First => None,
            Wanted::After(withdrawn) => Some(withdrawn),
        }
    }
}

/// What follows a withdrawn certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Successor {
    Nothing,
    /// Asked for, and not made yet.
    Coming,
    Made {
        id: Uuid,
        number: String,
    },
}

/// A certificate with what happened to it since.
#[derive(Clone, Debug)]
pub struct Held {
    pub certificate: Certificate,
    pub revocation: Option<Revocation>,
    /// Size of the PDF.
    pub pdf_bytes: i32,
}

/// What the register knows under a number.
#[derive(Clone, Debug)]
pub enum Known {
    Held(Box<Held>),
    /// Its owner was erased, and with them everything that it says.
    Erased(Erased),
}

/// What is left of a certificate whose owner was erased.
#[derive(Clone, Debug)]
pub struct Erased {
    pub check_code: String,
    /// When it was withdrawn before, and why.
    pub earlier: Option<Revocation>,
}

impl Held {
    /// Size of the PDF, rounded up, for a download link.
    pub fn kilobytes(&self) -> i32 {
        (self.pdf_bytes + 999) / 1000
    }
}

/// Why a certificate that is due cannot be made. Each has a text for coordinators that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "obstacle", rename_all = "kebab-case")]
pub enum Obstacle {
    /// No certificate font has this letter of this text.
    MissingGlyph { character: char, text: String },
    /// The owner has not confirmed the name yet.
    NameUnconfirmed,
    /// A text is longer than the page or the code can carry; the reason is technical English.
    TooLong { why: String },
    /// This server was built without what makes certificates.
    NoPrinter,
    /// A fault of the template or the fonts; the reason is technical English.
    Fault { why: String },
}

impl Obstacle {
    /// The text that says what stands in the way; `<key>-next` says what to do.
    pub fn key(&self) -> &'static str {
        match self {
            Obstacle::MissingGlyph { .. } => "obstacle-missing-glyph",
            Obstacle::NameUnconfirmed => "obstacle-name-unconfirmed",
            Obstacle::TooLong { .. } => "obstacle-too-long",
            Obstacle::NoPrinter => "obstacle-no-printer",
            Obstacle::Fault { .. } => "obstacle-fault",
        }
    }

    /// The letter or reason that the text names.
    pub fn detail(&self) -> String {
        match self {
            Obstacle::MissingGlyph { character, .. } => character.to_string(),
            Obstacle::TooLong { why } | Obstacle::Fault { why } => why.clone(),
            Obstacle::NameUnconfirmed | Obstacle::NoPrinter => String::new(),
        }
    }
}

/// An obstacle that stands in the way of one certificate.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = certificate_obstacles, check_for_backend(diesel::pg::Pg))]
pub struct Obstructed {
    pub enrolment_id: Uuid,
    pub person_id: Uuid,
    pub at: Instant,
    what: serde_json::Value,
}

impl Obstructed {
    pub fn obstacle(&self) -> Result<Obstacle, AppError> {
        serde_json::from_value(self.what.clone()).map_err(AppError::internal)
    }
}
