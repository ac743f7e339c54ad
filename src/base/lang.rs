//! The languages Portolan speaks, and which of them a reader gets.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An interface and content language. English is the source of every translation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Fr,
    Es,
    Ar,
    Ru,
}

impl Lang {
    pub const ALL: [Lang; 5] = [Lang::En, Lang::Fr, Lang::Es, Lang::Ar, Lang::Ru];

    /// The BCP 47 tag, as it stands in `lang="…"`, in folder names and in the database.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
            Lang::Es => "es",
            Lang::Ar => "ar",
            Lang::Ru => "ru",
        }
    }

    /// The language's name in itself, for the language menu.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Fr => "Français",
            Lang::Es => "Español",
            Lang::Ar => "العربية",
            Lang::Ru => "Русский",
        }
    }

    /// `"rtl"` for Arabic, otherwise `"ltr"`.
    pub fn dir(self) -> &'static str {
        match self {
            Lang::Ar => "rtl",
            _ => "ltr",
        }
    }

    /// The best of our languages for an `Accept-Language` header (RFC 9110 §12.5.4); `None` when none fits.
    pub fn negotiate(accept_language: &str) -> Option<Lang> {
        let mut wanted: Vec<(u16, usize, Lang)> = accept_language
            .split(',')
            .take(20)
            .enumerate()
            .filter_map(|(position, range)| {
                let mut parts = range.trim().split(';');
                let lang = parts.next()?.trim().parse().ok()?;
                let weight = parts
                    .find_map(|part| part.trim().strip_prefix("q="))
                    .map_or(Some(1.0), |q| q.trim().parse::<f32>().ok())?;
                let weight = (weight.clamp(0.0, 1.0) * 1000.0) as u16;
                (weight > 0).then_some((1000 - weight, position, lang))
            })
            .collect();
        wanted.sort_unstable();
        wanted.first().map(|(_, _, lang)| *lang)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The tag names a language that Portolan does not speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language of this server")]
pub struct UnknownLang;

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads a tag by its primary subtag: `fr-CA` is French.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary)).ok_or(UnknownLang)
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_heaviest_language_we_speak_wins() {
        assert_eq!(Lang::negotiate("de, ar-EG;q=0.8, fr;q=0.9"), Some(Lang::Fr));
        assert_eq!(Lang::negotiate("de;q=1, *;q=0.1"), None);
        assert_eq!(Lang::negotiate("ru;q=0, es;q=0.2"), Some(Lang::Es));
        assert_eq!(Lang::negotiate("fr;q=nonsense"), None);
    }
}
