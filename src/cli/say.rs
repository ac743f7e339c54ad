//! What a command says, and where its log goes.

use std::fmt::Display;
use std::io::{self, Write};

use tracing_subscriber::EnvFilter;

use super::Stop;
use crate::platform::config::{LogFormat, Settings};

/// A line on standard output. A reader that went away (`| head`) is no trouble of ours.
pub fn line(text: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// A text of whole lines on standard output.
pub fn text(text: impl Display) {
    let _ = write!(io::stdout().lock(), "{text}");
}

/// A line on standard error.
pub fn trouble(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "portolan: {text}");
}

/// Starts the log, on standard error. The server tells what it does; other commands speak for themselves and log
/// warnings only.
pub fn start_log(settings: &Settings, is_server: bool) -> Result<(), Stop> {
    let usual = if is_server { "info" } else { "warn" };
    let wanted = settings.log.as_deref().unwrap_or(usual);
    // The driver tells the values of every statement below `info`: answers, names, hashes. Who wants them names it.
    let filter = EnvFilter::try_new(format!("tokio_postgres=info,{wanted}"))
        .map_err(|error| Stop::Usage(format!("setting log: {error}")))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_target(false);
    // Only a test that runs two commands in one process has a log already.
    let _ = match settings.log_format.unwrap_or_default() {
        LogFormat::Text => log.with_ansi(io::IsTerminal::is_terminal(&io::stderr())).try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    Ok(())
}
