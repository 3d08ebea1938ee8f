//! `copydesk check` as a newsroom's script sees it: what it prints, where, and its exit code.

use copydesk_tests::{folder, json_in, run_in, write};
use std::process::Output;
use tempfile::TempDir;

const WIRE: &str = "---\ntitle: Bridge over the Orla reopens\noutlet: Harbour Wire\npublished: 2026-05-04\n---\n\n\
     The bridge over the Orla reopened on Monday. Workers replaced 48 cables.\n";

/// A folder with a source and whatever else is given.
fn with_wire(files: &[(&str, &[u8])]) -> TempDir {
    folder(&[&[("sources/wire.md", WIRE.as_bytes())], files].concat())
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn says_what_was_counted_and_exits_with_0_when_all_is_well() {
    let folder = with_wire(&[("draft.md", b"Workers replaced 48 cables.\n")]);
    let output = run_in(folder.path(), &["check", "draft.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = out(&output);
    assert!(text.contains("1 draft held against 1 source of 1 origin: 1 claim"), "{text}");
    assert!(text.contains("1 supported, 0 partly-supported, 0 contradicted, 0 disputed"), "{text}");
    assert!(text.contains("0 errors, 0 warnings, 0 information, 0 hints"), "{text}");
    assert_eq!(err(&output), "");
}

#[test]
fn a_sentence_without_an_end_is_said_to_be_too_long_and_the_rest_is_checked() {
    let endless = "the crew waited at the pier and ".repeat(2_000);
    let draft = format!("On Monday {endless} left.\n\nWorkers replaced 44 cables.\n");
    let folder = with_wire(&[("draft.md", draft.as_bytes())]);
    let output = run_in(folder.path(), &["check", "draft.md"]);
    let text = out(&output);
    let said = "information[too-long]: The sentence is too long to be checked: it has more than 400 words and marks. Break it up.";
    assert!(text.contains(said) && text.contains("error[number-mismatch]"), "{text}");
    assert!(text.len() < 4_000, "of the sentence only its first words are shown: {text}");
}

#[test]
fn many_drafts_at_once_are_told_what_each_is_told_alone() {
    let drafts: Vec<(String, String)> = (0..70)
        .map(|n| {
            let date = if n % 3 == 0 { "---\ndate: 2026-05-05\n---\n\n" } else { "" };
            let figure = 44 + n % 9;
            let text = format!(
                "{date}Workers replaced {figure} cables. The bridge over the Orla reopened on Tuesday.\n"
            );
            (format!("d{n:02}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &[u8])> = drafts.iter().map(|(name, text)| (&**name, text.as_bytes())).collect();
    let folder = with_wire(&files);
    let names: Vec<&str> = drafts.iter().map(|(name, _)| &**name).collect();
    let together = json_in(folder.path(), &[&["check", "--format", "json"], &names[..]].concat());
    let mut findings = 0;
    for (n, name) in names.iter().enumerate() {
        let told = &together["drafts"][n];
        if n % 7 == 0 {
            let alone = json_in(folder.path(), &["check", "--format", "json", name]);
            assert_eq!(*told, alone["drafts"][0], "{name}");
        }
        let claims = told["claims"].as_array().expect("claims");
        findings += claims.iter().filter(|claim| claim["verdict"] == "contradicted").count();
    }
    assert!(findings > 60, "{findings}");
}

#[test]
fn shows_the_line_of_the_source_under_the_line_of_the_draft() {
    let folder = with_wire(&[("draft.md", b"Workers replaced 84 cables.\n")]);
    let output = run_in(folder.path(), &["check", "draft.md"]);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    let lines: Vec<&str> = text.lines().collect();
    let at = |words: &str| {
        lines.iter().position(|l| l.contains(words)).unwrap_or_else(|| panic!("{words}: {text}"))
    };
    assert!(lines[0].starts_with("error[number-mismatch]"), "{text}");
    let draft = at("Workers replaced 84 cables.");
    assert!(at("draft.md:1:18") < draft);
    assert!(lines[draft + 1].contains("^^"), "{text}");
    let source = at("Workers replaced 48 cables.");
    assert!(draft < source && at("sources/wire.md:7:") < source, "{text}");
    assert!(at("Harbour Wire, 4 May 2026") > source, "{text}");
}

#[test]
fn shows_the_fields_side_by_side_and_every_claim_when_asked() {
    let folder = with_wire(&[(
        "draft.md",
        b"Workers replaced 84 cables. The bridge over the Orla reopened on Monday.\n",
    )]);
    let text = out(&run_in(folder.path(), &["check", "draft.md", "--verbose"]));
    assert!(text.contains("differs: number: draft “84”, source “48”"), "{text}");
    assert!(text.contains("supported: The bridge over the Orla reopened on Monday."), "{text}");
    let brief = out(&run_in(folder.path(), &["check", "draft.md"]));
    assert!(!brief.contains("supported: The bridge"), "{brief}");
}

#[test]
fn says_clause_by_clause_what_the_sources_have() {
    let folder = with_wire(&[
        ("sources/post.md", b"---\noutlet: Northern Post\n---\n\nJudge Marta Lindahl opened the inquiry in Osterhaven on Tuesday.\n"),
        (
            "draft.md",
            b"Judge Marta Lindahl opened the inquiry in Osterhaven, while farmers in Varn harvested their first barley.\n",
        ),
    ]);
    let text = out(&run_in(folder.path(), &["check", "draft.md"]));
    let has =
        "clause: \u{201c}Judge Marta Lindahl opened the inquiry in Osterhaven\u{201d}: Northern Post has it.";
    assert!(text.contains(has), "{text}");
    let lacks =
        "clause: \u{201c}while farmers in Varn harvested their first barley\u{201d}: found in no source.";
    assert!(text.contains(lacks), "{text}");
}

#[test]
fn finds_its_place_in_a_line_of_ten_thousand_characters() {
    let line =
        format!("{}Workers replaced 84 cables. {}\n", "It räined. ".repeat(900), "It räined. ".repeat(900));
    let folder = with_wire(&[("draft.md", line.as_bytes())]);
    let text = out(&run_in(folder.path(), &["check", "draft.md"]));
    let at = text.find("error[number-mismatch]").unwrap_or_else(|| panic!("{text}"));
    assert!(text[at..].contains("draft.md:1:9918"), "{}", &text[at..]);
    let shown = text[at..].lines().find(|l| l.contains("84 cables")).unwrap_or_default();
    assert!(shown.len() < 200, "{shown}");
}

#[test]
fn says_where_it_looked_when_no_source_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("texts/draft.md"), b"Workers replaced 48 cables.\n");
    write(&folder.path().join("texts/research/scan.pdf"), b"%PDF");
    let output = run_in(folder.path(), &["check", "texts/draft.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(out(&output), "");
    let said = err(&output);
    assert!(said.starts_with("error: no source found, so nothing was checked. Looked in:"), "{said}");
    for place in
        ["texts/sources (not there)", "texts/research (nothing that is read)", "  sources (not there)"]
    {
        assert!(said.contains(place), "{place}: {said}");
    }
    assert!(said.contains("scan.pdf") && said.contains("--sources DIR"), "{said}");
}

#[test]
fn says_which_draft_is_not_there() {
    let folder = with_wire(&[("folder/draft.md", b"x"), ("draft.odt", b"x")]);
    for (name, said) in [
        ("missing.md", "error: missing.md: No such file"),
        ("missing", "error: missing: No such file"),
        ("missing.xyz", "error: missing.xyz: No such file"),
        ("folder", "folder: this is a folder, and no file; name the drafts in it"),
        ("draft.odt", "drafts are .md or .txt files"),
    ] {
        let output = run_in(folder.path(), &["check", name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(err(&output).contains(said), "{name}: {}", err(&output));
        assert_eq!(out(&output), "", "{name}");
    }
}

#[test]
fn says_which_folder_of_sources_is_not_there() {
    let folder = with_wire(&[("draft.md", b"Workers replaced 48 cables.\n")]);
    let output = run_in(folder.path(), &["check", "draft.md", "--sources", "archive"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("archive: no such file or folder (--sources)"), "{}", err(&output));
}

#[test]
fn says_of_each_place_once_why_no_source_lies_there() {
    let folder = with_wire(&[("draft.md", b"Workers replaced 48 cables.\n")]);
    let output = run_in(folder.path(), &["check", "draft.md", "--sources", "draft.md"]);
    assert!(err(&output).contains("  draft.md (the draft itself)"), "{}", err(&output));
    let output = run_in(folder.path(), &["check", "sources/wire.md"]);
    assert!(err(&output).contains("  sources (nothing that is read but the draft)"), "{}", err(&output));
    write(&folder.path().join("copydesk.toml"), b"sources = ['gone', '../else']\n");
    let output = run_in(folder.path(), &["check", "draft.md"]);
    let said = err(&output);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("  gone (not there)") && said.matches("gone").count() == 1, "{said}");
    assert!(said.contains("  ../else (outside the workspace"), "{said}");
}

#[test]
fn reads_the_sources_that_are_named_and_no_others() {
    let folder =
        with_wire(&[("draft.md", b"Workers replaced 48 cables.\n"), ("archive/a.txt", b"It rained.\n")]);
    let found = json_in(folder.path(), &["check", "draft.md", "--sources", "archive", "--format", "json"]);
    let paths: Vec<&str> =
        found["sources"].as_array().expect("a list").iter().filter_map(|s| s["path"].as_str()).collect();
    assert_eq!(paths, ["archive/a.txt"]);
    let one =
        json_in(folder.path(), &["check", "draft.md", "--sources", "sources/wire.md", "--format", "json"]);
    assert_eq!(one["sources"][0]["path"], "sources/wire.md");
}

#[test]
fn a_file_given_as_a_draft_is_never_a_source() {
    let folder = with_wire(&[("sources/draft.md", b"Workers replaced 84 cables.\n")]);
    for extra in [&[][..], &["--sources", "sources"]] {
        let args = [&["check", "sources/draft.md", "--format", "json"], extra].concat();
        let found = json_in(folder.path(), &args);
        assert_eq!(found["sources"].as_array().map(Vec::len), Some(1), "{extra:?}");
        assert_eq!(found["drafts"][0]["claims"][0]["verdict"], "contradicted", "{extra:?}");
    }
}

#[test]
fn reads_a_draft_that_is_not_utf_8_and_says_how() {
    let folder = with_wire(&[("draft.txt", b"Workers replaced 48 cables at Sm\xf8rvik.\n")]);
    let output = run_in(folder.path(), &["check", "draft.txt"]);
    assert_ne!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("note: draft.txt: not UTF-8"), "{}", err(&output));
    let binary = with_wire(&[("draft.txt", b"\x00\x01\xff\xfe\x00")]);
    let output = run_in(binary.path(), &["check", "draft.txt"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_empty_draft_has_no_claims() {
    let folder = with_wire(&[("draft.md", b"")]);
    let output = run_in(folder.path(), &["check", "draft.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains(": 0 claims"), "{}", out(&output));
    assert!(err(&output).contains("draft.md: there is no statement in it"), "{}", err(&output));
}

#[test]
fn the_line_over_a_table_without_figures_is_no_claim_either() {
    let folder = with_wire(&[("draft.md", b"Cables replaced\n\n| Day | Cables |\n|---|---|\n")]);
    let found = json_in(folder.path(), &["check", "draft.md", "--format", "json"]);
    assert_eq!(found["drafts"][0]["claims"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_source_that_cannot_be_read_is_named() {
    let folder = with_wire(&[("draft.md", b"Workers replaced 48 cables.\n"), ("sources/scan.pdf", b"%PDF")]);
    let output = run_in(folder.path(), &["check", "draft.md"]);
    assert!(out(&output).contains("not read: sources/scan.pdf: "), "{}", out(&output));
    let found = json_in(folder.path(), &["check", "draft.md", "--format", "json"]);
    assert_eq!(found["unread"][0]["path"], "sources/scan.pdf");
}

#[test]
fn ranges_count_utf_16_after_an_emoji() {
    let folder = with_wire(&[("draft.md", "🌉 “Reopened”: workers replaced 84 cables.\n".as_bytes())]);
    let found = json_in(folder.path(), &["check", "draft.md", "--format", "json"]);
    let claims = found["drafts"][0]["claims"].as_array().expect("claims");
    let finding =
        claims.iter().flat_map(|c| c["findings"].as_array().expect("findings")).next().expect("a finding");
    // The emoji takes two units, each curly quote one.
    assert_eq!(finding["range"]["start"], serde_json::json!({"line": 0, "character": 32}), "{finding}");
    assert_eq!(finding["fixes"][0]["edits"][0]["newText"], "48", "{finding}");
}

#[test]
fn what_fails_is_what_was_asked_for() {
    let folder = with_wire(&[
        ("wrong.md", b"Workers replaced 84 cables.\n"),
        ("right.md", b"Workers replaced 48 cables.\n"),
    ]);
    for (draft, level, code) in [
        ("wrong.md", "contradicted", 1),
        ("wrong.md", "error", 1),
        ("wrong.md", "never", 0),
        ("right.md", "hint", 0),
    ] {
        let output = run_in(folder.path(), &["check", draft, "--fail-on", level]);
        assert_eq!(output.status.code(), Some(code), "{draft} {level}: {}", out(&output));
    }
}

#[test]
fn checks_the_drafts_that_the_settings_name() {
    let folder = with_wire(&[
        ("copydesk.toml", b"drafts = [\"texts/*.md\"]\nsources = [\"sources\"]\n"),
        ("texts/a.md", b"Workers replaced 48 cables.\n"),
        ("texts/b.md", b"Workers replaced 84 cables.\n"),
        ("texts/README.md", b"Workers replaced 11 cables.\n"),
    ]);
    let found = json_in(folder.path(), &["check", "--format", "json"]);
    let paths: Vec<&str> =
        found["drafts"].as_array().expect("a list").iter().filter_map(|d| d["path"].as_str()).collect();
    assert_eq!(paths, ["texts/a.md", "texts/b.md"]);
}

#[test]
fn without_a_draft_it_says_what_to_do() {
    let folder = with_wire(&[]);
    let output = run_in(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("no draft to check: name one, or set `drafts` in copydesk.toml"),
        "{}",
        err(&output)
    );
}

#[test]
fn settings_that_cannot_be_read_stop_it_with_the_line() {
    let folder = with_wire(&[
        ("copydesk.toml", b"\nstrictnes = \"quiet\"\n"),
        ("draft.md", b"Workers replaced 48 cables.\n"),
    ]);
    let output = run_in(folder.path(), &["check", "draft.md"]);
    assert_eq!(output.status.code(), Some(2));
    let said = err(&output);
    assert!(said.contains("copydesk.toml:2:") && said.contains("did you mean \"strictness\""), "{said}");
    let output = run_in(folder.path(), &["check", "draft.md", "--config", "none.toml"]);
    assert!(err(&output).contains("none.toml: no such file (--config)"), "{}", err(&output));
}

#[test]
fn a_code_switched_off_is_not_said() {
    let folder = with_wire(&[
        ("copydesk.toml", b"[codes]\nnumber-mismatch = \"off\"\n"),
        ("draft.md", b"Workers replaced 84 cables.\n"),
    ]);
    let found = json_in(folder.path(), &["check", "draft.md", "--format", "json"]);
    assert!(!found.to_string().contains("number-mismatch"), "{found}");
    let other = with_wire(&[("draft.md", b"Workers replaced 84 cables.\n"), ("quiet.toml", b"")]);
    let found = json_in(other.path(), &["check", "draft.md", "--config", "quiet.toml", "--format", "json"]);
    assert!(found.to_string().contains("number-mismatch"), "{found}");
}

#[test]
fn unknown_arguments_are_refused() {
    let folder = with_wire(&[("draft.md", b"x\n")]);
    for args in [
        &["check", "--format", "xml", "draft.md"][..],
        &["check", "--fail-on", "much", "draft.md"],
        &["chek"],
    ] {
        let output = run_in(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(out(&output), "");
        assert!(err(&output).starts_with("error: "), "{}", err(&output));
    }
}

#[test]
fn sarif_and_github_point_at_the_same_place() {
    let folder = with_wire(&[("a draft.md", b"Workers replaced 84 cables.\n")]);
    let log = json_in(folder.path(), &["check", "a draft.md", "--format", "sarif"]);
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "number-mismatch");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20draft.md");
    assert_eq!(place["region"]["startColumn"], 18);
    assert_eq!(result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "48");
    let text = out(&run_in(folder.path(), &["check", "a draft.md", "--format", "github"]));
    assert!(
        text.starts_with(
            "::error file=a draft.md,line=1,endLine=1,col=18,endColumn=20,title=number-mismatch::"
        ),
        "{text}"
    );
}

#[test]
fn dont_pass_over_a_draft_that_the_settings_name_and_that_is_gone() {
    let folder = with_wire(&[
        ("copydesk.toml", b"drafts = [\"a.md\", \"renamed.md\", \"later/*.md\"]\n"),
        ("a.md", b"Workers replaced 48 cables.\n"),
    ]);
    let output = run_in(folder.path(), &["check"]);
    assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
    let said = "error: `drafts` in copydesk.toml names what is not there: renamed.md\n";
    assert_eq!(err(&output), said);
}

#[test]
fn dont_call_a_file_that_is_not_read_a_source() {
    let folder = with_wire(&[("story.rtf", b"{\\rtf}"), ("story", b"x"), ("story.csv", b"a,b\n1,2\n")]);
    let said = |name: &str| err(&run_in(folder.path(), &["check", name]));
    assert_eq!(said("story.rtf"), "error: story.rtf: this is no draft; drafts are .md or .txt files\n");
    assert_eq!(said("story"), "error: story: this is no draft; drafts are .md or .txt files\n");
    assert!(said("story.csv").contains("this can be a source, and no draft"), "{}", said("story.csv"));
    assert!(said("-").contains("a draft is a file: standard input is not read"), "{}", said("-"));
}

#[test]
fn dont_count_an_empty_file_as_a_source() {
    let folder = with_wire(&[
        ("sources/empty.txt", b""),
        ("sources/head.md", b"---\ntitle: To be filled in\n---\n\n"),
        ("draft.md", b"Workers replaced 48 cables.\n"),
    ]);
    let text = out(&run_in(folder.path(), &["check", "draft.md"]));
    assert!(text.contains("held against 1 source of 1 origin"), "{text}");
    for name in ["empty.txt", "head.md"] {
        assert!(text.contains(&format!("not read: sources/{name}: there is no text in it")), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_said_to() {
    let folder = with_wire(&[("draft.md", b"Workers replaced 48 cables.\n")]);
    std::os::unix::fs::symlink("gone.txt", folder.path().join("sources/old.txt")).expect("linked");
    let text = out(&run_in(folder.path(), &["check", "draft.md"]));
    assert!(text.contains("not read: sources/old.txt: a link to what is not there\n"), "{text}");
}

#[test]
fn a_setting_of_the_wrong_kind_is_named_with_what_it_wants() {
    let table = "a table, as { lean = \"center\", factuality = \"high\" }";
    for (text, said) in [
        ("strictness = 4\n", "strictness wants a text in quotation marks, not 4".to_owned()),
        ("sources = 3\n", "sources wants a text or a list of texts".to_owned()),
        ("[codes]\nuncited = false\n", "uncited wants a text in quotation marks, not false".to_owned()),
        ("[outlets]\n\"Harbour Wire\" = \"left\"\n", format!(": Harbour Wire wants {table}, not \"left\"")),
        ("csl = [\"a.csl\"]\n", "csl wants a text in quotation marks, not a list".to_owned()),
    ] {
        let folder = with_wire(&[("copydesk.toml", text.as_bytes()), ("draft.md", b"x\n")]);
        let told = err(&run_in(folder.path(), &["check", "draft.md"]));
        assert!(told.trim_end().ends_with(&said), "{text}: {told}");
    }
}

#[test]
fn dont_ask_for_the_file_of_a_footnote_that_makes_a_remark() {
    let folder = with_wire(&[(
        "draft.md",
        b"Workers replaced 48 cables.[^1] It took them long.[^2] So they say.[^3]\n\n[^1]: Harbour Wire: Bridge over the Orla reopens\n\
          [^2]: We were told so by the harbour board.\n[^3]: Lantern Daily: The bridge is open.\n",
    )]);
    let text = out(&run_in(folder.path(), &["check", "draft.md"]));
    assert!(!text.contains("told so by the harbour board.\u{201d}"), "{text}");
    assert!(text.contains("The bridge is open.\u{201d} is not the one source here: what it says"), "{text}");
}

#[test]
fn what_is_ignored_or_switched_off_fails_no_check() {
    let wrong = "Workers replaced 84 cables.";
    let ignored =
        format!("{wrong} <!-- copydesk-ignore number-mismatch: the port has corrected itself -->\n");
    let folder = with_wire(&[("a.md", wrong.as_bytes()), ("b.md", ignored.as_bytes())]);
    let code = |args: &[&str]| run_in(folder.path(), args).status.code();
    assert_eq!((code(&["check", "a.md"]), code(&["check", "b.md"])), (Some(1), Some(0)));
    write(&folder.path().join("copydesk.toml"), "[codes]\nnumber-mismatch = \"off\"\n");
    assert_eq!(code(&["check", "a.md"]), Some(0));
    write(&folder.path().join("copydesk.toml"), "[codes]\nnumber-mismatch = \"hint\"\n");
    assert_eq!(code(&["check", "a.md"]), Some(1));
}

#[test]
fn dont_call_a_figure_right_because_it_is_a_link() {
    let wire = "---\noutlet: Kestrel Post\n---\n\nMayor [Colm Reyes](https://kestrel.example/reyes) thanked [260 volunteers](https://kestrel.example/volunteers) on the pier.\n";
    let files = |draft: &str| [("sources/wire.md", wire.to_owned()), ("draft.md", draft.to_owned())];
    let codes = |draft: &str| {
        let folder = folder(&files(draft));
        let found = json_in(folder.path(), &["check", "draft.md", "--format", "json"]);
        let claim = &found["drafts"][0]["claims"][0];
        let findings = claim["findings"].as_array().expect("a list");
        let codes: Vec<String> = findings.iter().map(|finding| finding["code"].to_string()).collect();
        format!("{} {}", claim["verdict"], codes.join(" "))
    };
    let wrong = "Mayor Colm Reyes thanked [206 volunteers](https://x.example/206).\n";
    assert_eq!(codes(wrong), "\"contradicted\" \"number-mismatch\"");
    assert_eq!(codes(&wrong.replace("206 vol", "260 vol")), "\"supported\" ");
    assert_eq!(
        codes("Mayor [Colm Reyes](reyes.md) thanked 260 volunteers ([Kestrel Post](sources/wire.md)).\n"),
        "\"supported\" "
    );
    assert_eq!(
        codes("Mayor Colm Reyes thanked 260 volunteers, according to [Kestrel Post](sources/wire.md).\n"),
        "\"supported\" "
    );
    assert_eq!(
        codes("[Kestrel Post](sources/wire.md) says Mayor Colm Reyes thanked 260 volunteers.\n"),
        "\"supported\" "
    );
}
