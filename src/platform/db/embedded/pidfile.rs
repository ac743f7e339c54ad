//! `postmaster.pid`, in which Postgres tells who it is and how far it has come.

use std::fs;
use std::path::{Path, PathBuf};

/// What the file says; a postmaster that is just starting has not written the optional lines yet.
#[derive(Debug, PartialEq)]
pub struct Pidfile {
    pub pid: u32,
    /// Seconds since 1970.
    pub started: Option<u64>,
    pub socket_dir: Option<PathBuf>,
    /// That the socket accepts a connection is not enough: until then Postgres refuses every query (57P03).
    pub ready: bool,
}

impl Pidfile {
    /// What `pg_ctl -w` asks: the file is of this postmaster, not left by an earlier one with the same number, and says
    /// so. `before` is what the file said before this one was spawned; no clock is asked, for a clock can be set back.
    pub fn says_ready(&self, pid: u32, before: Option<&Pidfile>) -> bool {
        self.ready && self.pid == pid && before != Some(self)
    }
}

pub fn path(cluster: &Path) -> PathBuf {
    cluster.join("postmaster.pid")
}

pub fn read(cluster: &Path) -> Option<Pidfile> {
    parse(&fs::read_to_string(path(cluster)).ok()?)
}

fn parse(text: &str) -> Option<Pidfile> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let line = |number: usize| lines.get(number - 1).copied();
    Some(Pidfile {
        // A single-user Postgres writes its number negative, and is none of ours.
        pid: line(1)?.parse().ok().filter(|pid| *pid > 1)?,
        started: line(3).and_then(|seconds| seconds.parse().ok()),
        socket_dir: line(5).filter(|folder| !folder.is_empty()).map(PathBuf::from),
        ready: line(8) == Some("ready"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_postmaster_left_is_not_taken_for_this_one_whatever_the_clock_says() {
        let file = |pid, started, ready| Pidfile { pid, started: Some(started), socket_dir: None, ready };
        let left = file(4711, 1_000_000, true);
        assert!(!file(4711, 1_000_000, true).says_ready(4711, Some(&left)));
        assert!(file(4711, 900_000, true).says_ready(4711, Some(&left)), "the clock was set back meanwhile");
        assert!(file(4712, 900_000, true).says_ready(4712, Some(&left)));
        assert!(!file(4712, 1_000_001, true).says_ready(4711, None));
        assert!(!file(4711, 1_000_001, false).says_ready(4711, None));
    }

    #[test]
    fn a_ready_postmaster_is_read() {
        let text = "4711\n/data/postgres\n1795493000\n5432\n/tmp/portolan-1\n\n  851968  3\nready   \n";
        let read = Pidfile {
            pid: 4711,
            started: Some(1_795_493_000),
            socket_dir: Some(PathBuf::from("/tmp/portolan-1")),
            ready: true,
        };
        assert_eq!(parse(text), Some(read));
    }

    #[test]
    fn what_is_not_there_yet_is_not_ready() {
        assert_eq!(parse("4711\n"), Some(Pidfile { pid: 4711, started: None, socket_dir: None, ready: false }));
        assert!(!parse("4711\n/d\n1\n5432\n/s\n\n1 2\nstarting\n").unwrap().ready);
        assert!(!parse("4711\n/d\n1\n5432\n/s\n\n1 2\nstopping\n").unwrap().ready);
        assert_eq!(parse("-4711\n"), None);
        assert_eq!(parse(""), None);
    }
}
