//! Visible text in the making, with a map back to the file it comes from.

use copydesk_text::{Block, BlockKind, OffsetMap};
use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;
use std::ops::Range;

/// Text that is put together from pieces of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mapped {
    pub(crate) text: String,
    map: OffsetMap,
    /// White space that is only written if more text follows: where it stands.
    space: Option<Range<usize>>,
}

/// The longest entity there is: `&CounterClockwiseContourIntegral;`.
const ENTITY: usize = 34;

impl Mapped {
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds a piece that stands at byte `at` as it is.
    pub(crate) fn same(&mut self, piece: &str, at: usize) {
        self.flush();
        self.text.push_str(piece);
        self.map.push(piece.len(), at, piece.len());
    }

    /// Adds a piece for which other bytes stand in the file.
    pub(crate) fn changed(&mut self, piece: &str, source: Range<usize>) {
        self.flush();
        self.text.push_str(piece);
        self.map.push_changed(piece.len(), source.start, source.len());
    }

    /// Adds white space: one space, if text stands before and after it.
    pub(crate) fn space(&mut self, source: Range<usize>) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.space = Some(self.space.take().map_or(source.clone(), |space| space.start..source.end));
        }
    }

    fn flush(&mut self) {
        if let Some(space) = self.space.take() {
            self.text.push(' ');
            self.map.push_changed(1, space.start, space.len());
        }
    }

    fn cut(&mut self, len: usize) {
        if len < self.text.len() {
            self.text.truncate(len);
            self.map = self.map.slice(0..len);
        }
    }

    /// Adds running text of a page: white space is collapsed, entities are what they stand for.
    pub(crate) fn html(&mut self, raw: &str, at: usize) {
        self.words(raw, at, true);
    }

    /// Adds running text: white space is collapsed.
    pub(crate) fn plain(&mut self, raw: &str, at: usize) {
        self.words(raw, at, false);
    }

    fn words(&mut self, raw: &str, at: usize, entities: bool) {
        let mut from = 0;
        let mut rest = raw.char_indices().peekable();
        while let Some((here, c)) = rest.next() {
            let special = c.is_whitespace() || c == '\u{ad}' || c == '\u{200b}' || (entities && c == '&');
            if !special {
                continue;
            }
            if from < here {
                self.same(&raw[from..here], at + from);
            }
            from = here + c.len_utf8();
            match c {
                '&' => {
                    let (text, len) = entity(&raw[here..]).unwrap_or((Cow::Borrowed("&"), 1));
                    let source = at + here..at + here + len;
                    match &*text {
                        "\u{ad}" | "\u{200b}" | "\u{200c}" => {}
                        white if white.chars().all(char::is_whitespace) => self.space(source),
                        text => self.changed(text, source),
                    }
                    from = here + len;
                    while rest.next_if(|(next, _)| *next < from).is_some() {}
                }
                c if c.is_whitespace() => self.space(at + here..at + from),
                // A soft hyphen, a space of no width: nobody sees them.
                _ => {}
            }
        }
        if from < raw.len() {
            self.same(&raw[from..], at + from);
        }
    }

    /// The block of this text, white space at its edges left out; `None` where nothing else is there.
    pub(crate) fn block(mut self, kind: BlockKind) -> Option<Block> {
        self.space = None;
        let len = self.text.trim_end().len();
        self.cut(len);
        let lead = self.text.len() - self.text.trim_start().len();
        if lead > 0 {
            self.text.drain(..lead);
            self.map = self.map.slice(lead..lead + self.text.len());
        }
        if self.text.is_empty() {
            return None;
        }
        let source = self.map.to_source(0..self.text.len());
        Some(Block { kind, text: self.text, map: self.map, source, table: None })
    }

    /// The text with its map, as it stands.
    pub(crate) fn into_parts(self) -> (String, OffsetMap) {
        (self.text, self.map)
    }
}

/// What the entity at the head of `raw` stands for, and its length in bytes.
fn entity(raw: &str) -> Option<(Cow<'static, str>, usize)> {
    let head = raw.as_bytes();
    let end = head.iter().take(ENTITY).skip(1).position(|b| !(b.is_ascii_alphanumeric() || *b == b'#'))? + 1;
    let name = raw.get(1..end)?;
    let len = end + usize::from(head.get(end) == Some(&b';'));
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // Numbers that mean characters of Windows-1252, as browsers take them.
        if let Ok(byte @ 0x80..=0x9f) = u8::try_from(code) {
            let byte = [byte];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
            return Some((Cow::Owned(text.into_owned()), len));
        }
        return Some((Cow::Owned(char::from_u32(code).filter(|c| *c != '\0')?.to_string()), len));
    }
    // Without its semicolon only the old ones count, and those are the ones that pages leave it away from.
    let old = matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp" | "copy" | "reg");
    (head.get(end) == Some(&b';') || old)
        .then(|| resolve_html5_entity(name).map(|text| (Cow::Borrowed(text), len)))
        .flatten()
}

/// `raw` without markup's entities, white space collapsed: for metadata.
pub(crate) fn html_text(raw: &str) -> String {
    let mut mapped = Mapped::default();
    mapped.html(raw, 0);
    mapped.text
}

/// An article's text that is taken out of a file that is no text: blocks one after another, an empty line between.
#[derive(Debug, Default)]
pub(crate) struct Extract {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
}

impl Extract {
    /// Adds a block and returns where its text begins; `None` where there is none.
    pub(crate) fn push(&mut self, kind: BlockKind, text: &str) -> Option<usize> {
        let body = text.trim();
        if body.is_empty() {
            return None;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(body);
        self.blocks.push(Block {
            kind,
            text: body.to_owned(),
            map: OffsetMap::identity(start, body.len()),
            source: start..start + body.len(),
            table: None,
        });
        Some(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collapses_white_space_and_reads_entities_with_their_places() {
        let raw = "  The&nbsp;\n ferry &amp; 12&#8239;boats&#146; caf&eacute; AT&T &hellip; co\u{ad}op ";
        let mut mapped = Mapped::default();
        mapped.html(raw, 100);
        let block = mapped.block(BlockKind::Paragraph).expect("text");
        assert_eq!(block.text, "The ferry & 12 boats’ café AT&T … coop");
        for word in ["ferry", "12", "boats", "AT"] {
            let at = block.text.find(word).expect("there");
            let source = block.map.to_source(at..at + word.len());
            assert_eq!(&raw[source.start - 100..source.end - 100], word);
        }
        let amp = block.text.find('&').expect("there");
        let source = block.map.to_source(amp..amp + 1);
        assert_eq!(&raw[source.start - 100..source.end - 100], "&amp;");
    }
}
