//! Days and their sessions: times that fit, and what stands where.

use std::collections::BTreeSet;

use toml::Spanned;

use super::raw::{RawDay, RawSession};
use super::text;
use crate::features::curriculum::plan::{Day, Method, Session};
use crate::features::curriculum::source::document::Document;
use crate::features::curriculum::source::finding::Report;
use crate::features::curriculum::source::{lists, reading};

const MIDNIGHT: u32 = 24 * 60;

/// Fewer minutes are no day of a course; nobody learns for more.
const DAY: std::ops::RangeInclusive<u32> = 180..=480;

/// `known` holds the plan's objectives and exercises; `line` is that of the plan.
pub fn read(
    document: &Document<'_>,
    line: usize,
    raw: &[Spanned<RawDay>],
    known: (&BTreeSet<&str>, &BTreeSet<&str>),
    report: &mut Report,
) -> Vec<Day> {
    lists::count(document, line, "days", (raw.len(), 3..=10), report);
    let days: Vec<Day> = raw.iter().map(|day| read_day(document, day, known, report)).collect();
    check_order(document, raw, &days, report);
    check_aims(document, raw, &days, report);
    days
}

fn read_day(
    document: &Document<'_>,
    raw: &Spanned<RawDay>,
    known: (&BTreeSet<&str>, &BTreeSet<&str>),
    report: &mut Report,
) -> Day {
    let (line, raw) = (document.line_of(raw), raw.get_ref());
    lists::words(document, "the day's title", &raw.title, report);
    let sessions: Vec<Session> = raw.sessions.iter().map(|own| read_session(document, own, known, report)).collect();
    for (own, pair) in raw.sessions.iter().skip(1).zip(sessions.windows(2)) {
        if let [before, after] = pair
            && after.start < before.start.saturating_add(before.minutes)
        {
            let what = format!("{} begins before “{}” ends at {}", after.starts(), before.title, before.ends());
            let mend = "sessions stand in their order and do not overlap; a gap between them is a break";
            report.error(document.file, document.line_of(&own.start), what, mend);
        }
    }
    let day = Day { title: text(&raw.title), sessions };
    if !DAY.contains(&day.minutes()) {
        let what = format!("the sessions of this day have {} minutes", day.minutes());
        let mend = format!("make it {} to {} minutes without breaks", DAY.start(), DAY.end());
        report.error(document.file, line, what, &mend);
    }
    day
}

fn read_session(
    document: &Document<'_>,
    raw: &RawSession,
    (objectives, exercises): (&BTreeSet<&str>, &BTreeSet<&str>),
    report: &mut Report,
) -> Session {
    lists::words(document, "the session's title", &raw.title, report);
    lists::words(document, "the session's text", &raw.text, report);
    let sentences = reading::sentences(raw.text.get_ref()).len();
    lists::count(document, document.line_of(&raw.text), "sentences in the session's text", (sentences, 2..=5), report);
    for thing in &raw.materials {
        lists::words(document, "a material", thing, report);
    }
    lists::known(document, "objective", objectives, &raw.objectives, report);
    lists::known(document, "exercise", exercises, &raw.exercise, report);
    let start = time(raw.start.get_ref());
    if start.is_none() {
        let what = format!("`{}` is no time", raw.start.get_ref());
        report.error(document.file, document.line_of(&raw.start), what, "write it on the clock of 24 hours: \"09:00\"");
    }
    let (start, minutes) = (start.unwrap_or_default(), *raw.minutes.get_ref());
    if minutes == 0 || start.saturating_add(minutes) > MIDNIGHT {
        let what = format!("a session of {minutes} minutes from {}", raw.start.get_ref());
        let mend = "let it take some time, and end on the same day";
        report.error(document.file, document.line_of(&raw.minutes), what, mend);
    }
    Session {
        start,
        minutes,
        title: text(&raw.title),
        method: raw.method,
        objectives: raw.objectives.iter().map(text).collect(),
        text: text(&raw.text),
        materials: raw.materials.iter().map(text).collect(),
        exercise: raw.exercise.as_ref().map(text),
    }
}

/// Minutes after midnight of `09:00`.
fn time(said: &str) -> Option<u32> {
    let (hours, minutes) = said.split_once(':')?;
    let number = |digits: &str| {
        let two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        two.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Tests at both ends, so that a course can show what it changed; the form on the last day.
fn check_order(document: &Document<'_>, raw: &[Spanned<RawDay>], days: &[Day], report: &mut Report) {
    let (Some(first), Some(last)) = (raw.first(), raw.last()) else { return };
    let has = |days: &[Day], method| days.iter().flat_map(|day| &day.sessions).any(|session| session.method == method);
    let file = document.file;
    if !has(days.get(..1).unwrap_or_default(), Method::Test) {
        let mend = "put a session of method \"test\" into the first day, where its results are discussed";
        report.error(file, document.line_of(first), "no test on the first day", mend);
    }
    let end = days.get(days.len().saturating_sub(2).max(1)..).unwrap_or_default();
    if !has(end, Method::Test) {
        let mend = "put the post-test, a session of method \"test\", into the last or the last but one";
        report.error(file, document.line_of(last), "no test in the last two days", mend);
    }
    if !has(days.get(days.len().saturating_sub(1)..).unwrap_or_default(), Method::Evaluation) {
        let mend = "put a session of method \"evaluation\" into it, with time for the form";
        report.error(file, document.line_of(last), "no evaluation on the last day", mend);
    }
}

/// A session serves an objective. Opening and closing, tests and the evaluation may do without.
fn check_aims(document: &Document<'_>, raw: &[Spanned<RawDay>], days: &[Day], report: &mut Report) {
    let ends: Vec<usize> = days.iter().map(|day| day.sessions.len()).collect();
    let places = || raw.iter().zip(days).enumerate();
    for (nth, (raw, day)) in places() {
        for (at, (own, session)) in raw.get_ref().sessions.iter().zip(&day.sessions).enumerate() {
            let opening = nth == 0 && at == 0;
            let closing = nth + 1 == ends.len() && at + 1 == day.sessions.len();
            let free = opening || closing || matches!(session.method, Method::Test | Method::Evaluation);
            if session.objectives.is_empty() && !free {
                let mend = "name what it is for; only opening, closing, tests and evaluation may do without";
                report.error(document.file, document.line_of(&own.title), "a session without objective", mend);
            }
        }
    }
}
