//! One private PostgreSQL for the whole test process, without durability and in memory, and a template database that
//! each test copies: migrated, with the fixture curriculum and the cast in it.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use portolan::platform::db::embedded::{Cluster, PROGRAM, Settings};
use portolan::platform::db::migrate;
use tokio_postgres::{NoTls, SimpleQueryMessage};

use super::cast::{self, Cast};

const TEMPLATE: &str = "template_it";
const PREFIX: &str = "portolan-it-";

pub struct Site {
    cluster: Cluster,
    folder: PathBuf,
    pub cast: Cast,
    databases: AtomicU32,
}

static SITE: OnceLock<Site> = OnceLock::new();

/// The cluster, started by whoever comes first.
pub fn site() -> &'static Site {
    SITE.get_or_init(|| {
        // On a thread of its own: the caller may be inside an async runtime.
        let site = thread::spawn(start).join().expect("the test database starts");
        at_exit();
        site
    })
}

fn start() -> Site {
    remove_left_overs();
    let folder = folder(&format!("{PREFIX}{}", std::process::id()));
    let settings = Settings { durable: false, max_connections: 200, shared_buffers_mb: 64, ..Settings::new(&folder) };
    let cluster = Cluster::start(settings).expect("PostgreSQL starts");
    run(&cluster.url("postgres"), &format!("CREATE DATABASE {TEMPLATE}"));
    migrate::up(&cluster.url(TEMPLATE)).expect("the migrations run");
    migrate::admit(&cluster.url(TEMPLATE), PROGRAM).expect("the program's role is let in");
    let url = cluster.program_url(TEMPLATE);
    let cast = thread::spawn(move || actix_web::rt::System::new().block_on(cast::assemble(&url)))
        .join()
        .expect("the cast assembles");
    Site { cluster, folder, cast, databases: AtomicU32::new(0) }
}

/// A new folder, in memory where there is such, that PostgreSQL's account may enter.
pub fn folder(name: &str) -> PathBuf {
    let folder = base().join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o711)).unwrap();
    folder
}

fn base() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    let writable = tempfile::tempfile_in(&memory).is_ok();
    if writable { memory } else { std::env::temp_dir() }
}

/// What earlier runs left that were killed.
fn remove_left_overs() {
    for entry in fs::read_dir(base()).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap_or_default();
        let pid = name.strip_prefix(PREFIX).and_then(|rest| rest.split('-').next()?.parse::<u32>().ok());
        if pid.is_some_and(|pid| !Path::new(&format!("/proc/{pid}")).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Test binaries have no last hook of their own, and statics are not dropped.
#[expect(unsafe_code, reason = "atexit is the only call that comes after the last test")]
fn at_exit() {
    extern "C" fn stop() {
        if let Some(site) = SITE.get() {
            site.cluster.stop();
            let _ = fs::remove_dir_all(&site.folder);
        }
    }
    // SAFETY: the function is `extern "C"`, takes nothing and touches only a static that lives as long as the process.
    unsafe { libc::atexit(stop) };
}

impl Site {
    /// A copy of the template; its name.
    pub async fn new_database(&self) -> String {
        self.copy_of(TEMPLATE).await
    }

    /// A copy of a database that nobody is connected to (PostgreSQL waits some seconds until that is so); its name.
    pub async fn copy_of(&self, template: &str) -> String {
        let name = format!("t{}", self.databases.fetch_add(1, Ordering::Relaxed));
        query(&self.url("postgres"), &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")).await;
        name
    }

    /// An empty database; its name.
    pub async fn empty_database(&self) -> String {
        let name = format!("e{}", self.databases.fetch_add(1, Ordering::Relaxed));
        query(&self.url("postgres"), &format!("CREATE DATABASE {name}")).await;
        name
    }

    /// What PostgreSQL has written into its log.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.folder.join("postgres.log")).unwrap_or_default()).into_owned()
    }

    /// Where to connect as the owner.
    pub fn url(&self, database: &str) -> String {
        self.cluster.url(database)
    }

    /// Where to connect as the program does.
    pub fn program_url(&self, database: &str) -> String {
        self.cluster.program_url(database)
    }
}

/// Runs statements; the rows of all of them, each as its columns joined by `|`.
pub async fn query(url: &str, statements: &str) -> Vec<String> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    let driver = actix_web::rt::spawn(connection);
    let answers = client.simple_query(statements).await.unwrap_or_else(|error| panic!("{statements}: {error:?}"));
    drop(client);
    let _ = driver.await;
    answers
        .iter()
        .filter_map(|answer| match answer {
            SimpleQueryMessage::Row(row) => {
                let columns = (0..row.len()).map(|at| row.get(at).unwrap_or("NULL").to_owned());
                Some(columns.collect::<Vec<_>>().join("|"))
            }
            _ => None,
        })
        .collect()
}

/// The same, from where no runtime is.
pub fn run(url: &str, statements: &str) -> Vec<String> {
    let (url, statements) = (url.to_owned(), statements.to_owned());
    thread::spawn(move || actix_web::rt::System::new().block_on(query(&url, &statements))).join().unwrap()
}
