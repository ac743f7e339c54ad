//! The command line. Exit codes: 0 done, 1 failed, 2 wrong usage or settings, 75 not now.
//!
//! A command says what it did on standard output; what went wrong is one line on standard error that says what to do.

mod backup;
mod curriculum;
mod database;
mod demo;
mod doctor;
mod keys;
mod mail;
mod migrate;
mod people;
mod rehearse;
mod say;
mod serve;
mod verify;
mod ward;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::platform::config::{Refusal, Settings};
use crate::platform::db;
use crate::platform::i18n::Texts;
use crate::platform::web::AppError;

const EXAMPLE: &str = "Example, a demonstration on this computer:\n  portolan serve --demo --data ./data";

#[derive(Parser)]
#[command(
    name = "portolan",
    version,
    about = "Learning content, assessment and certificates for the people who train the world's border services",
    after_help = EXAMPLE,
    max_term_width = 110
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten, next_help_heading = "Settings (also in the environment and in a TOML file)")]
    settings: Settings,
}

#[derive(Subcommand)]
enum Command {
    /// Start the server, with its own database unless --database-url is set
    #[command(after_help = serve::EXAMPLE)]
    Serve,
    /// Bring the database's tables up to this version, back by one step, or tell what has run
    #[command(subcommand, after_help = migrate::EXAMPLE)]
    Migrate(migrate::Migrate),
    /// Check a curriculum folder, or publish it
    #[command(subcommand, after_help = curriculum::EXAMPLE)]
    Curriculum(curriculum::Curriculum),
    /// Add people, invite them, help them in again, give and take roles
    #[command(subcommand, after_help = people::EXAMPLE)]
    People(people::People),
    /// Note mail that came back
    #[command(subcommand, after_help = mail::EXAMPLE)]
    Mail(mail::Mail),
    /// Fill an empty database with invented people and courses
    #[command(after_help = demo::EXAMPLE)]
    Demo,
    /// Look at everything the server needs; each is ok, or it says what to do
    #[command(after_help = doctor::EXAMPLE)]
    Doctor,
    /// Write everything into one file; the server may run meanwhile
    #[command(after_help = backup::EXAMPLE)]
    Backup(backup::Backup),
    /// Put a backup into an empty data folder
    #[command(after_help = backup::RESTORE_EXAMPLE)]
    Restore(backup::Restore),
    /// Make a backup, restore it beside the running server, and look whether everything is there
    #[command(after_help = rehearse::EXAMPLE)]
    Rehearse(rehearse::Rehearse),
    /// List the keys that sign tokens and certificates, or put a new one in use
    #[command(subcommand, after_help = keys::EXAMPLE)]
    Keys(keys::Keys),
    /// Check a certificate without a server: its file, or the address in its code
    #[command(after_help = verify::EXAMPLE)]
    Verify(verify::Verify),
}

/// Why a command stops, in one line.
#[derive(Debug)]
enum Stop {
    /// Settings or arguments do not do.
    Usage(String),
    Failed(String),
    /// Something is not there just now; whoever called may try again.
    Later(String),
}

impl Stop {
    fn failed(why: impl ToString) -> Self {
        Stop::Failed(why.to_string())
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Usage(refusal.to_string())
    }
}

impl From<db::migrate::Trouble> for Stop {
    fn from(trouble: db::migrate::Trouble) -> Self {
        Stop::failed(trouble)
    }
}

impl From<db::embedded::Trouble> for Stop {
    fn from(trouble: db::embedded::Trouble) -> Self {
        Stop::failed(trouble)
    }
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        Stop::Failed(match error {
            AppError::Invalid(errors) => {
                let messages = errors.messages(&Texts::default()).into_iter();
                messages.map(|(field, message)| format!("{field}: {message}")).collect::<Vec<_>>().join("; ")
            }
            AppError::Conflict(key) => {
                let texts = Texts::default();
                format!("{}. {}", texts.t(key), texts.t(&format!("{key}-next")))
            }
            AppError::Busy(cause) => format!("the database does not answer: {cause}"),
            AppError::Internal(cause) => cause.to_string(),
            other => Texts::default().t(other.key()),
        })
    }
}

/// Reads the command line and does what it says.
pub fn run() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => finish(act(cli)),
        Err(error) => {
            // Help and version are no errors: clap prints them on standard output and says 0.
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}

fn finish(outcome: Result<(), Stop>) -> ExitCode {
    let (code, why) = match outcome {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Stop::Failed(why)) => (1, why),
        Err(Stop::Usage(why)) => (2, why),
        // EX_TEMPFAIL, which mail systems know.
        Err(Stop::Later(why)) => (75, why),
    };
    say::trouble(&why);
    ExitCode::from(code)
}

fn act(cli: Cli) -> Result<(), Stop> {
    let settings = cli.settings.with_file()?;
    say::start_log(&settings, matches!(cli.command, Command::Serve))?;
    match cli.command {
        Command::Serve => serve::run(settings),
        Command::Migrate(what) => migrate::run(settings, &what),
        Command::Curriculum(what) => curriculum::run(settings, what),
        Command::People(what) => people::run(settings, what),
        Command::Mail(what) => mail::run(settings, what),
        Command::Demo => demo::run(settings),
        Command::Doctor => doctor::run(settings),
        Command::Backup(what) => backup::run(settings, &what),
        Command::Restore(what) => backup::restore(settings, &what),
        Command::Rehearse(what) => rehearse::run(settings, &what),
        Command::Keys(what) => keys::run(settings, &what),
        Command::Verify(what) => verify::run(&what),
    }
}

/// The command line as clap knows it, for the tests that hold documentation and program together.
pub fn command() -> clap::Command {
    Cli::command()
}
