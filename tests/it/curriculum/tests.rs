//! The tests before and after each module of the curriculum, taken over the real pages.

use super::form::{Plan, answers, questions_of};
use super::source::sources;
use super::*;
use crate::support::{Client, FIRST_VIEW};

/// Takes a test by plain forms, everything right or everything wrong; the attempt and the stems that were asked.
async fn take(nino: &Client<'_>, slug: &str, module: &str, test: &str, right: bool) -> (String, Vec<String>) {
    let begun = nino.post(&format!("{module}/{test}"), &[]).await.expect(303).redirect().unwrap();
    let bank = sources(slug, "test");
    // The language of the module before is kept by the browser.
    let page = nino.get(&format!("{begun}?lang=en")).await.expect(200);
    assert!(page.packed() <= FIRST_VIEW, "{slug} {test}: {} bytes", page.packed());
    let asked = questions_of(&page.html());
    let (mut form, mut stems) = (Vec::new(), Vec::new());
    for question in &asked {
        let source = bank.iter().find(|one| one.is_asked_by(question, "en"));
        let source = source.unwrap_or_else(|| panic!("{slug}: no question of the tests says {:?}", question.stem));
        form.extend(answers(source, question, "en", if right { Plan::Right } else { Plan::Wrong(0) }).fields);
        stems.push(question.stem.clone());
    }
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    nino.post(&format!("{begun}/answers"), &fields).await.expect(303);
    nino.post(&format!("{begun}/submission"), &[]).await.expect(303);
    (begun, stems)
}

#[actix_web::test]
async fn the_tests_of_every_module_are_taken_before_and_after_and_share_no_question() {
    let test = TestApp::start().await;
    let places = publish(&test, &root()).await;
    let nino = test.as_(Who::Participant).await;
    for slug in modules() {
        let module = format!("/enrolments/{}/modules/{slug}", places[&slug]);
        let rules = table(&root().join("modules").join(&slug).join("module.toml"));
        let cells = rules["test"]["blueprint"].as_array().unwrap();
        let draw: i64 = cells.iter().map(|cell| cell["draw"].as_integer().unwrap()).sum();
        let (first, before) = take(&nino, &slug, &module, "pre-test", false).await;
        let result = nino.get(&format!("{first}/results")).await.expect(200).says("Before: 0 %");
        for lesson in files(&root().join("modules").join(&slug).join("en"), ".md") {
            let name = lesson.file_stem().unwrap().to_string_lossy().split_once('-').unwrap().1.to_owned();
            nino.post(&format!("{module}/lessons/{name}/read"), &[]).await.expect(303);
        }
        let (second, after) = take(&nino, &slug, &module, "post-test", true).await;
        assert_eq!((before.len() as i64, after.len() as i64), (draw, draw), "{slug}");
        assert!(after.iter().all(|stem| !before.contains(stem)), "{slug}: {before:#?} {after:#?}");
        let gain = nino.get(&format!("{second}/results")).await.expect(200);
        let gain = gain.says("Before: 0 %").says("After: 100 %").says("+100 points");
        for (lang, place) in languages(&slug).iter().flat_map(|lang| [&first, &second].map(|place| (lang, place))) {
            let page = nino.get(&format!("{place}/results?lang={lang}")).await.expect(200);
            assert!(page.packed() <= FIRST_VIEW, "{slug} {lang}: {} bytes", page.packed());
        }
        for source in sources(&slug, "test") {
            for told in source.feedback("en") {
                assert!(!result.text().contains(&told) && !gain.text().contains(&told), "{slug} tells {told:?}");
            }
        }
    }
    test.run_jobs().await;
    test.forget_jobs().await;
}
