//! Postgres left behind by a Portolan that died: ended before a new one is started.
//!
//! Called only by the holder of the data folder's lock, so no living Portolan can be meant.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::{Trouble, pidfile, sys};

/// What an earlier postmaster is told, and how long it has to follow. It was told the first by the kernel when its
/// Portolan died; told twice, it does nothing else.
const LADDER: [(i32, Duration); 2] = [(sys::SIGINT, Duration::from_secs(10)), (sys::SIGQUIT, Duration::from_secs(10))];
const POLL: Duration = Duration::from_millis(20);

/// Makes sure that no other Postgres holds the cluster, and none seems to.
pub fn clear_the_way(cluster: &Path) -> Result<(), Trouble> {
    let Some(file) = pidfile::read(cluster) else { return Ok(()) };
    if is_postmaster_of(file.pid, cluster) {
        return end(file.pid, cluster);
    }
    remove_when_misleading(file.pid, cluster);
    Ok(())
}

fn end(pid: u32, cluster: &Path) -> Result<(), Trouble> {
    tracing::warn!(pid, "an earlier PostgreSQL still runs on the data folder; waiting until it has stopped");
    for (signal, patience) in LADDER {
        sys::signal(pid, signal);
        if ended_within(pid, cluster, patience) {
            return Ok(());
        }
    }
    Err(Trouble::Orphan { folder: cluster.to_owned(), pid })
}

fn ended_within(pid: u32, cluster: &Path, patience: Duration) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < patience {
        if !is_postmaster_of(pid, cluster) {
            return true;
        }
        thread::sleep(POLL);
    }
    false
}

/// True when the process is a living Postgres that was started on this (canonical) cluster folder.
///
/// Told by its command line: that one is open even where `/proc/<pid>/exe` is closed to a root in a container.
/// A zombie has none. A Postgres started by hand may not name the folder in full, but works in it.
pub fn is_postmaster_of(pid: u32, cluster: &Path) -> bool {
    let arguments = command_line(pid).unwrap_or_default();
    let works_there = || fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|folder| folder == cluster);
    is_postmaster(&arguments) && (arguments.iter().any(|argument| names(argument, cluster)) || works_there())
}

/// Postgres's child processes call themselves "postgres: checkpointer" and the like.
fn is_postmaster(arguments: &[String]) -> bool {
    let name = arguments.first().and_then(|program| Path::new(program).file_name()?.to_str());
    matches!(name, Some("postgres" | "postmaster"))
}

fn names(argument: &str, cluster: &Path) -> bool {
    let folder = argument.strip_prefix("-D").unwrap_or(argument);
    folder.starts_with('/') && fs::canonicalize(folder).is_ok_and(|folder| folder == cluster)
}

/// `None` when there is no such process.
fn command_line(pid: u32) -> Option<Vec<String>> {
    let bytes = fs::read(format!("/proc/{pid}/cmdline")).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    Some(text.split_terminator('\0').map(str::to_owned).collect())
}

/// Removes a stale `postmaster.pid` whose number meanwhile belongs to something else, for example to one of our own
/// threads after a container's restart: Postgres would take that for a postmaster and refuse to start, for ever.
/// A stale file whose process is gone is left to Postgres, which also looks for surviving child processes.
fn remove_when_misleading(pid: u32, cluster: &Path) {
    // A Postgres that cannot be told to be ours is nothing to meddle with either.
    if command_line(pid).is_none_or(|arguments| is_postmaster(&arguments)) {
        return;
    }
    tracing::warn!(pid, "removing a stale postmaster.pid: its process is not PostgreSQL on this data folder");
    if let Err(error) = fs::remove_file(pidfile::path(cluster)) {
        tracing::warn!(%error, "it could not be removed");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cluster_of(pid: u32) -> tempfile::TempDir {
        let cluster = tempfile::tempdir().unwrap();
        fs::write(pidfile::path(cluster.path()), format!("{pid}\n{}\n", cluster.path().display())).unwrap();
        cluster
    }

    #[test]
    fn a_stale_file_with_the_number_of_another_process_is_removed() {
        let cluster = cluster_of(std::process::id());
        clear_the_way(cluster.path()).unwrap();
        assert!(!pidfile::path(cluster.path()).exists());
    }

    #[test]
    fn a_stale_file_of_a_process_that_is_gone_is_left_to_postgres() {
        let cluster = cluster_of(u32::MAX >> 1);
        clear_the_way(cluster.path()).unwrap();
        assert!(pidfile::path(cluster.path()).exists());
    }
}
