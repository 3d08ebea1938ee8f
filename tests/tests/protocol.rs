//! Promises of the protocol itself: diagnostics that are pulled, requests that are called off, tracing, an answer in
//! every state.

use copydesk_checking::{Cache, Draft, Judgement, Settings};
use copydesk_desk::Tools;
use copydesk_library::Library;
use copydesk_lsp::{Options, serve};
use copydesk_tests::story::DRAFT;
use copydesk_tests::{Editor, Manners, Story};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

fn pulling() -> Manners {
    Manners { options: json!({"diagnostics": "pull"}), ..Manners::default() }
}

fn pull(editor: &mut Editor, uri: &str, known: Option<&str>) -> Value {
    let mut params = json!({"textDocument": {"uri": uri}, "identifier": "copydesk"});
    if let Some(known) = known {
        params["previousResultId"] = known.into();
    }
    editor.ask("textDocument/diagnostic", params)
}

fn codes(report: &Value) -> Vec<String> {
    let items = report["items"].as_array().cloned().unwrap_or_default();
    items.iter().filter_map(|item| item["code"].as_str().map(str::to_owned)).collect()
}

#[test]
fn a_client_that_pulls_is_pushed_nothing() {
    let mut story = Story::with(DRAFT, pulling());
    assert_eq!(story.editor.capabilities["diagnosticProvider"]["identifier"], "copydesk");
    let uri = story.uri.clone();
    story.editor.poll("the finding", |editor| {
        codes(&pull(editor, &uri, None)).contains(&"number-mismatch".to_owned())
    });
    let report = pull(&mut story.editor, &uri, None);
    let name = report["resultId"].as_str().expect("a name").to_owned();
    assert_eq!(pull(&mut story.editor, &uri, Some(&name))["kind"], "unchanged");
    let (start, end) = (story.at("17 containers", 0), story.at("17 containers", 2));
    story.editor.change(&uri, 2, json!([{"range": {"start": start, "end": end}, "text": "11"}]));
    // Asked right after the change, the answer is that of the changed text.
    let report = pull(&mut story.editor, &uri, Some(&name));
    assert_eq!(report["kind"], "full");
    assert!(!codes(&report).contains(&"number-mismatch".to_owned()), "{report}");
    assert!(story.editor.heard.iter().all(|message| message["method"] != "textDocument/publishDiagnostics"));
}

#[test]
fn a_client_that_pulls_is_answered_with_nothing_while_paused() {
    let mut story = Story::with(DRAFT, pulling());
    let uri = story.uri.clone();
    let found = |editor: &mut Editor, uri: &str| {
        codes(&pull(editor, uri, None)).contains(&"number-mismatch".to_owned())
    };
    story.editor.poll("the finding", |editor| found(editor, &uri));
    let pause = |editor: &mut Editor, paused: bool| {
        let params = json!({"command": "copydesk/pause", "arguments": [{"paused": paused}]});
        editor.ask("workspace/executeCommand", params);
    };
    pause(&mut story.editor, true);
    assert!(!found(&mut story.editor, &uri));
    // What is not checked is not waited for.
    let start = story.at("17 containers", 0);
    story.editor.change(&uri, 2, json!([{"range": {"start": start, "end": start}, "text": "just "}]));
    assert!(!found(&mut story.editor, &uri));
    pause(&mut story.editor, false);
    story.editor.poll("the finding again", |editor| found(editor, &uri));
    assert!(story.editor.heard.iter().all(|message| message["method"] != "textDocument/publishDiagnostics"));
}

#[test]
fn a_client_that_pulls_is_told_when_a_source_has_changed() {
    let mut story = Story::with(DRAFT, pulling());
    let uri = story.uri.clone();
    story.editor.poll("the finding", |editor| {
        codes(&pull(editor, &uri, None)).contains(&"number-mismatch".to_owned())
    });
    let before = story.editor.heard.len();
    let source = story.source("harbour-wire.md");
    let text = std::fs::read_to_string(&source).expect("it is there");
    std::fs::write(&source, text.replace("11 containers", "17 containers")).expect("written");
    story.editor.until("a refresh", |editor| {
        let asked = |message: &Value| message["method"] == "workspace/diagnostic/refresh";
        editor.heard[before..].iter().any(asked).then_some(())
    });
    story.editor.poll("the finding to go", |editor| {
        !codes(&pull(editor, &uri, None)).contains(&"number-mismatch".to_owned())
    });
}

#[test]
fn what_a_client_knows_from_before_it_closed_a_draft_is_not_called_unchanged() {
    let mut story = Story::with(DRAFT, pulling());
    let (uri, editor) = (story.uri.clone(), &mut story.editor);
    editor.settle(&uri);
    let reopened = |editor: &mut Editor, text: &str, known: Option<&str>| {
        editor.close(&uri);
        editor.open(&uri, 1, text);
        pull(editor, &uri, known)
    };
    let before = reopened(editor, DRAFT, None);
    let after = reopened(editor, "Nothing yet.\n", before["resultId"].as_str());
    assert_eq!(after["kind"], "full", "{after}");
}

#[test]
fn a_client_that_does_not_ask_for_pulling_is_offered_none() {
    let story = Story::new();
    assert!(story.editor.capabilities["diagnosticProvider"].is_null());
}

/// A checker that does not end until it is told to stop.
#[derive(Default)]
struct Stuck {
    stuck: Arc<AtomicBool>,
}

impl Tools for Stuck {
    fn check(
        &self,
        _: &Draft<'_>,
        _: &Library,
        _: &Settings,
        _: &mut Cache,
        cancelled: &dyn Fn() -> bool,
    ) -> Vec<Judgement> {
        while self.stuck.load(Ordering::Relaxed) && !cancelled() {
            std::thread::sleep(Duration::from_millis(1));
        }
        Vec::new()
    }
}

fn stuck(manners: Manners) -> (Editor, Arc<AtomicBool>) {
    let tools = Stuck { stuck: Arc::new(AtomicBool::new(true)) };
    let flag = tools.stuck.clone();
    let options = Options { tools: Arc::new(tools), rest: Duration::ZERO, cache: None };
    let serve = move |input, output| serve(input, output, options).expect("the server starts");
    (Editor::in_process(serve, &[], manners), flag)
}

#[test]
fn a_request_that_is_called_off_is_answered_at_once() {
    let (mut editor, flag) = stuck(pulling());
    editor.open("untitled:Draft-1", 1, "It rained.");
    let asked =
        editor.request("textDocument/diagnostic", json!({"textDocument": {"uri": "untitled:Draft-1"}}));
    // The check does not end: without the cancellation there would be no answer.
    editor.hover("untitled:Draft-1", 0, 1);
    editor.notify("$/cancelRequest", json!({"id": asked}));
    assert_eq!(editor.answer(asked)["error"]["code"], -32800);
    // What nobody waits for, or was answered, is called off without harm.
    editor.notify("$/cancelRequest", json!({"id": asked}));
    editor.notify("$/cancelRequest", json!({"id": 4711}));
    editor.hover("untitled:Draft-1", 0, 1);
    flag.store(false, Ordering::Relaxed);
}

#[test]
fn no_feature_waits_for_a_check() {
    let (mut editor, flag) = stuck(Manners::default());
    editor.open(
        "untitled:Draft-1",
        1,
        "# A heading of the text\n\nJonas Wexley left on Friday. It rained [1].\n\n[1]: http://x.test\n",
    );
    let document = json!({"uri": "untitled:Draft-1"});
    let at = json!({"line": 2, "character": 8});
    let range = json!({"start": at, "end": at});
    for (method, more) in [
        ("textDocument/hover", json!({"position": at})),
        ("textDocument/definition", json!({"position": at})),
        ("textDocument/references", json!({"position": at, "context": {"includeDeclaration": true}})),
        ("textDocument/documentHighlight", json!({"position": at})),
        ("textDocument/prepareRename", json!({"position": at})),
        ("textDocument/rename", json!({"position": at, "newName": "Jon Wexley"})),
        ("textDocument/completion", json!({"position": at})),
        ("textDocument/codeAction", json!({"range": range, "context": {"diagnostics": []}})),
        ("textDocument/inlayHint", json!({"range": range})),
        ("textDocument/selectionRange", json!({"positions": [at]})),
        ("textDocument/codeLens", json!({})),
        ("textDocument/foldingRange", json!({})),
        ("textDocument/documentLink", json!({})),
        ("textDocument/documentSymbol", json!({})),
        ("textDocument/semanticTokens/full", json!({})),
    ] {
        let mut params = more;
        params["textDocument"] = document.clone();
        editor.ask(method, params);
    }
    editor.ask("workspace/symbol", json!({"query": ""}));
    flag.store(false, Ordering::Relaxed);
}

#[test]
fn requests_that_wait_are_answered_when_their_document_is_closed_and_at_the_end() {
    let (mut editor, flag) = stuck(pulling());
    for (number, uri) in ["untitled:Draft-1", "untitled:Draft-2"].into_iter().enumerate() {
        editor.open(uri, 1, "It rained.");
        let asked = editor.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        if number == 0 {
            editor.close(uri);
            assert_eq!(editor.answer(asked)["result"]["items"], json!([]));
        }
    }
    // The second waits still; ending the editor sees that it was answered.
    flag.store(false, Ordering::Relaxed);
    let report = pull(&mut editor, "untitled:Draft-2", None);
    assert_eq!(report["kind"], "full");
}

#[test]
fn asked_after_shutdown_it_refuses_and_does_not_hang() {
    let mut editor = Editor::start(&[], Manners::default());
    let down = editor.request("shutdown", Value::Null);
    editor.answer(down);
    let late = editor.request(
        "textDocument/hover",
        json!({"textDocument": {"uri": "untitled:a"}, "position": {"line": 0, "character": 0}}),
    );
    assert_eq!(editor.answer(late)["error"]["code"], -32600);
    editor.notify("exit", Value::Null);
    assert!(editor.ended());
}

#[test]
fn a_request_that_makes_no_sense_is_refused_and_the_server_goes_on() {
    let mut editor = Editor::start(&[], Manners::default());
    let unknown = editor.request("textDocument/makeCoffee", json!({}));
    assert_eq!(editor.answer(unknown)["error"]["code"], -32601);
    let wrong = editor.request("textDocument/hover", json!({"textDocument": 3}));
    assert_eq!(editor.answer(wrong)["error"]["code"], -32602);
    let foreign =
        json!({"title": "x", "data": {"uri": "untitled:gone", "version": 1, "statement": 0, "article": "a"}});
    let gone = editor.request("codeAction/resolve", foreign);
    assert_eq!(editor.answer(gone)["error"]["code"], -32801);
    assert_eq!(editor.ask("codeAction/resolve", json!({"title": "another's"}))["title"], "another's");
}

#[test]
fn tracing_says_what_is_done_as_long_as_it_is_wanted() {
    let mut editor = Editor::start(&[], Manners::default());
    let traced = |editor: &Editor| editor.heard.iter().filter(|m| m["method"] == "$/logTrace").count();
    editor.open("untitled:Draft-1", 1, "It rained.");
    editor.diagnostics_when("untitled:Draft-1", Some(1), |_| true);
    assert_eq!(traced(&editor), 0);
    editor.notify("$/setTrace", json!({"value": "verbose"}));
    editor.change("untitled:Draft-1", 2, json!([{"text": "It rained again."}]));
    let said = editor.hears("a trace", |message| message["method"] == "$/logTrace");
    assert!(said["params"]["message"].as_str().is_some_and(|text| text.starts_with("checked ")), "{said}");
    assert!(said["params"]["verbose"].as_str().is_some_and(|text| text.starts_with("version 2: ")), "{said}");
    editor.notify("$/setTrace", json!({"value": "messages"}));
    editor.change("untitled:Draft-1", 3, json!([{"text": "It rained once more."}]));
    let brief = editor.hears("a brief trace", |message| {
        message["method"] == "$/logTrace" && message["params"]["verbose"].is_null()
    });
    assert!(brief["params"]["message"].is_string());
    editor.notify("$/setTrace", json!({"value": "off"}));
    editor.change("untitled:Draft-1", 4, json!([{"text": "It stopped raining."}]));
    editor.diagnostics_when("untitled:Draft-1", Some(4), |_| true);
    let last = editor.heard.iter().rposition(|message| message["method"] == "$/logTrace").expect("traced");
    let off = editor.heard.iter().position(|message| message["params"]["version"] == 4).expect("version 4");
    assert!(last < off);
}

#[test]
fn reading_many_sources_shows_progress_that_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let sources = folder.path().join("sources");
    std::fs::create_dir(&sources).expect("made");
    for number in 0..6000 {
        let line = format!(
            "The ferry Number {number} carried {} passengers to Osterhaven on Friday, officials said. ",
            number + 7
        );
        std::fs::write(sources.join(format!("{number}.md")), line.repeat(12)).expect("written");
    }
    let path = folder.path().join("draft.md");
    std::fs::write(&path, "It rained.\n").expect("written");
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    editor.open(&copydesk_tests::editor::uri(&path), 1, "It rained.\n");
    let of = |message: &Value, kind: &str| {
        message["method"] == "$/progress" && message["params"]["value"]["kind"] == kind
    };
    editor.hears("a beginning", |message| of(message, "begin"));
    editor.hears("an end", |message| of(message, "end"));
    let begin = editor.heard.iter().position(|message| of(message, "begin"));
    let created =
        editor.heard.iter().position(|message| message["method"] == "window/workDoneProgress/create");
    assert!(created < begin && created.is_some());
}
