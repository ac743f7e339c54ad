//! The check: what the devices remember, held against what the database holds. Whatever was acknowledged is there once,
//! with the same body; nothing is there that nobody made; every receipt is signed; nothing hangs.

mod answers;
mod rest;

use std::collections::BTreeMap;
use std::path::Path;

use ed25519_dalek::VerifyingKey;
use serde::Serialize;
use tokio_postgres::{Client, NoTls};

use crate::Res;
use crate::journal::{self, Event};
use crate::save::public_key;
use crate::server::postmaster;

/// Something that must not be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// One of a few words, as in `lost`.
    pub kind: &'static str,
    pub what: String,
}

#[derive(Default, Serialize)]
pub struct Report {
    /// What was looked at, by name.
    pub counts: BTreeMap<&'static str, u64>,
    pub findings: Vec<Finding>,
}

impl Report {
    pub fn find(&mut self, kind: &'static str, what: impl Into<String>) {
        self.findings.push(Finding { kind, what: what.into() });
    }

    /// Each row of a query with one column of text is a finding.
    async fn find_rows(&mut self, client: &Client, kind: &'static str, query: &str) -> Res<()> {
        for row in client.query(query, &[]).await? {
            self.find(kind, row.try_get::<_, String>(0)?);
        }
        Ok(())
    }

    pub fn kinds(&self) -> BTreeMap<&'static str, u64> {
        let mut kinds = BTreeMap::new();
        for finding in &self.findings {
            *kinds.entry(finding.kind).or_default() += 1;
        }
        kinds
    }
}

pub type Keys = BTreeMap<String, VerifyingKey>;

/// The public keys as `/.well-known/jwks.json` tells them.
pub fn keys(jwks: &[u8]) -> Res<Keys> {
    let list: serde_json::Value = serde_json::from_slice(jwks)?;
    let text = |key: &serde_json::Value, name: &str| Some(key.get(name)?.as_str()?.to_owned());
    let keys = list.get("keys").and_then(|keys| keys.as_array()).ok_or("no keys are published")?;
    Ok(keys.iter().filter_map(|key| Some((text(key, "kid")?, public_key(&text(key, "x")?)?))).collect())
}

/// The address of the cluster of a data folder, for its owner.
pub fn url(data: &Path) -> Res<String> {
    let (_, sockets) = postmaster(data).ok_or("the cluster does not run")?;
    let sockets = sockets.to_str().ok_or("a path that is no text")?.replace('%', "%25").replace('/', "%2F");
    Ok(format!("postgres://portolan@{sockets}/portolan"))
}

/// Connects to the cluster of a data folder, past the server.
pub async fn connect(data: &Path) -> Res<Client> {
    let mut config: tokio_postgres::Config = url(data)?.parse()?;
    let (client, connection) = config.application_name("proof").connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Everything, when nobody sends any more.
pub async fn all(journal: &Path, data: &Path, keys: &Keys) -> Res<Report> {
    in_database(journal, &connect(data).await?, keys).await
}

/// The same in a database that somebody else keeps, for its owner.
pub async fn in_database(journal: &Path, client: &Client, keys: &Keys) -> Res<Report> {
    let events = journal::read(journal)?;
    let mut report = Report::default();
    for event in &events {
        if let Event::Strange { person, what } = event {
            report.find("strange", format!("person {person}: {what}"));
        }
    }
    answers::check(&events, client, keys, &mut report).await?;
    rest::check(&events, client, &mut report).await?;
    Ok(report)
}
