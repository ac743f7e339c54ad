//! Cohorts: the list, opening one, the dashboard, instructors.

use crate::support::{TestApp, Who};

fn form<'a>(agency: &'a str, course: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("course", course),
        ("code", "ps-2027-ge"),
        ("agency", agency),
        ("place", "ბათუმი"),
        ("starts_on", "2090-01-11"),
        ("ends_on", "2090-01-15"),
        ("due_day", "2090-01-08"),
        ("due_time", "18:00"),
    ]
}

async fn course(test: &TestApp) -> String {
    test.sql("SELECT slug FROM courses").await.remove(0)
}

#[actix_web::test]
async fn a_coordinator_sees_the_cohorts_of_the_agency_only() {
    let test = TestApp::start().await;
    let page = test.as_(Who::Coordinator).await.get("/cohorts").await.expect(200).says("NORTH-1").says("NORTH-0");
    assert!(!page.text().contains("SOUTH-1"));
    test.as_(Who::Admin).await.get("/cohorts").await.expect(200).says("NORTH-1").says("SOUTH-1");
    test.as_(Who::Instructor).await.get("/cohorts").await.expect(404);
    let south = format!("/cohorts/{}", test.cast.other_cohort.id);
    test.as_(Who::Coordinator).await.get(&south).await.expect(404);
    test.as_(Who::OtherCoordinator).await.get(&south).await.expect(200).says("José Quispe");
}

#[actix_web::test]
async fn a_cohort_is_opened_and_a_wrong_form_comes_back_whole() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Coordinator).await;
    let (agency, course) = (test.cast.north.to_string(), course(&test).await);
    client.get("/cohorts/new").await.expect(200).says("Northern Training Centre");
    let mut wrong = form(&agency, &course);
    wrong[5].1 = "2090-01-10";
    let page = client.post("/cohorts/new", &wrong).await.expect(422).says("The last day is before the first day.");
    assert_eq!(page.field("place").as_deref(), Some("ბათუმი"));
    assert_eq!(page.field("code").as_deref(), Some("ps-2027-ge"));

    let to = client.post("/cohorts/new", &form(&agency, &course)).await.expect(303);
    client.follow(to).await.expect(200).says("PS-2027-GE").says("Nobody is in this course yet").says("UTC");
    let page = client.post("/cohorts/new", &form(&agency, &course)).await.expect(422);
    page.says("Another course has this code");
    assert_eq!(test.sql("SELECT count(*) FROM audit_log WHERE act = 'cohort.created'").await, ["1"]);

    let south = test.cast.south.to_string();
    let page = client.post("/cohorts/new", &form(&south, &course)).await.expect(422);
    page.says("Choose an agency from the list.");
}

#[actix_web::test]
async fn the_dashboard_counts_the_way_and_shows_what_waits() {
    let test = TestApp::start().await;
    test.as_(Who::Participant).await;
    let (seat, path) = (test.cast.seat(Who::Mate), format!("/cohorts/{}", test.cast.cohort.id));
    let module = test.cast.module;
    test.sql(&format!("INSERT INTO lesson_reads VALUES ('{seat}', '{module}', 'first', now())")).await;
    let (cohort, mate) = (test.cast.cohort.id, test.cast.person(Who::Mate));
    test.sql(&format!("INSERT INTO certificate_obstacles VALUES ('{seat}', '{cohort}', '{mate}', now(), '{{}}')"))
        .await;
    let client = test.as_(Who::Coordinator).await;
    let page = client.get(&path).await.expect(200).says("All (4)").says("Need help (2)");
    let page = page.says("1 certificate could not be made.");
    assert!(!page.text().contains("contradict"), "no held answers");
    let lines: Vec<String> = page.text().lines().map(str::to_owned).collect();
    let after = |word: &str| lines.iter().skip_while(|line| *line != word).nth(1).cloned().unwrap_or_default();
    assert!(after("Came in").starts_with("2 "), "{lines:?}");
    assert!(after("Started").starts_with("1 "), "{lines:?}");
    let stuck = client.get(&format!("{path}?show=stuck&page=99")).await.expect(200).says("ليث الخطيب");
    assert!(!stuck.text().contains("მაისურაძე"));
    client.get(&format!("{path}?show=nonsense&page=-1")).await.expect(404);
}

#[actix_web::test]
async fn an_instructor_must_hold_the_role_in_the_agency() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Coordinator).await;
    let path = format!("/cohorts/{}", test.cast.cohort.id);
    let act = format!("{path}/instructors");
    let mut said = Vec::new();
    for email in [Who::OtherInstructor.email(), Who::Participant.email(), "nobody@nowhere.example", "no address"] {
        let page = client.post(&act, &[("email", email)]).await.expect(422).says("No instructor of this agency");
        assert_eq!(page.field("email").as_deref(), Some(email));
        said.push(page.text());
    }
    assert!(said.iter().all(|text| *text == said[0]), "no answer tells whether an address is known");
    let person = test.cast.person(Who::Instructor);
    client.post(&format!("{act}/{person}/removal"), &[]).await.expect(303);
    client.post(&format!("{act}/{person}/removal"), &[]).await.expect(404);
    client.get(&path).await.says("Nobody teaches in this course yet.");
    client.post(&act, &[("email", Who::Instructor.email())]).await.expect(303);
    client.get(&path).await.says("Ines Carvalho");
    test.as_(Who::OtherCoordinator).await.post(&act, &[("email", Who::Instructor.email())]).await.expect(404);
}
