//! A saved page as a tree. Every text knows its bytes in the file.
//!
//! Nodes stand in the order of the document, a parent before its children, so the nodes below one follow it without
//! a gap, and nothing that walks the tree needs to recurse.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::ops::Range;

/// Elements inside one another beyond which the inner ones are taken for children of the last one that counts.
const DEPTH: usize = 256;
/// Nodes of one page.
const NODES: usize = 400_000;

/// Which node.
pub(super) type Id = usize;

pub(super) enum Node {
    Element {
        name: Box<str>,
        /// Those of [`KEPT`], in the order of the page.
        attributes: Vec<(Box<str>, Box<str>)>,
    },
    /// Bytes of the file; entities are not resolved yet.
    Text(Range<usize>),
    /// The inside of a comment.
    Comment(Range<usize>),
}

pub(super) struct Tree<'a> {
    pub(super) text: &'a str,
    pub(super) nodes: Vec<Node>,
    parents: Vec<Id>,
    /// One past the last node below each.
    ends: Vec<Id>,
}

/// Attributes that say something of a text.
const KEPT: [&str; 26] = [
    "aria-hidden",
    "aria-label",
    "class",
    "colspan",
    "content",
    "data-component",
    "data-qa",
    "data-testid",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "open",
    "property",
    "pubdate",
    "rel",
    "role",
    "rowspan",
    "style",
    "title",
    "type",
];

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that begin a block of their own; an open `<p>` ends before them.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

struct Builder<'a> {
    tree: Tree<'a>,
    open: Vec<Id>,
    /// Elements that are open and stand too deep to count.
    deep: usize,
    name: String,
    attributes: Vec<(Box<str>, Box<str>)>,
    attribute: Option<&'static str>,
    full: bool,
}

impl<'a> Tree<'a> {
    /// Reads a page.
    ///
    /// # Errors
    /// It has too many elements.
    pub(super) fn read(text: &'a str) -> Result<Self, String> {
        let root = Node::Element { name: "#document".into(), attributes: Vec::new() };
        let tree = Tree { text, nodes: vec![root], parents: vec![0], ends: vec![0] };
        let mut builder = Builder {
            tree,
            open: vec![0],
            deep: 0,
            name: String::new(),
            attributes: Vec::new(),
            attribute: None,
            full: false,
        };
        {
            let builder = &mut builder;
            let mut emitter =
                CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<()> {
                    if builder.full {
                        return Some(());
                    }
                    builder.take(event, span);
                    None
                });
            emitter.naively_switch_states(true);
            // The first token that comes out says that it is enough.
            let _ = Tokenizer::new_with_emitter(text, emitter).next();
        }
        if builder.full {
            return Err(format!("a page of more than {NODES} elements is not read"));
        }
        while !builder.open.is_empty() {
            builder.pop();
        }
        Ok(builder.tree)
    }

    pub(super) fn name(&self, id: Id) -> &str {
        match &self.nodes[id] {
            Node::Element { name, .. } => name,
            Node::Text(_) | Node::Comment(_) => "",
        }
    }

    pub(super) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match &self.nodes[id] {
            Node::Element { attributes, .. } => {
                attributes.iter().find(|(name, _)| &**name == wanted).map(|(_, value)| &**value)
            }
            _ => None,
        }
    }

    pub(super) fn parent(&self, id: Id) -> Id {
        self.parents[id]
    }

    /// The nodes below `id`, in the order of the page.
    pub(super) fn below(&self, id: Id) -> Range<Id> {
        id + 1..self.ends[id].max(id + 1)
    }

    /// `id` and what it lies in, innermost first; the document itself left out.
    pub(super) fn up(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), |id| Some(self.parents[*id])).take_while(|id| *id != 0)
    }

    /// The elements of this name below `id`.
    pub(super) fn named<'t>(&'t self, id: Id, name: &'t str) -> impl Iterator<Item = Id> + 't {
        self.below(id).filter(move |id| self.name(*id) == name)
    }

    /// All text below `id`, white space collapsed.
    pub(super) fn text_of(&self, id: Id) -> String {
        let mut mapped = crate::mapped::Mapped::default();
        for id in self.below(id) {
            match &self.nodes[id] {
                Node::Text(range) => mapped.html(&self.text[range.clone()], range.start),
                Node::Element { name, .. } if is_block(name) || &**name == "br" => mapped.space(0..0),
                _ => {}
            }
        }
        mapped.text
    }

    /// The text inside a script or the like, as it stands.
    pub(super) fn raw(&self, id: Id) -> Option<Range<usize>> {
        let mut texts = self.below(id).filter_map(|id| match &self.nodes[id] {
            Node::Text(range) => Some(range.clone()),
            _ => None,
        });
        let first = texts.next()?;
        Some(first.start..texts.next_back().map_or(first.end, |last| last.end))
    }
}

impl Builder<'_> {
    fn take(&mut self, event: CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = String::from_utf8_lossy(name).into_owned();
                self.attributes.clear();
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = KEPT.iter().find(|kept| kept.as_bytes() == name).copied();
                if let Some(name) = self.attribute {
                    self.attributes.push((name.into(), "".into()));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if self.attribute.take().is_some()
                    && let Some(last) = self.attributes.last_mut()
                {
                    last.1 = String::from_utf8_lossy(value).into();
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(self_closing),
            CallbackEvent::EndTag { name } => self.end(&String::from_utf8_lossy(name)),
            CallbackEvent::String { .. } => self.leaf(span, Node::Text),
            CallbackEvent::Comment { .. } => self.leaf(span, Node::Comment),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn leaf(&mut self, span: Span<usize>, node: impl FnOnce(Range<usize>) -> Node) {
        let text = self.tree.text;
        let inside = |at: usize| (at <= text.len() && text.is_char_boundary(at)).then_some(at);
        let (Some(start), Some(end)) = (inside(span.start), inside(span.end)) else { return };
        if start < end {
            self.add(node(start..end));
        }
    }

    fn add(&mut self, node: Node) -> Id {
        let id = self.tree.nodes.len();
        self.full |= id >= NODES;
        self.tree.nodes.push(node);
        self.tree.parents.push(self.open.last().copied().unwrap_or(0));
        self.tree.ends.push(id + 1);
        id
    }

    fn pop(&mut self) {
        if let Some(id) = self.open.pop() {
            self.tree.ends[id] = self.tree.nodes.len();
        }
    }

    /// Closes the innermost open element for which `wanted` holds, unless one for which `stop` holds lies between.
    fn close(&mut self, wanted: impl Fn(&str) -> bool, stop: impl Fn(&str) -> bool) {
        for depth in (1..self.open.len()).rev() {
            let name = self.tree.name(self.open[depth]);
            if wanted(name) {
                while self.open.len() > depth {
                    self.pop();
                }
                return;
            }
            if stop(name) {
                return;
            }
        }
    }

    fn start(&mut self, self_closing: bool) {
        let name = std::mem::take(&mut self.name);
        let scope =
            |name: &str| matches!(name, "table" | "td" | "th" | "caption" | "button" | "template" | "object");
        match &*name {
            "li" => {
                self.close(|open| open == "li", |open| scope(open) || matches!(open, "ul" | "ol" | "menu"))
            }
            "dt" | "dd" => self.close(|open| matches!(open, "dt" | "dd"), |open| scope(open) || open == "dl"),
            "tr" => self.close(|open| open == "tr", |open| open == "table"),
            "td" | "th" => {
                self.close(|open| matches!(open, "td" | "th"), |open| matches!(open, "table" | "tr"))
            }
            "tbody" | "thead" | "tfoot" => {
                self.close(|open| matches!(open, "tbody" | "thead" | "tfoot"), |open| open == "table");
            }
            "option" => self.close(|open| open == "option", |open| open == "select"),
            "body" => self.close(|open| open == "head", scope),
            _ => {}
        }
        // A heading that was never closed does not swallow the page.
        if matches!(&*name, "p" | "div" | "ul" | "ol" | "table" | "section" | "article") {
            self.close(
                |open| open.len() == 2 && open.starts_with('h') && open.as_bytes()[1].is_ascii_digit(),
                |open| scope(open) || is_block(open),
            );
        }
        if is_block(&name) {
            self.close(|open| open == "p", |open| scope(open) || (is_block(open) && open != "p"));
        }
        let attributes = std::mem::take(&mut self.attributes);
        let is_void = VOID.contains(&&*name);
        // What is foreign to HTML may close itself.
        let closes = is_void
            || (self_closing && (name.contains(':') || matches!(&*name, "path" | "rect" | "circle" | "use")));
        if !closes && self.open.len() >= DEPTH {
            self.deep += 1;
            // Blocks still part what stands in them.
            if is_block(&name) {
                self.add(Node::Element { name: name.into(), attributes });
            }
            return;
        }
        let id = self.add(Node::Element { name: name.into(), attributes });
        if !closes {
            self.open.push(id);
        }
    }

    fn end(&mut self, name: &str) {
        if self.deep > 0 {
            self.deep -= 1;
            return;
        }
        if VOID.contains(&name) {
            return;
        }
        // What stands below a cell never closes what lies around its table.
        let cell =
            !matches!(name, "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "body" | "html");
        self.close(|open| open == name, |open| cell && matches!(open, "td" | "th"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closes_what_pages_leave_open() {
        let tree = Tree::read("<ul><li>One<li>Two <b>bold</ul><p>Three<div>Four</div>").expect("a page");
        let texts: Vec<String> = tree.named(0, "li").map(|id| tree.text_of(id)).collect();
        assert_eq!(texts, ["One", "Two bold"]);
        assert_eq!(tree.named(0, "p").map(|id| tree.text_of(id)).collect::<Vec<_>>(), ["Three"]);
    }

    #[test]
    fn reads_a_page_that_is_nested_100_000_deep() {
        let page = format!("{}The ferry sank.{}<p>After.", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let tree = Tree::read(&page).expect("a page");
        assert!(tree.text_of(0).contains("The ferry sank."));
        assert_eq!(tree.named(0, "p").map(|id| tree.text_of(id)).collect::<Vec<_>>(), ["After."]);
        assert!(Tree::read(&"<b>".repeat(500_000)).is_ok());
        assert!(Tree::read(&"<br>".repeat(500_000)).is_err());
    }

    #[test]
    fn a_text_knows_its_bytes() {
        let page = "<p>Größe &amp; <i>Maß</i></p><script>if (a<b) {}</script>";
        let tree = Tree::read(page).expect("a page");
        let texts: Vec<&str> = (0..tree.nodes.len())
            .filter_map(|id| match &tree.nodes[id] {
                Node::Text(range) => Some(&page[range.clone()]),
                _ => None,
            })
            .collect();
        assert_eq!(texts, ["Größe &amp; ", "Maß", "if (a<b) {}"]);
    }
}
