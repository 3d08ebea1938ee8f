//! Figures: numbers, ordinals, quantities, money and percentages of a sentence, how exact they claim to be, and what they
//! count. A hand-written scan over the pieces of a sentence, linear in its length; what is known of the language stands
//! in `grammars/<language>/{numbers,hedges,currencies,units}.toml`.

mod amount;
mod atoms;
mod files;
mod fractions;
mod integers;
pub mod interval;
mod lexicon;
mod line;
mod measured;
mod neighbours;
mod no_figures;
mod noun;
mod phrases;
mod ranges;
mod rounding;
mod scan;
mod style;
mod units;
mod whole;

pub(crate) use files::OrdinalMarks;
pub use interval::{FigureRelation, Incomparable, Interval, compare};
pub use style::{format_like, hedge_before};

use crate::Language;
use crate::mention::{Kind, Mention};
use lexicon::Lexicon;
use line::Line;
use std::ops::Range;

/// "5m": minutes in a table of times, but metres or millions wherever they can be read so.
fn metres(text: &str, mention: &Mention) -> bool {
    let words = &text[mention.range.clone()];
    mention.kind == Kind::Duration
        && words.strip_suffix(['m', 'M']).is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        })
}

/// Tags figures. Made once a language.
#[derive(Debug)]
pub struct Figures {
    lexicon: Lexicon,
}

impl Figures {
    /// For the language of a folder of `grammars/` ("en").
    pub(crate) fn new(language: &str) -> Self {
        Self { lexicon: Lexicon::built_in(language) }
    }

    /// The figures of English.
    pub fn english() -> &'static Figures {
        &Language::ENGLISH.grammar().figures
    }

    /// Adds the figures of a sentence to its mentions. Dates, times, durations and citations that are there
    /// already keep their digits.
    pub(crate) fn tag(&self, text: &str, mentions: &mut Vec<Mention>) {
        let mut taken: Vec<Range<usize>> = mentions
            .iter()
            .filter(|mention| mention.kind.is_time() || mention.kind == Kind::Citation)
            .filter(|mention| !metres(text, mention))
            .map(|mention| mention.range.clone())
            .collect();
        taken.sort_by_key(|range| range.start);
        let figures = self.mentions(text, &taken);
        mentions.retain(|mention| {
            !metres(text, mention)
                || !figures.iter().any(|figure| figure.range.contains(&mention.range.start))
        });
        mentions.extend(figures);
    }

    /// The figures of a sentence, in order. `taken` are the bytes of mentions that go first (dates, times, durations),
    /// in order: their digits are no figures.
    pub fn mentions(&self, text: &str, taken: &[Range<usize>]) -> Vec<Mention> {
        // Same length, so that one set of offsets serves both.
        let lower = text.to_ascii_lowercase();
        let atoms = atoms::atoms(text, &lower, &self.lexicon, taken);
        let line = Line { text, lower: &lower, atoms: &atoms, lexicon: &self.lexicon };
        line.figures()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_whole_on_hostile_text() {
        let texts = [
            "$ hundreds MEUR é",
            "3-2,",
            "0 point",
            "minus minus 5",
            "79228162514264337593543950335 1/2",
            "½-½",
            "[1]",
        ];
        for text in texts {
            let mut end = 0;
            for mention in Figures::english().mentions(text, &[]) {
                assert!(mention.range.start >= end && mention.range.end <= text.len(), "{text}");
                end = mention.range.end;
                let crate::mention::Value::Figure(figure) = &mention.value else { panic!("{text}") };
                assert!(figure.upper.is_none_or(|upper| upper != figure.amount), "{text}: {figure:?}");
                assert!(!text[figure.digits.clone()].is_empty(), "{text}");
            }
        }
    }

    #[test]
    fn reads_long_runs_of_figures_in_order() {
        for piece in ["1,", "1-", "one and ", "minus ", "$1 ", "half a "] {
            let found = Figures::english().mentions(&piece.repeat(2_000), &[]);
            assert!(found.is_sorted_by_key(|mention| mention.range.start), "{piece:?}");
        }
    }
}
