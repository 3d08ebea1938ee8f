//! Folders that come and go, files that are made, renamed and deleted, documents without a file, and settings by every
//! way a client has to give them.

use copydesk_tests::editor::uri;
use copydesk_tests::{Editor, Manners, folder, write};
use serde_json::{Value, json};
use std::path::Path;

const WIRE: &str = "---\ntitle: Bridge over the Orla reopens\noutlet: Harbour Wire\npublished: 2026-05-04\n---\n\n\
     The bridge over the Orla reopened on Monday. Workers replaced 48 cables of the bridge.\n";
const DRAFT: &str = "Workers replaced 84 cables of the bridge.\n";

fn open(editor: &mut Editor, path: &Path) -> String {
    let address = uri(path);
    editor.open(&address, 1, &std::fs::read_to_string(path).expect("a draft"));
    address
}

fn mismatch(found: &[Value]) -> bool {
    found.iter().any(|found| found["code"] == "number-mismatch")
}

fn no_mismatch(found: &[Value]) -> bool {
    !mismatch(found)
}

fn folders(editor: &mut Editor, added: &[&Path], removed: &[&Path]) {
    let list = |paths: &[&Path]| -> Vec<Value> {
        paths.iter().map(|path| json!({"uri": uri(path), "name": "folder"})).collect()
    };
    editor.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": {"added": list(added), "removed": list(removed)}}),
    );
}

#[test]
fn a_draft_keeps_its_sources_while_its_folder_goes_and_comes_back() {
    let inner = folder(&[("sources/wire.md", WIRE), ("stories/draft.md", DRAFT)]);
    let other = folder(&[("draft.md", DRAFT)]);
    let mut editor = Editor::start(&[inner.path(), other.path()], Manners::default());
    let draft = open(&mut editor, &inner.path().join("stories/draft.md"));
    editor.diagnostics_when(&draft, Some(1), mismatch);
    // Without its folder nothing lies beside it: the sources stand above.
    folders(&mut editor, &[], &[inner.path()]);
    editor.diagnostics_when(&draft, Some(1), no_mismatch);
    folders(&mut editor, &[inner.path()], &[]);
    editor.diagnostics_when(&draft, Some(1), mismatch);
}

#[test]
fn where_sources_were_looked_for_is_told_in_the_order_of_the_folders() {
    let names = ["e", "b", "d", "a", "c"];
    let workspace = folder(
        &names.map(|name| (format!("{name}/draft.md"), DRAFT)).each_ref().map(|(n, t)| (n.as_str(), *t)),
    );
    let mut editor = Editor::start(&[workspace.path()], Manners::default());
    let drafts = names.map(|name| open(&mut editor, &workspace.path().join(name).join("draft.md")));
    editor.poll("all places in their order", |editor| {
        let told = editor.hover(&drafts[0], 0, 3).to_string();
        let places: Vec<_> =
            ["a", "b", "c", "d", "e"].map(|name| told.find(&format!("/{name}/sources"))).into();
        places.iter().all(Option::is_some) && places.is_sorted()
    });
}

#[test]
fn of_a_draft_that_becomes_a_source_nothing_is_known_any_more() {
    let settings = "sources = [\"sources\"]\n";
    let workspace =
        folder(&[("copydesk.toml", settings), ("sources/wire.md", WIRE), ("research/notes.md", DRAFT)]);
    let mut editor = Editor::start(&[workspace.path()], Manners::default());
    let notes = open(&mut editor, &workspace.path().join("research/notes.md"));
    editor.diagnostics_when(&notes, Some(1), mismatch);
    std::fs::remove_file(workspace.path().join("copydesk.toml")).expect("removed");
    editor.diagnostics_when(&notes, Some(1), <[Value]>::is_empty);
    let evidence = editor.ask("copydesk/evidence", json!({"textDocument": {"uri": notes}}));
    assert_eq!(evidence["statements"], json!([]), "{evidence}");
}

#[test]
fn a_source_that_is_made_renamed_and_deleted_counts_as_it_is_without_a_word_from_the_editor() {
    let workspace = folder(&[("draft.md", DRAFT)]);
    let sources = workspace.path().join("sources");
    std::fs::create_dir(&sources).expect("made");
    let capabilities = vec![("workspace", json!({"workspaceFolders": true}))];
    let mut editor = Editor::start(&[workspace.path()], Manners { capabilities, ..Manners::default() });
    let draft = open(&mut editor, &workspace.path().join("draft.md"));
    editor.diagnostics_when(&draft, Some(1), no_mismatch);
    write(&sources.join("wire.md"), WIRE);
    editor.diagnostics_when(&draft, Some(1), mismatch);
    std::fs::rename(sources.join("wire.md"), sources.join("renamed.md")).expect("renamed");
    editor.diagnostics_when(&draft, Some(1), |found| {
        mismatch(found)
            && found
                .iter()
                .any(|found| found["relatedInformation"].to_string().contains("sources/renamed.md"))
    });
    std::fs::remove_file(sources.join("renamed.md")).expect("deleted");
    editor.diagnostics_when(&draft, Some(1), no_mismatch);
}

#[test]
fn a_draft_that_is_saved_under_another_name_is_checked_there_and_no_longer_here() {
    let workspace = folder(&[("sources/wire.md", WIRE), ("draft.md", DRAFT)]);
    let mut editor = Editor::start(&[workspace.path()], Manners::default());
    let old = open(&mut editor, &workspace.path().join("draft.md"));
    editor.diagnostics_when(&old, Some(1), mismatch);
    let path = workspace.path().join("stories/final.md");
    std::fs::create_dir(workspace.path().join("stories")).expect("made");
    std::fs::rename(workspace.path().join("draft.md"), &path).expect("renamed");
    editor.close(&old);
    let new = open(&mut editor, &path);
    editor.diagnostics_when(&new, Some(1), mismatch);
    editor.diagnostics_when(&old, None, <[Value]>::is_empty);
}

#[test]
fn a_document_without_a_file_is_held_against_the_folder_that_is_open() {
    let workspace = folder(&[("sources/wire.md", WIRE)]);
    let mut editor = Editor::start(&[workspace.path()], Manners::default());
    editor.open("untitled:Untitled-1", 1, DRAFT);
    let found = editor.diagnostics_when("untitled:Untitled-1", Some(1), mismatch);
    // What is kept in the workspace's files needs a draft that lies there; a comment does not.
    let actions = editor.ask(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": "untitled:Untitled-1"}, "range": found[0]["range"], "context": {"diagnostics": []}}),
    );
    assert!(!actions.to_string().contains("for this fact"), "{actions}");
}

#[test]
fn without_any_folder_a_document_is_kept_in_step_and_nothing_is_called_unsupported() {
    let mut editor = Editor::start(&[], Manners::default());
    editor.open("untitled:Untitled-1", 1, DRAFT);
    let found = editor.diagnostics_when("untitled:Untitled-1", Some(1), |_| true);
    assert_eq!(found, Vec::<Value>::new());
    editor.change("untitled:Untitled-1", 2, json!([{"text": "Another text."}]));
    assert_eq!(editor.text("untitled:Untitled-1").0, "Another text.");
    let id = editor.request(
        "workspace/executeCommand",
        json!({"command": "copydesk/ignore", "arguments": [{"uri": "untitled:Untitled-1", "entry": {"fact": "00"}}]}),
    );
    let answer = editor.answer(id);
    assert!(answer["error"]["message"].as_str().is_some_and(|said| said.contains("folder")), "{answer}");
}

/// Archives are what only a user's own settings may name: by each way they come, the archive's source is read.
#[test]
fn settings_count_whichever_way_the_client_gives_them() {
    let archive = folder(&[("wire.md", WIRE)]);
    let settings = json!({"archives": [archive.path()]});
    let pulled = Manners { settings: settings.clone(), ..Manners::default() };
    let at_the_start = Manners { options: settings.clone(), ..Manners::default() };
    for manners in [pulled, at_the_start] {
        let workspace = folder(&[("draft.md", DRAFT)]);
        let mut editor = Editor::start(&[workspace.path()], manners);
        let draft = open(&mut editor, &workspace.path().join("draft.md"));
        editor.diagnostics_when(&draft, Some(1), mismatch);
    }
    let workspace = folder(&[("draft.md", DRAFT)]);
    // This one cannot be asked: it pushes, and takes back.
    let capabilities = vec![("workspace", json!({"workspaceFolders": true}))];
    let mut editor = Editor::start(&[workspace.path()], Manners { capabilities, ..Manners::default() });
    let draft = open(&mut editor, &workspace.path().join("draft.md"));
    editor.diagnostics_when(&draft, Some(1), no_mismatch);
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": settings}}));
    editor.diagnostics_when(&draft, Some(1), mismatch);
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"archives": []}}}));
    editor.diagnostics_when(&draft, Some(1), no_mismatch);
}

#[test]
fn settings_that_cannot_be_used_are_named_and_change_nothing() {
    let workspace = folder(&[("sources/wire.md", WIRE), ("draft.md", DRAFT)]);
    let capabilities = vec![("workspace", json!({"workspaceFolders": true}))];
    let mut editor = Editor::start(&[workspace.path()], Manners { capabilities, ..Manners::default() });
    let draft = open(&mut editor, &workspace.path().join("draft.md"));
    editor.diagnostics_when(&draft, Some(1), mismatch);
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"archives": 7}}}));
    editor.hears("what is wrong", |message| {
        message["method"] == "window/showMessage"
            && message["params"]["message"].as_str().is_some_and(|text| text.contains("settings"))
    });
    assert!(mismatch(&editor.diagnostics[&draft].1));
}
