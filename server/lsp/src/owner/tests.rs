//! The owner's events in an order of the test's choosing.

use super::Owner;
use crate::Options;
use crate::event::Event;
use crate::output::Outgoing;
use copydesk_archive::{Answer, Archive};
use copydesk_checking::{Cache, Code, Draft, Finding, Judgement, Settings, Severity, Verdict};
use copydesk_desk::Tools;
use copydesk_library::{Article, Library, Metadata};
use copydesk_text::Format;
use serde_json::json;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const DRAFT: &str = "untitled:Draft-1";

/// Flags the first "wrong".
struct Marker;

impl Tools for Marker {
    fn check(
        &self,
        draft: &Draft<'_>,
        _: &Library,
        _: &Settings,
        _: &mut Cache,
        _: &dyn Fn() -> bool,
    ) -> Vec<Judgement> {
        let found = draft.text.find("wrong").map(|at| at..at + "wrong".len());
        let finding = |range| Finding {
            code: Code::NumberMismatch,
            severity: Severity::Error,
            range,
            reasons: Vec::new(),
            message: "marked".to_owned(),
            fixes: Vec::new(),
            features: None,
        };
        vec![Judgement {
            range: 0..draft.text.len(),
            text: draft.text.to_owned(),
            sentence: 0,
            verdict: Verdict::Contradicted,
            support: 0.0,
            findings: found.into_iter().map(finding).collect(),
            evidence: [].into(),
            parts: Arc::default(),
            abstained: [].into(),
            why: [].into(),
            offers: Vec::new(),
        }]
    }
}

/// The next event that is as wanted; the owner takes those before it.
fn next(owner: &mut Owner, queue: &Receiver<Event>, wanted: impl Fn(&Event) -> bool) -> Event {
    loop {
        let event = queue.recv_timeout(Duration::from_secs(60)).expect("an event");
        if wanted(&event) {
            return event;
        }
        owner.take(event);
    }
}

fn is_checked(event: &Event) -> bool {
    matches!(event, Event::Checked { .. })
}

#[test]
fn what_an_archive_answers_after_it_was_switched_off_is_no_source() {
    let (events, queue) = channel();
    let (out, _outgoing) = tokio::sync::mpsc::unbounded_channel();
    let options = Options { tools: Arc::new(Marker), rest: Duration::ZERO, cache: None };
    let mut owner = Owner::new(options, events, out);
    let room = owner.add_room(None, true);
    let archive = Arc::new(Archive::new("postgresql://archive.example/news"));
    let answer = || {
        let article = Article::from_text("archive:a", "It rained.", Format::Text, Metadata::default());
        Box::new(Answer { articles: vec![Arc::new(article)], fault: None })
    };
    let sources = |owner: &mut Owner| {
        owner.take(Event::Archived(room, archive.clone(), answer()));
        if owner.rooms[&room].shelving {
            let shelved = next(owner, &queue, |event| matches!(event, Event::Shelved(..)));
            owner.take(shelved);
        }
        owner.rooms[&room].desk.library().len()
    };
    assert_eq!(sources(&mut owner), 0);
    owner.asking.archive = Some(archive.clone());
    assert_eq!(sources(&mut owner), 1);
}

#[test]
fn a_finding_is_not_taken_away_by_what_was_made_of_an_older_check() {
    let (events, queue) = channel();
    let (out, mut outgoing) = tokio::sync::mpsc::unbounded_channel();
    let options = Options { tools: Arc::new(Marker), rest: Duration::ZERO, cache: None };
    let mut owner = Owner::new(options, events, out);
    let document = json!({"uri": DRAFT, "languageId": "plaintext", "version": 1, "text": "It is wron."});
    owner.take(Event::Opened(serde_json::from_value(json!({"textDocument": document})).expect("params")));
    let first = next(&mut owner, &queue, is_checked);
    owner.take(first);
    let change = json!({
        "textDocument": {"uri": DRAFT, "version": 2},
        "contentChanges": [{"text": "It is wrong."}],
    });
    owner.take(Event::Changed(serde_json::from_value(change).expect("params")));
    // Begun while the check runs, over after it.
    owner.compose_again(DRAFT);
    let is_composed = |event: &Event| matches!(event, Event::Composed { .. });
    let one = next(&mut owner, &queue, |event| is_checked(event) || is_composed(event));
    let two = next(&mut owner, &queue, |event| is_checked(event) || is_composed(event));
    let (checked, late) = if is_checked(&one) { (one, two) } else { (two, one) };
    owner.take(checked);
    owner.take(late);
    let mut last = None;
    while let Ok(sent) = outgoing.try_recv() {
        if let Outgoing::Diagnostics(params) = sent {
            last = Some((params.version, params.diagnostics.len()));
        }
    }
    assert_eq!(last, Some((Some(2), 1)));
}
