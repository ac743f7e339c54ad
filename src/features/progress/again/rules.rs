//! What can be given once more, and how a form says it. No I/O.

use std::str::FromStr;

use crate::base::ids::Uuid;
use crate::features::progress::ModuleProgress;
use crate::features::quizzes::Purpose;

/// The quiz or the task of a module version, as a form names it: `quiz:<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sitting {
    pub purpose: Purpose,
    pub version: Uuid,
}

impl Sitting {
    pub fn word(self) -> String {
        format!("{}:{}", self.purpose.name(), self.version)
    }
}

/// The sittings of which somebody has no attempt left and has not passed. Points that may still be taken back
/// (`release_is_open`) are no reason to write a task again.
pub fn stuck(modules: &[ModuleProgress], release_is_open: bool) -> Vec<Sitting> {
    let sittings = modules.iter().flat_map(|module| {
        let of = |purpose| Sitting { purpose, version: module.version.id };
        let quiz = module.quiz_is_stuck().then(|| of(Purpose::Quiz));
        let task = (module.task_is_stuck() && !release_is_open).then(|| of(Purpose::Task));
        quiz.into_iter().chain(task)
    });
    sittings.collect()
}

impl FromStr for Sitting {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        let (purpose, version) = word.split_once(':').ok_or(())?;
        let purpose = [Purpose::Quiz, Purpose::Task].into_iter().find(|one| one.name() == purpose).ok_or(())?;
        Ok(Self { purpose, version: version.parse().map_err(|_| ())? })
    }
}
