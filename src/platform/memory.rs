//! What a server remembers of things that change, and how it knows that they have not.
//!
//! A thing is kept with the count of its changes, which the database keeps and every request reads with the session. It
//! is used only while that count is the same; so several servers may run on one database, and none shows what is over.

use std::any::{Any, TypeId};
use std::sync::Arc;

use moka::sync::Cache;

use crate::base::ids::Uuid;

/// What can be remembered.
pub trait Thing: Any + Send + Sync {
    /// How much it holds, roughly.
    fn bytes(&self) -> usize;
}

/// Things of any kind by id; those that were not asked for lately are dropped.
pub struct Memory(Cache<(TypeId, Uuid), Kept>);

#[derive(Clone)]
struct Kept {
    changes: i64,
    bytes: u32,
    thing: Arc<dyn Any + Send + Sync>,
}

/// What is known of some thousand people in the middle of their sittings.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// What the memory itself needs for a thing.
const EACH: usize = 200;

impl Memory {
    pub fn new() -> Self {
        Self(Cache::builder().max_capacity(MOST_BYTES).weigher(|_, kept: &Kept| kept.bytes).build())
    }

    /// A thing, and after how many changes it was so. The caller compares.
    pub fn recall<T: Thing>(&self, id: Uuid) -> Option<(i64, Arc<T>)> {
        let kept = self.0.get(&(TypeId::of::<T>(), id))?;
        Some((kept.changes, kept.thing.downcast().ok()?))
    }

    /// `changes` was read before the thing itself: what happens between the two makes it look old, never new.
    pub fn keep<T: Thing>(&self, id: Uuid, changes: i64, thing: Arc<T>) {
        let bytes = u32::try_from(thing.bytes() + EACH).unwrap_or(u32::MAX);
        self.0.insert((TypeId::of::<T>(), id), Kept { changes, bytes, thing });
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}
