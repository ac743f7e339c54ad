//! One cluster's place, programs and account, and the command lines made of them.

use std::env;
use std::ffi::OsString;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::account::Account;
use super::{Settings, Trouble, log};

/// The cluster's folder within the data folder.
pub const CLUSTER: &str = "postgres";

/// What buys speed in tests at the price of everything at a power cut.
const NOT_DURABLE: [&str; 3] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

#[derive(Debug)]
pub struct Site {
    /// The data folder, canonical: programs run in `/`, and processes are recognised by this path.
    pub data: PathBuf,
    pub bin: PathBuf,
    pub account: Account,
    pub durable: bool,
    max_connections: u16,
    shared_buffers_mb: u32,
}

impl Site {
    pub fn new(data: PathBuf, bin: PathBuf, account: Account, settings: &Settings) -> Self {
        Self {
            data,
            bin,
            account,
            durable: settings.durable,
            max_connections: settings.max_connections,
            shared_buffers_mb: settings.shared_buffers_mb,
        }
    }

    pub fn cluster(&self) -> PathBuf {
        self.data.join(CLUSTER)
    }

    pub fn log(&self) -> PathBuf {
        self.data.join("postgres.log")
    }

    /// One of Postgres's programs: as the right account, speaking into the log, deaf to our environment.
    pub fn program(&self, name: &str) -> Result<Command, Trouble> {
        let failed = |cause| Trouble::with_folder(&self.data, cause);
        let log = OpenOptions::new().create(true).append(true).open(self.log()).map_err(failed)?;
        let mut command = Command::new(self.bin.join(name));
        command.env_clear().envs(path_variable().map(|path| ("PATH", path))).env("LANG", "C.UTF-8");
        // Our working directory may be closed to the account.
        command.current_dir("/").stdin(Stdio::null());
        command.stdout(log.try_clone().map_err(failed)?).stderr(log);
        self.account.run(&mut command);
        Ok(command)
    }

    /// The server itself. What stands here beats the cluster's `postgresql.conf`.
    pub fn server(&self, socket_dir: &Path) -> Result<Command, Trouble> {
        let mut command = self.program("postgres")?;
        command.arg("-D").arg(self.cluster()).arg("-k").arg(socket_dir).args(["-p", "5432"]);
        self.set(&mut command, &["listen_addresses=", "unix_socket_permissions=0700"]);
        self.set(&mut command, &["timezone=UTC", "log_timezone=UTC", "cluster_name=portolan"]);
        // The details of a refused row would bring addresses and names into the log.
        self.set(&mut command, &["log_error_verbosity=terse"]);
        self.set(&mut command, &[&format!("max_connections={}", self.max_connections)]);
        self.set(&mut command, &[&format!("shared_buffers={}MB", self.shared_buffers_mb)]);
        self.set_durability(&mut command);
        Ok(command)
    }

    pub fn set_durability(&self, command: &mut Command) {
        if !self.durable {
            self.set(command, &NOT_DURABLE);
        }
    }

    fn set(&self, command: &mut Command, settings: &[&str]) {
        for setting in settings {
            command.arg("-c").arg(setting);
        }
    }

    /// What to tell when a program failed that began to write into the log at `from`.
    pub fn trouble_since(&self, from: u64) -> Trouble {
        let why = log::reason_since(&self.log(), from);
        let why = why.unwrap_or_else(|| "it ended without a word".to_owned());
        Trouble::from_log(&self.data, &self.log(), why)
    }
}

/// Where programs are looked for, which is no setting of ours.
#[expect(clippy::disallowed_methods, reason = "PATH is the system's, not a setting of Portolan")]
pub fn path_variable() -> Option<OsString> {
    env::var_os("PATH")
}
