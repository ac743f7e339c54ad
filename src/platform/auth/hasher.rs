//! Password hashing: argon2id with OWASP's parameters, no more at a time than there are cores.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::platform::config::cores;
use crate::platform::web::AppError;

/// OWASP's recommendation: 19 MiB, two passes, one lane. About 18 ms of one core.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Hashes and verifies. Each run holds 19 MiB, so the number at a time is bounded: a stampede queues, it does not swap.
#[derive(Clone)]
pub struct Hasher {
    slots: Arc<Semaphore>,
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}

impl Hasher {
    pub fn new() -> Self {
        Self { slots: Arc::new(Semaphore::new(cores())) }
    }

    /// The PHC string to store.
    pub async fn hash(&self, password: &str) -> Result<String, AppError> {
        let password = normal(password);
        self.run(move |argon| {
            argon.hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|error| error.to_string())
        })
        .await?
        .map_err(AppError::internal)
    }

    /// Whether the password fits. Without a stored hash it takes the same time and says no, so that nobody can
    /// measure whether an account exists.
    pub async fn verify(&self, password: &str, stored: Option<String>) -> Result<bool, AppError> {
        let password = normal(password);
        self.run(move |argon| {
            let Some(stored) = stored else {
                let _ = argon.hash_password(password.as_bytes());
                return false;
            };
            PasswordHash::new(&stored).is_ok_and(|hash| argon.verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let _slot = self.slots.acquire().await.map_err(AppError::internal)?;
        let params =
            Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| AppError::internal(error.to_string()))?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        actix_web::web::block(move || work(argon)).await.map_err(AppError::internal)
    }
}

/// The same letters typed on two keyboards are the same password (NIST SP 800-63B asks for NFKC or NFC).
fn normal(password: &str) -> String {
    password.nfc().collect()
}
