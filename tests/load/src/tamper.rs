//! Harm done to the ledger past the server, to prove that the check sees it. The database refuses such changes; the
//! owner of the table can lift that.

use tokio_postgres::Client;

use crate::Res;

pub struct Harm {
    pub name: &'static str,
    /// What the check must say.
    pub kind: &'static str,
    act: &'static str,
    undo: &'static str,
}

const TARGET: &str = "CREATE TEMP TABLE IF NOT EXISTS target AS SELECT * FROM answer_ops
                      WHERE device NOT IN ('form', 'decision') ORDER BY op_id LIMIT 1";

pub const HARMS: [Harm; 10] = [
    Harm {
        name: "a row is gone",
        kind: "lost",
        act: "DELETE FROM answer_ops WHERE op_id IN (SELECT op_id FROM target)",
        undo: "INSERT INTO answer_ops OVERRIDING SYSTEM VALUE SELECT * FROM target",
    },
    Harm {
        name: "a row is there under another id too",
        kind: "twice",
        act: "INSERT INTO answer_ops (op_id, attempt_id, device, seq, kind, question, value, sha256, prev, made_at,
                                      mono_ms, received_at, late)
              SELECT 'ffffffff-ffff-4fff-bfff-ffffffffffff', attempt_id, device || 'x', seq, kind, question, value,
                     sha256, prev, made_at, mono_ms, received_at, late FROM target",
        undo: "DELETE FROM answer_ops WHERE op_id = 'ffffffff-ffff-4fff-bfff-ffffffffffff'",
    },
    Harm {
        name: "a row says something else",
        kind: "other body",
        act: "UPDATE answer_ops SET value = '[\"something else\"]' WHERE op_id IN (SELECT op_id FROM target)",
        undo: "UPDATE answer_ops a SET value = t.value FROM target t WHERE a.op_id = t.op_id",
    },
    Harm {
        name: "a row has another time",
        kind: "other time",
        act: "UPDATE answer_ops SET received_at = received_at + interval '1 s'
              WHERE op_id IN (SELECT op_id FROM target)",
        undo: "UPDATE answer_ops a SET received_at = t.received_at FROM target t WHERE a.op_id = t.op_id",
    },
    Harm {
        name: "a receipt of an attempt is another",
        kind: "other receipt",
        act: "CREATE TEMP TABLE IF NOT EXISTS receipt AS SELECT * FROM submissions ORDER BY attempt_id LIMIT 1;
              UPDATE submissions SET receipt = 'R-0000-0000' WHERE attempt_id IN (SELECT attempt_id FROM receipt)",
        undo: "UPDATE submissions s SET receipt = r.receipt FROM receipt r WHERE s.attempt_id = r.attempt_id",
    },
    Harm {
        name: "a job is there that nobody does",
        kind: "dead job",
        act: "INSERT INTO jobs (id, kind, payload, run_at, created_at)
              VALUES ('ffffffff-ffff-4fff-bfff-ffffffffffff', 'nobody', '{}', now(), now())",
        undo: "DELETE FROM jobs WHERE kind = 'nobody'",
    },
    Harm {
        name: "a job waits for days",
        kind: "job that nobody does",
        act: "INSERT INTO jobs (id, kind, payload, run_at, created_at)
              VALUES ('ffffffff-ffff-4fff-bfff-ffffffffffff', 'nobody', '{}', now() + interval '3 days', now())",
        undo: "DELETE FROM jobs WHERE kind = 'nobody'",
    },
    Harm {
        name: "an attempt is closed by a clock that is ahead",
        kind: "closed by the clock",
        act: "UPDATE submissions SET by_clock = true WHERE attempt_id IN (SELECT attempt_id FROM submissions LIMIT 1)",
        undo: "UPDATE submissions SET by_clock = false",
    },
    Harm {
        name: "a mail is written twice",
        kind: "mail twice",
        act: "CREATE TEMP TABLE IF NOT EXISTS mail AS SELECT * FROM mails WHERE sent_at IS NOT NULL LIMIT 1;
              UPDATE mail SET id = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
              INSERT INTO mails SELECT * FROM mail",
        undo: "DELETE FROM mails WHERE id = 'ffffffff-ffff-4fff-bfff-ffffffffffff'",
    },
    Harm {
        name: "somebody has two certificates of one course",
        kind: "certificate twice",
        act: "DROP INDEX certificates_first;
              CREATE TEMP TABLE IF NOT EXISTS second AS SELECT * FROM certificates LIMIT 1;
              UPDATE second SET id = 'ffffffff-ffff-4fff-bfff-ffffffffffff', number = 'second';
              INSERT INTO certificates SELECT * FROM second",
        undo: "DELETE FROM certificates WHERE number = 'second';
               CREATE UNIQUE INDEX certificates_first ON certificates (enrolment_id) WHERE replaces IS NULL",
    },
];

impl Harm {
    pub async fn act(&self, client: &Client) -> Res<()> {
        past_the_wall(client, self.act).await
    }

    pub async fn undo(&self, client: &Client) -> Res<()> {
        past_the_wall(client, self.undo).await
    }
}

async fn past_the_wall(client: &Client, change: &str) -> Res<()> {
    let script = format!(
        "{TARGET}; ALTER TABLE answer_ops DISABLE TRIGGER USER; {change}; ALTER TABLE answer_ops ENABLE TRIGGER USER"
    );
    Ok(client.batch_execute(&script).await?)
}
