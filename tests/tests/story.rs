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

#[test]
fn the_report_is_one_page_that_needs_nothing_else() {
    let page = printed(&["report", "demo/draft.md"]);
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    for outside in ["src=\"http", "href=\"http", "url(", "@import", "<link", "<img"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
    let found = json(&["check", "demo/draft.md", "--format", "json", "--fail-on", "never"]);
    let claims = found["drafts"][0]["claims"].as_array().expect("claims").len();
    let written = page.split("<script>").next().expect("what stands before the script");
    assert_eq!(written.matches("<li class=\"card ").count(), claims);
    assert_eq!(written.matches("class=\"ok\"").count(), claims);
    assert!(page.contains("<mark>There were <strong>312</strong> passengers aboard the ferry.</mark>"));
    assert!(page.contains("id=\"timeline\"") && page.contains("<svg ") && page.contains("not in the draft"));
}

#[test]
fn the_report_of_a_hostile_draft_runs_no_script_of_its() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("draft.md");
    std::fs::write(
        &draft,
        "The crew said </p><script>alert(1)</script> on Sunday. <img src=x onerror=alert(1)> It sank.\n",
    )
    .expect("written");
    let page = printed(&["report", &draft.to_string_lossy(), "--sources", "demo/sources"]);
    assert!(!page.contains("<script>alert") && !page.contains("<img"), "{page}");
}

/// Lines to and from `copydesk mcp`.
fn mcp(lines: &[Value]) -> Vec<Value> {
    use std::io::Write;
    let mut child = std::process::Command::new(copydesk_tests::copydesk())
        .args(["mcp", "--sources", "demo/sources"])
        .current_dir(copydesk_tests::root())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("runs");
    let mut input = child.stdin.take().expect("piped");
    for line in lines {
        writeln!(input, "{line}").expect("read");
    }
    writeln!(input, "{{nonsense").expect("read");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn an_assistant_checks_itself() {
    let call = |id: u32, name: &str, arguments: Value| serde_json::json!({"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": {"name": name, "arguments": arguments}});
    let answers = mcp(&[
        serde_json::json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2025-03-26"}}),
        serde_json::json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        call(
            1,
            "check",
            serde_json::json!({"draft": "Divers recovered 17 containers on Sunday.", "published": "2026-03-16"}),
        ),
        call(2, "evidence", serde_json::json!({"query": "pumps fuel oil", "limit": 1})),
        call(3, "write", serde_json::json!({})),
        call(4, "check", serde_json::json!({"text": "Divers recovered 17 containers on Sunday."})),
        serde_json::json!({"jsonrpc": "2.0", "id": 5, "method": "resources/list"}),
    ]);
    assert_eq!(answers.len(), 7, "{answers:#?}");
    assert_eq!(answers[0]["result"]["protocolVersion"], "2025-03-26");
    assert_eq!(answers[1]["result"]["structuredContent"]["claims"][0]["verdict"], "contradicted");
    assert!(
        answers[2]["result"]["content"][0]["text"]
            .as_str()
            .is_some_and(|t| t.contains("Pumps have removed 700 tonnes"))
    );
    assert_eq!(answers[3]["error"]["code"], -32602);
    assert_eq!(answers[4]["result"]["isError"], true, "an argument that is missing is no clean bill");
    assert_eq!(answers[5]["error"]["code"], -32601);
    assert_eq!(answers[6]["error"]["code"], -32700);
}

#[test]
fn changes_says_which_statements_a_later_source_affects() {
    let folder = tempfile::tempdir().expect("a folder");
    let sources = folder.path().join("sources");
    std::fs::create_dir(&sources).expect("a folder");
    let from = |name: &str| copydesk_tests::root().join("demo/sources").join(name);
    std::fs::copy(from("harbour-wire.md"), sources.join("harbour-wire.md")).expect("copied");
    let draft = folder.path().join("draft.md");
    std::fs::copy(copydesk_tests::root().join("demo/draft.md"), &draft).expect("copied");
    let (draft, kept) = (draft.to_string_lossy().into_owned(), folder.path().join("kept.json"));
    let (sources_name, kept) = (sources.to_string_lossy().into_owned(), kept.to_string_lossy().into_owned());
    assert_eq!(printed(&["changes", &draft, "--sources", &sources_name, "--save", &kept]), "");
    let same = printed(&["changes", &draft, "--sources", &sources_name, "--since", &kept]);
    assert_eq!(same, "No source has changed.\n");
    std::fs::copy(from("northern-post.md"), sources.join("northern-post.md")).expect("copied");
    let later = printed(&["changes", &draft, "--sources", &sources_name, "--since", &kept]);
    assert!(later.starts_with("Updated (1 article)\n") && later.contains("northern-post.md"), "{later}");
    assert!(later.contains("**outdated figure** (was supported): 46 people were injured"), "{later}");
}

#[test]
fn without_a_draft_the_sources_beside_the_current_directory_are_read() {
    let output = command(&["highlights", "-n", "1"])
        .current_dir(copydesk_tests::root().join("demo"))
        .output()
        .expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("great deal of luck"));
}

#[test]
fn dont_count_for_a_statement_who_only_speaks_of_what_it_is_about() {
    let all = json(&["coverage", "demo/draft.md", "--format", "json"]);
    let statements = all["coverage"]["statements"].as_array().expect("statements");
    for (words, file) in [
        ("rescue took five hours", "harbour-wire.md"),
        ("met the families", "harbour-wire.md"),
        ("Calder Lines lasted five hours", "varnland-tribune.txt"),
        ("belongs to the Varnland Ferry Company", "harbour-wire.md"),
    ] {
        let said = |one: &&Value| one["text"].as_str().is_some_and(|text| text.contains(words));
        let statement = statements.iter().find(said).expect(words);
        let cited = statement["citations"].as_array().expect("citations");
        // A reprint of it may stand before it.
        let said =
            cited.iter().any(|cited| cited["source"].as_str().is_some_and(|path| path.ends_with(file)));
        assert!(said && statement["origins"] == 1, "{words}: {cited:#?}");
    }
}

#[test]
fn pandoc_takes_the_keys_that_are_made_of_file_names() {
    let draft = "The dam jammed [1].\n\n## Sources\n\n1. [Dam jams](<sources/Dam page – “saved”.md>)\n";
    let wire = "---\ntitle: Dam jams\n---\n\nThe dam jammed.\n";
    let folder = copydesk_tests::folder(&[("draft.md", draft), ("sources/Dam page – “saved”.md", wire)]);
    let cited = |style: &str| {
        copydesk_tests::run_in(folder.path(), &["cite", "draft.md", "--to", style, "--write"]);
        std::fs::read_to_string(folder.path().join("draft.md")).expect("there")
    };
    let keyed = cited("pandoc");
    assert!(keyed.starts_with("The dam jammed [@Dam-page-saved].\n"), "{keyed}");
    assert_eq!(cited("numeric"), draft);
}
