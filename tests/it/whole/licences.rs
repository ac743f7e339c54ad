//! The licence and the name of everything that is linked into the program and its proofs, held against two lists.

use std::collections::BTreeSet;
use std::process::Command;

use super::source::{read, root};

/// What may be linked. The list of deny.toml, which is for cargo-deny, says the same.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];
/// What may not be there at all, whatever its licence: deny.toml says why.
const BANNED: [&str; 5] = ["actix-governor", "openssl-sys", "pq-sys", "ring", "rsa"];

/// Ours, and not published.
const OWN: [&str; 2] = ["portolan", "portolan-load"];

/// `name version|licence` of every crate that the usual features of this machine's build bring in, tests included.
fn crates() -> BTreeSet<(String, String)> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--workspace",
            "--locked",
            "--offline",
            "--edges",
            "normal,build,dev",
            "--prefix",
            "none",
            "--format",
            "{p}|{l}",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    // An empty line stands between the packages of the workspace.
    let lines =
        text.lines().filter(|line| !line.is_empty()).map(|line| line.trim_end_matches(" (*)").split_once('|').unwrap());
    lines.map(|(name, licence)| (name.to_owned(), licence.to_owned())).collect()
}

/// Whether an SPDX expression can be met with the allowed licences. `/` is what old crates write for OR.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (met, rest) = any_of(&words);
    met && rest.is_empty()
}

fn any_of<'a, 'b>(words: &'b [&'a str]) -> (bool, &'b [&'a str]) {
    let (mut met, mut rest) = all_of(words);
    while let Some((&"OR", after)) = rest.split_first() {
        let (other, left) = all_of(after);
        met |= other;
        rest = left;
    }
    (met, rest)
}

fn all_of<'a, 'b>(words: &'b [&'a str]) -> (bool, &'b [&'a str]) {
    let (mut met, mut rest) = one(words);
    while let Some((&"AND", after)) = rest.split_first() {
        let (other, left) = one(after);
        met &= other;
        rest = left;
    }
    (met, rest)
}

fn one<'a, 'b>(words: &'b [&'a str]) -> (bool, &'b [&'a str]) {
    match words {
        ["(", inner @ ..] => {
            let (met, rest) = any_of(inner);
            (met && rest.first() == Some(&")"), rest.get(1..).unwrap_or_default())
        }
        [licence, "WITH", exception, rest @ ..] => {
            (ALLOWED.contains(&format!("{licence} WITH {exception}").as_str()), rest)
        }
        [licence, rest @ ..] => (ALLOWED.contains(licence), rest),
        [] => (false, words),
    }
}

#[test]
fn expressions_are_read_as_they_are_meant() {
    for good in [
        "MIT",
        "MIT/Apache-2.0",
        "Apache-2.0 OR GPL-2.0-only",
        "ISC AND (Apache-2.0 OR ISC)",
        "(MIT OR GPL-3.0) AND ISC",
    ] {
        assert!(is_allowed(good), "{good}");
    }
    for bad in
        ["", "GPL-3.0-only", "MIT AND GPL-3.0", "ISC AND (GPL-2.0 OR LGPL-3.0)", "MIT ISC", "(MIT", "Apache-2.0 WITH x"]
    {
        assert!(!is_allowed(bad), "{bad}");
    }
}

#[test]
fn everything_linked_may_be() {
    let mut wrong = Vec::new();
    for (package, licence) in crates() {
        let name = package.split(' ').next().unwrap_or_default();
        if BANNED.contains(&name) {
            wrong.push(format!("{package} is banned: see deny.toml; find who brings it in with: cargo tree -i {name}"));
        }
        if !OWN.contains(&name) && !is_allowed(&licence) {
            wrong.push(format!("{package}: the licence `{licence}` is not on the list"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn cargo_deny_is_told_the_same() {
    let deny = read("deny.toml");
    for word in ALLOWED {
        assert!(deny.contains(&format!("    \"{word}\",\n")), "deny.toml does not allow {word}");
    }
    for name in BANNED {
        assert!(deny.contains(&format!("{{ crate = \"{name}\", reason = ")), "deny.toml does not ban {name}");
    }
}
