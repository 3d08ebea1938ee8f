//! Citations put in order: numbered by first appearance, the source list in the same order; and one of them given
//! another number or key.

use super::CitationMap;
use super::plan::{Change, Plan, tidy};
use crate::Draft;
use crate::verdict::Edit;
use copydesk_library::Library;
use copydesk_tagging::CitationStyle;
use std::ops::Range;

/// The edits that number the citations of a draft in the order of their first appearance and bring the source list in
/// that order. `None` if it is in order.
pub fn organize(draft: &Draft<'_>, map: &CitationMap, library: &Library) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for style in [CitationStyle::Numeric, CitationStyle::Footnote] {
        // Notes that go by words, and numbers without a list, have no order to be brought in.
        let numbers = map.entries.iter().filter(|e| e.style == style).all(|e| e.label.parse::<u32>().is_ok());
        let named = map.markers.iter().filter(|m| m.style == style).flat_map(|m| &m.items);
        if numbers && named.clone().count() > 0 && named.clone().all(|item| item.entry.is_some()) {
            edits.extend(Plan { draft, map, library, style }.numbered(Change::Order)?);
        }
    }
    let edits = tidy(edits);
    let apart = edits.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start);
    (apart && !edits.is_empty()).then_some(edits)
}

/// The style of the citation or entry at a byte.
pub fn style_at(map: &CitationMap, byte: usize) -> Option<CitationStyle> {
    let entry = map.entries.iter().find(|e| e.label_range.start <= byte && byte <= e.label_range.end);
    entry.map(|e| e.style).or_else(|| map.at(byte).map(|(marker, _)| marker.style))
}

/// The number or key of the citation, or of the entry of the source list, at a byte of the draft, and its bytes. Links
/// have none.
pub fn label_at(draft: &Draft<'_>, map: &CitationMap, byte: usize) -> Option<(Range<usize>, String)> {
    let inside = |range: &Range<usize>| range.start <= byte && byte <= range.end;
    if let Some(entry) = map.entries.iter().find(|e| !e.label_range.is_empty() && inside(&e.label_range)) {
        return Some((entry.label_range.clone(), entry.label.clone()));
    }
    let (marker, item) = map.at(byte)?;
    if marker.style == CitationStyle::Link {
        return None;
    }
    let raw = draft.text.get(item.range.clone())?;
    let at = item.range.start + raw.find(item.label.as_str())?;
    Some((at..at + item.label.len(), item.label.clone()))
}

/// Whether a citation of a style may have a label.
pub fn may_be_called(style: CitationStyle, label: &str) -> bool {
    let word = !label.is_empty()
        && label.len() <= 60
        && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/'));
    match style {
        CitationStyle::Numeric => label.parse::<u16>().is_ok_and(|n| (1..1000).contains(&n)),
        CitationStyle::Footnote | CitationStyle::Pandoc => word,
        CitationStyle::Link => false,
    }
}

/// The edits that give the citations `old` of a style the label `new`, in their markers and in the source list; where `new`
/// is taken the two change places. `None` where the entries have no labels of their own.
pub fn relabel(
    draft: &Draft<'_>,
    map: &CitationMap,
    style: CitationStyle,
    old: &str,
    new: &str,
) -> Option<Vec<Edit>> {
    let other = |label: &str| match label {
        label if label == old => Some(new.to_owned()),
        label if label == new => Some(old.to_owned()),
        _ => None,
    };
    let mut edits = Vec::new();
    for entry in map.entries.iter().filter(|entry| entry.style == style) {
        if let Some(label) = other(&entry.label) {
            if entry.label_range.is_empty() {
                return None;
            }
            edits.push(Edit { range: entry.label_range.clone(), text: label });
        }
    }
    let library = Library::default();
    let plan = Plan { draft, map, library: &library, style };
    for (index, marker) in map.markers.iter().enumerate().filter(|(_, marker)| marker.style == style) {
        let labels: Vec<String> = marker
            .items
            .iter()
            .map(|item| other(&item.label).unwrap_or_else(|| item.label.clone()))
            .collect();
        if style == CitationStyle::Pandoc {
            for item in &marker.items {
                let raw = draft.text.get(item.range.clone()).unwrap_or_default();
                if let (Some(label), Some(at)) = (other(&item.label), raw.find(item.label.as_str())) {
                    let start = item.range.start + at;
                    edits.push(Edit { range: start..start + item.label.len(), text: label });
                }
            }
            continue;
        }
        let places: Vec<Option<usize>> = (0..labels.len()).map(Some).collect();
        edits.extend(plan.rewritten(index, &places, &labels));
    }
    Some(tidy(edits))
}
