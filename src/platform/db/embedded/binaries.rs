//! Where Postgres's server programs are.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{self, Path, PathBuf};
use std::process::Command;

use super::{Trouble, site};

/// Debian's and Ubuntu's place: one folder per major version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The folder of `initdb` and `postgres`: `bin` alone when given; else `pg/` beside our own program, the newest of
/// Debian's, or one in `PATH`.
pub fn find_binaries(bin: Option<&Path>) -> Result<PathBuf, Trouble> {
    candidates(bin).next().ok_or_else(|| not_installed(bin))
}

/// As [`find_binaries`], but of the version that made the cluster: a newer one must not, and does not, open it.
pub fn for_cluster(bin: Option<&Path>, cluster: &Path) -> Result<PathBuf, Trouble> {
    let Ok(made_by) = fs::read_to_string(cluster.join("PG_VERSION")) else { return find_binaries(bin) };
    let made_by = made_by.trim();
    // Cut off by a power failure, or no file of PostgreSQL's at all.
    if !made_by.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Trouble::NoVersion { folder: cluster.to_owned() });
    }
    candidates(bin)
        .find(|bin| major_version(bin).as_deref() == Some(made_by))
        .ok_or_else(|| Trouble::WrongVersion { folder: cluster.to_owned(), made_by: made_by.to_owned() })
}

fn not_installed(bin: Option<&Path>) -> Trouble {
    Trouble::NotInstalled { bin: bin.map(Path::to_owned) }
}

/// Every folder with both programs, best first.
fn candidates(bin: Option<&Path>) -> impl Iterator<Item = PathBuf> {
    let folders = match bin {
        Some(bin) => vec![bin.to_owned()],
        None => beside_us().into_iter().chain(debians()).chain(in_path()).collect(),
    };
    folders.into_iter().filter_map(|bin| path::absolute(bin).ok()).filter(|bin| is_complete(bin))
}

fn is_complete(bin: &Path) -> bool {
    ["initdb", "postgres"].iter().all(|program| is_executable(&bin.join(program)))
}

fn is_executable(program: &Path) -> bool {
    fs::metadata(program).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

fn beside_us() -> Vec<PathBuf> {
    let Some(home) = env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("pg"))) else { return Vec::new() };
    vec![home.join("bin"), home]
}

fn debians() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(DEBIAN) else { return Vec::new() };
    let mut versions: Vec<u32> =
        entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    versions.sort_unstable();
    versions.iter().rev().map(|version| Path::new(DEBIAN).join(version.to_string()).join("bin")).collect()
}

fn in_path() -> Vec<PathBuf> {
    site::path_variable().map(|path| env::split_paths(&path).collect()).unwrap_or_default()
}

/// `15` for a `postgres` that calls itself "postgres (PostgreSQL) 15.18 (Debian …)".
fn major_version(bin: &Path) -> Option<String> {
    let output = Command::new(bin.join("postgres")).arg("--version").env_clear().output().ok()?;
    let line = String::from_utf8(output.stdout).ok()?;
    let version = line.split_once("(PostgreSQL) ")?.1;
    Some(version.chars().take_while(char::is_ascii_digit).collect())
}
