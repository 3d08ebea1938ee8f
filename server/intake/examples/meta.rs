//! Prints what is known about articles: `cargo run -p copydesk-intake --example meta FILE...`.
#![allow(clippy::print_stdout, missing_docs)]

use copydesk_tagging::{Tagger, Value};

fn main() {
    for path in std::env::args().skip(1) {
        match copydesk_intake::read(path.as_ref(), path.as_str()) {
            Ok(read) => println!("{path}: {:#?} {:?}", read.article.meta, read.note),
            Err(error) => println!("{error}"),
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for line in text.lines().take(400) {
            for mention in Tagger::english().sentence(line).mentions {
                if let Value::Time(time) = mention.value {
                    println!("   {:?} {time:?}", &line[mention.range]);
                }
            }
        }
    }
}
