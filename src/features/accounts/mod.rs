//! Accounts: persons, passwords, roles, suspension; signing in and out; the welcome page and the profile.
//!
//! Invariants: no answer tells whether an address has an account; a name is confirmed by its owner before it can stand
//! on a certificate. Start with [`actions`] for what can happen to an account, `pages` for how people meet it.

mod actions;
pub mod api;
mod jobs;
mod model;
mod pages;
mod rules;
mod store;

pub use actions::{
    Profile, add_person, change_address, end_suspension, grant_role, keep_profile, revoke_role, set_password, suspend,
};
pub use jobs::{WantedCode, send_code};
pub use model::{NewPerson, Person};
pub use pages::{CODE_JOB, signed_in_answer};
pub use rules::{Names, PasswordTrouble, check_password, names};
pub use store::{anybody, by_email, by_id, by_ids, has_password, holders, roles_of};

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    pages::routes(routes);
    api::routes(routes);
}
