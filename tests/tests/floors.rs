//! The floors of the house (docs/src/architecture.md): nothing imports a floor above it or beside it, the pure floors
//! touch nothing outside themselves, and one crate alone knows the protocol.

use copydesk_tests::root;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each crate and its floor, lowest first.
const FLOORS: [(&str, u8); 11] = [
    ("text", 1),
    ("tagging", 2),
    ("library", 3),
    ("checking", 4),
    ("desk", 5),
    ("intake", 5),
    ("archive", 5),
    ("story", 5),
    ("styles", 5),
    ("lsp", 6),
    ("cli", 7),
];

/// The floors that have no file, clock, network, thread or environment.
const PURE: [&str; 6] = ["text", "tagging", "library", "checking", "desk", "story"];

/// What a pure floor may not name of the standard library.
const OUTSIDE: [&str; 8] = ["fs", "net", "thread", "env", "process", "io", "SystemTime", "Instant"];

/// Libraries that bring files, clocks, threads or the protocol along.
const IMPURE: [&str; 9] = [
    "ignore",
    "memmap2",
    "notify",
    "notify-debouncer-full",
    "rayon",
    "tempfile",
    "tokio",
    "tower-lsp",
    "tracing-subscriber",
];

fn manifest(name: &str) -> toml::Table {
    let path = root().join("server").join(name).join("Cargo.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.parse().unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn names(manifest: &toml::Table, section: &str) -> Vec<String> {
    let table = manifest.get(section).and_then(|v| v.as_table());
    table.into_iter().flat_map(|t| t.keys().cloned()).collect()
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// The code of a crate without its comments: file and text.
fn code(name: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    sources(&root().join("server").join(name).join("src"), &mut files);
    assert!(!files.is_empty(), "server/{name}/src holds no code");
    files
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("code is UTF-8");
            let code: Vec<&str> = text.lines().map(|l| l.split("//").next().unwrap_or_default()).collect();
            (path, code.join("\n"))
        })
        .collect()
}

/// What `code` names of `std`: `std::fs::read`, `std::{fs, mem}` and `use std::time::{Instant}` give fs, mem, time, Instant.
fn named(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("std::") {
        let rest = &code[at + "std::".len()..];
        let end = rest.find([';', '(', ')', '=', '<', '>', '"', '&']).unwrap_or(rest.len());
        let path = &rest[..end];
        let path = if path.contains('{') { path } else { path.split_whitespace().next().unwrap_or_default() };
        found.extend(
            path.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .filter(|w| !w.is_empty())
                .map(str::to_owned),
        );
    }
    found
}

#[test]
fn every_crate_has_a_floor() {
    let floors: BTreeMap<_, _> = FLOORS.into_iter().collect();
    for entry in std::fs::read_dir(root().join("server")).expect("server/ is there").flatten() {
        let name = entry.file_name().into_string().expect("plain names");
        assert!(floors.contains_key(name.as_str()), "server/{name} has no floor in this test");
    }
}

#[test]
fn no_floor_imports_a_higher_one() {
    let floors: BTreeMap<_, _> = FLOORS.into_iter().collect();
    for (name, floor) in FLOORS {
        let manifest = manifest(name);
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for dependency in names(&manifest, section) {
                let Some(other) = dependency.strip_prefix("copydesk-") else { continue };
                let under = floors.get(other).unwrap_or_else(|| panic!("{dependency} has no floor"));
                assert!(*under < floor, "{name} (floor {floor}) must not depend on {other} (floor {under})");
            }
        }
    }
}

#[test]
fn one_crate_alone_knows_the_protocol() {
    for (name, _) in FLOORS.into_iter().filter(|(name, _)| *name != "lsp") {
        let manifest = manifest(name);
        for dependency in names(&manifest, "dependencies") {
            assert!(
                !["tower-lsp", "tower-lsp-server", "ls-types", "lsp-types"].contains(&dependency.as_str()),
                "{name} must not depend on {dependency}"
            );
        }
        for (path, code) in code(name) {
            for word in ["tower_lsp", "lsp_types", "ls_types"] {
                assert!(!code.contains(word), "{} names {word}", path.display());
            }
        }
    }
}

#[test]
fn pure_floors_touch_nothing_outside() {
    for name in PURE {
        let manifest = manifest(name);
        for dependency in names(&manifest, "dependencies") {
            assert!(!IMPURE.contains(&dependency.as_str()), "{name} is pure, {dependency} is not");
        }
        for (path, code) in code(name) {
            for word in named(&code) {
                assert!(!OUTSIDE.contains(&word.as_str()), "{} names std's {word}", path.display());
            }
        }
    }
}

#[test]
fn reads_what_code_names_of_the_standard_library() {
    assert_eq!(named("std::fs::read(x)"), ["fs", "read"]);
    assert_eq!(named("use std::{mem, fs};"), ["mem", "fs"]);
    assert_eq!(named("use std::time::{Duration, Instant};"), ["time", "Duration", "Instant"]);
    assert_eq!(named("let std_fs = 3; fs::x()"), [""; 0]);
}
