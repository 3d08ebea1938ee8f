//! Text in another language than English, through the built program: read by its own grammar, and never held against
//! sources by rules that are English.

use copydesk_tests::{feed, folder, run_in};
use serde_json::{Value, json};

const WIRE: &str = "---\ntitle: Ferry\noutlet: Harbour Wire\ndate: 2031-03-17\n---\n\nThe ferry sank on Sunday. The pier cost 3.5 million euros.\n";

/// "words | kind | value" of every mention of a text.
fn tags(item: &Value) -> (String, Vec<String>) {
    let folder = folder::<&[u8]>(&[]);
    let output = feed(folder.path(), &["tag", "--jsonl"], format!("{item}\n").as_bytes());
    let line: Value = serde_json::from_slice(&output.stdout).expect("a line of JSON");
    let mentions = line["mentions"].as_array().expect("mentions");
    let show = |m: &Value| {
        let unit = m["unit"].as_str().map_or(String::new(), |unit| format!(" {unit}"));
        let of = |key: &str| m[key].as_str().unwrap_or_default().to_owned();
        format!("{} | {} | {}{unit}", of("text"), of("kind"), of("value"))
    };
    (line["language"].as_str().unwrap_or_default().to_owned(), mentions.iter().map(show).collect())
}

#[test]
fn reads_german_by_the_german_grammar() {
    let text = "Bürgermeisterin Anna Holm sagte am Sonntagabend, die Mole habe 3,5 Millionen Euro gekostet. „Wir fahren im Mai \
                wieder“, sagte Holm. Rund 1.500 Möwen starben am 14. März, mindestens 20 Prozent davon gestern.";
    let (language, found) = tags(&json!({"id": 1, "text": text, "published": "2031-03-17"}));
    assert_eq!(language, "de");
    for wanted in [
        "Anna Holm | person | Anna Holm",
        "Sonntagabend | time | 2031-03-16TEV",
        "3,5 Millionen Euro | money | 3500000 EUR",
        "Holm | person | Anna Holm",
        "1.500 | number | 1500",
        "14. März | date | 2031-03-14",
        "20 Prozent | percent | 20 percent",
        "gestern | date | 2031-03-16",
    ] {
        assert!(found.iter().any(|tag| tag == wanted), "{wanted}: {found:#?}");
    }
}

#[test]
fn a_language_that_is_stated_goes_before_the_words() {
    let text = "Holm: 3,5 Millionen Euro, 14. März.";
    let (language, found) =
        tags(&json!({"id": 1, "text": text, "published": "2031-03-17", "language": "de-AT"}));
    assert_eq!(language, "de");
    assert!(found.iter().any(|tag| tag == "3,5 Millionen Euro | money | 3500000 EUR"), "{found:#?}");
    let file = format!("---\nlang: de\ndate: 2031-03-17\n---\n\n{text}\n");
    let folder = folder(&[("kurz.md", file.as_bytes())]);
    let shown = String::from_utf8(run_in(folder.path(), &["tag", "kurz.md"]).stdout).expect("UTF-8");
    assert!(shown.contains("3500000 EUR") && shown.contains("2031-03-14"), "{shown}");
}

#[test]
fn dont_call_a_german_draft_unsupported_by_english_sources() {
    let draft = "---\nlang: de\ndate: 2031-03-17\n---\n\nDie Mole kostete 4,5 Millionen Euro. Die Fähre sank am Montag.\n";
    let folder = folder(&[("sources/wire.md", WIRE.as_bytes()), ("draft.md", draft.as_bytes())]);
    let output = run_in(folder.path(), &["check", "--format", "json", "draft.md"]);
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let claims = said["drafts"][0]["claims"].as_array().expect("claims");
    assert!(!claims.is_empty());
    for claim in claims {
        assert_eq!(claim["verdict"], "not-checkable", "{claim}");
        assert_eq!(claim["findings"], json!([]), "{claim}");
    }
    let note = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(note.contains("draft.md: in German"), "{note}");
}
