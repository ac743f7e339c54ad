//! Published versions, read from the database and kept in memory: they never change.

use std::sync::{Arc, LazyLock};

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use moka::sync::Cache;

use super::{CourseSource, Item, ModuleContent};
use crate::base::ids::Uuid;
use crate::platform::db::Conn;
use crate::platform::db::schema::{
    course_versions, courses, item_versions, items, media_files, module_version_items, module_versions, modules,
};
use crate::platform::web::AppError;

/// One published version of a module with its questions.
#[derive(Debug)]
pub struct ModuleVersion {
    pub id: Uuid,
    pub module_id: Uuid,
    pub number: i32,
    pub content: ModuleContent,
    /// The item version of each question, in the order of `content.items`.
    pub item_versions: Vec<Uuid>,
}

impl ModuleVersion {
    /// A question by its author's id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.content.items.iter().find(|item| item.id == id)
    }

    /// The version id of a question by its author's id.
    pub fn item_version(&self, id: &str) -> Option<Uuid> {
        let at = self.content.items.iter().position(|item| item.id == id)?;
        self.item_versions.get(at).copied()
    }
}

#[derive(Debug)]
pub struct CourseVersion {
    pub id: Uuid,
    pub number: i32,
    pub content: CourseSource,
}

/// A hundred versions of some 300 kB each at most.
static MODULES: LazyLock<Cache<Uuid, Arc<ModuleVersion>>> = LazyLock::new(|| Cache::new(100));
static COURSES: LazyLock<Cache<Uuid, Arc<CourseVersion>>> = LazyLock::new(|| Cache::new(500));
static ITEMS: LazyLock<Cache<Uuid, Arc<Item>>> = LazyLock::new(|| Cache::new(5_000));

/// A module version by id.
pub async fn module_version(conn: &mut Conn, id: Uuid) -> Result<Arc<ModuleVersion>, AppError> {
    if let Some(version) = MODULES.get(&id) {
        return Ok(version);
    }
    let (module_id, number, content): (Uuid, i32, serde_json::Value) = module_versions::table
        .find(id)
        .select((module_versions::module_id, module_versions::number, module_versions::content))
        .first(conn)
        .await?;
    let mut content: ModuleContent = serde_json::from_value(content).map_err(AppError::internal)?;
    let rows: Vec<(Uuid, serde_json::Value)> = module_version_items::table
        .inner_join(item_versions::table.on(item_versions::id.eq(module_version_items::item_version_id)))
        .filter(module_version_items::module_version_id.eq(id))
        .order(module_version_items::position)
        .select((item_versions::id, item_versions::content))
        .load(conn)
        .await?;
    let mut versions = Vec::with_capacity(rows.len());
    for (item_version, body) in rows {
        versions.push(item_version);
        content.items.push(serde_json::from_value(body).map_err(AppError::internal)?);
    }
    let version = Arc::new(ModuleVersion { id, module_id, number, content, item_versions: versions });
    MODULES.insert(id, Arc::clone(&version));
    Ok(version)
}

/// A question's version by id: what an attempt was asked, whatever was published since.
pub async fn item_version(conn: &mut Conn, id: Uuid) -> Result<Arc<Item>, AppError> {
    if let Some(item) = ITEMS.get(&id) {
        return Ok(item);
    }
    let body: serde_json::Value = item_versions::table.find(id).select(item_versions::content).first(conn).await?;
    let item: Arc<Item> = Arc::new(serde_json::from_value(body).map_err(AppError::internal)?);
    ITEMS.insert(id, Arc::clone(&item));
    Ok(item)
}

/// A course version by id.
pub async fn course_version(conn: &mut Conn, id: Uuid) -> Result<Arc<CourseVersion>, AppError> {
    if let Some(version) = COURSES.get(&id) {
        return Ok(version);
    }
    let (number, content): (i32, serde_json::Value) =
        course_versions::table.find(id).select((course_versions::number, course_versions::content)).first(conn).await?;
    let content = serde_json::from_value(content).map_err(AppError::internal)?;
    let version = Arc::new(CourseVersion { id, number, content });
    COURSES.insert(id, Arc::clone(&version));
    Ok(version)
}

/// The newest version of a module.
pub async fn latest_module(conn: &mut Conn, slug: &str) -> Result<Option<Uuid>, AppError> {
    Ok(module_versions::table
        .inner_join(modules::table.on(modules::id.eq(module_versions::module_id)))
        .filter(modules::slug.eq(slug))
        .order(module_versions::number.desc())
        .select(module_versions::id)
        .first(conn)
        .await
        .optional()?)
}

/// The newest version of each course, by slug.
pub async fn latest_courses(conn: &mut Conn) -> Result<Vec<Arc<CourseVersion>>, AppError> {
    let ids: Vec<Uuid> = course_versions::table
        .inner_join(courses::table.on(courses::id.eq(course_versions::course_id)))
        .order((courses::slug, course_versions::number.desc()))
        .distinct_on(courses::slug)
        .select(course_versions::id)
        .load(conn)
        .await?;
    let mut versions = Vec::with_capacity(ids.len());
    for id in ids {
        versions.push(course_version(conn, id).await?);
    }
    Ok(versions)
}

/// The newest version of a course.
pub async fn latest_course(conn: &mut Conn, slug: &str) -> Result<Arc<CourseVersion>, AppError> {
    let id: Uuid = course_versions::table
        .inner_join(courses::table.on(courses::id.eq(course_versions::course_id)))
        .filter(courses::slug.eq(slug))
        .order(course_versions::number.desc())
        .select(course_versions::id)
        .first(conn)
        .await?;
    course_version(conn, id).await
}

/// A picture: its type and bytes. `prefix` is the beginning of its hash, as in its address.
pub async fn media(conn: &mut Conn, prefix: &str, name: &str) -> Result<(String, Vec<u8>), AppError> {
    Ok(media_files::table
        .filter(media_files::sha256.like(format!("{prefix}%")))
        .filter(media_files::name.eq(name))
        .select((media_files::mime, media_files::body))
        .first(conn)
        .await?)
}

/// The author's ids of all questions a module ever had, with their row ids.
pub(super) async fn item_ids(conn: &mut Conn, module: Uuid) -> Result<Vec<(String, Uuid)>, AppError> {
    Ok(items::table.filter(items::module_id.eq(module)).select((items::key, items::id)).load(conn).await?)
}
