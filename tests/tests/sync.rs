//! The server's text is the editor's after every version, whatever is typed and however the editor counts.

use copydesk_tests::{Editor, Manners};
use serde_json::{Value, json};

const DRAFT: &str = "untitled:Draft-1";

/// What is typed: characters of one, two, three and four bytes, line ends of every kind, what only looks like one.
const PIECES: [&str; 16] = [
    "a",
    "The ferry ",
    "é",
    "\u{301}",
    "“",
    "’",
    "🌊",
    "👩\u{200d}🚒",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\t",
    "1,500 ",
    "",
];

/// A generator of numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % (limit.max(1) as u64)).expect("small")
    }
}

/// The byte before which each line begins, as the protocol counts lines.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = (0..bytes.len())
        .filter(|&at| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
    std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
}

fn position(text: &str, byte: usize, encoding: &str) -> Value {
    let starts = line_starts(text);
    let line = starts.partition_point(|start| *start <= byte) - 1;
    let head = &text[starts[line]..byte];
    let character = match encoding {
        "utf-8" => head.len(),
        "utf-16" => head.encode_utf16().count(),
        _ => head.chars().count(),
    };
    json!({"line": line, "character": character})
}

/// A byte where the editor's cursor may stand: on a character's edge and not inside a line's end.
fn cursor(text: &str, dice: &mut Dice) -> usize {
    let mut at = dice.below(text.len() + 1);
    let inside = |at: usize| {
        !text.is_char_boundary(at) || (text[..at].ends_with('\r') && text[at..].starts_with('\n'))
    };
    while inside(at) {
        at -= 1;
    }
    at
}

fn types_at_random(encoding: &'static str, seed: u64) {
    let mut editor = Editor::start(&[], Manners { encodings: vec![encoding], ..Manners::default() });
    assert_eq!(editor.capabilities["positionEncoding"], encoding);
    let mut dice = Dice(seed);
    let mut text = "The ferry Aurelia 🌊 left\r\nKestrel Bay at noon.\n".to_owned();
    editor.open(DRAFT, 0, &text);
    for version in 1..=400 {
        let mut changes = Vec::new();
        for _ in 0..=dice.below(3) {
            if dice.below(60) == 0 {
                text = "Anew: 🌊\r\n“1,500”".to_owned();
                changes.push(json!({"text": text}));
                continue;
            }
            let (a, b) = (cursor(&text, &mut dice), cursor(&text, &mut dice));
            let (from, to) = if dice.below(2) == 0 { (a, a) } else { (a.min(b), a.max(b)) };
            let piece = PIECES[dice.below(PIECES.len())];
            changes.push(json!({
                "range": {"start": position(&text, from, encoding), "end": position(&text, to, encoding)},
                "text": piece,
            }));
            text.replace_range(from..to, piece);
        }
        editor.change(DRAFT, version, Value::Array(changes));
        assert_eq!(editor.text(DRAFT), (text.clone(), version), "seed {seed}");
    }
    editor.diagnostics_when(DRAFT, Some(400), |_| true);
}

#[test]
fn text_is_the_editors_in_utf_16() {
    types_at_random("utf-16", 1);
    types_at_random("utf-16", 2);
}

#[test]
fn text_is_the_editors_in_utf_8() {
    types_at_random("utf-8", 3);
}

#[test]
fn text_is_the_editors_in_utf_32() {
    types_at_random("utf-32", 4);
}

#[test]
fn counts_in_utf_16_for_an_editor_that_does_not_say() {
    let mut editor = Editor::start(&[], Manners { encodings: vec!["klingon"], ..Manners::default() });
    assert_eq!(editor.capabilities["positionEncoding"], "utf-16");
    editor.open(DRAFT, 1, "🌊b");
    let range = json!({"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 3}});
    editor.change(DRAFT, 2, json!([{"range": range, "text": "c"}]));
    assert_eq!(editor.text(DRAFT).0, "🌊c");
}

#[test]
fn a_place_beyond_the_end_is_the_end() {
    let mut editor = Editor::start(&[], Manners::default());
    editor.open(DRAFT, 1, "one\r\ntwo");
    let range = json!({"start": {"line": 0, "character": 99}, "end": {"line": 0, "character": 99}});
    editor.change(DRAFT, 2, json!([{"range": range, "text": "!"}]));
    let range = json!({"start": {"line": 9, "character": 0}, "end": {"line": 9, "character": 9}});
    editor.change(DRAFT, 3, json!([{"range": range, "text": "?"}]));
    assert_eq!(editor.text(DRAFT).0, "one!\r\ntwo?");
}
