//! What the devices remember: an append-only file, one line of JSON for an event, written before anything else happens.
//! It is the only witness of the check: what stands here as acknowledged has to be in the database.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::save::{Receipts, Save};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// A run, with what it takes to do it again.
    Began { seed: u64, people: usize },
    /// A save is on the device; it was not sent yet.
    Made { person: usize, save: Save },
    /// The server answered for a batch, and every receipt fits what was sent.
    Acknowledged { person: usize, answer: Receipts },
    /// A plain form was taken: of each question, what it said that was new.
    Form { person: usize, attempt: String, said: Vec<(String, Vec<String>)> },
    /// The receipt page showed this code.
    HandedIn { person: usize, attempt: String, code: String },
    /// The relay took a mail, and said so.
    Mail { to: String, message_id: String },
    /// Something that an honest device never sees from an honest server.
    Strange { person: usize, what: String },
}

pub struct Journal(Mutex<File>);

impl Journal {
    pub fn create(path: &Path) -> io::Result<Self> {
        Ok(Self(Mutex::new(File::options().create_new(true).append(true).open(path)?)))
    }

    /// One write for one line: nothing of it waits in this process.
    pub fn note(&self, event: &Event) -> io::Result<()> {
        let mut line = serde_json::to_vec(event)?;
        line.push(b'\n');
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write_all(&line)
    }
}

/// All events of a journal, in order. A last line that was cut off is left out: its event was never relied on.
pub fn read(path: &Path) -> io::Result<Vec<Event>> {
    let mut events = Vec::new();
    let mut lines = BufReader::new(File::open(path)?).lines().peekable();
    while let Some(line) = lines.next() {
        match serde_json::from_str(&line?) {
            Ok(event) => events.push(event),
            Err(_) if lines.peek().is_none() => break,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(events)
}
