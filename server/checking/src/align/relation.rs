//! How an item of the claim stands to one of the evidence.

use crate::align::rate;
use crate::align::within;
use crate::align::{Side, other_number, words};
use crate::analysis::{Item, ItemKind};
use crate::knowledge::knowledge;
use crate::slot;
use crate::view::View;
use copydesk_tagging::actors::{Same, country_of_capital, fold, same};
use copydesk_tagging::figures::{self, FigureRelation, Incomparable};
use copydesk_tagging::times::{self, TimeRelation, Together};
use copydesk_tagging::{Figure, Hedge, Identity, Kind, Mention, Timex, Value};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How an item of the claim stands to one of the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The same word, value or actor.
    Same,
    /// The same word in another form; a value inside the other's range; one name short for the other.
    Inflected,
    /// Another word for it; a value that goes with the other.
    Synonym,
    /// Another word for it as the news exchanges them.
    Paraphrase,
    /// A more general or more special word.
    Kin,
    /// The same value, but the source is less exact about it.
    Hedged,
    /// The same figure, counting something else.
    OtherNoun,
    /// Listed opposites.
    Opposite,
    /// Two words of one kind, of which only one can be right.
    Exclusive,
    /// Same kind, other value: the material of contradictions.
    Conflict,
    /// Nothing to do with each other.
    None,
}

impl Relation {
    /// How far the one stands for the other, 0 to 1.
    pub(crate) const fn strength(self) -> f32 {
        match self {
            Relation::Same => 1.0,
            Relation::Inflected | Relation::Hedged => 0.95,
            Relation::Synonym => 0.8,
            // A rule that asks for one and the same word does not take it.
            Relation::Paraphrase => 0.79,
            Relation::Kin => 0.55,
            Relation::OtherNoun => 0.35,
            Relation::Opposite | Relation::Exclusive | Relation::Conflict | Relation::None => 0.0,
        }
    }

    /// Two words of which one cannot stand for the other.
    pub(crate) fn is_against(self) -> bool {
        matches!(self, Relation::Opposite | Relation::Exclusive)
    }
}

/// How `a` of the claim stands to `b` of the evidence.
pub(crate) fn of(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> Relation {
    match (a.kind, b.kind) {
        (ItemKind::Word, ItemKind::Word) => match a.country {
            Some(mine) if b.country.is_some_and(|theirs| mine != theirs) => Relation::Conflict,
            _ => words(a, b),
        },
        (ItemKind::Figure(_), ItemKind::Figure(_)) => figures(claim, a, evidence, b),
        (ItemKind::Time(_), ItemKind::Time(_)) => times(claim, a, evidence, b),
        (ItemKind::Actor(_), ItemKind::Actor(_)) => actors(claim, a, evidence, b),
        (ItemKind::Actor(_), ItemKind::Word) | (ItemKind::Word, ItemKind::Actor(_)) => {
            if a.lower == b.lower {
                Relation::Same
            } else if of_country(a, b) || of_country(b, a) || a.terms.iter().any(|t| b.terms.contains(t)) {
                Relation::Synonym
            } else {
                Relation::None
            }
        }
        _ if a.lower == b.lower => Relation::Same,
        // "In the 34th minute", "on 34 minutes".
        (ItemKind::Figure(_), ItemKind::Time(_)) | (ItemKind::Time(_), ItemKind::Figure(_))
            if minute(claim, a).is_some() && minute(claim, a) == minute(evidence, b) =>
        {
            Relation::Inflected
        }
        // "The 1977s" is no decade, and yet stands in the place of one.
        (ItemKind::Word, ItemKind::Time(_)) if other_number(last_word(&a.lower), last_word(&b.lower)) => {
            Relation::Conflict
        }
        _ => Relation::None,
    }
}

/// The minute of a match: of "in the 34th minute", and of "on 34 minutes".
fn minute(side: Side<'_>, item: &Item) -> Option<i64> {
    let mention = side.mention(item)?;
    match &mention.value {
        Value::Figure(figure) if mention.kind == Kind::Ordinal => {
            let after = side.text().get(mention.range.end..)?;
            after.get(1..)?.starts_with("minute").then(|| figure.amount.to_i64())?
        }
        Value::Time(time) => time.value.strip_prefix("PT")?.strip_suffix('M')?.parse().ok(),
        _ => None,
    }
}

/// "Twice", "one of", "half of them", "the first arrests": said of what a source lists or tells, seldom of a figure that it has.
pub(crate) fn counts_nothing(side: Side<'_>, item: &Item) -> bool {
    let Some(mention) = side.mention(item).filter(|mention| mention.kind.is_figure()) else { return false };
    let after = side.text().get(mention.range.end..).unwrap_or_default();
    matches!(item.lower.as_str(), "once" | "twice" | "thrice")
        || item.lower == "one" && after.starts_with(" of ")
        || item.lower == "half" && after.starts_with(" of them")
        || item.lower == "first" && plural(after)
}

/// "Two thirds", whose words stand about where a third is told.
pub(crate) fn is_fraction(side: Side<'_>, item: &Item) -> bool {
    side.figure(item).is_some_and(|figure| {
        figure.in_words
            && figure.amount > Decimal::ZERO
            && figure.amount < Decimal::ONE
            && figure.upper.is_none()
    })
}

/// "One" in words, which stands for "a" more often than it counts.
pub(crate) fn is_one(side: Side<'_>, item: &Item) -> bool {
    side.figure(item).is_some_and(|figure| figure.in_words && figure.amount == Decimal::ONE)
        && side.kind(item) == Some(Kind::Number)
}

/// "First gave": says when it was done, and counts nothing.
pub(crate) fn is_adverb(side: Side<'_>, item: &Item) -> bool {
    let after = side.text().get(item.range.end..).unwrap_or_default();
    let next = after.strip_prefix(' ').and_then(|after| after.split(|c: char| !c.is_alphanumeric()).next());
    let know = knowledge();
    side.kind(item) == Some(Kind::Ordinal)
        && next.is_some_and(|next| know.past(next) || know.verbs.contains(next))
        && !know.determiners.contains(&item.before)
}

/// How many times as large a count may be as the one in whose place it stands.
const SIZE: i64 = 50;

/// Two counts so far apart that the one is hardly put down for the other: "seven" and "34,000".
pub(crate) fn of_other_size(claim: Side<'_>, item: &Item, evidence: Side<'_>, other: &Item) -> bool {
    let count = |side: Side<'_>, item: &Item| {
        let figure = side.figure(item).filter(|_| side.kind(item) == Some(Kind::Number))?;
        (figure.amount > Decimal::ZERO).then_some(figure.amount)
    };
    let (Some(a), Some(b)) = (count(claim, item), count(evidence, other)) else { return false };
    a.min(b).checked_mul(Decimal::from(SIZE)).is_some_and(|most| a.max(b) > most)
}

/// A noun of more than one follows.
fn plural(after: &str) -> bool {
    let word = after.split_whitespace().next().unwrap_or_default();
    word.ends_with('s') && !word.ends_with("ss") && after.starts_with(' ')
}

/// A word of one that says of which country it is, which the other names: "the Colombian", "of Colombia".
fn of_country(word: &Item, name: &Item) -> bool {
    word.country.map_or_else(
        || within::are_its_people(&word.lower, &name.lower),
        |country| fold(country) == fold(&name.lower),
    )
}

/// The claim names a country or a part of one, and the article a place in it: "in the United States" beside "in Alaska".
pub(crate) fn whole_held(claim: Side<'_>, item: &Item, article: &View) -> bool {
    match item.kind {
        ItemKind::Actor(_) => identity(claim, item)
            .is_some_and(|actor| actor.kind == Kind::Place && article.lies_in(&actor.key.main)),
        ItemKind::Word => item.country.is_some_and(|country| article.lies_in(&fold(country))),
        _ => false,
    }
}

fn last_word(lower: &str) -> &str {
    lower.rsplit(char::is_whitespace).next().unwrap_or_default()
}

fn actors(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> Relation {
    if a.lower == b.lower {
        return Relation::Same;
    }
    let (Some(x), Some(y)) = (identity(claim, a), identity(evidence, b)) else { return Relation::None };
    match same(x, y) {
        Same::Yes => return Relation::Same,
        Same::Maybe => return Relation::Inflected,
        Same::No => {}
    }
    if governs(a, b) || governs(b, a) {
        return Relation::Inflected;
    }
    let (mine, theirs) = (name_words(&a.lower), name_words(&b.lower));
    let shared = mine.iter().filter(|word| theirs.contains(word)).count();
    if shared > 0 && shared == mine.len().min(theirs.len()) {
        // One name says less than the other.
        return Relation::Inflected;
    }
    // Given names are shortened, surnames are not: Runa Sand is not Runa Sandberg.
    if x.kind == Kind::Person
        && given(&mine).iter().any(|m| given(&theirs).iter().any(|t| short_for(m, t) || short_for(t, m)))
    {
        return Relation::None;
    }
    let full = |identity: &Identity| identity.kind == Kind::Person && !identity.key.given.is_empty();
    if shared == 0 || (x.kind == y.kind && full(x) && full(y)) { Relation::Conflict } else { Relation::None }
}

/// Who an item is.
pub(crate) fn identity<'a>(side: Side<'a>, item: &Item) -> Option<&'a Identity> {
    match side.mention(item).map(|m| &m.value) {
        Some(Value::Actor(actor)) => side.tagged.actors.get(actor.id),
        _ => None,
    }
}

/// A capital that stands for its country: Kyiv for Ukraine.
fn governs(capital: &Item, country: &Item) -> bool {
    let governed = capital.governs.get_or_init(|| country_of_capital(&fold(&capital.lower)));
    governed.is_some_and(|name| fold(name) == fold(&country.lower))
}

/// A name without its last word, where it has several.
fn given<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    match words {
        [given @ .., _] if !given.is_empty() => given,
        _ => words,
    }
}

/// "Rob" for "Robert".
fn short_for(short: &str, long: &str) -> bool {
    short.len() >= 3 && long.len() > short.len() && long.starts_with(short)
}

/// The words of a name that tell it from others.
fn name_words(lower: &str) -> Vec<&str> {
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1 && !copydesk_tagging::words::is_stop(word))
        .collect()
}

/// "Nearly a third" as a share of a hundred.
fn of_a_hundred(side: Side<'_>, item: &Item) -> Option<Mention> {
    let mention = side.mention(item).filter(|mention| mention.kind == Kind::Number)?;
    let Value::Figure(figure) = &mention.value else { return None };
    is_fraction(side, item).then(|| Mention {
        kind: Kind::Percent,
        value: Value::Figure(Figure {
            amount: figure.amount * Decimal::ONE_HUNDRED,
            unit: Some("percent".to_owned()),
            noun: None,
            ..figure.clone()
        }),
        ..mention.clone()
    })
}

/// Points of a hundred by which a part told in words may be off: "a third" is said of 31 percent and of 35.
const LOOSE: i64 = 4;

/// "Nearly a third" beside "31 percent".
fn parts(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> Option<Relation> {
    let share = |side: Side<'_>, item: &Item| side.mention(item).filter(|m| m.kind == Kind::Percent).cloned();
    let (x, y) = match (of_a_hundred(claim, a), of_a_hundred(evidence, b)) {
        (Some(x), None) => (x, share(evidence, b)?),
        (None, Some(y)) => (share(claim, a)?, y),
        // "Three in ten" beside "almost a third".
        (Some(x), Some(y)) => (x, y),
        _ => return None,
    };
    let (Value::Figure(mine), Value::Figure(theirs)) = (&x.value, &y.value) else { return None };
    let near = mine.amount.saturating_sub(theirs.amount).abs() <= Decimal::from(LOOSE);
    if near && of_a_hundred(claim, a).is_some() && of_a_hundred(evidence, b).is_some() {
        return (figures::compare(&x, &y) == FigureRelation::Conflict).then_some(Relation::Synonym);
    }
    match figures::compare(&x, &y) {
        FigureRelation::Equal | FigureRelation::Entailed => Some(Relation::Inflected),
        FigureRelation::Incomparable(_) => None,
        _ if near => Some(Relation::Synonym),
        _ => Some(Relation::Conflict),
    }
}

fn figures(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> Relation {
    if let Some(relation) = parts(claim, a, evidence, b) {
        return relation;
    }
    let (Some(x), Some(y)) = (claim.mention(a), evidence.mention(b)) else { return Relation::None };
    let relation = match figures::compare(x, y) {
        FigureRelation::Equal => Relation::Same,
        FigureRelation::Entailed => Relation::Inflected,
        FigureRelation::HedgeDropped => Relation::Hedged,
        FigureRelation::Compatible if far_from_bound(x, y) => Relation::None,
        FigureRelation::Compatible => Relation::Synonym,
        FigureRelation::Conflict
            if x.kind == y.kind && !in_fraction(claim, a) && !in_fraction(evidence, b) =>
        {
            Relation::Conflict
        }
        // "900 million dollars" beside "900 million euros", "1 percent" beside "1 percentage point".
        FigureRelation::Incomparable(Incomparable::Currency | Incomparable::Points) if same_amount(x, y) => {
            Relation::Conflict
        }
        FigureRelation::Conflict | FigureRelation::Incomparable(_) => Relation::None,
    };
    if relation != Relation::None && rate::differs(claim, a, evidence, b).is_some() {
        return if same_amount(x, y) { Relation::Conflict } else { Relation::None };
    }
    if bare_sum(x, y) || bare_sum(y, x) || streak(claim, a, evidence, b) {
        return Relation::Synonym;
    }
    if relation.strength() > 0.5 && slot::noun(claim, a, evidence, b) <= 0.0 {
        return Relation::OtherNoun;
    }
    if a.lower == b.lower && relation.strength() < 0.9 { Relation::Same } else { relation }
}

/// "92 million", of what is said before, beside "92 million crowns".
fn bare_sum(bare: &Mention, money: &Mention) -> bool {
    let (Value::Figure(a), Value::Figure(_)) = (&bare.value, &money.value) else { return false };
    bare.kind == Kind::Number
        && money.kind == Kind::Money
        && a.noun.is_none()
        && a.amount >= rust_decimal::Decimal::from(100_000)
        && same_amount(bare, money)
}

/// Words behind which, or before which, a place in a row is the number of them: "a fifth win in a row", "five straight wins".
const STREAK: [&str; 4] = ["in a row", "straight", "consecutive", "successive"];

/// "Their fifth win in a row" beside "have won five in a row".
fn streak(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> bool {
    let (Some(x), Some(y)) = (claim.mention(a), evidence.mention(b)) else { return false };
    let in_a_row = |side: Side<'_>, mention: &Mention| {
        let after = side.text().get(mention.range.end..).unwrap_or_default();
        let near: Vec<&str> = after.split_whitespace().take(5).collect();
        let near = near.join(" ");
        STREAK.iter().any(|words| near.contains(words))
    };
    (x.kind == Kind::Ordinal && y.kind == Kind::Number || x.kind == Kind::Number && y.kind == Kind::Ordinal)
        && same_amount(x, y)
        && in_a_row(claim, x)
        && in_a_row(evidence, y)
}

/// The draft has a figure and the source only a bound that it keeps to: "at least 38" is not 49, and does not rule it out.
pub(crate) fn only_within_bound(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> bool {
    let (Some(x), Some(y)) = (claim.mention(a), evidence.mention(b)) else { return false };
    let (Value::Figure(d), Value::Figure(s)) = (&x.value, &y.value) else { return false };
    let open = |figure: &Figure| matches!(figure.hedge, Hedge::AtLeast | Hedge::AtMost);
    open(s) && !open(d) && d.amount != s.amount
}

/// The source gives a bound alone, far from which the draft's figure lies: who says "at least six" has not said 90.
fn far_from_bound(draft: &Mention, source: &Mention) -> bool {
    let (Value::Figure(d), Value::Figure(s)) = (&draft.value, &source.value) else { return false };
    let open = |figure: &Figure| matches!(figure.hedge, Hedge::AtLeast | Hedge::AtMost);
    let (mine, theirs) = (d.amount.to_f64(), s.amount.to_f64());
    open(s)
        && !open(d)
        && d.unit == s.unit
        && matches!((mine, theirs), (Some(a), Some(b)) if !(1.0 / FAR..=FAR).contains(&(a / b)))
}

/// How many times a bound another figure may be and still go with it.
const FAR: f64 = 2.0;

/// One amount, whatever it is an amount of.
pub(crate) fn same_amount(a: &Mention, b: &Mention) -> bool {
    match (&a.value, &b.value) {
        (Value::Figure(a), Value::Figure(b)) => a.amount == b.amount && a.upper == b.upper,
        _ => false,
    }
}

/// Two items are figures of one amount.
pub(crate) fn same_amount_of(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> bool {
    matches!((claim.mention(a), evidence.mention(b)), (Some(a), Some(b)) if same_amount(a, b))
}

/// Two ranges with each other's ends, the wrong way round.
fn turned(a: &Mention, b: &Mention) -> bool {
    match (&a.value, &b.value) {
        (Value::Figure(a), Value::Figure(b)) => a.upper == Some(b.amount) && b.upper == Some(a.amount),
        _ => false,
    }
}

/// The figure's digits stand in the other sentence, but only in a figure of another unit, or in a range the other way round.
pub(crate) fn of_other_unit(one: Side<'_>, item: &Item, other: Side<'_>) -> bool {
    if let Some((_, mine)) = time(one, item) {
        // "12 months", where the other has 12 weeks, and months of another number.
        let number = |time: &Timex| -> Option<String> {
            let rest = time.value.strip_prefix('P')?.trim_start_matches('T');
            let digits: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
            (!digits.is_empty()).then_some(digits)
        };
        let Some(mine_number) = number(mine) else { return false };
        let theirs =
            || other.analysis.items.iter().filter_map(|item| time(other, item).map(|(_, time)| time));
        let same =
            |theirs: &Timex| times::compare(mine, theirs, Together::SameWeek) != TimeRelation::Disjoint;
        return theirs().any(|theirs| number(theirs).as_ref() == Some(&mine_number))
            && !theirs().any(|theirs| number(theirs).is_some() && same(theirs));
    }
    let Some(mine) = one.mention(item).filter(|mention| mention.kind.is_figure()) else { return false };
    if is_fraction(one, item) {
        let same = |b: &Item| figures(one, item, other, b).strength() > 0.0;
        return !other.analysis.items.iter().any(same);
    }
    let all = other.analysis.items.iter().filter(|b| matches!(b.kind, ItemKind::Figure(_)));
    let mut conflict = false;
    let same = |theirs: &Mention| same_amount(mine, theirs) || turned(mine, theirs);
    for b in all.filter(|b| other.mention(b).is_some_and(same)) {
        if figures(one, item, other, b) != Relation::Conflict {
            return false;
        }
        conflict = true;
    }
    conflict
}

/// Part of something that is written with a slash or a hyphen beside it, and so not a figure by itself.
fn in_fraction(side: Side<'_>, item: &Item) -> bool {
    let text = side.text();
    text[..item.range.start].ends_with('/') || text[item.range.end..].starts_with('/')
}

/// A date, time or duration and which of them it is.
fn time<'a>(side: Side<'a>, item: &Item) -> Option<(Kind, &'a Timex)> {
    match side.mention(item).map(|m| (m.kind, &m.value)) {
        Some((kind, Value::Time(time))) => Some((kind, time)),
        _ => None,
    }
}

/// Days between two documents within which the name of a weekday means one day.
const ONE_WEEK: i32 = 7;

fn times(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> Relation {
    let (Some((k1, x)), Some((k2, y))) = (time(claim, a), time(evidence, b)) else { return Relation::None };
    let apart = match (claim.tagged.published, evidence.tagged.published) {
        (Some(x), Some(y)) => (x - y).get_days().abs(),
        _ => 0,
    };
    if a.lower == b.lower && (apart == 0 || !x.relative) {
        return Relation::Same;
    }
    let together = if apart <= ONE_WEEK { Together::SameWeek } else { Together::Apart };
    match times::compare(x, y, together) {
        TimeRelation::Equal => Relation::Same,
        TimeRelation::Wider => Relation::Inflected,
        // A day does not say at what hour.
        TimeRelation::Narrower if by_the_clock(&x.value) && !y.value.contains('T') => Relation::None,
        // "In 2031" tells of no quarter of it, and of no day.
        TimeRelation::Narrower if far_wider(y, x) => Relation::None,
        TimeRelation::Narrower | TimeRelation::Overlap => Relation::Synonym,
        // The same words on another day tell of another event; dates of another grain fill another slot.
        TimeRelation::Disjoint
            if k1 == k2
                && a.lower != b.lower
                && same_grain(&x.value, &y.value)
                && !in_fraction(claim, a)
                && !in_fraction(evidence, b) =>
        {
            Relation::Conflict
        }
        TimeRelation::Disjoint | TimeRelation::Incomparable => Relation::None,
    }
}

/// A year or more, and about four times as long as the other or more.
fn far_wider(wide: &Timex, narrow: &Timex) -> bool {
    let days = |time: &Timex| time.days.map(|(first, last)| (last - first).get_days() + 1);
    matches!((days(wide), days(narrow)), (Some(a), Some(b)) if a >= 365 && f64::from(a) >= 3.9 * f64::from(b))
}

/// Both are times told as exactly: "on Thursday" is no other way to say "22 years ago".
pub(crate) fn alike(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> bool {
    match (time(claim, a), time(evidence, b)) {
        (Some((_, x)), Some((_, y))) => same_grain(&x.value, &y.value),
        _ => true,
    }
}

/// "2031-11-11T18:42", and no "2031-11-11TEV".
fn by_the_clock(value: &str) -> bool {
    value.split_once('T').is_some_and(|(_, hour)| hour.starts_with(|c: char| c.is_ascii_digit()))
}

/// Two days, two months, two years; two durations in one unit.
fn same_grain(a: &str, b: &str) -> bool {
    if a.starts_with('P') && b.starts_with('P') {
        a.chars().last() == b.chars().last()
    } else {
        a.len() == b.len()
    }
}
