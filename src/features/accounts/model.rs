//! A person as stored.

use chrono_tz::Tz;
use diesel::prelude::*;

use crate::base::address::Email;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::platform::db::schema::persons;

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = persons, check_for_backend(diesel::pg::Pg))]
pub struct Person {
    pub id: Uuid,
    pub email: String,
    /// In the person's own script, as it must appear on the certificate.
    pub full_name: String,
    /// In Latin letters, as in the passport.
    pub latin_name: String,
    pub lang: String,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: String,
    pub agency: String,
    pub time_zone: String,
    pub created_at: Instant,
    pub welcomed_at: Option<Instant>,
    /// Nothing else of them is left then.
    pub erased_at: Option<Instant>,
}

impl Person {
    pub fn lang(&self) -> Lang {
        self.lang.parse().unwrap_or_default()
    }

    pub fn zone(&self) -> Tz {
        self.time_zone.parse().unwrap_or(Tz::UTC)
    }

    /// The address as a value. Stored addresses were parsed before they were stored.
    pub fn address(&self) -> Option<Email> {
        Email::parse(&self.email).ok()
    }
}

impl std::fmt::Debug for Person {
    /// Names and addresses stay out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Person({})", self.id)
    }
}

/// What is known of somebody who is added by hand or by a list.
pub struct NewPerson {
    pub email: Email,
    pub full_name: String,
    pub lang: Lang,
    pub country: String,
    pub agency: String,
}
