//! Properties of the rules.

use proptest::prelude::*;

use super::rules::*;
use crate::base::ids::Uuid;
use crate::features::curriculum::{Counts, QuizRules};

fn op(arrival: i64, device: &str, seq: i32, value: &str) -> Op {
    let value = vec![value.to_owned()];
    Op { arrival, device: device.into(), seq, kind: "answer".into(), question: "q".into(), value, late: false }
}

fn rules(counts: Counts) -> QuizRules {
    QuizRules {
        draw: 5,
        pass_percent: 70,
        attempts: 2,
        counts,
        time_limit_minutes: None,
        grace_seconds: 0,
        pass_reason: None,
    }
}

fn score(points_milli: i32) -> (Uuid, Score) {
    (
        Uuid::from_u128(points_milli.unsigned_abs().into()),
        Score { points_milli, max_milli: 1000, passed: points_milli >= 700 },
    )
}

#[test]
fn saves_that_overtake_each_other_do_not_bring_an_old_answer_back() {
    let ops = [op(1, "phone", 2, "new"), op(2, "phone", 1, "old")];
    assert_eq!(standing_answers(&ops, true).of("q"), ["new"]);
}

#[test]
fn the_device_heard_last_wins() {
    let ops = [op(1, "phone", 5, "phone"), op(2, "laptop", 1, "laptop")];
    assert_eq!(standing_answers(&ops, true).of("q"), ["laptop"]);
}

#[test]
fn late_saves_are_kept_but_do_not_count() {
    let late = Op { late: true, ..op(2, "phone", 2, "late") };
    let ops = [op(1, "phone", 1, "in time"), late];
    assert_eq!(standing_answers(&ops, true).of("q"), ["in time"]);
    assert_eq!(standing_answers(&ops, false).of("q"), ["late"]);
}

#[test]
fn an_old_page_does_not_overwrite_a_newer_answer_from_another_device() {
    let list = |value: &str| vec![value.to_owned()];
    assert!(!form_says_new(&list("old"), &list("old"), &list("newer")));
    assert!(form_says_new(&list("typed here"), &list("old"), &list("newer")));
    assert!(!form_says_new(&list("newer"), &list("old"), &list("newer")));
    assert!(form_says_new(&[], &list("old"), &list("old")));
    assert!(!form_says_new(&list(""), &[], &[]));
}

#[test]
fn the_pass_mark_is_not_rounded_into() {
    assert!(passes(700, 1000, 70));
    assert!(!passes(699, 1000, 70));
    assert!(!passes(0, 0, 0));
    assert_eq!(percent(6999, 10000), 69);
}

#[test]
fn best_or_last_counts_by_the_modules_rule() {
    let finished = vec![score(900), score(400)];
    assert!(QuizStanding::new(&rules(Counts::Best), 0, None, finished.clone()).passed());
    let last = QuizStanding::new(&rules(Counts::Last), 0, None, finished);
    assert!(!last.passed());
    assert_eq!(last.left(), 0);
}

#[test]
fn extra_time_extends_the_limit() {
    assert_eq!(limit_seconds(30, 0), 1800);
    assert_eq!(limit_seconds(30, 25), 2250);
}

proptest! {
    #[test]
    fn the_order_of_arrival_on_one_device_never_matters(order in Just((1..=8).collect::<Vec<i32>>()).prop_shuffle()) {
        let ops: Vec<Op> = order.iter().zip(1..).map(|(seq, arrival)| op(arrival, "phone", *seq, &seq.to_string())).collect();
        let answers = standing_answers(&ops, true);
        prop_assert_eq!(answers.of("q"), ["8"]);
    }

    #[test]
    fn through_is_the_first_gap(seqs in proptest::collection::vec(1i32..12, 0..20)) {
        let through = through_seq(seqs.clone());
        prop_assert!((1..=through).all(|seq| seqs.contains(&seq)));
        prop_assert!(!seqs.contains(&(through + 1)));
    }
}
