//! The book: every code has its page there, and no link leads nowhere.

use copydesk_tests::root;
use std::path::{Path, PathBuf};

fn pages(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            pages(&path, into);
        } else if path.extension().is_some_and(|e| e == "md") {
            into.push(path);
        }
    }
}

/// Where the links of a page go, those in code left out.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut code = false;
    for line in text.lines() {
        if line.starts_with("```") {
            code = !code;
        }
        if code || line.starts_with("    ") {
            continue;
        }
        for (at, _) in line.match_indices("](") {
            if line[..at].matches('`').count() % 2 == 1 {
                continue;
            }
            if let Some((target, _)) = line[at + 2..].split_once(')') {
                links.push(target.to_owned());
            }
        }
    }
    links
}

#[test]
fn no_link_leads_nowhere() {
    let mut files =
        vec![root().join("README.md"), root().join("CONTRIBUTING.md"), root().join("demo/README.md")];
    pages(&root().join("docs/src"), &mut files);
    let mut broken = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for link in links(&text) {
            let target = link.split('#').next().unwrap_or_default();
            if link.contains("://") || target.is_empty() {
                continue;
            }
            // Invented paths of examples.
            if file.starts_with(root().join("docs")) && target.starts_with("sources/") {
                continue;
            }
            if !file.parent().expect("a folder").join(target).exists() {
                broken.push(format!("{}: {link}", file.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let source = root().join("docs/src");
    let contents = std::fs::read_to_string(source.join("SUMMARY.md")).expect("it is there");
    let listed = links(&contents);
    let mut files = Vec::new();
    pages(&source, &mut files);
    for file in files {
        let name = file.strip_prefix(&source).expect("below").to_string_lossy().replace('\\', "/");
        assert!(name == "SUMMARY.md" || listed.contains(&name), "{name} is not in SUMMARY.md");
    }
}

#[test]
fn every_code_has_a_page_in_the_table_of_contents() {
    let contents = std::fs::read_to_string(root().join("docs/src/SUMMARY.md")).expect("it is there");
    let output = copydesk_tests::command(&["explain"]).output().expect("copydesk runs");
    let codes = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(codes.lines().count() >= 19, "{codes}");
    for code in codes.lines().filter_map(|line| line.split_whitespace().next()) {
        assert!(contents.contains(&format!("[{code}](codes/{code}.md)")), "{code} is not in SUMMARY.md");
    }
}

#[test]
fn every_test_that_the_table_of_capabilities_names_exists() {
    let page = std::fs::read_to_string(root().join("docs/src/editors.md")).expect("it is there");
    let table = page.split("## What the server does").nth(1).expect("the table is there");
    let table = table.split("\n## ").next().unwrap_or(table);
    let mut named = 0;
    for row in table.lines().filter(|line| line.starts_with("| ")) {
        for name in row.split('`').skip(1).step_by(2) {
            let Some((file, test)) = name.split_once("::") else { continue };
            let path = root().join(format!("tests/tests/{file}.rs"));
            let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(text.contains(&format!("fn {test}()")), "{name} does not exist");
            named += 1;
        }
    }
    assert!(named > 30, "{named}");
}

/// The lines of the first block of code of a page that stands behind `mark`.
fn sample(page: &str, mark: &str) -> Vec<String> {
    let path = root().join("docs/src/guide").join(page);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{page}: {e}"));
    let (_, rest) = text.split_once(mark).unwrap_or_else(|| panic!("{page} has no {mark:?}"));
    let block = rest.split("```").nth(1).unwrap_or_else(|| panic!("{page} has no block behind {mark:?}"));
    block.lines().skip(1).filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_samples_of_the_guide_are_what_the_demo_gives() {
    for (page, mark, args) in [
        ("timeline.md", "gives (shortened)", &["timeline", "demo/draft.md"][..]),
        ("highlights.md", "From the demo", &["highlights", "demo/draft.md"]),
        ("coverage.md", "begins so", &["coverage", "demo/draft.md"]),
        ("citations.md", "For `demo/draft.md`", &["cite", "demo/draft.md", "--check"]),
    ] {
        let output = copydesk_tests::command(args).output().expect("copydesk runs");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        let lines = sample(page, mark);
        assert!(!lines.is_empty(), "{page}");
        for line in lines {
            assert!(
                printed.lines().any(|printed| printed == line),
                "{page} has {line:?}, printed is:\n{printed}"
            );
        }
    }
}

#[test]
fn every_file_of_a_grammar_is_told_in_the_page_on_grammars() {
    let page = std::fs::read_to_string(root().join("docs/src/grammars.md")).expect("the page");
    for entry in std::fs::read_dir(root().join("grammars/en")).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(name.ends_with(".LICENSE") || page.contains(&format!("`{name}`")), "{name}");
    }
}
