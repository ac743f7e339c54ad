//! From nothing to a certificate that anybody can check: one installation without a demonstration's help, and all who
//! have a part in it.

mod sheet;
mod stage;

use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use ed25519_dalek::{Signature, Verifier, VerifyingKey};
use mail_parser::MimeHeaders;
use portolan::base::clock::Clock;
use portolan::features::certificates::verify::{find_seal_url, qr_text};
use portolan::features::curriculum::{self, ModuleContent};
use serde_json::{Value, json};

use self::sheet::{Answer, right_answers};
use self::stage::{Stage, parsed};
use super::browser::{Browser, link, links};
use super::saves::Saves;
use super::server::Server;
use super::support::{run, said};
use crate::support::Page;
use crate::whole::source::root;

const COORDINATOR: &str = "tomas@harbour.example";
const INSTRUCTOR: &str = "ines@harbour.example";
const NINO: &str = "nino@customs.example";
const NAME: &str = "ნინო ბერიძე";
const COURSE: &str = "inspection-foundation";
/// A release can be taken back for ten minutes; letters and certificates wait for that.
const UNTIL_RELEASED: i64 = 10 * 60 + 5;

#[test]
fn from_an_empty_folder_to_a_certificate_that_anybody_can_check() {
    let stage = Stage::new("smoke");
    let server = stage.serve();
    let (coordinator, instructor) = staff(&stage);
    stage.run(&["curriculum", "import", root().join("curriculum").to_str().unwrap()]);
    let module = module("inspection");
    open_course(&coordinator);
    let nino = arrive(&stage);
    let place = read_lessons(&nino, &module);
    let server = sit_quiz(&stage, server, &nino, &place, &module);
    write_task(&nino, &place, &module);
    grade(&instructor, &module);
    stage.clock.set(UNTIL_RELEASED);
    let certificate = certified(&stage, &nino);
    check_with_server(&nino, &certificate);
    let keys = stage.data.0.join("portolan-keys.json");
    fs::write(&keys, &server.get("/.well-known/portolan-keys.json").expect(200).body).unwrap();
    let backup = stage.data.path("backup.zip");
    stage.run(&["backup", &backup]);
    server.stop();
    // A server tells its own database from an earlier one by the time: both start by one clock.
    stage.clock.set(0);
    check_without_server(&stage, &certificate, &keys);
    restore(&stage, &backup, &nino, &certificate, &keys);
}

fn module(slug: &str) -> ModuleContent {
    let (all, _) = curriculum::load(&root().join("curriculum"));
    all.modules.into_iter().find(|module| module.content.slug == slug).unwrap().content
}

/// The people who run courses: made by commands, in by a code, with their names confirmed.
fn staff(stage: &Stage) -> (Browser, Browser) {
    let one = |email: &str, name: &str, role: &str| {
        stage.run(&["people", "add", email, "--name", name, "--country", "MT", "--lang", "en"]);
        let agency = ["--agency", "Harbour School", "--agency-country", "MT"];
        let granted = stage.run(&[&["people", "roles", email, "--grant", role], &agency[..]].concat());
        assert_eq!(granted, format!("{role} in Harbour School (MT)\n"));
        let told = stage.run(&["people", "reset", email]);
        let browser = Browser::new(stage.port);
        browser.sign_in_by_code(email, told.lines().next().unwrap());
        confirm_name(&browser, name, name);
        browser
    };
    (one(COORDINATOR, "Tomas Okonjo", "coordinator"), one(INSTRUCTOR, "Ines Carvalho", "instructor"))
}

fn confirm_name(browser: &Browser, name: &str, latin: &str) {
    browser.get("/welcome").expect(200);
    let fields = [("full_name", name), ("latin_name", latin), ("lang", "en"), ("time_zone", "UTC"), ("password", "")];
    assert_eq!(browser.post("/welcome", &fields).expect(303).redirect().as_deref(), Some("/"));
}

/// A course with its instructor, and one person invited to it.
fn open_course(coordinator: &Browser) {
    let agency = coordinator.get("/cohorts/new").expect(200).html();
    let agency = agency.split("name=\"agency\"").nth(1).unwrap().split("value=\"").nth(1).unwrap();
    // Certificates are made from the last day of a course on.
    let today = Clock::system().now().date_naive().to_string();
    let form = [
        ("course", COURSE),
        ("code", "INS-2090"),
        ("agency", agency.split('"').next().unwrap()),
        ("place", "Valletta"),
        ("starts_on", &today),
        ("ends_on", &today),
        ("due_day", "2090-01-08"),
        ("due_time", "18:00"),
    ];
    let cohort = coordinator.post("/cohorts/new", &form).expect(303).redirect().unwrap();
    coordinator.get(&cohort).expect(200);
    coordinator.post(&format!("{cohort}/instructors"), &[("email", INSTRUCTOR)]).expect(303);
    coordinator.get(&cohort).expect(200).says("Ines Carvalho");

    let list = format!("{NAME},{NINO},Georgia,Revenue Service,en\n");
    let invite = format!("{cohort}/invitations");
    coordinator.get(&invite).expect(200);
    let page = coordinator.post_parts(&invite, &list).expect(200).says("Send 1 invitation");
    let sent = coordinator.post_parts(&format!("{invite}/send"), &page.field("text").unwrap()).expect(303);
    coordinator.follow(sent).expect(200).says("The invitations are on their way");
}

/// In by the link of the invitation's mail.
fn arrive(stage: &Stage) -> Browser {
    let mail = stage.mail(NINO, "");
    let mail = parsed(&mail);
    assert_eq!(mail.from().unwrap().first().unwrap().address(), Some(stage::SENDER));
    let text = mail.body_text(0).unwrap();
    let origin = format!("http://localhost:{}", stage.port);
    let mut own = text.split_whitespace().filter_map(|word| word.strip_prefix(&origin));
    let link = own.find(|path| path.starts_with("/invitation/")).expect("a link to this server");
    let nino = Browser::new(stage.port);
    nino.get(link).expect(200).says("You are invited to a course").says("Valletta");
    assert_eq!(nino.post(link, &[]).expect(303).redirect().as_deref(), Some("/welcome"));
    confirm_name(&nino, NAME, "Nino Beridze");
    nino
}

/// Reads every lesson; the module's address.
fn read_lessons(nino: &Browser, module: &ModuleContent) -> String {
    let place = nino.first_module();
    let mut lessons = links(&nino.get(&place).expect(200).html(), &format!("{place}/lessons/"));
    lessons.sort();
    lessons.dedup();
    assert_eq!(lessons.len(), module.lessons.len());
    for lesson in lessons {
        nino.get(&lesson).expect(200);
        nino.post(&format!("{lesson}/read"), &[]).expect(303);
    }
    place
}

/// Takes the quiz, in the middle of which the server is killed; the server after that.
fn sit_quiz(stage: &Stage, server: Server, nino: &Browser, place: &str, module: &ModuleContent) -> Server {
    let sitting = nino.begin_quiz(place);
    let page = nino.get(&sitting).expect(200);
    let answers = right_answers(&page, module);
    assert_eq!(answers.len(), 12);
    let (saved, typed) = answers.split_at(5);
    let keys = nino.get("/.well-known/jwks.json").expect(200).json();

    let mut device = Saves::of(&sitting);
    let mut receipts = Vec::new();
    for answer in saved {
        let op = device.save("answer", &answer.question, answer.value.clone());
        receipts.push(acknowledged(nino.json("/outbox", &json!({ "ops": [op] })).expect(200), &keys));
    }
    receipts.extend(kill_under_saves(server, nino, &mut device, &saved[0].question, &keys));

    let server = stage.serve();
    let again: Vec<Value> = device
        .sent()
        .chunks(20)
        .flat_map(|ops| {
            nino.json("/outbox", &json!({ "ops": ops })).expect(200).json()["receipts"].as_array().unwrap().clone()
        })
        .collect();
    assert!(again.iter().all(|receipt| receipt["status"] == "stored"), "{again:?}");
    for first in &receipts {
        let second = again.iter().find(|second| second["op_id"] == first["op_id"]).unwrap();
        for word in ["sha256", "status", "received_at"] {
            assert_eq!(first[word], second[word], "an acknowledgement is a promise");
        }
    }

    let page = nino.get(&sitting).expect(200);
    let mut standing: Vec<_> = saved.iter().flat_map(|answer| answer.fields.clone()).collect();
    if device.sent().last().unwrap().value == ["on"] {
        standing.push((format!("flag.{}", saved[0].question), "on".to_owned()));
    }
    let shown = page.controls().into_iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
    assert_eq!(sorted(shown), sorted(standing), "what was acknowledged stands, and nothing else");

    hand_in_by_form(nino, &sitting, &page, typed);
    nino.get(&format!("{sitting}/receipt")).expect(200).says("12 of 12");
    nino.get(&format!("{sitting}/results")).expect(200).says("100 %").says("Passed");
    server
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort();
    list
}

/// The receipt of a batch of one, its signature checked with the published keys.
fn acknowledged(page: Page, keys: &Value) -> Value {
    let answer = page.json();
    let [receipt] = answer["receipts"].as_array().unwrap().as_slice() else { panic!("one receipt: {answer}") };
    let word = |name: &str| receipt[name].to_string().trim_matches('"').to_owned();
    let line = ["op_id", "sha256", "status", "received_at", "through_seq"].map(word).join("|");
    let decode = |text: &Value| data_encoding::BASE64URL_NOPAD.decode(text.as_str().unwrap().as_bytes()).unwrap();
    let key = keys["keys"].as_array().unwrap().iter().find(|key| key["kid"] == answer["kid"]).expect("a published key");
    let key = VerifyingKey::from_bytes(&decode(&key["x"]).try_into().unwrap()).unwrap();
    key.verify(line.as_bytes(), &Signature::from_slice(&decode(&answer["signature"])).unwrap()).unwrap();
    receipt.clone()
}

/// Kills the server while saves come in one after another; the receipts that were given until then.
fn kill_under_saves(server: Server, nino: &Browser, device: &mut Saves, question: &str, keys: &Value) -> Vec<Value> {
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        let (keys, nino) = (keys.clone(), nino.clone());
        let saving = scope.spawn(move || {
            let mut receipts = Vec::new();
            loop {
                let on = device.sent().len().is_multiple_of(2);
                let op = device.flag(question, on);
                let Some(page) = nino.try_json("/outbox", &json!({ "ops": [op] })) else { return receipts };
                receipts.push(acknowledged(page.expect(200), &keys));
                let _ = tell.send(());
            }
        });
        for _ in 0..10 {
            told.recv().unwrap();
        }
        server.kill();
        saving.join().unwrap()
    })
}

/// Fills in what is open, looks at it once more and hands it in.
fn hand_in_by_form(nino: &Browser, sitting: &str, page: &Page, rest: &[Answer]) {
    let open =
        |(name, _): &(String, String)| !rest.iter().any(|answer| answer.fields.iter().any(|(own, _)| own == name));
    let mut fields: Vec<(String, String)> = page.controls().into_iter().filter(open).collect();
    fields.extend(rest.iter().flat_map(|answer| answer.fields.clone()));
    fields.push(("seen".to_owned(), page.field("seen").unwrap()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let checked = nino.post(&format!("{sitting}/answers"), &fields).expect(303);
    assert_eq!(checked.redirect(), Some(format!("{sitting}/check")));
    nino.follow(checked).expect(200);
    let sent = nino.post(&format!("{sitting}/submission"), &[]).expect(303);
    assert_eq!(sent.redirect(), Some(format!("{sitting}/receipt")));
    nino.follow(sent).expect(200);
}

fn write_task(nino: &Browser, place: &str, module: &ModuleContent) {
    let task = module.task.as_ref().unwrap();
    nino.get(&format!("{place}/task")).expect(200);
    let sitting = nino.post(&format!("{place}/task"), &[]).expect(303).redirect().unwrap();
    let page = nino.get(&sitting).expect(200);
    let text = task.samples[0].answer.replace('\n', "\r\n");
    let answer =
        Answer { question: task.id.clone(), value: Vec::new(), fields: vec![(format!("q.{}", task.id), text)] };
    hand_in_by_form(nino, &sitting, &page, &[answer]);
}

/// Grades the one answer, without knowing whose it is, and releases the points.
fn grade(instructor: &Browser, module: &ModuleContent) {
    let queue = link(&instructor.get("/grading").expect(200).says("1 answer waits").html(), "/grading/", "/");
    let answer = instructor.follow(instructor.get(queue.trim_end_matches("/answers"))).expect(200);
    let shown = answer.html();
    assert!(!shown.contains(NAME) && !shown.contains("Beridze") && !shown.contains(NINO), "grading is blind");
    let attempt = shown.split("action=\"/grading/answers/").nth(1).unwrap().split('"').next().unwrap();
    let mut fields = vec![("version".to_owned(), "0".to_owned()), ("feedback".to_owned(), "Well argued.".to_owned())];
    for criterion in &module.task.as_ref().unwrap().criteria {
        fields.push((format!("c.{}", criterion.id), criterion.levels.iter().max().unwrap().to_string()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let graded = instructor.post(&format!("/grading/answers/{attempt}"), &fields).expect(303);
    let list = instructor.follow(graded).expect(200).html();
    let release = list.split("action=\"").find(|rest| rest.split('"').next().unwrap().ends_with("/release")).unwrap();
    let released = instructor.post(release.split('"').next().unwrap(), &[]).expect(303);
    instructor.follow(released).expect(200).says("The points are released");
}

struct Certificate {
    /// Of its page.
    path: String,
    pdf: Vec<u8>,
    /// What its code holds.
    url: String,
}

/// The certificate as it came by mail, which is the one on the page.
fn certified(stage: &Stage, nino: &Browser) -> Certificate {
    let mail = stage.mail(NINO, "Your certificate");
    let mail = parsed(&mail);
    assert_eq!(mail.attachment_count(), 1);
    let attached = mail.attachment(0).unwrap();
    let path = link(&nino.get("/certificates").expect(200).says("Valid").html(), "/certificates/", "-");
    let path = path.trim_end_matches("/pdf").to_owned();
    let pdf = nino.get(&format!("{path}/pdf")).expect(200);
    assert!(attached.contents() == pdf.body, "the file of the mail is the file of the page");
    let name = attached.attachment_name().unwrap();
    assert!(name.starts_with("certificate-PL-") && pdf.header("content-disposition").unwrap().contains(name), "{name}");
    let url = find_seal_url(&pdf.body).unwrap();
    assert!(url.starts_with(&format!("http://localhost:{}/v/", stage.port)), "{url}");
    Certificate { path, pdf: pdf.body, url }
}

/// Anybody opens the address of the code, as it is and in the capitals of the QR code.
fn check_with_server(nino: &Browser, certificate: &Certificate) {
    let anybody = nino.stranger();
    let page = nino.get(&certificate.path).expect(200).says(NAME);
    let place = certificate.url.split_once("/v/").map(|(_, payload)| format!("/v/{payload}")).unwrap();
    assert_eq!(link(&page.html(), "/v/", ""), place);
    let capitals = qr_text(&certificate.url);
    for place in [place.as_str(), &capitals[capitals.find("/V/").unwrap()..]] {
        anybody
            .get(place)
            .expect(200)
            .says("This certificate is valid")
            .says(NAME)
            .says("Nino Beridze")
            .says("Not withdrawn");
    }
    anybody.get(&altered(&place)).expect(200).says("This certificate was altered");
}

/// One letter in the middle of the code is another.
fn altered(code: &str) -> String {
    let at = code.len() - 40;
    let other = if &code[at..=at] == "A" { "B" } else { "A" };
    format!("{}{other}{}", &code[..at], &code[at + 1..])
}

/// With no server running, the published keys and the file are enough.
fn check_without_server(stage: &Stage, certificate: &Certificate, keys: &Path) {
    let verify = |what: &str, keys: &Path| said(&run(&["verify", what, "--keys", keys.to_str().unwrap()]));
    let file = stage.data.path("certificate.pdf");
    fs::write(&file, &certificate.pdf).unwrap();
    for what in [file.as_str(), &certificate.url, &qr_text(&certificate.url)] {
        let (code, out, why) = verify(what, keys);
        assert_eq!(code, 0, "{what}: {why}");
        assert!(out.starts_with("valid") && out.contains(NAME) && out.contains("Harbour School"), "{out}");
    }

    let forged = stage.data.path("forged.pdf");
    let text: Vec<u8> = replaced(&certificate.pdf, certificate.url.as_bytes(), altered(&certificate.url).as_bytes());
    fs::write(&forged, text).unwrap();
    for what in [forged.as_str(), &altered(&certificate.url)] {
        let (code, out, why) = verify(what, keys);
        assert!(code == 1 && out.is_empty() && why.contains("altered"), "{what}: {code} {out}{why}");
    }

    let mut others: Value = serde_json::from_slice(&fs::read(keys).unwrap()).unwrap();
    others["keys"][0]["kid"] = "1999-A".into();
    let list = stage.data.0.join("others.json");
    fs::write(&list, others.to_string()).unwrap();
    let (code, out, why) = verify(&file, &list);
    assert!(code == 1 && out.is_empty() && !why.is_empty(), "keys of somebody else: {code} {out}{why}");
}

fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let places: Vec<usize> = (0..=bytes.len() - old.len()).filter(|at| bytes[*at..].starts_with(old)).collect();
    assert!(!places.is_empty() && old.len() == new.len());
    places.into_iter().for_each(|at| out[at..at + old.len()].copy_from_slice(new));
    out
}

/// A backup in an empty folder is the same server: the same session, the same file, the same keys.
fn restore(stage: &Stage, backup: &str, nino: &Browser, certificate: &Certificate, keys: &Path) {
    let folder = stage.data.path("elsewhere");
    let (code, out, why) = said(&run(&["restore", backup, "--data", &folder]));
    assert!(code == 0 && out.starts_with("restored"), "{out}{why}");
    let server = stage.elsewhere();
    let nino = nino.at(server.port);
    let pdf = nino.get(&format!("{}/pdf", certificate.path)).expect(200);
    assert!(pdf.body == certificate.pdf, "the file is the same, byte for byte");
    assert_eq!(server.get("/.well-known/portolan-keys.json").expect(200).body, fs::read(keys).unwrap());
    let place = certificate.url.split_once("/v/").map(|(_, payload)| format!("/v/{payload}")).unwrap();
    nino.stranger().get(&place).expect(200).says("This certificate is valid");
    server.stop();
}
