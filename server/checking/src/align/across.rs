//! What a claim reckons from the figures of several sentences, or of a sentence that tells little of the rest of it: the sum or the difference of
//! two, the share that one is of another, the days between its own date and that of a source. Like all that is reckoned it never
//! contradicts, and a figure that comes out otherwise is looked for as any other.

use crate::align::Side;
use crate::align::lapse;
use crate::align::margin;
use crate::align::reckon::{self, Loosely};
use crate::align::relation;
use crate::align::workings;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::judge::SPEAKS;
use crate::knowledge::knowledge;
use crate::slot;
use copydesk_tagging::figures::{FigureRelation, compare};
use copydesk_tagging::{Figure, Hedge, Kind, Mention, Value};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Figures of a sentence up to which they are reckoned with: of a table any may be the sum of two others.
pub(crate) const MOST: usize = 8;

/// Counts below this are met by chance, unless the claim has one of the two that they were reckoned from.
const SMALL: i64 = 20;

/// Digits from which a sum of two figures of one sentence that has few of them is no chance.
const LONG: usize = 3;
const FEW: usize = 3;

/// How much of what stands around the claim's figure a sentence must have to speak of it.
const AROUND: f32 = 0.35;

/// The same of a sentence that by itself tells what it was reckoned from.
const BESIDE: f32 = 0.2;

/// How near a share has to come: "three fifths" is said of 250 in 420.
const NEAR: f64 = 0.06;
/// How much more or less it may be where the claim says so.
const LOOSE: f64 = 0.25;

/// Whether a figure or a length of time of the claim can be reckoned from what was found.
fn reckoned(case: &Case<'_>, candidates: &[Candidate], index: usize) -> bool {
    let claim = case.side();
    let item = &case.analysis.items[index];
    if workings::is_told(case, candidates, index) {
        return true;
    }
    match item.kind {
        ItemKind::Figure(_) if relation::is_fraction(claim, item) => {
            let sheet = Sheet::new(case, candidates, item);
            sheet.has_share() || factor(claim, item).is_some_and(|factor| sheet.has_factor(factor))
        }
        ItemKind::Figure(_) if factor(claim, item).is_some() => {
            factor(claim, item).is_some_and(|factor| Sheet::new(case, candidates, item).has_factor(factor))
        }
        ItemKind::Figure(_) => match said(claim, index) {
            Some(said) => Sheet::new(case, candidates, item).has_sum(said),
            None => false,
        },
        ItemKind::Time(_) => candidates.iter().any(|c| reckon::days_from_own(claim, item, c.side())),
        _ => false,
    }
}

/// The same of an item that nothing which speaks of the claim has.
pub(crate) fn is_reckoned(case: &Case<'_>, candidates: &[Candidate], index: usize) -> bool {
    let speaking = || candidates.iter().filter(|c| c.coverage >= SPEAKS);
    if margin::is_told(case, candidates, index)
        || lapse::is_told(case, candidates, index)
        || workings::is_told(case, candidates, index)
    {
        return true;
    }
    case.analysis.items[index].kind.is_value()
        && speaking().all(|c| c.alignment.pairs[index].is_none())
        && (candidates.iter().any(|c| by_itself(case, c, index)) || reckoned(case, candidates, index))
}

/// A sentence from which alone it can be reckoned speaks of what stands around it.
fn by_itself(case: &Case<'_>, candidate: &Candidate, index: usize) -> bool {
    let alignment = &candidate.alignment;
    alignment.reckons(index) && alignment.local_coverage(case.analysis, index, &|_| false) >= BESIDE
}

/// Every value of the claim is told or can be reckoned, and one of them is reckoned.
pub(crate) fn all_told(case: &Case<'_>, candidates: &[Candidate]) -> bool {
    // "The two sides": those told of before.
    let known = |item: &Item| {
        let counts = |figure: &Figure| figure.in_words && figure.amount < Decimal::from(SMALL);
        item.before == "the" && case.side().figure(item).is_some_and(counts)
    };
    let told = |i: usize| {
        known(&case.analysis.items[i]) || candidates.iter().any(|c| c.alignment.partner(i).is_some())
    };
    let items = case.analysis.items.iter().enumerate();
    let values: Vec<usize> = items.filter(|(_, item)| item.kind.is_value()).map(|(i, _)| i).collect();
    let mut open = values.iter().filter(|&&i| !told(i)).peekable();
    open.peek().is_some() && open.all(|&i| reckoned(case, candidates, i))
}

/// How the claim says that a figure was reckoned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// "By 26", "nine more", "together".
    Word,
    /// "Fifteen died, eight of them on placebo."
    Of,
}

fn said(claim: Side<'_>, index: usize) -> Option<Said> {
    let items = &claim.analysis.items;
    let item = &items[index];
    // Some letters have more bytes as small ones: what stands behind a figure is cut first.
    let behind = |item: &Item| claim.text().get(item.range.end..).unwrap_or_default().to_lowercase();
    let text = claim.text().to_lowercase();
    let know = &knowledge().reckoned;
    let told = |words: &String| contains(&text, words);
    if reckon::is_said(claim, item) || know.together.iter().any(told) {
        return Some(Said::Word);
    }
    let parts = items[index + 1..].iter().filter(|other| matches!(other.kind, ItemKind::Figure(_)));
    let of = |other: &Item| {
        let after = behind(other);
        know.of_them.iter().any(|words| after.trim_start().starts_with(words.as_str()))
    };
    parts.into_iter().any(of).then_some(Said::Of)
}

/// Words in a text, and no part of a longer one.
pub(crate) fn contains(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(text[..at].chars().next_back()) && edge(text[at + words.len()..].chars().next())
    })
}

/// A figure that was found, or another one of the claim.
#[derive(Clone, Copy)]
pub(crate) struct Amount<'a> {
    /// The sentence it stands in: article and number; `None` for the claim.
    pub(crate) place: Option<(&'a str, usize)>,
    pub(crate) side: Side<'a>,
    pub(crate) item: &'a Item,
    pub(crate) kind: Kind,
    pub(crate) unit: Option<&'a str>,
    pub(crate) amount: Decimal,
    /// The claim has it as well.
    pub(crate) own: bool,
    /// Its sentence names somebody or something that the claim names, or has what stands around the claim's figure.
    pub(crate) told: bool,
    /// Its sentence has something of the claim.
    pub(crate) near: bool,
}

/// What a figure of the claim may have been reckoned from.
struct Sheet<'a> {
    claim: Side<'a>,
    item: &'a Item,
    mention: Option<(&'a Mention, &'a Figure)>,
    /// What it is a figure of.
    sort: Sort<'a>,
    amounts: Vec<Amount<'a>>,
}

impl<'a> Sheet<'a> {
    fn new(case: &'a Case<'_>, candidates: &'a [Candidate], item: &'a Item) -> Self {
        let claim = case.side();
        let mut amounts = of_sentence(claim, None, true);
        let sort = sort_of(&amounts, item);
        amounts.retain(|amount| !std::ptr::eq(amount.item, item));
        // "The new figure is 1.1 million below the forecast": it stands in the sentence before.
        amounts.extend(case.before().into_iter().flat_map(|before| of_sentence(before, None, true)));
        let own: Vec<Decimal> = amounts.iter().map(|amount| amount.amount).collect();
        amounts.iter_mut().for_each(|amount| amount.own = true);
        for candidate in candidates {
            let names = |i: usize| {
                matches!(case.analysis.items[i].kind, ItemKind::Actor(_))
                    && candidate.alignment.partner(i).is_some()
            };
            let around = |i: usize| {
                std::ptr::eq(&case.analysis.items[i], item)
                    && candidate.alignment.local_coverage(case.analysis, i, &|_| false) >= AROUND
            };
            let told = (0..case.analysis.items.len()).any(|i| names(i) || around(i));
            let place = Some((&*candidate.view.article.id, candidate.sentence));
            let mut there = of_sentence(candidate.side(), place, told);
            let near = told || candidate.coverage >= AROUND;
            there
                .iter_mut()
                .for_each(|amount| (amount.own, amount.near) = (own.contains(&amount.amount), near));
            if there.len() <= MOST {
                amounts.extend(there);
            }
        }
        let mention = claim.mention(item).and_then(|mention| match &mention.value {
            Value::Figure(figure) if figure.upper.is_none() => Some((mention, figure)),
            _ => None,
        });
        Sheet { claim, item, mention, sort, amounts }
    }

    /// Two figures of one sort, each of a place of its own, that go together.
    fn pairs(&self) -> impl Iterator<Item = (&Amount<'a>, &Amount<'a>)> {
        let all = self.amounts.iter().enumerate();
        all.flat_map(|(at, a)| self.amounts[at + 1..].iter().map(move |b| (a, b)))
            .filter(|(a, b)| a.kind == b.kind && a.unit == b.unit)
    }

    fn has_sum(&self, said: Said) -> bool {
        let Some((mention, mine)) = self.mention else { return false };
        let points = mine.unit.as_deref() == Some(reckon::POINT)
            || mine.noun.as_ref().and_then(|noun| noun.stems.last()).is_some_and(|stem| stem == "point");
        let sort = |a: &Amount<'_>| match points {
            true => a.kind == Kind::Percent,
            false => Some((a.kind, a.unit)) == self.sort,
        };
        let kind = self.sort.map_or(mention.kind, |(kind, _)| kind);
        self.pairs().filter(|(a, b)| sort(a) && sort(b)).any(|(a, b)| {
            let (sum, difference) = (a.amount.checked_add(b.amount), a.amount.saturating_sub(b.amount).abs());
            let hit = |n: Decimal| !n.is_zero() && tells(mention, mine, n);
            let holds = sum.is_some_and(hit) && kind != Kind::Percent && !points
                || said == Said::Word && hit(difference);
            holds && self.goes(a, b, kind, said)
        })
    }

    /// The two are of what the claim speaks of.
    fn goes(&self, a: &Amount<'_>, b: &Amount<'_>, kind: Kind, said: Said) -> bool {
        let anchored = a.own || b.own;
        let one = a.place == b.place;
        let near = one || a.place.is_none() || b.place.is_none() || {
            let apart = |(x, y): ((&str, usize), (&str, usize))| x.0 == y.0 && x.1.abs_diff(y.1) <= 1;
            a.place.zip(b.place).is_some_and(apart)
        };
        let told = a.told || b.told;
        if said == Said::Of {
            return one && anchored && slot::noun(a.side, a.item, b.side, b.item) > 0.0;
        }
        // Hardly by chance.
        if one && digits(self.mention) >= LONG && self.count(a, kind) <= FEW {
            return true;
        }
        if kind != Kind::Number {
            return near && (anchored || told) || anchored && a.told && b.told;
        }
        // "31,000 people" may be employees.
        let with = |x: &Amount<'_>| match slot::noun(self.claim, self.item, x.side, x.item) {
            none if none <= 0.0 && counts_people(x) => 0.5,
            noun => noun,
        };
        let (least, most) = (with(a).min(with(b)), with(a).max(with(b)));
        let people = || anchored && (counts_people(a) || counts_people(b));
        let alike = slot::noun(a.side, a.item, b.side, b.item) > 0.0 || people();
        let small = a.amount.max(b.amount) < Decimal::from(SMALL);
        let two = || self.count(a, kind) == 2;
        // "560 stores" of 412 stores and 148 stores, "208 prisoners" of 112 people here and 96 there.
        least >= 0.8
            || anchored && alike && least > 0.0 && (!small || one)
            || !small && near && most >= 0.8 && least > 0.0
            // "443 people" of 412 passengers and 31 crew.
            || !small && one && told && (alike || two())
    }

    /// How many figures of a kind stand where an amount stands.
    fn count(&self, at: &Amount<'_>, kind: Kind) -> usize {
        self.amounts.iter().filter(|other| other.place == at.place && other.kind == kind).count()
    }

    /// Whether one amount is so many times another; one of the two at least is the claim's.
    fn has_factor(&self, factor: f64) -> bool {
        let loosely = Loosely::before(self.claim, self.item);
        let fits = |a: &Amount<'_>, b: &Amount<'_>| {
            let (Some(x), Some(y)) = (a.amount.to_f64(), b.amount.to_f64()) else { return false };
            y > 0.0 && loosely.is_near(x / y / factor - 1.0)
        };
        self.pairs().filter(|(a, b)| fits(a, b) || fits(b, a)).any(|(a, b)| {
            let alike = a.kind != Kind::Number
                || slot::noun(a.side, a.item, b.side, b.item) > 0.0
                || a.amount.max(b.amount) >= Decimal::from(SMALL);
            let near = |amount: &Amount<'_>| amount.near || amount.place.is_none();
            alike && (a.own || b.own) && near(a) && near(b)
        })
    }

    /// Whether one of two amounts is the part and the other the whole.
    fn has_share(&self) -> bool {
        let Some((_, mine)) = self.mention else { return false };
        let Some(share) = mine.amount.to_f64() else { return false };
        let loosely = Loosely::before(self.claim, self.item);
        let fits = |part: &Amount<'_>, whole: &Amount<'_>| {
            let (Some(x), Some(y)) = (part.amount.to_f64(), whole.amount.to_f64()) else { return false };
            y > x && loosely.is_near(x / y / share - 1.0)
        };
        self.pairs().filter(|(a, b)| fits(a, b) || fits(b, a)).any(|(a, b)| {
            let alike = slot::noun(a.side, a.item, b.side, b.item) > 0.0;
            // One of the two at least is the claim's, and the other stands beside it.
            alike
                && (a.own || b.own)
                && (a.place == b.place || a.place.is_none() || b.place.is_none())
                && (a.told || b.told)
        })
    }
}

/// What the claim multiplies by: "three times as many", "tenfold", "a third more".
fn factor(claim: Side<'_>, item: &Item) -> Option<f64> {
    let figure = claim.figure(item).filter(|figure| figure.upper.is_none())?;
    let amount = figure.amount.to_f64().filter(|amount| *amount > 0.0)?;
    if figure.unit.as_deref() == Some("time") {
        return Some(amount);
    }
    // "A third more" is no third one.
    let part = claim.kind(item) == Some(Kind::Ordinal) && item.before == "a" && amount > 2.0;
    let amount = if part { 1.0 / amount } else { amount };
    let after = claim.text().get(item.range.end..).unwrap_or_default();
    let next = after.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let know = &knowledge().reckoned;
    let is = |words: &[String]| words.iter().any(|word| word == next);
    match part || relation::is_fraction(claim, item) {
        true if is(&know.upward) => Some(1.0 + amount),
        true if is(&know.downward) => Some(1.0 - amount),
        true if next == "as" => Some(amount),
        _ => None,
    }
}

impl Loosely {
    /// By how much a share or a factor is off.
    pub(crate) fn is_near(self, off: f64) -> bool {
        off.abs() <= NEAR
            || self.more && (0.0..=LOOSE).contains(&off)
            || self.less && (-LOOSE..=0.0).contains(&off)
    }
}

/// Digits of a figure, closing zeros left out.
pub(crate) fn digits(figure: Option<(&Mention, &Figure)>) -> usize {
    let Some((_, figure)) = figure else { return 0 };
    let digits: String = figure.amount.to_string().chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

pub(crate) fn counts_people(amount: &Amount<'_>) -> bool {
    let noun = amount.side.figure(amount.item).and_then(|figure| figure.noun.as_ref());
    noun.and_then(|noun| noun.stems.last()).is_some_and(|stem| knowledge().reckoned.people.contains(stem))
}

/// The figures of a sentence that are one amount each. A bare one is of the unit that all others of its sentence have: "18.6 billion
/// euros, 0.9 billion less".
pub(crate) fn of_sentence<'a>(
    side: Side<'a>,
    place: Option<(&'a str, usize)>,
    told: bool,
) -> Vec<Amount<'a>> {
    let items = side.analysis.items.iter().filter(|item| !relation::counts_nothing(side, item));
    let mut all: Vec<Amount<'a>> = items
        .filter_map(|item| {
            let (mention, figure) = reckon::single(side, item)?;
            let (kind, unit) = (mention.kind, figure.unit.as_deref());
            Some(Amount {
                place,
                side,
                item,
                kind,
                unit,
                amount: figure.amount,
                own: false,
                told,
                near: told,
            })
        })
        .collect();
    let sorts = || all.iter().filter(|amount| amount.unit.is_some()).map(|amount| (amount.kind, amount.unit));
    let sort = sorts().next().filter(|first| sorts().all(|other| other == *first));
    if let Some((kind, unit)) = sort {
        for bare in all.iter_mut().filter(|amount| amount.unit.is_none()) {
            let counts = side.figure(bare.item).is_some_and(|figure| figure.noun.is_some());
            if bare.kind == Kind::Number && !counts {
                (bare.kind, bare.unit) = (kind, unit);
            }
        }
    }
    all
}

/// What sort of figure an amount is: its kind and unit.
pub(crate) type Sort<'a> = Option<(Kind, Option<&'a str>)>;

/// That of an item among the amounts of its sentence.
pub(crate) fn sort_of<'a>(amounts: &[Amount<'a>], item: &Item) -> Sort<'a> {
    let amount = amounts.iter().find(|amount| std::ptr::eq(amount.item, item))?;
    Some((amount.kind, amount.unit))
}

/// Whether a figure of the claim is told by an amount of its own sort.
pub(crate) fn tells(mention: &Mention, mine: &Figure, amount: Decimal) -> bool {
    let open = matches!(mine.hedge, Hedge::AtLeast | Hedge::AtMost);
    let close = |a: f64, b: f64| (a / b - 1.0).abs() <= f64::from(LOOSELY);
    if open && !matches!((mine.amount.to_f64(), amount.to_f64()), (Some(a), Some(b)) if close(b, a)) {
        return false;
    }
    let made = Figure { amount, hedge: Hedge::Exact, upper: None, ..mine.clone() };
    let made = Mention { value: Value::Figure(made), ..mention.clone() };
    matches!(compare(mention, &made), FigureRelation::Equal | FigureRelation::Entailed)
}

/// How far from its bound an amount may be that is told as "more than".
const LOOSELY: f32 = 0.1;
