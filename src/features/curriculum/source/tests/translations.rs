//! Translations: complete, missing, stale, and not fitting.

use super::super::sample::source_hash;
use super::*;
use crate::base::lang::Lang;
use crate::features::curriculum::Kind;

const FR_MODULE: &str = "modules/gates/module.fr.toml";
const FR_LESSON: &str = "modules/gates/fr/01-seal-check.md";
const FR_QUESTIONS: &str = "modules/gates/questions/fr/seals.toml";
const FR_WEIGHTS: &str = "modules/gates/questions/fr/weights.toml";
const FR_TASK: &str = "modules/gates/task.fr.toml";

/// The good curriculum with a complete French translation.
fn french() -> Fixture {
    let fixture = Fixture::new();
    let module = fixture.module();
    let hash = &module.texts[&Lang::En].source_hash;
    fixture.write(
        FR_MODULE,
        format!(
            "title = \"Les scellés\"\nsummary = \"Comment vérifier.\"\nsource_hash = \"{hash}\"\n\
             [[objectives]]\nid = \"seals\"\ntext = \"Vérifier\"\n[[objectives]]\nid = \"weights\"\ntext = \"Comparer\"\n"
        ),
    );
    let hash = &module.lessons[0].texts[&Lang::En].source_hash;
    let front = format!("title = \"Vérifier\"\nsource_hash = \"{hash}\"");
    let lesson = fixture.read(LESSON).replace("title = \"Check the seal\"", &front);
    fixture.write(FR_LESSON, lesson);
    let task = module.task.as_ref().unwrap();
    let sample = source_hash(&task.samples[0]);
    fixture.write(
        FR_TASK,
        format!(
            "title = \"Les numéros\"\nprompt = \"Le scellé dit **43**. Quoi ?\"\nmodel_answer = \"Retenir.\"\nsource_hash = \"{}\"\n\
             [[criteria]]\nid = \"secure\"\ntitle = \"Sécurise\"\nlevels = [{{ title = \"Non\", text = \"Rien.\" }}, \
             {{ title = \"Oui\", text = \"Tout.\" }}]\n\
             [[samples]]\nanswer = \"Je retiens la boîte.\"\nwhy = \"Le pas 1 y est.\"\nsource_hash = \"{sample}\"\n",
            task.source_hash
        ),
    );
    fixture.write(FR_QUESTIONS, french_questions(&fixture, QUESTIONS, &module));
    fixture.write(FR_WEIGHTS, french_questions(&fixture, WEIGHTS, &module));
    fixture.edit(MODULE, "languages = [\"en\"]", "languages = [\"en\", \"fr\"]");
    fixture
}

/// The English file without what a translation may not repeat, and with hashes.
fn french_questions(fixture: &Fixture, file: &str, module: &ModuleContent) -> String {
    let keys = ["objective", "level", "kind", "lesson", "source", "checked", "answer", "tolerance", "decimals"];
    let mut text = String::new();
    for line in fixture.read(file).lines() {
        if keys.iter().any(|key| line.starts_with(&format!("{key} = "))) {
            continue;
        }
        text.push_str(&line.replace(", correct = true", "").replace("Hold the box", "Retenir la boîte"));
        text.push('\n');
        if let Some(id) = line.strip_prefix("id = \"").and_then(|rest| rest.strip_suffix('"')) {
            let item = module.items.iter().find(|item| item.id == id).unwrap();
            text.push_str(&format!("source_hash = \"{}\"\n", item.source_hash));
        }
    }
    text
}

#[test]
fn a_complete_translation_has_no_fault() {
    let fixture = french();
    assert_eq!(fixture.findings(), Vec::<String>::new());
    let module = fixture.module();
    assert!(module.items.iter().all(|item| item.texts.contains_key(&Lang::Fr)));
    assert_eq!(module.items[0].text(Lang::Fr).unwrap().1.options["a"].text, "Retenir la boîte");
    assert!(matches!(&module.items[6].kind, Kind::ShortText { accept } if accept.len() == 2));
    let lesson = &module.lessons[0].texts[&Lang::Fr];
    assert!(
        !lesson.stale && lesson.html.contains("Les mots de cette leçon") && lesson.html.contains("<dfn>scellé</dfn>")
    );
    let task = module.task.unwrap();
    assert_eq!(task.texts[&Lang::Fr].title, "Les numéros");
    assert_eq!(task.samples[0].text(Lang::Fr), (Lang::Fr, "Je retiens la boîte.", "Le pas 1 y est."));
    assert_eq!(task.samples[0].text(Lang::Es), (Lang::En, "I hold the box.", "The step 1 is there."));
    assert_eq!(module.texts[&Lang::Fr].title, "Les scellés");
}

#[test]
fn what_is_missing_in_a_promised_language_is_an_error_and_else_is_not() {
    for (file, what) in [
        (FR_MODULE, "the description is missing in Français"),
        (FR_LESSON, "the lesson is missing in Français"),
        (FR_TASK, "the task is missing in Français"),
    ] {
        let fixture = french();
        fixture.remove(file);
        let found = fixture.findings();
        assert!(found.len() == 1 && found[0].starts_with(file), "{found:?}");
        assert!(
            found[0].contains(what) && found[0].contains("error") && found[0].contains("source_hash = \""),
            "{found:?}"
        );
        fixture.edit(MODULE, "[\"en\", \"fr\"]", "[\"en\"]");
        assert_eq!(fixture.findings(), Vec::<String>::new());
    }
}

#[test]
fn a_missing_question_is_named_with_its_hash() {
    let fixture = french();
    let text = fixture.read(FR_QUESTIONS);
    fixture.write(FR_QUESTIONS, &text[..text.rfind("[[question]]").unwrap()]);
    let hash = fixture.module().items[6].source_hash.clone();
    let expected = format!(
        "{FR_QUESTIONS}: error: question `word` is missing in Français — translate it with source_hash = \"{hash}\""
    );
    assert_eq!(fixture.findings(), [expected]);
    fs::remove_dir_all(fixture.path("modules/gates/questions/fr")).unwrap();
    assert!(fixture.findings()[0].contains("the questions are missing in Français"));
}

#[test]
fn a_changed_english_text_makes_its_translation_stale() {
    let fixture = french();
    fixture.edit(QUESTIONS, "The seal is loose", "The seal is broken");
    fixture.edit(LESSON, "Look at the doors too", "Look at the hinges too");
    fixture.edit(MODULE, "How to check a seal", "How to check each seal");
    fixture.edit(TASK, "Hold the box", "Keep the box");
    let module = fixture.module();
    let hashes = [
        (FR_LESSON, &module.lessons[0].texts[&Lang::En].source_hash),
        (FR_MODULE, &module.texts[&Lang::En].source_hash),
        (FR_QUESTIONS, &module.items[0].source_hash),
        (FR_TASK, &module.task.as_ref().unwrap().source_hash),
    ];
    let found = fixture.findings();
    assert_eq!(found.len(), 4, "{found:?}");
    for ((file, hash), finding) in hashes.into_iter().zip(&found) {
        assert!(finding.starts_with(file) && finding.contains("warning") && finding.contains("stale"), "{finding}");
        assert!(finding.contains(hash), "{finding}");
    }
    assert!(module.lessons[0].texts[&Lang::Fr].stale && module.texts[&Lang::Fr].stale, "shown with a note");
    assert_eq!(module.items[0].text(Lang::Fr).unwrap().0, Lang::En, "graded: English");
    assert_eq!(module.items[1].text(Lang::Fr).unwrap().0, Lang::Fr);
    assert_eq!(module.task.as_ref().unwrap().text(Lang::Fr).unwrap().0, Lang::En);
}

#[test]
fn samples_are_translated_all_in_order_or_shown_in_english() {
    let fixture = french();
    let text = fixture.read(FR_TASK);
    let hash = source_hash(&fixture.module().task.unwrap().samples[0]);
    fixture.write(FR_TASK, text.split("[[samples]]").next().unwrap());
    let found = fixture.findings();
    let missing = found.len() == 1 && found[0].contains("error: 0 of 1 samples") && found[0].contains(&hash);
    assert!(missing, "{found:#?}");
    fixture.edit(MODULE, "languages = [\"en\", \"fr\"]", "languages = [\"en\"]");
    assert_eq!(fixture.findings(), Vec::<String>::new(), "not promised");
    fixture.write(FR_TASK, text);
    fixture.edit(TASK, "I hold the box.", "I keep the box.");
    let found = fixture.findings();
    assert!(found.len() == 1 && found[0].contains("warning: sample 1 is stale"), "{found:#?}");
    let task = fixture.module().task.unwrap();
    assert_eq!(task.samples[0].text(Lang::Fr).0, Lang::En);
    assert!(task.texts.contains_key(&Lang::Fr), "a changed sample leaves the task as it is");
    fixture.edit(FR_TASK, &format!("why = \"Le pas 1 y est.\"\nsource_hash = \"{hash}\""), "why = \"Le pas 1 y est.\"");
    let found = fixture.findings();
    assert!(found.iter().any(|finding| finding.contains("error: sample 1 does not say")), "{found:#?}");
}

#[test]
fn blanks_order_and_key_make_nothing_stale() {
    let fixture = french();
    fixture.edit(QUESTIONS, "The seal is loose", "The  seal is loose");
    fixture.edit(QUESTIONS, "answer = 22.05", "answer = 22.1");
    fixture.edit(QUESTIONS, ", { id = \"c\", text = \"Q\", feedback = \"There is no such class.\" }", "");
    let options = "options = [\n  { id = \"c\", text = \"Q\", feedback = \"There is no such class.\" },\n  { id = \"a\", text = \"H\"";
    fixture.edit(QUESTIONS, "options = [\n  { id = \"a\", text = \"H\"", options);
    fixture.edit(LESSON, "Look at the doors too.", "Look at the doors\ntoo.");
    assert_eq!(fixture.findings(), Vec::<String>::new());
}

#[test]
fn a_translation_that_does_not_fit_is_an_error() {
    for (file, from, to, what) in [
        (FR_QUESTIONS, "stem = \"The seal", "kind = \"single\"\nstem = \"The seal", "a translation with `kind`"),
        (FR_QUESTIONS, "text = \"Cut the seal\"", "correct = true, text = \"x\"", "a translation with `correct`"),
        (FR_QUESTIONS, "id = \"b\", text = \"Cut", "id = \"z\", text = \"Cut", "the ids differ"),
        (FR_QUESTIONS, "id = \"one\"", "id = \"won\"", "no English question has this id"),
        (FR_QUESTIONS, "unit = \"t\"", "unit = \"\"", "the unit differs"),
        (FR_QUESTIONS, "id = \"many\"", "id = \"one\"", "translated twice"),
        (FR_QUESTIONS, "text = \"Cut the seal\"", "text = \" \"", "`b` has no text"),
        (FR_QUESTIONS, "accept = [\"seal\", \"a seal\"]", "accept = [\"…\"]", "no letter or digit to compare"),
        (FR_MODULE, "id = \"weights\"", "id = \"others\"", "the objectives differ"),
        (FR_TASK, "title = \"Non\"", "points = 0, title = \"Non\"", "repeats the marking"),
        (FR_TASK, "{ title = \"Non\", text = \"Rien.\" }, ", "", "the criteria differ"),
        (FR_TASK, "why = \"Le pas 1", "marks = { secure = 2 }\nwhy = \"Le pas 1", "a translated sample with marks"),
        (FR_TASK, "answer = \"Je retiens la boîte.\"", "answer = \" \"", "a sample without words"),
        (
            FR_TASK,
            "[[samples]]",
            "[[samples]]\nanswer = \"A\"\nwhy = \"B\"\n[[samples]]",
            "2 samples, the English task has 1",
        ),
        (TASK, "why = \"The step", "source_hash = \"x\"\nwhy = \"The step", "an English sample with source_hash"),
        (
            FR_LESSON,
            "objectives = [\"seals\", \"weights\"]",
            "objectives = [\"seals\"]",
            "objectives or sources differ",
        ),
        (FR_LESSON, "source_hash = ", "# source_hash = ", "does not say which English text it was made from"),
        (LESSON, "title = \"Check", "source_hash = \"x\"\ntitle = \"Check", "an English lesson with source_hash"),
        (QUESTIONS, "id = \"one\"", "id = \"one\"\nsource_hash = \"x\"", "an English question with source_hash"),
        (TERMS, "fr = \"scellé\"\n", "", "the term `seal` has no name in Français"),
    ] {
        let fixture = french();
        fixture.edit(file, from, to);
        let found = fixture.findings();
        assert!(found.iter().any(|finding| finding.contains(what) && finding.contains("error")), "{what}: {found:?}");
    }
}

#[test]
fn a_term_that_is_not_explained_in_the_language_is_explained_in_english() {
    let fixture = french();
    fixture.edit(TERMS, "definition.fr", "# definition.fr");
    let found = fixture.findings();
    assert!(
        found.len() == 1 && found[0].contains("warning: the term `seal` is explained in English only"),
        "{found:?}"
    );
    let html = fixture.module().lessons[0].texts[&Lang::Fr].html.clone();
    assert!(html.contains("<dd lang=\"en\" dir=\"ltr\">A device"), "{html}");
}

#[test]
fn a_translation_of_nothing_is_named() {
    for (file, what) in [
        ("modules/gates/fr/02-more.md", "a translation of a lesson that is not there"),
        ("modules/gates/de/01-seal-check.md", "no part of a module"),
        ("modules/gates/questions/de/seals.toml", "not the folder of a translation"),
        ("modules/gates/questions/fr/others.toml", "the English question stands in seals.toml"),
    ] {
        let fixture = french();
        let good = if file.ends_with("md") { FR_LESSON } else { FR_QUESTIONS };
        fixture.write(file, fixture.read(good));
        if file.ends_with("fr/others.toml") {
            fixture.remove(FR_QUESTIONS);
        }
        let found = fixture.findings();
        assert!(found.iter().any(|finding| finding.contains(what)), "{what}: {found:?}");
    }
}

/// The unit with its line, so that a translator finds it.
#[test]
fn a_translation_says_the_same_numbers() {
    for (file, from, to, what) in [
        (
            FR_LESSON,
            "The paper says 48. The seal says 43.",
            "48 sur le papier.",
            "the text lacks a number of the English: 43",
        ),
        (
            FR_LESSON,
            "The officer stops the box.",
            "L'agent arrête 2 boîtes.",
            "31: error: the text has a number that the English has not: 2",
        ),
        (
            FR_LESSON,
            "![A seal with its number]",
            "![Un scellé avec 1 numéro]",
            "error: the lesson has a number that the English has not: 1",
        ),
        (
            FR_LESSON,
            "title = \"Vérifier\"",
            "title = \"Les 4 étapes\"",
            "2: error: the title has a number that the English has not: 4",
        ),
        (
            FR_QUESTIONS,
            "Gross 24.35 t, tare 2.3 t.",
            "Brut 24,53 t, tare 2,3 t.",
            "question `weight`: the stem says 53 where the English says 35",
        ),
        (
            FR_QUESTIONS,
            "text = \"Cut the seal\"",
            "text = \"Couper 1 scellé\"",
            "question `one`: option `b` has a number",
        ),
        (FR_MODULE, "summary = \"Comment", "summary = \"En 3 pas : comment", "error: the summary has a number"),
        (FR_MODULE, "text = \"Comparer", "text = \"Comparer 2 fois", "error: the objective has a number"),
        (FR_TASK, "dit **43**", "dit **34**", "error: the text “Le scellé dit **34**. Quoi ?"),
        (FR_TASK, "Le pas 1 y est", "Le pas 2 y est", "9: error: the why of sample 1 says 2 where the English says 1"),
        (FR_TASK, "text = \"Tout.\"", "text = \"Les 2.\"", "error: the text “Les 2."),
        (TERMS, "Un dispositif", "1 dispositif", "error: definition.fr of `seal` has a number"),
    ] {
        let fixture = french();
        fixture.edit(file, from, to);
        let found = fixture.findings();
        assert!(found.len() == 1 && found[0].starts_with(file) && found[0].contains(what), "{what}: {found:#?}");
    }
    let fixture = french();
    fixture.edit(FR_QUESTIONS, "Gross 24.35 t, tare 2.3 t.", "Brut 24,35 t, tare 2,3 t.");
    assert_eq!(fixture.findings(), Vec::<String>::new());
    // A stale text is mended as a whole: its numbers are not told as well.
    fixture.edit(LESSON, "The seal says 43.", "The seal says 44.");
    let found = fixture.findings();
    assert!(found.len() == 1 && found[0].contains("stale"), "{found:#?}");
}

#[test]
fn a_swap_of_two_numbers_is_seen() {
    let fixture = french();
    fixture.edit(LESSON, "Look at the doors too.", "Look at both of 2 doors.\n\nLook at each of 4 walls.");
    let hash = fixture.module().lessons[0].texts[&Lang::En].source_hash.clone();
    let swapped = fixture.read(LESSON).replace("of 2 doors", "of 4 doors").replace("of 4 walls", "of 2 walls");
    let front = format!("title = \"Vérifier\"\nsource_hash = \"{hash}\"");
    fixture.write(FR_LESSON, swapped.replace("title = \"Check the seal\"", &front));
    let found = fixture.findings();
    assert!(found.len() == 2 && found.iter().all(|finding| finding.contains("where the English says")), "{found:#?}");
}

#[test]
fn a_translated_question_keeps_the_rules_of_its_language() {
    let stem = "The seal is loose. What do you do first?";
    for (from, to, what) in [
        ("Cut the seal", "Aucune de ces réponses", "option `b` says “Aucune de ces réponses”"),
        (stem, "Quelle étape n'est pas la première ?", "the stem turns on “pas”"),
        ("A whole seal proves that the cargo is complete.", "Un scellé ne prouve jamais rien.", "turns on “jamais”"),
        (stem, &"mot ".repeat(31), "a sentence of 31 words"),
    ] {
        let fixture = french();
        fixture.edit(FR_QUESTIONS, from, to);
        let found = fixture.findings();
        assert!(found.len() == 1 && found[0].contains("error") && found[0].contains(what), "{what}: {found:#?}");
    }
    let fixture = french();
    fixture.edit(FR_QUESTIONS, "Cut the seal", "Toujours couper");
    fixture.edit(FR_QUESTIONS, "Wave it on", "Ne jamais couper");
    let found = fixture.findings();
    assert!(found.len() == 1 && found[0].contains("only wrong options are absolute (toujours, jamais)"), "{found:#?}");
}
