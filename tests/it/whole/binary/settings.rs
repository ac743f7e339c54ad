//! Settings: which of them win, and which are refused before anything is made.

use std::fs;

use super::support::{Data, portolan, said};

const SECRET: &str = "0123456789 0123456789 0123456789";

#[test]
fn settings_that_are_not_safe_or_not_known_are_refused_by_name() {
    let data = Data::new("settings");
    let file = data.path("portolan.toml");
    let refused = |text: &str, variables: &[(&str, &str)], words: &[&str]| {
        fs::write(&file, text).unwrap();
        let mut command = portolan(&["serve", "--config", &file, "--data", &data.path("data")]);
        let (code, out, why) = said(&command.envs(variables.iter().copied()).output().unwrap());
        assert!(code == 2 && out.is_empty(), "{text} {variables:?}: {code} {out}{why}");
        assert!(words.iter().all(|word| why.contains(word)), "{text} {variables:?}: {words:?} in {why}");
        assert!(!why.contains("hunter2"), "{why}");
        assert!(!data.0.join("data").exists(), "nothing was made");
        why
    };
    let in_one_line = |text: &str, words: &[&str]| {
        let why = refused(text, &[], words);
        assert_eq!(why.trim_end().lines().count(), 1, "one line: {why}");
    };
    in_one_line("", &["setting secret", "openssl rand"]);
    in_one_line("secret = \"short\"", &["setting secret", "32 characters"]);
    in_one_line("secret = \"portolan-demonstration-secret-known-to-everybody\"", &["setting secret", "demonstration"]);
    let with_secret = |rest: &str| format!("secret = \"{SECRET}\"\n{rest}");
    in_one_line(&with_secret("origin = \"http://learn.example.org\""), &["setting origin", "https"]);
    in_one_line(&with_secret("listen = \"0.0.0.0:80\""), &["setting origin", "https"]);
    in_one_line("demo = true\nlisten = \"0.0.0.0:80\"\norigin = \"https://learn.example.org\"", &["setting demo"]);
    in_one_line("demo = true\norigin = \"https://learn.example.org\"", &["setting demo", "public"]);
    in_one_line(&with_secret("tls-cert = \"cert.pem\""), &["setting tls-key"]);
    in_one_line(&with_secret("smtp = \"gopher://hunter2@relay\""), &["setting smtp"]);

    in_one_line(&with_secret("isuer = \"X\""), &["setting config", &file, "line 2", "isuer"]);
    in_one_line(&with_secret("pool = \"many\""), &["setting config", &file, "line 2", "pool"]);
    in_one_line(&with_secret("listen = \"nowhere\""), &["setting config", "line 2", "listen"]);
    in_one_line("\nsecret = hunter2", &["setting config", "line 2", "secret"]);
    in_one_line("smtp = [\"hunter2\"]", &["setting config", "line 1", "smtp"]);
    in_one_line("database-url = hunter2 and more", &["setting config", "line 1", "database-url"]);

    refused("", &[("PORTOLAN_SECRET", "hunter2")], &["setting secret"]);
    refused("", &[("PORTOLAN_SECRET", SECRET), ("PORTOLAN_WORKERS", "0")], &["setting workers"]);
    refused("", &[("PORTOLAN_DEMO", "perhaps")], &["--demo"]);
    refused("", &[("PORTOLAN_LISTEN", "nowhere")], &["--listen"]);
}

#[test]
fn a_flag_wins_over_the_environment_that_over_the_file_and_that_over_the_default() {
    let data = Data::new("precedence");
    let file = data.path("portolan.toml");
    fs::write(&file, "curriculum = \"/of/the/file\"").unwrap();
    let looked_at = |arguments: &[&str], variable: Option<&str>| {
        let mut command = portolan(&["curriculum", "check"]);
        command.args(arguments).current_dir(&data.0);
        variable.map(|value| command.env("PORTOLAN_CURRICULUM", value));
        let (code, _, why) = said(&command.output().unwrap());
        assert_eq!(code, 1, "there is nothing: {why}");
        why.split_once("the curriculum folder ")
            .and_then(|(_, rest)| rest.split_once(" does not exist"))
            .unwrap()
            .0
            .to_owned()
    };
    let with_file = ["--config", &file];
    let with_flag = ["--config", &file, "--curriculum", "/of/the/flag"];
    assert!(looked_at(&with_flag, Some("/of/the/environment")) == "/of/the/flag");
    assert!(looked_at(&with_file, Some("/of/the/environment")) == "/of/the/environment");
    assert!(looked_at(&with_file, None) == "/of/the/file");
    assert!(looked_at(&[], None) == "curriculum");
}
