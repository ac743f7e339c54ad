//! The account that runs Postgres: our own, or a lesser one when we are root, as which Postgres refuses to run.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, chown, lchown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Trouble, sys};

/// Accounts to be when we are root, in this order.
const LESSER: [&str; 2] = ["postgres", "nobody"];

#[derive(Debug, Clone)]
pub struct Account {
    pub name: String,
    pub uid: u32,
    pub gid: u32,
    /// True when it is not our own account.
    pub other: bool,
}

/// The account to run Postgres as.
pub fn choose() -> Result<Account, Trouble> {
    let uid = sys::effective_uid();
    if uid != 0 {
        return Ok(Account { name: format!("uid {uid}"), uid, gid: sys::effective_gid(), other: false });
    }
    LESSER.iter().find_map(|name| lesser(name)).ok_or(Trouble::NoAccount)
}

fn lesser(name: &str) -> Option<Account> {
    let (uid, gid) = sys::ids_of_account(name).filter(|(uid, _)| *uid != 0)?;
    Some(Account { name: name.to_owned(), uid, gid, other: true })
}

/// The user id that a file belongs to, if there is such a file.
fn owner(path: &Path) -> io::Result<Option<u32>> {
    match fs::metadata(path) {
        Ok(file) => Ok(Some(file.uid())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Account {
    /// Has the command run as this account; std then also drops root's supplementary groups.
    pub fn run(&self, command: &mut Command) {
        if self.other {
            command.uid(self.uid).gid(self.gid);
        }
    }

    /// Makes sure that this account can run the programs and enter the data folder.
    ///
    /// Tried rather than computed, so that access lists and mounts count; computed only to name the culprit.
    pub fn check_access(&self, bin: &Path, data: &Path) -> Result<(), Trouble> {
        if !self.other || self.can_run(bin, data) {
            return Ok(());
        }
        if !self.can_run(bin, Path::new("/")) {
            return Err(Trouble::NotRunnable { bin: bin.to_owned(), account: self.name.clone() });
        }
        let folder = self.first_closed(data).unwrap_or_else(|| data.to_owned());
        Err(Trouble::NotSearchable { folder, account: self.name.clone() })
    }

    /// True when `postgres --version` runs with `folder` as working directory.
    fn can_run(&self, bin: &Path, folder: &Path) -> bool {
        let mut command = Command::new(bin.join("postgres"));
        command.arg("--version").env_clear().current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
        self.run(&mut command);
        command.status().is_ok_and(|status| status.success())
    }

    /// The first folder on the way to `path`, from the root, that this account may not enter by its mode.
    pub fn first_closed(&self, path: &Path) -> Option<PathBuf> {
        let mut way: Vec<_> = path.ancestors().collect();
        way.reverse();
        way.into_iter().find(|folder| !self.may_enter(folder)).map(Path::to_owned)
    }

    fn may_enter(&self, folder: &Path) -> bool {
        let Ok(folder) = fs::metadata(folder) else { return false };
        let bit = match (folder.uid() == self.uid, folder.gid() == self.gid) {
            (true, _) => 0o100,
            (false, true) => 0o010,
            (false, false) => 0o001,
        };
        !self.other || folder.mode() & bit != 0
    }

    /// Gives this account a cluster, if there is one, that an earlier run or a restored backup left to another.
    pub fn own(&self, cluster: &Path) -> Result<(), Trouble> {
        let failed = |cause| Trouble::with_folder(cluster, cause);
        let Some(owner) = owner(cluster).map_err(failed)?.filter(|owner| *owner != self.uid) else { return Ok(()) };
        if !self.other {
            return Err(Trouble::WrongOwner { folder: cluster.to_owned(), owner });
        }
        if !cluster.join("PG_VERSION").exists() {
            return Ok(());
        }
        self.own_below(cluster).map_err(failed)?;
        // Last, so that an interrupted run is taken up again.
        chown(cluster, Some(self.uid), Some(self.gid)).map_err(failed)
    }

    fn own_below(&self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                self.own_below(&entry.path())?;
            }
            lchown(entry.path(), Some(self.uid), Some(self.gid))?;
        }
        Ok(())
    }
}
