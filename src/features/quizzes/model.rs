//! Rows of sittings.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rules::{Op, Score};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::curriculum::ModuleContent;
use crate::features::questions::Mark;
use crate::platform::db::schema::{answer_ops, attempts, extra_attempts, results, submissions};

/// One attempt beyond the module's rules, which a coordinator gave.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = extra_attempts, check_for_backend(diesel::pg::Pg))]
pub struct ExtraAttempt {
    pub module_version_id: Uuid,
    purpose: String,
    pub given_at: Instant,
    pub reason: String,
}

impl ExtraAttempt {
    pub fn purpose(&self) -> Purpose {
        Purpose::named(&self.purpose)
    }
}

/// What is sat: drawn questions, or the module's written task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    Quiz,
    Task,
    /// Before the lessons. It shows where to begin reading, and counts for nothing.
    PreTest,
    /// After the lessons. It shows what they brought, and counts for nothing.
    PostTest,
}

impl Purpose {
    pub const ALL: [Purpose; 4] = [Purpose::Quiz, Purpose::Task, Purpose::PreTest, Purpose::PostTest];

    pub fn name(self) -> &'static str {
        match self {
            Purpose::Quiz => "quiz",
            Purpose::Task => "task",
            Purpose::PreTest => "pre-test",
            Purpose::PostTest => "post-test",
        }
    }

    /// Of a stored row: the schema knows no other words.
    pub fn named(name: &str) -> Self {
        Purpose::ALL.into_iter().find(|purpose| purpose.name() == name).unwrap_or(Purpose::Quiz)
    }

    /// One of the two tests around the lessons.
    pub fn is_test(self) -> bool {
        matches!(self, Purpose::PreTest | Purpose::PostTest)
    }

    /// Made of drawn questions, which are marked by their keys.
    pub fn is_drawn(self) -> bool {
        self != Purpose::Task
    }

    /// How many minutes a sitting of it has.
    pub fn time_limit_minutes(self, content: &ModuleContent) -> Option<u32> {
        match self {
            Purpose::Quiz => content.quiz.time_limit_minutes,
            Purpose::Task => None,
            Purpose::PreTest | Purpose::PostTest => content.test.as_ref()?.time_limit_minutes,
        }
    }
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = attempts, check_for_backend(diesel::pg::Pg))]
pub struct Attempt {
    pub id: Uuid,
    pub enrolment_id: Uuid,
    pub module_version_id: Uuid,
    purpose: String,
    pub number: i32,
    seed: i64,
    /// What graders see instead of a name.
    pub blind_code: String,
    pub started_at: Instant,
    /// When the time is over; none without a limit.
    pub due_at: Option<Instant>,
    pub grace_seconds: i32,
}

impl Attempt {
    pub fn purpose(&self) -> Purpose {
        Purpose::named(&self.purpose)
    }

    /// Orders questions and options, the same way each time the attempt is opened.
    pub fn seed(&self) -> u64 {
        self.seed.cast_unsigned()
    }

    /// The last instant at which an answer still counts.
    pub fn counts_until(&self) -> Option<Instant> {
        self.due_at.map(|due| due + chrono::Duration::seconds(i64::from(self.grace_seconds)))
    }

    /// Whether something that arrives now is late.
    pub fn is_late(&self, now: Instant) -> bool {
        self.counts_until().is_some_and(|until| now > until)
    }

    /// Seconds that the server still gives, for the timer; none without a limit.
    pub fn seconds_left(&self, now: Instant) -> Option<i64> {
        self.due_at.map(|due| (due - now).num_seconds().max(0))
    }
}

/// One sitting, as far as somebody's standing looks at it.
#[derive(Clone, Debug, Deserialize)]
pub struct Sat {
    pub id: Uuid,
    /// The version of the module.
    pub module: Uuid,
    pub purpose: Purpose,
    /// Handed in, or closed by the clock.
    pub handed_in: bool,
    /// None when it was not marked.
    pub score: Option<Score>,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = submissions, check_for_backend(diesel::pg::Pg))]
pub struct Submission {
    pub attempt_id: Uuid,
    /// A code that a person can write down and read aloud.
    pub receipt: String,
    pub submitted_at: Instant,
    /// How many questions had an answer.
    pub answered: i32,
    pub late: bool,
    /// Closed when the time was over, not by the person.
    pub by_clock: bool,
}

/// One question of a marked attempt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MarkedItem {
    pub item: String,
    pub item_version: Uuid,
    /// The answer as option ids or typed text (not as places in this attempt's order).
    pub answer: Vec<String>,
    pub mark: Mark,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = results, check_for_backend(diesel::pg::Pg))]
pub struct ResultRow {
    pub points_milli: i32,
    pub max_milli: i32,
    pub passed: bool,
    pub marks: serde_json::Value,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = answer_ops, check_for_backend(diesel::pg::Pg))]
pub struct OpRow {
    pub op_id: Uuid,
    pub arrival: i64,
    pub device: String,
    pub seq: i32,
    pub kind: String,
    pub question: String,
    pub value: serde_json::Value,
    pub sha256: String,
    pub prev: String,
    pub made_at: String,
    pub mono_ms: i64,
    pub received_at: Instant,
    pub late: bool,
}

impl OpRow {
    /// What the rules need of it.
    pub fn to_rule(&self) -> Op {
        Op {
            arrival: self.arrival,
            device: self.device.clone(),
            seq: self.seq,
            kind: self.kind.clone(),
            question: self.question.clone(),
            value: serde_json::from_value(self.value.clone()).unwrap_or_default(),
            late: self.late,
        }
    }
}
