//! What a database holds at one moment, to hold a copy against. `pg_dump` can be told to write out that very moment.

use std::collections::BTreeMap;

use diesel::sql_types::{BigInt, Text};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};

use super::{Conn, Home, connect};
use crate::platform::web::AppError;

/// A moment of a database, which stays as it is for as long as this lives.
pub struct Snapshot {
    conn: Conn,
    id: String,
    _home: Home,
}

/// A table, or the rules of all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    pub rows: i64,
    /// The sum of the hashes of all rows: the same rows, whatever their order.
    pub sum: String,
}

/// By name of the table.
pub type Prints = BTreeMap<String, Print>;

#[derive(diesel::QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(diesel::QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    rows: i64,
    #[diesel(sql_type = Text)]
    sum: String,
}

/// Rows are compared as texts, so these have to be written alike. The owner asks, from whom the tables' own
/// rules hide nothing.
const ALIKE: &str = "SET TIME ZONE 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'iso_8601'; \
                     SET extra_float_digits = 3; SET bytea_output = 'hex'";
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

const TABLES: &str = "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
                      WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1";

/// What watches over the rows: triggers, functions, indexes; and that there are as many constraints, views and
/// rules of rows.
const RULES: &str = "SELECT count(*) AS rows, coalesce(sum(hashtextextended(words, 0)::numeric), 0)::text AS sum FROM (
    SELECT pg_get_triggerdef(oid) AS words FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
    UNION ALL SELECT conrelid::regclass || ' ' || conname FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT viewname::text FROM pg_views WHERE schemaname = 'public'
    UNION ALL SELECT polrelid::regclass || ' shows ' || polname FROM pg_policy
    UNION ALL SELECT oid::regclass || ' is walled' FROM pg_class WHERE relforcerowsecurity AND relrowsecurity
) AS rules";

impl Snapshot {
    pub async fn take(url: &str) -> Result<Self, AppError> {
        let (home, handle) = Home::new().map_err(AppError::internal)?;
        let mut conn = connect(handle, url.to_owned()).await.map_err(|error| AppError::busy(error.to_string()))?;
        conn.batch_execute(ALIKE).await?;
        conn.batch_execute(BEGIN).await?;
        let id: Name = diesel::sql_query("SELECT pg_export_snapshot() AS name").get_result(&mut conn).await?;
        Ok(Self { conn, id: id.name, _home: home })
    }

    /// For `pg_dump --snapshot`.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub async fn tables(&mut self) -> Result<Prints, AppError> {
        let names: Vec<Name> = diesel::sql_query(TABLES).load(&mut self.conn).await?;
        let mut prints = Prints::new();
        for Name { name } in names {
            // The name is quoted by the database.
            let query = format!(
                "SELECT count(*) AS rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text AS sum FROM {name} t"
            );
            let Row { rows, sum } = diesel::sql_query(query).get_result(&mut self.conn).await?;
            prints.insert(name.trim_start_matches("public.").to_owned(), Print { rows, sum });
        }
        Ok(prints)
    }

    pub async fn rules(&mut self) -> Result<Print, AppError> {
        let Row { rows, sum } = diesel::sql_query(RULES).get_result(&mut self.conn).await?;
        Ok(Print { rows, sum })
    }
}

/// In which tables a copy differs, in words.
pub fn differences(original: &Prints, copy: &Prints) -> Vec<String> {
    let rows = |prints: &Prints, name: &str| prints.get(name).map_or("no table".to_owned(), |one| one.rows.to_string());
    let names = original.keys().chain(copy.keys().filter(|name| !original.contains_key(*name)));
    names
        .filter(|name| original.get(*name) != copy.get(*name))
        .map(|name| match (rows(original, name), rows(copy, name)) {
            (before, after) if before == after => format!("{name}: as many rows, and other content"),
            (before, after) => format!("{name}: {after} rows instead of {before}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_differs_by_what_is_missing_what_is_new_and_what_is_other() {
        let prints = |all: &[(&str, i64, &str)]| -> Prints {
            all.iter()
                .map(|(name, rows, sum)| ((*name).to_owned(), Print { rows: *rows, sum: (*sum).to_owned() }))
                .collect()
        };
        let original = prints(&[("a", 1, "7"), ("b", 2, "8"), ("c", 3, "9")]);
        assert!(differences(&original, &original).is_empty());
        let copy = prints(&[("a", 1, "6"), ("b", 1, "3"), ("d", 0, "0")]);
        let told = [
            "a: as many rows, and other content",
            "b: 1 rows instead of 2",
            "c: no table rows instead of 3",
            "d: 0 rows instead of no table",
        ];
        assert_eq!(differences(&original, &copy), told);
    }
}
