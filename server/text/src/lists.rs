//! Entries of lists that stand in one line: "1. A ferry 2. A quay".

/// Where the items of a list that stands in one line begin, the first left out: "1. One 2. Two", "• One • Two".
pub(crate) fn list_breaks(text: &str) -> Vec<usize> {
    let body = text.trim_start();
    let lead = text.len() - body.len();
    let Some(first) = Marker::of(body) else { return Vec::new() };
    let mut breaks = Vec::new();
    let mut last = first;
    let mut at = lead + first.len;
    while let Some(space) = text[at..].find(' ') {
        at += space + 1;
        if let Some(marker) = Marker::of(&text[at..])
            && marker.follows(&last)
        {
            breaks.push(at);
            at += marker.len;
            last = marker;
        }
        if at >= text.len() {
            break;
        }
    }
    breaks
}

/// The marker of a list item.
#[derive(Clone, Copy)]
struct Marker {
    bullet: Option<char>,
    number: Option<u32>,
    /// What stands after the number: `.`, `)`, `.)`.
    closed: (bool, bool),
    letter: bool,
    len: usize,
}

impl Marker {
    fn of(text: &str) -> Option<Marker> {
        let bullet = text.chars().next().filter(|c| matches!(c, '•' | '⁃' | '‣' | '▪' | '●'));
        let mut at = bullet.map_or(0, char::len_utf8);
        let gap = match bullet {
            Some(_) => text[at..].len() - text[at..].trim_start_matches(' ').len(),
            None => 0,
        };
        let rest = &text[at + gap..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let letter = digits == 0
            && rest.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
            && rest.as_bytes().get(1).is_some_and(|b| matches!(b, b'.' | b')'));
        let taken = if letter { 1 } else { digits };
        let dot = rest[taken..].starts_with('.');
        let bracket = rest[taken + usize::from(dot)..].starts_with(')');
        let is_number = taken > 0 && taken <= 3 && (dot || bracket);
        let number = if !is_number {
            None
        } else if letter {
            rest.bytes().next().map(|b| u32::from(b - b'a') + 1)
        } else {
            rest[..taken].parse().ok()
        };
        if number.is_none() && bullet.is_none() {
            return None;
        }
        if number.is_some() {
            at += gap + taken + usize::from(dot) + usize::from(bracket);
        }
        let next = text[at..].trim_start();
        if next.len() == text[at..].len() && bullet.is_none() || next.is_empty() {
            return None;
        }
        if bullet.is_none() && !next.starts_with(|c: char| c.is_uppercase() || c == '"' || c == '“') {
            return None;
        }
        Some(Marker { bullet, number, closed: (dot, bracket), letter, len: at.max(1) })
    }

    fn follows(&self, last: &Marker) -> bool {
        self.bullet == last.bullet
            && self.letter == last.letter
            && self.closed == last.closed
            && match (last.number, self.number) {
                (Some(a), Some(b)) => b == a + 1,
                (None, None) => true,
                _ => false,
            }
    }
}
