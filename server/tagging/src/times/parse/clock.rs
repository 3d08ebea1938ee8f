//! Times of day.

use super::super::lexicon::{Role, Unit};
use super::super::said::{Base, Clock};
use super::{Hit, Parser};
use crate::mention::Kind;

/// The hour of the day, 0 to 24: `hour` as it is, or in the half of the day that "am" or "pm" says.
fn hour_of_day(hour: u32, pm: Option<bool>) -> Option<i8> {
    let hour = match pm {
        None => hour,
        Some(_) if hour == 0 || hour > 12 => return None,
        Some(true) => hour % 12 + 12,
        Some(false) => hour % 12,
    };
    i8::try_from(hour).ok().filter(|h| *h <= 24)
}

fn at(hour: i8, minute: Option<i8>) -> Clock {
    Clock { hour, minute, second: None, zone: None }
}

impl Parser<'_> {
    /// "10 a.m. EST", "half past six", "9 a.m. Tuesday": a time of day, and the day behind it.
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

    /// A time of day: the piece after it, and the time.
    fn clock_time(&self, i: usize) -> Option<(usize, Clock)> {
        let atom = self.at(i)?;
        if matches!(atom.role(), Some(Role::Noon | Role::Midnight)) {
            return self.twelve(i);
        }
        let Some((hour, length)) = atom.digits() else { return self.worded_hour(i) };
        if length == 4 && hour / 100 <= 24 && hour % 100 < 60 {
            return self.four_digits(i, hour);
        }
        if length > 2 {
            return None;
        }
        let separated = self.glued_mark(i + 1, ':') || self.glued_mark(i + 1, '.');
        match self.glued(i + 2).and_then(|a| a.digits()) {
            Some((minute @ 0..60, 2)) if separated => self.hour_and_minute(i, hour, minute),
            _ => self.whole_hour(i, hour),
        }
    }

    /// "noon", "midnight"
    fn twelve(&self, i: usize) -> Option<(usize, Clock)> {
        let atom = self.at(i)?;
        if atom.is(Role::Midnight) {
            return Some((i + 1, at(24, Some(0))));
        }
        // "High Noon" is a film, "high noon" a duel.
        let named =
            atom.capital && !self.lexicon.style.noun_capitals || self.is(i.wrapping_sub(1), Role::High);
        (i == 0 || !named).then(|| (i + 1, at(12, Some(0))))
    }

    /// "eleven a.m.", "three o'clock"
    fn worded_hour(&self, i: usize) -> Option<(usize, Clock)> {
        let hour = self.at(i)?.lex().number.filter(|n| (1..=12).contains(n))?;
        if let Some((end, pm)) = self.meridiem(i + 1) {
            return Some((end, at(hour_of_day(hour, Some(pm))?, Some(0))));
        }
        let end = self.oclock(i + 1)?;
        Some((end, at(hour_of_day(hour, None)?, None)))
    }

    /// "0735 GMT", "0600 hrs": `figures` are hour and minute in one.
    fn four_digits(&self, i: usize, figures: u32) -> Option<(usize, Clock)> {
        let next = self.at(i + 1)?;
        let zone = next.is(Role::Zone);
        let hours = next.is(Role::Hours) && self.text[self.at(i)?.range.clone()].starts_with('0');
        if !(zone && next.capital || hours) {
            return None;
        }
        let time = at(hour_of_day(figures / 100, None)?, i8::try_from(figures % 100).ok());
        Some((if zone { i + 1 } else { i + 2 }, time))
    }

    /// "3:45 p.m.", "15:45", "15.45 GMT", "15:45:10"
    fn hour_and_minute(&self, i: usize, hour: u32, minute: u32) -> Option<(usize, Clock)> {
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
        let time = |pm| {
            let minute = i8::try_from(minute).ok();
            Some(Clock { hour: hour_of_day(hour, pm)?, minute, second, zone: None })
        };
        if let Some((end, pm)) = self.meridiem(end) {
            return Some((end, time(Some(pm))?));
        }
        if hour >= 24 {
            return None;
        }
        if let Some(end) = self.oclock(end) {
            return Some((end, time(None)?));
        }
        let zone = self.at(end).is_some_and(|a| a.is(Role::Zone) && a.capital);
        if colon || zone { Some((end, time(None)?)) } else { None }
    }

    /// "4 p.m.", "4 o'clock", "4 in the morning"
    fn whole_hour(&self, i: usize, hour: u32) -> Option<(usize, Clock)> {
        if let Some((end, pm)) = self.meridiem(i + 1) {
            return Some((end, at(hour_of_day(hour, Some(pm))?, Some(0))));
        }
        if let Some(end) = self.oclock(i + 1) {
            return Some((end, at(hour_of_day(hour, None)?, Some(0))));
        }
        if hour <= 12 && self.is(i + 1, Role::In) && self.is(i + 2, Role::The) {
            let pm = self.at(i + 3)?.lex().part? != "MO";
            return Some((i + 4, at(hour_of_day(hour, Some(pm))?, Some(0))));
        }
        None
    }

    /// "half past six", "a quarter past seven", "at quarter to nine": the hour as it is said, of which half of the day
    /// stays open.
    fn spoken_time(&self, i: usize) -> Option<(usize, Clock)> {
        let first = self.past(i, Role::A);
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
        let named = self.at(first + 2)?;
        let hour = named.digits().map(|d| d.0).or(named.lex().number).filter(|n| (1..=12).contains(n))?;
        let (hour, minute) = match (half, to) {
            (true, _) => (hour, 30),
            (false, true) => (if hour == 1 { 12 } else { hour - 1 }, 45),
            (false, false) => (hour, 15),
        };
        let end = first + 3;
        let (end, pm) = self.meridiem(end).map_or((end, None), |(end, pm)| (end, Some(pm)));
        // "half past six million" is none.
        if self.at(end).is_some_and(|a| a.lex().number.is_some()) {
            return None;
        }
        Some((end, at(hour_of_day(hour, pm)?, Some(minute))))
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

    /// "o'clock", "Uhr" at `i`: the piece after it.
    pub(super) fn oclock(&self, i: usize) -> Option<usize> {
        if self.is(i, Role::Oclock) {
            return Some(i + 1);
        }
        let o = self.at(i)?;
        if self.text.get(o.range.clone())?.eq_ignore_ascii_case("o")
            && self.apostrophe(i + 1)
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
