//! One folder per feature.

pub mod certificates;
