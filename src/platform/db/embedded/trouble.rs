//! What can go wrong, each in one line that says what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why the private cluster does not run.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("{}", Missing(.bin.as_deref()))]
    NotInstalled { bin: Option<PathBuf> },
    #[error(
        "the database in {} was made by PostgreSQL {made_by}, and those programs are not here; on Debian or Ubuntu: apt-get install postgresql-{made_by}",
        .folder.display()
    )]
    WrongVersion { folder: PathBuf, made_by: String },
    #[error(
        "the file PG_VERSION in {} does not say which PostgreSQL made the database; put a backup in its place, or use another folder with --data",
        .folder.display()
    )]
    NoVersion { folder: PathBuf },
    /// `pid` is 0 when the other process did not say.
    #[error("another Portolan (process {pid}) is using the data folder {}; stop it first, or use another folder with --data", .folder.display())]
    InUse { folder: PathBuf, pid: u32 },
    #[error("cannot write to the data folder {}: {cause}; mend that, or use another folder with --data", .folder.display())]
    NotWritable { folder: PathBuf, cause: io::Error },
    #[error("the disk of the data folder {} is full; make room, or use another folder with --data", .folder.display())]
    DiskFull { folder: PathBuf },
    #[error(
        "the account `{account}`, which runs the database because root must not, cannot enter {0}: run `chmod o+x {0}`, or keep the data elsewhere with --data",
        .folder.display()
    )]
    NotSearchable { folder: PathBuf, account: String },
    #[error("the account `{account}` cannot run PostgreSQL's programs in {}; install them where every account can, for example by apt-get install postgresql", .bin.display())]
    NotRunnable { bin: PathBuf, account: String },
    #[error("{} is not empty and not a database cluster; move it away, or use another folder with --data", .folder.display())]
    NotACluster { folder: PathBuf },
    #[error("{} belongs to another account (uid {owner}); run Portolan as that account, or give it the folder with chown -R", .folder.display())]
    WrongOwner { folder: PathBuf, owner: u32 },
    #[error(
        "PostgreSQL refuses to run as root, and there is no account `postgres` or `nobody` to run it; run Portolan as an ordinary account"
    )]
    NoAccount,
    #[error(
        "found no folder for the database's socket (tried {tried}); point TMPDIR to a short path that every account can enter"
    )]
    NoSocketFolder { tried: String },
    #[error("an earlier PostgreSQL (process {pid}) still holds {} and does not stop; end it by hand", .folder.display())]
    Orphan { folder: PathBuf, pid: u32 },
    #[error("PostgreSQL did not start: {why} (more in {})", .log.display())]
    DidNotStart { why: String, log: PathBuf },
}

impl Trouble {
    /// A failed read or write in the data folder.
    pub(super) fn with_folder(folder: &Path, cause: io::Error) -> Self {
        let folder = folder.to_owned();
        match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { folder },
            _ => Self::NotWritable { folder, cause },
        }
    }

    /// One of Postgres's programs failed and left `why` in its log.
    pub(super) fn from_log(folder: &Path, log: &Path, why: String) -> Self {
        // The same words are used for kernel limits, which no room on the disk would mend.
        let about_disk = !why.contains("shared memory") && !why.contains("semaphore");
        let full = why.contains("No space left on device") || why.contains("Disk quota exceeded");
        if full && about_disk {
            return Self::DiskFull { folder: folder.to_owned() };
        }
        Self::DidNotStart { why, log: log.to_owned() }
    }

    /// True for what mends itself: processes of a killed postmaster need a moment to notice its death.
    pub(super) fn is_passing(&self) -> bool {
        matches!(self, Self::DidNotStart { why, .. } if why.contains("pre-existing shared memory block"))
    }
}

/// What to do when there are no programs.
struct Missing<'a>(Option<&'a Path>);

impl fmt::Display for Missing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "PostgreSQL's server programs are not installed; on Debian or Ubuntu: apt-get install postgresql \
             (or use a database server with --database-url, or name the programs' folder in PG_BIN)",
        )?;
        self.0.map_or(Ok(()), |bin| write!(f, "; PG_BIN is {} now", bin.display()))
    }
}
