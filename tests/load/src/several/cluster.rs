//! A PostgreSQL cluster that an operator keeps, and a second one that follows it. As root their programs run as the account
//! `postgres`, which Debian's packages make.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tokio_postgres::{Client, NoTls};

use crate::Res;

pub struct Cluster {
    bin: PathBuf,
    data: PathBuf,
    /// Where its socket is.
    pub sockets: PathBuf,
    pub port: u16,
}

impl Cluster {
    /// An empty one with the two roles of the program, which a replica may follow.
    pub async fn make(folder: &Path, sockets: &Path, port: u16) -> Res<Self> {
        let cluster = Self::at(folder, sockets, port)?;
        cluster.run("initdb", &["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres"])?;
        cluster.start()?;
        let owner = cluster.connect("postgres", "postgres").await?;
        for statement in [
            "CREATE ROLE portolan LOGIN",
            "CREATE ROLE portolan_app LOGIN",
            "CREATE DATABASE portolan OWNER portolan",
            "ALTER SYSTEM SET wal_keep_size = '256MB'",
            "SELECT pg_reload_conf()",
        ] {
            owner.batch_execute(statement).await?;
        }
        Ok(cluster)
    }

    /// One that follows it. From its first moment on a commit waits until the follower has it too.
    pub async fn follow(&self, folder: &Path, port: u16) -> Res<Self> {
        let replica = Self::at(folder, &self.sockets, port)?;
        let source =
            format!("host={} port={} user=postgres application_name=replica", self.sockets.display(), self.port);
        // It makes the slot, so that the first keeps what the follower has not yet.
        replica.run("pg_basebackup", &["-R", "-C", "-S", "replica", "-c", "fast", "-d", &source])?;
        replica.start()?;
        let owner = self.connect("postgres", "postgres").await?;
        owner.batch_execute("ALTER SYSTEM SET synchronous_standby_names = 'replica'").await?;
        owner.batch_execute("SELECT pg_reload_conf()").await?;
        Ok(replica)
    }

    fn at(folder: &Path, sockets: &Path, port: u16) -> Res<Self> {
        for made in [folder, sockets] {
            fs::create_dir_all(made)?;
            if is_root() {
                expect(Command::new("chown").arg("postgres").arg(made))?;
            }
        }
        expect(Command::new("chmod").arg("700").arg(folder))?;
        Ok(Self { bin: programs()?, data: folder.to_owned(), sockets: sockets.to_owned(), port })
    }

    fn start(&self) -> Res<()> {
        let options = format!("-c listen_addresses= -k {} -p {}", self.sockets.display(), self.port);
        let log = self.data.join("log");
        self.run("pg_ctl", &["-s", "-w", "-l", &log.display().to_string(), "-o", &options, "start"])
    }

    /// As a machine that loses its power, as far as a process can.
    pub fn fall(&self) -> Res<()> {
        self.run("pg_ctl", &["-s", "-m", "immediate", "stop"])
    }

    /// The follower becomes the one that is written to.
    pub fn promote(&self) -> Res<()> {
        self.run("pg_ctl", &["-s", "-w", "promote"])
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Res<()> {
        let path = self.bin.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        expect(command.arg("-D").arg(&self.data).args(arguments).current_dir("/"))
    }

    pub async fn connect(&self, role: &str, database: &str) -> Res<Client> {
        let mut config = tokio_postgres::Config::new();
        config.host_path(&self.sockets).port(self.port).user(role).dbname(database).application_name("proof");
        let (client, connection) = config.connect(NoTls).await?;
        tokio::spawn(connection);
        Ok(client)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It may have fallen, or never have started.
        let _ = self.fall();
    }
}

/// The address of whichever of two clusters can be written to, for a role.
pub fn url(role: &str, first: &Cluster, second: &Cluster) -> String {
    // A socket's path stands in the place of a host, its slashes percent-encoded.
    let host =
        |cluster: &Cluster| format!("{}:{}", cluster.sockets.display().to_string().replace('/', "%2F"), cluster.port);
    format!("postgres://{role}@{},{}/portolan?target_session_attrs=read-write", host(first), host(second))
}

fn is_root() -> bool {
    fs::read_to_string("/proc/self/status").is_ok_and(|text| {
        text.lines().any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(2) == Some("0"))
    })
}

/// The newest server programs that are installed.
fn programs() -> Res<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").map_err(|_| "no server programs of PostgreSQL")?;
    let mut found: Vec<PathBuf> = versions.flatten().map(|entry| entry.path().join("bin")).collect();
    found.retain(|bin| bin.join("initdb").exists() && bin.join("pg_basebackup").exists());
    found.sort();
    found.pop().ok_or_else(|| "no server programs of PostgreSQL".into())
}

fn expect(command: &mut Command) -> Res<()> {
    // What a server says while it runs goes into its log; a pipe would be held open by it.
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if !status.success() {
        return Err(format!("{command:?}: {status}").into());
    }
    Ok(())
}
