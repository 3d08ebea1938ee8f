//! From what was said to the days it means: against the day of writing, the tense, and the dates mentioned before.

use super::calendar::{
    date, days_between, easter, monday, month_end, nth_weekday, plus_days, plus_months, week_value,
};
use super::lexicon::{Holiday, Tense, Unit};
use super::said::{Base, Portion, Said, Step, Year};
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
    fn day(day: Date) -> Self {
        Self { value: day.to_string(), days: Some((day, day)), ..Self::default() }
    }
    fn symbol(value: impl Into<String>) -> Self {
        Self { value: value.into(), ..Self::default() }
    }
    fn stretch(value: String, first: Option<Date>, last: Option<Date>) -> Self {
        Self { value, days: first.zip(last).filter(|(a, b)| a <= b), ..Self::default() }
    }
    fn relative(mut self) -> Self {
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
            meaning.value.push('T');
            if let Some(clock) = &said.clock {
                let minute = clock.minute.unwrap_or(0);
                meaning.value.push_str(&format!("{:02}:{minute:02}", clock.hour));
                if let Some(second) = clock.second {
                    meaning.value.push_str(&format!(":{second:02}"));
                }
                if clock.zone.as_deref() == Some("z") {
                    meaning.value.push('Z');
                }
            } else if let Some(part) = said.part {
                meaning.value.push_str(part);
            }
        }
        Some(meaning)
    }

    fn base(&self, base: &Base, against: Against) -> Meaning {
        match base {
            Base::Fixed => Meaning::default(),
            Base::Clock => match against.mentioned.or(against.published) {
                Some(day) => {
                    let mut meaning = Meaning::day(day).relative();
                    if against.mentioned.is_none() {
                        meaning.days = None;
                    }
                    meaning
                }
                None => Meaning::symbol("XXXX-XX-XX"),
            },
            Base::NightBefore => match against.mentioned.or(against.published) {
                Some(day) => {
                    let mut meaning = Meaning::day(day).relative();
                    meaning.days = plus_days(day, -1).map(|before| (before, day));
                    meaning
                }
                None => Meaning::symbol("XXXX-XX-XX"),
            },
            Base::Point { year, month, day, step } => point(*year, *month, *day, *step, against),
            Base::Swappable { year, american: (month, day), day_first } => {
                let (first, second) = if *day_first {
                    ((*day, *month), (*month, *day))
                } else {
                    ((*month, *day), (*day, *month))
                };
                let mut meaning = point(*year, Some(first.0), Some(first.1), Step::Open, against);
                meaning.other = point(*year, Some(second.0), Some(second.1), Step::Open, against).days;
                meaning
            }
            Base::Weekday { day, step, week } => weekday(*day, *step, *week, against),
            Base::Unit { unit, step, mentioned } => unit_from(*unit, *step, *mentioned, against),
            Base::Shift { unit, count, from, mentioned } => {
                self.shift(*unit, *count, from.as_deref(), *mentioned, against)
            }
            Base::Window { unit, count } => window(*unit, *count, against),
            Base::Season(code, year) => season(code, *year, against),
            Base::Quarter(n, of, year, fiscal) => {
                let mut meaning = quarter(*n, *of, *year, against);
                if *fiscal {
                    meaning.days = None;
                }
                meaning
            }
            Base::Decade(from, guessed) => {
                let mut meaning = Meaning::stretch(
                    format!("{:03}X", from / 10),
                    date(*from, 1, 1),
                    date(from.saturating_add(9), 12, 31),
                );
                meaning.year_assumed = *guessed;
                meaning
            }
            Base::Century(from) => Meaning::stretch(
                format!("{:02}XX", from / 100),
                date((*from).max(1), 1, 1),
                date(from.saturating_add(99), 12, 31),
            ),
            Base::Fiscal(name, year) => match year_of(*year, against) {
                Some(year) => Meaning::symbol(format!("{name}{year:04}")),
                None => Meaning::symbol(format!("{name}XXXX")),
            },
            Base::Holiday(index, year, weekend) => self.holiday(*index, *year, *weekend, against),
            Base::WeekOf(n, of) => self.week_of(*n, of, against),
            Base::Slice(count, unit, of) => self.slice(*count, *unit, of, against),
            Base::WeekWith(of) => {
                let mut meaning = self.base(of, against);
                match meaning.days.and_then(|(first, _)| monday(first)) {
                    Some(first) => {
                        meaning.value = week_value(first);
                        meaning.days = plus_days(first, 6).map(|last| (first, last));
                        meaning
                    }
                    None => Meaning::symbol("XXXX-WXX"),
                }
            }
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
                Unit::Decade | Unit::Century if count % 10 == 0 => {
                    point(Some(moved.year()), None, None, Step::Open, against)
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
            let amount = super::amounts::Amount::Count(f64::from(count.abs()));
            Meaning::symbol(super::amounts::duration_value(&[(amount, unit)]))
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

    fn range(&self, a: &Base, b: &Base, against: Against) -> Meaning {
        let mut first = self.base(a, against);
        let mut second = self.base(b, against);
        // "from May to October", written in between: this year's.
        if let (
            Base::Point { year: None, month: Some(m), day: d, .. },
            Base::Point { year: None, month: Some(_), .. },
            Some(doc),
        ) = (a, b, against.published)
        {
            let known = |year: i16| point(Some(year), Some(*m), *d, Step::Open, against);
            let holds = [doc.year() - 1, doc.year()].into_iter().find(|year| {
                let start = known(*year).days;
                let end = second.days.zip(start).and_then(|(days, start)| next_after(b, days, start.0));
                start.zip(end).is_some_and(|(start, end)| start.0 <= doc && doc <= end.1)
            });
            if let Some(year) = holds {
                first = Meaning { year_assumed: true, ..known(year) };
                second.days =
                    second.days.zip(first.days).and_then(|(days, start)| next_after(b, days, start.0));
            }
        }
        let open = |base: &Base| {
            matches!(
                base,
                Base::Point { year: None, month: Some(_), .. }
                    | Base::Swappable { year: None, .. }
                    | Base::Weekday { week: None, .. }
            )
        };
        // One end fixes the other: the second is the first such day after the first.
        if open(b)
            && let Some((start, _)) = first.days
        {
            if let Some((from, to)) = second.days
                && from < start
            {
                second.days = next_after(b, (from, to), start);
            } else if matches!(b, Base::Point { .. })
                && !open(a)
                && let Some((from, to)) = second.days
            {
                second.days = next_after(b, (from, to), start);
            }
            second.value = match (second.days, b) {
                (Some((day, _)), Base::Point { day: None, .. }) => {
                    format!("{:04}-{:02}", day.year(), day.month())
                }
                (Some((day, _)), _) => day.to_string(),
                _ => second.value,
            };
        }
        if first.days.is_some()
            && second.days.is_some()
            && first.days > second.days
            && open(a)
            && !open(b)
            && let Base::Point { month: Some(month), day, .. } = a
            && let Some((from, _)) = second.days
            && let Some(year) = [from.year(), from.year() - 1]
                .into_iter()
                .find(|y| date(*y, *month, day.unwrap_or(1)).is_some_and(|d| d <= from))
        {
            first = point(Some(year), Some(*month), *day, Step::Open, against);
        }
        let start = first.days.map(|d| d.0);
        let end = second.days.map(|d| d.1);
        // Where the last part begins: how TIMEX3 corpora and Recognizers write the end of a range.
        let begins = |meaning: &Meaning, base: &Base| match (meaning.days, base) {
            (Some((_, last)), Base::Part(..)) => plus_days(last, 1).map(|d| d.to_string()),
            (Some((first, _)), _) => Some(first.to_string()),
            (None, _) => None,
        };
        let value = match (start, begins(&second, b)) {
            (Some(start), Some(end)) => format!("{start}/{end}"),
            _ => format!("{}/{}", first.value, second.value),
        };
        let mut meaning = Meaning::stretch(value, start, end);
        meaning.relative = first.relative || second.relative;
        meaning.year_assumed = first.year_assumed || second.year_assumed;
        meaning
    }
}

/// The weekday named beside a date decides what the date leaves open: day or month first, and which month.
fn with_weekday(meaning: &mut Meaning, base: &Base, weekday: i8, against: Against) {
    let falls = |day: Date| day.weekday().to_monday_one_offset() == weekday;
    match (base, meaning.days, meaning.other) {
        (Base::Swappable { .. }, Some((day, _)), Some((other, _))) => {
            if falls(other) && !falls(day) {
                meaning.value = other.to_string();
                meaning.days = meaning.other;
            }
            if falls(other) || falls(day) {
                meaning.other = None;
            }
        }
        (Base::Point { year: None, month: None, day: Some(d), step: Step::Open }, Some((day, _)), None)
            if !falls(day) =>
        {
            let Some(doc) = against.published else { return };
            let first = doc.first_of_month();
            let fitting: Vec<Option<Date>> = (-14..=14)
                .map(|n| {
                    plus_months(first, n).and_then(|m| date(m.year(), m.month(), *d)).filter(|x| falls(*x))
                })
                .collect();
            if let Some(found) = nearest(doc, &fitting, against.tense, 15) {
                *meaning = Meaning::day(found).relative();
            }
        }
        _ => {}
    }
}

fn next_after(base: &Base, days: (Date, Date), start: Date) -> Option<(Date, Date)> {
    if let Base::Weekday { .. } = base {
        let mut day = days.0;
        for _ in 0..54 {
            if day > start {
                return Some((day, day));
            }
            day = plus_days(day, 7)?;
        }
        return None;
    }
    let length = days_between(days.0, days.1);
    for year in [start.year(), start.year() + 1] {
        if let Some(first) = date(year, days.0.month(), days.0.day())
            && first >= start
        {
            let last = if length > 0 { month_end(year, first.month())? } else { first };
            return Some((first, last));
        }
    }
    None
}

fn add(start: Date, unit: Unit, count: i32) -> Option<Date> {
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

/// The Monday of a stretch's first week: the first whose Thursday lies inside.
fn first_week(first: Date) -> Option<Date> {
    let monday = monday(first)?;
    if plus_days(monday, 3)? < first { plus_days(monday, 7) } else { Some(monday) }
}

/// The same of its last week.
fn last_week(last: Date) -> Option<Date> {
    let monday = monday(last)?;
    if plus_days(monday, 3)? > last { plus_days(monday, -7) } else { Some(monday) }
}

fn week_with(day: Date) -> Meaning {
    let first = monday(day);
    Meaning::stretch(week_value(day), first, first.and_then(|f| plus_days(f, 6)))
}

fn year_of(year: Year, against: Against) -> Option<i16> {
    match year {
        Year::Open => None,
        Year::Known(year) => Some(year),
        Year::Step(step) => against.published.map(|doc| doc.year().saturating_add(step)),
    }
}

/// The day nearest to `doc`; beyond `reach` days on the wrong side of the tense, the one on its right side.
fn nearest(doc: Date, days: &[Option<Date>], tense: Tense, reach: i32) -> Option<Date> {
    let near = days.iter().flatten().copied().min_by_key(|d| days_between(doc, *d).abs())?;
    let distance = days_between(doc, near);
    let wrong = match tense {
        Tense::Past => distance > reach,
        Tense::Future => distance < -reach,
        Tense::Unknown => false,
    };
    if !wrong {
        return Some(near);
    }
    let right = |d: &Date| if tense == Tense::Past { *d <= doc } else { *d >= doc };
    days.iter().flatten().copied().filter(right).min_by_key(|d| days_between(doc, *d).abs()).or(Some(near))
}

fn point(year: Option<i16>, month: Option<i8>, day: Option<i8>, step: Step, against: Against) -> Meaning {
    let doc = against.published;
    match (year, month, day) {
        (Some(y), Some(m), Some(d)) => match date(y, m, d) {
            Some(day) => Meaning::day(day),
            None => Meaning::symbol(format!("{y:04}-{m:02}-{d:02}")),
        },
        (Some(y), Some(m), None) => {
            Meaning::stretch(format!("{y:04}-{m:02}"), date(y, m, 1), month_end(y, m))
        }
        (Some(y), None, _) => Meaning::stretch(format!("{y:04}"), date(y, 1, 1), date(y, 12, 31)),
        (None, Some(m), Some(d)) => {
            let Some(doc) = doc else { return Meaning::symbol(format!("XXXX-{m:02}-{d:02}")) };
            let years: Vec<Option<Date>> =
                (-4..=4).map(|n| date(doc.year().saturating_add(n), m, d)).collect();
            let found = match step {
                Step::Last | Step::Past => years.iter().flatten().copied().filter(|x| *x <= doc).max(),
                Step::This => date(doc.year(), m, d),
                Step::Next => date(doc.year() + 1, m, d),
                Step::Upcoming => years.iter().flatten().copied().filter(|x| *x >= doc).min(),
                Step::Open => nearest(doc, &years, against.tense, 60),
            };
            match found {
                Some(day) => Meaning { year_assumed: true, ..Meaning::day(day) },
                None => Meaning::symbol(format!("XXXX-{m:02}-{d:02}")),
            }
        }
        (None, Some(m), None) => {
            let Some(doc) = doc else { return Meaning::symbol(format!("XXXX-{m:02}")) };
            let y = doc.year();
            let year = match step {
                Step::Last | Step::Past => {
                    if m < doc.month() {
                        y
                    } else {
                        y - 1
                    }
                }
                Step::This => y,
                Step::Next | Step::Upcoming => {
                    if m > doc.month() {
                        y
                    } else {
                        y + 1
                    }
                }
                Step::Open => match against.tense {
                    _ if m == doc.month() => y,
                    Tense::Past => {
                        if m < doc.month() {
                            y
                        } else {
                            y - 1
                        }
                    }
                    Tense::Future => {
                        if m > doc.month() {
                            y
                        } else {
                            y + 1
                        }
                    }
                    Tense::Unknown => match i32::from(m) - i32::from(doc.month()) {
                        7.. => y - 1,
                        ..=-6 => y + 1,
                        _ => y,
                    },
                },
            };
            let mut meaning = point(Some(year), Some(m), None, Step::Open, against);
            meaning.year_assumed = true;
            meaning
        }
        (None, None, Some(d)) => {
            let Some(doc) = doc else { return Meaning::symbol(format!("XXXX-XX-{d:02}")) };
            let first = doc.first_of_month();
            let months: Vec<Option<Date>> = (-12..=12)
                .map(|n| plus_months(first, n).and_then(|m| date(m.year(), m.month(), d)))
                .collect();
            let all = months.iter().flatten().copied();
            let found = match step {
                Step::This => date(doc.year(), doc.month(), d),
                Step::Last => plus_months(first, -1).and_then(|m| date(m.year(), m.month(), d)),
                Step::Next => plus_months(first, 1).and_then(|m| date(m.year(), m.month(), d)),
                _ => match against.tense {
                    Tense::Future => all.filter(|x| *x >= doc).min(),
                    Tense::Past => all.filter(|x| *x <= doc).max(),
                    Tense::Unknown => nearest(doc, &months, Tense::Unknown, 0),
                },
            };
            match found {
                Some(day) => Meaning::day(day).relative(),
                None => Meaning::symbol(format!("XXXX-XX-{d:02}")),
            }
        }
        (None, None, None) => Meaning::default(),
    }
}

fn weekday(day: i8, step: Step, week: Option<i32>, against: Against) -> Meaning {
    let symbol = || Meaning::symbol(format!("XXXX-WXX-{day}"));
    let Some(doc) = against.published else { return symbol() };
    let Some(monday) = monday(doc) else { return symbol() };
    let of_week = |week: i32| plus_days(monday, week * 7 + i32::from(day) - 1);
    let today = doc.weekday().to_monday_one_offset();
    let back = plus_days(doc, -i32::from((today - day).rem_euclid(7)));
    let ahead = plus_days(doc, i32::from((day - today).rem_euclid(7)));
    let found = match (week, step) {
        (Some(week), _) => of_week(week),
        (None, Step::Last) => of_week(-1),
        (None, Step::Next) => of_week(1),
        (None, Step::This) => match against.tense {
            Tense::Past => back,
            Tense::Future => ahead,
            Tense::Unknown => of_week(0),
        },
        (None, Step::Past) => {
            if today == day {
                plus_days(doc, -7)
            } else {
                back
            }
        }
        (None, Step::Upcoming) => {
            if today == day {
                plus_days(doc, 7)
            } else {
                ahead
            }
        }
        (None, Step::Open) => match against.tense {
            Tense::Future => ahead,
            _ => back,
        },
    };
    found.map_or_else(symbol, |day| Meaning::day(day).relative())
}

fn unit_from(unit: Unit, step: i32, mentioned: bool, against: Against) -> Meaning {
    let start = if mentioned { against.mentioned.or(against.published) } else { against.published };
    let known = !mentioned || against.mentioned.is_some();
    let symbol = match unit {
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year | Unit::Season => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        _ => "XXXX-XX-XX",
    };
    let Some(start) = start else { return Meaning::symbol(symbol) };
    let meaning = match unit {
        Unit::Weekend => monday(start).and_then(|m| {
            // Written on a Monday or Tuesday about what is over, "the weekend" is the last one.
            let back = step == 0
                && against.tense != Tense::Future
                && start.weekday().to_monday_zero_offset() < 3
                && against.tense == Tense::Past;
            let m = plus_days(m, 7 * if back { -1 } else { step })?;
            let (first, last) = (plus_days(m, 5)?, plus_days(m, 6)?);
            Some(Meaning::stretch(format!("{}-WE", week_value(m)), Some(first), Some(last)))
        }),
        Unit::Week => add(start, unit, step).map(week_with),
        Unit::Fortnight => {
            let first = if step > 0 { plus_days(start, 1) } else { plus_days(start, -14) };
            first.and_then(|first| {
                let end = plus_days(first, 14)?;
                Some(Meaning::stretch(format!("{first}/{end}"), Some(first), plus_days(end, -1)))
            })
        }
        Unit::Month => plus_months(start.first_of_month(), step)
            .map(|m| point(Some(m.year()), Some(m.month()), None, Step::Open, against)),
        Unit::Quarter => plus_months(start.first_of_month(), step * 3)
            .map(|m| quarter((m.month() - 1) / 3 + 1, 4, Year::Known(m.year()), against)),
        Unit::Year | Unit::Season => i16::try_from(step)
            .ok()
            .map(|s| point(Some(start.year().saturating_add(s)), None, None, Step::Open, against)),
        Unit::Decade => i16::try_from(step).ok().map(|s| {
            let from = (start.year() / 10).saturating_add(s) * 10;
            Meaning::stretch(
                format!("{:03}X", from / 10),
                date(from, 1, 1),
                date(from.saturating_add(9), 12, 31),
            )
        }),
        Unit::Century => i16::try_from(step).ok().map(|s| {
            let from = (start.year() / 100).saturating_add(s) * 100;
            Meaning::stretch(
                format!("{:02}XX", from / 100),
                date(from.max(1), 1, 1),
                date(from.saturating_add(99), 12, 31),
            )
        }),
        _ => plus_days(start, step).map(Meaning::day),
    };
    let mut meaning = meaning.unwrap_or_else(|| Meaning::symbol(symbol)).relative();
    if !known {
        meaning.days = None;
    }
    meaning
}

fn window(unit: Unit, count: i32, against: Against) -> Meaning {
    let symbol = || {
        Meaning::symbol(super::amounts::duration_value(&[(
            super::amounts::Amount::Count(f64::from(count.abs())),
            unit,
        )]))
    };
    let Some(doc) = against.published else { return symbol() };
    let whole = match unit {
        // Whole quarters, decades and weekends: those before or after the one of writing.
        Unit::Quarter => {
            let month = (doc.month() - 1) / 3 * 3 + 1;
            date(doc.year(), month, 1).map(|first| (first, plus_months(first, 3)))
        }
        Unit::Decade if count > 0 => {
            date(doc.year() / 10 * 10, 1, 1).map(|first| (first, plus_months(first, 120)))
        }
        _ => None,
    };
    let bounds = match whole {
        Some((first, next)) => {
            if count < 0 {
                add(first, unit, count).zip(Some(first))
            } else {
                next.and_then(|next| Some((next, add(next, unit, count)?)))
            }
        }
        None if count < 0 => add(doc, unit, count).zip(Some(doc)),
        None => plus_days(doc, 1).and_then(|first| Some((first, add(first, unit, count)?))),
    };
    let Some((first, end)) = bounds else { return symbol() };
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
        return symbol();
    }
    // The day of writing itself belongs to what is past.
    let last = if count < 0 && end == doc { Some(doc) } else { plus_days(end, -1) };
    Meaning::stretch(format!("{first}/{end}"), Some(first), last).relative()
}

fn season(code: &str, year: Year, against: Against) -> Meaning {
    let months = |year: i16| -> Option<(Date, Date)> {
        // By the weather of the northern half, with the days by which usages differ.
        match code {
            "SP" => Some((date(year, 3, 1)?, date(year, 6, 21)?)),
            "SU" => Some((date(year, 6, 1)?, date(year, 9, 22)?)),
            "FA" => Some((date(year, 9, 1)?, date(year, 12, 21)?)),
            _ => Some((date(year - 1, 12, 1)?, date(year, 3, 20)?)),
        }
    };
    let of = |year: i16, relative: bool| {
        let days = months(year);
        let mut meaning = Meaning::stretch(format!("{year:04}-{code}"), days.map(|d| d.0), days.map(|d| d.1));
        // "winter 1996" may be the one before or the one after New Year.
        if code == "WI" {
            meaning.days = months(year).map(|d| d.0).zip(date(year.saturating_add(1), 3, 20));
        }
        meaning.relative = relative;
        meaning
    };
    match (year, against.published) {
        (Year::Known(year), _) => of(year, false),
        (Year::Open, None) | (Year::Step(_), None) => Meaning::symbol(format!("XXXX-{code}")),
        (Year::Step(0), Some(doc)) => of(doc.year(), true),
        (Year::Step(step), Some(doc)) => {
            let this = months(doc.year());
            let year = match this {
                Some((_, last)) if step < 0 && last < doc => doc.year(),
                Some((first, _)) if step > 0 && first > doc => doc.year(),
                _ => doc.year().saturating_add(step),
            };
            of(year, true)
        }
        (Year::Open, Some(doc)) => {
            let mut meaning = match (months(doc.year()), against.tense) {
                (Some((first, _)), Tense::Past) if first > doc => of(doc.year() - 1, true),
                (Some((_, last)), Tense::Future) if last < doc => of(doc.year() + 1, true),
                _ => of(doc.year(), true),
            };
            meaning.year_assumed = true;
            meaning
        }
    }
}

fn quarter(n: i8, of: i8, year: Year, against: Against) -> Meaning {
    let letter = if of == 4 { 'Q' } else { 'H' };
    let length = 12 / of;
    let days = |year: i16| -> Option<(Date, Date)> {
        Some((date(year, (n - 1) * length + 1, 1)?, month_end(year, n * length)?))
    };
    let (year, assumed) = match (year_of(year, against), against.published) {
        (Some(year), _) => (year, false),
        (None, None) => return Meaning::symbol(format!("XXXX-{letter}{n}")),
        (None, Some(doc)) => {
            let y = doc.year();
            let year = match (days(y), against.tense) {
                (Some((first, _)), Tense::Past) if first > doc => y - 1,
                (Some((_, last)), Tense::Future) if last < doc => y + 1,
                // A quarter not yet begun is far more often the last one told of.
                (Some((first, _)), Tense::Unknown) if days_between(doc, first) > 150 => y - 1,
                _ => y,
            };
            (year, true)
        }
    };
    let bounds = days(year);
    let mut meaning =
        Meaning::stretch(format!("{year:04}-{letter}{n}"), bounds.map(|b| b.0), bounds.map(|b| b.1));
    meaning.year_assumed = assumed;
    meaning.relative = assumed;
    meaning
}
