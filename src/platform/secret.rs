//! What hangs on the server's secret: keyed hashes for forms and codes, and the sealing of private keys at rest.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::hmac;
use sha2::{Digest, Sha256};

/// The server's secret. Every use draws its own key from it, so that no value made for one purpose fits another.
#[derive(Clone)]
pub struct Secret(hmac::Key);

/// A sealed value cannot be opened: it was made with another secret, or altered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored key was sealed with another secret")]
pub struct WrongSecret;

impl Secret {
    pub fn new(text: &str) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, text.as_bytes()))
    }

    /// A keyed hash of `data` for one purpose: 32 bytes.
    pub fn mac(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        let mut bytes = [0; 32];
        let key = hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&self.0, purpose.as_bytes()).as_ref());
        bytes.copy_from_slice(hmac::sign(&key, data).as_ref());
        bytes
    }

    /// Encrypts bytes that must stay secret at rest (AES-256-GCM, random nonce in front).
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<Vec<u8>, WrongSecret> {
        let key = self.sealing_key(purpose)?;
        let mut sealed = plain.to_vec();
        let nonce =
            key.seal_in_place_append_tag(Aad::from(purpose.as_bytes()), &mut sealed).map_err(|_| WrongSecret)?;
        let mut out = nonce.as_ref().to_vec();
        out.append(&mut sealed);
        Ok(out)
    }

    /// Opens what [`Secret::seal`] made for the same purpose.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, WrongSecret> {
        let (nonce, body) = sealed.split_at_checked(NONCE_LEN).ok_or(WrongSecret)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| WrongSecret)?;
        let mut body = body.to_vec();
        let plain = self
            .sealing_key(purpose)?
            .open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut body)
            .map_err(|_| WrongSecret)?;
        Ok(plain.to_vec())
    }

    fn sealing_key(&self, purpose: &str) -> Result<RandomizedNonceKey, WrongSecret> {
        RandomizedNonceKey::new(&AES_256_GCM, &self.mac("seal", purpose.as_bytes())).map_err(|_| WrongSecret)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A random token of 32 bytes for links and cookies, in base64url (43 characters).
pub fn new_token() -> String {
    data_encoding::BASE64URL_NOPAD.encode(&rand::random::<[u8; 32]>())
}

/// What of a token is kept: its SHA-256. Tokens carry 256 random bits, so no salt or slow hash is needed.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Compares in time that does not depend on where the texts differ.
pub fn same(left: &[u8], right: &[u8]) -> bool {
    subtle::ConstantTimeEq::ct_eq(left, right).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sealed_bytes_open_with_the_same_secret_and_purpose_only() {
        let secret = Secret::new("one");
        let sealed = secret.seal("key", b"private").unwrap();
        assert_eq!(secret.open("key", &sealed).unwrap(), b"private");
        assert!(secret.open("other", &sealed).is_err());
        assert!(Secret::new("two").open("key", &sealed).is_err());
        assert!(secret.open("key", &sealed[..5]).is_err());
        assert_ne!(secret.seal("key", b"private").unwrap(), sealed);
    }
}
