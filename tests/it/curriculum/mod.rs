//! The curriculum of the repository, published as it is and read, answered and marked over the real pages.

mod arithmetic;
mod form;
mod items;
mod lessons;
mod source;
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveTime};
use portolan::base::ids::Uuid;
use portolan::features::courses::{self, NewCohort};
use portolan::features::curriculum;
use tempfile::TempDir;

use crate::support::{ALL, TestApp, Who};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("curriculum")
}

fn table(path: &Path) -> toml::Table {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder that end so, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect());
    let mut found: Vec<PathBuf> = entries.unwrap_or_default();
    found.retain(|path| path.to_string_lossy().ends_with(ending));
    found.sort();
    found
}

/// Slugs of all modules.
fn modules() -> Vec<String> {
    let folders = fs::read_dir(root().join("modules")).unwrap().flatten();
    let mut slugs: Vec<String> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    slugs.sort();
    assert!(slugs.len() >= 9, "{slugs:?}");
    slugs
}

/// The languages that a module promises.
fn languages(slug: &str) -> Vec<String> {
    let module = table(&root().join("modules").join(slug).join("module.toml"));
    module["languages"].as_array().unwrap().iter().map(|lang| lang.as_str().unwrap().to_owned()).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The curriculum in a folder of its own in which one quiz asks every question that was checked: the tests' too, whose
/// keys the product shows nobody. Only the rules of the draw are changed.
fn every_question_in_the_quiz() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root(), folder.path());
    for slug in modules() {
        let module = folder.path().join("modules").join(&slug);
        let mut checked: i64 = 0;
        for file in files(&module.join("questions"), ".toml") {
            let questions = table(&file);
            let list = questions["question"].as_array().unwrap();
            checked += list.iter().filter(|one| is_checked(one.as_table().unwrap())).count() as i64;
            let text = fs::read_to_string(&file).unwrap();
            fs::write(&file, text.replace("bank = \"test\"", "bank = \"quiz\"")).unwrap();
        }
        let mut rules = table(&module.join("module.toml"));
        rules.remove("test");
        let quiz = rules["quiz"].as_table_mut().unwrap();
        quiz.insert("draw".to_owned(), checked.into());
        quiz.insert("attempts".to_owned(), 99.into());
        fs::write(module.join("module.toml"), rules.to_string()).unwrap();
    }
    folder
}

fn is_checked(question: &toml::Table) -> bool {
    question.get("checked").and_then(toml::Value::as_str).is_some_and(|who| !who.trim().is_empty())
}

/// Publishes a curriculum and gives Nino a place in every course; the enrolment in which each module is taken.
async fn publish(test: &TestApp, folder: &Path) -> BTreeMap<String, Uuid> {
    let now = test.app.clock.now();
    curriculum::import(&test.app.db, now, folder).await.unwrap_or_else(|trouble| panic!("{trouble:?}"));
    let (agency, person) = (test.cast.north, test.cast.person(Who::Participant));
    let starts_on = now.date_naive() + Duration::days(14);
    let due_at = (starts_on - Duration::days(2)).and_time(NaiveTime::default()).and_utc();
    test.app
        .db
        .write(&ALL, async move |tx| {
            let mut places = BTreeMap::new();
            for (course, nth) in curriculum::latest_courses(tx).await?.iter().zip(1..) {
                let new = NewCohort {
                    code: format!("ALL-{nth}"),
                    agency,
                    place: "Valletta".to_owned(),
                    starts_on,
                    ends_on: starts_on,
                    due_at,
                    by: None,
                };
                let cohort = courses::create_cohort(tx, now, course, new).await?;
                let place = courses::enrol(tx, now, cohort.id, person, None).await?.id;
                places.extend(course.content.modules.iter().map(|slug| (slug.clone(), place)));
            }
            Ok(places)
        })
        .await
        .unwrap()
}
