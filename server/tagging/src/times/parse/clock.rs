//! Times of day and times taken.

use super::super::atoms::Atom;
use super::super::lexicon::{Role, Unit};
use super::super::said::{Base, Clock};
use super::{Hit, Parser};
use crate::mention::Kind;

impl Parser<'_> {
    pub(super) fn clock(&self, i: usize) -> Option<Hit> {
        let (mut end, mut clock) = self.clock_time(i).or_else(|| self.spoken_time(i))?;
        // "10 a.m. EST", "3 p.m. local time"
        if let Some(zone) = self.at(end)
            && zone.capital
            && zone.is(Role::Zone)
            && zone.range.len() <= 4
        {
            clock.zone = Some(self.lower(end));
            end += 1;
        } else if self.is(end, Role::Local) && self.is(end + 1, Role::Time) {
            end += 2;
        }
        let mut hit = Hit::date(i, end, Base::Clock);
        hit.kind = Kind::Time;
        hit.clock = Some(clock);
        // "9 a.m. Tuesday", "4 a.m. EDT Thursday"
        let after = if self.mark(end, ',') { end + 1 } else { end };
        if self.at(after).is_some_and(|a| {
            a.lex().weekday > 0 && a.capital || a.lex().day.is_some() || a.lex().month > 0 && a.capital
        }) && let Some(date) = self
            .with_weekday(after, true)
            .or_else(|| self.calendar_date(after, true))
            .or_else(|| self.named_day(after))
            && date.kind == Kind::Date
        {
            hit.end = date.end;
            hit.base = date.base;
            hit.weekday = date.weekday;
        }
        Some(hit)
    }

    /// "half past six", "a quarter past seven", "at quarter to nine": the hour as it is said, of which half of the day
    /// stays open.
    fn spoken_time(&self, i: usize) -> Option<(usize, Clock)> {
        let first = if self.is(i, Role::A) { i + 1 } else { i };
        let quarter = self.at(first)?.unit() == Some(Unit::Quarter) && !self.at(first)?.lex().plural;
        let half = self.is(first, Role::Half) && first == i;
        let to = self.is(first + 1, Role::To);
        if !(half || quarter) || !(self.is(first + 1, Role::Past) || quarter && to) {
            return None;
        }
        // "rose a quarter to seven million": only after a word of time.
        if to
            && !self.before_is(i, &[Role::At, Role::By, Role::Before, Role::After, Role::Until, Role::Since])
        {
            return None;
        }
        let hour = self.at(first + 2)?;
        let hour = hour.digits().map(|d| d.0).or(hour.lex().number).filter(|n| (1..=12).contains(n))?;
        let hour = i8::try_from(hour).ok()?;
        let (hour, minute) = match (half, to) {
            (true, _) => (hour, 30),
            (false, true) => (if hour == 1 { 12 } else { hour - 1 }, 45),
            (false, false) => (hour, 15),
        };
        let end = first + 3;
        let (end, hour) = match self.meridiem(end) {
            Some((end, pm)) => (end, hour % 12 + if pm { 12 } else { 0 }),
            None => (end, hour),
        };
        // "half past six million" is none.
        let number = self.at(end).is_some_and(|a| a.lex().number.is_some());
        (!number).then_some((end, Clock { hour, minute: Some(minute), second: None, zone: None }))
    }

    /// "won in 2:04:31", "a best of 3:29", "1:58.69", "2:04:31": hours, minutes and seconds that somebody took, by the words before
    /// them or for want of the second figure that the hour of a clock has.
    pub(super) fn taken(&self, i: usize) -> Option<Hit> {
        let (first, length @ 1..=2) = self.at(i)?.digits()? else { return None };
        let part = |i: usize| match self.glued(i)?.digits()? {
            (n @ 0..60, 2) => Some(n),
            _ => None,
        };
        if !self.glued_mark(i + 1, ':') {
            return None;
        }
        let second = part(i + 2)?;
        let third = if self.glued_mark(i + 3, ':') { Some(part(i + 4)?) } else { None };
        let mut end = if third.is_some() { i + 5 } else { i + 3 };
        let mut decimals = String::new();
        if self.glued_mark(end, '.')
            && let Some((_, 1..=3)) = self.glued(end + 1).and_then(Atom::digits)
        {
            decimals = format!(".{}", &self.text[self.at(end + 1)?.range.clone()]);
            end += 2;
        }
        // Another figure, a half of the day or a zone makes it something else.
        let next = self.at(end);
        if self.glued(end).is_some_and(|a| a.is_word() || a.mark() == Some(':'))
            || self.meridiem(end).is_some()
            || self.oclock(end).is_some()
            || next.is_some_and(|a| a.is(Role::Zone) && a.capital || a.is(Role::Local))
        {
            return None;
        }
        let unit = next.and_then(Atom::unit).filter(|unit| *unit <= Unit::Hour);
        let mut before = (1..=3).map_while(|back| i.checked_sub(back).and_then(|j| self.at(j)));
        let small = |a: &&Atom| {
            matches!(a.role(), Some(Role::Of | Role::In | Role::A | Role::Possessive | Role::The))
        };
        // "A kick-off time of 15:30" is none.
        let said = |a: &Atom| a.lex().taken && (third.is_some() || !a.is(Role::Time));
        let raced = before.find(|a| !small(a)).is_some_and(said) || self.before_is(i, &[Role::In]);
        let timed = !decimals.is_empty() || third.is_some() && length == 1;
        // "At 15:30 hours".
        let measured = unit.is_some_and(|unit| third.is_some() || unit < Unit::Hour);
        // "3:07 down", "leads by 1:04", "a lead of 1:04": minutes and seconds.
        let at = self.before_is(i, &[Role::At, Role::Until, Role::Since, Role::From]);
        let apart = third.is_none()
            && !at
            && (next.is_some_and(|a| a.lex().gap)
                || self.before_is(i, &[Role::By, Role::Of])
                    && (2..=5).any(|back| {
                        i.checked_sub(back).and_then(|j| self.at(j)).is_some_and(|a| a.lex().gap_before)
                    }));
        if !(raced || timed || measured || apart) {
            return None;
        }
        let hours = unit == Some(Unit::Hour) && third.is_none();
        let value = match third {
            Some(third) => format!("PT{first}H{second}M{third}{decimals}S"),
            None if hours => format!("PT{first}H{second}M"),
            None => format!("PT{first}M{second}{decimals}S"),
        };
        Some(Hit::fixed(i, end + usize::from(unit.is_some()), Kind::Duration, &value))
    }

    /// "1m 43.2s", "2h 4m 31s", "2hr04min": parts of an hour, each by its letter, from the larger to the smaller.
    pub(super) fn lettered(&self, i: usize) -> Option<Hit> {
        self.at(i)?.digits()?;
        let mut value = String::from("PT");
        let (mut end, mut parts, mut last) = (i, 0, ' ');
        while parts < 3 {
            let Some((after, n)) =
                self.number(end).filter(|_| self.at(end).is_some_and(|a| a.digits().is_some()))
            else {
                break;
            };
            let Some(letter) = self.glued(after).map(|a| self.text[a.range.clone()].to_ascii_uppercase())
            else {
                break;
            };
            let letter = match letter.as_str() {
                "H" | "HR" | "HRS" => 'H',
                "M" | "MIN" | "MINS" => 'M',
                "S" | "SEC" | "SECS" => 'S',
                _ => break,
            };
            let follows = matches!((last, letter), (' ', 'H' | 'M') | ('H', 'M') | ('M', 'S'));
            if !follows || last != ' ' && n >= 60.0 || letter != 'S' && n.fract() != 0.0 {
                break;
            }
            value.push_str(&format!("{n}{letter}"));
            (end, last) = (after + 1, letter);
            parts += 1;
        }
        (parts > 1).then(|| Hit::fixed(i, end, Kind::Duration, &value))
    }

    /// am or pm at `i`: its end, and whether it is pm.
    pub(super) fn meridiem(&self, i: usize) -> Option<(usize, bool)> {
        let atom = self.at(i)?;
        match atom.role() {
            Some(Role::Am) => return Some((i + 1, false)),
            Some(Role::Pm) => return Some((i + 1, true)),
            _ => {}
        }
        let letter = self.text.get(atom.range.clone())?;
        let pm = match letter {
            "a" | "A" => false,
            "p" | "P" => true,
            _ => return None,
        };
        let m = self.glued(i + 2)?;
        if self.glued_mark(i + 1, '.') && matches!(&self.text[m.range.clone()], "m" | "M") {
            // The stop that closes the abbreviation belongs to it.
            let end = if self.glued_mark(i + 3, '.') { i + 4 } else { i + 3 };
            return Some((end, pm));
        }
        None
    }

    pub(super) fn clock_time(&self, i: usize) -> Option<(usize, Clock)> {
        let atom = self.at(i)?;
        let whole = |hour: i8| Clock { hour, minute: None, second: None, zone: None };
        match atom.role() {
            // "High Noon" is a film, "high noon" a duel.
            Some(Role::Noon)
                if i > 0
                    && (atom.capital && !self.lexicon.style.noun_capitals || self.is(i - 1, Role::High)) =>
            {
                return None;
            }
            Some(Role::Noon) => return Some((i + 1, Clock { minute: Some(0), ..whole(12) })),
            Some(Role::Midnight) => return Some((i + 1, Clock { minute: Some(0), ..whole(24) })),
            _ => {}
        }
        let hour_of = |hour: u32, pm: Option<bool>| -> Option<i8> {
            let hour = match pm {
                None => hour,
                Some(_) if hour == 0 || hour > 12 => return None,
                Some(true) => hour % 12 + 12,
                Some(false) => hour % 12,
            };
            i8::try_from(hour).ok().filter(|h| *h <= 24)
        };
        let Some((hour, length)) = atom.digits() else {
            // "eleven a.m.", "three o'clock"
            let n = atom.lex().number.filter(|n| (1..=12).contains(n))?;
            if let Some((end, pm)) = self.meridiem(i + 1) {
                return Some((end, Clock { minute: Some(0), ..whole(hour_of(n, Some(pm))?) }));
            }
            return self.oclock(i + 1).map(|end| (end, whole(i8::try_from(n).unwrap_or(0))));
        };
        if length == 4 && hour / 100 <= 24 && hour % 100 < 60 {
            // 0735 GMT, 0600 hrs
            let zone = self.at(i + 1)?;
            if zone.is(Role::Zone) && zone.capital
                || zone.is(Role::Hours) && self.text[atom.range.clone()].starts_with('0')
            {
                let minute = i8::try_from(hour % 100).ok();
                return Some((
                    i + 2 - usize::from(zone.is(Role::Zone)),
                    Clock { minute, ..whole(hour_of(hour / 100, None)?) },
                ));
            }
            return None;
        }
        if length > 2 {
            return None;
        }
        let separated = self.glued_mark(i + 1, ':') || self.glued_mark(i + 1, '.');
        if separated && let Some((minute @ 0..60, 2)) = self.glued(i + 2).and_then(|a| a.digits()) {
            let colon = self.glued_mark(i + 1, ':');
            let mut end = i + 3;
            let mut second = None;
            if colon
                && self.glued_mark(end, ':')
                && let Some((s @ 0..60, 2)) = self.glued(end + 1).and_then(|a| a.digits())
            {
                second = i8::try_from(s).ok();
                end += 2;
            }
            // A race time (1:41.2) or a ratio goes on with figures.
            if self.glued_mark(end, '.') && self.glued(end + 1).is_some_and(|a| a.digits().is_some()) {
                return None;
            }
            let minute = i8::try_from(minute).ok();
            if let Some((end, pm)) = self.meridiem(end) {
                return Some((end, Clock { hour: hour_of(hour, Some(pm))?, minute, second, zone: None }));
            }
            if let Some(end) = self.oclock(end).filter(|_| hour < 24) {
                return Some((end, Clock { hour: hour_of(hour, None)?, minute, second, zone: None }));
            }
            let zone = self.at(end).is_some_and(|a| a.is(Role::Zone) && a.capital);
            if (colon || zone) && hour < 24 {
                return Some((end, Clock { hour: hour_of(hour, None)?, minute, second, zone: None }));
            }
            return None;
        }
        if let Some((end, pm)) = self.meridiem(i + 1) {
            return Some((end, Clock { minute: Some(0), ..whole(hour_of(hour, Some(pm))?) }));
        }
        if let Some(end) = self.oclock(i + 1) {
            return Some((end, Clock { minute: Some(0), ..whole(hour_of(hour, None)?) }));
        }
        // "4 in the morning"
        if hour <= 12 && self.is(i + 1, Role::In) && self.is(i + 2, Role::The) {
            let part = self.at(i + 3)?.lex().part?;
            let pm = part != "MO";
            return Some((i + 4, Clock { minute: Some(0), ..whole(hour_of(hour, Some(pm))?) }));
        }
        None
    }

    pub(super) fn oclock(&self, i: usize) -> Option<usize> {
        // "14 Uhr"
        if self.is(i, Role::Oclock) {
            return Some(i + 1);
        }
        let o = self.at(i)?;
        if self.text.get(o.range.clone())?.eq_ignore_ascii_case("o")
            && self.glued(i + 1).is_some_and(|a| matches!(a.mark(), Some('\'' | '’')))
            && self.is(i + 2, Role::Oclock)
        {
            return Some(i + 3);
        }
        None
    }

    /// "T14:35Z" or " 14:35" right behind an ISO date.
    pub(super) fn iso_time(&self, mut hit: Hit) -> Hit {
        let end = hit.end;
        let Some(t) = self.glued(end) else { return hit };
        if &self.text[t.range.clone()] != "T" {
            return hit;
        }
        if let Some((after, mut clock)) = self.clock_time(end + 1) {
            let mut after = after;
            if self.glued(after).is_some_and(|a| &self.text[a.range.clone()] == "Z") {
                clock.zone = Some("z".to_owned());
                after += 1;
            } else if self.glued(after).is_some_and(|a| matches!(a.mark(), Some('+' | '-')))
                && self.glued(after + 1).is_some_and(|a| a.digits().is_some())
            {
                after += 2;
                if self.glued_mark(after, ':') && self.glued(after + 1).is_some_and(|a| a.digits().is_some())
                {
                    after += 2;
                }
            }
            hit.clock = Some(clock);
            hit.kind = Kind::Time;
            hit.end = after;
        }
        hit
    }
}
