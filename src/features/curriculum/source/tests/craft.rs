//! The rules of craft, each with a curriculum that breaks it alone, beside the good one that breaks none.

use super::*;

const SINGLES: &str = "modules/gates/questions/singles.toml";
const MORE: &str = "modules/gates/questions/more.toml";

/// The finding that a spoiled curriculum has, and no other.
#[track_caller]
fn only(fixture: &Fixture, severity: &str, what: &str) {
    let found = fixture.findings();
    let hit = found.len() == 1 && found[0].contains(&format!(": {severity}: ")) && found[0].contains(what);
    assert!(hit, "expected only {severity}: …{what}…, found {found:#?}");
}

#[track_caller]
fn clean(fixture: &Fixture) {
    assert_eq!(fixture.findings(), Vec::<String>::new());
}

/// A question of the module, from what differs.
fn question(id: &str, level: &str, kind: &str, body: &str) -> String {
    format!(
        "[[question]]\nid = \"{id}\"\nobjective = \"seals\"\nlevel = \"{level}\"\nkind = \"{kind}\"\n\
         lesson = \"seal-check\"\nsource = \"iso-17712 4\"\nchecked = \"A. Reader\"\n{body}\n"
    )
}

/// Options in this order; the first of a pair says whether it is right.
fn options(stem: &str, options: &[(bool, &str)]) -> String {
    let line = |(at, (correct, text)): (usize, &(bool, &str))| {
        let correct = if *correct { ", correct = true" } else { "" };
        format!("  {{ id = \"o{at}\", text = \"{text}\"{correct}, feedback = \"So it is.\" }},\n")
    };
    let lines: String = options.iter().enumerate().map(line).collect();
    format!("stem = \"{stem}\"\noptions = [\n{lines}]")
}

fn with(id: &str, level: &str, kind: &str, body: &str) -> Fixture {
    let fixture = Fixture::new();
    fixture.write(MORE, question(id, level, kind, body));
    fixture
}

fn single(stem: &str, choices: &[(bool, &str)]) -> Fixture {
    with("new", "apply", "single", &options(stem, choices))
}

/// Nine single questions beside the one that is there: the keys of the first `longest` are the longest options, and
/// `places` says where the keys stand.
fn singles(longest: usize, places: [usize; 9]) -> Fixture {
    let fixture = Fixture::new();
    let words = ["bar", "bolt", "door", "hinge", "lock", "paper", "plate", "rivet", "wire"];
    let made = words.iter().zip(places).enumerate().map(|(at, (word, place))| {
        let (short, long) = ("Look", "Look at it twice");
        let key = if at < longest { format!("{long}, {word}") } else { format!("{short}, {word}") };
        let other = |nth: usize| format!("{long} {nth}");
        let texts: Vec<(bool, String)> =
            (0..3).map(|nth| (nth == place, if nth == place { key.clone() } else { other(nth) })).collect();
        let choices: Vec<(bool, &str)> = texts.iter().map(|(correct, text)| (*correct, text.as_str())).collect();
        question(
            &format!("s-{word}"),
            "apply",
            "single",
            &options(&format!("The {word} is loose on box {at}. And now?"), &choices),
        )
    });
    fixture.write(SINGLES, made.collect::<String>());
    fixture
}

#[test]
fn the_key_is_seldom_the_longest_option() {
    let places = [0, 1, 2, 0, 1, 2, 0, 1, 2];
    // With the question that is there, three of ten.
    clean(&singles(3, places));
    only(&singles(4, places), "error", "the key is the longest option in 4 of 10 single questions, over 30 %: s-bar, ");
    let few = singles(9, places);
    let text = few.read(SINGLES);
    few.write(SINGLES, &text[..text.rfind("[[question]]").unwrap()]);
    clean(&few);
}

#[test]
fn keys_stand_in_every_place() {
    // The question that is there has its key in the first place, too.
    clean(&singles(0, [0, 0, 0, 1, 1, 1, 2, 2, 2]));
    only(
        &singles(0, [0, 0, 0, 0, 1, 1, 2, 2, 2]),
        "error",
        "the key is option 1 in 5 of 10 single questions, over 45 %",
    );
}

#[test]
fn no_option_stands_for_the_others() {
    for text in ["None of the above", "all of these."] {
        only(
            &single("What is it?", &[(true, "A seal"), (false, "A lock"), (false, text)]),
            "error",
            "option `o2` says",
        );
    }
    clean(&single("What is it?", &[(true, "A seal"), (false, "A lock"), (false, "None of these papers")]));
}

#[test]
fn a_stem_that_turns_on_not_shows_it() {
    let choices = [(true, "Tug"), (false, "View"), (false, "Write")];
    only(&single("Which step is not one of eyes?", &choices), "error", "the stem turns on “not”");
    only(&single("All are steps of eyes except which?", &choices), "error", "the stem turns on “except”");
    clean(&single("Which step is **not** one of eyes?", &choices));
    clean(&single("The seal is not whole. Which step comes first?", &choices));
    let statement = |stem: &str| {
        with(
            "new",
            "apply",
            "true-false",
            &format!("stem = \"{stem}\"\nanswer = true\nfeedback = {{ right = \"Yes.\", wrong = \"Look again.\" }}"),
        )
    };
    only(&statement("A whole seal does not prove much."), "error", "the stem turns on “not”");
    clean(&statement("A whole seal proves little."));
}

#[test]
fn absolute_words_do_not_mark_what_is_wrong() {
    let stem = "The bolt turns. And now?";
    only(
        &single(stem, &[(true, "Hold the box"), (false, "Always cut it"), (false, "Pass every box")]),
        "error",
        "only wrong options are absolute (always, every)",
    );
    clean(&single(stem, &[(true, "Hold the box"), (false, "Always cut it"), (false, "Pass the box")]));
    clean(&single(stem, &[(true, "Hold every box"), (false, "Always cut it"), (false, "Pass every box")]));
}

#[test]
fn the_key_does_not_echo_the_stem() {
    let stem = "The inspection of a damaged container begins. What comes first?";
    only(
        &single(stem, &[(true, "Photos of the damage"), (false, "A new seal"), (false, "A letter")]),
        "warning",
        "stem and key alone share “damag”",
    );
    only(
        &single(stem, &[(true, "Photos of damaged containers"), (false, "A new seal"), (false, "A letter")]),
        "error",
        "stem and key alone share “container”, “damag”",
    );
    clean(&single(stem, &[(true, "Photos of the damage"), (false, "A list of damages"), (false, "A letter")]));
}

#[test]
fn no_two_questions_differ_by_a_word() {
    let choices = [(true, "Hold it"), (false, "Cut it"), (false, "Pass it")];
    let fixture = Fixture::new();
    let question = |id: &str, stem: &str| question(id, "apply", "single", &options(stem, &choices));
    fixture.write(MORE, question("old", "The bar is bent. And now?") + &question("new", "The bolt is bent. And now?"));
    only(&fixture, "error", "question `new`: differs from `old` by at most one word");
    fixture.write(MORE, question("old", "The bar is bent. And now?") + &question("new", "The bolt is cut. And now?"));
    clean(&fixture);
}

#[test]
fn a_question_has_neither_few_nor_many_options() {
    let five = [(true, "Hold it"), (false, "Cut it"), (false, "Pass it"), (false, "Sell it"), (false, "Tow it")];
    for (count, good) in [(2, false), (3, true), (4, true), (5, false)] {
        let fixture = single("The bar is bent. And now?", &five[..count]);
        if good {
            clean(&fixture)
        } else {
            only(&fixture, "error", &format!("{count} options, a single question has 3 to 4"))
        }
    }
    let seven = [
        (true, "Hold it"),
        (true, "Cut it"),
        (false, "Pass it"),
        (false, "Sell it"),
        (false, "Tow it"),
        (false, "Sink it"),
        (false, "Paint it"),
    ];
    for (count, good) in [(3, false), (4, true), (6, true), (7, false)] {
        let fixture = with("new", "apply", "multiple", &options("Which two are steps?", &seven[..count]));
        if good {
            clean(&fixture)
        } else {
            only(&fixture, "error", &format!("{count} options, a multiple question has 4 to 6"))
        }
    }
}

#[test]
fn options_are_short_and_alike() {
    let stem = "The bar is bent. And now?";
    let words = |count: usize, last: &str| format!("Go {}. Then {last}", "on ".repeat(count - 3).trim());
    only(
        &single(stem, &[(true, &words(26, "go")), (false, &words(25, "stop")), (false, &words(25, "rest"))]),
        "error",
        "option `o0` has 26 words",
    );
    clean(&single(stem, &[(true, &words(25, "go")), (false, &words(25, "stop")), (false, &words(25, "rest"))]));
    let (long, short) =
        ("go on and look at the bar and at the bolt and at the hinge once more", "go on and look at it");
    only(
        &single(stem, &[(true, "go on"), (false, long), (false, short)]),
        "error",
        "one option has 68 characters, the middle one 20",
    );
    clean(&single(stem, &[(true, "go on"), (false, long), (false, "go on and look at the bar")]));
}

#[test]
fn sentences_are_short_wherever_they_stand() {
    let long = "go ".repeat(26);
    for (file, from, to) in [
        (LESSON, "Look at the doors too", format!("Look {long}")),
        (QUESTIONS, "The seal is loose", format!("The {long}")),
        (QUESTIONS, "Yes: nothing may change", format!("Yes: {long}")),
        (QUESTIONS, "It proves little", format!("It {long}")),
        (TASK, "Hold the box.", format!("Hold {long}")),
        (TASK, "No step to hold the box", format!("No {long}")),
        (TERMS, "A device for one use", format!("A {long}")),
        (MODULE, "How to check a seal", format!("How {long}")),
        (MODULE, "Check a seal in the right order", format!("Check {long}")),
    ] {
        let fixture = Fixture::new();
        fixture.edit(file, from, &to);
        only(&fixture, "error", "a sentence of ");
    }
}

#[test]
fn a_number_that_ages_has_its_year() {
    for (file, from) in [
        (LESSON, "Look at the doors too."),
        (QUESTIONS, "Yes: nothing may change."),
        (TERMS, "A device for one use that shows <tampering>."),
    ] {
        let fixture = Fixture::new();
        fixture.edit(TERMS, "definition.fr = \"Un dispositif à usage unique.\"\n", "");
        fixture.edit(file, from, "The treaty has 126 parties.");
        only(&fixture, "error", "a number that ages, without its year: “126 parties.”");
        fixture.edit(file, "has 126 parties", "had 126 parties in 2021");
        clean(&fixture);
    }
}

#[test]
fn most_questions_ask_for_more_than_memory() {
    let statement =
        "stem = \"A seal has a number.\"\nanswer = true\nfeedback = { right = \"Yes.\", wrong = \"Look.\" }";
    // Six of ten.
    clean(&with("new", "recall", "true-false", statement));
    let fixture = with("new", "recall", "true-false", statement);
    fixture.edit(WEIGHTS, "level = \"apply\"", "level = \"recall\"");
    only(&fixture, "error", "5 of 10 questions ask for more than recall, under 60 %");
}

#[test]
fn every_objective_has_questions_for_a_second_attempt() {
    let fixture = Fixture::new();
    fixture.edit(WEIGHTS, "objective = \"weights\"", "objective = \"seals\"");
    only(&fixture, "error", "3 checked questions of the quiz ask for `weights`, 4 are needed");
}

#[test]
fn a_drawing_is_small() {
    let empty = "<svg viewBox=\"0 0 9 9\"><!----></svg>";
    let drawing = |bytes: usize| empty.replace("<!--", &format!("<!--{}", "x".repeat(bytes - empty.len())));
    let fixture = Fixture::new();
    fixture.write(PICTURE, drawing(8 * 1024));
    clean(&fixture);
    fixture.write(PICTURE, drawing(8 * 1024 + 1));
    only(&fixture, "error", "a picture of 9 KB");
}
