//! Settings: flags over environment over TOML file over defaults, resolved once into a [`Config`].
//!
//! Unsafe combinations are refused before anything starts, and the message names the setting.

#[cfg(test)]
mod tests;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::secret::Secret;

/// The secret of a demonstration: known to everybody, so a real server refuses it.
const DEMO_SECRET: &str = "portolan-demonstration-secret-known-to-everybody";
/// Shorter secrets can be guessed.
const SECRET_MIN_BYTES: usize = 32;

/// Settings whose value is told to nobody.
const SECRETS: [&str; 4] = ["secret", "smtp", "database-url", "database-owner-url"];

/// Every setting, as it may be given on the command line, in the environment or in the TOML file (`--config`).
#[derive(Clone, Debug, Default, clap::Args, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// TOML file with any of these settings, named as the flags are
    #[arg(long, env = "PORTOLAN_CONFIG", value_name = "FILE", global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Folder for everything that is kept: database cluster, logs, demo accounts [default: ./data]
    #[arg(long, env = "PORTOLAN_DATA", value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// PostgreSQL to use instead of the embedded cluster, as a role that owns nothing
    #[arg(long, env = "DATABASE_URL", value_name = "URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,
    /// The same database as the role that owns the tables: for migrations, backup and restore
    #[arg(long, env = "DATABASE_OWNER_URL", value_name = "URL", global = true, hide_env_values = true)]
    pub database_owner_url: Option<String>,
    /// Folder with PostgreSQL's server programs, when they are not found by themselves
    #[arg(long, env = "PG_BIN", value_name = "DIR", global = true)]
    pub pg_bin: Option<PathBuf>,
    /// Connections to the database that one process keeps [default: 16]
    #[arg(long, env = "PORTOLAN_POOL", value_name = "N", global = true)]
    pub pool: Option<usize>,
    /// Secret that seals keys and signs forms, 32 characters or more
    #[arg(long, env = "PORTOLAN_SECRET", value_name = "TEXT", global = true, hide_env_values = true)]
    pub secret: Option<String>,
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "PORTOLAN_LISTEN", value_name = "ADDR", global = true)]
    pub listen: Option<SocketAddr>,
    /// Public address of the server, as people type it and as certificates carry it [default: http://LISTEN]
    #[arg(long, env = "PORTOLAN_ORIGIN", value_name = "URL", global = true)]
    pub origin: Option<String>,
    /// Fill an empty database with invented people and courses, and show outgoing mail at /demo/mail
    #[arg(long, env = "PORTOLAN_DEMO", num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", global = true)]
    pub demo: Option<bool>,
    /// Folder of the curriculum that `curriculum` and a demonstration read [default: ./curriculum]
    #[arg(long, env = "PORTOLAN_CURRICULUM", value_name = "DIR", global = true)]
    pub curriculum: Option<PathBuf>,
    /// Addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas
    #[arg(long, env = "PORTOLAN_TRUSTED_PROXIES", value_name = "IPS", value_delimiter = ',', global = true)]
    pub trusted_proxies: Option<Vec<IpAddr>>,
    /// Certificate chain (PEM) to serve https directly
    #[arg(long, env = "PORTOLAN_TLS_CERT", value_name = "FILE", global = true)]
    pub tls_cert: Option<PathBuf>,
    /// Private key (PEM) of the certificate chain
    #[arg(long, env = "PORTOLAN_TLS_KEY", value_name = "FILE", global = true)]
    pub tls_key: Option<PathBuf>,
    /// Mail relay: smtp://USER:PASSWORD@HOST:587?tls=required or smtps://…; without it, mail waits in the database
    #[arg(long, env = "PORTOLAN_SMTP", value_name = "URL", global = true, hide_env_values = true)]
    pub smtp: Option<String>,
    /// Certificate authority (PEM) to trust for the mail relay, beside the system's
    #[arg(long, env = "PORTOLAN_SMTP_CA", value_name = "FILE", global = true)]
    pub smtp_ca: Option<PathBuf>,
    /// Sender of all mail [default: Portolan <portolan@HOST>]
    #[arg(long, env = "PORTOLAN_MAIL_FROM", value_name = "MAILBOX", global = true)]
    pub mail_from: Option<String>,
    /// Address that undeliverable mail comes back to, when it is not the sender's (envelope sender, Return-Path)
    #[arg(long, env = "PORTOLAN_MAIL_BOUNCES_TO", value_name = "ADDRESS", global = true)]
    pub mail_bounces_to: Option<String>,
    /// Name of the authority that issues certificates [default: Portolan Training Service]
    #[arg(long, env = "PORTOLAN_ISSUER", value_name = "NAME", global = true)]
    pub issuer: Option<String>,
    /// Days that the words of a mail are kept after it was sent [default: 30]
    #[arg(long, env = "PORTOLAN_KEEP_MAILS_DAYS", value_name = "N", global = true)]
    pub keep_mails_days: Option<u32>,
    /// Years that answers, feedback and reasons are kept after the end of their course [default: 3]
    #[arg(long, env = "PORTOLAN_KEEP_ANSWERS_YEARS", value_name = "N", global = true)]
    pub keep_answers_years: Option<u32>,
    /// Years that lines of the audit log are kept, 5 or more [default: 10]
    #[arg(long, env = "PORTOLAN_KEEP_AUDIT_YEARS", value_name = "N", global = true)]
    pub keep_audit_years: Option<u32>,
    /// Worker threads [default: number of cores]
    #[arg(long, env = "PORTOLAN_WORKERS", value_name = "N", global = true)]
    pub workers: Option<usize>,
    /// What to log, as in `info,portolan=debug` [default: info]
    #[arg(long, env = "PORTOLAN_LOG", value_name = "FILTER", global = true)]
    pub log: Option<String>,
    /// `text` or `json` [default: text]
    #[arg(long, env = "PORTOLAN_LOG_FORMAT", value_name = "FORMAT", global = true)]
    pub log_format: Option<LogFormat>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

/// Where the database is.
#[derive(Clone, Debug)]
pub struct Place {
    pub data: PathBuf,
    pub database_url: Option<String>,
    pub database_owner_url: Option<String>,
    pub pg_bin: Option<PathBuf>,
}

/// What the server runs with.
#[derive(Clone, Debug)]
pub struct Config {
    pub data: PathBuf,
    pub database_url: Option<String>,
    pub pg_bin: Option<PathBuf>,
    pub pool: usize,
    pub secret: Secret,
    pub listen: SocketAddr,
    pub origin: Origin,
    pub demo: bool,
    pub curriculum: PathBuf,
    pub trusted_proxies: Vec<IpAddr>,
    pub tls: Option<TlsFiles>,
    pub smtp: Option<String>,
    pub smtp_ca: Option<PathBuf>,
    pub mail_from: String,
    pub mail_bounces_to: Option<String>,
    pub issuer: String,
    pub keep_mails_days: u32,
    pub keep_answers_years: u32,
    pub keep_audit_years: u32,
    pub workers: usize,
}

#[derive(Clone, Debug)]
pub struct TlsFiles {
    pub cert: PathBuf,
    pub key: PathBuf,
}

/// The public address: scheme, host and port, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    secure: bool,
    authority: String,
}

impl Origin {
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let (secure, authority) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Err(refuse("origin", "must begin with https:// or http://")),
        };
        let authority = authority.trim_end_matches('/').to_ascii_lowercase();
        let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        if authority.is_empty() || !authority.chars().all(plain) {
            return Err(refuse("origin", "must be scheme, host and port only, as in https://learn.example.org"));
        }
        Ok(Self { secure, authority })
    }

    /// Whether people reach us by https, so that cookies may be `Secure`.
    pub fn secure(&self) -> bool {
        self.secure
    }

    /// Host with port, as it stands in a `Host` header.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Host without port.
    pub fn host(&self) -> &str {
        match self.authority.rfind(':') {
            Some(colon) if !self.authority.ends_with(']') => self.authority.get(..colon).unwrap_or(&self.authority),
            _ => &self.authority,
        }
    }

    pub fn is_loopback(&self) -> bool {
        let host = self.host().trim_matches(['[', ']']);
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.secure { "https" } else { "http" }, self.authority)
    }
}

/// Why the settings cannot be used; names the setting.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("setting {setting}: {why}")]
pub struct Refusal {
    pub setting: &'static str,
    pub why: String,
}

fn refuse(setting: &'static str, why: impl Into<String>) -> Refusal {
    Refusal { setting, why: why.into() }
}

impl Settings {
    /// Completes what flags and environment left open from the TOML file.
    pub fn with_file(self) -> Result<Self, Refusal> {
        let Some(path) = self.config.clone() else { return Ok(self) };
        let text = std::fs::read_to_string(&path)
            .map_err(|error| refuse("config", format!("cannot read {}: {error}", path.display())))?;
        let file: Settings = toml::from_str(&text).map_err(|error| in_file(&path, &text, &error))?;
        Ok(self.or(file))
    }

    fn or(self, file: Settings) -> Self {
        Self {
            config: self.config,
            data: self.data.or(file.data),
            database_url: self.database_url.or(file.database_url),
            database_owner_url: self.database_owner_url.or(file.database_owner_url),
            pg_bin: self.pg_bin.or(file.pg_bin),
            pool: self.pool.or(file.pool),
            secret: self.secret.or(file.secret),
            listen: self.listen.or(file.listen),
            origin: self.origin.or(file.origin),
            demo: self.demo.or(file.demo),
            curriculum: self.curriculum.or(file.curriculum),
            trusted_proxies: self.trusted_proxies.or(file.trusted_proxies),
            tls_cert: self.tls_cert.or(file.tls_cert),
            tls_key: self.tls_key.or(file.tls_key),
            smtp: self.smtp.or(file.smtp),
            smtp_ca: self.smtp_ca.or(file.smtp_ca),
            mail_from: self.mail_from.or(file.mail_from),
            mail_bounces_to: self.mail_bounces_to.or(file.mail_bounces_to),
            issuer: self.issuer.or(file.issuer),
            keep_mails_days: self.keep_mails_days.or(file.keep_mails_days),
            keep_answers_years: self.keep_answers_years.or(file.keep_answers_years),
            keep_audit_years: self.keep_audit_years.or(file.keep_audit_years),
            workers: self.workers.or(file.workers),
            log: self.log.or(file.log),
            log_format: self.log_format.or(file.log_format),
        }
    }

    /// Where the database is: all that a command needs which only moves or migrates it.
    pub fn place(&self) -> Result<Place, Refusal> {
        Ok(Place {
            data: absolute(self.data.clone().unwrap_or_else(|| PathBuf::from("data")))?,
            database_url: self.database_url.clone(),
            database_owner_url: self.database_owner_url.clone(),
            pg_bin: self.pg_bin.clone(),
        })
    }

    /// The folder that authors write in.
    pub fn curriculum_folder(&self) -> PathBuf {
        self.curriculum.clone().unwrap_or_else(|| PathBuf::from("curriculum"))
    }

    /// Settings with the defaults filled in, or the reason why they are not safe to run with.
    pub fn resolve(self) -> Result<Config, Refusal> {
        let demo = self.demo.unwrap_or(false);
        let listen = self.listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let scheme = if self.tls_cert.is_some() { "https" } else { "http" };
        let origin = Origin::parse(&self.origin.clone().unwrap_or_else(|| format!("{scheme}://{listen}")))?;
        let Place { data, database_url, pg_bin, .. } = self.place()?;
        let config = Config {
            data,
            database_url,
            pg_bin,
            curriculum: self.curriculum_folder(),
            pool: within("pool", self.pool.unwrap_or(16), 1, 1000)?,
            secret: secret(self.secret, demo)?,
            listen,
            demo,
            trusted_proxies: self.trusted_proxies.unwrap_or_default(),
            tls: tls(self.tls_cert, self.tls_key)?,
            smtp: self.smtp,
            smtp_ca: self.smtp_ca,
            mail_from: self.mail_from.unwrap_or_else(|| format!("Portolan <portolan@{}>", mail_host(&origin))),
            mail_bounces_to: self.mail_bounces_to,
            issuer: self.issuer.unwrap_or_else(|| "Portolan Training Service".to_owned()),
            keep_mails_days: within("keep-mails-days", self.keep_mails_days.unwrap_or(30), 1, 3650)?,
            keep_answers_years: within("keep-answers-years", self.keep_answers_years.unwrap_or(3), 1, 100)?,
            // The database itself lets no younger line go.
            keep_audit_years: within("keep-audit-years", self.keep_audit_years.unwrap_or(10), 5, 100)?,
            workers: within("workers", self.workers.unwrap_or_else(cores), 1, 256)?,
            origin,
        };
        config.refuse_unsafe()?;
        Ok(config)
    }
}

impl Config {
    /// Connections for each worker alone: together half of the pool, unless that is too small to be shared out.
    pub fn own_connections(&self) -> usize {
        let each = self.pool / (2 * self.workers.max(1));
        if each > 1 { each } else { 0 }
    }

    fn refuse_unsafe(&self) -> Result<(), Refusal> {
        if self.demo && !self.listen.ip().is_loopback() {
            return Err(refuse("demo", format!("its passwords are public, so it may not listen on {}", self.listen)));
        }
        if !self.origin.secure() && !self.origin.is_loopback() {
            return Err(refuse(
                "origin",
                format!("{} would send sign-in cookies in the clear; use https (tls-cert, or a proxy)", self.origin),
            ));
        }
        // Behind a proxy it would be just as public.
        if self.demo && !self.origin.is_loopback() {
            return Err(refuse("demo", format!("its passwords are public, so its origin may not be {}", self.origin)));
        }
        if let Err(error) = self.mail_from.parse::<lettre::message::Mailbox>() {
            return Err(refuse("mail-from", error.to_string()));
        }
        if let Some(Err(error)) = self.mail_bounces_to.as_ref().map(|address| address.parse::<lettre::Address>()) {
            return Err(refuse("mail-bounces-to", error.to_string()));
        }
        Ok(())
    }

    /// Whether a `Host` header names this server. A demo also answers to the usual names of this machine.
    pub fn allows_host(&self, host: &str) -> bool {
        host == self.origin.authority() || (self.origin.is_loopback() && self.is_own_loopback(host))
    }

    /// Whether an `Origin` header names this server.
    pub fn allows_origin(&self, origin: &str) -> bool {
        Origin::parse(origin)
            .is_ok_and(|origin| origin.secure() == self.origin.secure() && self.allows_host(origin.authority()))
    }

    fn is_own_loopback(&self, host: &str) -> bool {
        let port = self.listen.port();
        [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")]
            .iter()
            .any(|own| own == host)
    }

    pub fn data_file(&self, name: &str) -> PathBuf {
        self.data.join(name)
    }
}

/// What is wrong in the file, in one line. The line itself is not shown: it may hold a secret.
fn in_file(path: &Path, text: &str, error: &toml::de::Error) -> Refusal {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let number = before.matches('\n').count();
    let line = text.lines().nth(number).unwrap_or_default();
    let key = line.split_once('=').map(|(key, _)| key.trim()).unwrap_or_default();
    let why = match SECRETS.contains(&key) {
        true => "must be a text in quotes".to_owned(),
        false => error.message().split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let place = if key.is_empty() { String::new() } else { format!(", {key}") };
    refuse("config", format!("{}, line {}{place}: {why}", path.display(), number + 1))
}

fn secret(given: Option<String>, demo: bool) -> Result<Secret, Refusal> {
    match given {
        Some(text) if text == DEMO_SECRET && !demo => Err(refuse("secret", "this is the demonstration's secret")),
        Some(text) if text.len() < SECRET_MIN_BYTES => {
            Err(refuse("secret", format!("must have {SECRET_MIN_BYTES} characters or more")))
        }
        Some(text) => Ok(Secret::new(&text)),
        None if demo => Ok(Secret::new(DEMO_SECRET)),
        None => Err(refuse("secret", "is not set; make one with: openssl rand -hex 32")),
    }
}

fn tls(cert: Option<PathBuf>, key: Option<PathBuf>) -> Result<Option<TlsFiles>, Refusal> {
    match (cert, key) {
        (Some(cert), Some(key)) => Ok(Some(TlsFiles { cert, key })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(refuse("tls-key", "is missing beside tls-cert")),
        (None, Some(_)) => Err(refuse("tls-cert", "is missing beside tls-key")),
    }
}

fn absolute(path: PathBuf) -> Result<PathBuf, Refusal> {
    std::path::absolute(&path).map_err(|error| refuse("data", format!("{}: {error}", path.display())))
}

fn within<N: PartialOrd + Copy + fmt::Display>(
    setting: &'static str,
    value: N,
    least: N,
    most: N,
) -> Result<N, Refusal> {
    if (least..=most).contains(&value) {
        Ok(value)
    } else {
        Err(refuse(setting, format!("must lie between {least} and {most}")))
    }
}

/// A name that may stand behind the @ of the sender, even when the origin is an address.
fn mail_host(origin: &Origin) -> &str {
    if origin.is_loopback() { "localhost.localdomain" } else { origin.host() }
}

/// Processor cores this process may use.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Reads a whole file for a setting that names one.
pub fn read_file(setting: &'static str, path: &Path) -> Result<Vec<u8>, Refusal> {
    std::fs::read(path).map_err(|error| refuse(setting, format!("cannot read {}: {error}", path.display())))
}
