//! Interface texts (Fluent), numbers and dates (ICU) in the reader's language.
//!
//! Texts live in `templates/locales/<lang>/<feature>.ftl`. A text that a language lacks is shown in English; a test
//! keeps the languages complete. Inserted values are wrapped in `<bdi>` by [`Texts::html`], because Fluent's own
//! isolation marks show as boxes on some systems and break URLs.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu::datetime::DateTimeFormatter;
use icu::datetime::fieldsets;
use icu::datetime::input::{Date, DateTime, Time};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::locale::Locale;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::base::clock::Instant;
use crate::base::lang::Lang;

/// The translation files, embedded in the binary.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates/locales"]
pub struct Locales;

/// Marks around an inserted value until the whole text has been escaped. Private-use characters: never in our texts,
/// and taken out of values.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

static BUNDLES: LazyLock<BTreeMap<Lang, FluentBundle<FluentResource>>> =
    LazyLock::new(|| Lang::ALL.into_iter().filter_map(|lang| Some((lang, load_bundle(lang)?))).collect());

thread_local! {
    /// ICU's formatters are not shared between threads (that would need another build of ICU); each worker has its own.
    static FORMATS: BTreeMap<Lang, Formats> =
        Lang::ALL.into_iter().filter_map(|lang| Some((lang, load_formats(lang)?))).collect();
}

struct Formats {
    decimal: DecimalFormatter,
    date: DateTimeFormatter<fieldsets::YMD>,
    date_time: DateTimeFormatter<fieldsets::YMDT>,
}

fn load_bundle(lang: Lang) -> Option<FluentBundle<FluentResource>> {
    let tag: LanguageIdentifier = lang.tag().parse().ok()?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| format_number(Lang::En, value),
        Lang::Fr => |value, _| format_number(Lang::Fr, value),
        Lang::Es => |value, _| format_number(Lang::Es, value),
        Lang::Ar => |value, _| format_number(Lang::Ar, value),
        Lang::Ru => |value, _| format_number(Lang::Ru, value),
    }));
    for path in Locales::iter().filter(|path| path.starts_with(lang.tag())) {
        let file = Locales::get(&path)?;
        let text = String::from_utf8_lossy(&file.data).into_owned();
        // A broken line is reported by the translation test; the rest of the file still serves.
        let resource = FluentResource::try_new(text).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    Some(bundle)
}

fn load_formats(lang: Lang) -> Option<Formats> {
    let locale: Locale = locale_tag(lang).parse().ok()?;
    Some(Formats {
        decimal: DecimalFormatter::try_new((&locale).into(), Default::default()).ok()?,
        date: DateTimeFormatter::try_new((&locale).into(), fieldsets::YMD::long()).ok()?,
        date_time: DateTimeFormatter::try_new((&locale).into(), fieldsets::YMD::long().with_time_hm()).ok()?,
    })
}

/// The tag for numbers and dates: English means day before month and a 24-hour clock, as everywhere in this work.
fn locale_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en-GB-u-hc-h23",
        Lang::Fr => "fr-u-hc-h23",
        Lang::Es => "es-u-hc-h23",
        Lang::Ar => "ar-u-hc-h23-nu-latn",
        Lang::Ru => "ru-u-hc-h23",
    }
}

fn formatted(lang: Lang, format: impl FnOnce(&Formats) -> String) -> Option<String> {
    FORMATS.with(|formats| formats.get(&lang).map(format))
}

fn format_number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let decimal: Decimal = number.value.to_string().parse().ok()?;
    formatted(lang, |formats| formats.decimal.format_to_string(&decimal))
}

/// A value for a text: a number also chooses the plural form.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    Text(String),
    Number(i64),
}

/// What can stand in a text.
pub trait ToArg {
    fn to_arg(&self) -> Arg;
}

impl<T: ToArg + ?Sized> ToArg for &T {
    fn to_arg(&self) -> Arg {
        (**self).to_arg()
    }
}
impl ToArg for Arg {
    fn to_arg(&self) -> Arg {
        self.clone()
    }
}
impl ToArg for str {
    fn to_arg(&self) -> Arg {
        Arg::Text(self.to_owned())
    }
}
impl ToArg for String {
    fn to_arg(&self) -> Arg {
        Arg::Text(self.clone())
    }
}
impl ToArg for i64 {
    fn to_arg(&self) -> Arg {
        Arg::Number(*self)
    }
}
impl ToArg for i32 {
    fn to_arg(&self) -> Arg {
        Arg::Number(i64::from(*self))
    }
}
impl ToArg for u16 {
    fn to_arg(&self) -> Arg {
        Arg::Number(i64::from(*self))
    }
}
impl ToArg for u32 {
    fn to_arg(&self) -> Arg {
        Arg::Number(i64::from(*self))
    }
}
impl ToArg for usize {
    fn to_arg(&self) -> Arg {
        Arg::Number(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}

/// The texts of one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    pub lang: Lang,
}

impl Texts {
    pub fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// A text without values.
    pub fn t(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A text with values, as plain text: for mail subjects, titles and attributes.
    pub fn with(&self, id: &str, args: &[(&'static str, Arg)]) -> String {
        let mut values = FluentArgs::new();
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => values.set(*name, FluentValue::String(Cow::Borrowed(text.as_str()))),
                #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
                Arg::Number(number) => values.set(*name, FluentValue::from(*number as f64)),
            }
        }
        find(self.lang, id, &values).or_else(|| find(Lang::En, id, &values)).unwrap_or_else(|| format!("[{id}]"))
    }

    /// A text with values, as HTML: everything escaped, each value in a `<bdi>` of its own.
    pub fn html(&self, id: &str, args: &[(&'static str, Arg)]) -> String {
        let marked: Vec<(&'static str, Arg)> = args
            .iter()
            .map(|(name, arg)| match arg {
                Arg::Text(text) => {
                    let clean: String = text.chars().filter(|c| *c != OPEN && *c != CLOSE).collect();
                    (*name, Arg::Text(format!("{OPEN}{clean}{CLOSE}")))
                }
                Arg::Number(number) => (*name, Arg::Number(*number)),
            })
            .collect();
        escape(&self.with(id, &marked)).replace(OPEN, "<bdi>").replace(CLOSE, "</bdi>")
    }

    /// Whether this very language has the text (English does not count for another).
    pub fn has(&self, id: &str) -> bool {
        BUNDLES.get(&self.lang).is_some_and(|bundle| bundle.has_message(id))
    }

    /// A whole number in this language's digits and groups.
    pub fn number(&self, value: i64) -> String {
        formatted(self.lang, |formats| formats.decimal.format_to_string(&Decimal::from(value)))
            .unwrap_or_else(|| value.to_string())
    }

    /// A decimal number with this language's decimal mark and groups.
    pub fn decimal(&self, value: crate::base::decimal::Decimal) -> String {
        let plain = value.to_string();
        let parsed = plain.parse::<Decimal>().ok();
        parsed
            .and_then(|number| formatted(self.lang, |formats| formats.decimal.format_to_string(&number)))
            .unwrap_or(plain)
    }

    /// A day with its month as a word: never 04/12/26.
    pub fn day(&self, day: NaiveDate) -> String {
        iso(day)
            .and_then(|date| formatted(self.lang, |formats| formats.date.format(&date).to_string()))
            .unwrap_or_else(|| day.to_string())
    }

    /// Day and time in a zone, without naming the zone.
    pub fn day_time(&self, at: Instant, zone: Tz) -> String {
        let local = at.with_timezone(&zone);
        let time = Time::try_new(hour(&local), minute(&local), 0, 0).ok();
        iso(local.date_naive())
            .zip(time)
            .and_then(|(date, time)| {
                formatted(self.lang, |formats| formats.date_time.format(&DateTime { date, time }).to_string())
            })
            .unwrap_or_else(|| at.to_rfc3339())
    }

    /// An instant as people plan by it: UTC, and their own time when that differs.
    pub fn deadline(&self, at: Instant, zone: Tz) -> String {
        let utc = self.day_time(at, Tz::UTC);
        if at.with_timezone(&zone).naive_local() == at.naive_utc() {
            return self.with("when-utc", &[("utc", Arg::Text(utc))]);
        }
        let local = self.day_time(at, zone);
        self.with("when-utc-and-local", &[("utc", Arg::Text(utc)), ("local", Arg::Text(local))])
    }
}

fn hour(at: &impl Timelike) -> u8 {
    u8::try_from(at.hour()).unwrap_or(0)
}

fn minute(at: &impl Timelike) -> u8 {
    u8::try_from(at.minute()).unwrap_or(0)
}

fn iso(day: NaiveDate) -> Option<Date<icu::calendar::Iso>> {
    Date::try_new_iso(day.year(), u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

fn find(lang: Lang, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    let bundle = BUNDLES.get(&lang)?;
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(args), &mut errors);
    Some(text.into_owned())
}

/// Escapes text for HTML content and double-quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_with_the_month_as_a_word() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 4).unwrap();
        assert_eq!(Texts::new(Lang::En).day(day), "4 December 2026");
        assert_eq!(Texts::new(Lang::Ru).day(day), "4 декабря 2026\u{202f}г.");
        assert!(Texts::new(Lang::Ar).day(day).contains("ديسمبر"));
    }

    #[test]
    fn values_are_isolated_and_escaped() {
        let html = Texts::new(Lang::En).html("when-utc", &[("utc", Arg::Text("<b>&".into()))]);
        assert!(html.contains("<bdi>&lt;b&gt;&amp;</bdi>"), "{html}");
    }

    #[test]
    fn an_unknown_text_shows_its_name() {
        assert_eq!(Texts::new(Lang::Fr).t("no-such-text"), "[no-such-text]");
    }
}
