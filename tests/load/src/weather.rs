//! Which fault meets which request. It depends on the seed, the lane (one for each person) and the number of the
//! request on that lane, and on nothing else, so a run can be played again.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The request waits for so many milliseconds.
    Delay(u64),
    /// The request goes out in pieces of so many bytes.
    ThrottledRequest(usize),
    /// The answer comes in pieces of so many bytes.
    ThrottledAnswer(usize),
    /// The line breaks after so many bytes of the request.
    CutRequest(usize),
    /// The line breaks after so many bytes of the answer.
    CutAnswer(usize),
    /// The line is reset before anything is sent.
    ResetBefore,
    /// The request is sent whole, and the line is reset so many microseconds later.
    Cancelled(u64),
    /// The server answers, and the line is reset before the answer arrives.
    SwallowedAnswer,
    /// The request reaches the server twice, one after the other.
    TwiceInTurn,
    /// The request reaches the server twice at the same time.
    TwiceAtOnce,
    /// Nothing comes back, and nothing was sent.
    BlackHole,
    /// Nothing comes back, but the request was sent.
    BlackHoleAfter,
    /// A hotel's sign-in page: status 200, and HTML.
    Portal,
}

impl Fault {
    pub fn name(self) -> &'static str {
        match self {
            Fault::Delay(_) => "delay",
            Fault::ThrottledRequest(_) => "throttled request",
            Fault::ThrottledAnswer(_) => "throttled answer",
            Fault::CutRequest(_) => "cut request",
            Fault::CutAnswer(_) => "cut answer",
            Fault::ResetBefore => "reset before",
            Fault::Cancelled(_) => "cancelled",
            Fault::SwallowedAnswer => "swallowed answer",
            Fault::TwiceInTurn => "twice in turn",
            Fault::TwiceAtOnce => "twice at once",
            Fault::BlackHole => "black hole",
            Fault::BlackHoleAfter => "black hole after sending",
            Fault::Portal => "captive portal",
        }
    }
}

/// Requests of a lane in one stretch of weather; every eighth stretch is a storm of cancellations.
const STRETCH: u64 = 40;

fn chance(seed: u64, lane: usize, nth: u64) -> StdRng {
    let mut bytes = [0; 32];
    let words = [seed, lane as u64, nth, 0x706f_7274];
    for (part, word) in bytes.chunks_mut(8).zip(words) {
        part.copy_from_slice(&word.to_le_bytes());
    }
    StdRng::from_seed(bytes)
}

/// The fault that meets one request, if any.
pub fn fault(seed: u64, lane: usize, nth: u64) -> Option<Fault> {
    let mut dice = chance(seed, lane, nth);
    if is_storm(lane, nth) {
        return dice.random_bool(0.7).then(|| Fault::Cancelled(dice.random_range(0..6_000)));
    }
    if !dice.random_bool(0.15) {
        return None;
    }
    Some(match dice.random_range(0..26) {
        0..3 => Fault::Delay(dice.random_range(1..400)),
        3 => Fault::ThrottledRequest(dice.random_range(64..512)),
        4 => Fault::ThrottledAnswer(dice.random_range(64..512)),
        5..8 => Fault::CutRequest(dice.random_range(1..3_000)),
        8..11 => Fault::CutAnswer(dice.random_range(1..1_200)),
        11 => Fault::ResetBefore,
        12..16 => Fault::Cancelled(dice.random_range(0..20_000)),
        16..19 => Fault::SwallowedAnswer,
        19 | 20 => Fault::TwiceInTurn,
        21 | 22 => Fault::TwiceAtOnce,
        23 => Fault::BlackHole,
        24 => Fault::BlackHoleAfter,
        _ => Fault::Portal,
    })
}

/// The storms of different lanes come at different times.
fn is_storm(lane: usize, nth: u64) -> bool {
    (nth / STRETCH + lane as u64) % 8 == 7
}

/// Ways of a server that breaks its promise, played by the line in front of an honest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Acknowledges before it has committed, and then does not commit.
    Forges,
    /// Does not know a save again, and keeps it a second time.
    Repeats,
}

/// The weather of a run, and what it did.
pub struct Weather {
    pub seed: u64,
    calm: AtomicBool,
    wrong: AtomicU8,
    /// What was done wrongly since the server is the wrong one it is.
    wrongs: AtomicU64,
    done: Mutex<BTreeMap<&'static str, u64>>,
}

impl Weather {
    /// Calm, until it is told otherwise.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            calm: AtomicBool::new(true),
            wrong: AtomicU8::new(0),
            wrongs: AtomicU64::new(0),
            done: Mutex::default(),
        }
    }

    pub fn set_calm(&self, calm: bool) {
        self.calm.store(calm, Ordering::SeqCst);
    }

    pub fn set_wrong(&self, wrong: Option<Wrong>) {
        let code = match wrong {
            None => 0,
            Some(Wrong::Forges) => 1,
            Some(Wrong::Repeats) => 2,
        };
        self.wrongs.store(0, Ordering::SeqCst);
        self.wrong.store(code, Ordering::SeqCst);
    }

    /// Notes that the server, or what plays it, did the wrong thing.
    pub fn note_wrong(&self) {
        self.wrongs.fetch_add(1, Ordering::SeqCst);
    }

    pub fn wrongs(&self) -> u64 {
        self.wrongs.load(Ordering::SeqCst)
    }

    pub fn wrong(&self) -> Option<Wrong> {
        match self.wrong.load(Ordering::SeqCst) {
            1 => Some(Wrong::Forges),
            2 => Some(Wrong::Repeats),
            _ => None,
        }
    }

    pub fn fault(&self, lane: usize, nth: u64) -> Option<Fault> {
        if self.calm.load(Ordering::SeqCst) {
            return None;
        }
        let fault = fault(self.seed, lane, nth);
        if let Some(fault) = fault {
            self.count(fault.name());
        }
        fault
    }

    /// Counts something that was done, by its name.
    pub fn count(&self, name: &'static str) {
        *self.done.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default() += 1;
    }

    pub fn done(&self) -> BTreeMap<&'static str, u64> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_same_seed_brings_the_same_faults_and_another_brings_others() {
        let all = |seed| (0..400).map(|nth| fault(seed, 3, nth)).collect::<Vec<_>>();
        assert_eq!(all(5), all(5));
        assert_ne!(all(5), all(6));
    }

    #[test]
    fn every_fault_comes_and_most_requests_meet_none() {
        let all: Vec<_> = (0..20).flat_map(|lane| (0..1_000).map(move |nth| fault(1, lane, nth))).collect();
        let names: BTreeSet<_> = all.iter().flatten().map(|fault| fault.name()).collect();
        assert_eq!(names.len(), 13, "{names:?}");
        let met = all.iter().flatten().count();
        assert!((3_000..6_000).contains(&met), "{met}");
    }

    #[test]
    fn calm_weather_brings_nothing_and_counts_nothing() {
        let weather = Weather::new(1);
        assert!((0..500).all(|nth| weather.fault(0, nth).is_none()));
        assert!(weather.done().is_empty());
        weather.set_calm(false);
        let met = (0..500).filter_map(|nth| weather.fault(0, nth)).count() as u64;
        assert_eq!(weather.done().values().sum::<u64>(), met);
    }
}
