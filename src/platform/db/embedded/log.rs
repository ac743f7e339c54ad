//! Postgres's own log, `postgres.log` in the data folder.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Bytes; a longer log is put aside when the cluster starts, in place of the one put aside before.
const LONG: u64 = 10 * 1024 * 1024;
/// Bytes read to find why a program failed.
const TAIL: u64 = 64 * 1024;

/// How Postgres (`FATAL:  …`) and its tools (`initdb: error: …`) mark what they die of.
const MARKS: [&str; 4] = ["PANIC:", "FATAL:", "ERROR:", "error:"];

/// Puts a long log aside. Failing to is no reason not to start.
pub fn rotate(log: &Path) {
    if length(log) > LONG
        && let Err(error) = fs::rename(log, log.with_extension("log.1"))
    {
        tracing::warn!(%error, log = %log.display(), "the database's log could not be put aside");
    }
}

/// Bytes in the log now; 0 when there is none.
pub fn length(log: &Path) -> u64 {
    fs::metadata(log).map_or(0, |file| file.len())
}

/// Why a program failed that began to write at byte `from`: [`failure_since`], or else the last thing it said.
pub fn reason_since(log: &Path, from: u64) -> Option<String> {
    reason_in(&text_since(log, from))
}

/// The first line after byte `from` that tells of a failure, without its timestamp; the first is the cause, the
/// others follow from it.
pub fn failure_since(log: &Path, from: u64) -> Option<String> {
    failure_in(&text_since(log, from))
}

/// What was written after byte `from`, or the last part of it when it is long.
fn text_since(log: &Path, from: u64) -> String {
    let read = || {
        let mut text = Vec::new();
        let mut file = File::open(log)?;
        file.seek(SeekFrom::Start(from.max(length(log).saturating_sub(TAIL))))?;
        file.take(TAIL).read_to_end(&mut text)?;
        Ok::<_, io::Error>(String::from_utf8_lossy(&text).into_owned())
    };
    read().unwrap_or_default()
}

fn reason_in(text: &str) -> Option<String> {
    let last = || text.lines().map(str::trim).rfind(|line| !line.is_empty()).map(str::to_owned);
    failure_in(text).or_else(last)
}

fn failure_in(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let mark = MARKS.iter().find(|mark| line.contains(**mark))?;
        Some(line.split_once(mark)?.1.trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failure_is_told_without_its_timestamp() {
        let text = "2026-11-24 04:00:00 UTC [12] LOG:  starting\n\
                    2026-11-24 04:00:00 UTC [12] FATAL:  could not write: No space left on device\n\
                    2026-11-24 04:00:00 UTC [12] LOG:  database system is shut down\n\
                    initdb: error: later\n";
        assert_eq!(reason_in(text).as_deref(), Some("could not write: No space left on device"));
    }

    #[test]
    fn without_a_marked_line_the_last_one_is_told() {
        assert_eq!(reason_in("one\ntwo\n\n").as_deref(), Some("two"));
        assert_eq!(reason_in("\n"), None);
    }

    #[test]
    fn a_long_log_is_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("postgres.log");
        File::create(&log).unwrap().set_len(LONG).unwrap();
        rotate(&log);
        assert_eq!(length(&log), LONG, "not long enough yet");
        File::create(&log).unwrap().set_len(LONG + 1).unwrap();
        rotate(&log);
        assert!(!log.exists());
        assert_eq!(length(&folder.path().join("postgres.log.1")), LONG + 1);
    }
}
