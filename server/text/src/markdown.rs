//! Markdown to blocks, by the offsets of pulldown-cmark's events.

use crate::fields;
use crate::offsets::OffsetMap;
use crate::plain;
use crate::prose::{Block, BlockKind, Link, Prose, front_matter};
use crate::tables::Grid;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How deep blocks within blocks are looked at; what is nested deeper is no document.
const DEEP: usize = 64;

/// Stands in the visible text for inline code, which is no prose.
const CODE: &str = "\u{fffc}";

/// Tags that are markup and not visible; any other `<word>` is text, as the tickers in wire copy are.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "br",
    "button",
    "center",
    "cite",
    "code",
    "data",
    "del",
    "details",
    "dfn",
    "div",
    "em",
    "figcaption",
    "figure",
    "font",
    "hr",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Reads Markdown. A text the parser cannot take is read as plain text.
pub(crate) fn read(text: &str) -> Prose {
    let front = front_matter(text);
    let from = front.as_ref().map_or(0, |front| front.end);
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut reader = Reader::new(text, from);
        reader.run();
        reader.finish()
    }));
    let mut prose = read.unwrap_or_else(|_| plain::read(text));
    prose.front_matter = front;
    prose
}

struct Reader<'a> {
    text: &'a str,
    /// Where the part that is parsed begins.
    from: usize,
    prose: Prose,
    open: Option<Block>,
    /// What the current place lies in, outermost first.
    within: Vec<Within>,
    /// Links that are open: start in the visible text is found by the first visible byte in the document.
    links: Vec<OpenLink>,
    /// Nothing is visible until this many ends.
    masked: usize,
    /// Within a citation that is set in a style: its field has been shown already.
    set: bool,
    heads: Vec<String>,
    column: usize,
    in_head: bool,
    /// Number of the next item of each open list, `None` for bullets.
    lists: Vec<Option<u64>>,
}

enum Within {
    Quote,
    Item,
    Footnote(String),
}

struct OpenLink {
    target: String,
    source: Range<usize>,
    first: Option<usize>,
    last: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, from: usize) -> Self {
        Self {
            text,
            from,
            prose: Prose::default(),
            open: None,
            within: Vec::new(),
            links: Vec::new(),
            masked: 0,
            set: false,
            heads: Vec::new(),
            column: 0,
            in_head: false,
            lists: Vec::new(),
        }
    }

    fn run(&mut self) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES;
        let mut events = Parser::new_ext(&self.text[self.from..], options).into_offset_iter();
        while let Some((event, range)) = events.next() {
            let range = range.start + self.from..range.end + self.from;
            // A marker that a definition made a link of (`[1]: https://…`) stays as it is read: "[1]".
            if let Event::Start(Tag::Link { dest_url, .. }) = &event
                && self.masked == 0
                && !self.set
                && let Some(marker) = marker(&self.text[range.clone()])
            {
                // `[1][2]` with a definition of 2 is one link to the parser, and two markers to a reader.
                let shown = range.start..range.start + marker;
                let second = self::marker(&self.text[shown.end..range.end])
                    .map(|second| shown.end..shown.end + second);
                self.show_source(shown.start..second.as_ref().map_or(shown.end, |second| second.end));
                self.prose.links.push(Link {
                    source: range.clone(),
                    text: second.unwrap_or(shown),
                    target: dest_url.to_string(),
                });
                let mut depth = 1;
                while depth > 0 {
                    match events.next() {
                        Some((Event::Start(_), _)) => depth += 1,
                        Some((Event::End(_), _)) => depth -= 1,
                        Some(_) => {}
                        None => break,
                    }
                }
                continue;
            }
            self.event(event, range);
        }
        self.close();
        let mut definitions: Vec<(Range<usize>, String, String)> = events
            .reference_definitions()
            .iter()
            .map(|(label, definition)| {
                let span = definition.span.start + self.from..definition.span.end + self.from;
                (span, label.to_owned(), definition.dest.to_string())
            })
            .collect();
        definitions.sort_by_key(|(span, ..)| span.start);
        for (span, label, target) in definitions {
            // `[1]: https://…` is an entry of a source list.
            let is_entry = label.bytes().all(|b| b.is_ascii_digit()) && !label.is_empty();
            if is_entry && let Some(block) = Block::plain(BlockKind::SourceEntry, self.text, span.clone()) {
                let at = self.prose.blocks.partition_point(|other| other.source.start < block.source.start);
                self.prose.blocks.insert(at, block);
                self.prose.links.push(Link { source: span.clone(), text: span, target });
            }
        }
        self.prose.links.sort_by_key(|link| link.source.start);
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.set {
            match event {
                Event::InlineHtml(ref html) if &**html == fields::CLOSE => self.set = false,
                // No field goes on behind its paragraph.
                Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) => {
                    self.set = false;
                }
                _ => return,
            }
        }
        if self.masked > 0 {
            match event {
                Event::Start(_) => self.masked += 1,
                Event::End(_) => self.masked -= 1,
                Event::Html(_) | Event::InlineHtml(_) => self.comments(range),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.show(&text, range),
            Event::SoftBreak | Event::HardBreak => self.show("\n", range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.show(CODE, range),
            Event::FootnoteReference(_) => self.show_source(range),
            Event::InlineHtml(_) => self.inline_html(range),
            Event::Html(_) => self.comments(range),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin(self.kind(), range),
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(level as u8), range),
            Tag::BlockQuote(_) => {
                self.close();
                self.within.push(Within::Quote);
            }
            Tag::Item => self.begin_item(range),
            Tag::FootnoteDefinition(label) => {
                self.close();
                self.within.push(Within::Footnote(label.to_string()));
            }
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Table(_) => {
                self.close();
                self.heads.clear();
                self.prose.grids.push(Grid { table: range.start, rows: Vec::new() });
            }
            Tag::TableHead => {
                self.in_head = true;
                self.begin_row();
            }
            Tag::TableRow => self.begin_row(),
            Tag::TableCell => self.begin_cell(range),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push(OpenLink {
                    target: dest_url.to_string(),
                    source: range,
                    first: None,
                    last: 0,
                });
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.close();
                self.masked = 1;
            }
            Tag::HtmlBlock => {
                self.close();
                self.masked = 1;
                self.comments(range);
            }
            _ => {}
        }
    }

    fn begin_item(&mut self, range: Range<usize>) {
        self.close();
        self.within.push(Within::Item);
        let number = self.lists.last_mut().and_then(|list| {
            let number = *list;
            if let Some(next) = list {
                *next += 1;
            }
            number
        });
        if number.is_none() {
            return;
        }
        // The number is kept: an entry of a source list is cited by it.
        let raw = &self.text[range.clone()];
        let lead = raw.len() - raw.trim_start().len();
        let body = &raw[lead..];
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && body[digits..].starts_with(['.', ')']) {
            let at = range.start + lead;
            self.begin(self.kind(), at..at + digits + 1);
            self.show_source(at..at + digits + 1);
            self.show_changed(" ", at + digits + 1..at + digits + 1);
        }
    }

    fn begin_cell(&mut self, range: Range<usize>) {
        if let Some(row) = self.prose.grids.last_mut().and_then(|grid| grid.rows.last_mut()) {
            row.push(range.clone());
        }
        let head = if self.in_head {
            String::new()
        } else {
            self.heads.get(self.column).cloned().unwrap_or_default()
        };
        self.begin(BlockKind::TableCell { head }, range);
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close(),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
                self.within.pop();
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableCell => {
                if self.in_head {
                    let head = self.open.as_ref().map_or(String::new(), |block| block.text.trim().to_owned());
                    self.heads.push(head);
                }
                self.column += 1;
                self.close();
            }
            TagEnd::TableHead => self.in_head = false,
            TagEnd::Link | TagEnd::Image => {
                if let Some(link) = self.links.pop() {
                    let text =
                        link.first.map_or(range.start..range.start, |first| first..link.last.max(first));
                    self.prose.links.push(Link { source: link.source, text, target: link.target });
                }
            }
            _ => {}
        }
    }

    fn begin_row(&mut self) {
        self.column = 0;
        if let Some(grid) = self.prose.grids.last_mut() {
            grid.rows.push(Vec::new());
        }
    }

    fn kind(&self) -> BlockKind {
        let mut kind = BlockKind::Paragraph;
        for within in self.within.iter().take(DEEP) {
            match within {
                Within::Footnote(label) => return BlockKind::Footnote(label.clone()),
                Within::Quote => kind = BlockKind::BlockQuote,
                Within::Item if kind == BlockKind::Paragraph => kind = BlockKind::ListItem,
                Within::Item => {}
            }
        }
        kind
    }

    fn begin(&mut self, kind: BlockKind, source: Range<usize>) {
        // A loose item's paragraph follows its number: one block.
        if let Some(open) = &self.open
            && open.kind == kind
            && open.text.len() <= 6
            && open.text.ends_with(' ')
        {
            return;
        }
        self.close();
        self.open = Some(Block { kind, text: String::new(), map: OffsetMap::default(), source, table: None });
    }

    fn close(&mut self) {
        let Some(block) = self.open.take() else { return };
        let lead = block.text.len() - block.text.trim_start().len();
        let body = block.text.trim();
        if body.is_empty() {
            return;
        }
        let raw = &self.text[block.source.clone()];
        let start = block.source.start + (raw.len() - raw.trim_start().len());
        self.prose.blocks.push(Block {
            text: body.to_owned(),
            map: block.map.slice(lead..lead + body.len()),
            source: start..start + raw.trim().len(),
            kind: block.kind,
            table: None,
        });
    }

    fn opened(&mut self, source: Range<usize>) -> &mut Block {
        let kind = self.kind();
        self.open.get_or_insert_with(|| Block {
            kind,
            text: String::new(),
            map: OffsetMap::default(),
            source,
            table: None,
        })
    }

    fn show(&mut self, visible: &str, range: Range<usize>) {
        if self.text[range.clone()] == *visible {
            self.show_source(range);
        } else {
            self.show_changed(visible, range);
        }
    }

    fn show_source(&mut self, range: Range<usize>) {
        self.note_link(&range);
        let text = self.text;
        let block = self.opened(range.clone());
        block.source = block.source.start.min(range.start)..block.source.end.max(range.end);
        block.text.push_str(&text[range.clone()]);
        block.map.push(range.len(), range.start, range.len());
    }

    fn show_changed(&mut self, visible: &str, range: Range<usize>) {
        self.note_link(&range);
        let block = self.opened(range.clone());
        block.source = block.source.start.min(range.start)..block.source.end.max(range.end);
        block.text.push_str(visible);
        block.map.push_changed(visible.len(), range.start, range.len());
    }

    fn note_link(&mut self, range: &Range<usize>) {
        for link in &mut self.links {
            link.first.get_or_insert(range.start);
            link.last = range.end;
        }
    }

    fn inline_html(&mut self, range: Range<usize>) {
        let raw = &self.text[range.clone()];
        if raw.starts_with("<!--") {
            self.prose.comments.push(range);
            return;
        }
        if let Some(cited) = fields::cited(raw) {
            self.show_source(range.start + cited.start..range.start + cited.end);
            self.set = true;
            return;
        }
        let name = raw.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let lower = name[..end].to_ascii_lowercase();
        if lower == "br" {
            self.show_changed("\n", range);
        } else if !raw.starts_with("<!") && !raw.starts_with("<?") && !TAGS.contains(&lower.as_str()) {
            self.show_source(range);
        }
    }

    /// Keeps the ranges of the comments in a stretch of HTML.
    fn comments(&mut self, range: Range<usize>) {
        let mut at = self.prose.comments.last().map_or(range.start, |last| last.end.max(range.start));
        while at < range.end
            && let Some(found) = self.text[at..range.end].find("<!--")
        {
            let start = at + found;
            let end = self.text[start..range.end].find("-->").map_or(range.end, |end| start + end + 3);
            self.prose.comments.push(start..end);
            at = end;
        }
    }

    fn finish(mut self) -> Prose {
        self.close();
        self.prose
    }
}

/// The length of the citation marker at the start of a link's source: "[12]" of `[12](https://…)`.
fn marker(source: &str) -> Option<usize> {
    let inner = source.strip_prefix('[')?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits).then_some(())?;
    inner[digits..].starts_with(']').then_some(digits + 2)
}
