//! A small disk that may be filled: a tmpfs, where the system lets us mount one.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Room for a cluster and a short run.
const SIZE: &str = "size=320m,mode=0755";

pub struct Disk(PathBuf);

impl Disk {
    /// `Err` says why there is none.
    pub fn mount(folder: &Path) -> Result<Self, String> {
        std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(folder).stdin(Stdio::null()).stderr(Stdio::null());
        match mount.status() {
            Ok(status) if status.success() => Ok(Self(folder.to_owned())),
            Ok(_) => Err("a tmpfs cannot be mounted here; root can where the system allows it".to_owned()),
            Err(error) => Err(format!("mount: {error}")),
        }
    }

    pub fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Also while something still lets go of it.
        let _ = Command::new("umount").arg("-l").arg(&self.0).stderr(Stdio::null()).status();
    }
}
