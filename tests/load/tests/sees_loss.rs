//! The check is worth something only when it turns red: for every way of losing or doubling that is played to it.

use std::path::Path;
use std::process::Command;

/// An honest server twice, eleven kinds of harm done to the database, and the three signs of two wrong servers.
const SEEN: usize = 16;

#[test]
fn the_check_turns_red_for_each_wrong_server_and_is_green_for_an_honest_one() {
    let load = Path::new(env!("CARGO_BIN_EXE_portolan-load"));
    let program = load.with_file_name("portolan");
    assert!(program.exists(), "{} is not there; first: cargo build", program.display());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let output = Command::new(load)
        .args(["prove", "--people", "6", "--bin"])
        .args([&program, Path::new("--curriculum"), &root.join("curriculum")])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    let seen = told.lines().filter(|line| line.starts_with("ok ")).count();
    assert!(output.status.success() && seen == SEEN, "{told}");
}
