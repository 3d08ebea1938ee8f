//! Whether an article has a value anywhere. That its words stand about in it says little of a range, a quarter or a length of
//! time: "12" and "months" stand in many an article that has no twelve months.

use crate::align::Side;
use crate::align::relation;
use crate::analysis::Item;
use crate::case::Candidate;
use crate::knowledge::knowledge;
use crate::view::{View, grams};
use copydesk_library::index;
use copydesk_tagging::figures::{FigureRelation, compare};
use copydesk_tagging::times::{self, TimeRelation, Together};
use copydesk_tagging::{Hedge, Kind, Mention, Timex, Value};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Whether a sentence of the article has it; `None` for what its words tell well enough.
pub(crate) fn anywhere(claim: Side<'_>, item: &Item, article: &View) -> Option<bool> {
    let mine = claim.mention(item)?;
    let sentences = || article.tagged.sentences.iter();
    let all = || sentences().flat_map(|sentence| &sentence.mentions);
    match &mine.value {
        Value::Figure(_) if relation::is_fraction(claim, item) => {
            let speaking = (0..article.tagged.sentences.len()).filter(|&at| article.speaks(at));
            let same = |at: usize| {
                let side = article.side(at);
                side.analysis
                    .items
                    .iter()
                    .any(|other| relation::of(claim, item, side, other).strength() > 0.0)
            };
            Some(speaking.into_iter().any(same))
        }
        Value::Figure(figure) => {
            let Some(high) = figure.upper else {
                return in_digits(item)
                    .then(|| all().any(|other| told(mine, other)) || digits(item, article));
            };
            if figure.hedge != Hedge::Exact {
                return None;
            }
            let amounts = |mention: &Mention| match &mention.value {
                Value::Figure(figure) => Some((figure.amount, figure.upper)),
                _ => None,
            };
            let ends = sentences().any(|sentence| {
                let has = |end| {
                    let of =
                        sentence.mentions.iter().filter(|other| other.kind == mine.kind).filter_map(amounts);
                    of.into_iter().any(|(amount, upper)| upper.is_none() && amount == end)
                };
                figure.amount < high && has(figure.amount) && has(high)
            });
            let same = |other: &Mention| {
                amounts(other).is_some_and(|(_, upper)| upper.is_some()) && goes_with(mine, other)
            };
            Some(ends || all().any(same))
        }
        Value::Time(time) if strict(time) => {
            let times = || {
                all().filter_map(|other| match &other.value {
                    Value::Time(theirs) => Some(theirs),
                    _ => None,
                })
            };
            if !time.said.is_stretch() {
                return Some(times().any(|theirs| has(time, theirs)));
            }
            let ends = time.days.is_some_and(|(first, last)| {
                times().any(|theirs| theirs.days.is_some_and(|days| days.0 == first))
                    && times().any(|theirs| theirs.days.is_some_and(|days| days.1 == last))
            });
            Some(ends || times().any(|theirs| theirs.said.is_stretch() && has(time, theirs)))
        }
        // "26 July", where the article has 26 June and the second half of July.
        Value::Time(time) if in_digits(item) && mine.kind == Kind::Date => {
            let (first, last) = time.days.filter(|(first, last)| first == last)?;
            let near = |(days, stretch): ((Date, Date), bool)| {
                let (a, b) = days;
                // "Moved from 24 March to 31 March": its ends are days.
                stretch && (a == first || b == first) || a <= first && last <= b && (b - a).get_days() < WEEK
            };
            let days = all().filter_map(|other| match &other.value {
                Value::Time(theirs) => Some((theirs.days?, theirs.said.is_stretch())),
                _ => None,
            });
            // "July 14" of an article that gives no year.
            let bare = all().any(|other| match &other.value {
                Value::Time(theirs) => {
                    theirs.days.is_none()
                        && times::compare(time, theirs, Together::SameWeek) == TimeRelation::Equal
                }
                _ => false,
            });
            let told = bare || days.into_iter().any(near);
            Some(told || article.article.meta.published == Some(first))
        }
        _ => None,
    }
}

/// Whether an article that tells of it is out on the day, the one after, or within the month: "by Friday" of what it has "now".
pub(crate) fn is_of_its_days(claim: Side<'_>, item: &Item, article: &View) -> bool {
    let Some(Value::Time(time)) = claim.mention(item).map(|mention| &mention.value) else { return false };
    let Some((first, last)) = time.days.filter(|(first, last)| (*last - *first).get_days() < MONTH) else {
        return false;
    };
    article.article.meta.published.is_some_and(|out| first <= out && (out - last).get_days() <= 1)
}

/// "The first time" of what a source says was never so before.
pub(crate) fn never_before(claim: Side<'_>, item: &Item, candidates: &[Candidate]) -> bool {
    let first = claim.kind(item) == Some(Kind::Ordinal)
        && claim.figure(item).is_some_and(|figure| figure.amount == Decimal::ONE);
    let denies = |side: Side<'_>| {
        let mut words = side.words().skip_while(|word| !knowledge().negations.contains(*word));
        words.next().is_some_and(|word| word == "never") || words.any(|word| word == "before")
    };
    first
        && candidates.iter().filter(|c| c.coverage >= OF_IT).any(|c| {
            let around = c.sentence..=c.sentence + 1;
            around.filter(|&at| c.view.speaks(at)).any(|at| denies(c.view.side(at)))
        })
}

/// Days of a month; how much of the claim a sentence must have to be of it.
const MONTH: i32 = 31;
const OF_IT: f32 = 0.4;
/// Days of a stretch that tells any of its days.
const WEEK: i32 = 7;

/// Whether a sentence of the article has the very amount, of the same thing: `least` is how much alike the two must be.
pub(crate) fn the_very(claim: Side<'_>, item: &Item, article: &View, least: f32) -> bool {
    let Some(mine) = claim.mention(item) else { return false };
    let same = |theirs: &Mention| {
        relation::same_amount(mine, theirs)
            || matches!((&mine.value, &theirs.value), (Value::Time(x), Value::Time(y)) if x.value == y.value)
    };
    let sentences = article.tagged.sentences.iter().enumerate();
    let having = sentences.filter(|(_, sentence)| sentence.mentions.iter().any(same));
    having.map(|(at, _)| at).filter(|&at| article.speaks(at)).any(|at| {
        let side = article.side(at);
        side.analysis.items.iter().any(|other| {
            side.mention(other).is_some_and(same)
                && relation::of(claim, item, side, other).strength() >= least
        })
    })
}

/// Whether the article has the words of a value one after the other, in whatever form: "60 days" for "60-day".
pub(crate) fn in_its_words(item: &Item, article: &View) -> bool {
    let words: Vec<_> =
        item.lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let counts = words.first().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let terms: Vec<_> = words.iter().map(|word| index::term(word)).collect();
    counts && terms.len() > 1 && terms.windows(2).all(|pair| article.pairs().contains(&grams::of(pair)))
}

/// Whether a sentence leaves out what the claim has: "they took 24" for "24 days", "25 March" for "the 25th of the month".
pub(crate) fn shortly(claim: Side<'_>, item: &Item, source: Side<'_>) -> bool {
    let Some(mine) = claim.mention(item) else { return false };
    let items = || source.analysis.items.iter();
    match &mine.value {
        Value::Time(time) => {
            let digits = |c: char| c.is_ascii_digit();
            let number = time.value.trim_start_matches(['P', 'T']).trim_end_matches(char::is_alphabetic);
            let bare = |other: &Item| {
                let figure = source.figure(other);
                figure.is_some_and(|figure| figure.noun.is_none() && figure.unit.is_none())
                    && source.figure(other).is_some_and(|figure| figure.amount.to_string() == number)
            };
            time.value.starts_with('P') && number.len() > 1 && number.chars().all(digits) && items().any(bare)
        }
        Value::Figure(figure) if mine.kind == Kind::Ordinal && figure.noun.is_none() => {
            let day = |other: &Item| match source.mention(other).map(|mention| &mention.value) {
                Some(Value::Time(time)) => {
                    time.days.filter(|(first, last)| first == last).map(|(day, _)| day.day())
                }
                _ => None,
            };
            let asked = figure.amount.to_i8();
            item.lower.starts_with(|c: char| c.is_ascii_digit())
                && items().filter_map(day).any(|day| Some(day) == asked)
        }
        // "Sixty-two had fallen" of "62 millimetres".
        Value::Figure(figure)
            if mine.kind == Kind::Number && figure.unit.is_none() && figure.upper.is_none() =>
        {
            let measured = |other: &Item| {
                source.mention(other).is_some_and(|mention| mention.kind == Kind::Quantity)
                    && source.figure(other).is_some_and(|theirs| {
                        theirs.amount == figure.amount
                            && theirs.upper.is_none()
                            && !matches!(theirs.unit.as_deref(), Some("score" | "time" | "year"))
                    })
            };
            figure.noun.is_none() && figure.amount >= TELLING.into() && items().any(measured)
        }
        _ => false,
    }
}

/// Counts below this are met by chance.
const TELLING: i64 = 10;

fn goes_with(mine: &Mention, theirs: &Mention) -> bool {
    !matches!(compare(mine, theirs), FigureRelation::Conflict | FigureRelation::Incomparable(_))
}

/// The other figure bears it out: the same, the same hedged, rounded to it.
fn told(mine: &Mention, theirs: &Mention) -> bool {
    use FigureRelation::{Entailed, Equal, HedgeDropped};
    matches!(compare(mine, theirs), Equal | Entailed | HedgeDropped)
}

fn in_digits(item: &Item) -> bool {
    item.lower.contains(|c: char| c.is_ascii_digit())
}

/// The digits stand in the article, whatever they count there: "131" of "131 million", where any article has millions.
fn digits(item: &Item, article: &View) -> bool {
    let words = item.lower.split_whitespace().filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    words.flat_map(index::terms).any(|term| article.terms().contains(&term))
}

/// A quarter, a stretch from one date to another, a length of time in figures.
fn strict(time: &Timex) -> bool {
    let length = time
        .value
        .strip_prefix('P')
        .is_some_and(|rest| rest.trim_start_matches('T').starts_with(|c: char| c.is_ascii_digit()));
    length || time.said.is_quarter() || time.said.is_stretch()
}

/// Days of a stretch within which a quarter is told.
const QUARTER: i32 = 100;

fn has(mine: &Timex, theirs: &Timex) -> bool {
    match times::compare(mine, theirs, Together::SameWeek) {
        TimeRelation::Equal | TimeRelation::Wider | TimeRelation::Overlap => true,
        // "This year" tells of no quarter of it.
        TimeRelation::Narrower => {
            !mine.said.is_quarter() || theirs.days.is_some_and(|(a, b)| (b - a).get_days() <= QUARTER)
        }
        TimeRelation::Disjoint | TimeRelation::Incomparable => false,
    }
}
