//! Two figures in one unit: measures, money, shares.

use super::files::{CurrenciesFile, UnitsFile};
use super::interval::{Incomparable, same};
use super::rounding::digits;
use crate::grammar;
use crate::mention::{Figure, Kind};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

struct Units {
    /// Dimension, factor, offset by name.
    by_name: FxHashMap<String, (String, f64, f64)>,
    /// What a hundredth may be a part of.
    cents: FxHashMap<String, Vec<String>>,
    /// Names that several currencies share.
    shared: FxHashMap<String, Vec<String>>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let units: UnitsFile = grammar::built_in("en/units.toml");
    let currencies: CurrenciesFile = grammar::built_in("en/currencies.toml");
    Units {
        by_name: units
            .unit
            .into_iter()
            .map(|u| {
                let number = |d: Decimal| d.to_f64().unwrap_or(0.0);
                (u.name, (u.dimension, number(u.factor), number(u.offset)))
            })
            .collect(),
        cents: currencies.cents.into_iter().map(|c| (c.name, c.of)).collect(),
        shared: currencies.shared.into_iter().collect(),
    }
});

/// Factor and offset.
type Scale = (f64, f64);

/// A unit and nothing added.
const ONE: Scale = (1.0, 0.0);

/// What takes each of two figures into one unit, factor and offset, or why there is none.
pub(super) fn scales(
    draft: (Kind, &Figure),
    source: (Kind, &Figure),
) -> Result<(Scale, Scale), Incomparable> {
    let ((dk, d), (sk, s)) = (draft, source);
    let unit = |figure: &Figure| figure.unit.clone().unwrap_or_default();
    let (du, su) = (unit(d), unit(s));
    if (dk == Kind::Ordinal) != (sk == Kind::Ordinal) || (du == "score") != (su == "score") {
        return Err(Incomparable::Sort);
    }
    let points =
        |unit: &str| UNITS.by_name.get(unit).is_some_and(|(dimension, ..)| dimension == "percentage points");
    if dk == sk && du == su {
        if dk == Kind::Number && share(d) != share(s) {
            return Err(Incomparable::Share);
        }
        return Ok((ONE, ONE));
    }
    match (dk, sk) {
        (Kind::Percent, Kind::Number) if share(s) => Ok(((0.01, 0.0), ONE)),
        (Kind::Number, Kind::Percent) if share(d) => Ok((ONE, (0.01, 0.0))),
        (Kind::Percent, Kind::Number) | (Kind::Number, Kind::Percent) => Err(Incomparable::Share),
        (Kind::Percent, _) if points(&su) => Err(Incomparable::Points),
        (_, Kind::Percent) if points(&du) => Err(Incomparable::Points),
        (Kind::Money, Kind::Money) => money(&du, &su),
        (Kind::Quantity, Kind::Quantity) => match (UNITS.by_name.get(&du), UNITS.by_name.get(&su)) {
            (Some((a, f, o)), Some((b, g, p))) if a == b => Ok(((*f, *o), (*g, *p))),
            _ => Err(Incomparable::Unit),
        },
        _ => Err(Incomparable::Unit),
    }
}

/// A part of one.
fn share(figure: &Figure) -> bool {
    figure.amount > Decimal::ZERO && figure.amount < Decimal::ONE
}

/// The same for two sums of money, by the names of their units.
fn money(draft: &str, source: &str) -> Result<(Scale, Scale), Incomparable> {
    let cents = |cents: &str, whole: &str| {
        UNITS.cents.get(cents).is_some_and(|of| of.iter().any(|code| code == whole))
    };
    if cents(draft, source) {
        return Ok(((0.01, 0.0), ONE));
    }
    if cents(source, draft) {
        return Ok((ONE, (0.01, 0.0)));
    }
    let shares =
        |name: &str, code: &str| UNITS.shared.get(name).is_some_and(|codes| codes.iter().any(|c| c == code));
    if shares(draft, source) || shares(source, draft) {
        return Ok((ONE, ONE));
    }
    Err(Incomparable::Currency)
}

/// The source's figure in the draft's unit: its amount and the end of its range. `None` where units do not meet.
pub(super) fn in_unit_of(
    draft: (Kind, &Figure),
    source: (Kind, &Figure),
) -> Option<(Decimal, Option<Decimal>)> {
    let ((df, d_offset), (sf, s_offset)) = scales(draft, source).ok()?;
    let (_, s) = source;
    if same(df, sf) && same(d_offset, s_offset) {
        return Some((s.amount, s.upper));
    }
    let convert = |x: Decimal| -> Option<Decimal> {
        let value = (x.to_f64()? * sf + s_offset - d_offset) / df;
        if value == 0.0 || !value.is_finite() {
            return None;
        }
        // No more digits than the source's own: 70 miles are 113 kilometers.
        let digits = 3.max(digits(s) as i32 + 1);
        let step = 10f64.powi(value.abs().log10().floor() as i32 + 1 - digits);
        Decimal::from_f64_retain((value / step).round() * step).map(|d| d.round_dp(6).normalize())
    };
    Some((
        convert(s.amount)?,
        match s.upper {
            Some(upper) => Some(convert(upper)?),
            None => None,
        },
    ))
}
