//! Dates written in figures alone.

use super::super::atoms::{Atom, is_dash};
use super::super::lexicon::Role;
use super::super::said::{Base, Step};
use super::{Hit, Parser, numeric, short_year};

impl Parser<'_> {
    /// Dates written in figures alone, and ISO dates with their time.
    pub(super) fn figures(&self, i: usize, led: bool) -> Option<Hit> {
        let (a, la) = self.at(i)?.digits()?;
        // 20251214
        if la == 8 {
            let (year, month, day) = (a / 10_000, a / 100 % 100, a % 100);
            if !(1900..=2099).contains(&year) || self.glued(i + 1).is_some_and(Atom::is_word) {
                return None;
            }
            let ok = super::super::calendar::date(
                i16::try_from(year).ok()?,
                i8::try_from(month).ok()?,
                i8::try_from(day).ok()?,
            )?;
            let base = Base::Point {
                year: Some(ok.year()),
                month: Some(ok.month()),
                day: Some(ok.day()),
                step: Step::Open,
            };
            return Some(Hit::date(i, i + 1, base));
        }
        let separator = self.glued(i + 1)?.mark().filter(|c| matches!(c, '/' | '.' | '-' | '\u{2011}'))?;
        // Month in letters: 2019-aug-01, 05-Aug-2016, 22/Jan/2019, 2020/23/Sep
        if la == 4
            && let Some((end, month)) = self.glued(i + 2).and_then(|_| self.month_at(i + 2))
        {
            let year = i16::try_from(a).ok();
            if self.glued(end).and_then(Atom::mark) == Some(separator)
                && let Some((d @ 1..=31, _)) = self.glued(end + 1).and_then(|x| x.digits())
            {
                let base =
                    Base::Point { year, month: Some(month), day: i8::try_from(d).ok(), step: Step::Open };
                return Some(Hit::date(i, end + 2, base));
            }
            return None;
        }
        let (b, lb) = self.glued(i + 2)?.digits()?;
        let third = self.glued(i + 3).and_then(Atom::mark) == Some(separator);
        if la == 4 && lb <= 2 && (1000..=2199).contains(&a) {
            let year = i16::try_from(a).ok()?;
            if third && let Some((c, 1..=2)) = self.glued(i + 4).and_then(|x| x.digits()) {
                let (month, day) = if (1..=12).contains(&b) { (b, c) } else { (c, b) };
                if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
                    return None;
                }
                let base = Base::Point {
                    year: Some(year),
                    month: i8::try_from(month).ok(),
                    day: i8::try_from(day).ok(),
                    step: Step::Open,
                };
                return Some(self.iso_time(Hit::date(i, i + 5, base)));
            }
            if third
                && let Some((end, month)) = self.glued(i + 4).and_then(|_| self.month_at(i + 4))
                && (1..=31).contains(&b)
            {
                let base = Base::Point {
                    year: Some(year),
                    month: Some(month),
                    day: i8::try_from(b).ok(),
                    step: Step::Open,
                };
                return Some(Hit::date(i, end, base));
            }
            if separator == '/' && lb == 2 {
                let last = year / 100 * 100 + i16::try_from(b).ok()?;
                if last == year + 1 {
                    return Some(Hit::date(i, i + 3, Base::Years(year, last)));
                }
            }
            if separator == '-'
                && (1..=12).contains(&b)
                && !third
                && (lb == 1 || i16::try_from(b).ok()? <= year % 100)
            {
                let base = Base::Point {
                    year: Some(year),
                    month: i8::try_from(b).ok(),
                    day: None,
                    step: Step::Open,
                };
                return Some(Hit::date(i, i + 3, base));
            }
            return None;
        }
        if la > 2 {
            return None;
        }
        if third && let Some((c, lc)) = self.glued(i + 4).and_then(|x| x.digits()) {
            let year = match lc {
                4 if (1000..=2199).contains(&c) => i16::try_from(c).ok()?,
                2 if lb <= 2 => short_year(c)?,
                _ => return None,
            };
            // A version, an address or a range of more dates goes on.
            if separator == '.'
                && self.glued_mark(i + 5, '.')
                && self.glued(i + 6).is_some_and(|x| x.digits().is_some())
            {
                return None;
            }
            let mut base = numeric(a, b, Some(year))?;
            if let Base::Swappable { day_first, year, .. } = &mut base {
                *day_first = separator == '.';
                if self.lexicon.style.day_first {
                    let (day, month) = (i8::try_from(a).ok(), i8::try_from(b).ok());
                    base = Base::Point { year: *year, month, day, step: Step::Open };
                }
            }
            return Some(self.iso_time(Hit::date(i, i + 5, base)));
        }
        // 12-2015, 12/2015
        if lb == 4 && (1000..=2199).contains(&b) && (1..=12).contains(&a) && separator != '.' {
            let base = Base::Point {
                year: i16::try_from(b).ok(),
                month: i8::try_from(a).ok(),
                day: None,
                step: Step::Open,
            };
            return Some(Hit::date(i, i + 3, base));
        }
        // "am 14.12."
        if self.lexicon.style.day_first && separator == '.' && third && lb <= 2 {
            let goes_on = self.glued(i + 4).is_some_and(|x| x.digits().is_some() || x.is_word());
            let (day, month) = (i8::try_from(a).ok()?, i8::try_from(b).ok()?);
            let real = (1..=31).contains(&day) && (1..=12).contains(&month);
            let base = Base::Point { year: None, month: Some(month), day: Some(day), step: Step::Open };
            return (led && real && !goes_on).then(|| Hit::date(i, i + 3, base));
        }
        if lb > 2 || third {
            return None;
        }
        // Two figures are a date after a preposition or a weekday, or in brackets; else a fraction, a score, a range.
        let bracketed = self.before(i).is_some_and(|x| x.mark() == Some('(')) && self.mark(i + 3, ')');
        let fits = separator == '/' || led && self.before(i).is_some_and(|x| x.lex().weekday > 0);
        let listed = i >= 4
            && self.before(i).is_some_and(|x| x.mark() == Some(',') || x.is(Role::Or) || x.is(Role::And))
            && self.at(i - 3).and_then(Atom::mark) == Some('/')
            && !self.mixed_before(i - 1);
        let led = led || listed && separator == '/';
        let fraction =
            a < b && matches!(b, 2 | 3 | 4 | 5 | 8 | 10 | 16 | 32 | 64) && la == 1 && !bracketed && a == 1;
        if !fits || fraction || !(led || bracketed) || separator == '/' && self.is_share(i) {
            return None;
        }
        if self.glued(i + 3).is_some_and(|x| x.is_word() || matches!(x.mark(), Some('%' | '/'))) {
            return None;
        }
        let base = numeric(a, b, None)?;
        Some(Hit::date(i, i + 3, base))
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
