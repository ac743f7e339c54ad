//! The server's clock. It alone decides deadlines; a device's clock is only recorded.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};

/// An instant in UTC.
pub type Instant = DateTime<Utc>;

/// Where "now" comes from: the system, or a test's hand.
#[derive(Clone, Default)]
pub struct Clock {
    /// Milliseconds that a test added to the system's time.
    shift_ms: Arc<AtomicI64>,
}

impl Clock {
    pub fn system() -> Self {
        Self::default()
    }

    /// The current instant, cut to microseconds: PostgreSQL keeps no finer ones, so what was
    /// written and what is read back stay equal.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system for the time")]
    pub fn now(&self) -> Instant {
        let now = Utc::now() + Duration::milliseconds(self.shift_ms.load(Ordering::Relaxed));
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// How far the system's time is ahead of another witness's. What a test added does not count: it is no fault.
    #[expect(clippy::disallowed_methods, reason = "the system's time itself is asked for")]
    pub fn ahead_of(&self, witness: Instant) -> Duration {
        Utc::now() - witness
    }

    /// Moves this clock forward (or back) by hand; every clone moves with it. For tests.
    pub fn shift(&self, by: Duration) {
        self.shift_ms.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock(shift {} ms)", self.shift_ms.load(Ordering::Relaxed))
    }
}
