//! Certificates as a coordinator sees them: which were issued and mailed, what stands in the way of others, and who
//! asks for another address.
//!
//! Invariant: everything starts from a cohort that the actor coordinates.

mod pages;
mod rows;

pub use pages::routes;
