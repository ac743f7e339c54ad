//! Reading, what is missing, completion and the certificate that follows from it.

mod remembered;

use portolan::features::curriculum;

use crate::support::{Client, TestApp, Who, fixture};

fn module_of(test: &TestApp, who: Who) -> String {
    format!("/enrolments/{}/modules/harbour", test.cast.seat(who))
}

async fn read_all(test: &TestApp, client: &Client<'_>) {
    for lesson in fixture::LESSONS {
        let path = format!("{}/lessons/{lesson}", module_of(test, Who::Participant));
        client.get(&path).await.expect(200);
        client.post(&format!("{path}/read"), &[]).await.expect(303);
    }
    test.run_jobs().await;
}

#[actix_web::test]
async fn lessons_lead_from_one_to_the_next_and_the_page_says_what_is_next() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    nino.get("/modules").await.expect(200).says("Lesson: The gate").says("0%").says("2 lessons");
    let module = module_of(&test, Who::Participant);
    nino.get(&module).await.expect(200).says("Your way: 0 of 4 done");
    let after = nino.post(&format!("{module}/lessons/gates/read"), &[]).await.expect(303);
    assert_eq!(after.redirect(), Some(format!("{module}/lessons/seals")));
    // Twice is once.
    nino.post(&format!("{module}/lessons/gates/read"), &[]).await.expect(303);
    nino.get("/modules").await.says("Lesson: The seal").says("25%");
    let last = nino.post(&format!("{module}/lessons/seals/read"), &[]).await.expect(303);
    assert_eq!(last.redirect(), Some(module));
    nino.get("/modules").await.says("Quiz: The harbour");
    assert_eq!(test.sql("SELECT count(*) FROM lesson_reads WHERE lesson = 'gates'").await, ["1"]);
    test.run_jobs().await;
}

#[actix_web::test]
async fn a_lesson_shows_its_terms_and_sources_and_a_check_that_opens_in_place() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let page = nino.get(&format!("{}/lessons/gates", module_of(&test, Who::Participant))).await.expect(200);
    let html = page.html();
    assert!(html.contains("<details class=\"check\">") && html.contains("<summary>"), "{html}");
    page.says("A steel box for cargo").says("The harbour handbook").says("Lesson 1 of 2");
}

#[actix_web::test]
async fn the_completion_page_says_what_is_missing_and_why() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let page = format!("/enrolments/{}/completion", test.cast.seat(Who::Participant));
    nino.get(&page)
        .await
        .expect(200)
        .says("2 lessons to read in “The harbour”.")
        .says("The quiz of “The harbour” is not passed. You have 3 attempts.")
        .says("The written task of “The harbour” is not sent.");
    read_all(&test, &nino).await;
    let text = nino.get(&page).await.text();
    assert!(!text.contains("to read in"), "{text}");
}

#[actix_web::test]
async fn another_persons_module_does_not_exist() {
    let test = TestApp::start().await;
    for who in [Who::Mate, Who::Stranger, Who::Instructor, Who::Admin] {
        let other = test.as_(who).await;
        let module = module_of(&test, Who::Participant);
        other.get(&module).await.expect(404);
        other.get(&format!("{module}/lessons/gates")).await.expect(404);
        other.post(&format!("{module}/lessons/gates/read"), &[]).await.expect(404);
        other.get(&format!("/enrolments/{}/completion", test.cast.seat(Who::Participant))).await.expect(404);
    }
}

#[actix_web::test]
async fn a_drawing_stands_in_the_page_and_a_heavy_picture_waits_for_a_press() {
    let folder = fixture::curriculum();
    let write = |name: &str, body: &[u8]| {
        let path = folder.path().join("modules/harbour").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, body).unwrap();
    };
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\">\n<path fill=\"#a00\" d=\"M0 0h9\"/></svg>\n";
    write("media/gate.svg", svg.as_bytes());
    let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\x2c".as_slice(), &[7; 20_000]].concat();
    write("media/photo.png", &png);
    let lesson = std::fs::read_to_string(folder.path().join("modules/harbour/en/01-gates.md")).unwrap();
    let pictures = "![A gate > a door](media/gate.svg)\n\n![A photo](media/photo.png \"At dawn\")\n\n## Why it matters";
    write("en/01-gates.md", lesson.replace("## Why it matters", pictures).as_bytes());

    let test = TestApp::start().await;
    let now = test.app.clock.now();
    curriculum::import(&test.app.db, now, folder.path()).await.unwrap_or_else(|trouble| panic!("{trouble:?}"));
    test.sql("UPDATE cohort_modules SET module_version_id = (SELECT id FROM module_versions WHERE number = 2)").await;
    let nino = test.as_(Who::Participant).await;
    let path = format!("/enrolments/{}/modules/harbour/lessons/gates", test.cast.seat(Who::Participant));
    let page = nino.get(&path).await.expect(200).says("Show the picture (21 kB)");
    let html = page.html();
    assert!(html.contains("src=\"data:image/svg+xml,%3Csvg xmlns=%22http"), "{html}");
    let photo = html.split("<details class=\"check\"><summary>Show the picture").nth(1).unwrap();
    let photo = photo.split("</details>").next().unwrap();
    assert!(photo.contains("alt=\"A photo\"") && photo.contains("loading=\"lazy\""), "{photo}");
    let src = photo.split("src=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(nino.get(src).await.expect(200).body, png);
    nino.get(&format!("{path}?lang=ar")).await.expect(200).says("عرض الصورة");
}
