//! Portolan: learning content, assessment and certificates for the people who train the world's border services.
//!
//! Imports go one way: `cli → features → platform → base`.

pub mod base;
pub mod cli;
pub mod features;
pub mod platform;
