//! Accounts: persons, passwords, roles, suspension; signing in and out; the welcome page and the profile.
//!
//! Invariants: no answer tells whether an address has an account; a name is confirmed by its owner before it can stand
//! on a certificate. Start with [`actions`] for what can happen to an account, [`sign_in`] and [`profile`] for how people meet it.

mod actions;
pub mod api;
mod jobs;
mod model;
mod password;
mod profile;
mod rules;
mod sign_in;
mod store;
mod time_zones;

pub use actions::{
    Profile, add_person, change_address, end_suspension, forget_password, grant_role, keep_profile, revoke_role,
    set_password, suspend,
};
pub use jobs::{CodeFor, WantedCode, send_code, want_code};
pub use model::{NewPerson, Person};
pub use password::{Proof, prove};
pub use rules::{Names, PasswordTrouble, check_password, names};
pub use sign_in::{CODE_JOB, signed_in_answer};
pub use store::{anybody, by_email, by_id, by_ids, has_password, holders, roles_of};

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    sign_in::routes(routes);
    profile::routes(routes);
    api::routes(routes);
}
