//! How long things are kept, and from when that counts.

use chrono::{Duration, Months};

use crate::base::clock::Instant;
use crate::platform::config::Config;

/// How long something is kept. `keep-<name>` says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// As long as there is an account.
    Account,
    /// Until it is done.
    Done,
    /// After a session ended.
    Session,
    /// After a code ended.
    Code,
    /// The words of a mail, after it was written; one that waits for a relay keeps them.
    MailText,
    /// That there was a mail.
    Mail,
    /// What helped to take part in a course, after its end.
    Course,
    /// What somebody wrote and what was written about it, after the end of the course.
    Answers,
    /// After a request.
    Request,
    /// After the act.
    Audit,
    /// Work that nobody could do, after it was given up.
    DeadJob,
}

/// A length of time as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Days(u32),
    Years(u32),
}

impl Span {
    /// That long ago; as long ago as can be told when it is longer.
    pub fn before(self, now: Instant) -> Instant {
        match self {
            Span::Days(days) => now.checked_sub_signed(Duration::days(i64::from(days))),
            Span::Years(years) => now.checked_sub_months(Months::new(years.saturating_mul(12))),
        }
        .unwrap_or(Instant::MIN_UTC)
    }
}

impl Keep {
    /// What has an end; none for what is kept as long as the account, or until something is done.
    pub fn span(self, config: &Config) -> Option<Span> {
        match self {
            Keep::Account | Keep::Done => None,
            Keep::Session | Keep::DeadJob => Some(Span::Days(90)),
            Keep::Code => Some(Span::Days(1)),
            Keep::MailText => Some(Span::Days(config.keep_mails_days)),
            Keep::Mail | Keep::Course | Keep::Request => Some(Span::Years(1)),
            Keep::Answers => Some(Span::Years(config.keep_answers_years)),
            Keep::Audit => Some(Span::Years(config.keep_audit_years)),
        }
    }

    pub fn ends(self) -> bool {
        !matches!(self, Keep::Account | Keep::Done)
    }

    pub fn name(self) -> &'static str {
        match self {
            Keep::Account => "account",
            Keep::Done => "done",
            Keep::Session => "session",
            Keep::Code => "code",
            Keep::MailText => "mail-text",
            Keep::Mail => "mail",
            Keep::Course => "course",
            Keep::Answers => "answers",
            Keep::Request => "request",
            Keep::Audit => "audit",
            Keep::DeadJob => "dead-job",
        }
    }
}

/// How a period of a table ends.
pub struct Past {
    pub keep: Keep,
    /// A condition for what ended before `$1`.
    pub when: &'static str,
    /// Columns with the values that they take; when there are none, the row goes.
    pub clear: &'static [(&'static str, &'static str)],
}

impl Past {
    /// Rows that go.
    pub const fn rows(keep: Keep, when: &'static str) -> Self {
        Self { keep, when, clear: &[] }
    }
}
