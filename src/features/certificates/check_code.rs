//! The check code printed beside the number: short enough to type, and drawn from the signature, so that nobody makes
//! one up for a number they have seen or guessed.

use sha2::{Digest, Sha256};

use super::number::as_meant;
use crate::base::codes::ALPHABET;
use crate::platform::secret::same;

/// Characters of a code; 23⁶ ≈ 1.5·10⁸ codes for each number, and tries are limited.
pub const LENGTH: usize = 6;

/// Keeps the digest apart from any other made of a signature.
const CONTEXT: &[u8] = b"portolan-check-code-v1\0";
/// Bytes of an Ed25519 signature, the end of every seal.
const SIGNATURE: usize = 64;

/// The check code of a sealed certificate.
pub fn check_code(sealed: &[u8]) -> String {
    let signature = sealed.last_chunk::<SIGNATURE>().map_or(sealed, |signature| signature.as_slice());
    let digest = Sha256::new().chain_update(CONTEXT).chain_update(signature).finalize();
    let head = digest.first_chunk::<8>().copied().unwrap_or_default();
    let mut left = u64::from_be_bytes(head);
    let mut code = String::with_capacity(LENGTH);
    for _ in 0..LENGTH {
        let at = usize::try_from(left % ALPHABET.len() as u64).unwrap_or_default();
        code.push(char::from(ALPHABET.get(at).copied().unwrap_or(b'3')));
        left /= ALPHABET.len() as u64;
    }
    code
}

/// Whether a typed code is the stored one, however it was typed.
pub fn fits(typed: &str, stored: &str) -> bool {
    // Nobody types more; it bounds the work.
    typed.len() <= 100 && same(as_meant(typed).as_bytes(), stored.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::super::seal::seal;
    use super::*;

    #[test]
    fn a_code_belongs_to_one_signature_and_is_typed_as_people_type() {
        let sealed = |facts| seal(&facts, &samples::key(), samples::KID).unwrap();
        let (english, arabic) = (check_code(&sealed(samples::english())), check_code(&sealed(samples::arabic())));
        assert_eq!(english.len(), LENGTH);
        assert!(english.bytes().all(|byte| ALPHABET.contains(&byte)), "{english}");
        assert_ne!(english, arabic);
        assert!(fits(&format!(" {}-{} ", &english[..3].to_lowercase(), &english[3..]), &english));
        assert!(!fits(&arabic, &english) && !fits("", &english) && !fits(&"3".repeat(1_000), &english));
    }
}
