//! Inviting people by a list.
//!
//! Invariants: a list is taken whole or not at all; nobody is invited twice while the first invitation works; of a link
//! and of a code only hashes are kept. Start with [`list`] for how a file is read, [`rules`] for what a row must hold,
//! [`actions`] for what sending does.

mod actions;
mod columns;
mod encoding;
mod letter;
mod list;
mod pages;
mod rules;
mod store;
#[cfg(test)]
mod tests;

pub use actions::{Invited, Inviter, accept, code_hash, invite_person, resend, void_all};
pub use pages::routes;
pub use store::{Held, by_token, by_token_for_use, open_of_address};
