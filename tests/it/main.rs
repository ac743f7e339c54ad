//! All integration tests, in one binary that is linked once.
//!
//! One folder per feature, `whole` for what is true of everything, `support` for the world they run in. A test begins
//! with `TestApp::start().await`: a database of its own with a cast of people (`support/cast.rs`), the application
//! in-process, a clock to shift. Run one: `cargo test --test it accounts::sign_in`.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

mod accounts;
mod certificates;
mod courses;
mod curriculum;
mod grading;
mod mail;
mod plans;
mod privacy;
mod progress;
mod quizzes;
mod security;
mod support;
mod whole;
