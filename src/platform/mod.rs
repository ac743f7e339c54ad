//! What every feature stands on: configuration, database, sign-in, pages, languages, jobs, mail.

pub mod app;
pub mod audit;
pub mod auth;
pub mod config;
pub mod db;
pub mod facts;
pub mod i18n;
pub mod jobs;
pub mod mail;
pub mod memory;
pub mod secret;
pub mod web;

pub use app::App;
