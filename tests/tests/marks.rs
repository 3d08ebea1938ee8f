//! What writers decide about findings, through the built program: in the editor and in `copydesk check`.

use copydesk_tests::editor::uri;
use copydesk_tests::{Editor, Manners, folder, json_in, run_in, write};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

const WIRE: &str = "---\ntitle: Bridge over the Orla reopens\noutlet: Harbour Wire\npublished: 2026-05-04\n---\n\n\
     The bridge over the Orla reopened on Monday. Workers replaced 48 cables of the bridge.\n";
const DRAFT: &str =
    "# The bridge\n\nWorkers replaced 84 cables of the bridge. Nobody saw the three goats of the mayor.\n";

/// A folder with a source and whatever else is given.
fn with_wire(files: &[(&str, &str)]) -> TempDir {
    folder(&[&[("sources/wire.md", WIRE)], files].concat())
}

fn check(folder: &Path, args: &[&str]) -> Output {
    run_in(folder, &[&["check"], args].concat())
}

fn json_of(folder: &Path, draft: &str) -> Value {
    let answer = json_in(folder, &["check", draft, "--format", "json"]);
    answer["drafts"][0].clone()
}

fn codes(draft: &Value) -> Vec<String> {
    let claims = draft["claims"].as_array().expect("claims");
    let findings = claims.iter().flat_map(|claim| claim["findings"].as_array().expect("findings"));
    findings.map(|finding| finding["code"].as_str().expect("a code").to_owned()).collect()
}

fn open(editor: &mut Editor, path: &Path) -> String {
    let address = uri(path);
    editor.open(&address, 1, &std::fs::read_to_string(path).expect("a draft"));
    address
}

fn has(found: &[Value], code: &str) -> bool {
    found.iter().any(|found| found["code"] == code)
}

/// The action whose title begins so.
#[track_caller]
fn action(editor: &mut Editor, uri: &str, range: &Value, title: &str) -> Value {
    let actions = editor.ask(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}}),
    );
    let actions = actions.as_array().expect("actions").clone();
    let titles: Vec<&Value> = actions.iter().map(|action| &action["title"]).collect();
    let found = actions.iter().find(|action| action["title"].as_str().is_some_and(|t| t.starts_with(title)));
    found.unwrap_or_else(|| panic!("no {title} among {titles:?}")).clone()
}

/// Does what an action's command says, as an editor does.
fn choose(editor: &mut Editor, action: &Value) {
    let command = &action["command"];
    editor.ask(
        "workspace/executeCommand",
        json!({"command": command["command"], "arguments": command["arguments"]}),
    );
}

#[track_caller]
fn mismatch(editor: &mut Editor, draft: &str) -> Value {
    let found = editor.diagnostics_when(draft, None, |found| has(found, "number-mismatch"));
    found.iter().find(|found| found["code"] == "number-mismatch").expect("the finding").clone()
}

#[test]
fn a_finding_ignored_by_a_comment_is_gone_listed_and_brought_back() {
    let folder = with_wire(&[("draft.md", DRAFT)]);
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    let range = mismatch(&mut editor, &draft)["range"].clone();
    let here = action(&mut editor, &draft, &range, "Ignore number-mismatch here");
    let edit = &here["edit"]["documentChanges"][0]["edits"][0];
    editor.change(&draft, 2, json!([{"range": edit["range"], "text": edit["newText"]}]));
    let text = editor.text(&draft).0;
    assert!(text.contains("of the bridge. <!-- copydesk-ignore number-mismatch --> Nobody"), "{text}");
    editor.diagnostics_when(&draft, Some(2), |found| !has(found, "number-mismatch"));

    write(&folder.path().join("draft.md"), &text);
    let checked = json_of(folder.path(), "draft.md");
    assert!(!codes(&checked).contains(&"number-mismatch".to_owned()), "{checked}");
    assert_eq!(checked["ignored"][0]["code"], "number-mismatch");
    assert_eq!(checked["ignored"][0]["by"], "comment");

    let listed = editor.ask("workspace/executeCommand", json!({"command": "copydesk/ignored"}));
    assert_eq!((&listed[0]["words"], &listed[0]["uri"]), (&json!("84"), &json!(draft)));
    let back = action(&mut editor, &draft, &range, "Bring back number-mismatch");
    let edit = &back["edit"]["documentChanges"][0]["edits"][0];
    editor.change(&draft, 3, json!([{"range": edit["range"], "text": edit["newText"]}]));
    assert_eq!(editor.text(&draft).0, DRAFT);
    editor.diagnostics_when(&draft, Some(3), |found| has(found, "number-mismatch"));
}

#[test]
fn a_comment_behind_a_statement_that_runs_on_into_a_source_list_holds_for_it() {
    let draft = "The bridge over the Orla opened [1] on Saturday, 2 July 2031,\n[3]: Evening Mail: Goats";
    let ignored = format!("{draft} <!-- copydesk-ignore weekday-mismatch -->\n");
    let folder = with_wire(&[("draft.md", &format!("{draft}\n")), ("ignored.md", &ignored)]);
    let wrong = |draft| codes(&json_of(folder.path(), draft)).contains(&"weekday-mismatch".to_owned());
    assert_eq!((wrong("draft.md"), wrong("ignored.md")), (true, false));
}

#[test]
fn a_fact_stays_ignored_while_the_text_around_it_changes_and_in_other_drafts() {
    let other = "Nobody was hurt.\n\nWorkers replaced 84 cables of the bridge.\n";
    let folder = with_wire(&[("draft.md", DRAFT), ("other.md", other)]);
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    let range = mismatch(&mut editor, &draft)["range"].clone();
    let fact = action(&mut editor, &draft, &range, "Ignore number-mismatch for this fact");
    choose(&mut editor, &fact);
    editor.diagnostics_when(&draft, Some(1), |found| !has(found, "number-mismatch"));
    let start = json!({"line": 0, "character": 0});
    let cited = DRAFT.replace("of the bridge.", "of the bridge [1].");
    editor.change(&draft, 2, json!([{"text": cited}]));
    editor.change(&draft, 3, json!([{"range": {"start": start, "end": start}, "text": "It rained.\n\n"}]));
    editor.diagnostics_when(&draft, Some(3), |found| !has(found, "number-mismatch"));
    for name in ["draft.md", "other.md"] {
        let checked = json_of(folder.path(), name);
        assert!(!codes(&checked).contains(&"number-mismatch".to_owned()), "{checked}");
        assert_eq!(checked["ignored"][0]["by"], "fact", "{checked}");
    }
    // Another figure is another statement.
    editor.change(&draft, 4, json!([{"text": DRAFT.replace("84", "85")}]));
    editor.diagnostics_when(&draft, Some(4), |found| has(found, "number-mismatch"));
    editor.change(&draft, 5, json!([{"text": DRAFT}]));
    editor.diagnostics_when(&draft, Some(5), |found| !has(found, "number-mismatch"));
    let back = action(&mut editor, &draft, &range, "Bring back number-mismatch");
    choose(&mut editor, &back);
    editor.diagnostics_when(&draft, Some(5), |found| has(found, "number-mismatch"));
    assert!(codes(&json_of(folder.path(), "draft.md")).contains(&"number-mismatch".to_owned()));
}

#[test]
fn one_code_is_ignored_in_one_file_or_switched_off_for_all() {
    let folder = with_wire(&[("draft.md", DRAFT), ("other.md", DRAFT)]);
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    let other = open(&mut editor, &folder.path().join("other.md"));
    let range = mismatch(&mut editor, &draft)["range"].clone();
    mismatch(&mut editor, &other);
    let file = action(&mut editor, &draft, &range, "Ignore number-mismatch in this file");
    choose(&mut editor, &file);
    editor.diagnostics_when(&draft, None, |found| !has(found, "number-mismatch"));
    mismatch(&mut editor, &other);
    assert_eq!(json_of(folder.path(), "draft.md")["ignored"][0]["by"], "file");

    let off = action(&mut editor, &other, &range, "Switch number-mismatch off in copydesk.toml");
    choose(&mut editor, &off);
    editor.diagnostics_when(&other, None, |found| !has(found, "number-mismatch"));
    let settings = std::fs::read_to_string(folder.path().join("copydesk.toml")).expect("written");
    assert_eq!(settings, "[codes]\nnumber-mismatch = \"off\"\n");
}

#[test]
fn in_plain_text_ignoring_leaves_the_draft_as_it_is() {
    let folder = with_wire(&[("draft.txt", "Workers replaced 84 cables of the bridge.\n")]);
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = open(&mut editor, &folder.path().join("draft.txt"));
    let range = mismatch(&mut editor, &draft)["range"].clone();
    let here = action(&mut editor, &draft, &range, "Ignore number-mismatch here");
    assert!(here["edit"].is_null(), "{here}");
    choose(&mut editor, &here);
    editor.diagnostics_when(&draft, Some(1), |found| !has(found, "number-mismatch"));
    assert_eq!(codes(&json_of(folder.path(), "draft.txt")), Vec::<String>::new());
}

#[test]
fn what_was_verified_otherwise_is_no_longer_unsupported_and_is_listed() {
    let folder = with_wire(&[("draft.md", DRAFT)]);
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    let found = editor.diagnostics_when(&draft, None, |found| has(found, "unsupported"));
    let range = found.iter().find(|found| found["code"] == "unsupported").expect("it")["range"].clone();
    let verify = action(&mut editor, &draft, &range, "Mark as verified otherwise");
    let mut argument = verify["command"]["arguments"][0].clone();
    argument["note"] = "by phone, the mayor's office".into();
    argument["by"] = "M. Okafor".into();
    editor.ask("workspace/executeCommand", json!({"command": "copydesk/verify", "arguments": [argument]}));
    editor.diagnostics_when(&draft, None, |found| !has(found, "unsupported"));
    let checked = json_of(folder.path(), "draft.md");
    let mark = &checked["verified"][0];
    assert_eq!((&mark["by"], &mark["note"]), (&json!("M. Okafor"), &json!("by phone, the mayor's office")));
    assert!(mark["on"].as_str().is_some_and(|on| on.len() == 10), "{mark}");
    let claims = checked["claims"].as_array().expect("claims");
    assert!(claims.iter().any(|claim| claim["verdict"] == "verified"), "{checked}");
    assert!(claims.iter().all(|claim| claim["verdict"] != "unsupported"), "{checked}");
    let shown = check(folder.path(), &["draft.md", "--show-ignored"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("verified: Nobody saw") && shown.contains("M. Okafor"), "{shown}");
    let evidence = editor.ask("copydesk/evidence", json!({"textDocument": {"uri": draft}}));
    let statement = evidence["statements"]
        .as_array()
        .expect("statements")
        .iter()
        .find(|statement| !statement["verified"].is_null())
        .expect("the statement");
    assert_eq!(statement["verified"]["by"], "M. Okafor");

    let back = action(&mut editor, &draft, &range, "Take back that M. Okafor has verified this");
    choose(&mut editor, &back);
    editor.diagnostics_when(&draft, None, |found| has(found, "unsupported"));
}

#[test]
fn an_editor_that_asks_for_no_note_shows_where_to_write_it() {
    let folder = with_wire(&[("draft.md", DRAFT)]);
    let window = json!({"workDoneProgress": true, "showDocument": {"support": true}});
    let manners = Manners { capabilities: vec![("window", window)], ..Manners::default() };
    let mut editor = Editor::start(&[folder.path()], manners);
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    let found = editor.diagnostics_when(&draft, None, |found| has(found, "unsupported"));
    let range = found.iter().find(|found| found["code"] == "unsupported").expect("it")["range"].clone();
    let verify = action(&mut editor, &draft, &range, "Mark as verified otherwise");
    choose(&mut editor, &verify);
    let marks = folder.path().join(".copydesk/marks.toml");
    editor.hears("to show the file", |message| {
        message["method"] == "window/showDocument" && message["params"]["uri"] == uri(&marks).as_str()
    });
    let faults = editor.diagnostics_when(&uri(&marks), None, |faults| !faults.is_empty());
    assert!(faults[0]["message"].as_str().is_some_and(|text| text.contains("`note`")), "{faults:?}");
    let text = std::fs::read_to_string(&marks).expect("written");
    write(&marks, text.replace("note = \"\"", "note = \"seen\"").replace("by = \"\"", "by = \"R. Lind\""));
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&marks), "type": 2}]}));
    editor.diagnostics_when(&uri(&marks), None, <[Value]>::is_empty);
    editor.diagnostics_when(&draft, None, |found| !has(found, "unsupported"));
}

#[test]
fn a_mistake_in_the_marks_stops_a_check_and_names_its_line() {
    let marks = "[[ignored]]\nfact = \"00\"\ncode = \"number-mismach\"\n";
    let folder = with_wire(&[("draft.md", DRAFT), (".copydesk/marks.toml", marks)]);
    let output = check(folder.path(), &["draft.md"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("error: .copydesk/marks.toml:3: there is no code named"), "{said}");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_outside_the_workspace_through_a_link() {
    let folder = with_wire(&[("draft.md", DRAFT)]);
    let outside = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(outside.path(), folder.path().join(".copydesk")).expect("linked");
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    let range = mismatch(&mut editor, &draft)["range"].clone();
    let fact = action(&mut editor, &draft, &range, "Ignore number-mismatch for this fact");
    let command = &fact["command"];
    let id = editor.request(
        "workspace/executeCommand",
        json!({"command": command["command"], "arguments": command["arguments"]}),
    );
    let answer = editor.answer(id);
    assert!(answer["error"]["message"].as_str().is_some_and(|said| said.contains("outside")), "{answer}");
    assert_eq!(std::fs::read_dir(outside.path()).expect("a folder").count(), 0);
}

#[test]
fn paused_it_shows_nothing_and_afterwards_all() {
    let folder = with_wire(&[("draft.md", DRAFT)]);
    let capabilities = vec![("experimental", json!({"copydeskStatus": true}))];
    let mut editor = Editor::start(&[folder.path()], Manners { capabilities, ..Manners::default() });
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    mismatch(&mut editor, &draft);
    let state = |wanted: &'static str| {
        move |message: &Value| message["method"] == "copydesk/status" && message["params"]["state"] == wanted
    };
    editor.hears("that it is ready", state("ready"));
    let answer = editor.ask("workspace/executeCommand", json!({"command": "copydesk/pause"}));
    assert_eq!(answer, json!({"paused": true}));
    editor.hears("that it is paused", state("paused"));
    editor.diagnostics_when(&draft, None, <[Value]>::is_empty);
    editor.change(&draft, 2, json!([{"text": DRAFT.replace("84", "86")}]));
    assert_eq!(editor.text(&draft).1, 2);
    editor.ask("workspace/executeCommand", json!({"command": "copydesk/pause"}));
    let found = editor.diagnostics_when(&draft, Some(2), |found| has(found, "number-mismatch"));
    assert!(!found.is_empty());
}
