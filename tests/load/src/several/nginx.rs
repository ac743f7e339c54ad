//! nginx with the lines that `docs/nginx.conf` gives to operators, on other ports and without https.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::Res;

const EXAMPLE: &str = include_str!("../../../../docs/nginx.conf");

pub struct Nginx {
    process: Child,
    log: PathBuf,
    servers: [u16; 2],
}

impl Nginx {
    pub async fn start(folder: &Path, door: u16, a: u16, b: u16) -> Res<Self> {
        fs::create_dir_all(folder)?;
        let lines: String = EXAMPLE
            .lines()
            .filter(|line| !line.trim_start().starts_with("ssl_certificate"))
            .map(|line| line.to_owned() + "\n")
            .collect();
        let lines = lines
            .replace("127.0.0.1:8080", &format!("127.0.0.1:{a}"))
            .replace("127.0.0.1:8081", &format!("127.0.0.1:{b}"))
            .replace("listen 443 ssl;", &format!("listen 127.0.0.1:{door};"));
        let lines =
            format!("log_format who '$upstream_addr'; access_log {}/access.log who;\n{lines}", folder.display());
        let process = crate::nginx::start(folder, 1, &lines).map_err(|error| format!("nginx: {error}"))?;
        let nginx = Self { process, log: folder.join("access.log"), servers: [a, b] };
        let begin = Instant::now();
        while TcpStream::connect(("127.0.0.1", door)).await.is_err() {
            if begin.elapsed() > Duration::from_secs(10) {
                return Err(format!("nginx does not start; see {}/error.log", folder.display()).into());
            }
            sleep(Duration::from_millis(10)).await;
        }
        Ok(nginx)
    }

    /// How many requests each server has answered, or was asked in vain.
    pub fn shares(&self) -> Res<[usize; 2]> {
        let log = fs::read_to_string(&self.log)?;
        Ok(self.servers.map(|port| log.matches(&format!("127.0.0.1:{port}")).count()))
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Told to stop, it takes its worker along.
        let _ = crate::server::signal(self.process.id(), "TERM");
        let _ = self.process.wait();
    }
}
