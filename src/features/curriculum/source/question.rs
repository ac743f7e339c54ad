//! One question: its key by kind, its words, and whether anybody can answer it.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Report;
use super::folder::is_id;
use super::raw::{RawAnswer, RawOption, RawQuestion};
use crate::base::decimal::Decimal;
use crate::base::lang::Lang;
use crate::base::text::{folded, squeezed};
use crate::features::curriculum::item::{Choice, Feedback, ItemText, Kind, OptionText};

/// Where a question stands.
pub struct Place<'p> {
    pub file: &'p str,
    pub line: usize,
    pub id: &'p str,
}

impl Place<'_> {
    pub fn error(&self, report: &mut Report, what: &str, mend: &str) {
        report.error(self.file, self.line, format!("question `{}`: {what}", self.id), mend);
    }

    pub fn warn(&self, report: &mut Report, what: &str, mend: &str) {
        report.warn(self.file, self.line, format!("question `{}`: {what}", self.id), mend);
    }

    /// The text of a key that must be there and not blank.
    pub fn need(&self, value: Option<&str>, key: &str, report: &mut Report) -> Option<String> {
        let value = value.map(str::trim).filter(|value| !value.is_empty());
        if value.is_none() {
            self.error(report, &format!("no {key}"), &format!("add {key} = …"));
        }
        value.map(str::to_owned)
    }
}

/// The question's kind with its key. `None`, with findings, when it has none that can be reached.
pub fn kind(place: &Place<'_>, raw: &RawQuestion, report: &mut Report) -> Option<Kind> {
    let name = place.need(raw.kind.as_deref(), "kind", report)?;
    let before = report.errors();
    check_keys(place, &name, raw, report);
    let kind = match name.as_str() {
        "single" => Kind::Single { options: choices(place, raw, 1..=1, report) },
        "multiple" => Kind::Multiple { options: choices(place, raw, 2..=usize::MAX, report) },
        "true-false" => Kind::TrueFalse { answer: truth(place, raw, report)? },
        "numeric" => numeric(place, raw, report)?,
        "ordering" => Kind::Ordering { items: ids(place, raw.items.as_deref(), "items", 3..=7, report) },
        "matching" => matching(place, raw, report),
        "short-text" => {
            let forms = accepted(place, raw.accept.as_deref().unwrap_or_default(), report);
            Kind::ShortText { accept: BTreeMap::from([(Lang::En, forms)]) }
        }
        other => {
            let mend = "use single, multiple, true-false, numeric, ordering, matching or short-text";
            place.error(report, &format!("no kind `{other}`"), mend);
            return None;
        }
    };
    (report.errors() == before).then_some(kind)
}

/// Keys that stand in the file but do nothing for this kind: most likely the kind is wrong.
fn check_keys(place: &Place<'_>, kind: &str, raw: &RawQuestion, report: &mut Report) {
    let uses: &[&str] = match kind {
        "single" | "multiple" => &["options"],
        "true-false" => &["answer", "feedback"],
        "numeric" => &["answer", "tolerance", "unit", "decimals", "feedback"],
        "ordering" => &["items", "feedback"],
        "matching" => &["pairs", "extra", "feedback"],
        "short-text" => &["accept", "feedback"],
        _ => return,
    };
    for key in present_keys(raw).into_iter().filter(|key| !uses.contains(key)) {
        let mend = format!("a {kind} question uses {}", uses.join(", "));
        place.error(report, &format!("`{key}` does nothing in a {kind} question"), &mend);
    }
}

fn present_keys(raw: &RawQuestion) -> Vec<&'static str> {
    let keys = [
        ("options", raw.options.is_some()),
        ("answer", raw.answer.is_some()),
        ("tolerance", raw.tolerance.is_some()),
        ("decimals", raw.decimals.is_some()),
        ("unit", raw.unit.is_some()),
        ("feedback", raw.feedback.is_some()),
        ("items", raw.items.is_some()),
        ("pairs", raw.pairs.is_some()),
        ("extra", raw.extra.is_some()),
        ("accept", raw.accept.is_some()),
    ];
    keys.into_iter().filter(|(_, present)| *present).map(|(key, _)| key).collect()
}

/// A translation repeats texts, never the key: two keys could disagree.
pub fn check_translation_keys(place: &Place<'_>, raw: &RawQuestion, report: &mut Report) {
    let has_correct = raw.options.iter().flatten().any(|option| option.correct.is_some());
    let keys = [
        ("objective", raw.objective.is_some()),
        ("level", raw.level.is_some()),
        ("kind", raw.kind.is_some()),
        ("bank", raw.bank.is_some()),
        ("angoff", raw.angoff.is_some()),
        ("lesson", raw.lesson.is_some()),
        ("source", raw.source.is_some()),
        ("answer", raw.answer.is_some()),
        ("tolerance", raw.tolerance.is_some()),
        ("decimals", raw.decimals.is_some()),
        ("correct", has_correct),
    ];
    for (key, _) in keys.into_iter().filter(|(_, present)| *present) {
        place.error(report, &format!("a translation with `{key}`"), "take it out: only texts are translated");
    }
}

fn choices(
    place: &Place<'_>,
    raw: &RawQuestion,
    correct: std::ops::RangeInclusive<usize>,
    report: &mut Report,
) -> Vec<Choice> {
    let options = raw.options.as_deref().unwrap_or_default();
    ids(place, Some(options), "options", 2..=8, report);
    let choices: Vec<Choice> =
        options.iter().map(|option| Choice { id: option.id.clone(), correct: option.correct == Some(true) }).collect();
    let count = choices.iter().filter(|choice| choice.correct).count();
    if !correct.contains(&count) {
        let needed = if *correct.end() == 1 { "exactly one" } else { "two or more" };
        let mend = format!("mark {needed} with correct = true");
        place.error(report, &format!("{count} options are correct, {needed} must be"), &mend);
    } else if count == choices.len() {
        place.error(report, "no option is wrong", "add a wrong option that people do believe");
    }
    choices
}

/// The ids of a list, which must be good, different, and so many.
fn ids(
    place: &Place<'_>,
    list: Option<&[RawOption]>,
    key: &str,
    count: std::ops::RangeInclusive<usize>,
    report: &mut Report,
) -> Vec<String> {
    let ids: Vec<String> = list.unwrap_or_default().iter().map(|option| option.id.clone()).collect();
    check_ids(place, &ids, report);
    if !count.contains(&ids.len()) {
        let what = format!("{} {key}, {} to {} are needed", ids.len(), count.start(), count.end());
        place.error(report, &what, &format!("change the number of {key}"));
    }
    ids
}

fn check_ids(place: &Place<'_>, ids: &[String], report: &mut Report) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !is_id(id) {
            place.error(report, &format!("`{id}` is not an id"), "use lower-case letters, digits and hyphens");
        }
        if !seen.insert(id) {
            place.error(report, &format!("the id `{id}` stands twice"), "give each its own id");
        }
    }
}

fn truth(place: &Place<'_>, raw: &RawQuestion, report: &mut Report) -> Option<bool> {
    match raw.answer {
        Some(RawAnswer::Bool(answer)) => Some(answer),
        _ => {
            place.error(report, "no key", "add answer = true or answer = false");
            None
        }
    }
}

fn numeric(place: &Place<'_>, raw: &RawQuestion, report: &mut Report) -> Option<Kind> {
    let mut number = |value: Option<RawAnswer>, key: &str| {
        let number = match value {
            Some(RawAnswer::Whole(value)) => Decimal::from_i64(value),
            Some(RawAnswer::Float(value)) => Decimal::from_f64(value),
            Some(RawAnswer::Bool(_)) | None => None,
        };
        if number.is_none() {
            let mend = format!("add {key} = a number with at most nine decimals");
            place.error(report, &format!("no number for `{key}`"), &mend);
        }
        number
    };
    let (answer, tolerance) = (number(raw.answer, "answer"), number(raw.tolerance, "tolerance"));
    let Some(decimals) = raw.decimals.filter(|decimals| *decimals <= 6) else {
        place.error(report, "`decimals` is not 0 to 6", "add decimals = how many decimals the answer has");
        return None;
    };
    if raw.unit.is_none() {
        place.error(report, "no unit", "add unit = \"kg\", or unit = \"\" for a bare number");
    }
    let (answer, tolerance) = (answer?, tolerance?);
    if tolerance.is_negative() {
        place.error(report, "the tolerance is negative, so no answer is right", "use 0 for exact");
    } else if answer.rounded(decimals).distance(answer) > tolerance {
        let what = format!("{answer} cannot be reached with {decimals} decimals and tolerance {tolerance}");
        place.error(report, &what, "raise decimals or tolerance, or round the answer");
    }
    Some(Kind::Numeric { answer, tolerance, decimals })
}

fn matching(place: &Place<'_>, raw: &RawQuestion, report: &mut Report) -> Kind {
    let pairs: Vec<String> = raw.pairs.iter().flatten().map(|pair| pair.id.clone()).collect();
    let extra: Vec<String> = raw.extra.iter().flatten().map(|option| option.id.clone()).collect();
    if !(3..=6).contains(&pairs.len()) {
        place.error(report, &format!("{} pairs, 3 to 6 are needed", pairs.len()), "change the number of pairs");
    }
    let all: Vec<String> = pairs.iter().chain(&extra).cloned().collect();
    check_ids(place, &all, report);
    Kind::Matching { pairs, extra }
}

/// The accepted forms of a short answer, which must leave something to compare.
pub fn accepted(place: &Place<'_>, forms: &[String], report: &mut Report) -> Vec<String> {
    if forms.is_empty() {
        place.error(report, "no key", "add accept = [\"…\"] with every form that is right");
    }
    let mut seen = BTreeSet::new();
    for form in forms {
        let bare = folded(form);
        if bare.is_empty() {
            let what = format!("the accepted form “{form}” has no letter or digit to compare");
            place.error(report, &what, "write a word, or ask in another kind");
        } else if !seen.insert(bare) {
            place.warn(
                report,
                &format!("the accepted form “{form}” stands twice"),
                "case, accents and dashes are ignored",
            );
        }
    }
    forms.to_vec()
}

/// The question's words. `None` when it has no stem.
pub fn text(place: &Place<'_>, raw: &RawQuestion, kind: Option<&Kind>, report: &mut Report) -> Option<ItemText> {
    let stem = place.need(raw.stem.as_deref(), "stem", report)?;
    let mut text = ItemText { stem, unit: raw.unit.clone().unwrap_or_default(), ..ItemText::default() };
    for option in raw.options.iter().chain(&raw.items).chain(&raw.extra).flatten() {
        let feedback = option.feedback.as_deref().unwrap_or_default().trim().to_owned();
        text.options.insert(option.id.clone(), OptionText { text: option.text.trim().to_owned(), feedback });
    }
    for pair in raw.pairs.iter().flatten() {
        text.lefts.insert(pair.id.clone(), pair.left.trim().to_owned());
        let right = OptionText { text: pair.right.trim().to_owned(), feedback: String::new() };
        text.options.insert(pair.id.clone(), right);
    }
    text.feedback = raw.feedback.clone();
    check_feedback(place, &text, kind, report);
    Some(text)
}

fn check_feedback(place: &Place<'_>, text: &ItemText, kind: Option<&Kind>, report: &mut Report) {
    match kind {
        Some(Kind::Single { .. } | Kind::Multiple { .. }) => {
            for (id, _) in text.options.iter().filter(|(_, option)| option.feedback.is_empty()) {
                place.error(report, &format!("option `{id}` has no feedback"), "say why it is right or wrong");
            }
        }
        Some(_) => {
            let said = |feedback: &Feedback| !feedback.right.trim().is_empty() && !feedback.wrong.trim().is_empty();
            if !text.feedback.as_ref().is_some_and(said) {
                place.error(report, "no feedback", "add feedback = { right = \"…\", wrong = \"…\" }");
            }
        }
        None => {}
    }
}

/// Texts that a participant could not tell apart, and those that are empty.
pub fn check_texts(place: &Place<'_>, text: &ItemText, report: &mut Report) {
    let options = text.options.iter().map(|(id, option)| (id, &option.text));
    let same = same_text(options).or_else(|| same_text(text.lefts.iter()));
    if let Some((first, second)) = same {
        let what = format!("`{first}` and `{second}` have the same text");
        place.error(report, &what, "no participant can tell them apart: reword one");
    }
    let blank = text.options.iter().find(|(_, option)| option.text.is_empty()).map(|(id, _)| id);
    if let Some(id) = blank.or_else(|| text.lefts.iter().find(|(_, left)| left.is_empty()).map(|(id, _)| id)) {
        place.error(report, &format!("`{id}` has no text"), "write it, or take it out");
    }
}

fn same_text<'t>(texts: impl Iterator<Item = (&'t String, &'t String)>) -> Option<(&'t str, &'t str)> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (id, text) in texts {
        if let Some(first) = seen.insert(squeezed(text).to_lowercase(), id) {
            return Some((first, id));
        }
    }
    None
}

/// Every text of a question with its name, in the same order in every language.
pub fn named_words(text: &ItemText) -> Vec<(String, &str)> {
    let mut named = vec![("the stem".to_owned(), text.stem.as_str()), ("the unit".to_owned(), text.unit.as_str())];
    for (id, option) in &text.options {
        named.push((format!("option `{id}`"), option.text.as_str()));
        named.push((format!("the feedback of `{id}`"), option.feedback.as_str()));
    }
    named.extend(text.lefts.iter().map(|(id, left)| (format!("the left side of `{id}`"), left.as_str())));
    if let Some(feedback) = &text.feedback {
        named.push(("the feedback for right".to_owned(), feedback.right.as_str()));
        named.push(("the feedback for wrong".to_owned(), feedback.wrong.as_str()));
    }
    named
}

/// Every word a translator translates, in an order that does not depend on the file's. Accepted forms are not among
/// them: one more English form does not change a translation.
pub fn words(text: &ItemText) -> Vec<&str> {
    let mut words = vec![text.stem.as_str(), text.unit.as_str()];
    for (id, option) in &text.options {
        words.extend([id.as_str(), option.text.as_str(), option.feedback.as_str()]);
    }
    for (id, left) in &text.lefts {
        words.extend([id.as_str(), left.as_str()]);
    }
    words.extend(text.feedback.iter().flat_map(|feedback| [feedback.right.as_str(), feedback.wrong.as_str()]));
    words
}
