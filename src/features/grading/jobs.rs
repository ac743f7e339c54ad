//! Tells participants that their points are there: once a release is final, and to those for whom it shows something
//! new. The points themselves are not in the letter.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{Answer, Release};
use super::store;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::accounts::{self, Person};
use crate::features::curriculum::{self, ModuleVersion};
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::db::Conn;
use crate::platform::i18n::{Texts, ToArg};
use crate::platform::jobs::{self, Failure};
use crate::platform::mail::{self, LetterText};
use crate::platform::web::AppError;

/// The job that writes the letters of a release.
pub const LETTERS_JOB: &str = "release-mails";

#[derive(Serialize, Deserialize)]
pub struct Letters {
    pub release: Uuid,
}

pub async fn send_letters(app: &App, letters: Letters) -> Result<(), Failure> {
    let (now, origin) = (app.clock.now(), app.config.origin.to_string());
    app.db
        .write(&jobs::REACH, async move |tx| {
            let release = store::release_locked(tx, letters.release).await?;
            if store::is_undone(tx, release.id).await? || !store::note_told(tx, release.id, now).await? {
                return Ok(());
            }
            let told = tell(tx, now, &origin, &release).await?;
            let line = Audit::about("release.told", release.id).with(serde_json::json!({ "letters": told }));
            audit::write(tx, now, None, line).await
        })
        .await?;
    Ok(())
}

async fn tell(tx: &mut Conn, now: Instant, origin: &str, release: &Release) -> Result<usize, AppError> {
    let version = curriculum::module_version(tx, release.module_version).await?;
    let answers = concerned(tx, release).await?;
    let ids: Vec<Uuid> = answers.iter().map(|answer| answer.person).collect();
    let persons: BTreeMap<Uuid, Person> =
        accounts::by_ids(tx, &ids).await?.into_iter().map(|person| (person.id, person)).collect();
    let mut told = 0;
    for answer in answers {
        let Some(person) = persons.get(&answer.person) else { continue };
        let Some(email) = person.address() else { continue };
        let texts = Texts::new(person.lang());
        let path = format!("/enrolments/{}/modules/{}/task/result", answer.enrolment, version.content.slug);
        let letter = letter(texts, &version, format!("{origin}{path}"));
        mail::queue(tx, now, letter.to_letter(texts, email, Some(person.id), "points-released")?).await?;
        told += 1;
    }
    Ok(told)
}

fn letter(texts: Texts, version: &ModuleVersion, address: String) -> LetterText {
    let task = version.content.task.as_ref().and_then(|task| task.text(texts.lang));
    let title = task.map(|(_, text)| text.title.clone()).unwrap_or_default();
    LetterText {
        subject: texts.t("mail-points-subject"),
        paragraphs: vec![texts.with("mail-points-lead", &[("task", title.to_arg())]), texts.t("mail-points-next")],
        button: Some((texts.t("mail-points-button"), address)),
        code: None,
    }
}

/// Answers of which this release shows another grading than the release before it.
async fn concerned(tx: &mut Conn, release: &Release) -> Result<Vec<Answer>, AppError> {
    let answers = store::answers_in(tx, release.cohort, release.module_version).await?;
    let gradings = store::grades_of_all(tx, answers.iter().map(|answer| answer.attempt).collect()).await?;
    let standing = store::releases_of(tx, release.cohort, release.module_version).await?;
    let before: Vec<Release> = standing.into_iter().filter(|other| other.at < release.at).collect();
    let this = std::slice::from_ref(release);
    let news = |answer: &Answer| {
        let gradings = gradings.get(&answer.attempt).map_or(&[][..], Vec::as_slice);
        let version = |releases| store::shown(gradings, releases).map(|(grade, _)| grade.version);
        version(this).is_some_and(|now| version(&before) != Some(now))
    };
    Ok(answers.into_iter().filter(news).collect())
}
