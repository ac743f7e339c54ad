//! A database in which every kind of object is there, all of them Nino's: what the tests over all routes ask for.

use portolan::features::certificates;

use crate::support::{Cast, Client, Template, TestApp, Who, fixture};

/// The template, and what stands in paths and forms for each name.
pub struct World {
    pub template: Template,
    values: Vec<(&'static str, String)>,
}

const NOTHING: &str = "018f0000-0000-7000-8000-000000000000";

impl World {
    pub async fn build() -> Self {
        let test = TestApp::start().await;
        let (nino, coordinator) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
        let module = format!("/enrolments/{}/modules/{}", test.cast.seat(Who::Participant), fixture::MODULE);
        let submitted = begin(&nino, &format!("{module}/quiz")).await;
        nino.post(&format!("/attempts/{submitted}/submission"), &[]).await.expect(303);
        let attempt = begin(&nino, &format!("{module}/quiz")).await;
        let task = begin(&nino, &format!("{module}/task")).await;
        let answer = [("q.gate-case", "I stop the truck, compare the papers, and write the number down.")];
        nino.post(&format!("/attempts/{task}/answers"), &answer).await.expect(303);
        nino.post(&format!("/attempts/{task}/submission"), &[]).await.expect(303);
        let release = release(&test, &task).await;

        certificates::issue_if_due(&test.app, test.cast.seat(Who::Participant)).await.unwrap();
        let person = test.cast.person(Who::Participant);
        let held = certificates::of_person(&mut test.app.db.read().await.unwrap(), person).await.unwrap().remove(0);
        let lost = [("number", held.certificate.number.as_str()), ("name", "Nino"), ("email", "nino@new.example")];
        test.client().post("/lost-access", &lost).await.expect(303);
        let invitation =
            format!("/cohorts/{}/people/{}/invitation", test.cast.cohort.id, test.cast.seat(Who::Unwelcomed));
        coordinator.post(&invitation, &[]).await.expect(303);
        test.run_jobs().await;
        test.sql(&format!(
            "INSERT INTO jobs (id, kind, payload, run_at, dead_at, created_at)
             VALUES ('{NOTHING}', 'mail', '{{}}', now(), now(), now())"
        ))
        .await;
        test.sql(&format!(
            "INSERT INTO held_ops (id, op_id, attempt_id, sha256, body, reason, received_at)
             VALUES ('{NOTHING}', '{NOTHING}', '{submitted}', '', '{{}}', 'hash', now())"
        ))
        .await;
        let seat = test.cast.seat(Who::Participant);
        test.sql(&format!(
            "INSERT INTO certificate_obstacles (enrolment_id, cohort_id, person_id, at, what)
             VALUES ('{seat}', '{}', '{person}', now(), '{{\"obstacle\": \"name-unconfirmed\"}}')",
            test.cast.cohort.id
        ))
        .await;
        let mut values = of_the_cast(test.cast);
        values.extend([
            ("submitted", submitted),
            ("attempt", attempt),
            ("task", task),
            ("release", release),
            ("certificate", held.certificate.id.to_string()),
            ("payload", held.certificate.seal),
            ("request", test.sql("SELECT id FROM lost_access_requests").await.concat()),
            ("token", token(&test).await),
            ("job", NOTHING.to_owned()),
            ("held", NOTHING.to_owned()),
            ("mail", test.sql("SELECT id FROM mails ORDER BY id LIMIT 1").await.concat()),
            ("purpose", "quiz".to_owned()),
        ]);
        Self { template: test.into_template().await, values }
    }

    /// What stands for a name. One that is not known gets an id of nothing, so that 404 shows for everybody: add it.
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(known, _)| *known == name).map_or(NOTHING, |(_, value)| value)
    }

    /// A path with ids in place of its parameters.
    pub fn filled(&self, pattern: &str) -> String {
        // One word in different places: the quiz that is open, the one that was handed in, the task to be graded.
        let attempt = match pattern {
            _ if pattern.contains("/grading/") => "task",
            _ if pattern.ends_with("/receipt") || pattern.ends_with("/results") => "submitted",
            _ => "attempt",
        };
        let mut path = String::new();
        let mut rest = pattern;
        while let Some(open) = rest.find('{') {
            let close = rest[open..].find('}').map_or(rest.len(), |close| open + close);
            path.push_str(&rest[..open]);
            path.push_str(self.value(match rest[open + 1..close].split(':').next().unwrap_or_default() {
                "attempt" => attempt,
                "id" if pattern.contains("certificates") => "certificate",
                name => name,
            }));
            rest = rest.get(close + 1..).unwrap_or_default();
        }
        path + rest
    }
}

fn of_the_cast(cast: &Cast) -> Vec<(&'static str, String)> {
    vec![
        ("enrolment", cast.seat(Who::Participant).to_string()),
        ("cohort", cast.cohort.id.to_string()),
        ("person", cast.person(Who::Instructor).to_string()),
        ("module_version", cast.module.to_string()),
        ("lesson", fixture::LESSONS[0].to_owned()),
        ("slug", fixture::MODULE.to_owned()),
        ("course", fixture::COURSE.to_owned()),
        ("exercise", fixture::EXERCISE.to_owned()),
        ("programme", fixture::PROGRAMME.to_owned()),
    ]
}

/// Begins a quiz or a task; the attempt.
async fn begin(client: &Client<'_>, place: &str) -> String {
    let begun = client.post(place, &[]).await.expect(303);
    begun.redirect().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// Grades the task and releases the grades, just now, so that it can be undone.
async fn release(test: &TestApp, task: &str) -> String {
    let instructor = test.as_(Who::Instructor).await;
    let marks = [("version", "0"), ("c.order", "2"), ("c.record", "1"), ("feedback", "Good.")];
    instructor.post(&format!("/grading/answers/{task}"), &marks).await.expect(303);
    let queue = format!("/grading/{}/{}", test.cast.cohort.id, test.cast.module);
    instructor.post(&format!("{queue}/release"), &[]).await.expect(303);
    test.sql("SELECT id FROM releases").await.concat()
}

/// The token of the link in the invitation's mail.
async fn token(test: &TestApp) -> String {
    let mail = test.mails_to(Who::Unwelcomed.email()).await.remove(0);
    let link = mail.text_body.split_whitespace().find(|word| word.contains("/invitation/")).unwrap();
    link.rsplit('/').next().unwrap().to_owned()
}
