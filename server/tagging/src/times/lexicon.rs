//! The words of dates and durations, read from `grammars/<language>/dates.toml` and `durations.toml`.

use crate::figures::OrdinalMarks;
use crate::grammar;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a small word does in a date. The words themselves stand in the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // Each is named after the English word that does it.
pub(crate) enum Role {
    The,
    A,
    Of,
    In,
    On,
    At,
    Around,
    To,
    From,
    Between,
    And,
    Or,
    Until,
    Through,
    Since,
    During,
    By,
    Before,
    After,
    Within,
    For,
    Ago,
    Later,
    Earlier,
    Last,
    Past,
    Previous,
    Next,
    Coming,
    Following,
    This,
    Current,
    That,
    Same,
    Early,
    Late,
    Mid,
    Middle,
    End,
    Beginning,
    Old,
    Long,
    Every,
    All,
    Whole,
    Another,
    Half,
    Few,
    Several,
    Couple,
    More,
    Time,
    Hence,
    Fiscal,
    Calendar,
    School,
    Business,
    Noon,
    Midnight,
    Am,
    Pm,
    Oclock,
    Hours,
    Zone,
    Local,
    Now,
    Currently,
    Recently,
    Recent,
    Future,
    Formerly,
    Week,
    Commencing,
    Ad,
    Date,
    Possessive,
    Over,
    Than,
    Back,
    High,
    Nth,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A calendar day.
    Day,
    /// A night, counted as the day it begins on.
    Night,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A season of the year or of a sport.
    Season,
    /// A calendar year.
    Year,
    /// Ten years from a year that ends in 0.
    Decade,
    /// A hundred years.
    Century,
}

/// The time a clause tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tense {
    /// Nothing tells.
    #[default]
    Unknown,
    /// Told as over.
    Past,
    /// Told as to come.
    Future,
}

/// How a word places its clause in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Cue {
    /// Not at all.
    #[default]
    None,
    /// What it says is over.
    Past,
    /// What it says is to come.
    Future,
    /// It looks ahead where an infinitive follows ("agreed to").
    Prospective,
    /// It looks ahead where "until" follows ("postponed until").
    Deferring,
    /// It stands between a modal and a participle ("be").
    Passive,
    /// It makes a participle present ("is").
    Present,
    /// What it says is over, and to come where an apostrophe follows ("won", "won't").
    Contracted,
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lex {
    pub month: i8,
    pub weekday: i8,
    pub unit: Option<Unit>,
    pub number: Option<u32>,
    /// The numeral says "and a half" after itself.
    pub and_a_half: bool,
    pub ordinal: Option<u32>,
    pub decade: u8,
    pub season: Option<&'static str>,
    pub part: Option<&'static str>,
    pub day: Option<i8>,
    pub role: Option<Role>,
    pub cue: Cue,
    pub doubtful: bool,
    pub night_before: bool,
    /// First word of a holiday's name.
    pub holiday: bool,
    /// A unit in the plural.
    pub plural: bool,
    /// Before a measure with an article it says how exact that is: "about a week".
    pub hedges: bool,
    /// Behind figures with a stroke it says that they are a share: "5/8 percent".
    pub share: bool,
    /// Before figures with a colon it says that somebody took so long: "clocked 2:04:31".
    pub taken: bool,
    pub gap: bool,
    pub gap_before: bool,
}

impl Lex {
    /// Whether an expression of time may begin with the word.
    pub(crate) fn is_of_time(&self) -> bool {
        self.month > 0
            || self.weekday > 0
            || self.unit.is_some()
            || self.number.is_some()
            || self.ordinal.is_some()
            || self.decade > 0
            || self.season.is_some()
            || self.part.is_some()
            || self.day.is_some()
            || self.role.is_some()
            || self.holiday
            || self.night_before
    }
}

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

/// A day with a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Holiday {
    /// Its names in lower case, words parted by single spaces.
    pub names: Vec<String>,
    /// Month, for those that need one.
    #[serde(default)]
    pub month: i8,
    /// Day of the month.
    #[serde(default)]
    pub day: i8,
    /// The weekday it falls on, 1 to 7.
    #[serde(default)]
    pub weekday: i8,
    /// Which such weekday of the month, -1 the last.
    #[serde(default)]
    pub nth: i8,
    /// Days after Easter Sunday.
    pub easter: Option<i16>,
    /// Its name is common words but for its capital.
    #[serde(default)]
    pub capital: bool,
    /// Days to add in the end (Black Friday is the day after a Thursday).
    #[serde(default)]
    pub plus: i16,
}

#[derive(Deserialize)]
struct Dates {
    months: BTreeMap<String, i8>,
    weekdays: BTreeMap<String, i8>,
    doubtful: Words,
    night_before: Words,
    hedges: Words,
    #[serde(default)]
    shares: Words,
    #[serde(default)]
    taken: Words,
    #[serde(default)]
    gaps: Gaps,
    style: Style,
    document_date: DocumentDate,
    seasons: BTreeMap<String, String>,
    parts_of_day: BTreeMap<String, String>,
    days: BTreeMap<String, i8>,
    roles: BTreeMap<Role, Vec<String>>,
    tense: BTreeMap<Cue, Vec<String>>,
    #[serde(default)]
    holiday: Vec<Holiday>,
}

/// Words beside minutes and seconds that tell how far one is from another.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Gaps {
    words: Vec<String>,
    before: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Style {
    #[serde(default)]
    written_out: Vec<i8>,
    /// The day stands first in a date in figures.
    #[serde(default)]
    pub day_first: bool,
    /// A full stop after digits makes them an ordinal: "14. Dezember".
    #[serde(default)]
    pub ordinal_stop: bool,
    /// Nouns have capitals, so that a capital tells no name.
    #[serde(default)]
    pub noun_capitals: bool,
    /// A weekday and a part of the day are one word: "Sonntagabend".
    #[serde(default)]
    pub compounds: bool,
    /// Parts a number from its decimals.
    pub decimal: char,
    /// Endings of verbs in the past.
    past_endings: Vec<String>,
}

#[derive(Deserialize)]
struct DocumentDate {
    keys: Vec<String>,
    published: Vec<String>,
    updated: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Durations {
    units: BTreeMap<Unit, Vec<String>>,
    short_units: BTreeMap<String, Unit>,
    numbers: BTreeMap<String, u32>,
    /// Behind a numeral, as one word with it: and a half ("fünfeinhalb").
    #[serde(default)]
    and_a_half: Vec<String>,
    ordinals: BTreeMap<String, u32>,
    plural: Vec<String>,
    decades: BTreeMap<String, u8>,
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
        let mut words: FxHashMap<String, Lex> = FxHashMap::default();
        let mut word =
            |name: &str, set: &mut dyn FnMut(&mut Lex)| set(words.entry(name.to_owned()).or_default());
        for (name, month) in &dates.months {
            word(name, &mut |w| w.month = *month);
        }
        for (name, day) in &dates.weekdays {
            word(name, &mut |w| w.weekday = *day);
        }
        for name in &dates.night_before.words {
            word(name, &mut |w| w.night_before = true);
        }
        for name in &dates.doubtful.words {
            word(name, &mut |w| w.doubtful = true);
        }
        for name in &dates.hedges.words {
            word(name, &mut |w| w.hedges = true);
        }
        for name in &dates.shares.words {
            word(name, &mut |w| w.share = true);
        }
        for name in &dates.gaps.words {
            word(name, &mut |w| w.gap = true);
        }
        for name in &dates.gaps.before {
            word(name, &mut |w| w.gap_before = true);
        }
        for name in &dates.taken.words {
            word(name, &mut |w| w.taken = true);
        }
        for name in &durations.plural {
            word(name, &mut |w| w.plural = true);
        }
        if dates.style.compounds {
            for (day, weekday) in &dates.weekdays {
                for (name, part) in &dates.parts_of_day {
                    word(&format!("{day}{name}"), &mut |w| {
                        w.weekday = *weekday;
                        w.part = code(part);
                    });
                }
            }
        }
        for (name, season) in &dates.seasons {
            word(name, &mut |w| w.season = code(season));
        }
        for (name, part) in &dates.parts_of_day {
            word(name, &mut |w| w.part = code(part));
        }
        for (name, day) in &dates.days {
            word(name, &mut |w| w.day = Some(*day));
        }
        for (role, names) in &dates.roles {
            for name in names {
                word(name, &mut |w| w.role = Some(*role));
            }
        }
        for (cue, names) in &dates.tense {
            for name in names {
                word(name, &mut |w| w.cue = *cue);
            }
        }
        for (unit, names) in &durations.units {
            for name in names {
                word(name, &mut |w| w.unit = Some(*unit));
            }
        }
        for (name, number) in &durations.numbers {
            word(name, &mut |w| w.number = Some(*number));
            for half in &durations.and_a_half {
                word(&format!("{name}{half}"), &mut |w| {
                    w.number = Some(*number);
                    w.and_a_half = true;
                });
            }
        }
        for (name, ordinal) in &durations.ordinals {
            word(name, &mut |w| w.ordinal = Some(*ordinal));
        }
        for (name, decade) in &durations.decades {
            word(name, &mut |w| w.decade = *decade);
        }
        for holiday in &dates.holiday {
            for name in &holiday.names {
                word(name.split(' ').next().unwrap_or_default(), &mut |w| w.holiday = true);
            }
        }
        let by_length = |names: &BTreeMap<String, i8>| {
            let mut all: Vec<(i8, String)> = names.iter().map(|(name, n)| (*n, name.clone())).collect();
            all.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
            all
        };
        let by_value =
            |names: &BTreeMap<String, u32>| names.iter().map(|(name, n)| (*n, name.clone())).collect();
        Self {
            words,
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
