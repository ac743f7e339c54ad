//! Which questions an attempt gets, and in which order their options stand: always the same for the same seed.

use sha2::{Digest, Sha256};

use crate::features::curriculum::{Bank, Item, Kind, QuizRules, TestRules};

/// A small generator (splitmix64) of our own: an attempt must look the same after every update of a library.
struct Dice {
    state: u64,
}

impl Dice {
    /// Different texts give unrelated rolls for one seed.
    fn new(seed: u64, about: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(seed.to_be_bytes());
        hash.update(about.as_bytes());
        let state = hash.finalize().iter().take(8).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        Self { state }
    }

    fn roll(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `count`, each equally likely (rejection), 0 for 0.
    fn below(&mut self, count: usize) -> usize {
        let count = count as u64;
        if count < 2 {
            return 0;
        }
        let fair = u64::MAX - u64::MAX % count;
        loop {
            let roll = self.roll();
            if roll < fair {
                // Below `count`, which was a usize.
                return (roll % count) as usize;
            }
        }
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// The ids of what is chosen from, in the order in which this attempt shows them; empty for kinds without a choice.
/// Things to order never stand in the right order already.
pub fn shuffled(item: &Item, seed: u64) -> Vec<String> {
    let right = item.kind.option_ids();
    let mut order: Vec<String> = right.iter().map(|id| (*id).to_owned()).collect();
    Dice::new(seed, &item.id).shuffle(&mut order);
    if matches!(item.kind, Kind::Ordering { .. }) && order == right && order.len() > 1 {
        order.rotate_left(1);
    }
    order
}

/// The ids of the questions of one attempt, in the order in which they are asked: the objectives take turns, so each
/// gives as many as the others while it has any. Fewer than `rules.draw` only when there are fewer.
/// Questions of the tests are passed over, for a quiz that asked one would give the test away; and those that nobody
/// has checked, for a wrong key would mark right answers wrong.
pub fn draw(items: &[Item], rules: &QuizRules, seed: u64) -> Vec<String> {
    let mut dice = Dice::new(seed, "draw");
    let mut groups: Vec<(&str, Vec<&Item>)> = Vec::new();
    for item in items.iter().filter(|item| item.in_bank(Bank::Quiz)) {
        match groups.iter_mut().find(|(objective, _)| *objective == item.objective) {
            Some((_, group)) => group.push(item),
            None => groups.push((&item.objective, vec![item])),
        }
    }
    for (_, group) in &mut groups {
        dice.shuffle(group);
    }
    dice.shuffle(&mut groups);
    let wanted =
        usize::try_from(rules.draw).unwrap_or(usize::MAX).min(groups.iter().map(|(_, group)| group.len()).sum());
    let mut drawn: Vec<String> = Vec::new();
    while drawn.len() < wanted {
        for (_, group) in &mut groups {
            if drawn.len() < wanted {
                drawn.extend(group.pop().map(|item| item.id.clone()));
            }
        }
    }
    dice.shuffle(&mut drawn);
    drawn
}

/// Which of a module's two tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Before,
    After,
}

/// The ids of the questions of one of the two tests, in the order in which they are asked. For one seed the two share
/// none: each cell is shuffled once, the test before takes its first part and the test after the next, as many. A cell
/// that holds too few, which the check refuses, gives both the same smaller number.
pub fn draw_test(items: &[Item], rules: &TestRules, seed: u64, half: Half) -> Vec<String> {
    let mut drawn = Vec::new();
    for cell in &rules.blueprint {
        let fits = |item: &&Item| item.objective == cell.objective && item.level == cell.level;
        let mut there: Vec<&Item> = items.iter().filter(|item| item.in_bank(Bank::Test)).filter(fits).collect();
        Dice::new(seed, &format!("cell {} {}", cell.objective, cell.level.name())).shuffle(&mut there);
        let each = usize::try_from(cell.draw).unwrap_or(usize::MAX).min(there.len() / 2);
        let skipped = if half == Half::Before { 0 } else { each };
        drawn.extend(there.iter().skip(skipped).take(each).map(|item| item.id.clone()));
    }
    Dice::new(seed, if half == Half::Before { "before" } else { "after" }).shuffle(&mut drawn);
    drawn
}
