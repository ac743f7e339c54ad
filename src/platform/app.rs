//! What a request, a job and a command have at hand: one cheap handle to settings, database, clock, keys and limits.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::base::clock::Clock;
use crate::platform::auth::{Hasher, Keys, Limiter};
use crate::platform::config::Config;
use crate::platform::db::Db;
use crate::platform::mail::Mailer;
use crate::platform::memory::Memory;

/// The application. Cloning it is cheap; all clones are one.
#[derive(Clone)]
pub struct App(Arc<Parts>);

pub struct Parts {
    pub config: Config,
    pub db: Db,
    pub clock: Clock,
    pub keys: Keys,
    pub hasher: Hasher,
    pub limiter: Limiter,
    pub mailer: Mailer,
    pub memory: Memory,
    draining: AtomicBool,
    singles: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl App {
    pub fn new(config: Config, db: Db, clock: Clock, keys: Keys, mailer: Mailer) -> Self {
        Self(Arc::new(Parts {
            hasher: Hasher::new(),
            limiter: Limiter::new(),
            config,
            db,
            clock,
            keys,
            mailer,
            memory: Memory::new(),
            draining: AtomicBool::new(false),
            singles: Mutex::default(),
        }))
    }

    /// From now on new requests are turned away; those under way finish.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::SeqCst);
    }

    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::SeqCst)
    }

    /// The one `T` of this application: what all its workers share of a feature's own, made when it is first asked for.
    pub fn single<T: Any + Send + Sync + Default>(&self) -> Arc<T> {
        let mut singles = self.singles.lock().unwrap_or_else(PoisonError::into_inner);
        let found = singles.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default()));
        Arc::clone(found).downcast().unwrap_or_default()
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
