//! Plans of courses and programmes: who reads what of them, and how they are published.

use portolan::features::curriculum;

use crate::support::{TestApp, Who, fixture};

const PLAN: &str = "/courses/harbour-basics/plan";

#[actix_web::test]
async fn who_teaches_reads_the_whole_plan_and_prints_its_sheets() {
    let test = TestApp::start().await;
    for who in [Who::Instructor, Who::Coordinator, Who::Admin] {
        let client = test.as_(who).await;
        client.get("/courses").await.expect(200).says("Harbour, basics").says("16 hours").says("3 days");
        let page =
            client.get(PLAN).await.expect(200).says("What a seal tells").says("The instructor opens three seals");
        page.says("Three opened seals").says("Break, 15 minutes").says("60 % to pass").says("12 to 24 participants");
    }
    let client = test.as_(Who::Instructor).await;
    let page = client.get("/courses/harbour-basics/exercises/seal-check").await.expect(200);
    let page = page.says("two boxes").says("Put a false digit on the second box.").says("Calls the numbers equal.");
    let page = page.says("3 of 5 points are needed to pass.").says("Day 1");
    assert!(page.html().contains("<strong>two boxes</strong>"), "the brief is Markdown");
    let page = client.get("/courses/harbour-basics/evaluation").await.expect(200).says("At the end of the course");
    let html = page.says("The level of the course was right").says("Work at real boxes helped").html().to_owned();
    assert_eq!((html.matches("class=\"scale\"").count(), html.matches("class=\"write\"").count()), (2, 2));
    for unknown in ["/courses/none/plan", "/courses/harbour-basics/exercises/none", "/programmes/none"] {
        test.as_(Who::Admin).await.get(unknown).await.expect(404);
    }
}

#[actix_web::test]
async fn a_participant_reads_the_timetable_and_nothing_that_is_graded() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    let place = format!("/enrolments/{}/plan", test.cast.seat(Who::Participant));
    client.get("/modules").await.expect(200).says("Plan of the course");
    let page = client.get(&place).await.expect(200).says("A seal check at the gate").says("09:00–10:00").says("graded");
    let page = page.says("View a seal on all sides");
    for secret in [
        "The instructor",
        "The host prepares",
        "Three opened seals",
        "hand in one record",
        "false digit",
        "Calls the numbers equal",
        "/courses/",
        "60 %",
    ] {
        assert!(!page.html().contains(secret), "{secret} in {page:?}");
    }
    for who in [Who::Participant, Who::Nobody] {
        let expected = if who == Who::Nobody { 303 } else { 404 };
        for staff in ["/courses", PLAN, "/courses/harbour-basics/exercises/seal-check", "/programmes"] {
            test.as_(who).await.get(staff).await.expect(expected);
        }
    }
    test.as_(Who::Mate).await.get(&place).await.expect(404);
}

#[actix_web::test]
async fn a_coordinator_finds_programme_and_plan_where_the_course_is_run() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Coordinator).await;
    let cohort = client.get(&format!("/cohorts/{}", test.cast.cohort.id)).await.expect(200);
    assert!(cohort.html().contains(&format!("href=\"{PLAN}\"")), "the cohort leads to its plan");
    client.get("/programmes").await.expect(200).says("Two years at the gates").says("2 years");
    let page = client
        .get("/programmes/two-years")
        .await
        .expect(200)
        .says("Year 2")
        .says("Quarter 3")
        .says("Shown by: indicator 1, indicator 2");
    let page = page.says("Traffic changes too").says("Eight of ten records can be acted on").says("Pillar 1");
    let page = page.says("The heads of both gates meet").says("Compared with: Minutes from arrival");
    assert!(page.html().contains(&format!("href=\"{PLAN}\"")), "a course step leads to its plan");
}

#[actix_web::test]
async fn what_is_english_is_marked_so_in_an_arabic_page() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Coordinator).await;
    for (place, words) in [
        (PLAN, "<p class=\"lead\" lang=\"en\" dir=\"ltr\">The course is for officers"),
        (PLAN, "<h3 lang=\"en\" dir=\"ltr\">How a seal is made"),
        ("/courses/harbour-basics/exercises/seal-check", "<h1 lang=\"en\" dir=\"ltr\">A seal check"),
        ("/courses/harbour-basics/evaluation", "<p lang=\"en\" dir=\"ltr\">Work at real boxes"),
        ("/programmes/two-years", "<p class=\"caution\" lang=\"en\" dir=\"ltr\">Traffic changes"),
    ] {
        let page = client.get(&format!("{place}?lang=ar")).await.expect(200);
        assert!(page.html().contains("dir=\"rtl\"") && page.html().contains(words), "{words} in {page:?}");
    }
    let english = client.get(&format!("{PLAN}?lang=en")).await;
    assert!(
        english.html().contains("<p class=\"lead\">The course is for"),
        "nothing is marked where nothing is foreign"
    );
}

#[actix_web::test]
async fn an_import_publishes_what_changed_once_and_nothing_published_changes() {
    let test = TestApp::start().await;
    let folder = fixture::curriculum();
    let (db, now) = (&test.app.db, test.app.clock.now());
    let again = curriculum::import(db, now, folder.path()).await.unwrap();
    assert_eq!((again.published.len(), again.unchanged.len()), (0, 4), "{again:?}");
    let programme = folder.path().join("programmes/two-years.toml");
    let text = std::fs::read_to_string(&programme).unwrap();
    std::fs::write(&programme, text.replace("Two years at the gates", "Two good years")).unwrap();
    let course = folder.path().join("courses/harbour-basics.toml");
    let text = std::fs::read_to_string(&course).unwrap();
    std::fs::write(&course, text.replace("What a seal tells", "What seals tell")).unwrap();
    let changed = curriculum::import(db, now, folder.path()).await.unwrap();
    assert_eq!(changed.published, ["harbour-basics 2", "two-years 2"]);
    let select = "SELECT kind || ' ' || slug || ' ' || number FROM document_versions ORDER BY 1";
    assert_eq!(test.sql(select).await, ["form end-of-course 1", "programme two-years 1", "programme two-years 2"]);
    let client = test.as_(Who::Coordinator).await;
    client.get("/programmes/two-years").await.expect(200).says("Two good years").says("Version 2");
    client.get(PLAN).await.expect(200).says("What seals tell");
    let place = format!("/enrolments/{}/plan", test.cast.seat(Who::Participant));
    test.as_(Who::Participant).await.get(&place).await.expect(200).says("What seals tell");
    let change = "DO $$ BEGIN UPDATE document_versions SET number = 9; EXCEPTION WHEN raise_exception THEN END $$";
    test.sql(change).await;
    assert_eq!(test.sql(select).await.len(), 3);
    assert!(test.sql("SELECT 1 FROM document_versions WHERE number = 9").await.is_empty(), "what is published stays");
}
