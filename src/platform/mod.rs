//! What every feature stands on: configuration, database, sign-in, pages, languages, jobs, mail.

pub mod db;
