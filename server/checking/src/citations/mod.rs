//! Citations of a draft: which marker names which entry of its source list, and which article that is; what is wrong
//! with them, and the edits that cite.

mod audit;
mod bibliography;
mod convert;
mod edit;
mod findings;
mod groups;
mod insert;
mod list;
mod names;
mod organize;
mod plan;
mod resolve;

pub use audit::{Audit, audit};
pub use bibliography::{Item, bibtex, csl, item};
pub use convert::{Converted, applied, convert, merge};
pub use edit::{cite, may_cite, recite, renumber};
pub use findings::{findings, offers};
pub use insert::cite_here;
pub use list::Entry;
pub use organize::{label_at, may_be_called, organize, relabel, style_at};
pub use resolve::Shelf;

use crate::Draft;
use crate::analysis::claims::has_verb;
use crate::settings::CitationStyleChoice;
use copydesk_library::Library;
use copydesk_tagging::citations::markers;
use copydesk_tagging::{CitationStyle, Kind, TaggedSentence};
use copydesk_text::fields;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::Arc;

/// One thing that a marker names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Bytes of the draft: the number or key inside the marker, or the whole of it where it names one thing.
    pub range: Range<usize>,
    /// What it names, as written: "1", "key", the target of a link.
    pub label: String,
    /// Index into [`CitationMap::entries`].
    pub entry: Option<usize>,
    /// The article that stands behind it.
    pub article: Option<Arc<str>>,
}

/// A marker in the text of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Bytes of the draft, brackets included.
    pub range: Range<usize>,
    /// How it cites.
    pub style: CitationStyle,
    /// What it names, in order.
    pub items: Vec<Cited>,
    /// Index of the sentence it vouches for: its own, or the one it stands right behind.
    pub sentence: usize,
}

/// Which marker of a draft names which entry, and which article that is.
#[derive(Clone, Debug, Default)]
pub struct CitationMap {
    /// The source list, in the order of the draft.
    pub entries: Vec<Entry>,
    /// Markers in the text, in order. Links are among them only where they lead to an article.
    pub markers: Vec<Marker>,
    /// Bytes of the draft that are source list: no claims.
    pub lists: Vec<Range<usize>>,
    /// Where an entry goes if the list has a heading and nothing else.
    empty_at: Option<usize>,
    /// The draft is set in a CSL style.
    set: bool,
    /// Labels of footnotes that say something themselves, in a draft that cites otherwise.
    notes: Vec<String>,
    shelf: Arc<Shelf>,
}

impl CitationMap {
    /// Reads the citations of a draft and looks for their articles.
    pub fn new(draft: &Draft<'_>, library: &Library) -> Self {
        Self::on(draft, Arc::new(Shelf::new(library)))
    }

    /// The same with a shelf that was kept (see [`Shelf::is_of`]): of 1,000 articles it takes longer to make than
    /// the map itself.
    pub fn on(draft: &Draft<'_>, shelf: Arc<Shelf>) -> Self {
        let list = list::read(draft.text);
        let mut map = CitationMap {
            entries: list.entries,
            markers: Vec::new(),
            lists: list.regions,
            empty_at: list.empty_at,
            set: fields::any(draft.text),
            notes: Vec::new(),
            shelf,
        };
        map.read_markers(draft);
        map.read_keys_in_text(draft);
        if map.entries.is_empty() && map.markers.is_empty() {
            return map;
        }
        let articles = map.shelf.clone();
        for entry in &mut map.entries {
            let body = draft.text.get(entry.body.clone()).unwrap_or("");
            entry.article = articles.entry(draft.path, body).or_else(|| match entry.style {
                CitationStyle::Pandoc => articles.key(&entry.label),
                _ => None,
            });
        }
        map.leave_notes(draft);
        for marker in &mut map.markers {
            for item in &mut marker.items {
                item.entry = match marker.style {
                    CitationStyle::Link => None,
                    style => map.entries.iter().position(|e| e.style == style && e.label == item.label),
                };
                item.article = match (item.entry, marker.style) {
                    (Some(entry), _) => map.entries[entry].article.clone(),
                    (None, CitationStyle::Pandoc) => articles.key(&item.label),
                    (None, CitationStyle::Link) => articles.link(draft.path, &item.label),
                    _ => None,
                };
            }
        }
        map.markers
            .retain(|m| m.style != CitationStyle::Link || m.items.iter().any(|item| item.article.is_some()));
        map
    }

    /// What the markers of a sentence name; `sentence` is its index.
    pub fn cited(&self, sentence: usize) -> impl Iterator<Item = (&Marker, &Cited)> {
        let from = self.markers.partition_point(|m| m.sentence < sentence);
        self.markers[from..]
            .iter()
            .take_while(move |m| m.sentence == sentence)
            .flat_map(|m| m.items.iter().map(move |i| (m, i)))
    }

    /// Whether a sentence cites an entry that no article stands behind: what it says may stand there.
    pub fn cites_missing(&self, sentence: usize) -> bool {
        self.cited(sentence).any(|(_, item)| item.entry.is_some() && item.article.is_none())
    }

    /// The marker at a byte of the draft, and what it names there.
    pub fn at(&self, byte: usize) -> Option<(&Marker, &Cited)> {
        let marker = self.markers.iter().find(|m| m.range.start <= byte && byte <= m.range.end)?;
        let item = marker
            .items
            .iter()
            .find(|i| i.range.start <= byte && byte <= i.range.end)
            .or(marker.items.first())?;
        Some((marker, item))
    }

    /// Whether a stretch of the draft lies in its source list.
    pub fn in_list(&self, range: &Range<usize>) -> bool {
        self.lists.iter().any(|list| list.start <= range.start && range.start < list.end.max(list.start + 1))
    }

    /// The style to cite in: what is set, else what the draft uses most, else `[1]`.
    pub fn style(&self, choice: CitationStyleChoice) -> CitationStyle {
        match choice {
            CitationStyleChoice::Numeric => CitationStyle::Numeric,
            CitationStyleChoice::Footnote => CitationStyle::Footnote,
            CitationStyleChoice::Pandoc => CitationStyle::Pandoc,
            CitationStyleChoice::Link => CitationStyle::Link,
            CitationStyleChoice::AsInDraft => {
                let count = |style| self.markers.iter().filter(|m| m.style == style).count();
                let styles = [
                    CitationStyle::Link,
                    CitationStyle::Pandoc,
                    CitationStyle::Footnote,
                    CitationStyle::Numeric,
                ];
                // The last of equals wins: numbers.
                styles
                    .into_iter()
                    .filter(|&style| count(style) > 0)
                    .max_by_key(|&style| count(style))
                    .or_else(|| self.entries.first().map(|e| e.style))
                    .unwrap_or(CitationStyle::Numeric)
            }
        }
    }

    /// What the title of an edit that cites ends with. What a CSL style makes of a citation only the program that knows
    /// the style can say: here it stands as it is written until then.
    pub fn until_set(&self) -> &'static str {
        if self.set { " (shown as written until “copydesk cite --to csl” sets it)" } else { "" }
    }

    /// "[^1]: The minister said the plan needs a vote." beside a list of numbered sources is a remark, and no source. Where all
    /// are footnotes, so is one among sources that has nothing of a source: no colon, no title, no address.
    fn leave_notes(&mut self, draft: &Draft<'_>) {
        let all_notes = self.entries.iter().all(|entry| entry.style == CitationStyle::Footnote);
        if all_notes && self.entries.iter().all(|entry| entry.article.is_none()) {
            return;
        }
        let plain = |body: &str| !body.contains([':', '“', '"', '*', '_', '[']) && !body.contains("www.");
        let states = |entry: &Entry| {
            let sentences = draft.tagged.sentences.iter();
            let own = |s: &&TaggedSentence| {
                entry.body.start <= s.sentence.source.start && s.sentence.source.end <= entry.body.end
            };
            let ends = |body: &str| body.ends_with(['.', '!', '?']) && (!all_notes || plain(body));
            draft.text.get(entry.body.clone()).is_some_and(ends) && sentences.filter(own).any(has_verb)
        };
        let (notes, entries) = self.entries.drain(..).partition(|entry: &Entry| {
            entry.style == CitationStyle::Footnote && entry.article.is_none() && states(entry)
        });
        self.entries = entries;
        for note in notes {
            self.lists.retain(|list| *list != note.range);
            self.notes.push(note.label);
        }
        let notes = &self.notes;
        let remark = |m: &Marker| m.items.iter().all(|item| notes.contains(&item.label));
        self.markers.retain(|m| m.style != CitationStyle::Footnote || !remark(m));
    }

    fn read_markers(&mut self, draft: &Draft<'_>) {
        let mut last_end = 0;
        for (index, tagged) in draft.tagged.sentences.iter().enumerate() {
            let source = tagged.sentence.source.clone();
            let mut cites = tagged.mentions.iter().filter(|m| m.kind == Kind::Citation).peekable();
            if cites.peek().is_none() || self.in_list(&source) {
                continue;
            }
            let places: Vec<Range<usize>> =
                cites.map(|m| tagged.sentence.to_source(m.range.clone())).collect();
            // A shortcut reference's brackets may stand just outside what is visible.
            let start = source.start
                - usize::from(draft.text.as_bytes().get(source.start.wrapping_sub(1)) == Some(&b'['));
            let end = source.end + usize::from(draft.text.as_bytes().get(source.end) == Some(&b']'));
            let Some(raw) = draft.text.get(start..end) else { continue };
            for marker in markers(raw) {
                let range = start + marker.range.start..start + marker.range.end;
                let shown =
                    places.iter().any(|p| p.start < range.end && range.start < p.end.max(p.start + 1));
                if !shown || range.start < last_end {
                    continue;
                }
                last_end = range.end;
                let items = marker
                    .items
                    .into_iter()
                    .map(|(r, label)| Cited {
                        range: start + r.start..start + r.end,
                        label,
                        entry: None,
                        article: None,
                    })
                    .collect();
                let sentence = self.vouched(draft, index, &range);
                self.markers.push(Marker { range, style: marker.style, items, sentence });
            }
        }
    }

    /// `@key` and `@key [p. 3]` in running text, in a draft that cites by keys: only keys that are known.
    fn read_keys_in_text(&mut self, draft: &Draft<'_>) {
        let keyed = |style| style == CitationStyle::Pandoc;
        let cites =
            self.markers.iter().any(|m| keyed(m.style)) || self.entries.iter().any(|e| keyed(e.style));
        if !cites {
            return;
        }
        let labels: FxHashSet<&str> =
            self.entries.iter().filter(|e| keyed(e.style)).map(|e| e.label.as_str()).collect();
        let mut found: Vec<Marker> = Vec::new();
        for (index, tagged) in draft.tagged.sentences.iter().enumerate() {
            let source = tagged.sentence.source.clone();
            if !tagged.sentence.text.contains('@') || self.in_list(&source) {
                continue;
            }
            let raw = draft.text.get(source.clone()).unwrap_or("");
            for (range, key, whole) in copydesk_tagging::citations::keys_in_text(raw) {
                if !labels.contains(key) && self.shelf.own_key(key).is_none() {
                    continue;
                }
                let shift = |r: Range<usize>| source.start + r.start..source.start + r.end;
                let item = Cited { range: shift(range), label: key.to_owned(), entry: None, article: None };
                let (range, style) = (shift(whole), CitationStyle::Pandoc);
                let next = self.markers.partition_point(|m| m.range.end <= range.start);
                if self.markers.get(next).is_none_or(|m| range.end <= m.range.start) {
                    found.push(Marker { range, style, items: vec![item], sentence: index });
                }
            }
        }
        self.markers.extend(found);
        self.markers.sort_by_key(|marker| marker.range.start);
    }

    /// The sentence that a marker in sentence `index` vouches for: the one before, where nothing but markers stands
    /// between that one's end and the marker.
    fn vouched(&self, draft: &Draft<'_>, index: usize, range: &Range<usize>) -> usize {
        let sentences = &draft.tagged.sentences;
        let Some(before) = index.checked_sub(1) else { return index };
        if sentences[before].sentence.block != sentences[index].sentence.block {
            return index;
        }
        let from = sentences[before].sentence.source.end;
        let Some(between) = draft.text.get(from..range.start) else { return index };
        let quiet = between.chars().all(|c| c.is_whitespace() || matches!(c, '[' | ']'))
            || self.markers.last().is_some_and(|m| {
                m.sentence == before
                    && draft.text.get(m.range.end..range.start).is_some_and(|t| t.trim().is_empty())
            });
        if quiet { before } else { index }
    }
}
