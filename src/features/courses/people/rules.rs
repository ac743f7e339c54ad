//! How far somebody has come, in one word, and the sums of these words. Pure.

use super::model::Participant;
use crate::base::clock::Instant;

/// How far somebody has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Withdrawn,
    Enrolled,
    Arrived,
    Started,
    Completed,
}

impl Stage {
    /// The text that names it.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Withdrawn => "stage-withdrawn",
            Stage::Enrolled => "stage-enrolled",
            Stage::Arrived => "stage-arrived",
            Stage::Started => "stage-started",
            Stage::Completed => "stage-completed",
        }
    }

    /// The mark beside the word.
    pub fn css(self) -> &'static str {
        match self {
            Stage::Withdrawn => "",
            Stage::Enrolled => "later",
            Stage::Arrived | Stage::Started => "next",
            Stage::Completed => "done",
        }
    }
}

/// What became of the newest invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    Never,
    /// No relay has taken the mail yet.
    Waiting,
    Sent,
    /// The relay refused the mail, or it came back.
    Failed,
    Expired,
    Used,
}

impl Invited {
    /// The text that names it.
    pub fn key(self) -> &'static str {
        match self {
            Invited::Never => "invited-never",
            Invited::Waiting => "invited-waiting",
            Invited::Sent => "invited-sent",
            Invited::Failed => "invited-failed",
            Invited::Expired => "invited-expired",
            Invited::Used => "invited-used",
        }
    }

    /// The mark beside the word.
    pub fn css(self) -> &'static str {
        match self {
            Invited::Never | Invited::Waiting | Invited::Sent => "later",
            Invited::Failed => "",
            Invited::Expired => "warn",
            Invited::Used => "done",
        }
    }
}

impl Participant {
    pub fn stage(&self) -> Stage {
        match () {
            () if self.withdrawn_at.is_some() => Stage::Withdrawn,
            () if self.completed => Stage::Completed,
            () if self.started => Stage::Started,
            () if self.arrived => Stage::Arrived,
            () => Stage::Enrolled,
        }
    }

    pub fn invited(&self, now: &Instant) -> Invited {
        let Some(expires_at) = self.expires_at else { return Invited::Never };
        match () {
            () if self.used_at.is_some() => Invited::Used,
            () if self.mail_failed_at.is_some() => Invited::Failed,
            () if expires_at <= *now => Invited::Expired,
            () if self.mail_sent_at.is_some() => Invited::Sent,
            () => Invited::Waiting,
        }
    }

    /// What the mail server said, while the invitation may not have arrived.
    pub fn mail_trouble(&self) -> Option<&str> {
        let astray = self.mail_failed_at.is_some() || self.mail_sent_at.is_none();
        self.mail_error.as_deref().filter(|_| astray && self.used_at.is_none())
    }

    /// Somebody has to do something, or the person will not come in.
    pub fn is_stuck(&self, now: Instant) -> bool {
        let lost = matches!(self.invited(&now), Invited::Never | Invited::Failed | Invited::Expired);
        self.stage() == Stage::Enrolled && lost
    }
}

/// The way of a whole cohort in figures. Whoever came further is counted at every earlier stage too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub enrolled: usize,
    pub arrived: usize,
    pub started: usize,
    pub completed: usize,
    pub waiting: usize,
    pub stuck: usize,
    pub withdrawn: usize,
}

impl Tally {
    /// The stages in their order: text, count, percent of everybody (rounded down: 100 means all).
    pub fn steps(&self) -> [(&'static str, usize, usize); 4] {
        let step = |key, count: usize| (key, count, (count * 100).checked_div(self.enrolled).unwrap_or_default());
        [
            step("step-enrolled", self.enrolled),
            step("step-arrived", self.arrived),
            step("step-started", self.started),
            step("step-completed", self.completed),
        ]
    }

    /// The lists to choose from: word of the address, text, count.
    pub fn shows(&self) -> [(&'static str, &'static str, usize); 4] {
        [
            (Show::All.word(), "show-all", self.enrolled),
            (Show::Waiting.word(), "show-waiting", self.waiting),
            (Show::Stuck.word(), "show-stuck", self.stuck),
            (Show::Withdrawn.word(), "show-withdrawn", self.withdrawn),
        ]
    }
}

pub fn tally(people: &[Participant], now: Instant) -> Tally {
    let mut sums = Tally::default();
    for person in people {
        let stage = person.stage();
        if stage == Stage::Withdrawn {
            sums.withdrawn += 1;
            continue;
        }
        sums.enrolled += 1;
        sums.arrived += usize::from(stage >= Stage::Arrived);
        sums.started += usize::from(stage >= Stage::Started);
        sums.completed += usize::from(stage >= Stage::Completed);
        let stuck = person.is_stuck(now);
        sums.stuck += usize::from(stuck);
        sums.waiting += usize::from(stage == Stage::Enrolled && !stuck);
    }
    sums
}

/// Which people a table shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    All,
    Waiting,
    Stuck,
    Withdrawn,
}

impl Show {
    /// Reads the word of an address; an unknown one shows all.
    pub fn read(word: &str) -> Self {
        match word {
            "waiting" => Show::Waiting,
            "stuck" => Show::Stuck,
            "withdrawn" => Show::Withdrawn,
            _ => Show::All,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Show::All => "all",
            Show::Waiting => "waiting",
            Show::Stuck => "stuck",
            Show::Withdrawn => "withdrawn",
        }
    }

    pub fn shows(self, person: &Participant, now: Instant) -> bool {
        let stage = person.stage();
        match self {
            Show::All => stage != Stage::Withdrawn,
            Show::Waiting => stage == Stage::Enrolled && !person.is_stuck(now),
            Show::Stuck => person.is_stuck(now),
            Show::Withdrawn => stage == Stage::Withdrawn,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;
    use proptest::prelude::*;

    use crate::base::ids::Uuid;

    fn now() -> Instant {
        chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap()
    }

    prop_compose! {
        fn a_participant()(flags in proptest::collection::vec(any::<bool>(), 9), days in -20i64..20) -> Participant {
            let at = |flag: usize| flags[flag].then(now);
            Participant {
                enrolment: Uuid::nil(),
                erased: false,
                full_name: "Ana".into(),
                latin_name: String::new(),
                email: "ana@x.org".into(),
                country: "PE".into(),
                agency: String::new(),
                withdrawn_at: at(0),
                withdrawn_why: None,
                invited_at: at(1),
                expires_at: flags[1].then(|| now() + Duration::days(days)),
                used_at: at(2),
                mail_sent_at: at(3),
                mail_failed_at: at(4),
                mail_error: None,
                arrived: flags[5],
                started: flags[6],
                completed: flags[7],
                lessons: 0,
                quizzes: 0,
                extra_percent: 0,
            }
        }
    }

    proptest! {
        #[test]
        fn everybody_is_counted_once_at_each_stage(people in proptest::collection::vec(a_participant(), 0..30)) {
            let sums = tally(&people, now());
            prop_assert_eq!(sums.enrolled + sums.withdrawn, people.len());
            prop_assert!(sums.enrolled >= sums.arrived && sums.arrived >= sums.started && sums.started >= sums.completed);
            prop_assert_eq!(sums.waiting + sums.stuck + sums.arrived, sums.enrolled);
            for (show, count) in [
                (Show::All, sums.enrolled),
                (Show::Waiting, sums.waiting),
                (Show::Stuck, sums.stuck),
                (Show::Withdrawn, sums.withdrawn),
            ] {
                prop_assert_eq!(people.iter().filter(|person| show.shows(person, now())).count(), count);
                prop_assert_eq!(Show::read(show.word()), show);
            }
        }
    }
}
