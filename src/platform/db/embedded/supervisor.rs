//! The thread that keeps Postgres alive.
//!
//! It spawns every postmaster itself, and lives as long as the [`Supervised`]: the kernel sends a child its parent's
//! death signal when the *thread* that spawned it ends. It also holds the data folder's lock, until Postgres is gone.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, ExitStatus};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::pidfile::Pidfile;
use super::site::Site;
use super::{Trouble, log, pidfile, sockets, sys, takeover};

/// How Postgres is told to stop, and how long it has to follow: in good order; leaving recovery to the next start;
/// by force, which only a halted process needs.
const LADDER: [(i32, Duration); 3] = [
    (sys::SIGINT, Duration::from_secs(10)),
    (sys::SIGQUIT, Duration::from_secs(10)),
    (sys::SIGKILL, Duration::from_secs(5)),
];
/// Between two looks at whether Postgres has become ready.
const POLL: Duration = Duration::from_millis(5);
/// Between two messages while Postgres recovers from a power cut, which can take minutes.
const STILL_STARTING: Duration = Duration::from_secs(10);
/// How long the first start is tried again after troubles that mend themselves.
const PATIENCE: Duration = Duration::from_secs(30);
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// A life longer than this was no failed start: the next pause is short again.
const LONG_LIFE: Duration = Duration::from_secs(60);

/// A Postgres that is kept running until it is told to stop.
#[derive(Debug)]
pub struct Supervised {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Supervised {
    /// Returns when Postgres is ready, or cannot become so.
    pub fn start(site: Site, socket_dir: PathBuf, lock: File) -> Result<Self, Trouble> {
        let shared = Arc::new(Shared::default());
        let supervisor = Supervisor { site, socket_dir, shared: Arc::clone(&shared), ready_once: false };
        let refused = |error: std::io::Error, site: PathBuf| Trouble::DidNotStart { why: error.to_string(), log: site };
        let log = supervisor.site.log();
        let thread = thread::Builder::new()
            .name("postgres".to_owned())
            .spawn(move || supervisor.run(&lock))
            .map_err(|error| refused(error, log))?;
        let supervised = Self { shared, thread: Mutex::new(Some(thread)) };
        supervised.shared.wait_for_start()?;
        Ok(supervised)
    }

    pub fn pid(&self) -> u32 {
        self.shared.locked().pid.unwrap_or(0)
    }

    pub fn restarts(&self) -> u64 {
        self.shared.locked().restarts
    }

    pub fn stop(&self) {
        self.shared.ask_to_stop();
        for (signal, patience) in LADDER {
            self.shared.signal(signal);
            if self.shared.ends_within(patience) {
                return self.join();
            }
        }
        tracing::error!(pid = self.pid(), "PostgreSQL does not stop");
    }

    fn join(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        // A panic of the thread has been printed by itself.
        let _ = thread.map(JoinHandle::join);
    }
}

impl Drop for Supervised {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What the supervising thread and the others know of each other.
#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    phase: Phase,
    /// The postmaster, from its spawning to its reaping: while it is here, the number can mean no other process.
    pid: Option<u32>,
    stopping: bool,
    restarts: u64,
}

#[derive(Debug, Default)]
enum Phase {
    #[default]
    Starting,
    /// Ready once; stays so while Postgres is being restarted.
    Running,
    /// The thread is done: because Postgres could not be started, or was told to stop.
    Ended(Option<Trouble>),
}

impl Shared {
    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.locked());
        self.changed.notify_all();
    }

    fn wait_for_start(&self) -> Result<(), Trouble> {
        let starting = |state: &mut State| matches!(state.phase, Phase::Starting);
        let mut state = self.changed.wait_while(self.locked(), starting).unwrap_or_else(PoisonError::into_inner);
        match &mut state.phase {
            Phase::Ended(trouble) => trouble.take().map_or(Ok(()), Err),
            Phase::Starting | Phase::Running => Ok(()),
        }
    }

    fn ask_to_stop(&self) {
        self.change(|state| state.stopping = true);
    }

    fn is_stopping(&self) -> bool {
        self.locked().stopping
    }

    fn signal(&self, signal: i32) {
        let state = self.locked();
        if let Some(pid) = state.pid {
            sys::signal(pid, signal);
        }
    }

    fn ends_within(&self, patience: Duration) -> bool {
        let alive = |state: &mut State| !matches!(state.phase, Phase::Ended(_));
        let waited = self.changed.wait_timeout_while(self.locked(), patience, alive);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    /// Waits before the next start, unless told to stop.
    fn pause(&self, length: Duration) {
        // Whether time or a stop ended it, the caller looks at the state anyway.
        let _ = self.changed.wait_timeout_while(self.locked(), length, |state| !state.stopping);
    }

    /// Reaps a child that has ended, so that its number and our knowledge of it go together.
    fn reap(&self, child: &mut Child) -> std::io::Result<ExitStatus> {
        let mut state = self.locked();
        state.pid = None;
        child.wait()
    }
}

struct Supervisor {
    site: Site,
    socket_dir: PathBuf,
    shared: Arc<Shared>,
    ready_once: bool,
}

/// How one postmaster ended; both are no wonder when we are stopping.
enum Life {
    NeverReady(Trouble),
    Ended { lasted: Duration, how: String },
}

impl Supervisor {
    fn run(mut self, lock: &File) {
        let trouble = self.keep_alive().err();
        sockets::remove(&self.socket_dir);
        // Unlocked by word: a child of ours between fork and exec may still have a copy of the file.
        let _ = lock.unlock();
        self.shared.change(|state| state.phase = Phase::Ended(trouble));
    }

    /// Starts Postgres again and again, until told to stop or the first start fails for good.
    fn keep_alive(&mut self) -> Result<(), Trouble> {
        let begin = Instant::now();
        let mut pause = FIRST_PAUSE;
        while !self.shared.is_stopping() {
            let life = self.live();
            if self.shared.is_stopping() {
                break;
            }
            match life {
                Life::NeverReady(trouble) if !self.is_worth_another_try(&trouble, begin) => return Err(trouble),
                Life::NeverReady(trouble) => tracing::warn!(%trouble, "the database is not back yet"),
                Life::Ended { lasted, how } => {
                    tracing::warn!(how, "PostgreSQL ended by itself; starting it again");
                    pause = if lasted > LONG_LIFE { FIRST_PAUSE } else { pause };
                }
            }
            self.shared.pause(pause);
            pause = LONGEST_PAUSE.min(pause * 2);
        }
        Ok(())
    }

    /// Once it has run, Postgres is never given up: what keeps it from starting may pass while people wait.
    fn is_worth_another_try(&self, trouble: &Trouble, begin: Instant) -> bool {
        self.ready_once || (trouble.is_passing() && begin.elapsed() < PATIENCE)
    }

    /// One postmaster from its start to its end.
    fn live(&mut self) -> Life {
        let log_begin = log::length(&self.site.log());
        let before = pidfile::read(&self.site.cluster());
        let mut child = match self.spawn() {
            Ok(child) => child,
            Err(trouble) => return Life::NeverReady(trouble),
        };
        let is_ready = self.await_ready(child.id(), before.as_ref());
        if is_ready {
            self.announce(child.id());
        }
        let born = Instant::now();
        sys::wait_for_end(child.id());
        let status = self.shared.reap(&mut child);
        if !is_ready {
            return Life::NeverReady(self.site.trouble_since(log_begin));
        }
        Life::Ended { lasted: born.elapsed(), how: status.map_or_else(|e| e.to_string(), |s| s.to_string()) }
    }

    fn spawn(&self) -> Result<Child, Trouble> {
        takeover::clear_the_way(&self.site.cluster())?;
        let no_socket = |error| Trouble::NoSocketFolder { tried: format!("{}: {error}", self.socket_dir.display()) };
        sockets::renew(&self.socket_dir, &self.site.account).map_err(no_socket)?;
        let mut command = self.site.server(&self.socket_dir)?;
        sys::die_with_parent(&mut command, sys::SIGINT);
        // Ctrl-C goes to the terminal's whole group: it must reach Postgres through us, after the last request.
        command.process_group(0);
        let refused = |error: std::io::Error| Trouble::DidNotStart { why: error.to_string(), log: self.site.log() };
        // Under the lock, so that a stop comes either before, and is seen here, or after, and finds the child.
        let mut state = self.shared.locked();
        let child = command.spawn().map_err(refused)?;
        state.pid = Some(child.id());
        state.restarts += u64::from(self.ready_once);
        if state.stopping {
            sys::signal(child.id(), sys::SIGINT);
        }
        Ok(child)
    }

    /// True when the postmaster is ready, false when it ended before.
    ///
    /// However long it takes: a recovery that is interrupted begins anew.
    fn await_ready(&self, pid: u32, before: Option<&Pidfile>) -> bool {
        let mut told = Instant::now();
        while !sys::has_ended(pid) {
            if pidfile::read(&self.site.cluster()).is_some_and(|file| file.says_ready(pid, before)) {
                return true;
            }
            if told.elapsed() > STILL_STARTING {
                tracing::info!(log = %self.site.log().display(), "PostgreSQL is still starting, perhaps recovering");
                told = Instant::now();
            }
            thread::sleep(POLL);
        }
        false
    }

    fn announce(&mut self, pid: u32) {
        tracing::info!(pid, socket_dir = %self.socket_dir.display(), "the database is ready");
        self.ready_once = true;
        self.shared.change(|state| state.phase = Phase::Running);
    }
}
