//! nginx as the runs start it: in a folder of its own, in front.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Starts it with these lines for its `http` block; everything it writes stays in the folder.
pub fn start(folder: &Path, workers: usize, http: &str) -> io::Result<Child> {
    let at = folder.display();
    let settings = format!(
        "worker_processes {workers}; pid {at}/pid; error_log {at}/error.log; events {{}}\n\
         http {{ client_body_temp_path {at}; proxy_temp_path {at}; fastcgi_temp_path {at}; uwsgi_temp_path {at};\n\
         scgi_temp_path {at};\n{http}}}\n"
    );
    fs::write(folder.join("nginx.conf"), settings)?;
    Command::new("nginx")
        .args(["-e", &format!("{at}/error.log"), "-c", &format!("{at}/nginx.conf"), "-g", "daemon off;"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}
