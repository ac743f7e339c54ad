//! What every page of a sitting stands on: one's own attempt with its module, and what the sitting is called.

use std::sync::Arc;

use super::model::{Attempt, Purpose};
use super::store;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::courses::Seat;
use crate::features::curriculum::{self, ModuleVersion, Task};
use crate::platform::auth::needs::Learn;
use crate::platform::db::Conn;
use crate::platform::i18n::{Texts, ToArg};
use crate::platform::memory::Thing;
use crate::platform::web::{AppError, Guard, Kept};

/// The module of one's own place by its slug; a module of another course does not exist here.
pub async fn module_in(conn: &mut Conn, seat: &Seat, slug: &str) -> Result<Arc<ModuleVersion>, AppError> {
    for id in &seat.modules {
        let version = curriculum::module_version(conn, *id).await?;
        if version.content.slug == slug {
            return Ok(version);
        }
    }
    Err(AppError::NotFound)
}

/// The module's title in a language, or in English.
pub fn title_of(version: &ModuleVersion, lang: Lang) -> String {
    version.content.text(lang).map(|(_, text)| text.title.clone()).unwrap_or_default()
}

/// What a sitting is called: the module's quiz or test, or the task's own title.
pub fn sitting_title(version: &ModuleVersion, purpose: Purpose, texts: Texts) -> String {
    let module = title_of(version, texts.lang);
    match (purpose, &version.content.task) {
        (Purpose::Task, Some(task)) => task.text(texts.lang).map(|(_, text)| text.title.clone()).unwrap_or(module),
        (Purpose::PreTest, _) => texts.with("pre-test-title", &[("module", module.to_arg())]),
        (Purpose::PostTest, _) => texts.with("post-test-title", &[("module", module.to_arg())]),
        _ => texts.with("quiz-title", &[("module", module.to_arg())]),
    }
}

/// One's own attempt with its module, for every page of the sitting.
pub struct Sitting {
    pub attempt: Attempt,
    pub version: Arc<ModuleVersion>,
}

impl Sitting {
    pub async fn load(conn: &mut Conn, guard: &Guard<Learn>, attempt: Uuid) -> Result<Self, AppError> {
        let attempt = store::my_attempt(conn, guard.person()?, attempt).await?;
        let version = curriculum::module_version(conn, attempt.module_version_id).await?;
        Ok(Self { attempt, version })
    }

    /// The module's page.
    pub fn back(&self) -> String {
        format!("/enrolments/{}/modules/{}", self.attempt.enrolment_id, self.version.content.slug)
    }

    pub fn title(&self, texts: Texts) -> String {
        sitting_title(&self.version, self.attempt.purpose(), texts)
    }

    pub fn task(&self) -> Result<&Task, AppError> {
        self.version.content.task.as_ref().ok_or(AppError::NotFound)
    }
}

/// What an attempt asks, remembered while nothing but its answers changes.
pub struct Sheet {
    pub sitting: Sitting,
    pub handed_in: bool,
    /// Item versions in their order.
    pub items: Vec<Uuid>,
}

impl Sheet {
    /// Of one of the visitor's own attempts; another's does not exist for them. For pages that only read: what the same
    /// request has changed is not seen.
    pub async fn own(guard: &Guard<Learn>, attempt: Uuid) -> Result<Arc<Self>, AppError> {
        let (memory, actor) = (&guard.app.memory, guard.actor());
        // An attempt counts with its person; whose it is, the visitor's own places tell.
        if let Some((then, sheet)) = memory.recall::<Self>(attempt)
            && then == actor.changes
            && actor.places.contains(&sheet.sitting.attempt.enrolment_id)
        {
            return Ok(sheet);
        }
        let mut conn = guard.read().await?;
        let sheet = Arc::new(Self::load(&mut conn, guard, attempt).await?);
        memory.keep(attempt, actor.changes, Arc::clone(&sheet));
        Ok(sheet)
    }

    /// The same, as it is now.
    pub async fn load(conn: &mut Conn, guard: &Guard<Learn>, attempt: Uuid) -> Result<Self, AppError> {
        let (attempt, handed_in, items) = store::my_sheet(conn, guard.person()?, attempt).await?;
        let version = curriculum::module_version(conn, attempt.module_version_id).await?;
        Ok(Self { sitting: Sitting { attempt, version }, handed_in, items })
    }
}

impl Thing for Sheet {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.items.len() * size_of::<Uuid>()
    }
}

/// The questions of a sitting as they stand on its page, remembered while no save is added.
pub struct Shown {
    pub lang: Lang,
    /// HTML.
    pub questions: Kept,
    /// The newest save among the answers, 0 when there is none, and when it came.
    pub seen: i64,
    pub saved_at: Option<Instant>,
}

impl Thing for Shown {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.questions.bytes()
    }
}

/// "Saved on server 12:03", in the reader's own time.
pub fn saved_words(texts: Texts, at: Instant, zone: chrono_tz::Tz) -> String {
    texts.t("net-server").replace("{time}", &at.with_timezone(&zone).format("%H:%M").to_string())
}
