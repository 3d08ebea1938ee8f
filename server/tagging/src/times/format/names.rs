//! The names of months and weekdays in the style of another name.

use super::Rewriting;

impl Rewriting<'_> {
    /// A month in the style of `text`, and whether a full stop belongs to it. `dotted`: one stands behind `text`.
    pub(super) fn month_like(&self, text: &str, dotted: bool, month: i8) -> (String, bool) {
        let lexicon = self.lexicon;
        let names: Vec<&str> =
            lexicon.months.iter().filter(|(n, _)| *n == month).map(|(_, name)| name.as_str()).collect();
        let full = names.first().copied().unwrap_or_default();
        let lower = text.to_lowercase();
        let own = lexicon.get(&lower).map_or(0, |l| l.month);
        let own_full = lexicon.months.iter().find(|(n, _)| *n == own).is_some_and(|(_, name)| *name == lower);
        // "May" tells no style: the source's own word does.
        if own_full
            && lexicon.written_out.contains(&own)
            && !dotted
            && let Some(i) = self.source.pieces.iter().position(|atom| atom.lex().month == month)
        {
            return (cased(text, &self.source.word(i).to_lowercase()), self.source.stop_behind(i));
        }
        if own_full || names.len() < 2 || dotted && lexicon.written_out.contains(&month) {
            return (cased(text, full), false);
        }
        let mut short = names.into_iter().skip(1);
        let pick = if dotted || lower.len() > 3 { short.next() } else { short.next_back() };
        (cased(text, pick.unwrap_or(full)), dotted)
    }
}

/// `lower` with the capitals of `like`.
pub(super) fn cased(like: &str, lower: &str) -> String {
    let mut letters = like.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let all = first && letters.clone().next().is_some() && letters.all(char::is_uppercase);
    if all {
        return lower.to_uppercase();
    }
    if !first {
        return lower.to_owned();
    }
    let mut chars = lower.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// The `n`th name of a list (longest names first) in the style of `text`.
pub(super) fn name_like(text: &str, n: i8, names: &[(i8, String)]) -> String {
    let lower = text.to_lowercase();
    let own = names.iter().find(|(_, name)| *name == lower).map_or(0, |(n, _)| *n);
    // "montags" is a form of "montag", no other name.
    let is_form = |m: i8, name: &str| {
        names
            .iter()
            .any(|(n, short)| *n == m && name.strip_prefix(short.as_str()).is_some_and(|end| end.len() == 1))
    };
    let of = |n: i8| {
        names.iter().filter(move |(m, name)| *m == n && !is_form(n, name)).map(|(_, name)| name.as_str())
    };
    let full = of(own).next() == Some(lower.as_str());
    let found = if full { of(n).next() } else { of(n).next_back() };
    cased(text, found.unwrap_or_default())
}
