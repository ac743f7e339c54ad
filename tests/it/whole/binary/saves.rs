//! A device's queue of saves, as the page's script keeps it.

use portolan::features::quizzes::Op;
use uuid::Uuid;

pub struct Saves {
    attempt: Uuid,
    sent: Vec<Op>,
}

impl Saves {
    /// For the attempt at an address.
    pub fn of(sitting: &str) -> Self {
        Self { attempt: sitting.rsplit('/').next().unwrap().parse().unwrap(), sent: Vec::new() }
    }

    /// The next save. It is in the queue from now on, whatever becomes of it.
    pub fn save(&mut self, kind: &str, question: &str, value: Vec<String>) -> Op {
        let mut op = Op {
            op_id: Uuid::new_v4(),
            attempt: self.attempt,
            device: "phone".into(),
            seq: i32::try_from(self.sent.len()).unwrap() + 1,
            kind: kind.into(),
            question: question.into(),
            value,
            made_at: "2026-11-24T12:00:00.000Z".into(),
            mono_ms: 1000,
            sha256: String::new(),
            prev: self.sent.last().map(|op| op.sha256.clone()).unwrap_or_default(),
        };
        op.sha256 = op.hash();
        self.sent.push(op.clone());
        op
    }

    /// The mark "check later", set or taken away.
    pub fn flag(&mut self, question: &str, on: bool) -> Op {
        self.save("flag", question, if on { vec!["on".to_owned()] } else { Vec::new() })
    }

    /// All of them, the oldest first.
    pub fn sent(&self) -> &[Op] {
        &self.sent
    }
}
