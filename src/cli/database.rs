//! How a command comes to the database: the server named in the settings, the cluster of a running `serve`, or the
//! cluster of the data folder, started for this command alone.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use super::{Stop, say};
use crate::base::clock::Clock;
use crate::platform::App;
use crate::platform::auth::Keys;
use crate::platform::config::{Config, Origin, Place, Settings};
use crate::platform::db::embedded::{self, Cluster, Trouble, program_url_of_running, url_of_running};
use crate::platform::db::{Db, Reach, check_program, migrate};
use crate::platform::mail::Mailer;
use crate::platform::web::AppError;

/// The database in Portolan's own cluster.
pub const NAME: &str = "portolan";
/// For whom commands act.
pub const COMMAND: Reach = Reach::Server("whoever may give commands on the server's machine may do everything");
/// How long a database is waited for that is perhaps just being started.
const PATIENCE: Duration = Duration::from_secs(30);
const BETWEEN_TRIES: Duration = Duration::from_millis(500);
/// Connections of a command that is alone.
const FEW: usize = 4;

/// A database to work with, for as long as this lives.
pub struct Database {
    /// As the program's role, which row-level security holds.
    pub url: String,
    /// As the owner of the tables; of another's server only when a setting names it.
    owner_url: Option<String>,
    cluster: Option<Cluster>,
}

impl Database {
    /// For a command: shares the cluster of a running server.
    pub fn reach(place: &Place) -> Result<Self, Stop> {
        Self::reach_within(place, PATIENCE)
    }

    /// The same, with another patience.
    pub fn reach_within(place: &Place, patience: Duration) -> Result<Self, Stop> {
        if let Some(url) = &place.database_url {
            return Self::of_another(place, url, patience);
        }
        let begin = Instant::now();
        loop {
            if let Some(url) = program_url_of_running(&place.data, NAME) {
                return Ok(Self { url, owner_url: url_of_running(&place.data, NAME), cluster: None });
            }
            match Cluster::start(cluster_settings(place)) {
                Ok(cluster) => return Ok(Self::of_cluster(cluster)),
                // Its owner is about to start it, or to stop.
                Err(Trouble::InUse { .. }) if begin.elapsed() < patience => thread::sleep(BETWEEN_TRIES),
                Err(trouble) => return Err(trouble.into()),
            }
        }
    }

    /// For the server: nobody else may run the cluster.
    pub fn own(place: &Place) -> Result<Self, Stop> {
        match &place.database_url {
            Some(url) => Self::of_another(place, url, PATIENCE),
            None => Ok(Self::of_cluster(Cluster::start(cluster_settings(place))?)),
        }
    }

    fn of_another(place: &Place, url: &str, patience: Duration) -> Result<Self, Stop> {
        let owner_url = place.database_owner_url.clone();
        // The program's role may be made only when the owner runs the migrations.
        wait_for(owner_url.as_deref().unwrap_or(url), patience)?;
        Ok(Self { url: url.to_owned(), owner_url, cluster: None })
    }

    fn of_cluster(cluster: Cluster) -> Self {
        Self { url: cluster.program_url(NAME), owner_url: Some(cluster.url(NAME)), cluster: Some(cluster) }
    }

    /// As the owner of the tables.
    pub fn owner(&self) -> Result<&str, Stop> {
        self.owner_url.as_deref().ok_or_else(|| {
            Stop::Usage("setting database-owner-url: is not set; this needs the role that owns the tables".to_owned())
        })
    }

    /// As whoever may ask what has run.
    pub fn any_url(&self) -> &str {
        self.owner_url.as_deref().unwrap_or(&self.url)
    }

    /// Runs what is pending and lets the program's role in; what was run.
    pub fn migrate(&self) -> Result<Vec<String>, Stop> {
        let owner = self.owner()?;
        let ran = migrate::up(owner)?;
        self.admit()?;
        Ok(ran)
    }

    /// Lets the program's role in.
    pub fn admit(&self) -> Result<(), Stop> {
        let (owner, program) = (self.owner()?, migrate::role_of(&self.url)?);
        if migrate::role_of(owner)? == program {
            return Err(Stop::Usage(format!(
                "setting database-owner-url: names the role {program}, as database-url does; the server needs one that owns \
                 nothing, made by: CREATE ROLE portolan_app LOGIN PASSWORD '…'"
            )));
        }
        Ok(migrate::admit(owner, &program)?)
    }

    /// Refuses a role that row-level security would not hold.
    pub fn check_program(&self) -> Result<(), Stop> {
        let db = Db::new(&self.url, 1).map_err(Stop::failed)?;
        block_on(async move { check_program(&mut *db.read(&Reach::Nobody).await?).await.map_err(Stop::Failed) })
    }

    /// Stops the cluster, if it is ours. Also done when dropped; said aloud where the order matters.
    pub fn stop(&self) {
        if let Some(cluster) = &self.cluster {
            cluster.stop();
        }
    }
}

fn cluster_settings(place: &Place) -> embedded::Settings {
    embedded::Settings { bin: place.pg_bin.clone(), ..embedded::Settings::new(&place.data) }
}

/// Returns when the database answers; tells once that it waits.
fn wait_for(url: &str, patience: Duration) -> Result<(), Stop> {
    let begin = Instant::now();
    let mut told = false;
    loop {
        let Err(why) = answers(url) else { return Ok(()) };
        if begin.elapsed() >= patience {
            return Err(Stop::Failed(format!(
                "{why}; is it running, and is database-url right? (waited {} s)",
                patience.as_secs()
            )));
        }
        if !told {
            say::trouble(format!("{why}; trying again for {} s", patience.as_secs()));
            told = true;
        }
        thread::sleep(BETWEEN_TRIES);
    }
}

/// One connection, made and dropped.
fn answers(url: &str) -> Result<(), String> {
    let db = Db::new(url, 1).map_err(|error| error.to_string())?;
    block_on(async move {
        match db.read(&Reach::Nobody).await {
            Ok(_) => Ok(()),
            Err(AppError::Busy(cause)) => Err(format!("the database does not answer: {cause}")),
            Err(error) => Err(error.cause()),
        }
    })
}

/// Runs async work to its end on a system of its own.
pub fn block_on<T>(work: impl Future<Output = T>) -> T {
    actix_web::rt::System::new().block_on(work)
}

/// The application on a database, with its keys read.
pub async fn app(config: Config, url: &str, pool: usize) -> Result<App, Stop> {
    let (db, clock) = (Db::new(url, pool).map_err(Stop::failed)?, Clock::system());
    let mailer = Mailer::new(&config)?;
    let keys = Keys::load(&db, &config.secret, clock.now()).await.map_err(|error| match error {
        AppError::Internal(cause) => Stop::Usage(format!("setting secret: {cause}")),
        other => other.into(),
    })?;
    Ok(App::new(config, db, clock, keys, mailer))
}

/// In the data folder: the address under which the server was last started. Commands print links, and who gives them
/// may not repeat the settings of the server.
const SERVED_AT: &str = "served-at";

/// Notes where the server is. Without the note commands go by their own settings, so it stops nothing.
pub fn note_origin(config: &Config) {
    if let Err(error) = fs::write(config.data.join(SERVED_AT), format!("{}\n", config.origin)) {
        tracing::warn!(%error, "cannot note the origin in the data folder");
    }
}

/// The settings with the origin of the server, where they name none. A demonstration stays on this machine.
fn at_server(settings: Settings, place: &Place) -> Settings {
    let noted = fs::read_to_string(place.data.join(SERVED_AT)).unwrap_or_default();
    let served = Origin::parse(noted.trim()).ok().filter(|origin| settings.demo != Some(true) || origin.is_loopback());
    let origin = settings.origin.clone().or_else(|| served.map(|origin| origin.to_string()));
    Settings { origin, ..settings }
}

/// Runs a command that needs the whole application.
pub fn with_app<T>(settings: Settings, work: impl AsyncFnOnce(App) -> Result<T, Stop>) -> Result<T, Stop> {
    let place = settings.place()?;
    let settings = at_server(settings, &place);
    let config = settings.resolve()?;
    let database = Database::reach(&place)?;
    prepare(&database)?;
    block_on(async {
        let app = app(config, &database.url, FEW).await?;
        work(app).await
    })
}

/// A new database gets its tables; one of another version is left to the person who knows what runs on it.
fn prepare(database: &Database) -> Result<(), Stop> {
    if let Ok(owner) = database.owner() {
        let status = migrate::status(owner)?;
        if status.applied.is_empty() {
            database.migrate()?;
        } else if !status.pending.is_empty() {
            return Err(older(&status));
        }
    }
    is_ready(database)
}

/// The server brings its tables up to its version, where the owner is known.
pub fn bring_up(database: &Database) -> Result<Vec<String>, Stop> {
    let ran = match database.owner() {
        Ok(_) => database.migrate()?,
        Err(_) => Vec::new(),
    };
    is_ready(database)?;
    Ok(ran)
}

/// The program's role may work, and on the tables of this version.
fn is_ready(database: &Database) -> Result<(), Stop> {
    database.check_program()?;
    let status = migrate::status(&database.url)?;
    if status.pending.is_empty() { Ok(()) } else { Err(older(&status)) }
}

fn older(status: &migrate::Status) -> Stop {
    let waiting = status.pending.join(", ");
    Stop::Failed(format!("the database is older than this program ({waiting}); run: portolan migrate up"))
}
