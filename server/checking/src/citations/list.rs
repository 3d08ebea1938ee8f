//! The source list of a draft: its entries as they stand in the text, Markdown or plain.

use copydesk_tagging::{CitationStyle, grammar};
use copydesk_text::fields;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// What `grammars/en/citations.toml` knows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    headings: FxHashSet<String>,
    other_headings: FxHashSet<String>,
    pub(super) own_work: Vec<String>,
    pub(super) months: Vec<String>,
    pub(super) new_heading: String,
}

pub(super) fn known() -> &'static Known {
    static KNOWN: LazyLock<Known> = LazyLock::new(|| grammar::built_in("en/citations.toml"));
    &KNOWN
}

/// An entry of a source list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What markers name it by: "1", "note", "key".
    pub label: String,
    /// How markers name it.
    pub style: CitationStyle,
    /// Bytes of the draft, from its bullet or label to the end of its last line.
    pub range: Range<usize>,
    /// Bytes of the label alone; empty where the entry is known by its place in the list.
    pub label_range: Range<usize>,
    /// Bytes of what it says.
    pub body: Range<usize>,
    /// The article of the library that it stands for.
    pub article: Option<Arc<str>>,
}

/// The source list of a draft.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    pub(super) entries: Vec<Entry>,
    /// Bytes from the heading to the end of the last entry, of each list and each lone definition.
    pub(super) regions: Vec<Range<usize>>,
    /// Where entries go if there is a heading with none under it.
    pub(super) empty_at: Option<usize>,
}

struct Line<'a> {
    /// Bytes of the draft, the line break left out.
    range: Range<usize>,
    text: &'a str,
    /// Of a line that ends the comment of a set list: the line that ends the set list.
    set_end: Option<usize>,
}

/// How an entry begins.
struct Head {
    label: String,
    style: CitationStyle,
    /// Bytes of the line.
    label_range: Range<usize>,
    /// Where the line goes on after label and bullet.
    rest: usize,
    /// It is written in brackets and counts without a heading: `[1]: ...`, `[^1]: ...`.
    definition: bool,
}

/// Reads the source list of a draft.
pub(super) fn read(text: &str) -> List {
    let mut list = List::default();
    let lines = lines(text);
    let mut at = 0;
    let mut fenced = false;
    while at < lines.len() {
        let trimmed = lines[at].text.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fenced = !fenced;
        }
        if fenced {
            at += 1;
        } else if let Some(next) = behind_set(&lines, at) {
            if let (Some(last), Some(end)) = (list.regions.last_mut(), lines.get(next - 1)) {
                last.end = end.range.end;
            }
            at = next;
        } else if is_heading(trimmed) {
            at = section(text, &lines, at, &mut list);
        } else if let Some(head) = head(lines[at].text).filter(|head| head.definition) {
            let next = entry(&lines, at, &head, 0, &mut list);
            if let Some(last) = list.entries.last() {
                list.regions.push(last.range.clone());
            }
            at = next;
        } else {
            at += 1;
        }
    }
    list
}

/// Whether a line heads a source list.
fn is_heading(trimmed: &str) -> bool {
    if trimmed.len() > 60 {
        return false;
    }
    known().headings.contains(&bare(trimmed))
}

/// A heading's words in lower case, marks left out.
fn bare(trimmed: &str) -> String {
    trimmed
        .trim_matches(|c: char| matches!(c, '#' | '*' | '_' | ':' | '=' | '-') || c.is_whitespace())
        .to_lowercase()
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let mut lines: Vec<Line<'_>> = text
        .split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            let body = line.trim_end_matches(['\n', '\r']);
            Line { range: start..start + body.len(), text: body, set_end: None }
        })
        .collect();
    let mut comment = None;
    let mut set = None;
    for index in 0..lines.len() {
        match lines[index].text.trim() {
            fields::LIST => comment = Some(index),
            fields::LIST_SET if comment.take().is_some() => set = Some(index),
            fields::LIST_END => {
                if let Some(line) = set.take() {
                    lines[line].set_end = Some(index);
                }
            }
            _ => {}
        }
    }
    lines
}

/// Reads the entries under the heading at line `at`; returns the line after the list.
fn section(text: &str, lines: &[Line<'_>], at: usize, list: &mut List) -> usize {
    let before = list.entries.len();
    let mut next = at + 1;
    // The line of `=` or `-` under a heading is part of it.
    if lines
        .get(next)
        .is_some_and(|l| l.text.len() > 2 && l.text.trim().chars().all(|c| matches!(c, '=' | '-')))
    {
        next += 1;
    }
    let mut end = lines[at].range.end;
    let mut found = 0;
    while let Some(line) = lines.get(next) {
        let trimmed = line.text.trim();
        if trimmed.is_empty() || trimmed == fields::LIST {
            next += 1;
            continue;
        }
        if let Some(behind) = behind_set(lines, next) {
            end = lines[behind - 1].range.end;
            next = behind;
            continue;
        }
        if trimmed.starts_with('#') || known().other_headings.contains(&bare(trimmed)) || is_heading(trimmed)
        {
            break;
        }
        let Some((head_line, head)) = split_head(lines, next) else {
            // A title alone on its line, as a saved page has it; running text ends the list.
            if found > 0 || trimmed.len() > 300 || text.as_bytes().get(line.range.start) == Some(&b'>') {
                break;
            }
            found += 1;
            list.entries.push(Entry {
                label: found.to_string(),
                style: CitationStyle::Numeric,
                range: line.range.clone(),
                label_range: line.range.start..line.range.start,
                body: trim(line),
                article: None,
            });
            end = line.range.end;
            next += 1;
            continue;
        };
        found += 1;
        next = entry(lines, head_line, &head, found, list);
        if let Some(last) = list.entries.last_mut() {
            last.range.start = last.range.start.min(line.range.start + indent(line.text));
            end = last.range.end;
        }
    }
    if list.entries.len() == before {
        list.empty_at = Some(end);
    }
    list.regions.push(lines[at].range.start..end);
    next
}

/// The line behind a source list as it is set in a style, where line `at` ends the comment with the list as it was.
fn behind_set(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let line = &lines[at];
    if line.text.trim() != fields::LIST_SET {
        return None;
    }
    let ends = lines[at].set_end?;
    Some(ends + 1)
}

/// The head of the entry that begins at line `at`. A saved page has bullet, number and text on a line each.
fn split_head(lines: &[Line<'_>], at: usize) -> Option<(usize, Head)> {
    let mut line = at;
    let bullet = matches!(lines[line].text.trim(), "-" | "*" | "•" | "–");
    if bullet {
        line = next_filled(lines, line)?;
    }
    let found = head(lines[line].text);
    match found {
        Some(found) => Some((line, found)),
        // A bullet alone before the text.
        None if bullet => {
            let rest = indent(lines[line].text);
            let head = Head {
                label: String::new(),
                style: CitationStyle::Numeric,
                label_range: rest..rest,
                rest,
                definition: false,
            };
            Some((line, head))
        }
        None => None,
    }
}

fn next_filled(lines: &[Line<'_>], at: usize) -> Option<usize> {
    (at + 1..lines.len().min(at + 4)).find(|&n| !lines[n].text.trim().is_empty())
}

/// Adds the entry whose head stands on line `at`; `place` is its place in the list, from 1. Returns the next line.
fn entry(lines: &[Line<'_>], at: usize, head: &Head, place: usize, list: &mut List) -> usize {
    let mut last = at;
    let mut start = lines[at].range.start + head.rest;
    if lines[at].text[head.rest..].trim().is_empty() {
        // The text stands on the next line.
        match next_filled(lines, at).filter(|&n| head_free(lines[n].text)) {
            Some(line) => {
                last = line;
                start = lines[line].range.start + indent(lines[line].text);
            }
            None => start = lines[at].range.end,
        }
    } else {
        start += lines[at].text[head.rest..].len() - lines[at].text[head.rest..].trim_start().len();
    }
    // Lines that go on: indented, or right under a Markdown entry.
    let one_line = last == at;
    while let Some(line) = lines.get(last + 1) {
        let goes_on =
            !line.text.trim().is_empty() && line.text.starts_with([' ', '\t']) && head_free(line.text);
        if !(goes_on && one_line) {
            break;
        }
        last += 1;
    }
    let body_end = lines[last].range.start + lines[last].text.trim_end().len();
    let place_label = if head.label.is_empty() { place.to_string() } else { head.label.clone() };
    list.entries.push(Entry {
        label: place_label,
        style: head.style,
        range: lines[at].range.start + indent(lines[at].text)..body_end.max(start),
        label_range: lines[at].range.start + head.label_range.start
            ..lines[at].range.start + head.label_range.end,
        body: start..body_end.max(start),
        article: None,
    });
    last + 1
}

fn head_free(line: &str) -> bool {
    head(line).is_none() && !matches!(line.trim(), "-" | "*" | "•" | "–") && !line.trim().starts_with('#')
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn trim(line: &Line<'_>) -> Range<usize> {
    let start = line.range.start + indent(line.text);
    start..start + line.text.trim().len()
}

/// `1. `, `1) `, `[1] `, `[1]: `, `[^a]: `, `[@key]: `, `@key: `, `- `, with or without a bullet before.
fn head(line: &str) -> Option<Head> {
    let mut at = indent(line);
    let mut bullet = false;
    for mark in ["- ", "* ", "+ ", "• ", "– "] {
        if line[at..].starts_with(mark) {
            at += mark.len();
            at += indent(&line[at..]);
            bullet = true;
            break;
        }
    }
    let rest = &line[at..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let plain = |label: &str, style, from: usize, to: usize, after: usize, definition| Head {
        label: label.to_owned(),
        style,
        label_range: at + from..at + to,
        rest: at + after,
        definition,
    };
    if (1..=3).contains(&digits) && rest[digits..].starts_with(['.', ')']) {
        let after = &rest[digits + 1..];
        if after.is_empty() || after.starts_with([' ', '\t']) {
            return Some(plain(&rest[..digits], CitationStyle::Numeric, 0, digits, digits + 1, false));
        }
    }
    if let Some(inner) = rest.strip_prefix('[')
        && let Some(close) = inner.find(']').filter(|&n| n > 0 && n < 80)
    {
        let label = &inner[..close];
        let colon = inner[close + 1..].starts_with(':');
        let after = 1 + close + 1 + usize::from(colon);
        let opened = |skip: usize| (1 + skip, 1 + close);
        if label.bytes().all(|b| b.is_ascii_digit())
            && label.len() <= 3
            && !inner[close + 1..].starts_with('(')
        {
            let (from, to) = opened(0);
            return Some(plain(label, CitationStyle::Numeric, from, to, after, colon && !bullet));
        }
        if let Some(label) = label.strip_prefix('^').filter(|l| !l.is_empty() && !l.contains(' ')) {
            let (from, to) = opened(1);
            return colon.then(|| plain(label, CitationStyle::Footnote, from, to, after, !bullet));
        }
        if let Some(label) = label.strip_prefix('@').filter(|l| !l.is_empty() && !l.contains(' ')) {
            let (from, to) = opened(1);
            return Some(plain(label, CitationStyle::Pandoc, from, to, after, colon && !bullet));
        }
    }
    if let Some(key) = rest.strip_prefix('@')
        && let Some(colon) = key.find(": ").filter(|&n| n > 0 && !key[..n].contains(' '))
    {
        return Some(plain(&key[..colon], CitationStyle::Pandoc, 1, 1 + colon, colon + 2, false));
    }
    bullet.then(|| plain("", CitationStyle::Numeric, 0, 0, 0, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Vec<String> {
        read(text)
            .entries
            .iter()
            .map(|e| format!("{:?} {}: {}", e.style, e.label, &text[e.body.clone()]))
            .collect()
    }

    #[test]
    fn reads_a_numbered_list() {
        let text = "The ferry sank [1].\n\n## Sources\n\n1. Harbour Wire: It sank\n2. Varn Post:\n   It swam\n\n## More\n\n3. no entry\n";
        assert_eq!(entries(text), ["Numeric 1: Harbour Wire: It sank", "Numeric 2: Varn Post:\n   It swam"]);
    }

    #[test]
    fn reads_definitions_wherever_they_stand() {
        let text =
            "Sank [^a] and swam [1].\r\n\r\n[^a]: Harbour Wire\r\n[1]: https://wire.test/x \"It swam\"\r\n";
        assert_eq!(entries(text), ["Footnote a: Harbour Wire", "Numeric 1: https://wire.test/x \"It swam\""]);
    }

    #[test]
    fn reads_the_list_of_a_saved_page() {
        let text = "It sank [1].\nSources\n-\n1.\nHarbour Wire: It sank: A short story.\n-\n2.\nVarn Post: It swam: Another.\nTimeline\nMarch 3, 2031 – It sank [1].";
        assert_eq!(
            entries(text),
            ["Numeric 1: Harbour Wire: It sank: A short story.", "Numeric 2: Varn Post: It swam: Another."]
        );
        let list = read(text);
        assert_eq!(&text[list.entries[0].range.clone()], "-\n1.\nHarbour Wire: It sank: A short story.");
        assert!(
            text[list.regions[0].clone()].starts_with("Sources")
                && text[list.regions[0].clone()].ends_with("Another.")
        );
    }

    #[test]
    fn reads_bullets_by_their_place_and_keys() {
        assert_eq!(
            entries("Sources:\n- Harbour Wire\n- Varn Post"),
            ["Numeric 1: Harbour Wire", "Numeric 2: Varn Post"]
        );
        assert_eq!(
            entries("# References\n\n[@wire]: Harbour Wire\n- [@post] Varn Post"),
            ["Pandoc wire: Harbour Wire", "Pandoc post: Varn Post"]
        );
    }

    #[test]
    fn dont_read_lists_that_are_no_source_lists() {
        assert_eq!(
            entries("Things to do:\n1. Sail\n2. Land\n\nThe sources of the river dried up.\n1. Up"),
            [""; 0]
        );
        assert_eq!(entries("```\n[1]: x\n```\n"), [""; 0]);
    }
}
