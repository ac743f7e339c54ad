//! `verify`: checks a certificate with nothing but the published keys.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Stop, say};
use crate::features::certificates::{PublicKeys, verify};

pub const EXAMPLE: &str = "\
Examples, with the keys saved from https://learn.example.org/keys.json:
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
    let list = fs::read_to_string(&asked.keys).map_err(|error| unreadable(&asked.keys, &error))?;
    let keys =
        PublicKeys::from_jwks(&list).map_err(|error| Stop::Usage(format!("{}: {error}", asked.keys.display())))?;
    let url = match asked.what.contains("://") {
        true => asked.what.clone(),
        false => url_in(Path::new(&asked.what))?,
    };
    let opened = verify::verify_text(&url, &keys).map_err(Stop::failed)?;
    say::line("valid: signed by a key of the list");
    say::line(opened.to_string().trim_end());
    Ok(())
}

fn url_in(file: &Path) -> Result<String, Stop> {
    let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
    verify::find_seal_url(&bytes).map_err(|error| Stop::Failed(format!("{}: {error}", file.display())))
}

fn unreadable(file: &Path, error: &std::io::Error) -> Stop {
    Stop::Usage(format!("cannot read {}: {error}", file.display()))
}
