//! Signing in and out, the welcome page, the profile, tokens for programs.

mod api;
mod limits;
mod profile;
mod sessions;
mod sign_in;
