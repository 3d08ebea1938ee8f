//! The head of a column: what is measured, in what, and when.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What `tables.toml` knows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    periods: HashSet<String>,
    scales: HashMap<String, String>,
    currencies: HashMap<String, String>,
    small: HashSet<String>,
    captions: HashSet<String>,
    cuts: HashSet<String>,
    lengths: HashSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../grammars/en/tables.toml"))
        .expect("grammars/en/tables.toml is held by a test")
});

/// What a head says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// What is measured: "cargo".
    pub(super) name: String,
    /// Put before a figure: "£".
    pub(super) prefix: String,
    /// Put behind a figure, with the space before it: " million", "%".
    pub(super) suffix: String,
    /// The time it was measured: "2025", "Q3 2025".
    pub(super) period: String,
}

impl Head {
    pub(super) fn of(head: &str) -> Self {
        let (name, unit) = parted(head);
        let (prefix, suffix) = affixes(name, unit);
        let (name, period) = timed(name);
        Self { name, prefix, suffix, period }
    }

    /// What a caption says of all cells: what is measured, as far as it is told in a few words, and its unit.
    pub(super) fn of_caption(caption: &str) -> Self {
        let words = &*WORDS;
        let mut rest = caption.trim();
        // "Table 2:", "Table 2."
        let mut first = rest.splitn(2, char::is_whitespace);
        if first.next().is_some_and(|word| words.captions.contains(&word.to_lowercase()))
            && let Some(after) = first.next()
        {
            let number = after.split_whitespace().next().unwrap_or_default();
            let is_number = number.len() <= 4 && number.starts_with(|c: char| c.is_ascii_digit());
            rest = if is_number { after[number.len()..].trim_start() } else { after };
        }
        let (named, mut unit) = parted(rest);
        // "Revenue by port, in £m"
        if unit.is_empty()
            && let Some((_, last)) = named.rsplit_once([',', ';'])
            && measures(last)
        {
            unit = last.trim();
        }
        let (prefix, suffix) = affixes(named, unit);
        let cut = |word: &&str| {
            let bare = word.trim_end_matches([',', ':', ';', '–', '—', '-']);
            !words.cuts.contains(&bare.to_lowercase())
                && !bare.contains(|c: char| c.is_ascii_digit() || c == '(')
        };
        let mut name: Vec<&str> = Vec::new();
        for word in named.split_whitespace().take_while(cut) {
            name.push(word.trim_end_matches([',', ':', ';']));
            if word.ends_with([',', ':', ';']) {
                break;
            }
        }
        // A caption of many words, or with names in it, is a title.
        let plain =
            name.len() <= MEASURE && name.iter().skip(1).all(|word| !word.starts_with(char::is_uppercase));
        let name = if plain { name.join(" ") } else { String::new() };
        Self { name, prefix, suffix, period: String::new() }
    }

    pub(super) fn has_unit(&self) -> bool {
        !self.prefix.is_empty() || !self.suffix.is_empty()
    }
}

/// Words of a caption that name a measure at most.
const MEASURE: usize = 3;

/// "Cargo (tonnes)" is cargo in tonnes.
pub(super) fn parted(name: &str) -> (&str, &str) {
    let name = name.trim();
    match name.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((name, unit)) if !unit.is_empty() && unit.len() <= 24 => (name.trim(), unit.trim()),
        _ => match name.strip_suffix('%') {
            Some(name) => (name.trim(), "%"),
            None => match name.rsplit_once(',') {
                Some((name, unit)) if measures(unit) => (name.trim(), unit.trim()),
                // "£m" alone
                _ if measures(name) => ("", name),
                _ => (name, ""),
            },
        },
    }
}

/// Whether words are nothing but a currency or a scale: "£m", "in millions of euros", "thousand".
pub(super) fn measures(unit: &str) -> bool {
    let unit = unit.trim();
    let (mut known, mut other) = (false, false);
    for word in words_of(unit) {
        match word {
            Word::Small => {}
            Word::Currency(_) | Word::Scale(_) => known = true,
            Word::Other(_) => other = true,
        }
    }
    known && !other
}

enum Word<'a> {
    /// "in", "of"
    Small,
    Currency(&'static str),
    Scale(&'static str),
    Other(&'a str),
}

fn words_of(unit: &str) -> impl Iterator<Item = Word<'_>> {
    let words = &*WORDS;
    unit.split_whitespace().flat_map(move |word| {
        // "£m", "$bn": a sign and what stands behind it.
        let sign = words
            .currencies
            .keys()
            .find(|sign| !sign.chars().all(char::is_alphanumeric) && word.starts_with(sign.as_str()));
        let (sign, rest) = match sign {
            Some(sign) => (Some(sign.as_str()), &word[sign.len()..]),
            None => (None, word),
        };
        let known = |word: &str| words.currencies.get(&word.to_lowercase()).map(String::as_str);
        let sign = sign.and_then(known).map(Word::Currency);
        let lower = rest.trim_matches([',', '.']).to_lowercase();
        let rest = if rest.is_empty() {
            None
        } else if words.small.contains(&lower) {
            Some(Word::Small)
        } else if let Some(scale) = words.scales.get(&lower) {
            Some(Word::Scale(scale))
        } else if let Some(currency) = known(rest) {
            Some(Word::Currency(currency))
        } else {
            Some(Word::Other(rest))
        };
        sign.into_iter().chain(rest)
    })
}

/// What a unit puts before and behind a figure of what is named.
fn affixes(name: &str, unit: &str) -> (String, String) {
    let (mut prefix, mut suffix) = (String::new(), String::new());
    let length =
        |word: &str| WORDS.lengths.contains(word.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()));
    if unit == "m" && name.split_whitespace().any(length) {
        return (prefix, " m".to_owned());
    }
    if unit == "%" || unit.eq_ignore_ascii_case("percent") || unit.eq_ignore_ascii_case("per cent") {
        return (prefix, "%".to_owned());
    }
    for word in words_of(unit) {
        match word {
            Word::Small => {}
            Word::Currency(sign) if sign.chars().all(|c| c.is_alphabetic()) => {
                suffix.push(' ');
                suffix.push_str(sign);
            }
            Word::Currency(sign) => sign.clone_into(&mut prefix),
            // A scale comes before what it counts: "millions of euros", "tonnes, thousand".
            Word::Scale(scale) => suffix.insert_str(0, &format!(" {scale}")),
            Word::Other(word) => {
                suffix.push(' ');
                suffix.push_str(word);
            }
        }
    }
    (prefix, suffix)
}

/// A year, or a quarter or a month of one.
pub(super) fn is_period(text: &str) -> bool {
    let (name, period) = timed(text.trim());
    name.is_empty() && !period.is_empty()
}

pub(super) fn is_year(text: &str) -> bool {
    let text = text.trim();
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1500..2200).contains(&year))
}

/// "2023-24", "2023/24", "2023–2024"
fn is_years(text: &str) -> bool {
    text.split_once(['-', '/', '–']).is_some_and(|(from, to)| {
        is_year(from) && (is_year(to) || (to.len() == 2 && to.bytes().all(|b| b.is_ascii_digit())))
    })
}

/// A head without its time, and the time: "Sales 2025" is sales, of 2025.
fn timed(name: &str) -> (String, String) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches([',', '.', '(', ')']).to_lowercase();
    let year = |word: &&str| is_year(&bare(word)) || is_years(&bare(word));
    let part = |word: &&str| year(word) || WORDS.periods.contains(&bare(word));
    let from = words.iter().position(part);
    let Some(from) = from else { return (name.to_owned(), String::new()) };
    let to = from + words[from..].iter().take_while(|word| part(word)).count();
    // A month or a quarter among other words may be anything.
    if !words[from..to].iter().any(year) && (from > 0 || to < words.len()) {
        return (name.to_owned(), String::new());
    }
    let period = words[from..to].join(" ").trim_matches([',', '(', ')']).to_owned();
    let rest: Vec<&str> = words[..from].iter().chain(&words[to..]).copied().collect();
    (rest.join(" ").trim_end_matches([',', ' ', '-', '–']).to_owned(), period)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> [String; 4] {
        let Head { name, prefix, suffix, period } = Head::of(text);
        [name, prefix, suffix, period]
    }

    fn measure(text: &str) -> [String; 3] {
        let Head { name, prefix, suffix, .. } = Head::of_caption(text);
        [name, prefix, suffix]
    }

    #[test]
    fn a_head_says_what_in_what_and_when() {
        assert_eq!(head("Cargo (tonnes)"), ["Cargo", "", " tonnes", ""]);
        assert_eq!(head("Revenue (£m)"), ["Revenue", "£", " million", ""]);
        assert_eq!(head("Revenue, $bn"), ["Revenue", "$", " billion", ""]);
        assert_eq!(head("Vote share (%)"), ["Vote share", "", "%", ""]);
        assert_eq!(head("Water level (m)"), ["Water level", "", " m", ""]);
        assert_eq!(head("Population (m)"), ["Population", "", " million", ""]);
        assert_eq!(head("Sales 2025"), ["Sales", "", "", "2025"]);
        assert_eq!(head("Q3 2025"), ["", "", "", "Q3 2025"]);
        assert_eq!(head("2024/25"), ["", "", "", "2024/25"]);
        assert_eq!(head("March"), ["", "", "", "March"]);
        assert_eq!(head("March intake"), ["March intake", "", "", ""]);
        assert_eq!(head("Passengers ('000)"), ["Passengers", "", " thousand", ""]);
    }

    #[test]
    fn a_caption_says_what_is_measured() {
        assert_eq!(measure("Tonnes sold"), ["Tonnes sold", "", ""]);
        assert_eq!(measure("Table 2: Tonnes sold by port, 2023-2024"), ["Tonnes sold", "", ""]);
        assert_eq!(measure("Cargo handled (tonnes)"), ["Cargo handled", "", " tonnes"]);
        assert_eq!(measure("Budget by department, in millions of euros"), ["Budget", "€", " million"]);
        assert_eq!(measure("Kestrel Bay at a glance"), ["", "", ""]);
    }
}
