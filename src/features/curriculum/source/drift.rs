//! Telling when a translation was made from an older English text.
//!
//! Every translatable unit (a lesson, a question, a module's description, a task) has a hash of its English words.
//! Only words count: blanks, line ends, the order of options and the key do not make a translation stale.

use sha2::{Digest, Sha256};

use super::finding::Report;
use crate::base::text::squeezed;
use crate::features::curriculum::model::hex;

/// The hash of a unit's English words, in an order that is the same whatever the order in the file:
/// sixteen hexadecimal digits, short enough to copy by hand.
pub fn source_hash<'t>(words: impl IntoIterator<Item = &'t str>) -> String {
    let mut hash = Sha256::new();
    for text in words {
        hash.update(squeezed(text).as_bytes());
        hash.update([0x1e]);
    }
    hex(hash.finalize().get(..8).unwrap_or_default())
}

/// Whether a translation is stale; says so in the report. A translation without a hash counts as stale.
pub fn is_stale(
    file: &str,
    line: Option<usize>,
    unit: &str,
    made_from: Option<&str>,
    now: &str,
    report: &mut Report,
) -> bool {
    match made_from.map(str::trim) {
        Some(hash) if hash == now => false,
        Some("") | None => {
            let mend = format!("check it against the English and add source_hash = \"{now}\"");
            report.error(file, line, format!("{unit} does not say which English text it was made from"), &mend);
            true
        }
        Some(_) => {
            let mend = format!("bring it up to date, then set source_hash = \"{now}\"");
            report.warn(file, line, format!("{unit} is stale: the English text has changed"), &mend);
            true
        }
    }
}
