//! The relay: lettre over TLS, or the demo's reading room.

use lettre::message::header::ContentType;
use lettre::message::{Attachment as Part, Mailbox, MultiPart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::response::Category;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::Mail;
use crate::platform::config::{Config, Refusal, read_file};
use crate::platform::jobs::Failure;

/// A file that goes with a mail.
pub struct Attachment {
    pub name: String,
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}

/// How mail leaves.
#[derive(Clone)]
pub enum Mailer {
    Relay(AsyncSmtpTransport<Tokio1Executor>),
    /// Mail counts as sent and is read at /demo/mail.
    Demo,
    /// No relay is set: mail waits.
    Unset,
}

impl Mailer {
    pub fn new(config: &Config) -> Result<Self, Refusal> {
        let refusal = |why: String| Refusal { setting: "smtp", why };
        match &config.smtp {
            Some(url) => {
                let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(|error| refusal(error.to_string()))?
                    .timeout(Some(std::time::Duration::from_secs(30)));
                if let Some(path) = &config.smtp_ca {
                    builder = builder.tls(own_authority(url, &read_file("smtp-ca", path)?).map_err(refusal)?);
                }
                Ok(Self::Relay(builder.build()))
            }
            None if config.demo => Ok(Self::Demo),
            None => Ok(Self::Unset),
        }
    }

    /// Whether a relay can be reached and takes our name and password.
    pub async fn check(&self) -> Result<(), String> {
        let Mailer::Relay(relay) = self else { return Ok(()) };
        match relay.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("the relay broke the connection off".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    pub(super) async fn send(&self, config: &Config, mail: &Mail, file: Option<Attachment>) -> Result<(), Failure> {
        match self {
            Mailer::Demo => Ok(()),
            Mailer::Unset => Err(Failure::Outage("no mail relay is set (setting smtp)".to_owned())),
            Mailer::Relay(relay) => {
                let message = message(config, mail, file).map_err(Failure::Never)?;
                relay.send(message).await.map(|_| ()).map_err(|error| failure(&error))
            }
        }
    }
}

/// TLS that also trusts a certificate authority of one's own, in the way the URL asks for.
fn own_authority(url: &str, pem: &[u8]) -> Result<Tls, String> {
    let host = url.rsplit('@').next().unwrap_or_default();
    let host = host.trim_start_matches("smtps://").trim_start_matches("smtp://");
    let host = host.split([':', '/', '?']).next().unwrap_or_default();
    let authority = Certificate::from_pem(pem).map_err(|error| error.to_string())?;
    let parameters = TlsParameters::builder(host.to_owned())
        .add_root_certificate(authority)
        .build()
        .map_err(|error| error.to_string())?;
    Ok(if url.starts_with("smtps://") { Tls::Wrapper(parameters) } else { Tls::Required(parameters) })
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

fn message(config: &Config, mail: &Mail, file: Option<Attachment>) -> Result<Message, String> {
    let from: Mailbox = config.mail_from.parse().map_err(|error| format!("sender: {error}"))?;
    let to: Address = mail.recipient.parse().map_err(|error| format!("recipient: {error}"))?;
    let bodies = MultiPart::alternative_plain_html(mail.text_body.clone(), mail.html_body.clone());
    let body = match file {
        Some(file) => {
            let kind = ContentType::parse(file.mime).map_err(|error| error.to_string())?;
            MultiPart::mixed().multipart(bodies).singlepart(Part::new(file.name).body(file.bytes, kind))
        }
        None => bodies,
    };
    Message::builder()
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(mail.subject.clone())
        .date(mail.created_at.into())
        .message_id(Some(format!("<{}@{}>", mail.id, config.origin.host())))
        .multipart(body)
        .map_err(|error| error.to_string())
}
