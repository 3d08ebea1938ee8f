//! The pieces that figures are made of, finer than tokens: `28-point` is a number, a hyphen and a word; `5m` a number and
//! a word against it. Digits are read here, with their separators.

use super::lexicon::{Lexicon, Word};
use rust_decimal::Decimal;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum AtomKind {
    /// Digits.
    Number(Decimal),
    /// ½
    Vulgar(Decimal),
    /// Letters.
    Word,
    /// A hyphen or a dash that may join two figures.
    Hyphen,
    /// Any other character.
    Mark,
    /// Digits that are no figure: a time of day.
    Other,
    /// Belongs to a date or another mention that goes first.
    Taken,
}

#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub(super) range: Range<usize>,
    pub(super) kind: AtomKind,
    /// Nothing stands between it and the atom before.
    pub(super) glued: bool,
    pub(super) word: Word,
}

impl Atom {
    pub(super) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range.clone()]
    }

    /// The value of digits.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self.kind {
            AtomKind::Number(value) => Some(value),
            _ => None,
        }
    }
}

/// The ranges of the atoms of a phrase of a grammar file.
pub(super) fn split(phrase: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    run(phrase, ',', &[], |range, _, _| out.push(range));
    out
}

/// The atoms of `text`; `lower` is the text in lower case, byte for byte; what overlaps `taken` is marked so.
pub(super) fn atoms(text: &str, lower: &str, lexicon: &Lexicon, taken: &[Range<usize>]) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::with_capacity(text.len() / 5 + 4);
    run(text, lexicon.thousands, &lexicon.models, |range, kind, glued| {
        let word = match kind {
            AtomKind::Word => lexicon.words.get(&lower[range.clone()]).copied().unwrap_or_default(),
            _ => Word::default(),
        };
        out.push(Atom { range, kind, glued, word });
    });
    for taken in taken {
        let first = out.partition_point(|atom| atom.range.end <= taken.start);
        for atom in out[first..].iter_mut().take_while(|atom| atom.range.start < taken.end) {
            atom.kind = AtomKind::Taken;
            atom.word = Word::default();
        }
    }
    out
}

fn run(text: &str, thousands: char, models: &[String], mut push: impl FnMut(Range<usize>, AtomKind, bool)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut last_end = usize::MAX;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        let width = c.len_utf8();
        let glued = start == last_end;
        let digit_next = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let (end, kind) = if c.is_whitespace() {
            at += width;
            continue;
        } else if c.is_ascii_digit() || (c == '.' && !glued && digit_next(at + 1)) {
            digits(text, at, thousands, models)
        } else if let Some(value) = vulgar(c) {
            (at + width, AtomKind::Vulgar(value))
        } else if c.is_alphabetic() {
            (letters(text, at), AtomKind::Word)
        } else if matches!(c, '\'' | '’') && glued && possessive(&text[at + width..]) {
            (at + width + 1, AtomKind::Word)
        } else if matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–' | '−') {
            (at + width, AtomKind::Hyphen)
        } else {
            (at + width, AtomKind::Mark)
        };
        push(start..end, kind, glued);
        last_end = end;
        at = end;
        // The full stop that closes "U.S." belongs to it.
        if kind == AtomKind::Word && bytes.get(end) == Some(&b'.') && text[start..end].contains('.') {
            at += 1;
            last_end += 1;
        }
    }
}

fn possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// The end of the word that begins at `start`: letters, with inner apostrophes and the full stops of "U.S".
fn letters(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut part = 0;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let here = start + offset;
        if c.is_alphabetic()
            || c == '\u{301}'
            || (c.is_numeric() && !c.is_ascii_digit() && vulgar(c).is_none())
        {
            part += 1;
        } else if c == '.' && part == 1 && next.is_some_and(char::is_alphabetic) {
            part = 0;
        } else if !(matches!(c, '\'' | '’')
            && next.is_some_and(char::is_alphabetic)
            && !possessive(&text[here + c.len_utf8()..]))
        {
            break;
        }
        end = here + c.len_utf8();
    }
    end
}

/// Reads digits with their separators from `start`: where they end, and their value.
fn digits(text: &str, start: usize, thousands: char, models: &[String]) -> (usize, AtomKind) {
    let bytes = text.as_bytes();
    // The runs of digits, and the separator before each.
    let mut parts: Vec<(char, Range<usize>)> = Vec::new();
    let mut at = start;
    let mut separator = ' ';
    // Inside a list ("22,24,26", "192.168.1.2") every part stands alone.
    let listed = start >= 2 && matches!(bytes[start - 1], b',' | b'.') && bytes[start - 2].is_ascii_digit();
    if bytes[at] == b'.' {
        separator = '.';
        at += 1;
    }
    loop {
        let from = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        parts.push((separator, from..at));
        let Some(c) = text[at..].chars().next() else { break };
        let next = at + c.len_utf8();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let three = || (0..3).all(|i| digit(next + i)) && !digit(next + 3);
        let goes_on = match c {
            '.' | ',' | ':' => digit(next),
            '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' => three(),
            // A plain space parts thousands only in a run that can be nothing else.
            ' ' => three() && parts.len() <= 4 && spaced(bytes, &parts, next) && !model(text, next, models),
            _ => false,
        };
        // Longer runs are no figure; the bound keeps a text of "1,2,3,.." from being read over and over.
        if !goes_on || listed || parts.len() == 12 {
            break;
        }
        separator = c;
        at = next;
    }
    if parts.iter().any(|(c, _)| *c == ':') {
        return (at, AtomKind::Other);
    }
    let exponent = exponent(bytes, at);
    match read(text, &parts, thousands) {
        Some(value) => match exponent {
            Some((end, shift)) => match shifted(value, shift) {
                Some(value) => (end, AtomKind::Number(value)),
                None => (end, AtomKind::Other),
            },
            None => (at, AtomKind::Number(value)),
        },
        // No number as a whole ("22,24,26", "192.168.1.2"): its first part alone.
        None => {
            let first = parts[0].1.clone();
            let value = text[first.clone()].parse().map_or(AtomKind::Other, AtomKind::Number);
            (first.end, value)
        }
    }
}

/// "737 MAX", "787s" at a byte: the number of a model, with its name or an s behind it.
fn model(text: &str, at: usize, models: &[String]) -> bool {
    let named = |rest: &str| {
        let mut chars = rest.chars();
        match chars.next() {
            Some('s') => !chars.next().is_some_and(char::is_alphanumeric),
            Some(' ') => chars.next().is_some_and(char::is_uppercase),
            _ => false,
        }
    };
    models.iter().any(|model| text[at..].strip_prefix(model.as_str()).is_some_and(named))
}

/// "12 500": one to three digits, then groups of three, where the first group does not look like a day or an age
/// ("Dec 14 500 people" is a date and a number, taken as such only where the date has been taken).
fn spaced(bytes: &[u8], parts: &[(char, Range<usize>)], next: usize) -> bool {
    let first = &parts[0].1;
    let all_spaces = parts.iter().skip(1).all(|(c, range)| *c == ' ' && range.len() == 3);
    all_spaces
        && first.len() <= 3
        && bytes[first.start] != b'0'
        && !(first.start > 0
            && (matches!(bytes[first.start - 1], b'.' | b',' | b'/' | b'-' | b'+')
                || bytes[first.start - 1].is_ascii_alphabetic()))
        && !matches!(bytes.get(next + 3), Some(b'/' | b'-'))
}

fn read(text: &str, parts: &[(char, Range<usize>)], thousands: char) -> Option<Decimal> {
    let groups_of_three = |parts: &[(char, Range<usize>)]| {
        (1..=3).contains(&parts[0].1.len()) && parts[1..].iter().all(|(_, range)| range.len() == 3)
    };
    // India: groups of two before the last one of three.
    let lakhs = |parts: &[(char, Range<usize>)]| {
        parts.len() > 2
            && parts[0].1.len() <= 2
            && parts[1..parts.len() - 1].iter().all(|(_, range)| range.len() == 2)
            && parts[parts.len() - 1].1.len() == 3
    };
    let plain = |parts: &[(char, Range<usize>)]| -> String {
        parts.iter().map(|(_, range)| &text[range.clone()]).collect()
    };
    let same = |parts: &[(char, Range<usize>)]| parts[1..].iter().all(|(c, _)| *c == parts[1].0);
    if parts[0].0 == '.' {
        return if parts.len() == 1 { format!("0.{}", plain(parts)).parse().ok() } else { None };
    }
    if parts.len() == 1 {
        return plain(parts).parse().ok();
    }
    let separator = parts[1].0;
    if same(parts) {
        let decimal = parts.len() == 2
            && matches!(separator, '.' | ',')
            && (separator != thousands || parts[1].1.len() != 3 || parts[0].1.len() > 3);
        if decimal {
            // "3,14" is a decimal comma, "22,2400" nothing known.
            let foreign = separator == thousands;
            return if foreign && parts[1].1.len() > 2 {
                None
            } else {
                format!("{}.{}", &text[parts[0].1.clone()], &text[parts[1].1.clone()]).parse().ok()
            };
        }
        return if groups_of_three(parts) || (separator == ',' && lakhs(parts)) {
            plain(parts).parse().ok()
        } else {
            None
        };
    }
    // Thousands, then decimals with the other mark.
    let (last, rest) = parts.split_last()?;
    let whole = rest.len() > 1 && same(rest) && (groups_of_three(rest) || lakhs(rest));
    if matches!(last.0, '.' | ',') && whole && last.0 != separator {
        return format!("{}.{}", plain(rest), &text[last.1.clone()]).parse().ok();
    }
    None
}

/// "1e10", "-12e-1": where it ends and the power of ten.
fn exponent(bytes: &[u8], at: usize) -> Option<(usize, i32)> {
    if !matches!(bytes.get(at), Some(b'e' | b'E')) {
        return None;
    }
    let mut end = at + 1;
    let negative = bytes.get(end) == Some(&b'-');
    if matches!(bytes.get(end), Some(b'-' | b'+')) {
        end += 1;
    }
    let from = end;
    let mut shift = 0i32;
    while let Some(digit) = bytes.get(end).filter(|b| b.is_ascii_digit()) {
        shift = shift.saturating_mul(10).saturating_add(i32::from(digit - b'0'));
        end += 1;
    }
    if end == from || end - from > 2 || bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    Some((end, if negative { -shift } else { shift }))
}

fn shifted(value: Decimal, shift: i32) -> Option<Decimal> {
    let step = if shift < 0 { Decimal::new(1, 1) } else { Decimal::TEN };
    (0..shift.unsigned_abs().min(40)).try_fold(value, |value, _| value.checked_mul(step))
}

fn vulgar(c: char) -> Option<Decimal> {
    let (numerator, denominator) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some(Decimal::from(numerator) / Decimal::from(denominator))
}
