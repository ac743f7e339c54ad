//! `backup` and `restore`: everything is in the database, keys and pictures too, so a backup is one dump with a
//! manifest that says what it is and how to tell that it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::database::{Database, block_on};
use super::{Stop, say};
use crate::base::clock::{Clock, Instant};
use crate::platform::config::{Place, Settings};
use crate::platform::db::{Db, dump, migrate};

pub const EXAMPLE: &str = "\
Example:
  portolan backup /var/backups/portolan-2026-11-24.zip --data /var/lib/portolan

Keep the setting secret beside it, but not in the same place: without it the keys in the backup do not open.";
pub const RESTORE_EXAMPLE: &str = "\
Example, into a new data folder:
  portolan restore /var/backups/portolan-2026-11-24.zip --data /var/lib/portolan

The folder must be empty or missing; with --database-url, the database must be empty.";

const DUMP: &str = "database.dump";
const MANIFEST: &str = "manifest.json";
const FORMAT: u32 = 1;

#[derive(Args)]
pub struct Backup {
    /// The file to write; it must not exist yet
    file: PathBuf,
}

#[derive(Args)]
pub struct Restore {
    /// A file that `portolan backup` wrote
    file: PathBuf,
}

/// What a backup is.
#[derive(Serialize, Deserialize)]
pub(super) struct Manifest {
    format: u32,
    /// The program that wrote it.
    portolan: String,
    made_at: Instant,
    migrations: Vec<String>,
    pub bytes: u64,
    /// Of the dump.
    pub sha256: String,
}

pub fn run(settings: Settings, what: &Backup) -> Result<(), Stop> {
    let place = settings.place()?;
    if what.file.exists() {
        return Err(Stop::Usage(format!("{} exists; name another file", what.file.display())));
    }
    let database = Database::reach(&place)?;
    // Written under another name: a file with the right one is a whole backup.
    let part = what.file.with_extension("part");
    let written = write(&part, database.owner()?, &place, None).and_then(|manifest| {
        fs::rename(&part, &what.file).map_err(|error| about(&what.file, &error))?;
        Ok(manifest)
    });
    let manifest = match written {
        Ok(manifest) => manifest,
        Err(stop) => {
            let _ = fs::remove_file(&part);
            return Err(stop);
        }
    };
    say::line(format!("{}: {} bytes, sha256 {}", what.file.display(), manifest.bytes, manifest.sha256));
    Ok(())
}

fn about(file: &Path, error: &io::Error) -> Stop {
    Stop::Failed(format!("{}: {error}", file.display()))
}

/// Writes a backup of a database as it is now, or was at the moment of a snapshot.
pub(super) fn write(file: &Path, url: &str, place: &Place, snapshot: Option<&str>) -> Result<Manifest, Stop> {
    let migrations = migrate::status(url)?.applied;
    let failed = |error: io::Error| about(file, &error);
    // It holds names, addresses and answers: for the owner's eyes only.
    let out = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file).map_err(failed)?;
    let mut zip = ZipWriter::new(BufWriter::new(out));
    // The dump is packed already.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    zip.start_file(DUMP, stored).map_err(Stop::failed)?;
    let mut hashing = Hashing { inner: &mut zip, hash: Sha256::new(), bytes: 0 };
    dump::dump(url, place.pg_bin.as_deref(), snapshot, &mut hashing).map_err(Stop::failed)?;
    let (bytes, sha256) = hashing.end();
    let portolan = env!("CARGO_PKG_VERSION").to_owned();
    let manifest = Manifest { format: FORMAT, portolan, made_at: Clock::system().now(), migrations, bytes, sha256 };
    zip.start_file(MANIFEST, SimpleFileOptions::default()).map_err(Stop::failed)?;
    serde_json::to_writer_pretty(&mut zip, &manifest).map_err(Stop::failed)?;
    let mut out = zip.finish().map_err(Stop::failed)?;
    out.flush().and_then(|()| out.get_ref().sync_all()).map_err(failed)?;
    Ok(manifest)
}

/// Counts and hashes what passes through.
struct Hashing<'a, W> {
    inner: &'a mut W,
    hash: Sha256,
    bytes: u64,
}

impl<W> Hashing<'_, W> {
    fn end(self) -> (u64, String) {
        (self.bytes, data_encoding::HEXLOWER.encode(&self.hash.finalize()))
    }
}

impl<W: Write> Write for Hashing<'_, W> {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(part)?;
        self.hash.update(part.get(..written).unwrap_or_default());
        self.bytes += u64::try_from(written).unwrap_or(0);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

pub fn restore(settings: Settings, what: &Restore) -> Result<(), Stop> {
    let place = settings.place()?;
    let (mut archive, manifest) = open(&what.file)?;
    if place.database_url.is_none() && !is_empty_or_missing(&place.data) {
        return Err(Stop::Usage(format!(
            "the data folder {} is not empty; name another one with --data",
            place.data.display()
        )));
    }
    let database = Database::own(&place)?;
    let outcome = fill(&database, &place, &manifest, &mut archive);
    database.stop();
    if outcome.is_err() && place.database_url.is_none() {
        // It held nothing before, and half a database is worth nothing.
        let _ = fs::remove_dir_all(&place.data);
    }
    outcome?;
    say::line(format!("restored what was in the database at {}", manifest.made_at.format("%Y-%m-%d %H:%M:%S UTC")));
    Ok(())
}

/// A backup that fits its checksum.
pub(super) fn open(file: &Path) -> Result<(ZipArchive<BufReader<File>>, Manifest), Stop> {
    let opened = File::open(file).map_err(|error| Stop::Usage(format!("cannot read {}: {error}", file.display())))?;
    let mut archive =
        ZipArchive::new(BufReader::new(opened)).map_err(|_| not_whole(file, "is no backup, or was cut off"))?;
    let manifest = check(file, &mut archive)?;
    Ok((archive, manifest))
}

fn not_whole(file: &Path, why: &str) -> Stop {
    Stop::Failed(format!("{} {why}; nothing was restored", file.display()))
}

/// Reads the manifest and holds the dump against it.
fn check(file: &Path, archive: &mut ZipArchive<impl Read + Seek>) -> Result<Manifest, Stop> {
    let missing = |_| not_whole(file, "is not a backup made by portolan");
    let manifest: Manifest = {
        let entry = archive.by_name(MANIFEST).map_err(missing)?;
        serde_json::from_reader(entry.take(1 << 20))
            .map_err(|_| not_whole(file, "has a manifest that cannot be read"))?
    };
    if manifest.format != FORMAT {
        return Err(not_whole(file, "was made by a newer Portolan"));
    }
    let mut entry = archive.by_name(DUMP).map_err(missing)?;
    let mut hashing = Hashing { inner: &mut io::sink(), hash: Sha256::new(), bytes: 0 };
    let read = io::copy(&mut entry, &mut hashing);
    if read.is_err() || hashing.end() != (manifest.bytes, manifest.sha256.clone()) {
        return Err(not_whole(file, "is damaged: its content does not fit its checksum"));
    }
    Ok(manifest)
}

pub(super) fn is_empty_or_missing(folder: &Path) -> bool {
    fs::read_dir(folder)
        .map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |mut entries| entries.next().is_none())
}

/// Puts a backup into an empty database.
pub(super) fn fill(
    database: &Database,
    place: &Place,
    manifest: &Manifest,
    archive: &mut ZipArchive<impl Read + Seek>,
) -> Result<(), Stop> {
    let url = database.owner()?;
    let known = migrate::names()?;
    if let Some(unknown) = manifest.migrations.iter().find(|name| !known.contains(name)) {
        return Err(Stop::Failed(format!(
            "the backup was made by a newer Portolan ({}, {unknown})",
            manifest.portolan
        )));
    }
    let db = Db::new(url, 1).map_err(Stop::failed)?;
    if !block_on(dump::is_empty(&db))? {
        return Err(Stop::Usage("the database is not empty; name another one with --database-url".to_owned()));
    }
    let mut entry = archive.by_name(DUMP).map_err(Stop::failed)?;
    dump::restore(url, place.pg_bin.as_deref(), &mut entry).map_err(Stop::failed)?;
    // A backup from before there was such a role: the next migration lets it in.
    match manifest.migrations.iter().any(|name| name.ends_with("_row_level_security")) {
        true => database.admit(),
        false => Ok(()),
    }
}
