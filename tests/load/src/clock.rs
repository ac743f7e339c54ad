//! A clock of day that can be set while a server runs: libfaketime, where it is installed. Only the server wears it; it
//! gives its database nothing of its own environment, so the database keeps the right time and witnesses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Res;

/// The right time.
const RIGHT: &str = "+0";
/// How far clocks are off in the run: an hour and three days, both ways.
pub const WRONG: [&str; 4] = ["+1h", "-1h", "+3d", "-3d"];

#[derive(Clone)]
pub struct MovedClock {
    library: PathBuf,
    /// Read by the library whenever somebody asks for the time.
    file: PathBuf,
}

impl MovedClock {
    /// `Err` says why there is none.
    pub fn find(folder: &Path) -> Result<Self, String> {
        let roots = [Path::new("/usr/lib"), Path::new("/usr/local/lib")];
        let below = roots.iter().flat_map(|root| fs::read_dir(root).into_iter().flatten().flatten());
        let folders = below.map(|entry| entry.path()).chain(roots.iter().map(|root| root.to_path_buf()));
        let library = folders
            .flat_map(|folder| ["faketime/libfaketimeMT.so.1", "libfaketimeMT.so.1"].map(|name| folder.join(name)))
            .find(|path| path.is_file())
            .ok_or("libfaketime is not installed; on Debian: apt-get install faketime")?;
        let clock = Self { library, file: folder.join("clock") };
        clock.set(RIGHT).map_err(|error| error.to_string())?;
        // It has to work here before anything relies on it.
        let seen = |ahead: &str| -> Res<i64> {
            clock.set(ahead)?;
            let output = clock.worn_by(Command::new("date").arg("+%s")).output()?;
            Ok(String::from_utf8(output.stdout)?.trim().parse()?)
        };
        let apart = seen("+1h").and_then(|later| Ok(later - seen(RIGHT)?)).map_err(|error| error.to_string())?;
        if (3_590..3_610).contains(&apart) { Ok(clock) } else { Err("libfaketime does not move the clock".to_owned()) }
    }

    /// Sets it, for whoever wears it already too.
    pub fn set(&self, ahead: &str) -> std::io::Result<()> {
        // Nobody may read half of it.
        let part = self.file.with_extension("part");
        fs::write(&part, format!("{ahead}\n"))?;
        fs::rename(part, &self.file)
    }

    pub fn set_right(&self) -> std::io::Result<()> {
        self.set(RIGHT)
    }

    /// Has a process go by this clock. Its timers go on as they are: only the time of day jumps.
    pub fn worn_by<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("LD_PRELOAD", &self.library)
            .env("FAKETIME_TIMESTAMP_FILE", &self.file)
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env("DONT_FAKE_MONOTONIC", "1")
    }
}
