//! One attempt more: what a coordinator can give somebody who has none left.

mod letter;
mod pages;
mod rules;

pub use pages::routes;
