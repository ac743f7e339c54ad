//! Two servers on one database: what one of them remembers of a place, the other changes.

use crate::support::{Client, TestApp, Who};

/// What the pages of a place say.
async fn pages(client: &Client<'_>, seat: &str, attempt: Option<&str>) -> Vec<String> {
    let module = format!("/enrolments/{seat}/modules/harbour");
    let mut paths = vec![
        "/modules".to_owned(),
        module.clone(),
        format!("{module}/lessons/gates"),
        format!("/enrolments/{seat}/completion"),
    ];
    paths.extend(
        attempt.into_iter().flat_map(|attempt| [format!("/attempts/{attempt}"), format!("/attempts/{attempt}/check")]),
    );
    let mut said = Vec::new();
    for path in paths {
        let page = client.get(&path).await;
        said.push(format!("{path}: {} {:?} {}", page.status.as_u16(), page.redirect(), page.text()));
    }
    said
}

#[actix_web::test]
async fn nothing_that_another_server_changed_is_shown_as_it_was() {
    let test = TestApp::start().await;
    let other = test.beside().await;
    let seat = test.cast.seat(Who::Participant).to_string();
    let (cohort, version) = (test.cast.cohort.id, test.cast.module);
    let nino = test.as_(Who::Participant).await;
    let elsewhere = other.as_(Who::Participant).await;
    let module = format!("/enrolments/{seat}/modules/harbour");
    let quiz = elsewhere.post(&format!("{module}/quiz"), &[]).await.expect(303).redirect().unwrap();
    let quiz = quiz.rsplit('/').next().unwrap().to_owned();
    let task = elsewhere.post(&format!("{module}/task"), &[]).await.expect(303).redirect().unwrap();
    let task = task.rsplit('/').next().unwrap().to_owned();

    let grader = other.as_(Who::Instructor).await;
    let release = format!("/grading/{cohort}/{version}/release");
    let mut before = pages(&nino, &seat, Some(&quiz)).await;
    for step in [
        "a lesson",
        "the quiz",
        "the task",
        "a grade",
        "the release",
        "its undo",
        "an attempt given",
        "a place",
        "a plan",
        "completion",
        "more time",
        "the end",
    ] {
        match step {
            "a lesson" => drop(elsewhere.post(&format!("{module}/lessons/gates/read"), &[]).await.expect(303)),
            "the quiz" => drop(elsewhere.post(&format!("/attempts/{quiz}/submission"), &[]).await.expect(303)),
            "the task" => {
                let words = [("q.gate-case", "I stop the truck, call for help and write the number down.")];
                elsewhere.post(&format!("/attempts/{task}/answers"), &words).await.expect(303);
                elsewhere.post(&format!("/attempts/{task}/submission"), &[]).await.expect(303);
            }
            "a grade" => {
                let marks = [("version", "0"), ("c.order", "2"), ("c.record", "1"), ("feedback", "Good.")];
                grader.post(&format!("/grading/answers/{task}"), &marks).await.expect(303);
            }
            "the release" => drop(grader.post(&release, &[]).await.expect(303)),
            "its undo" => {
                let list = grader.get(&format!("/grading/{cohort}/{version}/answers")).await;
                let undone = list.field("release").unwrap();
                grader.post(&format!("{release}/undo"), &[("release", &undone)]).await.expect(303);
            }
            "an attempt given" => {
                let given = format!(
                    "INSERT INTO extra_attempts SELECT (jsonb_populate_record(NULL::extra_attempts, jsonb_build_object(
                        'enrolment_id', '{seat}', 'module_version_id', '{version}', 'purpose', 'task', 'number', 2,
                        'given_at', now(), 'given_by', '{}', 'reason', 'The power failed.'))).*",
                    test.cast.person(Who::Coordinator)
                );
                test.sql(&given).await;
            }
            "a place" => drop(test.sql("UPDATE cohorts SET place = 'Elsewhere'").await),
            "a plan" => {
                let newer = "INSERT INTO course_versions SELECT (jsonb_populate_record(v, jsonb_build_object(
                    'id', gen_random_uuid(), 'number', v.number + 1, 'content_hash', 'another'))).* FROM course_versions v";
                let changes = "SELECT sum(changes) FROM cohorts";
                let counted = test.sql(changes).await;
                test.sql(newer).await;
                assert_ne!(counted, test.sql(changes).await, "a newer version of the course is not counted");
            }
            "completion" => drop(test.sql(&format!("INSERT INTO completions VALUES ('{seat}', now())")).await),
            "more time" => {
                let later = format!("UPDATE attempts SET due_at = now() + interval '400 minutes' WHERE id = '{quiz}'");
                test.sql(&later).await;
            }
            _ => drop(test.sql(&format!("INSERT INTO withdrawals VALUES ('{seat}', now(), NULL, 'left')")).await),
        }
        // A server that has just been started remembers nothing.
        let fresh = test.beside().await;
        let truth = pages(&fresh.as_(Who::Participant).await, &seat, Some(&quiz)).await;
        let shown = pages(&nino, &seat, Some(&quiz)).await;
        assert_eq!(shown, truth, "after {step}");
        if !matches!(step, "a grade" | "a plan" | "more time") {
            assert_ne!(shown, before, "{step} shows nowhere");
        }
        before = shown;
    }
    test.forget_jobs().await;
}
