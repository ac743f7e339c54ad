//! The form and the programmes as published: versions that never change, the newest of each read whole.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::actions::{Imported, hash_of, note, number_after};
use super::{Curriculum, EvaluationForm, Programme};
use crate::base::clock::Instant;
use crate::base::ids::new_id;
use crate::platform::db::Conn;
use crate::platform::db::schema::document_versions;
use crate::platform::web::AppError;

const FORM: &str = "form";
const PROGRAMME: &str = "programme";

/// The one form's slug, as its file is called.
const END_OF_COURSE: &str = "end-of-course";

/// The newest version of a document, with its number.
#[derive(Clone, Debug)]
pub struct Published<T> {
    pub number: i32,
    pub content: T,
}

/// Publishes what changed, as courses are published.
pub(super) async fn publish(
    tx: &mut Conn,
    now: Instant,
    curriculum: &Curriculum,
    done: &mut Imported,
) -> Result<(), AppError> {
    if let Some(form) = &curriculum.form {
        note(done, END_OF_COURSE, publish_one(tx, now, (FORM, END_OF_COURSE), form).await?);
    }
    for programme in &curriculum.programmes {
        note(done, &programme.slug, publish_one(tx, now, (PROGRAMME, &programme.slug), programme).await?);
    }
    Ok(())
}

async fn publish_one(
    tx: &mut Conn,
    now: Instant,
    (kind, slug): (&str, &str),
    content: &impl Serialize,
) -> Result<Option<i32>, AppError> {
    let hash = hash_of(content)?;
    let newest: Option<(i32, String)> = document_versions::table
        .filter(document_versions::kind.eq(kind).and(document_versions::slug.eq(slug)))
        .order(document_versions::number.desc())
        .select((document_versions::number, document_versions::content_hash))
        .first(tx)
        .await
        .optional()?;
    let Some(number) = number_after(newest, &hash) else { return Ok(None) };
    diesel::insert_into(document_versions::table)
        .values((
            document_versions::id.eq(new_id()),
            document_versions::kind.eq(kind),
            document_versions::slug.eq(slug),
            document_versions::number.eq(number),
            document_versions::content_hash.eq(hash),
            document_versions::content.eq(serde_json::to_value(content).map_err(AppError::internal)?),
            document_versions::published_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(Some(number))
}

/// The form at the end of a course, if one was published.
pub async fn latest_form(conn: &mut Conn) -> Result<Option<Published<EvaluationForm>>, AppError> {
    Ok(latest(conn, FORM).await?.into_iter().next())
}

/// The newest version of each programme, by slug.
pub async fn latest_programmes(conn: &mut Conn) -> Result<Vec<Published<Programme>>, AppError> {
    latest(conn, PROGRAMME).await
}

async fn latest<T: DeserializeOwned>(conn: &mut Conn, kind: &str) -> Result<Vec<Published<T>>, AppError> {
    let rows: Vec<(i32, serde_json::Value)> = document_versions::table
        .filter(document_versions::kind.eq(kind))
        .order((document_versions::slug, document_versions::number.desc()))
        .distinct_on(document_versions::slug)
        .select((document_versions::number, document_versions::content))
        .load(conn)
        .await?;
    let read = |(number, content)| Ok(Published { number, content: serde_json::from_value(content)? });
    rows.into_iter().map(read).collect::<Result<_, serde_json::Error>>().map_err(AppError::internal)
}
