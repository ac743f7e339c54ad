//! What befalls the server itself: killed, told to stop, its database killed or frozen, its disk full. Which comes when
//! depends on the seed; each waits until all is well again, and is timed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use tokio::time::sleep;

use crate::Res;
use crate::clock::{self, MovedClock};
use crate::server::{Server, cluster, is_ready, postmaster, signal, starts};
use crate::weather::Weather;

const POLL: Duration = Duration::from_millis(5);
/// So long syncs fail.
const SYNC_FAILS: Duration = Duration::from_millis(1_500);
/// The runner of jobs looks every two seconds.
const WRONG_TIME: Duration = Duration::from_secs(2);
/// Longer than any return takes.
const RETURN: Duration = Duration::from_secs(120);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Blow {
    KillServer,
    StopServer,
    FreezeServer,
    KillDatabase,
    KillSession,
    FreezeDatabase,
    FillDisk,
    FailToSync,
    JumpClock,
    StartInAnotherTime,
}

/// Seconds until all was well again, by what had happened.
pub type Returns = BTreeMap<&'static str, Vec<f64>>;

pub struct Trouble {
    pub weather: Arc<Weather>,
    pub pause: (f64, f64),
    /// A file to fill the disk with, where the disk is one that may be filled.
    pub ballast: Option<PathBuf>,
    pub fails_to_sync: bool,
    pub clock: Option<MovedClock>,
    pub over: Arc<AtomicBool>,
}

impl Trouble {
    /// Strikes again and again until it is over; the servers, and how long it took each time.
    pub async fn strike(self, mut servers: Vec<Server>) -> Res<(Vec<Server>, Returns)> {
        let mut dice = StdRng::seed_from_u64(self.weather.seed ^ 0x626c_6f77);
        let mut returns = Returns::new();
        let mut bag = Vec::new();
        loop {
            let pause = Instant::now() + Duration::from_secs_f64(dice.random_range(self.pause.0..self.pause.1));
            while Instant::now() < pause && !self.over.load(Ordering::SeqCst) {
                sleep(Duration::from_millis(50)).await;
            }
            if self.over.load(Ordering::SeqCst) {
                return Ok((servers, returns));
            }
            if bag.is_empty() {
                bag = self.blows();
            }
            // Each once before any comes again.
            let blow = bag.swap_remove(dice.random_range(0..bag.len()));
            self.weather.count(blow.name());
            let freeze = Duration::from_millis(dice.random_range(300..2_500));
            let dealt = self.deal(&mut servers, blow, freeze, &mut dice).await;
            let took = dealt.map_err(|why| format!("{}: {why}", blow.name()))?;
            returns.entry(blow.name()).or_default().push(took);
        }
    }

    fn blows(&self) -> Vec<Blow> {
        match self.ballast {
            Some(_) => vec![Blow::FillDisk],
            None => [
                Blow::KillServer,
                Blow::StopServer,
                Blow::FreezeServer,
                Blow::KillDatabase,
                Blow::KillSession,
                Blow::FreezeDatabase,
                Blow::FailToSync,
                Blow::JumpClock,
                Blow::StartInAnotherTime,
            ]
            .into_iter()
            .filter(|blow| match blow {
                Blow::FailToSync => self.fails_to_sync,
                Blow::JumpClock | Blow::StartInAnotherTime => self.clock.is_some(),
                _ => true,
            })
            .collect(),
        }
    }

    async fn deal(&self, servers: &mut [Server], blow: Blow, freeze: Duration, dice: &mut StdRng) -> Res<f64> {
        let which = if servers.len() > 1 { dice.random_range(0..servers.len()) } else { 0 };
        let server = servers.get_mut(which).ok_or("no server")?;
        let data = server.stage.data.clone();
        let mut begin = Instant::now();
        match blow {
            Blow::KillServer => drop(server.kill_and_restart().await?),
            Blow::StopServer => {
                server.stop().await?;
                begin = Instant::now();
                server.restart().await?;
            }
            Blow::FreezeServer => {
                let pid = server.pid()?;
                signal(pid, "STOP")?;
                sleep(freeze).await;
                signal(pid, "CONT")?;
                begin = Instant::now();
            }
            Blow::KillDatabase | Blow::KillSession => {
                let before = starts(&data);
                let all = cluster(&data);
                let victim = match blow {
                    Blow::KillDatabase => all.first(),
                    _ => all.iter().skip(1).find(|(_, name)| name.contains("[local]")).or(all.first()),
                };
                let (pid, _) = victim.ok_or("the cluster does not run")?;
                signal(*pid, "KILL")?;
                while starts(&data) <= before || postmaster(&data).is_none() {
                    if begin.elapsed() > RETURN {
                        return Err("the database does not come back".into());
                    }
                    sleep(POLL).await;
                }
            }
            Blow::FreezeDatabase => {
                let all = cluster(&data);
                for (pid, _) in &all {
                    signal(*pid, "STOP")?;
                }
                sleep(freeze).await;
                for (pid, _) in &all {
                    signal(*pid, "CONT")?;
                }
                begin = Instant::now();
            }
            Blow::FailToSync => {
                fail_to_sync(&data).await?;
                begin = Instant::now();
            }
            Blow::FillDisk => {
                let ballast = self.ballast.as_ref().ok_or("no disk to fill")?;
                fill(ballast)?;
                sleep(freeze).await;
                std::fs::remove_file(ballast)?;
                begin = Instant::now();
            }
            Blow::JumpClock | Blow::StartInAnotherTime => {
                let clock = self.clock.as_ref().ok_or("no clock to move")?;
                let nth = dice.random_range(0..clock::WRONG.len());
                clock.set(clock::WRONG.get(nth).ok_or("no time")?)?;
                if blow == Blow::StartInAnotherTime {
                    server.kill_and_restart().await?;
                }
                // Long enough for jobs to run by it.
                sleep(freeze + WRONG_TIME).await;
                clock.set_right()?;
                begin = Instant::now();
            }
        }
        for server in servers.iter() {
            until_well(server).await?;
        }
        Ok(begin.elapsed().as_secs_f64())
    }
}

impl Blow {
    fn name(self) -> &'static str {
        match self {
            Blow::KillServer => "server killed",
            Blow::StopServer => "server told to stop",
            Blow::FreezeServer => "server frozen",
            Blow::KillDatabase => "database killed",
            Blow::KillSession => "session of the database killed",
            Blow::FreezeDatabase => "database frozen",
            Blow::FillDisk => "disk full",
            Blow::FailToSync => "sync failed",
            Blow::JumpClock => "clock jumped",
            Blow::StartInAnotherTime => "killed, and started by another clock",
        }
    }
}

async fn until_well(server: &Server) -> Res<()> {
    let begin = Instant::now();
    while !is_ready(server.stage.address()).await {
        if begin.elapsed() > RETURN {
            return Err("the server does not become ready again".into());
        }
        sleep(POLL).await;
    }
    Ok(())
}

/// Whether system calls of another process can be made to fail here.
pub fn can_fail_to_sync() -> bool {
    let mut sleeping = Command::new("sleep");
    let Ok(mut victim) = sleeping.arg("5").spawn() else { return false };
    let mut strace = Command::new("timeout");
    strace.args(["--signal=INT", "1", "strace", "-qq", "-e", "trace=none", "-p", &victim.id().to_string()]);
    // 124: it was attached until its time was over.
    let attached = strace.stdin(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|end| end.code() == Some(124));
    let _ = victim.kill();
    let _ = victim.wait();
    attached
}

/// For a moment, the first sync of every session and writer of the cluster fails. What was not synced must not be
/// acknowledged; PostgreSQL ends all sessions and recovers from its log.
async fn fail_to_sync(data: &Path) -> Res<()> {
    let kinds = ["[local]", "walwriter", "checkpointer"];
    let all = cluster(data);
    let victims = all.iter().filter(|(_, name)| kinds.iter().any(|kind| name.contains(kind)));
    let mut strace = tokio::process::Command::new("strace");
    strace.args(["-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync"]);
    strace.args(["-e", "inject=fsync,fdatasync:error=EIO:when=1"]);
    for (pid, _) in victims {
        strace.args(["-p", &pid.to_string()]);
    }
    let mut strace = strace.stdin(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true).spawn()?;
    // It ends by itself when all victims have.
    if tokio::time::timeout(SYNC_FAILS, strace.wait()).await.is_err() {
        signal(strace.id().ok_or("strace has ended")?, "INT")?;
        let _ = tokio::time::timeout(SYNC_FAILS, strace.wait()).await;
    }
    Ok(())
}

/// Writes until there is no room at all.
fn fill(ballast: &PathBuf) -> Res<()> {
    let mut file = File::create(ballast)?;
    for size in [1 << 20, 1 << 12, 1] {
        let part = vec![0; size];
        while file.write_all(&part).is_ok() {}
    }
    Ok(())
}
