//! Saves that could not simply stand: they contradict another one, came after the end, or were damaged on the way.
//! A coordinator reads each beside the answer that stands, and decides once, with a reason: it counts, or it is set
//! aside. Nothing is deleted either way.

mod actions;
mod model;
mod pages;
mod store;

pub use store::waiting_of;

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    pages::routes(routes);
}
