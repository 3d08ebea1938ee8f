//! The words of dates and durations, read from `grammars/<language>/dates.toml` and `durations.toml`.

mod files;
mod word;

pub(crate) use files::{Holiday, Style};
pub(crate) use word::{Cue, Lex, Role};
pub use word::{Tense, Unit};

use crate::figures::OrdinalMarks;
use crate::grammar;
use files::{Dates, Durations};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The lexicon of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: FxHashMap<String, Lex>,
    pub(crate) short_units: BTreeMap<String, Unit>,
    pub(crate) holidays: Vec<Holiday>,
    /// Names of the months and weekdays, longest first, in lower case.
    pub(crate) months: Vec<(i8, String)>,
    pub(crate) weekdays: Vec<(i8, String)>,
    /// Numerals in words and ordinals in words, by value.
    pub(crate) numerals: Vec<(u32, String)>,
    pub(crate) ordinals: Vec<(u32, String)>,
    /// Keys of front matter that hold an article's date, surest first, without marks.
    pub(crate) date_keys: Vec<String>,
    /// First words of a line that gives an article's date.
    pub(crate) byline_words: Vec<String>,
    /// First words of a line that gives the day of a change.
    pub(crate) update_words: Vec<String>,
    /// How the language writes dates and numbers.
    pub(crate) style: Style,
    /// What stands behind the digits of an ordinal.
    pub(crate) marks: OrdinalMarks,
    /// Months that a style with full stops after abbreviations writes out.
    pub(crate) written_out: Vec<i8>,
}

/// TIMEX3 codes of seasons and parts of the day.
pub(super) const CODES: [&str; 8] = ["SP", "SU", "FA", "WI", "MO", "AF", "EV", "NI"];

fn code(name: &str) -> Option<&'static str> {
    CODES.into_iter().find(|code| *code == name)
}

impl Lexicon {
    /// Reads the two grammar files of a language folder ("en").
    pub(crate) fn read(language: &str) -> Self {
        let dates: Dates = grammar::built_in(&format!("{language}/dates.toml"));
        let durations: Durations = grammar::built_in(&format!("{language}/durations.toml"));
        let mut words = Words::default();
        words.add_calendar(&dates);
        words.add_small_words(&dates);
        words.add_counting(&durations);
        Self {
            words: words.0,
            short_units: durations.short_units,
            months: by_length(&dates.months),
            weekdays: by_length(&dates.weekdays),
            numerals: by_value(&durations.numbers),
            ordinals: by_value(&durations.ordinals),
            date_keys: dates.document_date.keys,
            byline_words: dates.document_date.published,
            update_words: dates.document_date.updated,
            written_out: dates.style.written_out.clone(),
            style: dates.style,
            marks: OrdinalMarks::read(language),
            holidays: dates.holiday,
        }
    }

    /// Whether a word that is not known ends as verbs do that tell what is over.
    pub(crate) fn is_past(&self, lower: &str) -> bool {
        self.style.past_endings.iter().any(|ending| lower.ends_with(ending.as_str()))
    }

    /// What is known of a word, given in lower case.
    pub(crate) fn get(&self, lower: &str) -> Option<&Lex> {
        self.words.get(lower)
    }
}

/// Names with what they mean, longest first.
fn by_length(names: &BTreeMap<String, i8>) -> Vec<(i8, String)> {
    let mut all: Vec<(i8, String)> = names.iter().map(|(name, n)| (*n, name.clone())).collect();
    all.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
    all
}

fn by_value(names: &BTreeMap<String, u32>) -> Vec<(u32, String)> {
    names.iter().map(|(name, n)| (*n, name.clone())).collect()
}

/// The words of a lexicon while it is put together.
#[derive(Default)]
struct Words(FxHashMap<String, Lex>);

impl Words {
    fn of(&mut self, name: &str) -> &mut Lex {
        self.0.entry(name.to_owned()).or_default()
    }

    /// Months, weekdays, days, seasons, parts of the day and holidays.
    fn add_calendar(&mut self, dates: &Dates) {
        for (name, month) in &dates.months {
            self.of(name).month = *month;
        }
        for (name, day) in &dates.weekdays {
            self.of(name).weekday = *day;
        }
        if dates.style.compounds {
            for (day, weekday) in &dates.weekdays {
                for (name, part) in &dates.parts_of_day {
                    let word = self.of(&format!("{day}{name}"));
                    word.weekday = *weekday;
                    word.part = code(part);
                }
            }
        }
        for (name, season) in &dates.seasons {
            self.of(name).season = code(season);
        }
        for (name, part) in &dates.parts_of_day {
            self.of(name).part = code(part);
        }
        for (name, day) in &dates.days {
            self.of(name).day = Some(*day);
        }
        for name in dates.holiday.iter().flat_map(|holiday| &holiday.names) {
            self.of(name.split(' ').next().unwrap_or_default()).holiday = true;
        }
    }

    /// Words that do something beside those of the calendar.
    fn add_small_words(&mut self, dates: &Dates) {
        type Mark = fn(&mut Lex);
        let marked: [(&[String], Mark); 9] = [
            (&dates.night_before.words, |word| word.night_before = true),
            (&dates.doubtful.words, |word| word.doubtful = true),
            (&dates.hedges.words, |word| word.hedges = true),
            (&dates.shares.words, |word| word.share = true),
            (&dates.monthly.words, |word| word.monthly = true),
            (&dates.taken.words, |word| word.taken = true),
            (&dates.gaps.words, |word| word.gap = true),
            (&dates.gaps.before, |word| word.gap_before = true),
            (&dates.subjects.words, |word| word.subject = true),
        ];
        for (names, mark) in marked {
            names.iter().for_each(|name| mark(self.of(name)));
        }
        for (role, names) in &dates.roles {
            names.iter().for_each(|name| self.of(name).role = Some(*role));
        }
        for (cue, names) in &dates.tense {
            names.iter().for_each(|name| self.of(name).cue = *cue);
        }
    }

    /// Units and numerals.
    fn add_counting(&mut self, durations: &Durations) {
        for (unit, names) in &durations.units {
            names.iter().for_each(|name| self.of(name).unit = Some(*unit));
        }
        durations.plural.iter().for_each(|name| self.of(name).plural = true);
        for (name, number) in &durations.numbers {
            self.of(name).number = Some(*number);
            for half in &durations.and_a_half {
                let word = self.of(&format!("{name}{half}"));
                word.number = Some(*number);
                word.and_a_half = true;
            }
        }
        for (name, ordinal) in &durations.ordinals {
            self.of(name).ordinal = Some(*ordinal);
        }
        for (name, decade) in &durations.decades {
            self.of(name).decade = *decade;
        }
    }
}
