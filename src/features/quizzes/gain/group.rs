//! What a group knew before and after: for those who run or teach its course.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::pages::gain_words;
use super::rules::{FEWEST, Mean};
use super::store::{Figure, figures};
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::courses::{self, Cohort};
use crate::features::curriculum::{self, ModuleVersion};
use crate::platform::auth::needs::Follow;
use crate::platform::auth::{Act, allows};
use crate::platform::web::{AppError, Guard, Routes, Shell, page};

pub fn routes(routes: &mut Routes) {
    routes.get("/cohorts/{cohort}/tests", group);
}

#[derive(Template)]
#[template(path = "quizzes/group.html")]
struct GroupPage {
    shell: Shell,
    cohort: Cohort,
    /// Whether the reader may open the cohort's page.
    runs: bool,
    fewest: i64,
    modules: Vec<Module>,
}

struct Module {
    lang: Lang,
    title: String,
    rows: Vec<Row>,
}

/// One objective, or the whole test.
struct Row {
    /// None: the whole test.
    objective: Option<String>,
    before: Mean,
    after: Mean,
    gain: Mean,
}

async fn group(guard: Guard<Follow>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let cohort = courses::cohort_followed_by(&mut conn, guard.actor(), *path).await?;
    let figures = figures(&mut conn, &cohort).await?;
    let mut modules = Vec::new();
    for id in courses::modules_of(&mut conn, cohort.id).await? {
        let version = curriculum::module_version(&mut conn, id).await?;
        modules.extend(module(&version, guard.texts.lang, &figures));
    }
    page(&GroupPage {
        shell: Shell::new(&guard.app, &guard, &guard.texts.t("group-title")),
        cohort,
        runs: allows(guard.actor(), Act::RunCourse),
        fewest: FEWEST,
        modules,
    })
}

/// `None` for a module without tests.
fn module(version: &ModuleVersion, lang: Lang, figures: &[Figure]) -> Option<Module> {
    let rules = version.content.test.as_ref()?;
    let (lang, text) = version.content.text(lang)?;
    let asked = |id: &str| rules.blueprint.iter().any(|cell| cell.objective == id);
    let objectives = version.content.objectives.iter().filter(|objective| asked(&objective.id));
    let row = |objective: Option<&str>| {
        let found = figures.iter().find(|one| one.module == version.id && one.objective.as_deref() == objective);
        let mean = |part: fn(&Figure) -> (i64, Option<f64>)| {
            let (people, value) = found.map(part).unwrap_or_default();
            Mean::new(people, value)
        };
        Row {
            objective: objective.map(|id| text.objectives.get(id).cloned().unwrap_or_default()),
            before: mean(|one| (one.people_before, one.before)),
            after: mean(|one| (one.people_after, one.after)),
            gain: mean(|one| (one.people_both, one.gain)),
        }
    };
    let rows = std::iter::once(row(None)).chain(objectives.map(|objective| row(Some(&objective.id)))).collect();
    Some(Module { lang, title: text.title.clone(), rows })
}

impl Row {
    /// Before and after.
    fn means(&self) -> [Mean; 2] {
        [self.before, self.after]
    }
}

impl GroupPage {
    fn gain(&self, points: &i64) -> String {
        gain_words(self.shell.texts, *points)
    }
}
