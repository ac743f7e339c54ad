//! E-mail addresses and country codes as values: past parsing they are always well formed.

use std::fmt;

/// A mail address that is safe to put into a header and to look up: trimmed, lower-case, no control characters.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Email(String);

/// Why a text is not an address we can send to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a mail address")]
pub struct NotAnEmail;

impl Email {
    /// Accepts what SMTP relays accept in practice: `local@domain.tld`, at most 254 bytes (RFC 5321 §4.5.3.1),
    /// without blanks, control characters, quotes or angle brackets.
    pub fn parse(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(NotAnEmail)?;
        let clean = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.ends_with('.')
                && !part.contains("..")
                && part.chars().all(|c| !c.is_control() && !c.is_whitespace() && !"\"'<>()[]\\,;:@`".contains(c))
        };
        let good = text.len() <= 254
            && local.len() <= 64
            && clean(local)
            && clean(domain)
            && domain.contains('.')
            && domain.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-');
        good.then(|| Self(text.to_lowercase())).ok_or(NotAnEmail)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Email {
    /// Addresses stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Email;

    #[test]
    fn addresses_that_could_forge_a_header_are_refused() {
        for bad in [
            "",
            "a",
            "@b.org",
            "a@",
            "a@b",
            "a b@c.org",
            "a@b.org\r\nBcc: x@y.org",
            "<a@b.org>",
            "a@@b.org",
            ".a@b.org",
            "a..b@c.org",
            "a@b..org",
            "a@-\u{0}.org",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad:?}");
        }
        assert!(Email::parse(&format!("{}@b.org", "a".repeat(65))).is_err());
    }

    #[test]
    fn case_and_blanks_around_do_not_make_another_person() {
        assert_eq!(
            Email::parse(" Nino.Beridze@Example.ORG ").map(|e| e.to_string()),
            Ok("nino.beridze@example.org".into())
        );
    }
}
