//! A private PostgreSQL cluster inside the data folder, for installations without a database server of their own.
//!
//! Held throughout: one Portolan per data folder (a locked file says who); Postgres listens on a unix socket only,
//! in a folder that nobody else may enter; Postgres never outlives us, and comes back when it dies under us; a
//! folder called `postgres` always holds a complete cluster (it is built under another name and renamed).
//!
//! Start reading at [`Cluster::start`]; what keeps Postgres alive is in `supervisor`.

mod account;
mod binaries;
mod create;
mod folder;
mod log;
mod pidfile;
mod site;
mod sockets;
mod supervisor;
mod sys;
mod takeover;
#[cfg(test)]
mod tests;
mod trouble;

use std::fs;
use std::path::{Path, PathBuf};

pub use binaries::find_binaries;
use site::Site;
use supervisor::Supervised;
pub use trouble::Trouble;

/// The superuser, who owns everything, and the database made for Portolan.
const NAME: &str = "portolan";
/// The role that the program works as: it owns nothing, so row-level security holds it.
pub const PROGRAM: &str = "portolan_app";

/// How the private cluster is to be run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Portolan's data folder; the cluster is in its subfolder `postgres`.
    pub data: PathBuf,
    /// False only in tests: nothing is synced to disk, and a power cut loses everything.
    pub durable: bool,
    /// The folder of `postgres` and `initdb` (`PG_BIN`); when given, no other is looked at.
    pub bin: Option<PathBuf>,
    pub max_connections: u16,
    /// MiB of shared memory for cached pages.
    pub shared_buffers_mb: u32,
}

impl Settings {
    /// Settings for a small machine.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self { data: data.into(), durable: true, bin: None, max_connections: 64, shared_buffers_mb: 128 }
    }
}

/// A running private cluster; stopped by [`Cluster::stop`] or when dropped.
#[derive(Debug)]
pub struct Cluster {
    socket_dir: PathBuf,
    bin_dir: PathBuf,
    supervised: Supervised,
}

impl Cluster {
    /// Starts the cluster of a data folder, creating both when missing, and returns once it answers.
    ///
    /// A new cluster has the databases `portolan` and `postgres`; connect to the latter to create or drop others.
    /// Blocks for as long as Postgres needs, which after a power cut can be minutes: call it outside async code.
    pub fn start(settings: Settings) -> Result<Self, Trouble> {
        // Before anything is written: without programs there must be no trace of the attempt.
        find_binaries(settings.bin.as_deref())?;
        let account = account::choose()?;
        let data = folder::prepare(&settings.data, &account)?;
        let lock = folder::lock(&data)?;
        account.own(&data.join(site::CLUSTER))?;
        let bin = binaries::for_cluster(settings.bin.as_deref(), &data.join(site::CLUSTER))?;
        account.check_access(&bin, &data)?;

        let site = Site::new(data, bin, account, &settings);
        log::rotate(&site.log());
        create::when_missing(&site)?;
        let socket_dir = sockets::choose(&site.data, &site.account)?;

        let bin_dir = site.bin.clone();
        let supervised = Supervised::start(site, socket_dir.clone(), lock)?;
        Ok(Self { socket_dir, bin_dir, supervised })
    }

    /// Where to connect as the superuser: `postgres://portolan@%2Ftmp%2Fportolan-…/database`.
    pub fn url(&self, database: &str) -> String {
        sockets::url(&self.socket_dir, NAME, database)
    }

    /// Where to connect as the program's role, once a migration has let it in.
    pub fn program_url(&self, database: &str) -> String {
        sockets::url(&self.socket_dir, PROGRAM, database)
    }

    /// The folder of the unix socket.
    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// The folder of Postgres's programs, `pg_dump` and the like.
    pub fn bin_dir(&self) -> &Path {
        &self.bin_dir
    }

    /// The postmaster's process id; 0 while it is being restarted and after [`Cluster::stop`].
    pub fn pid(&self) -> u32 {
        self.supervised.pid()
    }

    /// How often Postgres had to be started again after it died without having been asked to.
    pub fn restarts(&self) -> u64 {
        self.supervised.restarts()
    }

    /// Stops Postgres and gives the data folder free. Open connections are ended. Calling it again does nothing.
    pub fn stop(&self) {
        self.supervised.stop();
    }
}

/// Where to connect as the superuser to the cluster that another process runs on this data folder now, if it is ready:
/// for commands given while the server is up. Needs to be the same account as the server, or root.
pub fn url_of_running(data: &Path, database: &str) -> Option<String> {
    socket_dir_of_running(data).map(|folder| sockets::url(&folder, NAME, database))
}

/// The same as the program's role.
pub fn program_url_of_running(data: &Path, database: &str) -> Option<String> {
    socket_dir_of_running(data).map(|folder| sockets::url(&folder, PROGRAM, database))
}

fn socket_dir_of_running(data: &Path) -> Option<PathBuf> {
    let cluster = fs::canonicalize(data.join(site::CLUSTER)).ok()?;
    let file = pidfile::read(&cluster)?;
    let answers = file.ready && takeover::is_postmaster_of(file.pid, &cluster);
    file.socket_dir.filter(|_| answers)
}
