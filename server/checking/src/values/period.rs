//! The period that a figure is told for, and the one it is compared with, where other words tell it: "annual costs of 45 million" is
//! no "45 million a quarter", "lower than a month earlier" not "lower than a year before".

use crate::align::Side;
use crate::align::across;
use crate::align::relation;
use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case, overlap};
use crate::code::Code;
use crate::gate;
use crate::judge::SPEAKS;
use crate::knowledge::knowledge;
use crate::slot::{self, Slot};
use copydesk_text::{Token, TokenKind};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What a period is to a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// How often, or for how long: "a month".
    For,
    /// What it is compared with: "than a month earlier".
    Than,
}

/// A period told of a figure.
#[derive(Clone, Debug)]
struct Period {
    part: Part,
    name: &'static str,
    /// Bytes of the sentence.
    range: Range<usize>,
}

/// A figure that a source tells for another period.
pub(crate) struct Doubt {
    /// Index of the candidate.
    pub(crate) at: usize,
    /// Bytes of the claim's sentence, and of the candidate's.
    pub(crate) draft: Range<usize>,
    pub(crate) source: Range<usize>,
    /// The figure in both.
    items: (usize, usize),
    /// All else is the same, so that it can be said.
    pub(crate) sure: bool,
}

/// Words looked at before a figure for an adjective, and behind it for a period.
const BEFORE: usize = 6;
const BEHIND: usize = 9;
/// The same behind it for "a month".
const NEAR: usize = 4;
/// Share of the rest of the claim that the sentence must have.
const REST: f32 = 0.7;

/// Digits of a figure that chance would not give, and the share of the claim that a sentence with such a one must have.
const LONG: usize = 2;
const HEARD: f32 = 0.2;

/// The first figure of the claim that the sources which have it tell for another period, and nowhere for the draft's.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    let claim = case.side();
    let items = case.analysis.items.iter().enumerate();
    let mut told = items.flat_map(|(i, item)| of(claim, item).into_iter().map(move |period| (i, period)));
    told.find_map(|(i, mine)| against(case, candidates, i, &mine))
}

fn against(case: &Case<'_>, candidates: &[Candidate], i: usize, mine: &Period) -> Option<Doubt> {
    // A figure of many digits is hardly another one, whatever else the two have.
    let least = if is_long(case.side(), i) { HEARD } else { SPEAKS };
    let speaking = candidates.iter().enumerate().filter(|(_, candidate)| candidate.coverage >= least);
    let mut found = speaking.filter_map(|(at, candidate)| {
        let source = candidate.side();
        same(case.side(), i, source).into_iter().find_map(|j| {
            let theirs = of(source, &source.analysis.items[j]);
            let other =
                theirs.into_iter().find(|theirs| theirs.part == mine.part && theirs.name != mine.name)?;
            Some((at, j, other))
        })
    });
    let (at, j, theirs) = found.next()?;
    let as_drafted = |candidate: &Candidate| {
        (0..candidate.view.tagged.sentences.len()).any(|sentence| {
            let side = candidate.view.side(sentence);
            let told = |j: usize| of(side, &side.analysis.items[j]);
            same(case.side(), i, side).into_iter().any(|j| {
                let told = told(j);
                told.iter().any(|theirs| theirs.name == mine.name)
                    || told.is_empty() && sentence != candidate.sentence
            })
        })
    };
    if candidates.iter().any(as_drafted) {
        return None;
    }
    let doubt = Doubt { at, draft: mine.range.clone(), source: theirs.range, items: (i, j), sure: false };
    let sure = doubt.is_of_one(case, candidates);
    Some(Doubt { sure, ..doubt })
}

fn is_long(side: Side<'_>, i: usize) -> bool {
    let mention = side.mention(&side.analysis.items[i]);
    across::digits(mention.zip(side.figure(&side.analysis.items[i]))) >= LONG
}

/// Items of a sentence with the amount of item `i` of the claim, of the same unit and of no other noun.
fn same(claim: Side<'_>, i: usize, source: Side<'_>) -> Vec<usize> {
    let a = &claim.analysis.items[i];
    let unit = |side: Side<'_>, item: &Item| side.figure(item).and_then(|figure| figure.unit.clone());
    let is = |b: &Item| {
        matches!(b.kind, ItemKind::Figure(_))
            && relation::same_amount_of(claim, a, source, b)
            && claim.kind(a) == source.kind(b)
            && unit(claim, a) == unit(source, b)
            && slot::noun(claim, a, source, b) > 0.0
    };
    (0..source.analysis.items.len()).filter(|&j| is(&source.analysis.items[j])).collect()
}

impl Doubt {
    fn is_of_one(&self, case: &Case<'_>, candidates: &[Candidate]) -> bool {
        let candidate = &candidates[self.at];
        let alignment = &candidate.alignment;
        let own = |item: &Item| overlap(&item.range, &self.draft);
        let rest = |k: usize, item: &Item| k != self.items.0 && !item.attribution && !own(item);
        let (has, total) = alignment.has(case.analysis, rest);
        let typed = |(k, item): (usize, &Item)| {
            !rest(k, item) || !item.kind.is_typed() || alignment.covered(k) >= 0.5
        };
        total >= 1.5
            && has >= REST * total
            && case.analysis.items.iter().enumerate().all(typed)
            && !gate::other_news(case, candidate)
            && !gate::of_two(case, candidate, &self.slot(case, candidates), candidates)
    }

    pub(crate) fn slot(&self, case: &Case<'_>, candidates: &[Candidate]) -> Slot {
        let candidate = &candidates[self.at];
        // "A month earlier" is an item by itself.
        let within = |items: &[Item], range: &Range<usize>| {
            items.iter().position(|item| {
                matches!(item.kind, ItemKind::Time(_))
                    && item.range.start < range.end
                    && range.start < item.range.end
            })
        };
        let mine = within(&case.analysis.items, &self.draft);
        let theirs = within(&candidate.side().analysis.items, &self.source);
        let (claim, evidence) = mine.zip(theirs).unwrap_or(self.items);
        let slot = candidate.lone_slot(case, Code::NumberMismatch, claim, evidence);
        slot.over("period", self.draft.clone(), self.source.clone())
    }
}

/// What is put in place of the draft's period, where the source's is told in the same way: "a year" for "a month", "annual" for "monthly".
pub(crate) fn replacement(draft: &str, source: &str) -> Option<String> {
    let rates = &knowledge().rates;
    let shape = |text: &str| {
        let words: Vec<String> = text.split_whitespace().map(fold).collect();
        let (first, last) = (words.first()?, words.last()?);
        let when = rates.when.contains(last);
        let of = |of: &FxHashSet<String>| of.contains(first);
        let per = rates.articles.contains(first);
        Some((words.len() == 1, first.contains('-'), when, per, of(&rates.last)))
    };
    (shape(draft) == shape(source)).then(|| source.to_owned())
}

/// The periods told of a figure; none of what is no figure.
fn of(side: Side<'_>, item: &Item) -> Vec<Period> {
    let Some(mention) = side.mention(item).filter(|mention| mention.kind.is_figure()) else {
        return Vec::new();
    };
    let tokens = &side.sentence.tokens;
    let from = tokens.partition_point(|token| token.range.start < mention.range.start);
    let to = tokens.partition_point(|token| token.range.start < mention.range.end);
    let words = Words { side, tokens };
    let told: Vec<Period> = words.before(from).into_iter().chain(words.behind(to)).collect();
    if told.is_empty() { words.at_the_head().into_iter().collect() } else { told }
}

/// The words of a sentence around a figure.
struct Words<'a> {
    side: Side<'a>,
    tokens: &'a [Token],
}

impl Words<'_> {
    fn word(&self, at: usize) -> String {
        self.tokens.get(at).map(|token| fold(token.text(self.side.text()))).unwrap_or_default()
    }

    /// Something else is told from here on.
    fn ends(&self, at: usize) -> bool {
        let know = knowledge();
        let word = self.word(at);
        let figure = || {
            let at = &self.tokens[at].range;
            let held = |m: &copydesk_tagging::Mention| m.kind.is_figure() && m.range.contains(&at.start);
            self.side.sentence.mentions.iter().any(held)
        };
        self.tokens[at].kind == TokenKind::Mark
            || know.coordinators.contains(&word)
            || know.contrasting.contains(&word)
            || know.relatives.contains(&word)
            || figure()
    }

    /// "Annual costs of 45 million".
    fn before(&self, from: usize) -> Option<Period> {
        let rates = &knowledge().rates;
        let at = (from.saturating_sub(BEFORE)..from)
            .rev()
            .take_while(|&at| !self.ends(at))
            .find(|&at| rates.before.contains_key(&self.word(at)))?;
        let name =
            rates.before.get(&self.word(at)).filter(|_| !rates.occasions.contains(&self.word(at + 1)))?;
        Some(Period { part: Part::For, name, range: self.tokens[at].range.clone() })
    }

    /// "Each day the plant draws 90 million litres."
    fn at_the_head(&self) -> Option<Period> {
        let rates = &knowledge().rates;
        let name = rates.periods.get(&self.word(1)).filter(|_| rates.each.contains(&self.word(0)))?;
        Some(Period { part: Part::For, name, range: self.tokens[0].range.start..self.tokens[1].range.end })
    }

    /// "45 million a year", "6 percent lower than a year before".
    fn behind(&self, to: usize) -> Vec<Period> {
        let rates = &knowledge().rates;
        let mut out = Vec::new();
        let last = (to + BEHIND).min(self.tokens.len());
        for at in (to..last).take_while(|&at| !self.ends(at)) {
            let word = self.word(at);
            let start = |first: usize| self.tokens[first].range.start..self.tokens[at].range.end;
            let before = at.checked_sub(1).map(|at| self.word(at)).unwrap_or_default();
            if let Some((name, _)) = rates.periods.get_key_value(&word).filter(|_| at > to)
                && let Some(than) = self.than(at, to)
            {
                out.push(Period { part: Part::Than, name: &rates.periods[name], range: than });
            } else if let Some(name) = rates.periods.get(&word)
                && at <= to + NEAR
                && rates.articles.contains(&before)
                && !rates.when.contains(&self.word(at + 1))
            {
                out.push(Period { part: Part::For, name, range: start(at - 1) });
            } else if let Some(name) = rates.adverbs.get(&word)
                && at <= to + NEAR
            {
                out.push(Period { part: Part::For, name, range: start(at) });
            } else if let Some(name) = word.split_once('-').and_then(|(name, rest)| {
                let again = rest.rsplit('-').next() == Some(name);
                rates.periods.get(name).filter(|_| again)
            }) {
                out.push(Period { part: Part::Than, name, range: start(at) });
            }
        }
        out
    }

    /// Bytes of a period that something is compared with, by the word that names it.
    fn than(&self, at: usize, to: usize) -> Option<Range<usize>> {
        let rates = &knowledge().rates;
        let before = self.word(at - 1);
        let when = rates.when.contains(&self.word(at + 1));
        let named = rates.last.contains(&before) || rates.one.contains(&before) && when;
        let than = (to.max(at.saturating_sub(4))..at).any(|at| rates.than.contains(&self.word(at)));
        let on_the = before == "the" && at >= to + 2 && self.word(at - 2) == "on" && !when;
        let same = (to..at).any(|at| rates.same.contains(&self.word(at)));
        let end = if when { at + 1 } else { at };
        (than && (named || on_the) && !same)
            .then(|| self.tokens[at - 1].range.start..self.tokens[end].range.end)
    }
}
