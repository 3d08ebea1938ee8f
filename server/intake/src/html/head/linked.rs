//! What the JSON-LD of a page says of its article.

use super::{Stated, is_outlet, is_web, language};
use crate::html::tree::Tree;
use crate::mapped::html_text;
use crate::metadata::{dates, names};
use serde_json::Value;

/// Types of things that are articles, best first.
const TYPES: [&str; 13] = [
    "NewsArticle",
    "ReportageNewsArticle",
    "LiveBlogPosting",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "Report",
    "Article",
    "BlogPosting",
    "SocialMediaPosting",
    "TechArticle",
];

/// Scripts of a page that are looked into, and things in them.
const SCRIPTS: usize = 40;
const THINGS: usize = 4000;

/// A shorter text is a teaser, in bytes.
const BODY: usize = 200;

/// Takes in what JSON-LD states.
pub(super) fn read(tree: &Tree<'_>, stated: &mut Stated) {
    let values = values(tree);
    let things = things(&values);
    if let Some(article) = best(&things) {
        take(article, &things, stated);
    }
    if stated.meta.outlet.is_none() {
        let site = things
            .iter()
            .find(|thing| matches!(thing["@type"].as_str(), Some("WebSite" | "NewsMediaOrganization")));
        stated.meta.outlet = site.and_then(|site| text(&site["name"]));
    }
}

/// The JSON of a page.
fn values(tree: &Tree<'_>) -> Vec<Value> {
    let scripts = tree.named(0, "script").filter(|id| {
        tree.attribute(*id, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
    });
    let read = |range: std::ops::Range<usize>| {
        let raw = tree.text[range].trim();
        let raw = raw
            .trim_start_matches("<!--")
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("-->")
            .trim_end_matches("//]]>");
        // Pages write line breaks into texts, which JSON does not allow.
        let flat = || serde_json::from_str(&raw.replace(['\n', '\r', '\t'], " "));
        serde_json::from_str(raw).or_else(|_| flat()).ok()
    };
    scripts.take(SCRIPTS).filter_map(|script| tree.raw(script)).filter_map(read).collect()
}

/// Whatever has a type; publishers and authors may be named by reference.
fn things(values: &[Value]) -> Vec<&Value> {
    let mut things: Vec<&Value> = Vec::new();
    let mut queue: Vec<&Value> = values.iter().collect();
    while let Some(value) = queue.pop() {
        if things.len() > THINGS {
            break;
        }
        match value {
            Value::Array(items) => queue.extend(items),
            Value::Object(fields) => {
                if fields.contains_key("@type") {
                    things.push(value);
                }
                for key in [
                    "@graph",
                    "mainEntity",
                    "mainEntityOfPage",
                    "itemListElement",
                    "hasPart",
                    "item",
                    "liveBlogUpdate",
                ] {
                    queue.extend(fields.get(key));
                }
            }
            _ => {}
        }
    }
    things
}

/// The article that the page is about; a post of a live blog is part of one.
fn best<'v>(things: &[&'v Value]) -> Option<&'v Value> {
    let rank = |thing: &Value| {
        TYPES.iter().position(|kind| match &thing["@type"] {
            Value::String(own) => own.trim_start_matches("schema:") == *kind,
            Value::Array(all) => all.iter().any(|own| own.as_str() == Some(kind)),
            _ => false,
        })
    };
    let is_update = |thing: &Value| {
        let mut updates = things.iter().filter_map(|other| other["liveBlogUpdate"].as_array()).flatten();
        updates.any(|update| std::ptr::eq(update, thing))
    };
    things
        .iter()
        .copied()
        .filter(|thing| rank(thing).is_some() && !is_update(thing))
        .min_by_key(|thing| (thing["headline"].is_null() && thing["name"].is_null(), rank(thing)))
}

/// A thing, or what is known elsewhere on the page of the thing that is only referred to.
fn resolved(value: &Value, things: &[&Value]) -> Value {
    match value["@id"].as_str().filter(|_| value["name"].is_null()) {
        Some(id) => things
            .iter()
            .find(|thing| thing["@id"] == id && !thing["name"].is_null())
            .map_or(Value::Null, |thing| (*thing).clone()),
        None => value.clone(),
    }
}

/// Takes in what the thing that is the article says.
fn take(article: &Value, things: &[&Value], stated: &mut Stated) {
    let meta = &mut stated.meta;
    stated.live = article["@type"] == "LiveBlogPosting";
    meta.title = text(&article["headline"]).or_else(|| text(&article["name"]));
    let publisher = match &article["publisher"] {
        Value::Array(all) => all.first().map(|first| resolved(first, things)).unwrap_or_default(),
        one => resolved(one, things),
    };
    meta.outlet = text(&publisher["name"]).or_else(|| text(&publisher));
    for name in authors(article, things) {
        if !is_outlet(&name, meta.outlet.as_deref()) && !meta.authors.contains(&name) {
            meta.authors.push(name);
        }
    }
    let date = |key: &str| text(&article[key]).and_then(|date| dates::stated(&date));
    meta.published = date("datePublished").or_else(|| date("dateCreated")).or_else(|| date("uploadDate"));
    meta.modified = date("dateModified");
    meta.language = text(&article["inLanguage"])
        .or_else(|| text(&article["inLanguage"]["alternateName"]))
        .as_deref()
        .and_then(language);
    let page = &article["mainEntityOfPage"];
    meta.url = [&article["url"], page, &page["@id"], &page["url"]]
        .into_iter()
        .filter_map(text)
        .find(|url| is_web(url));
    for source in ["isBasedOn", "sourceOrganization"] {
        let value = resolved(&article[source], things);
        if let Some(name) = text(&value["name"]).or_else(|| text(&value["publisher"]["name"])) {
            meta.credits.push(name);
        }
    }
    stated.body = article["articleBody"].as_str().map(str::to_owned).filter(|body| body.len() > BODY);
}

/// Who wrote an article, name by name.
fn authors(article: &Value, things: &[&Value]) -> Vec<String> {
    let authors: Vec<Value> = match &article["author"] {
        Value::Array(all) => all.iter().map(|author| resolved(author, things)).collect(),
        Value::Null => Vec::new(),
        one => vec![resolved(one, things)],
    };
    let mut all: Vec<String> = Vec::new();
    for author in &authors {
        match &author["name"] {
            Value::Array(names) => all.extend(names.iter().filter_map(text)),
            name => all.extend(text(name).or_else(|| text(author))),
        }
    }
    all.iter().filter(|name| !name.starts_with("http")).flat_map(|name| names(name)).collect()
}

fn text(value: &Value) -> Option<String> {
    let text = html_text(value.as_str()?);
    (!text.is_empty()).then_some(text)
}
