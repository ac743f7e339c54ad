//! One folder per feature, low to high. A feature uses a lower one only through its `mod.rs`; influence upward travels
//! as a [`Fact`], and this file's one `match` says who reacts.

pub mod accounts;
pub mod agencies;
pub mod courses;
pub mod curriculum;
