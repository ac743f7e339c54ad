//! Sittings: attempts at quizzes, tests and written tasks, the ledger of answers, submission, receipts, results.
//!
//! Invariants: an acknowledged answer is never lost (the ledger is append-only, and a save is acknowledged after its
//! commit only); the same save twice is stored once and acknowledged twice; the server's clock decides what is late.
//! Start with [`ledger`] for how a save is kept, [`actions`] for how a sitting begins and ends, [`gain`] for the tests
//! before and after a module.

mod actions;
pub mod api;
mod ending;
mod gain;
mod heard;
mod held;
mod ledger;
mod model;
mod outbox;
mod outcome;
mod pages;
mod record;
mod results;
mod rules;
mod scribe;
mod sitting;
mod start;
mod store;
#[cfg(test)]
mod tests;
mod view;

pub use actions::{CLOSE_JOB, Closing, close_by_clock, extend_open_attempts, give_attempt, start_attempt, submit};
pub use gain::{TestState, Tests, standing_after as test_standing};
pub use ledger::{Op, take_from_form as take_answer};
pub use model::{Attempt, ExtraAttempt, Purpose, Sat, Submission};
pub use record::{QuestionRecord, SittingRecord, record_of};
pub use rules::{Answers, QuizStanding, TaskStanding, words};
pub use sitting::{module_in, title_of};
pub use store::{answers_of, given_attempts, quiz_standing, submission_of, task_attempt};
pub use view::asked_items;

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    start::routes(routes);
    pages::routes(routes);
    ending::routes(routes);
    results::routes(routes);
    gain::routes(routes);
    outbox::routes(routes);
    held::routes(routes);
    api::routes(routes);
}
