//! Rows of held saves and of the decisions about them.

use diesel::prelude::*;
use diesel::sql_types;

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::quizzes::ledger::Op;
use crate::features::quizzes::model::Attempt;
use crate::platform::db::schema::{held_decisions, held_ops};

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = held_ops, check_for_backend(diesel::pg::Pg))]
pub struct Held {
    pub id: Uuid,
    body: serde_json::Value,
    reason: String,
    pub received_at: Instant,
}

impl Held {
    /// The save as it arrived.
    pub fn op(&self) -> Option<Op> {
        serde_json::from_value(self.body.clone()).ok()
    }

    /// The text that says why it is held.
    pub fn reason_key(&self) -> &'static str {
        reason_key(&self.reason)
    }

    /// The question that it names; a damaged save may name anything.
    pub fn question(&self) -> Option<&str> {
        self.body.get("question")?.as_str()
    }
}

fn reason_key(reason: &str) -> &'static str {
    match reason {
        "after-submission" => "held-after-submission",
        "late" => "held-late",
        "other-content" => "held-other-content",
        "chain" => "held-chain",
        _ => "held-damaged",
    }
}

/// The held saves of one question of one attempt that wait together, or were decided together: a row of the list.
#[derive(Clone, Debug, QueryableByName)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Heap {
    #[diesel(sql_type = sql_types::Uuid)]
    pub newest: Uuid,
    #[diesel(sql_type = sql_types::Text)]
    reason: String,
    #[diesel(sql_type = sql_types::BigInt)]
    pub saves: i64,
    #[diesel(sql_type = sql_types::Timestamptz)]
    pub received_at: Instant,
    #[diesel(sql_type = sql_types::Uuid)]
    pub attempt_id: Uuid,
    #[diesel(sql_type = sql_types::Uuid)]
    pub person_id: Uuid,
    /// None while it waits.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Bool>)]
    pub counted: Option<bool>,
    /// Rows of the whole list.
    #[diesel(sql_type = sql_types::BigInt)]
    pub all: i64,
}

impl Heap {
    pub fn reason_key(&self) -> &'static str {
        reason_key(&self.reason)
    }
}

/// What becomes of a held save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Counted,
    SetAside,
}

impl Verdict {
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Counted => "counted",
            Verdict::SetAside => "set-aside",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Verdict::Counted, Verdict::SetAside].into_iter().find(|verdict| verdict.name() == word)
    }
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = held_decisions, check_for_backend(diesel::pg::Pg))]
pub struct Decision {
    verdict: String,
    pub reason: String,
    pub at: Instant,
    by_person: Uuid,
}

impl Decision {
    /// Whether somebody has decided just this.
    pub fn is(&self, verdict: Verdict, reason: &str, by: Uuid) -> bool {
        (self.verdict.as_str(), self.reason.as_str(), self.by_person) == (verdict.name(), reason, by)
    }

    pub fn counted(&self) -> bool {
        self.verdict == Verdict::Counted.name()
    }
}

/// A held save with where it belongs.
#[derive(Clone, Debug)]
pub struct Case {
    pub held: Held,
    pub attempt: Attempt,
    pub person: Uuid,
    pub decision: Option<Decision>,
    /// The written task has a complete grading: its text can no longer change.
    pub graded: bool,
}
