//! What a page says about its article: JSON-LD, then `<meta>`, then what can be seen of it.

mod linked;
mod visible;

use super::tree::{Node, Tree};
use crate::mapped::html_text;
use crate::metadata::{dates, names};
use copydesk_library::Metadata;
use copydesk_text::one_line;

/// What a page states, and the text of the article where it stands in JSON-LD: its bytes in the file.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) meta: Metadata,
    pub(super) live: bool,
    /// The article's text, as JSON-LD has it.
    pub(super) body: Option<String>,
}

/// Reads what a page states.
pub(super) fn read(tree: &Tree<'_>) -> Stated {
    let mut stated = Stated::default();
    linked::read(tree, &mut stated);
    tagged(tree, &mut stated.meta);
    visible::read(tree, &mut stated.meta);
    stated
}

/// The names that `<meta>` elements give these by, best first.
const OUTLET: [&str; 6] = [
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "citation_journal_title",
    "article:publisher_name",
];
const TITLE: [&str; 7] = [
    "og:title",
    "twitter:title",
    "dc.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "headline",
];
const AUTHOR: [&str; 8] = [
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
    "citation_author",
];
const PUBLISHED: [&str; 19] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "citation_publication_date",
    "citation_date",
    "originalpublicationdate",
    "pdate",
    "cxenseparse:recs:publishtime",
];
const MODIFIED: [&str; 7] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "article.updated",
];

/// Takes from the `<meta>` elements what JSON-LD does not say.
fn tagged(tree: &Tree<'_>, meta: &mut Metadata) {
    let tags = Tags::of(tree);
    if meta.outlet.is_none() {
        meta.outlet = tags.first(&OUTLET).filter(|site| !site.starts_with("http"));
    }
    if meta.title.is_none() {
        meta.title = tags.first(&TITLE).map(|title| without_outlet(&title, meta.outlet.as_deref()));
    }
    if meta.authors.is_empty() {
        let by = AUTHOR.iter().map(|key| tags.authors(key, meta.outlet.as_deref()));
        meta.authors = by.into_iter().find(|authors| !authors.is_empty()).unwrap_or_default();
    }
    let date = |names: &[&str]| tags.first(names).and_then(|date| dates::stated(&date));
    meta.published = meta.published.or_else(|| date(&PUBLISHED));
    meta.modified = meta.modified.or_else(|| date(&MODIFIED));
    meta.url = address(tree, &tags).or_else(|| meta.url.take());
    if meta.language.is_none() {
        let html = tree.named(0, "html").next();
        let lang = html.and_then(|id| tree.attribute(id, "lang")).map(str::to_owned);
        meta.language = lang
            .or_else(|| tags.first(&["og:locale", "content-language", "dc.language"]))
            .as_deref()
            .and_then(language);
    }
}

/// Where the page stood on the web, by its own word or by that of the program that saved it.
fn address(tree: &Tree<'_>, tags: &Tags) -> Option<String> {
    let canonical = tree.named(0, "link").find(|id| {
        tree.attribute(*id, "rel")
            .is_some_and(|rel| rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical")))
    });
    let canonical = canonical.and_then(|id| tree.attribute(id, "href")).map(html_text);
    canonical
        .filter(|url| is_web(url))
        .or_else(|| tags.first(&["og:url", "twitter:url", "parsely-link"]).filter(|url| is_web(url)))
        .or_else(|| saved_from(tree))
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// "en-GB" is en.
pub(crate) fn language(tag: &str) -> Option<String> {
    let code: String = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

/// The `<meta>` elements: name in lower case, content.
struct Tags(Vec<(String, String)>);

impl Tags {
    fn of(tree: &Tree<'_>) -> Self {
        let tags = tree.named(0, "meta").filter_map(|id| {
            let name = ["property", "name", "itemprop", "http-equiv"]
                .iter()
                .find_map(|key| tree.attribute(id, key))?;
            // The tokenizer resolves what stands in attributes.
            let content = one_line(tree.attribute(id, "content")?);
            (!content.is_empty()).then(|| (name.trim().to_lowercase(), content))
        });
        Self(tags.take(400).collect())
    }

    fn all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t str> + 't {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next()).map(str::to_owned)
    }

    /// The people that one of the names gives; addresses of their pages and the outlet itself are none.
    fn authors(&self, name: &str, outlet: Option<&str>) -> Vec<String> {
        let found = self.all(name).filter(|name| !name.starts_with("http") && !name.starts_with('/'));
        let mut authors: Vec<String> =
            found.flat_map(names).filter(|name| !is_outlet(name, outlet)).collect();
        authors.dedup();
        authors
    }
}

/// "Storm shuts bay | Kestrel Post" without the outlet.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let title = title.trim();
    for mark in [" | ", " - ", " – ", " — ", " :: ", " · "] {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && outlet.is_some_and(|outlet| is_outlet(tail, Some(outlet)))
        {
            return head.trim().to_owned();
        }
    }
    title.to_owned()
}

/// "Kestrel Post", "The Kestrel Post", "Kestrel Post News" are one.
fn is_outlet(name: &str, outlet: Option<&str>) -> bool {
    let bare = |name: &str| -> String {
        let lower = name.to_lowercase();
        let lower = lower.strip_prefix("the ").unwrap_or(&lower);
        lower.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    outlet.is_some_and(|outlet| {
        let (name, outlet) = (bare(name), bare(outlet));
        !name.is_empty() && (name == outlet || outlet.starts_with(&name) && name.len() * 2 > outlet.len())
    })
}

/// Where a browser or an extension says that it saved the page from.
fn saved_from(tree: &Tree<'_>) -> Option<String> {
    tree.nodes.iter().take(400).find_map(|node| {
        let Node::Comment(range) = node else { return None };
        let text = &tree.text[range.clone()];
        let lower = text.to_lowercase();
        let at = ["saved from url=", "url:", "source:", "mirrored from "].iter().find_map(|lead| {
            let saved = lower.contains("saved") || lower.contains("singlefile") || lower.contains("mirrored");
            saved.then(|| lower.find(lead)).flatten()
        })?;
        let rest = text.get(at..)?;
        let from = rest.find("http")?;
        let url = rest[from..].split_whitespace().next()?.trim_end_matches("--").to_owned();
        (url.len() < 2000).then_some(url)
    })
}
