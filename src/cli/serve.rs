//! `serve`: everything in its order, and the way back in reverse.

use std::net::TcpListener;

use rustls::ServerConfig;

use super::database::{Database, app, block_on, bring_up, note_origin};
use super::{Stop, demo, say};
use crate::features;
use crate::platform::auth::Keys;
use crate::platform::config::{Config, Settings};
use crate::platform::mail::Mailer;
use crate::platform::web::server;
use crate::platform::{App, jobs};

pub const EXAMPLE: &str = "\
Examples:
  portolan serve --demo --data ./data
  portolan serve --config /etc/portolan.toml

Stop it with Ctrl-C or SIGTERM: requests under way finish, then it ends, within 10 seconds.";

pub fn run(settings: Settings) -> Result<(), Stop> {
    let place = settings.place()?;
    let config = settings.resolve()?;
    let tls = config.tls.as_ref().map(server::tls_config).transpose()?;
    // Before anything is made; the one to use is built where the server runs.
    block_on(async { Mailer::new(&config).map(drop) })?;
    let database = Database::own(&place)?;
    for name in bring_up(&database)? {
        tracing::info!(name, "migrated");
    }
    let outcome = block_on(serve(config, &database.url, tls));
    // After the last request: what it wrote is committed.
    database.stop();
    outcome
}

async fn serve(config: Config, url: &str, tls: Option<ServerConfig>) -> Result<(), Stop> {
    let pool = config.pool - config.own_connections() * config.workers;
    let app = app(config, url, pool).await?;
    let listener = server::bind(&app).map_err(Stop::failed)?;
    server::install_metrics();
    greet(&app, &listener).await?;
    note_origin(&app.config);
    actix_web::rt::spawn(Keys::keep_up(app.clone()));
    actix_web::rt::spawn(features::privacy::keep_up_retention(app.clone()));
    actix_web::rt::spawn(jobs::start(app.clone(), url.to_owned(), features::HANDS));
    server::run(app, listener, tls, features::configure).await.map_err(Stop::failed)
}

async fn greet(app: &App, listener: &TcpListener) -> Result<(), Stop> {
    let listen = listener.local_addr().map_err(Stop::failed)?;
    if app.config.demo {
        demo::fill_when_empty(app).await?;
    }
    say::line(format!("Portolan is at {} (listening on {listen})", app.config.origin));
    Ok(())
}
