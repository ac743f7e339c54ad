//! One folder per feature.

pub mod curriculum;
pub mod questions;
