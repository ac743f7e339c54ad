//! The private cluster, with real programs and real deaths.

use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio_postgres::NoTls;

use super::*;

/// Names the folder to the test that is run in a process of its own.
const FOLDER_VARIABLE: &str = "PORTOLAN_TEST_FOLDER";
const PATIENCE: Duration = Duration::from_secs(30);

fn folder(mode: u32) -> TempDir {
    let memory = PathBuf::from("/dev/shm");
    let base = if memory.is_dir() { memory } else { env::temp_dir() };
    tempfile::Builder::new().prefix("portolan-").permissions(Permissions::from_mode(mode)).tempdir_in(base).unwrap()
}

fn settings(data: &Path) -> Settings {
    Settings { durable: false, max_connections: 20, shared_buffers_mb: 16, ..Settings::new(data) }
}

fn start(data: &Path) -> Cluster {
    Cluster::start(settings(data)).unwrap()
}

fn trouble(settings: Settings) -> Trouble {
    Cluster::start(settings).unwrap_err()
}

/// Runs a statement and tells the first column of its last row.
fn ask(url: &str, statement: &str) -> Result<String, tokio_postgres::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        tokio::spawn(connection);
        let answers = client.simple_query(statement).await?;
        let rows = answers.iter().filter_map(|answer| match answer {
            tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        });
        Ok(rows.last().unwrap_or_default())
    })
}

fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        if let Some(found) = look() {
            return found;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("waited in vain for {what}");
}

fn ready_postmaster(data: &Path) -> u32 {
    let cluster = data.join(site::CLUSTER);
    until("a ready postmaster", || pidfile::read(&cluster).filter(|file| file.ready).map(|file| file.pid))
}

fn is_alive(pid: u32) -> bool {
    fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| !line.is_empty())
}

#[test]
fn a_cluster_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Cluster>();
}

#[test]
fn a_new_cluster_answers_on_its_socket_and_is_gone_after_stop() {
    let data = folder(0o711);
    let cluster = start(&data.path().join("deeper/data"));
    let url = cluster.url("portolan");
    assert_eq!(ask(&url, "SELECT current_user || ' ' || current_database()").unwrap(), "portolan portolan");
    assert_eq!(ask(&url, "SHOW listen_addresses").unwrap(), "");
    assert_eq!(ask(&url, "SHOW data_checksums").unwrap(), "on");
    assert_eq!(ask(&url, "SHOW max_connections").unwrap(), "20");
    assert_eq!(ask(&url, "SHOW server_encoding").unwrap(), "UTF8");
    let locale = "SELECT datcollate FROM pg_database WHERE datname = 'portolan'";
    assert_eq!(ask(&url, locale).unwrap(), "C.UTF-8");
    ask(&cluster.url("postgres"), "CREATE DATABASE another").unwrap();
    assert_eq!(ask(&cluster.url("another"), "SELECT 1").unwrap(), "1");
    assert_eq!(fs::metadata(cluster.socket_dir()).unwrap().permissions().mode() & 0o777, 0o700);
    assert!(cluster.bin_dir().join("postgres").exists());

    let (pid, socket_dir) = (cluster.pid(), cluster.socket_dir().to_owned());
    assert!(is_alive(pid));
    cluster.stop();
    cluster.stop();
    assert!(!is_alive(pid) && cluster.pid() == 0 && !socket_dir.exists());
    assert!(ask(&url, "SELECT 1").is_err());
}

#[test]
fn the_next_start_finds_the_data_of_the_last() {
    let data = folder(0o711);
    let first = start(data.path());
    ask(&first.url("portolan"), "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('still here')").unwrap();
    drop(first);
    let second = start(data.path());
    assert_eq!(ask(&second.url("portolan"), "SELECT word FROM kept").unwrap(), "still here");
    assert_eq!(second.restarts(), 0);
}

#[test]
fn a_second_portolan_is_refused_and_can_find_the_first() {
    let data = folder(0o711);
    assert_eq!(url_of_running(data.path(), "portolan"), None);
    let first = start(data.path());
    let refused = trouble(settings(data.path()));
    assert!(matches!(refused, Trouble::InUse { pid, .. } if pid == process::id()), "{refused}");
    assert_eq!(refused.to_string().lines().count(), 1);
    assert_eq!(url_of_running(data.path(), "portolan"), Some(first.url("portolan")));
    assert_eq!(ask(&first.url("portolan"), "SELECT 1").unwrap(), "1");
    first.stop();
    assert_eq!(url_of_running(data.path(), "portolan"), None);
}

#[test]
fn a_killed_postmaster_comes_back_with_all_that_was_acknowledged() {
    let data = folder(0o711);
    let cluster = Cluster::start(Settings { durable: true, ..settings(data.path()) }).unwrap();
    let url = cluster.url("portolan");
    ask(&url, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('still here')").unwrap();
    for time in 1..=2 {
        let killed = cluster.pid();
        sys::signal(killed, sys::SIGKILL);
        let word = until("an answer", || (cluster.pid() != killed).then(|| ask(&url, "SELECT word FROM kept").ok())?);
        assert_eq!(word, "still here");
        assert!(cluster.restarts() >= time, "{}", cluster.restarts());
    }
    cluster.stop();
    assert_eq!(cluster.pid(), 0);
}

#[test]
fn a_postgres_left_behind_is_taken_over() {
    let data = folder(0o711);
    let first = start(data.path());
    ask(&first.url("portolan"), "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('still here')").unwrap();
    let bin = first.bin_dir().to_owned();
    drop(first);

    let sockets = folder(0o711);
    fs::set_permissions(sockets.path(), Permissions::from_mode(0o777)).unwrap();
    let mut by_hand = Command::new("setsid");
    by_hand.arg("--fork").arg(bin.join("postgres")).arg("-D").arg(data.path().join(site::CLUSTER));
    by_hand.args(["-c", "listen_addresses=", "-k"]).arg(sockets.path()).env_clear().current_dir("/");
    account::choose().unwrap().run(&mut by_hand);
    by_hand.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    let orphan = ready_postmaster(data.path());
    assert!(is_alive(orphan));

    let second = start(data.path());
    assert!(second.pid() != orphan && !is_alive(orphan));
    assert_eq!(ask(&second.url("portolan"), "SELECT word FROM kept").unwrap(), "still here");
}

fn in_another_process(data: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "platform::db::embedded::tests::in_a_process_of_its_own", "--ignored"])
        .env(FOLDER_VARIABLE, data)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn postgres_ends_with_a_killed_portolan() {
    let data = folder(0o711);
    let mut other = in_another_process(data.path());
    let postmaster = ready_postmaster(data.path());
    let sockets = pidfile::read(&data.path().join(site::CLUSTER)).unwrap().socket_dir.unwrap();
    let refused = trouble(settings(data.path()));
    assert!(matches!(refused, Trouble::InUse { pid, .. } if pid == other.id()), "{refused}");

    other.kill().unwrap();
    other.wait().unwrap();
    until("the end of Postgres", || (!is_alive(postmaster)).then_some(()));
    let log = fs::read_to_string(data.path().join("postgres.log")).unwrap();
    assert!(log.contains("received fast shutdown request"), "{log}");
    // What the next start would take over.
    sockets::remove(&sockets);
}

#[test]
fn a_portolan_started_at_once_after_a_killed_one_waits_for_its_postgres() {
    let data = folder(0o711);
    let mut other = in_another_process(data.path());
    let postmaster = ready_postmaster(data.path());
    other.kill().unwrap();
    other.wait().unwrap();

    let cluster = start(data.path());
    assert!(cluster.pid() != postmaster && !is_alive(postmaster));
    assert_eq!(ask(&cluster.url("portolan"), "SELECT 1").unwrap(), "1");
    let log = fs::read_to_string(data.path().join("postgres.log")).unwrap();
    assert!(!log.contains("automatic recovery"), "{log}");
}

#[test]
#[ignore = "run by the tests above, which kill it"]
#[expect(clippy::disallowed_methods, reason = "told by the tests above, not a setting of Portolan")]
fn in_a_process_of_its_own() {
    let Some(data) = env::var_os(FOLDER_VARIABLE) else { return };
    let _cluster = start(Path::new(&data));
    thread::sleep(PATIENCE);
}

#[test]
fn an_interrupted_creation_is_begun_anew() {
    let data = folder(0o711);
    let half = data.path().join("postgres.new-1");
    fs::create_dir(&half).unwrap();
    fs::write(half.join("PG_VERSION"), "15\n").unwrap();
    let cluster = start(data.path());
    assert_eq!(ask(&cluster.url("portolan"), "SELECT 1").unwrap(), "1");
    assert!(!half.exists());
}

#[test]
fn a_broken_cluster_is_told_and_not_tried_for_ever() {
    let data = folder(0o711);
    drop(start(data.path()));
    fs::remove_file(data.path().join("postgres/global/pg_control")).unwrap();
    let refused = trouble(settings(data.path()));
    assert!(matches!(&refused, Trouble::DidNotStart { why, .. } if why.contains("pg_control")), "{refused}");
    assert_eq!(refused.to_string().lines().count(), 1);
}

#[test]
fn missing_programs_are_told_before_anything_is_written() {
    let empty = folder(0o711);
    let data = empty.path().join("data");
    let refused = trouble(Settings { bin: Some(empty.path().to_owned()), ..settings(&data) });
    assert!(matches!(refused, Trouble::NotInstalled { .. }), "{refused}");
    let text = refused.to_string();
    let advice = "PostgreSQL's server programs are not installed; on Debian or Ubuntu: apt-get install postgresql";
    assert!(text.starts_with(advice) && text.contains("PG_BIN") && text.lines().count() == 1, "{text}");
    assert!(!data.exists());
}

#[test]
fn a_folder_that_cannot_be_used_is_named() {
    let data = folder(0o711);
    let file = data.path().join("file");
    fs::write(&file, "").unwrap();
    let refused = trouble(settings(&file.join("data")));
    assert!(matches!(refused, Trouble::NotWritable { .. }), "{refused}");
    assert!(refused.to_string().contains(file.to_str().unwrap()));

    let cluster = data.path().join(site::CLUSTER);
    fs::create_dir(&cluster).unwrap();
    fs::write(cluster.join("letter"), "").unwrap();
    assert!(matches!(trouble(settings(data.path())), Trouble::NotACluster { folder } if folder == cluster));

    fs::write(cluster.join("PG_VERSION"), "9\n").unwrap();
    let refused = trouble(settings(data.path()));
    assert!(matches!(&refused, Trouble::WrongVersion { made_by, .. } if made_by == "9"), "{refused}");
}

#[test]
fn a_full_disk_is_told_as_such() {
    let folder = Path::new("/data");
    let from_log = |why: &str| Trouble::from_log(folder, Path::new("/data/postgres.log"), why.to_owned());
    let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
    assert!(matches!(Trouble::with_folder(folder, full), Trouble::DiskFull { .. }));
    let wal = from_log("could not write to file \"pg_wal/xlogtemp.12\": No space left on device");
    assert_eq!(
        wal.to_string(),
        "the disk of the data folder /data is full; make room, or use another folder with --data"
    );
    let memory = from_log("could not resize shared memory segment: No space left on device");
    assert!(matches!(memory, Trouble::DidNotStart { .. }));
}

#[test]
fn a_folder_closed_to_the_lesser_account_is_named_with_the_remedy() {
    if sys::effective_uid() != 0 {
        return;
    }
    let closed = folder(0o700);
    let refused = trouble(settings(&closed.path().join("data")));
    assert!(matches!(&refused, Trouble::NotSearchable { folder, .. } if folder == closed.path()), "{refused}");
    assert!(refused.to_string().contains(&format!("chmod o+x {}", closed.path().display())), "{refused}");
}
