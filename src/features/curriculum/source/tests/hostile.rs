//! Folders that strangers sent: nothing may panic, hang, fill the memory or reach outside.

use std::fs::File;
use std::os::unix::fs::symlink;

use proptest::prelude::*;

use super::*;

const FILES: [&str; 9] = [MODULE, LESSON, QUESTIONS, TASK, PICTURE, TERMS, COURSE, FORM, PROGRAMME];

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn a_file_cut_anywhere_brings_findings_or_nothing(which in 0usize..9, share in 0.0f64..1.0) {
        let fixture = Fixture::new();
        let bytes = fs::read(fixture.path(FILES[which])).unwrap();
        let end = (bytes.len() as f64 * share) as usize;
        fixture.write(FILES[which], &bytes[..end]);
        fixture.load();
    }

    #[test]
    fn a_file_with_random_bytes_in_it_is_survived(
        which in 0usize..9, share in 0.0f64..1.0, noise in proptest::collection::vec(any::<u8>(), 1..60)
    ) {
        let fixture = Fixture::new();
        let mut bytes = fs::read(fixture.path(FILES[which])).unwrap();
        let at = (bytes.len() as f64 * share) as usize;
        bytes.splice(at..(at + noise.len() / 2).min(bytes.len()), noise);
        fixture.write(FILES[which], bytes);
        fixture.load();
    }

    #[test]
    fn random_text_of_the_right_signs_is_survived(which in 0usize..9, noise in "[\\[\\]{}()=\"'#`*_<>!|~+.:\\-\n a-c0é\u{202e}]{0,200}") {
        let fixture = Fixture::new();
        let text = fixture.read(FILES[which]);
        let half = text.len() / 2;
        let at = (half..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        fixture.write(FILES[which], format!("{}{noise}{}", &text[..at], &text[at..]));
        fixture.load();
    }

    #[test]
    fn a_lesson_of_random_markdown_holds_only_known_tags(noise in "([\\[\\]()!`*_<>|\n #a]|```check\n|```case\n|\n---\n|term:seal|media/seal.svg|<script>|<img src=x>|https://x){0,60}") {
        let fixture = Fixture::new();
        fixture.edit(LESSON, "## Four steps", &noise);
        let (curriculum, _) = fixture.load();
        let html: String = curriculum.modules.iter().flat_map(|m| &m.content.lessons).flat_map(|l| l.texts.values()).map(|t| t.html.as_str()).collect();
        prop_assert!(!html.contains("<script") && !html.contains("src=\"x\""), "{}", html);
    }
}

#[test]
fn a_huge_file_is_refused_unread() {
    for file in FILES {
        let fixture = Fixture::new();
        // Sparse: 100 GB that no disk holds, and no memory could.
        File::create(fixture.path(file)).unwrap().set_len(100_000_000_000).unwrap();
        let found = fixture.findings();
        assert!(found.iter().any(|finding| finding.starts_with(file) && finding.contains("at most")), "{found:#?}");
    }
}

#[test]
fn a_text_over_the_limit_of_two_megabytes_is_refused() {
    let fixture = Fixture::new();
    fixture.write(TERMS, format!("{}#{}", fixture.read(TERMS), "x".repeat(2 * 1024 * 1024)));
    assert!(fixture.findings().iter().any(|finding| finding.contains("at most 2048 KB are read")));
}

#[test]
fn markdown_made_to_be_slow_is_not() {
    let bombs =
        [">", "[", "*a ", "`", "- ", "![", "a\n\n", "|a", "<a ", "&", "[a](", "## a\n", "a. ", "```case\na\nb\n```\n"];
    for bomb in bombs {
        let fixture = Fixture::new();
        fixture.edit(LESSON, "## Four steps", &bomb.repeat(20_000 / bomb.len()));
        quickly(bomb, &fixture);
    }
    for (file, from) in [(TASK, "Hold the box."), (TERMS, "A device")] {
        let fixture = Fixture::new();
        fixture.edit(file, from, &"&".repeat(1_000_000));
        quickly(file, &fixture);
        assert!(fixture.load().1.iter().any(|finding| finding.is_error() && finding.file == file));
    }
    for text in [format!("x = {}", "[".repeat(1_000_000)), "[[question]]\n".repeat(100_000)] {
        let fixture = Fixture::new();
        fixture.write(QUESTIONS, &text);
        quickly("toml", &fixture);
    }
}

/// Well over what an unoptimised build needs, well under what a square of the length would take.
fn quickly(name: &str, fixture: &Fixture) {
    let start = std::time::Instant::now();
    fixture.load();
    assert!(start.elapsed().as_secs() < 10, "{name:?} took {:?}", start.elapsed());
}

#[test]
fn links_do_not_lead_outside() {
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.md");
    fs::write(&secret, "+++\ntitle = \"SECRET\"\nobjectives = [\"seals\"]\n+++\nSECRET\n").unwrap();
    let fixture = Fixture::new();
    symlink(&secret, fixture.path("modules/gates/en/02-secret.md")).unwrap();
    symlink(outside.path(), fixture.path("modules/outside")).unwrap();
    symlink(fixture.path("modules"), fixture.path("modules/loop")).unwrap();
    symlink("nowhere", fixture.path("modules/gates/en/03-nothing.md")).unwrap();
    let (curriculum, findings) = fixture.load();
    let found: Vec<String> = findings.iter().map(ToString::to_string).collect();
    for (file, what) in [
        ("modules/gates/en/02-secret.md", "a link that leaves"),
        ("modules/outside", "a link that leaves"),
        ("modules/loop", "a linked folder"),
        ("modules/gates/en/03-nothing.md", "a link that leaves"),
    ] {
        assert!(found.iter().any(|f| f.starts_with(file) && f.contains(what)), "{file}: {found:#?}");
    }
    assert!(!format!("{curriculum:?}").contains("SECRET"));
}

#[test]
fn a_link_within_the_folder_is_a_file_like_another() {
    let fixture = Fixture::new();
    fs::rename(fixture.path(TERMS), fixture.path("glossary/hidden")).unwrap();
    fs::rename(fixture.path("glossary/hidden"), fixture.path("shared.toml")).unwrap();
    symlink(fixture.path("shared.toml"), fixture.path(TERMS)).unwrap();
    assert_eq!(fixture.findings(), Vec::<String>::new());
}

#[test]
fn what_is_no_plain_file_is_refused() {
    let fixture = Fixture::new();
    fixture.remove(MODULE);
    let socket = std::os::unix::net::UnixListener::bind(fixture.path(MODULE)).unwrap();
    let found = fixture.findings();
    drop(socket);
    assert!(found.iter().any(|f| f.contains("not a plain file")), "{found:#?}");
    fixture.remove(MODULE);
    fs::create_dir(fixture.path(MODULE)).unwrap();
    assert!(fixture.findings().iter().any(|f| f.contains("the module has no module.toml")));
}

#[test]
fn text_that_is_not_utf8_is_named_with_its_line() {
    let fixture = Fixture::new();
    fixture.write(MODULE, b"title = \"a\"\nsummary = \"caf\xe9\"\n");
    let found = fixture.findings();
    assert!(found.iter().any(|f| f.starts_with(&format!("{MODULE}:2: error: not UTF-8"))), "{found:#?}");
}

#[test]
fn a_name_that_is_not_utf8_is_refused() {
    use std::os::unix::ffi::OsStrExt;
    let fixture = Fixture::new();
    let name = std::ffi::OsStr::from_bytes(b"02-caf\xe9.md");
    fs::write(fixture.path("modules/gates/en").join(name), "x").unwrap();
    assert!(fixture.findings().iter().any(|f| f.contains("the file name is not UTF-8")));
}

#[test]
fn no_folder_is_a_finding_too() {
    for path in ["/nonexistent/curriculum", "/dev/null"] {
        let (curriculum, findings) = load(Path::new(path));
        assert!(curriculum.modules.is_empty() && findings.len() == 1 && findings[0].is_error());
    }
    let empty = tempfile::tempdir().unwrap();
    assert!(load(empty.path()).1.iter().any(Finding::is_error));
}
