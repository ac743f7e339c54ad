//! Texts: every one that is used exists, in every language that must be complete; none is left over.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use portolan::base::lang::Lang;

use super::source::{code, files};

/// Languages in which no text may be missing; in others a missing text is shown in English.
const COMPLETE: [Lang; 5] = Lang::ALL;

/// Id → variables of each text of a language. Panics on what Fluent cannot read and on a text that stands twice.
fn texts(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut texts = BTreeMap::new();
    if !super::source::root().join(format!("templates/locales/{lang}")).exists() {
        return texts;
    }
    for (file, text) in files(&format!("templates/locales/{lang}"), ".ftl") {
        if let Err((_, errors)) = FluentResource::try_new(text.clone()) {
            panic!("{file} cannot be read: {errors:?}");
        }
        let mut current = String::new();
        for line in text.lines() {
            let id = line.split_once(" =").map(|(id, _)| id).filter(|id| is_key(id));
            if let Some(id) = id {
                assert!(!texts.contains_key(id), "{file}: `{id}` stands twice");
                texts.insert(id.to_owned(), BTreeSet::new());
                current = id.to_owned();
            }
            if !line.starts_with('#')
                && let Some(variables) = texts.get_mut(&current)
            {
                let names = line.split('$').skip(1).map(|rest| {
                    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-').collect::<String>()
                });
                variables.extend(names);
            }
        }
    }
    texts
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// String literals right behind each of the marks.
fn literals<'a>(text: &'a str, marks: &[&str]) -> Vec<&'a str> {
    let behind = |mark: &str| text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>();
    marks.iter().flat_map(|mark| behind(mark)).filter(|text| is_key(text)).collect()
}

/// The second argument, where it is a literal, of each call that begins so.
fn second_literals<'a>(text: &'a str, calls: &[&str]) -> Vec<&'a str> {
    let mut found = Vec::new();
    for call in calls {
        for rest in text.split(call).skip(1) {
            let call = rest.split([';', '}']).next().unwrap_or_default();
            let second = call.split_once(", \"").map(|(first, second)| (first, second.split('"').next()));
            if let Some((first, Some(key))) = second
                && !first.contains(')')
                && is_key(key)
            {
                found.push(key);
            }
        }
    }
    found
}

/// `(where, id)` of every use that can be seen in the source.
fn uses() -> Vec<(String, String)> {
    let mut uses = Vec::new();
    for (file, text) in files("src", ".rs") {
        let code = code(&text);
        let texts = [".t(\"", ".t1(\"", ".t2(\"", ".t3(\"", "texts.with(\"", "texts.html(\"", "\"flash-"];
        for key in literals(&code, &texts[..6]) {
            uses.push((file.clone(), key.to_owned()));
        }
        for rest in literals(&code, &texts[6..]) {
            uses.push((file.clone(), format!("flash-{rest}")));
        }
        for key in second_literals(&code, &["errors.add(", "errors.add_with(", "AppError::field("]) {
            uses.push((file.clone(), key.to_owned()));
        }
        for key in literals(&code, &["Conflict(\"", "Gone(\"", "TooLarge(\"", "Forbidden(\""]) {
            uses.push((file.clone(), key.to_owned()));
            uses.push((file.clone(), format!("{key}-next")));
        }
    }
    for (file, text) in files("templates", ".html") {
        let marks = ["shell.t(\"", "shell.t1(\"", "shell.t2(\"", "shell.t3(\"", "texts.t(\""];
        for key in literals(&text, &marks) {
            uses.push((file.clone(), key.to_owned()));
        }
        for call in text.split("f::field(shell, errors, \"").skip(1) {
            let words: Vec<&str> = call.split('"').collect();
            let keys = [words.get(2), words.get(4)];
            uses.extend(
                keys.into_iter().flatten().filter(|key| is_key(key)).map(|key| (file.clone(), (*key).to_owned())),
            );
        }
    }
    uses.retain(|(_, key)| key != "flash-");
    uses
}

#[test]
fn every_text_that_is_used_exists() {
    let english = texts(Lang::En);
    let missing: BTreeSet<String> = uses()
        .into_iter()
        .filter(|(_, key)| !english.contains_key(key))
        .map(|(file, key)| format!("{key} (used in {file})"))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}\nWrite them in templates/locales/en/<feature>.ftl.");
}

#[test]
fn no_text_is_left_over() {
    let everything: String = files("src", ".rs")
        .into_iter()
        .chain(files("templates", ".html"))
        .chain(files("templates", ".js"))
        .map(|(_, text)| text)
        .collect();
    // `format!("kind-{kind}")` uses every text that begins so.
    let made: BTreeSet<&str> = everything
        .split("format!(\"")
        .skip(1)
        .filter_map(|rest| rest.split(['{', '"']).next())
        .filter(|head| head.len() >= 3 && head.ends_with('-'))
        .collect();
    let is_used =
        |key: &str| everything.contains(&format!("\"{key}\"")) || made.iter().any(|head| key.starts_with(head));
    let idle: Vec<String> = texts(Lang::En)
        .into_keys()
        .filter(|key| !is_used(key) && !key.strip_suffix("-next").is_some_and(is_used))
        .collect();
    assert!(
        idle.len() <= IDLE.len() && idle.iter().all(|key| IDLE.contains(&key.as_str())),
        "{idle:#?}\nNobody shows these texts: take them out."
    );
}

/// Texts that no page shows yet.
const IDLE: [&str; 8] = ["optional", "back", "cancel", "yes", "no", "minutes", "offline-title", "try-again"];

#[test]
fn complete_languages_lack_nothing_and_no_language_has_more() {
    let english = texts(Lang::En);
    for lang in Lang::ALL {
        let own = texts(lang);
        let missing: Vec<&String> = english.keys().filter(|key| !own.contains_key(*key)).collect();
        if COMPLETE.contains(&lang) {
            assert!(missing.is_empty(), "{} texts are missing in {lang}: {missing:#?}", missing.len());
        }
        for (key, variables) in own {
            let known = english.get(&key).unwrap_or_else(|| panic!("{lang}: `{key}` is not in English: take it out"));
            assert!(variables.is_subset(known), "{lang}: `{key}` uses {variables:?}; English has {known:?}");
        }
    }
}
