//! What of a draft is set: its citations, several side by side as one, and the stretches of its source list.

use crate::style::{Error, Rendered};
use crate::{Set, inline};
use copydesk_checking::Draft;
use copydesk_checking::citations::{CitationMap, Item, Marker, applied, item};
use copydesk_checking::verdict::Edit;
use copydesk_library::{Article, Library};
use copydesk_tagging::CitationStyle;
use copydesk_text::{fields, one_line};
use std::collections::BTreeMap;
use std::ops::Range;

/// Something cited, with the page where the draft says one.
pub(crate) struct Cited {
    /// Index into [`Plan::items`].
    pub(crate) item: usize,
    pub(crate) page: Option<String>,
}

pub(crate) struct Plan<'a> {
    draft: &'a Article,
    /// Everything that is cited or listed.
    pub(crate) items: Vec<Item>,
    /// Bytes of the draft and what is cited there, in order.
    pub(crate) citations: Vec<(Range<usize>, Vec<Cited>)>,
    /// Stretches of the source list, whole lines.
    lists: Vec<Range<usize>>,
    left: usize,
}

impl<'a> Plan<'a> {
    pub(crate) fn new(draft: &'a Article, library: &Library) -> Result<Self, Error> {
        let view =
            Draft { path: Some(&draft.id), text: &draft.text, prose: &draft.prose, tagged: draft.tagged() };
        let map = CitationMap::new(&view, library);
        let mut plan = Self { draft, items: Vec::new(), citations: Vec::new(), lists: Vec::new(), left: 0 };
        for (index, entry) in map.entries.iter().enumerate() {
            let body = draft.text.get(entry.body.clone()).unwrap_or("");
            let words = one_line(body);
            let article = entry.article.as_ref().and_then(|id| library.get(id));
            let id = format!("entry-{index}");
            plan.items.push(article.map_or_else(|| Item::titled(id.clone(), words), |a| item(id.clone(), a)));
        }
        plan.lists(&map)?;
        plan.cites(&map, library);
        Ok(plan)
    }

    /// The lines of the source list: entries with nothing but space between them are one stretch.
    fn lists(&mut self, map: &CitationMap) -> Result<(), Error> {
        let text = &*self.draft.text;
        for entry in &map.entries {
            let start = text[..entry.range.start].rfind('\n').map_or(0, |at| at + 1);
            match self.lists.last_mut() {
                Some(last) if text.get(last.end..start).is_some_and(|between| between.trim().is_empty()) => {
                    last.end = entry.range.end;
                }
                Some(last) if start < last.end => last.end = last.end.max(entry.range.end),
                _ => self.lists.push(start..entry.range.end),
            }
        }
        let bad = |list: &Range<usize>| text.get(list.clone()).is_none_or(|list| list.contains("-->"));
        if self.lists.iter().any(bad) { Err(Error::Comment) } else { Ok(()) }
    }

    fn cites(&mut self, map: &CitationMap, library: &Library) {
        let text = &*self.draft.text;
        let mut keyed: BTreeMap<String, usize> = BTreeMap::new();
        let mut last: Option<CitationStyle> = None;
        for marker in map.markers.iter().filter(|marker| marker.style != CitationStyle::Link) {
            let raw = text.get(marker.range.clone()).unwrap_or("");
            let cited = self.cited(marker, raw, library, &mut keyed);
            let good = !raw.contains(['"', '<', '>', '&', '\n']) && raw.starts_with('[');
            let Some(cited) = cited.filter(|_| good) else {
                self.left += 1;
                continue;
            };
            let between =
                self.citations.last().and_then(|(range, _)| text.get(range.end..marker.range.start));
            let joins = last == Some(marker.style) && matches!(between, Some("" | ","));
            match self.citations.last_mut().filter(|_| joins) {
                Some((range, all)) => {
                    range.end = marker.range.end;
                    all.extend(cited);
                }
                None => self.citations.push((marker.range.clone(), cited)),
            }
            last = Some(marker.style);
        }
    }

    /// What a marker cites; none where it names something unknown or says more than a page.
    fn cited(
        &mut self,
        marker: &Marker,
        raw: &str,
        library: &Library,
        keyed: &mut BTreeMap<String, usize>,
    ) -> Option<Vec<Cited>> {
        let parts: Vec<&str> = raw.trim_matches(['[', ']']).split(';').collect();
        let mut out = Vec::new();
        for (index, cited) in marker.items.iter().enumerate() {
            let mut page = None;
            if marker.style == CitationStyle::Pandoc {
                let part = parts.get(index)?.trim().strip_prefix('@')?.strip_prefix(cited.label.as_str())?;
                page = match part.trim() {
                    "" => None,
                    rest => Some(
                        rest.strip_prefix(", pp. ").or_else(|| rest.strip_prefix(", p. "))?.trim().to_owned(),
                    ),
                };
            }
            let item = match (cited.entry, &cited.article) {
                (Some(entry), _) => entry,
                (None, Some(id)) => {
                    let article = library.get(id)?;
                    let next = self.items.len();
                    let at = *keyed.entry(cited.label.clone()).or_insert(next);
                    if at == next {
                        self.items.push(item(format!("key-{}", cited.label), article));
                    }
                    at
                }
                (None, None) => return None,
            };
            out.push(Cited { item, page });
        }
        Some(out)
    }

    /// The draft with everything set.
    pub(crate) fn written(&self, set: &Rendered) -> Set {
        let text = &*self.draft.text;
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut edits: Vec<Edit> = Vec::new();
        for ((range, _), shown) in self.citations.iter().zip(&set.citations) {
            let raw = text.get(range.clone()).unwrap_or("");
            let note = if set.notes { format!("^[{shown}]") } else { shown.clone() };
            let field = format!("{}{raw}{}{note}{}", fields::OPEN, fields::TAG_END, fields::CLOSE);
            edits.push(Edit { range: range.clone(), text: field });
        }
        let list = set.list.join(&format!("{newline}{newline}"));
        for (index, range) in self.lists.iter().enumerate() {
            let raw = text.get(range.clone()).unwrap_or("");
            let shown = if index + 1 == self.lists.len() { list.as_str() } else { "" };
            let field = [fields::LIST, raw, fields::LIST_SET, "", shown, "", fields::LIST_END].join(newline);
            edits.push(Edit { range: range.clone(), text: field });
        }
        if self.lists.is_empty() && !list.is_empty() {
            let field =
                ["", fields::LIST, fields::LIST_SET, "", &list, "", fields::LIST_END, ""].join(newline);
            edits.push(Edit { range: text.len()..text.len(), text: field });
        }
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        Set { text: applied(text, &edits), left: self.left }
    }
}

/// One line of Markdown of what the processor gives.
pub(crate) fn line(children: &hayagriva::ElemChildren) -> String {
    let mut out = String::new();
    inline::write(children, &mut out);
    one_line(&out)
}
