//! The server's loop under load and under faults: bursts of edits, a slow checker, one that panics, a checker that
//! finds what the test tells it to.

use copydesk_checking::{
    Cache, Code, Draft, Edit, Finding, Fix, FixKind, Judgement, Settings, Severity, Verdict,
};
use copydesk_desk::Tools;
use copydesk_library::Library;
use copydesk_lsp::{Options, serve};
use copydesk_tests::{Editor, Manners};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const DRAFT: &str = "untitled:Draft-1";

/// Flags every "wrong" as an error, every "odd" as information, and panics at "panic".
#[derive(Default)]
struct Marker {
    /// How long a check takes.
    pause: Duration,
    /// While set, a check does not end unless it is told to stop.
    stuck: Arc<AtomicBool>,
}

impl Tools for Marker {
    fn check(
        &self,
        draft: &Draft<'_>,
        _: &Library,
        _: &Settings,
        _: &mut Cache,
        cancelled: &dyn Fn() -> bool,
    ) -> Vec<Judgement> {
        std::thread::sleep(self.pause);
        while self.stuck.load(Ordering::Relaxed) && !cancelled() {
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(!draft.text.contains("panic"), "asked to panic");
        let mark = |word: &str, severity| {
            draft
                .text
                .match_indices(word)
                .map(move |(at, _)| judgement(at..at + word.len(), severity))
                .collect::<Vec<_>>()
        };
        [mark("wrong", Severity::Error), mark("odd", Severity::Information)].concat()
    }
}

fn judgement(range: std::ops::Range<usize>, severity: Severity) -> Judgement {
    Judgement {
        range: range.clone(),
        text: String::new(),
        sentence: 0,
        verdict: Verdict::Contradicted,
        support: 0.0,
        findings: vec![Finding {
            code: Code::NumberMismatch,
            severity,
            range: range.clone(),
            reasons: Vec::new(),
            message: "marked".to_owned(),
            fixes: vec![Fix {
                title: "Mend it".to_owned(),
                kind: FixKind::Replace,
                edits: vec![Edit { range, text: "mended".to_owned() }],
                preferred: true,
            }],
            features: None,
        }],
        evidence: [].into(),
        parts: Arc::default(),
        abstained: [].into(),
        why: [].into(),
        offers: Vec::new(),
    }
}

fn editor(tools: Marker, rest: Duration) -> Editor {
    let options = Options { tools: Arc::new(tools), rest, cache: None };
    Editor::in_process(
        move |input, output| serve(input, output, options).expect("the server starts"),
        &[],
        Manners::default(),
    )
}

fn columns(diagnostics: &[Value]) -> Vec<u64> {
    diagnostics.iter().filter_map(|found| found["range"]["start"]["character"].as_u64()).collect()
}

#[test]
fn answers_every_hover_during_a_burst_of_edits_and_ends_with_the_last_version() {
    let mut editor = editor(Marker { pause: Duration::from_millis(50), ..Marker::default() }, Duration::ZERO);
    editor.open(DRAFT, 0, "wrong");
    let mut hovers = Vec::new();
    for version in 1..=1000 {
        let start = json!({"line": 0, "character": 0});
        editor.change(DRAFT, version, json!([{"range": {"start": start, "end": start}, "text": "x"}]));
        if version % 10 == 0 {
            hovers.push(editor.request(
                "textDocument/hover",
                json!({"textDocument": {"uri": DRAFT}, "position": {"line": 0, "character": version + 1}}),
            ));
        }
    }
    assert_eq!(hovers.len(), 100);
    for hover in hovers {
        let answer = editor.answer(hover);
        assert!(answer.get("error").is_none(), "{answer}");
    }
    let found = editor.diagnostics_when(DRAFT, Some(1000), |found| !found.is_empty());
    assert_eq!(columns(&found), [1000]);
    assert_eq!(editor.text(DRAFT), (format!("{}wrong", "x".repeat(1000)), 1000));
}

#[test]
fn findings_of_untouched_words_move_along_while_a_check_does_not_end() {
    let stuck = Arc::new(AtomicBool::new(false));
    let mut editor = editor(Marker { stuck: stuck.clone(), ..Marker::default() }, Duration::ZERO);
    editor.open(DRAFT, 1, "It is wrong.\n\nThis is wrong too.");
    editor.diagnostics_when(DRAFT, Some(1), |found| found.len() == 2);
    stuck.store(true, Ordering::Relaxed);
    let (start, end) = (json!({"line": 0, "character": 6}), json!({"line": 0, "character": 11}));
    editor.change(DRAFT, 2, json!([{"range": {"start": start, "end": end}, "text": "all\nright"}]));
    let found = editor.diagnostics_when(DRAFT, Some(2), |found| found.len() == 1);
    assert_eq!(found[0]["range"]["start"], json!({"line": 3, "character": 8}));
    stuck.store(false, Ordering::Relaxed);
}

#[test]
fn goes_on_after_a_panic_inside_a_check() {
    let mut editor = editor(Marker::default(), Duration::ZERO);
    editor.open(DRAFT, 1, "It is wrong.");
    editor.diagnostics_when(DRAFT, Some(1), |found| found.len() == 1);
    editor.change(DRAFT, 2, json!([{"text": "It is wrong to panic."}]));
    editor.hover(DRAFT, 0, 1);
    editor.change(DRAFT, 3, json!([{"text": "It was wrong."}]));
    let found = editor.diagnostics_when(DRAFT, Some(3), |found| found.len() == 1);
    assert_eq!(columns(&found), [7]);
}

#[test]
fn quiet_findings_wait_until_the_writer_rests_and_then_stay() {
    let mut editor = editor(Marker::default(), Duration::from_millis(300));
    editor.open(DRAFT, 1, "wrong odd");
    editor.diagnostics_when(DRAFT, Some(1), |found| found.len() == 2);
    editor.change(DRAFT, 2, json!([{"text": "wrong odd odd wrong"}]));
    editor.diagnostics_when(DRAFT, Some(2), |found| found.len() == 4);
    let sizes: Vec<usize> = editor
        .heard
        .iter()
        .filter(|message| message["params"]["version"] == 2)
        .filter_map(|message| message["params"]["diagnostics"].as_array().map(Vec::len))
        .collect();
    // Both "odd" are the same words with the same message: what was shown stays shown.
    assert_eq!(sizes.last(), Some(&4));
    editor.change(DRAFT, 3, json!([{"text": "right"}]));
    editor.diagnostics_when(DRAFT, Some(3), <[Value]>::is_empty);
    editor.change(DRAFT, 4, json!([{"text": "wrong odd"}]));
    editor.diagnostics_when(DRAFT, Some(4), |found| found.len() == 2);
    let sizes: Vec<usize> = editor
        .heard
        .iter()
        .filter(|message| message["params"]["version"] == 4)
        .filter_map(|message| message["params"]["diagnostics"].as_array().map(Vec::len))
        .collect();
    assert_eq!(sizes, [1, 2]);
}

#[test]
fn never_sends_findings_of_a_version_that_has_passed() {
    let mut editor = editor(Marker { pause: Duration::from_millis(5), ..Marker::default() }, Duration::ZERO);
    editor.open(DRAFT, 0, "");
    for version in 1..=200 {
        let text = format!("{}wrong", " ".repeat(version as usize));
        editor.change(DRAFT, version, json!([{"text": text}]));
        if version % 20 == 0 {
            editor.diagnostics_when(DRAFT, Some(version), |found| !found.is_empty());
        }
    }
    for message in
        editor.heard.iter().filter(|message| message["method"] == "textDocument/publishDiagnostics")
    {
        let version = message["params"]["version"].as_u64().expect("always a version");
        let found = message["params"]["diagnostics"].as_array().expect("diagnostics");
        assert!(columns(found).iter().all(|column| *column == version), "{message}");
    }
}

#[test]
fn what_can_be_done_about_a_finding_is_known_right_after_the_draft_is_opened() {
    let pause = Duration::from_millis(100);
    let mut editor = editor(Marker { pause, ..Marker::default() }, Duration::ZERO);
    let at = |column| json!({"line": 0, "character": column});
    let params = |column| {
        json!({
            "textDocument": {"uri": DRAFT},
            "range": {"start": at(column), "end": at(column)},
            "context": {"diagnostics": []},
        })
    };
    editor.open(DRAFT, 1, "It is wrong.");
    let offered = editor.ask("textDocument/codeAction", params(7));
    assert_eq!(offered[0]["title"], "Mend it", "{offered}");
    editor.change(DRAFT, 2, json!([{"range": {"start": at(0), "end": at(0)}, "text": "Here it was: "}]));
    let offered = editor.ask("textDocument/codeAction", params(20));
    assert_eq!(offered[0]["title"], "Mend it", "{offered}");
}
