//! What a page puts around an article, told from its prose by its shape. The words are data:
//! `grammars/en/furniture.toml`.
//!
//! A line is furniture by itself (a counter, a call to subscribe, an embedded post), by repetition, or because it
//! stands among such lines after the last paragraph. A document of one block has none.

use crate::prose::{Block, BlockKind};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Words {
    whole: HashSet<String>,
    #[serde(deserialize_with = "by_first")]
    starts: HashMap<char, Vec<String>>,
    contains: Vec<String>,
    counted: HashSet<String>,
    counted_articles: Vec<String>,
    beside_counts: HashSet<String>,
    changed: String,
    byline: Vec<String>,
    between_names: HashSet<String>,
    agencies: HashSet<String>,
    dates: HashSet<String>,
}

/// Beginnings of lines by their first character: a line is held against few of them.
fn by_first<'de, D: serde::Deserializer<'de>>(from: D) -> Result<HashMap<char, Vec<String>>, D::Error> {
    let mut all: HashMap<char, Vec<String>> = HashMap::new();
    for start in Vec::<String>::deserialize(from)? {
        all.entry(start.chars().next().unwrap_or_default()).or_default().push(start);
    }
    Ok(all)
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../grammars/en/furniture.toml"))
        .expect("grammars/en/furniture.toml is held by a test")
});

/// Longer blocks are prose, in bytes.
const LONG: usize = 160;

/// Lines in a row that are a menu.
const MENU: usize = 5;

/// Whether `name` is a news agency's: "Reuters", "afp".
pub fn is_agency(name: &str) -> bool {
    WORDS.agencies.contains(name.trim().to_lowercase().as_str())
}

/// Whether a line says whose post is embedded above it: "— Kestrel Post (@kestrelpost) December 15, 2025".
pub fn is_post_credit(line: &str) -> bool {
    is_post_author(line)
}

/// Whether a line counts articles or the like: "186 Articles", "Updated (2 articles)".
pub fn counts_articles(line: &str) -> bool {
    let lower = line.to_lowercase();
    is_counter(lower.trim()) && WORDS.counted_articles.iter().any(|word| lower.contains(word.as_str()))
}

/// Marks the blocks that are furniture.
pub(crate) fn mark(blocks: &mut [Block]) {
    if blocks.len() < 2 {
        return;
    }
    let mut signs: Vec<bool> = blocks.iter().map(|block| may_be(block) && is_sign(&block.text)).collect();
    posts(blocks, &mut signs);
    repeats(blocks, &mut signs);
    let foot = foot(blocks, &signs);
    menus(blocks, foot, &mut signs);
    // After the last paragraph, what stands among such lines is of their kind. A credit ends an article, no more.
    let sweep = blocks[foot..].iter().zip(&signs[foot..]).any(|(block, sign)| {
        let text = block.text.as_str();
        *sign
            && text.chars().filter(|c| c.is_alphanumeric()).take(6).count() > 5
            && !is_credit(text, text.to_lowercase().trim())
            && !is_post_author(text)
    });
    if sweep {
        for (block, sign) in blocks[foot..].iter().zip(&mut signs[foot..]) {
            let sentence = block.text.ends_with(['.', '!', '?', '”', '"', '\'']) && block.text.contains(' ');
            *sign |= may_be(block) && block.text.len() <= LONG && !sentence;
        }
    }
    for (block, sign) in blocks.iter_mut().zip(&signs) {
        if *sign {
            block.kind = BlockKind::Furniture;
        }
    }
}

/// Kinds that a page's furniture can be taken for.
fn may_be(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::ListItem)
}

/// A line that is furniture wherever it stands.
fn is_sign(text: &str) -> bool {
    let words = &*WORDS;
    if text.len() > LONG {
        return false;
    }
    let lower = text.to_lowercase().replace('’', "'");
    let bare = lower.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ':' | '|' | '>' | '»' | '›' | '-' | '·')
    });
    if bare.chars().filter(|c| c.is_alphanumeric()).count() <= 2 {
        return true;
    }
    if words.whole.contains(bare)
        || is_counter(bare)
        || is_post_author(text)
        || is_credit(text, bare)
        || is_stamp(bare)
        || is_byline(text)
    {
        return true;
    }
    let count = bare.split_whitespace().count();
    // A full sentence that happens to begin like a call is prose.
    let sentence = text.ends_with('.') && count > 9;
    let starts = bare.chars().next().and_then(|first| words.starts.get(&first));
    if !sentence && count <= 14 && starts.is_some_and(|starts| starts.iter().any(|start| begins(bare, start)))
    {
        return true;
    }
    (count <= 12 || text.len() <= 90) && words.contains.iter().any(|part| bare.contains(part.as_str()))
}

fn begins(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| {
        !start.ends_with(char::is_alphanumeric)
            || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'')
    })
}

/// "186 articles", "updated (2 articles)", "12 min read", "3 comments | 14 shares".
fn is_counter(bare: &str) -> bool {
    let mut figures = 0;
    let mut counted = 0;
    for word in bare
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|' | '·' | '•'))
        .filter(|w| !w.is_empty())
    {
        let figure = word.trim_end_matches(['k', 'm', '+', '%']);
        if !figure.is_empty() && figure.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.')) {
            figures += 1;
        } else if WORDS.counted.contains(word) {
            counted += 1;
        } else if word != WORDS.changed && !WORDS.beside_counts.contains(word) {
            return false;
        }
    }
    counted > 0 && (figures > 0 || bare.starts_with(&WORDS.changed))
}

/// "— Kestrel Post (@kestrelpost) December 15, 2025": whose post stands above.
fn is_post_author(text: &str) -> bool {
    let body = text.trim_start_matches(['—', '–', '-', ' ']);
    let dashed = body.len() < text.len();
    match (body.find("(@"), body.find('@')) {
        (Some(at), _) => {
            body[at..].contains(')') && (dashed || body[at..].contains(|c: char| c.is_ascii_digit()))
        }
        (None, Some(0)) => body.split_whitespace().count() == 1,
        _ => false,
    }
}

/// "gq (Reuters, AFP)", "By Ida Voss and Olin Marsh, Kestrel Post", "(kk-sn)", "Reuter", "AP/dpa".
fn is_credit(text: &str, bare: &str) -> bool {
    if bare.len() > 60 {
        return false;
    }
    let is_agency = |part: &str| WORDS.agencies.contains(part.trim_matches(|c: char| !c.is_alphanumeric()));
    let inner = match bare.split_once('(') {
        // A few initials may stand before the bracket; a place there makes it a dateline ("VARNHOLM (AP) --").
        Some((before, rest))
            if rest.ends_with(')')
                && before.trim().len() <= 8
                && !before.trim().contains(' ')
                && !text.starts_with(char::is_uppercase) =>
        {
            let inner = &rest[..rest.len() - 1];
            let initials =
                |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase());
            if before.trim().is_empty() && inner.contains('-') && inner.split('-').all(initials) {
                return true;
            }
            inner
        }
        Some(_) => return false,
        None => bare,
    };
    inner.split([',', '/', ';', '&']).flat_map(|part| part.split(" and ")).all(is_agency)
}

/// "By Ida Voss and Olin Marsh, Kestrel Post", with the day behind it or not.
fn is_byline(text: &str) -> bool {
    let commas = text.match_indices(',').map(|(at, _)| (&text[..at], &text[at + 1..]));
    let mut dated = commas.filter(|(_, day)| is_stamp(day.to_lowercase().trim()));
    names_writers(text) || dated.next().is_some_and(|(names, _)| names_writers(names))
}

fn names_writers(text: &str) -> bool {
    let Some(names) = WORDS.byline.iter().find_map(|by| text.strip_prefix(by.as_str())) else { return false };
    let mut words = names.split_whitespace();
    !text.ends_with(['.', '!', '?', ':', ','])
        && !text.contains(|c: char| c.is_ascii_digit())
        && (2..=9).contains(&words.clone().count())
        && words.all(|word| WORDS.between_names.contains(word) || word.starts_with(char::is_uppercase))
}

/// A date or a time and nothing else but a name: "Sun, 12/14/2025 – 14:35", "June 27, 2016 3.09pm EDT".
fn is_stamp(bare: &str) -> bool {
    if bare.len() > 80 {
        return false;
    }
    let (mut dates, mut figures, mut others, mut dated) = (0, 0, 0, 0);
    for word in
        bare.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '–' | '—' | '•' | '·'))
    {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        if WORDS.dates.contains(word) {
            dates += 1;
        } else if digits > 0 && word.starts_with(|c: char| c.is_ascii_digit()) {
            figures += 1;
            let marks = word.bytes().filter(|b| matches!(b, b'/' | b'-' | b':' | b'.')).count();
            let year = digits == 4 && word.len() == 4 && matches!(&word[..2], "19" | "20");
            let clock = word.contains(':') || word.ends_with('m');
            let numeric = marks >= 1 && digits >= 3 && word.ends_with(|c: char| c.is_ascii_digit());
            dated += usize::from(!clock && (year || numeric));
        } else {
            others += 1;
        }
    }
    // Two dates in a row are a row of a table.
    dated == 1 && others <= 1 && figures + dates >= 2 && !bare.contains(" vs ")
}

/// The text of an embedded post stands above its author.
fn posts(blocks: &[Block], signs: &mut [bool]) {
    for index in 1..blocks.len() {
        if signs[index] && is_post_author(&blocks[index].text) && may_be(&blocks[index - 1]) && index > 1 {
            signs[index - 1] |= blocks[index - 1].text.len() <= 400;
        }
    }
}

/// A short line that stands twice and is no sentence.
fn repeats(blocks: &[Block], signs: &mut [bool]) {
    let short = |block: &Block| {
        may_be(block) && block.text.len() <= 60 && !block.text.ends_with(['.', '!', '?', '”', '"'])
    };
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for block in blocks.iter().filter(|block| short(block)) {
        *seen.entry(block.text.as_str()).or_default() += 1;
    }
    for (index, (block, sign)) in blocks.iter().zip(signs.iter_mut()).enumerate() {
        // A headline may stand once more; rows of a table repeat with figures in them.
        let figures = block.text.contains(|c: char| c.is_ascii_digit());
        if index > 0 && short(block) && !figures && seen.get(block.text.as_str()).is_some_and(|n| *n > 1) {
            *sign = true;
        }
    }
}

/// The first block after the last one that is surely prose.
fn foot(blocks: &[Block], signs: &[bool]) -> usize {
    blocks
        .iter()
        .zip(signs)
        .rposition(|(block, sign)| {
            !*sign
                && (!may_be(block)
                    || block.text.len() > LONG
                    || (block.text.len() > 40
                        && block.text.ends_with(['.', '!', '?', '”', '"', '\'', '’', ')', ']', '…'])))
        })
        .map_or(blocks.len(), |last| last + 1)
}

/// Many short lines in a row, none of them a sentence, a figure or an item of a list.
fn menus(blocks: &[Block], foot: usize, signs: &mut [bool]) {
    let entry = |block: &Block, sign: bool| {
        sign || (matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_))
            && block.text.split_whitespace().take(6).count() <= 5
            && !block.text.contains(|c: char| c.is_ascii_digit() || c == '\n')
            && !block.text.ends_with(['.', '!', '?', '”', '"', ':', ';', ',']))
    };
    let mut start = 0;
    for index in 0..=blocks.len() {
        if index < blocks.len() && entry(&blocks[index], signs[index]) {
            continue;
        }
        // The last of the row may be the heading of what comes.
        let end = if index < foot && index < blocks.len() { index.saturating_sub(1) } else { index };
        if index - start >= MENU {
            for sign in &mut signs[start.max(1)..end.max(start.max(1))] {
                *sign = true;
            }
        }
        start = index + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_lines_that_are_no_prose() {
        for line in [
            "186 Articles",
            "Updated (2 articles)",
            "12 min read",
            "Read More",
            "Share on Kestrelbook",
            "T1",
            "Upgrade to Premium",
            "— Kestrel Post (@kestrelpost) December 15, 2025",
            "gq (Reuters, AFP)",
            "(kk-sn)",
            "Reuter",
            "Sun, 12/14/2025 – 14:35",
            "June 27, 2016 3.09pm EDT",
            "Published: 14 December 2025",
            "© 2025 Varn Media",
            "We use cookies to give you the best experience.",
            "3 comments | 14 shares",
        ] {
            assert!(is_sign(line), "{line}");
        }
    }

    #[test]
    fn dont_take_prose_for_furniture() {
        for line in [
            "The ferry sank.",
            "Read the harbour master's report and you will see that the pier was sound.",
            "Shr 34 cts vs 29 cts",
            "Subscribers to the ferry line fell to 12,000 in the year to March, the company said.",
            "Net 500,000 vs 900,000",
            "46 missiles and 12 drones",
            "2nd qtr",
            "Dec 14, 2025 – The ferry sinks off Kestrel Bay.",
            "Varnholm, December 14 (Kestrel Wire) --",
            "Harbour talks resume",
            "More than 40 articles were stolen.",
            "Contact was lost at noon.",
            "VARNHOLM (AP) --",
            "He likes it.",
            "By Monday the pier was shut",
            "By Air and by Sea",
            "04/09/87 03/09/87",
            "1986/87 1985/86",
            "On Dec 14",
            "1st half",
        ] {
            assert!(!is_sign(line), "{line}");
        }
    }
}
