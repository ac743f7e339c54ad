//! Every acknowledged answer is there once, and every receipt is good.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use tokio_postgres::Client;

use super::{Keys, Report};
use crate::Res;
use crate::journal::Event;
use crate::save::{Receipt, Save};

/// What the devices remember.
#[derive(Default)]
struct Memory<'a> {
    /// Saves by id and hash.
    made: HashMap<(&'a str, &'a str), &'a Save>,
    ids: HashSet<&'a str>,
    stored: BTreeMap<(&'a str, &'a str), Vec<&'a Receipt>>,
    held: BTreeSet<(&'a str, &'a str)>,
}

/// The ledger as it stands.
struct Ledger {
    rows: HashMap<String, Vec<(Save, String)>>,
    held: HashMap<(String, String), Vec<Save>>,
    /// Of each attempt and device, the number up to which nothing is missing.
    through: HashMap<(String, String), i32>,
}

pub async fn check(events: &[Event], client: &Client, keys: &Keys, report: &mut Report) -> Res<()> {
    let memory = remember(events, keys, report);
    let ledger = read(client).await?;
    stored(&memory, &ledger, report);
    held(&memory, &ledger, report);
    nothing_else(&memory, &ledger, report);
    forms(events, &ledger, report);
    Ok(())
}

fn remember<'a>(events: &'a [Event], keys: &Keys, report: &mut Report) -> Memory<'a> {
    let mut memory = Memory::default();
    let (mut signatures, mut acknowledgements) = (0, 0);
    for event in events {
        match event {
            Event::Made { save, .. } => {
                memory.made.insert((&save.op_id, &save.sha256), save);
                memory.ids.insert(&save.op_id);
            }
            Event::Acknowledged { person, answer } => {
                signatures += 1;
                let good = keys.get(&answer.kid).is_some_and(|key| answer.is_signed_by(key));
                if !good {
                    let ids: Vec<_> = answer.receipts.iter().map(|one| one.op_id.as_str()).collect();
                    report.find("signature", format!("person {person}, key {}: receipts of {ids:?}", answer.kid));
                }
                for receipt in &answer.receipts {
                    acknowledgements += 1;
                    let key = (receipt.op_id.as_str(), receipt.sha256.as_str());
                    match receipt.status.as_str() {
                        "stored" => memory.stored.entry(key).or_default().push(receipt),
                        "held" => drop(memory.held.insert(key)),
                        other => report.find("strange", format!("{}: {other}", receipt.op_id)),
                    }
                }
            }
            _ => {}
        }
    }
    report.counts.insert("saves made", memory.made.len() as u64);
    report.counts.insert("saves acknowledged as stored", memory.stored.len() as u64);
    report.counts.insert("saves acknowledged as held", memory.held.len() as u64);
    report.counts.insert("acknowledgements", acknowledgements);
    report.counts.insert("signatures checked", signatures);
    memory
}

async fn read(client: &Client) -> Res<Ledger> {
    let query = "SELECT op_id::text, attempt_id::text, device, seq, kind, question, value::text, made_at, mono_ms,
                        sha256, prev, to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')
                 FROM answer_ops";
    let (mut rows, mut seqs): (HashMap<String, Vec<_>>, HashMap<_, BTreeSet<i32>>) = Default::default();
    for row in client.query(query, &[]).await? {
        let value: String = row.try_get(6)?;
        let save = Save {
            op_id: row.try_get(0)?,
            attempt: row.try_get(1)?,
            device: row.try_get(2)?,
            seq: row.try_get(3)?,
            kind: row.try_get(4)?,
            question: row.try_get(5)?,
            value: serde_json::from_str(&value)?,
            made_at: row.try_get(7)?,
            mono_ms: row.try_get(8)?,
            sha256: row.try_get(9)?,
            prev: row.try_get(10)?,
        };
        seqs.entry((save.attempt.clone(), save.device.clone())).or_default().insert(save.seq);
        rows.entry(save.op_id.clone()).or_default().push((save, row.try_get::<_, String>(11)?));
    }
    let whole = |seqs: BTreeSet<i32>| seqs.into_iter().zip(1..).take_while(|(seq, nth)| seq == nth).count();
    let through = seqs.into_iter().map(|(key, seqs)| (key, i32::try_from(whole(seqs)).unwrap_or(i32::MAX))).collect();

    let mut held: HashMap<_, Vec<Save>> = HashMap::new();
    for row in client.query("SELECT op_id::text, sha256, body::text FROM held_ops", &[]).await? {
        let body: String = row.try_get(2)?;
        held.entry((row.try_get(0)?, row.try_get(1)?)).or_default().push(serde_json::from_str(&body)?);
    }
    Ok(Ledger { rows, held, through })
}

fn stored(memory: &Memory<'_>, ledger: &Ledger, report: &mut Report) {
    for (&(id, hash), receipts) in &memory.stored {
        let Some(save) = memory.made.get(&(id, hash)) else {
            report.find("strange", format!("{id}: acknowledged, and nobody made it"));
            continue;
        };
        let told =
            || format!("{id} (attempt {}, {} of {}, number {})", save.attempt, save.kind, save.question, save.seq);
        match ledger.rows.get(id).map(Vec::as_slice) {
            None | Some([]) => report.find("lost", told()),
            Some([(row, received)]) => {
                if row != *save {
                    report.find("other body", format!("{}: {row:?}", told()));
                }
                for receipt in receipts {
                    if !same_time(&receipt.received_at, received) {
                        report.find("other time", format!("{}: {} and {received}", told(), receipt.received_at));
                    }
                    let through = ledger.through.get(&(save.attempt.clone(), save.device.clone())).copied();
                    if receipt.through_seq > through.unwrap_or(0) {
                        report.find("gap", format!("{}: told whole up to {}", told(), receipt.through_seq));
                    }
                }
            }
            Some(_) => report.find("twice", told()),
        }
    }
    let open = memory.made.keys().filter(|key| !memory.stored.contains_key(*key) && !memory.held.contains(*key));
    // The other content of a save that was never answered for is not sent again.
    let is_first = |(id, hash): &&(&str, &str)| ledger.rows.get(*id).is_none_or(|rows| holds(rows, hash));
    for (id, _) in open.filter(is_first) {
        report.find("never answered", *id);
    }
}

fn holds(rows: &[(Save, String)], hash: &str) -> bool {
    rows.iter().any(|(row, _)| row.sha256 == hash)
}

/// A time of a receipt and one of the database, which has microseconds.
fn same_time(receipt: &str, database: &str) -> bool {
    let bare = receipt.trim_end_matches('Z').trim_end_matches("+00:00");
    let (seconds, fraction) = bare.split_once('.').unwrap_or((bare, ""));
    format!("{seconds}.{fraction:0<6}") == database
}

fn held(memory: &Memory<'_>, ledger: &Ledger, report: &mut Report) {
    for &(id, hash) in &memory.held {
        let found = ledger.held.get(&(id.to_owned(), hash.to_owned())).map(Vec::as_slice);
        match (found, memory.made.get(&(id, hash))) {
            (None | Some([]), _) => report.find("lost", format!("{id}: acknowledged as held, with hash {hash}")),
            (Some([body]), Some(save)) if body == *save => {}
            (Some([body]), _) => report.find("other body", format!("{id}: held as {body:?}")),
            (Some(_), _) => report.find("twice", format!("{id}: held more than once")),
        }
    }
}

/// Nothing is in the ledger that nobody made, and nothing under two names.
fn nothing_else(memory: &Memory<'_>, ledger: &Ledger, report: &mut Report) {
    let mut contents = HashMap::new();
    let mut own = 0_u64;
    for (row, _) in ledger.rows.values().flatten() {
        if ["form", "decision"].contains(&row.device.as_str()) {
            continue;
        }
        own += 1;
        if !memory.ids.contains(row.op_id.as_str()) {
            report.find("nobody made it", format!("{} (attempt {}, device {})", row.op_id, row.attempt, row.device));
        } else if memory.made.get(&(row.op_id.as_str(), row.sha256.as_str())).is_none_or(|save| *save != row) {
            report.find("other body", format!("{}: {row:?}", row.op_id));
        }
        let content = (&row.attempt, &row.kind, &row.question, &row.value, &row.made_at, row.mono_ms, row.seq);
        if let Some(first) = contents.insert(content, &row.op_id) {
            report.find("twice", format!("{first} and {} say the same", row.op_id));
        }
    }
    report.counts.insert("saves in the ledger", own);
}

/// What a plain form said and the server took is there, once.
fn forms(events: &[Event], ledger: &Ledger, report: &mut Report) {
    let mut by_form: HashMap<(&str, &str, &[String]), u64> = HashMap::new();
    for (row, _) in ledger.rows.values().flatten().filter(|(row, _)| row.device == "form") {
        *by_form.entry((&row.attempt, &row.question, &row.value)).or_default() += 1;
    }
    let mut checked = 0;
    for event in events {
        let Event::Form { attempt, said, .. } = event else { continue };
        for (question, value) in said {
            checked += 1;
            match by_form.get(&(attempt.as_str(), question.as_str(), value.as_slice())) {
                None => report.find("lost", format!("attempt {attempt}, {question}: {value:?}, sent by form")),
                Some(1) => {}
                Some(_) => report.find("twice", format!("attempt {attempt}, {question}: {value:?}, sent by form")),
            }
        }
    }
    report.counts.insert("answers by form", checked);
}

#[cfg(test)]
mod tests {
    use super::same_time;

    #[test]
    fn times_are_compared_to_the_microsecond() {
        assert!(same_time("2026-11-24T12:00:00.123456Z", "2026-11-24T12:00:00.123456"));
        assert!(same_time("2026-11-24T12:00:00.120Z", "2026-11-24T12:00:00.120000"));
        assert!(same_time("2026-11-24T12:00:00Z", "2026-11-24T12:00:00.000000"));
        assert!(!same_time("2026-11-24T12:00:00.123457Z", "2026-11-24T12:00:00.123456"));
    }
}
