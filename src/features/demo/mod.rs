//! A world to look at: agencies, people and courses that do not exist, for a demonstration on an empty database.
//!
//! [`fill`] runs the chapters in order; each takes what the earlier ones made from the [`World`] and adds its own.
//! To show more of the program, write a chapter and add it to `fill`.

mod cast;
mod chapters;
mod sittings;
mod store;

use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::ids::Uuid;
use crate::features::curriculum::{self, ImportTrouble};
use crate::features::{accounts, courses};
use crate::platform::App;
use crate::platform::db::Reach;
use crate::platform::web::AppError;

pub use cast::{EVERYBODY, Part, Player};

/// For whom the chapters act.
const REACH: Reach = Reach::Server("a demonstration invents what everybody did");

/// Why the demonstration could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum DemoTrouble {
    #[error("the database has people in it already; a demonstration needs an empty one (another --data folder)")]
    NotEmpty,
    #[error("there is no curriculum in {}; name its folder with --curriculum DIR", .0.display())]
    NoCurriculum(PathBuf),
    #[error("the curriculum has errors; see: portolan curriculum check {}", .0.display())]
    Faults(PathBuf),
    #[error("{0}")]
    Database(#[from] AppError),
    #[error("demo-accounts.json: {0}")]
    File(#[from] io::Error),
}

/// What the chapters have made so far.
pub struct World {
    pub app: App,
    pub people: Vec<(&'static Player, Uuid)>,
    pub agencies: Vec<(&'static str, Uuid)>,
    pub cohorts: Vec<courses::Cohort>,
}

impl World {
    /// The person of an address from the cast.
    pub fn person(&self, email: &str) -> Result<Uuid, AppError> {
        let found = self.people.iter().find(|(player, _)| player.email == email);
        found.map(|(_, id)| *id).ok_or_else(|| AppError::internal(format!("{email} is not in the cast")))
    }

    pub fn agency(&self, name: &str) -> Result<Uuid, AppError> {
        let found = self.agencies.iter().find(|(known, _)| *known == name);
        found.map(|(_, id)| *id).ok_or_else(|| AppError::internal(format!("no agency {name}")))
    }
}

/// An account to sign in with, as it stands in `demo-accounts.json`.
#[derive(Serialize)]
pub struct Account {
    pub role: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub password: &'static str,
}

/// Whether nobody has an account yet.
pub async fn is_wanted(app: &App) -> Result<bool, AppError> {
    Ok(!accounts::anybody(&mut *app.db.read(&REACH).await?).await?)
}

/// Fills an empty database from a curriculum folder.
pub async fn fill(app: &App, curriculum: &Path) -> Result<World, DemoTrouble> {
    if !is_wanted(app).await? {
        return Err(DemoTrouble::NotEmpty);
    }
    if !curriculum.join("modules").is_dir() {
        return Err(DemoTrouble::NoCurriculum(curriculum.to_owned()));
    }
    match curriculum::import(&app.db, app.clock.now(), curriculum).await {
        Ok(_) => {}
        Err(ImportTrouble::Faults(_)) => return Err(DemoTrouble::Faults(curriculum.to_owned())),
        Err(ImportTrouble::Database(error)) => return Err(error.into()),
    }
    let mut world = World { app: app.clone(), people: Vec::new(), agencies: Vec::new(), cohorts: Vec::new() };
    chapters::agencies(&mut world).await?;
    chapters::people(&mut world).await?;
    chapters::cohorts(&mut world).await?;
    sittings::tests_before(&world).await?;
    chapters::reading(&world).await?;
    sittings::sittings(&world).await?;
    Ok(world)
}

/// Everybody one can sign in as.
pub fn accounts() -> Vec<Account> {
    EVERYBODY.iter().map(Player::account).collect()
}
