//! Sources of other formats than text, from the file to the evidence.

use copydesk_tests::editor::uri;
use copydesk_tests::{Editor, Manners, command, root};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

/// A workspace whose sources are these fixtures.
fn workspace(draft: &str, sources: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("sources");
    std::fs::create_dir(&own).expect("made");
    for name in sources {
        std::fs::copy(root().join("tests/fixtures/sources").join(name), own.join(name)).expect("copied");
    }
    std::fs::write(folder.path().join("draft.md"), draft).expect("written");
    folder
}

fn check(folder: &Path) -> Value {
    let output = command(&["check", "--format", "json", "--fail-on", "error", "draft.md"])
        .current_dir(folder)
        .env_remove("COPYDESK_ARCHIVE")
        .env("XDG_CONFIG_HOME", folder)
        .output()
        .expect("it runs");
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn evidence_names_the_page_the_cell_and_the_time_code() {
    let draft = "The passengers were taken ashore by the well-known crew of the coastguard.\n\n\
                 Varnholm handled 310 tonnes in 2025.\n\n\
                 The north pier was closed at noon, before the storm broke.\n\n\
                 The harbour board put the cost of the repairs at €1.4 million.\n";
    let folder = workspace(
        draft,
        &["pdf-story.pdf", "table-comma.csv", "subtitles-voices.vtt", "html-open-graph.html"],
    );
    let found = check(folder.path());
    assert_eq!(found["unread"], json!([]));
    let pieces: Vec<&Value> = found["drafts"][0]["claims"]
        .as_array()
        .expect("claims")
        .iter()
        .flat_map(|claim| claim["evidence"].as_array().expect("evidence"))
        .collect();
    let from = |name: &str| {
        pieces
            .iter()
            .filter(|piece| piece["source"].as_str().is_some_and(|source| source.ends_with(name)))
            .max_by_key(|piece| (piece["score"].as_f64().unwrap_or(0.0) * 1000.0) as i64)
            .unwrap_or_else(|| panic!("no evidence from {name}: {pieces:#?}"))
    };
    assert_eq!(from("pdf-story.pdf")["page"], 1);
    assert_eq!(from("table-comma.csv")["cell"], "A3:E3");
    assert_eq!(from("subtitles-voices.vtt")["time"], "00:00:01");
    let page = from("html-open-graph.html");
    assert!(page.get("page").is_none());
    // The very place in the file.
    let html = std::fs::read_to_string(folder.path().join("sources/html-open-graph.html")).expect("there");
    let line = html
        .lines()
        .nth(usize::try_from(page["range"]["start"]["line"].as_u64().expect("a line")).expect("small"));
    let at = usize::try_from(page["range"]["start"]["character"].as_u64().expect("a column")).expect("small");
    assert!(line.expect("a line")[at..].starts_with("The harbour board put"), "{page}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_is_read() {
    let bad = [
        "bad-bomb.docx",
        "bad-noise.pdf",
        "bad-truncated.pdf",
        "bad-truncated.docx",
        "bad-zeros.txt",
        "bad-pdf-named.txt",
        "bad-no-text.html",
        "pdf-picture.pdf",
        "enc-koi8-r.txt",
    ];
    let mut sources = vec!["html-json-ld.html", "html-deep.html"];
    sources.extend(bad);
    let folder = workspace("Some 212 passengers were taken ashore.\n", &sources);
    std::fs::File::create(folder.path().join("sources/huge.txt"))
        .and_then(|file| file.set_len(1 << 30))
        .expect("made");
    let found = check(folder.path());
    let unread = found["unread"].as_array().expect("a list");
    for name in bad.iter().chain(&["huge.txt"]) {
        let named: Vec<&Value> = unread
            .iter()
            .filter(|one| one["path"].as_str().is_some_and(|path| path.ends_with(name)))
            .collect();
        assert_eq!(named.len(), 1, "{name}: {unread:#?}");
        assert!(named[0]["reason"].as_str().is_some_and(|reason| reason.len() > 10), "{named:?}");
    }
    assert_eq!(unread.len(), bad.len() + 1, "{unread:#?}");
    assert_eq!(found["sources"].as_array().map(Vec::len), Some(2));
    assert_eq!(found["drafts"][0]["claims"][0]["verdict"], "supported");
}

#[test]
fn a_file_that_cannot_be_read_says_so_on_itself_and_the_rest_is_read() {
    let bad = [
        ("bad-bomb.docx", "zip bomb"),
        ("bad-noise.pdf", "amaged"),
        ("bad-truncated.pdf", "amaged"),
        ("bad-truncated.docx", "amaged"),
        ("bad-truncated.odt", "amaged"),
        ("bad-zeros.txt", "Not a text"),
        ("bad-pdf-named.txt", "This is a PDF file, and not what .txt says"),
        ("bad-no-text.html", "No text in this page"),
    ];
    let mut sources = vec!["html-json-ld.html"];
    sources.extend(bad.iter().map(|(name, _)| *name));
    let folder = workspace("Divers recovered 17 containers on Sunday.\n", &sources);
    let at = |name: &str| folder.path().join("sources").join(name);
    let mut bad: Vec<(String, &str)> = bad.iter().map(|(name, said)| ((*name).to_owned(), *said)).collect();
    // Holes take no room on the disk.
    let huge = std::fs::File::create(at("huge.txt")).expect("made");
    huge.set_len(1 << 30).expect("made");
    bad.push(("huge.txt".to_owned(), "Too large: 1024 MB"));
    let deep = format!(
        "<html><body>{}<h1>Divers bring up containers</h1><p>Divers recovered 11 containers on Sunday, the coastguard said.</p>",
        "<div>".repeat(100_000)
    );
    std::fs::write(at("deep.html"), deep).expect("written");
    std::fs::write(at("nul.md"), "The ferry\0sails.\n").expect("written");
    bad.push(("nul.md".to_owned(), "Not a text"));
    std::fs::write(at("sheet.xlsx"), "PK").expect("written");
    bad.push(("sheet.xlsx".to_owned(), ".xlsx files are not read"));

    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let path = folder.path().join("draft.md");
    let draft = uri(&path);
    editor.open(&draft, 1, &std::fs::read_to_string(&path).expect("a draft"));
    for (name, said) in &bad {
        editor.diagnostics_when(&uri(&at(name)), None, |found| {
            matches!(found, [one] if one["message"].as_str().is_some_and(|text| text.contains(said))
                && one["severity"].as_u64() >= Some(2))
        });
    }
    editor.settle(&draft);
    let contradicted = |found: &[Value]| found.iter().any(|one| one["code"] == "number-mismatch");
    editor.diagnostics_when(&draft, Some(1), contradicted);
    let said = editor.diagnostics.iter().filter(|(uri, (_, found))| **uri != draft && !found.is_empty());
    let said: Vec<&String> = said.map(|(uri, _)| uri).collect();
    assert_eq!(said.len(), bad.len(), "{said:?}");
    #[cfg(target_os = "linux")]
    {
        let status = format!("/proc/{}/status", editor.process().expect("a process"));
        let status = std::fs::read_to_string(status).expect("it lives");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
        let peak: u64 = peak.trim().trim_end_matches(" kB").parse().expect("a number");
        assert!(peak < 400 << 10, "{peak} kB");
    }

    // It is said until it is so no more, whether or not the file is opened meanwhile.
    let nul = uri(&at("nul.md"));
    editor.open(&nul, 1, "The ferry\0sails.\n");
    editor.settle(&draft);
    editor.close(&nul);
    editor.settle(&draft);
    editor.diagnostics_when(&nul, None, |found| found.len() == 1);
    std::fs::write(at("nul.md"), "The ferry sails.\n").expect("written");
    editor.diagnostics_when(&nul, None, <[Value]>::is_empty);
    std::fs::remove_file(at("sheet.xlsx")).expect("removed");
    editor.diagnostics_when(&uri(&at("sheet.xlsx")), None, <[Value]>::is_empty);
}

#[test]
fn a_pasted_article_is_saved_as_a_source() {
    let folder = workspace("Divers recovered 17 containers on Sunday.\n", &[]);
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let draft = uri(&folder.path().join("draft.md"));
    editor.open(&draft, 1, "Divers recovered 17 containers on Sunday.\n");
    let pasted = "untitled:Untitled-1";
    editor.open(
        pasted,
        1,
        "Divers bring up containers\n\nDivers recovered 11 containers on Sunday, the coastguard said.\n\nThe rest is lost.\n",
    );
    let arguments = json!([{"uri": pasted, "outlet": "Harbour Wire", "published": "2026-03-16"}]);
    // Until the folder has been looked at, nobody knows where its sources are.
    let mut tries = 0;
    let saved = loop {
        let params = json!({"command": "copydesk/saveAsSource", "arguments": arguments});
        let id = editor.request("workspace/executeCommand", params);
        let answer = editor.answer(id);
        if answer.get("error").is_none() {
            break answer["result"].clone();
        }
        tries += 1;
        assert!(tries < 500, "{answer}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    assert_eq!(saved["known"], false);
    let path = folder.path().join("sources/2026-03-16-harbour-wire-divers-bring-up-containers.txt");
    assert_eq!(saved["uri"], uri(&path).as_str());
    let text = std::fs::read_to_string(path).expect("saved");
    assert!(
        text.contains("outlet: \"Harbour Wire\"") && text.contains(saved["key"].as_str().expect("a key")),
        "{text}"
    );
    editor
        .diagnostics_when(&draft, Some(1), |found| found.iter().any(|one| one["code"] == "number-mismatch"));

    // A text that the server does not have open goes into the folder that is; twice, it is there once.
    let text = "Pier closed\n\nThe north pier was closed at noon on Monday, the harbour master said.\n";
    let save =
        json!({"command": "copydesk/saveAsSource", "arguments": [{"text": text, "outlet": "Kestrel Post"}]});
    let first = editor.ask("workspace/executeCommand", save.clone());
    let again = editor.ask("workspace/executeCommand", save);
    assert_eq!((&first["known"], &again["known"]), (&json!(false), &json!(true)));
    assert_eq!((&first["uri"], &first["key"]), (&again["uri"], &again["key"]));
    assert_eq!(std::fs::read_dir(folder.path().join("sources")).expect("a folder").count(), 2);
}

/// What `copydesk text` says of a source with this text.
fn read(name: &str, text: &str) -> (String, String) {
    let folder = copydesk_tests::folder(&[(name, text)]);
    let output = copydesk_tests::run_in(folder.path(), &["text", name]);
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn the_outlet_stands_on_one_line_with_the_date() {
    let body = "\n\nThe Orla bridge was shut for two days, the council said.\n";
    for line in [
        "Kestrel Post, 15 June 2026",
        "By Ida Voss, Kestrel Post, 15 June 2026",
        "By Ida Voss and Olin Marsh, Kestrel Post, June 15, 2026",
    ] {
        let (text, _) = read("a.txt", &format!("Bridge shut after storm\n\n{line}{body}"));
        assert!(text.contains("outlet: Kestrel Post (guessed)\n"), "{line}: {text}");
        assert!(text.contains("published: 2026-06-15 (guessed)\n"), "{line}: {text}");
        let authors = text.lines().find(|line| line.starts_with("authors")).unwrap_or_default();
        assert!(!authors.contains("Post"), "{line}: {text}");
    }
    let (text, _) = read("a.txt", &format!("Bridge shut after storm\n\nNews, 15 June 2026{body}"));
    assert!(!text.contains("outlet:"), "{text}");
}

#[test]
fn front_matter_with_a_mistake_is_not_passed_over() {
    let body = "The Orla bridge was shut.\n";
    let (_, said) = read("a.md", &format!("---\npublished: 2026-13-45\n---\n\n{body}"));
    assert!(said.contains("“published: 2026-13-45” in its front matter is no day"), "{said}");
    let (_, said) = read("a.md", &format!("---\ntitle: \"open\ndate: [2026\n---\n\n{body}"));
    assert!(said.contains("its front matter cannot be read"), "{said}");
    let (_, said) = read("a.md", &format!("---\ntitle: Gale: two lost\ndate: 2026-03-18\n---\n\n{body}"));
    assert_eq!(said, "");
    let (_, said) = read("a.md", &format!("---\n# to be filled in\n---\n\n{body}"));
    assert_eq!(said, "");
}

#[test]
fn dont_read_metres_as_millions() {
    let (text, _) = read("a.csv", "Station,Level (m),Visitors (m)\nTarn dam,42.4,1.2\nMill weir,2.1,0.3\n");
    assert!(text.contains("Tarn dam: level 42.4 m, visitors 1.2 million."), "{text}");
}

#[test]
fn files_that_are_not_read_are_not_counted_as_read() {
    let folder = workspace("Some 212 passengers were taken ashore.\n", &["html-deep.html", "bad-noise.pdf"]);
    let capabilities = vec![("experimental", json!({"copydeskStatus": true}))];
    let mut editor = Editor::start(&[folder.path()], Manners { capabilities, ..Manners::default() });
    editor.open(&uri(&folder.path().join("draft.md")), 1, "Some 212 passengers were taken ashore.\n");
    let ready =
        |message: &Value| message["method"] == "copydesk/status" && message["params"]["state"] == "ready";
    let status = editor.hears("that it is ready", ready);
    assert_eq!((&status["params"]["sources"], &status["params"]["unread"]), (&json!(1), &json!(1)));
}
