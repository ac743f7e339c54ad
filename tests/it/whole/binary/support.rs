//! Command lines of the program, and where they work.

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU16, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::support;
use crate::whole::source::root;

/// Longer than anything takes on a slow machine that does much else.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// A data folder that goes with the value.
pub struct Data(pub PathBuf);

impl Data {
    pub fn new(name: &str) -> Self {
        Self(support::folder(&format!("portolan-it-{}-{name}", std::process::id())))
    }

    /// A path below it, as an argument.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The program with a command, deaf to settings in the environment of whoever runs the tests; only where PostgreSQL's
/// programs are is taken from there.
pub fn portolan(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portolan"));
    command.args(arguments).current_dir(root());
    for variable in portolan::cli::command().get_arguments().filter_map(|argument| argument.get_env()) {
        if variable != "PG_BIN" {
            command.env_remove(variable);
        }
    }
    command
}

pub fn run(arguments: &[&str]) -> Output {
    portolan(arguments).output().unwrap()
}

/// Exit code, standard output and standard error.
pub fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// A port that is free, below those that the system gives to outgoing connections: nobody takes it between two starts.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + u16::try_from(std::process::id() % 500).unwrap() * 20;
    loop {
        let port = first + NEXT.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// Looks again and again until there is something to see.
#[track_caller]
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        if let Some(found) = look() {
            return found;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("waited in vain for {what}");
}
