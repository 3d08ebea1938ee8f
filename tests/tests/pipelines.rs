//! The GitHub Action and the pre-commit hook do what they say: their own commands are run.
#![cfg(unix)]

use copydesk_tests::{copydesk, json_in, root, run_in};
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
    let none = folder.path().join("none.sarif");
    let output = run("demo/nothing.md", "never", &none.to_string_lossy());
    assert_eq!(output.status.code(), Some(2));
    assert!(!none.exists(), "an empty file is left behind");
}

#[test]
fn the_hook_names_the_command_and_leaves_the_sources_alone() {
    let text = std::fs::read_to_string(root().join(".pre-commit-hooks.yaml")).expect("the hook");
    assert!(text.contains("entry: copydesk check\n") && text.contains("id: copydesk\n"));
    // What pre-commit runs: the entry with the files that are committed.
    let output = run_in(root(), &["check", "demo/draft.md"]);
    assert_eq!(output.status.code(), Some(1));
}

/// What the schema of SARIF 2.1.0 asks of the parts that are written: every property that it requires, every word that it
/// lists, every number from 1.
fn hold_to_the_schema(log: &serde_json::Value) {
    use serde_json::Value;
    let list = |value: &Value, name: &str| -> Vec<Value> {
        value[name].as_array().unwrap_or_else(|| panic!("{name} is a list: {value}")).clone()
    };
    let text = |value: &Value, name: &str| {
        assert!(value[name].as_str().is_some_and(|text| !text.is_empty()), "{name} is a text: {value}");
    };
    let message = |value: &Value| text(value, "text");
    let uri = |location: &Value| {
        let uri = location["artifactLocation"]["uri"].as_str().expect("a place has a file");
        assert!(uri.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&b)), "{uri}");
    };
    let region = |region: &Value| {
        let at = |name: &str| region[name].as_u64().unwrap_or_else(|| panic!("{name}: {region}"));
        assert!(at("startLine") >= 1 && at("startColumn") >= 1, "{region}");
        assert!((at("endLine"), at("endColumn")) >= (at("startLine"), at("startColumn")), "{region}");
    };
    let place = |location: &Value| {
        uri(&location["physicalLocation"]);
        region(&location["physicalLocation"]["region"]);
    };
    assert_eq!(log["version"], "2.1.0");
    for run in list(log, "runs") {
        let driver = &run["tool"]["driver"];
        text(driver, "name");
        assert!(
            ["utf16CodeUnits", "unicodeCodePoints"].contains(&run["columnKind"].as_str().expect("a word"))
        );
        let mut rules = Vec::new();
        for rule in list(driver, "rules") {
            text(&rule, "id");
            message(&rule["shortDescription"]);
            rules.push(rule["id"].clone());
        }
        let results = list(&run, "results");
        assert!(!results.is_empty());
        for result in results {
            message(&result["message"]);
            assert!(rules.contains(&result["ruleId"]), "{result}");
            let level = result["level"].as_str().expect("a word");
            assert!(["none", "note", "warning", "error"].contains(&level), "{result}");
            list(&result, "locations").iter().for_each(place);
            let related = list(&result, "relatedLocations");
            related.iter().for_each(place);
            assert!(related.iter().enumerate().all(|(n, one)| !related[..n].contains(one)), "{result}");
            for fix in list(&result, "fixes") {
                message(&fix["description"]);
                let changes = list(&fix, "artifactChanges");
                assert!(!changes.is_empty(), "{fix}");
                for change in changes {
                    uri(&change);
                    let replacements = list(&change, "replacements");
                    assert!(!replacements.is_empty(), "{fix}");
                    for replacement in replacements {
                        region(&replacement["deletedRegion"]);
                        assert!(replacement["insertedContent"]["text"].is_string(), "{replacement}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_written_for_code_scanning_is_what_its_schema_asks() {
    let output = json_in(root(), &["check", "demo/draft.md", "--format", "sarif", "--fail-on", "never"]);
    hold_to_the_schema(&output);
}
