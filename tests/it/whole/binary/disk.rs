//! A disk of its own for one process: small enough to be filled, or read-only. Made in a namespace of the process, so it
//! needs no rights and leaves nothing behind.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Mounts the disk as the namespace's root, and is an ordinary account again when the program starts.
const SCRIPT: &str =
    r#"mount -t tmpfs -o "$1" tmpfs "$2" && shift 2 && exec unshare --user --map-user=1000 --map-group=1000 -- "$@""#;

/// The command with a disk mounted over a folder; none, told on standard error, where the system allows no namespaces.
pub fn on_disk(options: &str, folder: &Path, command: &Command) -> Option<Command> {
    let within = |command: &Command| {
        let mut unshare = Command::new("unshare");
        unshare.args(["-rm", "sh", "-c", SCRIPT, "sh", options]).arg(folder);
        unshare.arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => unshare.env(name, value),
                None => unshare.env_remove(name),
            };
        }
        unshare
    };
    let possible = within(&Command::new("true")).output().is_ok_and(|output| output.status.success());
    if !possible {
        eprintln!("NOT PROVEN HERE: no namespace can be made in which a disk is mounted ({options})");
        return None;
    }
    let mut within = within(command);
    command.get_current_dir().map(|folder| within.current_dir(folder));
    Some(within)
}

/// What a process sees at a path.
pub fn seen_by(pid: u32, path: &Path) -> PathBuf {
    Path::new(&format!("/proc/{pid}/root")).join(path.strip_prefix("/").unwrap())
}

/// Writes a file until there is no room at all.
pub fn fill(file: &Path) {
    let mut out = File::create(file).unwrap();
    for size in [1 << 20, 1 << 12, 1] {
        let part = vec![0; size];
        while out.write_all(&part).is_ok() {}
    }
    assert!(fs::metadata(file).unwrap().len() > 0);
}
