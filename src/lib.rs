//! Portolan: learning content, assessment and certificates for the people who train the world's border services.
//!
//! - [`base`]: values and pure rules, no I/O.
//! - [`platform`]: settings, database, sign-in, pages, languages, jobs, mail: what every feature stands on.
//! - [`features`]: one folder per feature; `features/mod.rs` lists them low to high, and who reacts to what.
//! - [`cli`]: the command line.
//!
//! Imports go one way: `cli → features → platform → base`; a feature uses a lower one only through its `mod.rs`. Tests in
//! `tests/it/whole` hold that and much else.
//!
//! # Add a page
//! 1. A handler in the feature, its first argument a `Guard<Need>`; a state change also ends with a checked body.
//! 2. A typed page struct above it, its template in `templates/<feature>/`, its texts in `templates/locales/*/<feature>.ftl`.
//! 3. Reads in `store.rs`, always from who asks; changes in `actions.rs`, through `guard.write` with an audit line.
//! 4. A test in `tests/it/<feature>/`, then `cargo test --test it whole`, which says what was forgotten.
//!
//! `docs/how-a-request-travels.md` goes the whole way with the file of each step.

pub mod base;
pub mod cli;
pub mod features;
pub mod platform;
