//! What holds for any text: edits keep the buffer equal to a model, every sentence can be found in its document, and
//! no input makes a reader panic.

use copydesk_text::position::{offset_of, position_of};
use copydesk_text::{Buffer, Encoding, Format, Position, Prose, tokens};
use proptest::prelude::*;
use std::ops::Range;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// Lines of the model: `\n`, `\r\n` and `\r` end one, and nothing else does.
fn model_lines(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        let len = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        if len > 0 {
            lines.push(start..at);
            start = at + len;
        }
        at += len.max(1);
    }
    lines.push(start..text.len());
    lines
}

/// The protocol's meaning of a position, counted by hand.
fn model_offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let lines = model_lines(text);
    let Some(line) = lines.get(position.line) else { return text.len() };
    let mut units = 0;
    for (index, c) in text[line.clone()].char_indices() {
        let width = match encoding {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        };
        // A position inside a character means its start.
        if units + width > position.character {
            return line.start + index;
        }
        units += width;
    }
    line.end
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just("🚢"),
        Just("é"),
        Just("a"),
        Just("Kestrel "),
        Just("“"),
        Just("\u{2028}"),
        Just("\u{0b}"),
        Just("\u{85}"),
        Just("\u{0c}"),
        Just("👩‍✈️"),
        Just("e\u{301}"),
        Just(". "),
        Just("1,500"),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn positions() -> impl Strategy<Value = Position> {
    (0usize..9, 0usize..30).prop_map(|(line, character)| Position { line, character })
}

fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("# Head\n"),
        Just("\n\n"),
        Just("\n"),
        Just("\r\n"),
        Just("- "),
        Just("1. "),
        Just("> "),
        Just("| a | b |\n|--|--|\n| c | 5 |\n"),
        Just("**bold** "),
        Just("*it* "),
        Just("`code` "),
        Just("```\ncode\n```\n"),
        Just("[^n] "),
        Just("[^n]: note\n"),
        Just("[1][2] "),
        Just("[1]: https://varn.example\n"),
        Just("[text](a.md) "),
        Just("![alt](b.png) "),
        Just("&amp; "),
        Just("&acE; "),
        Just("\\* "),
        Just("<b>x</b> "),
        Just("<!-- c -->"),
        Just("<Brent Plc> "),
        Just("---\n"),
        Just("+++\n"),
        Just("title: x\n"),
        Just("Sources\n"),
        Just("The ferry sank. It was old. "),
        Just("He left.[1] "),
        Just("“Why?” Hollis asked. "),
        Just("U.S. President "),
        Just("🚢 "),
        Just("é"),
        Just("\u{ad}"),
        Just("    "),
        Just("\t"),
        Just("~~x~~ "),
        Just("\u{0}"),
        Just("* * *\n"),
        Just("<div>\n"),
        Just("5 a.m. "),
        Just("[@key] "),
        Just("...  "),
        Just("http://a.example "),
        Just("- [ ] "),
        Just("\\\n"),
        Just("“"),
        Just("["),
        Just("]("),
        Just("<"),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str, format: Format) -> Result<(), TestCaseError> {
    let prose = Prose::new(text, format);
    let mut covered = vec![false; text.len()];
    for block in &prose.blocks {
        prop_assert!(text.get(block.source.clone()).is_some(), "{block:?}");
        prop_assert_eq!(block.map.visible_len(), block.text.len());
        for (visible, start) in block.map.same() {
            let source = start..start + visible.len();
            prop_assert_eq!(block.text.get(visible), text.get(source));
        }
    }
    for link in &prose.links {
        prop_assert!(text.get(link.source.clone()).is_some() && text.get(link.text.clone()).is_some());
    }
    for comment in &prose.comments {
        prop_assert!(text.get(comment.clone()).is_some());
    }
    let mut last = (0, 0);
    for sentence in prose.sentences() {
        let source = sentence.source.clone();
        prop_assert!(text.get(source.clone()).is_some_and(|s| !s.is_empty()), "{sentence:?}");
        prop_assert!(source.start >= last.1 || sentence.block != last.0, "{sentence:?} after {last:?}");
        last = (sentence.block, source.end);
        prop_assert_eq!(sentence.text.trim(), &*sentence.text);
        covered[source].iter_mut().for_each(|c| *c = true);
        let mut end = 0;
        for token in tokens(&sentence.text) {
            prop_assert!(token.range.start >= end && !token.range.is_empty());
            prop_assert!(sentence.text.get(token.range.clone()).is_some());
            let source = sentence.to_source(token.range.clone());
            prop_assert!(text.get(source).is_some());
            end = token.range.end;
        }
    }
    // No prose is lost: each visible word of a block stands in one of its sentences.
    for (index, block) in prose.blocks.iter().enumerate() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let told: Vec<String> =
            prose.sentences().iter().filter(|s| s.block == index).flat_map(|s| words(&s.text)).collect();
        prop_assert_eq!(told.concat(), words(&block.text).concat());
    }
    if format == Format::Text && prose.front_matter.is_none() && prose.comments.is_empty() {
        for (at, c) in text.char_indices() {
            // Bullets, hashes and dashes before a number are the only text that is no prose.
            prop_assert!(covered[at] || !c.is_alphanumeric(), "{c:?} at {at} is lost");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_buffer_equals_a_string_after_any_edits(
        start in pieces(),
        edits in proptest::collection::vec((positions(), positions(), pieces()), 1..12),
        which in 0usize..3,
    ) {
        let encoding = ENCODINGS[which];
        let mut model = start.clone();
        let mut buffer = Buffer::new(&start);
        for (a, b, text) in edits {
            let (x, y) = (model_offset(&model, a, encoding), model_offset(&model, b, encoding));
            model.replace_range(x.min(y)..x.max(y), &text);
            buffer.edit(a..b, encoding, &text);
            prop_assert_eq!(buffer.to_string(), model.clone());
        }
        prop_assert_eq!(buffer.rope().len_lines(), model_lines(&model).len());
    }

    #[test]
    fn positions_and_offsets_are_each_others_inverse(text in pieces(), which in 0usize..3) {
        let encoding = ENCODINGS[which];
        let buffer = Buffer::new(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let position = position_of(buffer.rope(), offset, encoding);
            // Between \r and \n is no place: it means the end of the line.
            let inside = offset > 0 && text.as_bytes()[offset - 1] == b'\r' && text.as_bytes().get(offset) == Some(&b'\n');
            let want = if inside { offset - 1 } else { offset };
            prop_assert_eq!(offset_of(buffer.rope(), position, encoding), want);
            prop_assert_eq!(model_offset(&text, position, encoding), want);
        }
    }

    #[test]
    fn any_markdown_keeps_its_offsets(text in markup()) {
        holds(&text, Format::Markdown)?;
    }

    #[test]
    fn any_plain_text_keeps_its_offsets(text in prop_oneof![markup(), pieces()]) {
        holds(&text, Format::Text)?;
    }

    #[test]
    fn any_characters_at_all_are_read(text in any::<String>()) {
        holds(&text, Format::Markdown)?;
        holds(&text, Format::Text)?;
    }
}

#[test]
fn reads_what_once_made_it_panic() {
    for text in ["Sources\n---\n1. - +++\n", "“a.  The ferry", "1. - x\n\nSources\n\n1.\n- y"] {
        for format in [Format::Text, Format::Markdown] {
            holds(text, format).expect("offsets are kept");
        }
    }
}
