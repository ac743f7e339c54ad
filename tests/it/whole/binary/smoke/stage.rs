//! An installation as an operator makes it: a settings file, a mail relay, a data folder, and the commands.

use std::fs;
use std::process::Command;

use mail_parser::{Message, MessageParser};

use super::super::clock::MovedClock;
use super::super::server::Server;
use super::super::support::{Data, free_port, portolan, said, until};
use crate::support::smtp::Smtp;

pub const SENDER: &str = "school@portolan.example";

pub struct Stage {
    pub data: Data,
    pub port: u16,
    pub smtp: Smtp,
    pub clock: MovedClock,
}

impl Stage {
    pub fn new(name: &str) -> Self {
        let data = Data::new(name);
        let clock = MovedClock::new(&data);
        let stage = Self { port: free_port(), smtp: Smtp::beside(), clock, data };
        stage.settle("portolan.toml", "data", stage.port);
        stage
    }

    /// Writes a settings file.
    fn settle(&self, file: &str, folder: &str, port: u16) {
        let text = format!(
            "data = {:?}\nsecret = \"a secret of this installation and of no other\"\nlisten = \"127.0.0.1:{port}\"\n\
             origin = \"http://localhost:{port}\"\nsmtp = {:?}\nsmtp-ca = {:?}\nmail-from = \"Harbour School <{SENDER}>\"\n\
             issuer = \"Harbour School\"\nlog = \"warn\"\n",
            self.data.path(folder),
            self.smtp.url(),
            self.smtp.ca(),
        );
        fs::write(self.data.0.join(file), text).unwrap();
    }

    fn command(&self, file: &str, arguments: &[&str]) -> Command {
        let mut command = portolan(arguments);
        self.clock.worn_by(command.arg("--config").arg(self.data.0.join(file)));
        command
    }

    pub fn serve(&self) -> Server {
        Server::start(&mut self.command("portolan.toml", &["serve"]), self.port, &self.data.0.join("server.log"))
    }

    /// The same server elsewhere: another folder, another port.
    pub fn elsewhere(&self) -> Server {
        let port = free_port();
        self.settle("elsewhere.toml", "elsewhere", port);
        let log = self.data.0.join("elsewhere.log");
        Server::start(&mut self.command("elsewhere.toml", &["serve"]), port, &log)
    }

    /// A command that must do what it says; what it said.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> String {
        let (code, out, why) = said(&self.command("portolan.toml", arguments).output().unwrap());
        assert_eq!(code, 0, "{arguments:?}: {out}{why}");
        out
    }

    /// A mail over the wire, once it has come: to somebody, with words in its subject.
    pub fn mail(&self, to: &str, subject: &str) -> Vec<u8> {
        until(&format!("a mail to {to}: {subject}"), || {
            let mails = self.smtp.received();
            let wanted = |data: &[u8]| parsed(data).subject().is_some_and(|line| line.contains(subject));
            mails.into_iter().find(|mail| mail.to == [to] && wanted(&mail.data)).map(|mail| mail.data)
        })
    }
}

pub fn parsed(mail: &[u8]) -> Message<'_> {
    MessageParser::default().parse(mail).expect("a mail that can be read")
}
