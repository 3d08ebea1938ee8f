//! What is kept between two checks changes nothing: after any edit a draft is judged as if it had just been opened. No
//! process, clock or thread is in it, so every failure can be had again: `COPYDESK_TYPING_SEED` and `COPYDESK_TYPING_EDITS`
//! choose other and longer runs.

use copydesk_checking::{Cache, Draft, Judgement, Settings};
use copydesk_desk::{Change, Desk, Tools};
use copydesk_library::{Article, Library, Metadata};
use copydesk_tests::{Random, root};
use copydesk_text::{Encoding, Format, Prose};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const KEY: &str = "draft.md";

/// Dates a draft by its front matter, and stops a check after so many sentences.
#[derive(Default)]
struct Stopping {
    /// Sentences before the check is told to stop; 0 for never.
    after: AtomicUsize,
}

impl Tools for Stopping {
    fn check(
        &self,
        draft: &Draft<'_>,
        library: &Library,
        settings: &Settings,
        cache: &mut Cache,
        cancelled: &dyn Fn() -> bool,
    ) -> Vec<Judgement> {
        let left = AtomicUsize::new(self.after.load(Ordering::Relaxed));
        let stop = || {
            cancelled()
                && left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_err()
        };
        copydesk_checking::check(draft, library, settings, cache, &stop)
    }

    fn published(&self, _: Option<&str>, text: &str, _: &Prose) -> Option<jiff::civil::Date> {
        text.split_once("date: ")?.1.get(..10)?.parse().ok()
    }
}

const WORDS: [&str; 44] = [
    "17",
    "11",
    "46",
    "64",
    "312",
    "1,500",
    "two",
    "nineteen",
    "5",
    "3.5 million",
    "€4.2m",
    "12%",
    "Friday",
    "Sunday",
    "March 14, 2026",
    "16 March",
    "2 April",
    "on Monday",
    "yesterday",
    "1998",
    "Jonas Wexley",
    "Wexley",
    "Renner",
    "Malynsky",
    "Malynskyy",
    "Edda Corwin",
    "She",
    "the Aurelia",
    "Brannock",
    "Calder Lines",
    "Osterhaven",
    "Kestrel Bay",
    "Lotte Brandvik",
    "not",
    "never",
    "allegedly",
    "will",
    "said",
    "rejected",
    "divers",
    "containers",
    "passengers",
    "Captain",
    "Judge Marta Lindahl",
];

const MARKS: [&str; 30] = [
    ".", ",", " ", "\n", "\n\n", "“", "”", "\"", "’s", "# ", "## ", "- ", "1. ", "> ", "[1]", "[2]", "[9]",
    "[", "]", "(", ")", "*", "**", "é", "🌊", "<!-- ", " -->", "x", "0", "7",
];

/// A change of `text`, and what it leaves.
fn edit(random: &mut Random, text: &str, start: &str) -> String {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let at = boundary(random.below(text.len() + 1));
    let mut out = text.to_owned();
    let word = |at: usize| {
        let from = text[..at]
            .rfind(char::is_whitespace)
            .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        let to = text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i);
        from..to
    };
    match random.below(16) {
        0..=2 => out.replace_range(word(at), random.of(&WORDS)),
        3 => out.insert_str(at, &format!(" {} ", random.of(&WORDS))),
        4..=6 => out.insert_str(at, random.of(&MARKS)),
        7 | 8 => {
            let to = boundary((at + 1 + random.below(4)).min(text.len())).max(at);
            out.replace_range(at..to, "");
        }
        9 => {
            let to = boundary((at + random.below(160)).min(text.len())).max(at);
            out.replace_range(at..to, "");
        }
        // A stretch of the draft as it was, put in elsewhere.
        10 => {
            let sentences: Vec<&str> = start.split_inclusive(". ").collect();
            out.insert_str(at, random.of(&sentences));
        }
        // A figure exchanged.
        11 | 12 => {
            if let Some(digit) = text[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
                out.replace_range(digit..digit + 1, &random.below(10).to_string());
            }
        }
        // Paragraphs joined and split.
        13 => {
            if let Some(gap) = text[at..].find("\n\n").map(|i| at + i) {
                out.replace_range(gap..gap + 2, " ");
            }
        }
        14 => {
            if let Some(gap) = text[at..].find(' ').map(|i| at + i) {
                out.replace_range(gap..gap + 1, "\n\n");
            }
        }
        _ => out.replace_range(word(at), ""),
    }
    out
}

fn library(from: &mut Vec<(String, String)>) -> Library {
    let folder = std::fs::read_dir(root().join("demo/sources")).expect("the demo's sources");
    for file in folder {
        let path = file.expect("a file").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        from.push((name, std::fs::read_to_string(&path).expect("a text")));
    }
    from.sort();
    let mut library = Library::default();
    library.extend(from.iter().map(|(name, text)| article(name, text)));
    library
}

fn article(name: &str, text: &str) -> Arc<Article> {
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
    let meta = Metadata {
        outlet: Some(value("outlet:").unwrap_or(name).to_owned()),
        title: value("title:").map(str::to_owned),
        published: value("published:").unwrap_or("2026-03-15").parse().ok(),
        ..Metadata::default()
    };
    Arc::new(Article::from_text(format!("sources/{name}"), text, Format::Markdown, meta))
}

/// What a draft that has just been opened is judged to be.
fn anew(text: &str, library: &Library) -> Vec<Judgement> {
    let mut desk = Desk::new(Arc::new(Stopping::default()));
    desk.set_library(library.clone());
    desk.open(KEY, Some(KEY), Format::Markdown, 1, text);
    let outcome = desk.check(KEY).expect("a check").run();
    outcome.checked.judgements.to_vec()
}

fn number(name: &str, or: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(or)
}

#[test]
fn after_any_edit_a_draft_is_judged_as_if_it_had_just_been_opened() {
    type_at_random(11, false, |mine, theirs| mine == theirs);
}

/// How well evidence matches rests on all sources, by a hair: a judgement whose evidence is the same is kept.
#[test]
fn after_any_edit_of_a_source_too_the_same_is_found() {
    type_at_random(12, true, |mine, theirs| {
        let findings = |judgement: &Judgement| {
            let of = |finding: &copydesk_checking::Finding| {
                (finding.code, finding.range.clone(), finding.message.clone())
            };
            judgement.findings.iter().map(of).collect::<Vec<_>>()
        };
        (&mine.range, mine.verdict, findings(mine)) == (&theirs.range, theirs.verdict, findings(theirs))
    });
}

fn type_at_random(seed: usize, with_sources: bool, alike: impl Fn(&Judgement, &Judgement) -> bool) {
    let (seed, edits) = (number("COPYDESK_TYPING_SEED", seed), number("COPYDESK_TYPING_EDITS", 500));
    let mut random = Random(seed as u64);
    let start = std::fs::read_to_string(root().join("demo/draft.md")).expect("the demo's draft");
    let mut sources = Vec::new();
    let mut library = library(&mut sources);
    let tools = Arc::new(Stopping::default());
    let mut desk = Desk::new(tools.clone());
    desk.set_library(library.clone());
    desk.open(KEY, Some(KEY), Format::Markdown, 0, &start);
    let (mut text, mut past) = (start.clone(), Vec::<String>::new());
    for version in 1..=edits as i32 {
        let before = text.clone();
        text = match random.below(40) {
            0 | 1 if !past.is_empty() => past.swap_remove(random.below(past.len())),
            2 => start.clone(),
            _ => edit(&mut random, &text, &start),
        };
        if random.below(3) == 0 {
            past.push(before.clone());
        }
        // A check that is overtaken by the edit, and stops somewhere on its way.
        let overtaken = (random.below(3) == 0).then(|| desk.check(KEY).expect("a check"));
        let change = Change { range: None, text: text.clone() };
        assert!(desk.edit(KEY, version, &[change], Encoding::Utf8));
        if let Some(job) = overtaken {
            assert!(desk.check(KEY).is_none(), "two checks at once");
            tools.after.store(random.below(60), Ordering::Relaxed);
            let outcome = job.run();
            tools.after.store(0, Ordering::Relaxed);
            assert!(
                desk.finish(KEY, outcome).is_some_and(|next| next.again),
                "nothing follows a check that was stopped"
            );
        }
        if random.below(25) == 0 && with_sources {
            let at = random.below(sources.len());
            let (name, old) = &sources[at];
            let new = if random.below(2) == 0 { old.clone() } else { edit(&mut random, old, &start) };
            library.insert(article(name, &new));
            desk.set_library(library.clone());
        }
        let outcome = desk.check(KEY).expect("a check").run();
        assert!(outcome.complete);
        desk.finish(KEY, outcome);
        // What is wrong stays wrong for a while.
        if version % 5 > 0 {
            continue;
        }
        let mine = desk.document(KEY).and_then(|document| document.checked()).expect("judgements");
        let theirs = anew(&text, &library);
        let pairs = || mine.judgements.iter().zip(&theirs);
        if mine.judgements.len() == theirs.len() && pairs().all(|(mine, theirs)| alike(mine, theirs)) {
            continue;
        }
        let odd = pairs().find(|(mine, theirs)| !alike(mine, theirs));
        let (kept, fresh) = odd.map(|(a, b)| (format!("{a:#?}"), format!("{b:#?}"))).unwrap_or_default();
        let lines =
            |a: &str, b: &str| a.lines().filter(|line| !b.contains(*line)).collect::<Vec<_>>().join("\n");
        panic!(
            "seed {seed}, edit {version}: {} judgements, anew {}; of {:?}\nonly kept:\n{}\nonly anew:\n{}\nbefore: {before}\nafter: {text}",
            mine.judgements.len(),
            theirs.len(),
            odd.map(|odd| &odd.0.text),
            lines(&kept, &fresh),
            lines(&fresh, &kept),
        );
    }
}
