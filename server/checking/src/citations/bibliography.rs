//! The sources a draft cites as a bibliography: BibTeX and CSL-JSON, from their metadata.

use super::CitationMap;
use super::edit::key;
use copydesk_library::{Article, Library};
use serde::Serialize;
use std::sync::Arc;

/// An item of CSL-JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Item {
    id: String,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<String>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
}

impl Item {
    /// What is known by its words alone.
    pub fn titled(id: String, title: String) -> Self {
        Self {
            id,
            r#type: "article-newspaper",
            title: Some(title),
            container_title: None,
            url: None,
            author: Vec::new(),
            issued: None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Name {
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    date_parts: [[i16; 3]; 1],
}

/// The cited articles with their keys, in the order of the list, then of the text.
fn cited<'a>(map: &CitationMap, library: &'a Library) -> Vec<(String, &'a Arc<Article>)> {
    let listed = map.entries.iter().map(|entry| {
        let own = (entry.style == copydesk_tagging::CitationStyle::Pandoc).then(|| entry.label.clone());
        (own, entry.article.as_ref())
    });
    let named = map.markers.iter().flat_map(|marker| &marker.items).map(|item| (None, item.article.as_ref()));
    let mut out: Vec<(String, &Arc<Article>)> = Vec::new();
    for (own, id) in listed.chain(named) {
        let Some(article) = id.and_then(|id| library.get(id)) else { continue };
        if !out.iter().any(|(_, other)| other.id == article.id) {
            out.push((own.unwrap_or_else(|| key(article)), article));
        }
    }
    out
}

/// What a draft cites as CSL-JSON items.
pub fn csl(map: &CitationMap, library: &Library) -> Vec<Item> {
    cited(map, library).into_iter().map(|(id, article)| item(id, article)).collect()
}

/// An article as an item of CSL-JSON.
pub fn item(id: String, article: &Article) -> Item {
    let meta = &article.meta;
    Item {
        id,
        r#type: "article-newspaper",
        title: meta.title.clone(),
        container_title: meta.outlet.clone(),
        url: meta.url.clone(),
        author: meta.authors.iter().map(|author| name(author)).collect(),
        issued: meta
            .published
            .map(|day| Issued { date_parts: [[day.year(), day.month().into(), day.day().into()]] }),
    }
}

fn name(author: &str) -> Name {
    match author.trim().rsplit_once(' ') {
        Some((given, family)) => {
            Name { given: Some(given.to_owned()), family: Some(family.to_owned()), literal: None }
        }
        None => Name { given: None, family: None, literal: Some(author.trim().to_owned()) },
    }
}

/// What a draft cites as BibTeX entries.
pub fn bibtex(map: &CitationMap, library: &Library) -> String {
    let mut out = String::new();
    for (key, article) in cited(map, library) {
        let meta = &article.meta;
        out += &format!("@article{{{key},\n");
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                out.push_str(&format!("  {name} = {{{value}}},\n"));
            }
        };
        // In braces of its own no style changes its capitals, and no author is two.
        let whole = |value: String| format!("{{{value}}}");
        let author = |author: &String| match escape(author) {
            two if two.contains(" and ") => whole(two),
            one => one,
        };
        let authors: Vec<String> = meta.authors.iter().map(author).collect();
        field("title", meta.title.as_deref().map(escape).map(whole));
        field("journal", meta.outlet.as_deref().map(escape));
        field("author", (!authors.is_empty()).then(|| authors.join(" and ")));
        field("date", meta.published.map(|day| day.to_string()));
        field("url", meta.url.as_deref().map(verbatim));
        out += "}\n\n";
    }
    out
}

/// What TeX takes for its own; braces are left out.
fn escape(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::new();
    for c in line.chars().filter(|c| !matches!(c, '{' | '}')) {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c => out.push(c),
        }
    }
    out
}

/// An address, which is read as it stands: nothing in it is escaped but what would end the field.
fn verbatim(url: &str) -> String {
    let url: String = url.split_whitespace().collect();
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}
