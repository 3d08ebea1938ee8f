//! Citation markers of a text: `[1]`, `[1, 2]`, `[1-3]`, `[^1]`, `[@key]`, `[@a; @b]`, `[text](target)`.

use crate::TaggedSentence;
use crate::mention::{Citation, CitationStyle, Kind, Mention, Value};
use copydesk_text::Prose;
use std::ops::Range;

/// A bracket that cites: one source or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Bytes of the text, brackets included.
    pub range: Range<usize>,
    /// How it cites.
    pub style: CitationStyle,
    /// What it names and the bytes of the text it stands at, in order. The middle of `[1-3]` stands where the dash does.
    pub items: Vec<(Range<usize>, String)>,
}

/// No bracket longer than this (in bytes) is a marker, so that an open bracket costs no more.
const LONGEST: usize = 400;
/// A range of numbers wider than this is no list of sources.
const WIDEST: u32 = 30;

/// The markers of a text, in order.
pub fn markers(text: &str) -> Vec<Marker> {
    let mut out: Vec<Marker> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&b| b == b'[') {
        let open = at + found;
        at = open + 1;
        let window = &bytes[at..bytes.len().min(at + LONGEST)];
        let Some(end) = window.iter().position(|&b| matches!(b, b']' | b'[')).map(|n| at + n) else {
            continue;
        };
        if bytes[end] == b'[' {
            continue;
        }
        let (inner, mut close) = (&text[at..end], end + 1);
        let mut marker = numeric(inner, at).map(|items| (CitationStyle::Numeric, items));
        if marker.is_none() {
            marker = footnote(inner, at).map(|items| (CitationStyle::Footnote, items));
        }
        if marker.is_none() {
            marker = pandoc(inner, at).map(|items| (CitationStyle::Pandoc, items));
        }
        if let Some((target, after)) = destination(text, close)
            && !inner.trim().is_empty()
            && (open == 0 || bytes[open - 1] != b'!')
        {
            close = after;
            marker = Some((CitationStyle::Link, vec![(open..close, target)]));
        }
        let Some((style, mut items)) = marker else { continue };
        if let [(range, _)] = items.as_mut_slice() {
            *range = open..close;
        }
        out.push(Marker { range: open..close, style, items });
        at = close;
    }
    out
}

/// Keys in running text, outside of brackets: `@key` and `@key [p. 3]`. Bytes of the key with its sign, the key, bytes of the
/// whole. An address has none.
pub fn keys_in_text(text: &str) -> Vec<(Range<usize>, &str, Range<usize>)> {
    let mut out = Vec::new();
    let mut depth = 0usize;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '@' if depth == 0 && (before.is_whitespace() || matches!(before, '(' | '-' | '“' | '"')) => {
                let label = key(&text[at + 1..]);
                if !label.is_empty() {
                    let end = at + 1 + label.len();
                    let place = text[end..].strip_prefix(" [").and_then(|rest| {
                        let close =
                            rest.bytes().take(LONGEST).position(|b| matches!(b, b']' | b'[' | b'@'))?;
                        (rest.as_bytes()[close] == b']').then_some(close + 3)
                    });
                    out.push((at..end, label, at..end + place.unwrap_or(0)));
                }
            }
            _ => {}
        }
        before = c;
    }
    out
}

/// The key that a text begins with.
fn key(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.' | '/' | '#' | '+')))
        .unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ':', '-', '/'])
}

/// The markers of a sentence's visible text, as mentions.
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    if !text.contains('[') {
        return Vec::new();
    }
    let mention = |style, (range, target)| Mention {
        range,
        kind: Kind::Citation,
        value: Value::Citation(Citation { style, target }),
    };
    markers(text)
        .into_iter()
        .flat_map(|marker| marker.items.into_iter().map(move |item| mention(marker.style, item)))
        .collect()
}

/// Adds the links of a document to the sentences they show in.
pub(crate) fn links(prose: &Prose, sentences: &mut [TaggedSentence]) {
    let mut next = 0;
    for TaggedSentence { sentence, mentions, .. } in sentences {
        while let Some(link) = prose.links.get(next).filter(|link| link.source.start < sentence.source.end) {
            next += 1;
            let Some(range) = sentence.to_visible(link.source.clone()).filter(|range| !range.is_empty())
            else {
                continue;
            };
            let taken = |m: &Mention| {
                m.kind == Kind::Citation && m.range.start < range.end && range.start < m.range.end
            };
            if mentions.iter().any(taken) {
                continue;
            }
            // A shortcut reference `[1]` reads as a link on "1" where `[1]: address` defines it.
            let words = sentence.text.get(range.clone()).unwrap_or("");
            let words = words.strip_prefix('[').and_then(|w| w.strip_suffix(']')).unwrap_or(words);
            let shortcut = link.source.len() <= words.len() + 4;
            let (style, target) = match words.parse::<u32>() {
                Ok(number) if shortcut && number < 1000 => (CitationStyle::Numeric, number.to_string()),
                _ => (CitationStyle::Link, link.target.clone()),
            };
            insert(
                mentions,
                Mention { range, kind: Kind::Citation, value: Value::Citation(Citation { style, target }) },
            );
        }
    }
}

/// Whether a citation is a link on words of its sentence, to be read as they are: "thanked [206 volunteers](address) for". What
/// stands in brackets, by itself or in capitals at the end names a source, and so does a bare number.
pub fn is_on_words(text: &str, mention: &Mention) -> bool {
    let Value::Citation(Citation { style: CitationStyle::Link, .. }) = &mention.value else { return false };
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let words = part(mention.range.clone());
    let (before, after) =
        (part(0..mention.range.start).trim_end(), part(mention.range.end..text.len()).trim_start());
    let open = before.rfind('(').is_some_and(|at| !before[at..].contains(')'));
    let enclosed = open && before.ends_with(['(', ',', ';']) && after.starts_with([')', ',', ';']);
    // In plain text the address would be read as well.
    if enclosed || words.starts_with('[') || !words.contains(char::is_alphabetic) {
        return false;
    }
    let goes_on = after.contains(char::is_alphanumeric);
    goes_on || (before.contains(char::is_alphanumeric) && !words.starts_with(char::is_uppercase))
}

/// Puts a mention where it belongs: by start, longer first.
pub(crate) fn insert(mentions: &mut Vec<Mention>, mention: Mention) {
    let order = |m: &Mention| (m.range.start, std::cmp::Reverse(m.range.end));
    let at = mentions.partition_point(|m| order(m) <= order(&mention));
    mentions.insert(at, mention);
}

type Items = Vec<(Range<usize>, String)>;

fn numeric(inner: &str, base: usize) -> Option<Items> {
    let mut items: Items = Vec::new();
    let mut dash: Option<(usize, usize, u32)> = None;
    let mut last: Option<u32> = None;
    let (mut separated, mut ranged) = (true, false);
    let mut chars = inner.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        match c {
            '0'..='9' => {
                let mut end = start + 1;
                while chars.next_if(|(_, c)| c.is_ascii_digit()).is_some() {
                    end += 1;
                }
                let number: u32 = inner[start..end].parse().ok().filter(|&n| n > 0 && end - start <= 3)?;
                if let Some((from, to, first)) = dash.take() {
                    if number <= first || number - first > WIDEST {
                        return None;
                    }
                    ranged = true;
                    items.extend((first + 1..number).map(|n| (base + from..base + to, n.to_string())));
                } else if separated {
                    ranged = false;
                } else {
                    return None;
                }
                items.push((base + start..base + end, number.to_string()));
                last = Some(number);
                separated = false;
            }
            ',' | ';' if !separated => separated = true,
            '-' | '\u{2010}' | '\u{2011}' | '–' if !separated && !ranged && dash.is_none() => {
                dash = Some((start, start + c.len_utf8(), last?));
            }
            ' ' => {}
            _ => return None,
        }
    }
    // The numbers between the ends of a range share the dash: only the first of them can stand there.
    let mut seen_end = 0;
    for (range, _) in &mut items {
        if range.start < seen_end {
            *range = seen_end..seen_end;
        }
        seen_end = seen_end.max(range.end);
    }
    (!items.is_empty() && dash.is_none() && !separated).then_some(items)
}

fn footnote(inner: &str, base: usize) -> Option<Items> {
    let label = inner.strip_prefix('^')?;
    let good = !label.is_empty() && !label.contains(char::is_whitespace);
    good.then(|| vec![(base..base + inner.len(), label.to_owned())])
}

fn pandoc(inner: &str, base: usize) -> Option<Items> {
    if !inner.contains('@') {
        return None;
    }
    let mut items = Vec::new();
    let mut at = 0;
    for part in inner.split(';') {
        let found = part.find('@')?;
        // Before the key: nothing, "-", or a word such as "see "; never a letter, as in an address.
        if part[..found].ends_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let key = key(&part[found + 1..]);
        if key.is_empty() {
            return None;
        }
        let start = base + at + found;
        items.push((start..start + 1 + key.len(), key.to_owned()));
        at += part.len() + 1;
    }
    Some(items)
}

/// The target of `(target)` or `(target "title")` at byte `at`, and where it ends.
fn destination(text: &str, at: usize) -> Option<(String, usize)> {
    let rest = text.get(at..)?.strip_prefix('(')?;
    let mut depth = 0usize;
    for (offset, c) in rest.char_indices() {
        match c {
            _ if offset > 2048 => return None,
            '\n' => return None,
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' => {
                let inner = rest[..offset].trim();
                let target = inner.split(' ').next().unwrap_or("").trim_matches(['<', '>']);
                let looks = target.contains(['.', '/', '#']);
                return looks.then(|| (target.to_owned(), at + 1 + offset + 1));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        markers(text)
            .iter()
            .flat_map(|m| m.items.iter().map(move |(r, t)| format!("{:?} {} {t}", m.style, &text[r.clone()])))
            .collect()
    }

    #[test]
    fn reads_every_style() {
        assert_eq!(read("a [1], b[2][3]"), ["Numeric [1] 1", "Numeric [2] 2", "Numeric [3] 3"]);
        assert_eq!(read("[1, 3–5]"), ["Numeric 1 1", "Numeric 3 3", "Numeric – 4", "Numeric 5 5"]);
        assert_eq!(read("a[^n-1]."), ["Footnote [^n-1] n-1"]);
        assert_eq!(read("[see @holm:31, p. 3; -@b]"), ["Pandoc @holm:31 holm:31", "Pandoc @b b"]);
        assert_eq!(read("[Harbour Wire](wire.md)"), ["Link [Harbour Wire](wire.md) wire.md"]);
        assert_eq!(
            read("[1](https://x.test/a_(b))"),
            ["Link [1](https://x.test/a_(b)) https://x.test/a_(b)"]
        );
    }

    #[test]
    fn dont_take_other_brackets() {
        for text in [
            "[sic]",
            "[2031]",
            "[1-2-3]",
            "[5-3]",
            "[a@b.test]",
            "[",
            "[]",
            "[1",
            "[@]",
            "![x](y.png)",
            "[1,]",
            "[0]",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }
}
