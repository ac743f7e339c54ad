//! The figures of a run, the bars they are held to, and how both are told.

use std::fs;

use serde::Serialize;

use super::gauge::{Memory, Used};
use super::line::Asked;
use super::{Options, picture, references};
use crate::{Res, out};

/// One kind of request.
#[derive(Serialize)]
pub struct Row {
    pub name: &'static str,
    pub requests: usize,
    /// Milliseconds of processor time for one request, of the program and of the database.
    pub program_ms: f64,
    pub database_ms: f64,
    pub per_second: f64,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
    pub bytes: usize,
    #[serde(skip)]
    used: Used,
    #[serde(skip)]
    asked: Asked,
}

impl Row {
    pub fn cpu_ms(&self) -> f64 {
        self.program_ms + self.database_ms
    }

    fn reckon(&mut self) {
        let times = &mut self.asked.times;
        times.sort_unstable_by(f64::total_cmp);
        let count = times.len().max(1);
        let share = |share: usize| times.get((count * share / 100).min(count - 1)).copied().unwrap_or(0.0) * 1000.0;
        (self.p50_ms, self.p95_ms, self.p99_ms) = (share(50), share(95), share(99));
        #[expect(clippy::cast_precision_loss, reason = "far fewer requests than 2^52")]
        let requests = count as f64;
        (self.requests, self.per_second) = (count, requests / self.asked.seconds.max(1e-9));
        (self.program_ms, self.database_ms) = (self.used.program / requests, self.used.database / requests);
        self.bytes = self.asked.bytes;
    }
}

/// Something that must not be more than it may be.
#[derive(Serialize)]
pub struct Bar {
    pub name: &'static str,
    pub is: f64,
    pub most: f64,
    pub unit: &'static str,
    pub met: bool,
}

#[derive(Default, Serialize)]
pub struct Report {
    pub requests: Vec<Row>,
    pub memory: Vec<(&'static str, Memory)>,
    pub seconds: Vec<(&'static str, f64)>,
    pub bars: Vec<Bar>,
}

/// CPU-milliseconds with a packed page.
const PACKED_MS: f64 = 0.4;

impl Report {
    /// What is measured again under a name is added to it.
    pub fn add(&mut self, name: &'static str, used: Used, asked: Asked) {
        let row = match self.requests.iter_mut().find(|row| row.name == name) {
            Some(row) => {
                row.used = row.used.plus(used);
                row.asked.seconds += asked.seconds;
                row.asked.times.extend(asked.times);
                row
            }
            None => {
                let (requests, bytes) = (0, asked.bytes);
                let [program_ms, database_ms, per_second, p50_ms, p95_ms, p99_ms] = [0.0; 6];
                self.requests.push(Row {
                    name,
                    requests,
                    program_ms,
                    database_ms,
                    per_second,
                    p50_ms,
                    p95_ms,
                    p99_ms,
                    bytes,
                    used,
                    asked,
                });
                let Some(row) = self.requests.last_mut() else { return };
                row
            }
        };
        row.reckon();
    }

    pub fn memory(&mut self, name: &'static str, memory: Memory) {
        self.memory.push((name, memory));
    }

    pub fn seconds(&mut self, name: &'static str, seconds: f64) {
        self.seconds.push((name, seconds));
    }

    fn cpu(&self, name: &str) -> Res<f64> {
        let row = self.requests.iter().find(|row| row.name == name);
        Ok(row.ok_or_else(|| format!("nothing was measured as {name}"))?.cpu_ms())
    }

    fn bar(&mut self, name: &'static str, is: f64, most: f64, unit: &'static str) {
        self.bars.push(Bar { name, is, most, unit, met: is <= most });
    }

    fn hold(&mut self) -> Res<()> {
        let page = self.cpu(references::PAGE)?;
        let insert = self.cpu(references::INSERT)?;
        for name in ["my modules", "lesson", "quiz page"] {
            self.bar(name, self.cpu(name)? / page, 3.0, "× the page with a select");
        }
        for name in ["my modules, br", "lesson, br", "quiz page, br", "quiz page, gz"] {
            self.bar(name, self.cpu(name)?, PACKED_MS, "CPU-ms");
        }
        self.bar("answer saved", self.cpu("answer saved")? / insert, 1.5, "× the insert");
        self.bar("20 answers saved", self.cpu("20 answers saved")? / insert, 3.0, "× the insert");
        let beside = self.cpu("signed in by password")? - self.cpu(references::HASH)?;
        self.bar("signed in by password, beside the hash", beside, 1.0, "CPU-ms");
        self.bar("certificate set in type, warm", self.cpu(references::CERTIFICATE)?, 6.0, "CPU-ms");
        let issued = "quiz handed in, certificate issued and queued";
        let pace =
            self.requests.iter().find(|row| row.name == issued).map_or(f64::MAX, |row| 10_000.0 / row.per_second);
        self.bar("10,000 certificates at the pace of these", pace, 120.0, "s");
        let held = |name: &str| self.memory.iter().find(|(known, _)| *known == name).map(|(_, memory)| *memory);
        let (idle, load) = (held("memory idle").unwrap_or_default(), held("memory under load").unwrap_or_default());
        self.bar("memory idle", idle.rss_mb, 60.0, "MB");
        self.bar("memory under load, at its most", load.peak_mb, 140.0, "MB");
        let start =
            self.seconds.iter().find(|(name, _)| name.starts_with("started")).map_or(f64::MAX, |(_, took)| *took);
        self.bar("started with existing data", start, 1.0, "s");
        Ok(())
    }

    /// Prints everything, writes what was asked for; whether every bar was met.
    pub fn tell(&mut self, options: &Options) -> Res<bool> {
        self.hold()?;
        if let Some(file) = &options.summary {
            fs::write(file, serde_json::to_string_pretty(self)?)?;
        }
        if let Some(file) = &options.picture {
            fs::write(file, picture::of(&self.requests))?;
        }
        out(
            "| request | requests | program CPU-ms | database CPU-ms | both | a second | p50 ms | p95 ms | p99 ms | bytes |",
        );
        out("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for row in &self.requests {
            out(&format!(
                "| {} | {} | {:.3} | {:.3} | **{:.3}** | {:.0} | {:.2} | {:.2} | {:.2} | {} |",
                row.name,
                row.requests,
                row.program_ms,
                row.database_ms,
                row.cpu_ms(),
                row.per_second,
                row.p50_ms,
                row.p95_ms,
                row.p99_ms,
                row.bytes
            ));
        }
        out("");
        for (name, memory) in &self.memory {
            out(&format!(
                "{name}: {:.0} MB resident, {:.0} MB its own share, {:.0} MB at its most",
                memory.rss_mb, memory.pss_mb, memory.peak_mb
            ));
        }
        for (name, seconds) in &self.seconds {
            out(&format!("{name}: {seconds:.2} s"));
        }
        out("");
        tell_bars(&self.bars);
        Ok(self.bars.iter().all(|bar| bar.met))
    }
}

pub fn tell_bars(bars: &[Bar]) {
    out("| bar | is | at most | |");
    out("|---|---:|---:|---|");
    for bar in bars {
        let word = if bar.met { "met" } else { "**MISSED**" };
        out(&format!("| {} | {:.2} | {} {} | {word} |", bar.name, bar.is, bar.most, bar.unit));
    }
}
