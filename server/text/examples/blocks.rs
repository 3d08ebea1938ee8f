//! Prints the blocks and sentences of a file: `cargo run -p copydesk-text --example blocks FILE`.
#![allow(clippy::print_stdout, missing_docs)]

use copydesk_text::{Format, Prose};

fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).expect("a file to read");
        let format = if path.ends_with(".md") { Format::Markdown } else { Format::Text };
        let start = std::time::Instant::now();
        let prose = Prose::new(&text, format);
        let sentences = prose.sentences();
        println!(
            "== {path}: {} bytes, {} blocks, {} sentences, {:?}",
            text.len(),
            prose.blocks.len(),
            sentences.len(),
            start.elapsed()
        );
        for sentence in &sentences {
            println!("{:>3} {:?} {:?}", sentence.block, sentence.kind, sentence.text);
        }
    }
}
