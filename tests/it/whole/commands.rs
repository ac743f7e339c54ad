//! Commands as people give them: what they say, and with which code they end.

use std::fs;

use super::binary::{Data, run, said};
use crate::support::fixture;

#[test]
fn help_is_no_error_and_a_wrong_word_is_usage() {
    let (code, out, _) = said(&run(&["--help"]));
    assert!(code == 0 && out.contains("Example") && out.contains("serve"), "{out}");
    for wrong in
        [&["sail"][..], &["serve", "--no-such-flag"], &[], &["people", "add"], &["serve", "--listen", "nowhere"]]
    {
        assert_eq!(said(&run(wrong)).0, 2, "{wrong:?}");
    }
}

#[test]
fn settings_that_are_not_safe_are_named() {
    for (arguments, setting) in [
        (&["serve"][..], "setting secret"),
        (&["serve", "--demo", "--listen", "0.0.0.0:8080"], "setting demo"),
        (&["serve", "--demo", "--origin", "http://learn.example.org"], "setting origin"),
        (&["serve", "--demo", "--log", "no=such=filter"], "setting log"),
        (&["serve", "--demo", "--tls-cert", "/nowhere.pem", "--tls-key", "/nowhere.pem"], "setting tls-cert"),
        (&["serve", "--config", "/nowhere.toml"], "setting config"),
    ] {
        let (code, _, why) = said(&run(arguments));
        assert!(code == 2 && why.contains(setting), "{arguments:?}: {code} {why}");
        assert_eq!(why.trim_end().lines().count(), 1, "one line: {why}");
    }
}

#[test]
fn missing_programs_and_a_folder_that_cannot_be_written_are_told_in_one_line() {
    let data = Data::new("nothing");
    let folder = data.0.to_str().unwrap();
    let (code, _, why) = said(&run(&["serve", "--demo", "--data", folder, "--pg-bin", "/nowhere"]));
    assert!(code == 1 && why.contains("apt-get install postgresql") && why.contains("/nowhere"), "{code} {why}");
    assert_eq!(why.trim_end().lines().count(), 1, "{why}");
    assert_eq!(fs::read_dir(&data.0).unwrap().count(), 0, "no trace of the attempt");

    let file = data.0.join("a-file");
    fs::write(&file, "").unwrap();
    let (code, _, why) = said(&run(&["serve", "--demo", "--data", file.join("below").to_str().unwrap()]));
    assert!(code == 1 && why.contains("cannot write to the data folder"), "{code} {why}");
    assert_eq!(why.trim_end().lines().count(), 1, "{why}");
}

#[test]
fn a_curriculum_folder_that_is_not_there_is_told_as_such() {
    let data = Data::new("no-curriculum");
    let (nowhere, file) = (data.path("nofolder"), data.path("a-file"));
    fs::write(&file, "").unwrap();
    for what in ["check", "table", "import"] {
        for (path, said_of_it) in [(&nowhere, "does not exist"), (&file, "is no folder")] {
            let (code, out, why) = said(&run(&["curriculum", what, path]));
            assert!(code == 1 && out.is_empty(), "{what}: {code} {out}{why}");
            assert!(why.contains(&format!("{path} {said_of_it}: give the folder that holds modules/")), "{why}");
            assert_eq!(why.trim_end().lines().count(), 1, "one line: {why}");
        }
    }
}

#[test]
fn a_curriculum_is_checked_with_file_line_and_what_to_do() {
    let folder = fixture::curriculum();
    let path = folder.path().to_str().unwrap();
    let (code, out, why) = said(&run(&["curriculum", "check", path]));
    assert_eq!(code, 0, "{out}{why}");
    assert!(out.contains("1 modules, 1 courses: 0 errors"), "{out}");

    fixture::write(
        folder.path(),
        "courses/broken.toml",
        "title.en = \"x\"\nfield = \"inspection\"\nhours = 1\nmodules = [\"no-such\"]\n[complete]\nlessons = \"all\"\nquizzes = \"none\"\ntasks = \"none\"\n",
    );
    let (code, out, why) = said(&run(&["curriculum", "check", path]));
    assert!(code == 1 && why.contains("1 errors"), "{out}{why}");
    assert!(out.contains(&format!("{path}/courses/broken.toml:4: error: no module `no-such` — ")), "{out}");

    let (code, _, why) = said(&run(&["curriculum", "check", "/nowhere"]));
    assert!(code == 1 && why.contains("/nowhere does not exist"), "{why}");
}

#[test]
fn a_curriculum_is_told_in_a_table_and_the_table_is_put_into_its_readme() {
    let folder = fixture::curriculum();
    let path = folder.path().to_str().unwrap();
    let (code, table, why) = said(&run(&["curriculum", "table", path]));
    assert_eq!(code, 0, "{why}");
    let rows: Vec<&str> = table.lines().collect();
    assert!(rows[0].starts_with("| module | lessons | words |") && rows.len() == 4, "{table}");
    assert!(rows[2].starts_with("| harbour | 2 | ") && rows[3].starts_with("| **all** | 2 | "), "{table}");
    assert!(rows[2].contains("| 7 + 0 | 1 / 1 / 1 / 1 / 1 / 1 / 1 | 2 / 4 / 1 | en | "), "{table}");
    let bytes: usize = rows[2].trim_end_matches(" |").rsplit(' ').next().unwrap().parse().unwrap();
    assert!((500..3_000).contains(&bytes), "{table}");

    let write = ["curriculum", "table", path, "--write"];
    let (code, _, why) = said(&run(&write));
    assert!(code == 1 && why.contains("README.md"), "{why}");
    fixture::write(folder.path(), "README.md", "# Ours\n");
    let (code, _, why) = said(&run(&write));
    assert!(code == 1 && why.contains("add a line <!-- portolan curriculum table --write -->"), "{why}");
    let (start, end) = ("<!-- portolan curriculum table --write -->\n", "<!-- end of the table -->");
    fixture::write(folder.path(), "README.md", &format!("# Ours\n{start}old\n{end}\nMore.\n"));
    assert_eq!(said(&run(&write)).0, 0);
    let readme = || fs::read_to_string(folder.path().join("README.md")).unwrap();
    assert_eq!(readme(), format!("# Ours\n{start}{table}{end}\nMore.\n"));
    let (code, out, _) = said(&run(&write));
    assert!(code == 0 && out.contains("had it already"), "{out}");
    assert_eq!(said(&run(&["curriculum", "table", "/nowhere"])).0, 1);
}

#[test]
fn the_curriculum_of_this_repository_is_sound() {
    let (code, out, why) = said(&run(&["curriculum", "check"]));
    assert_eq!(code, 0, "{out}{why}");
}

#[test]
fn an_operator_sets_a_server_up_backs_it_up_and_restores_it() {
    let data = Data::new("operator");
    let (folder, secret) = (data.0.join("data"), "a secret for this test, long enough to be one");
    let with = |arguments: &[&str], folder: &std::path::Path| {
        let mut all = arguments.to_vec();
        all.extend_from_slice(&["--data", folder.to_str().unwrap(), "--secret", secret]);
        said(&run(&all))
    };
    let run_in = |arguments: &[&str]| with(arguments, &folder);

    let (code, out, why) =
        run_in(&["people", "add", "Ana@customs.example", "--name", "Ana Díaz", "--country", "pe", "--lang", "es"]);
    assert!(code == 0 && out.starts_with("added ana@customs.example"), "{out}{why}");
    let (_, out, _) =
        run_in(&["people", "add", "ana@customs.example", "--name", "Else", "--country", "PE", "--lang", "es"]);
    assert!(out.starts_with("was there already"), "{out}");
    for (wrong, words) in [
        (&["people", "add", "no address", "--name", "A", "--country", "PE", "--lang", "es"][..], "not a mail address"),
        (&["people", "add", "a@b.org", "--name", "A", "--country", "Peru", "--lang", "es"], "two letters"),
        (&["people", "add", "a@b.org", "--name", "A", "--country", "PE", "--lang", "xx"], "a language is one of"),
        (&["people", "roles", "ana@customs.example", "--grant", "instructor"], "--agency NAME"),
        (&["people", "roles", "ana@customs.example", "--grant", "captain"], "a role is one of"),
        (&["people", "roles", "ana@customs.example", "--grant", "instructor", "--agency", "New"], "--agency-country"),
    ] {
        let (code, _, why) = run_in(wrong);
        assert!(code == 2 && why.contains(words), "{wrong:?}: {code} {why}");
    }
    let grant = [
        "people",
        "roles",
        "ana@customs.example",
        "--grant",
        "coordinator",
        "--agency",
        "Centre",
        "--agency-country",
        "MT",
    ];
    assert_eq!(run_in(&grant).1, "coordinator in Centre (MT)\n");
    assert_eq!(
        run_in(&["people", "roles", "ana@customs.example", "--grant", "admin"]).1,
        "admin\ncoordinator in Centre (MT)\n"
    );
    assert_eq!(run_in(&["people", "roles", "ana@customs.example", "--revoke", "coordinator"]).1, "admin\n");
    let (code, out, _) = run_in(&["people", "reset", "ana@customs.example"]);
    assert!(code == 0 && out.lines().next().is_some_and(|line| line.len() == 8), "{out}");
    assert_eq!(run_in(&["people", "reset", "nobody@customs.example"]).0, 1);
    let (code, _, why) = run_in(&["people", "erase", "ana@customs.example", "--now"]);
    assert!(code == 1 && why.contains("last administrator") && why.contains("portolan people roles"), "{code} {why}");
    run_in(&["people", "add", "leo@customs.example", "--name", "Leo", "--country", "PE", "--lang", "es"]);
    let (code, out, _) = run_in(&["people", "erase", "leo@customs.example"]);
    assert!(code == 0 && out.contains("will be erased on") && out.contains("taken back"), "{code} {out}");
    let (code, out, _) = run_in(&["people", "erase", "leo@customs.example", "--now"]);
    assert!(code == 0 && out.contains("no certificate was in force"), "{code} {out}");
    assert_eq!(run_in(&["people", "erase", "leo@customs.example", "--now"]).0, 1, "nobody has this address any more");
    assert_eq!(run_in(&["people", "invite", "ana@customs.example", "--cohort", "NONE"]).0, 1);

    let (_, keys, _) = run_in(&["keys", "rotate", "certificate"]);
    assert!(keys.contains("signs from now on"), "{keys}");
    let (_, public, _) = run_in(&["keys", "list", "--public"]);
    let public: serde_json::Value = serde_json::from_str(&public).unwrap();
    assert_eq!(public["keys"].as_array().unwrap().len(), 2, "the retired key stays published");
    let (code, out, _) = run_in(&["doctor"]);
    assert!(
        code == 1 && out.contains("MEND  mail") && out.contains("ok    keys") && out.contains("ok    fonts"),
        "{out}"
    );

    let backup = data.0.join("backup.zip");
    let file = backup.to_str().unwrap();
    let (code, out, why) = run_in(&["backup", file]);
    assert!(code == 0 && out.contains("sha256"), "{out}{why}");
    assert_eq!(run_in(&["backup", file]).0, 2, "a backup is never overwritten");
    let (code, _, why) = run_in(&["restore", file]);
    assert!(code == 2 && why.contains("not empty"), "{why}");

    let other = data.0.join("other");
    let (code, out, why) = with(&["restore", file], &other);
    assert!(code == 0 && out.contains("restored"), "{out}{why}");
    assert_eq!(with(&["people", "roles", "ana@customs.example"], &other).1, "admin\n");
    assert_eq!(with(&["keys", "list", "--public"], &other).0, 0);

    let mut bytes = fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let broken = data.0.join("broken.zip");
    fs::write(&broken, &bytes).unwrap();
    let third = data.0.join("third");
    let (code, _, why) = with(&["restore", broken.to_str().unwrap()], &third);
    assert!(code == 1 && why.contains("nothing was restored") && !third.exists(), "{why}");
    let cut = data.0.join("cut.zip");
    fs::write(&cut, &bytes[..middle]).unwrap();
    assert_eq!(with(&["restore", cut.to_str().unwrap()], &third).0, 1);
    assert_eq!(with(&["restore", "/nowhere.zip"], &third).0, 2);

    let (code, out, _) = run_in(&["migrate", "status"]);
    assert!(code == 0 && !out.contains("waiting"), "{out}");
    assert!(run_in(&["migrate", "down"]).1.starts_with("reverted "));
    let (code, _, why) = run_in(&["keys", "list"]);
    assert!(code == 1 && why.contains("portolan migrate up"), "{why}");
    assert!(run_in(&["migrate", "up"]).1.starts_with("ran "));
}

#[test]
fn a_wrong_secret_is_named() {
    let data = Data::new("secret");
    let folder = data.0.to_str().unwrap();
    let keys = |secret: &str| said(&run(&["keys", "list", "--data", folder, "--secret", secret]));
    assert_eq!(keys("the first secret of this server, long enough").0, 0);
    let (code, _, why) = keys("another secret that this server never had");
    assert!(code == 2 && why.contains("setting secret"), "{code} {why}");
}

#[test]
fn what_is_no_certificate_is_told_from_what_cannot_be_read() {
    let data = Data::new("verify");
    let keys = data.0.join("keys.json");
    fs::write(
        &keys,
        r#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#,
    )
    .unwrap();
    let keys = keys.to_str().unwrap();
    let letter = data.0.join("letter.pdf");
    fs::write(&letter, "%PDF-1.7\nnothing\n%%EOF").unwrap();
    for (what, code, words) in [
        ("https://learn.example.org/v/SHORT", 1, ""),
        (letter.to_str().unwrap(), 1, "holds no Portolan certificate code"),
        ("/nowhere.pdf", 2, "cannot read"),
    ] {
        let (is, _, why) = said(&run(&["verify", what, "--keys", keys]));
        assert!(is == code && why.contains(words), "{what}: {is} {why}");
    }
    assert_eq!(said(&run(&["verify", "https://x.example/v/A", "--keys", "/nowhere.json"])).0, 2);
}
