//! `verify`: checks a certificate with nothing but the published keys.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Stop, say};
use crate::features::certificates::{NotVerified, verify_file_or_url};

pub const EXAMPLE: &str = "\
Examples, with the keys saved from https://learn.example.org/.well-known/portolan-keys.json:
  portolan verify certificate.pdf --keys keys.json
  portolan verify https://learn.example.org/v/AEBDEMB… --keys keys.json

Compare every fact with the page in your hand. Whether the certificate was withdrawn since, only the server knows.";

#[derive(Args)]
pub struct Verify {
    /// The certificate's PDF, or the address that its code holds
    #[arg(value_name = "FILE|URL")]
    what: String,
    /// The published key list (JSON)
    #[arg(long, value_name = "FILE")]
    keys: PathBuf,
}

pub fn run(asked: &Verify) -> Result<(), Stop> {
    let keys = fs::read_to_string(&asked.keys).map_err(|error| unreadable(&asked.keys, &error))?;
    let what = match asked.what.contains("://") {
        true => asked.what.clone().into_bytes(),
        false => fs::read(&asked.what).map_err(|error| unreadable(Path::new(&asked.what), &error))?,
    };
    let facts = verify_file_or_url(&what, &keys).map_err(|not| match not {
        NotVerified::Keys(_) => Stop::Usage(format!("{}: {not}", asked.keys.display())),
        _ => Stop::failed(not),
    })?;
    say::line("valid: signed by a key of the list");
    say::line(facts.trim_end());
    say::line("compare each line with the page in your hand; whether it was withdrawn, only the server knows");
    Ok(())
}

fn unreadable(file: &Path, error: &std::io::Error) -> Stop {
    Stop::Usage(format!("cannot read {}: {error}", file.display()))
}
