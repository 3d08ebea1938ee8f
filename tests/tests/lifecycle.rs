//! How the server starts and ends, and what it makes of a client that does not keep to the rules.

use copydesk_tests::{Editor, Manners};
use serde_json::{Value, json};

const DRAFT: &str = "untitled:Draft-1";

fn editor() -> Editor {
    Editor::start(&[], Manners::default())
}

#[test]
fn starts_syncs_publishes_and_shuts_down() {
    let mut editor = editor();
    editor.open(DRAFT, 1, "The ferry left at noon.");
    editor.diagnostics_when(DRAFT, Some(1), |_| true);
    assert_eq!(editor.text(DRAFT), ("The ferry left at noon.".to_owned(), 1));
    editor.close(DRAFT);
    editor.diagnostics_when(DRAFT, None, <[Value]>::is_empty);
    assert!(editor.shut_down());
}

#[test]
fn ends_on_exit_while_its_input_is_open_and_without_a_shutdown_not_in_order() {
    let mut editor = editor();
    editor.notify("exit", Value::Null);
    assert!(!editor.ended());
}

#[test]
fn ends_when_its_input_ends() {
    let mut editor = editor();
    editor.open(DRAFT, 1, "The ferry left at noon.");
    editor.hang_up();
    assert!(!editor.ended());
}

#[test]
fn goes_on_after_what_is_no_message() {
    let mut editor = editor();
    editor.send_raw(b"Content-Length: 9\r\n\r\n{\"id\": 1,");
    editor.send_raw(b"this is no header\r\n\r\n");
    editor.send_raw(b"Content-Length: 2\r\n\r\n[]");
    editor.send_raw(b"Content-Length: nine\r\n\r\n{}");
    editor.open(DRAFT, 1, "Noon.");
    assert_eq!(editor.text(DRAFT).0, "Noon.");
    let id = editor.request("textDocument/hover", json!({"nonsense": true}));
    assert!(editor.answer(id).get("error").is_some());
    let id = editor.request("no/suchMethod", Value::Null);
    assert!(editor.answer(id).get("error").is_some());
    editor.notify("textDocument/didChange", json!(["nonsense"]));
    assert_eq!(editor.text(DRAFT).0, "Noon.");
}

#[test]
fn knows_a_document_under_an_uri_that_nobody_encoded() {
    let mut editor = editor();
    editor.open("file:///desk/caf\u{e9} [1] a b.md", 1, "Noon.");
    assert_eq!(editor.text("file:///desk/caf%C3%A9%20%5B1%5D%20a%20b.md").0, "Noon.");
    editor.change("file:///desk/caf\u{e9} [1] a b.md", 2, json!([{"text": "Midnight."}]));
    assert_eq!(editor.text("file:///desk/caf\u{e9} [1] a b.md").0, "Midnight.");
}

#[test]
fn takes_a_lower_version_after_a_document_is_opened_anew() {
    let mut editor = editor();
    editor.open(DRAFT, 7, "Seven.");
    editor.diagnostics_when(DRAFT, Some(7), |_| true);
    editor.close(DRAFT);
    editor.open(DRAFT, 1, "One.");
    editor.diagnostics_when(DRAFT, Some(1), |_| true);
    editor.change(DRAFT, 2, json!([{"text": "Two."}]));
    editor.diagnostics_when(DRAFT, Some(2), |_| true);
    assert_eq!(editor.text(DRAFT), ("Two.".to_owned(), 2));
}

#[test]
fn works_for_a_client_that_answers_nothing() {
    let mut editor = Editor::start(&[], Manners { answers: false, ..Manners::default() });
    editor.open(DRAFT, 0, "");
    for version in 1..=300 {
        editor.change(DRAFT, version, json!([{"text": format!("Edit {version}.")}]));
    }
    assert_eq!(editor.text(DRAFT), ("Edit 300.".to_owned(), 300));
    editor.diagnostics_when(DRAFT, Some(300), |_| true);
}
