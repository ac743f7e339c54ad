//! The folder of the unix socket: short, since a socket's path has 107 bytes at most, and closed to others.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::path::{Path, PathBuf};

use super::Trouble;
use super::account::Account;

/// What Postgres puts into the folder; all of it is ours, so what is left of an earlier run can go.
const FILES: [&str; 2] = [".s.PGSQL.5432", ".s.PGSQL.5432.lock"];
/// Bytes of a socket's path in the kernel's address structure, less the closing zero.
const LONGEST: usize = 107;
/// Somebody else may have taken a name; then the next is tried.
const NAMES_TRIED: u32 = 5;

/// Makes the socket folder of a data folder, in the first temporary folder that is good for it.
pub fn choose(data: &Path, account: &Account) -> Result<PathBuf, Trouble> {
    let bases = [env::temp_dir(), PathBuf::from("/tmp"), PathBuf::from("/dev/shm"), PathBuf::from("/run")];
    let usable = bases.iter().filter(|base| base.is_absolute() && account.first_closed(base).is_none());
    let mut names = usable.flat_map(|base| names(base, data, account));
    names.find(|folder| fits(folder) && renew(folder, account).is_ok()).ok_or_else(|| {
        let tried: Vec<_> = bases.iter().map(|base| base.display().to_string()).collect();
        Trouble::NoSocketFolder { tried: tried.join(", ") }
    })
}

/// Makes the folder when it is missing, and clears out what an earlier Postgres left in it: its lock file may hold a
/// number that some other process has now, and Postgres would wait for that one.
pub fn renew(folder: &Path, account: &Account) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => chown(folder, Some(account.uid), Some(account.gid))?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => check_owner(folder, account)?,
        Err(error) => return Err(error),
    }
    clear(folder);
    Ok(())
}

/// Removes the folder, when Postgres has ended.
pub fn remove(folder: &Path) {
    clear(folder);
    // Without consequence when it fails: the next start takes the folder over.
    let _ = fs::remove_dir(folder);
}

fn clear(folder: &Path) {
    for file in FILES {
        // Mostly because it is not there.
        let _ = fs::remove_file(folder.join(file));
    }
}

/// In a folder where everybody may write, the name may be a trap: a link, or a folder that is open to another.
fn check_owner(folder: &Path, account: &Account) -> io::Result<()> {
    let found = fs::symlink_metadata(folder)?;
    let is_ours = found.is_dir() && found.uid() == account.uid && found.mode() & 0o077 == 0;
    if is_ours { Ok(()) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

fn names(base: &Path, data: &Path, account: &Account) -> impl Iterator<Item = PathBuf> {
    (0..NAMES_TRIED).map(move |attempt| {
        let mut hash = DefaultHasher::new();
        (data, account.uid, attempt).hash(&mut hash);
        base.join(format!("portolan-{:016x}", hash.finish()))
    })
}

fn fits(folder: &Path) -> bool {
    folder.as_os_str().len() + "/.s.PGSQL.5432".len() <= LONGEST
}

/// A connection URL for a socket in `folder`, which stands percent-encoded in the host's place.
pub fn url(folder: &Path, role: &str, database: &str) -> String {
    format!("postgres://{role}@{}/{}", encode(folder.as_os_str()), encode(OsStr::new(database)))
}

fn encode(text: &OsStr) -> String {
    let encode_byte = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(*byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.as_bytes().iter().map(encode_byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_holds_the_folder_as_its_host() {
        let url = url(Path::new("/tmp/a b"), "portolan", "päckli");
        assert_eq!(url, "postgres://portolan@%2Ftmp%2Fa%20b/p%C3%A4ckli");
    }

    #[test]
    fn a_folder_of_somebody_else_and_a_link_are_not_used() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("sockets");
        let me = Account {
            name: String::new(),
            uid: super::super::sys::effective_uid(),
            gid: super::super::sys::effective_gid(),
            other: false,
        };
        renew(&folder, &me).unwrap();
        renew(&folder, &me).unwrap();
        let stranger = Account { uid: me.uid + 1, ..me.clone() };
        assert!(renew(&folder, &stranger).is_err());

        let link = temporary.path().join("link");
        std::os::unix::fs::symlink(&folder, &link).unwrap();
        assert!(renew(&link, &me).is_err());
    }
}
