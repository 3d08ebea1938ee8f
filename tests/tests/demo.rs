//! The demo, held to the table in its README: each row is found, at its place, and nothing else is.

use copydesk_tests::story::bytes;
use copydesk_tests::{command, root};
use serde_json::Value;
use std::ops::Range;

/// A finding of the table: its code and the words it touches.
fn rows() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(root().join("demo/README.md")).expect("the README is there");
    let table = text.split("| code | touches | because |").nth(1).expect("the table is there");
    table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            (cells[1].to_owned(), cells[2].to_owned())
        })
        .collect()
}

#[test]
fn finds_each_mistake_of_the_demo_and_nothing_else() {
    let output = command(&["check", "demo/draft.md", "--format", "json"]).output().expect("copydesk runs");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = std::fs::read_to_string(root().join("demo/draft.md")).expect("the draft is there");

    let mut missed: Vec<(String, std::ops::Range<usize>)> = Vec::new();
    for (code, words) in rows() {
        let at: Vec<usize> = text.match_indices(&words).map(|(at, _)| at).collect();
        // The source list may repeat a title; what is meant stands first.
        let at = *at.first().unwrap_or_else(|| panic!("the draft has no {words:?}"));
        missed.push((code, at..at + words.len()));
    }
    assert_eq!(missed.len(), 18);

    let mut wrong = Vec::new();
    for claim in found["drafts"][0]["claims"].as_array().expect("claims") {
        for finding in claim["findings"].as_array().expect("findings") {
            let range = &finding["range"];
            let Range { start, end } = bytes(&text, range, "utf-16");
            let row = missed
                .iter()
                .position(|(code, words)| *code == finding["code"] && start < words.end && words.start < end);
            match row {
                Some(row) => {
                    missed.remove(row);
                }
                None => {
                    let code = finding["code"].as_str().unwrap_or_default();
                    wrong.push((format!("{code} on {:?}", &text[start..end]), &finding["message"]));
                }
            }
        }
    }
    let missed: Vec<String> =
        missed.into_iter().map(|(code, words)| format!("{code} on {:?}", &text[words])).collect();
    assert!(
        missed.is_empty() && wrong.is_empty(),
        "missed: {missed:#?}\nfound though nothing is wrong there: {wrong:#?}"
    );
}

#[test]
fn verdicts_of_the_demo_are_those_an_editor_would_give() {
    let output = command(&["check", "demo/draft.md", "--format", "json"]).output().expect("copydesk runs");
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let claims = found["drafts"][0]["claims"].as_array().expect("claims");
    let verdict = |words: &str| {
        let claim = claims.iter().find(|c| c["text"].as_str().is_some_and(|t| t.contains(words)));
        claim.unwrap_or_else(|| panic!("no claim has {words:?}"))["verdict"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    for (words, expected) in [
        ("Nobody was killed", "supported"),
        ("The rescue took five hours", "supported"),
        ("312 passengers", "disputed"),
        ("a lot of luck", "supported"),
        ("met the families", "supported"),
        ("17 containers", "contradicted"),
        ("March 10", "contradicted"),
        ("Who will pay", "not-checkable"),
        ("herring fleet", "unsupported"),
    ] {
        assert_eq!(verdict(words), expected, "{words}");
    }
    let origins: Vec<&Value> =
        found["sources"].as_array().expect("sources").iter().map(|s| &s["origin"]).collect();
    let wire = origins.iter().filter(|o| **o == "demo/sources/harbour-wire.md").count();
    assert_eq!((origins.len(), wire), (5, 2), "the reprint is the wire's: {origins:?}");
}
