//! How exactly a figure is told, and what another is when told so.

use crate::mention::Figure;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How the noughts at the end of a figure are taken.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Noughts {
    /// As a rounding: "$6.90" may be said of 6.86.
    Rounded,
    /// Those behind the point as written for a reason: the ends of a range are told as they are ("$1.30 to $1.40").
    Written,
}

/// Significant digits of a figure, less one. A scale word's noughts do not count.
fn places(figure: Decimal, noughts: Noughts) -> u32 {
    let written = noughts == Noughts::Written
        && (1..=4).contains(&figure.scale())
        && figure.abs() < Decimal::ONE_THOUSAND;
    let mut mantissa = if written { figure } else { figure.normalize() }.mantissa().unsigned_abs();
    while !written && mantissa >= 10 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
    }
    mantissa.checked_ilog10().unwrap_or(0)
}

/// `value` rounded to as many significant digits as `like` is written with.
pub(super) fn round_like(value: f64, like: Decimal, noughts: Noughts) -> f64 {
    if value == 0.0 || !value.is_finite() || like.is_zero() {
        return value;
    }
    // Where the first digit of `like` stands: rounding 998 like 1,000 is 1,000.
    let first = like.to_f64().unwrap_or(1.0).abs().log10().floor() as i32;
    let step = 10f64.powi(first - places(like, noughts) as i32);
    (value / step).round() * step
}

/// Significant digits as said, less one. The noughts that a round figure ends in do not count.
pub(super) fn digits(figure: &Figure) -> u32 {
    places(figure.amount, Noughts::Rounded)
}
