//! What processes have used: processor time and memory, as the system counts them.

use std::fs;
use std::path::Path;

use crate::Res;
use crate::server::cluster;

/// The system's unit in `/proc/PID/stat`.
const TICK_MS: f64 = 10.0;

/// Milliseconds of processor time up to now.
#[derive(Clone, Copy, Debug, Default)]
pub struct Used {
    pub program: f64,
    pub database: f64,
}

impl Used {
    /// Of a program and of every process of the cluster in a data folder.
    pub fn now(pid: u32, data: &Path) -> Self {
        Self { program: of_process(pid), database: of_cluster(data) }
    }

    pub fn since(self, before: Self) -> Self {
        Self { program: self.program - before.program, database: self.database - before.database }
    }

    pub fn plus(self, other: Self) -> Self {
        Self { program: self.program + other.program, database: self.database + other.database }
    }
}

/// utime + stime of a process with all its threads, those that have ended included.
fn of_process(pid: u32) -> f64 {
    fields(pid).map_or(0.0, |fields| (number(&fields, 11) + number(&fields, 12)) * TICK_MS)
}

/// The time of every process of the cluster, and of those that ended (the first one counts its children).
/// Each process has one thread, so the scheduler's own figure in nanoseconds is its utime + stime without rounding:
/// a rounded figure of twenty processes would be off by several requests' worth.
fn of_cluster(data: &Path) -> f64 {
    let processes = cluster(data);
    let ended = processes.first().and_then(|(first, _)| fields(*first));
    let ended = ended.map_or(0.0, |fields| (number(&fields, 13) + number(&fields, 14)) * TICK_MS);
    let running = |pid: u32| {
        let text = fs::read_to_string(format!("/proc/{pid}/schedstat")).unwrap_or_default();
        text.split(' ').next().and_then(|nanos| nanos.parse::<f64>().ok()).map(|nanos| nanos / 1e6)
    };
    ended + processes.iter().map(|(pid, _)| running(*pid).unwrap_or_else(|| of_process(*pid))).sum::<f64>()
}

/// utime + stime of children of this process that have ended and were waited for.
pub fn of_children() -> f64 {
    fields(std::process::id()).map_or(0.0, |fields| (number(&fields, 13) + number(&fields, 14)) * TICK_MS)
}

/// What stands in `/proc/PID/stat` after the name, which may hold blanks.
fn fields(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    Some(text.rsplit_once(')')?.1.split_whitespace().map(str::to_owned).collect())
}

fn number(fields: &[String], at: usize) -> f64 {
    fields.get(at).and_then(|text| text.parse().ok()).unwrap_or(0.0)
}

/// Megabytes that a process holds: all its pages, its share of those that others use too, and the most it ever held.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub struct Memory {
    pub rss_mb: f64,
    pub pss_mb: f64,
    pub peak_mb: f64,
}

impl Memory {
    pub fn of(pid: u32) -> Res<Self> {
        let read = |file: &str, name: &str| {
            let text = fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
            let line = text.lines().find_map(|line| line.strip_prefix(name).map(str::to_owned));
            let kilobytes: f64 = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0.0);
            kilobytes / 1024.0
        };
        Ok(Self {
            rss_mb: read("status", "VmRSS:"),
            pss_mb: read("smaps_rollup", "Pss:"),
            peak_mb: read("status", "VmHWM:"),
        })
    }
}

/// utime + stime of a process and of its children.
pub fn of_family(pid: u32) -> f64 {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = all.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let is_child = |one: &u32| fields(*one).is_some_and(|fields| fields.get(1) == Some(&pid.to_string()));
    of_process(pid) + pids.filter(is_child).map(of_process).sum::<f64>()
}
