//! A story for tests of features: a draft with its sources in a folder, and places in it by their words.

use crate::editor::uri;
use crate::{Editor, Manners};
use serde_json::{Value, json};
use std::path::PathBuf;
use tempfile::TempDir;

/// What an outlet wrote, and when.
pub const WIRE: &str = "---\ntitle: Ferry runs aground off Kestrel Bay\noutlet: Harbour Wire\ndate: 2031-03-15\n---\n\n\
    The ferry Aurelia ran aground off Kestrel Bay on Friday, March 14, 2031. The coastguard rescued 212 passengers from the ferry. \
    Transport Minister Serhiy Malynskyy met the families in Osterhaven. Divers recovered 11 containers from the Aurelia in the harbour of Osterhaven on Saturday.\n";
/// Another outlet's report.
pub const POST: &str = "---\ntitle: Minister meets families after ferry accident\noutlet: Northern Post\ndate: 2031-03-16\n---\n\n\
    Serhiy Malynskyy spoke in Osterhaven on Saturday. The coastguard said that it rescued 212 passengers from the ferry Aurelia. \
    Captain Jonas Wexley steered the ferry. “Fog” stood in the log.\n";
/// A draft with one wrong figure, an emoji and curly quotes before most of what is asked for.
pub const DRAFT: &str = "---\ntitle: The grounding\ndate: 2031-03-18\n---\n\n# The grounding of the Aurelia\n\n\
    “Fog” 🌫 lifted. The coastguard rescued 212 passengers from the ferry [2]. Divers recovered 17 containers from the Aurelia in the harbour of Osterhaven on Saturday [1].\n\n\
    ## The minister goes to Osterhaven\n\n\
    Transport Minister Serhiy Malynsky met the families in Osterhaven [1]. “Fog” 🌫 came. Malynskyy left on Friday. The repairs cost two and a half million crowns.\n\n\
    ## Sources\n\n1. Harbour Wire: Ferry runs aground off Kestrel Bay, 15 March 2031\n2. Northern Post: Minister meets families after ferry accident, 16 March 2031\n";

/// An editor with the story open in it.
pub struct Story {
    /// Its folder.
    pub folder: TempDir,
    /// The editor.
    pub editor: Editor,
    /// The draft's URI.
    pub uri: String,
    /// The draft's text.
    pub text: String,
    encoding: &'static str,
}

impl Story {
    /// The story as it stands.
    pub fn new() -> Self {
        Self::with(DRAFT, Manners::default())
    }

    /// The story with another draft and an editor of other manners, its sources read and the draft checked.
    pub fn with(draft: &str, manners: Manners) -> Self {
        let mut story = Self::opened(draft, manners);
        let uri = story.uri.clone();
        story.editor.settle(&uri);
        story
    }

    /// The same, and nothing waited for.
    pub fn opened(draft: &str, manners: Manners) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sources = folder.path().join("sources");
        std::fs::create_dir(&sources).expect("made");
        std::fs::write(sources.join("harbour-wire.md"), WIRE).expect("written");
        std::fs::write(sources.join("northern-post.md"), POST).expect("written");
        let path = folder.path().join("draft.md");
        std::fs::write(&path, draft).expect("written");
        let encoding = *manners.encodings.first().unwrap_or(&"utf-16");
        let mut editor = Editor::start(&[folder.path()], manners);
        let uri = uri(&path);
        editor.open(&uri, 1, draft);
        Self { folder, editor, uri, text: draft.to_owned(), encoding }
    }

    /// The path of a source.
    pub fn source(&self, name: &str) -> PathBuf {
        self.folder.path().join("sources").join(name)
    }

    /// The position of the first place of `words` in the draft, `into` bytes further on.
    pub fn at(&self, words: &str, into: usize) -> Value {
        position(&self.text, words, into, self.encoding)
    }

    /// Asks about a place of the draft.
    pub fn ask_at(&mut self, method: &str, words: &str, into: usize) -> Value {
        let at = self.at(words, into);
        self.editor.ask(method, json!({"textDocument": {"uri": self.uri}, "position": at}))
    }

    /// What the hover on a place of the draft says.
    pub fn hover(&mut self, words: &str, into: usize) -> String {
        let answer = self.ask_at("textDocument/hover", words, into);
        answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    /// Asks about the draft.
    pub fn ask(&mut self, method: &str) -> Value {
        self.editor.ask(method, json!({"textDocument": {"uri": self.uri}}))
    }

    /// The words of the draft at a range of the protocol.
    pub fn words(&self, range: &Value) -> &str {
        words(&self.text, range, self.encoding)
    }

    /// The code actions of a place, those of `only` if that is not empty.
    pub fn actions(&mut self, at: &str, into: usize, only: &[&str]) -> Vec<Value> {
        let at = self.at(at, into);
        let mut context = json!({"diagnostics": []});
        if !only.is_empty() {
            context["only"] = json!(only);
        }
        let params =
            json!({"textDocument": {"uri": self.uri}, "range": {"start": at, "end": at}, "context": context});
        self.editor.ask("textDocument/codeAction", params).as_array().cloned().unwrap_or_default()
    }

    /// The draft after a workspace edit of it, which must be versioned.
    pub fn after(&self, edit: &Value) -> String {
        let change = &edit["documentChanges"][0];
        assert_eq!(change["textDocument"]["uri"], *self.uri, "{edit}");
        assert_eq!(change["textDocument"]["version"], 1, "{edit}");
        assert!(edit["documentChanges"].as_array().is_some_and(|changes| changes.len() == 1), "{edit}");
        self.edited(change["edits"].as_array().expect("edits"))
    }

    /// The draft after edits of the protocol.
    pub fn edited(&self, edits: &[Value]) -> String {
        let mut edits: Vec<_> =
            edits.iter().map(|edit| (bytes(&self.text, &edit["range"], self.encoding), edit)).collect();
        edits.sort_by_key(|(range, _)| range.start);
        let mut out = self.text.clone();
        for (range, edit) in edits.into_iter().rev() {
            out.replace_range(range, edit["newText"].as_str().expect("a text"));
        }
        out
    }
}

impl Default for Story {
    fn default() -> Self {
        Self::new()
    }
}

/// The position of the first place of `words` in a text, `into` bytes further on.
pub fn position(text: &str, words: &str, into: usize, encoding: &str) -> Value {
    let at = text.find(words).unwrap_or_else(|| panic!("there is no {words:?}")) + into;
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let character = if encoding == "utf-8" { at - start } else { text[start..at].encode_utf16().count() };
    json!({"line": line, "character": character})
}

/// The words at a range of the protocol.
pub fn words<'a>(text: &'a str, range: &Value, encoding: &str) -> &'a str {
    &text[bytes(text, range, encoding)]
}

/// The bytes of a range of the protocol.
pub fn bytes(text: &str, range: &Value, encoding: &str) -> std::ops::Range<usize> {
    let byte = |position: &Value| {
        let number = |key: &str| position[key].as_u64().unwrap_or_else(|| panic!("{position}")) as usize;
        let line: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        if encoding == "utf-8" {
            return line + number("character");
        }
        let mut units = 0;
        let rest = &text[line..];
        let at = rest.char_indices().find(|(_, c)| {
            let here = units >= number("character");
            units += c.len_utf16();
            here
        });
        line + at.map_or(rest.len(), |(at, _)| at)
    };
    byte(&range["start"])..byte(&range["end"])
}
