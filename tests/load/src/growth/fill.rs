//! Fills a database with people by statements over whole sets, as its owner: persons in groups of 20, 40 and 60, of
//! agencies of five thousand, over three years; what they read, sat, saved and handed in; certificates, mails, sessions, and
//! the lines of the log. Ten saves for each person.
//!
//! Triggers rest meanwhile, and constraints and indexes are made anew at the end, which is several times as fast and has
//! the database check every row. That the tables are then as they were is looked at.

use std::process::{Command, Stdio};
use std::time::Instant;

use serde::Serialize;
use tokio_postgres::Client;

use crate::server::Stage;
use crate::{Res, check, people, tell};

/// What gets rows.
const TABLES: [&str; 24] = [
    "agencies",
    "answer_ops",
    "attempt_items",
    "attempts",
    "audit_log",
    "certificate_files",
    "certificates",
    "cohort_instructors",
    "cohort_modules",
    "cohorts",
    "completions",
    "enrolments",
    "extra_times",
    "grades",
    "invitations",
    "lesson_reads",
    "mails",
    "passwords",
    "persons",
    "results",
    "role_grants",
    "sessions",
    "submissions",
    "withdrawals",
];

const STEPS: [(&str, &str); 5] = [
    ("constraints taken down", include_str!("fill/begin.sql")),
    ("people", include_str!("fill/people.sql")),
    ("sittings", include_str!("fill/sittings.sql")),
    ("certificates and the log", include_str!("fill/papers.sql")),
    ("constraints and indexes", include_str!("fill/end.sql")),
];

/// How the tables are made, in one text.
const SHAPE: &str = "
    SELECT string_agg(one, E'\\n' ORDER BY one) FROM (
        SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS one FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT format('%s %s %s', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal) all_of_it";

/// What a fill came to.
#[derive(Serialize)]
pub struct Filled {
    pub answers: i64,
    pub seconds: f64,
    pub megabytes: f64,
    /// The largest tables with their indexes: name, rows, megabytes.
    pub tables: Vec<(String, i64, f64)>,
}

pub async fn fill(stage: &Stage, people: u32) -> Res<Filled> {
    let begin = Instant::now();
    let client = check::connect(&stage.data).await?;
    be_nice(&client).await?;
    let shape: String = client.query_one(SHAPE, &[]).await?.try_get(0)?;
    let module =
        "SELECT v.id::text, v.content -> 'task' ->> 'id' FROM module_versions v JOIN modules m ON m.id = v.module_id
                  WHERE m.slug = $1 ORDER BY v.number DESC LIMIT 1";
    let module = client.query_one(module, &[&people::MODULE]).await?;
    let (module, task): (String, String) = (module.try_get(0)?, module.try_get(1)?);
    let tables = format!("ARRAY['{}']", TABLES.join("', '"));
    for (name, text) in STEPS {
        let begin = Instant::now();
        let values = [
            (":people", people.to_string()),
            (":tables", tables.clone()),
            (":'module'", format!("'{module}'")),
            (":'task'", format!("'{task}'")),
            (":'course'", format!("'{}'", people::WHOLE_COURSE)),
        ];
        let text = values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
        client.batch_execute(&text).await.map_err(|error| format!("{name}: {error:?}"))?;
        tell(&format!("  {name}: {:.0} s", begin.elapsed().as_secs_f64()));
    }
    // As they are after a night: seen by everybody, with what the planner knows.
    for text in ["VACUUM (FREEZE, ANALYZE)", "CHECKPOINT"] {
        client.batch_execute(text).await?;
    }
    let seconds = begin.elapsed().as_secs_f64();
    if client.query_one(SHAPE, &[]).await?.try_get::<_, String>(0)? != shape {
        return Err("the tables are not as they were before the fill".into());
    }
    let held: i64 =
        client.query_one("SELECT count(*) FROM persons WHERE email LIKE 'grown%'", &[]).await?.try_get(0)?;
    if held != i64::from(people) {
        return Err(format!("{held} of {people} people are there").into());
    }
    let answers: i64 = client.query_one("SELECT count(*) FROM answer_ops", &[]).await?.try_get(0)?;
    let large = "SELECT relname::text, reltuples::bigint, pg_total_relation_size(oid) / 1048576.0::float8 FROM pg_class
                 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 3 DESC LIMIT 10";
    let rows = client.query(large, &[]).await?;
    let tables =
        rows.iter().map(|row| Res::Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))).collect::<Res<_>>()?;
    let size = client.query_one("SELECT pg_database_size(current_database()) / 1048576.0::float8", &[]).await?;
    Ok(Filled { answers, seconds, megabytes: size.try_get(0)?, tables })
}

/// Others may be working on the machine.
async fn be_nice(client: &Client) -> Res<()> {
    let pid: i32 = client.query_one("SELECT pg_backend_pid()", &[]).await?.try_get(0)?;
    let command = Command::new("renice").args(["-n", "10", "-p", &pid.to_string()]).stdout(Stdio::null()).status();
    // Where it cannot be done, the fill is done all the same.
    let _ = command;
    Ok(())
}
