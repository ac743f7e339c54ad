//! Exact decimal numbers for answers and tolerances: 0.4 − 0.3 is 0.1 here, which it is not in binary.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number with at most nine decimal places and eighteen digits before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Decimal {
    /// Billionths.
    nano: i128,
}

const PLACES: usize = 9;
const ONE: i128 = 1_000_000_000;

/// The text is not a plain decimal number within range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number with at most nine places")]
pub struct NotADecimal;

impl Decimal {
    pub const ZERO: Decimal = Decimal { nano: 0 };

    /// Reads `-12.5`: ASCII digits, a point, no exponent. `None` when a digit would be lost.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        Self::from_parts(negative, whole, fraction)
    }

    /// Puts a number together from its digits. `None` when there is no digit, something else than ASCII digits,
    /// or more places or digits than we keep.
    pub fn from_parts(negative: bool, whole: &str, fraction: &str) -> Option<Self> {
        let has_digit = !whole.is_empty() || !fraction.is_empty();
        let all_digits = whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
        let whole = whole.trim_start_matches('0');
        let kept = fraction.trim_end_matches('0');
        if !has_digit || !all_digits || whole.len() > 18 || kept.len() > PLACES {
            return None;
        }
        let whole_value: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let fraction_value: i128 = format!("{kept:0<PLACES$}").parse().ok()?;
        let nano = whole_value * ONE + fraction_value;
        Some(Self { nano: if negative { -nano } else { nano } })
    }

    /// The number an author wrote in a file: the shortest decimal that reads back as this float.
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then(|| value.to_string()).and_then(|text| Self::parse(&text))
    }

    pub fn from_i64(value: i64) -> Option<Self> {
        Self::parse(&value.to_string())
    }

    pub fn is_negative(self) -> bool {
        self.nano < 0
    }

    /// How far two numbers lie apart.
    pub fn distance(self, other: Self) -> Self {
        Self { nano: (self.nano - other.nano).abs() }
    }

    /// Rounded to so many places (0–9), halves away from zero: what a person writes who was asked for `places` decimals.
    pub fn rounded(self, places: u8) -> Self {
        let step = 10_i128.pow(u32::from(9 - places.min(9)));
        let half = if self.nano < 0 { -step / 2 } else { step / 2 };
        Self { nano: (self.nano + half) / step * step }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.nano < 0 { "-" } else { "" };
        let (whole, fraction) = (self.nano.abs() / ONE, self.nano.abs() % ONE);
        let fraction = format!("{fraction:0>PLACES$}");
        match fraction.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            places => write!(f, "{sign}{whole}.{places}"),
        }
    }
}

impl From<Decimal> for String {
    fn from(value: Decimal) -> Self {
        value.to_string()
    }
}

impl TryFrom<String> for Decimal {
    type Error = NotADecimal;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Decimal::parse(&text).ok_or(NotADecimal)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_reads_back(whole in -999_999_999i64..999_999_999, thousandths in 0u32..1000) {
            let number = Decimal::parse(&format!("{whole}.{thousandths:03}")).unwrap();
            prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            let _ = Decimal::parse(&text);
        }
    }

    #[test]
    fn tenths_are_exact() {
        let of = |text| Decimal::parse(text).unwrap();
        assert_eq!(of("0.4").distance(of("0.3")), of("0.1"));
        assert_eq!(Decimal::from_f64(2.5).unwrap().to_string(), "2.5");
        assert_eq!(of("-0.50").to_string(), "-0.5");
        assert_eq!(of("0").to_string(), "0");
        assert_eq!(of("2.345").rounded(1), of("2.3"));
        assert_eq!(of("-2.35").rounded(1), of("-2.4"));
    }

    #[test]
    fn what_would_lose_digits_is_refused() {
        for bad in ["", "-", ".", "1e3", "1.0000000001", "1234567890123456789", "1,5", "٣", "--1", "1.-5"] {
            assert_eq!(Decimal::parse(bad), None, "{bad}");
        }
        assert_eq!(Decimal::from_f64(f64::NAN), None);
        assert_eq!(Decimal::from_f64(1e300), None);
    }
}
