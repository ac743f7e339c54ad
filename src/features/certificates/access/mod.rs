//! Lost access: somebody holds a certificate and no longer reads the account's address.
//!
//! Invariants: asking answers the same, in the same time, whether the number exists or not; nothing changes by asking.
//! A coordinator who knows the person decides, and both addresses are told.

mod actions;
mod jobs;
mod pages;
mod store;

pub use actions::{Change, change, refuse};
pub use jobs::{Asked, JOB, take_request};
pub use pages::routes;
pub use store::{Request, open_counts, open_requests};
