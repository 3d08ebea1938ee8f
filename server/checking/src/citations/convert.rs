//! A whole draft from one style of citing to another, and nothing else of it changed.
//!
//! Only markers and the labels of the source list are touched; the list keeps its order and its words in every style, so
//! that a conversion can be undone by another. Written are `[1]` and `[1, 2]`, `[^1]` and `[^1],[^2]`, `[@key]` and
//! `[@a; @b]`, `([Outlet](target))` and `([A](x), [B](y))`: a marker of several stays one, and those side by side stay two.
//! A marker that was written otherwise (`[1-3]`, `[1,3]`) is kept in a comment behind what it became, for the way back.

use super::CitationMap;
use super::groups::{Group, groups, own_groups};
use super::list::known;
use super::names::Names;
use crate::Draft;
use crate::verdict::Edit;
use copydesk_library::Library;
use copydesk_tagging::CitationStyle;
use std::ops::Range;

/// What a conversion changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// In the order of the draft, none overlapping.
    pub edits: Vec<Edit>,
    /// Markers left as they are: they say more than which source is meant (a page, "see"), or name none.
    pub left: Vec<Range<usize>>,
}

/// The edits that make a draft cite in another style.
pub fn convert(draft: &Draft<'_>, map: &CitationMap, library: &Library, to: CitationStyle) -> Converted {
    let names = Names::new(draft, map, library);
    let mut out = Converted::default();
    // A marker that names one entry of the list and one that is not there would lose the first when the list takes
    // another style: then the draft stays as it is.
    let mut half = false;
    for group in groups(draft, map, &names, to, &mut out.left) {
        match names.converted(&group, to) {
            Some(text) => out.edits.push(Edit { range: group.range, text }),
            None => {
                half |= group.items.iter().any(Result::is_ok);
                out.left.push(group.range);
            }
        }
    }
    if half {
        out.edits.clear();
        return out;
    }
    // A list that nothing cites is no list of citations.
    if !out.edits.is_empty() {
        list(draft, map, &names, to, &mut out.edits);
    }
    out.edits.retain(|edit| draft.text.get(edit.range.clone()) != Some(edit.text.as_str()));
    out.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    out
}

/// The edits that make one marker of those that stand side by side: `[1][2]` to `[1, 2]`. Footnotes have no such form.
pub fn merge(draft: &Draft<'_>, map: &CitationMap, library: &Library) -> Vec<Edit> {
    let names = Names::new(draft, map, library);
    let mut edits: Vec<Edit> = Vec::new();
    for style in [CitationStyle::Numeric, CitationStyle::Pandoc, CitationStyle::Link] {
        let mut runs: Vec<(Group, usize)> = Vec::new();
        for group in own_groups(draft, map, &names, style, &mut Vec::new()) {
            let between = runs.last().and_then(|(last, _)| draft.text.get(last.range.end..group.range.start));
            match runs.last_mut() {
                Some((last, count)) if between.is_some_and(|between| between.chars().all(|c| c == ' ')) => {
                    last.range.end = group.range.end;
                    let fresh: Vec<_> = group.items.into_iter().filter(|i| !last.items.contains(i)).collect();
                    last.items.extend(fresh);
                    *count += 1;
                }
                _ => runs.push((group, 1)),
            }
        }
        // One that stands alone stays as it is written.
        for (mut run, _) in runs.into_iter().filter(|(_, count)| *count > 1) {
            run.items.sort_by_key(|item| item.as_ref().copied().unwrap_or(usize::MAX));
            let Some(mut text) = names.marker(&run, style) else { continue };
            if style == CitationStyle::Numeric {
                let raw = draft.text.get(run.range.clone()).unwrap_or("");
                let numbers: Vec<u32> = text
                    .split(|c: char| !c.is_ascii_digit())
                    .filter_map(|number| number.parse().ok())
                    .collect();
                text = in_form(&numbers, raw);
            }
            edits.push(Edit { range: run.range, text });
        }
    }
    edits.retain(|edit| draft.text.get(edit.range.clone()) != Some(edit.text.as_str()));
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits
}

/// A marker of numbers in the manner of another: its separator, and rows of numbers as ranges where it has a range.
pub(super) fn in_form(numbers: &[u32], like: &str) -> String {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    let dash = ['–', '\u{2011}', '\u{2010}', '-'].into_iter().find(|&dash| like.contains(dash));
    let separator = match (like.find(','), like.find(';')) {
        (None, Some(_)) if like.contains("; ") => "; ",
        (None, Some(_)) => ";",
        (Some(_), _) if !like.contains(", ") => ",",
        _ => ", ",
    };
    let mut parts: Vec<String> = Vec::new();
    // A range of two is written only where the other has one.
    let pair = dash.is_some_and(|dash| {
        like.split([',', ';', '[', ']', ' '])
            .filter_map(|part| part.split_once(dash))
            .any(|(a, b)| a.parse::<u32>().ok().and_then(|a| a.checked_add(1)) == b.parse::<u32>().ok())
    });
    for row in numbers.chunk_by(|a, b| a + 1 == *b) {
        match (dash, row) {
            (Some(dash), [first, .., last]) if row.len() > 2 || pair => {
                parts.push(format!("{first}{dash}{last}"))
            }
            _ => parts.extend(row.iter().map(u32::to_string)),
        }
    }
    format!("[{}]", parts.join(separator))
}

/// A text after edits that are in order and do not overlap.
pub fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out += text.get(at..edit.range.start).unwrap_or("");
        out += &edit.text;
        at = edit.range.end.max(at);
    }
    out + text.get(at..).unwrap_or("")
}

/// The labels of the source list in another style, and a heading where plain entries need one.
fn list(draft: &Draft<'_>, map: &CitationMap, names: &Names, to: CitationStyle, edits: &mut Vec<Edit>) {
    let text = draft.text;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let made = format!("**{}**{newline}{newline}", known().new_heading);
    let defined = matches!(to, CitationStyle::Footnote | CitationStyle::Pandoc);
    for (index, entry) in map.entries.iter().enumerate() {
        let label = match to {
            CitationStyle::Numeric => format!("{}. ", names.numbers[index]),
            CitationStyle::Footnote => format!("[^{}]: ", names.numbers[index]),
            CitationStyle::Pandoc => format!("[@{}]: ", names.keys[index]),
            CitationStyle::Link => "- ".to_owned(),
        };
        edits.push(Edit { range: entry.range.start..entry.body.start, text: label });
    }
    let Some(first) = map.entries.first() else { return };
    let alone = map.lists.iter().any(|list| list.start == first.range.start);
    if alone && !defined {
        // Definitions stand anywhere; a list needs its heading. A conversion back takes this very one away again.
        edits.push(Edit { range: first.range.start..first.range.start, text: made });
    } else if defined
        && let Some(at) = first.range.start.checked_sub(made.len())
        && text.get(at..first.range.start) == Some(made.as_str())
    {
        edits.push(Edit { range: at..first.range.start, text: String::new() });
    }
    // The heading and the label of the first entry begin at one place.
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut at = 0;
    while at + 1 < edits.len() {
        if edits[at].range.is_empty() && edits[at].range.end == edits[at + 1].range.start {
            let label = edits.remove(at + 1);
            edits[at].range.end = label.range.end;
            edits[at].text += &label.text;
        }
        at += 1;
    }
}
