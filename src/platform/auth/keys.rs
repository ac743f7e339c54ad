//! Ed25519 keys for tokens and for certificates. Public halves are published and never forgotten; private halves lie
//! sealed in the database, so that every process signs with the same key.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::Datelike;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use ed25519_dalek::{SigningKey, VerifyingKey};

use crate::base::clock::Instant;
use crate::base::codes;
use crate::base::ids::Uuid;
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::db::schema::signing_keys;
use crate::platform::db::{Conn, Db, Reach};
use crate::platform::secret::Secret;
use crate::platform::web::AppError;

/// A key that another process retired is used no longer than this.
const KEEP_UP: Duration = Duration::from_secs(30);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Token,
    Certificate,
}

impl Purpose {
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Token => "token",
            Purpose::Certificate => "certificate",
        }
    }
}

/// A key as it is kept in memory.
#[derive(Clone)]
pub struct Key {
    pub kid: String,
    pub purpose: Purpose,
    pub public: VerifyingKey,
    pub created_at: Instant,
    pub retired_at: Option<Instant>,
    signing: Option<SigningKey>,
}

impl Key {
    /// The private half, while the key is in use.
    pub fn signing(&self) -> Option<&SigningKey> {
        self.signing.as_ref().filter(|_| self.retired_at.is_none())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({} {})", self.purpose.name(), self.kid)
    }
}

/// All keys, newest first, shared by all workers of this process.
#[derive(Clone, Default)]
pub struct Keys(Arc<RwLock<Vec<Key>>>);

impl Keys {
    /// Reads the keys, and makes the first of each purpose when there is none.
    pub async fn load(db: &Db, secret: &Secret, now: Instant) -> Result<Self, AppError> {
        let secret = secret.clone();
        let keys = db
            .write(&Reach::Nobody, async move |tx| {
                diesel::sql_query("LOCK TABLE signing_keys IN EXCLUSIVE MODE").execute(tx).await?;
                for purpose in [Purpose::Token, Purpose::Certificate] {
                    let current = read(tx, &secret).await?;
                    if !current.iter().any(|key| key.purpose == purpose && key.signing().is_some()) {
                        create(tx, &secret, now, purpose, &current).await?;
                    }
                }
                read(tx, &secret).await
            })
            .await?;
        Ok(Self(Arc::new(RwLock::new(keys))))
    }

    /// Reads the keys again: another process may have made one.
    pub async fn reload(&self, db: &Db, secret: &Secret) -> Result<(), AppError> {
        let mut conn = db.read(&Reach::Nobody).await?;
        let keys = read(&mut conn, secret).await?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// Keeps up with what other processes and the command line do to the keys, until the application drains.
    pub async fn keep_up(app: App) {
        let mut rounds = tokio::time::interval(KEEP_UP);
        while !app.is_draining() {
            rounds.tick().await;
            if let Err(error) = app.keys.reload(&app.db, &app.config.secret).await {
                tracing::warn!(cause = error.cause(), "the keys could not be read again");
            }
        }
    }

    /// Retires the key in use and puts a new one in its place. The old public half stays published.
    pub async fn rotate(
        &self,
        db: &Db,
        secret: &Secret,
        now: Instant,
        purpose: Purpose,
        by: Option<Uuid>,
    ) -> Result<String, AppError> {
        let secret = secret.clone();
        let (kid, keys) = db
            .write(&Reach::Nobody, async move |tx| {
                diesel::sql_query("LOCK TABLE signing_keys IN EXCLUSIVE MODE").execute(tx).await?;
                let current = read(tx, &secret).await?;
                diesel::update(signing_keys::table.filter(signing_keys::purpose.eq(purpose.name())))
                    .filter(signing_keys::retired_at.is_null())
                    .set(signing_keys::retired_at.eq(now))
                    .execute(tx)
                    .await?;
                let kid = create(tx, &secret, now, purpose, &current).await?;
                let line = Audit::of("key.rotated").with(serde_json::json!({ "kid": kid }));
                audit::write(tx, now, by, line).await?;
                Ok((kid, read(tx, &secret).await?))
            })
            .await?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(kid)
    }

    pub fn all(&self) -> Vec<Key> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The key to sign with now.
    pub fn current(&self, purpose: Purpose) -> Result<Key, AppError> {
        let keys = self.all();
        let found = keys.into_iter().find(|key| key.purpose == purpose && key.signing().is_some());
        found.ok_or_else(|| AppError::internal(format!("no {} key", purpose.name())))
    }

    pub fn find(&self, purpose: Purpose, kid: &str) -> Option<Key> {
        self.all().into_iter().find(|key| key.purpose == purpose && key.kid == kid)
    }
}

type Row = (String, String, Vec<u8>, Option<Vec<u8>>, Instant, Option<Instant>);

async fn read(conn: &mut Conn, secret: &Secret) -> Result<Vec<Key>, AppError> {
    let rows: Vec<Row> = signing_keys::table
        .order(signing_keys::created_at.desc())
        .select((
            signing_keys::kid,
            signing_keys::purpose,
            signing_keys::public_key,
            signing_keys::sealed_private,
            signing_keys::created_at,
            signing_keys::retired_at,
        ))
        .load(conn)
        .await?;
    rows.into_iter().map(|row| key(row, secret)).collect()
}

fn key((kid, purpose, public, sealed, created_at, retired_at): Row, secret: &Secret) -> Result<Key, AppError> {
    let bytes: [u8; 32] = public.try_into().map_err(|_| AppError::internal("a stored public key is malformed"))?;
    let signing = match sealed {
        Some(sealed) => {
            let seed: [u8; 32] = secret
                .open(&kid, &sealed)
                .map_err(AppError::internal)?
                .try_into()
                .map_err(|_| AppError::internal("a stored key is malformed"))?;
            Some(SigningKey::from_bytes(&seed))
        }
        None => None,
    };
    let purpose = if purpose == "token" { Purpose::Token } else { Purpose::Certificate };
    let public = VerifyingKey::from_bytes(&bytes).map_err(AppError::internal)?;
    Ok(Key { kid, purpose, public, created_at, retired_at, signing })
}

async fn create(
    tx: &mut Conn,
    secret: &Secret,
    now: Instant,
    purpose: Purpose,
    known: &[Key],
) -> Result<String, AppError> {
    let signing = SigningKey::from_bytes(&rand::random());
    let kid = match purpose {
        Purpose::Token => format!("t{}", codes::random(8)),
        Purpose::Certificate => certificate_kid(now.year(), known),
    };
    diesel::insert_into(signing_keys::table)
        .values((
            signing_keys::kid.eq(&kid),
            signing_keys::purpose.eq(purpose.name()),
            signing_keys::public_key.eq(signing.verifying_key().to_bytes().to_vec()),
            signing_keys::sealed_private.eq(secret.seal(&kid, &signing.to_bytes()).map_err(AppError::internal)?),
            signing_keys::created_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(kid)
}

/// Certificate keys are named by year and letter (2026-A, 2026-B …): the name is printed on paper.
fn certificate_kid(year: i32, known: &[Key]) -> String {
    let taken = known.iter().filter(|key| key.kid.starts_with(&format!("{year}-"))).count();
    let letter = u8::try_from(taken % 26).unwrap_or(0) + b'A';
    let round = if taken < 26 { String::new() } else { (taken / 26).to_string() };
    format!("{year}-{}{round}", char::from(letter))
}
