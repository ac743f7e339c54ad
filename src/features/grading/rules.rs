//! What marks amount to, whose turn it is, and which grading is current. No I/O.

use std::collections::BTreeMap;

use chrono::Duration;
use sha2::{Digest, Sha256};

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::curriculum::Task;

/// Points by criterion. A criterion that is not there has no mark yet.
pub type Marks = BTreeMap<String, u32>;

/// A release can be taken back for so many minutes; after that the letters go out.
pub const UNDO_MINUTES: i64 = 10;

/// The longest feedback, in characters.
pub const LONGEST_FEEDBACK: usize = 10_000;

/// What marks amount to under a task's rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    pub total: u32,
    /// Of all criteria, marked or not.
    pub maximum: u32,
    /// How many criteria have no mark.
    pub open: usize,
}

impl Tally {
    pub fn complete(self) -> bool {
        self.open == 0
    }
}

/// Adds up. Marks of criteria that the rubric does not have do not count.
pub fn tally(task: &Task, marks: &Marks) -> Tally {
    let given: Vec<u32> = task.criteria.iter().filter_map(|one| marks.get(&one.id)).copied().collect();
    Tally {
        total: given.iter().fold(0, |sum, points| sum.saturating_add(*points)),
        maximum: task.max_points(),
        open: task.criteria.len() - given.len(),
    }
}

/// A mark that the rubric does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    Criterion(String),
    /// These points are no level of the criterion.
    Points(String),
}

/// Marks that do not fit the rubric.
pub fn misfits(task: &Task, marks: &Marks) -> Vec<Misfit> {
    marks
        .iter()
        .filter_map(|(id, points)| match task.criteria.iter().find(|one| one.id == *id) {
            None => Some(Misfit::Criterion(id.clone())),
            Some(criterion) => (!criterion.levels.contains(points)).then(|| Misfit::Points(id.clone())),
        })
        .collect()
}

/// Whether points reach the pass mark: compared without division, so that nothing is rounded up into a pass.
pub fn passes(points: u32, maximum: u32, pass_percent: u32) -> bool {
    maximum > 0 && u64::from(points) * 100 >= u64::from(maximum) * u64::from(pass_percent)
}

/// Feedback as it is kept: line feeds only, nothing around.
pub fn clean_feedback(typed: &str) -> String {
    typed.replace("\r\n", "\n").trim().to_owned()
}

/// One grading, as far as the rules look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub version: i32,
    pub grader: Uuid,
    pub marks: Marks,
    pub feedback: String,
}

/// What becomes of a grading that somebody sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It becomes a row of this version.
    Save(i32),
    /// The same person has said the same already (a second click), or there is nothing to keep.
    Already,
    /// Somebody has graded since this page was opened: both are shown, a person decides.
    Conflict,
}

/// `mine.version` is the version that was current when its page was opened; 0 when there was none.
pub fn verdict(current: Option<&Given>, mine: &Given) -> Verdict {
    let version = current.map_or(0, |given| given.version);
    let same = match current {
        Some(given) => given.grader == mine.grader && given.marks == mine.marks && given.feedback == mine.feedback,
        None => mine.marks.is_empty() && mine.feedback.is_empty(),
    };
    match (same, mine.version == version) {
        (true, _) => Verdict::Already,
        (false, true) => Verdict::Save(version + 1),
        (false, false) => Verdict::Conflict,
    }
}

/// Answers in a grader's own order: random between graders, so that nobody's answer is always read last by tired eyes
/// and two graders seldom meet, and the same each time the same grader looks.
pub fn in_order<T>(grader: Uuid, mut answers: Vec<T>, attempt: impl Fn(&T) -> Uuid) -> Vec<T> {
    answers.sort_by_cached_key(|answer| order_key(grader, attempt(answer)));
    answers
}

fn order_key(grader: Uuid, attempt: Uuid) -> [u8; 32] {
    Sha256::new().chain_update(grader.as_bytes()).chain_update(attempt.as_bytes()).finalize().into()
}

/// The next that waits after `from`, going round; never `from` itself. Without `from`, the first that waits.
pub fn next_waiting(order: &[(Uuid, bool)], from: Option<Uuid>) -> Option<Uuid> {
    let start = from.and_then(|from| order.iter().position(|(id, _)| *id == from)).map_or(0, |at| at + 1);
    let (before, after) = order.split_at_checked(start)?;
    after.iter().chain(before).find(|(id, waits)| *waits && Some(*id) != from).map(|(id, _)| *id)
}

/// Whether a release may still be taken back.
pub fn may_undo(released_at: Instant, now: Instant) -> bool {
    now < settles_at(released_at)
}

/// When a release is final.
pub fn settles_at(released_at: Instant) -> Instant {
    released_at + Duration::minutes(UNDO_MINUTES)
}

/// The time of a grading that follows a release: after it, even when a request read its clock before it had to wait.
pub fn after(now: Instant, released_at: Option<Instant>) -> Instant {
    released_at.map_or(now, |at| now.max(at + Duration::microseconds(1)))
}

/// "A" for the first who graded an answer, "B" for the second: what people are called to one another.
/// `graders` in the order of their gradings.
pub fn letter(graders: &[Uuid], grader: Uuid) -> String {
    let mut seen: Vec<Uuid> = Vec::new();
    for one in graders {
        if !seen.contains(one) {
            seen.push(*one);
        }
    }
    let nth = seen.iter().position(|one| *one == grader).unwrap_or(seen.len());
    let letter = u8::try_from(nth % 26).ok().and_then(|nth| b'A'.checked_add(nth)).map_or('?', char::from);
    match nth / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{}", round + 1),
    }
}
