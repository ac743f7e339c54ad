//! Coming in by an invitation: by the link of the mail, or by address and code.
//!
//! Invariants: opening the link changes nothing, because mail scanners open links; an invitation works once; no answer
//! tells whether an address is known.

mod pages;
mod rules;

pub use pages::routes;
