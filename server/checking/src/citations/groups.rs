//! The markers of a draft as a conversion takes them: which entries each names, and how it was written.

use super::CitationMap;
use super::names::Names;
use crate::Draft;
use copydesk_tagging::CitationStyle;
use copydesk_tagging::citations::markers;
use std::ops::Range;

/// A marker, or several that stand for one: which entries it names.
pub(super) struct Group {
    pub(super) range: Range<usize>,
    /// Indexes of entries, or the label of one that is not in the list.
    pub(super) items: Vec<Result<usize, String>>,
    /// What it was in another style, where that style has several ways to write it.
    pub(super) was: Option<String>,
    /// It stands for a marker that is not written as a conversion writes it.
    pub(super) own_form: Option<String>,
}

impl Group {
    pub(super) fn new(range: Range<usize>, items: Vec<Result<usize, String>>) -> Self {
        Self { range, items, was: None, own_form: None }
    }
}

/// The markers of all styles but one.
pub(super) fn groups(
    draft: &Draft<'_>,
    map: &CitationMap,
    names: &Names,
    but: CitationStyle,
    left: &mut Vec<Range<usize>>,
) -> Vec<Group> {
    let styles =
        [CitationStyle::Numeric, CitationStyle::Footnote, CitationStyle::Pandoc, CitationStyle::Link];
    let mut all: Vec<Group> = styles
        .into_iter()
        .filter(|style| *style != but)
        .flat_map(|style| own_groups(draft, map, names, style, left))
        .collect();
    all.sort_by_key(|group| group.range.start);
    all
}

pub(super) fn own_groups(
    draft: &Draft<'_>,
    map: &CitationMap,
    names: &Names,
    style: CitationStyle,
    left: &mut Vec<Range<usize>>,
) -> Vec<Group> {
    let mut out = plain_groups(draft, map, names, style, left);
    if has_comments(draft) {
        for group in &mut out {
            group.remember(draft, names, style);
        }
    }
    out
}

/// Whether a comment is one in this draft.
fn has_comments(draft: &Draft<'_>) -> bool {
    let end = draft.path.and_then(|path| path.rsplit_once('.')).map(|(_, end)| end.to_lowercase());
    !matches!(end.as_deref(), Some("txt" | "text"))
}

/// No longer marker (in bytes) is kept in a comment.
const LONGEST: usize = 400;

impl Group {
    /// Takes in the comment behind the marker, or notes that the marker has a form of its own.
    fn remember(&mut self, draft: &Draft<'_>, names: &Names, style: CitationStyle) {
        let rest = draft.text.get(self.range.end..).unwrap_or("");
        if let Some(comment) = rest.strip_prefix("<!--")
            && let Some(end) = comment.as_bytes().iter().take(LONGEST).position(|&b| b == b'>')
            && let Some(inner) = comment[..end].strip_suffix("--")
            && let [marker] = markers(inner).as_slice()
            && marker.range == (0..inner.len())
        {
            self.was = Some(inner.to_owned());
            self.range.end += end + "<!-->".len();
            return;
        }
        let raw = draft.text.get(self.range.clone()).unwrap_or("");
        let many_ways = matches!(style, CitationStyle::Numeric | CitationStyle::Pandoc);
        if many_ways && raw.len() < LONGEST - 8 && !raw.contains("--") && !raw.contains('>') {
            let usual = names.marker(self, style);
            self.own_form = Some(raw.to_owned()).filter(|_| usual.as_deref() != Some(raw));
        }
    }
}

fn plain_groups(
    draft: &Draft<'_>,
    map: &CitationMap,
    names: &Names,
    style: CitationStyle,
    left: &mut Vec<Range<usize>>,
) -> Vec<Group> {
    if style == CitationStyle::Link {
        return link_groups(draft, map, names);
    }
    let mut out: Vec<Group> = Vec::new();
    for marker in map.markers.iter().filter(|marker| marker.style == style) {
        let raw = draft.text.get(marker.range.clone()).unwrap_or("");
        // "[see @key, p. 3]" says more than a number can.
        if style == CitationStyle::Pandoc && !(raw.starts_with('[') && plain_keys(raw)) {
            left.push(marker.range.clone());
            continue;
        }
        let items = marker.items.iter().map(|item| item.entry.ok_or_else(|| item.label.clone())).collect();
        let comma = out
            .last()
            .filter(|_| style == CitationStyle::Footnote)
            .and_then(|last| draft.text.get(last.range.end..marker.range.start))
            .is_some_and(|between| between == ",");
        match out.last_mut() {
            Some(last) if comma => {
                last.range.end = marker.range.end;
                last.items.extend::<Vec<_>>(items);
            }
            _ => out.push(Group::new(marker.range.clone(), items)),
        }
    }
    out
}

fn plain_keys(raw: &str) -> bool {
    let inner = raw.strip_prefix('[').and_then(|raw| raw.strip_suffix(']')).unwrap_or(raw);
    inner
        .split(';')
        .all(|part| part.trim().strip_prefix('@').is_some_and(|key| !key.contains([' ', ',', '@'])))
}

/// Links in parentheses of their own that lead to entries of the list.
fn link_groups(draft: &Draft<'_>, map: &CitationMap, names: &Names) -> Vec<Group> {
    let text = draft.text;
    if names.by_target.is_empty() || !text.contains("([") {
        return Vec::new();
    }
    let mut out: Vec<Group> = Vec::new();
    let mut open: Option<Group> = None;
    for marker in markers(text).into_iter().filter(|marker| marker.style == CitationStyle::Link) {
        let range = marker.range;
        let target = marker.items.first().map(|(_, target)| target.as_str()).unwrap_or_default();
        let entry =
            names.by_target.get(target).copied().filter(|_| !map.in_list(&range) && in_prose(draft, &range));
        let before = text.get(..range.start).unwrap_or("");
        let goes_on = open.as_ref().is_some_and(|group| text.get(group.range.end..range.start) == Some(", "));
        match (entry, &mut open) {
            (Some(entry), Some(group)) if goes_on => {
                group.range.end = range.end;
                group.items.push(Ok(entry));
            }
            (Some(entry), _) if before.ends_with('(') => {
                open = Some(Group::new(range.start - 1..range.end, vec![Ok(entry)]));
            }
            _ => open = None,
        }
        if let Some(group) = open.as_mut().filter(|group| text[group.range.end..].starts_with(')')) {
            group.range.end += 1;
            out.extend(open.take());
        }
    }
    out
}

/// Whether a stretch lies in a sentence: not in code.
fn in_prose(draft: &Draft<'_>, range: &Range<usize>) -> bool {
    let sentences = &draft.tagged.sentences;
    let at = sentences.partition_point(|s| s.sentence.source.end < range.start);
    sentences[at..]
        .iter()
        .take(2)
        .any(|s| s.sentence.source.start <= range.end && range.start <= s.sentence.source.end)
}
