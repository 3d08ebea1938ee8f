//! What a settled statement rests on changes, and the finding follows at once: a source that comes, an entry of the source
//! list that names another source, a sentence next to it that says who is meant. After each change the findings are also
//! those of a program that has just been started on what is there now.

use copydesk_tests::editor::uri;
use copydesk_tests::{Editor, Manners, write};
use serde_json::{Value, json};
use tempfile::TempDir;

const WIRE: &str = "---\ntitle: Divers bring up containers\noutlet: Harbour Wire\npublished: 2031-03-16\n---\n\n\
    Divers recovered 11 containers from the Aurelia in Osterhaven on Sunday, the coastguard said. \
    Judge Marta Lindahl inspected the damaged ferry on Monday. She will hold the first hearing in Osterhaven on 2 April.\n";
const POST: &str = "---\ntitle: Minister meets families\noutlet: Northern Post\npublished: 2031-03-17\n---\n\n\
    Transport Minister Serhiy Malynskyy met the families in Tallow Cross on Saturday. \
    The freighter Brannock left Osterhaven on Monday. It carried 620 containers and a crew of 14.\n";
const DRAFT: &str = "---\ndate: 2031-03-18\n---\n\n# After the grounding\n\n\
    Divers recovered 11 containers from the Aurelia in Osterhaven on Sunday [1].\n\n\
    Judge Marta Lindahl inspected the damaged ferry on Monday [1]. She will hold the first hearing in Osterhaven on 2 April [1].\n\n\
    Transport Minister Serhiy Malynskyy met the families in Tallow Cross on Saturday [2].\n\n\
    The freighter Brannock left Osterhaven on Monday [2]. It carried 620 containers and a crew of 14 [2].\n\n\
    ## Sources\n\n\
    1. Harbour Wire: Divers bring up containers, 16 March 2031\n\
    2. Northern Post: Minister meets families, 17 March 2031\n";

/// The story in an editor.
struct Settled {
    folder: TempDir,
    editor: Editor,
    draft: String,
    text: String,
    version: i64,
}

/// A finding: its code and the words it stands on.
type Found = (String, String);

impl Settled {
    fn new() -> Self {
        Self::of(&[("wire.md", WIRE), ("post.md", POST)], DRAFT)
    }

    /// A draft that nothing is said of beside these sources.
    fn of(sources: &[(&str, &str)], text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, source) in sources {
            write(&folder.path().join("sources").join(name), source);
        }
        write(&folder.path().join("draft.md"), text);
        let mut editor = Editor::start(&[folder.path()], Manners::default());
        let draft = uri(&folder.path().join("draft.md"));
        editor.open(&draft, 1, text);
        editor.settle(&draft);
        let mut settled = Self { folder, editor, draft, text: text.to_owned(), version: 1 };
        settled.finds(&[]);
        settled
    }

    /// Types in the draft, then waits until these findings of the new version are shown and no others.
    fn types(&mut self, old: &str, new: &str, wanted: &[(&str, &str)]) {
        assert_eq!(self.text.matches(old).count(), 1, "{old:?} once in {}", self.text);
        let from = self.position(old, 0);
        let to = self.position(old, old.len());
        self.text = self.text.replace(old, new);
        self.version += 1;
        self.editor.change(
            &self.draft,
            self.version,
            json!([{"range": {"start": from, "end": to}, "text": new}]),
        );
        self.finds(wanted);
    }

    /// Writes or, with nothing to write, deletes a source; the editor tells of it.
    fn source(&mut self, name: &str, text: Option<&str>, wanted: &[(&str, &str)]) {
        let path = self.folder.path().join("sources").join(name);
        let kind = match (path.exists(), text) {
            (false, _) => 1,
            (true, Some(_)) => 2,
            (true, None) => 3,
        };
        match text {
            Some(text) => write(&path, text),
            None => std::fs::remove_file(&path).expect("deleted"),
        }
        let change = json!({"changes": [{"uri": uri(&path), "type": kind}]});
        self.editor.notify("workspace/didChangeWatchedFiles", change);
        self.finds(wanted);
    }

    fn finds(&mut self, wanted: &[(&str, &str)]) {
        let wanted: Vec<Found> =
            wanted.iter().map(|(code, words)| ((*code).to_owned(), (*words).to_owned())).collect();
        let text = self.text.clone();
        let are =
            |found: &[Value]| found.iter().map(|found| named(&text, found)).collect::<Vec<_>>() == wanted;
        self.editor.diagnostics_when(&self.draft, Some(self.version), are);
        assert_eq!(self.anew(), wanted, "a fresh program says otherwise");
    }

    /// What a program that has just been started finds.
    fn anew(&self) -> Vec<Found> {
        write(&self.folder.path().join("draft.md"), &self.text);
        let mut check = copydesk_tests::command(&["check", "draft.md", "--no-cache", "--format", "json"]);
        let answer = check.current_dir(self.folder.path()).output().expect("it runs").stdout;
        let answer: Value = serde_json::from_slice(&answer).expect("JSON");
        let claims = answer["drafts"][0]["claims"].as_array().expect("claims");
        let findings = claims.iter().flat_map(|claim| claim["findings"].as_array().expect("findings"));
        findings.map(|found| named(&self.text, found)).collect()
    }

    fn position(&self, words: &str, into: usize) -> Value {
        copydesk_tests::story::position(&self.text, words, into, "utf-16")
    }
}

fn named(text: &str, found: &Value) -> Found {
    (
        found["code"].as_str().unwrap_or_default().to_owned(),
        copydesk_tests::story::words(text, &found["range"], "utf-16").to_owned(),
    )
}

#[test]
fn a_source_that_comes_and_contradicts_a_settled_statement_is_heard() {
    let mut story = Settled::new();
    let radio = "---\ntitle: Containers from the ferry\noutlet: Coast Radio\npublished: 2031-03-16\n---\n\n\
        Divers recovered 17 containers from the Aurelia in Osterhaven on Sunday.\n";
    // Beside the source that says so it is a disagreement; alone it is a contradiction.
    story.source("radio.md", Some(radio), &[("sources-disagree", "11")]);
    story.source("radio.md", None, &[]);
    story.source("radio.md", Some(radio), &[("sources-disagree", "11")]);
    let alone = [
        ("number-mismatch", "11"),
        ("unsupported", "Judge Marta Lindahl inspected the damaged ferry on Monday [1]."),
        ("unsupported", "She will hold the first hearing in Osterhaven on 2 April [1]."),
        ("cited-source-missing", "Harbour Wire: Divers bring up containers, 16 March 2031"),
    ];
    story.source("wire.md", None, &alone);
    story.source("wire.md", Some(WIRE), &[("sources-disagree", "11")]);
    story.source("radio.md", Some(&radio.replace("17", "11")), &[]);
}

#[test]
fn an_entry_of_the_source_list_that_names_another_source_is_followed() {
    let mut story = Settled::new();
    let all = [("miscited", "[1]"), ("miscited", "[1]"), ("miscited", "[1]"), ("number-mismatch", "640")];
    let wire = "1. Harbour Wire: Divers bring up containers, 16 March 2031";
    let post = "1. Northern Post: Minister meets families, 17 March 2031";
    let daily = "1. Lantern Daily: A long night, 17 March 2031";
    story.types("carried 620", "carried 640", &all[3..]);
    story.types(wire, post, &all);
    // An entry that no file stands for says nothing of its markers.
    story.types(post, daily, &[all[3], ("cited-source-missing", &daily[3..])]);
    story.types(daily, wire, &all[3..]);
    story.types("640", "620", &[]);
    // The same from the other side: the source goes by another name, and the entry finds it no more.
    let renamed = WIRE.replace("Harbour Wire", "Evening Wire").replace("Divers bring up", "Crane lifts");
    story.source("wire.md", Some(&renamed), &[("cited-source-missing", &wire[3..])]);
    story.source("wire.md", Some(WIRE), &[]);
}

#[test]
fn a_sentence_that_says_what_a_pronoun_means_is_edited() {
    let mut story = Settled::new();
    story.types("carried 620", "carried 640", &[("number-mismatch", "640")]);
    // Of a ship that no source speaks of nothing is known to be wrong.
    let other = "The trawler Selkie left Varn on Tuesday";
    let open =
        [("unsupported", "The trawler Selkie left Varn on Tuesday [2]."), ("unsupported-detail", "640")];
    story.types("The freighter Brannock left Osterhaven on Monday", other, &open);
    story.types(other, "The freighter Brannock left Osterhaven on Monday", &[("number-mismatch", "640")]);
}

const PORTS: &str = "<html><head><title>Fish landed at three ports</title></head><body><article><h1>Fish landed at three ports</h1>\
    <p>The harbour board published the figures of the last two years on Wednesday, and said that they were final.</p>\
    <table><caption>Tonnes sold</caption><tr><th>Port</th><th>2029</th><th>2030</th></tr>\
    <tr><td>Norhaven</td><td>4,120</td><td>4,280</td></tr><tr><td>Varnholm</td><td>3,040</td><td>3,160</td></tr>\
    <tr><td>Dunmere</td><td>873</td><td>915</td></tr></table></article></body></html>";
const TABLE: &str = "# The ports in figures\n\nTonnes sold\n\n\
    | Port | 2029 | 2030 |\n|---|---|---|\n| Norhaven | 4,120 | 4,280 |\n| Varnholm | 3,040 | 3,160 |\n| Dunmere | 873 | 915 |\n";

#[test]
fn a_cell_of_a_table_follows_its_heads_and_the_table_of_the_source() {
    let mut story = Settled::of(&[("ports.html", PORTS)], TABLE);
    story.types("4,280", "4,820", &[("number-mismatch", "4,820")]);
    story.types("4,820", "4,280", &[]);
    // The head of the row: what was right of the one port is wrong of the other.
    let moved = ["873", "915"].map(|cell| ("number-mismatch", cell));
    story.types("| Dunmere |", "| Varnholm |", &moved);
    story.types("| Varnholm | 873", "| Dunmere | 873", &[]);
    // The heads of the columns.
    story.types("4,280", "4,820", &[("number-mismatch", "4,820")]);
    story.types("| 2029 | 2030 |", "| 2029 | 2031 |", &[("unsupported-detail", "4,820")]);
    story.types("| 2029 | 2031 |", "| 2029 | 2030 |", &[("number-mismatch", "4,820")]);
    story.types("4,820", "4,280", &[]);
    story.source("ports.html", Some(&PORTS.replace("3,160", "3,610")), &[("number-mismatch", "3,160")]);
    story.source("ports.html", Some(PORTS), &[]);
}
