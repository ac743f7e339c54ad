//! Agencies: the training services that run courses. Roles are held in one, and cohorts belong to one.

mod store;

pub use store::{Agency, all, find_or_create, named};
