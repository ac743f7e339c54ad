//! Erasing an account: asked for by its owner, done two weeks later unless taken back, or at once by the operator.
//!
//! Invariants: what is erased follows from the registry and nothing else; it is one transaction with a line of the audit
//! log that holds no word; afterwards the person is nobody, and nothing that they or others typed about them is left.
//! Start with [`actions::erase`].

mod actions;
mod jobs;
mod letters;
mod pages;
mod store;

pub use actions::{Erased, ask, erase_and_tell};
pub use jobs::{JOB, Wanted, carry_out};
pub use pages::routes;

pub(super) use actions::erase;

/// Days in which a request can be taken back.
pub const DAYS_TO_THINK: i64 = 14;
