//! What a request, a job and a command have at hand: one cheap handle to settings, database, clock, keys and limits.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

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
        }))
    }

    /// From now on new requests are turned away; those under way finish.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::SeqCst);
    }

    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::SeqCst)
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
