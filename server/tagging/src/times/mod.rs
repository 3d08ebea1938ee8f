//! Dates, times and durations: found in a sentence by itself, resolved when the document is put together.
//!
//! [`Times::sentence`] reads a sentence into [`Said`]s; [`Times::document`] turns them into days against the day of
//! writing, the tense of the clause and the dates mentioned before. Nothing is ever resolved against today.

mod amounts;
mod atoms;
mod calendar;
mod compare;
mod document_date;
mod format;
mod lexicon;
mod parse;
mod resolve;
mod said;
mod tense;

pub use compare::{TimeRelation, Together, compare, weekday_mismatch};
pub use document_date::DateOrigin;
pub use lexicon::{Tense, Unit};
pub use said::{Base, Clock, Portion, Said, Step, Year};

use crate::Tagged;
use crate::mention::{Kind, Mention, Timex, Value};
use jiff::civil::Date;
use lexicon::Lexicon;
use parse::Parser;
use resolve::{Against, Resolver};

/// Finds and resolves the dates of one language. Made once.
#[derive(Debug)]
pub struct Times {
    lexicon: Lexicon,
}

impl Default for Times {
    fn default() -> Self {
        Self::new("en")
    }
}

impl Times {
    /// For the language of a folder of `grammars/` ("en").
    pub fn new(language: &str) -> Self {
        Self { lexicon: Lexicon::read(language) }
    }

    /// The dates, times and durations of a sentence, in order, with what needs the document left open.
    pub fn sentence(&self, text: &str) -> Vec<Mention> {
        let atoms = atoms::atoms(text, &self.lexicon);
        let parser = Parser { text, atoms: &atoms, lexicon: &self.lexicon };
        parser
            .all()
            .into_iter()
            .filter_map(|hit| {
                let range = atoms.get(hit.start)?.range.start..atoms.get(hit.end.checked_sub(1)?)?.range.end;
                let tense = tense::around(&atoms, hit.start, hit.end);
                let said = Said { base: hit.base, part: hit.part, clock: hit.clock, tense };
                let mut timex = Timex { value: hit.value, weekday: hit.weekday, said, ..Timex::default() };
                self.settle(&mut timex, Against::default());
                Some(Mention { range, kind: hit.kind, value: Value::Time(timex) })
            })
            .collect()
    }

    /// The dates of a text read by itself as if it were one sentence, resolved.
    pub fn read(&self, text: &str, published: Option<Date>) -> Vec<Mention> {
        let mut mentions = self.sentence(text);
        self.resolve_mentions(&mut mentions, published, &mut None);
        mentions
    }

    /// Resolves the dates of a document, in its order.
    pub fn document(&self, tagged: &mut Tagged) {
        let published = tagged.published;
        let mut mentioned: Option<Date> = None;
        for sentence in &mut tagged.sentences {
            self.resolve_mentions(&mut sentence.mentions, published, &mut mentioned);
        }
    }

    fn resolve_mentions(
        &self,
        mentions: &mut [Mention],
        published: Option<Date>,
        mentioned: &mut Option<Date>,
    ) {
        let mut clocks: Vec<usize> = Vec::new();
        let mut day_here: Option<Date> = None;
        for (index, mention) in mentions.iter_mut().enumerate() {
            let Value::Time(timex) = &mut mention.value else { continue };
            if timex.said.base == Base::Clock {
                clocks.push(index);
                continue;
            }
            let against = Against { published, mentioned: *mentioned, tense: timex.said.tense };
            self.settle(timex, against);
            if let Some((first, last)) = timex.days
                && first == last
                && mention.kind != Kind::Duration
            {
                *mentioned = Some(first);
                day_here = day_here.or(Some(first));
            }
        }
        // A bare time of day belongs to the day named in its sentence.
        for index in clocks {
            if let Some(Mention { value: Value::Time(timex), .. }) = mentions.get_mut(index) {
                self.settle(
                    timex,
                    Against { published, mentioned: day_here.or(*mentioned), tense: timex.said.tense },
                );
            }
        }
    }

    fn settle(&self, timex: &mut Timex, against: Against) {
        let resolver = Resolver { holidays: &self.lexicon.holidays };
        let weekday = timex.weekday.as_ref().map(|(day, _)| *day);
        if let Some(meaning) = resolver.resolve(&timex.said, weekday, against) {
            timex.value = meaning.value;
            timex.days = meaning.days;
            timex.other = meaning.other;
            timex.relative = meaning.relative;
            timex.year_assumed = meaning.year_assumed;
        }
    }
}
