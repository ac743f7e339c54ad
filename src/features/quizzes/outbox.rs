//! Where a device's queue of saves is sent. One transaction for a batch; the answer goes out after its commit.

use std::sync::Arc;

use actix_web::HttpResponse;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::Signer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ledger::{Op, Receipt, Status, take};
use super::store;
use super::together::{are_plain, take_together};
use crate::platform::App;
use crate::platform::audit::Audit;
use crate::platform::auth::Purpose as KeyPurpose;
use crate::platform::auth::needs::Learn;
use crate::platform::web::api::json;
use crate::platform::web::{AppError, Guard, Routes, SessionJson};

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

async fn receive(guard: Guard<Learn>, SessionJson(batch): SessionJson<Batch>) -> Result<HttpResponse, AppError> {
    json(&take_batch(&guard, batch).await?)
}

/// Takes a batch for the person of the guard.
pub async fn take_batch(guard: &Guard<Learn>, batch: Batch) -> Result<Receipts, AppError> {
    if batch.ops.len() > MOST_OPS {
        return Err(AppError::field("ops", "outbox-too-many"));
    }
    let (person, now) = (guard.person()?, guard.app.clock.now());
    guard.app.limiter.take_save(person)?;
    let count = batch.ops.len();
    let batch = Arc::new(batch);
    if are_plain(&batch.ops) {
        let saves = Arc::clone(&batch);
        let taken = guard.app.db.once(async move |conn| take_together(conn, now, person, &saves.ops).await).await?;
        if let Some(receipts) = taken {
            return sign(&guard.app, receipts);
        }
    }
    let line = Audit::of("answers.received").with(serde_json::json!({ "count": count }));
    let receipts = guard
        .write(line, async move |tx| {
            // One order of locks for everybody, so that two batches never wait for each other.
            let mut wanted: Vec<_> = batch.ops.iter().map(|op| op.attempt).collect();
            wanted.sort_unstable();
            wanted.dedup();
            let mut attempts = Vec::new();
            for id in wanted {
                attempts.extend(store::my_attempt_locked(tx, person, id).await?);
            }
            let mut receipts = Vec::with_capacity(batch.ops.len());
            for op in &batch.ops {
                receipts.push(match attempts.iter().find(|attempt| attempt.id == op.attempt) {
                    Some(attempt) => take(tx, now, attempt, op).await?,
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
