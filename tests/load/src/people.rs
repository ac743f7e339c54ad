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

const MODULE: &str = "port-security";
const COURSE: &str = "proof";
const COORDINATOR: &str = "tomas@harbour.example";
/// How often a quiz of the proof may be sat.
const ATTEMPTS: u32 = 100_000;

/// Of the curriculum in the repository, one module, which may be sat as often as one likes and is passed by nearly
/// everybody, and a course that a passed quiz completes.
pub fn curriculum(from: &Path, folder: &Path) -> Res<PathBuf> {
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
                _ => format!("{line}\n"),
            }
        })
        .collect();
    fs::write(&settings, text)?;
    fs::create_dir_all(to.join("courses"))?;
    let course = format!(
        "title.en = \"A course of a proof\"\nfield = \"{MODULE}\"\nhours = 1\nmodules = [\"{MODULE}\"]\n\
         [complete]\nlessons = \"none\"\nquizzes = \"passed\"\ntasks = \"none\"\n"
    );
    fs::write(to.join("courses").join(format!("{COURSE}.toml")), course)?;
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

/// A course with so many people, all of them signed in.
pub async fn arrive(stage: &Stage, relay: &Relay, curriculum: &Path, people: usize) -> Res<Vec<Arrived>> {
    stage.run(&["curriculum", "import", curriculum.to_str().ok_or("a path that is no text")?])?;
    invite(stage, people).await?;
    let mut arrived = Vec::new();
    for nth in 0..people {
        let mail = mail_to(relay, &address(nth)).await?;
        arrived.push(come_in(stage, &mail, nth).await.map_err(|error| format!("{}: {error}", address(nth)))?);
    }
    Ok(arrived)
}

fn address(nth: usize) -> String {
    format!("person{nth}@customs.example")
}

async fn invite(stage: &Stage, people: usize) -> Res<()> {
    stage.run(&["people", "add", COORDINATOR, "--name", "Tomas Okonjo", "--country", "MT", "--lang", "en"])?;
    let agency = ["--agency", "Harbour School", "--agency-country", "MT"];
    stage.run(&[&["people", "roles", COORDINATOR, "--grant", "coordinator"], &agency[..]].concat())?;
    let told = stage.run(&["people", "reset", COORDINATOR])?;
    let mut tomas = Browser::new(stage.address(), &stage.host());
    expect(tomas.get("/sign-in").await?, 200)?;
    let code = told.lines().next().unwrap_or_default();
    expect(tomas.post("/sign-in/code/check", &[("email", COORDINATOR), ("code", code)]).await?, 303)?;
    confirm_name(&mut tomas, "Tomas Okonjo").await?;

    let page = expect(tomas.get("/cohorts/new").await?, 200)?.text();
    let agency = between(&page, "name=\"agency\"", ">").and_then(|_| page.split("name=\"agency\"").nth(1));
    let agency = agency.and_then(|rest| between(rest, "value=\"", "\"")).ok_or("no agency on the page")?;
    // It is over: certificates are made from the last day of a course on.
    let form = [
        ("course", COURSE),
        ("code", "PROOF-2090"),
        ("agency", agency),
        ("place", "Valletta"),
        ("starts_on", "2026-01-12"),
        ("ends_on", "2026-01-16"),
        ("due_day", "2090-01-08"),
        ("due_time", "18:00"),
    ];
    let made = expect(tomas.post("/cohorts/new", &form).await?, 303)?;
    let cohort = redirect(&made).ok_or("no cohort")?.to_owned();
    // In portions, as the page takes at most so many rows at once.
    for start in (0..people).step_by(200) {
        let rows = (start..people.min(start + 200))
            .map(|nth| format!("{},{},Georgia,Revenue Service,en\n", name(nth), address(nth)));
        let path = format!("{cohort}/invitations");
        expect(tomas.get(&path).await?, 200)?;
        let rows: String = rows.collect();
        expect(tomas.post_text(&format!("{path}/send"), &rows).await?, 303)?;
    }
    Ok(())
}

fn name(nth: usize) -> String {
    let letter = |part: usize| char::from(b'a' + u8::try_from(part % 26).unwrap_or(0));
    format!("Nino Ber{}{}{}", letter(nth / 676), letter(nth / 26), letter(nth))
}

async fn mail_to(relay: &Relay, address: &str) -> Res<Mail> {
    let begin = Instant::now();
    loop {
        if let Some(mail) = relay.mails().into_iter().find(|mail| mail.to == address) {
            return Ok(mail);
        }
        if begin.elapsed() > Duration::from_secs(120) {
            return Err(format!("no mail to {address} arrives").into());
        }
        sleep(Duration::from_millis(20)).await;
    }
}

async fn come_in(stage: &Stage, mail: &Mail, nth: usize) -> Res<Arrived> {
    // Quoted-printable breaks long lines with "=" at their end.
    let text = mail.text.replace("=\r\n", "").replace("=3D", "=");
    let link = between(&text, &format!("http://{}/invitation/", stage.host()), "\r\n").ok_or("no link in the mail")?;
    let token: String = link.chars().take_while(|letter| !letter.is_whitespace()).collect();
    let link = format!("/invitation/{token}");
    let mut browser = Browser::new(stage.address(), &stage.host());
    expect(browser.get(&link).await?, 200)?;
    expect(browser.post(&link, &[]).await?, 303)?;
    confirm_name(&mut browser, &name(nth)).await?;
    let page = expect(browser.get("/modules").await?, 200)?.text();
    let link = between(&page, "href=\"/enrolments/", "\"").ok_or("no module on the page")?;
    let parts: Vec<&str> = link.split('/').take(3).collect();
    let place = format!("/enrolments/{}", parts.join("/"));
    browser.hang_up();
    Ok(Arrived { browser, place })
}

async fn confirm_name(browser: &mut Browser, name: &str) -> Res<()> {
    expect(browser.get("/welcome").await?, 200)?;
    let fields = [("full_name", name), ("latin_name", name), ("lang", "en"), ("time_zone", "UTC"), ("password", "")];
    expect(browser.post("/welcome", &fields).await?, 303).map(drop)
}

fn expect(answer: Message, status: u16) -> Res<Message> {
    if answer.status() == status {
        return Ok(answer);
    }
    let text = answer.text();
    let words = between(&text, "<main", "</main>").unwrap_or(&text).chars().take(600).collect::<String>();
    Err(format!("{} instead of {status}: {words}", answer.status()).into())
}
