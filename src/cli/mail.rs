//! `mail`: what the mail system of the machine tells us.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::database::{COMMAND, with_app};
use super::{Stop, say};
use crate::platform::config::Settings;
use crate::platform::mail::{self, Bounce, LARGEST_BOUNCE, Noted};

pub const EXAMPLE: &str = "\
Example, a line of /etc/aliases:
  portolan-bounces: \"|/usr/local/bin/portolan mail bounce --quiet --config /etc/portolan.toml\"";
const BOUNCE: &str = "\
Examples:
  portolan mail bounce returned.eml
  portolan mail bounce --quiet --config /etc/portolan.toml < returned.eml

Reads one delivery report (RFC 3464, or the plain text of an older mail system), finds our mail by its Message-ID, and
notes that it was not delivered: the coordinator sees it with the server's words. A report that it is only late leaves
the mail as it is. Exit code 1: this is no report about a mail of ours, and nothing was changed. Exit code 75: the
database cannot be reached; the mail system keeps the report and tries again.";

#[derive(Subcommand)]
pub enum Mail {
    /// Note a mail that came back; for the mail system of this machine
    #[command(after_help = BOUNCE)]
    Bounce {
        /// The mail that came back [default: standard input]
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        /// Say nothing when all is well: some mail systems take any word for a failure
        #[arg(long, short)]
        quiet: bool,
    },
}

pub fn run(settings: Settings, what: Mail) -> Result<(), Stop> {
    match what {
        Mail::Bounce { file, quiet } => bounce(settings, file.as_deref(), quiet),
    }
}

fn bounce(settings: Settings, file: Option<&Path>, quiet: bool) -> Result<(), Stop> {
    let raw = read(file)?;
    let host = settings.clone().resolve()?.origin.host().to_owned();
    let bounce = mail::read_bounce(&raw, &host).map_err(Stop::failed)?;
    let about = bounce.clone();
    let noted = with_app(settings, async |app| {
        let now = app.clock.now();
        Ok(app.db.write(&COMMAND, async move |tx| mail::note(tx, now, &bounce).await).await?)
    });
    let line = told(&noted.map_err(later)?, &about)?;
    if !quiet {
        say::line(line);
    }
    Ok(())
}

/// One byte more than is looked at, so that what is too large shows.
fn read(file: Option<&Path>) -> Result<Vec<u8>, Stop> {
    let mut raw = Vec::new();
    let most = u64::try_from(LARGEST_BOUNCE).unwrap_or(u64::MAX).saturating_add(1);
    let outcome = match file {
        Some(path) => File::open(path).and_then(|file| file.take(most).read_to_end(&mut raw)),
        None => io::stdin().lock().take(most).read_to_end(&mut raw),
    };
    let name = file.map_or_else(|| "standard input".to_owned(), |path| path.display().to_string());
    outcome.map(|_| raw).map_err(|error| Stop::Usage(format!("cannot read {name}: {error}")))
}

/// What stops a command before the mail was looked for may be over soon.
fn later(stop: Stop) -> Stop {
    match stop {
        Stop::Failed(why) => Stop::Later(why),
        other => other,
    }
}

fn told(noted: &Noted, bounce: &Bounce) -> Result<String, Stop> {
    let Bounce { mail, words, .. } = bounce;
    match noted {
        Noted::Lost(to) => Ok(format!("noted: the mail {mail} to {to} was not delivered: {words}")),
        Noted::Late(to) => Ok(format!("noted: the mail {mail} to {to} is late: {words}")),
        Noted::Nothing => Ok(format!("nothing new about the mail {mail}")),
        Noted::Unknown => Err(Stop::Failed(format!("this server has sent no mail {mail}"))),
    }
}
