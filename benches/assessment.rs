//! What a sitting costs in processor time beside the database: choosing the questions, showing them, the hash of a
//! save, and the marking.

#![expect(clippy::expect_used, reason = "a benchmark without its samples says so and ends")]

use std::path::Path;

use divan::Bencher;
use portolan::base::ids::Uuid;
use portolan::base::lang::Lang;
use portolan::features::curriculum::{self, ModuleContent};
use portolan::features::questions::{ask, draw, mark};
use portolan::features::quizzes::Op;

fn main() {
    divan::main();
}

/// The first module of the real curriculum, with its whole bank.
fn module() -> ModuleContent {
    let (curriculum, _) = curriculum::load(Path::new(env!("CARGO_MANIFEST_DIR")).join("curriculum").as_path());
    curriculum.modules.into_iter().next().expect("the curriculum has modules").content
}

#[divan::bench]
fn draw_one_quiz(bencher: Bencher) {
    let module = module();
    let mut seed = 0;
    bencher.bench_local(|| {
        seed += 1;
        draw(&module.items, &module.quiz, seed)
    });
}

#[divan::bench]
fn show_twelve_questions(bencher: Bencher) {
    let module = module();
    bencher.bench(|| module.items.iter().take(12).filter_map(|item| ask(item, Lang::En, 7)).count());
}

#[divan::bench]
fn mark_twelve_questions(bencher: Bencher) {
    let module = module();
    let answer = ["a".to_owned()];
    bencher.bench(|| module.items.iter().take(12).map(|item| mark(item, &answer).points_milli).sum::<u32>());
}

#[divan::bench(args = [20, 3_000])]
fn hash_a_save(bencher: Bencher, letters: usize) {
    let op = Op {
        op_id: Uuid::nil(),
        attempt: Uuid::nil(),
        device: "d".into(),
        seq: 1,
        kind: "answer".into(),
        question: "q1".into(),
        value: vec!["x".repeat(letters)],
        made_at: "2026-01-01T12:00:00.000Z".into(),
        mono_ms: 5,
        sha256: String::new(),
        prev: String::new(),
    };
    bencher.bench(|| op.hash());
}
