//! What is tagged: mentions, as plain values. The names are those of the tag contract (docs: reference/contracts).

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a mention is. Kinds of one group never overlap one another; those of different groups may nest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A human being.
    Person,
    /// A body that acts: government, firm, party, team, agency.
    Organization,
    /// Somewhere.
    Place,
    /// A figure, with the noun it counts if there is one.
    Number,
    /// first, 22nd.
    Ordinal,
    /// A figure with a unit of measure.
    Quantity,
    /// A figure with a currency.
    Money,
    /// A share of a hundred.
    Percent,
    /// A calendar date of any grain.
    Date,
    /// A time of day, with or without its date.
    Time,
    /// A stretch of time.
    Duration,
    /// Words somebody is quoted with.
    Quote,
    /// A marker that names a source: `[1]`, `[^1]`, `[@key]`, a link.
    Citation,
}

impl Kind {
    /// The kind's name in the tag contract.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organization => "organization",
            Kind::Place => "place",
            Kind::Number => "number",
            Kind::Ordinal => "ordinal",
            Kind::Quantity => "quantity",
            Kind::Money => "money",
            Kind::Percent => "percent",
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::Duration => "duration",
            Kind::Quote => "quote",
            Kind::Citation => "citation",
        }
    }

    /// Person, organisation or place.
    pub fn is_actor(self) -> bool {
        matches!(self, Kind::Person | Kind::Organization | Kind::Place)
    }

    /// Any figure but a date.
    pub fn is_figure(self) -> bool {
        matches!(self, Kind::Number | Kind::Ordinal | Kind::Quantity | Kind::Money | Kind::Percent)
    }

    /// Date, time or duration.
    pub fn is_time(self) -> bool {
        matches!(self, Kind::Date | Kind::Time | Kind::Duration)
    }
}

/// A tagged stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Bytes of the visible text of its sentence.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub value: Value,
}

/// What a mention says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// For person, organization, place.
    Actor(Actor),
    /// For number, ordinal, quantity, money, percent.
    Figure(Figure),
    /// For date, time, duration.
    Time(Timex),
    /// For quotes.
    Quote(Quote),
    /// For citations.
    Citation(Citation),
}

/// A figure: an amount or a range of amounts, hedged or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The amount as said: 1500 for "more than 1,500"; the low end of a range; percent as before the sign.
    #[serde(with = "decimal")]
    pub amount: Decimal,
    /// The high end of a range ("5-7 million"), in full.
    #[serde(with = "decimal::option")]
    pub upper: Option<Decimal>,
    /// What is said about its exactness.
    pub hedge: Hedge,
    /// ISO 4217 for money, the unit's English name for quantities ("kilometer").
    pub unit: Option<String>,
    /// Stem of the head noun counted ("missil") and its bytes in the sentence.
    pub noun: Option<Noun>,
    /// The bytes of the figure without hedge, unit and noun: "1,500", "2.5 million".
    pub digits: Range<usize>,
    /// Whether it is written in words.
    pub in_words: bool,
}

/// The noun that a figure counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Noun {
    /// Bytes of the sentence: the noun with what restricts it ("strike drones").
    pub range: Range<usize>,
    /// Stems of its words, head last.
    pub stems: Vec<String>,
}

/// How exact a figure claims to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Hedge {
    /// Stated as it is.
    #[default]
    Exact,
    /// more than, over, at least: the amount or anything above it.
    AtLeast,
    /// up to, at most, fewer than: anything up to the amount.
    AtMost,
    /// nearly, almost: a little below.
    Nearly,
    /// about, some, roughly, or so: around it.
    About,
    /// dozens, hundreds of thousands: from the amount up to `upper`, exclusive.
    Vague,
}

/// A temporal expression as TIMEX3 sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timex {
    /// TIMEX3 value: `2025-12-14`, `2025-W50`, `XXXX-05-21`, `2025-12-14TEV`, `P3D`, `PAST_REF`, or
    /// `start/end` with the end exclusive.
    pub value: String,
    /// First and last calendar day it may mean, both inclusive, in the calendar of the text (no time zone is
    /// applied). `None` for durations and for what could not be resolved.
    pub days: Option<(Date, Date)>,
    /// The first and last day of the other reading, where day and month could be exchanged.
    pub other: Option<(Date, Date)>,
    /// It was resolved against the document's date or against another date of the document.
    pub relative: bool,
    /// The year was taken from the document's date.
    pub year_assumed: bool,
    /// The weekday named in it (Monday = 1 .. Sunday = 7) and its bytes in the sentence.
    pub weekday: Option<(i8, Range<usize>)>,
    /// What the words say before anything outside the sentence is looked at.
    pub said: crate::times::Said,
}

/// A name in one place, and who is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Bytes of the sentence: the name as it is compared, title and possessive left out.
    pub name: Range<usize>,
    /// Index into [`crate::Tagged::actors`]. Set when the document is put together.
    pub id: usize,
    /// A capital or country that stands for its government ("Moscow said").
    pub metonym: bool,
    /// How much the sentence by itself says for this kind, 0 (nothing) to 255 (settled).
    pub weight: u8,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The bytes between the quotation marks.
    pub inner: Range<usize>,
    /// Index into [`crate::Tagged::actors`] of who is quoted, where known.
    pub speaker: Option<usize>,
    /// Bytes of the words in this sentence that name the speaker.
    pub speaker_range: Option<Range<usize>>,
    /// Opened in an earlier sentence.
    pub opened_before: bool,
    /// Goes on in the next sentence.
    pub goes_on: bool,
}

/// A marker that names a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Its style.
    pub style: CitationStyle,
    /// What it names: "1", "key", a URL or path.
    pub target: String,
}

/// How a source is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CitationStyle {
    /// `[1]`
    Numeric,
    /// `[^1]`
    Footnote,
    /// `[@key]`
    Pandoc,
    /// `[text](target)`
    Link,
}

/// Somebody or something that acts in one document, with every name it is given there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    /// Person, organisation or place.
    pub kind: Kind,
    /// The fullest name, as first written in full.
    pub name: String,
    /// All names, each once, as written.
    pub names: Vec<String>,
    /// Titles and roles it is given, each once, as written ("German Chancellor").
    pub roles: Vec<String>,
    /// What is compared across documents; see [`crate::actors::same`].
    pub key: crate::actors::Key,
}

/// Words that are no name but mean one actor of the document: "the chancellor", where one chancellor is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Index of the sentence in [`crate::Tagged::sentences`].
    pub sentence: usize,
    /// Bytes of the sentence, without "the".
    pub range: Range<usize>,
    /// Index into [`crate::Tagged::actors`].
    pub actor: usize,
}

/// Decimals as digits and scale, as they are.
mod decimal {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(value: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        (value.mantissa(), value.scale()).serialize(to)
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Decimal, D::Error> {
        let (digits, scale) = Deserialize::deserialize(from)?;
        Decimal::try_from_i128_with_scale(digits, scale).map_err(D::Error::custom)
    }

    pub(super) mod option {
        use super::*;

        pub(in super::super) fn serialize<S: Serializer>(
            value: &Option<Decimal>,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            value.map(|value| (value.mantissa(), value.scale())).serialize(to)
        }

        pub(in super::super) fn deserialize<'d, D: Deserializer<'d>>(
            from: D,
        ) -> Result<Option<Decimal>, D::Error> {
            let parts: Option<(i128, u32)> = Deserialize::deserialize(from)?;
            parts
                .map(|(digits, scale)| Decimal::try_from_i128_with_scale(digits, scale))
                .transpose()
                .map_err(D::Error::custom)
        }
    }
}
