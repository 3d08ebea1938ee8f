//! Dates written in figures alone.

use super::super::atoms::{Atom, is_dash};
use super::super::calendar;
use super::super::lexicon::Role;
use super::super::said::Base;
use super::{Hit, Parser, numeric, short_year};

/// Two figures with a mark between them: "12/14", "2025-12".
struct Pair {
    /// The piece of the first.
    at: usize,
    first: u32,
    mark: char,
    second: u32,
    /// How many digits the second has.
    length: u8,
    /// The same mark stands behind it.
    goes_on: bool,
}

impl Parser<'_> {
    /// Dates written in figures alone, and ISO dates with their time.
    pub(super) fn figures(&self, i: usize, led: bool) -> Option<Hit> {
        let (first, length) = self.at(i)?.digits()?;
        if length == 8 {
            return self.eight_digits(i, first);
        }
        let mark = self.glued(i + 1)?.mark().filter(|c| matches!(c, '/' | '.' | '-' | '\u{2011}'))?;
        if length == 4
            && let Some((end, month)) = self.glued(i + 2).and_then(|_| self.month_at(i + 2))
        {
            return self.year_month_letters(i, first, mark, end, month);
        }
        let (second, second_length) = self.glued(i + 2)?.digits()?;
        let goes_on = self.glued(i + 3).and_then(Atom::mark) == Some(mark);
        let pair = Pair { at: i, first, mark, second, length: second_length, goes_on };
        if length == 4 && pair.length <= 2 && (1000..=2199).contains(&first) {
            return self.year_first(&pair);
        }
        if length > 2 {
            return None;
        }
        if goes_on && let Some(third) = self.glued(i + 4).and_then(Atom::digits) {
            return self.year_last(&pair, third);
        }
        // 12-2015, 12/2015; but "order 7/2026" is the seventh of a year.
        let numbered = mark == '/' && length == 1 && !led && self.before(i).is_some_and(Atom::is_word);
        if pair.length == 4
            && (1000..=2199).contains(&second)
            && (1..=12).contains(&first)
            && mark != '.'
            && !numbered
        {
            let base = Base::point(i16::try_from(second).ok(), i8::try_from(first).ok(), None);
            return Some(Hit::date(i, i + 3, base));
        }
        if self.lexicon.style.day_first && mark == '.' && goes_on && pair.length <= 2 {
            return self.day_and_month(&pair).filter(|_| led);
        }
        if pair.length > 2 || goes_on {
            return None;
        }
        self.two_figures(&pair, length, led)
    }

    /// 20251214
    fn eight_digits(&self, i: usize, digits: u32) -> Option<Hit> {
        let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
        if !(1900..=2099).contains(&year) || self.glued(i + 1).is_some_and(Atom::is_word) {
            return None;
        }
        let day =
            calendar::date(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
        let base = Base::point(Some(day.year()), Some(day.month()), Some(day.day()));
        Some(Hit::date(i, i + 1, base))
    }

    /// 2019-aug-01: `end` is the piece after the month.
    fn year_month_letters(&self, i: usize, year: u32, mark: char, end: usize, month: i8) -> Option<Hit> {
        if self.glued(end).and_then(Atom::mark) != Some(mark) {
            return None;
        }
        let (day @ 1..=31, _) = self.glued(end + 1)?.digits()? else { return None };
        let base = Base::point(i16::try_from(year).ok(), Some(month), i8::try_from(day).ok());
        Some(Hit::date(i, end + 2, base))
    }

    /// 2025-12-14, 2020/23/Sep, 1996/97, 2025-12
    fn year_first(&self, pair: &Pair) -> Option<Hit> {
        let Pair { at: i, mark, second, goes_on, .. } = *pair;
        let year = i16::try_from(pair.first).ok()?;
        if goes_on && let Some((third, 1..=2)) = self.glued(i + 4).and_then(Atom::digits) {
            let (month, day) = if (1..=12).contains(&second) { (second, third) } else { (third, second) };
            if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
                return None;
            }
            let base = Base::point(Some(year), i8::try_from(month).ok(), i8::try_from(day).ok());
            return Some(self.iso_time(Hit::date(i, i + 5, base)));
        }
        if goes_on
            && let Some((end, month)) = self.glued(i + 4).and_then(|_| self.month_at(i + 4))
            && (1..=31).contains(&second)
        {
            let base = Base::point(Some(year), Some(month), i8::try_from(second).ok());
            return Some(Hit::date(i, end, base));
        }
        if mark == '/' && pair.length == 2 {
            let last = year / 100 * 100 + i16::try_from(second).ok()?;
            if last == year + 1 {
                return Some(Hit::date(i, i + 3, Base::Years(year, last)));
            }
        }
        // "1996-97" is read as a range.
        let ends_a_range = pair.length == 2 && i16::try_from(second).ok()? > year % 100;
        let month = mark == '-' && (1..=12).contains(&second) && !goes_on && !ends_a_range;
        month.then(|| Hit::date(i, i + 3, Base::point(Some(year), i8::try_from(second).ok(), None)))
    }

    /// 12/14/2025, 14.12.25: `third` is the figure behind the pair, and how many digits it has.
    fn year_last(&self, pair: &Pair, third: (u32, u8)) -> Option<Hit> {
        let i = pair.at;
        let year = match third {
            (year @ 1000..=2199, 4) => i16::try_from(year).ok()?,
            (year, 2) if pair.length <= 2 => short_year(year)?,
            _ => return None,
        };
        // A version, an address or a range of more dates goes on.
        if pair.mark == '.'
            && self.glued_mark(i + 5, '.')
            && self.glued(i + 6).is_some_and(|x| x.digits().is_some())
        {
            return None;
        }
        let mut base = numeric(pair.first, pair.second, Some(year))?;
        if let Base::Swappable { day_first, .. } = &mut base {
            *day_first = pair.mark == '.';
            if self.lexicon.style.day_first {
                base = Base::point(Some(year), i8::try_from(pair.second).ok(), i8::try_from(pair.first).ok());
            }
        }
        Some(self.iso_time(Hit::date(i, i + 5, base)))
    }

    /// "14.12."
    fn day_and_month(&self, pair: &Pair) -> Option<Hit> {
        let i = pair.at;
        let (day, month) = (i8::try_from(pair.first).ok()?, i8::try_from(pair.second).ok()?);
        let goes_on = self.glued(i + 4).is_some_and(|x| x.digits().is_some() || x.is_word());
        let real = (1..=31).contains(&day) && (1..=12).contains(&month);
        (real && !goes_on).then(|| Hit::date(i, i + 3, Base::point(None, Some(month), Some(day))))
    }

    /// Two figures are a date after a preposition or a weekday, or in brackets; else a fraction, a score, a range.
    /// `length`: how many digits the first has.
    fn two_figures(&self, pair: &Pair, length: u8, led: bool) -> Option<Hit> {
        let Pair { at: i, first, mark, second, .. } = *pair;
        let before = self.before(i);
        let bracketed = before.is_some_and(|x| x.mark() == Some('(')) && self.mark(i + 3, ')');
        let fits = mark == '/' || led && before.is_some_and(|x| x.lex().weekday > 0);
        let listed = i >= 4
            && before.is_some_and(|x| x.mark() == Some(',') || x.is(Role::Or) || x.is(Role::And))
            && self.at(i - 3).and_then(Atom::mark) == Some('/')
            && !self.mixed_before(i - 1);
        let led = led || listed && mark == '/';
        let fraction = first == 1
            && length == 1
            && matches!(second, 2 | 3 | 4 | 5 | 8 | 10 | 16 | 32 | 64)
            && !bracketed;
        if !fits || fraction || !(led || bracketed) || mark == '/' && self.is_share(i) {
            return None;
        }
        if self.glued(i + 3).is_some_and(|x| x.is_word() || matches!(x.mark(), Some('%' | '/'))) {
            return None;
        }
        Some(Hit::date(i, i + 3, numeric(first, second, None)?))
    }

    /// "5/8 pct", "3/8 and 5/8 of a point", "6-7/8, 5/8 pct": a share, by the words behind it and behind others like it.
    fn is_share(&self, i: usize) -> bool {
        let mut at = i;
        for _ in 0..3 {
            if !self.proper_part(at) {
                return false;
            }
            let end = at + 3;
            if self.at(end).is_some_and(|a| a.lex().share) {
                return true;
            }
            let joined = self.mark(end, ',')
                || self.at(end).is_some_and(|a| matches!(a.role(), Some(Role::And | Role::Or | Role::To)));
            if !joined {
                return false;
            }
            at = end + 1;
        }
        false
    }

    /// A part of one that is halved and halved again, in figures at `i`: "5/8", "11/16".
    pub(super) fn proper_part(&self, i: usize) -> bool {
        let below = self.glued(i + 2).and_then(Atom::digits);
        let Some((top, 1..=2)) = self.at(i).and_then(Atom::digits) else { return false };
        self.glued_mark(i + 1, '/')
            && below.is_some_and(|(below, _)| {
                matches!(below, 2 | 4 | 8 | 16 | 32 | 64) && top < below && top % 2 == 1
            })
            && !self.glued_mark(i + 3, '/')
    }

    /// Whether a whole number with a part, "6-15/16", ends before `end`.
    fn mixed_before(&self, end: usize) -> bool {
        end >= 5
            && self.proper_part(end - 3)
            && self.glued(end - 4).and_then(Atom::mark).is_some_and(is_dash)
            && self.at(end - 5).is_some_and(|a| a.digits().is_some())
    }
}
