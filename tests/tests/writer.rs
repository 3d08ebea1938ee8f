//! The demo in an editor, as a writer would go through it: finding, hover, fix, and what else is asked of a draft.

use copydesk_tests::editor::uri;
use copydesk_tests::{Editor, Manners, root};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copied(&from, &to);
        } else {
            std::fs::copy(&from, &to).expect("copied");
        }
    }
}

/// The demo in an editor: its folder, the draft's address and text.
fn demo() -> (TempDir, Editor, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    copied(&root().join("demo"), folder.path());
    let path = folder.path().join("draft.md");
    let text = std::fs::read_to_string(&path).expect("the draft");
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = uri(&path);
    editor.open(&draft, 1, &text);
    (folder, editor, draft, text)
}

/// Where `words` stand, all of them in ASCII up to there on their line.
fn place(text: &str, words: &str) -> (usize, usize) {
    let at = text.find(words).unwrap_or_else(|| panic!("the demo has no {words:?}"));
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    (line, text[start..at].encode_utf16().count())
}

#[test]
fn the_wrong_figure_of_the_demo_is_found_explained_and_put_right() {
    let (_folder, mut editor, draft, text) = demo();
    let (line, character) = place(&text, "17 containers");
    let on_it = |found: &Value| {
        found["code"] == "number-mismatch"
            && found["range"]["start"] == json!({"line": line, "character": character})
    };
    let found = editor.diagnostics_when(&draft, Some(1), |found| found.iter().any(on_it));
    let found = found.iter().find(|found| on_it(found)).expect("the finding").clone();
    let hover = editor.hover(&draft, line, character);
    assert!(
        hover["contents"]["value"].as_str().is_some_and(|text| text.contains("11 containers")),
        "{hover}"
    );
    let actions = editor.ask(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": draft}, "range": found["range"], "context": {"diagnostics": [found]}}),
    );
    let fix = actions.as_array().expect("actions").iter().find(|action| action["isPreferred"] == true);
    let edit = &fix.expect("a fix")["edit"]["documentChanges"][0]["edits"][0];
    editor.change(&draft, 2, json!([{"range": edit["range"], "text": edit["newText"]}]));
    assert_eq!(editor.text(&draft).0, text.replace("17 containers", "11 containers"));
    editor.diagnostics_when(&draft, Some(2), |found| !found.iter().any(on_it));
}

#[test]
fn a_citation_leads_to_its_source() {
    let (folder, mut editor, draft, text) = demo();
    let (line, character) = place(&text, "[1]. 46 people");
    editor.poll("the citation's source", |editor| {
        let hover = editor.hover(&draft, line, character + 1);
        hover["contents"]["value"].as_str().is_some_and(|text| text.contains("Harbour Wire"))
    });
    // The source list names the outlet before its file has been read.
    let source = uri(&folder.path().join("sources/harbour-wire.md"));
    editor.poll("the citation's file", |editor| {
        let places = editor.ask(
            "textDocument/definition",
            json!({"textDocument": {"uri": draft}, "position": {"line": line, "character": character + 1}}),
        );
        places[0]["uri"] == source
    });
}

#[test]
fn the_demo_has_an_outline_colours_and_every_place_of_a_name() {
    let (_folder, mut editor, draft, text) = demo();
    editor.settle(&draft);
    let symbols = editor.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": draft}}));
    let title = &symbols[0];
    assert_eq!(title["name"], "The Kestrel Bay collision");
    let chapters: Vec<&Value> = title["children"].as_array().expect("chapters").iter().collect();
    let cargo = chapters.iter().find(|chapter| chapter["name"] == "The cargo").expect("a chapter");
    assert!(cargo["children"].as_array().is_some_and(|statements| statements.len() >= 4), "{cargo}");

    let document = json!({"uri": draft});
    let all = editor.ask("textDocument/semanticTokens/full", json!({"textDocument": document}));
    let data = all["data"].as_array().expect("tokens");
    assert!(data.len() > 100 && data.len() % 5 == 0, "{}", data.len());
    let (line, character) = place(&text, "Brannock sent");
    let start = json!({"line": line, "character": character});
    editor.change(&draft, 2, json!([{"range": {"start": start, "end": start}, "text": "big "}]));
    let delta = editor.ask(
        "textDocument/semanticTokens/full/delta",
        json!({"textDocument": document, "previousResultId": all["resultId"]}),
    );
    let edit = &delta["edits"][0];
    let mut applied = data.clone();
    let from = edit["start"].as_u64().expect("a start") as usize;
    let count = edit["deleteCount"].as_u64().expect("a count") as usize;
    applied.splice(from..from + count, edit["data"].as_array().expect("tokens").iter().cloned());
    let anew = editor.ask("textDocument/semanticTokens/full", json!({"textDocument": document}));
    assert_eq!(Value::Array(applied), anew["data"]);

    let marks = editor.ask(
        "textDocument/documentHighlight",
        json!({"textDocument": document, "position": {"line": line, "character": character + 5}}),
    );
    assert!(marks.as_array().is_some_and(|marks| marks.len() > 2), "{marks}");
    let places = editor.ask(
        "textDocument/references",
        json!({"textDocument": document, "position": {"line": line, "character": character + 5}, "context": {"includeDeclaration": false}}),
    );
    let in_sources = places
        .as_array()
        .expect("places")
        .iter()
        .any(|place| place["uri"].as_str().is_some_and(|uri| uri.contains("/sources/")));
    assert!(in_sources, "{places}");
}

/// What was looked for and not found stands beside the nearest sentence alone; of the others only what they have.
#[test]
fn the_hover_says_once_what_no_source_has() {
    let (_folder, mut editor, draft, text) = demo();
    let (line, character) = place(&text, "Four tugs");
    editor.settle(&draft);
    let hover = editor.hover(&draft, line, character);
    let hover = hover["contents"]["value"].as_str().expect("a hover");
    assert_eq!(hover.matches("| number | Four | \u{2014} |").count(), 1, "{hover}");
    assert!(hover.matches("speaks of it").count() > 1, "{hover}");
}
