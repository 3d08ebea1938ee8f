//! Plain text to blocks: paragraphs parted by blank lines, by an indent, or one a line; wrapped lines are joined.

use crate::prose::{Block, BlockKind, Prose, front_matter};
use crate::split::hangs;
use std::ops::Range;

/// The longest line, in characters, of a text that is wrapped by hand or by a program.
const WRAPPED: usize = 120;

/// Reads plain text.
pub(crate) fn read(text: &str) -> Prose {
    let mut prose = Prose { front_matter: front_matter(text), ..Prose::default() };
    let from = prose.front_matter.as_ref().map_or(0, |front| front.end);
    let lines = match escaped_breaks(&text[from..]) {
        Some(breaks) => escaped_lines(text, from, &breaks),
        None => lines(text, from, &mut prose.comments),
    };
    let layout = Layout::of(text, &lines);
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.range.is_empty() {
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if index > 0 && layout.joins(text, &lines[index - 1], line) => {
                last.end = line.range.end
            }
            _ => paragraphs.push(line.range.clone()),
        }
    }
    let single = paragraphs.len() == 1;
    for (index, range) in paragraphs.iter().enumerate() {
        let raw = &text[range.clone()];
        let next = paragraphs.get(index + 1).map(|next| &text[next.clone()]);
        let (kind, skip) = if single { (BlockKind::Paragraph, 0) } else { kind(raw, next, index == 0) };
        prose.blocks.extend(Block::plain(kind, text, range.start + skip..range.end));
    }
    prose
}

/// A line without its line break and without white space at its edges.
struct Line {
    range: Range<usize>,
    /// White space before it, in characters.
    indent: usize,
    /// Its characters.
    chars: usize,
}

fn lines(text: &str, from: usize, comments: &mut Vec<Range<usize>>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = from;
    // A lone carriage return ends a line as well, as in the protocol.
    for piece in text[from..].split_inclusive(['\n', '\r']) {
        let start = at;
        at += piece.len();
        if piece == "\n" && start > from && text.as_bytes()[start - 1] == b'\r' {
            continue;
        }
        let body = piece.trim_matches(is_blank);
        let lead = piece.len() - piece.trim_start_matches(is_blank).len();
        let first = start + lead.min(piece.len());
        let range = if body.is_empty() { start..start } else { first..first + body.len() };
        if body.starts_with("<!--") && body.ends_with("-->") && body.len() >= 7 {
            comments.push(range);
            lines.push(Line { range: start..start, indent: 0, chars: 0 });
            continue;
        }
        let indent = piece[..lead].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        lines.push(Line { range, indent, chars: body.chars().count() });
    }
    lines
}

/// Where the line breaks stand in a text that was written out with its line breaks escaped (`one\\ntwo\\n`): on one line,
/// with several of them, and without a path or another escape that would mean something else.
fn escaped_breaks(text: &str) -> Option<Vec<usize>> {
    if !text.contains("\\n") || text.trim_end().contains(['\n', '\r']) || text.contains(":\\") {
        return None;
    }
    let all: Vec<usize> = text.match_indices('\\').map(|(at, _)| at).collect();
    let known = |at: &usize| text[at + 1..].starts_with(['n', '"']);
    let breaks: Vec<usize> = all.iter().copied().filter(|at| text[at + 1..].starts_with('n')).collect();
    (breaks.len() > 1 && all.iter().all(known)).then_some(breaks)
}

/// The lines between escaped line breaks.
fn escaped_lines(text: &str, from: usize, breaks: &[usize]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = from;
    for end in breaks.iter().map(|at| from + at).chain([text.len()]) {
        let piece = &text[start..end];
        let lead = piece.len() - piece.trim_start_matches(is_blank).len();
        let body = piece.trim_matches(is_blank);
        let first = start + lead.min(piece.len());
        let range = if body.is_empty() { start..start } else { first..first + body.len() };
        lines.push(Line { range, indent: 0, chars: body.chars().count() });
        start = (end + 2).min(text.len());
    }
    lines
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// How a text is laid out.
struct Layout {
    /// The width lines are wrapped at, in characters, if they are.
    width: Option<usize>,
    /// Most lines that go on a paragraph begin this far in.
    indent: usize,
    /// Paragraphs begin further in than that, and so any line that does not goes on the one before it.
    indented: bool,
}

impl Layout {
    /// A text is wrapped where lines are about equally long and go on in small letters without a full stop between.
    fn of(text: &str, lines: &[Line]) -> Self {
        let mut lengths: Vec<usize> =
            lines.iter().filter(|line| line.chars > 0).map(|line| line.chars).collect();
        lengths.sort_unstable();
        // A line or two may be longer than the rest: a table, an address.
        let width =
            lengths.get((lengths.len() * 19 / 20).min(lengths.len().saturating_sub(1))).copied().unwrap_or(0);
        let (mut pairs, mut small, mut full) = (0, 0, 0);
        let mut indents: Vec<usize> = Vec::new();
        for pair in lines.windows(2) {
            let [line, next] = pair else { continue };
            if line.range.is_empty() || next.range.is_empty() || next.indent > line.indent {
                continue;
            }
            let (body, after) = (&text[line.range.clone()], &text[next.range.clone()]);
            if list_marker(after).is_some() {
                continue;
            }
            indents.push(next.indent);
            pairs += 1;
            small += usize::from(goes_on(body, after));
            full += usize::from(is_full(line, after, width));
        }
        let wrapped =
            pairs > 0 && (25..=WRAPPED).contains(&width) && small * 10 >= pairs * 3 && (full * 2 >= pairs);
        indents.sort_unstable();
        let indent = indents.get(indents.len() / 2).copied().unwrap_or(0);
        let led = lines.windows(2).filter(|pair| {
            !pair[0].range.is_empty()
                && !pair[1].range.is_empty()
                && pair[1].indent > pair[0].indent.max(indent)
        });
        let indented = wrapped && led.take(2).count() == 2;
        Self { width: wrapped.then_some(width), indent, indented }
    }

    /// Whether `next` goes on the paragraph of the line before it.
    fn joins(&self, text: &str, line: &Line, next: &Line) -> bool {
        if line.range.is_empty() {
            return false;
        }
        let (body, after) = (&text[line.range.clone()], &text[next.range.clone()]);
        if list_marker(after).is_some() && !(self.width.is_some() && goes_on(body, after)) {
            return false;
        }
        match self.width {
            Some(width) => {
                // Items of a list are often continued further in.
                let deeper = next.indent > line.indent && next.indent > self.indent;
                if deeper && !(list_marker(body).is_some() && next.indent <= line.indent + 4) {
                    return false;
                }
                (self.indented && next.indent <= self.indent)
                    || is_full(line, after, width)
                    || goes_on(body, after)
                    // A wrapped text sets its headlines apart, or in capitals.
                    || (next.indent <= line.indent && !is_stop(body) && !is_title(body))
            }
            None => {
                line.chars.max(next.chars) <= WRAPPED
                    && goes_on(body, after)
                    && body.split_whitespace().count() >= 4
            }
        }
    }
}

/// Whether the first word of `next` would not have fitted into the line, with some room for ragged wrapping.
fn is_full(line: &Line, next: &str, width: usize) -> bool {
    let first = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    line.chars + 1 + first + width / 12 > width
}

fn is_stop(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', ';', '…', '"', '”', ')', '\''])
}

/// Whether a line ends within a sentence and the next goes on in it.
fn goes_on(line: &str, next: &str) -> bool {
    !is_stop(line)
        && (next.starts_with(char::is_lowercase) || line.split_whitespace().next_back().is_some_and(hangs))
}

/// Whether every longer word of a line begins with a capital, as in a headline.
fn is_title(line: &str) -> bool {
    let mut longer = line.split_whitespace().filter(|word| word.chars().count() >= 4).peekable();
    longer.peek().is_some() && longer.all(|word| !word.starts_with(char::is_lowercase))
}

/// What a paragraph is, and how many bytes of marker stand before its text.
fn kind(raw: &str, next: Option<&str>, first: bool) -> (BlockKind, usize) {
    if let Some(len) = list_marker(raw) {
        // Numbers are kept: they are cited.
        let skip = if raw.starts_with(|c: char| c.is_ascii_digit() || c == '(') { 0 } else { len };
        return (BlockKind::ListItem, skip);
    }
    if let Some(level) = hashes(raw) {
        return (BlockKind::Heading(level as u8), level + 1);
    }
    if is_heading(raw, next, first) {
        return (BlockKind::Heading(if first { 1 } else { 2 }), 0);
    }
    (BlockKind::Paragraph, 0)
}

fn hashes(raw: &str) -> Option<usize> {
    let level = raw.bytes().take_while(|b| *b == b'#').count();
    ((1..=6).contains(&level) && raw[level..].starts_with(' ')).then_some(level)
}

/// A short line without a final full stop, before something longer.
fn is_heading(raw: &str, next: Option<&str>, first: bool) -> bool {
    let Some(next) = next else { return false };
    let words = raw.split_whitespace().count();
    let stops =
        raw.ends_with(['.', '!', '?', '…', ';', ',', '"', '”', '\'', '’', ')', ']', '_', '-', '–', '—']);
    // A headline may ask, or end in a bracket or quoted words.
    let stops = stops
        && !(raw.ends_with(')') && is_title(raw))
        && !(first && raw.ends_with(['?', '!', '”', '"', '\'', '’', ')']))
        || raw.trim_end_matches(['”', '"', '\'', '’', ')']).ends_with(['.', ',', ';']);
    let begins = raw.starts_with(|c: char| {
        c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '‘' | '"' | '\'' | '<' | '(')
    });
    if raw.contains('\n') && !first || words == 0 || words > 20 || raw.len() > 200 || stops || !begins {
        return false;
    }
    if raw.ends_with(':') {
        return words <= 8;
    }
    // Rows of a table ("Net 500,000 vs 900,000") are no headings.
    let figures = raw.split_whitespace().filter(|w| w.contains(|c: char| c.is_ascii_digit())).count();
    if figures * 3 >= words || raw.contains(" vs ") || (figures > 0 && words <= 4) {
        return false;
    }
    first || next.len() > raw.len() || list_marker(next).is_some()
}

/// The length of the bullet or number a list item begins with, the space after it included.
pub(crate) fn list_marker(raw: &str) -> Option<usize> {
    for bullet in ["- ", "* ", "• ", "‣ ", "▪ ", "● ", "◦ ", "– ", "+ "] {
        if raw.starts_with(bullet) {
            return Some(bullet.len());
        }
    }
    let open = usize::from(raw.starts_with('('));
    let digits = raw[open..].bytes().take_while(u8::is_ascii_digit).count();
    let closed = raw[open + digits..].bytes().next();
    let is_number = (1..=3).contains(&digits)
        && (closed == Some(b')') || (open == 0 && closed == Some(b'.')))
        && raw[open + digits + 1..].starts_with(' ');
    is_number.then_some(open + digits + 2)
}
