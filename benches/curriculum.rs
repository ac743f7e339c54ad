//! What reading and checking the whole curriculum costs: every author waits for it.

use std::path::Path;

use portolan::features::curriculum;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 10)]
fn read_and_check() -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("curriculum");
    curriculum::load(&root).0.modules.len()
}
