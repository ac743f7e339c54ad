//! The people of one cohort as their coordinator sees them: how far each has come, and what became of the invitation.
//!
//! Invariant: whoever calls has loaded the cohort for the actor. Start with [`store::people_in`].

mod actions;
mod model;
mod pages;
mod rules;
mod store;

pub use actions::{re_enrol, remove_instructor};
pub use pages::routes;
pub use model::Participant;
pub use rules::{Invited, Show, Stage, Tally, tally};
pub use store::{Obstacle, Troubles, people_in, troubles_in};
