//! Front matter: YAML between `---`, TOML between `+++`. A file whose front matter cannot be read has none.

use super::{dates, plain};
use crate::html::language;
use copydesk_library::Metadata;
use copydesk_text::{BlockKind, Prose};
use jiff::civil::Date;
use serde_json::Value;

/// What the front matter of a text states, and the list of metadata that Readwise writes; and the day on which somebody
/// clipped the article, which is not the day it is dated.
pub(super) fn of(text: &str, prose: &Prose) -> (Metadata, Option<Date>) {
    let mut meta = Metadata::default();
    let mut clipped = None;
    if let Some(raw) = prose.front_matter.clone().and_then(|range| text.get(range)) {
        clipped = read(raw, &mut meta);
    }
    listed(prose, &mut meta);
    (meta, clipped)
}

/// Fills in what `raw` (fences included) states; returns the day of clipping.
fn read(raw: &str, meta: &mut Metadata) -> Option<Date> {
    let mut clipped = None;
    for (key, value) in &fields(raw)? {
        let key = plain(key);
        if is_clipping(&key) {
            clipped = clipped.or_else(|| dates::stated(&texts(value).first().cloned()?));
        } else {
            field(&key, value, meta);
        }
    }
    clipped
}

/// The fields of front matter; none where it cannot be read.
fn fields(raw: &str) -> Option<serde_json::Map<String, Value>> {
    let raw = raw.trim().trim_start_matches('\u{feff}');
    let (head, (body, _)) = (raw.get(..3)?, raw.get(3..).and_then(|rest| rest.rsplit_once('\n'))?);
    let value = match head {
        "---" => serde_saphyr::from_str(body).or_else(|_| serde_saphyr::from_str(&quoted(body))).ok(),
        _ => toml::from_str::<toml::Table>(body).ok().map(|table| from_toml(toml::Value::Table(table))),
    };
    match value {
        Some(Value::Object(fields)) => Some(fields),
        // Nothing, or a remark alone.
        Some(Value::Null) => Some(serde_json::Map::new()),
        _ => None,
    }
}

/// What its writer should know of the front matter of a text: it cannot be read, or dates the text by what is no day.
pub(crate) fn fault(text: &str, prose: &Prose) -> Option<String> {
    let raw = prose.front_matter.clone().and_then(|range| text.get(range))?;
    let Some(fields) = fields(raw) else {
        return Some("its front matter cannot be read, so nothing is taken from it".to_owned());
    };
    let dates = fields
        .iter()
        .filter(|(key, _)| matches!(plain(key).as_str(), "published" | "datepublished" | "date"));
    dates.into_iter().find_map(|(key, value)| {
        let day = texts(value).into_iter().next().filter(|day| dates::stated(day).is_none())?;
        Some(format!("\u{201c}{key}: {day}\u{201d} in its front matter is no day; write it as 2026-03-18"))
    })
}

/// YAML as people write it by hand, its values in quotation marks: "title: Gale at sea: two ships lost".
fn quoted(body: &str) -> String {
    let line = |line: &str| match line.split_once(": ") {
        Some((key, value)) if !key.starts_with(char::is_whitespace) && !value.trim().is_empty() => {
            let value = value.trim();
            let whole = |mark: char| value.len() > 1 && value.starts_with(mark) && value.ends_with(mark);
            if value.starts_with(['[', '{', '|', '>']) || whole('"') || whole('\'') {
                line.to_owned()
            } else {
                format!("{key}: '{}'", value.replace('\'', "''"))
            }
        }
        _ => line.to_owned(),
    };
    body.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Fills in what a table of a sidecar states.
pub(super) fn table(table: toml::Table, meta: &mut Metadata) {
    if let Value::Object(fields) = from_toml(toml::Value::Table(table)) {
        for (key, value) in &fields {
            field(&plain(key), value, meta);
        }
    }
}

/// "## Metadata" with a list below it, as Readwise and Zotero write notes: "Author: [[Ida Voss]]", "Publication:: Kestrel
/// Post".
fn listed(prose: &Prose, meta: &mut Metadata) {
    let mut blocks = prose.blocks.iter().take(12);
    if !blocks.any(|block| block.text.trim() == "Metadata") {
        return;
    }
    let items = prose.blocks.iter().skip_while(|block| block.text.trim() != "Metadata").skip(1).take(24);
    for block in items.take_while(|block| matches!(block.kind, BlockKind::ListItem | BlockKind::Furniture)) {
        if let Some((key, value)) = block.text.split_once(':') {
            let key = plain(key);
            let key = if key == "fulltitle" { "title".to_owned() } else { key };
            // "Type: Newspaper article", "Key: 3FQ8": the program's own.
            if !is_clipping(&key) && !matches!(key.as_str(), "type" | "kind" | "id" | "key") {
                let value = value.trim_start_matches(':').trim();
                field(&key, &Value::String(unlinked(value)), meta);
            }
        }
    }
}

/// The day on which somebody took the article over.
fn is_clipping(key: &str) -> bool {
    matches!(key, "created" | "datecreated" | "clipped" | "saved" | "dateadded" | "accessed" | "datesaved")
}

/// "[[Ida Voss|Ida]]" and "[Kestrel Post](https://kestrel.example)" without the brackets.
fn unlinked(text: &str) -> String {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        return inner.split('|').next().unwrap_or(inner).trim().to_owned();
    }
    match text.strip_prefix('[').and_then(|rest| rest.split_once("](")) {
        Some((name, rest)) if rest.ends_with(')') => name.trim().to_owned(),
        _ => text.replace("[[", "").replace("]]", ""),
    }
}

/// Takes in one field; `key` in lower case, without hyphens and the like.
pub(crate) fn field(key: &str, value: &Value, meta: &mut Metadata) {
    let texts = texts(value);
    let Some(first) = texts.first().cloned() else {
        meta.aggregator |= key == "aggregator" && value == &Value::Bool(true);
        return;
    };
    let is_url = first.starts_with("http://") || first.starts_with("https://");
    match key {
        "title" | "headline" => meta.title = Some(unlinked(&first)),
        "source" | "sourceurl" | "via" if is_url => meta.url = Some(first),
        "url" | "link" | "permalink" | "canonical" | "canonicalurl" | "originalurl" | "uri" | "href"
        | "weburl"
            if is_url =>
        {
            meta.url = Some(first)
        }
        "outlet" => meta.outlet = Some(unlinked(&first)),
        "site" | "sitename" | "publisher" | "publication" | "source" | "newspaper" | "website"
        | "journal" | "magazine" | "containertitle" | "publicationtitle" | "sourcename" | "feed"
        | "domain" => {
            meta.outlet.get_or_insert(unlinked(&first));
        }
        "author" | "authors" | "byline" | "by" | "creator" | "creators" => {
            for name in texts.iter().flat_map(|text| names(&unlinked(text))) {
                if !meta.authors.contains(&name) {
                    meta.authors.push(name);
                }
            }
        }
        "published" | "datepublished" | "pubdate" | "publishdate" | "publisheddate" | "publicationdate"
        | "publishedat" | "publishedtime" | "issued" | "publicationtime" => {
            if let Some(date) = dates::stated(&first) {
                meta.published = Some(date);
            }
        }
        "date" | "day" => {
            if let (None, Some(date)) = (meta.published, dates::stated(&first)) {
                meta.published = Some(date);
            }
        }
        "modified" | "updated" | "datemodified" | "updatedat" | "lastmod" | "modifiedat" | "dateupdated" => {
            meta.modified = dates::stated(&first).or(meta.modified);
        }
        "language" | "lang" | "inlanguage" => meta.language = language(&first),
        "lean" | "bias" | "leaning" => meta.lean = Some(first),
        "factuality" | "reliability" | "factualreporting" => meta.factuality = Some(first),
        "key" | "citekey" | "citationkey" | "bibkey" => {
            meta.key = Some(first.trim_start_matches('@').to_owned())
        }
        "id" => {
            meta.key.get_or_insert(first);
        }
        "credit" | "credits" | "agency" | "agencies" | "wire" | "wires" => {
            meta.credits.extend(texts.iter().flat_map(|text| names(text)));
        }
        "chain" | "reportedby" | "reportsfor" | "originallypublished" | "originaloutlet" => {
            meta.chain.extend(texts)
        }
        "type" | "kind" => {
            meta.aggregator |= matches!(first.to_lowercase().as_str(), "aggregator" | "coverage" | "digest");
        }
        "aggregator" => meta.aggregator |= first == "true",
        _ => {}
    }
}

/// The texts of a field: one, or those of a list, or the names in a list of tables.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => vec![text.trim().to_owned()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields
            .get("name")
            .or_else(|| fields.get("title"))
            .or_else(|| fields.get("literal"))
            .map(texts)
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// "Ida Voss and Olin Marsh", "Voss, Marsh": names one by one.
pub(crate) fn names(text: &str) -> Vec<String> {
    let text = text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).unwrap_or(text);
    text.split([',', ';', '/'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(value) => Value::Bool(value),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(from_toml).collect()),
        toml::Value::Table(fields) => {
            Value::Object(fields.into_iter().map(|(key, value)| (key, from_toml(value))).collect())
        }
    }
}
