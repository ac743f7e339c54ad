//! What Portolan keeps about a person, given to that person: one ZIP with data, a readable page and the certificates.
//!
//! Invariant: an export holds the asker's own record only, and nothing that is not theirs to see yet (grades wait for
//! their release; keys of questions are never part of a record). Start with [`store::SECTIONS`], the registry;
//! [`record`] makes the readable page of it.

pub mod api;
mod archive;
mod pages;
mod record;
mod store;

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    pages::routes(routes);
    api::routes(routes);
}
