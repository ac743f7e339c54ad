//! The proof that no acknowledged answer is lost: people sit quizzes against a real server, over a bad line, while the
//! server and its database are killed and frozen; then everything that was acknowledged is looked for.
//!
//! `docs/proofs.md` says how to run it and how to read it. Start with [`campaign`].

mod bench;
mod browser;
mod campaign;
mod check;
mod clock;
mod disk;
mod growth;
mod journal;
mod nginx;
mod page;
mod people;
mod prove;
mod proxy;
mod save;
mod server;
mod several;
mod sitting;
mod smtp;
mod tamper;
mod trouble;
mod weather;
mod wire;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use self::campaign::{Campaign, Outcome, Plan};

pub type Res<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[derive(Parser)]
#[command(about = "Plays sittings through a bad line while the server is broken, and looks for lost answers")]
struct Cli {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Study under faults for a while, then check; exit code 1 when anything was lost
    Run(Run),
    /// Show that the check sees loss: it must turn red for each of several wrong servers
    Prove(Common),
    /// Check the journal of a run again, against the data folder of a server that runs
    Check {
        #[arg(long)]
        journal: PathBuf,
        #[arg(long)]
        data: PathBuf,
        /// The server's port
        #[arg(long)]
        port: u16,
    },
    /// Measure what requests cost, beside references; exit code 1 when a bar is missed
    Bench {
        #[command(flatten)]
        common: Common,
        /// The server that does the least: cargo build --release --example reference
        #[arg(long, value_name = "FILE", default_value = "target/release/examples/reference")]
        reference: PathBuf,
        /// Writes a picture of the figures (SVG)
        #[arg(long, value_name = "FILE")]
        picture: Option<PathBuf>,
    },
    /// Measure the same requests in databases of several sizes; exit code 1 when one is not flat
    Growth {
        #[command(flatten)]
        common: Common,
        /// How many people each database holds
        #[arg(long, value_delimiter = ',', default_values_t = [1_000, 100_000, 1_000_000])]
        sizes: Vec<u32>,
    },
    /// Two servers behind nginx on a database with a replica: one is killed, the database falls; exit code 1 when anything is lost
    Several(Common),
    /// Everybody begins an exam within some seconds; exit code 1 when a bar is missed
    Stampede {
        #[command(flatten)]
        common: Common,
        /// Everybody begins within so many seconds
        #[arg(long, default_value_t = 10.0)]
        gate: f64,
        /// How long one sits, in seconds
        #[arg(long, default_value_t = 60.0)]
        sitting: f64,
        /// How often the server is killed meanwhile
        #[arg(long, default_value_t = 0)]
        kills: usize,
    },
    /// Print the faults of a lane, by seed
    Weather {
        #[arg(long)]
        seed: u64,
        #[arg(long, default_value_t = 0)]
        lane: usize,
        #[arg(long, default_value_t = 100)]
        requests: u64,
    },
}

#[derive(Args)]
struct Common {
    /// The program under test
    #[arg(long, value_name = "FILE", default_value = "target/release/portolan")]
    bin: PathBuf,
    /// The repository's curriculum
    #[arg(long, value_name = "DIR", default_value = "curriculum")]
    curriculum: PathBuf,
    /// A new folder for everything of this run [default: one in the temporary folder, removed when all went well]
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
    /// Plays the run of that seed again
    #[arg(long)]
    seed: Option<u64>,
    /// How many people study at the same time
    #[arg(long, default_value_t = 32)]
    people: usize,
    /// Writes the JSON summary into a file as well
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
}

#[derive(Args)]
struct Run {
    #[command(flatten)]
    common: Common,
    /// How long faults last, in seconds
    #[arg(long, default_value_t = 150)]
    seconds: u64,
    /// Mean pause between two changes on a page, in milliseconds
    #[arg(long, default_value_t = 60)]
    think: u64,
    /// Shortest and longest pause between two blows against the server, in seconds
    #[arg(long, value_name = "SECONDS", num_args = 2, default_values_t = [2.0, 6.0])]
    pause: Vec<f64>,
    /// Servers on the one database; requests go to each in turn
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
    servers: u8,
    /// How long the check waits for jobs of a server that was killed, in seconds; their lease has 120
    #[arg(long, default_value_t = campaign::JOBS_SETTLE.as_secs())]
    settle: u64,
    /// Leaves out the round with a full disk
    #[arg(long)]
    no_disk: bool,
    /// Leaves the server's clock alone
    #[arg(long)]
    no_clock: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let what = Cli::parse().what;
    let outcome = tokio::select! {
        outcome = run(what) => outcome,
        _ = tokio::signal::ctrl_c() => Err("interrupted".into()),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            tell(&format!("the run broke off: {error}"));
            let mut cause = error.source();
            while let Some(deeper) = cause {
                tell(&format!("  because: {deeper}"));
                cause = deeper.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(what: What) -> Res<bool> {
    match what {
        What::Run(options) => faults(options).await,
        What::Prove(common) => {
            let place = Place::new(&common)?;
            let good = prove::all(plan(&common, &place, "prove")?).await?;
            place.leave(good);
            Ok(good)
        }
        What::Check { journal, data, port } => {
            let mut anybody = browser::Browser::new(([127, 0, 0, 1], port).into(), &format!("localhost:{port}"));
            let keys = check::keys(&anybody.get("/.well-known/jwks.json").await?.body)?;
            let report = check::all(&journal, &data, &keys).await?;
            out(&serde_json::to_string_pretty(&report)?);
            Ok(report.findings.is_empty())
        }
        What::Bench { common, reference, picture } => {
            let place = Place::new(&common)?;
            let reference =
                std::fs::canonicalize(&reference).map_err(|error| format!("{}: {error}", reference.display()))?;
            let Plan { program, curriculum, .. } = plan(&common, &place, "bench")?;
            let (folder, summary) = (place.folder.clone(), common.summary);
            let good = bench::run(bench::Options { program, reference, curriculum, folder, summary, picture }).await;
            // Nothing of it is evidence: the figures are told.
            place.leave(good.is_ok());
            good
        }
        What::Growth { common, sizes } => {
            let place = Place::new(&common)?;
            let Plan { program, curriculum, folder, .. } = plan(&common, &place, "growth")?;
            let good =
                growth::run(growth::Options { program, curriculum, folder, summary: common.summary, sizes }).await;
            // Nothing of it is evidence, and it is large.
            place.leave(true);
            good
        }
        What::Several(common) => {
            let place = Place::new(&common)?;
            let Plan { program, curriculum, folder, people, seed, .. } = plan(&common, &place, "several")?;
            let good = several::run(several::Options { program, curriculum, folder, people, seed }).await;
            place.leave(matches!(good, Ok(true)));
            good
        }
        What::Stampede { common, gate, sitting, kills } => {
            let place = Place::new(&common)?;
            let Plan { program, curriculum, .. } = plan(&common, &place, "stampede")?;
            let (folder, summary, people, seed) = (place.folder.clone(), common.summary, common.people, place.seed);
            let exam = bench::Exam { program, curriculum, folder, summary, people, gate, sitting, kills, seed };
            let good = bench::stampede(exam).await?;
            place.leave(good);
            Ok(good)
        }
        What::Weather { seed, lane, requests } => {
            for nth in 0..requests {
                if let Some(fault) = weather::fault(seed, lane, nth) {
                    out(&format!("{nth:>6}  {fault:?}"));
                }
            }
            Ok(true)
        }
    }
}

async fn faults(options: Run) -> Res<bool> {
    let place = Place::new(&options.common)?;
    let mut outcomes = Vec::new();
    let (shortest, longest) = match options.pause.as_slice() {
        [shortest, longest] if shortest < longest => (*shortest, *longest),
        _ => return Err("--pause needs a shorter and a longer time".into()),
    };
    let mut main = plan(&options.common, &place, "main")?;
    (main.think, main.pause) = (Duration::from_millis(options.think), (shortest, longest));
    tell(&format!("seed {}; everything is in {}", main.seed, main.folder.display()));
    main.fails_to_sync = trouble::can_fail_to_sync();
    if !main.fails_to_sync {
        tell("skipped: a disk that fails to sync (strace is not installed, or may not attach)");
    }
    main.servers = usize::from(options.servers);
    main.settle = Duration::from_secs(options.settle);
    std::fs::create_dir_all(&main.folder)?;
    match (options.no_clock, clock::MovedClock::find(&main.folder)) {
        (true, _) => tell("skipped: a clock that jumps (--no-clock)"),
        (false, Err(why)) => tell(&format!("skipped: a clock that jumps ({why})")),
        (false, Ok(clock)) => main.clock = Some(clock),
    }
    outcomes.push(("faults", round(main, options.seconds).await?));
    match (options.no_disk, disk::Disk::mount(&place.folder.join("disk"))) {
        (true, _) => tell("skipped: full disk (--no-disk)"),
        (false, Err(why)) => tell(&format!("skipped: full disk ({why})")),
        (false, Ok(disk)) => {
            let mut plan = plan(&options.common, &place, "full-disk")?;
            plan.data = disk.folder().join("data");
            plan.ballast = Some(disk.folder().join("ballast"));
            (plan.people, plan.think) = (plan.people.min(12), Duration::from_millis(options.think));
            plan.pause = (1.0, 3.0);
            outcomes.push(("full disk", round(plan, (options.seconds / 5).clamp(15, 120)).await?));
        }
    }
    let good = outcomes.iter().all(|(_, outcome)| outcome.findings.is_empty());
    summarise(&outcomes, options.common.summary.as_ref())?;
    place.leave(good);
    Ok(good)
}

async fn round(plan: Plan, seconds: u64) -> Res<Outcome> {
    let campaign = Campaign::begin(plan).await?;
    let mut campaign = campaign.study(Duration::from_secs(seconds), None).await?;
    let report = campaign.check().await?;
    campaign.end(report).await
}

fn plan(common: &Common, place: &Place, name: &str) -> Res<Plan> {
    let program = std::fs::canonicalize(&common.bin).map_err(|error| format!("{}: {error}", common.bin.display()))?;
    let folder = place.folder.join(name);
    Ok(Plan {
        program,
        curriculum: common.curriculum.clone(),
        data: folder.join("data"),
        folder,
        seed: place.seed,
        people: common.people,
        think: Duration::from_millis(5),
        pause: (1.0, 2.0),
        ballast: None,
        fails_to_sync: false,
        clock: None,
        servers: 1,
        settle: campaign::JOBS_SETTLE,
    })
}

/// Where a run works.
struct Place {
    folder: PathBuf,
    seed: u64,
    is_ours: bool,
}

impl Place {
    fn new(common: &Common) -> Res<Self> {
        let seed = common.seed.unwrap_or_else(|| u64::from(rand::random::<u32>()));
        let folder = match &common.work {
            Some(folder) => folder.clone(),
            None => std::env::temp_dir().join(format!("portolan-load-{}", std::process::id())),
        };
        std::fs::create_dir_all(&folder)?;
        // The account of the database has to come through.
        Ok(Self { folder: std::fs::canonicalize(folder)?, seed, is_ours: common.work.is_none() })
    }

    /// Tidies up after a good run; what a bad one left is evidence.
    fn leave(self, good: bool) {
        if good && self.is_ours {
            let _ = std::fs::remove_dir_all(&self.folder);
        } else {
            tell(&format!("journal, logs and data are in {}", self.folder.display()));
        }
    }
}

fn summarise(outcomes: &[(&str, Outcome)], file: Option<&PathBuf>) -> Res<()> {
    for (name, outcome) in outcomes {
        tell(&format!(
            "{name}: {} answers acknowledged ({} acknowledgements) in {} sittings, {} faults, {:.0} s, {} findings",
            outcome.saves,
            outcome.acknowledgements,
            outcome.sittings,
            outcome.faults,
            outcome.seconds,
            outcome.findings.len()
        ));
        for (what, times) in &outcome.returns {
            let middle = times.get(times.len() / 2).copied().unwrap_or(0.0);
            let worst = times.last().copied().unwrap_or(0.0);
            tell(&format!("  {what}: {} times, well again after {middle:.2} s, at most {worst:.2} s", times.len()));
        }
        for finding in outcome.findings.iter().take(40) {
            tell(&format!("  {}: {}", finding.kind.to_uppercase(), finding.what));
        }
    }
    let map: std::collections::BTreeMap<_, _> = outcomes.iter().map(|(name, outcome)| (*name, outcome)).collect();
    let text = serde_json::to_string_pretty(&map)?;
    if let Some(file) = file {
        std::fs::write(file, &text)?;
    }
    out(&text);
    Ok(())
}

/// To whoever watches.
pub fn tell(text: &str) {
    // Nobody may watch any more; that is no reason to stop.
    let _ = writeln!(std::io::stderr(), "{text}");
}

pub fn out(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
