//! A whole draft from one style of citing to another, and nothing else of it changed.
//!
//! Only markers and the labels of the source list are touched; the list keeps its order and its words in every style, so
//! that a conversion can be undone by another. Written are `[1]` and `[1, 2]`, `[^1]` and `[^1],[^2]`, `[@key]` and
//! `[@a; @b]`, `([Outlet](target))` and `([A](x), [B](y))`: a marker of several stays one, and those side by side stay two.
//! A marker that was written otherwise (`[1-3]`, `[1,3]`) is kept in a comment behind what it became, for the way back.

use super::edit::key;
use super::list::known;
use super::resolve::relative;
use super::{CitationMap, Entry};
use crate::Draft;
use crate::message::source_name;
use crate::verdict::Edit;
use copydesk_library::Library;
use copydesk_tagging::CitationStyle;
use copydesk_tagging::citations::markers;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// What a conversion changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// In the order of the draft, none overlapping.
    pub edits: Vec<Edit>,
    /// Markers left as they are: they say more than which source is meant (a page, "see"), or name none.
    pub left: Vec<Range<usize>>,
}

/// A marker, or several that stand for one: which entries it names.
struct Group {
    range: Range<usize>,
    /// Indexes of entries, or the label of one that is not in the list.
    items: Vec<Result<usize, String>>,
    /// What it was in another style, where that style has several ways to write it.
    was: Option<String>,
    /// It stands for a marker that is not written as a conversion writes it.
    own_form: Option<String>,
}

impl Group {
    fn new(range: Range<usize>, items: Vec<Result<usize, String>>) -> Self {
        Self { range, items, was: None, own_form: None }
    }
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

/// What each entry is called in each style.
struct Names {
    numbers: Vec<String>,
    keys: Vec<String>,
    /// Name and target of a link.
    links: Vec<(String, String)>,
    by_target: FxHashMap<String, usize>,
}

impl Names {
    fn new(draft: &Draft<'_>, map: &CitationMap, library: &Library) -> Self {
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
    fn converted(&self, group: &Group, to: CitationStyle) -> Option<String> {
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
    fn marker(&self, group: &Group, style: CitationStyle) -> Option<String> {
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

/// The markers of all styles but one.
fn groups(
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

fn own_groups(
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
