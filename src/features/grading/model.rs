//! Rows of grading.

use diesel::prelude::*;

use super::rules::{Given, Marks, may_undo};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::db::schema::{grades, releases};

/// A handed-in answer as graders know it: a code, not a person.
#[derive(Clone, Debug, Queryable)]
pub struct Answer {
    pub attempt: Uuid,
    pub blind_code: String,
    pub cohort: Uuid,
    pub module_version: Uuid,
    pub submitted_at: Instant,
    pub(super) person: Uuid,
    pub(super) enrolment: Uuid,
}

/// One grading of one answer.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = grades, check_for_backend(diesel::pg::Pg))]
pub struct Grade {
    #[diesel(column_name = attempt_id)]
    pub attempt: Uuid,
    pub version: i32,
    #[diesel(column_name = grader_id)]
    pub grader: Uuid,
    marks: serde_json::Value,
    pub total: i32,
    pub maximum: i32,
    /// Every criterion has its mark.
    pub complete: bool,
    pub feedback: String,
    pub created_at: Instant,
}

impl Grade {
    pub fn marks(&self) -> Marks {
        serde_json::from_value(self.marks.clone()).unwrap_or_default()
    }

    /// What the rules need of it.
    pub fn to_rule(&self) -> Given {
        Given { version: self.version, grader: self.grader, marks: self.marks(), feedback: self.feedback.clone() }
    }
}

/// The act that shows the grades of a task to its cohort.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = releases, check_for_backend(diesel::pg::Pg))]
pub struct Release {
    pub id: Uuid,
    #[diesel(column_name = cohort_id)]
    pub cohort: Uuid,
    #[diesel(column_name = module_version_id)]
    pub module_version: Uuid,
    pub at: Instant,
    pub by_person: Uuid,
}

impl Release {
    pub fn may_be_undone(&self, now: Instant) -> bool {
        may_undo(self.at, now)
    }

    /// Whether it shows a grading.
    pub fn covers(&self, grade: &Grade) -> bool {
        grade.complete && self.at >= grade.created_at
    }
}

/// A grading that somebody sends.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The version that was current when the page was opened; 0 without one.
    pub version: i32,
    pub marks: Marks,
    pub feedback: String,
}
