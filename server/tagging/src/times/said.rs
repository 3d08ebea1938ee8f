//! What the words of a date say before anything outside the sentence is looked at.

use super::lexicon::{Tense, Unit};
use serde::{Deserialize, Serialize};

/// A code of TIMEX3: `SP`, `MO`, `FY`.
pub(super) type Code = &'static str;

/// The words' own meaning, for [`super::resolve`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The day, or the longer or shorter stretch of the calendar.
    pub base: Base,
    /// `MO`, `AF`, `EV`, `NI`: the part of the day named.
    #[serde(with = "code::option")]
    pub part: Option<Code>,
    /// The time of day.
    pub clock: Option<Clock>,
    /// The tense of its clause.
    pub tense: Tense,
}

impl Said {
    /// A quarter or a half of a year.
    pub fn is_quarter(&self) -> bool {
        matches!(self.base, Base::Quarter(..))
    }

    /// From one date to another, each of them named.
    pub fn is_stretch(&self) -> bool {
        matches!(self.base, Base::Range(..) | Base::Years(..))
    }
}

/// A time of day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// 0 to 24.
    pub hour: i8,
    /// 0 to 59, where said.
    pub minute: Option<i8>,
    /// 0 to 59, where said.
    pub second: Option<i8>,
    /// The zone named with it, in lower case ("gmt"; "z" in ISO dates).
    pub zone: Option<String>,
}

/// A year as said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Year {
    /// Not said.
    #[default]
    Open,
    /// Said.
    Known(i16),
    /// So many years from the year of writing ("last" is -1).
    Step(i16),
}

/// Which of the many weekdays or months of that name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Not said: tense decides.
    #[default]
    Open,
    /// "last": that of the week (year) before.
    Last,
    /// "past": the one just over.
    Past,
    /// "this".
    This,
    /// "next", "following": that of the week after.
    Next,
    /// "upcoming": the first to come.
    Upcoming,
}

/// Which stretch of the calendar is meant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Base {
    /// Its value stands as it is.
    #[default]
    Fixed,
    /// A time of day without a day.
    Clock,
    /// "overnight": the night that ends on the day named beside it, or the day of writing.
    NightBefore,
    /// A year, month or day, or parts of one. At least one is there.
    Point {
        /// The year.
        year: Option<i16>,
        /// The month.
        month: Option<i8>,
        /// The day.
        day: Option<i8>,
        /// "last May", "next 6th of April".
        step: Step,
    },
    /// A month and day that could be exchanged.
    Swappable {
        /// The year.
        year: Option<i16>,
        /// Month and day in the American reading.
        american: (i8, i8),
        /// Whether the other reading is the likelier.
        day_first: bool,
    },
    /// A weekday without a date.
    Weekday {
        /// Monday is 1.
        day: i8,
        /// Which.
        step: Step,
        /// Weeks from this one ("Tuesday of next week"), where said.
        week: Option<i32>,
    },
    /// The day, week, month, year ... so many from the one of writing.
    Unit {
        /// Its unit.
        unit: Unit,
        /// -1 is the last.
        step: i32,
        /// Counted from the date mentioned before ("that day", "the following week").
        mentioned: bool,
    },
    /// So long before or after another date.
    Shift {
        /// Its unit.
        unit: Unit,
        /// How many; negative is before.
        count: i32,
        /// Counted from this; none is the day of writing, or the date mentioned before.
        from: Option<Box<Base>>,
        /// Counted from the date mentioned before.
        mentioned: bool,
    },
    /// The so many units up to, or from, the day of writing.
    Window {
        /// Their unit.
        unit: Unit,
        /// How many; negative is the past.
        count: i32,
    },
    /// A season: its TIMEX3 code.
    Season(#[serde(with = "code")] Code, Year),
    /// Quarter or half of a year: its number, how many make a year, the year, whether a firm's own (fiscal) year.
    Quarter(i8, i8, Year, bool),
    /// A decade, from its first year; `true` where the century is guessed.
    Decade(i16, bool),
    /// A century, from its first year.
    Century(i16),
    /// A fiscal or school year.
    Fiscal(#[serde(with = "code")] Code, Year),
    /// A day with a name: its index in the grammar, its year, and whether its weekend is meant.
    Holiday(usize, Year, bool),
    /// The `n`th week of a month or year, -1 the last.
    WeekOf(i32, Box<Base>),
    /// The first so many (negative: the last) units of a stretch: "the first nine months of 2025".
    Slice(i32, Unit, Box<Base>),
    /// The week that holds a day.
    WeekWith(Box<Base>),
    /// The `n`th month of a year, or a day in it ("Dec. 2 last year").
    MonthOf(i8, Option<i8>, Year),
    /// Early, mid, late part of a stretch.
    Part(Portion, Box<Base>),
    /// From one to another.
    Range(Box<Base>, Box<Base>),
    /// From one year's first to another's last, as in "1996/97".
    Years(i16, i16),
}

impl Base {
    /// A year, month or day as the words say it, whichever of them are there.
    pub(super) fn point(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Self {
        Base::Point { year, month, day, step: Step::Open }
    }

    /// The unit of the calendar so many from the one of writing: -1 is the last.
    pub(super) fn unit(unit: Unit, step: i32) -> Self {
        Base::Unit { unit, step, mentioned: false }
    }
}

/// A part of a stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Portion {
    /// Its first third.
    Early,
    /// Its middle third.
    Mid,
    /// Its last third.
    Late,
    /// What of it is over at the time of writing.
    Before,
    /// What of it is still to come.
    After,
}

/// Codes of TIMEX3 as they are written.
mod code {
    use super::super::lexicon::CODES;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    /// Years that are none of the calendar.
    const YEARS: [&str; 2] = ["FY", "SY"];

    fn known<E: Error>(name: &str) -> Result<&'static str, E> {
        let mut all = CODES.into_iter().chain(YEARS);
        all.find(|code| *code == name).ok_or_else(|| E::custom("no code of TIMEX3"))
    }

    pub(super) fn serialize<S: Serializer>(code: &&'static str, to: S) -> Result<S::Ok, S::Error> {
        code.serialize(to)
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<&'static str, D::Error> {
        known(&String::deserialize(from)?)
    }

    pub(super) mod option {
        use super::*;

        pub(in super::super) fn serialize<S: Serializer>(
            code: &Option<&'static str>,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            code.serialize(to)
        }

        pub(in super::super) fn deserialize<'d, D: Deserializer<'d>>(
            from: D,
        ) -> Result<Option<&'static str>, D::Error> {
            Option::<String>::deserialize(from)?.map(|name| known(&name)).transpose()
        }
    }
}
