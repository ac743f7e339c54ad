//! Values and pure rules that every other part may use. No I/O, no clock of its own, no framework.

pub mod address;
pub mod clock;
pub mod codes;
pub mod country;
pub mod decimal;
pub mod ids;
pub mod lang;
pub mod markdown;
pub mod text;
