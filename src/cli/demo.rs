//! `demo`: a world to look at, and who to sign in as.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::database::with_app;
use super::{Stop, say};
use crate::features::demo::{self, Account};
use crate::platform::App;
use crate::platform::config::Settings;

pub const EXAMPLE: &str = "\
Example:
  portolan demo --demo --data ./data --curriculum ./curriculum

`portolan serve --demo` does the same when its database is empty. The accounts are in DATA/demo-accounts.json.";

/// The file with the accounts, in the data folder.
const ACCOUNTS: &str = "demo-accounts.json";

pub fn run(settings: Settings) -> Result<(), Stop> {
    with_app(settings, async |app| {
        if !demo::is_wanted(&app).await? {
            return Err(Stop::failed(demo::DemoTrouble::NotEmpty));
        }
        fill_when_empty(&app).await
    })
}

/// Fills an empty database; tells in any case who one can be.
pub async fn fill_when_empty(app: &App) -> Result<(), Stop> {
    if demo::is_wanted(app).await? {
        demo::fill(app, &app.config.curriculum).await.map_err(Stop::failed)?;
        write_accounts(app).map_err(|error| Stop::Failed(format!("{ACCOUNTS}: {error}")))?;
    }
    tell(app);
    Ok(())
}

fn write_accounts(app: &App) -> io::Result<()> {
    let accounts = serde_json::json!({
        "origin": app.config.origin.to_string(),
        "sign_in": format!("{}/sign-in", app.config.origin),
        "accounts": demo::accounts(),
    });
    let text = serde_json::to_string_pretty(&accounts)?;
    write_private(&app.config.data_file(ACCOUNTS), text.as_bytes())
}

/// Readable for the owner only from its first byte on.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(bytes)
}

fn tell(app: &App) {
    let origin = &app.config.origin;
    say::line(format!("\nSign in at {origin}/sign-in, by password:"));
    let everybody = demo::accounts();
    let shown = |account: &&Account| account.role != "participant" || account.email.starts_with("nino");
    for account in everybody.iter().filter(shown) {
        say::line(format!("  {:<12} {:<32} {}", account.role, account.email, account.password));
    }
    say::line(format!("All accounts: {}", app.config.data_file(ACCOUNTS).display()));
    say::line(format!("Outgoing mail is at {origin}/demo/mail\n"));
}
