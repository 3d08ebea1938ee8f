//! Names of the newsroom's own in `copydesk.toml`, as `check` and an editor see them.

use copydesk_tests::editor::uri;
use copydesk_tests::{Editor, Manners, json_in, write};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

const WIRE: &str = "---\ntitle: Quay sold\noutlet: Harbour Wire\npublished: 2026-05-04\n---\n\n\
    The Kestrel Harbour Trust bought the quay in Varnholm from Orla Venn on Monday.\n";
const DRAFT: &str = "The Quayside Company bought the quay in Varnholm from Orla Venn on Monday.\n";
const ALIASES: &str = "[aliases.organization]\n\"Kestrel Harbour Trust\" = [\"Quayside Company\"]\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("sources")).expect("made");
    std::fs::write(folder.path().join("sources/wire.md"), WIRE).expect("written");
    std::fs::write(folder.path().join("draft.md"), DRAFT).expect("written");
    folder
}

fn verdict(folder: &Path) -> Value {
    let answer = json_in(folder, &["check", "draft.md", "--format", "json"]);
    answer["drafts"][0]["claims"][0]["verdict"].clone()
}

#[test]
fn check_takes_two_names_for_one_actor_where_the_newsroom_says_so() {
    let folder = folder();
    assert_eq!(verdict(folder.path()), "contradicted");
    std::fs::write(folder.path().join("copydesk.toml"), ALIASES).expect("written");
    assert_eq!(verdict(folder.path()), "supported");
}

#[test]
fn an_alias_written_while_the_draft_is_open_holds_at_once() {
    let folder = folder();
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = uri(&folder.path().join("draft.md"));
    editor.open(&draft, 1, DRAFT);
    let other = |found: &[Value]| found.iter().any(|found| found["code"] == "actor-mismatch");
    editor.diagnostics_when(&draft, Some(1), other);
    let settings = folder.path().join("copydesk.toml");
    std::fs::write(&settings, ALIASES).expect("written");
    editor
        .notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&settings), "type": 1}]}));
    editor.diagnostics_when(&draft, Some(1), |found| !other(found));
}

#[test]
fn an_alias_that_stands_in_the_source_alone_holds_at_once() {
    let folder = folder();
    let text = "The Kestrel Harbour Trust bought the quay in Varnholm from Orla Venn on Monday.\n";
    write(&folder.path().join("sources/wire.md"), WIRE.replace("Kestrel Harbour Trust", "Quayside Company"));
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = uri(&folder.path().join("draft.md"));
    editor.open(&draft, 1, text);
    let other = |found: &[Value]| found.iter().any(|found| found["code"] == "actor-mismatch");
    editor.diagnostics_when(&draft, Some(1), other);
    write(&folder.path().join("copydesk.toml"), ALIASES);
    editor.diagnostics_when(&draft, Some(1), |found| !other(found));
    std::fs::remove_file(folder.path().join("copydesk.toml")).expect("removed");
    editor.diagnostics_when(&draft, Some(1), other);
}
