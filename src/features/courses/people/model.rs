//! One line of the table of people.

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};

use crate::base::clock::Instant;
use crate::base::country;
use crate::base::ids::Uuid;

/// A person in a cohort with all that the tables tell about the way so far.
#[derive(Clone, QueryableByName)]
pub struct Participant {
    #[diesel(sql_type = SqlUuid)]
    pub enrolment: Uuid,
    /// Nothing else of them is known any more.
    #[diesel(sql_type = Bool)]
    pub erased: bool,
    #[diesel(sql_type = Text)]
    pub full_name: String,
    #[diesel(sql_type = Text)]
    pub latin_name: String,
    #[diesel(sql_type = Text)]
    pub email: String,
    #[diesel(sql_type = Text)]
    pub country: String,
    #[diesel(sql_type = Text)]
    pub agency: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub withdrawn_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Text>)]
    pub withdrawn_why: Option<String>,
    /// The newest invitation: when it was made, when it ends, when it was used.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub invited_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub expires_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub used_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub mail_sent_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub mail_failed_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Text>)]
    pub mail_error: Option<String>,
    /// Has used an invitation to this course, or has signed in since being enrolled.
    #[diesel(sql_type = Bool)]
    pub arrived: bool,
    /// Has read a lesson or begun an attempt.
    #[diesel(sql_type = Bool)]
    pub started: bool,
    #[diesel(sql_type = BigInt)]
    pub lessons: i64,
    #[diesel(sql_type = BigInt)]
    pub quizzes: i64,
    #[diesel(sql_type = Bool)]
    pub completed: bool,
    #[diesel(sql_type = BigInt)]
    pub extra_percent: i64,
}

impl Participant {
    pub fn country_name(&self) -> &str {
        country::name_of(&self.country)
    }
}

impl std::fmt::Debug for Participant {
    /// Names and addresses stay out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Participant({})", self.enrolment)
    }
}
