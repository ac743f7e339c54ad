//! Asking and marking questions. The rules are pure; start with [`rules::mark`] and [`rules::ask`].
//!
//! Invariant: what [`ask`] returns holds no key and no feedback, and the values it gives a form say nothing either.

mod number;
mod order;
pub mod rules;
#[cfg(test)]
mod tests;

pub use number::{Reading, read as read_number};
pub use order::{Half, draw, draw_test, shuffled};
pub use rules::{Answered, Asked, Mark, Understood, answer_ids, ask, mark, understood};
