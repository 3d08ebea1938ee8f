//! What the text of an article lets one guess about it.

use super::dates::{self, Dated};
use super::plain;
use copydesk_library::Metadata;
use copydesk_tagging::grammar;
use copydesk_text::furniture::{counts_articles, is_agency, is_post_credit};
use copydesk_text::{Block, BlockKind, Prose, one_line};
use regex::Regex;
use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

/// Names of up to six words, as an outlet's: "The Epoch Times", "Radio Free Varnland".
const NAME: &str = r"((?:[Tt]he )?[A-Z][\w&.’'-]*(?: (?:of |for |and |the )?[A-Z][\w&’'-]*){0,5})";

/// Who is reported for or from. Each has the name in its first group.
static CHAINS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"\b[Aa]s (?:[A-Z][\w.’'-]* ){1,4}(?:reports|reported|writes|wrote|notes|noted) (?:for|in|at|on) ",
        r"\b(?:first|originally|earlier) (?:reported|published|appeared|posted) (?:by|in|on|at) ",
        r"\b[Oo]riginally (?:ran|appeared) (?:in|on|at) ",
        r"^(?:[Vv]ia|[Hh]/[Tt]|[Aa]uthored by [^,]{1,60} via) ",
        r"\b[Tt]his (?:story|article|report) (?:was|is) (?:provided|produced|republished|reprinted|reproduced)(?: (?:by|from|courtesy of))+ ",
    ]
    .iter()
    .filter_map(|lead| Regex::new(&format!("{lead}{NAME}")).ok())
    .collect()
});

/// "(Reuters, AFP)", "(AP)": names in a bracket.
static BRACKET: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\(([^()\n]{2,60})\)").ok());

/// Fills in what is not stated.
pub(super) fn fill(prose: &Prose, meta: &mut Metadata) {
    let blocks = &prose.blocks;
    if meta.title.is_none()
        && let Some(title) = title(blocks)
    {
        meta.title = Some(title);
        meta.guessed.push("title");
    }
    if meta.authors.is_empty() {
        meta.authors = authors(blocks);
        if !meta.authors.is_empty() {
            meta.guessed.push("authors");
        }
    }
    if meta.url.is_none()
        && let Some(url) = url(blocks)
    {
        meta.url = Some(url);
        meta.guessed.push("url");
    }
    if let (None, Some((title, site))) = (&meta.outlet, site_in_title(meta)) {
        (meta.title, meta.outlet) = (Some(title), Some(site));
        meta.guessed.push("outlet");
    }
    if meta.outlet.is_none()
        && let Some(outlet) = outlet(blocks, meta.url.as_deref())
    {
        meta.outlet = Some(outlet);
        meta.guessed.push("outlet");
    }
    if meta.published.is_none() {
        meta.published = meta
            .url
            .as_deref()
            .and_then(dates::of_url)
            .or_else(|| dates::guess(prose, &mut |text| Arc::new(Dated::read(text))));
        if meta.published.is_some() {
            meta.guessed.push("published");
        }
    }
    if meta.credits.is_empty() {
        meta.credits = credits(blocks);
        if !meta.credits.is_empty() {
            meta.guessed.push("credits");
        }
    }
    if meta.chain.is_empty() {
        meta.chain = chain(blocks);
        if !meta.chain.is_empty() {
            meta.guessed.push("chain");
        }
    }
    if !meta.aggregator && is_aggregator(blocks) {
        meta.aggregator = true;
        meta.guessed.push("aggregator");
    }
}

/// The heading an article begins with; a lead sentence is none.
fn title(blocks: &[Block]) -> Option<String> {
    blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Furniture)
        .take_while(|block| matches!(block.kind, BlockKind::Heading(_)) || block.text.len() <= 40)
        .find(|block| matches!(block.kind, BlockKind::Heading(_)))
        .map(|block| one_line(&block.text))
}

/// Names on a line that says "By", or on a line of their own beside the date at the foot.
fn authors(blocks: &[Block]) -> Vec<String> {
    let lines = || blocks.iter().take(6).chain(blocks.iter().rev().take(6).rev());
    for block in lines().filter(|block| block.text.len() <= 120) {
        // "By Ida Voss and Olin Marsh, Kestrel Post": what is no name ends it.
        let names: Vec<String> = byline(&block.text)
            .into_iter()
            .flat_map(|rest| rest.split([',', '&', '|', '\n']))
            .enumerate()
            .take_while(|(index, part)| *index == 0 || !is_outlet(part))
            .flat_map(|(_, part)| part.split(" and "))
            .map(str::trim)
            .take_while(|part| is_person(part))
            .map(str::to_owned)
            .collect();
        if !names.is_empty() {
            return names;
        }
    }
    let furniture = |block: &Block| block.kind == BlockKind::Furniture;
    for pair in blocks.windows(2) {
        let [name, stamp] = pair else { continue };
        if furniture(name)
            && furniture(stamp)
            && is_person(&name.text)
            && dates::stated(&stamp.text).is_some()
        {
            return vec![name.text.clone()];
        }
    }
    Vec::new()
}

/// What follows "By".
fn byline(text: &str) -> Option<&str> {
    ["By ", "by ", "BY ", "By: "].iter().find_map(|by| text.strip_prefix(by))
}

/// Two to four words that begin with capitals and go on in small letters; "van", "al" and the like between them.
pub(crate) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && (word.chars().skip(1).any(char::is_lowercase) || word.ends_with('.'))
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\''))
    };
    let particles =
        ["van", "von", "de", "der", "den", "da", "di", "du", "al", "el", "bin", "ter", "la", "le"];
    (2..=5).contains(&words.len())
        && is_name(words[0])
        && is_name(words[words.len() - 1])
        && words.iter().all(|word| is_name(word) || particles.contains(word))
}

/// An address that stands alone on a line at the head or the foot.
pub(super) fn url(blocks: &[Block]) -> Option<String> {
    blocks.iter().take(4).chain(blocks.iter().rev().take(3)).find_map(|block| {
        let text = block.text.trim();
        let text = ["URL:", "Link:", "Source:"]
            .iter()
            .find_map(|lead| text.strip_prefix(lead))
            .unwrap_or(text)
            .trim();
        let is_url = text.starts_with("https://") || text.starts_with("http://");
        (is_url && !text.contains(char::is_whitespace) && block.kind != BlockKind::SourceEntry)
            .then(|| text.to_owned())
    })
}

/// "Ferry crews strike | Kestrel Post" of kestrelpost.example: the headline, and the site that a clipper took along with it.
fn site_in_title(meta: &Metadata) -> Option<(String, String)> {
    let host = host(meta.url.as_deref()?)?;
    let own = [host.rsplit_once('.').map_or(host, |(own, _)| own), host.split('.').next().unwrap_or(host)]
        .map(plain);
    let (title, site) =
        [" | ", " - ", " – ", " — "].iter().find_map(|mark| meta.title.as_deref()?.rsplit_once(mark))?;
    let site = site.trim();
    let named = plain(site);
    let is_own = |name: &str| own.iter().any(|own| own == name);
    let is_it = named.len() > 2 && (is_own(&named) || named.strip_prefix("the").is_some_and(is_own));
    (is_it && !title.trim().is_empty()).then(|| (title.trim().to_owned(), site.to_owned()))
}

fn host(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split('/').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

/// Whoever claims the rights ("© 2025 Varn Media"), else the host of the address.
fn outlet(blocks: &[Block], url: Option<&str>) -> Option<String> {
    let rights =
        blocks.iter().rev().take(6).filter(|block| block.kind == BlockKind::Furniture).find_map(|block| {
            let lower = block.text.to_lowercase();
            if !(lower.starts_with('©') || lower.starts_with("(c) ") || lower.starts_with("copyright")) {
                return None;
            }
            let name: Vec<&str> = block
                .text
                .split_whitespace()
                .skip_while(|word| {
                    !word.starts_with(char::is_uppercase) || word.eq_ignore_ascii_case("copyright")
                })
                .take_while(|word| word.starts_with(|c: char| c.is_uppercase() || c == '&') && *word != "All")
                .take(5)
                .collect();
            let name = name.join(" ").trim_end_matches(['.', ',']).to_owned();
            (!name.is_empty()).then_some(name)
        });
    let site = || url.and_then(host).map(str::to_owned);
    let head = || named_at_head(blocks).or_else(|| named_in_line(blocks));
    rights.or_else(head).or_else(site).or_else(|| of_dateline(blocks))
}

/// Paragraphs among which the first of the text stands.
const OPENING: usize = 4;

/// The one name in brackets at the end of a dateline: "DUNMERE, March 11 (Harbour Wire) -".
fn of_dateline(blocks: &[Block]) -> Option<String> {
    let paragraphs = blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    paragraphs.take(OPENING).find_map(|block| {
        let (place, name) = before_dash(&block.text)?.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        let first = place.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let dateline = first.chars().count() >= 3 && first.chars().all(char::is_uppercase);
        let words: Vec<&str> = name.split_whitespace().collect();
        let capital =
            |word: &&str| word.starts_with(char::is_uppercase) || matches!(*word, "of" | "the" | "and" | "&");
        let is_name = (1..=4).contains(&words.len())
            && words.iter().all(capital)
            && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '&' | '\'' | '’'));
        (dateline && is_name).then(|| name.trim().to_owned())
    })
}

/// Lines at the head among which an outlet's name stands.
const HEAD: usize = 4;
/// Characters of a line that says no more than a day.
const STAMP: usize = 40;

/// A line with an outlet's name between the headline and the date.
fn named_at_head(blocks: &[Block]) -> Option<String> {
    blocks.windows(2).take(HEAD).find_map(|pair| {
        let (name, date) = (pair[0].text.trim(), pair[1].text.trim());
        (is_outlet(name) && is_day(date)).then(|| name.to_owned())
    })
}

/// "Kestrel Post, 15 June 2026", "By Ida Voss, Kestrel Post, 15 June 2026".
fn named_in_line(blocks: &[Block]) -> Option<String> {
    blocks.iter().take(HEAD).find_map(|block| {
        let text = block.text.trim();
        let by = byline(text);
        let mut rest = by.unwrap_or(text);
        while let Some((name, after)) = rest.split_once([',', '|']).filter(|_| by.is_some()) {
            if is_outlet(name) || !name.split(" and ").all(|name| is_person(name.trim())) {
                break;
            }
            rest = after;
        }
        let (name, after) = rest.split_once([',', '|', '·']).unwrap_or((rest, ""));
        let name = name.trim();
        // One word is the section: "News, 15 June 2026".
        let is_it = name.contains(' ') && is_outlet(name);
        let ends = is_day(after) || (rest.len() < text.len() && by != Some(rest) && after.is_empty());
        (is_it && ends).then(|| name.to_owned())
    })
}

/// A few words with capitals, one of which outlets are called by.
fn is_outlet(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || matches!(*word, "of" | "the" | "&");
    (1..=5).contains(&words.len())
        && words.iter().all(capital)
        && words.iter().any(|word| OUTLET_WORDS.contains(&word.to_lowercase()))
}

fn is_day(text: &str) -> bool {
    text.chars().count() <= STAMP && dates::stated(text).is_some()
}

static OUTLET_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    struct File {
        words: HashSet<String>,
    }
    grammar::built_in::<File>("en/outlets.toml").words
});

/// The agencies named in the dateline and in the lines at the foot.
fn credits(blocks: &[Block]) -> Vec<String> {
    let mut credits: Vec<String> = Vec::new();
    let first = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph)).take(2);
    let named = first.filter_map(|block| before_dash(&block.text)).flat_map(in_brackets);
    for part in named {
        credit(part, &mut credits);
    }
    let foot = blocks.iter().rev().take(6);
    for block in foot.filter(|block| block.kind == BlockKind::Furniture || block.text.len() <= 60) {
        let text = block.text.as_str();
        if is_post_credit(text) {
            continue;
        }
        in_brackets(text).for_each(|part| credit(part, &mut credits));
        let lead = ["Source:", "Sources:", "With", "Agencies:", "By", "From"];
        let bare = lead.iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(text);
        if parts(bare).all(|part| is_agency(bare_name(part))) {
            parts(bare).for_each(|part| credit(part, &mut credits));
        }
    }
    credits
}

/// What stands before the first dash of a dateline: "VARNHOLM, Dec 14 (AP)".
fn before_dash(text: &str) -> Option<&str> {
    const REACH: usize = 90;
    let head = text.char_indices().take(REACH).last().map_or(0, |(at, c)| at + c.len_utf8());
    let head = &text[..head];
    let dashes = [" - ", " – ", " — ", " _ ", " -- ", "—", " _", " --"];
    let dash = dashes.iter().filter_map(|dash| head.find(dash)).min()?;
    Some(&head[..dash])
}

/// The names in the brackets of a line.
fn in_brackets(text: &str) -> impl Iterator<Item = &str> {
    let found = BRACKET.as_ref().map(|bracket| bracket.captures_iter(text));
    let inner = found.into_iter().flatten().filter_map(|found| found.get(1));
    inner.flat_map(|inner| parts(inner.as_str()))
}

/// The names of a list: "Reuters, AFP", "AP and dpa".
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '/', ';', '&']).flat_map(|part| part.split(" and "))
}

fn bare_name(part: &str) -> &str {
    part.trim().trim_matches(|c: char| !c.is_alphanumeric())
}

/// Adds an agency under the name it goes by, once.
fn credit(part: &str, credits: &mut Vec<String>) {
    let name = bare_name(part);
    if !is_agency(name) {
        return;
    }
    let name = match name.to_lowercase().as_str() {
        "reuter" | "reuters" => "Reuters",
        "associated press" => "AP",
        "agence france-presse" => "AFP",
        "press association" => "PA",
        _ => name,
    };
    if !credits.iter().any(|known| known == name) {
        credits.push(name.to_owned());
    }
}

fn chain(blocks: &[Block]) -> Vec<String> {
    let mut chain: Vec<String> = Vec::new();
    for block in blocks.iter().filter(|block| block.kind != BlockKind::SourceEntry) {
        // Only sentences that could hold one are looked at with patterns.
        if ![
            "report", "publish", "appear", "wrote", "writes", "note", "ia ", "ran ", "h/t", "H/T",
            "provided", "produced",
        ]
        .iter()
        .any(|word| block.text.contains(word))
        {
            continue;
        }
        for pattern in CHAINS.iter() {
            for found in pattern.captures_iter(&block.text) {
                let name = found.get(1).map_or("", |name| name.as_str()).trim_end_matches(['.', '’', '\'']);
                if !name.is_empty() && !chain.iter().any(|known| known == name) {
                    chain.push(name.to_owned());
                }
            }
        }
    }
    chain
}

/// A page that lists other people's articles: it counts them, or most of its paragraphs are cut short.
fn is_aggregator(blocks: &[Block]) -> bool {
    let counted =
        blocks.iter().any(|block| block.kind == BlockKind::Furniture && counts_articles(&block.text));
    let paragraphs = blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem))
        .count();
    let cut = blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem))
        .filter(|block| block.text.ends_with('…') || block.text.ends_with("..."))
        .count();
    let entries = blocks.iter().filter(|block| block.kind == BlockKind::SourceEntry).count();
    (counted && (cut >= 2 || entries >= 2)) || (cut >= 4 && cut * 5 >= paragraphs * 2)
}
