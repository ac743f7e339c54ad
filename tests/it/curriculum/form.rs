//! A question on its page: what the form offers, and what is posted to answer it right or wrong.

use super::source::{Source, squeezed};
use crate::support::page::{attribute, words};

/// A question as a page shows it.
pub struct Question {
    /// What its fields are called.
    pub name: String,
    pub stem: String,
    /// What may be chosen, with what a form posts for it.
    pub choices: Vec<(String, String)>,
    /// The words in front of each list, and its field.
    pub lists: Vec<(String, String)>,
}

/// The text between two marks.
pub fn between<'a>(html: &'a str, open: &str, close: &str) -> &'a str {
    let rest = html.split_once(open).map_or("", |(_, rest)| rest);
    rest.split_once(close).map_or(rest, |(inner, _)| inner)
}

pub fn stem_of(html: &str) -> String {
    let (_, behind_number) = html.split_once("</span>").unwrap();
    squeezed(&words(behind_number).replace('\n', " "))
}

pub fn questions_of(html: &str) -> Vec<Question> {
    let sets = html.split("<fieldset class=\"q\"").skip(1).map(|set| set.split("</fieldset>").next().unwrap());
    sets.map(question_of).collect()
}

fn question_of(set: &str) -> Question {
    let mut question = Question {
        name: format!("q.{}", attribute(set, "id").unwrap()),
        stem: stem_of(between(set, "<legend>", "</legend>")),
        choices: Vec::new(),
        lists: Vec::new(),
    };
    for label in set.split("<label class=\"pick\">").skip(1) {
        let value = attribute(label, "value").unwrap();
        question.choices.push((squeezed(&words(between(label, "<span>", "</span>"))), value));
    }
    for pair in set.split("<div class=\"pair\">").skip(1) {
        let label = between(pair, "<label", "</label>").split_once('>').unwrap().1;
        let select = pair.split_once("<select").unwrap().1;
        question.lists.push((squeezed(&words(label)), attribute(select, "name").unwrap()));
        let options = select.split("</select>").next().unwrap().split("<option ").skip(1).map(|option| {
            let (tag, text) = option.split_once('>').unwrap();
            (squeezed(&words(text.split("</option>").next().unwrap())), attribute(tag, "value").unwrap())
        });
        question.choices = options.filter(|(_, value)| !value.is_empty()).collect();
    }
    question
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    Right,
    /// One of several ways to be wrong, from 0: together they choose every wrong option.
    Wrong(usize),
}

/// What a form posts for a question, and what must come of it.
pub struct Answers {
    pub fields: Vec<(String, String)>,
    /// Ids that were chosen, in order; "" for none.
    pub chosen: Vec<String>,
    /// Thousandths of the one point.
    pub milli: u32,
}

/// A number as somebody writes it in a language.
fn typed(number: f64, decimals: i64, lang: &str) -> String {
    let plain = format!("{number:.*}", usize::try_from(decimals).unwrap());
    let digits = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x660 + digit)).unwrap_or(c);
    // A lone comma before three digits could be one of thousands; the page would ask.
    match lang {
        "ar" => plain.replace('.', "٫").chars().map(digits).collect(),
        "fr" | "es" | "ru" if decimals != 3 => plain.replace('.', ","),
        _ => plain,
    }
}

/// Fills the form of a question.
pub fn answers(source: &Source, question: &Question, lang: &str, plan: Plan) -> Answers {
    let value = |id: &str| {
        let text = source.words(id, lang);
        let found = question.choices.iter().find(|(shown, _)| *shown == text);
        found.unwrap_or_else(|| panic!("{}: {text:?} is not offered: {:?}", source.id, question.choices)).1.clone()
    };
    let one = |text: String| (vec![(question.name.clone(), text.clone())], vec![text]);
    let pick = |ids: Vec<String>| (ids.iter().map(|id| (question.name.clone(), value(id))).collect(), ids);
    let in_lists = |ids: Vec<String>| {
        let places = question.lists.iter().zip(&ids);
        let fields =
            places.map(|((_, field), id)| (field.clone(), if id.is_empty() { String::new() } else { value(id) }));
        (fields.collect(), ids)
    };
    let (fields, chosen) = match (source.kind(), plan) {
        ("single" | "multiple", Plan::Right) => pick(source.options(true)),
        ("single", Plan::Wrong(nth)) => {
            let wrong = source.options(false);
            pick(vec![wrong[nth % wrong.len()].clone()])
        }
        ("multiple", Plan::Wrong(0)) => pick(source.options(false)),
        ("multiple", Plan::Wrong(1)) => pick(source.options(true).split_off(1)),
        ("multiple", Plan::Wrong(_)) => pick(source.ids("options")),
        ("true-false", plan) => {
            let right = source.english["answer"].as_bool().unwrap();
            match plan {
                Plan::Right => one(right.to_string()),
                Plan::Wrong(0) => one((!right).to_string()),
                Plan::Wrong(1) => one("unsure".to_owned()),
                Plan::Wrong(_) => (Vec::new(), Vec::new()),
            }
        }
        ("numeric", plan) => {
            let decimals = source.english.get("decimals").and_then(toml::Value::as_integer).unwrap_or(0);
            let (right, tolerance) = (source.number("answer"), source.number("tolerance"));
            match plan {
                Plan::Right => one(typed(right, decimals, lang)),
                Plan::Wrong(0) => one(typed(right + tolerance + 1.0, decimals, lang)),
                Plan::Wrong(1) => one("?".to_owned()),
                Plan::Wrong(_) => one(String::new()),
            }
        }
        ("short-text", Plan::Right) => {
            let accepted = source.texts[lang].get("accept").and_then(toml::Value::as_array).unwrap();
            one(accepted.last().unwrap().as_str().unwrap().to_owned())
        }
        ("short-text", Plan::Wrong(nth)) => one(["zzz", "0", ""][nth.min(2)].to_owned()),
        ("ordering", plan) => {
            let mut ids = source.ids("items");
            match plan {
                Plan::Right => {}
                Plan::Wrong(0) => ids.reverse(),
                Plan::Wrong(1) => ids.rotate_left(1),
                Plan::Wrong(_) => ids[0].clear(),
            }
            in_lists(ids)
        }
        ("matching", plan) => {
            let mut ids = source.ids("pairs");
            match plan {
                Plan::Right => {}
                Plan::Wrong(0) => ids.rotate_left(1),
                Plan::Wrong(1) => ids.iter_mut().skip(1).for_each(String::clear),
                Plan::Wrong(_) => {
                    let extra = source.ids("extra");
                    ids.iter_mut().for_each(|id| *id = extra.first().cloned().unwrap_or_default());
                }
            }
            in_lists(ids)
        }
        (other, _) => panic!("no such kind: {other}"),
    };
    let milli = match (source.kind(), plan) {
        (_, Plan::Right) => 1000,
        ("matching", _) => {
            let pairs = source.ids("pairs");
            let right = pairs.iter().zip(&chosen).filter(|(pair, id)| pair == id).count() as f64;
            (1000.0 * right / pairs.len() as f64).round() as u32
        }
        _ => 0,
    };
    Answers { fields, chosen, milli }
}

/// Left-hand sides stand before their own lists.
pub fn check_lefts(source: &Source, question: &Question, lang: &str) {
    if source.kind() == "matching" {
        let lefts: Vec<String> = source.list("pairs", "left", lang).into_iter().map(|(_, left)| left).collect();
        let shown: Vec<String> = question.lists.iter().map(|(label, _)| label.clone()).collect();
        assert_eq!(shown, lefts, "{} {lang}", source.id);
    }
}
