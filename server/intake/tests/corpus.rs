//! Every format with its ugly cases: what is read of each file in `tests/fixtures/sources` stands in `expected` beside
//! them. `COPYDESK_BLESS=1` writes that anew; read what changed before it is committed.

use copydesk_intake::{Read, ReadError, read};
use copydesk_library::{Article, Spot};
use copydesk_text::BlockKind;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/sources")
}

/// The files that are read, by name.
fn fixtures() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the fixtures").flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.retain(|path| {
        !["py", "toml", "bib"].iter().any(|ending| path.extension().is_some_and(|e| e == *ending))
    });
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn shown(result: &Result<Read, ReadError>) -> String {
    let mut out = String::new();
    match result {
        Err(error) => writeln!(out, "not read: {}", error.reason).expect("written"),
        Ok(read) => {
            if let Some(note) = &read.note {
                writeln!(out, "note: {note}").expect("written");
            }
            for article in std::iter::once(&read.article).chain(&read.more) {
                show(article, &mut out);
            }
        }
    }
    out
}

fn show(article: &Article, out: &mut String) {
    let meta = &article.meta;
    let mut line = |name: &str, value: String| {
        let guess = if meta.guessed.contains(&name) { " (guessed)" } else { "" };
        if !value.is_empty() {
            writeln!(out, "{name}: {value}{guess}").expect("written");
        }
    };
    line("id", article.id.to_string());
    line("title", meta.title.clone().unwrap_or_default());
    line("outlet", meta.outlet.clone().unwrap_or_default());
    line("authors", meta.authors.join(" + "));
    line("published", meta.published.map(|date| date.to_string()).unwrap_or_default());
    line("modified", meta.modified.map(|date| date.to_string()).unwrap_or_default());
    line("url", meta.url.clone().unwrap_or_default());
    line("language", meta.language.clone().unwrap_or_default());
    line("lean", meta.lean.clone().unwrap_or_default());
    line("factuality", meta.factuality.clone().unwrap_or_default());
    line("key", meta.key.clone().unwrap_or_default());
    line("credits", meta.credits.join(" + "));
    line("chain", meta.chain.join(" + "));
    line("not compared", article.incomparable().unwrap_or_default());
    for block in &article.prose.blocks {
        let kind = match &block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem => "li".to_owned(),
            BlockKind::TableCell { .. } => "td".to_owned(),
            BlockKind::BlockQuote => "quote".to_owned(),
            BlockKind::Footnote(_) => "note".to_owned(),
            BlockKind::SourceEntry => "source".to_owned(),
            BlockKind::Furniture => "furniture".to_owned(),
        };
        let spot = article.layout.spot(&block.source).map(|spot| match spot {
            Spot::Page(page) => format!(", page {page}"),
            spot => format!(", {} {}", spot.name(), spot.value()),
        });
        let range = &block.source;
        writeln!(out, "[{kind} {}-{}{}] {}", range.start, range.end, spot.unwrap_or_default(), block.text)
            .expect("written");
    }
}

/// The bytes that a block is said to stand at hold it.
fn check_places(article: &Article, file: &str) {
    for block in &article.prose.blocks {
        for (visible, source) in block.map.same() {
            let len = visible.len();
            let there = article.text.get(source..source + len);
            assert_eq!(there, block.text.get(visible), "{file}: a place is wrong in {:?}", block.text);
        }
        assert!(block.source.start <= block.source.end && block.source.end <= article.text.len(), "{file}");
        assert!(article.text.get(block.source.clone()).is_some(), "{file}");
    }
}

#[test]
fn reads_every_format_as_expected() {
    let bless = std::env::var_os("COPYDESK_BLESS").is_some();
    let expected = folder().join("expected");
    let files = fixtures();
    assert!(files.len() >= 60, "{} fixtures", files.len());
    let mut wrong = Vec::new();
    for path in files {
        let name = name(&path);
        let result = read(&path, name.as_str());
        if let Ok(read) = &result {
            for article in std::iter::once(&read.article).chain(&read.more) {
                check_places(article, &name);
            }
        }
        let found = shown(&result);
        let snapshot = expected.join(format!("{name}.txt"));
        if bless {
            std::fs::create_dir_all(&expected).expect("a folder");
            std::fs::write(&snapshot, &found).expect("written");
        }
        let wanted = std::fs::read_to_string(&snapshot).unwrap_or_default();
        if found != wanted {
            wrong.push(format!("{name}\n--- expected\n{wanted}\n--- found\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_read_or_refused_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in fixtures() {
        let bytes = std::fs::read(&path).expect("there");
        let name = name(&path);
        let cut = folder.path().join(&name);
        let len = bytes.len();
        for at in
            [1, 7, len / 10, len / 4, len / 3, len / 2, len * 2 / 3, len * 9 / 10, len.saturating_sub(1)]
        {
            std::fs::write(&cut, &bytes[..at.min(len)]).expect("written");
            match read(&cut, name.as_str()) {
                Ok(read) => check_places(&read.article, &name),
                // What a reader says when it has panicked.
                Err(error) => assert_ne!(error.reason, "reading it failed", "{name} cut at {at}"),
            }
        }
    }
}

#[test]
fn bytes_that_are_turned_over_are_read_or_refused_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut seed: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below.max(1) as u64).unwrap_or(0)
    };
    for path in fixtures() {
        let bytes = std::fs::read(&path).expect("there");
        let name = name(&path);
        let hurt = folder.path().join(&name);
        for _ in 0..4 {
            let mut bytes = bytes.clone();
            for _ in 0..1 + bytes.len() / 200 {
                let at = random(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(random(256)).unwrap_or(0);
                }
            }
            std::fs::write(&hurt, &bytes).expect("written");
            match read(&hurt, name.as_str()) {
                Ok(read) => check_places(&read.article, &name),
                Err(error) => assert_ne!(error.reason, "reading it failed", "{name}"),
            }
        }
    }
}
