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
use crate::platform::db::embedded::{self, Cluster, Trouble, url_of_running};
use crate::platform::db::{Db, migrate};
use crate::platform::mail::Mailer;
use crate::platform::web::AppError;

/// The database in Portolan's own cluster.
pub const NAME: &str = "portolan";
/// How long a database is waited for that is perhaps just being started.
const PATIENCE: Duration = Duration::from_secs(30);
const BETWEEN_TRIES: Duration = Duration::from_millis(500);
/// Connections of a command that is alone.
const FEW: usize = 4;

/// A database to work with, for as long as this lives.
pub struct Database {
    pub url: String,
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
            wait_for(url, patience)?;
            return Ok(Self { url: url.clone(), cluster: None });
        }
        let begin = Instant::now();
        loop {
            if let Some(url) = url_of_running(&place.data, NAME) {
                return Ok(Self { url, cluster: None });
            }
            match Cluster::start(cluster_settings(place)) {
                Ok(cluster) => return Ok(Self { url: cluster.url(NAME), cluster: Some(cluster) }),
                // Its owner is about to start it, or to stop.
                Err(Trouble::InUse { .. }) if begin.elapsed() < patience => thread::sleep(BETWEEN_TRIES),
                Err(trouble) => return Err(trouble.into()),
            }
        }
    }

    /// For the server: nobody else may run the cluster.
    pub fn own(place: &Place) -> Result<Self, Stop> {
        match &place.database_url {
            Some(url) => {
                wait_for(url, PATIENCE)?;
                Ok(Self { url: url.clone(), cluster: None })
            }
            None => {
                let cluster = Cluster::start(cluster_settings(place))?;
                Ok(Self { url: cluster.url(NAME), cluster: Some(cluster) })
            }
        }
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
        match db.read().await {
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
    prepare(&database.url)?;
    block_on(async {
        let app = app(config, &database.url, FEW).await?;
        work(app).await
    })
}

/// A new database gets its tables; one of another version is left to the person who knows what runs on it.
fn prepare(url: &str) -> Result<(), Stop> {
    let status = migrate::status(url)?;
    if status.applied.is_empty() {
        migrate::up(url)?;
    } else if !status.pending.is_empty() {
        let waiting = status.pending.join(", ");
        return Err(Stop::Failed(format!(
            "the database is older than this program ({waiting}); run: portolan migrate up"
        )));
    }
    Ok(())
}
