//! Identifiers. Rows get UUIDs of version 7: they sort by time, which keeps index pages warm.

pub use uuid::Uuid;

/// A new row id.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
