//! Dates, times and durations: found in a sentence by itself, resolved when the document is put together.
//!
//! [`Times::sentence`] reads a sentence into [`Said`]s; [`Times::document`] turns them into days against the day of
//! writing, the tense of the clause and the dates mentioned before. Nothing is ever resolved against today.

mod amounts;
mod atoms;
mod between;
mod calendar;
mod compare;
mod document_date;
mod format;
mod lexicon;
mod parse;
mod points;
mod resolve;
mod said;
mod spans;
mod tense;
mod yearless;

pub use compare::{TimeRelation, Together, compare, length, weekday_mismatch};
pub use document_date::DateOrigin;
pub use lexicon::{Tense, Unit};
pub use said::{Base, Clock, Portion, Said, Step, Year};

use crate::Tagged;
use crate::mention::{Kind, Mention, Timex, Value};
use jiff::civil::Date;
use lexicon::Lexicon;
use parse::Parser;
use resolve::{Against, Resolver};
use yearless::Yearless;

/// Finds and resolves the dates of one language. Made once.
#[derive(Debug)]
pub struct Times {
    lexicon: Lexicon,
}

/// The dates a document has mentioned so far.
#[derive(Default)]
struct Mentioned {
    /// The last single day.
    day: Option<Date>,
    /// The first day of the last date of any length.
    any: Option<Date>,
    /// The day each weekday's bare name last meant, Monday first.
    weekdays: [Option<Date>; 7],
    /// The last day without a year, where the document has none.
    yearless: Yearless,
}

impl Mentioned {
    /// A weekday that tense puts almost a week away means the day that its name meant before, if that was at hand:
    /// "met on Sunday ... is expected to meet on Sunday night", written on Monday.
    fn steady(&mut self, timex: &mut Timex, published: Date) {
        let Base::Weekday { day: name, step: Step::Open, week: None } = timex.said.base else { return };
        let Some((day, _)) = timex.days else { return };
        let Some(slot) = usize::try_from(name - 1).ok().and_then(|n| self.weekdays.get_mut(n)) else {
            return;
        };
        let away = |d: Date| calendar::days_between(published, d).abs();
        if let Some(known) = *slot
            && away(day) >= 5
            && away(known) <= 2
        {
            timex.value = timex.value.replacen(&day.to_string(), &known.to_string(), 1);
            timex.days = Some((known, known));
        }
        *slot = timex.days.map(|d| d.0);
    }
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
                let tense = tense::around(&atoms, hit.start, hit.end);
                let hit = parser.ahead(hit, tense);
                let range = atoms.get(hit.start)?.range.start..atoms.get(hit.end.checked_sub(1)?)?.range.end;
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
        self.resolve_mentions(&mut mentions, published, &mut Mentioned::default());
        mentions
    }

    /// Resolves the dates of a document, in its order.
    pub fn document(&self, tagged: &mut Tagged) {
        let published = tagged.published;
        let mut mentioned = Mentioned::default();
        for sentence in &mut tagged.sentences {
            self.resolve_mentions(&mut sentence.mentions, published, &mut mentioned);
        }
    }

    fn resolve_mentions(&self, mentions: &mut [Mention], published: Option<Date>, before: &mut Mentioned) {
        let mut clocks: Vec<(usize, Option<Date>)> = Vec::new();
        let mut day_here: Option<Date> = None;
        let mut named_here: Option<Date> = None;
        for (index, mention) in mentions.iter_mut().enumerate() {
            let Value::Time(timex) = &mut mention.value else { continue };
            if matches!(timex.said.base, Base::Clock | Base::NightBefore) {
                clocks.push((index, named_here));
                continue;
            }
            // "that year" means the year spoken of, "that day" the day.
            let coarse = matches!(
                timex.said.base,
                Base::Unit { unit: Unit::Year | Unit::Month, .. } | Base::Part(..) | Base::Slice(..)
            );
            let mentioned = if coarse { before.any } else { before.day };
            self.settle(timex, Against { published, mentioned, tense: timex.said.tense });
            if let Some(published) = published {
                before.steady(timex, published);
            } else if timex.days.is_none() && before.day.is_none() {
                before.yearless.note(timex);
                before.yearless.complete(self, timex);
            }
            if let Some((first, last)) = timex.days
                && mention.kind != Kind::Duration
            {
                before.any = Some(first);
                if first == last {
                    before.day = Some(first);
                    day_here = day_here.or(Some(first));
                    named_here = named_here.or(Some(first).filter(|_| !timex.relative));
                }
            }
        }
        beside_their_date(mentions);
        // A bare time of day belongs to the day named in its sentence.
        for (index, named_before) in clocks {
            if let Some(Mention { value: Value::Time(timex), .. }) = mentions.get_mut(index) {
                let night = timex.said.base == Base::NightBefore;
                let mentioned = if night { named_before } else { day_here.or(before.day) };
                self.settle(timex, Against { published, mentioned, tense: timex.said.tense });
                if published.is_none() && mentioned.is_none() && timex.days.is_none() {
                    before.yearless.complete(self, timex);
                }
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

/// "on Monday night, 8 June" is the night of that day, whichever Monday its name would mean alone.
fn beside_their_date(mentions: &mut [Mention]) {
    for at in 1..mentions.len() {
        let (before, after) = mentions.split_at_mut(at);
        let (Some(named), Some(dated)) = (before.last_mut(), after.first()) else { continue };
        // A comma or a bracket and a space.
        let side_by_side = dated.range.start.checked_sub(named.range.end) == Some(2);
        let (Value::Time(named), Value::Time(dated)) = (&mut named.value, &dated.value) else { continue };
        let Base::Weekday { day: name, step: Step::Open, week: None } = named.said.base else { continue };
        let single = dated.days.filter(|(first, last)| first == last && !dated.relative).map(|(day, _)| day);
        let Some(day) = single.filter(|day| day.weekday().to_monday_one_offset() == name) else { continue };
        if side_by_side {
            let part = named.value.find('T').map_or("", |at| &named.value[at..]).to_owned();
            named.value = format!("{day}{part}");
            named.days = Some((day, day));
            named.relative = false;
        }
    }
}
