//! Grading of written tasks by rubric: the queues, one answer at a time, the release, what the participant sees.
//!
//! Invariants: graders see a code, never a person; every grading is a row, and nobody's is overwritten unseen; nothing
//! of a grading is seen by a participant before a release that was not undone. Start with [`rules`] for what marks
//! amount to and what counts as current, [`actions`] for the two verbs.

mod actions;
pub mod api;
mod jobs;
mod model;
mod pages;
mod queues;
mod result;
mod rules;
mod store;
#[cfg(test)]
mod tests;

pub use actions::{give_grade, release, undo_release};
pub use jobs::{LETTERS_JOB, Letters, send_letters};
pub use model::{Draft, Grade, Release};
pub use result::{GradeRecord, TaskResult, grade_record, task_result_after};
pub use rules::Marks;
pub use store::release_is_open;

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    queues::routes(routes);
    pages::routes(routes);
    result::routes(routes);
    api::routes(routes);
}
