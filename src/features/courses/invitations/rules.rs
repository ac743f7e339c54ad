//! What a row of a list must hold, and what will happen with each. Pure.

use std::collections::HashMap;

use super::list::{Row, RowFault};
use crate::base::address::Email;
use crate::base::clock::Instant;
use crate::base::country::Country;
use crate::base::lang::Lang;
use crate::base::text::folded;
use crate::features::accounts;
use crate::platform::i18n::Arg;

/// Characters of an agency's name.
const LONGEST_AGENCY: usize = 200;

/// Somebody who can be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitee {
    pub line: usize,
    pub name: String,
    pub email: Email,
    pub country: Country,
    pub agency: String,
    pub lang: Lang,
}

/// What has to be corrected in a row: the text that says so, with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

impl Trouble {
    fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    fn with(key: &'static str, name: &'static str, value: impl crate::platform::i18n::ToArg) -> Self {
        Self { key, args: vec![(name, value.to_arg())] }
    }
}

/// A row after the check.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    pub row: Row,
    pub outcome: Result<Invitee, Vec<Trouble>>,
}

/// Checks every row by itself and against those before it: one address stands once in a list.
pub fn check(rows: Vec<Row>) -> Vec<Checked> {
    let mut seen: HashMap<Email, usize> = HashMap::new();
    rows.into_iter()
        .map(|row| {
            let outcome = check_row(&row).and_then(|person| match seen.get(&person.email) {
                Some(line) => Err(vec![Trouble::with("list-twice", "row", *line)]),
                None => {
                    seen.insert(person.email.clone(), row.line);
                    Ok(person)
                }
            });
            Checked { row, outcome }
        })
        .collect()
}

fn check_row(row: &Row) -> Result<Invitee, Vec<Trouble>> {
    if !row.faults.is_empty() {
        // Cells that are not what was meant would only add noise.
        return Err(row.faults.iter().map(|fault| Trouble::new(fault_key(*fault))).collect());
    }
    let mut troubles = Vec::new();
    let mut keep = |trouble: Option<Trouble>| troubles.extend(trouble);
    let name = accounts::names(&row.name, "A");
    keep(name.as_ref().err().and_then(|errors| errors.0.first()).map(|error| Trouble::new(error.key)));
    let email = Email::parse(&row.email).ok();
    keep(email.is_none().then(|| email_trouble(&row.email)));
    let country = Country::parse(&row.country);
    keep(country.is_none().then(|| country_trouble(&row.country)));
    let lang = language(&row.language);
    keep(lang.is_none().then(|| Trouble::with("list-language-unknown", "language", row.language.as_str())));
    keep((row.agency.chars().count() > LONGEST_AGENCY).then(|| Trouble::new("list-agency-too-long")));
    match (name, email, country, lang) {
        (Ok(name), Some(email), Some(country), Some(lang)) if troubles.is_empty() => {
            Ok(Invitee { line: row.line, name: name.full, email, country, agency: row.agency.clone(), lang })
        }
        _ => Err(troubles),
    }
}

fn fault_key(fault: RowFault) -> &'static str {
    match fault {
        RowFault::CellTooLong => "list-cell-too-long",
        RowFault::TooManyCells => "list-too-many-cells",
        RowFault::OpenQuote => "list-open-quote",
        RowFault::Unreadable => "list-unreadable",
        RowFault::EmailOverLines => "list-email-lines",
    }
}

fn email_trouble(typed: &str) -> Trouble {
    Trouble::new(match typed {
        "" => "list-email-missing",
        typed if !typed.contains('@') => "list-email-no-at",
        _ => "list-email-wrong",
    })
}

fn country_trouble(typed: &str) -> Trouble {
    if typed.is_empty() {
        return Trouble::new("list-country-missing");
    }
    let mut trouble = Trouble::with("list-country-unknown", "country", typed);
    if let Some(meant) = Country::suggest(typed) {
        trouble.key = "list-country-suggest";
        trouble.args.push(("meant", Arg::Text(meant.name().to_owned())));
    }
    trouble
}

/// A language by its code or its name in any of ours; an empty cell is English.
pub fn language(typed: &str) -> Option<Lang> {
    const NAMES: [(Lang, &[&str]); 5] = [
        (Lang::En, &["en", "eng", "english", "anglais", "inglés", "الإنجليزية", "إنجليزي", "английский"]),
        (Lang::Fr, &["fr", "fra", "fre", "french", "français", "francés", "الفرنسية", "فرنسي", "французский"]),
        (Lang::Es, &["es", "spa", "spanish", "espagnol", "español", "castellano", "الإسبانية", "إسباني", "испанский"]),
        (Lang::Ar, &["ar", "ara", "arabic", "arabe", "árabe", "العربية", "عربي", "арабский"]),
        (Lang::Ru, &["ru", "rus", "russian", "russe", "ruso", "الروسية", "روسي", "русский"]),
    ];
    let bare = folded(typed);
    if bare.is_empty() {
        return Some(Lang::En);
    }
    let named = NAMES.into_iter().find(|(_, names)| names.iter().any(|name| folded(name) == bare));
    // A tag with a region, `fr-SN`, is a language too.
    let tag = typed.trim();
    let regional = || tag.parse().ok().filter(|_| tag.split(['-', '_']).all(|part| (2..=4).contains(&part.len())));
    named.map(|(lang, _)| lang).or_else(regional)
}

/// Where somebody of a list stands in the course already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Not in the course, or in it without an invitation that can still be used.
    #[default]
    Open,
    /// Has an invitation that is on its way or can be used.
    Invited,
    /// Has come in.
    Arrived,
    /// Was taken out; a person decides about that, not a list.
    Withdrawn,
}

impl Place {
    /// The text that names it.
    pub fn key(self) -> &'static str {
        match self {
            Place::Open => "place-open",
            Place::Invited => "place-invited",
            Place::Arrived => "place-arrived",
            Place::Withdrawn => "place-withdrawn",
        }
    }

    /// The mark beside the word.
    pub fn css(self) -> &'static str {
        if self == Place::Open { "done" } else { "later" }
    }
}

/// What the tables tell about an enrolment, for [`place`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing {
    pub withdrawn: bool,
    pub arrived: bool,
    /// When the newest invitation ends.
    pub expires_at: Option<Instant>,
    pub used: bool,
    pub mail_failed: bool,
}

/// Whether an invitation may go out. Nobody gets a second one while the first can be used.
pub fn place(standing: &Standing, now: Instant) -> Place {
    let live = standing.expires_at.is_some_and(|end| end > now) && !standing.used && !standing.mail_failed;
    match () {
        () if standing.withdrawn => Place::Withdrawn,
        () if standing.arrived => Place::Arrived,
        () if live => Place::Invited,
        () => Place::Open,
    }
}
