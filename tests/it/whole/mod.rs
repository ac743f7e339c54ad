//! What is true of the whole program, whichever feature it is about.

mod api;
mod architecture;
pub mod binary;
mod budgets;
mod commands;
mod documents;
mod licences;
mod mail_commands;
mod migrations;
mod queries;
pub mod routes;
pub mod source;
mod translations;
pub mod world;
