//! `curriculum`: for authors.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::database::with_app;
use super::{Stop, say};
use crate::features::curriculum::{self, Finding, ImportTrouble, Severity};
use crate::platform::config::Settings;

pub const EXAMPLE: &str = "Example:\n  portolan curriculum check ./curriculum";
const TABLE: &str = "Example:\n  portolan curriculum table ./curriculum --write";
/// Between these two lines of `README.md` stands the table.
const TABLE_START: &str = "<!-- portolan curriculum table --write -->";
const TABLE_END: &str = "<!-- end of the table -->";
const IMPORT: &str = "Example:\n  portolan curriculum import ./curriculum --data ./data";

#[derive(Subcommand)]
pub enum Curriculum {
    /// Name every fault with file, line and what to do; needs no database
    #[command(after_help = EXAMPLE)]
    Check {
        /// The folder [default: the setting curriculum]
        dir: Option<PathBuf>,
    },
    /// Tell in a Markdown table what each module holds; needs no database
    #[command(after_help = TABLE)]
    Table {
        /// The folder [default: the setting curriculum]
        dir: Option<PathBuf>,
        /// Put the table into the folder's README.md, between its two marks
        #[arg(long)]
        write: bool,
    },
    /// Publish what changed as new versions; running it twice changes nothing
    #[command(after_help = IMPORT)]
    Import {
        /// The folder [default: the setting curriculum]
        dir: Option<PathBuf>,
    },
}

pub fn run(settings: Settings, what: Curriculum) -> Result<(), Stop> {
    let (Curriculum::Check { dir } | Curriculum::Table { dir, .. } | Curriculum::Import { dir }) = &what;
    let dir = dir.clone().unwrap_or_else(|| settings.curriculum_folder());
    must_be_folder(&dir)?;
    match what {
        Curriculum::Check { .. } => check(&dir),
        Curriculum::Table { write, .. } => table(&dir, write),
        Curriculum::Import { .. } => import(settings, &dir),
    }
}

/// Whoever mistypes the folder must not look for the fault in what they wrote.
fn must_be_folder(dir: &Path) -> Result<(), Stop> {
    let (name, what) = match (dir.is_dir(), dir.exists()) {
        (true, _) => return Ok(()),
        (false, true) => (dir.display(), "is no folder"),
        (false, false) => (dir.display(), "does not exist"),
    };
    Err(Stop::Failed(format!(
        "the curriculum folder {name} {what}: give the folder that holds modules/ and courses/, as in \
         portolan curriculum check ./curriculum, or set the setting curriculum"
    )))
}

fn check(dir: &Path) -> Result<(), Stop> {
    let (curriculum, findings) = curriculum::load(dir);
    tell(dir, &findings);
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let warnings = findings.len() - errors;
    let (modules, courses) = (curriculum.modules.len(), curriculum.courses.len());
    let summary = format!("{modules} modules, {courses} courses: {errors} errors, {warnings} warnings");
    if errors > 0 {
        return Err(Stop::Failed(summary));
    }
    say::line(summary);
    Ok(())
}

fn table(dir: &Path, write: bool) -> Result<(), Stop> {
    let (curriculum, findings) = curriculum::load(dir);
    if curriculum.modules.is_empty() {
        tell(dir, &findings);
        return Err(Stop::Failed("no module could be read".to_owned()));
    }
    let table = curriculum::table(&curriculum);
    if !write {
        say::text(table);
        return Ok(());
    }
    let file = dir.join("README.md");
    let name = file.display();
    let text = fs::read_to_string(&file).map_err(|error| Stop::Failed(format!("cannot read {name}: {error}")))?;
    let Some(with_table) = between(&text, &table) else {
        let what = format!("{name} has no place for the table: add a line {TABLE_START} and a line {TABLE_END}");
        return Err(Stop::Failed(what));
    };
    if with_table == text {
        say::line(format!("{name} had it already"));
        return Ok(());
    }
    fs::write(&file, with_table).map_err(|error| Stop::Failed(format!("cannot write {name}: {error}")))?;
    say::line(format!("{name} has the table"));
    Ok(())
}

/// The text with the table in the place of what stood between the marks. `None` without both marks in their order.
fn between(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(TABLE_START)?;
    let (_, after) = rest.split_once(TABLE_END)?;
    Some(format!("{before}{TABLE_START}\n{table}{TABLE_END}{after}"))
}

/// `file:line: …`, as editors and terminals make links of it.
fn tell(dir: &Path, findings: &[Finding]) {
    for finding in findings {
        say::line(format!("{}/{finding}", dir.display()));
    }
}

fn import(settings: Settings, dir: &Path) -> Result<(), Stop> {
    with_app(settings, async |app| match curriculum::import(&app.db, app.clock.now(), dir).await {
        Ok(done) => {
            done.published.iter().for_each(|version| say::line(format!("published {version}")));
            say::line(format!("{} published, {} unchanged", done.published.len(), done.unchanged.len()));
            Ok(())
        }
        Err(ImportTrouble::Faults(findings)) => {
            let errors: Vec<Finding> =
                findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
            tell(dir, &errors);
            Err(Stop::Failed(format!("nothing was imported: {} errors", errors.len())))
        }
        Err(ImportTrouble::Database(error)) => Err(error.into()),
    })
}
