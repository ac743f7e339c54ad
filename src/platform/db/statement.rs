//! SQL of our own that the database prepares once for each connection.
//!
//! [`diesel::sql_query`] is prepared anew at every call, because its text might be another each time: one round trip more,
//! and the whole planning. A [`statement`] is a constant, so the connection keeps it. Its parameters are written `$1`, `$2`
//! … in this order, each once.

use std::marker::PhantomData;

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{HasSqlType, Untyped};

/// A constant text with its parameters; used as [`diesel::sql_query`] is.
pub struct Statement<B> {
    sql: &'static str,
    binds: B,
}

pub fn statement(sql: &'static str) -> Statement<()> {
    Statement { sql, binds: () }
}

impl<B> Statement<B> {
    /// The value of the next parameter.
    pub fn bind<ST, V>(self, value: V) -> Statement<Bound<B, V, ST>> {
        Statement { sql: self.sql, binds: Bound { before: self.binds, value, kind: PhantomData } }
    }
}

/// A value after those before it.
pub struct Bound<B, V, ST> {
    before: B,
    value: V,
    kind: PhantomData<ST>,
}

/// Writes the text up to each parameter, and the parameter.
pub trait Binds {
    fn walk<'b>(&'b self, parts: &mut dyn Iterator<Item = &'static str>, out: AstPass<'_, 'b, Pg>) -> QueryResult<()>;
}

impl Binds for () {
    fn walk<'b>(
        &'b self,
        parts: &mut dyn Iterator<Item = &'static str>,
        mut out: AstPass<'_, 'b, Pg>,
    ) -> QueryResult<()> {
        out.push_sql(parts.next().unwrap_or_default());
        Ok(())
    }
}

impl<B: Binds, V: ToSql<ST, Pg>, ST> Binds for Bound<B, V, ST>
where
    Pg: HasSqlType<ST>,
{
    fn walk<'b>(
        &'b self,
        parts: &mut dyn Iterator<Item = &'static str>,
        mut out: AstPass<'_, 'b, Pg>,
    ) -> QueryResult<()> {
        self.before.walk(parts, out.reborrow())?;
        out.push_bind_param::<ST, V>(&self.value)?;
        let rest = parts.next().unwrap_or_default();
        out.push_sql(rest.trim_start_matches(|digit: char| digit.is_ascii_digit()));
        Ok(())
    }
}

impl<B: Binds> QueryFragment<Pg> for Statement<B> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.binds.walk(&mut self.sql.split('$'), out)
    }
}

impl<B> QueryId for Statement<B> {
    type QueryId = ();
    // The text is the key.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<B> Query for Statement<B> {
    type SqlType = Untyped;
}

#[cfg(test)]
mod tests {
    use diesel::sql_types::{Integer, Text};

    use super::*;

    #[test]
    fn the_text_stays_as_it_is_and_may_be_kept() {
        let asked = statement("SELECT $1 || x FROM t WHERE a = $2 AND b").bind::<Text, _>("a").bind::<Integer, _>(2);
        let told = diesel::debug_query::<Pg, _>(&asked).to_string();
        assert_eq!(told, r#"SELECT $1 || x FROM t WHERE a = $2 AND b -- binds: ["a", 2]"#);
        assert!(asked.is_safe_to_cache_prepared(&Pg).unwrap());
        assert!(!diesel::sql_query("SELECT 1").is_safe_to_cache_prepared(&Pg).unwrap());
    }
}
