//! How mail leaves: by a relay, or to the demo's reading room; and what a mail looks like on the way.

use std::time::Duration;

use lettre::address::Envelope;
use lettre::message::header::ContentType;
use lettre::message::{Attachment as Part, Mailbox, MultiPart};
use lettre::{Address, Message};

use super::Mail;
use super::relay::Relay;
use crate::base::text::squeezed;
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
    Relay(Relay),
    /// Mail counts as sent and is read at /demo/mail.
    Demo,
    /// No relay is set: mail waits.
    Unset,
}

impl Mailer {
    pub fn new(config: &Config) -> Result<Self, Refusal> {
        match &config.smtp {
            Some(setting) => {
                let authority = config.smtp_ca.as_deref().map(|path| read_file("smtp-ca", path)).transpose()?;
                let relay = Relay::new(setting, authority.as_deref());
                Ok(Self::Relay(relay.map_err(|why| Refusal { setting: "smtp", why })?))
            }
            None if config.demo => Ok(Self::Demo),
            None => Ok(Self::Unset),
        }
    }

    /// The same with another patience for one mail. For tests.
    pub fn with_patience(self, patience: Duration) -> Self {
        match self {
            Mailer::Relay(relay) => Mailer::Relay(relay.with_patience(patience)),
            other => other,
        }
    }

    /// Whether a relay can be reached and takes our name and password.
    pub async fn check(&self) -> Result<(), String> {
        match self {
            Mailer::Relay(relay) => relay.check().await,
            Mailer::Demo | Mailer::Unset => Ok(()),
        }
    }

    pub(super) async fn send(&self, config: &Config, mail: &Mail, file: Option<Attachment>) -> Result<(), Failure> {
        match self {
            Mailer::Demo => Ok(()),
            Mailer::Unset => Err(Failure::Outage("no mail relay is set (setting smtp)".to_owned())),
            Mailer::Relay(relay) => {
                let message = message(config, mail, file).map_err(Failure::Never)?;
                relay.send(&message).await
            }
        }
    }
}

fn message(config: &Config, mail: &Mail, file: Option<Attachment>) -> Result<Message, String> {
    let from: Mailbox = config.mail_from.parse().map_err(|error| format!("sender: {error}"))?;
    let to: Address = mail.recipient.parse().map_err(|error| format!("recipient: {error}"))?;
    let back = match &config.mail_bounces_to {
        Some(address) => address.parse().map_err(|error| format!("mail-bounces-to: {error}"))?,
        None => from.email.clone(),
    };
    let envelope = Envelope::new(Some(back), vec![to.clone()]).map_err(|error| error.to_string())?;
    let bodies = MultiPart::alternative_plain_html(mail.text_body.clone(), mail.html_body.clone());
    let body = match file {
        Some(file) => {
            let kind = ContentType::parse(file.mime).map_err(|error| error.to_string())?;
            MultiPart::mixed().multipart(bodies).singlepart(Part::new(file.name).body(file.bytes, kind))
        }
        None => bodies,
    };
    Message::builder()
        .envelope(envelope)
        .from(from)
        .to(Mailbox::new(None, to))
        // One line, whatever it is made from: a line break would travel encoded, and show as one at the other end.
        .subject(squeezed(&mail.subject))
        .date(mail.created_at.into())
        .message_id(Some(format!("<{}@{}>", mail.id, config.origin.host())))
        .multipart(body)
        .map_err(|error| error.to_string())
}
