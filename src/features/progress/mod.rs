//! Progress: lessons read, what is next, what is missing, completion.
//!
//! Invariant: completion follows from rows by declared rules, never from a flag somebody sets; it is recorded once.
//! Start with [`rules`] for what counts, [`refresh`] for what happens when something was done.

mod actions;
pub mod api;
mod lessons;
mod pages;
mod rules;
mod store;

pub use actions::{refresh, refresh_cohort};
pub use rules::{Missing, ModuleProgress, Step};
pub use store::{lessons_read, seat_progress};

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    pages::routes(routes);
    lessons::routes(routes);
    api::routes(routes);
}
