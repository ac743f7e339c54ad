//! Every question of every module that was checked, answered right and wrong on the quiz's own page, without script.
//! What the results page says is held against the question files, read here without the program.

use std::collections::BTreeSet;

use super::*;
use crate::support::Client;
use crate::support::page::{attribute, words};

/// A question as its files say it.
pub struct Source {
    pub id: String,
    english: toml::Table,
    /// By language, English too.
    texts: BTreeMap<String, toml::Table>,
}

fn squeezed(text: &str) -> String {
    text.replace("**", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text_of(table: &toml::Table, key: &str) -> String {
    table.get(key).and_then(toml::Value::as_str).map(squeezed).unwrap_or_default()
}

/// The checked questions of a module, of one bank or, with "", of both.
pub fn sources(slug: &str, bank: &str) -> Vec<Source> {
    let folder = root().join("modules").join(slug).join("questions");
    let list = |path: &Path| -> Vec<toml::Table> {
        let questions = table(path);
        let list = questions["question"].as_array().unwrap();
        list.iter().map(|question| question.as_table().unwrap().clone()).collect()
    };
    let mut sources = Vec::new();
    for file in files(&folder, ".toml") {
        let name = file.file_name().unwrap();
        let translated: Vec<(String, Vec<toml::Table>)> = languages(slug)
            .into_iter()
            .filter(|lang| lang != "en")
            .map(|lang| (lang.clone(), list(&folder.join(&lang).join(name))))
            .collect();
        for english in list(&file) {
            let own_bank = english.get("bank").and_then(toml::Value::as_str).unwrap_or("quiz");
            if !is_checked(&english) || !(bank.is_empty() || bank == own_bank) {
                continue;
            }
            let id = text_of(&english, "id");
            let mut texts = BTreeMap::from([("en".to_owned(), english.clone())]);
            for (lang, questions) in &translated {
                let own = questions.iter().find(|one| text_of(one, "id") == id);
                texts.insert(lang.clone(), own.unwrap_or_else(|| panic!("{slug}: {id} is not in {lang}")).clone());
            }
            sources.push(Source { id, english, texts });
        }
    }
    sources
}

impl Source {
    fn kind(&self) -> &str {
        self.english["kind"].as_str().unwrap()
    }

    /// `(id, text)` of a list in a language.
    fn list(&self, key: &str, field: &str, lang: &str) -> Vec<(String, String)> {
        let list = self.texts[lang].get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
        let one = |one: &toml::Value| (text_of(one.as_table().unwrap(), "id"), text_of(one.as_table().unwrap(), field));
        list.iter().map(one).collect()
    }

    /// The words of an id: of an option, a thing to order, a right-hand side.
    fn words(&self, id: &str, lang: &str) -> String {
        let all = [("options", "text"), ("items", "text"), ("pairs", "right"), ("extra", "text")];
        let mut all = all.iter().flat_map(|(key, field)| self.list(key, field, lang));
        all.find(|(known, _)| known == id).unwrap_or_else(|| panic!("{}: no {id}", self.id)).1
    }

    /// The ids of a list of the English question, in its order.
    fn ids(&self, key: &str) -> Vec<String> {
        self.list(key, "text", "en").into_iter().map(|(id, _)| id).collect()
    }

    /// The ids of options that are right, or of those that are not.
    fn options(&self, right: bool) -> Vec<String> {
        let list = self.english["options"].as_array().unwrap().iter().map(|option| option.as_table().unwrap());
        let is = |option: &&toml::Table| option.get("correct").and_then(toml::Value::as_bool).unwrap_or(false) == right;
        list.filter(is).map(|option| text_of(option, "id")).collect()
    }

    fn number(&self, key: &str) -> f64 {
        let value = &self.english[key];
        value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64)).unwrap()
    }

    /// What the question says of an answer as a whole; "" for kinds whose options speak.
    fn word(&self, right: bool, lang: &str) -> String {
        let feedback = self.texts[lang].get("feedback").and_then(toml::Value::as_table);
        feedback.map(|both| text_of(both, if right { "right" } else { "wrong" })).unwrap_or_default()
    }

    /// Every word of feedback that is long enough to be told from others.
    pub fn feedback(&self, lang: &str) -> Vec<String> {
        let options = self.list("options", "feedback", lang).into_iter().map(|(_, word)| word);
        let all = options.chain([self.word(true, lang), self.word(false, lang)]);
        all.filter(|word| word.chars().count() > 30).collect()
    }

    /// Whether a page asks this one: its stem, and for choices just its options.
    pub fn is_asked_by(&self, question: &Question, lang: &str) -> bool {
        let texts = |key: &str, field: &str| self.list(key, field, lang).into_iter().map(|(_, text)| text);
        let own: BTreeSet<String> = match self.kind() {
            "true-false" | "numeric" | "short-text" => question.choices.iter().map(|(text, _)| text.clone()).collect(),
            _ => texts("options", "text")
                .chain(texts("items", "text"))
                .chain(texts("pairs", "right"))
                .chain(texts("extra", "text"))
                .collect(),
        };
        let shown: BTreeSet<String> = question.choices.iter().map(|(text, _)| text.clone()).collect();
        text_of(&self.texts[lang], "stem") == question.stem && own == shown
    }
}

/// A question as a page shows it.
pub struct Question {
    /// What its fields are called.
    name: String,
    pub stem: String,
    /// What may be chosen, with what a form posts for it.
    choices: Vec<(String, String)>,
    /// The words in front of each list, and its field.
    lists: Vec<(String, String)>,
}

/// The text between two marks.
fn between<'a>(html: &'a str, open: &str, close: &str) -> &'a str {
    let rest = html.split_once(open).map_or("", |(_, rest)| rest);
    rest.split_once(close).map_or(rest, |(inner, _)| inner)
}

fn stem_of(html: &str) -> String {
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
    chosen: Vec<String>,
    /// Thousandths of the one point.
    milli: u32,
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
fn check_lefts(source: &Source, question: &Question, lang: &str) {
    if source.kind() == "matching" {
        let lefts: Vec<String> = source.list("pairs", "left", lang).into_iter().map(|(_, left)| left).collect();
        let shown: Vec<String> = question.lists.iter().map(|(label, _)| label.clone()).collect();
        assert_eq!(shown, lefts, "{} {lang}", source.id);
    }
}

/// One line of a result: its words, its class, whether it is marked as one's own, its feedback.
struct Line {
    text: String,
    verdict: String,
    own: bool,
    feedback: String,
}

/// What a results page says of one question.
struct Said {
    stem: String,
    state: String,
    lines: Vec<Line>,
    /// The last paragraph before the lesson's, when it is no state.
    feedback: String,
    lesson: String,
}

fn said_of(html: &str) -> Vec<Said> {
    let sections = html.split("<section class=\"q\"").skip(1);
    sections
        .map(|section| {
            let section = section.split("</section>").next().unwrap();
            let (list, rest) = match section.split_once("</ul>") {
                Some((before, rest)) => (before.split_once("<ul class=\"choices\"").unwrap().1, rest),
                None => ("", section.split_once("</h2>").unwrap().1.split_once("</p>").unwrap().1),
            };
            let line = |line: &str| Line {
                text: squeezed(&words(between(line, "<bdi>", "</bdi>"))),
                verdict: line.split('"').next().unwrap().to_owned(),
                own: line.contains("<strong>"),
                feedback: squeezed(&words(between(line, "<p>", "</p>"))),
            };
            let paragraphs: Vec<&str> = rest.split("<p").skip(1).collect();
            let last = paragraphs.last().unwrap();
            let feedback = if paragraphs.len() > 1 { paragraphs[0] } else { "" };
            let feedback = feedback.split_once('>').map_or("", |(_, inner)| inner);
            Said {
                stem: stem_of(between(section, "<h2", "</h2>")),
                state: between(section, "<span class=\"state ", "\"").to_owned(),
                lines: list.split("<li class=\"").skip(1).map(line).collect(),
                feedback: squeezed(&words(feedback.split("</p>").next().unwrap())),
                lesson: attribute(&last[last.find("<a").unwrap() + 1..], "href").unwrap(),
            }
        })
        .collect()
}

/// Options and answers whose feedback was read, so that none is forgotten.
type Seen = BTreeSet<(String, String, String)>;

/// Holds what a results page says of a question against its files. The keys may be known: an attempt was passed.
fn check(source: &Source, given: &Answers, said: &Said, lang: &str, seen: &mut Seen) {
    let at = format!("{} {lang} {:?}", source.id, given.chosen);
    let right = given.milli == 1000;
    let state = if right {
        "right"
    } else if given.milli > 0 {
        "warn"
    } else {
        "wrong"
    };
    assert_eq!(said.state, state, "{at}");
    let lesson = source.english["lesson"].as_str().unwrap();
    assert!(said.lesson.ends_with(&format!("/lessons/{lesson}")), "{at}: {}", said.lesson);
    let verdict = |good: bool| if good { "right" } else { "wrong" };
    let keys: Vec<&str> =
        said.lines.iter().filter(|line| !line.own && line.verdict == "right").map(|line| line.text.as_str()).collect();
    match source.kind() {
        "single" | "multiple" => {
            let rights = source.options(true);
            assert_eq!(said.lines.len(), source.ids("options").len(), "{at}");
            for (id, feedback) in source.list("options", "feedback", lang) {
                let text = source.words(&id, lang);
                let line = said.lines.iter().find(|line| line.text == text);
                let line = line.unwrap_or_else(|| panic!("{at}: no line {text:?}"));
                let (chosen, good) = (given.chosen.contains(&id), rights.contains(&id));
                assert_eq!(line.own, chosen, "{at}: {text}");
                let told = chosen || good;
                let (its, word) = if told { (verdict(good), feedback.as_str()) } else { ("", "") };
                assert_eq!((line.verdict.as_str(), line.feedback.as_str()), (its, word), "{at}: {text}");
                if told {
                    assert!(!feedback.is_empty(), "{at}: no feedback for {text}");
                    seen.insert((source.id.clone(), lang.to_owned(), id));
                }
            }
            return;
        }
        "ordering" if !right => {
            let key: Vec<String> = source
                .ids("items")
                .iter()
                .zip(1..)
                .map(|(id, nth)| format!("{nth}. {}", source.words(id, lang)))
                .collect();
            assert_eq!(keys, key, "{at}");
        }
        "matching" => {
            let lefts = source.list("pairs", "left", lang);
            for ((pair, left), chosen) in lefts.iter().zip(&given.chosen) {
                let line = format!("{left} – {}", source.words(pair, lang));
                let own = said.lines.iter().any(|one| one.own && one.text == line && one.verdict == "right");
                assert_eq!((own, keys.contains(&line.as_str())), (pair == chosen, pair != chosen), "{at}: {line}");
            }
        }
        "numeric" if !right => {
            let number: String = keys[0].chars().take_while(|c| c.is_ascii_digit() || "-−.".contains(*c)).collect();
            let number: f64 = number.replace('−', "-").parse().unwrap_or_else(|error| panic!("{at}: {keys:?} {error}"));
            assert!((number - source.number("answer")).abs() < 1e-9, "{at}: {keys:?}");
            assert!(keys[0].ends_with(&text_of(&source.texts[lang], "unit")), "{at}: {keys:?}");
        }
        "short-text" if !right => {
            let first = source.texts[lang].get("accept").and_then(toml::Value::as_array).unwrap()[0].as_str().unwrap();
            assert_eq!(keys, [first], "{at}");
        }
        _ => assert!(keys.is_empty(), "{at}: {keys:?}"),
    }
    assert_eq!(said.feedback, source.word(right, lang), "{at}");
    assert!(!said.feedback.is_empty(), "{at}: no feedback");
    seen.insert((source.id.clone(), lang.to_owned(), verdict(right).to_owned()));
}

/// Takes the quiz of a module by plain forms; the attempt, and what was answered to each question, in its order.
async fn sit<'s>(
    nino: &Client<'_>,
    module: &str,
    sources: &'s [Source],
    lang: &str,
    plan: Plan,
) -> (String, Vec<(&'s Source, Answers)>) {
    let begun = nino.post(&format!("{module}/quiz"), &[]).await.expect(303).redirect().unwrap();
    let page = nino.get(&format!("{begun}?lang={lang}")).await.expect(200);
    let mut given = Vec::new();
    for question in questions_of(&page.html()) {
        let source = sources.iter().find(|source| source.is_asked_by(&question, lang));
        let source = source.unwrap_or_else(|| panic!("{module} {lang}: no file asks {:?}", question.stem));
        check_lefts(source, &question, lang);
        given.push((source, answers(source, &question, lang, plan)));
    }
    let asked: BTreeSet<&str> = given.iter().map(|(source, _)| source.id.as_str()).collect();
    let all: BTreeSet<&str> = sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(asked, all, "{module} {lang}: an attempt asks every checked question");
    let all = given.iter().flat_map(|(_, answers)| &answers.fields);
    let fields: Vec<(&str, &str)> = all.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    nino.post(&format!("{begun}/answers"), &fields).await.expect(303);
    nino.post(&format!("{begun}/submission"), &[]).await.expect(303);
    (begun, given)
}

/// Reads the results of an attempt in a language.
async fn read(nino: &Client<'_>, attempt: &str, given: &[(&Source, Answers)], lang: &str, seen: &mut Seen) {
    let page = nino.get(&format!("{attempt}/results?lang={lang}")).await.expect(200);
    let html = page.html();
    let said = said_of(&html);
    assert_eq!(said.len(), given.len(), "{attempt} {lang}");
    for ((source, answers), said) in given.iter().zip(&said) {
        assert_eq!(said.stem, text_of(&source.texts[lang], "stem"), "{} {lang}", source.id);
        check(source, answers, said, lang, seen);
    }
    let milli: u32 = given.iter().map(|(_, answers)| answers.milli).sum();
    let percent = milli / 10 / u32::try_from(given.len()).unwrap();
    let tally = words(between(&html, "<p class=\"tally\">", "<span"));
    let latin = |c: char| match u32::from(c) {
        point @ 0x660..=0x669 => char::from_digit(point - 0x660, 10).unwrap(),
        _ => c,
    };
    let shown: String = tally.chars().map(latin).filter(char::is_ascii_digit).collect();
    assert_eq!(shown, percent.to_string(), "{attempt} {lang}: {tally}");
}

#[actix_web::test]
async fn every_question_is_marked_and_explained_as_its_file_says() {
    let test = TestApp::start().await;
    let places = publish(&test, every_question_in_the_quiz().path()).await;
    let nino = test.as_(Who::Participant).await;
    let (mut count, mut kinds) = (0, BTreeSet::new());
    for slug in modules() {
        let (sources, languages, mut seen) = (sources(&slug, ""), languages(&slug), Seen::new());
        let module = format!("/enrolments/{}/modules/{slug}", places[&slug]);
        // Right answers come first: with a passed attempt the keys may be shown.
        for lang in &languages {
            let (attempt, given) = sit(&nino, &module, &sources, lang, Plan::Right).await;
            read(&nino, &attempt, &given, lang, &mut seen).await;
        }
        for nth in 0..3 {
            let (attempt, given) = sit(&nino, &module, &sources, "en", Plan::Wrong(nth)).await;
            for lang in &languages {
                read(&nino, &attempt, &given, lang, &mut seen).await;
            }
        }
        for (source, lang) in sources.iter().flat_map(|source| languages.iter().map(move |lang| (source, lang))) {
            let words = if source.english.contains_key("options") {
                source.ids("options")
            } else {
                vec!["right".to_owned(), "wrong".to_owned()]
            };
            for word in words {
                let one = (source.id.clone(), lang.clone(), word);
                assert!(seen.contains(&one), "the feedback was never read: {one:?}");
            }
            kinds.insert(source.kind().to_owned());
        }
        count += sources.len() * languages.len();
    }
    assert!(count > 1000 && kinds.len() == 7, "{count} {kinds:?}");
    test.forget_jobs().await;
}
