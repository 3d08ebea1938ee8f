//! The blocks of an article, out of the elements that are it: paragraphs, headings, lists and tables, without the lines that only
//! lead to other pages.

use super::article::{Shape, names};
use super::tree::{Id, Node, Tree, is_block};
use super::words::WORDS;
use crate::mapped::Mapped;
use copydesk_text::tables::{Cell, Facts, Spans, caption};
use copydesk_text::{Block, BlockKind};
use std::collections::HashMap;

/// Blocks in the making.
pub(super) struct Writer<'s, 't, 'a> {
    shape: &'s Shape<'t, 'a>,
    /// Each with the bytes of its text that are links.
    blocks: Vec<(Block, usize)>,
    current: Mapped,
    linked: usize,
    owner: Id,
    breaks: usize,
}

impl<'s, 't, 'a> Writer<'s, 't, 'a> {
    pub(super) fn new(shape: &'s Shape<'t, 'a>) -> Self {
        Self { shape, blocks: Vec::new(), current: Mapped::default(), linked: 0, owner: 0, breaks: 0 }
    }

    /// Adds what stands in an element. `all` takes in what is furniture elsewhere.
    pub(super) fn element(&mut self, root: Id, all: bool) {
        let tree = self.shape.tree;
        self.flush();
        let mut skip = 0;
        for id in std::iter::once(root).chain(tree.below(root)) {
            if id < skip {
                continue;
            }
            if self.shape.dropped[id] && !all {
                skip = tree.below(id).end;
                continue;
            }
            match &tree.nodes[id] {
                Node::Element { name, .. } if &**name == "br" => {
                    self.breaks += 1;
                    match self.breaks {
                        1 => self.current.space(0..0),
                        _ => self.flush(),
                    }
                }
                Node::Element { name, .. } if &**name == "table" && is_data(tree, id) => {
                    self.flush();
                    self.table(id);
                    skip = tree.below(id).end;
                }
                Node::Element { name, .. } if is_block(name) => {
                    self.flush();
                    self.owner = id;
                }
                Node::Text(range) => {
                    let raw = &tree.text[range.clone()];
                    let mut links = false;
                    let mut owner = 0;
                    for above in tree.up(id) {
                        links |= tree.name(above) == "a";
                        if is_block(tree.name(above)) {
                            owner = above;
                            break;
                        }
                    }
                    if owner != self.owner {
                        self.flush();
                        self.owner = owner;
                    }
                    if !raw.trim().is_empty() {
                        self.breaks = 0;
                        if links {
                            self.linked += raw.trim().len();
                        }
                    }
                    self.current.html(raw, range.start);
                }
                _ => {}
            }
        }
        self.flush();
    }

    fn flush(&mut self) {
        self.breaks = 0;
        let current = std::mem::take(&mut self.current);
        let linked = std::mem::take(&mut self.linked);
        let kind = self.kind();
        if let Some(block) = current.block(kind) {
            self.blocks.push((block, linked));
        }
    }

    /// What a block in the owner is.
    fn kind(&self) -> BlockKind {
        let tree = self.shape.tree;
        for (depth, id) in tree.up(self.owner).enumerate() {
            if depth < 2
                && matches!(tree.name(id), "p" | "div" | "span" | "address")
                && names(tree, id).any(|names| names.has(&WORDS.byline))
                && tree.text_of(id).len() < 160
            {
                return BlockKind::Furniture;
            }
            match tree.name(id) {
                "h1" => return BlockKind::Heading(1),
                "h2" => return BlockKind::Heading(2),
                "h3" => return BlockKind::Heading(3),
                "h4" => return BlockKind::Heading(4),
                "h5" => return BlockKind::Heading(5),
                "h6" => return BlockKind::Heading(6),
                "blockquote" => return BlockKind::BlockQuote,
                "li" | "dd" => return BlockKind::ListItem,
                // Tables that only set a page put paragraphs into their cells.
                "td" | "th" if id == self.owner => return BlockKind::TableCell { head: String::new() },
                "article" | "main" | "body" => return BlockKind::Paragraph,
                _ => {}
            }
        }
        BlockKind::Paragraph
    }

    /// A table of data: its rows as facts.
    fn table(&mut self, table: Id) {
        let tree = self.shape.tree;
        let named = tree.named(table, "caption").next();
        if let Some(id) = named {
            // It says of what the table is, and states nothing.
            let block = self.mapped(id).block(BlockKind::Furniture);
            self.blocks.extend(block.map(|block| (block, 0)));
        }
        let over = match named {
            Some(id) => tree.text_of(id).trim().to_owned(),
            None => caption(self.blocks.last().map(|(block, _)| block)),
        };
        let mut facts = Facts::new(table, over);
        let mut spans = Spans::default();
        let mut skip = 0;
        for row in tree.named(table, "tr") {
            if row < skip {
                continue;
            }
            skip = tree.below(row).end;
            let cells =
                tree.below(row).filter(|id| tree.parent(*id) == row && matches!(tree.name(*id), "td" | "th"));
            let heads: Vec<bool> = cells.clone().map(|cell| tree.name(cell) == "th").collect();
            let span = |cell: Id, name| {
                tree.attribute(cell, name).and_then(|span| span.trim().parse().ok()).unwrap_or(1)
            };
            let cells: Vec<(Cell, usize, usize)> = cells
                .map(|cell| {
                    let (text, map) = self.mapped(cell).into_parts();
                    (Cell { text, map }, span(cell, "colspan"), span(cell, "rowspan"))
                })
                .collect();
            // A head of its row alone makes no heads of columns of the values beside it.
            let of_row = heads.first() == Some(&true) && heads.len() > 1 && !heads[1..].contains(&true);
            spans.row(cells, of_row, &mut facts);
        }
        spans.finish(&mut facts);
        self.blocks.extend(facts.finish().into_iter().map(|block| (block, 0)));
    }

    /// All text below an element.
    fn mapped(&self, id: Id) -> Mapped {
        let tree = self.shape.tree;
        let mut mapped = Mapped::default();
        for id in tree.below(id) {
            match &tree.nodes[id] {
                Node::Text(range) => mapped.html(&tree.text[range.clone()], range.start),
                Node::Element { name, .. } if is_block(name) || &**name == "br" => mapped.space(0..0),
                _ => {}
            }
        }
        mapped
    }

    /// The blocks, without lines that are nothing but links to other pages and without what heads them.
    pub(super) fn finish(self) -> Vec<Block> {
        let blocks = self.blocks;
        let mut repeated: HashMap<&str, usize> = HashMap::new();
        for (block, _) in &blocks {
            if block.text.len() < 80 {
                *repeated.entry(&block.text).or_default() += 1;
            }
        }
        let mut keep = vec![true; blocks.len()];
        for (index, (block, linked)) in blocks.iter().enumerate() {
            let short = block.text.len() < 200;
            let only_links = *linked * 10 >= block.text.len() * 7;
            let is_list = matches!(block.kind, BlockKind::ListItem);
            let lower = block.text.to_lowercase();
            let heading = matches!(block.kind, BlockKind::Heading(_));
            let leads_away =
                short && ((only_links && !heading) || (is_list && *linked * 2 > block.text.len()));
            let live = WORDS.live.contains(lower.trim_matches(|c: char| !c.is_alphanumeric()));
            keep[index] = !leads_away && !live;
            // The same short line again and again belongs to the page.
            if repeated.get(&*block.text).is_some_and(|count| *count >= 3)
                && !matches!(block.kind, BlockKind::TableCell { .. })
            {
                keep[index] = false;
            }
        }
        for index in 0..blocks.len() {
            let (block, linked) = &blocks[index];
            if !matches!(block.kind, BlockKind::Heading(_)) && block.text.len() > 60 {
                continue;
            }
            let lower = block.text.to_lowercase().replace('\u{2019}', "'");
            let called = WORDS.headings.iter().any(|head| {
                lower.strip_prefix(head.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            });
            let next = blocks.get(index + 1..).and_then(|rest| rest.iter().zip(&keep[index + 1..]).next());
            let leads_on =
                next.is_some_and(|((next, _), keep)| *keep && !matches!(next.kind, BlockKind::Heading(_)));
            let is_link = *linked * 2 > block.text.len();
            let below_title = matches!(block.kind, BlockKind::Heading(level) if level > 1);
            let bare = called || is_link || next.is_some_and(|(_, keep)| !keep);
            if !leads_on && ((below_title && bare) || (called && index > 0)) {
                keep[index] = false;
            }
        }
        blocks.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|((block, _), _)| block).collect()
    }
}

/// A table that holds data, and not the page.
fn is_data(tree: &Tree<'_>, table: Id) -> bool {
    if tree.named(table, "table").next().is_some() || tree.attribute(table, "role") == Some("presentation") {
        return false;
    }
    let (mut rows, mut cells, mut long, mut heads) = (0, 0, 0, 0);
    for id in tree.below(table) {
        match tree.name(id) {
            "tr" => rows += 1,
            "th" => heads += 1,
            "td" => {
                cells += 1;
                long += usize::from(tree.text_of(id).len() > 200);
            }
            "p" | "h1" | "h2" if rows < 2 => long += 1,
            _ => {}
        }
    }
    rows >= 2 && (heads + cells) >= rows * 2 && long * 4 <= cells
}
