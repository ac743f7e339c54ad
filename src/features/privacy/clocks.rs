//! Whether the clock can be believed before something is deleted for good. A server that believes to be in another year
//! would find that every period is over.

use chrono::Duration;

use crate::base::clock::Instant;
use crate::platform::db::{self, Conn};
use crate::platform::web::AppError;

/// Our clock and its witnesses may lie apart so far.
const MOST_APART: Duration = Duration::days(1);
/// A longer silence between two looks may have been a jump: a machine that was off and one whose clock was set look alike.
const LONGEST_SILENCE: Duration = Duration::days(3);
/// For so long the clock must have gone on without a jump.
const STEADY: Duration = Duration::days(7);

/// Since when the clock has gone without a jump, and when that was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    pub steady_since: Instant,
    pub looked_at: Instant,
}

/// Whether something may be deleted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Believed,
    /// The database has another time.
    Apart,
    /// The audit log holds lines that are not yet.
    SetBack,
    /// It jumped, or the server was not there; the week begins anew.
    NotYetSteady,
}

/// Judges the clock by the database's time and the newest line of the audit log.
pub fn against_witnesses(now: Instant, database: Instant, newest_audit: Option<Instant>) -> Verdict {
    if (now - database).abs() > MOST_APART {
        return Verdict::Apart;
    }
    match newest_audit {
        Some(newest) if newest - now > MOST_APART => Verdict::SetBack,
        _ => Verdict::Believed,
    }
}

/// Judges it by its own past, which also notices a wrong clock of the whole machine; and what to remember.
pub fn against_past(now: Instant, past: Option<Watch>) -> (Verdict, Watch) {
    let steady_since = match past {
        Some(past) if now >= past.looked_at && now - past.looked_at <= LONGEST_SILENCE => past.steady_since,
        _ => now,
    };
    let verdict = if now - steady_since >= STEADY { Verdict::Believed } else { Verdict::NotYetSteady };
    (verdict, Watch { steady_since, looked_at: now })
}

/// Fails when our clock and the database's disagree, or time went backwards.
pub async fn agree(tx: &mut Conn, now: Instant) -> Result<(), AppError> {
    let (database, newest) = db::clock(tx).await?;
    match against_witnesses(now, database, newest) {
        Verdict::Believed => Ok(()),
        doubted => Err(AppError::internal(format!("the clock is doubted ({doubted:?}); see: portolan doctor"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::clock::Clock;

    #[test]
    fn witnesses_that_contradict_are_believed() {
        let now = Clock::system().now();
        let years = Duration::days(20 * 365);
        assert_eq!(against_witnesses(now, now + Duration::hours(20), Some(now)), Verdict::Believed);
        assert_eq!(against_witnesses(now + years, now, Some(now)), Verdict::Apart);
        assert_eq!(against_witnesses(now - years, now, Some(now)), Verdict::Apart);
        assert_eq!(against_witnesses(now, now, Some(now + Duration::days(2))), Verdict::SetBack);
    }

    #[test]
    fn only_a_clock_that_went_on_for_a_week_is_believed() {
        let begin = Clock::system().now();
        let (mut verdict, mut watch) = against_past(begin, None);
        assert_eq!(verdict, Verdict::NotYetSteady);
        for day in 1..=7 {
            (verdict, watch) = against_past(begin + Duration::days(day), Some(watch));
            assert_eq!(verdict == Verdict::Believed, day == 7, "day {day}");
        }
        let now = begin + Duration::days(8);
        for jumped in [now + Duration::days(20 * 365), now - Duration::days(2), now + Duration::days(4)] {
            let (verdict, after) = against_past(jumped, Some(watch));
            assert_eq!((verdict, after.steady_since), (Verdict::NotYetSteady, jumped));
        }
        assert_eq!(against_past(now, Some(watch)).0, Verdict::Believed);
    }
}
