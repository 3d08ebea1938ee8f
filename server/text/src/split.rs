//! Where the sentences of a block end.
//!
//! Every terminator (`.`, `!`, `?`, `…` and runs of them) is looked at once, with the word before it and the word after
//! it. The words that matter are data: `grammars/*/sentences.toml`.

use crate::lists::list_breaks;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

/// The text of the grammar file, for its examples too.
const GRAMMAR: &str = include_str!("../../../grammars/en/sentences.toml");

#[derive(Deserialize)]
struct Words {
    titles: HashSet<String>,
    numbered: HashSet<String>,
    also_ends: HashSet<String>,
    never: HashSet<String>,
    others: HashSet<String>,
    times: HashSet<String>,
    after_times: HashSet<String>,
    starters: HashSet<String>,
    speech: HashSet<String>,
    exclamations: HashSet<String>,
    domains: HashSet<String>,
    hanging: HashSet<String>,
    #[serde(default)]
    after_ordinals: HashSet<String>,
}

/// The same for every other language: which one a text is in is not known yet when its sentences are looked for.
const OTHERS: &[(&str, &str)] = &[("de", include_str!("../../../grammars/de/sentences.toml"))];

#[derive(Deserialize)]
struct More {
    after_ordinals: HashSet<String>,
    abbreviations: HashSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words: Words = toml::from_str(GRAMMAR).expect("grammars/en/sentences.toml is held by a test");
    for (language, text) in OTHERS {
        let more: More = toml::from_str(text)
            .unwrap_or_else(|error| panic!("grammars/{language}/sentences.toml is held by a test: {error}"));
        words.others.extend(more.abbreviations);
        words.after_ordinals.extend(more.after_ordinals);
    }
    words
});

/// The sentences of `text`: ranges without white space at their edges, in order, that leave out nothing else.
/// In a heading (`title_case`) capitals say nothing, so that no abbreviation ends a sentence there.
pub(crate) fn split(text: &str, title_case: bool) -> Vec<Range<usize>> {
    let mut breaks = list_breaks(text);
    let forced = breaks.len();
    let scan = Scan { text, bytes: text.as_bytes(), title_case };
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = scan.terminator(at) {
        // Breaks before list markers are found already; a sentence begins anew there.
        let passed = breaks[..forced].partition_point(|list| *list <= found.start);
        if passed > 0 {
            start = start.max(breaks[passed - 1]);
        }
        let (end, next) = scan.tail(found.end);
        if next >= text.len() {
            break;
        }
        at = found.end.max(at + 1);
        if scan.ends(start, &found, end, next) {
            breaks.push(next);
            start = next;
            // What stands in its citation markers ends nothing.
            at = at.max(next);
        }
    }
    breaks.sort_unstable();
    breaks.dedup();
    breaks.push(text.len());
    let mut ranges = Vec::with_capacity(breaks.len());
    let mut from = 0;
    for to in breaks {
        let part = &text[from..to];
        let body = part.trim();
        if !body.is_empty() {
            let lead = part.len() - part.trim_start().len();
            ranges.push(from + lead..from + lead + body.len());
        }
        from = to;
    }
    ranges
}

/// Whether a line with this last word goes on in the next line: "the", "of", "said".
pub(crate) fn hangs(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.len() <= 8 && WORDS.hanging.contains(&word.to_lowercase())
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    title_case: bool,
}

impl<'a> Scan<'a> {
    /// The next run of terminators at or after `from`, spaced ellipses included.
    fn terminator(&self, from: usize) -> Option<Range<usize>> {
        let mut start = from;
        loop {
            match *self.bytes.get(start)? {
                b'.' | b'!' | b'?' => break,
                0xe2 if self.text.is_char_boundary(start) && self.text[start..].starts_with('…') => break,
                _ => start += 1,
            }
        }
        let mut end = start;
        let mut spaced = start;
        loop {
            let rest = &self.text[spaced..];
            if rest.starts_with(['.', '!', '?']) {
                end = spaced + 1;
            } else if rest.starts_with('…') {
                end = spaced + '…'.len_utf8();
            } else {
                return Some(start..end);
            }
            spaced = end;
            // ". . ." is one ellipsis; "end. .5" is not.
            while self.bytes.get(spaced) == Some(&b' ')
                && self.bytes.get(spaced + 1) == Some(&b'.')
                && matches!(self.bytes.get(spaced + 2), None | Some(b' ' | b'.' | b'"' | 0xe2 | b'\''))
            {
                spaced += 1;
            }
        }
    }

    /// What belongs to the sentence after its terminator (closing marks, citation markers), and where the next word
    /// begins.
    fn tail(&self, from: usize) -> (usize, usize) {
        let mut end = from;
        while let Some(c) = self.text[end..].chars().next() {
            match c {
                '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '›' | '*' => end += c.len_utf8(),
                _ => break,
            }
        }
        // An opening quote that stands free is the next sentence's: `He left. "We …`
        loop {
            let spaces = self.text[end..].len() - self.text[end..].trim_start().len();
            match citation(&self.text[end + spaces..]) {
                Some(len) => end += spaces + len,
                None => return (end, end + spaces),
            }
        }
    }

    /// Whether the sentence that began at `start` ends with the terminators `run`, whose closing marks go to `end`;
    /// the next word or mark stands at `next`.
    fn ends(&self, start: usize, run: &Range<usize>, end: usize, next: usize) -> bool {
        let marks = &self.text[run.clone()];
        let closed = end > run.end;
        let word = self.word_before(run.start);
        let rest = &self.text[next..];
        let glued = next == end;
        let following = Following::of(rest);
        if self.text[..run.start].ends_with(['[', '(']) && self.text[run.end..].starts_with([']', ')']) {
            return false;
        }
        if glued {
            return self.ends_glued(run, closed, word, &following);
        }
        let capital = match following.first {
            None => return true,
            Some(c) if c.is_lowercase() => false,
            Some(_) => true,
        };
        let exact = marks == ".";
        if !exact {
            if marks.starts_with(['!', '?']) {
                let quoted = closed && self.text[run.end..end].contains(['"', '”', '’', '\'']);
                if quoted && self.is_speaker(rest) {
                    return false;
                }
                if marks == "!" && capital && !closed && WORDS.exclamations.contains(&word.to_lowercase()) {
                    return WORDS.starters.contains(&following.lower());
                }
            }
            return capital || following.is_camel();
        }
        let lower = word.to_lowercase();
        let lower = lower.trim_start_matches(['(', '[', '"', '“', '‘', '\'', '`', '_', '—', '–', '<']);
        if !capital {
            // "the vote ended. varnholm …": a long word of small letters is no abbreviation.
            let plain = lower.len() >= 4
                && word.chars().all(char::is_lowercase)
                && !WORDS.others.contains(lower)
                && !WORDS.numbered.contains(lower);
            return following.is_camel()
                || (plain && !closed && following.first.is_some_and(char::is_alphabetic));
        }
        if closed && !self.text[run.end..end].starts_with([')', ']']) {
            return true;
        }
        self.full_stop(start, run.start, word, lower, &following)
    }

    /// A single full stop before white space and no small letter.
    fn full_stop(
        &self,
        start: usize,
        dot: usize,
        word: &str,
        lower: &str,
        following: &Following<'_>,
    ) -> bool {
        let words = &*WORDS;
        let starter =
            || !self.title_case && words.starters.contains(&following.lower()) && !following.dotted_figure();
        let digit = following.first.is_some_and(char::is_numeric);
        if word.is_empty() {
            return true;
        }
        // "1. The first item", "a. The first item": the marker of a list.
        let marker = self.text[start..dot].trim_start_matches(['•', '⁃', '-', '*', '(', ' ', '\n']);
        if (marker.len() <= 3 && !marker.is_empty() && marker.bytes().all(|b| b.is_ascii_digit()))
            || (marker.len() == 1 && marker.bytes().all(|b| b.is_ascii_lowercase()))
        {
            return false;
        }
        if words.never.contains(lower) {
            return false;
        }
        // "am 14. Dezember"
        if lower.len() <= 2
            && lower.bytes().all(|b| b.is_ascii_digit())
            && words.after_ordinals.contains(&following.lower())
        {
            return false;
        }
        // "P." is an initial where "p." is a page.
        let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
        if !initial && words.numbered.contains(lower) {
            if digit || self.title_case {
                return false;
            }
            return !words.others.contains(lower) || starter();
        }
        if !initial && words.titles.contains(lower) {
            return words.also_ends.contains(lower) && starter();
        }
        if words.times.contains(lower) {
            if digit || following.quoted || words.after_times.contains(&following.lower()) {
                return false;
            }
            // "At 5 a.m. Mr. Marsh went": nothing is said yet.
            let so_far = self.text[start..dot].split_whitespace().take(4).count();
            return so_far > 3 && !following.all_capitals();
        }
        let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
        if letters == 1 && !lower.contains('.') && word.chars().all(char::is_alphabetic) {
            // An initial; "you and I." and "Plan B. The" are none.
            let before = self.word_before(self.text[..dot - word.len()].trim_end().len());
            if word == "I" && before.chars().next().is_some_and(char::is_lowercase) {
                return !self.title_case;
            }
            return starter();
        }
        if lower.contains('.') && is_dotted(lower) {
            return starter();
        }
        if words.others.contains(lower) {
            return starter() || (following.quoted && !digit && !self.title_case);
        }
        true
    }

    /// No space after the terminator: two sentences run together only where nothing else explains it.
    fn ends_glued(&self, run: &Range<usize>, closed: bool, word: &str, following: &Following<'_>) -> bool {
        if run.end - run.start > 3 || following.quoted && !closed {
            return false;
        }
        let capital = following.first.is_some_and(char::is_uppercase);
        let second = following.word.chars().nth(1).is_some_and(char::is_lowercase) || following.word == "A";
        let address =
            following.after.chars().take(64).take_while(|c| !c.is_whitespace()).any(|c| c == '@' || c == '/');
        let web = address || word.contains(['@', '/', '.']) || WORDS.domains.contains(&following.lower());
        let small = word.chars().rev().take(2).all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '%')
            && word.chars().count() >= 2;
        capital && second && !web && (small || closed)
    }

    /// The word that ends at `end`, inner full stops and hyphens included.
    fn word_before(&self, end: usize) -> &'a str {
        let before = &self.text[..end];
        // Bounded: no word that matters is longer.
        let mut start = end;
        for (index, c) in before.char_indices().rev() {
            if c.is_whitespace()
                || matches!(c, '—' | '–' | '(' | '[' | '"' | '“' | '‘' | ',' | ';')
                || end - index > 40
            {
                break;
            }
            start = index;
        }
        &self.text[start..end]
    }

    /// Whether `rest` begins with a name and a verb of speech: "Olin Marsh said".
    fn is_speaker(&self, rest: &str) -> bool {
        for (names, word) in rest.split_whitespace().take(7).enumerate() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if names > 0 && WORDS.speech.contains(bare) {
                return true;
            }
            if WORDS.starters.contains(&bare.to_lowercase()) || !bare.starts_with(char::is_uppercase) {
                return false;
            }
        }
        false
    }
}

/// What comes after a terminator.
struct Following<'a> {
    /// The first letter or digit, opening marks left out; `None` where there is none.
    first: Option<char>,
    /// The word it begins.
    word: &'a str,
    /// What stands after that word.
    after: &'a str,
    /// An opening quotation mark stands before it.
    quoted: bool,
}

impl<'a> Following<'a> {
    fn of(rest: &'a str) -> Self {
        let opening = |c: char| {
            matches!(
                c,
                '"' | '“'
                    | '‘'
                    | '\''
                    | '`'
                    | '«'
                    | '('
                    | '['
                    | '<'
                    | '_'
                    | '–'
                    | '—'
                    | '-'
                    | '*'
                    | '$'
                    | '£'
                    | '€'
            ) || c.is_whitespace()
        };
        let body = rest.trim_start_matches(opening);
        let quoted = rest[..rest.len() - body.len()].contains(['"', '“', '‘', '`', '«']);
        let len = body
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
            .unwrap_or(body.len());
        Self { first: body.chars().next(), word: &body[..len], after: &body[len..], quoted }
    }

    fn lower(&self) -> String {
        self.word.to_lowercase().replace('’', "'")
    }

    /// "iPad", "al-Amin": small first letters that begin a sentence.
    fn is_camel(&self) -> bool {
        self.word.chars().next().is_some_and(char::is_lowercase)
            && (self.word.chars().nth(1).is_some_and(char::is_uppercase)
                || self
                    .word
                    .split_once('-')
                    .is_some_and(|(head, tail)| head.len() <= 2 && tail.starts_with(char::is_uppercase)))
    }

    fn all_capitals(&self) -> bool {
        self.word.len() >= 2 && self.word.chars().all(char::is_uppercase)
    }

    /// "No. 2" is no beginning of a sentence after "U.S.".
    fn dotted_figure(&self) -> bool {
        self.after
            .strip_prefix('.')
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    }
}

/// Letters with full stops between them, each part short: "u.s", "ph.d", "j.r.r".
fn is_dotted(lower: &str) -> bool {
    lower
        .split('.')
        .all(|part| (1..=3).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

/// The length of the citation marker that `rest` begins with: `[1]`, `[1, 2]`, `[^1]`, `[@key]`.
pub(crate) fn citation(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let close = inner.bytes().take(80).position(|b| b == b']')?;
    let inner = &inner[..close];
    let numbers = !inner.is_empty()
        && inner.len() <= 12
        && inner.starts_with(|c: char| c.is_ascii_digit())
        && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'));
    let key = inner.len() > 1 && inner.starts_with(['^', '@']) && !inner.contains(['[', '\n']);
    (numbers || key).then_some(close + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Examples {
        split: Vec<Example>,
    }

    #[derive(Deserialize)]
    struct Example {
        text: String,
        sentences: Vec<String>,
    }

    #[test]
    fn every_example_of_the_grammar_files_holds() {
        let examples = |text: &str| toml::from_str::<Examples>(text).expect("examples").split;
        for example in examples(GRAMMAR).into_iter().chain(OTHERS.iter().flat_map(|(_, text)| examples(text)))
        {
            let got: Vec<&str> = split(&example.text, false).into_iter().map(|r| &example.text[r]).collect();
            assert_eq!(got, example.sentences);
        }
    }

    #[test]
    fn dont_split_a_headline_at_an_abbreviation() {
        let text = "Kestrel Ferries Inc. To Buy The U.S. In Full";
        assert_eq!(split(text, true).len(), 1);
    }

    #[test]
    fn splits_lists_that_stand_in_one_line() {
        for (text, items) in [
            ("1.) Ropes 2.) Oars 3.) Sails", 3),
            ("1) Ropes. 2) Oars.", 2),
            ("1. Ropes are new 2. Oars are old", 2),
            ("• Ropes • Oars", 2),
            ("⁃9. Ropes ⁃10. Oars", 2),
            ("a. Ropes b. Oars c. Sails", 3),
            ("1. Ropes cost 2. That is all", 2),
        ] {
            assert_eq!(split(text, false).len(), items, "{text}");
        }
    }
}
