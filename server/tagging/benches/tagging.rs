//! What tagging takes: one sentence, one story, and a draft of 5,000 words in which one sentence was changed.
//!
//!     cargo bench -p copydesk-tagging

use copydesk_tagging::{Language, SentenceTags, Tagged, Tagger};
use copydesk_text::{Format, Prose};
use std::collections::HashMap;
use std::sync::Arc;

fn main() {
    divan::main();
}

const SENTENCES: [&str; 10] = [
    "The Kestrel Bay ferry sank on Sunday, Dec. 14, 2025, killing more than 1,500 gulls off Varnholm.",
    "“We sail at noon,” said Mayor Orla Venn, who added that nobody had told the Kestrel Harbour Trust.",
    "The trust (KHT) paid $1.2bn, €3.4 million or two and a half million crowns for 46 berths and 138 cranes.",
    "He left Moscow at 3 p.m. on Friday after 2 hours and 32 minutes, and has not been seen in the past two weeks.",
    "As Jonas Osk reports for the Varn Gazette, one in five dockers stayed home and the council voted 51-49.",
    "German Chancellor Piet van der Holm met French President Luc Brel in Berlin; the chancellor left early.",
    "Exports rose 12 percent in the first nine months of 2025, against 9.5 percent in the same period of 2024.",
    "Kyiv rejected the plan, according to two officials, while Washington said it would wait until next week.",
    "“There are many details,” Venn told reporters. “Nobody knows all of them,” she said.",
    "Nearly 40 boats, some 200 men and up to 60 crates of cod were brought ashore overnight by the Gull II.",
];

/// A draft of about `words` words in paragraphs of five sentences, no two of them the same.
fn draft(words: usize) -> String {
    let mut text = String::new();
    let mut count = 0;
    for n in 0.. {
        if count >= words {
            break;
        }
        let sentence =
            SENTENCES[n % SENTENCES.len()].replace("Venn", ["Venn", "Marsh", "Holm", "Brandt"][n / 7 % 4]);
        let sentence = format!("{sentence} That was trip {n}.");
        count += sentence.split(' ').count();
        text.push_str(&sentence);
        text.push_str(if n % 5 == 4 { "\n\n" } else { " " });
    }
    text
}

fn tag(tagger: &Tagger, prose: &Prose, cache: &mut HashMap<String, Arc<SentenceTags>>) -> Tagged {
    tagger.document(prose, "2025-12-17".parse().ok(), &mut |text| match cache.get(text) {
        Some(tags) => tags.clone(),
        None => {
            let tags = Arc::new(tagger.sentence(text));
            cache.insert(text.to_owned(), tags.clone());
            tags
        }
    })
}

/// One sentence, re-tagged.
#[divan::bench(args = ["en", "de"])]
fn sentence(bencher: divan::Bencher<'_, '_>, language: &str) {
    let language = Language::all().find(|known| known.code() == language).expect("a language");
    let tagger = Tagger::new(language);
    let text = match language.code() {
        "de" => "Bürgermeisterin Anna Holm sagte am Sonntagabend, die Mole habe 3,5 Millionen Euro gekostet.",
        _ => SENTENCES[2],
    };
    bencher.bench(|| tagger.sentence(text));
}

/// A story of 300 words, from nothing.
#[divan::bench]
fn story(bencher: divan::Bencher<'_, '_>) {
    let tagger = Tagger::english();
    let text = draft(300);
    bencher.bench(|| tag(tagger, &Prose::new(&text, Format::Text), &mut HashMap::new()));
}

/// A draft of 5,000 words, one sentence of it new.
#[divan::bench]
fn key(bencher: divan::Bencher<'_, '_>) {
    let tagger = Tagger::english();
    let prose = Prose::new(&draft(5_000), Format::Text);
    let mut cache = HashMap::new();
    tag(tagger, &prose, &mut cache);
    bencher.bench_local(|| {
        cache.remove(SENTENCES[3]);
        tag(tagger, &prose, &mut cache)
    });
}
