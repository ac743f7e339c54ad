//! Whether a request costs the same in a large database: the requests of the bench, in databases of several sizes that are
//! there at the same time and are asked in turn, so that what disturbs the machine for a moment disturbs all of them.
//!
//! [`fill`] makes the people of a size; the people who ask come in through the product's own doors afterwards.
//! `docs/growth.md` tells the method.

mod fill;
mod report;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use self::fill::Filled;
use self::report::Size;
use crate::bench::line::Ask;
use crate::bench::{Bench, Case, Pages, ROUNDS, School, in_lanes};
use crate::browser::Browser;
use crate::{Res, people, server, tell};

pub struct Options {
    pub program: PathBuf,
    pub curriculum: PathBuf,
    pub folder: PathBuf,
    /// Where the figures go as JSON.
    pub summary: Option<PathBuf>,
    pub sizes: Vec<u32>,
}

/// A database of one size, with a server on it and everybody who asks.
struct Grown {
    people: u32,
    filled: Filled,
    bench: Bench,
    tomas: Browser,
    school: School,
}

/// Whether every request is flat.
pub async fn run(options: Options) -> Res<bool> {
    if options.sizes.len() < 2 || !options.sizes.is_sorted_by(|a, b| a < b) {
        return Err("--sizes wants two sizes or more, the smallest first".into());
    }
    let begun = Instant::now();
    let tidy = Tidy(options.sizes.iter().map(|people| options.folder.join(people.to_string())).collect());
    let mut all = Vec::new();
    for (&people, folder) in options.sizes.iter().zip(&tidy.0) {
        all.push(Grown::make(&options, people, folder).await?);
    }
    let mut seals = Vec::new();
    for grown in &mut all {
        let completing = std::mem::take(&mut grown.school.completing);
        seals.push(grown.bench.certificates(completing).await?);
    }
    for _ in 0..ROUNDS {
        for grown in &mut all {
            grown.bench.saves(&mut grown.school.readers, 6).await?;
        }
        for grown in &mut all {
            grown.bench.batches(&mut grown.school.readers, 2).await?;
        }
    }
    let mut cases: Vec<(Vec<Case>, Vec<Ask>)> = Vec::new();
    for (grown, (seal, paper)) in all.iter_mut().zip(seals) {
        let answer = grown.bench.full_pages(&mut grown.school.readers).await?;
        let pages = Pages { seal, paper, answer, cohort: grown.school.cohort.clone() };
        let pages = grown.bench.cases(&mut grown.school.readers, &grown.tomas, &pages).await?;
        cases.push((pages, grown.bench.signing_in(&grown.school.readers).await?));
    }
    for round in 0..ROUNDS {
        for (grown, (pages, signing_in)) in all.iter_mut().zip(&cases) {
            grown.bench.round(pages).await?;
            let some: Vec<Ask> = signing_in.iter().skip(round).step_by(ROUNDS).cloned().collect();
            grown.bench.measure("signed in by password", in_lanes(some), 303).await?;
        }
    }
    let mut sizes = Vec::new();
    for mut grown in all {
        grown.bench.server.stop().await?;
        sizes.push(Size { people: grown.people, filled: grown.filled, requests: grown.bench.report.requests });
    }
    drop(tidy);
    report::tell(&sizes, begun.elapsed().as_secs_f64(), options.summary.as_deref())
}

impl Grown {
    async fn make(options: &Options, people: u32, folder: &Path) -> Res<Self> {
        std::fs::create_dir_all(folder)?;
        let curriculum = people::curriculum(&options.curriculum, folder)?;
        let mut bench = Bench::begin(&options.program, folder).await?;
        let mut tomas = people::coordinator(&bench.stage, &curriculum).await?;
        let filled = fill::fill(&bench.stage, people).await?;
        tell(&format!(
            "{people} people, {} answers: {:.0} MB, filled in {:.0} s",
            filled.answers, filled.megabytes, filled.seconds
        ));
        // A server that begins on this database, with what the database has learned about its tables.
        bench.server.stop().await?;
        bench.server.restart().await?;
        tomas.hang_up();
        let school = bench.school(&mut tomas).await?;
        Ok(Self { people, filled, bench, tomas, school })
    }
}

/// The folders of a run, which are large: they go in any case, also when it broke off.
struct Tidy(Vec<PathBuf>);

impl Drop for Tidy {
    fn drop(&mut self) {
        for folder in &self.0 {
            // A server that was killed a moment ago takes its cluster with it.
            let begin = Instant::now();
            while server::postmaster(&folder.join("data")).is_some() && begin.elapsed() < Duration::from_secs(15) {
                std::thread::sleep(Duration::from_millis(50));
            }
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}
