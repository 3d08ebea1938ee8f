//! What each entry of a source list is called in each style of citing, and the markers made of that.

use super::edit::key;
use super::groups::Group;
use super::resolve::relative;
use super::{CitationMap, Entry};
use crate::Draft;
use crate::message::source_name;
use copydesk_library::Library;
use copydesk_tagging::CitationStyle;
use copydesk_tagging::citations::markers;
use rustc_hash::{FxHashMap, FxHashSet};

/// What each entry is called in each style.
pub(super) struct Names {
    pub(super) numbers: Vec<String>,
    pub(super) keys: Vec<String>,
    /// Name and target of a link.
    links: Vec<(String, String)>,
    pub(super) by_target: FxHashMap<String, usize>,
}

impl Names {
    pub(super) fn new(draft: &Draft<'_>, map: &CitationMap, library: &Library) -> Self {
        let mut names = Names {
            numbers: Vec::new(),
            keys: Vec::new(),
            links: Vec::new(),
            by_target: FxHashMap::default(),
        };
        let numbered = |entry: &Entry| entry.label.bytes().all(|b| b.is_ascii_digit());
        let distinct: FxHashSet<&str> = map.entries.iter().map(|entry| entry.label.as_str()).collect();
        let noted = |label: &str| map.notes.iter().any(|note| note == label);
        let keep = map.entries.iter().all(|entry| numbered(entry) && !noted(&entry.label))
            && distinct.len() == map.entries.len();
        let mut free = (1..).map(|number: usize| number.to_string()).filter(|number| !noted(number));
        let mut taken: FxHashSet<String> = FxHashSet::default();
        for (index, entry) in map.entries.iter().enumerate() {
            let next = free.next().unwrap_or_default();
            names.numbers.push(if keep { entry.label.clone() } else { next });
            let body = draft.text.get(entry.body.clone()).unwrap_or("");
            let article = entry.article.as_ref().and_then(|id| library.get(id));
            let stem = match (entry.style, article) {
                (CitationStyle::Pandoc, _) => entry.label.clone(),
                (_, Some(article)) => key(article),
                (_, None) => slug(body),
            };
            names.keys.push(unique(&mut taken, &stem, "-"));
            let (name, target) = match &entry.article {
                Some(id) => {
                    let url = library.get(id).and_then(|article| article.meta.url.clone());
                    let url =
                        url.filter(|url| !url.contains(|c: char| c.is_whitespace() || "()<>".contains(c)));
                    (source_name(library, id), url.unwrap_or_else(|| relative(draft.path, id)))
                }
                None => (before_colon(body), format!("#source-{}", names.numbers[index])),
            };
            let target = if names.by_target.contains_key(&target) {
                format!("{target}#source-{}", names.numbers[index])
            } else {
                target
            };
            names.by_target.insert(target.clone(), index);
            let name: String = name.chars().filter(|c| !"[]()<>`*_\\\r\n".contains(*c)).collect();
            let name = if name.trim().is_empty() { "source".to_owned() } else { name.trim().to_owned() };
            names.links.push((name, target));
        }
        names
    }

    /// What a marker becomes in a style, with what it was behind it where the way back needs that.
    pub(super) fn converted(&self, group: &Group, to: CitationStyle) -> Option<String> {
        let text = self.marker(group, to)?;
        let Some(was) = &group.was else {
            return Some(match &group.own_form {
                Some(own) => format!("{text}<!--{own}-->"),
                None => text,
            });
        };
        let same = |marker: &copydesk_tagging::citations::Marker| {
            let items = marker.items.iter().map(|(_, label)| label.clone());
            let named: Option<Vec<String>> = group.items.iter().map(|item| self.label(item, to)).collect();
            named.is_some_and(|named| named.into_iter().eq(items))
        };
        Some(match markers(was).first() {
            Some(marker) if marker.style != to => format!("{text}<!--{was}-->"),
            Some(marker) if same(marker) => was.clone(),
            _ => text,
        })
    }

    /// What an item is called in a style of labels.
    fn label(&self, item: &Result<usize, String>, style: CitationStyle) -> Option<String> {
        match (item, style) {
            (Ok(entry), CitationStyle::Numeric) => self.numbers.get(*entry).cloned(),
            (Ok(entry), CitationStyle::Pandoc) => self.keys.get(*entry).cloned(),
            (Err(label), CitationStyle::Numeric) => {
                Some(label.strip_prefix("ref-").unwrap_or(label).to_owned())
            }
            (Err(label), CitationStyle::Pandoc) => Some(label.clone()),
            _ => None,
        }
    }

    /// A marker in a style; none where that style cannot say it.
    pub(super) fn marker(&self, group: &Group, style: CitationStyle) -> Option<String> {
        let number = |item: &Result<usize, String>| match item {
            Ok(entry) => self.numbers.get(*entry).cloned(),
            Err(label) => {
                let label = label.strip_prefix("ref-").unwrap_or(label);
                // What names nothing must not come to name something.
                let taken = self.numbers.iter().any(|number| number == label);
                let written = style == CitationStyle::Footnote || label.bytes().all(|b| b.is_ascii_digit());
                (written && !taken).then(|| label.to_owned())
            }
        };
        let key = |item: &Result<usize, String>| match item {
            Ok(entry) => self.keys.get(*entry).cloned(),
            Err(label) if label.starts_with(|c: char| c.is_ascii_digit()) => Some(format!("ref-{label}")),
            Err(label) => Some(label.clone()),
        };
        let items = group.items.iter();
        Some(match style {
            CitationStyle::Numeric => {
                format!("[{}]", items.map(number).collect::<Option<Vec<_>>>()?.join(", "))
            }
            CitationStyle::Footnote => {
                let all: Option<Vec<_>> = items.map(|item| number(item).map(|n| format!("[^{n}]"))).collect();
                all?.join(",")
            }
            CitationStyle::Pandoc => {
                let all: Option<Vec<_>> = items.map(|item| key(item).map(|k| format!("@{k}"))).collect();
                format!("[{}]", all?.join("; "))
            }
            CitationStyle::Link => {
                let link = |item: &Result<usize, String>| {
                    let (name, target) = self.links.get(*item.as_ref().ok()?)?;
                    Some(format!("[{name}]({target})"))
                };
                format!("({})", items.map(link).collect::<Option<Vec<_>>>()?.join(", "))
            }
        })
    }
}

/// A key made of the first words of an entry.
fn slug(body: &str) -> String {
    let words = body.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug: Vec<String> = words.take(3).map(str::to_lowercase).collect();
    let slug = slug.join("-");
    if slug.starts_with(|c: char| c.is_alphabetic()) { slug } else { format!("source-{slug}") }
}

fn unique(taken: &mut FxHashSet<String>, stem: &str, joint: &str) -> String {
    let mut name = stem.to_owned();
    let mut n = 1;
    while !taken.insert(name.clone()) {
        n += 1;
        name = format!("{stem}{joint}{n}");
    }
    name
}

fn before_colon(body: &str) -> String {
    let head = body.split(": ").next().unwrap_or(body);
    head.chars().take(60).collect()
}
