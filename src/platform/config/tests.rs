//! Which settings are refused, which win, and how a fault in the file is told.

use super::*;

fn demo() -> Settings {
    Settings { demo: Some(true), ..Settings::default() }
}

fn refused(settings: Settings) -> &'static str {
    settings.resolve().map(|_| "accepted").unwrap_or_else(|refusal| refusal.setting)
}

#[test]
fn a_demo_needs_no_settings_and_a_server_needs_a_secret() {
    assert!(demo().resolve().is_ok());
    assert_eq!(refused(Settings::default()), "secret");
}

#[test]
fn unsafe_settings_are_refused_by_name() {
    assert_eq!(refused(Settings { listen: "0.0.0.0:80".parse().ok(), ..demo() }), "demo");
    assert_eq!(refused(Settings { origin: Some("http://learn.example.org".into()), ..demo() }), "origin");
    assert_eq!(refused(Settings { origin: Some("learn.example.org".into()), ..demo() }), "origin");
    assert_eq!(refused(Settings { origin: Some("https://learn.example.org".into()), ..demo() }), "demo");
    assert_eq!(refused(Settings { secret: Some(DEMO_SECRET.into()), ..Settings::default() }), "secret");
    assert_eq!(refused(Settings { secret: Some("short".into()), ..demo() }), "secret");
    assert_eq!(refused(Settings { tls_cert: Some("a".into()), ..demo() }), "tls-key");
    for bad in ["x\r\ny", "portolan@learn.example.org\r\nBcc: all@x.org", "P\r\nBcc: all@x.org <p@x.org>"] {
        assert_eq!(refused(Settings { mail_from: Some(bad.into()), ..demo() }), "mail-from", "{bad:?}");
    }
    for bad in ["", "bounces", "b@x.org\r\nRCPT TO:<c@x.org>", "B <b@x.org>", "b@x.org>", "b@x.org\n"] {
        assert_eq!(refused(Settings { mail_bounces_to: Some(bad.into()), ..demo() }), "mail-bounces-to", "{bad:?}");
    }
    assert_eq!(refused(Settings { workers: Some(0), ..demo() }), "workers");
    assert_eq!(refused(Settings { keep_mails_days: Some(0), ..demo() }), "keep-mails-days");
    assert_eq!(refused(Settings { keep_audit_years: Some(4), ..demo() }), "keep-audit-years");
}

#[test]
fn flags_win_over_the_file_and_unknown_keys_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("portolan.toml");
    std::fs::write(&path, "demo = true\nissuer = \"File\"\npool = 4\n").unwrap();
    let flags = Settings { config: Some(path.clone()), issuer: Some("Flag".into()), ..Settings::default() };
    let config = flags.with_file().unwrap().resolve().unwrap();
    assert_eq!((config.issuer.as_str(), config.pool, config.demo), ("Flag", 4, true));

    std::fs::write(&path, "isuer = \"x\"\n").unwrap();
    let error = Settings { config: Some(path), ..Settings::default() }.with_file().unwrap_err();
    assert!(error.to_string().contains("isuer"), "{error}");
}

/// Every setting there is, each with a value of its own.
fn every(text: &str, number: usize) -> Settings {
    let file = format!(
        "data = \"data-{text}\"\ndatabase-url = \"url-{text}\"\ndatabase-owner-url = \"owner-{text}\"\npg-bin = \"bin-{text}\"\npool = {number}\n\
         secret = \"secret-{text}\"\nlisten = \"127.0.0.1:{number}\"\norigin = \"origin-{text}\"\ndemo = {}\n\
         curriculum = \"curriculum-{text}\"\ntrusted-proxies = [\"10.0.0.{number}\"]\ntls-cert = \"cert-{text}\"\n\
         tls-key = \"key-{text}\"\nsmtp = \"smtp-{text}\"\nsmtp-ca = \"ca-{text}\"\nmail-from = \"from-{text}\"\n\
         mail-bounces-to = \"bounces-{text}\"\nissuer = \"issuer-{text}\"\nkeep-mails-days = {number}\nkeep-answers-years = {number}\n\
         keep-audit-years = {number}\nworkers = {number}\nlog = \"log-{text}\"\nlog-format = \"{}\"\n",
        number == 1,
        if number == 1 { "json" } else { "text" },
    );
    toml::from_str(&file).unwrap()
}

#[test]
fn every_setting_is_taken_from_the_file_unless_it_is_given() {
    let (given, file) = (every("given", 1), every("file", 2));
    let shown = |settings: &Settings| format!("{settings:?}");
    assert_eq!(shown(&file).matches("None").count(), 1, "all but the file's own name: {file:?}");
    assert_eq!(shown(&Settings::default().or(file.clone())), shown(&file));
    assert_eq!(shown(&given.clone().or(file)), shown(&given));
}

#[test]
fn a_fault_in_the_file_is_told_in_one_line_without_the_value_of_a_secret() {
    for (text, words) in [
        ("pool = 4\nworkers = \"two\"\n", "portolan.toml, line 2, workers: invalid type: string \"two\""),
        ("secret = 123456789\n", "portolan.toml, line 1, secret: must be a text in quotes"),
        ("\n\nsmtp = geheim\n", "portolan.toml, line 3, smtp: must be a text in quotes"),
        ("what is this", "portolan.toml, line 1"),
    ] {
        let error = toml::from_str::<Settings>(text).unwrap_err();
        let told = in_file(Path::new("portolan.toml"), text, &error).to_string();
        assert!(told.contains(words) && told.lines().count() == 1, "{told}");
        assert!(!told.contains("123456789") && !told.contains("geheim"), "{told}");
    }
}
