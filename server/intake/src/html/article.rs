//! Which part of a page is the article.
//!
//! What a page calls furniture (menus, cookie banners, related links, comments) is put aside. Of what is left, each
//! paragraph weighs what it says outside of links, and the article is the innermost element that holds nearly all of
//! that weight, or the one that the page calls its article.

use super::tree::{Id, Node, Tree, is_block};
use super::words::{Names, WORDS};
use crate::mapped::Mapped;
use copydesk_text::tables::{Cell, Facts, Spans, caption};
use copydesk_text::{Block, BlockKind};
use std::collections::HashMap;

/// An element that holds this share of a page's prose is the article; furniture holds less.
const MOST: f32 = 0.5;
/// Going inward ends where less than this share of the prose would be left.
const NEARLY_ALL: f32 = 0.85;
/// A paragraph of this many bytes weighs something.
const PARAGRAPH: usize = 30;

pub(super) struct Shape<'t, 'a> {
    tree: &'t Tree<'a>,
    /// Not part of the article, whatever is.
    dropped: Vec<bool>,
    /// What the prose below each node weighs.
    weight: Vec<f32>,
}

impl<'t, 'a> Shape<'t, 'a> {
    pub(super) fn of(tree: &'t Tree<'a>) -> Self {
        let none = vec![false; tree.nodes.len()];
        // First with all that can be seen, then without the furniture, which is told from the article by its weight.
        let mut dropped = none;
        for id in 1..tree.nodes.len() {
            dropped[id] = dropped[tree.parent(id)] || is_never_seen(tree, id);
        }
        let weight = weigh(tree, &dropped);
        let total = weight[0].max(1.0);
        for id in 1..tree.nodes.len() {
            dropped[id] |= dropped[tree.parent(id)] || is_furniture(tree, id, weight[id] / total);
        }
        let weight = weigh(tree, &dropped);
        Self { tree, dropped, weight }
    }

    /// What the page's prose weighs, in bytes of paragraphs.
    pub(super) fn total(&self) -> f32 {
        self.weight[0]
    }

    /// The elements that are the article, in order, and its headline if that stands before them.
    pub(super) fn article(&self) -> (Option<Id>, Vec<Id>) {
        let roots = self.roots();
        let first = roots.first().copied().unwrap_or(0);
        let inside = roots.iter().any(|root| self.tree.named(*root, "h1").any(|id| !self.dropped[id]));
        let before = |id: &Id| *id < first && self.tree.below(*id).end <= first && !self.is_hidden(*id);
        let headline = self.tree.named(0, "h1").filter(before).last().filter(|_| !inside);
        (headline, roots)
    }

    /// A headline may stand in a header that is furniture otherwise.
    fn is_hidden(&self, id: Id) -> bool {
        self.tree.up(id).any(|id| is_never_seen(self.tree, id) || self.tree.name(id) == "nav")
    }

    fn roots(&self) -> Vec<Id> {
        let total = self.total();
        let heavy = |id: Id, share: f32| self.weight[id] >= total * share && self.weight[id] > 0.0;
        // What the page calls the body of its article: one, or one for each post of a live blog.
        let mut bodies: Vec<Id> = Vec::new();
        for id in 1..self.tree.nodes.len() {
            if self.dropped[id]
                || self.weight[id] <= 0.0
                || bodies.last().is_some_and(|last| self.tree.below(*last).contains(&id))
            {
                continue;
            }
            if self.is_body(id) {
                bodies.push(id);
            }
        }
        let called: f32 = bodies.iter().map(|id| self.weight[*id]).sum();
        if !bodies.is_empty() && called >= total * MOST {
            if bodies.len() == 1 {
                return bodies;
            }
            // Posts with their headings and times: what holds them all.
            return vec![self.around(&bodies)];
        }
        let mut at = 0;
        for name in ["main", "article"] {
            let found = (1..self.tree.nodes.len()).filter(|id| {
                let role = self.tree.attribute(*id, "role");
                self.tree.name(*id) == name || role == Some(name)
            });
            let found: Vec<Id> = found.filter(|id| heavy(*id, MOST)).collect();
            at = found.last().copied().filter(|id| *id > at).unwrap_or(at);
        }
        // Inward, while one child holds nearly all of it.
        let whole = self.weight[at];
        loop {
            let next = self.tree.below(at).find(|id| {
                self.tree.parent(*id) == at
                    && self.weight[*id] >= whole * NEARLY_ALL
                    && is_block(self.tree.name(*id))
                    && !matches!(
                        self.tree.name(*id),
                        "p" | "li" | "tr" | "td" | "blockquote" | "table" | "tbody"
                    )
            });
            match next {
                Some(next) => at = next,
                None => return vec![at],
            }
        }
    }

    fn is_body(&self, id: Id) -> bool {
        if self
            .tree
            .attribute(id, "itemprop")
            .is_some_and(|prop| prop.split_whitespace().any(|p| p == "articleBody"))
        {
            return true;
        }
        matches!(self.tree.name(id), "div" | "section" | "article" | "main" | "span")
            && names(self.tree, id).any(|names| names.has_pair(&WORDS.body))
    }

    /// The innermost element around all of these.
    fn around(&self, ids: &[Id]) -> Id {
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return 0 };
        self.tree.up(*first).find(|id| self.tree.below(*id).contains(last)).unwrap_or(0)
    }

    /// The blocks of the article, its headline first.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let (headline, roots) = self.article();
        let mut writer = Writer::new(self);
        if let Some(id) = headline {
            writer.element(id, true);
            let first = roots.first().copied().unwrap_or(0);
            self.standfirst(id, first, &mut writer);
        }
        for root in roots {
            writer.element(root, false);
        }
        writer.finish()
    }

    /// What stands between the headline and the article and is called its lead.
    fn standfirst(&self, headline: Id, article: Id, writer: &mut Writer<'_, '_, '_>) {
        let mut done = 0;
        for id in self.tree.below(headline).end..article {
            if id < done || self.dropped[id] || self.tree.below(id).contains(&article) {
                continue;
            }
            let is_lead = names(self.tree, id).any(|names| names.has(&WORDS.standfirst))
                || self.tree.attribute(id, "itemprop") == Some("description")
                || (matches!(self.tree.name(id), "p" | "h2") && self.tree.text_of(id).len() > 60);
            if is_lead {
                writer.element(id, false);
                done = self.tree.below(id).end;
            }
        }
    }
}

/// Scripts, forms and what is marked as hidden.
fn is_never_seen(tree: &Tree<'_>, id: Id) -> bool {
    let Node::Element { name, attributes } = &tree.nodes[id] else { return false };
    if matches!(
        &**name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "svg"
            | "math"
            | "head"
            | "select"
            | "textarea"
            | "button"
            | "object"
            | "audio"
            | "video"
            | "canvas"
            | "datalist"
            | "dialog"
    ) {
        return true;
    }
    attributes.iter().any(|(name, value)| match &**name {
        "hidden" => &**value != "until-found",
        "aria-hidden" => &**value == "true",
        "style" => {
            let style: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    })
}

/// What a page puts around an article. `share` is how much of the page's prose stands in it.
fn is_furniture(tree: &Tree<'_>, id: Id, share: f32) -> bool {
    let Node::Element { name, .. } = &tree.nodes[id] else { return false };
    if matches!(&**name, "html" | "body" | "#document") {
        return false;
    }
    if names(tree, id).any(|names| names.has(&WORDS.comments))
        && tree.named(id, "h1").next().is_none()
        && &**name != "p"
    {
        return share < 0.9;
    }
    if share >= MOST || matches!(&**name, "h1" | "main") {
        return false;
    }
    if matches!(&**name, "nav" | "aside" | "footer" | "form" | "menu" | "search") {
        return true;
    }
    let role = tree.attribute(id, "role").unwrap_or_default();
    if matches!(
        role,
        "navigation"
            | "complementary"
            | "contentinfo"
            | "dialog"
            | "alertdialog"
            | "search"
            | "menu"
            | "menubar"
            | "toolbar"
            | "tablist"
            | "status"
            | "alert"
    ) {
        return true;
    }
    // A paragraph of the article that shares a word with furniture is the article's, unless it is called so itself.
    names(tree, id).any(|names| names.has(&WORDS.furniture) || names.has_pair(&WORDS.pairs))
}

fn names<'t>(tree: &'t Tree<'_>, id: Id) -> impl Iterator<Item = Names> + 't {
    ["class", "id", "data-component", "data-testid", "data-qa"]
        .into_iter()
        .filter_map(move |name| tree.attribute(id, name))
        .flat_map(str::split_whitespace)
        .take(24)
        .map(Names::of)
}

/// What the paragraphs below each node weigh.
fn weigh(tree: &Tree<'_>, dropped: &[bool]) -> Vec<f32> {
    let count = tree.nodes.len();
    let mut own = vec![0usize; count];
    let mut linked = vec![0usize; count];
    let mut block = vec![0; count];
    let mut in_link = vec![false; count];
    for id in 1..count {
        let parent = tree.parent(id);
        in_link[id] = in_link[parent] || tree.name(id) == "a";
        block[id] = if is_block(tree.name(id)) { id } else { block[parent] };
        if let (Node::Text(range), false) = (&tree.nodes[id], dropped[id]) {
            let len = tree.text[range.clone()].trim().len();
            own[block[id]] += len;
            linked[block[id]] += if in_link[id] { len } else { 0 };
        }
    }
    let mut weight = vec![0.0; count];
    for id in (1..count).rev() {
        let (len, links) = (own[id], linked[id]);
        if len >= PARAGRAPH && links * 2 < len {
            let share = match tree.name(id) {
                "p" | "blockquote" | "pre" => 1.0,
                "li" | "td" | "th" | "dd" | "figcaption" => 0.5,
                name if name.starts_with('h') && name.len() == 2 => 0.3,
                _ => 0.8,
            };
            #[allow(clippy::cast_precision_loss)]
            let said = (len - links) as f32;
            weight[id] += said * share;
        }
        weight[tree.parent(id)] += weight[id];
    }
    weight
}

/// Blocks in the making.
struct Writer<'s, 't, 'a> {
    shape: &'s Shape<'t, 'a>,
    /// Each with the bytes of its text that are links.
    blocks: Vec<(Block, usize)>,
    current: Mapped,
    linked: usize,
    owner: Id,
    breaks: usize,
}

impl<'s, 't, 'a> Writer<'s, 't, 'a> {
    fn new(shape: &'s Shape<'t, 'a>) -> Self {
        Self { shape, blocks: Vec::new(), current: Mapped::default(), linked: 0, owner: 0, breaks: 0 }
    }

    /// Adds what stands in an element. `all` takes in what is furniture elsewhere.
    fn element(&mut self, root: Id, all: bool) {
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
    fn finish(self) -> Vec<Block> {
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
