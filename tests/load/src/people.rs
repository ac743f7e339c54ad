//! Makes a course full of people the way an operator and a coordinator do: commands, a cohort, a list of invitations,
//! and for each person the link of the mail, which opens a session. Nobody needs a password.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::Res;
use crate::browser::{Browser, between, redirect};
use crate::server::Stage;
use crate::smtp::{Mail, Relay};
use crate::wire::Message;

pub const MODULE: &str = "port-security";
pub const COURSE: &str = "proof";
/// A course that asks for everything, as those of the curriculum do.
pub const WHOLE_COURSE: &str = "proof-whole";
pub const COORDINATOR: &str = "tomas@harbour.example";
/// Everybody's, for programs of theirs.
pub const PASSWORD: &str = "nine lamps along the breakwater";
/// How often a quiz of the proof may be sat.
const ATTEMPTS: u32 = 100_000;

/// Of the curriculum in the repository, one module, which may be sat as often as one likes and is passed by nearly
/// everybody, and a course that a passed quiz completes.
pub fn curriculum(from: &Path, folder: &Path) -> Res<PathBuf> {
    curriculum_with(from, folder, None)
}

/// The same with a quiz of so many questions.
pub fn curriculum_with(from: &Path, folder: &Path, draw: Option<u32>) -> Res<PathBuf> {
    let to = folder.join("curriculum");
    copy(&from.join("modules").join(MODULE), &to.join("modules").join(MODULE))?;
    copy(&from.join("glossary"), &to.join("glossary"))?;
    let settings = to.join("modules").join(MODULE).join("module.toml");
    let mut inside = false;
    let text: String = fs::read_to_string(&settings)?
        .lines()
        .map(|line| {
            if line.starts_with('[') {
                inside = line == "[quiz]";
            }
            match line.split_once(" = ") {
                Some(("attempts", _)) if inside => format!("attempts = {ATTEMPTS}\n"),
                Some(("pass_percent", _)) if inside => "pass_percent = 1\n".to_owned(),
                Some(("draw", of_module)) if inside => {
                    format!("draw = {}\n", draw.map_or(of_module.to_owned(), |draw| draw.to_string()))
                }
                _ => format!("{line}\n"),
            }
        })
        .collect();
    fs::write(&settings, text)?;
    fs::create_dir_all(to.join("courses"))?;
    for (course, rest) in [(COURSE, "none"), (WHOLE_COURSE, "all")] {
        let tasks = if rest == "all" { "passed" } else { "none" };
        let text = format!(
            "title.en = \"A course of a proof\"\nfield = \"{MODULE}\"\nhours = 1\nmodules = [\"{MODULE}\"]\n\
             [complete]\nlessons = \"{rest}\"\nquizzes = \"passed\"\ntasks = \"{tasks}\"\n"
        );
        fs::write(to.join("courses").join(format!("{course}.toml")), text)?;
    }
    Ok(to)
}

fn copy(from: &Path, to: &Path) -> Res<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name()))?,
            false => drop(fs::copy(entry.path(), to.join(entry.file_name()))?),
        }
    }
    Ok(())
}

/// Somebody who has come in: the browser with its session, and the address of the module.
pub struct Arrived {
    pub browser: Browser,
    pub place: String,
}

/// Who comes into which group.
pub struct Group {
    /// The course's name in the curriculum.
    pub course: &'static str,
    /// The group's code.
    pub code: &'static str,
    pub people: std::ops::Range<usize>,
    /// What they choose when they come in; "" for none.
    pub password: &'static str,
}

/// A course with so many people, all of them signed in.
pub async fn arrive(stage: &Stage, relay: &Relay, curriculum: &Path, people: usize) -> Res<Vec<Arrived>> {
    let mut tomas = coordinator(stage, curriculum).await?;
    let group = Group { course: COURSE, code: "PROOF-2090", people: 0..people, password: PASSWORD };
    invite(&mut tomas, &group).await?;
    let mut arrived = Vec::new();
    for nth in group.people {
        let mail = mail_to(relay, &address(nth)).await?;
        arrived.push(
            come_in(stage, &mail, nth, group.password).await.map_err(|error| format!("{}: {error}", address(nth)))?,
        );
    }
    Ok(arrived)
}

pub fn address(nth: usize) -> String {
    format!("person{nth}@customs.example")
}

/// Whoever runs the courses, signed in on a server with this curriculum.
pub async fn coordinator(stage: &Stage, curriculum: &Path) -> Res<Browser> {
    stage.run(&["curriculum", "import", curriculum.to_str().ok_or("a path that is no text")?])?;
    stage.run(&["people", "add", COORDINATOR, "--name", "Tomas Okonjo", "--country", "MT", "--lang", "en"])?;
    let agency = ["--agency", "Harbour School", "--agency-country", "MT"];
    stage.run(&[&["people", "roles", COORDINATOR, "--grant", "coordinator"], &agency[..]].concat())?;
    stage.run(&[&["people", "roles", COORDINATOR, "--grant", "instructor"], &agency[..]].concat())?;
    let told = stage.run(&["people", "reset", COORDINATOR])?;
    let mut tomas = Browser::new(stage.address(), &stage.host());
    expect(tomas.get("/sign-in").await?, 200)?;
    let code = told.lines().next().unwrap_or_default();
    expect(tomas.post("/sign-in/code/check", &[("email", COORDINATOR), ("code", code)]).await?, 303)?;
    confirm_name(&mut tomas, "Tomas Okonjo", "").await?;
    Ok(tomas)
}

/// Makes a group and sends its invitations; the address of its page.
pub async fn invite(tomas: &mut Browser, group: &Group) -> Res<String> {
    let page = expect(tomas.get("/cohorts/new").await?, 200)?.text();
    let agency = between(&page, "name=\"agency\"", ">").and_then(|_| page.split("name=\"agency\"").nth(1));
    let agency = agency.and_then(|rest| between(rest, "value=\"", "\"")).ok_or("no agency on the page")?;
    // It is over: certificates are made from the last day of a course on.
    let form = [
        ("course", group.course),
        ("code", group.code),
        ("agency", agency),
        ("place", "Valletta"),
        ("starts_on", "2026-01-12"),
        ("ends_on", "2026-01-16"),
        ("due_day", "2090-01-08"),
        ("due_time", "18:00"),
    ];
    let made = expect(tomas.post("/cohorts/new", &form).await?, 303)?;
    let cohort = redirect(&made).ok_or("no cohort")?.to_owned();
    let people: Vec<usize> = group.people.clone().collect();
    for some in people.chunks(200) {
        let path = format!("{cohort}/invitations");
        expect(tomas.get(&path).await?, 200)?;
        let rows: String = some.iter().map(|nth| row(*nth)).collect();
        expect(tomas.post_text(&format!("{path}/send"), &rows).await?, 303)?;
    }
    Ok(cohort)
}

/// A line of a list of people.
pub fn row(nth: usize) -> String {
    format!("{},{},Georgia,Revenue Service,en\n", name(nth), address(nth))
}

fn name(nth: usize) -> String {
    let letter = |part: usize| char::from(b'a' + u8::try_from(part % 26).unwrap_or(0));
    format!("Nino Ber{}{}{}", letter(nth / 676), letter(nth / 26), letter(nth))
}

pub async fn mail_to(relay: &Relay, address: &str) -> Res<Mail> {
    let begin = Instant::now();
    loop {
        if let Some(mail) = relay.mail_to(address) {
            return Ok(mail);
        }
        if begin.elapsed() > Duration::from_secs(120) {
            return Err(format!("no mail to {address} arrives").into());
        }
        sleep(Duration::from_millis(20)).await;
    }
}

/// Follows the link of a mail, chooses a password, and looks at the modules.
pub async fn come_in(stage: &Stage, mail: &Mail, nth: usize, password: &str) -> Res<Arrived> {
    // Quoted-printable breaks long lines with "=" at their end.
    let text = mail.text.replace("=\r\n", "").replace("=3D", "=");
    let link = between(&text, &format!("http://{}/invitation/", stage.host()), "\r\n").ok_or("no link in the mail")?;
    let token: String = link.chars().take_while(|letter| !letter.is_whitespace()).collect();
    let link = format!("/invitation/{token}");
    // Each from home: one address may try only so many invitations.
    let from = format!("10.{}.{}.1", nth / 250 % 250, nth % 250);
    let mut browser = Browser::new(stage.address(), &stage.host()).from(from);
    expect(browser.get(&link).await?, 200)?;
    expect(browser.post(&link, &[]).await?, 303)?;
    confirm_name(&mut browser, &name(nth), password).await?;
    let page = expect(browser.get("/modules").await?, 200)?.text();
    let link = between(&page, "href=\"/enrolments/", "\"").ok_or("no module on the page")?;
    let parts: Vec<&str> = link.split('/').take(3).collect();
    let place = format!("/enrolments/{}", parts.join("/"));
    browser.hang_up();
    Ok(Arrived { browser, place })
}

async fn confirm_name(browser: &mut Browser, name: &str, password: &str) -> Res<()> {
    expect(browser.get("/welcome").await?, 200)?;
    let fields =
        [("full_name", name), ("latin_name", name), ("lang", "en"), ("time_zone", "UTC"), ("password", password)];
    expect(browser.post("/welcome", &fields).await?, 303).map(drop)
}

pub fn expect(answer: Message, status: u16) -> Res<Message> {
    if answer.status() == status {
        return Ok(answer);
    }
    let text = answer.text();
    let words = between(&text, "<main", "</main>").unwrap_or(&text).chars().take(600).collect::<String>();
    Err(format!("{} instead of {status}: {words}", answer.status()).into())
}
