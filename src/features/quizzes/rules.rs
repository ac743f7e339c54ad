//! What a ledger amounts to, and when something counts. No I/O.

use std::collections::BTreeMap;

use super::model::{Purpose, Sat};
use crate::base::ids::Uuid;
use crate::features::curriculum::{Counts, QuizRules};

/// A stored save, as far as the rules look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Op {
    /// Order of arrival over all devices.
    pub arrival: i64,
    pub device: String,
    /// Order on its device.
    pub seq: i32,
    pub kind: String,
    pub question: String,
    pub value: Vec<String>,
    pub late: bool,
}

/// The answers that stand, by question, and the questions marked "check later".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    pub values: BTreeMap<String, Vec<String>>,
    pub flagged: Vec<String>,
}

impl Answers {
    /// The values that stand at a question; none when it was never touched.
    pub fn of(&self, question: &str) -> &[String] {
        self.values.get(question).map_or(&[], Vec::as_slice)
    }

    pub fn is_answered(&self, question: &str) -> bool {
        self.of(question).iter().any(|value| !value.trim().is_empty())
    }

    pub fn is_flagged(&self, question: &str) -> bool {
        self.flagged.iter().any(|flagged| flagged == question)
    }
}

/// Reads the ledger. On one device the later save of a question wins, whatever order they arrived in; between devices
/// the one whose latest save arrived last, because devices' clocks cannot be compared. With `in_time`, saves that came
/// after the time was over do not count.
pub fn standing_answers(ops: &[Op], in_time: bool) -> Answers {
    let mut answers = Answers::default();
    for op in standing(ops, in_time) {
        match op.kind.as_str() {
            "flag" if op.value.iter().any(|value| !value.is_empty()) => answers.flagged.push(op.question.clone()),
            "flag" => {}
            _ => {
                answers.values.insert(op.question.clone(), op.value.clone());
            }
        }
    }
    answers
}

/// The save that stands for each question and kind, in the order of kinds and questions.
fn standing(ops: &[Op], in_time: bool) -> Vec<&Op> {
    let mut latest: BTreeMap<(&str, &str), BTreeMap<&str, &Op>> = BTreeMap::new();
    for op in ops.iter().filter(|op| !(in_time && op.late)) {
        let devices = latest.entry((&op.kind, &op.question)).or_default();
        let slot = devices.entry(&op.device).or_insert(op);
        if op.seq > slot.seq {
            *slot = op;
        }
    }
    latest.into_values().filter_map(|devices| devices.into_values().max_by_key(|op| op.arrival)).collect()
}

/// Answers that came after the time was over and say something else than what counts.
pub fn late_changes(ops: &[Op]) -> Vec<&Op> {
    let counted = standing_answers(ops, true);
    let changed = |op: &&Op| op.late && op.kind == "answer" && !says_same(counted.of(&op.question), &op.value);
    standing(ops, false).into_iter().filter(changed).collect()
}

/// The ledger as it was when a page was made: up to the newest save that it shows.
pub fn up_to(ops: &[Op], arrival: i64) -> Vec<Op> {
    ops.iter().filter(|op| op.arrival <= arrival).cloned().collect()
}

/// Whether a posted form changes an answer. A form carries every answer as its page showed it; where the person changed
/// nothing on that page, a newer answer from another device must not be overwritten with the old one.
pub fn form_says_new(posted: &[String], shown: &[String], standing: &[String]) -> bool {
    !says_same(posted, shown) && !says_same(posted, standing)
}

/// Whether two answers say the same; nothing chosen and nothing typed are one.
fn says_same(left: &[String], right: &[String]) -> bool {
    let empty = |values: &[String]| values.iter().all(String::is_empty);
    left == right || (empty(left) && empty(right))
}

/// The highest number of a device's chain up to which nothing is missing.
pub fn through_seq(mut seqs: Vec<i32>) -> i32 {
    seqs.sort_unstable();
    seqs.dedup();
    seqs.into_iter().zip(1..).take_while(|(seq, expected)| seq == expected).map(|(seq, _)| seq).last().unwrap_or(0)
}

/// A limit in seconds with a person's extra time.
pub fn limit_seconds(minutes: u32, extra_percent: i32) -> i64 {
    i64::from(minutes) * 60 * (100 + i64::from(extra_percent.max(0))) / 100
}

/// One finished attempt at a quiz.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct Score {
    pub points_milli: i32,
    pub max_milli: i32,
    pub passed: bool,
}

impl Score {
    /// 0–100, rounded down: 69.9 is not 70.
    pub fn percent(self) -> u32 {
        percent(self.points_milli, self.max_milli)
    }
}

/// Share of the points in percent, rounded down.
pub fn percent(points_milli: i32, max_milli: i32) -> u32 {
    let share = i64::from(points_milli.max(0)) * 100 / i64::from(max_milli.max(1));
    u32::try_from(share).unwrap_or(0)
}

/// Whether points reach the pass mark: compared without division, so that nothing is rounded up into a pass.
pub fn passes(points_milli: i32, max_milli: i32, pass_percent: u32) -> bool {
    max_milli > 0 && i64::from(points_milli) * 100 >= i64::from(max_milli) * i64::from(pass_percent)
}

/// Where somebody stands with a module's quiz.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuizStanding {
    /// An attempt that is under way.
    pub open: Option<Uuid>,
    /// Finished attempts, oldest first.
    pub finished: Vec<(Uuid, Score)>,
    pub allowed: u32,
    counts: Counts,
}

impl QuizStanding {
    /// `extra` attempts were given beyond the module's rules.
    pub fn new(rules: &QuizRules, extra: u32, open: Option<Uuid>, finished: Vec<(Uuid, Score)>) -> Self {
        Self { open, finished, allowed: rules.attempts.saturating_add(extra), counts: rules.counts }
    }

    /// From the sittings of a module, oldest first. More than the rules allow is given when they allow none any more.
    pub fn of(rules: &QuizRules, given: u32, sat: &[Sat]) -> Self {
        let quizzes = || sat.iter().filter(|sat| sat.purpose == Purpose::Quiz);
        let open = quizzes().find(|sat| !sat.handed_in).map(|sat| sat.id);
        let finished: Vec<(Uuid, Score)> = quizzes().filter_map(|sat| Some((sat.id, sat.score?))).collect();
        let extra = if Self::is_used_up(rules, &finished) { given } else { 0 };
        Self::new(rules, extra, open, finished)
    }

    /// Whether the rules allow no further attempt.
    pub fn is_used_up(rules: &QuizRules, finished: &[(Uuid, Score)]) -> bool {
        u32::try_from(finished.len()).is_ok_and(|used| used >= rules.attempts)
    }

    /// The attempt that counts, by the module's rule: the best (the earlier of equals) or the last.
    pub fn counting(&self) -> Option<(Uuid, Score)> {
        match self.counts {
            Counts::Last => self.finished.last().copied(),
            Counts::Best => self.finished.iter().rev().max_by_key(|(_, score)| score.percent()).copied(),
        }
    }

    pub fn passed(&self) -> bool {
        self.counting().is_some_and(|(_, score)| score.passed)
    }

    /// Attempts that may still be begun.
    pub fn left(&self) -> u32 {
        let used = self.finished.len() + usize::from(self.open.is_some());
        self.allowed.saturating_sub(u32::try_from(used).unwrap_or(u32::MAX))
    }
}

/// Where somebody stands with a module's written task, as far as the sitting goes; grades are grading's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskStanding {
    /// An attempt that is under way.
    pub open: Option<Uuid>,
    /// Attempts that were handed in, the newest first.
    pub handed_in: Vec<Uuid>,
    /// One more was given than the rules allow, and it is not begun.
    pub again: bool,
}

impl TaskStanding {
    pub fn newest(&self) -> Option<Uuid> {
        self.handed_in.first().copied()
    }

    /// From the sittings of a module, oldest first; `given` attempts more than the one that the rules allow.
    pub fn of(given: u32, sat: &[Sat]) -> Self {
        let tasks = || sat.iter().filter(|sat| sat.purpose == Purpose::Task);
        let open = tasks().find(|sat| !sat.handed_in).map(|sat| sat.id);
        let handed_in: Vec<Uuid> = tasks().rev().filter(|sat| sat.handed_in).map(|sat| sat.id).collect();
        let is_left = u32::try_from(handed_in.len()).is_ok_and(|used| used <= given);
        let again = open.is_none() && !handed_in.is_empty() && is_left;
        Self { open, handed_in, again }
    }
}

/// Words of a text, as people count them.
pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
