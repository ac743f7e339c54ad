//! Properties of the rules.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration};
use proptest::prelude::*;

use super::rules::*;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::curriculum::{Criterion, Task};

fn task(levels: &[Vec<u32>]) -> Task {
    let criteria = levels.iter().zip(0..).map(|(levels, nth)| Criterion {
        id: format!("c{nth}"),
        objective: "reads".into(),
        levels: levels.clone(),
    });
    Task {
        id: "task".into(),
        minutes: 30,
        min_words: 100,
        max_words: 300,
        criteria: criteria.collect(),
        pass_percent: 70,
        samples: Vec::new(),
        source_hash: String::new(),
        texts: BTreeMap::new(),
    }
}

fn rubrics() -> impl Strategy<Value = Vec<Vec<u32>>> {
    let levels = proptest::collection::btree_set(0_u32..20, 2..5);
    proptest::collection::vec(levels.prop_map(|levels| levels.into_iter().collect()), 1..6)
}

/// A rubric, and for some of its criteria a level.
fn marked() -> impl Strategy<Value = (Task, Marks)> {
    (rubrics(), proptest::collection::vec(proptest::option::of(any::<proptest::sample::Index>()), 6)).prop_map(
        |(levels, chosen)| {
            let marks = levels.iter().zip(&chosen).zip(0..).filter_map(|((levels, chosen), nth)| {
                chosen.as_ref().map(|chosen| (format!("c{nth}"), *chosen.get(levels)))
            });
            (task(&levels), marks.collect())
        },
    )
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn given(version: i32, grader: u128, points: u32) -> Given {
    let marks = Marks::from([("c0".to_owned(), points)]);
    Given { version, grader: id(grader), marks, feedback: "good".into() }
}

fn at(seconds: i64) -> Instant {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

proptest! {
    #[test]
    fn a_total_is_the_sum_of_marks_and_never_over_the_maximum((task, marks) in marked()) {
        let sum = tally(&task, &marks);
        prop_assert_eq!(sum.total, marks.values().sum::<u32>());
        prop_assert!(sum.total <= sum.maximum);
        prop_assert_eq!(sum.open, task.criteria.len() - marks.len());
        prop_assert_eq!(sum.complete(), marks.len() == task.criteria.len());
        prop_assert!(misfits(&task, &marks).is_empty());
    }

    #[test]
    fn marks_outside_the_rubric_are_named_and_do_not_count((task, marks) in marked(), points in 20_u32..) {
        let mut wrong = marks.clone();
        wrong.insert("style".into(), points);
        prop_assert_eq!(misfits(&task, &wrong), [Misfit::Criterion("style".into())]);
        prop_assert_eq!(tally(&task, &wrong), tally(&task, &marks));
        let mut high = marks;
        high.insert("c0".into(), points);
        prop_assert_eq!(misfits(&task, &high), [Misfit::Points("c0".into())]);
    }

    #[test]
    fn a_pass_is_never_rounded_into(points in 0_u32..10_000, maximum in 1_u32..10_000, percent in 0_u32..=100) {
        let share = f64::from(points) * 100.0 / f64::from(maximum);
        if (share - f64::from(percent)).abs() > 1e-6 {
            prop_assert_eq!(passes(points, maximum, percent), share > f64::from(percent));
        } else {
            prop_assert!(passes(points, maximum, percent));
        }
        prop_assert!(passes(maximum, maximum, percent));
    }

    #[test]
    fn only_who_knows_the_current_grading_saves(current in 0_i32..5, posted in 0_i32..5, same_grader: bool, points in 0_u32..3) {
        let standing = (current > 0).then(|| given(current, 1, 0));
        let mine = given(posted, if same_grader { 1 } else { 2 }, points);
        let repeats = current > 0 && same_grader && points == 0;
        let expected = match (repeats, posted == current) {
            (true, _) => Verdict::Already,
            (_, true) => Verdict::Save(current + 1),
            _ => Verdict::Conflict,
        };
        prop_assert_eq!(verdict(standing.as_ref(), &mine), expected);
    }

    #[test]
    fn an_order_is_stable_and_whole(grader: u128, attempts in proptest::collection::btree_set(any::<u128>(), 0..30)) {
        let list: Vec<Uuid> = attempts.iter().map(|attempt| id(*attempt)).collect();
        let once = in_order(id(grader), list.clone(), |attempt| *attempt);
        let again = in_order(id(grader), list.iter().rev().copied().collect(), |attempt| *attempt);
        prop_assert_eq!(&once, &again);
        let mut sorted = once.clone();
        sorted.sort();
        prop_assert_eq!(sorted, list);
        // Another answer that comes in does not change the order of those that are there.
        if let Some((last, rest)) = once.split_last() {
            let without = once.iter().filter(|attempt| *attempt != last).copied().collect();
            prop_assert_eq!(in_order(id(grader), without, |attempt| *attempt), rest);
        }
    }

    #[test]
    fn going_on_meets_everybody_who_waits(waits in proptest::collection::vec(any::<bool>(), 1..20), start in any::<proptest::sample::Index>()) {
        let mut order: Vec<(Uuid, bool)> = waits.iter().zip(0..).map(|(waits, nth)| (id(nth), *waits)).collect();
        let wanted = waits.iter().filter(|waits| **waits).count();
        let mut here = start.get(&order).0;
        let mut met = usize::from(start.get(&order).1);
        order.iter_mut().filter(|(attempt, _)| *attempt == here).for_each(|(_, waits)| *waits = false);
        while let Some(next) = next_waiting(&order, Some(here)) {
            prop_assert_ne!(next, here);
            order.iter_mut().filter(|(attempt, _)| *attempt == next).for_each(|(_, waits)| *waits = false);
            here = next;
            met += 1;
        }
        prop_assert_eq!(met, wanted);
    }
}

#[test]
fn graders_have_different_orders() {
    let attempts: Vec<Uuid> = (0..20).map(id).collect();
    let order = |grader| in_order(id(grader), attempts.clone(), |attempt| *attempt);
    assert_ne!(order(100), order(101));
}

#[test]
fn an_answer_that_waits_alone_is_not_its_own_next() {
    let order = [(id(1), true), (id(2), false)];
    assert_eq!(next_waiting(&order, Some(id(1))), None);
    assert_eq!(next_waiting(&order, None), Some(id(1)));
    assert_eq!(next_waiting(&order, Some(id(9))), Some(id(1)));
    assert_eq!(next_waiting(&[], None), None);
}

#[test]
fn nothing_to_keep_is_not_kept() {
    let empty = Given { version: 0, grader: id(1), marks: Marks::new(), feedback: String::new() };
    assert_eq!(verdict(None, &empty), Verdict::Already);
    assert_eq!(verdict(Some(&given(3, 1, 2)), &given(3, 2, 2)), Verdict::Save(4));
}

#[test]
fn a_task_without_points_is_not_passed() {
    assert!(!passes(0, 0, 0));
    assert!(passes(7, 10, 70));
    assert!(!passes(69, 100, 70));
}

#[test]
fn a_release_can_be_taken_back_for_ten_minutes() {
    assert!(may_undo(at(0), at(599)));
    assert!(!may_undo(at(0), at(600)));
    assert_eq!(settles_at(at(0)), at(600));
}

#[test]
fn a_grading_after_a_release_is_dated_after_it() {
    assert_eq!(after(at(5), None), at(5));
    assert_eq!(after(at(5), Some(at(1))), at(5));
    assert_eq!(after(at(5), Some(at(5))), at(5) + Duration::microseconds(1));
    assert_eq!(after(at(5), Some(at(9))), at(9) + Duration::microseconds(1));
}

#[test]
fn graders_are_letters_in_the_order_in_which_they_came() {
    let graders = [id(7), id(3), id(7), id(5)];
    assert_eq!(letter(&graders, id(7)), "A");
    assert_eq!(letter(&graders, id(3)), "B");
    assert_eq!(letter(&graders, id(5)), "C");
    let many: Vec<Uuid> = (0..30).map(id).collect();
    assert_eq!(letter(&many, id(26)), "A2");
}

#[test]
fn feedback_is_kept_without_what_forms_add() {
    assert_eq!(clean_feedback("  a\r\nb \r\n"), "a\nb");
}
