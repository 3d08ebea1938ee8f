//! What checking takes, with 20 articles and a draft of 2,000 words: all its statements, and the one that was typed in.
//!
//!     cargo bench -p copydesk-checking

use copydesk_checking::{Cache, Draft, Settings, check};
use copydesk_library::{Article, Library, Metadata};
use copydesk_tagging::{Tagged, Tagger};
use copydesk_text::{Format, Prose};
use divan::counter::ItemsCount;
use std::sync::Arc;

fn main() {
    divan::main();
}

const SOURCES: [&str; 5] = [
    include_str!("../../../demo/sources/coast-radio.md"),
    include_str!("../../../demo/sources/harbour-wire.md"),
    include_str!("../../../demo/sources/kestrel-courier.md"),
    include_str!("../../../demo/sources/northern-post.md"),
    include_str!("../../../demo/sources/varnland-tribune.txt"),
];
const DRAFT: &str = include_str!("../../../demo/draft.md");

/// Words of the draft.
const WORDS: usize = 2_000;

/// The same story in other places with other figures, so that no two articles and no two paragraphs are one.
fn told(text: &str, copy: usize) -> String {
    let places = ["Kestrel Bay", "Osterhaven", "Gullmouth", "Port Marram"];
    let text = text.replace("Kestrel Bay", places[copy % places.len()]);
    let shifted = |c: char| match c.to_digit(10) {
        Some(digit) if digit > 0 => char::from_digit((digit - 1 + copy as u32) % 9 + 1, 10).unwrap_or(c),
        _ => c,
    };
    text.lines()
        .map(|line| {
            let meta = line.starts_with("published") || line.starts_with("date");
            if meta { line.to_owned() } else { line.chars().map(shifted).collect() }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn library() -> Library {
    let mut library = Library::default();
    for copy in 0..4 {
        for (number, text) in SOURCES.iter().enumerate() {
            let text = told(text, copy);
            let meta = Metadata { published: "2026-03-17".parse().ok(), ..Metadata::default() };
            let article = Article::from_text(format!("s{copy}-{number}"), &text, Format::Markdown, meta);
            article.prepare();
            library.insert(Arc::new(article));
        }
    }
    library
}

fn draft() -> String {
    let mut text = String::new();
    for copy in 0.. {
        if text.split_whitespace().count() >= WORDS {
            break;
        }
        text.push_str(&told(DRAFT, copy));
        text.push_str("\n\n");
    }
    text
}

fn tag(text: &str) -> (Prose, Tagged) {
    let prose = Prose::new(text, Format::Markdown);
    let tagger = Tagger::english();
    let tagged =
        tagger.document(&prose, "2026-03-18".parse().ok(), &mut |text| Arc::new(tagger.sentence(text)));
    (prose, tagged)
}

/// Every statement of the draft, nothing kept from before; the rate is that of statements.
#[divan::bench]
fn whole_draft(bencher: divan::Bencher<'_, '_>) {
    let (library, text) = (library(), draft());
    let (prose, tagged) = tag(&text);
    let draft = Draft { path: None, text: &text, prose: &prose, tagged: &tagged };
    let run = |cache: &mut Cache| check(&draft, &library, &Settings::default(), cache, &|| false);
    let statements = run(&mut Cache::default()).len();
    bencher.counter(ItemsCount::new(statements)).with_inputs(Cache::default).bench_refs(run);
}

/// The draft again after each of two figures was typed in its first statement: all others are kept.
#[divan::bench]
fn one_statement_typed(bencher: divan::Bencher<'_, '_>) {
    let library = library();
    let text = draft();
    let at = text.find("46").expect("a figure in the draft");
    let variants: Vec<String> = (1..=9).map(|n| format!("{}{n}7{}", &text[..at], &text[at + 2..])).collect();
    let tags: Vec<(Prose, Tagged)> = variants.iter().map(|text| tag(text)).collect();
    let mut cache = Cache::default();
    let mut turn = 0;
    bencher.bench_local(|| {
        turn = (turn + 1) % variants.len();
        let (prose, tagged) = &tags[turn];
        let draft = Draft { path: None, text: &variants[turn], prose, tagged };
        check(&draft, &library, &Settings::default(), &mut cache, &|| false)
    });
}
