//! Cohorts and enrolments as stored.

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::db::schema::{cohorts, enrolments};

/// One delivery of a course to one group of people.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = cohorts, check_for_backend(diesel::pg::Pg))]
pub struct Cohort {
    pub id: Uuid,
    /// Short name that people use, as in `PS-2026-GE`.
    pub code: String,
    pub course_version_id: Uuid,
    pub agency_id: Uuid,
    pub place: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// By when the pre-course work is due.
    pub due_at: Instant,
}

impl Cohort {
    /// From when its certificates can be issued, for none speaks of days to come: as the last day begins, in UTC. They
    /// are handed over on that day.
    pub fn certified_from(&self) -> Instant {
        self.ends_on.and_time(NaiveTime::MIN).and_utc()
    }
}

/// One person in one cohort.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = enrolments, check_for_backend(diesel::pg::Pg))]
pub struct Enrolment {
    pub id: Uuid,
    pub cohort_id: Uuid,
    pub person_id: Uuid,
    pub created_at: Instant,
}
