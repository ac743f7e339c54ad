//! The tests before and after a module: when each is open, what it shows a person, and what a group gained.
//!
//! Invariants: a test counts for nothing (no pass, no attempt at the quiz, no completion); its keys are shown to nobody,
//! because others are asked the same questions; figures of fewer than [`rules::FEWEST`] people are shown to nobody.
//! `docs/decisions/0005-tests-before-and-after.md` says why. Start with [`rules`].

mod group;
mod pages;
mod rules;
mod store;

pub use pages::{results, start};
pub use rules::{Points, TestState, Tests, may_begin};
pub use store::{score_of, standing, standing_after};

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    group::routes(routes);
}
