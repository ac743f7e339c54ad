//! `curriculum`: for authors.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::database::with_app;
use super::{Stop, say};
use crate::features::curriculum::{self, Finding, ImportTrouble, Severity};
use crate::platform::config::Settings;

pub const EXAMPLE: &str = "Example:\n  portolan curriculum check ./curriculum";
const IMPORT: &str = "Example:\n  portolan curriculum import ./curriculum --data ./data";

#[derive(Subcommand)]
pub enum Curriculum {
    /// Name every fault with file, line and what to do; needs no database
    #[command(after_help = EXAMPLE)]
    Check {
        /// The folder [default: the setting curriculum]
        dir: Option<PathBuf>,
    },
    /// Publish what changed as new versions; running it twice changes nothing
    #[command(after_help = IMPORT)]
    Import {
        /// The folder [default: the setting curriculum]
        dir: Option<PathBuf>,
    },
}

pub fn run(settings: Settings, what: Curriculum) -> Result<(), Stop> {
    match what {
        Curriculum::Check { dir } => check(&dir.unwrap_or_else(|| settings.curriculum_folder())),
        Curriculum::Import { dir } => {
            let dir = dir.unwrap_or_else(|| settings.curriculum_folder());
            import(settings, &dir)
        }
    }
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
