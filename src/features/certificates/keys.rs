//! The public keys that certificates are checked with, as the published list (a JWK Set, RFC 7517 and RFC 8037).
//! A key is never taken off the list: a certificate of 2026 must open in 2046.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};

/// Longest key id: it travels in every QR code.
pub const KID_MAX: usize = 16;

/// Largest key list that is read, in bytes; a key takes about 120, so this is room for two thousand.
const LIST_MAX: usize = 256 * 1024;

/// Key id → public key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicKeys {
    keys: BTreeMap<String, VerifyingKey>,
}

/// Why a key list or a key was refused.
#[derive(Debug, thiserror::Error)]
pub enum KeysTrouble {
    #[error("the key list is not a JWK Set")]
    NotAList,
    #[error("key {0:?} is not a usable Ed25519 public key")]
    BadKey(String),
    #[error("{0:?} cannot be a key id: 1 to 16 letters, digits, dots, dashes or underscores")]
    BadKid(String),
    #[error("the key list names {0:?} twice")]
    Twice(String),
}

#[derive(Serialize, Deserialize)]
struct Jwks {
    keys: Vec<Jwk>,
}

/// One entry. Only what we write is modelled; other members are ignored, as RFC 7517 §5 asks.
#[derive(Serialize, Deserialize)]
struct Jwk {
    kty: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    crv: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kid: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    x: Option<String>,
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    alg: Option<String>,
}

impl PublicKeys {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a key. A key id is given once and forever, so a second key with the same id is refused.
    pub fn add(&mut self, kid: &str, key: VerifyingKey) -> Result<(), KeysTrouble> {
        if !is_kid(kid) {
            return Err(KeysTrouble::BadKid(kid.to_owned()));
        }
        // A small-order key would accept one signature for every message.
        if key.is_weak() {
            return Err(KeysTrouble::BadKey(kid.to_owned()));
        }
        if self.keys.contains_key(kid) {
            return Err(KeysTrouble::Twice(kid.to_owned()));
        }
        self.keys.insert(kid.to_owned(), key);
        Ok(())
    }

    pub fn get(&self, kid: &str) -> Option<&VerifyingKey> {
        self.keys.get(kid)
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Reads the published list. Keys of other kinds (a later algorithm) are passed over; a broken key of our kind
    /// is an error, because a list that lost a key would call good certificates unknown.
    pub fn from_jwks(json: &str) -> Result<Self, KeysTrouble> {
        if json.len() > LIST_MAX {
            return Err(KeysTrouble::NotAList);
        }
        let list: Jwks = serde_json::from_str(json).map_err(|_| KeysTrouble::NotAList)?;
        let mut keys = Self::new();
        for jwk in list.keys.into_iter().filter(Jwk::is_ours) {
            let kid = jwk.kid.clone().unwrap_or_default();
            let key = jwk.verifying_key().ok_or_else(|| KeysTrouble::BadKey(kid.clone()))?;
            keys.add(&kid, key)?;
        }
        Ok(keys)
    }

    /// The list as it is published: sorted by key id, so that it only ever grows.
    pub fn to_jwks(&self) -> String {
        let keys = self.keys.iter().map(|(kid, key)| Jwk::new(kid, key)).collect();
        serde_json::to_string_pretty(&Jwks { keys }).unwrap_or_default()
    }
}

impl Jwk {
    fn new(kid: &str, key: &VerifyingKey) -> Self {
        Self {
            kty: "OKP".to_owned(),
            crv: Some("Ed25519".to_owned()),
            kid: Some(kid.to_owned()),
            x: Some(URL_SAFE_NO_PAD.encode(key.as_bytes())),
            purpose: Some("sig".to_owned()),
            alg: Some("EdDSA".to_owned()),
        }
    }

    fn is_ours(&self) -> bool {
        self.kty == "OKP" && self.crv.as_deref() == Some("Ed25519")
    }

    fn verifying_key(&self) -> Option<VerifyingKey> {
        let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(self.x.as_deref()?).ok()?.try_into().ok()?;
        VerifyingKey::from_bytes(&bytes).ok()
    }
}

/// Whether this can be a key id, such as `2026-A`.
pub fn is_kid(kid: &str) -> bool {
    (1..=KID_MAX).contains(&kid.len())
        && kid.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::SigningKey;

    fn key(seed: u8) -> VerifyingKey {
        SigningKey::from_bytes(&[seed; 32]).verifying_key()
    }

    #[test]
    fn the_published_list_is_read_back() {
        let mut keys = PublicKeys::new();
        keys.add("2026-A", key(1)).unwrap();
        keys.add("2027-A", key(2)).unwrap();
        assert_eq!(PublicKeys::from_jwks(&keys.to_jwks()).unwrap(), keys);
        assert!(keys.to_jwks().contains(r#""crv": "Ed25519""#));
        assert!(matches!(keys.add("2026-A", key(3)), Err(KeysTrouble::Twice(_))));
    }

    #[test]
    fn the_key_of_rfc_8037_is_read_and_keys_of_other_kinds_are_passed_over() {
        let list = r#"{"keys":[
            {"kty":"EC","crv":"P-256","kid":"other","x":"AA","y":"AA"},
            {"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","later":1}]}"#;
        let keys = PublicKeys::from_jwks(list).unwrap();
        assert!(keys.get("a").is_some() && keys.get("other").is_none());
    }

    #[test]
    fn broken_lists_are_refused() {
        let with =
            |kid: &str, x: &str| format!(r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","kid":"{kid}","x":"{x}"}}]}}"#);
        let good = URL_SAFE_NO_PAD.encode(key(1).as_bytes());
        let weak = URL_SAFE_NO_PAD.encode([&[1u8][..], &[0; 31]].concat());
        assert!(PublicKeys::from_jwks(&with("a", &good)).is_ok());
        for (list, why) in [
            ("[]".to_owned(), "not a list"),
            (with("", &good), "no id"),
            (with("seventeen-letters", &good), "long id"),
            (with("a b", &good), "blank in id"),
            (with("a", &good[1..]), "short key"),
            (with("a", &format!("{good}=")), "padding"),
            (with("a", &weak), "weak key"),
        ] {
            assert!(PublicKeys::from_jwks(&list).is_err(), "{why}");
        }
    }
}
