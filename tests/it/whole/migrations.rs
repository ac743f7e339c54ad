//! The schema: every migration can be taken back, the program knows the tables as they are, each table has an owner.

use std::collections::BTreeMap;

use portolan::platform::db::migrate;

use super::source::{files, read};
use crate::support::{TestApp, query, site};

/// Everything in the schema, a line to each thing.
const CATALOG: &str = "
    SELECT 'column ' || table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable || ' '
           || coalesce(column_default, '') || ' ' || is_identity AS line
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
    UNION ALL
    SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'view ' || viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'
    UNION ALL
    SELECT 'policy ' || polrelid::regclass || ' ' || polname || ' ' || polcmd::text || ' '
           || coalesce(pg_get_expr(polqual, polrelid), '') || ' ' || coalesce(pg_get_expr(polwithcheck, polrelid), '')
      FROM pg_policy
    UNION ALL
    SELECT 'rows of ' || relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    UNION ALL
    SELECT 'type ' || typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
    ORDER BY line";

async fn catalog(url: &str) -> Vec<String> {
    let lines = query(url, CATALOG).await;
    lines.into_iter().filter(|line| !line.contains("__diesel_schema_migrations")).collect()
}

#[actix_web::test]
async fn every_migration_can_be_taken_back_and_run_again() {
    let site = site();
    let url = site.url(&site.empty_database().await);
    let empty = catalog(&url).await;
    let ran = migrate::up(&url).unwrap();
    assert_eq!(ran, migrate::names().unwrap());
    assert_eq!(migrate::up(&url).unwrap(), Vec::<String>::new(), "running it twice does nothing");
    let full = catalog(&url).await;
    for name in ran.iter().rev() {
        assert_eq!(migrate::down(&url).unwrap(), *name);
    }
    assert_eq!(catalog(&url).await, empty, "down.sql leaves something behind");
    assert!(migrate::down(&url).is_err(), "there is nothing left to take back");
    migrate::up(&url).unwrap();
    assert_eq!(catalog(&url).await, full);
}

/// Table → its columns as `name type`, in order, as `diesel::table!` says them.
fn declared() -> BTreeMap<String, Vec<String>> {
    let schema = read("src/platform/db/schema.rs");
    let mut tables = BTreeMap::new();
    for body in schema.split("diesel::table! {").skip(1) {
        let mut lines = body.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
        let name = lines.next().unwrap().split(' ').next().unwrap().to_owned();
        let columns = lines.take_while(|line| *line != "}").map(|line| line.trim_end_matches(',').replace(" ->", ""));
        tables.insert(name, columns.collect());
    }
    tables
}

#[actix_web::test]
async fn the_program_knows_the_tables_as_they_are() {
    let site = site();
    let url = site.url(&site.empty_database().await);
    migrate::up(&url).unwrap();
    let columns = "
        SELECT c.table_name, c.column_name, c.udt_name, c.is_nullable FROM information_schema.columns c
          JOIN information_schema.tables t USING (table_schema, table_name)
         WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
         ORDER BY c.table_name, c.ordinal_position";
    let mut real: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in query(&url, columns).await.iter().filter(|row| !row.starts_with("__diesel")) {
        let parts: Vec<&str> = row.split('|').collect();
        let kind = diesel_type(parts[2]);
        let kind = if parts[3] == "YES" { format!("Nullable<{kind}>") } else { kind.to_owned() };
        real.entry(parts[0].to_owned()).or_default().push(format!("{} {kind}", parts[1]));
    }
    let declared = declared();
    for (table, columns) in &real {
        assert_eq!(declared.get(table), Some(columns), "src/platform/db/schema.rs differs at `{table}`");
    }
    let unknown: Vec<&String> = declared.keys().filter(|table| !real.contains_key(*table)).collect();
    assert!(unknown.is_empty(), "src/platform/db/schema.rs has tables that no migration makes: {unknown:?}");
}

fn diesel_type(udt: &str) -> &str {
    match udt {
        "uuid" => "Uuid",
        "text" => "Text",
        "jsonb" => "Jsonb",
        "timestamptz" => "Timestamptz",
        "date" => "Date",
        "int2" => "SmallInt",
        "int4" => "Integer",
        "int8" => "BigInt",
        "bool" => "Bool",
        "bytea" => "Binary",
        "float8" => "Double",
        "numeric" => "Numeric",
        other => panic!("add the type {other} to {}", file!()),
    }
}

#[test]
fn every_table_has_an_owner() {
    let owners = read("migrations/README.md");
    for (file, sql) in files("migrations", "up.sql") {
        for rest in sql.split("CREATE TABLE ").skip(1) {
            let table = rest.split([' ', '(']).next().unwrap();
            let is_owned = owners.lines().any(|line| line.starts_with('|') && line.contains(&format!("`{table}`")));
            assert!(is_owned, "{file} makes `{table}`: say in migrations/README.md which part writes it");
        }
    }
}

#[actix_web::test]
async fn servers_that_start_together_all_let_their_role_in() {
    let test = TestApp::start().await;
    let start = |url: String| {
        std::thread::spawn(move || {
            (0..10).try_for_each(|_| migrate::admit(&url, "portolan_app").map_err(|error| error.to_string()))
        })
    };
    let starts: Vec<_> = (0..6).map(|_| start(test.url())).collect();
    for start in starts {
        assert_eq!(start.join().unwrap(), Ok(()));
    }
}
