//! `people`: what an operator does for people before anybody can sign in, and when somebody cannot.

use clap::{Args, Subcommand};

use super::database::{COMMAND, with_app};
use super::{Stop, say};
use crate::base::address::Email;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::accounts::{self, NewPerson, Person};
use crate::features::{agencies, courses, privacy};
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::auth::{Role, end_all_sessions, sign_in_codes};
use crate::platform::config::Settings;
use crate::platform::mail::Mailer;

pub const EXAMPLE: &str = "\
Example, the first administrator of a new server:
  portolan people add ana@customs.example --name \"Ana Díaz\" --country PE --lang es
  portolan people roles ana@customs.example --grant admin
  portolan people reset ana@customs.example";
const ADD: &str = "\
Example:
  portolan people add nino@customs.example --name \"ნინო ბერიძე\" --country GE --lang en --agency \"Revenue Service\"";
const INVITE: &str = "\
Examples:
  portolan people invite nino@customs.example --cohort PS-2026-MT
  portolan people invite nino@customs.example --cohort PS-2026-MT --print-link

Sends the mail that the coordinator's page sends, with a link and a code, in the person's language; the server delivers
it. Given again, after a minute, it sends a new one, and the one before stops working. The person must have an account:
see portolan people add. A printed link lets whoever holds it into the course: tell it to nobody else.";
const RESET: &str = "\
Example:
  portolan people reset nino@customs.example

Ends every session of the person, takes the password away, and prints a sign-in code that works for 15 minutes, once.
Tell it on a way on which you are sure who listens. A new password is set on the profile page.";
const ROLES: &str = "\
Examples:
  portolan people roles ana@customs.example
  portolan people roles ana@customs.example --grant coordinator --agency \"Training Centre\" --agency-country MT
  portolan people roles ana@customs.example --revoke coordinator";

const ERASE: &str = "\
Examples:
  portolan people erase nino@customs.example
  portolan people erase nino@customs.example --now

For somebody who asks by letter; everybody else does it on their profile page. Without --now it is what that page does:
the person gets a mail, has 14 days to take it back, and is then erased by the running server. With --now it is done at
once, and nothing brings it back but a backup. Either way the person gets a last mail. Make sure first that the letter
comes from whoever it names. What goes and what stays is told on the page /privacy.";

#[derive(Subcommand)]
pub enum People {
    /// Add an account; an account that exists is left as it is
    #[command(after_help = ADD)]
    Add(Add),
    /// Invite somebody who has an account to a cohort
    #[command(after_help = INVITE)]
    Invite {
        email: String,
        /// The cohort's code
        #[arg(long, value_name = "CODE")]
        cohort: String,
        /// Print the link of the invitation as well, for places that no mail reaches
        #[arg(long)]
        print_link: bool,
    },
    /// Make a sign-in code for somebody who receives no mail, end their sessions, and take their password away
    #[command(after_help = RESET)]
    Reset { email: String },
    /// List somebody's roles, give one or take one
    #[command(after_help = ROLES)]
    Roles(Roles),
    /// Erase an account and everything that was written by or about its owner
    #[command(after_help = ERASE)]
    Erase {
        email: String,
        /// At once, without the 14 days in which it can be taken back
        #[arg(long)]
        now: bool,
    },
}

#[derive(Args)]
pub struct Add {
    email: String,
    /// As it must appear on a certificate
    #[arg(long, value_name = "NAME")]
    name: String,
    /// Two letters, as in GE (ISO 3166-1)
    #[arg(long, value_name = "CC", value_parser = country)]
    country: String,
    /// en, fr, es, ar or ru
    #[arg(long, value_name = "LANG", value_parser = lang)]
    lang: Lang,
    /// Where the person works
    #[arg(long, value_name = "NAME", default_value = "")]
    agency: String,
}

#[derive(Args)]
pub struct Roles {
    email: String,
    /// instructor, coordinator or admin
    #[arg(long, value_name = "ROLE", conflicts_with = "revoke")]
    grant: Option<Role>,
    /// The training agency in which the role is held; made when it is new. Not for admins
    #[arg(long, value_name = "NAME", requires = "grant")]
    agency: Option<String>,
    /// The agency's country; needed when the agency is new or two have the same name
    #[arg(long, value_name = "CC", requires = "agency", value_parser = country)]
    agency_country: Option<String>,
    /// The role to take away, in every agency
    #[arg(long, value_name = "ROLE")]
    revoke: Option<Role>,
}

fn country(text: &str) -> Result<String, String> {
    let good = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    good.then(|| text.to_ascii_uppercase()).ok_or_else(|| "a country is two letters, as in GE".to_owned())
}

fn lang(text: &str) -> Result<Lang, String> {
    text.parse().map_err(|_| "a language is one of: en, fr, es, ar, ru".to_owned())
}

fn address(text: &str) -> Result<Email, Stop> {
    Email::parse(text).map_err(|error| Stop::Usage(format!("{text}: {error}")))
}

pub fn run(settings: Settings, what: People) -> Result<(), Stop> {
    with_app(settings, async |app| match what {
        People::Add(new) => add(&app, new).await,
        People::Invite { email, cohort, print_link } => invite(&app, &address(&email)?, &cohort, print_link).await,
        People::Reset { email } => reset(&app, &address(&email)?).await,
        People::Roles(asked) => roles(&app, &asked).await,
        People::Erase { email, now } => erase(&app, &address(&email)?, now).await,
    })
}

async fn add(app: &App, new: Add) -> Result<(), Stop> {
    let email = address(&new.email)?;
    let names = accounts::names(&new.name, "A")
        .map_err(|errors| Stop::from(crate::platform::web::AppError::Invalid(errors)))?;
    let now = app.clock.now();
    let new = NewPerson { email, full_name: names.full, lang: new.lang, country: new.country, agency: new.agency };
    let (person, is_new) = app
        .db
        .write(&COMMAND, async move |tx| {
            let is_new = accounts::by_email(tx, &new.email).await?.is_none();
            let person = accounts::add_person(tx, now, &new).await?;
            if is_new {
                audit::write(tx, now, None, Audit::about("person.added", person.id)).await?;
            }
            Ok((person, is_new))
        })
        .await?;
    say::line(format!("{} {} ({})", if is_new { "added" } else { "was there already:" }, person.email, person.id));
    Ok(())
}

async fn find(app: &App, email: &Email) -> Result<Person, Stop> {
    let found = accounts::by_email(&mut *app.db.read(&COMMAND).await?, email).await?;
    found.ok_or_else(|| Stop::Failed(format!("nobody here has the address {email}; see: portolan people add --help")))
}

async fn invite(app: &App, email: &Email, code: &str, print_link: bool) -> Result<(), Stop> {
    let person = find(app, email).await?;
    let inviter = {
        let mut conn = app.db.read(&COMMAND).await?;
        let cohort = courses::cohort_by_code(&mut conn, code).await?;
        let cohort = cohort.ok_or_else(|| Stop::Failed(format!("there is no cohort {code}")))?;
        courses::Inviter::new(app, &mut conn, cohort, None).await?
    };
    let (now, lang) = (app.clock.now(), person.lang());
    let invited =
        app.db.write(&COMMAND, async move |tx| courses::invite_person(tx, now, &inviter, &person).await).await?;
    let mail = match &app.mailer {
        Mailer::Relay(_) => "the running server sends the mail",
        Mailer::Demo => "the mail is at /demo/mail",
        Mailer::Unset => "the mail waits until a relay is set (setting smtp)",
    };
    let until = invited.expires_at.format("%Y-%m-%d %H:%M UTC");
    say::line(format!("invited {email} to {code}, in {}, until {until}: {mail}", lang.own_name()));
    if print_link {
        say::line(invited.link);
    }
    Ok(())
}

async fn reset(app: &App, email: &Email) -> Result<(), Stop> {
    let person = find(app, email).await?.id;
    let (now, secret) = (app.clock.now(), app.config.secret.clone());
    let code = app
        .db
        .write(&COMMAND, async move |tx| {
            end_all_sessions(tx, now, person, None).await?;
            accounts::forget_password(tx, person).await?;
            audit::write(tx, now, None, Audit::about("person.reset", person)).await?;
            sign_in_codes::create(tx, &secret, now, person).await
        })
        .await?;
    say::line(format!(
        "{code}\nworks for 15 minutes, once: {}/sign-in (\"Send me a code\", then this code)",
        app.config.origin
    ));
    Ok(())
}

async fn erase(app: &App, email: &Email, at_once: bool) -> Result<(), Stop> {
    let person = find(app, email).await?.id;
    let (now, work) = (app.clock.now(), app.clone());
    if at_once {
        let erased = app.db.write(&COMMAND, async move |tx| privacy::erase_and_tell(tx, now, person).await).await?;
        let papers = match erased.certificates {
            0 => "no certificate was in force".to_owned(),
            1 => "1 certificate is no longer confirmed".to_owned(),
            more => format!("{more} certificates are no longer confirmed"),
        };
        say::line(format!("erased {person}: {papers}"));
        return Ok(());
    }
    let due = app
        .db
        .write(&COMMAND, async move |tx| {
            let due = privacy::ask_for_erasure(tx, now, person, &work.config.origin).await?;
            audit::write(tx, now, None, Audit::about("person.erasure-asked", person)).await?;
            Ok(due)
        })
        .await?;
    let due = due.format("%Y-%m-%d %H:%M UTC");
    say::line(format!("{email} will be erased on {due}; until then it can be taken back on the profile page"));
    Ok(())
}

async fn roles(app: &App, asked: &Roles) -> Result<(), Stop> {
    let email = address(&asked.email)?;
    let person = find(app, &email).await?.id;
    match (asked.grant, asked.revoke) {
        (Some(role), _) => grant(app, person, role, asked).await?,
        (None, Some(role)) => revoke(app, person, role).await?,
        (None, None) => {}
    }
    list(app, person).await
}

async fn grant(app: &App, person: Uuid, role: Role, asked: &Roles) -> Result<(), Stop> {
    let (agency, now) = (agency(app, role, asked).await?, app.clock.now());
    app.db
        .write(&COMMAND, async move |tx| {
            accounts::grant_role(tx, now, person, role, agency, None).await?;
            audit::write(tx, now, None, Audit::about("role.granted", person)).await
        })
        .await?;
    Ok(())
}

/// The agency of a grant: none for admins; the one of this name, or a new one where the country is given.
async fn agency(app: &App, role: Role, asked: &Roles) -> Result<Option<Uuid>, Stop> {
    let Some(name) = asked.agency.clone() else {
        return match role {
            Role::Admin => Ok(None),
            _ => Err(Stop::Usage(format!("the role {} is held in an agency: add --agency NAME", role.name()))),
        };
    };
    if role == Role::Admin {
        return Err(Stop::Usage("admins hold their role everywhere: leave --agency out".to_owned()));
    }
    if let Some(country) = asked.agency_country.clone() {
        let now = app.clock.now();
        let made =
            app.db.write(&COMMAND, async move |tx| agencies::find_or_create(tx, now, &country, &name).await).await?;
        return Ok(Some(made.id));
    }
    let all = agencies::all(&mut *app.db.read(&COMMAND).await?).await?;
    let mut named = all.into_iter().filter(|agency| agency.name == name);
    match (named.next(), named.next()) {
        (Some(only), None) => Ok(Some(only.id)),
        (None, _) => Err(Stop::Usage(format!("there is no agency \"{name}\" yet: add --agency-country CC to make it"))),
        (Some(_), Some(_)) => {
            Err(Stop::Usage(format!("several agencies are called \"{name}\": add --agency-country CC")))
        }
    }
}

async fn revoke(app: &App, person: Uuid, role: Role) -> Result<(), Stop> {
    let now = app.clock.now();
    app.db
        .write(&COMMAND, async move |tx| {
            accounts::revoke_role(tx, person, role).await?;
            audit::write(tx, now, None, Audit::about("role.revoked", person)).await
        })
        .await?;
    Ok(())
}

async fn list(app: &App, person: Uuid) -> Result<(), Stop> {
    let mut conn = app.db.read(&COMMAND).await?;
    let roles = accounts::roles_of(&mut conn, person).await?;
    let ids: Vec<Uuid> = roles.iter().filter_map(|(_, agency)| *agency).collect();
    let named = agencies::named(&mut conn, &ids).await?;
    if roles.is_empty() {
        say::line("no roles");
    }
    for (role, agency) in roles {
        let place = named.iter().find(|known| Some(known.id) == agency);
        say::line(place.map_or_else(|| role.clone(), |place| format!("{role} in {} ({})", place.name, place.country)));
    }
    Ok(())
}
