//! The text of a JSON string, with a map back to where it stands in the file.

use crate::mapped::Mapped;
use copydesk_text::{Block, BlockKind};

/// A JSON string that was read.
#[derive(Debug)]
pub(crate) struct Strings {
    /// What it says.
    pub(crate) text: String,
    /// Pieces: what it says, and where that stands.
    pieces: Vec<(std::ops::Range<usize>, std::ops::Range<usize>, bool)>,
    /// One past its closing quotation mark.
    pub(crate) end: usize,
}

impl Strings {
    /// The string whose opening quotation mark is byte `at` of `file`. `None` where none stands there.
    pub(crate) fn at(file: &str, at: usize) -> Option<Self> {
        let bytes = file.as_bytes();
        if bytes.get(at) != Some(&b'"') {
            return None;
        }
        let mut string = Self { text: String::new(), pieces: Vec::new(), end: 0 };
        let mut from = at + 1;
        let mut here = from;
        loop {
            match bytes.get(here)? {
                b'"' => {
                    string.add(file.get(from..here)?, from, here - from, true);
                    string.end = here + 1;
                    return Some(string);
                }
                b'\\' => {
                    string.add(file.get(from..here)?, from, here - from, true);
                    let (c, len) = escape(file.get(here..)?)?;
                    string.add(c.encode_utf8(&mut [0; 4]), here, len, false);
                    here += len;
                    from = here;
                }
                _ => here += 1,
            }
        }
    }

    fn add(&mut self, text: &str, at: usize, len: usize, same: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push((start..self.text.len(), at..at + len, same));
    }

    /// What it says as one text with its map.
    pub(crate) fn mapped(&self, range: std::ops::Range<usize>) -> Mapped {
        let mut mapped = Mapped::default();
        let first = self.pieces.partition_point(|(visible, ..)| visible.end <= range.start);
        for (visible, source, same) in &self.pieces[first..] {
            let (from, to) = (visible.start.max(range.start), visible.end.min(range.end));
            if from >= to {
                break;
            }
            let text = &self.text[from..to];
            if *same {
                mapped.plain(text, source.start + (from - visible.start));
            } else if text.chars().all(char::is_whitespace) {
                mapped.space(source.clone());
            } else {
                mapped.changed(text, source.clone());
            }
        }
        mapped
    }

    /// Its paragraphs: lines, where it has any.
    pub(crate) fn paragraphs(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in self.text.split_inclusive(['\n', '\r']) {
            let range = at..at + line.len();
            at += line.len();
            blocks.extend(self.mapped(range).block(BlockKind::Paragraph));
        }
        blocks
    }
}

/// The character that an escape stands for, and the escape's length.
fn escape(raw: &str) -> Option<(char, usize)> {
    let simple = |c: char| Some((c, 2));
    match raw.as_bytes().get(1)? {
        b'n' => simple('\n'),
        b't' => simple('\t'),
        b'r' => simple('\r'),
        b'b' => simple('\u{8}'),
        b'f' => simple('\u{c}'),
        b'u' => {
            let unit = |at: usize| u16::from_str_radix(raw.get(at..at + 4)?, 16).ok();
            let first = unit(2)?;
            if let Ok(c) = char::from_u32(first.into()).ok_or(()) {
                return Some((c, 6));
            }
            let second = (raw.get(6..8) == Some("\\u")).then(|| unit(8)).flatten();
            let pair = second.and_then(|second| char::decode_utf16([first, second]).next()?.ok());
            Some(pair.map_or(('\u{fffd}', 6), |c| (c, 12)))
        }
        b'"' => simple('"'),
        b'\\' => simple('\\'),
        b'/' => simple('/'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_escapes_with_their_places() {
        let file = r#"{"text": "The \"ferry\"\nsank \u2014 \ud83d\udea2 caf\u00e9."}"#;
        let string = Strings::at(file, 9).expect("a string");
        assert_eq!(string.text, "The \"ferry\"\nsank — 🚢 café.");
        assert_eq!(string.end, file.len() - 1);
        let blocks = string.paragraphs();
        assert_eq!(blocks[1].text, "sank — 🚢 café.");
        assert!(file[blocks[1].source.clone()].starts_with("sank"));
        assert!(Strings::at(r#""open"#, 0).is_none());
        assert!(Strings::at(r#""\q""#, 0).is_none());
        assert!(Strings::at("\"\\u00", 0).is_none());
    }
}
