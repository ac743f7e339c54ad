//! Where a device's queue of saves is sent. One transaction for a batch; the answer goes out after its commit.

use std::sync::Arc;

use actix_web::HttpResponse;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::Signer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ledger::{self, Op, Receipt, Status};
use super::scribe::{Scribe, are_plain};
use super::store;
use crate::base::ids::Uuid;
use crate::platform::App;
use crate::platform::audit::Audit;
use crate::platform::auth::Purpose as KeyPurpose;
use crate::platform::auth::needs::Learn;
use crate::platform::web::api::json;
use crate::platform::web::{AppError, Guard, Presumed, Routes, SessionJson};

pub fn routes(routes: &mut Routes) {
    routes.post("/outbox", receive);
}

/// Saves in a batch.
const MOST_OPS: usize = 20;

#[derive(Deserialize, ToSchema)]
pub struct Batch {
    /// At most 20, oldest first.
    pub ops: Vec<Op>,
}

#[derive(Serialize, ToSchema)]
pub struct Receipts {
    pub receipts: Vec<Receipt>,
    /// Ed25519, base64url, over the lines `op_id|sha256|status|received_at|through_seq`, joined by line feeds.
    pub signature: String,
    /// The key to check it with, in the published key set.
    pub kid: String,
}

/// Where nearly all saves take the short way, on which their own statement finds out whether the session lasts.
async fn receive(presumed: Presumed<Learn>, SessionJson(batch): SessionJson<Batch>) -> Result<HttpResponse, AppError> {
    let batch = Arc::new(bounded(batch)?);
    if let Some(bearer) = presumed.bearer() {
        let app = &presumed.app;
        app.limiter.take_save(bearer.person)?;
        if let Some(receipts) = take_plain(app, Some(&bearer.token_hash), bearer.person, &batch).await? {
            return json(&sign(app, receipts)?);
        }
        return json(&take_each(&presumed.prove().await?, batch).await?);
    }
    json(&take(&presumed.prove().await?, batch).await?)
}

/// Takes a batch for the person of the guard.
pub async fn take_batch(guard: &Guard<Learn>, batch: Batch) -> Result<Receipts, AppError> {
    take(guard, Arc::new(bounded(batch)?)).await
}

fn bounded(batch: Batch) -> Result<Vec<Op>, AppError> {
    if batch.ops.len() > MOST_OPS { Err(AppError::field("ops", "outbox-too-many")) } else { Ok(batch.ops) }
}

async fn take(guard: &Guard<Learn>, ops: Arc<Vec<Op>>) -> Result<Receipts, AppError> {
    let person = guard.person()?;
    guard.app.limiter.take_save(person)?;
    match take_plain(&guard.app, None, person, &ops).await? {
        Some(receipts) => sign(&guard.app, receipts),
        None => take_each(guard, ops).await,
    }
}

async fn take_plain(
    app: &App,
    token_hash: Option<&Arc<[u8]>>,
    person: Uuid,
    ops: &Arc<Vec<Op>>,
) -> Result<Option<Vec<Receipt>>, AppError> {
    if are_plain(ops) { Scribe::keep(app, token_hash.cloned(), person, ops).await } else { Ok(None) }
}

/// The long way: the ledger decides about each save.
async fn take_each(guard: &Guard<Learn>, ops: Arc<Vec<Op>>) -> Result<Receipts, AppError> {
    let (person, now) = (guard.person()?, guard.app.clock.now());
    let count = ops.len();
    let line = Audit::of("answers.received").with(serde_json::json!({ "count": count }));
    let receipts = guard
        .write(line, async move |tx| {
            // One order of locks for everybody, so that two batches never wait for each other.
            let mut wanted: Vec<_> = ops.iter().map(|op| op.attempt).collect();
            wanted.sort_unstable();
            wanted.dedup();
            let mut attempts = Vec::new();
            for id in wanted {
                attempts.extend(store::my_attempt_locked(tx, person, id).await?);
            }
            let mut receipts = Vec::with_capacity(ops.len());
            for op in ops.iter() {
                receipts.push(match attempts.iter().find(|attempt| attempt.id == op.attempt) {
                    Some(attempt) => ledger::take(tx, now, attempt, op).await?,
                    None => Receipt {
                        op_id: op.op_id,
                        sha256: op.sha256.clone(),
                        status: Status::UnknownAttempt,
                        received_at: now,
                        through_seq: 0,
                    },
                });
            }
            Ok(receipts)
        })
        .await?;
    sign(&guard.app, receipts)
}

fn sign(app: &App, receipts: Vec<Receipt>) -> Result<Receipts, AppError> {
    let key = app.keys.current(KeyPurpose::Token)?;
    let signing = key.signing().ok_or_else(|| AppError::internal("no token key"))?;
    let text = receipts.iter().map(signed_line).collect::<Result<Vec<_>, _>>()?.join("\n");
    Ok(Receipts {
        signature: URL_SAFE_NO_PAD.encode(signing.sign(text.as_bytes()).to_bytes()),
        kid: key.kid.clone(),
        receipts,
    })
}

/// The line of a receipt that is signed, written with the words of the JSON.
fn signed_line(receipt: &Receipt) -> Result<String, AppError> {
    Ok([
        receipt.op_id.to_string(),
        receipt.sha256.clone(),
        word(&receipt.status)?,
        word(&receipt.received_at)?,
        receipt.through_seq.to_string(),
    ]
    .join("|"))
}

/// A value as it stands in the JSON, without its quotes.
fn word(value: &impl Serialize) -> Result<String, AppError> {
    let json = serde_json::to_string(value).map_err(AppError::internal)?;
    Ok(json.trim_matches('"').to_owned())
}
