//! Sources on disk and in the editor: what is found, what changes, what comes and goes.

use copydesk_tests::editor::uri;
use copydesk_tests::{Editor, Manners, folder, write};
use serde_json::{Value, json};
use std::path::Path;

const WIRE: &str = "---\ntitle: Divers bring up containers\noutlet: Harbour Wire\npublished: 2026-03-16\n---\n\n\
    Divers recovered 11 containers on Sunday, the coastguard said.\n";
const DRAFT: &str = "# The containers\n\nDivers recovered 17 containers on Sunday.\n";

fn mismatch(diagnostics: &[Value]) -> bool {
    diagnostics.iter().any(|found| found["code"] == "number-mismatch")
}

fn no_mismatch(diagnostics: &[Value]) -> bool {
    !mismatch(diagnostics)
}

fn touched(editor: &mut Editor, path: &Path, kind: u8) {
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(path), "type": kind}]}));
}

fn open(editor: &mut Editor, path: &Path) -> String {
    let uri = uri(path);
    editor.open(&uri, 1, &std::fs::read_to_string(path).expect("a text"));
    uri
}

#[test]
fn a_wrong_figure_is_found_explained_and_put_right() {
    let folder = folder(&[("sources/wire.md", WIRE), ("draft.md", DRAFT)]);
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = open(&mut editor, &folder.path().join("draft.md"));

    let found = editor.diagnostics_when(&draft, Some(1), mismatch);
    let found = found.iter().find(|found| found["code"] == "number-mismatch").expect("the finding");
    assert_eq!(
        found["range"],
        json!({"start": {"line": 2, "character": 17}, "end": {"line": 2, "character": 19}})
    );
    assert_eq!(found["severity"], 1);
    assert_eq!(
        found["codeDescription"]["href"],
        "https://copydesk.github.io/copydesk/codes/number-mismatch.html"
    );
    let related = &found["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], uri(&folder.path().join("sources/wire.md")));
    assert_eq!(related["location"]["range"]["start"]["line"], 6);

    let hover = editor.hover(&draft, 2, 18);
    let text = hover["contents"]["value"].as_str().expect("a hover");
    assert!(text.contains("Contradicted") && text.contains("Harbour Wire, 16 March 2026"), "{text}");
    assert!(text.contains("Divers recovered 11 containers on Sunday"), "{text}");

    let actions = editor.ask(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": draft}, "range": found["range"], "context": {"diagnostics": [found], "only": ["quickfix"]}}),
    );
    let fix = actions
        .as_array()
        .expect("actions")
        .iter()
        .find(|action| action["isPreferred"] == true)
        .expect("a fix");
    assert_eq!(fix["diagnostics"][0]["code"], "number-mismatch");
    let change = &fix["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": draft, "version": 1}));
    let edit = &change["edits"][0];
    editor.change(&draft, 2, json!([{"range": edit["range"], "text": edit["newText"]}]));
    assert_eq!(editor.text(&draft).0, DRAFT.replace("17", "11"));
    editor.diagnostics_when(&draft, Some(2), no_mismatch);
}

#[test]
fn findings_follow_a_source_that_changes_goes_and_comes_back() {
    let folder = folder(&[("sources/wire.md", WIRE), ("draft.md", DRAFT)]);
    let wire = folder.path().join("sources/wire.md");
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    editor.diagnostics_when(&draft, Some(1), mismatch);

    write(&wire, WIRE.replace("11", "17"));
    touched(&mut editor, &wire, 2);
    editor.diagnostics_when(&draft, Some(1), no_mismatch);

    write(&wire, WIRE);
    touched(&mut editor, &wire, 2);
    editor.diagnostics_when(&draft, Some(1), mismatch);

    std::fs::remove_file(&wire).expect("removed");
    touched(&mut editor, &wire, 3);
    editor.diagnostics_when(&draft, Some(1), no_mismatch);

    let other = folder.path().join("sources/other name é.md");
    write(&other, WIRE);
    touched(&mut editor, &other, 1);
    editor.diagnostics_when(&draft, Some(1), mismatch);
}

#[test]
fn a_source_counts_as_it_stands_in_the_editor_and_is_not_checked_itself() {
    let folder = folder(&[("sources/wire.md", WIRE), ("draft.md", DRAFT), ("sources/second.md", DRAFT)]);
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    std::fs::remove_file(folder.path().join("sources/second.md")).expect("removed");
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    editor.diagnostics_when(&draft, Some(1), mismatch);

    let wire = open(&mut editor, &folder.path().join("sources/wire.md"));
    editor.change(&wire, 2, json!([{"text": WIRE.replace("11", "17")}]));
    editor.diagnostics_when(&draft, Some(1), no_mismatch);
    editor.change(&wire, 3, json!([{"text": WIRE}]));
    editor.diagnostics_when(&draft, Some(1), mismatch);
    editor.close(&wire);
    editor.diagnostics_when(&draft, Some(1), mismatch);
    let flagged = editor.heard.iter().any(|message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"] == wire.as_str()
            && message["params"]["diagnostics"] != json!([])
    });
    assert!(!flagged, "a source was checked as a draft");
}

#[test]
fn says_once_that_there_are_no_sources_and_where_it_looked() {
    let folder = folder(&[("draft.md", DRAFT), ("second.md", DRAFT)]);
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    let said = |message: &Value| message["method"] == "window/showMessage";
    let message = editor.hears("that there are no sources", said);
    let text = message["params"]["message"].as_str().expect("a text");
    let place = folder.path().join("sources");
    assert!(text.contains("draft.md") && text.contains(&*place.to_string_lossy()), "{text}");
    let hover = editor.hover(&draft, 2, 3);
    let text = hover["contents"]["value"].as_str().expect("a hover");
    assert!(text.contains("No sources found"), "{text}");

    let second = open(&mut editor, &folder.path().join("second.md"));
    let second = editor.diagnostics_when(&second, Some(1), |_| true);
    assert!(second.iter().all(|found| found["code"] != "unsupported"), "{second:?}");
    write(&place.join("wire.md"), WIRE);
    touched(&mut editor, &place.join("wire.md"), 1);
    editor.diagnostics_when(&draft, Some(1), mismatch);
    assert_eq!(editor.heard.iter().filter(|message| said(message)).count(), 1);
}

#[test]
fn a_draft_that_the_settings_name_is_checked_though_nobody_opened_it() {
    let folder = folder(&[
        ("sources/wire.md", WIRE),
        ("stories/draft.md", DRAFT),
        ("copydesk.toml", "sources = [\"sources\"]\ndrafts = [\"stories/*.md\"]\n"),
    ]);
    let path = folder.path().join("stories/draft.md");
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = uri(&path);
    editor.diagnostics_when(&draft, None, mismatch);

    write(&path, DRAFT.replace("17", "11"));
    touched(&mut editor, &path, 2);
    editor.diagnostics_when(&draft, None, no_mismatch);

    editor.open(&draft, 5, DRAFT);
    editor.diagnostics_when(&draft, Some(5), mismatch);
    editor.close(&draft);
    editor.diagnostics_when(&draft, None, no_mismatch);
}

#[test]
fn settings_are_read_again_and_their_mistakes_shown_where_they_stand() {
    let folder = folder(&[("sources/wire.md", WIRE), ("draft.md", DRAFT)]);
    let settings = folder.path().join("copydesk.toml");
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    editor.diagnostics_when(&draft, Some(1), mismatch);

    write(&settings, "[codes]\nnumber-mismatch = \"off\"\n");
    touched(&mut editor, &settings, 1);
    editor.diagnostics_when(&draft, Some(1), no_mismatch);

    write(&settings, "[codes]\nnumber-mismach = \"off\"\n");
    touched(&mut editor, &settings, 2);
    let faults = editor.diagnostics_when(&uri(&settings), None, |faults| !faults.is_empty());
    assert_eq!(faults[0]["range"]["start"]["line"], 1);

    std::fs::remove_file(&settings).expect("removed");
    touched(&mut editor, &settings, 3);
    editor.diagnostics_when(&uri(&settings), None, <[Value]>::is_empty);
    editor.diagnostics_when(&draft, Some(1), mismatch);
}

#[test]
fn each_folder_has_its_own_sources() {
    let first = folder(&[("sources/wire.md", WIRE), ("draft.md", DRAFT)]);
    let second = folder(&[("sources/wire.md", WIRE.replace("11", "17").as_str()), ("draft.md", DRAFT)]);
    let mut editor = Editor::start(&[first.path(), second.path()], Manners::default());
    let (a, b) = (first.path().join("draft.md"), second.path().join("draft.md"));
    let (a, b) = (open(&mut editor, &a), open(&mut editor, &b));
    editor.diagnostics_when(&a, Some(1), mismatch);
    editor.poll("the second folder's source", |editor| {
        let hover = editor.hover(&b, 2, 18);
        hover["contents"]["value"].as_str().is_some_and(|text| text.contains("Supported"))
    });
    editor.diagnostics_when(&b, Some(1), no_mismatch);

    let third = folder(&[("sources/wire.md", WIRE), ("draft.md", DRAFT)]);
    let folder = json!({"uri": uri(third.path()), "name": "third"});
    editor
        .notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [folder], "removed": []}}));
    let c = open(&mut editor, &third.path().join("draft.md"));
    editor.diagnostics_when(&c, Some(1), mismatch);
}

#[test]
fn a_draft_outside_every_folder_has_what_lies_beside_it() {
    let folder = folder(&[("sources/wire.md", WIRE), ("draft.md", DRAFT)]);
    let mut editor = Editor::start(&[], Manners::default());
    let draft = open(&mut editor, &folder.path().join("draft.md"));
    editor.diagnostics_when(&draft, Some(1), mismatch);
}
