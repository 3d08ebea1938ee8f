//! Which part of a page is the article.
//!
//! What a page calls furniture (menus, cookie banners, related links, comments) is put aside. Of what is left, each
//! paragraph weighs what it says outside of links, and the article is the innermost element that holds nearly all of
//! that weight, or the one that the page calls its article.

use super::blocks::Writer;
use super::tree::{Id, Node, Tree, is_block};
use super::words::{Names, WORDS};
use copydesk_text::Block;

/// An element that holds this share of a page's prose is the article; furniture holds less.
const MOST: f32 = 0.5;
/// Going inward ends where less than this share of the prose would be left.
const NEARLY_ALL: f32 = 0.85;
/// A paragraph of this many bytes weighs something.
const PARAGRAPH: usize = 30;

pub(super) struct Shape<'t, 'a> {
    pub(super) tree: &'t Tree<'a>,
    /// Not part of the article, whatever is.
    pub(super) dropped: Vec<bool>,
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

pub(super) fn names<'t>(tree: &'t Tree<'_>, id: Id) -> impl Iterator<Item = Names> + 't {
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
