//! What is said about a certificate, from its signature and from the register. No I/O.

use chrono::NaiveDate;

use crate::features::certificates::model::{Erased, Known, Reason};
use crate::features::certificates::seal::{Certified, Opened, Verdict};

/// The answer, with what the reader compares with the paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Signature and register agree, and it was not withdrawn.
    Valid {
        facts: Certified,
        kid: String,
    },
    /// Signed with our key, and not in this register: a certificate of an earlier or a sister server.
    ValidElsewhere {
        facts: Certified,
        kid: String,
    },
    Withdrawn {
        facts: Certified,
        kid: String,
        day: NaiveDate,
        reason: Reason,
    },
    /// Signed with our key, and its owner was erased: nothing of it is known any more. It may have been withdrawn before.
    Erased {
        earlier: Option<(NaiveDate, Reason)>,
    },
    /// Signed with our key, and the register has other facts under this number.
    Contradicted,
    /// Begins like ours, and is not what we signed, or not all of it.
    Altered,
    /// Not a certificate of ours at all.
    NotOurs,
    /// No certificate has this number and this code.
    Unknown,
}

/// Judges a seal by its signature and by what the register knows under its number.
pub fn judge(opened: Result<Opened, Verdict>, known: Option<&Known>) -> Answer {
    let Opened { facts, kid } = match opened {
        Ok(opened) => opened,
        Err(Verdict::NotOurs | Verdict::UnknownKey) => return Answer::NotOurs,
        Err(Verdict::Malformed | Verdict::Altered) => return Answer::Altered,
    };
    let held = match known {
        None => return Answer::ValidElsewhere { facts, kid },
        Some(Known::Erased(erased)) => return Answer::erased(erased),
        Some(Known::Held(held)) => held,
    };
    if held.certificate.facts().ok().as_ref() != Some(&facts) {
        return Answer::Contradicted;
    }
    match &held.revocation {
        Some(revocation) => Answer::Withdrawn { facts, kid, day: revocation.day(), reason: revocation.reason() },
        None => Answer::Valid { facts, kid },
    }
}

impl Answer {
    pub fn erased(erased: &Erased) -> Self {
        let earlier = erased.earlier.as_ref();
        Answer::Erased { earlier: earlier.map(|revocation| (revocation.day(), revocation.reason())) }
    }

    pub fn is_erased(&self) -> bool {
        matches!(self, Answer::Erased { .. })
    }

    /// The facts to compare with the paper.
    pub fn facts(&self) -> Option<(&Certified, &str)> {
        match self {
            Answer::Valid { facts, kid }
            | Answer::ValidElsewhere { facts, kid }
            | Answer::Withdrawn { facts, kid, .. } => Some((facts, kid)),
            Answer::Erased { .. } | Answer::Contradicted | Answer::Altered | Answer::NotOurs | Answer::Unknown => None,
        }
    }

    /// The text that says it in a heading; `<key>-next` says what it means.
    pub fn key(&self) -> &'static str {
        match self {
            Answer::Valid { .. } => "verify-valid",
            Answer::ValidElsewhere { .. } => "verify-elsewhere",
            // A withdrawal is not undone by erasing: it is what the reader must know first.
            Answer::Withdrawn { .. } | Answer::Erased { earlier: Some(_) } => "verify-withdrawn",
            Answer::Erased { earlier: None } => "verify-erased",
            Answer::Contradicted => "verify-contradicted",
            Answer::Altered => "verify-altered",
            Answer::NotOurs => "verify-not-ours",
            Answer::Unknown => "verify-unknown",
        }
    }

    /// How the page shows it: green, ochre or red.
    pub fn look(&self) -> &'static str {
        match self {
            Answer::Valid { .. } | Answer::ValidElsewhere { .. } => "valid",
            Answer::Unknown | Answer::Erased { earlier: None } => "unknown",
            Answer::Withdrawn { .. }
            | Answer::Erased { .. }
            | Answer::Contradicted
            | Answer::Altered
            | Answer::NotOurs => "altered",
        }
    }

    /// Whether the register knows it, whatever it says about it.
    pub fn in_register(&self) -> bool {
        matches!(self, Answer::Valid { .. } | Answer::Withdrawn { .. })
    }

    /// Why it was withdrawn, and when.
    pub fn withdrawn(&self) -> Option<(NaiveDate, Reason)> {
        match self {
            Answer::Withdrawn { day, reason, .. } => Some((*day, *reason)),
            Answer::Erased { earlier } => *earlier,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::certificates::samples;
    use crate::features::certificates::verify::verify_text;

    #[test]
    fn a_seal_is_judged_by_its_signature_first() {
        let keys = samples::keys();
        let url = samples::url(&samples::arabic());
        let good = judge(verify_text(&url, &keys), None);
        assert!(matches!(&good, Answer::ValidElsewhere { facts, .. } if *facts == samples::arabic()));
        assert!(!good.in_register());
        let middle = url.len() / 2;
        let other = if url.as_bytes()[middle] == b'A' { "B" } else { "A" };
        let altered = format!("{}{other}{}", &url[..middle], &url[middle + 1..]);
        assert_eq!(judge(verify_text(&altered, &keys), None), Answer::Altered);
        assert_eq!(judge(verify_text(&url[..url.len() - 9], &keys), None), Answer::Altered);
        assert_eq!(judge(verify_text("https://example.org/v/HELLO", &keys), None), Answer::NotOurs);
        assert_eq!(judge(verify_text(&url, &Default::default()), None), Answer::NotOurs);
    }
}
