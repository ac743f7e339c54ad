//! The public check: anybody who holds the paper learns whether it is ours, unchanged and still good.
//!
//! Invariants: the page sets no cookie and runs no script; nothing typed is logged; an unknown number and a wrong code
//! get one answer, so that numbers cannot be collected. Start with [`rules`].

mod pages;
mod rules;

pub use pages::{public_keys, routes};
