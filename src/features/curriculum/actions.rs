//! Publishing: what changed in a curriculum folder becomes a new version; what did not, stays.

use std::path::Path;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::model::hex;
use super::source::{Curriculum, Finding, ModuleSource, Severity};
use super::{CourseSource, Item, documents, load, store};
use crate::base::clock::Instant;
use crate::base::ids::{Uuid, new_id};
use crate::platform::audit::{self, Audit};
use crate::platform::db::schema::{
    course_versions, courses, item_versions, items, media_files, module_version_items, module_versions, modules,
};
use crate::platform::db::{Conn, Db, Reach};
use crate::platform::web::AppError;

/// What an import did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// `slug version`, for each module, course, form and programme that was published.
    pub published: Vec<String>,
    /// Slugs that had not changed.
    pub unchanged: Vec<String>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportTrouble {
    #[error("the curriculum has errors; nothing was imported")]
    Faults(Vec<Finding>),
    #[error(transparent)]
    Database(#[from] AppError),
}

/// Imports a folder whole, or not at all.
pub async fn import(db: &Db, now: Instant, root: &Path) -> Result<Imported, ImportTrouble> {
    let (curriculum, findings) = load(root);
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(ImportTrouble::Faults(findings));
    }
    Ok(db.write(&Reach::Nobody, async move |tx| publish(tx, now, &curriculum).await).await?)
}

async fn publish(tx: &mut Conn, now: Instant, curriculum: &Curriculum) -> Result<Imported, AppError> {
    // Two imports at once would both think that theirs is the next number.
    diesel::sql_query("LOCK TABLE modules, courses, document_versions IN EXCLUSIVE MODE").execute(tx).await?;
    let mut done = Imported::default();
    for module in &curriculum.modules {
        note(&mut done, &module.content.slug, publish_module(tx, now, module).await?);
    }
    for course in &curriculum.courses {
        note(&mut done, &course.slug, publish_course(tx, now, course).await?);
    }
    documents::publish(tx, now, curriculum, &mut done).await?;
    if !done.published.is_empty() {
        let line = Audit::of("curriculum.published").with(serde_json::json!({ "versions": done.published }));
        audit::write(tx, now, None, line).await?;
    }
    Ok(done)
}

pub(super) fn note(done: &mut Imported, slug: &str, number: Option<i32>) {
    match number {
        Some(number) => done.published.push(format!("{slug} {number}")),
        None => done.unchanged.push(slug.to_owned()),
    }
}

/// The new version's number; `None` when the newest version says the same.
async fn publish_module(tx: &mut Conn, now: Instant, source: &ModuleSource) -> Result<Option<i32>, AppError> {
    let module = module_row(tx, &source.content.slug).await?;
    let newest: Option<(i32, String)> = module_versions::table
        .filter(module_versions::module_id.eq(module))
        .order(module_versions::number.desc())
        .select((module_versions::number, module_versions::content_hash))
        .first(tx)
        .await
        .optional()?;
    let Some(number) = number_after(newest, &source.content_hash) else { return Ok(None) };
    let id = new_id();
    let mut content = source.content.clone();
    // Questions are versions of their own: most stay the same from one module version to the next.
    let questions = std::mem::take(&mut content.items);
    diesel::insert_into(module_versions::table)
        .values((
            module_versions::id.eq(id),
            module_versions::module_id.eq(module),
            module_versions::number.eq(number),
            module_versions::content_hash.eq(&source.content_hash),
            module_versions::content.eq(serde_json::to_value(&content).map_err(AppError::internal)?),
            module_versions::published_at.eq(now),
        ))
        .execute(tx)
        .await?;
    publish_items(tx, now, module, id, &questions).await?;
    for file in &source.content.media {
        let bytes = source.read_media(file).map_err(AppError::internal)?;
        diesel::insert_into(media_files::table)
            .values((
                media_files::sha256.eq(&file.sha256),
                media_files::name.eq(&file.name),
                media_files::mime.eq(&file.mime),
                media_files::body.eq(bytes),
            ))
            .on_conflict_do_nothing()
            .execute(tx)
            .await?;
    }
    Ok(Some(number))
}

/// What tells one content from another.
pub(super) fn hash_of(content: &impl Serialize) -> Result<String, AppError> {
    Ok(hex(&Sha256::digest(serde_json::to_vec(content).map_err(AppError::internal)?)))
}

/// The number of the next version, when the newest one (its number and hash) says something else.
pub(super) fn number_after(newest: Option<(i32, String)>, hash: &str) -> Option<i32> {
    match newest {
        Some((_, known)) if known == hash => None,
        newest => Some(newest.map_or(1, |(number, _)| number + 1)),
    }
}

async fn module_row(tx: &mut Conn, slug: &str) -> Result<Uuid, AppError> {
    diesel::insert_into(modules::table)
        .values((modules::id.eq(new_id()), modules::slug.eq(slug)))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    Ok(modules::table.filter(modules::slug.eq(slug)).select(modules::id).first(tx).await?)
}

async fn publish_items(
    tx: &mut Conn,
    now: Instant,
    module: Uuid,
    version: Uuid,
    questions: &[Item],
) -> Result<(), AppError> {
    let rows: Vec<_> = questions
        .iter()
        .map(|item| (items::id.eq(new_id()), items::module_id.eq(module), items::key.eq(&item.id)))
        .collect();
    diesel::insert_into(items::table).values(rows).on_conflict_do_nothing().execute(tx).await?;
    let known = store::item_ids(tx, module).await?;
    for (item, position) in questions.iter().zip(0_i32..) {
        let Some((_, row)) = known.iter().find(|(key, _)| *key == item.id) else { continue };
        let item_version = publish_item(tx, now, *row, item).await?;
        diesel::insert_into(module_version_items::table)
            .values((
                module_version_items::module_version_id.eq(version),
                module_version_items::item_version_id.eq(item_version),
                module_version_items::position.eq(position),
            ))
            .execute(tx)
            .await?;
    }
    Ok(())
}

async fn publish_item(tx: &mut Conn, now: Instant, row: Uuid, item: &Item) -> Result<Uuid, AppError> {
    let hash = hash_of(item)?;
    diesel::insert_into(item_versions::table)
        .values((
            item_versions::id.eq(new_id()),
            item_versions::item_id.eq(row),
            item_versions::content_hash.eq(&hash),
            item_versions::content.eq(serde_json::to_value(item).map_err(AppError::internal)?),
            item_versions::published_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    Ok(item_versions::table
        .filter(item_versions::item_id.eq(row).and(item_versions::content_hash.eq(&hash)))
        .select(item_versions::id)
        .first(tx)
        .await?)
}

async fn publish_course(tx: &mut Conn, now: Instant, source: &CourseSource) -> Result<Option<i32>, AppError> {
    diesel::insert_into(courses::table)
        .values((courses::id.eq(new_id()), courses::slug.eq(&source.slug)))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    let course: Uuid = courses::table.filter(courses::slug.eq(&source.slug)).select(courses::id).first(tx).await?;
    let hash = hash_of(source)?;
    let newest: Option<(i32, String)> = course_versions::table
        .filter(course_versions::course_id.eq(course))
        .order(course_versions::number.desc())
        .select((course_versions::number, course_versions::content_hash))
        .first(tx)
        .await
        .optional()?;
    let Some(number) = number_after(newest, &hash) else { return Ok(None) };
    diesel::insert_into(course_versions::table)
        .values((
            course_versions::id.eq(new_id()),
            course_versions::course_id.eq(course),
            course_versions::number.eq(number),
            course_versions::content_hash.eq(hash),
            course_versions::content.eq(serde_json::to_value(source).map_err(AppError::internal)?),
            course_versions::published_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(Some(number))
}
