//! What a server remembers of things that change, and how it knows that they have not.
//!
//! A thing is kept with the count of its changes, which the database keeps and every request reads with the session. It
//! is used only while that count is the same; so several servers may run on one database, and none shows what is over.

use std::any::{Any, TypeId};
use std::sync::Arc;

use moka::sync::Cache;

use crate::base::ids::Uuid;

/// Things of any kind by id; those that were not asked for lately are dropped.
pub struct Memory(Cache<(TypeId, Uuid), Kept>);

#[derive(Clone)]
struct Kept {
    changes: i64,
    thing: Arc<dyn Any + Send + Sync>,
}

/// Some kilobytes each.
const MOST: u64 = 4_000;

impl Memory {
    pub fn new() -> Self {
        Self(Cache::new(MOST))
    }

    /// A thing, and after how many changes it was so. The caller compares.
    pub fn recall<T: Any + Send + Sync>(&self, id: Uuid) -> Option<(i64, Arc<T>)> {
        let kept = self.0.get(&(TypeId::of::<T>(), id))?;
        Some((kept.changes, kept.thing.downcast().ok()?))
    }

    /// `changes` was read before the thing itself: what happens between the two makes it look old, never new.
    pub fn keep<T: Any + Send + Sync>(&self, id: Uuid, changes: i64, thing: Arc<T>) {
        self.0.insert((TypeId::of::<T>(), id), Kept { changes, thing });
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}
