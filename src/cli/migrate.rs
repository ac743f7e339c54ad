//! `migrate`: the database's tables.

use clap::Subcommand;

use super::database::Database;
use super::{Stop, say};
use crate::platform::config::Settings;
use crate::platform::db::migrate;

pub const EXAMPLE: &str = "Example:\n  portolan migrate status --data ./data";
const UP: &str = "Example:\n  portolan migrate up --database-url postgres://portolan_app@db.example.org/portolan \\\n    --database-owner-url postgres://portolan@db.example.org/portolan";
const DOWN: &str =
    "Example, the newest step only (data in its tables is lost: make a backup first):\n  portolan migrate down";

#[derive(Subcommand)]
pub enum Migrate {
    /// Run what has not run yet
    #[command(after_help = UP)]
    Up,
    /// Take the newest migration back
    #[command(after_help = DOWN)]
    Down,
    /// Tell what has run and what waits
    #[command(after_help = EXAMPLE)]
    Status,
}

pub fn run(settings: Settings, what: &Migrate) -> Result<(), Stop> {
    let database = Database::reach(&settings.place()?)?;
    match what {
        Migrate::Up => {
            let ran = database.migrate()?;
            ran.iter().for_each(|name| say::line(format!("ran      {name}")));
            if ran.is_empty() {
                say::line("nothing to do: the database is up to date");
            }
        }
        Migrate::Down => say::line(format!("reverted {}", migrate::down(database.owner()?)?)),
        Migrate::Status => {
            let status = migrate::status(database.any_url())?;
            status.applied.iter().for_each(|name| say::line(format!("applied  {name}")));
            status.pending.iter().for_each(|name| say::line(format!("waiting  {name}")));
        }
    }
    Ok(())
}
