//! The registry of personal data: every column of the database that says something about a person, and what becomes of
//! it. The export, the erasing, the periods and the public notice are made from it.
//!
//! Invariant: a column stands here or in [`NOT_PERSONAL`]. A test reads the catalogue of a migrated database, so that a
//! new column cannot be forgotten.

mod courses;
mod papers;
mod people;
mod periods;
mod plain;

pub use periods::{Keep, Past, Span};
pub use plain::NOT_PERSONAL;

/// Every table with personal columns. Erasing goes through them in this order: what refers to a row stands before it,
/// and persons come last, because their address finds rows elsewhere.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    courses::TABLES.iter().chain(papers::TABLES).chain(people::TABLES)
}

/// What data is kept for: the parts of the notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Account,
    SignIn,
    Courses,
    Answers,
    Results,
    Certificates,
    Mail,
    Requests,
    Log,
}

impl Purpose {
    pub const ALL: [Purpose; 9] = [
        Purpose::Account,
        Purpose::SignIn,
        Purpose::Courses,
        Purpose::Answers,
        Purpose::Results,
        Purpose::Certificates,
        Purpose::Mail,
        Purpose::Requests,
        Purpose::Log,
    ];

    /// `purpose-<name>` names it, `purpose-<name>-next` says why.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Account => "account",
            Purpose::SignIn => "sign-in",
            Purpose::Courses => "courses",
            Purpose::Answers => "answers",
            Purpose::Results => "results",
            Purpose::Certificates => "certificates",
            Purpose::Mail => "mail",
            Purpose::Requests => "requests",
            Purpose::Log => "log",
        }
    }
}

pub struct Table {
    pub name: &'static str,
    pub purpose: Purpose,
    /// A condition that finds the rows of person `$1`.
    pub whose: &'static str,
    pub rows: Rows,
    pub past: &'static [Past],
    pub columns: &'static [Column],
}

/// What becomes of rows when their person is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    Go,
    /// Each column says what becomes of it.
    Stay,
}

pub struct Column {
    pub name: &'static str,
    /// The text that names it in the notice; empty for what only ties rows together.
    pub label: &'static str,
    pub export: Export,
    pub keep: Keep,
    pub erase: Erase,
}

/// Where somebody finds it in the download of their record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// File and field, `attempts.started_at`.
    As(&'static str),
    No(Because),
}

/// Why it is not in the download.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// Ids and figures that tie rows together.
    Link,
    /// Who else acted: it says nothing about oneself.
    SomebodyElse,
    /// A hash of a password, token or code: nothing can be read from it, and it is safer nowhere else.
    Secret,
    /// It would tell which answer is right, or lift the blindness of grading.
    Key,
    /// Whoever wrote it was promised that coordinators alone read it.
    Promised,
    /// Typed by somebody who may be anybody.
    Unproved,
    /// In the download as a file of its own, or in other words beside it.
    Elsewhere,
    /// Nobody whose row has it can sign in.
    Closed,
    /// Gone as soon as it is done.
    Passing,
}

/// What becomes of a column when its person is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erase {
    /// With its row.
    Goes,
    /// Takes this value, an expression of SQL.
    Becomes(&'static str),
    Stays(Stays),
}

/// Why something stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// An id without a word; whom it belonged to is not known any more.
    Link,
    /// Courses go on counting how many took part and how they fared.
    Counts,
    /// The proof that what was acknowledged had arrived: places, times and hashes of the ledger.
    Chain,
    /// Whoever holds the paper must not be called a forger.
    Number,
    /// Who did what to courses, certificates and accounts must stay traceable.
    Log,
}

impl Stays {
    /// The text that says it; none for what says nothing about anybody.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Stays::Link => None,
            Stays::Counts => Some("stays-counts"),
            Stays::Chain => Some("stays-chain"),
            Stays::Number => Some("stays-number"),
            Stays::Log => Some("stays-log"),
        }
    }
}

/// A column with words in it that people may read.
const fn column(name: &'static str, label: &'static str, export: Export, keep: Keep, erase: Erase) -> Column {
    Column { name, label, export, keep, erase }
}

/// An id or a figure that ties rows together.
const fn link(name: &'static str) -> Column {
    column(name, "", Export::No(Because::Link), Keep::Account, Erase::Stays(Stays::Link))
}

/// The same in a row that goes.
const fn tie(name: &'static str) -> Column {
    column(name, "", Export::No(Because::Link), Keep::Account, Erase::Goes)
}

/// Who else acted on this row. When that person is erased, their id stays and leads to nobody.
const fn actor(name: &'static str) -> Column {
    column(name, "", Export::No(Because::SomebodyElse), Keep::Account, Erase::Stays(Stays::Link))
}

/// The same in a row that goes.
const fn past_actor(name: &'static str) -> Column {
    column(name, "", Export::No(Because::SomebodyElse), Keep::Account, Erase::Goes)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_becomes_of_a_column_fits_what_becomes_of_its_row() {
        for table in tables() {
            for column in table.columns {
                let goes = column.erase == Erase::Goes;
                assert_eq!(goes, table.rows == Rows::Go, "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn a_column_stands_once_and_a_cleared_one_is_there() {
        let mut seen = BTreeSet::new();
        for table in tables() {
            for column in table.columns {
                assert!(seen.insert((table.name, column.name)), "{}.{} stands twice", table.name, column.name);
            }
        }
        for (table, columns) in NOT_PERSONAL {
            for column in *columns {
                assert!(seen.insert((table, column)), "{table}.{column} stands twice");
            }
        }
        for table in tables() {
            for past in table.past {
                let named: BTreeSet<&str> = past.clear.iter().map(|(column, _)| *column).collect();
                let kept: BTreeSet<&str> =
                    table.columns.iter().filter(|column| column.keep == past.keep).map(|column| column.name).collect();
                assert!(named.is_empty() || named == kept, "{}: {:?} clears {named:?}", table.name, past.keep);
                assert!(!kept.is_empty(), "{}: nothing is kept for {:?}", table.name, past.keep);
            }
        }
    }

    #[test]
    fn a_period_that_ends_is_ended_by_something() {
        for table in tables() {
            for column in table.columns.iter().filter(|column| column.keep.ends()) {
                let ended = table.past.iter().any(|past| past.keep == column.keep);
                assert!(ended, "{}.{} is kept for {:?}, and nothing ends it", table.name, column.name, column.keep);
            }
        }
    }
}
