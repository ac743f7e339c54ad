//! Every question of every module that was checked, answered right and wrong on the quiz's own page, without script.
//! What the results page says is held against the question files.

use std::collections::BTreeSet;

use super::form::{Answers, Plan, answers, between, check_lefts, questions_of, stem_of};
use super::source::{Source, sources, squeezed, text_of};
use super::*;
use crate::support::Client;
use crate::support::page::{attribute, words};

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
