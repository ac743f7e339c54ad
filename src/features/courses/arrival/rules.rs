//! Whether an invitation can still be used. Pure.

use crate::base::clock::Instant;
use crate::base::codes;
use crate::base::ids::Uuid;
use crate::features::courses::invitations::{Held, code_hash};
use crate::platform::secret::{Secret, same};

/// Why a link does not work any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Used,
    /// Too old, replaced by a newer one, or for a course that the person was taken out of; or never made.
    Gone,
}

impl Over {
    /// The text that explains it; `<key>-next` says what to do.
    pub fn key(self) -> &'static str {
        match self {
            Over::Used => "invitation-used",
            Over::Gone => "invitation-gone",
        }
    }
}

/// The invitation of a link, when it can be used.
pub fn usable(held: Option<Held>, now: Instant) -> Result<Held, Over> {
    match held {
        Some(held) if held.used_at.is_some() => Err(Over::Used),
        Some(held) if held.dead || held.expires_at <= now => Err(Over::Gone),
        Some(held) => Ok(held),
        None => Err(Over::Gone),
    }
}

/// The invitation that a typed code belongs to. Compares at least once, so that an address without invitations takes
/// as long as one with.
pub fn of_code(held: Vec<Held>, secret: &Secret, typed: &str) -> Option<Held> {
    let code = codes::normalise(typed);
    if held.is_empty() {
        let _ = same(&code_hash(secret, Uuid::nil(), &code), &[0; 32]);
    }
    held.into_iter().find(|held| same(&held.code_hash, &code_hash(secret, held.person, &code)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    fn held(now: Instant) -> Held {
        Held {
            id: Uuid::nil(),
            person: Uuid::from_u128(1),
            enrolment: Uuid::nil(),
            course_version: Uuid::nil(),
            place: String::new(),
            code_hash: code_hash(&Secret::new("s"), Uuid::from_u128(1), "AB34CD67"),
            expires_at: now + Duration::days(14),
            used_at: None,
            dead: false,
            welcomed: false,
        }
    }

    #[test]
    fn an_invitation_works_once_in_time_and_while_it_is_the_newest() {
        let now = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let over = |held| usable(held, now).err();
        assert_eq!(over(Some(held(now))), None);
        assert_eq!(over(None), Some(Over::Gone));
        assert_eq!(over(Some(Held { used_at: Some(now), dead: true, ..held(now) })), Some(Over::Used));
        assert_eq!(over(Some(Held { dead: true, ..held(now) })), Some(Over::Gone));
        assert_eq!(usable(Some(held(now)), now + Duration::days(14)).err(), Some(Over::Gone));
    }

    #[test]
    fn a_code_is_understood_as_it_is_typed_and_fits_one_person() {
        let (now, secret) = (chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap(), Secret::new("s"));
        assert!(of_code(vec![held(now)], &secret, " ab34-cd67 ").is_some());
        assert!(of_code(vec![held(now)], &secret, "AB34CD66").is_none());
        assert!(of_code(vec![Held { person: Uuid::from_u128(2), ..held(now) }], &secret, "AB34CD67").is_none());
        assert!(of_code(Vec::new(), &secret, "AB34CD67").is_none());
    }
}
