//! What a figure or a length of time works out to from sentences that stand together: the sum of a list, what is left of a whole, so
//! many times what each gets, the hours from one time of day to another. Nothing in the claim need say that it was reckoned; what
//! would come out by chance is kept apart by its digits and by how few there are to reckon with.

use crate::align::Side;
use crate::align::across::{self, Amount, Sort};
use crate::align::reckon::{self, Loosely};
use crate::align::relation;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::knowledge::knowledge;
use crate::slot;
use copydesk_tagging::times;
use copydesk_tagging::{Figure, Hedge, Kind, Mention, Value};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How much of the claim a sentence must have for it and its neighbours to be reckoned with.
const OF_IT: f32 = 0.2;
/// Share of the claim from which a sentence tells it whole.
const WHOLE: f32 = 0.8;
/// Sentences found that are looked at.
const PLACES: usize = 12;
/// Figures of one list.
const LIST: usize = 5;
/// Counts below this are met by chance.
const SMALL: i64 = 20;
/// Digits from which a sum is no chance where nothing says that it is one, and a product.
const LONG: usize = 3;
const PRODUCT: usize = 2;
/// Words on either side of an amount among which stands that each gets it.
const NEAR: usize = 12;
/// Times of day, days and years up to which the stretches between them are looked at.
const CLOCKS: usize = 8;
const DAYS: usize = 5;
const YEARS: usize = 4;
/// Days of a date from which months are reckoned: "the end of 2027".
const STRETCH: i32 = 31;
/// Days by which a month may be longer or shorter.
const MONTH: f32 = 15.0;

/// Whether what was found, its neighbours with it, or the claim itself comes to an item of the claim.
pub(crate) fn is_told(case: &Case<'_>, candidates: &[Candidate], index: usize) -> bool {
    let item = &case.analysis.items[index];
    match item.kind {
        ItemKind::Figure(_) if share(case.side(), item).is_some() => {
            is_part(case.side(), item)
                || places(candidates).flatten().any(|side| is_change(case.side(), item, side))
        }
        ItemKind::Figure(_) => Working::new(case, index).is_some_and(|working| {
            let own = [case.side()];
            places(candidates).any(|place| working.comes_out(&place)) || working.comes_out(&own)
        }),
        // A sentence that has all the rest has it otherwise.
        ItemKind::Time(_) if candidates.iter().all(|c| c.coverage < WHOLE) => {
            length(case.side(), item, &places(candidates).collect::<Vec<_>>())
        }
        _ => false,
    }
}

/// Each sentence that has something of the claim, between its neighbours.
fn places(candidates: &[Candidate]) -> impl Iterator<Item = Vec<Side<'_>>> {
    candidates.iter().filter(|c| c.coverage >= OF_IT).take(PLACES).map(|c| {
        let around = c.sentence.saturating_sub(1)..=c.sentence + 1;
        around.filter(|&at| c.view.speaks(at)).map(|at| c.view.side(at)).collect()
    })
}

/// A figure of the claim that is looked for.
struct Working<'a> {
    claim: Side<'a>,
    item: &'a Item,
    mention: &'a Mention,
    mine: &'a Figure,
    /// What it is a figure of.
    sort: Sort<'a>,
    /// The claim says that it was added up.
    added: bool,
    /// It is what is left of something.
    left: bool,
    /// The claim's other amounts.
    own: Vec<Amount<'a>>,
}

impl<'a> Working<'a> {
    fn new(case: &Case<'a>, index: usize) -> Option<Self> {
        let claim = case.side();
        let item = &case.analysis.items[index];
        let (mention, mine) = reckon::single(claim, item)?;
        let know = &knowledge().reckoned;
        let text = claim.text().to_lowercase();
        let has = |words: &[String]| words.iter().any(|words| across::contains(&text, words));
        let added = has(&know.anywhere) || has(&know.together);
        let mut own = across::of_sentence(claim, None, true);
        let sort = across::sort_of(&own, item);
        own.retain(|amount| !std::ptr::eq(amount.item, item));
        Some(Working { claim, item, mention, mine, sort, added, left: has(&know.left), own })
    }

    fn comes_out(&self, place: &[Side<'a>]) -> bool {
        let amounts = place.iter().map(|side| self.amounts(*side));
        let sentences: Vec<Vec<Amount<'_>>> = amounts.filter(|there| there.len() <= across::MOST).collect();
        self.is_sum(&sentences)
            || self.is_with_more(&sentences)
            || sentences.iter().any(|there| self.is_rest(there))
            || self.is_product(&sentences)
    }

    /// The figures of a sentence; of the claim all but the one that is looked for.
    fn amounts<'b>(&self, side: Side<'b>) -> Vec<Amount<'b>> {
        let mut there = across::of_sentence(side, None, true);
        there.retain(|amount| !std::ptr::eq(amount.item, self.item));
        there
    }

    fn is(&self, amount: Decimal) -> bool {
        !amount.is_zero() && across::tells(self.mention, self.mine, amount)
    }

    fn digits(&self) -> usize {
        across::digits(Some((self.mention, self.mine)))
    }

    fn of_its_sort(&self, amount: &Amount<'_>) -> bool {
        Some((amount.kind, amount.unit)) == self.sort
    }

    /// Figures that follow one another, of sentences that do, add up to it.
    fn is_sum(&self, sentences: &[Vec<Amount<'_>>]) -> bool {
        if self.mention.kind == Kind::Percent || self.mine.amount < Decimal::from(SMALL) {
            return false;
        }
        let all: Vec<&Amount<'_>> = sentences.iter().flatten().filter(|a| self.of_its_sort(a)).collect();
        (2..=LIST.min(all.len())).any(|length| {
            all.windows(length).any(|list| {
                let sum = list.iter().try_fold(Decimal::ZERO, |sum, a| sum.checked_add(a.amount));
                sum.is_some_and(|sum| self.is(sum)) && self.is_one_list(list, all.len())
            })
        })
    }

    /// "Sold to 11 countries before Sunday; eight more were added on Monday".
    fn is_with_more(&self, sentences: &[Vec<Amount<'_>>]) -> bool {
        let all: Vec<&Amount<'_>> = sentences.iter().flatten().collect();
        all.windows(2).any(|pair| {
            let [first, more] = pair else { return false };
            let behind = more.side.text().get(more.item.range.end..).unwrap_or_default();
            let next = behind.split_whitespace().next().unwrap_or_default();
            let adds = knowledge().besides.contains(next) || knowledge().besides.contains(&more.item.before);
            adds && self.of_its_sort(first)
                && slot::noun(self.claim, self.item, first.side, first.item) > 0.0
                && first.amount.checked_add(more.amount).is_some_and(|sum| self.is(sum))
        })
    }

    /// The figures of a list are of one thing, which is the claim's.
    fn is_one_list(&self, list: &[&Amount<'_>], of: usize) -> bool {
        let nouns = list.iter().map(|a| match slot::noun(self.claim, self.item, a.side, a.item) {
            none if none <= 0.0 && across::counts_people(a) => 0.5,
            noun => noun,
        });
        let (least, most) = nouns.fold((1.0f32, 0.0f32), |(least, most), n| (least.min(n), most.max(n)));
        // "Twelve soldiers and eight civilians" are not 20 soldiers.
        if self.mention.kind == Kind::Number && most >= 1.0 && least <= 0.0 {
            return false;
        }
        let exact = self.mine.hedge == Hedge::Exact;
        self.added || joined(list) || exact && self.digits() >= LONG && of <= list.len() + 1 && most > 0.0
    }

    /// What is left of a whole: "222" of "318 of the 540", and where the claim says that it is left, of any two of one thing.
    fn is_rest(&self, there: &[Amount<'_>]) -> bool {
        let large = self.mine.amount >= Decimal::from(SMALL);
        there.iter().enumerate().any(|(at, a)| {
            there[at + 1..].iter().any(|b| {
                let alike = a.kind == b.kind && a.unit == b.unit && self.of_its_sort(a);
                let one_thing = || slot::noun(a.side, a.item, b.side, b.item) > 0.0;
                alike
                    && self.is(a.amount.saturating_sub(b.amount).abs())
                    && (large && is_part_of(a, b)
                        || self.left && one_thing()
                        || self.of_money()
                            && (is_among(&self.own, a) || is_among(&self.own, b))
                            && self.mine.amount == a.amount.saturating_sub(b.amount).abs())
            })
        })
    }

    fn of_money(&self) -> bool {
        matches!(self.sort, Some((Kind::Money | Kind::Quantity, _)))
    }

    /// What each gets, for so many; the whole by so many.
    fn is_product(&self, sentences: &[Vec<Amount<'_>>]) -> bool {
        // A short figure that was rounded comes out of much.
        let is = |n: Decimal| match self.digits() {
            digits if digits >= LONG => self.is(n),
            digits => digits >= PRODUCT && n == self.mine.amount,
        };
        let counts = || {
            let counted = |a: &&Amount<'_>| a.kind == Kind::Number && a.amount > Decimal::ONE;
            sentences.iter().flatten().filter(counted)
        };
        let shared = is_apiece(self.claim, self.item);
        sentences.iter().flatten().filter(|a| self.of_its_sort(a)).any(|a| {
            let each = is_apiece(a.side, a.item);
            counts().filter(|b| !std::ptr::eq(*b, a)).any(|b| {
                let product = a.amount.checked_mul(b.amount).filter(|_| each);
                let share = a.amount.checked_div(b.amount).filter(|_| shared);
                product.into_iter().chain(share).any(is)
            })
        })
    }
}

/// "Each of the 162 tenants will be paid 450 kroner": what one gets, by a word near it.
fn is_apiece(side: Side<'_>, item: &Item) -> bool {
    let tokens = &side.sentence.tokens;
    let at = tokens.partition_point(|token| token.range.start < item.range.start);
    let near = &tokens[at.saturating_sub(NEAR)..(at + NEAR).min(tokens.len())];
    let (Some(first), Some(last)) = (near.first(), near.last()) else { return false };
    let text = side.text()[first.range.start..last.range.end].to_lowercase();
    knowledge().reckoned.apiece.iter().any(|words| across::contains(&text, words))
}

/// The claim's other amounts.
fn beside<'a>(claim: Side<'a>, item: &Item) -> Vec<Amount<'a>> {
    let mut own = across::of_sentence(claim, None, true);
    own.retain(|amount| !std::ptr::eq(amount.item, item));
    own
}

/// The claim has an amount as well: "slipped by 2 million to 29 million".
fn is_among(own: &[Amount<'_>], amount: &Amount<'_>) -> bool {
    own.iter().any(|own| own.kind == amount.kind && own.amount == amount.amount && own.unit == amount.unit)
}

/// The share of a whole that a figure tells: 18.75 percent, a fifth.
fn share(side: Side<'_>, item: &Item) -> Option<f64> {
    let amount = side.figure(item).filter(|figure| figure.upper.is_none())?.amount.to_f64()?;
    let share = match side.kind(item)? {
        Kind::Percent => amount / 100.0,
        Kind::Ordinal if item.before == "a" && amount > 2.0 => 1.0 / amount,
        _ if relation::is_fraction(side, item) => amount,
        _ => return None,
    };
    (share > 0.0).then_some(share)
}

/// By what share one of two amounts of a sentence is more or less than the other: "down by nearly a fifth to 78 million" where it was
/// 96. One of them is the claim's own.
fn is_change(claim: Side<'_>, item: &Item, side: Side<'_>) -> bool {
    let Some(share) = share(claim, item) else { return false };
    // "Two thirds of them" is a part, and no change.
    if claim.text().get(item.range.end..).unwrap_or_default().trim_start().starts_with("of ") {
        return false;
    }
    let loosely = Loosely::before(claim, item);
    let (own, there) = (beside(claim, item), across::of_sentence(side, None, true));
    let fits = |from: &Amount<'_>, to: &Amount<'_>| {
        let (Some(from), Some(to)) = (from.amount.to_f64(), to.amount.to_f64()) else { return false };
        from > 0.0 && loosely.is_near((to / from - 1.0).abs() / share - 1.0)
    };
    there.iter().enumerate().any(|(at, a)| {
        there[at + 1..].iter().any(|b| {
            let alike = a.kind == b.kind && a.unit == b.unit && a.kind != Kind::Percent;
            alike && (is_among(&own, a) || is_among(&own, b)) && (fits(a, b) || fits(b, a))
        })
    })
}

/// The share that one of the claim's own amounts is of another: "2,400 of 18,600 posts, or about 13 percent".
fn is_part(claim: Side<'_>, item: &Item) -> bool {
    let Some(share) = share(claim, item) else { return false };
    let loosely = Loosely::before(claim, item);
    let own = beside(claim, item);
    own.iter().enumerate().any(|(at, a)| {
        own[at + 1..].iter().any(|b| {
            let (Some(part), Some(whole)) = (a.amount.to_f64(), b.amount.to_f64()) else { return false };
            let fits = || loosely.is_near(part / whole / share - 1.0);
            whole > part && is_part_of(a, b) && fits()
        })
    })
}

/// "214 passengers and 16 crew".
fn joined(list: &[&Amount<'_>]) -> bool {
    let [a, b] = list else { return false };
    let between = match std::ptr::eq(a.side.sentence, b.side.sentence) {
        true => a.side.text().get(a.item.range.end..b.item.range.start).unwrap_or_default(),
        false => return false,
    };
    let words: Vec<&str> = between.split_whitespace().collect();
    words.last().is_some_and(|word| *word == "and") && words.len() <= JOINED
}

/// Words between two figures that are joined, the last of them "and".
const JOINED: usize = 3;

/// "318 of the 540".
fn is_part_of(a: &Amount<'_>, b: &Amount<'_>) -> bool {
    let between = a.side.text().get(a.item.range.end..b.item.range.start).unwrap_or_default();
    let mut words = between.split_whitespace();
    words.next() == Some("of") && words.all(|word| knowledge().determiners.contains(word))
}

/// Whether a length of time lies between two times that the places tell.
fn length(claim: Side<'_>, item: &Item, places: &[Vec<Side<'_>>]) -> bool {
    let Some(Value::Time(time)) = claim.mention(item).map(|mention| &mention.value) else { return false };
    if claim.kind(item) != Some(Kind::Duration) {
        return false;
    }
    let told_as = Loosely::before(claim, item);
    let sides = || places.iter().flatten().copied();
    let number = |unit: char| {
        let number = time.value.strip_prefix('P').and_then(|rest| rest.strip_suffix(unit));
        number.and_then(|number| number.parse::<f32>().ok())
    };
    if time.value.starts_with("PT") {
        let mut clocks: Vec<f64> = sides().flat_map(reckon::clocks).collect();
        clocks.sort_by(f64::total_cmp);
        clocks.dedup();
        let told = times::length(&time.value).unwrap_or_default();
        let fits = |a: f64, b: f64| told_as.fits(((b - a) / told) as f32);
        return told > 0.0
            && clocks.len() <= CLOCKS
            && clocks.iter().enumerate().any(|(at, a)| clocks[at + 1..].iter().any(|b| fits(*a, *b)));
    }
    if let Some(told) = number('Y') {
        let step = reckon::is_step(claim, item) || reckon::is_said(claim, item);
        return step && places.iter().any(|place| of_years(told, told_as, place));
    }
    let told = reckon::days_told(claim, item).map(|days| (days, 0.0));
    let Some((told, slack)) = told.or_else(|| number('M').map(|n| (n * 30.44, MONTH))) else { return false };
    let short = |(a, b): &(Date, Date)| (*b - *a).get_days() <= if slack > 0.0 { STRETCH } else { 0 };
    let mut days: Vec<(Date, Date)> = sides().flat_map(reckon::days).filter(short).collect();
    days.sort_unstable();
    days.dedup();
    told > 1.0 && days.len() <= DAYS && reckon::of_days(told, slack, told_as, &days)
}

fn of_years(told: f32, told_as: Loosely, place: &[Side<'_>]) -> bool {
    let mut years: Vec<i16> = place.iter().flat_map(|side| reckon::years(*side)).collect();
    years.sort_unstable();
    years.dedup();
    let fits = |a: &i16, b: &i16| told_as.fits(f32::from(b - a) / told);
    told > 1.0
        && years.len() <= YEARS
        && years.iter().enumerate().any(|(at, a)| years[at + 1..].iter().any(|b| fits(a, b)))
}
