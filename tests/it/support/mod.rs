//! The world that tests run in.

mod app;
mod cast;
mod client;
mod cluster;
pub mod fixture;
pub mod page;
pub mod smtp;

pub use app::{ALL, SECRET, Template, TestApp};
pub use cast::{Cast, PASSWORD, Who};
pub use client::Client;
pub use cluster::{folder, query, run as sql, site};
pub use page::{FIRST_VIEW, Page};
