//! Fixes: what stands in the draft, what the source has in its place, and how it is written in the draft's manner.

pub(crate) mod soften;

use crate::align::date;
use crate::align::relation;
use crate::analysis::{Analysis, Item, ItemKind};
use crate::case::{Candidate, Case, one_line};
use crate::code::Code;
use crate::knowledge::knowledge;
use crate::message::source_told;
use crate::people::post::bearing;
use crate::slot::{self, Slot, Spans};
use crate::table;
use crate::values::direction;
use crate::values::period;
use crate::values::sequence;
use crate::verdict::{Edit, Fix, FixKind, Reason};
use copydesk_tagging::times::Times;
use copydesk_tagging::{Kind, Mention, Tagged, Value, figures};
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::LazyLock;

/// One change of the draft after a source.
pub(crate) struct Change {
    /// Bytes of the claim's sentence that are wrong.
    pub(crate) draft: Range<usize>,
    /// Bytes of the evidence's sentence that have it right.
    pub(crate) source: Range<usize>,
    /// What is put in place of the draft's words, if that is known.
    pub(crate) replacement: Option<String>,
    /// Both readings with their units, where the change is of the figures alone.
    units: Option<(Range<usize>, Range<usize>)>,
    kind: FixKind,
}

impl Change {
    fn plain(draft: Range<usize>, source: Range<usize>, replacement: Option<String>) -> Change {
        Change { draft, source, replacement, units: None, kind: FixKind::Replace }
    }

    /// The same for the cell of a table, whose unit stands in its head: what is told of it there is not put into the cell.
    fn within(self, cell: Range<usize>, case: &Case<'_>, candidate: &Candidate) -> Change {
        let text: &str = &case.sentence().sentence.text;
        let draft = self.draft.start.max(cell.start)..self.draft.end.min(cell.end);
        if draft == self.draft || draft.is_empty() {
            return self;
        }
        let (before, after) = (&text[self.draft.start..draft.start], &text[draft.end..self.draft.end]);
        let replacement = match table::value_at(candidate, &self.source) {
            Some(value) => Some(value.to_owned()),
            None => self.replacement.as_deref().and_then(|replacement| {
                replacement.strip_prefix(before)?.strip_suffix(after).map(str::to_owned)
            }),
        };
        Change { draft, replacement, ..self }
    }

    /// Both readings of a field, and where the source has its own.
    pub(crate) fn reason(&self, case: &Case<'_>, candidate: &Candidate, field: &'static str) -> Reason {
        let (draft, source) = self.units.clone().unwrap_or((self.draft.clone(), self.source.clone()));
        Reason::Differs {
            field,
            draft: case.words(draft),
            source: candidate.words(source),
            place: candidate.place(self.source.clone()),
        }
    }

    /// The change as a quick fix.
    pub(crate) fn fix(&self, case: &Case<'_>, candidate: &Candidate) -> Option<Fix> {
        // A text that is broken into lines in the source is put into the draft's own line.
        let replacement = match self.replacement.as_deref()? {
            broken if broken.contains(['\n', '\r']) => one_line(broken),
            whole => whole.to_owned(),
        };
        let sentence = &case.sentence().sentence;
        let name = source_told(case.library, &candidate.view.article.id);
        let old = &sentence.text[self.draft.clone()];
        let title = if replacement.is_empty() {
            format!("Delete “{}”, as {name} has it", one_line(old))
        } else {
            format!("Replace {} by {replacement}, as {name} has it", one_line(old))
        };
        let range = sentence.to_source(self.draft.clone());
        // Of "one docker was" the noun and the verb are to be changed too: somebody must look.
        let preferred =
            is_one(old) == is_one(&replacement) || sentence.text[self.draft.end..].starts_with('%');
        Some(Fix { title, kind: self.kind, edits: vec![Edit { range, text: replacement }], preferred })
    }
}

/// Whether a figure is followed by a noun that counts one.
fn is_one(figure: &str) -> bool {
    figure == "1" || figure.eq_ignore_ascii_case("one")
}

/// The change that makes a slot agree with the source.
pub(crate) fn change(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> Change {
    let change = whole(case, candidate, slot);
    match table::shown(case) {
        Some(cell) => change.within(cell, case, candidate),
        None => change,
    }
}

/// A role with or without capitals, as the one in its place is: "Finance chief" begins a sentence there, and none here.
fn written_like(draft: &str, source: &str) -> String {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let word = |(at, word): (usize, &str)| {
        let mut letters = word.chars();
        let (first, rest) = (letters.next(), letters.as_str());
        let short = rest.contains(char::is_uppercase);
        match first {
            Some(first) if at == 0 && capital(draft) => first.to_uppercase().chain(rest.chars()).collect(),
            Some(first) if at == 0 && !short && !capital(draft) => {
                first.to_lowercase().chain(rest.chars()).collect()
            }
            _ => word.to_owned(),
        }
    };
    source.split(' ').enumerate().map(word).collect::<Vec<String>>().join(" ")
}

fn whole(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> Change {
    let source = candidate.side();
    let (a, b) = (&case.analysis.items[slot.claim], &source.analysis.items[slot.evidence]);
    let (draft_text, source_text): (&str, &str) = (&case.sentence().sentence.text, source.text());
    let claim_mention = case.side().mention(a);
    let source_mention = source.mention(b);
    if let Some(spans) = &slot.spans {
        return of_spans(case, candidate, a, b, spans);
    }
    if let (Code::NumberMismatch, Some(mine), Some(theirs), false) =
        (slot.code, &a.share, &b.share, a.kind.is_typed())
        && mine.part != theirs.part
    {
        let replacement =
            written_like(&draft_text[mine.range.clone()], &source_text[theirs.range.clone()].to_lowercase());
        return Change::plain(mine.range.clone(), theirs.range.clone(), Some(replacement));
    }
    if slot.code == Code::PolarityMismatch && a.negated != b.negated {
        return negation(case, candidate, slot);
    }
    match (a.kind, claim_mention, source_mention) {
        (ItemKind::Figure(_), Some(mine), Some(_)) if slot.code == Code::DateMismatch => {
            let part = date::spoilt(case.side(), a, source, b).map(|spoilt| spoilt.source);
            let replacement = part.clone().map(|part| source_text[part].to_owned());
            Change::plain(digits(mine), part.unwrap_or_else(|| b.range.clone()), replacement)
        }
        // The unit differs, not the number.
        (ItemKind::Figure(_), Some(mine), Some(theirs)) if relation::same_amount(mine, theirs) => {
            let words = source_text[theirs.range.clone()].to_owned();
            Change::plain(mine.range.clone(), theirs.range.clone(), Some(words))
        }
        (ItemKind::Figure(_), Some(mine), Some(theirs)) => of_figures(case, candidate, mine, theirs),
        (ItemKind::Time(_), Some(mine), Some(theirs)) => {
            let replacement = time_like(mine, draft_text, theirs, source_text);
            Change::plain(mine.range.clone(), theirs.range.clone(), Some(replacement))
        }
        (ItemKind::Actor(_), Some(mine), Some(theirs)) => Change::plain(
            mine.range.clone(),
            theirs.range.clone(),
            Some(source_text[theirs.range.clone()].to_owned()),
        ),
        _ => Change::plain(
            a.range.clone(),
            b.range.clone(),
            inflected_like(&draft_text[a.range.clone()], &source_text[b.range.clone()]),
        ),
    }
}

/// The words of a slot that is no single item.
fn of_spans(case: &Case<'_>, candidate: &Candidate, a: &Item, b: &Item, spans: &Spans) -> Change {
    let mine = &case.sentence().sentence.text[spans.draft.clone()];
    let there = candidate.side().text().get(spans.source.clone());
    let there = match spans.field {
        slot::WORD => there.and_then(|there| inflected_like(mine, there)),
        "role" => there.map(|there| written_like(mine, there)),
        // "Whose husband", "she": nobody is named by it alone.
        "actor" => there
            .filter(|there| bearing(&there.to_lowercase()).is_none())
            .filter(|there| !knowledge().pronouns.contains(&there.to_lowercase()))
            .map(|there| begun_like(case, candidate, spans, there)),
        "order" => Some(written_like(mine, sequence::other(mine))),
        "direction" => there.and_then(|there| direction::replacement(case.side(), &spans.draft, there)),
        "period" => {
            let before = spans.draft.start < a.range.start;
            let alike = before == (spans.source.start < b.range.start);
            there.filter(|_| alike).and_then(|there| period::replacement(mine, there))
        }
        _ => there.map(str::to_owned),
    };
    Change::plain(spans.draft.clone(), spans.source.clone(), there)
}

/// Who is named, with or without a capital, by where it is put: "A customer of Northbank" begins a sentence there.
fn begun_like(case: &Case<'_>, candidate: &Candidate, spans: &Spans, there: &str) -> String {
    let source = candidate.side();
    let opens = |text: &str, at: usize| text[..at].trim().is_empty();
    let noun = source.analysis.items.iter().find(|item| item.range.start == spans.source.start);
    let name = noun.is_some_and(|item| item.kind != ItemKind::Word || item.lexeme.part().is_none());
    let mut letters = there.chars();
    let Some(first) = letters.next() else { return String::new() };
    let (draft, source) =
        (opens(&case.sentence().sentence.text, spans.draft.start), opens(source.text(), spans.source.start));
    match (draft, source) {
        (true, _) => first.to_uppercase().chain(letters).collect(),
        (false, true) if !name => first.to_lowercase().chain(letters).collect(),
        _ => there.to_owned(),
    }
}

/// Two figures with other numbers.
fn of_figures(case: &Case<'_>, candidate: &Candidate, mine: &Mention, theirs: &Mention) -> Change {
    let draft_text: &str = &case.sentence().sentence.text;
    let source_text = candidate.side().text();
    let (x, y) = (digits(mine), digits(theirs));
    let replacement = match is_written_small(case.draft.tagged, mine, theirs) {
        true => source_text[y.clone()].to_owned(),
        false => figures::format_like(mine, draft_text, theirs, source_text),
    };
    match other_end(&draft_text[x.clone()], &replacement) {
        Some((old, new)) => {
            let end = replacement[new].to_owned();
            let there = source_text[y.clone()].find(&end).map(|at| y.start + at..y.start + at + end.len());
            Change::plain(x.start + old.start..x.start + old.end, there.unwrap_or(y), Some(end))
        }
        None => {
            let units = Some((mine.range.clone(), theirs.range.clone()));
            Change { units, ..Change::plain(x, y, Some(replacement)) }
        }
    }
}

/// "Nine countries" for "14 countries", as the source has it, in a draft that writes other counts below ten in words.
fn is_written_small(tagged: &Tagged, mine: &Mention, theirs: &Mention) -> bool {
    small(theirs) == Some(true) && small(mine) == Some(false) && writes_small_counts(tagged)
}

/// Whether a draft writes counts below ten in words.
pub(crate) fn writes_small_counts(tagged: &Tagged) -> bool {
    tagged
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.mentions)
        .any(|mention| small(mention) == Some(true))
}

/// Of a count in words below ten `true`, of one in figures from ten on `false`.
fn small(mention: &Mention) -> Option<bool> {
    let Value::Figure(figure) = &mention.value else { return None };
    let few = figure.amount > Decimal::ONE && figure.amount < Decimal::TEN;
    (mention.kind == Kind::Number && figure.upper.is_none() && figure.in_words == few).then_some(few)
}

/// Of two ranges with one end in common, bytes of the other end in each: "6.6" and "7.6" of "4.8% to 6.6%" and "4.8% to 7.6%".
fn other_end(old: &str, new: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (x, y) = (runs(old), runs(new));
    let is_number = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let same = |(a, b): &(&Range<usize>, &Range<usize>)| old[(*a).clone()] == new[(*b).clone()];
    let before = x.iter().zip(&y).take_while(same).count();
    let after = x[before..].iter().rev().zip(y[before..].iter().rev()).take_while(same).count();
    let (old_left, new_left) = (&x[before..x.len() - after], &y[before..y.len() - after]);
    let ([a], [b]) = (old_left, new_left) else { return None };
    let kept = x[..before].iter().chain(&x[x.len() - after..]).any(|run| is_number(&old[run.clone()]));
    (kept && is_number(&old[a.clone()]) && is_number(&new[b.clone()])).then(|| (a.clone(), b.clone()))
}

/// Bytes of the runs of digits and their marks, and of what stands between them.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<(bool, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let number = c.is_ascii_digit() || matches!(c, '.' | ',');
        match out.last_mut() {
            Some((kind, run)) if *kind == number => run.end = at + c.len_utf8(),
            _ => out.push((number, at..at + c.len_utf8())),
        }
    }
    out.into_iter().map(|(_, run)| run).collect()
}

/// The change that gives a figure the source's hedge.
pub(crate) fn hedge(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> Change {
    let source = candidate.side();
    let (a, b) = (&case.analysis.items[slot.claim], &source.analysis.items[slot.evidence]);
    let mine = case.side().mention(a).map_or(a.range.clone(), digits);
    let theirs = source.mention(b).map_or(b.range.clone(), digits);
    let text = source.text();
    let hedge = source.mention(b).and_then(|mention| figures::hedge_before(text, mention));
    let start = hedge.as_ref().map_or(theirs.start, |hedge| hedge.start);
    let replacement = hedge.map(|hedge| {
        let figure = &case.sentence().sentence.text[mine.clone()];
        format!("{}{figure}", &text[hedge])
    });
    Change { draft: mine, source: start..theirs.end, replacement, units: None, kind: FixKind::Soften }
}

fn time_like(mine: &Mention, draft_text: &str, theirs: &Mention, source_text: &str) -> String {
    static TIMES: LazyLock<Times> = LazyLock::new(|| Times::new("en"));
    let words = &source_text[theirs.range.clone()];
    match (&mine.value, &theirs.value) {
        (Value::Time(x), Value::Time(y)) => TIMES.format_like(&draft_text[mine.range.clone()], x, words, y),
        _ => words.to_owned(),
    }
}

/// Bytes of a figure without its unit; of what is no figure all of it.
pub(crate) fn digits(mention: &Mention) -> Range<usize> {
    match &mention.value {
        Value::Figure(figure) if !figure.digits.is_empty() => figure.digits.clone(),
        _ => mention.range.clone(),
    }
}

/// Deletes the draft's negation, or puts the source's in.
fn negation(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> Change {
    let source = candidate.side();
    let (a, b) = (&case.analysis.items[slot.claim], &source.analysis.items[slot.evidence]);
    let (text, source_text): (&str, &str) = (&case.sentence().sentence.text, source.text());
    let replace = |draft: Range<usize>, source: Range<usize>, replacement: Option<String>| Change {
        draft,
        source,
        replacement,
        units: None,
        kind: FixKind::Replace,
    };
    let over = |analysis: &Analysis, item: usize| {
        analysis.negations.iter().find(|n| n.over == Some(item)).map(|n| n.range.clone())
    };
    if let Some(range) = over(case.analysis, slot.claim) {
        return match text[range.clone()].to_lowercase().as_str() {
            "not" | "no" | "never" | "no longer" => {
                let space = text[range.end..].chars().take_while(|c| c.is_whitespace());
                let end = range.end + space.map(char::len_utf8).sum::<usize>();
                replace(range.start..end, b.range.clone(), Some(String::new()))
            }
            WITHOUT => {
                let with = word_before(source_text, b.range.start, WITH);
                let there = with.as_ref().map_or(b.range.start, |with| with.start)..b.range.end;
                replace(range, there, with.map(|_| WITH.to_owned()))
            }
            _ => replace(range, b.range.clone(), None),
        };
    }
    let before = source_text[..b.range.start].trim_end();
    let next_to_it =
        before.len() - before.rsplit(char::is_whitespace).next().map_or(0, str::len)..before.len();
    let not = over(source.analysis, slot.evidence).unwrap_or(next_to_it);
    let there = not.start.min(b.range.start)..b.range.end;
    let (word, not) = (&text[a.range.clone()], &source_text[not]);
    if not == WITHOUT
        && let Some(with) = word_before(text, a.range.start, WITH)
    {
        return replace(with, there, Some(WITHOUT.to_owned()));
    }
    // "did not send" beside "sent" needs another form of the verb: no fix is better than a wrong one.
    let as_there = format!("{not} {word}");
    // "The no benefit".
    let article = ["the", "a", "an"].iter().any(|word| word_right_before(text, a.range.start, word));
    let known = matches!(not, "not" | "never" | "no")
        && !(not == "no" && article)
        && source_text[there.clone()].eq_ignore_ascii_case(&as_there);
    replace(a.range.clone(), there, known.then_some(as_there))
}

const WITH: &str = "with";
const WITHOUT: &str = "without";

/// Words between a preposition and its noun: "with a new agreement".
const BETWEEN: usize = 2;

/// Bytes of a preposition not far before byte `end`.
fn word_before(text: &str, end: usize, word: &str) -> Option<Range<usize>> {
    let mut rest = text[..end].trim_end();
    for _ in 0..=BETWEEN {
        let before = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
        if before == word {
            return Some(rest.len() - word.len()..rest.len());
        }
        rest = rest[..rest.len() - before.len()].trim_end();
    }
    None
}

fn word_right_before(text: &str, end: usize, word: &str) -> bool {
    let before = text[..end].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    before.eq_ignore_ascii_case(word)
}

/// The source's word, if it is in the same form as the draft's.
fn inflected_like(draft: &str, source: &str) -> Option<String> {
    let ending = |word: &str| ["ed", "ing", "s"].into_iter().find(|end| word.ends_with(end)).unwrap_or("");
    (ending(draft) == ending(source)).then(|| source.to_owned())
}
