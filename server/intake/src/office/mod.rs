//! Files of word processors: zip archives with XML in them.

pub(crate) mod docx;
pub(crate) mod odt;

use crate::html::language;
use crate::mapped::{Extract, html_text};
use crate::metadata::dates;
use crate::reader::Document;
use copydesk_library::{Metadata, Spot};
use copydesk_text::tables::{Cell, Facts, caption};
use copydesk_text::{Block, BlockKind, OffsetMap, one_line};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Unpacked, one part of a file may be this long, in bytes.
const MOST: u64 = 48 * 1024 * 1024;
/// A part that is packed smaller than one part in so many is a trap.
const RATIO: u64 = 400;

/// A file of a word processor.
pub(crate) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Package<'a> {
    /// # Errors
    /// It is damaged.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|error| match error {
            // What tells where its parts are stands at its end.
            ZipError::InvalidArchive(what) if what.contains("EOCD") => {
                "damaged: the file is cut off".to_owned()
            }
            error => format!("damaged: {error}"),
        })
    }

    /// The XML of a part; `None` where there is none.
    ///
    /// # Errors
    /// It is damaged, or a bomb.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        let file = match self.0.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(format!("damaged: {error}")),
        };
        if file.encrypted() {
            return Err("it is locked with a password".to_owned());
        }
        let packed = file.compressed_size();
        let mut bytes = Vec::new();
        file.take(MOST + 1).read_to_end(&mut bytes).map_err(|error| format!("damaged: {error}"))?;
        let len = bytes.len() as u64;
        if len > MOST {
            return Err(format!("too large once it is unpacked: more than {} MB", MOST >> 20));
        }
        if len > 4 * 1024 * 1024 && len / packed.max(1) > RATIO {
            return Err("it is packed as no document is: a zip bomb".to_owned());
        }
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

/// What stands in the XML of a part, without the elements that are no text of the document and all within them.
struct Events<'a> {
    reader: Reader<&'a [u8]>,
    is_skipped: fn(&str) -> bool,
    /// How many elements deep in a skipped one.
    skip: usize,
}

impl<'a> Events<'a> {
    fn new(xml: &'a str, is_skipped: fn(&str) -> bool) -> Self {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        Self { reader, is_skipped, skip: 0 }
    }

    /// The next one; `None` at the end.
    ///
    /// # Errors
    /// The XML is damaged.
    fn next(&mut self) -> Result<Option<Event<'a>>, String> {
        loop {
            match self.reader.read_event().map_err(|error| format!("damaged: {error}"))? {
                Event::Eof => return Ok(None),
                Event::Start(element)
                    if self.skip > 0 || (self.is_skipped)(element.local_name().as_ref()) =>
                {
                    self.skip += 1;
                }
                Event::End(_) if self.skip > 0 => self.skip -= 1,
                _ if self.skip > 0 => {}
                event => return Ok(Some(event)),
            }
        }
    }
}

/// The value of an attribute, by its name without the prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element.attributes().with_checks(false).flatten().find_map(|attribute| {
        (attribute.key.local_name().as_ref() == name).then(|| html_text(&attribute.value))
    })
}

/// The character that an entity of XML stands for.
fn reference(name: &BytesRef<'_>) -> Option<String> {
    match name.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        _ => resolve_predefined_entity(name).map(str::to_owned),
    }
}

/// The text of a document in the making: paragraphs and tables, in order.
#[derive(Debug, Default)]
pub(crate) struct Body {
    extract: Extract,
    spots: Vec<(usize, Spot)>,
    /// The paragraph that is open.
    text: String,
    /// Pages that begin in it, by byte.
    breaks: Vec<usize>,
    page: u32,
    paged: bool,
    /// Tables that are open, outermost first: rows of cells.
    tables: Vec<Vec<Vec<String>>>,
    /// Notes, to be put behind the text.
    notes: Vec<String>,
}

impl Body {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A page begins here.
    pub(crate) fn page_break(&mut self) {
        self.paged = true;
        self.breaks.push(self.text.len());
    }

    /// Ends a paragraph; in a table it is part of a cell.
    pub(crate) fn paragraph(&mut self, kind: BlockKind) {
        let text = std::mem::take(&mut self.text);
        let breaks = std::mem::take(&mut self.breaks);
        if let Some(cell) = self.open_cell() {
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(text.trim());
            self.page += u32::try_from(breaks.len()).unwrap_or(0);
            return;
        }
        let clean = tidy(&text);
        let start = self.extract.push(kind, &clean);
        let lead = text.len() - text.trim_start().len();
        for at in breaks {
            self.page += 1;
            let at = match start {
                Some(start) => start + at.saturating_sub(lead).min(clean.trim().len()),
                None => self.extract.text.len(),
            };
            self.spots.push((at, Spot::Page(self.page + 1)));
        }
    }

    /// The cell that text goes into, if a table is open.
    fn open_cell(&mut self) -> Option<&mut String> {
        self.tables.last_mut()?.last_mut()?.last_mut()
    }

    pub(crate) fn table(&mut self) {
        if self.tables.len() < 16 {
            self.tables.push(Vec::new());
        }
    }

    pub(crate) fn row(&mut self) {
        if let Some(rows) = self.tables.last_mut() {
            rows.push(Vec::new());
        }
    }

    pub(crate) fn cell(&mut self) {
        if let Some(cells) = self.tables.last_mut().and_then(|rows| rows.last_mut()) {
            cells.push(String::new());
        }
    }

    /// Ends a table: its rows as facts; a table that only sets text in columns as paragraphs.
    pub(crate) fn table_end(&mut self) {
        let Some(rows) = self.tables.pop() else { return };
        if let Some(cell) = self.open_cell() {
            // A table in a cell of another.
            for text in rows.into_iter().flatten() {
                cell.push(' ');
                cell.push_str(&text);
            }
            return;
        }
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let long = rows.iter().flatten().any(|cell| cell.len() > 300);
        if columns < 2 || rows.len() < 2 || long {
            for text in rows.into_iter().flatten() {
                self.extract.push(BlockKind::Paragraph, &tidy(&text));
            }
            return;
        }
        let over = caption(self.extract.blocks.last());
        let mut facts = Facts::new(self.extract.text.len(), over);
        for row in rows {
            let cells: Vec<Cell> =
                row.into_iter().map(|text| Cell { map: OffsetMap::identity(0, text.len()), text }).collect();
            facts.row(&cells);
        }
        for block in facts.finish() {
            self.extract.push(block.kind, &block.text);
            if let Some(last) = self.extract.blocks.last_mut() {
                last.table = block.table;
            }
        }
    }

    pub(crate) fn note(&mut self, text: &str) {
        self.notes.push(tidy(text));
    }

    /// # Errors
    /// There is no text.
    pub(crate) fn finish(mut self, meta: Metadata) -> Result<Document, String> {
        self.paragraph(BlockKind::Paragraph);
        while !self.tables.is_empty() {
            self.table_end();
        }
        for (index, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            self.extract.push(BlockKind::Footnote((index + 1).to_string()), &note);
        }
        if self.extract.blocks.is_empty() {
            return Err("no text in it".to_owned());
        }
        headline(&mut self.extract.blocks);
        if self.paged {
            self.spots.insert(0, (0, Spot::Page(1)));
        }
        Ok(Document {
            extracted: Some(self.extract.text),
            blocks: self.extract.blocks,
            meta,
            spots: self.spots,
            marked_up: true,
            note: None,
        })
    }
}

/// Characters of a headline at most.
const HEADLINE: usize = 120;

/// Where no line has the style of a heading, a short first one that ends in no mark is the headline that nobody gave a style.
fn headline(blocks: &mut [Block]) {
    let styled = blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading(_)));
    let [first, second, ..] = blocks else { return };
    let plain = first.kind == BlockKind::Paragraph && second.kind == BlockKind::Paragraph;
    let short = first.text.chars().count() <= HEADLINE && first.text.split_whitespace().count() >= 3;
    if !styled && plain && short && first.text.ends_with(char::is_alphanumeric) {
        first.kind = BlockKind::Heading(1);
    }
}

/// Soft hyphens and the like taken out, white space as spaces; line breaks stay.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            '\n' => out.push('\n'),
            c if c.is_whitespace() => {
                if !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// What `docProps/core.xml` and `meta.xml` say: title, first author, days, language.
fn properties(xml: &str, meta: &mut Metadata) {
    let mut reader = Reader::from_str(xml);
    let mut open = String::new();
    let mut value = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                open = element.local_name().as_ref().to_owned();
                value.clear();
            }
            Ok(Event::Text(text)) => value.push_str(&text),
            Ok(Event::GeneralRef(name)) => value.push_str(&reference(&name).unwrap_or_default()),
            Ok(Event::End(_)) => {
                let text = one_line(&value);
                value.clear();
                if text.is_empty() {
                    continue;
                }
                match std::mem::take(&mut open).as_str() {
                    "title" => meta.title = Some(text),
                    // Whoever wrote it first; the last to save it is no author.
                    "initial-creator" => meta.authors = vec![text],
                    "creator" if meta.authors.is_empty() => meta.authors = vec![text],
                    // The day a file was made is a guess at the day it is dated.
                    "created" | "creation-date" => {
                        meta.published = dates::stated(&text);
                        if meta.published.is_some() {
                            meta.guessed.push("published");
                        }
                    }
                    "modified" => meta.modified = dates::stated(&text),
                    "date" => meta.modified = dates::stated(&text).or(meta.modified),
                    "language" => meta.language = language(&text),
                    _ => {}
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    // What programs write where nobody did.
    let empty = |name: &String| {
        let lower = name.to_lowercase();
        ["user", "admin", "administrator", "microsoft office user", "author", "unknown", "python-docx"]
            .contains(&lower.as_str())
    };
    meta.authors.retain(|name| !empty(name));
    if meta.title.as_ref().is_some_and(|title| {
        let lower = title.to_lowercase();
        lower.starts_with("microsoft word")
            || lower.ends_with(".doc")
            || lower.ends_with(".docx")
            || lower == "untitled"
    }) {
        meta.title = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first line of a document of these paragraphs is its headline.
    fn has_headline(lines: &[&str]) -> bool {
        let mut body = Body::default();
        for line in lines {
            body.push(line);
            body.paragraph(BlockKind::Paragraph);
        }
        let document = body.finish(Metadata::default()).expect("a text");
        matches!(document.blocks[0].kind, BlockKind::Heading(_))
    }

    #[test]
    fn a_headline_that_nobody_gave_a_style_is_one() {
        let text = "The hinge broke because a bolt had rusted.";
        assert!(has_headline(&["Inspection of the Tarn dam", text]));
        assert!(!has_headline(&["The Tarn dam was inspected.", text]));
        assert!(!has_headline(&["Inspection", text]));
        assert!(!has_headline(&["Inspection of the Tarn dam"]));
    }
}
