//! Progress: lessons read, what is next, what is missing, completion.
//!
//! Invariant: completion follows from rows by declared rules, never from a flag somebody sets; it is recorded once.
//! Start with [`rules`] for what counts, [`refresh`] for what happens when something was done, [`place`] for what pages read.

mod actions;
mod again;
pub mod api;
mod lessons;
mod pages;
mod place;
mod rules;
mod store;

pub use actions::{refresh, refresh_cohort};
pub use rules::{Missing, ModuleProgress, Step};
pub use store::{LessonRecord, lessons_read, record_of, seat_progress};

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    pages::routes(routes);
    again::routes(routes);
    lessons::routes(routes);
    api::routes(routes);
}
