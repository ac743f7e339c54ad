//! The application in-process, on a database of its own.

use std::cell::Cell;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::thread;

use actix_web::HttpMessage;
use actix_web::dev::Service;
use actix_web::http::header::HeaderMap;
use actix_web::http::{StatusCode, header};
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, init_service, read_body};
use chrono::Duration;
use portolan::base::clock::Clock;
use portolan::features;
use portolan::platform::auth::{Keys, start_session};
use portolan::platform::config::Settings;
use portolan::platform::db::Db;
use portolan::platform::mail::{self, Mail, Mailer};
use portolan::platform::web::{self, server};
use portolan::platform::{App, jobs};

use super::cluster::{query, run, site};
use super::{Cast, Client, Who};

pub const SECRET: &str = "a secret for tests that nobody needs to keep";
pub const HOST: &str = "learn.example.org";
/// Connections of one test: a page that holds two at once must not wait for ever.
const POOL: usize = 4;

/// What came back, whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

type Sender = Box<dyn Fn(actix_http::Request) -> Pin<Box<dyn Future<Output = Answer>>>>;

/// The server of one test. When it is dropped, no job may be due: a job that was enqueued and never run is a fault
/// of the test or of the program.
pub struct TestApp {
    pub app: App,
    pub cast: &'static Cast,
    database: String,
    sender: Sender,
    /// The database stays when this goes: it has become a template.
    stays: Cell<bool>,
}

/// A database that tests copy; removed with the value.
pub struct Template(String);

impl Drop for Template {
    fn drop(&mut self) {
        run(&site().url("postgres"), &format!("DROP DATABASE {} WITH (FORCE)", self.0));
    }
}

impl TestApp {
    /// A server with the usual settings, at `https://learn.example.org`.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// A server with settings of one's own.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::on(site().new_database().await, change, |mailer| mailer).await
    }

    /// The same, with a mailer of another patience.
    pub async fn with_mailer(change: impl FnOnce(&mut Settings), adapt: impl FnOnce(Mailer) -> Mailer) -> Self {
        Self::on(site().new_database().await, change, adapt).await
    }

    /// A server on a copy of what another test made.
    pub async fn copy_of(template: &Template) -> Self {
        Self::on(site().copy_of(&template.0).await, |_| {}, |mailer| mailer).await
    }

    /// A second server on the same database, started just now. The database goes with the first.
    pub async fn beside(&self) -> Self {
        let other = Self::on(self.database.clone(), |_| {}, |mailer| mailer).await;
        other.stays.set(true);
        other
    }

    /// Keeps everything as it is now, to be copied.
    pub async fn into_template(self) -> Template {
        self.forget_jobs().await;
        self.stays.set(true);
        Template(self.database.clone())
    }

    async fn on(database: String, change: impl FnOnce(&mut Settings), adapt: impl FnOnce(Mailer) -> Mailer) -> Self {
        // A second test in this process finds it done.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let site = site();
        let mut settings = Settings {
            secret: Some(SECRET.to_owned()),
            origin: Some(format!("https://{HOST}")),
            data: Some(std::env::temp_dir()),
            ..Settings::default()
        };
        change(&mut settings);
        let config = settings.resolve().unwrap();
        let (db, clock) = (Db::new(&site.url(&database), POOL).unwrap(), Clock::system());
        let mailer = adapt(Mailer::new(&config).unwrap());
        let keys = Keys::load(&db, &config.secret, clock.now()).await.unwrap();
        let app = App::new(config, db, clock, keys, mailer);
        let sender = sender(app.clone()).await;
        Self { app, cast: &site.cast, database, sender, stays: Cell::new(false) }
    }

    /// A browser with nobody signed in.
    pub fn client(&self) -> Client<'_> {
        Client::new(self)
    }

    /// A browser with somebody signed in.
    pub async fn as_(&self, who: Who) -> Client<'_> {
        let client = self.client();
        if who != Who::Nobody {
            let (person, now) = (self.cast.person(who), self.app.clock.now());
            let token = self.app.db.write(async move |tx| start_session(tx, now, person).await).await.unwrap();
            client.set_cookie(web::session_cookie(&self.app.config), &token);
        }
        client
    }

    /// One request as it is; host and peer are filled in when missing.
    pub async fn send(&self, request: TestRequest) -> Answer {
        let mut request = request.peer_addr(SocketAddr::from(([192, 0, 2, 7], 40_000))).to_request();
        if !request.headers().contains_key(header::HOST) {
            request.headers_mut().insert(header::HOST, header::HeaderValue::from_static(HOST));
        }
        (self.sender)(request).await
    }

    /// Moves this server's clock forward.
    pub fn later(&self, by: Duration) {
        self.app.clock.shift(by);
    }

    /// Runs what is due, and what that makes due; how many runs it took.
    pub async fn run_jobs(&self) -> usize {
        jobs::run_due(&self.app, features::HANDS).await.unwrap()
    }

    /// Mail to an address, newest first.
    pub async fn mails_to(&self, email: &str) -> Vec<Mail> {
        let mut conn = self.app.db.read().await.unwrap();
        let all = mail::newest(&mut conn, 1000).await.unwrap();
        all.into_iter().filter(|mail| mail.recipient == email).collect()
    }

    /// Rows of a statement, each as its columns joined by `|`.
    pub async fn sql(&self, statement: &str) -> Vec<String> {
        query(&self.url(), statement).await
    }

    pub fn url(&self) -> String {
        site().url(&self.database)
    }

    /// Says that this test leaves jobs on purpose. Dead ones stay: they wait for a person.
    pub async fn forget_jobs(&self) {
        self.sql("DELETE FROM jobs WHERE dead_at IS NULL").await;
    }
}

async fn sender(app: App) -> Sender {
    let service = init_service(
        actix_web::App::new().wrap(from_fn(web::wrap)).configure(server::service(app, features::configure)),
    )
    .await;
    let service = Rc::new(service);
    Box::new(move |request| {
        let service = Rc::clone(&service);
        Box::pin(async move {
            let response = service.call(request).await.unwrap_or_else(|error| panic!("no answer at all: {error}"));
            let (status, headers) = (response.status(), response.headers().clone());
            Answer { status, headers, body: read_body(response).await.to_vec() }
        })
    })
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if self.stays.get() {
            return;
        }
        let (site, now) = (site(), self.app.clock.now());
        let due = format!("SELECT kind, payload FROM jobs WHERE dead_at IS NULL AND run_at <= '{}'", now.to_rfc3339());
        if !thread::panicking() {
            let left = run(&self.url(), &due);
            assert!(left.is_empty(), "jobs that are due were not run (call run_jobs): {left:?}");
        }
        run(&site.url("postgres"), &format!("DROP DATABASE {} WITH (FORCE)", self.database));
    }
}
