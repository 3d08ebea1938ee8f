//! Front matter: YAML between `---`, TOML between `+++`. A file whose front matter cannot be read has none.

use super::dates;
use copydesk_library::Metadata;
use serde_json::Value;

/// Fills in what `raw` (fences included) states.
pub(super) fn read(raw: &str, meta: &mut Metadata) {
    let raw = raw.trim().trim_start_matches('\u{feff}');
    let (Some(head), Some((body, _))) = (raw.get(..3), raw.get(3..).and_then(|rest| rest.rsplit_once('\n')))
    else {
        return;
    };
    let value = match head {
        "---" => serde_saphyr::from_str::<Value>(body).ok(),
        _ => toml::from_str::<toml::Table>(body).ok().map(|table| from_toml(toml::Value::Table(table))),
    };
    let Some(Value::Object(fields)) = value else {
        tracing::debug!("front matter that cannot be read");
        return;
    };
    for (key, value) in &fields {
        let key: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        field(&key, value, meta);
    }
}

fn field(key: &str, value: &Value, meta: &mut Metadata) {
    let texts = texts(value);
    let Some(first) = texts.first().cloned() else {
        meta.aggregator |= key == "aggregator" && value == &Value::Bool(true);
        return;
    };
    let is_url = first.starts_with("http://") || first.starts_with("https://");
    match key {
        "title" | "headline" => meta.title = Some(first),
        "source" | "sourceurl" | "via" if is_url => meta.url = Some(first),
        "url" | "link" | "permalink" | "canonical" | "canonicalurl" | "originalurl" | "uri" => {
            meta.url = Some(first)
        }
        "outlet" => meta.outlet = Some(first),
        "site" | "sitename" | "publisher" | "publication" | "source" | "newspaper" | "website"
        | "journal" | "magazine" | "containertitle" => {
            meta.outlet.get_or_insert(first);
        }
        "author" | "authors" | "byline" | "by" | "creator" => {
            let authors = texts.iter().flat_map(|text| names(text));
            meta.authors.extend(authors);
        }
        "published" | "datepublished" | "pubdate" | "publishdate" | "publisheddate" | "publicationdate"
        | "publishedat" | "issued" => {
            if let Some(date) = dates::stated(&first) {
                meta.published = Some(date);
            }
        }
        "date" | "created" | "datecreated" | "day" => {
            if let (None, Some(date)) = (meta.published, dates::stated(&first)) {
                meta.published = Some(date);
            }
        }
        "key" | "citekey" | "citationkey" | "bibkey" => meta.key = Some(first),
        "id" => {
            meta.key.get_or_insert(first);
        }
        "credit" | "credits" | "agency" | "agencies" | "wire" | "wires" => {
            meta.credits.extend(texts.iter().flat_map(|text| names(text)));
        }
        "reportedby" | "reportsfor" | "originallypublished" | "originaloutlet" => meta.chain.extend(texts),
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
        Value::Object(fields) => {
            fields.get("name").or_else(|| fields.get("title")).map(texts).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// "Ida Voss and Olin Marsh", "Voss, Marsh": names one by one.
fn names(text: &str) -> impl Iterator<Item = String> + '_ {
    let text = text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).unwrap_or(text);
    text.split([',', ';', '/'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
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
