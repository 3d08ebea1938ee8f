//! The commands over a whole story, on the demo: `timeline`, `coverage`, `highlights`, `cite`.

use copydesk_tests::command;
use serde_json::Value;

fn printed(args: &[&str]) -> String {
    let output = command(args).output().expect("runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&printed(args)).expect("JSON")
}

#[test]
fn the_timeline_of_the_demo_has_every_event_once_with_its_day() {
    let found = json(&["timeline", "demo/draft.md", "--format", "json"]);
    let entries = found["timeline"]["entries"].as_array().expect("entries");
    let days: Vec<&str> = entries.iter().filter_map(|e| e["when"]["from"].as_str()).collect();
    assert_eq!(
        days,
        [
            "1998-01-01",
            "2026-03-12",
            "2026-03-14",
            "2026-03-14",
            "2026-03-14",
            "2026-03-15",
            "2026-03-15",
            "2026-03-15",
            "2026-03-16",
            "2026-03-17",
            "2026-04-02"
        ],
        "{entries:#?}"
    );
    let collision = entries.iter().find(|e| e["text"].as_str().is_some_and(|t| t.contains("collided with")));
    let collision = collision.expect("the collision");
    // The Courier reprints the wire.
    assert_eq!(
        (collision["citations"].as_array().map(Vec::len), &collision["origins"]),
        (Some(2), &1.into())
    );
    let left: Vec<&str> =
        entries.iter().filter(|e| e["in_draft"] == false).filter_map(|e| e["text"].as_str()).collect();
    assert!(left.len() == 1 && left[0].contains("thanked the rescuers"), "{left:?}");
}

#[test]
fn the_timeline_is_written_as_markdown_and_as_a_calendar() {
    let markdown = printed(&["timeline", "demo/draft.md"]);
    assert!(
        markdown.contains("- **Mar 15, 2026** – Divers recovered 11 containers on Sunday [1][2]."),
        "{markdown}"
    );
    assert!(markdown.contains("  - Later: Forty-six [1], then Sixty-four [4]."), "{markdown}");
    let calendar = printed(&["timeline", "demo/draft.md", "--format", "ics"]);
    assert_eq!(calendar.matches("BEGIN:VEVENT\r\n").count(), 11);
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && calendar.ends_with("END:VCALENDAR\r\n")
    );
}

#[test]
fn the_timeline_needs_no_draft_and_writes_into_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("timeline.md");
    let printed = printed(&["timeline", "--sources", "demo/sources", "-o", &file.to_string_lossy()]);
    assert_eq!(printed, "");
    let written = std::fs::read_to_string(file).expect("written");
    assert!(written.starts_with("# Timeline\n") && !written.contains("Left out"), "{written}");
}

#[test]
fn the_key_points_of_the_demo_are_those_of_two_origins() {
    let found = json(&["highlights", "demo/draft.md", "--format", "json"]);
    let points = found["highlights"].as_array().expect("points");
    assert!(
        !points.is_empty() && points.iter().all(|point| point["origins"].as_u64() >= Some(2)),
        "{points:#?}"
    );
}

#[test]
fn the_coverage_of_the_demo_knows_the_reprint_and_the_disagreement() {
    let found = json(&["coverage", "demo/draft.md", "--format", "json"]);
    let found = &found["coverage"];
    assert_eq!(found["sources"].as_array().map(Vec::len), Some(5));
    assert_eq!(found["origins"].as_array().map(Vec::len), Some(4));
    let reprint = found["origins"]
        .as_array()
        .and_then(|all| all.iter().find(|o| o["sources"].as_array().map(Vec::len) == Some(2)));
    assert_eq!(reprint.expect("one origin of two")["name"], "Harbour Wire");
    let disputes = found["disputes"].to_string();
    assert!(disputes.contains("\"287\"") && disputes.contains("\"312\""), "{disputes}");
    let omitted = found["omitted"].to_string();
    assert!(omitted.contains("children on a school trip"), "{omitted}");
    let markdown = printed(&["coverage", "demo/draft.md"]);
    assert!(
        markdown.contains("## Resting on one origin") && markdown.contains("| 3 | Kestrel Courier |"),
        "{markdown}"
    );
    let picture = printed(&["coverage", "demo/draft.md", "--format", "svg"]);
    assert!(picture.starts_with("<svg ") && picture.trim_end().ends_with("</svg>"), "{picture}");
}

#[test]
fn the_demo_is_converted_and_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("draft.md");
    std::fs::copy(copydesk_tests::root().join("demo/draft.md"), &copy).expect("copied");
    let before = std::fs::read_to_string(&copy).expect("there");
    let (copy_name, sources) = (copy.to_string_lossy().into_owned(), "demo/sources");
    let mut seen = vec![before.clone()];
    for style in ["footnote", "pandoc", "link", "numeric"] {
        printed(&["cite", &copy_name, "--sources", sources, "--to", style, "--write"]);
        let now = std::fs::read_to_string(&copy).expect("there");
        assert_eq!(seen.contains(&now), style == "numeric", "{style}: {now}");
        seen.push(now);
    }
    assert_eq!(seen.last(), Some(&before));
}

#[test]
fn cite_lists_what_is_wrong_and_writes_a_bibliography() {
    let output = command(&["cite", "demo/draft.md", "--check"]).output().expect("runs");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        said.contains("missing: no entry is called [9]")
            && said.contains("dead: no source here is [6] Lantern Daily"),
        "{said}"
    );
    let folder = tempfile::tempdir().expect("a folder");
    for (name, holds) in
        [("refs.bib", "@article{harbour-wire,"), ("refs.json", "\"container-title\": \"Harbour Wire\"")]
    {
        let file = folder.path().join(name);
        let printed = printed(&["cite", "demo/draft.md", "--bibliography", &file.to_string_lossy()]);
        assert_eq!(printed, "");
        let written = std::fs::read_to_string(file).expect("written");
        assert!(written.contains(holds), "{written}");
    }
}
