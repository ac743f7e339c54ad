//! What Portolan keeps about a person: given to that person as one ZIP, told to everybody on a page, kept no longer than
//! it is needed, and erased at the person's wish.
//!
//! Invariants: all four are made from one list, the [`registry`]; an export holds the asker's own record only, and nothing
//! that is not theirs to see yet (grades wait for their release; keys of questions are never part of a record). Start with
//! the registry; [`store::SECTIONS`] are the files of the export, [`erasure`] and [`retention`] delete.

pub mod api;
mod archive;
mod clocks;
mod erasure;
mod notice;
mod pages;
mod record;
pub mod registry;
mod retention;
mod store;

pub use erasure::{
    Erased, JOB as ERASE_JOB, Wanted as WantedErasure, ask as ask_for_erasure, carry_out as carry_out_erasure,
    erase_and_tell,
};
pub use retention::{keep_up as keep_up_retention, retain};
pub use store::SECTIONS;

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    pages::routes(routes);
    api::routes(routes);
    notice::routes(routes);
    erasure::routes(routes);
}
