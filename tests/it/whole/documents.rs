//! What the program can do stands in its help and in the documents, and nothing stands there that it cannot do.

use clap::Command;

use super::binary::{run, said};
use super::source::read;

fn with_subcommands(command: &Command, path: &str, found: &mut Vec<(String, Command)>) {
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        let path = format!("{path} {}", inner.get_name());
        found.push((path.clone(), inner.clone()));
        with_subcommands(inner, &path, found);
    }
}

fn commands() -> Vec<(String, Command)> {
    let mut found = Vec::new();
    with_subcommands(&portolan::cli::command(), "portolan", &mut found);
    found
}

#[test]
fn every_command_is_explained_with_an_example_and_documented() {
    let documents = read("README.md") + &read("docs/operations.md");
    for (path, command) in commands() {
        assert!(command.get_about().is_some(), "`{path}` does not say what it does");
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        assert!(help.contains("Example") && help.contains("portolan "), "`{path} --help` has no example");
        assert!(documents.contains(&path), "`{path}` is not in docs/operations.md");
    }
}

#[test]
fn every_setting_is_documented_with_its_variable() {
    let operations = read("docs/operations.md");
    let command = portolan::cli::command();
    for argument in command.get_arguments().filter(|argument| argument.is_global_set()) {
        let flag = argument.get_long().unwrap();
        let variable = argument.get_env().unwrap_or_else(|| panic!("--{flag} has no environment variable"));
        let row = operations.lines().find(|line| line.starts_with(&format!("| `{flag}` |")));
        let row = row.unwrap_or_else(|| panic!("docs/operations.md has no row `| `{flag}` | …`"));
        let variable = variable.to_str().unwrap();
        assert!(row.contains(&format!("`{variable}`")), "the row of {flag} does not name {variable}: {row}");
        assert!(argument.get_help().is_some(), "--{flag} does not say what it is for");
    }
}

#[test]
fn no_document_names_a_setting_or_command_that_is_not_there() {
    let operations = read("docs/operations.md");
    let command = portolan::cli::command();
    for line in operations.lines().filter(|line| line.starts_with("| `") && line.contains("PORTOLAN_")) {
        let flag = line.split('`').nth(1).unwrap();
        let known = command.get_arguments().any(|argument| argument.get_long() == Some(flag));
        assert!(known, "docs/operations.md names the setting {flag}, which does not exist");
    }
    let tops: Vec<String> = commands().into_iter().map(|(path, _)| path).collect();
    for document in ["README.md", "docs/operations.md"] {
        for rest in
            read(document).split("portolan ").skip(1).filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            let word: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
            let shown_as_command = document_shows_command(&read(document), &word);
            let known = tops.contains(&format!("portolan {word}")) || word == "help";
            assert!(known || !shown_as_command, "{document} shows `portolan {word}`, which does not exist");
        }
    }
}

/// Whether it stands in code, not in a sentence.
fn document_shows_command(document: &str, word: &str) -> bool {
    document.contains(&format!("`portolan {word}")) || document.contains(&format!("\nportolan {word}"))
}

/// Whoever changes a module runs `portolan curriculum table --write`.
#[test]
fn the_table_of_the_curriculum_is_what_the_command_prints() {
    let readme = read("curriculum/README.md");
    let (_, rest) = readme.split_once("<!-- portolan curriculum table --write -->\n").unwrap();
    let (written, _) = rest.split_once("<!-- end of the table -->").unwrap();
    let (code, printed, why) = said(&run(&["curriculum", "table"]));
    assert_eq!(code, 0, "{why}");
    assert_eq!(written, printed, "run: portolan curriculum table --write");
}

#[test]
fn documents_point_to_files_that_are_there() {
    for document in ["README.md", "docs/operations.md", "docs/how-a-request-travels.md", "migrations/README.md"] {
        let text = read(document);
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        for rest in text.split("](").skip(1) {
            let target = rest.split([')', '#']).next().unwrap();
            if target.is_empty()
                || target.contains("://")
                || target.starts_with("docs/pictures/")
                || target.starts_with("pictures/")
            {
                continue;
            }
            let path = super::source::root().join(folder).join(target);
            assert!(path.exists(), "{document} points to {target}, which is not there");
        }
    }
}
