//! A save and its receipt, as they travel. Written from the protocol's description, not from the server's code: the two
//! must agree by themselves.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::wire::Message;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Save {
    pub op_id: String,
    pub attempt: String,
    pub device: String,
    pub seq: i32,
    pub kind: String,
    pub question: String,
    pub value: Vec<String>,
    pub made_at: String,
    pub mono_ms: i64,
    pub sha256: String,
    pub prev: String,
}

impl Save {
    /// The hash of what it says.
    pub fn hash(&self) -> String {
        let value = serde_json::to_string(&self.value).unwrap_or_default();
        let seq = self.seq.to_string();
        let parts: [&str; 9] = [
            &self.op_id,
            &self.attempt,
            &self.device,
            &seq,
            &self.kind,
            &self.question,
            &value,
            &self.made_at,
            &self.prev,
        ];
        hex(&Sha256::digest(parts.join("|")))
    }

    /// The same with its own hash.
    pub fn sealed(mut self) -> Self {
        self.sha256 = self.hash();
        self
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub op_id: String,
    pub sha256: String,
    /// `stored`, `held` or `unknown_attempt`.
    pub status: String,
    pub received_at: String,
    pub through_seq: i32,
}

/// The answer to a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipts {
    pub receipts: Vec<Receipt>,
    pub signature: String,
    pub kid: String,
}

impl Receipts {
    /// The text that was signed.
    pub fn signed_text(&self) -> String {
        let line = |one: &Receipt| {
            format!("{}|{}|{}|{}|{}", one.op_id, one.sha256, one.status, one.received_at, one.through_seq)
        };
        self.receipts.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Whether the key signed exactly this.
    pub fn is_signed_by(&self, key: &VerifyingKey) -> bool {
        let bytes = URL_SAFE_NO_PAD.decode(&self.signature).ok();
        let signature = bytes.and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| key.verify_strict(self.signed_text().as_bytes(), &signature).is_ok())
    }
}

/// A public key as the server publishes it, in base64url.
pub fn public_key(text: &str) -> Option<VerifyingKey> {
    let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
    VerifyingKey::from_bytes(&bytes).ok()
}

/// A status of 200 is not a receipt: only JSON that names what was sent is, save by save.
pub fn receipts_for(answer: &Message, batch: &[Save]) -> Option<Receipts> {
    let receipts: Receipts = (answer.status() == 200).then(|| serde_json::from_slice(&answer.body).ok())??;
    let fits = receipts.receipts.len() == batch.len()
        && receipts.receipts.iter().zip(batch).all(|(one, save)| one.op_id == save.op_id && one.sha256 == save.sha256);
    fits.then_some(receipts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer, SigningKey};

    #[test]
    fn the_hash_is_the_one_that_browsers_compute() {
        let nil = "00000000-0000-0000-0000-000000000000".to_owned();
        let save = Save {
            op_id: nil.clone(),
            attempt: nil,
            device: "d".into(),
            seq: 1,
            kind: "answer".into(),
            question: "q".into(),
            value: vec!["a\"b\n\u{2028}é\u{1}".into()],
            made_at: "2026-11-24T12:00:00.000Z".into(),
            mono_ms: 5,
            sha256: String::new(),
            prev: String::new(),
        };
        assert_eq!(save.hash(), "1a6dd8efbbef74b312e9d8c448257ea150aaf23ae4cc341f945ede125e6bc946");
    }

    #[test]
    fn a_receipt_is_good_only_as_it_was_signed() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let receipt = Receipt {
            op_id: "o".into(),
            sha256: "h".into(),
            status: "stored".into(),
            received_at: "2026-11-24T12:00:00Z".into(),
            through_seq: 3,
        };
        let mut answer = Receipts { receipts: vec![receipt], signature: String::new(), kid: "t".into() };
        answer.signature = URL_SAFE_NO_PAD.encode(key.sign(answer.signed_text().as_bytes()).to_bytes());
        assert!(answer.is_signed_by(&key.verifying_key()));
        let mut other = answer.clone();
        other.receipts.iter_mut().for_each(|one| one.through_seq = 4);
        assert!(!other.is_signed_by(&key.verifying_key()));
        assert!(!answer.is_signed_by(&SigningKey::from_bytes(&[8; 32]).verifying_key()));
    }

    #[test]
    fn a_portal_and_foreign_receipts_are_none() {
        let page = |body: &str| Message { head: "HTTP/1.1 200 OK\r\n\r\n".into(), body: body.as_bytes().to_vec() };
        let save = Save {
            op_id: "a".into(),
            attempt: "b".into(),
            device: "c".into(),
            seq: 1,
            kind: "answer".into(),
            question: "q1".into(),
            value: Vec::new(),
            made_at: String::new(),
            mono_ms: 0,
            sha256: String::new(),
            prev: String::new(),
        }
        .sealed();
        let receipt = |op_id: &str, sha256: &str| {
            let one = Receipt {
                op_id: op_id.into(),
                sha256: sha256.into(),
                status: "stored".into(),
                received_at: String::new(),
                through_seq: 1,
            };
            let answer = Receipts { receipts: vec![one], signature: String::new(), kid: String::new() };
            serde_json::to_string(&answer).unwrap()
        };
        let batch = [save.clone()];
        assert!(receipts_for(&page(&receipt("a", &save.sha256)), &batch).is_some());
        for bad in ["<!doctype html>", "{}", &receipt("b", &save.sha256), &receipt("a", "other")] {
            assert!(receipts_for(&page(bad), &batch).is_none(), "{bad}");
        }
    }
}
