//! The connection to the relay: dialled when it is needed, kept for the next mail for some seconds.
//!
//! Invariant: a connection on which a conversation broke off is closed, never used again: the answer to one command
//! would be taken for that of another.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::{ClientId, Extension};
use lettre::transport::smtp::response::Category;
use lettre::transport::smtp::{Error as SmtpError, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use percent_encoding::percent_decode_str;
use tokio::time::{sleep, timeout};
use url::{Host, Url};

use crate::platform::jobs::Failure;

/// For one mail, from dialling to the last answer. Shorter than the lease of a job.
const PATIENCE: Duration = Duration::from_secs(60);
/// For an address that does not answer at all.
const DIALLING: Duration = Duration::from_secs(20);
/// For a kept connection to show that it still lives, and for a good-bye.
const SHORT: Duration = Duration::from_secs(5);
/// So long a connection is kept for the next mail.
const KEEP: Duration = Duration::from_secs(10);

/// A mail relay. Clones share their connection.
#[derive(Clone)]
pub struct Relay(Arc<Parts>);

struct Parts {
    host: String,
    port: u16,
    tls: Tls,
    /// The name we give when we say hello.
    hello: ClientId,
    credentials: Option<Credentials>,
    patience: Duration,
    kept: Mutex<Option<AsyncSmtpConnection>>,
    /// Counts the connections that were kept, so that each is closed by its own clock.
    keepings: AtomicU64,
}

impl Relay {
    /// Reads the setting; `authority` is a certificate (PEM) to trust as well.
    pub fn new(setting: &str, authority: Option<&[u8]>) -> Result<Self, String> {
        let url = Url::parse(setting).map_err(|error| error.to_string())?;
        let host = match url.host() {
            Some(Host::Domain(name)) if !name.is_empty() => name.to_owned(),
            Some(Host::Ipv4(address)) => address.to_string(),
            Some(Host::Ipv6(address)) => address.to_string(),
            _ => return Err("names no host".to_owned()),
        };
        let (tls, port) = tls(&url, &host, authority)?;
        let credentials = credentials(&url)?;
        let encrypted = matches!(tls, Tls::Required(_) | Tls::Wrapper(_));
        if credentials.is_some() && !encrypted && !is_this_machine(&host) {
            return Err("would send the password in the clear; add ?tls=required, or use smtps://".to_owned());
        }
        let hello = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        Ok(Self(Arc::new(Parts {
            port: url.port().unwrap_or(port),
            host,
            tls,
            hello,
            credentials,
            patience: PATIENCE,
            kept: Mutex::new(None),
            keepings: AtomicU64::new(0),
        })))
    }

    /// The same relay with another patience, and no connection yet. For tests, which do not wait for a minute.
    pub fn with_patience(&self, patience: Duration) -> Self {
        let Parts { host, port, tls, hello, credentials, .. } = self.0.as_ref();
        Self(Arc::new(Parts {
            host: host.clone(),
            port: *port,
            tls: tls.clone(),
            hello: hello.clone(),
            credentials: credentials.clone(),
            patience,
            kept: Mutex::new(None),
            keepings: AtomicU64::new(0),
        }))
    }

    /// Whether the relay can be reached and takes our name and password.
    pub async fn check(&self) -> Result<(), String> {
        let look = async {
            let mut connection = self.dial().await?;
            let lives = connection.test_connected().await;
            let _ = timeout(SHORT, connection.quit()).await;
            if lives { Ok(()) } else { Err("the relay broke the connection off".to_owned()) }
        };
        timeout(self.0.patience, look).await.unwrap_or_else(|_| Err(self.silence()))
    }

    /// Hands a mail over. The whole conversation has one time limit: the library's own covers the dialling only.
    pub async fn send(&self, message: &Message) -> Result<(), Failure> {
        let outcome = timeout(self.0.patience, self.converse(message)).await;
        outcome.unwrap_or_else(|_| Err(Failure::Outage(self.silence())))
    }

    fn silence(&self) -> String {
        format!("the relay gave no answer for {} seconds", self.0.patience.as_secs_f32())
    }

    async fn converse(&self, message: &Message) -> Result<(), Failure> {
        let mut connection = match self.kept().await {
            Some(connection) => connection,
            None => self.dial().await.map_err(Failure::Outage)?,
        };
        let (envelope, bytes) = (message.envelope(), message.formatted());
        let plain = envelope.to().iter().all(|address| AsRef::<str>::as_ref(address).is_ascii());
        if !plain && !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            self.keep(connection);
            return Err(Failure::Never("the relay takes no address with letters beyond a-z".to_owned()));
        }
        connection.send(envelope, &bytes).await.map_err(|error| failure(&error))?;
        self.keep(connection);
        Ok(())
    }

    /// Everything that goes wrong here is between the relay and us, whatever code it has: no mail is to blame.
    async fn dial(&self) -> Result<AsyncSmtpConnection, String> {
        let Parts { host, port, tls, hello, credentials, .. } = self.0.as_ref();
        let told = |error: SmtpError| error.to_string();
        let wrapper = match tls {
            Tls::Wrapper(parameters) => Some(parameters.clone()),
            _ => None,
        };
        let address = (host.as_str(), *port);
        let dialled = AsyncSmtpConnection::connect_tokio1(address, Some(DIALLING), hello, wrapper, None).await;
        let mut connection = dialled.map_err(told)?;
        match tls {
            Tls::Required(_) if !connection.can_starttls() => {
                return Err("the relay offers no STARTTLS: it was given neither password nor mail".to_owned());
            }
            Tls::Required(parameters) => connection.starttls(parameters.clone(), hello).await.map_err(told)?,
            Tls::Opportunistic(parameters) if connection.can_starttls() => {
                connection.starttls(parameters.clone(), hello).await.map_err(told)?;
            }
            _ => {}
        }
        if let Some(credentials) = credentials {
            connection
                .auth(DEFAULT_MECHANISMS, credentials)
                .await
                .map_err(|error| format!("the relay does not take our name and password (setting smtp): {error}"))?;
        }
        Ok(connection)
    }

    /// The connection of the mail before, when it still lives.
    async fn kept(&self) -> Option<AsyncSmtpConnection> {
        let mut connection = self.0.kept.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        let lives = timeout(SHORT, connection.test_connected()).await.unwrap_or(false);
        lives.then_some(connection)
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let turn = self.0.keepings.fetch_add(1, Ordering::Relaxed) + 1;
        *self.0.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(connection);
        let parts = Arc::downgrade(&self.0);
        actix_web::rt::spawn(async move {
            sleep(KEEP).await;
            let Some(parts) = parts.upgrade().filter(|parts| parts.keepings.load(Ordering::Relaxed) == turn) else {
                return; // It was used since.
            };
            let idle = parts.kept.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(mut connection) = idle {
                let _ = timeout(SHORT, connection.quit()).await;
            }
        });
    }
}

/// How to encrypt, and the usual port for that. With an authority of one's own, nothing goes unencrypted.
fn tls(url: &Url, host: &str, authority: Option<&[u8]>) -> Result<(Tls, u16), String> {
    let parameters = || {
        let mut builder = TlsParameters::builder(host.to_owned());
        if let Some(pem) = authority {
            let certificate = Certificate::from_pem(pem).map_err(|error| format!("smtp-ca: {error}"))?;
            builder = builder.add_root_certificate(certificate);
        }
        builder.build().map_err(|error| error.to_string())
    };
    let asked = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned());
    match (url.scheme(), asked.as_deref()) {
        ("smtps", _) => Ok((Tls::Wrapper(parameters()?), SUBMISSIONS_PORT)),
        ("smtp", Some("required")) => Ok((Tls::Required(parameters()?), SUBMISSION_PORT)),
        ("smtp", Some("opportunistic")) if authority.is_none() => {
            Ok((Tls::Opportunistic(parameters()?), SUBMISSION_PORT))
        }
        ("smtp", None | Some("opportunistic")) if authority.is_some() => Ok((Tls::Required(parameters()?), SMTP_PORT)),
        ("smtp", None) => Ok((Tls::None, SMTP_PORT)),
        ("smtp", Some(_)) => Err("tls is either required or opportunistic".to_owned()),
        _ => Err("must begin with smtp:// or smtps://".to_owned()),
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, String> {
    let Some(password) = url.password() else { return Ok(None) };
    let decoded = |text: &str| {
        let text = percent_decode_str(text).decode_utf8();
        text.map(String::from).map_err(|_| "user and password must be UTF-8, percent-encoded".to_owned())
    };
    Ok(Some(Credentials::new(decoded(url.username())?, decoded(password)?)))
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A refusal for good (5xx to this mail) ends the mail; a trouble on the way waits without counting. A relay that does
/// not take our name and password (x3x: 530, 535 …) refuses us, not the mail.
fn failure(error: &SmtpError) -> Failure {
    if error.status().is_some_and(|code| code.category == Category::Unspecified3) {
        Failure::Outage(error.to_string())
    } else if error.is_permanent() {
        Failure::Never(error.to_string())
    } else if error.is_transient() {
        Failure::Later(error.to_string())
    } else {
        Failure::Outage(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Relay;

    fn refused(setting: &str) -> String {
        Relay::new(setting, None).err().unwrap_or_default()
    }

    #[test]
    fn a_password_never_travels_in_the_clear() {
        for bad in ["smtp://user:pass@mail.example:25", "smtp://user:pass@mail.example?tls=opportunistic"] {
            assert!(refused(bad).contains("password in the clear"), "{bad}");
        }
        for good in [
            "smtp://mail.example:25",
            "smtp://user:pass@localhost",
            "smtp://user:pass@[::1]:2525",
            "smtp://user:pass@mail.example?tls=required",
            "smtps://user:p%40ss@mail.example",
        ] {
            assert_eq!(refused(good), "", "{good}");
        }
    }

    #[test]
    fn what_is_no_relay_is_refused_with_the_reason() {
        for (bad, words) in [
            ("mail.example", "relative URL"),
            ("https://mail.example", "smtp://"),
            ("smtp://", "host"),
            ("smtp://mail.example?tls=maybe", "tls is either"),
            ("smtps://user:%ff@mail.example", "UTF-8"),
        ] {
            assert!(refused(bad).contains(words), "{bad}: {}", refused(bad));
        }
    }
}
