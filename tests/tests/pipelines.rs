//! The GitHub Action and the pre-commit hook do what they say: their own commands are run.
#![cfg(unix)]

use copydesk_tests::{copydesk, root};
use std::process::{Command, Output};

/// The script of the action's step "Check", as it stands in action.yml.
fn script() -> String {
    let text = std::fs::read_to_string(root().join("action.yml")).expect("action.yml");
    let step = text.split("- name: Check\n").nth(1).expect("the step");
    let body = step.split("run: |\n").nth(1).expect("its script");
    body.lines()
        .take_while(|line| line.is_empty() || line.starts_with("        "))
        .map(|l| l.trim_start().to_owned() + "\n")
        .collect()
}

fn run(drafts: &str, fail_on: &str, sarif: &str) -> Output {
    Command::new("bash")
        .args(["-e", "-o", "pipefail", "-c", &script()])
        .current_dir(root())
        .env("COPYDESK", copydesk())
        .env("DRAFTS", drafts)
        .env("SOURCES", "demo/sources")
        .env("FAIL_ON", fail_on)
        .env("SARIF", sarif)
        .output()
        .expect("bash runs")
}

#[test]
fn the_action_annotates_writes_sarif_and_fails_as_it_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let sarif = folder.path().join("out.sarif");
    let output = run("demo/draft.md\n", "contradicted", &sarif.to_string_lossy());
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("::error file=demo/draft.md,line="), "{said}");
    let log: serde_json::Value =
        serde_json::from_slice(&std::fs::read(sarif).expect("written")).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    assert!(log["runs"][0]["results"].as_array().is_some_and(|results| results.len() >= 18));
    let output = run("demo/draft.md", "never", "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_hook_names_the_command_and_leaves_the_sources_alone() {
    let text = std::fs::read_to_string(root().join(".pre-commit-hooks.yaml")).expect("the hook");
    assert!(text.contains("entry: copydesk check\n") && text.contains("id: copydesk\n"));
    // What pre-commit runs: the entry with the files that are committed.
    let output =
        Command::new(copydesk()).args(["check", "demo/draft.md"]).current_dir(root()).output().expect("runs");
    assert_eq!(output.status.code(), Some(1));
}
