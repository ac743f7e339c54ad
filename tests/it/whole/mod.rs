//! What is true of the whole program, whichever feature it is about.

mod api;
mod architecture;
mod binary;
mod budgets;
mod commands;
mod documents;
mod licences;
mod mail_commands;
mod migrations;
mod queries;
mod routes;
mod source;
mod translations;
mod world;
