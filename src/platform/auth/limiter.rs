//! One limiter under every check of a credential: password, mailed code, invitation code, API token, lost access.
//! Beside it, a wide one under saves of answers: no honest device meets it, and a script that floods the ledger does.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::base::ids::Uuid;
use crate::platform::web::AppError;

/// What is being checked; each has an allowance of its own for one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Check {
    Password,
    Code,
    Invitation,
    LostAccess,
    Verify,
}

/// Tries of one kind for one account: ten at once, then one every 90 s.
const ACCOUNT_BURST: u32 = 10;
const ACCOUNT_PAUSE: Duration = Duration::from_secs(90);
/// Tries from one address: a classroom of 200 behind one line signs in at once, then two a second.
const ADDRESS_BURST: u32 = 200;
const ADDRESS_PAUSE: Duration = Duration::from_millis(500);

/// Batches of saves from one person: a queue of weeks (6,000 saves) at once, then five batches a second.
const SAVES_BURST: u32 = 300;
const SAVES_PAUSE: Duration = Duration::from_millis(200);

/// Counts tries in this process's memory; several processes allow as many times more.
pub struct Limiter {
    accounts: DefaultKeyedRateLimiter<(Check, String)>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    saves: DefaultKeyedRateLimiter<Uuid>,
    since_cleaning: AtomicU32,
}

impl Default for Limiter {
    fn default() -> Self {
        Self::new()
    }
}

impl Limiter {
    pub fn new() -> Self {
        Self {
            accounts: RateLimiter::keyed(quota(ACCOUNT_BURST, ACCOUNT_PAUSE)),
            addresses: RateLimiter::keyed(quota(ADDRESS_BURST, ADDRESS_PAUSE)),
            saves: RateLimiter::keyed(quota(SAVES_BURST, SAVES_PAUSE)),
            since_cleaning: AtomicU32::new(0),
        }
    }

    /// Takes one try; `TooMany` with the time to wait when the account or the address has none left.
    pub fn take(&self, check: Check, account: &str, address: Option<IpAddr>) -> Result<(), AppError> {
        self.clean_now_and_then();
        let now = DefaultClock::default().now();
        if let Some(address) = address {
            self.addresses.check_key(&address).map_err(|not| refused(not.wait_time_from(now)))?;
        }
        self.accounts.check_key(&(check, account.to_owned())).map_err(|not| refused(not.wait_time_from(now)))
    }

    /// Takes one batch of saves of a person; `TooMany` leaves it on the device, which sends it again.
    pub fn take_save(&self, person: Uuid) -> Result<(), AppError> {
        self.clean_now_and_then();
        let now = DefaultClock::default().now();
        self.saves.check_key(&person).map_err(|not| refused(not.wait_time_from(now)))
    }

    fn clean_now_and_then(&self) {
        if self.since_cleaning.fetch_add(1, Ordering::Relaxed) % 1000 == 999 {
            self.accounts.retain_recent();
            self.addresses.retain_recent();
            self.saves.retain_recent();
        }
    }
}

fn refused(wait: Duration) -> AppError {
    AppError::TooMany { wait_seconds: wait.as_secs() + 1 }
}

fn quota(burst: u32, pause: Duration) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(pause).unwrap_or(Quota::per_minute(burst)).allow_burst(burst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_try_on_one_account_waits_whatever_the_address() {
        let limiter = Limiter::new();
        for n in 0..10 {
            let address = IpAddr::from([10, 0, 0, n]);
            assert!(limiter.take(Check::Password, "a@b.org", Some(address)).is_ok());
        }
        let refused = limiter.take(Check::Password, "a@b.org", None);
        assert!(matches!(refused, Err(AppError::TooMany { wait_seconds: 1..=91 })), "{refused:?}");
        assert!(limiter.take(Check::Code, "a@b.org", None).is_ok());
        assert!(limiter.take(Check::Password, "c@b.org", None).is_ok());
    }

    #[test]
    fn one_address_cannot_try_many_accounts() {
        let limiter = Limiter::new();
        let address = Some(IpAddr::from([10, 0, 0, 1]));
        let taken = (0..400).filter(|n| limiter.take(Check::Password, &n.to_string(), address).is_ok()).count();
        assert!((200..210).contains(&taken), "{taken}");
    }

    #[test]
    fn a_person_who_floods_the_ledger_waits_and_nobody_else_does() {
        let (limiter, one, other) = (Limiter::new(), Uuid::from_u128(1), Uuid::from_u128(2));
        let taken = (0..900).filter(|_| limiter.take_save(one).is_ok()).count();
        assert!((300..310).contains(&taken), "{taken}");
        assert!(limiter.take_save(other).is_ok());
    }
}
