//! What is known of one word of dates and durations.

use serde::{Deserialize, Serialize};

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
    Commencing,
    Date,
    Possessive,
    Over,
    Than,
    Back,
    High,
    Nth,
    Other,
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
    /// Told of what is, a day behind it is to come: "they go to Carlow on Friday".
    Scheduled,
    /// What it says is over, and to come where an apostrophe follows ("won", "won't").
    Contracted,
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lex {
    /// 1 to 12; 0 for none.
    pub month: i8,
    /// Monday is 1, Sunday 7; 0 for none.
    pub weekday: i8,
    pub unit: Option<Unit>,
    pub number: Option<u32>,
    /// The numeral says "and a half" after itself.
    pub and_a_half: bool,
    pub ordinal: Option<u32>,
    /// 90 for "nineties"; 0 for none.
    pub decade: u8,
    /// The TIMEX3 code of a season.
    pub season: Option<&'static str>,
    /// The TIMEX3 code of a part of the day.
    pub part: Option<&'static str>,
    /// Days from that of writing: "yesterday" is -1.
    pub day: Option<i8>,
    pub role: Option<Role>,
    pub cue: Cue,
    /// A name of the calendar that is a common word as well: "may", "sat".
    pub doubtful: bool,
    /// It names the night before the day beside it: "overnight".
    pub night_before: bool,
    /// First word of a holiday's name.
    pub holiday: bool,
    /// A unit in the plural.
    pub plural: bool,
    /// Before a measure with an article it says how exact that is: "about a week".
    pub hedges: bool,
    /// Behind figures with a stroke it says that they are a share: "5/8 percent".
    pub share: bool,
    /// It is told month by month: "exports" of "August exports".
    pub monthly: bool,
    /// Before figures with a colon it says that somebody took so long: "clocked 2:04:31".
    pub taken: bool,
    /// Behind minutes and seconds it says that somebody was so far from another: "3:07 down".
    pub gap: bool,
    /// The same somewhere before them: "a lead of 1:04".
    pub gap_before: bool,
    /// Somebody who does what the verb behind it tells: "they".
    pub subject: bool,
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
