//! What a page says about its article: JSON-LD, then `<meta>`, then what can be seen of it.

use super::tree::{Id, Node, Tree};
use super::words::{Names, WORDS};
use crate::mapped::html_text;
use crate::metadata::{dates, is_person, names};
use copydesk_library::Metadata;
use serde_json::Value;

/// What a page states, and the text of the article where it stands in JSON-LD: its bytes in the file.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) meta: Metadata,
    pub(super) live: bool,
    /// The article's text, as JSON-LD has it.
    pub(super) body: Option<String>,
}

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

/// Reads what a page states.
pub(super) fn read(tree: &Tree<'_>) -> Stated {
    let mut stated = Stated::default();
    linked_data(tree, &mut stated);
    let tags = Tags::of(tree);
    let meta = &mut stated.meta;
    let site = tags.first(&[
        "og:site_name",
        "application-name",
        "publisher",
        "dc.publisher",
        "citation_journal_title",
        "article:publisher_name",
    ]);
    if meta.outlet.is_none() {
        meta.outlet = site.filter(|site| !site.starts_with("http"));
    }
    if meta.title.is_none() {
        let title = tags.first(&[
            "og:title",
            "twitter:title",
            "dc.title",
            "citation_title",
            "parsely-title",
            "sailthru.title",
            "headline",
        ]);
        meta.title = title.map(|title| without_outlet(&title, meta.outlet.as_deref()));
    }
    if meta.authors.is_empty() {
        for key in [
            "author",
            "article:author",
            "dc.creator",
            "parsely-author",
            "sailthru.author",
            "byl",
            "cxenseparse:author",
            "citation_author",
        ] {
            let found = tags.all(key).filter(|name| !name.starts_with("http") && !name.starts_with('/'));
            meta.authors =
                found.flat_map(names).filter(|name| !is_outlet(name, meta.outlet.as_deref())).collect();
            meta.authors.dedup();
            if !meta.authors.is_empty() {
                break;
            }
        }
    }
    if meta.published.is_none() {
        meta.published = tags
            .first(&[
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
            ])
            .and_then(|date| dates::stated(&date));
    }
    if meta.modified.is_none() {
        meta.modified = tags
            .first(&[
                "article:modified_time",
                "og:updated_time",
                "datemodified",
                "last-modified",
                "lastmod",
                "dcterms.modified",
                "article.updated",
            ])
            .and_then(|date| dates::stated(&date));
    }
    let canonical = tree.named(0, "link").find(|id| {
        tree.attribute(*id, "rel")
            .is_some_and(|rel| rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical")))
    });
    let canonical = canonical.and_then(|id| tree.attribute(id, "href")).map(html_text);
    let is_web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    meta.url = canonical
        .filter(is_web)
        .or_else(|| tags.first(&["og:url", "twitter:url", "parsely-link"]).filter(is_web))
        .or_else(|| saved_from(tree))
        .or_else(|| meta.url.take());
    if meta.language.is_none() {
        let html = tree.named(0, "html").next();
        let lang = html.and_then(|id| tree.attribute(id, "lang")).map(str::to_owned);
        meta.language = lang
            .or_else(|| tags.first(&["og:locale", "content-language", "dc.language"]))
            .as_deref()
            .and_then(language);
    }
    visible(tree, &mut stated);
    stated
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
            let content = tree.attribute(id, "content")?.split_whitespace().collect::<Vec<_>>().join(" ");
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

fn linked_data(tree: &Tree<'_>, stated: &mut Stated) {
    let scripts = tree.named(0, "script").filter(|id| {
        tree.attribute(*id, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
    });
    let mut values: Vec<Value> = Vec::new();
    for script in scripts.take(40) {
        let Some(range) = tree.raw(script) else { continue };
        let raw = tree.text[range].trim();
        let raw = raw
            .trim_start_matches("<!--")
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("-->")
            .trim_end_matches("//]]>");
        let read = serde_json::from_str(raw).ok();
        // Pages write line breaks into texts, which JSON does not allow.
        let read = read.or_else(|| serde_json::from_str(&raw.replace(['\n', '\r', '\t'], " ")).ok());
        values.extend(read);
    }
    // Things by type; publishers and authors may be named by reference.
    let mut things: Vec<&Value> = Vec::new();
    let mut queue: Vec<&Value> = values.iter().collect();
    while let Some(value) = queue.pop() {
        if things.len() > 4000 {
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
    let rank = |thing: &Value| {
        TYPES.iter().position(|kind| match &thing["@type"] {
            Value::String(own) => own.trim_start_matches("schema:") == *kind,
            Value::Array(all) => all.iter().any(|own| own.as_str() == Some(kind)),
            _ => false,
        })
    };
    let is_update = |thing: &&&Value| {
        things.iter().any(|other| {
            other["liveBlogUpdate"]
                .as_array()
                .is_some_and(|all| all.iter().any(|update| std::ptr::eq(update, **thing)))
        })
    };
    let best = things
        .iter()
        .filter(|thing| rank(thing).is_some())
        .filter(|thing| !is_update(thing))
        .min_by_key(|thing| (thing["headline"].is_null() && thing["name"].is_null(), rank(thing)));
    let meta = &mut stated.meta;
    if let Some(article) = best {
        let resolve = |value: &Value| -> Value {
            match value["@id"].as_str().filter(|_| value["name"].is_null()) {
                Some(id) => things
                    .iter()
                    .find(|thing| thing["@id"] == id && !thing["name"].is_null())
                    .map_or(Value::Null, |thing| (*thing).clone()),
                None => value.clone(),
            }
        };
        stated.live = article["@type"] == "LiveBlogPosting";
        meta.title = text(&article["headline"]).or_else(|| text(&article["name"]));
        let publisher = match &article["publisher"] {
            Value::Array(all) => all.first().map(resolve).unwrap_or_default(),
            one => resolve(one),
        };
        meta.outlet = text(&publisher["name"]).or_else(|| text(&publisher));
        let authors: Vec<Value> = match &article["author"] {
            Value::Array(all) => all.iter().map(resolve).collect(),
            Value::Null => Vec::new(),
            one => vec![resolve(one)],
        };
        for author in &authors {
            let all = match &author["name"] {
                Value::Array(all) => all.iter().filter_map(text).collect(),
                name => text(name).or_else(|| text(author)).into_iter().collect::<Vec<_>>(),
            };
            let all = all
                .iter()
                .filter(|name| !name.starts_with("http"))
                .flat_map(|name| names(name))
                .collect::<Vec<_>>();
            for name in all {
                if !is_outlet(&name, meta.outlet.as_deref()) && !meta.authors.contains(&name) {
                    meta.authors.push(name);
                }
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
            .find(|url| url.starts_with("https://") || url.starts_with("http://"));
        for source in ["isBasedOn", "sourceOrganization"] {
            let value = resolve(&article[source]);
            if let Some(name) = text(&value["name"]).or_else(|| text(&value["publisher"]["name"])) {
                meta.credits.push(name);
            }
        }
        stated.body = article["articleBody"].as_str().map(str::to_owned).filter(|body| body.len() > 200);
    }
    if meta.outlet.is_none() {
        let site = things
            .iter()
            .find(|thing| matches!(thing["@type"].as_str(), Some("WebSite" | "NewsMediaOrganization")));
        meta.outlet = site.and_then(|site| text(&site["name"]));
    }
}

fn text(value: &Value) -> Option<String> {
    let text = html_text(value.as_str()?);
    (!text.is_empty()).then_some(text)
}

/// What a reader sees: a byline, a `<time>`, the window's title. These are guesses.
fn visible(tree: &Tree<'_>, stated: &mut Stated) {
    let meta = &mut stated.meta;
    let prop = |name: &str| (1..tree.nodes.len()).find(|id| tree.attribute(*id, "itemprop") == Some(name));
    let value = |id: Id| {
        let own = ["datetime", "content"].iter().find_map(|key| tree.attribute(id, key)).map(str::to_owned);
        own.unwrap_or_else(|| tree.text_of(id))
    };
    let furniture = |id: Id| {
        tree.up(id).any(|id| {
            matches!(tree.name(id), "aside" | "nav" | "footer")
                || tree.attribute(id, "class").is_some_and(|class| {
                    class.split_whitespace().any(|name| {
                        let names = Names::of(name);
                        !matches!(tree.name(id), "body" | "html" | "main" | "article")
                            && (names.has_pair(&WORDS.pairs)
                                || names.has(&WORDS.comments)
                                || names.has(&WORDS.furniture))
                    })
                })
        })
    };
    if meta.published.is_none() {
        let time = prop("datePublished").and_then(|id| dates::stated(&value(id)));
        let time = time.or_else(|| {
            let all: Vec<Id> = tree.named(0, "time").filter(|id| !furniture(*id)).take(30).collect();
            let marked = all.iter().find(|id| tree.attribute(**id, "pubdate").is_some());
            let named = all.iter().find(|id| {
                let around: String = tree
                    .up(**id)
                    .take(3)
                    .filter_map(|id| tree.attribute(id, "class"))
                    .collect::<Vec<_>>()
                    .join(" ")
                    .to_lowercase();
                around.contains("publish") || around.contains("posted") || around.contains("date-created")
            });
            let updated = |id: &Id| {
                let around = tree
                    .up(*id)
                    .take(2)
                    .filter_map(|id| tree.attribute(id, "class"))
                    .collect::<Vec<_>>()
                    .join(" ")
                    .to_lowercase();
                around.contains("updat") || around.contains("modif")
            };
            let first = all.iter().find(|id| !updated(id));
            marked.or(named).or(first).and_then(|id| dates::stated(&value(*id)))
        });
        if time.is_some() {
            meta.published = time;
            meta.guessed.push("published");
        }
    }
    if meta.modified.is_none() {
        meta.modified = prop("dateModified").and_then(|id| dates::stated(&value(id)));
    }
    if meta.authors.is_empty() {
        let by = (1..tree.nodes.len()).filter(|id| {
            tree.attribute(*id, "itemprop") == Some("author")
                || tree.attribute(*id, "rel") == Some("author")
                || (matches!(
                    tree.name(*id),
                    "p" | "div" | "span" | "a" | "address" | "li" | "strong" | "h3" | "h4"
                ) && ["class", "data-testid", "data-component"]
                    .iter()
                    .filter_map(|key| tree.attribute(*id, key))
                    .any(|class| {
                        class.split_whitespace().take(12).any(|name| Names::of(name).has(&WORDS.byline))
                    }))
        });
        for id in by.take(12) {
            let found: Vec<String> = byline(&tree.text_of(id));
            if !found.is_empty() && !furniture(id) {
                meta.authors = found;
                meta.guessed.push("authors");
                break;
            }
        }
    }
    if meta.title.is_none() {
        let head = tree
            .named(0, "title")
            .next()
            .and_then(|id| tree.raw(id))
            .map(|range| html_text(&tree.text[range]));
        let headings: Vec<String> =
            tree.named(0, "h1").take(3).map(|id| tree.text_of(id)).filter(|text| !text.is_empty()).collect();
        let heading = match headings.as_slice() {
            [one] => Some(one.clone()),
            many => many
                .iter()
                .find(|text| head.as_ref().is_some_and(|head| head.contains(text.as_str())))
                .cloned(),
        };
        let (title, outlet) = match (&head, heading) {
            (Some(head), Some(title)) => {
                let rest = head
                    .strip_prefix(title.as_str())
                    .map(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()));
                (Some(title.clone()), rest.filter(|rest| (2..=40).contains(&rest.len())).map(str::to_owned))
            }
            (None, Some(title)) => (Some(title), None),
            (Some(head), None) => {
                let cut = [" | ", " – ", " — ", " - "].iter().find_map(|mark| head.rsplit_once(mark));
                match cut {
                    Some((title, outlet)) if outlet.len() <= 40 => {
                        (Some(title.to_owned()), Some(outlet.to_owned()))
                    }
                    _ => (Some(head.clone()), None),
                }
            }
            (None, None) => (None, None),
        };
        if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
            meta.title = Some(title);
            meta.guessed.push("title");
        }
        if meta.outlet.is_none()
            && let Some(outlet) = outlet
        {
            // "News | Kestrel Post": the last part.
            let last =
                outlet.rsplit(" | ").next().unwrap_or(&outlet).rsplit(" - ").next().unwrap_or(&outlet).trim();
            meta.outlet = Some(last.to_owned());
            meta.guessed.push("outlet");
        }
    }
}

/// "By Ida Voss and Olin Marsh, harbour correspondent": the names.
fn byline(line: &str) -> Vec<String> {
    if line.len() > 160 {
        return Vec::new();
    }
    let rest = ["By ", "by ", "BY ", "Von ", "Words by ", "Written by ", "Author: ", "Reported by "]
        .iter()
        .find_map(|lead| line.strip_prefix(lead))
        .unwrap_or(line);
    rest.split([',', '&', '|', '\n', '•', '·'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .map(|part| part.split(" in ").next().unwrap_or(part).trim())
        .take_while(|part| is_person(part))
        .map(str::to_owned)
        .collect()
}
