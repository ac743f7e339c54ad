//! Who may import whom, and where the database and the web may be spoken to.

use super::source::{after, code, files};

/// `cli → features → platform → base`, never upward.
const LAYERS: [&str; 4] = ["base", "platform", "features", "cli"];

/// Features, low to high. A feature may use those of lower steps; those of its own step not at all.
const STEPS: [&[&str]; 12] = [
    &["accounts", "agencies", "curriculum"],
    &["courses", "questions"],
    &["invitations", "plans"],
    &["quizzes", "feedback"],
    &["grading"],
    &["progress"],
    &["certificates"],
    &["exchange", "assistance"],
    &["reports", "offline", "interop"],
    &["admin", "privacy"],
    &["home"],
    &["demo"],
];

/// Files of a feature that others reach through its `mod.rs` only.
const INNER: [&str; 7] = ["actions", "api", "jobs", "model", "pages", "rules", "store"];

fn word(c: char) -> bool {
    c.is_ascii_lowercase() || c == '_'
}

/// Every `crate::a::b…` in a text, with groups like `crate::{a, b::{c, d}}` taken apart.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        expand("", &text[at + "crate::".len()..], &mut found);
    }
    found
}

/// Reads one path or one group of paths; what is left behind it.
fn expand<'a>(before: &str, text: &'a str, found: &mut Vec<String>) -> &'a str {
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = expand(before, rest.trim_start_matches([' ', ',']), found);
            match rest.trim_start().chars().next() {
                Some(',') => {}
                Some('}') => return rest.trim_start().strip_prefix('}').unwrap_or_default(),
                _ => return rest,
            }
            if rest.trim_start_matches([' ', ',']).starts_with('}') {
                return rest.trim_start_matches([' ', ',']).strip_prefix('}').unwrap_or_default();
            }
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let path = if before.is_empty() { text[..end].to_owned() } else { format!("{before}::{}", &text[..end]) };
    match text[end..].strip_prefix("::") {
        Some(rest) => expand(&path, rest, found),
        None => {
            found.push(path);
            &text[end..]
        }
    }
}

fn layer_of(file: &str) -> Option<usize> {
    let first = file.strip_prefix("src/")?.split(['/', '.']).next()?;
    LAYERS.iter().position(|layer| *layer == first)
}

fn feature_of(file: &str) -> Option<&str> {
    let rest = file.strip_prefix("src/features/")?;
    rest.contains('/').then(|| rest.split('/').next()).flatten()
}

fn step_of(feature: &str) -> Option<usize> {
    STEPS.iter().position(|step| step.contains(&feature))
}

#[test]
fn groups_of_imports_are_read() {
    let text = "use crate::{base::ids::Uuid, features::{accounts, courses::Seat}}; crate::cli::run()";
    assert_eq!(imports(text), ["base::ids::Uuid", "features::accounts", "features::courses::Seat", "cli::run"]);
}

#[test]
fn imports_go_down_through_the_layers() {
    let mut wrong = Vec::new();
    for (file, text) in files("src", ".rs") {
        let Some(own) = layer_of(&file) else { continue };
        for import in imports(&code(&text)) {
            let used = LAYERS.iter().position(|layer| import.split("::").next() == Some(layer));
            if used.is_some_and(|used| used > own) {
                wrong.push(format!("{file} uses crate::{import}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nA lower layer may not know a higher one: move the code up, or tell a Fact and react in src/features/mod.rs.",
        wrong.join("\n")
    );
}

#[test]
fn a_feature_uses_lower_features_only_and_only_by_their_faces() {
    let mut wrong = Vec::new();
    for (file, text) in files("src/features", ".rs") {
        let Some(own) = feature_of(&file) else { continue };
        let Some(own_step) = step_of(own) else {
            wrong.push(format!("{file}: the feature `{own}` has no step: give it one in STEPS, in {}", file!()));
            continue;
        };
        for import in imports(&code(&text)) {
            let mut path = import.split("::").skip_while(|part| *part == "features");
            let (Some(used), inner) = (path.next().filter(|_| import.starts_with("features::")), path.next()) else {
                continue;
            };
            if used == own {
                continue;
            }
            match step_of(used) {
                Some(step) if step < own_step => {}
                Some(_) => wrong.push(format!("{file} uses {used}, which is not lower: tell a Fact instead")),
                None => wrong.push(format!("{file} uses {used}, which has no step in STEPS")),
            }
            if inner.is_some_and(|inner| INNER.contains(&inner)) {
                wrong.push(format!("{file} reaches into {import}: use what features/{used}/mod.rs shows"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_feature_folder_is_declared() {
    let faces = super::source::read("src/features/mod.rs");
    let declared = after(&faces, "pub mod ", word);
    for (file, _) in files("src/features", ".rs") {
        if let Some(feature) = feature_of(&file) {
            assert!(declared.contains(&feature), "{file}: add `pub mod {feature};` to src/features/mod.rs");
        }
    }
}

/// Files that read and write; no request is known there.
const OF_DATA: [&str; 5] = ["actions.rs", "jobs.rs", "model.rs", "rules.rs", "store.rs"];
/// Files that answer requests; no query stands there.
const OF_PAGES: [&str; 2] = ["api.rs", "pages.rs"];

fn has_name(file: &str, names: &[&str]) -> bool {
    file.rsplit('/').next().is_some_and(|name| names.contains(&name))
}

#[test]
fn no_file_speaks_to_both_the_database_and_the_web() {
    let mut wrong = Vec::new();
    for (file, text) in files("src", ".rs").into_iter().filter(|(file, _)| !file.starts_with("src/platform/")) {
        // The runtime is named actix_web::rt; that is not the web.
        let code = code(&text).replace("actix_web::rt::", "");
        let (database, web) = (code.contains("diesel"), code.contains("actix_web"));
        if web && (database || has_name(&file, &OF_DATA) || file.starts_with("src/cli/")) {
            wrong.push(format!("{file}: what knows of requests and answers belongs into pages.rs or api.rs"));
        }
        if database && (has_name(&file, &OF_PAGES) || feature_of(&file).is_none()) {
            wrong.push(format!("{file}: a query belongs into the feature's store.rs, a write into its actions.rs"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn base_does_no_input_or_output() {
    for (file, text) in files("src/base", ".rs") {
        for forbidden in ["std::fs", "std::net", "std::process", "tokio", "diesel", "actix_web"] {
            assert!(!code(&text).contains(forbidden), "{file} uses {forbidden}: base holds values and rules only");
        }
    }
}

#[test]
fn a_module_opens_by_saying_what_it_is_for() {
    let silent: Vec<String> = files("src", ".rs")
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!") && !text.trim().is_empty())
        .map(|(file, _)| file)
        .collect();
    assert!(silent.is_empty(), "{silent:#?}\nBegin with `//!`: what it is for, in a sentence or two.");
}
