//! What a claim reckons from what a source has: the sum or the difference of two of its figures, the years from one year to
//! another, an age from a year of birth. Such a figure stands nowhere and is told all the same. It never contradicts.

use crate::align::Side;
use crate::align::relation;
use crate::analysis::{Item, ItemKind};
use crate::knowledge::knowledge;
use crate::slot;
use copydesk_tagging::figures::{FigureRelation, compare};
use copydesk_tagging::times::{self, Base, Said, Unit};
use copydesk_tagging::{Figure, Hedge, Kind, Mention, Timex, Value};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How far a figure that was reckoned is covered.
pub(crate) const RECKONED: f32 = 0.6;

/// Figures of one sort in a sentence up to which their sums and differences are looked at: of a table any figure may be one.
const MOST: usize = 6;

/// Counts below this are met by chance, and have to count the same thing.
const SMALL: i64 = 20;

/// An item of the claim that can be reckoned from what the evidence has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reckoned {
    /// Index of the item.
    pub(crate) item: usize,
    /// The claim says that it was reckoned: "by 26", "nine in all". Nothing else in its place speaks against it.
    pub(crate) said: bool,
}

/// Whether, and how, the item with this index can be reckoned from what the evidence has.
pub(crate) fn reckoned(claim: Side<'_>, index: usize, evidence: Side<'_>) -> Option<Reckoned> {
    let item = claim.analysis.items.get(index)?;
    let said = || *item.reckoned.get_or_init(|| is_said(claim, item));
    let (holds, said) = match item.kind {
        // Without a word for it a figure is too often a slip that happens to be a sum.
        ItemKind::Figure(_) if aged(claim, item, evidence) => (true, true),
        ItemKind::Figure(_) if age(claim, item, evidence) || part_of(claim, item, evidence) => (true, false),
        ItemKind::Figure(_) => (said() && sum_or_difference(claim, item, evidence), true),
        ItemKind::Time(_) if stepped_to(claim, item, evidence) => (true, true),
        ItemKind::Time(_) => (span(claim, item, evidence), said()),
        _ => (false, false),
    };
    holds.then_some(Reckoned { item: index, said })
}

/// The claim says that the figure was reckoned.
pub(crate) fn is_said(claim: Side<'_>, item: &Item) -> bool {
    let text = claim.text();
    let lower = |part: Option<&str>| part.unwrap_or_default().to_lowercase();
    let words = |text: &str| -> String {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        format!(" {} ", words.collect::<Vec<_>>().join(" "))
    };
    let (before, behind) =
        (words(&lower(text.get(..item.range.start))), words(&lower(text.get(item.range.end..))));
    let know = &knowledge().reckoned;
    // "By about 26", "nine stores more".
    let before = know.loosely.iter().fold(before.trim_end().to_owned() + " ", |text, word| {
        text.strip_suffix(&format!("{word} ")).map(str::to_owned).unwrap_or(text)
    });
    let has = |text: &str, word: &String| text.contains(&format!(" {word} "));
    let near = behind.split(' ').take(BEHIND).collect::<Vec<_>>().join(" ") + " ";
    know.before.iter().any(|word| before.ends_with(&format!(" {word} ")))
        || know.behind.iter().any(|word| has(&near, word))
        || know.anywhere.iter().any(|word| has(&before, word) || has(&behind, word))
}

/// Parts of what follows a figure, the space before it counted, in which a word tells that it was reckoned.
const BEHIND: usize = 3;

/// A figure that is one amount, whatever it counts.
pub(crate) fn single<'a>(side: Side<'a>, item: &Item) -> Option<(&'a Mention, &'a Figure)> {
    let mention = side.mention(item)?;
    let Value::Figure(figure) = &mention.value else { return None };
    let plain = matches!(mention.kind, Kind::Number | Kind::Money | Kind::Percent | Kind::Quantity)
        && figure.upper.is_none()
        // Of "more than 40" nothing can be reckoned.
        && !matches!(figure.hedge, Hedge::AtLeast | Hedge::AtMost)
        && !matches!(figure.unit.as_deref(), Some("score" | "time" | "year"));
    plain.then_some((mention, figure))
}

pub(crate) const POINT: &str = "percentage point";

fn sum_or_difference(claim: Side<'_>, item: &Item, evidence: Side<'_>) -> bool {
    let Some((mention, mine)) = single(claim, item) else { return false };
    // "Four points more": the difference of two shares.
    let points = mine.unit.as_deref() == Some(POINT)
        || mention.kind == Kind::Number
            && mine.noun.as_ref().and_then(|noun| noun.stems.last()).is_some_and(|stem| stem == "point");
    let all: Vec<(&Item, &Mention, &Figure)> = evidence
        .analysis
        .items
        .iter()
        .filter(|other| !relation::counts_nothing(evidence, other))
        .filter_map(|other| single(evidence, other).map(|(mention, figure)| (other, mention, figure)))
        .collect();
    let small = mine.amount.abs() < Decimal::from(SMALL) && mention.kind == Kind::Number;
    for (at, (x, first, a)) in all.iter().enumerate() {
        let alike = |other: &Mention, b: &Figure| other.kind == first.kind && a.unit == b.unit;
        if all.iter().filter(|(_, other, b)| alike(other, b)).count() > MOST {
            continue;
        }
        for (y, second, b) in &all[at + 1..] {
            if !alike(second, b) {
                // "41.8 percent, up 1.2 points" tells what it was before.
                let like = if first.kind == Kind::Percent { first } else { second };
                if let Some((share, step)) = stepped((first, a), (second, b))
                    && mention.kind == Kind::Percent
                    && [share.saturating_add(step), share.saturating_sub(step)]
                        .iter()
                        .any(|&n| tells(mention, like, n, None))
                {
                    return true;
                }
                continue;
            }
            let counts = first.kind == Kind::Number;
            if counts {
                let (with_x, with_y) =
                    (slot::noun(claim, item, evidence, x), slot::noun(claim, item, evidence, y));
                let both = slot::noun(evidence, x, evidence, y);
                let least = if small { 0.8 } else { 0.5 };
                let fits =
                    with_x.max(with_y) >= least && with_x.min(with_y) > 0.0 || both >= 1.0 && with_x >= 0.5;
                if !fits && !points {
                    continue;
                }
            }
            let (sum, difference) = (a.amount.checked_add(b.amount), a.amount.saturating_sub(b.amount).abs());
            let of_shares = first.kind == Kind::Percent;
            let unit = (points && of_shares).then_some(POINT);
            if points && !of_shares {
                continue;
            }
            let hit = |n: Decimal| !n.is_zero() && tells(mention, first, n, unit);
            if hit(difference) && (!of_shares || points) || !points && sum.is_some_and(hit) {
                return true;
            }
        }
    }
    false
}

/// "Two thirds of the staff" where the source has "35 of her 52".
fn part_of(claim: Side<'_>, item: &Item, evidence: Side<'_>) -> bool {
    let Some((mention, mine)) = single(claim, item) else { return false };
    let share = match mention.kind {
        Kind::Percent => mine.amount / Decimal::ONE_HUNDRED,
        Kind::Number => mine.amount,
        _ => return false,
    };
    if share <= Decimal::ZERO || share >= Decimal::ONE {
        return false;
    }
    let counts: Vec<(&Item, &Figure)> = evidence
        .analysis
        .items
        .iter()
        .filter_map(|other| single(evidence, other).map(|(mention, figure)| (other, mention, figure)))
        .filter(|(_, mention, _)| mention.kind == Kind::Number)
        .map(|(other, _, figure)| (other, figure))
        .collect();
    counts.windows(2).any(|pair| {
        let [(x, a), (y, b)] = pair else { return false };
        let between = evidence.text().get(x.range.end..y.range.start).unwrap_or_default();
        let mut words = between.split_whitespace();
        let of = words.next() == Some("of") && words.all(|word| knowledge().determiners.contains(word));
        let told = a.amount.checked_div(b.amount).filter(|_| of && a.amount < b.amount);
        told.is_some_and(|told| told.saturating_sub(share).abs() <= share * Decimal::new(5, 2))
    })
}

/// A share of a hundred and the points by which it changed.
fn stepped(a: (&Mention, &Figure), b: (&Mention, &Figure)) -> Option<(Decimal, Decimal)> {
    let step = |figure: &Figure| match figure.unit.as_deref() {
        Some(POINT) => Some(figure.amount),
        Some("basis point") => Some(figure.amount / Decimal::from(100)),
        _ => None,
    };
    match (a.0.kind, b.0.kind) {
        (Kind::Percent, Kind::Quantity) => Some((a.1.amount, step(b.1)?)),
        (Kind::Quantity, Kind::Percent) => Some((b.1.amount, step(a.1)?)),
        _ => None,
    }
}

/// Whether a figure of the claim is what an amount like one of the source would be.
fn tells(mine: &Mention, like: &Mention, amount: Decimal, unit: Option<&str>) -> bool {
    let Value::Figure(figure) = &like.value else { return false };
    let mut made = Figure { amount, hedge: Hedge::Exact, upper: None, noun: None, ..figure.clone() };
    let mut kind = like.kind;
    let mut own = mine.clone();
    if let Some(unit) = unit {
        (kind, made.unit) = (Kind::Quantity, Some(unit.to_owned()));
        if let Value::Figure(figure) = &mut own.value {
            (own.kind, figure.unit, figure.noun) = (Kind::Quantity, Some(unit.to_owned()), None);
        }
    }
    let made = Mention { range: like.range.clone(), kind, value: Value::Figure(made) };
    matches!(compare(&own, &made), FigureRelation::Equal | FigureRelation::Entailed)
}

/// Years in a sentence up to which the stretches between them are looked at.
const YEARS: usize = 8;

/// The years that a sentence names.
pub(crate) fn years(side: Side<'_>) -> Vec<i16> {
    let mut years = Vec::new();
    for item in &side.analysis.items {
        if let Some(Value::Time(time)) = side.mention(item).map(|mention| &mention.value)
            && time.value.starts_with(|c: char| c.is_ascii_digit())
            && !time.year_assumed
            && let Some((first, last)) = time.days
        {
            for year in [first.year(), last.year()] {
                if !years.contains(&year) {
                    years.push(year);
                }
            }
        }
    }
    years
}

/// "For 23 years" where the source has "from 1981 to 2004", "the highest in 110 years" where it has "since 1921", "two weeks
/// later" where it has both days.
fn span(claim: Side<'_>, item: &Item, evidence: Side<'_>) -> bool {
    let Some(Value::Time(time)) = claim.mention(item).map(|mention| &mention.value) else { return false };
    let told_as = Loosely::before(claim, item);
    if time.value.starts_with("PT") {
        return hours(time, told_as, evidence);
    }
    if nearly(time, told_as, evidence) {
        return true;
    }
    let number = |unit: char| {
        let number = time.value.strip_prefix('P').and_then(|rest| rest.strip_suffix(unit));
        number.and_then(|number| number.parse::<f32>().ok())
    };
    match number('Y') {
        Some(told) if told.fract() == 0.0 => told > 1.0 && of_years(told, told_as, evidence),
        Some(told) => of_days(told * 365.25, told * 365.25 * MONTHLY, told_as, &days(evidence)),
        None => {
            let months = number('M').map(|n| (n * 30.44, 15.0));
            let weeks = number('W').map(|n| (n * 7.0, 0.0));
            let days_told = || number('D').map(|n| (n, 0.0));
            let Some((told, slack)) = months.or(weeks).or_else(days_told) else { return false };
            let mut known = days(evidence);
            // "Four days after the raid": the day of the raid is told elsewhere in the article.
            if slack == 0.0 && is_step(claim, item) && !known.is_empty() {
                known.extend(days_around(evidence));
            }
            told > 1.0 && of_days(told, slack, told_as, &known)
        }
    }
}

/// Days up to which a date is a day, a week or a month rather than a stretch from one to another.
const STRETCH: f32 = 31.0;

/// How much longer or shorter a stretch is that is told in years and a part of one.
const MONTHLY: f32 = 0.02;

/// How loosely a length of time is told.
#[derive(Clone, Copy)]
pub(crate) struct Loosely {
    pub(crate) more: bool,
    pub(crate) less: bool,
    about: bool,
}

impl Loosely {
    /// By the words before it.
    pub(crate) fn before(claim: Side<'_>, item: &Item) -> Loosely {
        let before = claim.text().get(..item.range.start).unwrap_or_default().trim_end().to_lowercase();
        // "Nearly a fifth", where the figure is the fifth.
        let before = before.strip_suffix(" a").unwrap_or(&before);
        let know = &knowledge().reckoned;
        let told_as = |words: &[String]| words.iter().any(|words| before.ends_with(words));
        Loosely { more: told_as(&know.at_least), less: told_as(&know.at_most), about: told_as(&know.about) }
    }

    pub(crate) fn fits(self, share: f32) -> bool {
        share == 1.0
            || self.more && (1.0..1.25).contains(&share)
            || self.less && (0.8..1.0).contains(&share)
            || self.about && (0.9..1.1).contains(&share)
    }
}

fn of_years(told: f32, told_as: Loosely, evidence: Side<'_>) -> bool {
    let mut years = years(evidence);
    years.extend(evidence.tagged.published.map(Date::year));
    years.len() <= YEARS
        && years
            .iter()
            .enumerate()
            .any(|(at, a)| years[at + 1..].iter().any(|b| told_as.fits(f32::from((a - b).abs()) / told)))
}

/// The claim tells how long after or before something else: "four days after the raid".
pub(crate) fn is_step(claim: Side<'_>, item: &Item) -> bool {
    let after = claim.text().get(item.range.end..).unwrap_or_default();
    let next = after.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    knowledge().reckoned.steps.iter().any(|word| word == next)
}

/// The days that a claim tells in days or weeks.
pub(crate) fn days_told(claim: Side<'_>, item: &Item) -> Option<f32> {
    let Some(Value::Time(time)) = claim.mention(item).map(|mention| &mention.value) else { return None };
    let unit = |unit: char| {
        let number = time.value.strip_prefix('P').and_then(|rest| rest.strip_suffix(unit));
        number.and_then(|number| number.parse::<f32>().ok())
    };
    unit('D').or_else(|| unit('W').map(|weeks| weeks * 7.0))
}

/// "On March 17, six days after the signing", where the source has the day of the signing alone.
pub(crate) fn days_from_own(claim: Side<'_>, item: &Item, evidence: Side<'_>) -> bool {
    let Some(told) = days_told(claim, item) else { return false };
    let told_as = Loosely::before(claim, item);
    let (own, theirs) = (days(claim), days(evidence));
    let single = |(first, last): &&(Date, Date)| first == last;
    is_step(claim, item)
        && own
            .iter()
            .filter(single)
            .any(|a| theirs.iter().filter(single).any(|b| of_days(told, 0.0, told_as, &[*a, *b])))
}

/// First and last days of the dates that a sentence names.
pub(crate) fn days(side: Side<'_>) -> Vec<(Date, Date)> {
    let items = side.analysis.items.iter().filter_map(|item| side.mention(item));
    items.filter_map(day).collect()
}

/// The days that the rest of its document names.
fn days_around(side: Side<'_>) -> Vec<(Date, Date)> {
    let mentions = side.tagged.sentences.iter().flat_map(|sentence| &sentence.mentions);
    let mut days: Vec<_> = mentions.filter_map(day).filter(|(first, last)| first == last).collect();
    days.sort_unstable();
    days.dedup();
    // Of many days any two may lie so far apart.
    days.truncate(if days.len() > YEARS { 0 } else { YEARS });
    days
}

fn day(mention: &Mention) -> Option<(Date, Date)> {
    match &mention.value {
        Value::Time(time) if mention.kind != Kind::Duration => time.days,
        _ => None,
    }
}

/// Whether two of the dates are so many days apart, give or take some.
pub(crate) fn of_days(told: f32, slack: f32, told_as: Loosely, days: &[(Date, Date)]) -> bool {
    let apart = |a: Date, b: Date| (b - a).get_days() as f32;
    let fits = |(a, b): (&(Date, Date), &(Date, Date))| {
        let (earlier, later) = if a <= b { (a, b) } else { (b, a) };
        let (least, most) = (apart(earlier.1, later.0), apart(earlier.0, later.1));
        let (least, most) = (least - slack, most + slack);
        let exactly = least <= told && told <= most && most - least <= (told * 0.25).max(2.0 * slack);
        exactly || least > 0.0 && (told_as.fits(least / told) || told_as.fits(most / told))
    };
    // "From March 2017 to November 2021" is one stretch.
    let whole = |(first, last): &(Date, Date)| {
        let length = apart(*first, *last) + 1.0;
        length > STRETCH && ((length - told).abs() <= slack || told_as.fits(length / told))
    };
    let stretches = slack > 0.0 && days.iter().any(whole);
    stretches
        || days.len() <= YEARS + 1
            && days.iter().enumerate().any(|(at, a)| days[at + 1..].iter().any(|b| fits((a, b))))
}

/// "Almost half a year" where the source has five months.
fn nearly(told: &Timex, told_as: Loosely, evidence: Side<'_>) -> bool {
    let Some(told) = times::length(&told.value).filter(|seconds| *seconds > 0.0) else { return false };
    let lengths =
        evidence.analysis.items.iter().filter_map(|item| match evidence.mention(item).map(|m| &m.value) {
            Some(Value::Time(time)) if time.value.starts_with('P') => times::length(&time.value),
            _ => None,
        });
    let bounded = |share: f32| share != 1.0 && told_as.fits(share);
    lengths.into_iter().any(|length| bounded((length / told) as f32))
}

/// Minutes from one time of day, or one length of time, to another: "six minutes earlier", "45 seconds behind the second".
fn hours(told: &Timex, told_as: Loosely, evidence: Side<'_>) -> bool {
    let Some(told) = times::length(&told.value).filter(|seconds| *seconds > 0.0) else { return false };
    let clocks = clocks(evidence);
    let lengths: Vec<f64> = times_of(evidence)
        .filter(|time| time.said.clock.is_none() && time.value.starts_with("PT"))
        .filter_map(|time| times::length(&time.value))
        .collect();
    let apart = |all: &[f64]| {
        all.len() <= YEARS
            && all.iter().enumerate().any(|(at, a)| all[at + 1..].iter().any(|b| (a - b).abs() == told))
    };
    // "Less than an hour" where the source has 50 minutes.
    let bounded = |length: &f64| told_as.fits((length / told) as f32);
    apart(&clocks) || apart(&lengths) || lengths.iter().any(bounded)
}

fn times_of(side: Side<'_>) -> impl Iterator<Item = &Timex> {
    side.analysis.items.iter().filter_map(move |item| match &side.mention(item)?.value {
        Value::Time(time) => Some(time),
        _ => None,
    })
}

/// The times of day that a sentence names, in seconds.
pub(crate) fn clocks(side: Side<'_>) -> Vec<f64> {
    let clocks = times_of(side).filter_map(|time| time.said.clock.as_ref());
    clocks.map(|clock| f64::from(clock.hour) * 3600.0 + f64::from(clock.minute.unwrap_or(0)) * 60.0).collect()
}

/// "Died aged 88" where the source has the year of birth.
fn age(claim: Side<'_>, item: &Item, evidence: Side<'_>) -> bool {
    let Some(Value::Figure(figure)) = claim.mention(item).map(|mention| &mention.value) else { return false };
    let Some(old) = figure.amount.to_i16().filter(|_| figure.unit.as_deref() == Some("year")) else {
        return false;
    };
    let born = evidence.analysis.items.iter().any(|item| item.lower == "born");
    let Some(published) = evidence.tagged.published.filter(|_| born) else { return false };
    years(evidence).iter().any(|year| is_of_age(old, *year, published.year()))
}

/// "In 2002" where the source has "in 1999, and three years later", or a year of birth and an age.
fn stepped_to(claim: Side<'_>, item: &Item, evidence: Side<'_>) -> bool {
    let Some(Value::Time(time)) = claim.mention(item).map(|mention| &mention.value) else { return false };
    let Some(year) = time.value.parse::<i16>().ok().filter(|_| time.value.len() == 4) else { return false };
    let known = years(evidence);
    if known.contains(&year) {
        return false;
    }
    let born = evidence.analysis.items.iter().any(|item| item.lower == "born");
    let steps = evidence.analysis.items.iter().filter_map(|other| match &evidence.mention(other)?.value {
        Value::Time(Timex {
            said: Said { base: Base::Shift { unit: Unit::Year, count, .. }, .. }, ..
        }) => i16::try_from(*count).ok(),
        Value::Time(time) if is_step(evidence, other) => {
            time.value.strip_prefix('P')?.strip_suffix('Y')?.parse::<i16>().ok()
        }
        Value::Figure(figure) if born && is_age(evidence, other) => figure.amount.to_i16(),
        _ => None,
    });
    let slack = i32::from(born);
    known.len() <= YEARS
        && steps.into_iter().any(|step| {
            known.iter().any(|from| {
                let (from, step, year) = (i32::from(*from), i32::from(step), i32::from(year));
                (0..=slack).contains(&(year - from - step)) || !born && from - step == year
            })
        })
}

/// So old in a year, the birthday of that year past or to come, by the year of birth.
fn is_of_age(old: i16, born: i16, then: i16) -> bool {
    matches!(i32::from(then) - i32::from(born) - i32::from(old), 0 | 1)
}

/// "At 34", "aged 34".
fn is_age(side: Side<'_>, item: &Item) -> bool {
    let Some(figure) = side.figure(item).filter(|figure| figure.upper.is_none()) else { return false };
    figure.unit.as_deref() == Some("year")
        || figure.noun.is_none() && figure.unit.is_none() && matches!(item.before.as_str(), "at" | "aged")
}

/// "Joined at 22" where the source has the year in which it was, and its article the year of birth.
fn aged(claim: Side<'_>, item: &Item, evidence: Side<'_>) -> bool {
    let Some(old) = claim.figure(item).and_then(|figure| figure.amount.to_i16()) else { return false };
    if !is_age(claim, item) || item.before != "at" {
        return false;
    }
    let year = |mention: &Mention| Some(day(mention)?.0.year());
    let born =
        evidence.tagged.sentences.iter().filter(|other| {
            other.sentence.text.split(|c: char| !c.is_alphabetic()).any(|word| word == "born")
        });
    let born: Vec<i16> = born.flat_map(|other| &other.mentions).filter_map(year).collect();
    let then = years(evidence);
    born.len() <= 2 && then.iter().any(|then| born.iter().any(|born| is_of_age(old, *born, *then)))
}
