//! A Zotero library beside the sources: BibTeX or BibLaTeX (`.bib`), or CSL-JSON.

use super::{dates, plain};
use crate::html::language;
use copydesk_library::Metadata;
use copydesk_text::one_line;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// A library, and by what its entries are found.
#[derive(Debug, Default)]
pub(super) struct Bibliography {
    /// Changes when the file does.
    pub(super) stamp: u64,
    entries: Vec<Metadata>,
    /// File names, addresses, titles and keys, each in its plain form.
    files: HashMap<String, usize>,
    urls: HashMap<String, usize>,
    titles: HashMap<String, usize>,
    keys: HashMap<String, usize>,
}

impl Bibliography {
    /// Reads the library at `path`; `None` where it is none.
    pub(super) fn read(path: &Path, stamp: u64) -> Option<Self> {
        let bytes = std::fs::read(path).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let mut library = Self { stamp, ..Self::default() };
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("bib")) {
            library.bib(&text);
        } else {
            library.csl(&text);
        }
        Some(library)
    }

    /// The entry of a source.
    pub(super) fn find(
        &self,
        name: &str,
        stem: &str,
        url: Option<&str>,
        title: Option<&str>,
        key: Option<&str>,
    ) -> Option<&Metadata> {
        if self.entries.is_empty() {
            return None;
        }
        let by = |map: &HashMap<String, usize>, wanted: &str| {
            map.get(wanted).copied().filter(|_| !wanted.is_empty())
        };
        let index = by(&self.files, &name.to_lowercase())
            .or_else(|| url.and_then(|url| by(&self.urls, &plain_url(url))))
            .or_else(|| key.and_then(|key| by(&self.keys, &key.to_lowercase())))
            .or_else(|| by(&self.keys, &stem.to_lowercase()))
            .or_else(|| title.and_then(|title| by(&self.titles, &plain(title))))
            .or_else(|| by(&self.titles, &plain(stem)))
            // "Voss - 2025 - Storm shuts Kestrel Bay", as Zotero names files.
            .or_else(|| stem.rsplit_once(" - ").and_then(|(_, title)| by(&self.titles, &plain(title))))?;
        self.entries.get(index)
    }

    fn add(&mut self, meta: Metadata, files: impl IntoIterator<Item = String>) {
        let index = self.entries.len();
        for file in files {
            let name = file.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
            self.files.entry(name).or_insert(index);
        }
        if let Some(url) = &meta.url {
            self.urls.entry(plain_url(url)).or_insert(index);
        }
        if let Some(title) = &meta.title {
            self.titles.entry(plain(title)).or_insert(index);
        }
        if let Some(key) = &meta.key {
            self.keys.entry(key.to_lowercase()).or_insert(index);
        }
        self.entries.push(meta);
    }

    /// Entry by entry: one that cannot be read must not take the others along.
    fn bib(&mut self, text: &str) {
        for chunk in entries(text) {
            let Ok(parsed) = biblatex::Bibliography::parse(chunk) else { continue };
            for entry in parsed.iter() {
                let field = |name: &str| {
                    let text = entry.get(name).map(biblatex::ChunksExt::format_verbatim)?;
                    let text = one_line(&text);
                    (!text.is_empty()).then_some(text)
                };
                let first = |names: &[&str]| names.iter().find_map(|name| field(name));
                let authors = entry.author().unwrap_or_default();
                let authors = authors.into_iter().map(|person| {
                    let parts = [person.given_name, person.prefix, person.name, person.suffix];
                    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
                });
                let date = field("date").or_else(|| {
                    let (year, month) = (field("year")?, field("month"));
                    Some(format!("{} {} {year}", field("day").unwrap_or_default(), month.unwrap_or_default()))
                });
                let meta = Metadata {
                    title: field("title"),
                    outlet: first(&[
                        "journaltitle",
                        "journal",
                        "publisher",
                        "organization",
                        "howpublished",
                        "institution",
                    ])
                    .filter(|name| !name.starts_with("http") && !name.starts_with('\\')),
                    authors: authors.collect(),
                    published: date.and_then(|date| dates::stated(&date)),
                    url: field("url"),
                    language: first(&["langid", "language"]).as_deref().and_then(named_language),
                    key: Some(entry.key.clone()),
                    ..Metadata::default()
                };
                // "Full Text PDF:files/12/Voss - 2025.pdf:application/pdf"; colons and semicolons in names are escaped.
                let files = field("file").unwrap_or_default();
                let files: Vec<String> = files
                    .split(';')
                    .flat_map(|file| {
                        file.split(':')
                            .map(str::trim)
                            .filter(|part| part.contains('.') && !part.contains("application/"))
                            .map(str::to_owned)
                            .collect::<Vec<_>>()
                    })
                    .collect();
                self.add(meta, files);
            }
        }
    }

    fn csl(&mut self, text: &str) {
        let Ok(Value::Array(items)) = serde_json::from_str::<Value>(text) else { return };
        for item in &items {
            if !item["title"].is_string() || !(item["type"].is_string() || item["id"].is_string()) {
                continue;
            }
            let text = |key: &str| {
                item[key].as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
            };
            let authors = item["author"].as_array().into_iter().flatten().filter_map(|person| {
                let parts: Vec<&str> = ["given", "non-dropping-particle", "family", "literal"]
                    .iter()
                    .filter_map(|key| person[*key].as_str())
                    .collect();
                (!parts.is_empty()).then(|| parts.join(" "))
            });
            let issued = &item["issued"];
            let parts: Vec<i64> = issued["date-parts"][0]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|part| part.as_i64().or_else(|| part.as_str()?.parse().ok()))
                .collect();
            let published = match parts.as_slice() {
                [year, month, day] => jiff::civil::Date::new(
                    i16::try_from(*year).unwrap_or(0),
                    i8::try_from(*month).unwrap_or(0),
                    i8::try_from(*day).unwrap_or(0),
                )
                .ok(),
                _ => issued["raw"].as_str().or(issued["literal"].as_str()).and_then(dates::stated),
            };
            let meta = Metadata {
                title: text("title"),
                outlet: text("container-title").or_else(|| text("publisher")),
                authors: authors.collect(),
                published,
                url: text("URL"),
                language: text("language").as_deref().and_then(language),
                key: text("citation-key").or_else(|| text("id")),
                ..Metadata::default()
            };
            self.add(meta, Vec::new());
        }
    }
}

/// "english", "en-GB", "american" as a code.
fn named_language(name: &str) -> Option<String> {
    match name.to_lowercase().as_str() {
        "english" | "american" | "british" | "ukenglish" | "usenglish" => Some("en".to_owned()),
        "german" | "ngerman" => Some("de".to_owned()),
        "french" => Some("fr".to_owned()),
        "spanish" => Some("es".to_owned()),
        other => language(other),
    }
}

/// The entries of a `.bib` file, each from its `@` to the next one that begins a line.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = text
        .match_indices('@')
        .map(|(at, _)| at)
        .filter(|at| text[..*at].trim_end_matches([' ', '\t']).ends_with('\n') || *at == 0)
        .collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| text[start..end].trim())
}

/// An address without what may differ: the scheme, `www.`, a slash at its end, what follows `?` and `#`.
fn plain_url(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    url.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_entries_of_a_bib_file_though_one_is_broken() {
        let mut library = Bibliography::default();
        library.bib(
            "@article{voss2025,\n  title = {Storm {Shuts} Kestrel Bay},\n  author = {Voss, Ida and van der Meer, Olin},\n  \
             journaltitle = {Kestrel Post},\n  date = {2025-12-14},\n  url = {https://www.kestrel.example/storm/},\n  \
             langid = {english},\n  file = {Snapshot:files/12/storm.html:text/html}\n}\n\n@article{broken,\n title = {open\n\n\
             @misc{marsh2024,\n  title = {Ferry lost},\n  author = {{Harbour Board}},\n  year = {2024},\n month = mar,\n day = 5\n}\n",
        );
        let voss = library.find("storm.html", "storm", None, None, None).expect("by its file");
        assert_eq!(voss.title.as_deref(), Some("Storm Shuts Kestrel Bay"));
        assert_eq!(voss.authors, ["Ida Voss", "Olin van der Meer"]);
        assert_eq!(voss.outlet.as_deref(), Some("Kestrel Post"));
        assert_eq!(voss.published.map(|d| d.to_string()).as_deref(), Some("2025-12-14"));
        assert_eq!(voss.language.as_deref(), Some("en"));
        assert!(library.find("x.txt", "x", Some("http://kestrel.example/storm?utm=1"), None, None).is_some());
        assert!(library.find("x.txt", "x", None, Some("Ferry Lost"), None).is_some());
        assert!(
            library
                .find(
                    "Harbour Board - 2024 - Ferry lost.pdf",
                    "Harbour Board - 2024 - Ferry lost",
                    None,
                    None,
                    None
                )
                .is_some()
        );
        assert!(library.find("x.txt", "x", None, None, None).is_none());
    }

    #[test]
    fn finds_entries_of_a_csl_file() {
        let mut library = Bibliography::default();
        library.csl(
            r#"[{"id": "marsh2025", "type": "article-newspaper", "title": "Ferry lost", "container-title": "Harbour Wire",
                "author": [{"family": "Marsh", "given": "Olin"}], "issued": {"date-parts": [[2025, 12, 14]]}, "URL": "https://wire.example/1"}]"#,
        );
        let entry = library.find("marsh2025.txt", "marsh2025", None, None, None).expect("by its key");
        assert_eq!(entry.authors, ["Olin Marsh"]);
        assert_eq!(entry.published.map(|d| d.to_string()).as_deref(), Some("2025-12-14"));
    }
}
