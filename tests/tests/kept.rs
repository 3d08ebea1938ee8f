//! What is kept of sources between runs: found again, made anew where it is damaged, and never another verdict, whatever
//! moment a server is killed at.

use copydesk_desk::marks::Marks;
use copydesk_tests::editor::uri;
use copydesk_tests::{Editor, Manners, copydesk};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Statements with a figure each; the draft has 17 everywhere.
const STATEMENTS: [&str; 8] = [
    "The ferry Marlin carried {} passengers to Osterhaven on Sunday.",
    "Divers recovered {} containers from the wreck off Cape Tern on Monday.",
    "The council of Kestrel Bay set aside {} million crowns for a new breakwater.",
    "Firefighters from Lindholm rescued {} people from the flooded mill.",
    "The Varnland shipyard laid off {} welders in March.",
    "Harbour master Ida Voss counted {} fishing boats in the inner basin.",
    "Storm Petra tore the roofs off {} houses in Sandvik.",
    "The brewery at Holmgate sold {} barrels of dark beer last year.",
];

/// Sources that say nothing of it.
const OTHERS: usize = 60;

struct Desk {
    folder: tempfile::TempDir,
    cache: tempfile::TempDir,
    /// Statements for which the source has another figure than the draft.
    wrong: BTreeSet<usize>,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("sources")).expect("made");
        let mut desk = Self { folder, cache, wrong: BTreeSet::new() };
        let draft: String = STATEMENTS.iter().map(|s| s.replace("{}", "17") + "\n\n").collect();
        std::fs::write(desk.draft(), draft).expect("written");
        for number in 0..STATEMENTS.len() {
            desk.source(number, number % 2 == 0);
        }
        for number in 0..OTHERS {
            desk.other(number, 0);
        }
        desk
    }

    fn draft(&self) -> PathBuf {
        self.folder.path().join("draft.md")
    }

    /// Writes the source of a statement, with the draft's figure or another.
    fn source(&mut self, number: usize, wrong: bool) {
        let figure = if wrong { "34" } else { "17" };
        let text = format!(
            "---\noutlet: Wire {number}\npublished: 2026-03-16\n---\n\n{}\n",
            STATEMENTS[number].replace("{}", figure)
        );
        std::fs::write(self.folder.path().join(format!("sources/s{number}.md")), text).expect("written");
        if wrong {
            self.wrong.insert(number)
        } else {
            self.wrong.remove(&number)
        };
    }

    fn other(&self, number: usize, turn: usize) {
        let text = format!(
            "Letter {number} of Olin Marsh. He walked to lighthouse {number} and painted its door {turn} times. \
             The keeper was called Bran {number}, and he kept {number} geese."
        );
        std::fs::write(self.folder.path().join(format!("sources/o{number}.md")), text).expect("written");
    }

    /// A server that keeps what it reads, with the draft open.
    fn server(&self) -> (Editor, String) {
        let kept = self.cache.path().to_string_lossy().into_owned();
        let manners = Manners { environment: vec![("COPYDESK_CACHE", kept)], ..Manners::default() };
        let mut editor = Editor::start(&[self.folder.path()], manners);
        let draft = uri(&self.draft());
        editor.open(&draft, 1, &std::fs::read_to_string(self.draft()).expect("a text"));
        (editor, draft)
    }

    /// Waits until exactly the statements that are wrong are said to be.
    fn judged(&self, editor: &mut Editor, draft: &str) {
        editor.diagnostics_when(draft, Some(1), |found| lines(found) == self.wrong);
    }

    /// A command that brings in a page with a sidecar.
    fn adds(&self, turn: usize) -> Child {
        let page = format!("<html><title>Page {turn}</title><p>{}</p></html>", pasted(turn));
        let from = self.cache.path().join("page.html");
        std::fs::write(&from, page).expect("written");
        let mut command = Command::new(copydesk());
        command.arg("add").arg(from).current_dir(self.folder.path());
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("copydesk runs")
    }

    /// Nothing is half written, nothing that was answered is lost.
    fn is_whole(&self, settled: usize) {
        let marks = self.folder.path().join(".copydesk/marks.toml");
        let text = std::fs::read_to_string(marks).unwrap_or_default();
        Marks::parse(&text).expect("marks that can be read");
        assert_eq!(text.matches("\"settled ").count(), settled, "{text}");
        let mut sources = files(&self.folder.path().join("sources"));
        sources.retain(|path| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.')));
        for path in sources {
            let text = std::fs::read_to_string(&path).expect("a text");
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let whole = if name.ends_with(".meta.toml") {
                text.ends_with('\n') && text.contains("\nkey = ")
            } else if text.contains("Gull 0") {
                text.contains("The end of ")
                    && text.trim_end().ends_with(if name.ends_with("html") { "</html>" } else { "." })
            } else {
                text.ends_with(['.', '\n'])
            };
            assert!(whole, "{name}: {text}");
        }
        let draft = std::fs::read_to_string(self.draft()).expect("a draft");
        assert_eq!(draft.matches("17").count(), STATEMENTS.len());
    }

    /// Waits until what was read is kept.
    fn pack(&self) -> PathBuf {
        for _ in 0..600 {
            if let Some(path) = files(self.cache.path())
                .into_iter()
                .find(|path| path.extension().is_some_and(|e| e == "pack"))
            {
                return path;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("nothing is kept: {:?}", files(self.cache.path()));
    }
}

/// A source that somebody brings in: it ends with its number.
fn pasted(turn: usize) -> String {
    let lines =
        (0..400).map(|line| format!("Gull {line} of turn {turn} sat on the mole and looked at the sea."));
    format!("{}\nThe end of {turn}.\n", lines.collect::<Vec<_>>().join("\n"))
}

fn verify(draft: &str, fact: &str) -> Value {
    let of = json!({"uri": draft, "fact": fact, "note": "by telephone", "by": "Ida"});
    json!({"command": "copydesk/verify", "arguments": [of]})
}

/// Numbers of the statements with a wrong figure.
fn lines(found: &[Value]) -> BTreeSet<usize> {
    let wrong = found.iter().filter(|found| found["code"] == "number-mismatch");
    wrong.filter_map(|found| found["range"]["start"]["line"].as_u64()).map(|line| line as usize / 2).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() { all.extend(files(&entry.path())) } else { all.push(entry.path()) }
    }
    all
}

#[test]
fn what_is_kept_is_found_again_and_made_anew_where_it_is_damaged() {
    let mut desk = Desk::new();
    let (mut editor, draft) = desk.server();
    desk.judged(&mut editor, &draft);
    let pack = desk.pack();
    drop(editor);

    // Sources that change while nobody looks are read anew.
    for number in 0..STATEMENTS.len() {
        desk.source(number, number % 3 == 0);
    }
    let (mut editor, draft) = desk.server();
    desk.judged(&mut editor, &draft);
    drop(editor);

    let good = std::fs::read(&pack).expect("kept");
    let flipped: Vec<u8> =
        good.iter().enumerate().map(|(at, byte)| if at % 997 == 96 { !byte } else { *byte }).collect();
    let damaged = [&good[..good.len() / 2], &good[..8], b"", b"no such thing", &flipped];
    for bytes in damaged {
        std::fs::write(&pack, bytes).expect("written");
        let (mut editor, draft) = desk.server();
        desk.judged(&mut editor, &draft);
    }
}

#[test]
fn two_servers_keep_what_they_read_side_by_side() {
    let desk = Desk::new();
    let ((mut one, draft), (mut two, _)) = (desk.server(), desk.server());
    desk.judged(&mut one, &draft);
    desk.judged(&mut two, &draft);
    desk.pack();
    let (mut three, _) = desk.server();
    drop(one);
    desk.judged(&mut three, &draft);
}

/// `COPYDESK_KILLS` says how often; a run of the whole suite kills a few times only.
#[test]
fn a_server_that_is_killed_at_any_moment_leaves_nothing_that_gives_another_verdict() {
    let kills: usize = std::env::var("COPYDESK_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(6);
    let mut desk = Desk::new();
    let mut seed: u64 = 0x5eed;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut settled = 0;
    for turn in 1..=kills {
        let (mut editor, draft) = desk.server();
        // The writer decides something and brings a source in, and so does a command beside the server.
        editor.request("workspace/executeCommand", verify(&draft, &format!("fact {turn}")));
        let settles = turn % 3 == 0;
        if settles {
            editor.ask("workspace/executeCommand", verify(&draft, &format!("settled {turn}")));
            settled += 1;
        }
        let title = format!("Pasted {turn}");
        let saved = json!({"uri": draft, "text": pasted(turn), "title": title, "outlet": "Harbour Wire"});
        editor.request(
            "workspace/executeCommand",
            json!({"command": "copydesk/saveAsSource", "arguments": [saved]}),
        );
        let mut adding = desk.adds(turn);
        if turn % 4 == 0 {
            desk.judged(&mut editor, &draft);
        }
        // Enough is changed to be worth keeping, while the server reads or writes what was there.
        for _ in 0..2 {
            std::thread::sleep(Duration::from_millis(random(150)));
            for _ in 0..20 {
                desk.other(random(OTHERS as u64) as usize, turn);
            }
            desk.source(random(8) as usize, random(2) == 0);
        }
        std::thread::sleep(Duration::from_millis(random(100)));
        adding.kill().ok();
        adding.wait().expect("it ends");
        std::thread::sleep(Duration::from_millis(random(300)));
        editor.kill();
        desk.is_whole(settled);
    }
    let (mut editor, draft) = desk.server();
    desk.judged(&mut editor, &draft);
    desk.pack();
    let left = files(desk.cache.path()).len();
    assert!(left <= kills + 8, "{left} files are left");
}
