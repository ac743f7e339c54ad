//! The people of one cohort as their coordinator sees them: how far each has come, and what became of the invitation.
//!
//! Invariant: whoever calls has loaded the cohort for the actor. Start with [`store::people_in`].

mod actions;
mod model;
mod pages;
mod rules;
mod store;

pub use actions::remove_instructor;
pub use model::Participant;
pub use pages::routes;
pub use rules::{Show, Tally, tally};
pub use store::{Troubles, people_in, sizes, troubles_in};
