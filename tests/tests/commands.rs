//! The smaller commands: `explain`, `init`, `judge` and `tag`.

use copydesk_tests::{command, copydesk, feed, root};
use serde_json::{Value, json};
use std::process::{Command, Output, Stdio};

fn piped(args: &[&str], input: &[u8]) -> Output {
    feed(root(), args, input)
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

#[test]
fn explains_a_code_and_knows_what_was_meant() {
    let output = command(&["explain", "number-mismatch"]).output().expect("runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.starts_with("# number-mismatch\n"), "{text}");
    let output = command(&["explain", "number-mismach"]).output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "error: there is no code named \"number-mismach\"; did you mean \"number-mismatch\"?\n");
    let output = command(&["explain"]).output().expect("runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 20);
}

#[test]
fn init_writes_settings_that_can_be_read_and_never_overwrites() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("copydesk.toml");
    let init = || command(&["init", &folder.path().to_string_lossy()]).output().expect("runs");
    assert!(init().status.success());
    let written = std::fs::read_to_string(&file).expect("written");
    assert!(written.contains("citation-style") && written.parse::<toml::Table>().is_ok(), "{written}");
    std::fs::write(&file, "strictness = \"quiet\"\n").expect("written");
    let again = init();
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("is there already and was left as it is"));
    assert_eq!(std::fs::read_to_string(&file).expect("there"), "strictness = \"quiet\"\n");
}

#[test]
fn judge_answers_in_order_and_goes_on_after_a_line_it_cannot_read() {
    let item = |id: &str, draft: &str| {
        json!({"id": id, "draft": draft, "published": null,
            "sources": [{"id": "s", "text": "Workers replaced 48 cables of the bridge."}]})
        .to_string()
    };
    let input = [
        item("right", "Workers replaced 48 cables of the bridge."),
        "{\"id\": \"cut".to_owned(),
        String::new(),
        "{\"id\": \"no draft\"}".to_owned(),
        "[]".to_owned(),
        item("wrong", "Workers replaced 84 cables of the bridge."),
        item("empty", ""),
    ];
    let output = piped(&["judge"], input.join("\n").as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let answers = lines(&output);
    let ids: Vec<&Value> = answers.iter().map(|a| &a["id"]).collect();
    assert_eq!(
        ids,
        [&json!("right"), &Value::Null, &Value::Null, &Value::Null, &json!("wrong"), &json!("empty")]
    );
    for broken in &answers[1..4] {
        assert!(broken["error"].is_string(), "{broken}");
    }
    assert_eq!(answers[0]["claims"][0]["verdict"], "supported", "{}", answers[0]);
    assert_eq!(answers[4]["claims"][0]["verdict"], "contradicted", "{}", answers[4]);
    assert_eq!(answers[5]["claims"], json!([]));
}

#[test]
fn judge_keeps_what_the_contract_promises_of_support_and_ranges() {
    let draft = "Élan 🚢: workers replaced 84 cables of the bridge. Nobody saw the mayor of Tallow Cross.";
    let item = json!({"id": 7, "draft": draft, "published": "2026-05-05",
        "sources": [{"id": "s", "text": "Workers replaced 48 cables of the bridge.", "published": null}]});
    let output = piped(&["judge"], item.to_string().as_bytes());
    assert!(output.status.success());
    let answer = &lines(&output)[0];
    assert_eq!(answer["id"], 7);
    let claims = answer["claims"].as_array().expect("claims");
    assert!(claims.len() >= 2, "{answer}");
    for claim in claims {
        let at = |value: &Value, end: &str| value[end].as_u64().expect("bytes") as usize;
        assert_eq!(draft.get(at(claim, "start_byte")..at(claim, "end_byte")), claim["text"].as_str());
        let support = claim["support"].as_f64().expect("a number");
        assert_eq!(support >= 0.5, claim["verdict"] == "supported", "{claim}");
        assert!(support < 0.3 || claim["verdict"] != "contradicted", "{claim}");
        for finding in claim["findings"].as_array().expect("findings") {
            assert!(draft.get(at(finding, "start_byte")..at(finding, "end_byte")).is_some(), "{finding}");
        }
    }
}

#[test]
fn judge_reads_bytes_that_are_no_utf_8_as_a_broken_line() {
    let output = piped(
        &["judge"],
        b"{\"id\": 1, \"draft\": \"\xff\", \"sources\": []}\n{\"id\": 2, \"draft\": \"\", \"sources\": []}",
    );
    assert_eq!(output.status.code(), Some(1));
    let answers = lines(&output);
    assert_eq!((&answers[0]["id"], &answers[1]["id"]), (&Value::Null, &json!(2)));
}

#[test]
fn judge_of_nothing_is_nothing() {
    let output = piped(&["judge"], b"");
    assert!(output.status.success() && output.stdout.is_empty());
}

#[test]
fn tag_answers_in_order_and_goes_on_after_a_line_it_cannot_read() {
    let output = piped(
        &["tag", "--jsonl"],
        b"{\"id\": 1, \"text\": \"It rained.\"}\nnonsense\n{\"id\": 2, \"text\": \"\"}\n",
    );
    assert_eq!(output.status.code(), Some(1));
    let answers = lines(&output);
    assert_eq!(answers.len(), 3, "{answers:?}");
    assert_eq!(answers[0]["sentences"], json!([{"start_byte": 0, "end_byte": 10}]));
    let error = answers[1]["error"].as_str().expect("an error");
    assert!(answers[1]["id"].is_null() && error.starts_with("input line 2: "), "{error}");
    assert_eq!(answers[2]["mentions"], json!([]));
}

#[test]
fn tag_of_a_file_names_each_mention_under_its_sentence() {
    let output = command(&["tag", "demo/sources/coast-radio.md"]).output().expect("runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("There were 287 passengers aboard the ferry"), "{text}");
    let output = command(&["tag", "missing.md"]).output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: missing.md: "));
    let output = command(&["tag"]).output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
}

/// What a program says on a terminal, by util-linux's `script`; nothing where there is none.
#[cfg(target_os = "linux")]
fn on_a_terminal(command: &str) -> Option<String> {
    let output = Command::new("script")
        .args(["--quiet", "--return", "--command", command, "/dev/null"])
        .current_dir(copydesk_tests::root())
        .stdin(Stdio::null())
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
#[cfg(target_os = "linux")]
fn judge_says_how_many_a_second_on_a_terminal_and_nothing_in_a_pipe() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("items.jsonl");
    let item = json!({"id": 1, "draft": "It rained in Tallow Cross.", "sources": []}).to_string() + "\n";
    std::fs::write(&file, item.repeat(300)).expect("written");
    let command = format!("'{}' judge < '{}' > /dev/null", copydesk().display(), file.display());
    let Some(said) = on_a_terminal(&command) else {
        eprintln!("SKIPPED: there is no script(1)");
        return;
    };
    assert!(said.contains("300 drafts judged in ") && said.trim_end().ends_with(" a second"), "{said:?}");
    let output = piped(&["judge"], item.as_bytes());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn what_is_no_day_is_told_how_a_day_is_written() {
    let said = "is no day: write it as 2026-03-18";
    let output = piped(&["add", "-", "--published", "2026-13-14"], b"Gulls land.\n");
    assert!(
        String::from_utf8_lossy(&output.stderr).contains(&format!("\"2026-13-14\" {said}")),
        "{output:?}"
    );
    let item = json!({"id": 1, "draft": "It rained.", "published": "soon", "sources": []}).to_string();
    let answers = lines(&piped(&["judge"], format!("{item}\n[1]\n").as_bytes()));
    assert!(answers[0]["error"].as_str().is_some_and(|error| error.contains(said)), "{}", answers[0]);
    assert_eq!(answers[1]["error"], "input line 2: an object is wanted, as {\"id\": …}");
}

#[test]
fn explain_lists_what_is_off_as_off() {
    let output = command(&["explain"]).output().expect("runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("single-origin         hint (off)   All support"), "{text}");
    assert!(text.contains("uncited               hint         Supported"), "{text}");
}

#[test]
fn what_add_cannot_read_is_named_as_it_was_given() {
    let output = command(&["add", "demo/../no such file.txt"]).output().expect("runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("error: demo/../no such file.txt: "), "{said}");
}

#[test]
fn a_night_named_with_its_date_is_the_night_of_that_date() {
    let item = json!({"id": 1, "published": "2026-06-16", "text": "The gate jammed on Monday night, 8 June. It rained on Monday night."});
    let answers = lines(&piped(&["tag", "--jsonl"], item.to_string().as_bytes()));
    let mentions = answers[0]["mentions"].as_array().expect("a list");
    let values: Vec<&str> = mentions.iter().filter_map(|mention| mention["value"].as_str()).collect();
    assert_eq!(values, ["2026-06-08TNI", "2026-06-08", "2026-06-15TNI"]);
}
