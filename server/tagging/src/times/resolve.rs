//! From what was said to the days it means: against the day of writing, the tense, and the dates mentioned before.

use super::amounts::{Amount, duration_value};
use super::calendar::{date, days_between, easter, monday, nth_weekday, plus_days, plus_months, week_value};
use super::lexicon::{Holiday, Tense, Unit};
use super::points::{nearest, point, weekday, with_weekday};
use super::said::{Base, Portion, Said, Step, Year};
use super::spans::{first_week, last_week, quarter, season, unit_from, week_with, window};
use jiff::civil::Date;

/// What a date is resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Against {
    /// The day of writing.
    pub published: Option<Date>,
    /// The day mentioned before.
    pub mentioned: Option<Date>,
    /// The tense of the clause.
    pub tense: Tense,
}

/// A date resolved as far as it goes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meaning {
    pub value: String,
    pub days: Option<(Date, Date)>,
    pub other: Option<(Date, Date)>,
    pub relative: bool,
    pub year_assumed: bool,
}

impl Meaning {
    pub(super) fn day(day: Date) -> Self {
        Self { value: day.to_string(), days: Some((day, day)), ..Self::default() }
    }
    pub(super) fn symbol(value: impl Into<String>) -> Self {
        Self { value: value.into(), ..Self::default() }
    }
    pub(super) fn stretch(value: String, first: Option<Date>, last: Option<Date>) -> Self {
        Self { value, days: first.zip(last).filter(|(a, b)| a <= b), ..Self::default() }
    }
    pub(super) fn relative(mut self) -> Self {
        self.relative = true;
        self
    }
}

/// Resolves dates with the holidays of a language.
pub(crate) struct Resolver<'a> {
    pub holidays: &'a [Holiday],
}

impl Resolver<'_> {
    /// The meaning of `said`; `None` where its value stands as it is.
    pub(crate) fn resolve(&self, said: &Said, weekday: Option<i8>, against: Against) -> Option<Meaning> {
        if said.base == Base::Fixed {
            return None;
        }
        let mut meaning = self.base(&said.base, against);
        if let Some(weekday) = weekday {
            with_weekday(&mut meaning, &said.base, weekday, against);
        }
        if said.part.is_some() || said.clock.is_some() {
            if meaning.value.is_empty() {
                meaning.value = "XXXX-XX-XX".to_owned();
            }
            meaning.value.push_str(&time_value(said));
        }
        Some(meaning)
    }

    pub(super) fn base(&self, base: &Base, against: Against) -> Meaning {
        match base {
            Base::Fixed => Meaning::default(),
            Base::Clock => hour_of_day(against),
            Base::NightBefore => night_before(against),
            Base::Point { year, month, day, step } => point(*year, *month, *day, *step, against),
            Base::Swappable { year, american, day_first } => swappable(*year, *american, *day_first, against),
            Base::Weekday { day, step, week } => weekday(*day, *step, *week, against),
            Base::Unit { unit, step, mentioned } => unit_from(*unit, *step, *mentioned, against),
            Base::Shift { unit, count, from, mentioned } => {
                self.shift(*unit, *count, from.as_deref(), *mentioned, against)
            }
            Base::Window { unit, count } => window(*unit, *count, against),
            Base::Season(code, year) => season(code, *year, against),
            // The days of a firm's own year are its own.
            Base::Quarter(n, of, year, true) => Meaning { days: None, ..quarter(*n, *of, *year, against) },
            Base::Quarter(n, of, year, false) => quarter(*n, *of, *year, against),
            Base::Decade(from, guessed) => Meaning { year_assumed: *guessed, ..decade(*from) },
            Base::Century(from) => century(*from),
            Base::Fiscal(name, year) => match year_of(*year, against) {
                Some(year) => Meaning::symbol(format!("{name}{year:04}")),
                None => Meaning::symbol(format!("{name}XXXX")),
            },
            Base::Holiday(index, year, weekend) => self.holiday(*index, *year, *weekend, against),
            Base::WeekOf(n, of) => self.week_of(*n, of, against),
            Base::Slice(count, unit, of) => self.slice(*count, *unit, of, against),
            Base::WeekWith(of) => self.week_around(of, against),
            Base::MonthOf(n, day, year) => {
                let year = year_of(*year, against);
                let published = None;
                point(year, Some(*n), *day, Step::Open, Against { published, ..against })
            }
            Base::Part(portion, of) => self.part(*portion, of, against),
            Base::Range(a, b) => self.range(a, b, against),
            Base::Years(a, b) => Meaning::stretch(format!("{a:04}/{b:04}"), date(*a, 1, 1), date(*b, 12, 31)),
        }
    }

    fn shift(
        &self,
        unit: Unit,
        count: i32,
        from: Option<&Base>,
        mentioned: bool,
        against: Against,
    ) -> Meaning {
        let mut exact = false;
        let (start, known) = match from {
            Some(base) => {
                let days = self.base(base, against).days;
                exact = days.is_some_and(|d| d.0 == d.1);
                (days.map(|d| if count < 0 { d.0 } else { d.1 }), true)
            }
            None if mentioned => (against.mentioned.or(against.published), against.mentioned.is_some()),
            None => (against.published, true),
        };
        let symbol = match unit {
            Unit::Day | Unit::Night | Unit::Weekend => "XXXX-XX-XX",
            Unit::Week | Unit::Fortnight => "XXXX-WXX",
            Unit::Month | Unit::Quarter => "XXXX-XX",
            _ => "XXXX",
        };
        let moved = start.and_then(|start| add(start, unit, count));
        let Some(moved) = moved else { return Meaning::symbol(symbol) };
        let mut meaning = if exact || matches!(unit, Unit::Day | Unit::Night | Unit::Weekend) {
            Meaning::day(moved)
        } else {
            match unit {
                Unit::Week | Unit::Fortnight => week_with(moved),
                Unit::Month | Unit::Quarter => {
                    point(Some(moved.year()), Some(moved.month()), None, Step::Open, against)
                }
                _ => point(Some(moved.year()), None, None, Step::Open, against),
            }
        }
        .relative();
        if !known {
            meaning.days = None;
        }
        meaning
    }

    fn holiday(&self, index: usize, year: Year, weekend: bool, against: Against) -> Meaning {
        let Some(holiday) = self.holidays.get(index) else { return Meaning::default() };
        let on = |year: i16| -> Option<Date> {
            let day = if let Some(days) = holiday.easter {
                plus_days(easter(year)?, i32::from(days))?
            } else if holiday.weekday > 0 {
                nth_weekday(year, holiday.month, holiday.nth, holiday.weekday)?
            } else {
                date(year, holiday.month, holiday.day)?
            };
            plus_days(day, i32::from(holiday.plus))
        };
        let mut meaning = match (year_of(year, against), against.published) {
            (Some(year), _) => on(year).map(Meaning::day).unwrap_or_default(),
            (None, Some(doc)) => {
                let days = [doc.year() - 1, doc.year(), doc.year() + 1].map(on);
                let day = nearest(doc, &days, against.tense, 150);
                let mut meaning = day.map(Meaning::day).unwrap_or_default();
                meaning.year_assumed = true;
                meaning
            }
            (None, None) if holiday.easter.is_none() && holiday.weekday == 0 => {
                Meaning::symbol(format!("XXXX-{:02}-{:02}", holiday.month, holiday.day))
            }
            (None, None) => Meaning::symbol("XXXX-XX-XX"),
        };
        if weekend
            && let Some((day, _)) = meaning.days
            && let Some(first) = monday(day)
        {
            meaning.value = format!("{}-WE", week_value(first));
            meaning.days = plus_days(first, 5).zip(plus_days(first, 6));
        }
        meaning
    }

    /// The week that holds a day.
    fn week_around(&self, of: &Base, against: Against) -> Meaning {
        let mut meaning = self.base(of, against);
        let Some(first) = meaning.days.and_then(|(first, _)| monday(first)) else {
            return Meaning::symbol("XXXX-WXX");
        };
        meaning.value = week_value(first);
        meaning.days = plus_days(first, 6).map(|last| (first, last));
        meaning
    }

    fn week_of(&self, n: i32, of: &Base, against: Against) -> Meaning {
        let stretch = self.base(of, against);
        let Some((first, last)) = stretch.days else { return Meaning::symbol("XXXX-WXX") };
        let start =
            if n < 0 { last_week(last) } else { first_week(first).and_then(|m| plus_days(m, (n - 1) * 7)) };
        let Some(start) = start else { return Meaning::symbol("XXXX-WXX") };
        let mut meaning = week_with(start);
        meaning.relative = stretch.relative;
        meaning.year_assumed = stretch.year_assumed;
        meaning
    }

    fn slice(&self, count: i32, unit: Unit, of: &Base, against: Against) -> Meaning {
        let stretch = self.base(of, against);
        let symbol = || {
            let amount = Amount::Count(f64::from(count.abs()));
            Meaning::symbol(duration_value(&[(amount, unit)]))
        };
        let Some((first, last)) = stretch.days else { return symbol() };
        let bounds = if unit == Unit::Week {
            let from = if count < 0 {
                last_week(last).and_then(|m| plus_days(m, 7 * (count + 1)))
            } else {
                first_week(first)
            };
            from.and_then(|from| Some((from, plus_days(from, 7 * count.abs())?)))
        } else if count < 0 {
            plus_days(last, 1).and_then(|end| Some((add(end, unit, count)?, end)))
        } else {
            add(first, unit, count).map(|end| (first, end))
        };
        let Some((from, end)) = bounds else { return symbol() };
        let mut meaning = Meaning::stretch(format!("{from}/{end}"), Some(from), plus_days(end, -1));
        meaning.relative = stretch.relative;
        meaning.year_assumed = stretch.year_assumed;
        meaning
    }

    fn part(&self, portion: Portion, of: &Base, against: Against) -> Meaning {
        let mut meaning = self.base(of, against);
        let Some((first, last)) = meaning.days else { return meaning };
        let length = days_between(first, last) + 1;
        let third = length / 3;
        let cut = |a: i32, b: i32| plus_days(first, a).zip(plus_days(first, b));
        // Parts are said loosely: each third is taken with a margin.
        let margin = if length > 60 {
            15
        } else if length > 20 {
            3
        } else {
            1
        };
        let days = match portion {
            Portion::Early => cut(0, (third + margin).min(length - 1)),
            Portion::Mid => cut((third - margin).max(0), (2 * third + margin).min(length - 1)),
            Portion::Late => cut((2 * third - margin).max(0), length - 1),
            Portion::Before => match against.published {
                Some(doc) if doc > first && doc <= last => Some((first, doc)),
                _ => Some((first, last)),
            },
            Portion::After => match against.published {
                Some(doc) if doc >= first && doc < last => Some((doc, last)),
                _ => Some((first, last)),
            },
        };
        meaning.days = days;
        meaning
    }
}

/// "T14:35:10Z", "TEV": the time of day as TIMEX3 writes it.
fn time_value(said: &Said) -> String {
    let Some(clock) = &said.clock else { return format!("T{}", said.part.unwrap_or_default()) };
    let second = clock.second.map_or(String::new(), |second| format!(":{second:02}"));
    let zone = if clock.zone.as_deref() == Some("z") { "Z" } else { "" };
    format!("T{:02}:{:02}{second}{zone}", clock.hour, clock.minute.unwrap_or(0))
}

/// A time of day without a day: on the day mentioned before, else on an unknown one, shown as that of writing.
fn hour_of_day(against: Against) -> Meaning {
    let Some(day) = against.mentioned.or(against.published) else { return Meaning::symbol("XXXX-XX-XX") };
    let days = against.mentioned.map(|day| (day, day));
    Meaning { days, ..Meaning::day(day).relative() }
}

/// The night that ends on the day mentioned before, or on that of writing.
fn night_before(against: Against) -> Meaning {
    let Some(day) = against.mentioned.or(against.published) else { return Meaning::symbol("XXXX-XX-XX") };
    let days = plus_days(day, -1).map(|before| (before, day));
    Meaning { days, ..Meaning::day(day).relative() }
}

fn swappable(year: Option<i16>, american: (i8, i8), day_first: bool, against: Against) -> Meaning {
    let reading = |month, day| point(year, Some(month), Some(day), Step::Open, against);
    let (first, second) = (reading(american.0, american.1), reading(american.1, american.0));
    let (first, second) = if day_first { (second, first) } else { (first, second) };
    Meaning { other: second.days, ..first }
}

fn decade(from: i16) -> Meaning {
    let last = date(from.saturating_add(9), 12, 31);
    Meaning::stretch(format!("{:03}X", from / 10), date(from, 1, 1), last)
}

fn century(from: i16) -> Meaning {
    let last = date(from.saturating_add(99), 12, 31);
    Meaning::stretch(format!("{:02}XX", from / 100), date(from.max(1), 1, 1), last)
}

/// `count` of `unit` from a day.
pub(super) fn add(start: Date, unit: Unit, count: i32) -> Option<Date> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(start),
        Unit::Day | Unit::Night => plus_days(start, count),
        Unit::Weekend | Unit::Week => plus_days(start, count.checked_mul(7)?),
        Unit::Fortnight => plus_days(start, count.checked_mul(14)?),
        Unit::Month => plus_months(start, count),
        Unit::Quarter => plus_months(start, count.checked_mul(3)?),
        Unit::Season | Unit::Year => plus_months(start, count.checked_mul(12)?),
        Unit::Decade => plus_months(start, count.checked_mul(120)?),
        Unit::Century => plus_months(start, count.checked_mul(1200)?),
    }
}

/// The calendar year that is said, counted from that of writing where it is said so.
pub(super) fn year_of(year: Year, against: Against) -> Option<i16> {
    match year {
        Year::Open => None,
        Year::Known(year) => Some(year),
        Year::Step(step) => against.published.map(|doc| doc.year().saturating_add(step)),
    }
}
