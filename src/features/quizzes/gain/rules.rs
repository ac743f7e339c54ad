//! When a test is open, and what the two tests together say. No I/O.

use std::collections::BTreeMap;

use crate::base::ids::Uuid;
use crate::features::questions::Mark;
use crate::features::quizzes::model::Purpose;
use crate::platform::web::AppError;

/// Where a person stands with one of a module's tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestState {
    /// The module has no tests.
    Absent,
    /// Not open: the test before is over once something else was begun, the test after waits for the lessons.
    Closed,
    Offered,
    UnderWay(Uuid),
    Taken(Uuid),
}

impl TestState {
    /// Whether there is something to do.
    pub fn is_open(self) -> bool {
        matches!(self, TestState::Offered | TestState::UnderWay(_))
    }

    /// The word for programs.
    pub fn name(self) -> &'static str {
        match self {
            TestState::Absent => "absent",
            TestState::Closed => "closed",
            TestState::Offered => "offered",
            TestState::UnderWay(_) => "under-way",
            TestState::Taken(_) => "taken",
        }
    }
}

/// Both tests of a module, for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tests {
    pub before: TestState,
    pub after: TestState,
}

impl Tests {
    pub const ABSENT: Tests = Tests { before: TestState::Absent, after: TestState::Absent };

    pub fn of(&self, purpose: Purpose) -> TestState {
        match purpose {
            Purpose::PreTest => self.before,
            Purpose::PostTest => self.after,
            Purpose::Quiz | Purpose::Task => TestState::Absent,
        }
    }
}

/// What a person has done in a module that has tests. An attempt comes with whether it was handed in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Done {
    pub before: Option<(Uuid, bool)>,
    pub after: Option<(Uuid, bool)>,
    /// Read a lesson, or began anything but the test before.
    pub begun: bool,
    pub read_all: bool,
}

pub fn tests(done: Done) -> Tests {
    let state = |attempt: Option<(Uuid, bool)>, open: bool| match attempt {
        Some((id, true)) => TestState::Taken(id),
        Some((id, false)) => TestState::UnderWay(id),
        None if open => TestState::Offered,
        None => TestState::Closed,
    };
    Tests { before: state(done.before, !done.begun), after: state(done.after, done.read_all) }
}

/// Whether a test may be begun, or gone on with.
pub fn may_begin(tests: &Tests, purpose: Purpose) -> Result<(), AppError> {
    match tests.of(purpose) {
        TestState::Offered | TestState::UnderWay(_) => Ok(()),
        TestState::Absent => Err(AppError::NotFound),
        TestState::Taken(_) => Err(AppError::Conflict("error-test-taken")),
        TestState::Closed if purpose == Purpose::PreTest => Err(AppError::Conflict("error-pre-test-over")),
        TestState::Closed => Err(AppError::Conflict("error-post-test-early")),
    }
}

/// Points reached, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points {
    pub milli: u64,
    pub max_milli: u64,
}

impl Points {
    /// 0–100, rounded down as everywhere.
    pub fn percent(self) -> u32 {
        u32::try_from(self.milli.saturating_mul(100) / self.max_milli.max(1)).unwrap_or(100)
    }

    fn add(&mut self, mark: &Mark) {
        self.milli += u64::from(mark.points_milli);
        self.max_milli += u64::from(mark.max_milli);
    }
}

/// The result of one test.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub all: Points,
    pub by_objective: BTreeMap<String, Points>,
}

/// Sums marks by the objective of their question.
pub fn score<'a>(marks: impl IntoIterator<Item = (String, &'a Mark)>) -> Score {
    let mut score = Score::default();
    for (objective, mark) in marks {
        score.all.add(mark);
        score.by_objective.entry(objective).or_default().add(mark);
    }
    score
}

/// What to do about an objective, by the newest result: the text that says it. No text blames.
pub fn advice(percent: u32) -> &'static str {
    match percent {
        0..50 => "advice-first",
        50..100 => "advice-also",
        _ => "advice-known",
    }
}

/// Figures of fewer people than this are not shown: they would tell one person's result.
pub const FEWEST: i64 = 5;

/// A mean over people, in percent or points, shown only when there are enough of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mean {
    pub people: i64,
    /// Rounded; none when there are too few.
    pub value: Option<i64>,
}

impl Mean {
    pub fn new(people: i64, value: Option<f64>) -> Self {
        // A mean of percents fits by far.
        Self { people, value: value.filter(|_| people >= FEWEST).map(|value| value.round() as i64) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::questions::Answered;

    #[test]
    fn the_test_before_is_open_until_something_was_begun_and_the_test_after_from_the_last_lesson() {
        let id = Uuid::nil();
        let nothing = Done::default();
        assert_eq!(tests(nothing), Tests { before: TestState::Offered, after: TestState::Closed });
        let reading = Done { begun: true, ..nothing };
        assert_eq!(tests(reading), Tests { before: TestState::Closed, after: TestState::Closed });
        let under_way = Done { before: Some((id, false)), ..reading };
        assert_eq!(tests(under_way).before, TestState::UnderWay(id), "what was begun may be finished");
        let read = Done { before: Some((id, true)), read_all: true, ..reading };
        assert_eq!(tests(read), Tests { before: TestState::Taken(id), after: TestState::Offered });
        assert!(may_begin(&tests(nothing), Purpose::PreTest).is_ok());
        for (done, purpose) in [(reading, Purpose::PreTest), (reading, Purpose::PostTest), (read, Purpose::PreTest)] {
            assert!(matches!(may_begin(&tests(done), purpose), Err(AppError::Conflict(_))));
        }
        assert!(matches!(may_begin(&Tests::ABSENT, Purpose::PostTest), Err(AppError::NotFound)));
    }

    #[test]
    fn points_are_summed_by_objective() {
        let mark = |points_milli| Mark { points_milli, max_milli: 1000, answered: Answered::Yes, understood: None };
        let marks = [mark(1000), mark(333), mark(0)];
        let score = score(["a", "b", "a"].map(str::to_owned).into_iter().zip(&marks));
        assert_eq!(
            (score.all.percent(), score.by_objective["a"].percent(), score.by_objective["b"].percent()),
            (44, 50, 33)
        );
        assert_eq!(Points::default().percent(), 0);
    }

    #[test]
    fn figures_of_four_people_are_hidden_and_of_five_are_not() {
        assert_eq!(Mean::new(4, Some(62.5)).value, None);
        assert_eq!(Mean::new(5, Some(62.5)).value, Some(63));
        assert_eq!(Mean::new(5, None).value, None);
    }
}
