//! The marking of questions, rule by rule.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::base::decimal::Decimal;
use crate::base::lang::Lang;
use crate::features::curriculum::{
    Bank, BlueprintCell, Choice, Counts, Item, ItemText, Kind, Level, OptionText, QuizRules, SourceRef, TestRules,
};

fn item(id: &str, kind: Kind) -> Item {
    let options = kind.option_ids().into_iter().map(|option| {
        let words = OptionText { text: format!("text of {option}"), feedback: "because".into() };
        (option.to_owned(), words)
    });
    let lefts = match &kind {
        Kind::Matching { pairs, .. } => pairs.iter().map(|pair| (pair.clone(), format!("left {pair}"))).collect(),
        _ => BTreeMap::new(),
    };
    let text = ItemText { stem: "Which?".into(), options: options.collect(), lefts, ..ItemText::default() };
    Item {
        id: id.into(),
        objective: "levels".into(),
        level: Level::Apply,
        kind,
        lesson: "lesson".into(),
        source: SourceRef { id: "s".into(), section: "1".into() },
        points: 1,
        bank: Bank::Quiz,
        angoff: None,
        checked: true,
        source_hash: String::new(),
        texts: BTreeMap::from([(Lang::En, text)]),
    }
}

fn ids(list: &[&str]) -> Vec<String> {
    list.iter().map(|id| (*id).to_owned()).collect()
}

fn choices(list: &[(&str, bool)]) -> Vec<Choice> {
    list.iter().map(|(id, correct)| Choice { id: (*id).to_owned(), correct: *correct }).collect()
}

fn single() -> Item {
    item("single", Kind::Single { options: choices(&[("a", false), ("b", true), ("c", false)]) })
}

fn multiple() -> Item {
    item("multiple", Kind::Multiple { options: choices(&[("a", true), ("b", false), ("c", true), ("d", false)]) })
}

fn ordering(count: usize) -> Item {
    item("ordering", Kind::Ordering { items: (0..count).map(|at| format!("step-{at}")).collect() })
}

fn matching() -> Item {
    item("matching", Kind::Matching { pairs: ids(&["a", "b", "c"]), extra: ids(&["x", "y"]) })
}

fn number(answer: &str, tolerance: &str, decimals: u8, unit: &str) -> Item {
    let of = |text| Decimal::parse(text).unwrap();
    let mut item = item("number", Kind::Numeric { answer: of(answer), tolerance: of(tolerance), decimals });
    item.texts.get_mut(&Lang::En).unwrap().unit = unit.into();
    item
}

fn words(accept: &[&str]) -> Item {
    item("words", Kind::ShortText { accept: BTreeMap::from([(Lang::En, ids(accept))]) })
}

fn points(item: &Item, answer: &[&str]) -> u32 {
    mark(item, &ids(answer)).points_milli
}

fn all_kinds() -> Vec<Item> {
    let truth = item("truth", Kind::TrueFalse { answer: true });
    vec![single(), multiple(), truth, number("2.5", "0.1", 1, "kg"), ordering(4), matching(), words(&["seal"])]
}

#[test]
fn one_right_option_and_nothing_else_is_right() {
    assert_eq!(points(&single(), &["b"]), 1000);
    for wrong in [&["a"][..], &["a", "b"], &[], &[""], &["B"], &["b", ""]] {
        assert_eq!(points(&single(), wrong), 0, "{wrong:?}");
    }
}

#[test]
fn all_and_only_the_right_options_are_right() {
    assert_eq!(points(&multiple(), &["c", "a"]), 1000);
    assert_eq!(points(&multiple(), &["c", "a", "a"]), 1000);
    for wrong in [&["a"][..], &["a", "b", "c"], &["a", "c", "zzz"], &[]] {
        assert_eq!(points(&multiple(), wrong), 0, "{wrong:?}");
    }
}

#[test]
fn not_sure_is_wrong_and_known_as_such() {
    let truth = item("truth", Kind::TrueFalse { answer: false });
    assert_eq!(points(&truth, &["false"]), 1000);
    assert_eq!(points(&truth, &["true"]), 0);
    let unsure = mark(&truth, &ids(&["unsure"]));
    assert_eq!((unsure.points_milli, unsure.answered), (0, Answered::Unsure));
    assert_eq!(mark(&truth, &[]).answered, Answered::No);
}

#[test]
fn the_whole_order_counts() {
    assert_eq!(points(&ordering(3), &["step-0", "step-1", "step-2"]), 1000);
    for wrong in [&["step-1", "step-0", "step-2"][..], &["step-0", "step-1"], &[]] {
        assert_eq!(points(&ordering(3), wrong), 0, "{wrong:?}");
    }
}

#[test]
fn each_right_pair_is_a_share() {
    for (answer, share) in [
        (&["a", "b", "c"][..], 1000),
        (&["a", "b", "x"], 667),
        (&["a", "", "y"], 333),
        (&["b", "c", "a"], 0),
        (&["a"], 333),
        (&["a", "b", "c", "c"], 1000),
        (&[], 0),
    ] {
        assert_eq!(points(&matching(), answer), share, "{answer:?}");
    }
}

#[test]
fn a_number_is_right_up_to_its_tolerance_and_no_further() {
    let weight = number("0.3", "0.1", 1, "t");
    for right in ["0.3", "0,4", "0.2", " .25 ", "0.30000", "٠٫٣", "۰٫۳", "0.3 t", "0,3T", "+0.3"] {
        assert_eq!(points(&weight, &[right]), 1000, "{right}");
    }
    for wrong in ["0.41", "0.19", "-0.3", "0.3 kg", "3", "", "zero", "0..3", "0.3.", "1e0"] {
        assert_eq!(points(&weight, &[wrong]), 0, "{wrong}");
    }
}

#[test]
fn thousands_may_be_marked_in_every_usual_way() {
    let mass = number("1234567.5", "0", 1, "kg");
    for right in [
        "1234567.5",
        "1 234 567,5",
        "1,234,567.5",
        "1.234.567,5",
        "1'234’567.5",
        "12,34,567.5",
        "١٬٢٣٤٬٥٦٧٫٥",
        "1\u{202f}234\u{a0}567,5 KG",
        "\u{200f}1234567.5",
    ] {
        assert_eq!(points(&mass, &[right]), 1000, "{right}");
    }
}

#[test]
fn a_lone_mark_before_three_digits_is_asked_about() {
    let of = |text| Decimal::parse(text).unwrap();
    let both = Reading::Ambiguous { grouped: of("1234"), decimal: of("1.234") };
    assert_eq!(read_number("1,234", &[], 3), both);
    assert_eq!(read_number("1.234 kg", &["kg"], 2), both);
    assert_eq!(points(&number("1234", "0", 1, ""), &["1,234"]), 0);
    // Nothing to ask about:
    assert_eq!(read_number("1,234", &[], 0), Reading::Number(of("1234")));
    assert_eq!(read_number("0,234", &[], 3), Reading::Number(of("0.234")));
    assert_eq!(read_number("1234,567", &[], 3), Reading::Number(of("1234.567")));
    assert_eq!(read_number("1,2345", &[], 3), Reading::Number(of("1.2345")));
    assert_eq!(read_number("١٫٢٣٤", &[], 3), Reading::Number(of("1.234")));
    assert_eq!(read_number("1,23,45", &[], 3), Reading::NotANumber);
}

#[test]
fn what_was_understood_is_said() {
    let weight = number("24000", "0", 0, "kg");
    let of = |text| Decimal::parse(text).unwrap();
    assert_eq!(mark(&weight, &ids(&["٢٤٬٠٠٠ kg"])).understood, Some(Understood::Number(of("24000"))));
    assert_eq!(mark(&weight, &ids(&["many"])).understood, Some(Understood::NotANumber));
    assert_eq!(mark(&weight, &ids(&[" "])).understood, None);
    assert_eq!(mark(&words(&["x"]), &ids(&[" a  b "])).understood, Some(Understood::Text("a b".into())));
}

#[test]
fn short_answers_are_compared_bare_in_every_language() {
    let mut seal = words(&["High-security seal"]);
    if let Kind::ShortText { accept } = &mut seal.kind {
        accept.insert(Lang::Fr, ids(&["scellé de haute sûreté"]));
    }
    for right in ["high security seal", "HIGH  SECURITY-SEAL.", "Scelle de haute surete", "«high-security seal»"] {
        assert_eq!(points(&seal, &[right]), 1000, "{right}");
    }
    for wrong in ["seal", "", "…", "high security seals"] {
        assert_eq!(points(&seal, &[wrong]), 0, "{wrong}");
    }
}

#[test]
fn an_asked_question_does_not_tell_its_key() {
    for item in all_kinds() {
        let asked = ask(&item, Lang::Ru, 7).unwrap();
        assert_eq!(asked.lang, Lang::En);
        let shown = serde_json::to_string(&asked).unwrap();
        for secret in ["because", "correct", "answer", "\"step-0"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
        let values: Vec<String> = asked.options.iter().map(|option| option.value.clone()).collect();
        let expected: Vec<String> = (1..=values.len()).map(|place| place.to_string()).collect();
        assert_eq!(values, expected);
    }
    assert_eq!(ask(&multiple(), Lang::En, 7).unwrap().choose, 2);
}

#[test]
fn draws_are_spread_over_the_objectives() {
    let objectives = [("a", 20), ("b", 3), ("c", 2)];
    let bank = bank(&objectives);
    let drawn = draw(&bank, &rules(9), 5);
    let count = |objective: &str| drawn.iter().filter(|id| id.starts_with(objective)).count();
    assert_eq!((count("a"), count("b"), count("c")), (4, 3, 2));
    assert_eq!(draw(&bank, &rules(100), 5).len(), 25);
    assert_eq!(draw(&[], &rules(3), 5), Vec::<String>::new());
}

#[test]
fn a_quiz_never_asks_what_the_tests_ask() {
    let mut bank = bank(&[("a", 6), ("b", 6)]);
    for item in bank.iter_mut().step_by(2) {
        item.bank = Bank::Test;
    }
    for seed in 0..50 {
        let drawn = draw(&bank, &rules(100), seed);
        assert_eq!(drawn.len(), 6, "as many as there are for the quiz");
        assert!(drawn.iter().all(|id| bank.iter().any(|item| item.id == *id && item.bank == Bank::Quiz)), "{drawn:?}");
    }
    bank.iter_mut().for_each(|item| item.checked = item.objective != "b");
    assert!(draw(&bank, &rules(100), 1).iter().all(|id| bank.iter().any(|item| item.id == *id && item.checked)));
    bank.iter_mut().for_each(|item| item.bank = Bank::Test);
    assert_eq!(draw(&bank, &rules(3), 1), Vec::<String>::new());
}

/// A change here changes what people in the middle of an attempt see.
#[test]
fn the_order_of_an_attempt_is_for_ever() {
    assert_eq!(shuffled(&matching(), 42), ids(&FOREVER_SHUFFLED));
    assert_eq!(draw(&bank(&[("a", 4), ("b", 4)]), &rules(4), 42), ids(&FOREVER_DRAWN));
}

const FOREVER_SHUFFLED: [&str; 5] = ["a", "c", "b", "x", "y"];
const FOREVER_DRAWN: [&str; 4] = ["a-2", "a-1", "b-2", "b-3"];

/// A bank of tests and a blueprint with a cell for each objective: `(objective, questions, draw)`.
fn tests(cells: &[(&str, usize, u32)]) -> (Vec<Item>, TestRules) {
    let sizes: Vec<(&str, usize)> = cells.iter().map(|(objective, size, _)| (*objective, *size)).collect();
    let mut items = bank(&sizes);
    items.iter_mut().for_each(|item| item.bank = Bank::Test);
    let cell = |(objective, _, draw): &(&str, usize, u32)| BlueprintCell {
        objective: (*objective).to_owned(),
        level: Level::Apply,
        draw: *draw,
    };
    (items, TestRules { time_limit_minutes: None, blueprint: cells.iter().map(cell).collect() })
}

/// A change here gives people who took the test before a test after it that repeats its questions.
#[test]
fn the_split_of_the_two_tests_is_for_ever() {
    let (items, rules) = tests(&[("a", 4, 2), ("b", 2, 1)]);
    assert_eq!(draw_test(&items, &rules, 42, Half::Before), ids(&["a-2", "a-0", "b-0"]));
    assert_eq!(draw_test(&items, &rules, 42, Half::After), ids(&["a-3", "a-1", "b-1"]));
}

#[test]
fn a_test_asks_no_question_of_the_quiz_of_another_level_or_that_nobody_checked() {
    let (mut items, rules) = tests(&[("a", 6, 1)]);
    items[0].bank = Bank::Quiz;
    items[1].level = Level::Judge;
    items[2].checked = false;
    for seed in 0..50 {
        for half in [Half::Before, Half::After] {
            let drawn = draw_test(&items, &rules, seed, half);
            assert!(drawn.len() == 1 && ["a-3", "a-4", "a-5"].contains(&drawn[0].as_str()), "{drawn:?}");
        }
    }
}

fn bank(objectives: &[(&str, usize)]) -> Vec<Item> {
    let of = |(objective, count): &(&str, usize)| {
        let objective = (*objective).to_owned();
        (0..*count).map(move |at| {
            let mut item = item(&format!("{objective}-{at}"), Kind::TrueFalse { answer: true });
            item.objective = objective.clone();
            item
        })
    };
    objectives.iter().flat_map(of).collect()
}

fn rules(draw: u32) -> QuizRules {
    let counts = Counts::Best;
    QuizRules {
        draw,
        pass_percent: 70,
        attempts: 3,
        counts,
        time_limit_minutes: None,
        grace_seconds: 0,
        pass_reason: None,
    }
}

proptest! {
    #[test]
    fn the_two_tests_share_nothing_and_ask_as_many_of_each_cell(seed: u64, sizes in proptest::collection::vec((2usize..9, 1u32..5), 1..6)) {
        let names: Vec<String> = (0..sizes.len()).map(|at| format!("o{at}")).collect();
        let cells: Vec<_> = names.iter().zip(&sizes).map(|(name, (size, draw))| (name.as_str(), *size, *draw)).collect();
        let (items, rules) = tests(&cells);
        let before = draw_test(&items, &rules, seed, Half::Before);
        let after = draw_test(&items, &rules, seed, Half::After);
        let all: BTreeSet<&String> = before.iter().chain(&after).collect();
        prop_assert_eq!(all.len(), before.len() + after.len());
        for (name, size, draw) in cells {
            let of = |drawn: &[String]| drawn.iter().filter(|id| id.starts_with(&format!("{name}-"))).count();
            prop_assert_eq!(of(&before), (draw as usize).min(size / 2));
            prop_assert_eq!(of(&after), of(&before));
        }
    }

    #[test]
    fn points_never_leave_their_range(at in 0usize..7, answer in proptest::collection::vec("\\PC{0,12}|[abcxy]|step-[0-3]|true|2[.,]5", 0..6)) {
        let mark = mark(&all_kinds()[at], &answer);
        prop_assert!(mark.points_milli <= mark.max_milli);
        prop_assert_eq!(mark.max_milli, 1000);
    }

    #[test]
    fn what_the_form_posts_comes_back_as_ids(seed: u64) {
        for item in [single(), multiple(), ordering(5), matching()] {
            let order = shuffled(&item, seed);
            let posted: Vec<String> = (1..=order.len()).map(|place| place.to_string()).collect();
            prop_assert_eq!(answer_ids(&item, seed, &posted), order);
            prop_assert_eq!(answer_ids(&item, seed, &ids(&["0", "", "99", "a"])), ids(&["", "", "", ""]));
        }
    }

    #[test]
    fn a_shuffle_keeps_everything_and_repeats_itself(seed: u64, count in 2usize..8) {
        let item = ordering(count);
        let order = shuffled(&item, seed);
        prop_assert_eq!(&order, &shuffled(&item, seed));
        let Kind::Ordering { items } = &item.kind else { unreachable!() };
        prop_assert_ne!(&order, items);
        prop_assert_eq!(order.iter().collect::<BTreeSet<_>>(), items.iter().collect::<BTreeSet<_>>());
    }

    #[test]
    fn a_draw_has_no_question_twice_and_is_even(seed: u64, sizes in proptest::collection::vec(0usize..6, 1..5), wanted in 0u32..30) {
        let names = ["a", "b", "c", "d"];
        let objectives: Vec<(&str, usize)> = names.into_iter().zip(sizes.iter().copied()).collect();
        let drawn = draw(&bank(&objectives), &rules(wanted), seed);
        prop_assert_eq!(drawn.len(), (wanted as usize).min(sizes.iter().sum()));
        prop_assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), drawn.len());
        let counts: Vec<usize> = objectives.iter().map(|(name, _)| drawn.iter().filter(|id| id.starts_with(name)).count()).collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        for (count, size) in counts.iter().zip(&sizes) {
            prop_assert!(*count == *size || *count + 1 >= most, "{:?}", counts);
        }
    }

    #[test]
    fn no_text_makes_the_number_reader_panic(text in "\\PC{0,20}|[-+0-9.,٠-٩ ]{0,20}", decimals in 0u8..7) {
        let _ = read_number(&text, &["kg", "", "%"], decimals);
    }

    #[test]
    fn a_number_reads_the_same_with_point_and_comma(whole in 1000u32..99_999_999, tenths in 0u8..100) {
        let expected = Reading::Number(Decimal::parse(&format!("{whole}.{tenths:02}")).unwrap());
        for typed in [format!("{whole}.{tenths:02}"), format!("{whole},{tenths:02}"), format!("{whole} , {tenths:02} kg")] {
            prop_assert_eq!(read_number(&typed, &["kg"], 2), expected);
        }
    }
}
