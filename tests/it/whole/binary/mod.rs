//! The real binary: started, spoken to over TCP, stopped and killed, in surroundings good and bad.
//!
//! Every test has a data folder, a database cluster and a port of its own. Nothing waits by the clock alone: what takes
//! time is looked for until it is there, or until patience ends.

pub mod browser;
mod clock;
mod disk;
mod doctor;
mod hostile;
mod outages;
mod rehearse;
mod roles;
mod saves;
pub mod server;
mod settings;
mod smoke;
mod start;
pub mod support;
mod tls;
mod wrong_clock;

pub use support::{Data, portolan, run, said};
