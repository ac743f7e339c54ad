//! How a typed number was understood, in the reader's words: told while it can still be mended.

use crate::base::decimal::Decimal;
use crate::features::curriculum::{Item, Kind};
use crate::features::questions::{Understood, understood};
use crate::platform::i18n::{Arg, Texts};

/// What is said beside a typed number.
pub struct Heard {
    /// It stands for no number, so it has no points as it is.
    pub trouble: bool,
    /// HTML.
    pub html: String,
    /// The number with its unit, when it is one.
    pub number: Option<String>,
}

/// Longer than any number: the rest of what was typed says nothing more.
const QUOTED: usize = 40;

/// None for other kinds of questions, and while nothing is typed.
pub fn heard(item: &Item, value: &[String], unit: &str, texts: Texts) -> Option<Heard> {
    let Kind::Numeric { decimals, .. } = item.kind else { return None };
    let text = |text: String| Arg::Text(text);
    Some(match understood(item, value)? {
        Understood::Number(number) => {
            let number = format!("{} {unit}", texts.decimal(number)).trim_end().to_owned();
            let html = texts.html("numeric-heard", &[("number", text(number.clone()))]);
            Heard { trouble: false, html, number: Some(number) }
        }
        Understood::Ambiguous { grouped, decimal } => {
            // Four digits behind the mark can only be decimals.
            let exact = format!("{}0", texts.decimal(decimal));
            let args = [
                ("typed", text(quoted(value))),
                ("grouped", text(texts.decimal(grouped))),
                ("whole", text(grouped.to_string())),
                ("decimal", text(exact)),
            ];
            Heard { trouble: true, html: texts.html("numeric-two-ways", &args), number: None }
        }
        Understood::NotANumber | Understood::Text(_) => {
            let example = Decimal::parse(if decimals == 0 { "12" } else { "12.5" }).unwrap_or_default();
            let args = [("typed", text(quoted(value))), ("example", text(texts.decimal(example)))];
            Heard { trouble: true, html: texts.html("numeric-unread", &args), number: None }
        }
    })
}

fn quoted(value: &[String]) -> String {
    let typed = value.first().map_or("", |typed| typed.trim());
    match typed.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", typed.get(..end).unwrap_or_default()),
        None => typed.to_owned(),
    }
}
