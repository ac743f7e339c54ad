//! The references: a server that does the least, nginx, and pgbench.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::time::sleep;

use super::gauge::{self, Used};
use super::line::{Ask, Asked, drive};
use super::report::Report;
use super::{in_lanes, repeated, scene};
use crate::server::{Stage, free_port, postmaster};
use crate::{Res, check, tell};

const DATABASE: &str = "reference";

pub const PLAINTEXT: &str = "reference: plaintext";
pub const SELECT: &str = "reference: one select";
pub const PAGE: &str = "reference: page with a select";
pub const INSERT: &str = "reference: one insert";
pub const HASH: &str = "reference: one password hashed";
pub const CERTIFICATE: &str = "certificate set in type, warm";

/// Ends a process when it is no longer looked at.
struct Held(Child);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub struct Reference {
    process: Held,
    address: SocketAddr,
}

impl Reference {
    /// Starts it on a database of its own, in the product's cluster.
    pub async fn start(program: &Path, stage: &Stage, folder: &Path) -> Res<Self> {
        let client = check::connect(&stage.data).await?;
        client.batch_execute(&format!("CREATE DATABASE {DATABASE}")).await?;
        let (_, sockets) = postmaster(&stage.data).ok_or("the cluster does not run")?;
        let host = sockets.to_string_lossy().replace('/', "%2F");
        let address = SocketAddr::from(([127, 0, 0, 1], free_port(0)?));
        let log = fs::File::create(folder.join("reference.log"))?;
        let process = Command::new(program)
            .arg(address.to_string())
            .arg(format!("postgres://portolan@{host}/{DATABASE}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let reference = Self { process: Held(process), address };
        until_open(address).await?;
        Ok(reference)
    }

    pub async fn measure(&self, report: &mut Report, stage: &Stage) -> Res<()> {
        for (name, path, count) in [
            (PLAINTEXT, "/plaintext", 20_000),
            (SELECT, "/select", 3_000),
            (PAGE, "/page", 3_000),
            (INSERT, "/insert", 1_000),
        ] {
            self.one(report, stage, name, path, count).await?;
        }
        Ok(())
    }

    pub async fn hash(&self, report: &mut Report, stage: &Stage) -> Res<()> {
        self.one(report, stage, HASH, "/hash", 48).await
    }

    pub async fn certificate(&self, report: &mut Report, stage: &Stage) -> Res<()> {
        // The first ones fill the memory of layouts and fonts.
        drive(self.address, in_lanes(repeated(&[self.ask("/certificate")], 16)), 200).await?;
        self.one(report, stage, CERTIFICATE, "/certificate", 200).await
    }

    fn ask(&self, path: &str) -> Ask {
        scene::bytes(format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).as_bytes())
    }

    async fn one(&self, report: &mut Report, stage: &Stage, name: &'static str, path: &str, count: usize) -> Res<()> {
        let pid = self.process.0.id();
        let before = Used::now(pid, &stage.data);
        let asked = drive(self.address, in_lanes(repeated(&[self.ask(path)], count)), 200).await?;
        let used = Used::now(pid, &stage.data).since(before);
        report.add(name, used, asked);
        Ok(())
    }
}

async fn until_open(address: SocketAddr) -> Res<()> {
    let begin = Instant::now();
    while TcpStream::connect(address).await.is_err() {
        if begin.elapsed() > Duration::from_secs(30) {
            return Err(format!("nothing listens on {address}").into());
        }
        sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}

/// nginx with a file of 10 kB.
pub struct Nginx {
    process: Held,
    address: SocketAddr,
}

impl Nginx {
    pub async fn start(folder: &Path) -> Option<Self> {
        match Self::try_start(folder).await {
            Ok(nginx) => Some(nginx),
            Err(why) => {
                tell(&format!("skipped: nginx ({why})"));
                None
            }
        }
    }

    async fn try_start(folder: &Path) -> Res<Self> {
        let folder = folder.join("nginx");
        fs::create_dir_all(folder.join("files"))?;
        fs::write(folder.join("files/page.html"), "x".repeat(10 * 1024))?;
        let address = SocketAddr::from(([127, 0, 0, 1], free_port(0)?));
        let at = folder.display();
        let lines =
            format!("access_log off; keepalive_requests 1000000;\nserver {{ listen {address}; root {at}/files; }}\n");
        let process = crate::nginx::start(&folder, 2, &lines)?;
        let nginx = Self { process: Held(process), address };
        until_open(address).await?;
        Ok(nginx)
    }

    pub async fn measure(&self, report: &mut Report) -> Res<()> {
        let ask = scene::bytes(format!("GET /page.html HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).as_bytes());
        let before = gauge::of_family(self.process.0.id());
        let asked = drive(self.address, in_lanes(repeated(&[ask], 10_000)), 200).await?;
        let program = gauge::of_family(self.process.0.id()) - before;
        report.add("reference: nginx, file of 10 kB", Used { program, database: 0.0 }, asked);
        Ok(())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Its workers end with it only when it is asked.
        let _ = crate::server::signal(self.process.0.id(), "TERM");
        let _ = self.process.0.wait();
    }
}

/// Whether it could be run.
pub fn pgbench(report: &mut Report, stage: &Stage, _reference: &Reference) -> Res<bool> {
    let (_, sockets) = postmaster(&stage.data).ok_or("the cluster does not run")?;
    let scripts = [
        (
            "reference: pgbench, one select",
            4_000,
            "\\set id random(1, 1000)\nSELECT name, note FROM rows WHERE id = :id;\n",
        ),
        (
            "reference: pgbench, one insert",
            400,
            "INSERT INTO writes (id, attempt, question, value, at) VALUES (gen_random_uuid(), \
             '00000000-0000-0000-0000-000000000000', 'q1', '[\"b\"]', now());\n",
        ),
    ];
    for (name, count, script) in scripts {
        let file = stage.data.with_file_name("pgbench.sql");
        fs::write(&file, script)?;
        let before = Used { program: gauge::of_children(), database: Used::now(0, &stage.data).database };
        let begin = Instant::now();
        let run = Command::new("pgbench")
            .args(["-n", "-M", "prepared", "-c", "8", "-j", "1", "-t", &count.to_string(), "-U", "portolan"])
            .arg("-h")
            .arg(&sockets)
            .arg("-f")
            .arg(&file)
            .arg(DATABASE)
            .output();
        let Ok(run) = run else { return Ok(false) };
        if !run.status.success() {
            return Err(format!("pgbench: {}", String::from_utf8_lossy(&run.stderr)).into());
        }
        let seconds = begin.elapsed().as_secs_f64();
        let after = Used { program: gauge::of_children(), database: Used::now(0, &stage.data).database };
        let requests = count * 8;
        // It tells no shares of its times without a log of its own; the mean stands for them.
        let times = vec![seconds * 8.0 / f64::from(requests); usize::try_from(requests)?];
        report.add(name, after.since(before), Asked { seconds, times, bytes: 0 });
    }
    Ok(true)
}
