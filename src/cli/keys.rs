//! `keys`: what signs tokens and certificates.

use clap::{Subcommand, ValueEnum};

use super::database::with_app;
use super::{Stop, say};
use crate::features::certificates::PublicKeys;
use crate::platform::App;
use crate::platform::auth::Purpose;
use crate::platform::config::Settings;

pub const EXAMPLE: &str = "Example:\n  portolan keys list --data ./data";
const LIST: &str = "Examples:\n  portolan keys list\n  portolan keys list --public > keys.json";
const ROTATE: &str = "\
Example:
  portolan keys rotate certificate

Old public keys stay published: certificates signed with them stay valid. A server that is running signs with the
new key after its next start.";

#[derive(Subcommand)]
pub enum Keys {
    /// List all keys, or print the public keys that certificates are checked with
    #[command(after_help = LIST)]
    List {
        /// Print the public certificate keys as JSON, for `portolan verify --keys`
        #[arg(long)]
        public: bool,
    },
    /// Retire the key in use and make a new one
    #[command(after_help = ROTATE)]
    Rotate { purpose: KeyPurpose },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum KeyPurpose {
    Token,
    Certificate,
}

impl From<KeyPurpose> for Purpose {
    fn from(purpose: KeyPurpose) -> Self {
        match purpose {
            KeyPurpose::Token => Purpose::Token,
            KeyPurpose::Certificate => Purpose::Certificate,
        }
    }
}

pub fn run(settings: Settings, what: &Keys) -> Result<(), Stop> {
    with_app(settings, async |app| match what {
        Keys::List { public: true } => print_public(&app),
        Keys::List { public: false } => {
            print_all(&app);
            Ok(())
        }
        Keys::Rotate { purpose } => rotate(&app, (*purpose).into()).await,
    })
}

fn print_all(app: &App) {
    for key in app.keys.all() {
        let until = key.retired_at.map_or_else(|| "in use".to_owned(), |at| format!("retired {}", at.date_naive()));
        let (kid, purpose, since) = (&key.kid, key.purpose.name(), key.created_at.date_naive());
        say::line(format!("{kid:<12} {purpose:<12} since {since}  {until}"));
    }
}

fn print_public(app: &App) -> Result<(), Stop> {
    say::line(public(app)?);
    Ok(())
}

/// The published key list.
pub(super) fn public(app: &App) -> Result<String, Stop> {
    let mut keys = PublicKeys::new();
    for key in app.keys.all().iter().filter(|key| key.purpose == Purpose::Certificate) {
        keys.add(&key.kid, key.public).map_err(Stop::failed)?;
    }
    Ok(keys.to_jwks())
}

async fn rotate(app: &App, purpose: Purpose) -> Result<(), Stop> {
    let now = app.clock.now();
    let kid = app.keys.rotate(&app.db, &app.config.secret, now, purpose, None).await?;
    say::line(format!("{kid} signs from now on; a running server follows within half a minute"));
    Ok(())
}
