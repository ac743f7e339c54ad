//! The data folder: made when missing, and locked against a second Portolan.

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::Duration;

use super::Trouble;
use super::account::Account;

const LOCK: &str = "portolan.lock";
/// A lock is tried for again for about half a second: a process just killed, or another program that is just being
/// started, can hold a copy of it for some milliseconds.
const TRIES: u32 = 10;
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

/// The data folder's canonical path. What is missing of it is made so that the account can enter but not list it.
pub fn prepare(data: &Path, account: &Account) -> Result<PathBuf, Trouble> {
    let mode = if account.other { 0o711 } else { 0o700 };
    make(data, mode).and_then(|()| fs::canonicalize(data)).map_err(|cause| Trouble::with_folder(data, cause))
}

fn make(folder: &Path, mode: u32) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make(parent, mode)?;
    }
    fs::create_dir(folder)?;
    // Not left to the umask, which often closes what root makes.
    fs::set_permissions(folder, Permissions::from_mode(mode))
}

/// Takes the data folder for this process, for as long as the file stays open.
pub fn lock(data: &Path) -> Result<File, Trouble> {
    let failed = |cause| Trouble::with_folder(data, cause);
    let path = data.join(LOCK);
    let mut file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path).map_err(failed)?;
    if !try_lock(&file).map_err(failed)? {
        return Err(Trouble::InUse { folder: data.to_owned(), pid: holder(&mut file) });
    }
    // The file is never removed: a lock on a removed file would keep nobody out.
    file.set_len(0).and_then(|()| writeln!(file, "{}", process::id())).map_err(failed)?;
    Ok(file)
}

fn try_lock(file: &File) -> io::Result<bool> {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) => thread::sleep(BETWEEN_TRIES),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(false)
}

/// The process id in the lock file; 0 when there is none.
fn holder(file: &mut File) -> u32 {
    let mut text = String::new();
    match file.read_to_string(&mut text) {
        Ok(_) => text.trim().parse().unwrap_or(0),
        Err(_) => 0,
    }
}
