//! The making of a new cluster.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, chown};
use std::path::Path;
use std::process::{self, Command, Stdio};

use super::site::Site;
use super::{NAME, Trouble, log, sys};

/// How a cluster is called while it is being made: `postgres.new-<our process>`.
const UNFINISHED: &str = "postgres.new-";

/// Makes the cluster when there is none. It is made under another name and renamed when complete, so that an
/// interruption at any moment (power, disk full, kill) leaves nothing that looks like a cluster.
pub fn when_missing(site: &Site) -> Result<(), Trouble> {
    let failed = |cause| Trouble::with_folder(&site.data, cause);
    let cluster = site.cluster();
    if cluster.join("PG_VERSION").exists() {
        return Ok(());
    }
    if !is_empty_or_missing(&cluster).map_err(failed)? {
        return Err(Trouble::NotACluster { folder: cluster });
    }
    tracing::info!(folder = %cluster.display(), "creating the database cluster, this takes a few seconds");
    remove_unfinished(&site.data).map_err(failed)?;
    let unfinished = site.data.join(format!("{UNFINISHED}{}", process::id()));
    let made = make(site, &unfinished).and_then(|()| fs::rename(&unfinished, &cluster).map_err(failed));
    if made.is_err() {
        // A full disk is given its room back; the trouble itself is told in any case.
        let _ = fs::remove_dir_all(&unfinished);
    }
    made?;
    if site.durable { sync(&site.data).map_err(failed) } else { Ok(()) }
}

fn is_empty_or_missing(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn remove_unfinished(data: &Path) -> io::Result<()> {
    for entry in fs::read_dir(data)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(UNFINISHED.as_bytes()) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn make(site: &Site, folder: &Path) -> Result<(), Trouble> {
    let failed = |cause| Trouble::with_folder(&site.data, cause);
    // The account may not write into the data folder, so its own folder is made for it.
    fs::DirBuilder::new().mode(0o700).create(folder).map_err(failed)?;
    chown(folder, Some(site.account.uid), Some(site.account.gid)).map_err(failed)?;
    initdb(site, folder)?;
    create_database(site, folder)
}

fn initdb(site: &Site, folder: &Path) -> Result<(), Trouble> {
    let mut command = site.program("initdb")?;
    command.arg("-D").arg(folder).args(["-U", NAME, "--auth-local=trust", "--auth-host=reject"]);
    command.args(["--locale=C.UTF-8", "--encoding=UTF8", "--data-checksums", "--no-instructions"]);
    if !site.durable {
        command.arg("--no-sync");
    }
    run(site, command, "")
}

/// Creates our database in single-user mode: no client program is needed, and nobody can connect meanwhile.
fn create_database(site: &Site, folder: &Path) -> Result<(), Trouble> {
    let mut command = site.program("postgres")?;
    command.arg("--single").arg("-D").arg(folder);
    site.set_durability(&mut command);
    command.arg("postgres");
    let before = log::length(&site.log());
    run(site, command, &format!("CREATE DATABASE {NAME};\n"))?;
    // A failed statement does not show in the exit code.
    if log::failure_since(&site.log(), before).is_some() { Err(site.trouble_since(before)) } else { Ok(()) }
}

fn run(site: &Site, mut command: Command, input: &str) -> Result<(), Trouble> {
    let before = log::length(&site.log());
    // Killed with us: there is nothing to save, and the next start begins anew.
    sys::die_with_parent(&mut command, sys::SIGKILL);
    let mut finish = || {
        let mut child = command.stdin(Stdio::piped()).spawn()?;
        // A program that ended early has told why in its log.
        let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
        child.wait()
    };
    match finish() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(site.trouble_since(before)),
        Err(error) => Err(Trouble::DidNotStart { why: error.to_string(), log: site.log() }),
    }
}

fn sync(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}
