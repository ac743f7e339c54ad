//! What hangs on answers: receipts of attempts, results, jobs, mail, certificates, connections.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use tokio::time::sleep;
use tokio_postgres::Client;

use super::Report;
use crate::Res;
use crate::journal::Event;

/// A transaction of the job runner or of a page that is being read is over sooner.
const SETTLED: Duration = Duration::from_secs(5);

pub async fn check(events: &[Event], client: &Client, report: &mut Report) -> Res<()> {
    submissions(events, client, report).await?;
    jobs(client, report).await?;
    mails(events, client, report).await?;
    certificates(client, report).await?;
    connections(client, report).await
}

async fn submissions(events: &[Event], client: &Client, report: &mut Report) -> Res<()> {
    let rows = client.query("SELECT attempt_id::text, receipt FROM submissions", &[]).await?;
    let mut kept = BTreeMap::new();
    for row in &rows {
        kept.insert(row.try_get::<_, String>(0)?, row.try_get::<_, String>(1)?);
    }
    let mut checked = 0;
    for event in events {
        let Event::HandedIn { attempt, code, .. } = event else { continue };
        checked += 1;
        match kept.get(attempt) {
            None => report.find("lost", format!("attempt {attempt} was handed in: {code}")),
            Some(own) if own != code => report.find("other receipt", format!("attempt {attempt}: {code} and {own}")),
            Some(_) => {}
        }
    }
    report.counts.insert("attempts handed in", checked);
    let unmarked = "SELECT 'attempt ' || attempt_id FROM submissions JOIN attempts ON id = attempt_id
                    WHERE purpose = 'quiz' AND NOT EXISTS (SELECT FROM results r WHERE r.attempt_id = id)";
    report.find_rows(client, "not marked", unmarked).await?;
    // Every device hands in, long before the time is over by a right clock.
    let closed = "SELECT 'attempt ' || attempt_id || ', at ' || submitted_at FROM submissions WHERE by_clock";
    report.find_rows(client, "closed by the clock", closed).await?;
    let several = "SELECT 'enrolment ' || enrolment_id FROM attempts a
                   WHERE NOT EXISTS (SELECT FROM submissions WHERE attempt_id = a.id)
                   GROUP BY enrolment_id, module_version_id, purpose HAVING count(*) > 1";
    report.find_rows(client, "begun twice", several).await
}

/// Every job has somebody who does it, and everything that waits for a job has one.
async fn jobs(client: &Client, report: &mut Report) -> Res<()> {
    let overdue = "SELECT kind || ' ' || id || coalesce(': ' || last_error, '') FROM jobs
                   WHERE dead_at IS NULL AND run_at < now() - interval '10 s'
                     AND (leased_until IS NULL OR leased_until < now() - interval '10 s')";
    report.find_rows(client, "job that nobody does", overdue).await?;
    // A pause has an hour at most, and nothing in the course of a proof is planned for later but the end of sittings.
    let far = "SELECT kind || ' ' || id || ' waits until ' || run_at FROM jobs
               WHERE dead_at IS NULL AND kind <> 'close-attempt' AND run_at > now() + interval '65 min'";
    report.find_rows(client, "job that nobody does", far).await?;
    let dead = "SELECT kind || ' ' || id || coalesce(': ' || last_error, '') FROM jobs
                WHERE dead_at IS NOT NULL AND kind <> 'mail'";
    report.find_rows(client, "dead job", dead).await?;
    let without = "SELECT 'attempt ' || a.id || ' is never closed' FROM attempts a
                   WHERE due_at IS NOT NULL AND NOT EXISTS (SELECT FROM submissions WHERE attempt_id = a.id)
                     AND NOT EXISTS (SELECT FROM jobs WHERE kind = 'close-attempt'
                                     AND payload->>'attempt' = a.id::text AND dead_at IS NULL)";
    report.find_rows(client, "no job", without).await?;
    let silent = "SELECT 'mail ' || m.id || ' is never sent' FROM mails m
                  WHERE sent_at IS NULL AND failed_at IS NULL
                    AND NOT EXISTS (SELECT FROM jobs WHERE kind = 'mail' AND payload->>'mail' = m.id::text)";
    report.find_rows(client, "no job", silent).await?;
    let uncertified = "SELECT DISTINCT 'enrolment ' || a.enrolment_id || ' passed and has no certificate'
                       FROM results r JOIN attempts a ON a.id = r.attempt_id
                       WHERE r.passed AND NOT EXISTS (SELECT FROM certificates c WHERE c.enrolment_id = a.enrolment_id)
                         AND NOT EXISTS (SELECT FROM jobs WHERE payload->>'enrolment' = a.enrolment_id::text
                                         AND dead_at IS NULL)";
    report.find_rows(client, "no job", uncertified).await
}

/// No mail is written twice, and none counts as sent that no relay took.
async fn mails(events: &[Event], client: &Client, report: &mut Report) -> Res<()> {
    let twice = "SELECT template || ' to ' || recipient || ', ' || count(*) || ' times' FROM mails
                 GROUP BY template, recipient, certificate_id HAVING count(*) > 1";
    report.find_rows(client, "mail twice", twice).await?;
    let mut taken: BTreeMap<&str, u64> = BTreeMap::new();
    for event in events {
        if let Event::Mail { message_id, .. } = event {
            *taken.entry(message_id.trim_start_matches('<').split('@').next().unwrap_or_default()).or_default() += 1;
        }
    }
    let rows = client.query("SELECT id::text, sent_at IS NOT NULL FROM mails", &[]).await?;
    let mut known = BTreeSet::new();
    for row in &rows {
        let id: String = row.try_get(0)?;
        if row.try_get(1)? && !taken.contains_key(id.as_str()) {
            report.find("mail lost", format!("{id} counts as sent, and the relay never took it"));
        }
        known.insert(id);
    }
    for id in taken.keys().filter(|id| !known.contains(**id)) {
        report.find("nobody made it", format!("the relay took a mail {id}"));
    }
    report.counts.insert("mails", rows.len() as u64);
    // A server that is killed between the relay's word and its own note sends once more, under the same Message-ID, by
    // which a relay drops the second copy.
    report.counts.insert("second copies under the same Message-ID", taken.values().map(|count| count - 1).sum());
    Ok(())
}

async fn certificates(client: &Client, report: &mut Report) -> Res<()> {
    let several = "SELECT 'person ' || c.person_id || ', ' || count(*) || ' certificates' FROM certificates c
                   JOIN cohorts o ON o.id = c.cohort_id
                   WHERE NOT EXISTS (SELECT FROM revocations r WHERE r.certificate_id = c.id)
                   GROUP BY c.person_id, o.course_version_id HAVING count(*) > 1";
    report.find_rows(client, "certificate twice", several).await?;
    let count: i64 = client.query_one("SELECT count(*) FROM certificates", &[]).await?.try_get(0)?;
    report.counts.insert("certificates", u64::try_from(count).unwrap_or(0));
    Ok(())
}

/// No connection keeps a transaction open that nobody works on.
async fn connections(client: &Client, report: &mut Report) -> Res<()> {
    let open = "SELECT 'connection ' || pid || ': ' || left(query, 200) FROM pg_stat_activity
                WHERE state LIKE 'idle in transaction%'";
    let begin = Instant::now();
    while begin.elapsed() < SETTLED && !client.query(open, &[]).await?.is_empty() {
        sleep(Duration::from_millis(100)).await;
    }
    report.find_rows(client, "open transaction", open).await
}
