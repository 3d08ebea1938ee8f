//! What becomes of the markers and the source list of a draft when one is put in, changed or brought in order.

use super::CitationMap;
use super::convert::in_form;
use super::list::known;
use super::resolve::relative;
use crate::Draft;
use crate::message::source_name;
use crate::verdict::Edit;
use copydesk_library::Library;
use copydesk_tagging::CitationStyle;
use std::sync::Arc;

/// What is done to the numbers of a draft.
pub(super) enum Change<'a> {
    /// They are brought in order.
    Order,
    /// A marker is put in.
    Insert { place: Insertion, articles: &'a [Arc<str>] },
    /// A marker names another article.
    Replace { marker: usize, item: usize, article: &'a Arc<str> },
}

/// Where a new marker goes.
pub(super) struct Insertion {
    pub(super) at: usize,
    /// A space before the marker.
    pub(super) space: bool,
    /// A space after it, where the text would touch.
    pub(super) after: bool,
}

impl Insertion {
    pub(super) fn edit(&self, marker: &str) -> Edit {
        let (before, after) = (if self.space { " " } else { "" }, if self.after { " " } else { "" });
        Edit { range: self.at..self.at, text: format!("{before}{marker}{after}") }
    }
}

/// What an entry is after a change: one that stands in the list, or a new one.
#[derive(Clone)]
enum Slot {
    Old(usize),
    New(Arc<str>),
}

/// What is worked on, and in which style.
pub(super) struct Plan<'a> {
    pub(super) draft: &'a Draft<'a>,
    pub(super) map: &'a CitationMap,
    pub(super) library: &'a Library,
    pub(super) style: CitationStyle,
}

impl Plan<'_> {
    /// The end of a sentence in the draft's manner: behind its last marker, else before or after the full stop.
    pub(super) fn place(&self, sentence: usize) -> Insertion {
        let text = self.draft.text;
        let source = self.draft.tagged.sentences[sentence].sentence.source.clone();
        let last = self.map.markers.iter().rfind(|m| m.sentence == sentence);
        if let Some(last) = last {
            return Insertion { at: last.range.end, space: last.style != self.style, after: false };
        }
        let body = text.get(source.clone()).unwrap_or("");
        let stop = body.trim_end_matches(['.', '!', '?', '…', ';', ':']);
        let abbreviation =
            stop.len() + 1 == body.len() && stop.rsplit(' ').next().is_some_and(|w| w.contains('.'));
        let after = self.after_stop() || abbreviation;
        let at = source.start + if after { body.len() } else { stop.len() };
        let touches = text.get(at..).and_then(|t| t.chars().next()).is_some_and(char::is_alphanumeric);
        Insertion { at, space: self.spaced(), after: touches }
    }

    /// Whether the draft's markers stand after the full stop.
    fn after_stop(&self) -> bool {
        let (mut before, mut after) = (0, 0);
        for marker in &self.map.markers {
            let follows = self.draft.text.get(marker.range.end..).and_then(|t| t.chars().next());
            let leads = self
                .draft
                .text
                .get(..marker.range.start)
                .map(str::trim_end)
                .and_then(|t| t.chars().next_back());
            before += usize::from(matches!(follows, Some('.' | '!' | '?')));
            after += usize::from(matches!(leads, Some('.' | '!' | '?')));
        }
        after > before
    }

    /// Whether the draft puts a space before a marker.
    fn spaced(&self) -> bool {
        let mut count = 0i32;
        for marker in self.map.markers.iter().filter(|m| m.style == self.style) {
            let leads = self.draft.text.get(..marker.range.start).and_then(|t| t.chars().next_back());
            count += match leads {
                Some(']') | None => 0,
                Some(c) if c.is_whitespace() => 1,
                Some(_) => -1,
            };
        }
        if count == 0 { self.style != CitationStyle::Footnote } else { count > 0 }
    }

    pub(super) fn link(&self, id: &str) -> Option<String> {
        self.library.get(id)?;
        let name: String = source_name(self.library, id).replace(['[', ']', '\n', '\r'], "");
        Some(format!("[{name}]({})", self.target(id)))
    }

    fn target(&self, id: &str) -> String {
        let url = self.library.get(id).and_then(|article| article.meta.url.clone());
        url.filter(|u| !u.contains(char::is_whitespace) && !u.contains([')', '(']))
            .unwrap_or_else(|| relative(self.draft.path, id))
    }

    /// Indexes of the entries in this style, in the order of the list.
    fn slots(&self) -> Vec<usize> {
        (0..self.map.entries.len()).filter(|&n| self.map.entries[n].style == self.style).collect()
    }

    /// Whether entries and first appearances are numbered 1, 2, 3 ...
    fn in_order(&self, slots: &[usize]) -> bool {
        let numbered =
            slots.iter().enumerate().all(|(n, &entry)| self.map.entries[entry].label == (n + 1).to_string());
        if !numbered {
            return false;
        }
        let mut seen = 0;
        for item in self.map.markers.iter().filter(|m| m.style == self.style).flat_map(|m| &m.items) {
            let Some(place) = item.entry.and_then(|e| slots.iter().position(|&s| s == e)) else {
                return false;
            };
            if place > seen {
                return false;
            }
            seen = seen.max(place + 1);
        }
        true
    }

    pub(super) fn numbered(&self, change: Change<'_>) -> Option<Vec<Edit>> {
        let old = self.slots();
        let ordered = matches!(change, Change::Order) || self.in_order(&old);
        // Places in `slots`: the entries there are, then those made anew.
        let mut slots: Vec<Slot> = old.iter().map(|&n| Slot::Old(n)).collect();
        let mut slot_of = |id: &Arc<str>| -> Option<usize> {
            self.library.get(id)?;
            let known = slots.iter().position(|slot| match slot {
                Slot::Old(n) => self.map.entries[*n].article.as_ref() == Some(id),
                Slot::New(other) => other == id,
            });
            Some(known.unwrap_or_else(|| {
                slots.push(Slot::New(id.clone()));
                slots.len() - 1
            }))
        };
        // What is cited after the change, in the order of the draft: (marker or None for the new one, places).
        let mut cites: Vec<(Option<usize>, Vec<Option<usize>>)> = Vec::new();
        for (index, marker) in self.map.markers.iter().enumerate().filter(|(_, m)| m.style == self.style) {
            let places = marker
                .items
                .iter()
                .map(|item| item.entry.and_then(|e| old.iter().position(|&s| s == e)))
                .collect();
            cites.push((Some(index), places));
        }
        let mut inserted = None;
        match &change {
            Change::Order => {}
            Change::Insert { place, articles } => {
                let mut places = Vec::new();
                for id in *articles {
                    places.push(Some(slot_of(id)?));
                }
                let at = cites
                    .partition_point(|(m, _)| m.is_some_and(|m| self.map.markers[m].range.start < place.at));
                cites.insert(at, (None, places));
                inserted = Some(place);
            }
            Change::Replace { marker, item, article } => {
                let place = slot_of(article)?;
                let cite = cites.iter_mut().find(|(m, _)| *m == Some(*marker))?;
                if cite.1.contains(&Some(place)) {
                    return None;
                }
                *cite.1.get_mut(*item)? = Some(place);
            }
        }
        let labels = self.labels(&slots, &cites, ordered);
        let mut edits = Vec::new();
        for (marker, places) in &cites {
            match marker {
                None => {
                    let mut names: Vec<&str> = places.iter().flatten().map(|&p| labels[p].as_str()).collect();
                    names.sort_by_key(|n| n.parse::<u32>().unwrap_or(u32::MAX));
                    edits.extend(inserted.map(|place| place.edit(&self.marker(&names))));
                }
                Some(index) => edits.extend(self.rewritten(*index, places, &labels)),
            }
        }
        edits.extend(self.list_edits(&old, &slots, &labels, ordered)?);
        let edits = tidy(edits);
        edits.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start).then_some(edits)
    }

    /// The label of each slot after the change.
    fn labels(
        &self,
        slots: &[Slot],
        cites: &[(Option<usize>, Vec<Option<usize>>)],
        ordered: bool,
    ) -> Vec<String> {
        let mut labels: Vec<String> = vec![String::new(); slots.len()];
        if ordered {
            let mut next = 1;
            let cited = cites.iter().flat_map(|(_, places)| places.iter().flatten().copied());
            for place in cited.chain(0..slots.len()) {
                if labels[place].is_empty() {
                    labels[place] = next.to_string();
                    next += 1;
                }
            }
            return labels;
        }
        // A number that a marker names without an entry is not given to another source.
        let named = self.map.markers.iter().flat_map(|m| &m.items).map(|item| &item.label);
        let taken = self.map.entries.iter().map(|entry| &entry.label).chain(named);
        let mut next = taken.filter_map(|label| label.parse::<u32>().ok()).max().unwrap_or(0);
        for (label, slot) in labels.iter_mut().zip(slots) {
            *label = match slot {
                Slot::Old(entry) => self.map.entries[*entry].label.clone(),
                Slot::New(_) => {
                    next = next.saturating_add(1);
                    next.to_string()
                }
            };
        }
        labels
    }

    /// A new marker; several sources in one bracket where the draft does so.
    fn marker(&self, labels: &[&str]) -> String {
        let sigil = if self.style == CitationStyle::Footnote { "^" } else { "" };
        let together = self.style == CitationStyle::Numeric
            && self.map.markers.iter().any(|m| m.style == self.style && m.items.len() > 1);
        if together {
            return format!("[{}]", labels.join(", "));
        }
        labels.iter().map(|label| format!("[{sigil}{label}]")).collect()
    }

    /// A marker of the draft with its new labels, if they changed.
    pub(super) fn rewritten(
        &self,
        index: usize,
        places: &[Option<usize>],
        labels: &[String],
    ) -> Option<Edit> {
        let marker = &self.map.markers[index];
        let new: Vec<&str> = marker
            .items
            .iter()
            .zip(places)
            .map(|(item, place)| place.map_or(item.label.as_str(), |p| labels[p].as_str()))
            .collect();
        if new.iter().zip(&marker.items).all(|(new, item)| *new == item.label) {
            return None;
        }
        if let [label] = new.as_slice() {
            let sigil = if self.style == CitationStyle::Footnote { "^" } else { "" };
            return Some(Edit { range: marker.range.clone(), text: format!("[{sigil}{label}]") });
        }
        let numbers: Vec<u32> = new.iter().filter_map(|label| label.parse().ok()).collect();
        let text = in_form(&numbers, self.draft.text.get(marker.range.clone())?);
        Some(Edit { range: marker.range.clone(), text })
    }

    /// Brings the entries in the order of their labels and adds the new ones at the end of the list.
    fn list_edits(
        &self,
        old: &[usize],
        slots: &[Slot],
        labels: &[String],
        ordered: bool,
    ) -> Option<Vec<Edit>> {
        let mut by_label: Vec<usize> = (0..slots.len()).collect();
        if ordered {
            by_label.sort_by_key(|&p| labels[p].parse::<u32>().unwrap_or(u32::MAX));
        }
        let mut edits = Vec::new();
        let mut added: Vec<(String, String)> = Vec::new();
        for (position, &place) in by_label.iter().enumerate() {
            // A list that was not numbered 1, 2, 3 is so afterwards.
            if let Some(entry) = old.get(position).map(|&entry| &self.map.entries[entry])
                && ordered
                && entry.label != labels[place]
                && !entry.label_range.is_empty()
            {
                edits.push(Edit { range: entry.label_range.clone(), text: labels[place].clone() });
            }
            let body = match &slots[place] {
                Slot::Old(entry) if old.get(position) == Some(entry) => continue,
                Slot::Old(entry) => self.draft.text.get(self.map.entries[*entry].body.clone())?.to_owned(),
                Slot::New(id) => self.body(id)?,
            };
            match old.get(position) {
                Some(&entry) => edits.push(Edit { range: self.map.entries[entry].body.clone(), text: body }),
                None => added.push((labels[place].clone(), body)),
            }
        }
        if !added.is_empty() {
            edits.push(self.appended(old, &added));
        }
        Some(edits)
    }

    /// New entries behind the last of the list, in its manner; a new list at the end of the draft if there is none.
    fn appended(&self, old: &[usize], added: &[(String, String)]) -> Edit {
        let text = self.draft.text;
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut out = String::new();
        if let Some(&last) = old.last() {
            let entry = &self.map.entries[last];
            let prefix = text.get(entry.range.start..entry.body.start).unwrap_or("");
            let label = entry.label_range.start.saturating_sub(entry.range.start)
                ..entry.label_range.end.saturating_sub(entry.range.start);
            let between = match old {
                [.., before, _] => {
                    text.get(self.map.entries[*before].range.end..entry.range.start).unwrap_or(newline)
                }
                _ => newline,
            };
            let between = if between.trim().is_empty() && between.contains('\n') { between } else { newline };
            for (number, body) in added {
                out.push_str(between);
                match (prefix.get(..label.start), prefix.get(label.end..)) {
                    (Some(before), Some(after)) if !label.is_empty() => {
                        out.push_str(before);
                        out.push_str(number);
                        out.push_str(after);
                    }
                    _ => out.push_str(prefix),
                }
                out.push_str(body);
            }
            return Edit { range: entry.range.end..entry.range.end, text: out };
        }
        let footnote = self.style == CitationStyle::Footnote;
        let lines = added.iter().map(|(number, body)| {
            if footnote { format!("[^{number}]: {body}") } else { format!("{number}. {body}") }
        });
        let lines: Vec<String> = lines.collect();
        if let Some(at) = self.map.empty_at {
            out.push_str(newline);
            out.push_str(newline);
            out.push_str(&lines.join(newline));
            return Edit { range: at..at, text: out };
        }
        let end = text.trim_end().len();
        out.push_str(newline);
        out.push_str(newline);
        if !footnote {
            let mark = if self.markdown() { "## " } else { "" };
            out.push_str(&format!("{mark}{}{newline}{newline}", known().new_heading));
        }
        out.push_str(&lines.join(newline));
        if text.len() == end {
            out.push_str(newline);
        }
        Edit { range: end..end, text: out }
    }

    fn markdown(&self) -> bool {
        let by_name = self.draft.path.and_then(|p| p.rsplit_once('.')).map(|(_, end)| end.to_lowercase());
        match by_name.as_deref() {
            Some("md" | "markdown" | "mdx" | "qmd" | "rmd") => true,
            Some("txt") => false,
            _ => {
                self.draft.prose.front_matter.is_some()
                    || self
                        .draft
                        .text
                        .lines()
                        .take(400)
                        .any(|line| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#'))
            }
        }
    }

    /// The text of an entry for an article, in the manner of those there are; it leads back to the article.
    fn body(&self, id: &Arc<str>) -> Option<String> {
        let article = self.library.get(id)?;
        let clean =
            |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace(['[', ']'], "");
        let title = article.meta.title.as_deref().map(clean).filter(|t| !t.is_empty());
        let outlet = article.meta.outlet.as_deref().map(clean).filter(|t| !t.is_empty());
        let mut name = match (outlet, title) {
            (Some(outlet), Some(title)) => format!("{outlet}: {title}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => String::new(),
        };
        if let Some(day) = article.meta.published.filter(|_| !name.is_empty()) {
            let month = known().months.get(usize::try_from(day.month() - 1).unwrap_or(0))?;
            name.push_str(&format!(", {} {month} {}", day.day(), day.year()));
        }
        let bodies: Vec<&str> =
            self.map.entries.iter().filter_map(|e| self.draft.text.get(e.body.clone())).collect();
        let linked = bodies.iter().filter(|b| b.contains("](")).count() * 2 > bodies.len();
        let bare =
            bodies.iter().filter(|b| b.starts_with("http") || b.starts_with('<')).count() * 2 > bodies.len();
        let target = self.target(id);
        if bare {
            return Some(target);
        }
        if linked && !name.is_empty() {
            return Some(format!("[{name}]({target})"));
        }
        if self.map.shelf.entry(self.draft.path, &name).as_ref() == Some(id) {
            return Some(name);
        }
        Some(if name.is_empty() { target } else { format!("{name} ({target})") })
    }

    /// Entries numbered in the order of first appearance; see [`super::renumber`].
    pub(super) fn renumbered(&self) -> Option<Vec<Edit>> {
        let old = self.slots();
        let slots: Vec<Slot> = old.iter().map(|&n| Slot::Old(n)).collect();
        let mut cites: Vec<(Option<usize>, Vec<Option<usize>>)> = Vec::new();
        for (index, marker) in self.map.markers.iter().enumerate().filter(|(_, m)| m.style == self.style) {
            let items = marker.items.iter();
            let places = items.map(|item| item.entry.and_then(|e| old.iter().position(|&s| s == e)));
            cites.push((Some(index), places.collect()));
        }
        let labels = self.labels(&slots, &cites, true);
        let mut edits: Vec<Edit> =
            cites.iter().filter_map(|(index, places)| self.rewritten((*index)?, places, &labels)).collect();
        edits.extend(self.list_edits(&old, &slots, &labels, true)?);
        for (place, &entry) in old.iter().enumerate() {
            let entry = &self.map.entries[entry];
            let number = (place + 1).to_string();
            if !entry.label_range.is_empty()
                && self.draft.text.get(entry.label_range.clone()) != Some(&number)
            {
                edits.push(Edit { range: entry.label_range.clone(), text: number });
            }
        }
        let edits = tidy(edits);
        let apart = edits.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start);
        (apart && !edits.is_empty()).then_some(edits)
    }
}

/// Edits in the order of the draft, those at one empty place made one.
pub(super) fn tidy(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out: Vec<Edit> = Vec::new();
    for edit in edits {
        match out.last_mut() {
            Some(last) if last.range == edit.range && edit.range.is_empty() => last.text.push_str(&edit.text),
            _ => out.push(edit),
        }
    }
    out
}
