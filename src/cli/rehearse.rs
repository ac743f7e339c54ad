//! `rehearse`: a backup of the running database, restored into a folder of its own and held against the original as it
//! was at the moment of the backup. Nobody has to wait meanwhile, and nothing is left behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::database::{COMMAND, Database, app, block_on};
use super::ward::{Look, Ward, word};
use super::{Stop, backup, keys, say};
use crate::base::ids::Uuid;
use crate::features::certificates;
use crate::platform::App;
use crate::platform::config::{Config, Place, Settings};
use crate::platform::db::migrate;
use crate::platform::db::snapshot::{Print, Prints, Snapshot, differences};

pub const EXAMPLE: &str = "\
Examples:
  portolan rehearse --config /etc/portolan.toml
  portolan rehearse --config /etc/portolan.toml --into /var/tmp/rehearsal --keep

The server may run meanwhile. It needs as much room as the database has, and the setting secret: the keys in the copy
have to open. Exit code 0: this backup would bring everything back.";

const FILE: &str = "backup.zip";

#[derive(Args)]
pub struct Rehearse {
    /// An empty or missing folder to work in [default: one in the data folder]
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Keep the backup that was tried, in that folder
    #[arg(long)]
    keep: bool,
}

pub fn run(settings: Settings, what: &Rehearse) -> Result<(), Stop> {
    let place = settings.place()?;
    let config = settings.resolve()?;
    let usual = || place.data.join(format!("rehearsal-{}", std::process::id()));
    let folder = std::path::absolute(what.into.clone().unwrap_or_else(usual)).map_err(Stop::failed)?;
    if !backup::is_empty_or_missing(&folder) {
        return Err(Stop::Usage(format!("{} is not empty; name another folder with --into", folder.display())));
    }
    let database = Database::reach(&place)?;
    let was_there = folder.exists();
    fs::create_dir_all(&folder).map_err(|error| Stop::Failed(format!("{}: {error}", folder.display())))?;
    let mut ward = Ward::default();
    let done = rehearse(&mut ward, &place, &config, database.owner()?, &folder);
    clear(&folder, what.keep, was_there).map_err(|error| Stop::Failed(format!("{}: {error}", folder.display())))?;
    done?;
    ward.end()?;
    if what.keep {
        say::line(format!("the backup is {}", folder.join(FILE).display()));
    }
    Ok(())
}

/// Removes the copy, and the backup unless it shall stay.
fn clear(folder: &Path, keep: bool, was_there: bool) -> std::io::Result<()> {
    let copy = folder.join("data");
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    if keep && folder.join(FILE).exists() {
        return Ok(());
    }
    match was_there {
        true if folder.join(FILE).exists() => fs::remove_file(folder.join(FILE)),
        true => Ok(()),
        false => fs::remove_dir_all(folder),
    }
}

/// What the original held at the moment of the backup.
struct Original {
    tables: Prints,
    rules: Print,
}

fn rehearse(ward: &mut Ward, place: &Place, config: &Config, url: &str, folder: &Path) -> Result<(), Stop> {
    let file = folder.join(FILE);
    let (begin, mut snapshot) = (Instant::now(), block_on(Snapshot::take(url))?);
    let manifest = backup::write(&file, url, place, Some(snapshot.id()))?;
    let told = format!("{} bytes, sha256 {}, in {} s", manifest.bytes, manifest.sha256, seconds(begin));
    ward.note("backup", Ok(told));
    let original = Original { tables: block_on(snapshot.tables())?, rules: block_on(snapshot.rules())? };
    drop(snapshot);

    let begin = Instant::now();
    let elsewhere =
        Place { data: folder.join("data"), database_url: None, database_owner_url: None, pg_bin: place.pg_bin.clone() };
    let copy = Database::own(&elsewhere)?;
    // From the file, as whoever needs it will.
    let (mut archive, manifest) = backup::open(&file)?;
    let filled = backup::fill(&copy, &elsewhere, &manifest, &mut archive);
    let restored = filled.is_ok();
    ward.note("restore", filled.map(|()| format!("its checksum fits, in {} s", seconds(begin))).map_err(word));
    if restored {
        let config = Config { data: elsewhere.data, database_url: None, ..config.clone() };
        look(ward, &original, config, &copy)?;
    }
    copy.stop();
    Ok(())
}

fn seconds(begin: Instant) -> String {
    format!("{:.1}", begin.elapsed().as_secs_f64())
}

fn look(ward: &mut Ward, original: &Original, config: Config, copy: &Database) -> Result<(), Stop> {
    let owner = copy.owner()?;
    let mut snapshot = block_on(Snapshot::take(owner))?;
    let (tables, rules) = (block_on(snapshot.tables())?, block_on(snapshot.rules())?);
    drop(snapshot);
    ward.note("tables", same(&original.tables, &tables));
    let good = original.rules == rules;
    let told = format!("{} triggers, functions, indexes, constraints, views and rules of rows", rules.rows);
    ward.note("rules", if good { Ok(told) } else { Err(format!("{told} instead of {}", original.rules.rows)) });
    let waiting = migrate::status(owner)?.pending;
    let fits = if waiting.is_empty() { Ok("this one runs with it".to_owned()) } else { Err(waiting.join(", ")) };
    ward.note("program", fits);
    block_on(async {
        match app(config, &copy.url, 1).await {
            Err(why) => ward.note("keys", Err(word(why))),
            Ok(app) => {
                ward.note("keys", Ok(format!("{} keys open with this secret", app.keys.all().len())));
                ward.note("files", certificates_open(&app).await.map_err(word));
            }
        }
    });
    Ok(())
}

fn same(original: &Prints, copy: &Prints) -> Look {
    let rows: i64 = copy.values().map(|table| table.rows).sum();
    match differences(original, copy) {
        apart if apart.is_empty() => Ok(format!("{} with {rows} rows, each as it was", copy.len())),
        apart => Err(apart.join("; ")),
    }
}

/// Every file of a certificate is the one that was given out, and verifies with the keys of the copy alone.
async fn certificates_open(app: &App) -> Result<String, Stop> {
    let keys = keys::public(app)?;
    let mut conn = app.db.read(&COMMAND).await?;
    let (mut count, mut after) = (0_u64, Uuid::nil());
    while let Some((certificate, sha256, pdf)) = certificates::file_after(&mut conn, after).await? {
        if HEXLOWER.encode(&Sha256::digest(&pdf)) != sha256 {
            return Err(Stop::Failed(format!("the file of certificate {certificate} is another")));
        }
        certificates::verify_file_or_url(&pdf, &keys)
            .map_err(|not| Stop::Failed(format!("certificate {certificate}: {not}")))?;
        (count, after) = (count + 1, certificate);
    }
    Ok(format!("{count} certificates are byte for byte what was given out, and verify"))
}
