//! The server under test in a process of its own, and the processes of the cluster it keeps.

use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tokio::io::BufReader;
use tokio::net::TcpStream;
use tokio::process::Child;
use tokio::time::{sleep, timeout};

use crate::Res;
use crate::check;
use crate::clock::MovedClock;
use crate::wire;

/// Until a start is called failed: far more than any takes.
const START: Duration = Duration::from_secs(120);
const POLL: Duration = Duration::from_millis(5);

/// Where everything of a run lies, and how the program is called.
#[derive(Clone)]
pub struct Stage {
    pub program: PathBuf,
    pub settings: PathBuf,
    pub data: PathBuf,
    pub log: PathBuf,
    pub port: u16,
    /// The port that is written in its origin: of two servers on one database, both serve the first one's.
    known_as: u16,
    pub clock: Option<MovedClock>,
}

impl Stage {
    /// Writes the settings file of an installation.
    pub fn make(program: &Path, folder: &Path, data: &Path, smtp: SocketAddr, log: &str) -> Res<Self> {
        let port = free_port(0)?;
        let text = settings(port, port, smtp, log) + &format!("data = {data:?}\n");
        let settings = folder.join("portolan.toml");
        fs::write(&settings, text)?;
        let (program, data, log) = (program.to_owned(), data.to_owned(), folder.join("server.log"));
        Ok(Self { program, settings, data, log, port, known_as: port, clock: None })
    }

    /// Another server on the database of this one, which has to run.
    pub fn beside(&self, folder: &Path, smtp: SocketAddr, log: &str) -> Res<Self> {
        fs::create_dir_all(folder)?;
        let port = free_port(self.port)?;
        let url = check::url(&self.data)?;
        let data = folder.join("data");
        fs::create_dir_all(&data)?;
        let program = url.replacen("postgres://portolan@", "postgres://portolan_app@", 1);
        let database = format!("data = {data:?}\ndatabase-url = {program:?}\ndatabase-owner-url = {url:?}\n");
        let text = settings(port, self.known_as, smtp, log) + &database;
        let settings = folder.join("portolan.toml");
        fs::write(&settings, text)?;
        // Its cluster is the first one's.
        Ok(Self { settings, log: folder.join("server.log"), port, ..self.clone() })
    }

    /// A server on a database that somebody else keeps, known under a port that is not its own.
    pub fn on(
        program: &Path,
        folder: &Path,
        above: u16,
        known_as: u16,
        smtp: SocketAddr,
        urls: [&str; 2],
    ) -> Res<Self> {
        let data = folder.join("data");
        fs::create_dir_all(&data)?;
        let port = free_port(above)?;
        let [program_url, owner_url] = urls;
        let database = format!("data = {data:?}\ndatabase-url = {program_url:?}\ndatabase-owner-url = {owner_url:?}\n");
        let settings_file = folder.join("portolan.toml");
        fs::write(&settings_file, settings(port, known_as, smtp, "info") + &database)?;
        let log = folder.join("server.log");
        Ok(Self { program: program.to_owned(), settings: settings_file, data, log, port, known_as, clock: None })
    }

    /// The same by way of a proxy in front of it.
    pub fn behind(&self, port: u16) -> Self {
        Self { port, ..self.clone() }
    }

    pub fn host(&self) -> String {
        format!("localhost:{}", self.known_as)
    }

    pub fn address(&self) -> SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).arg("--config").arg(&self.settings).stdin(Stdio::null());
        // Whatever else the environment says is meant for another installation.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PORTOLAN_") || name == "DATABASE_URL" {
                command.env_remove(name);
            }
        }
        if let Some(clock) = &self.clock {
            clock.worn_by(&mut command);
        }
        command
    }

    /// A command that must do what it says; what it said.
    pub fn run(&self, arguments: &[&str]) -> Res<String> {
        let output = self.command(arguments).output()?;
        if !output.status.success() {
            return Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    pub fn spawn(&self) -> Res<Server> {
        let log = File::options().create(true).append(true).open(&self.log)?;
        let mut command = tokio::process::Command::from(self.command(&["serve"]));
        let child = command.stdout(Stdio::null()).stderr(log).kill_on_drop(true).spawn()?;
        Ok(Server { child, stage: self.clone() })
    }
}

fn settings(port: u16, known_as: u16, smtp: SocketAddr, log: &str) -> String {
    format!(
        "secret = \"a secret of a proof, and of no installation\"\nlisten = \"127.0.0.1:{port}\"\n\
         origin = \"http://localhost:{known_as}\"\nsmtp = \"smtp://{smtp}\"\nlog = \"{log}\"\n\
         trusted-proxies = [\"127.0.0.1\"]\n"
    )
}

/// A port above another that is free, below those that the system gives to outgoing connections: nobody takes it between
/// two starts.
pub fn free_port(above: u16) -> Res<u16> {
    let first = u16::try_from(20_000 + std::process::id() % 10_000)?.max(above + 1);
    let free = |port: &u16| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok();
    Ok((first..32_000).find(free).ok_or("no free port")?)
}

pub struct Server {
    child: Child,
    pub stage: Stage,
}

impl Server {
    pub fn pid(&self) -> Res<u32> {
        Ok(self.child.id().ok_or("the server has ended")?)
    }

    /// Waits until it is ready; an error when it ends or takes for ever.
    pub async fn until_ready(&mut self) -> Res<()> {
        let begin = Instant::now();
        while !is_ready(self.stage.address()).await {
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the server ended by itself: {status}; see {}", self.stage.log.display()).into());
            }
            if begin.elapsed() > START {
                return Err(format!("the server does not become ready; see {}", self.stage.log.display()).into());
            }
            sleep(POLL).await;
        }
        Ok(())
    }

    /// `kill -9`, and a new start; seconds until that one is ready.
    pub async fn kill_and_restart(&mut self) -> Res<f64> {
        let begin = Instant::now();
        self.child.kill().await?;
        *self = self.stage.spawn()?;
        self.until_ready().await?;
        Ok(begin.elapsed().as_secs_f64())
    }

    /// `kill -9`.
    pub async fn kill(&mut self) -> Res<()> {
        Ok(self.child.kill().await?)
    }

    /// SIGTERM; seconds until it has ended well.
    pub async fn stop(&mut self) -> Res<f64> {
        let begin = Instant::now();
        signal(self.pid()?, "TERM")?;
        let status = timeout(Duration::from_secs(30), self.child.wait()).await;
        let status = status.map_err(|_| "the server does not stop within 30 seconds")??;
        if !status.success() {
            return Err(format!("told to stop, the server ended with {status}").into());
        }
        Ok(begin.elapsed().as_secs_f64())
    }

    pub async fn restart(&mut self) -> Res<f64> {
        *self = self.stage.spawn()?;
        let begin = Instant::now();
        self.until_ready().await?;
        Ok(begin.elapsed().as_secs_f64())
    }
}

/// Asks `/readyz`, past the bad line.
pub async fn is_ready(address: SocketAddr) -> bool {
    let ask = async {
        let mut line = BufReader::new(TcpStream::connect(address).await.ok()?);
        let request = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        wire::write(&mut line, request.as_bytes()).await.ok()?;
        wire::read(&mut line).await.ok()?.map(|answer| answer.status() == 200)
    };
    timeout(Duration::from_secs(2), ask).await.ok().flatten().unwrap_or(false)
}

/// Sends a signal to one process.
pub fn signal(pid: u32, name: &str) -> Res<()> {
    if pid <= 1 {
        return Err("no process".into());
    }
    let status = Command::new("kill").args([&format!("-{name}"), &pid.to_string()]).stderr(Stdio::null()).status()?;
    // It may have ended a moment ago; that is what was wanted of it.
    let _ = status;
    Ok(())
}

/// The first process of the cluster in a data folder, and the folder of its socket. None while it is not ready, and none
/// when the process of that number is not this cluster's.
pub fn postmaster(data: &Path) -> Option<(u32, PathBuf)> {
    let cluster = fs::canonicalize(data.join("postgres")).ok()?;
    let file = fs::read_to_string(cluster.join("postmaster.pid")).ok()?;
    let lines: Vec<&str> = file.lines().map(str::trim).collect();
    let pid: u32 = lines.first()?.parse().ok()?;
    let own = fs::read_link(format!("/proc/{pid}/cwd")).ok()? == cluster;
    (own && lines.get(7) == Some(&"ready")).then(|| Some((pid, PathBuf::from(lines.get(4)?))))?
}

/// Every process of the cluster, with what each calls itself; the postmaster first.
pub fn cluster(data: &Path) -> Vec<(u32, String)> {
    let Some((postmaster, _)) = postmaster(data) else { return Vec::new() };
    let read = |pid: u32, name: &str| fs::read_to_string(format!("/proc/{pid}/{name}")).unwrap_or_default();
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = all.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let is_child = |pid: &u32| {
        let parent = read(*pid, "status").lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse().ok());
        parent == Some(postmaster)
    };
    let children = pids.filter(is_child).map(|pid| (pid, read(pid, "cmdline").replace('\0', " ")));
    std::iter::once((postmaster, String::new())).chain(children).collect()
}

/// How often the cluster has become ready, by its log.
pub fn starts(data: &Path) -> usize {
    let log = fs::read(data.join("postgres.log")).unwrap_or_default();
    String::from_utf8_lossy(&log).matches("database system is ready to accept connections").count()
}
