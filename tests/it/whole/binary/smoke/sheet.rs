//! Somebody who has learnt a module: knows from the curriculum what is right, and finds it on the page by its words.

use portolan::base::lang::Lang;
use portolan::features::curriculum::{Item, ItemText, Kind, ModuleContent};

use crate::support::Page;
use crate::support::page::{attribute, words};

/// A question with its right answer.
pub struct Answer {
    /// What the page calls the question.
    pub question: String,
    /// As a save of the page's script says it.
    pub value: Vec<String>,
    /// As the form posts it.
    pub fields: Vec<(String, String)>,
}

/// The right answers to every question of a page, in its order.
pub fn right_answers(page: &Page, module: &ModuleContent) -> Vec<Answer> {
    let html = page.html();
    html.split("<fieldset class=\"q\"")
        .skip(1)
        .map(|rest| right(rest.split("</fieldset>").next().unwrap(), module))
        .collect()
}

fn right(html: &str, module: &ModuleContent) -> Answer {
    let question = attribute(html.split('>').next().unwrap(), "id").unwrap();
    let legend = html.split("</legend>").next().unwrap().split("</span>").nth(1).unwrap();
    let asked = words(legend);
    let known = module.items.iter().map(|item| (item, item.text(Lang::En).unwrap().1));
    let (item, text) =
        known.into_iter().find(|(_, text)| asked == squeezed(&text.stem)).unwrap_or_else(|| panic!("{asked}"));
    let value = value(html, item, text);
    let placed = matches!(item.kind, Kind::Ordering { .. } | Kind::Matching { .. });
    let name = |nth: usize| if placed { format!("q.{question}.{nth}") } else { format!("q.{question}") };
    let fields = value.iter().enumerate().map(|(nth, value)| (name(nth), value.clone())).collect();
    Answer { question, value, fields }
}

fn value(html: &str, item: &Item, text: &ItemText) -> Vec<String> {
    let says = |id: &str| squeezed(&text.options[id].text);
    match &item.kind {
        Kind::Single { options } | Kind::Multiple { options } => {
            let right: Vec<String> = options.iter().filter(|one| one.correct).map(|one| says(&one.id)).collect();
            picks(html).into_iter().filter(|(_, words)| right.contains(words)).map(|(value, _)| value).collect()
        }
        Kind::TrueFalse { answer } => vec![answer.to_string()],
        Kind::Numeric { answer, .. } => vec![answer.to_string()],
        Kind::ShortText { accept } => vec![accept.values().next().unwrap()[0].clone()],
        Kind::Ordering { items } => {
            places(html).into_iter().zip(items).map(|((_, options), id)| chosen(&options, &says(id))).collect()
        }
        Kind::Matching { .. } => {
            let id_of =
                |left: &str| text.lefts.iter().find(|(_, words)| squeezed(words) == left).expect("a left side").0;
            places(html).into_iter().map(|(left, options)| chosen(&options, &says(id_of(&left)))).collect()
        }
    }
}

/// Value and words of everything that can be ticked.
fn picks(html: &str) -> Vec<(String, String)> {
    let labels = html.split("<label class=\"pick\">").skip(1).map(|rest| rest.split("</label>").next().unwrap());
    labels.map(|label| (attribute(label.split_once('<').unwrap().1, "value").unwrap(), words(label))).collect()
}

/// The words before every list, and the value and words of what stands in it.
fn places(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let pairs = html.split("<div class=\"pair\">").skip(1);
    pairs
        .map(|pair| {
            let (label, list) = pair.split_once("</label>").unwrap();
            let options = list.split("<option").skip(1).map(|option| {
                let text = option.split_once('>').unwrap().1;
                (attribute(option, "value").unwrap(), words(text.split("</option>").next().unwrap()))
            });
            (words(label), options.collect())
        })
        .collect()
}

fn chosen(options: &[(String, String)], words: &str) -> String {
    options.iter().find(|(_, shown)| shown == words).unwrap_or_else(|| panic!("{words} in {options:?}")).0.clone()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
