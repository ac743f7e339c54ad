//! A database in which every kind of object is there: what the tests over all routes ask for.

use portolan::base::ids::{Uuid, new_id};
use portolan::features::certificates;

use crate::support::{ALL, Cast, Client, Template, TestApp, Who, fixture};

/// The template, with Nino's things.
pub struct World {
    pub template: Template,
    pub things: Things,
}

/// What stands in paths and forms for each name.
#[derive(Clone)]
pub struct Things(Vec<(&'static str, String)>);

pub const NOTHING: &str = "018f0000-0000-7000-8000-000000000000";

/// Somebody who takes part, with those who run and teach their course.
#[derive(Clone, Copy)]
pub struct Owner {
    pub who: Who,
    pub coordinator: Who,
    pub instructor: Who,
    /// Stands in what is written: the answer, its feedback, the name of who asks.
    pub word: &'static str,
}

pub const NINO: Owner =
    Owner { word: "", who: Who::Participant, coordinator: Who::Coordinator, instructor: Who::Instructor };

impl World {
    pub async fn build() -> Self {
        let test = TestApp::start().await;
        let things = Things::build(&test, NINO).await;
        Self { template: test.into_template().await, things }
    }

    /// A path with ids of Nino's things in place of its parameters.
    pub fn filled(&self, pattern: &str) -> String {
        self.things.filled(pattern)
    }
}

impl Things {
    /// The same names with other values.
    pub fn map(&self, other: impl Fn(&'static str, &str) -> String) -> Self {
        Self(self.0.iter().map(|(name, value)| (*name, other(name, value))).collect())
    }

    /// A text with the names in place of these values.
    pub fn named(&self, text: String) -> String {
        let values = self.0.iter().filter(|(_, value)| value.len() > 20 || value.contains('@'));
        values.fold(text, |text, (name, value)| text.replace(value.as_str(), &format!("{{{name}}}")))
    }

    /// Makes one of each kind, by the pages where there are such.
    pub async fn build(test: &TestApp, owner: Owner) -> Self {
        let (person, seat) = (test.cast.person(owner.who), test.cast.seat(owner.who));
        let cohort = test.sql(&format!("SELECT cohort_id FROM enrolments WHERE id = '{seat}'")).await.concat();
        let client = test.as_(owner.who).await;
        let module = format!("/enrolments/{seat}/modules/{}", fixture::MODULE);
        let submitted = begin(&client, &format!("{module}/quiz")).await;
        client.post(&format!("/attempts/{submitted}/submission"), &[]).await.expect(303);
        let attempt = begin(&client, &format!("{module}/quiz")).await;
        let task = begin(&client, &format!("{module}/task")).await;
        let text = format!("I stop the truck, compare the papers, and write the number down. {}", owner.word);
        let answer = [("q.gate-case", text.as_str())];
        client.post(&format!("/attempts/{task}/answers"), &answer).await.expect(303);
        client.post(&format!("/attempts/{task}/submission"), &[]).await.expect(303);
        let release = release(test, owner, &cohort, &task).await;

        certificates::issue_if_due(&test.app, seat).await.unwrap();
        let held = certificates::of_person(&mut test.app.db.read(&ALL).await.unwrap(), person).await.unwrap().remove(0);
        let certificate = held.certificate.id;
        let (name, email) = (format!("Nino {}", owner.word), format!("{seat}@new.example"));
        let lost = [("number", held.certificate.number.as_str()), ("name", &name), ("email", &email)];
        test.client().post("/lost-access", &lost).await.expect(303);
        if owner.who == NINO.who {
            let invitation = format!("/cohorts/{cohort}/people/{}/invitation", test.cast.seat(Who::Unwelcomed));
            test.as_(owner.coordinator).await.post(&invitation, &[]).await.expect(303);
        }
        test.run_jobs().await;
        let held_op = insert_rows(test, seat, person, &cohort, &submitted).await;
        let mut values = of_the_cast(test.cast, owner);
        let request = format!("SELECT id FROM lost_access_requests WHERE certificate_id = '{certificate}'");
        values.extend([
            ("enrolment", seat.to_string()),
            ("cohort", cohort),
            ("submitted", submitted),
            ("attempt", attempt),
            ("task", task),
            ("release", release),
            ("certificate", certificate.to_string()),
            ("payload", held.certificate.seal),
            ("request", test.sql(&request).await.concat()),
            ("token", token(test).await),
            ("job", NOTHING.to_owned()),
            ("held", held_op),
            ("mail", test.sql("SELECT id FROM mails ORDER BY id LIMIT 1").await.concat()),
            ("purpose", "quiz".to_owned()),
        ]);
        Self(values)
    }

    /// What stands for a name. One that is not known gets an id of nothing, so that 404 shows for everybody: add it.
    pub fn value(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| *known == name).map_or(NOTHING, |(_, value)| value)
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

/// What no page makes in a moment: a job that died, a save that is held, a certificate that could not be made. The save.
async fn insert_rows(test: &TestApp, seat: Uuid, person: Uuid, cohort: &str, submitted: &str) -> String {
    test.sql(&format!(
        "INSERT INTO jobs (id, kind, payload, run_at, dead_at, created_at)
         VALUES ('{NOTHING}', 'mail', '{{}}', now(), now(), now()) ON CONFLICT DO NOTHING"
    ))
    .await;
    let held = new_id();
    test.sql(&format!(
        "INSERT INTO held_ops (id, op_id, attempt_id, sha256, body, reason, received_at)
         VALUES ('{held}', '{held}', '{submitted}', '', '{{}}', 'hash', now())"
    ))
    .await;
    test.sql(&format!(
        "INSERT INTO certificate_obstacles (enrolment_id, cohort_id, person_id, at, what)
         VALUES ('{seat}', '{cohort}', '{person}', now(), '{{\"obstacle\": \"name-unconfirmed\"}}')"
    ))
    .await;
    held.to_string()
}

fn of_the_cast(cast: &Cast, owner: Owner) -> Vec<(&'static str, String)> {
    vec![
        ("person", cast.person(owner.instructor).to_string()),
        ("instructor-email", owner.instructor.email().to_owned()),
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
async fn release(test: &TestApp, owner: Owner, cohort: &str, task: &str) -> String {
    let instructor = test.as_(owner.instructor).await;
    let feedback = format!("Good. {}", owner.word);
    let marks = [("version", "0"), ("c.order", "2"), ("c.record", "1"), ("feedback", feedback.as_str())];
    instructor.post(&format!("/grading/answers/{task}"), &marks).await.expect(303);
    let queue = format!("/grading/{cohort}/{}", test.cast.module);
    instructor.post(&format!("{queue}/release"), &[]).await.expect(303);
    test.sql(&format!("SELECT id FROM releases WHERE cohort_id = '{cohort}' ORDER BY at DESC, id DESC LIMIT 1"))
        .await
        .concat()
}

/// The token of the link in the invitation's mail.
async fn token(test: &TestApp) -> String {
    let mail = test.mails_to(Who::Unwelcomed.email()).await.remove(0);
    let link = mail.text_body.split_whitespace().find(|word| word.contains("/invitation/")).unwrap();
    link.rsplit('/').next().unwrap().to_owned()
}
