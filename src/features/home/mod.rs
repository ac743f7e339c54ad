//! The start page for each role, help, the offline page, the server's health for administrators, the demo's mail, and
//! the description of the API.

mod admin;
mod demo;
pub mod openapi;
mod pages;

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    pages::routes(routes);
    admin::routes(routes);
    demo::routes(routes);
    openapi::routes(routes);
}
