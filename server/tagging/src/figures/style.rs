//! A source's figure written the way the draft writes its own: digits or words, "million" or "mln", separators, halves and
//! quarters as fractions. What stands around the digits (currency, unit, hedge) stays the draft's.

use super::Figures;
use super::lexicon::{Lexicon, Role};
use super::units::in_unit_of;
use crate::mention::{Figure, Kind, Mention, Value};
use rust_decimal::Decimal;
use std::ops::Range;

/// How the digits of a figure are written.
#[derive(Clone, Debug, PartialEq)]
struct Style {
    /// Three, three million.
    words: bool,
    /// Begins with a capital letter.
    capital: bool,
    /// The scale word or letter with the space or hyphen before it, and what it multiplies by.
    scale: Option<(String, Decimal)>,
    /// The separator of thousands; `None` where the figure is too short to show one.
    thousands: Option<Option<char>>,
    /// What joins a whole number and a fraction: "9-1/2", "9 1/2".
    fraction: Option<char>,
    /// 22nd
    ordinal: bool,
}

/// The words of a source's figure to put in the place of the `digits` of the draft's. Where the source writes as the draft
/// does, or where its figure cannot be written so, they are the source's own.
pub fn format_like(draft: &Mention, draft_text: &str, source: &Mention, source_text: &str) -> String {
    let (Value::Figure(d), Value::Figure(s)) = (&draft.value, &source.value) else {
        return source_text.get(source.range.clone()).unwrap_or_default().to_owned();
    };
    let lexicon = &Figures::english().lexicon;
    let own = |figure: &Figure, text: &str| text.get(figure.digits.clone()).unwrap_or_default().to_owned();
    let (mine, theirs) = (own(d, draft_text), own(s, source_text));
    let (a, b) = (style(lexicon, &mine, d), style(lexicon, &theirs, s));
    let Some((amount, upper)) = in_unit_of((draft.kind, d), (source.kind, s)) else { return theirs };
    let converted = amount != s.amount;
    if !converted && a.like(&b) {
        return capital(theirs, a.capital, b.capital && b.words);
    }
    // A range has a form of its own; so has what is vague.
    if upper.is_some() || d.upper.is_some() {
        return theirs;
    }
    write(lexicon, amount, &a, draft.kind, s.amount == amount && b.scale.is_some())
        .map_or(theirs, |written| capital(written, a.capital, false))
}

/// The bytes of the hedge that stands before a figure ("more than "), with the space after it.
pub fn hedge_before(text: &str, figure: &Mention) -> Option<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let lexicon = &Figures::english().lexicon;
    let atoms = super::atoms::atoms(text, &lower, lexicon, &[]);
    let first = atoms.partition_point(|atom| atom.range.end <= figure.range.start);
    let last = first.checked_sub(1)?;
    let last = if atoms[last].word.is(super::lexicon::ARTICLE) { last.checked_sub(1)? } else { last };
    let (start, _) = lexicon.hedge_before.find(&lower, &atoms, last)?;
    Some(atoms[start].range.start..figure.range.start)
}

impl Style {
    fn like(&self, other: &Style) -> bool {
        let scale = match (&self.scale, &other.scale) {
            (Some((a, _)), Some((b, _))) => {
                // Of one family: "5 million" and "1.2 billion", "5m" and "1.2bn".
                a == b || (a.len() > 4) == (b.len() > 4) && a.starts_with(' ') == b.starts_with(' ')
            }
            (None, None) => true,
            _ => false,
        };
        self.words == other.words
            && scale
            && (self.thousands.is_none() || other.thousands.is_none() || self.thousands == other.thousands)
            && self.fraction == other.fraction
            && self.ordinal == other.ordinal
    }
}

fn style(lexicon: &Lexicon, digits: &str, figure: &Figure) -> Style {
    let capital = digits.starts_with(char::is_uppercase);
    let mut scale = None;
    let word_start = digits
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(digits.len(), |(at, _)| at);
    let (before, word) = digits.split_at(word_start);
    let lower = word.to_lowercase();
    let by = match lexicon.words.get(&lower).map(|word| word.role) {
        Some(Role::Scale(by)) => Some(by),
        _ if !figure.in_words => lexicon.suffixes.get(&lower).copied(),
        _ => None,
    };
    if let Some(by) = by
        && !before.is_empty()
    {
        let joint = &before[before.trim_end_matches([' ', '-', '\u{a0}', '\u{202f}', '\n']).len()..];
        scale = Some((format!("{joint}{word}"), Decimal::from(by)));
    }
    let separator = digits.char_indices().find_map(|(at, c)| {
        let rest = &digits[at + c.len_utf8()..];
        let three = rest.len() >= 3 && rest.bytes().take(3).all(|b| b.is_ascii_digit());
        let joins = matches!(c, ',' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ' | '\'' | '’') && at > 0;
        (joins && three && digits[..at].ends_with(|c: char| c.is_ascii_digit())).then_some(c)
    });
    let longest = digits.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    let thousands = if separator.is_some() || longest > 3 { Some(separator) } else { None };
    let fraction = digits.find('/').and_then(|stroke| {
        let whole = digits[..stroke].trim_end_matches(|c: char| c.is_ascii_digit());
        whole.chars().next_back().filter(|c| matches!(c, '-' | ' '))
    });
    let ordinal = !figure.in_words && lower.len() == 2 && ["st", "nd", "rd", "th"].contains(&lower.as_str());
    Style { words: figure.in_words, capital, scale, thousands, fraction, ordinal }
}

fn capital(text: String, wanted: bool, has: bool) -> String {
    if wanted == has {
        return text;
    }
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if wanted => first.to_uppercase().chain(chars).collect(),
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => text,
    }
}

fn write(lexicon: &Lexicon, amount: Decimal, style: &Style, kind: Kind, scaled: bool) -> Option<String> {
    if kind == Kind::Ordinal {
        return if style.words { ordinal_words(lexicon, amount) } else { ordinal_digits(amount, lexicon) };
    }
    if style.words {
        return in_words(lexicon, amount, style);
    }
    if let Some(joint) = style.fraction {
        return mixed(amount, joint);
    }
    if let Some((word, by)) = &style.scale {
        if *by < Decimal::from(1000) {
            return None;
        }
        // "5 million" for 4.6 billion becomes "4.6 billion" in the same family.
        let (word, by) = fitting(lexicon, word, *by, amount)?;
        let mantissa = (amount / by).normalize();
        // 1,234,567 is no fair "1.234567 million".
        return (mantissa.scale() <= 3).then(|| format!("{}{word}", grouped(mantissa, style)));
    }
    // A figure in full for "5.2 million", where the draft writes large figures in full.
    if scaled && style.thousands.is_none() {
        return None;
    }
    let written = grouped(amount, style);
    let tenths = kind == Kind::Money && style.scale.is_none() && amount.scale() == 1 && !amount.is_integer();
    Some(if tenths { format!("{written}0") } else { written })
}

/// The scale of one family ("million" and "billion", "mln" and "bln", "m" and "bn") that an amount is best written with.
fn fitting(lexicon: &Lexicon, word: &str, by: Decimal, amount: Decimal) -> Option<(String, Decimal)> {
    let thousand = Decimal::from(1000);
    let mantissa = amount.abs() / by;
    if mantissa >= Decimal::ONE && mantissa < thousand {
        return Some((word.to_owned(), by));
    }
    let joint = &word[..word.len() - word.trim_start_matches(|c: char| !c.is_alphabetic()).len()];
    let own = word[joint.len()..].to_lowercase();
    let family = |other: &str| {
        other.ends_with("illion") == own.ends_with("illion") && other.ends_with("ln") == own.ends_with("ln")
    };
    let scales = lexicon.words.iter().filter_map(|(name, word)| match word.role {
        Role::Scale(n) => Some((name, n)),
        _ => None,
    });
    let suffixes = lexicon.suffixes.iter().map(|(name, &n)| (name, n));
    let short = own.len() <= 2;
    scales
        .filter(|_| !short)
        .chain(suffixes.filter(|(name, _)| short && (name.len() == 2 || name.as_str() == "m")))
        .filter(|(name, _)| family(name) && (short || name.len() > 2))
        .map(|(name, n)| (name, Decimal::from(n)))
        .filter(|(_, n)| *n >= thousand && amount.abs() / n >= Decimal::ONE && amount.abs() / n < thousand)
        .min_by_key(|(name, _)| (*name).clone())
        .map(|(name, n)| (format!("{joint}{name}"), n))
}

fn grouped(amount: Decimal, style: &Style) -> String {
    // The source's own decimals are kept: 1.20 stays 1.20.
    let text = if amount.is_integer() { amount.normalize().to_string() } else { amount.to_string() };
    let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let separator = match style.thousands {
        Some(separator) => separator,
        None => Some(','),
    };
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if let Some(separator) = separator
            && i > 0
            && (whole.len() - i).is_multiple_of(3)
        {
            out.push(separator);
        }
        out.push(c);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

/// 9.5 as "9-1/2".
fn mixed(amount: Decimal, joint: char) -> Option<String> {
    let whole = amount.trunc();
    let part = amount - whole;
    if part.is_zero() {
        return Some(whole.normalize().to_string());
    }
    let denominator = [2, 4, 8, 16, 32, 64].into_iter().find(|&n| (part * Decimal::from(n)).is_integer())?;
    let numerator = (part * Decimal::from(denominator)).normalize();
    Some(if whole.is_zero() {
        format!("{numerator}/{denominator}")
    } else {
        format!("{}{joint}{numerator}/{denominator}", whole.normalize())
    })
}

fn in_words(lexicon: &Lexicon, amount: Decimal, style: &Style) -> Option<String> {
    if let Some((word, by)) = &style.scale {
        let mantissa = amount / by;
        if *by >= Decimal::from(1000) {
            return Some(format!("{}{word}", below_hundred(lexicon, mantissa)?));
        }
    }
    below_hundred(lexicon, amount)
}

fn below_hundred(lexicon: &Lexicon, amount: Decimal) -> Option<String> {
    let n = u8::try_from(i64::try_from(amount.is_integer().then(|| amount.trunc())?).ok()?).ok()?;
    if n >= 100 {
        return None;
    }
    let word = |n: u8| lexicon.spelled.get(&i64::from(n)).cloned();
    word(n).or_else(|| Some(format!("{}-{}", word(n - n % 10)?, word(n % 10)?)))
}

fn ordinal_words(lexicon: &Lexicon, amount: Decimal) -> Option<String> {
    let n = i64::try_from(amount.trunc()).ok()?;
    let ordinal = |n: i64| lexicon.spelled_ordinals.get(&n).cloned();
    ordinal(n).or_else(|| {
        if !(21..100).contains(&n) {
            return None;
        }
        Some(format!("{}-{}", lexicon.spelled.get(&(n - n % 10))?, ordinal(n % 10)?))
    })
}

fn ordinal_digits(amount: Decimal, lexicon: &Lexicon) -> Option<String> {
    let n = i64::try_from(amount.trunc()).ok()?;
    Some(format!("{n}{}", lexicon.marks.of(n)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(draft: &str, source: &str, want: &str) {
        let figure = |text: &str| {
            let mut all = Figures::english().mentions(text, &[]);
            assert_eq!(all.len(), 1, "{text}: {all:?}");
            all.remove(0)
        };
        let (d, s) = (figure(draft), figure(source));
        let Value::Figure(f) = &d.value else { panic!("no figure") };
        let mut out = draft.to_owned();
        out.replace_range(f.digits.clone(), &format_like(&d, draft, &s, source));
        assert_eq!(out, want, "{draft} / {source}");
    }

    #[test]
    fn keeps_words_and_digits_of_the_draft() {
        check("64 crates", "46 crates", "46 crates");
        check("seven crates", "5 crates", "five crates");
        check("Seven crates", "46 crates", "Forty-six crates");
        check("7 crates", "five crates", "5 crates");
        check("seven crates", "1,234 crates", "1,234 crates");
    }

    #[test]
    fn keeps_the_scale_word_of_the_draft() {
        check("5 million crates", "2.4 mln crates", "2.4 million crates");
        check("5 mln crates", "2.4 million crates", "2.4 mln crates");
        check("5 million crates", "1.2 bln crates", "1.2 billion crates");
        check("$5m", "2.4 mln dlrs", "$2.4m");
        check("$5m", "1.2 billion dlrs", "$1.2bn");
        check("5,200,000 crates", "2.4 million crates", "2,400,000 crates");
        check("5.2 million crates", "2,400,000 crates", "2.4 million crates");
        check("two million crates", "3 mln crates", "three million crates");
    }

    #[test]
    fn keeps_separators_signs_and_fractions() {
        check("$1,800", "1500 dlrs", "$1,500");
        check("1800 crates", "1,500 crates", "1500 crates");
        check("12 pct", "10 percent", "10 pct");
        check("7-3/4 pct", "9.5 percent", "9-1/2 pct");
        check("9.5 pct", "7-3/4 percent", "7.75 pct");
        check("the third ferry", "the 22nd ferry", "the twenty-second ferry");
        check("the 3rd ferry", "the second ferry", "the 2nd ferry");
        check("$2.40", "120 cents", "$1.20");
    }

    #[test]
    fn takes_the_words_of_the_source_where_the_style_is_the_same() {
        check("5-7 million crates", "6-8 million crates", "6-8 million crates");
        check("a dozen crates", "hundreds of crates", "hundreds crates");
    }
}
