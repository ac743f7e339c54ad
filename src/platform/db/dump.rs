//! The whole database as one stream, out and in, by PostgreSQL's own programs.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tokio_postgres::config::{Host, SslMode};

use super::embedded::find_binaries;
use super::{Db, Reach};
use crate::platform::web::AppError;

/// Why a database could not be written out or read in.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("the database's address: {0}")]
    Address(#[from] tokio_postgres::Error),
    #[error("cannot run {}: {cause}; on Debian or Ubuntu: apt-get install postgresql-client", .program.display())]
    Program { program: PathBuf, cause: io::Error },
    #[error("{program} failed: {why}")]
    Failed { program: &'static str, why: String },
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes the database, as it is at this moment or was at that of a snapshot, in `pg_dump`'s custom format.
pub fn dump(url: &str, pg_bin: Option<&Path>, snapshot: Option<&str>, out: &mut impl Write) -> Result<(), Trouble> {
    let mut command = program("pg_dump", url, pg_bin)?;
    command.args(snapshot.map(|id| format!("--snapshot={id}")));
    // An owner that is no superuser is held by the tables' own rules, which let it see everything.
    command.args(["--format=custom", "--no-owner", "--no-privileges", "--enable-row-security"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = start(&mut command)?;
    let copied = child.stdout.take().map(|mut from| io::copy(&mut from, out)).transpose();
    finish("pg_dump", child)?;
    copied?;
    Ok(())
}

/// Whether a database has no tables yet.
pub async fn is_empty(db: &Db) -> Result<bool, AppError> {
    let any = diesel::sql_query("SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' LIMIT 1");
    Ok(diesel_async::RunQueryDsl::execute(any, &mut *db.read(&Reach::Nobody).await?).await? == 0)
}

/// Reads such a dump into an empty database: all of it, or nothing.
pub fn restore(url: &str, pg_bin: Option<&Path>, from: &mut impl Read) -> Result<(), Trouble> {
    let mut command = program("pg_restore", url, pg_bin)?;
    command.args(["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]);
    // Without a name pg_restore would only print the statements; an empty one stands for PGDATABASE.
    command.args(["--dbname", ""]).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = start(&mut command)?;
    // A program that ended early tells why; the broken pipe is only its shadow.
    let copied = child.stdin.take().map(|mut to| io::copy(from, &mut to)).transpose();
    finish("pg_restore", child)?;
    copied?;
    Ok(())
}

/// The program with the address in its environment, so that no password stands in the list of processes.
fn program(name: &str, url: &str, pg_bin: Option<&Path>) -> Result<Command, Trouble> {
    let beside = find_binaries(pg_bin).ok().map(|bin| bin.join(name)).filter(|path| path.exists());
    let mut command = Command::new(beside.unwrap_or_else(|| PathBuf::from(name)));
    let address: tokio_postgres::Config = url.parse()?;
    let host = address.get_hosts().first().map(|host| match host {
        Host::Tcp(name) => PathBuf::from(name),
        Host::Unix(folder) => folder.clone(),
    });
    command.envs(host.map(|host| ("PGHOST", host)));
    command.envs(address.get_ports().first().map(|port| ("PGPORT", port.to_string())));
    command.envs(address.get_user().map(|user| ("PGUSER", user)));
    command.envs(address.get_dbname().map(|database| ("PGDATABASE", database)));
    command.envs(address.get_password().map(|word| ("PGPASSWORD", String::from_utf8_lossy(word).into_owned())));
    let ssl = match address.get_ssl_mode() {
        SslMode::Disable => "disable",
        SslMode::Require => "require",
        _ => "prefer",
    };
    command.env("PGSSLMODE", ssl).stderr(Stdio::piped());
    Ok(command)
}

fn start(command: &mut Command) -> Result<Child, Trouble> {
    let program = PathBuf::from(command.get_program());
    command.spawn().map_err(|cause| Trouble::Program { program, cause })
}

fn finish(program: &'static str, child: Child) -> Result<(), Trouble> {
    let output = child.wait_with_output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let why = said.lines().find(|line| line.contains("error")).or(said.lines().next()).unwrap_or("no reason given");
    Err(Trouble::Failed { program, why: why.trim_start_matches(program).trim_start_matches(": ").to_owned() })
}
