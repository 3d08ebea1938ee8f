//! Edits a draft at random for some minutes through the built program, and sees that its memory stays flat and that what
//! it says in the end is what a fresh server says of the same text. `cargo xtask soak --minutes N`.

use copydesk_tests::editor::uri;
use copydesk_tests::{Editor, Manners, Random};
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const NAMES: [&str; 10] = [
    "Ida Voss",
    "Olin Marsh",
    "Bran Tellis",
    "Petra Holm",
    "Runa Sand",
    "Jory Vane",
    "Mette Kross",
    "Aksel Dorn",
    "Sunniva Lake",
    "Torben Reef",
];
const PLACES: [&str; 8] =
    ["Osterhaven", "Cape Tern", "Lindholm", "Sandvik", "Holmgate", "Kestrel Bay", "Varnholm", "Marrow Sound"];
const DEEDS: [&str; 8] = [
    "counted {} fishing boats in the inner basin of {}",
    "said {} passengers had left the ferry at {}",
    "sold {} barrels of dark beer to the fair in {}",
    "told reporters that {} houses lost their roofs near {}",
    "set aside {} million crowns for a breakwater off {}",
    "found {} sealed letters in the lighthouse of {}",
    "trained {} young divers for the wreck beside {}",
    "bought {} lorries of gravel for the coast road to {}",
];
/// Sources beside the draft.
const SOURCES: usize = 60;
/// Memory may grow by so much once what is kept for the next key has filled: tags of sentences just typed over, sources as they are
/// compared, judgements of the last checks.
const GROWTH: f64 = 1.10;
/// How long that takes; a shorter run is measured from its first look on.
const FILLS: Duration = Duration::from_secs(120);

fn statement(random: &mut Random) -> String {
    let number = (random.below(90) + 10).to_string();
    let deed = random.of(&DEEDS).replacen("{}", &number, 1).replacen("{}", random.of(&PLACES), 1);
    format!("{} {deed} on {} March.", random.of(&NAMES), random.below(27) + 1)
}

fn source(random: &mut Random, number: usize) -> String {
    let statements: Vec<String> = (0..8).map(|_| statement(random)).collect();
    format!("---\noutlet: Wire {number}\npublished: 2026-03-28\n---\n\n{}\n", statements.join(" "))
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let minutes =
        args.iter().skip_while(|arg| *arg != "--minutes").nth(1).and_then(|n| n.parse::<f64>().ok());
    let Some(minutes) = minutes else {
        eprintln!("soak --minutes N");
        return ExitCode::FAILURE;
    };
    match soak(Duration::from_secs_f64(minutes * 60.0)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn soak(time: Duration) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let root = folder.path();
    let mut random = Random(7);
    let write = |path: &Path, text: &str| std::fs::write(path, text).map_err(|error| error.to_string());
    std::fs::create_dir(root.join("sources")).map_err(|error| error.to_string())?;
    for number in 0..SOURCES {
        write(&root.join(format!("sources/s{number}.md")), &source(&mut random, number))?;
    }
    let mut lines: Vec<String> = vec!["# Week in the bay".to_owned()];
    lines.extend((0..60).map(|_| format!("{} {}", statement(&mut random), statement(&mut random))));
    write(&root.join("draft.md"), &lines.join("\n\n"))?;
    let mut text: Vec<String> = lines.join("\n\n").split('\n').map(str::to_owned).collect();

    // The draft stays about as long as it is, and prose: else what it turns into would be taken for the server's growth. Words
    // that are only ever replaced by figures and names end as lists of these, with several times as much to be found in each line.
    let size = text.iter().map(String::len).sum::<usize>();

    let mut editor = Editor::start(&[root], Manners::default());
    let draft = uri(&root.join("draft.md"));
    editor.open(&draft, 1, &text.join("\n"));
    let (start, mut version, mut edits) = (Instant::now(), 1, 0);
    let (mut early, mut next_look, mut next_compare) =
        (None, Duration::from_secs(30), Duration::from_secs(120));
    while start.elapsed() < time {
        for _ in 0..random.below(12) + 1 {
            version += 1;
            edits += 1;
            let grown = text.iter().map(String::len).sum::<usize>() > size;
            let change = edit(&mut random, &mut text, grown);
            editor.change(&draft, version, json!([change]));
            std::thread::sleep(Duration::from_millis(random.below(40) as u64));
        }
        match random.below(40) {
            0 => {
                let number = random.below(SOURCES);
                write(&root.join(format!("sources/s{number}.md")), &source(&mut random, number))?;
            }
            1 => drop(editor.hover(&draft, random.below(text.len()), 12)),
            _ => {}
        }
        editor.listen(Duration::from_millis(random.below(150) as u64));
        editor.heard.clear();
        if start.elapsed() >= next_look {
            next_look += Duration::from_secs(30);
            let now = memory(&editor);
            if start.elapsed() >= FILLS || time <= FILLS {
                early.get_or_insert(now);
            }
            let share = early.map_or_else(String::new, |early| format!(" ({:.2} of the first)", now / early));
            eprintln!("{:5.0} s  {edits} edits  {now:.1} MiB{share}", start.elapsed().as_secs_f64());
        }
        if start.elapsed() >= next_compare {
            next_compare += Duration::from_secs(300);
            compare(&mut editor, &draft, version, root, &text.join("\n"))?;
        }
    }
    let found = compare(&mut editor, &draft, version, root, &text.join("\n"))?;
    let (early, late) = (early.unwrap_or_else(|| memory(&editor)), memory(&editor));
    eprintln!(
        "{edits} edits in {:.0} minutes; {found} findings, those of a fresh server; memory {early:.1} MiB early, {late:.1} MiB late ({:+.1}%)",
        start.elapsed().as_secs_f64() / 60.0,
        (late / early - 1.0) * 100.0
    );
    if late > early * GROWTH {
        return Err("memory has grown".to_owned());
    }
    Ok(())
}

/// One edit of the text and the same as the protocol has it; the text is ASCII, and gets shorter where it has grown.
fn edit(random: &mut Random, text: &mut [String], grown: bool) -> Value {
    let change = |line: usize, from: usize, to: usize, new: &str| json!({"range": {"start": {"line": line, "character": from}, "end": {"line": line, "character": to}}, "text": new});
    let full: Vec<usize> = (1..text.len()).filter(|line| !text[*line].is_empty()).collect();
    let line = full[random.below(full.len())];
    let words: Vec<(usize, usize)> = {
        let mut at = 0;
        let parts = text[line].split(' ').map(|word| {
            at += word.len() + 1;
            (at - word.len() - 1, at - 1)
        });
        parts.collect()
    };
    let (from, to) = words[random.below(words.len())];
    match random.below(10) {
        // A statement more; one less, while there are enough.
        0 if !grown => {
            let more = format!("{} ", statement(random));
            text[line].insert_str(0, &more);
            change(line, 0, 0, &more)
        }
        0 | 1 if grown && text[line].len() > 160 => {
            let cut = text[line].find(". ").map_or(0, |at| at + 2);
            text[line].replace_range(..cut, "");
            change(line, 0, cut, "")
        }
        // Letter by letter.
        2 | 3 => {
            text[line].insert(to, 'x');
            change(line, to, to, "x")
        }
        4 if to > from => {
            text[line].replace_range(to - 1..to, "");
            change(line, to - 1, to, "")
        }
        // A paragraph written anew.
        6 => {
            let (old, new) = (text[line].len(), format!("{} {}", statement(random), statement(random)));
            text[line].clone_from(&new);
            change(line, 0, old, &new)
        }
        5 => {
            let name = random.of(&NAMES);
            text[line].replace_range(from..to, name);
            change(line, from, to, name)
        }
        _ => {
            let number = (random.below(90) + 10).to_string();
            text[line].replace_range(from..to, &number);
            change(line, from, to, &number)
        }
    }
}

/// Holds the findings that stand against those of a fresh server; how many there are.
fn compare(editor: &mut Editor, draft: &str, version: i64, root: &Path, text: &str) -> Result<usize, String> {
    if editor.text(draft) != (text.to_owned(), version) {
        return Err("the server has another text".to_owned());
    }
    let other = root.join("again.md");
    std::fs::write(&other, text).map_err(|error| error.to_string())?;
    let mut fresh = Editor::start(&[root], Manners::default());
    let again = uri(&other);
    fresh.open(&again, 1, text);
    for _ in 0..6 {
        fresh.listen(Duration::from_secs(3));
        editor.listen(Duration::from_secs(3));
        let (mine, theirs) = (findings(editor, draft), findings(&fresh, &again));
        if mine == theirs && editor.diagnostics.get(draft).is_some_and(|(at, _)| *at == Some(version)) {
            std::fs::remove_file(&other).ok();
            return Ok(mine.len());
        }
    }
    let (mine, theirs) = (findings(editor, draft), findings(&fresh, &again));
    let odd =
        |a: &[String], b: &[String]| a.iter().filter(|f| !b.contains(f)).take(3).cloned().collect::<Vec<_>>();
    Err(format!("only here: {:?}; only in a fresh server: {:?}", odd(&mine, &theirs), odd(&theirs, &mine)))
}

fn findings(editor: &Editor, uri: &str) -> Vec<String> {
    let all = editor.diagnostics.get(uri).map(|(_, found)| found.as_slice()).unwrap_or_default();
    let mut all: Vec<String> = all
        .iter()
        .map(|f| format!("{} {} {} {}", f["range"], f["severity"], f["code"], f["message"]))
        .collect();
    all.sort();
    all
}

/// Resident memory of the server in MiB; 0 where the system does not say.
fn memory(editor: &Editor) -> f64 {
    let status = editor.process().and_then(|id| std::fs::read_to_string(format!("/proc/{id}/status")).ok());
    let line =
        status.as_deref().and_then(|status| status.lines().find_map(|line| line.strip_prefix("VmRSS:")));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()).and_then(|n| n.parse::<f64>().ok());
    kibibytes.unwrap_or(0.0) / 1024.0
}
