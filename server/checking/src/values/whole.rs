//! *All* and *none* of the draft beside less than that in the source: most of them, nearly all, all but two, a third of them, no more
//! than one other.

use crate::align::Side;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case, of_each_article, overlap};
use crate::code::Code;
use crate::gate;
use crate::judge::finding;
use crate::knowledge::{Portion, knowledge};
use crate::verdict::Finding;
use copydesk_tagging::{Hedge, Value, figures};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::ops::Range;

/// Words that make less of a whole.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WholeWords {
    /// Before "all": nearly, not.
    pub(crate) nearly: FxHashSet<String>,
    /// Behind it: but.
    pub(crate) but: FxHashSet<String>,
    /// Before "any".
    pub(crate) hardly: FxHashSet<String>,
    /// Before "of": majority.
    pub(crate) most: FxHashSet<String>,
    /// The same of what there is nothing of.
    pub(crate) none: FxHashSet<String>,
    /// Between a figure and "of": percent.
    pub(crate) units: FxHashSet<String>,
    /// Those that are left: the others.
    pub(crate) rest: FxHashSet<String>,
}

/// How many of them a sentence tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    None,
    All,
    /// Neither none nor all.
    Part,
}

/// Words that tell how many of a thing.
#[derive(Clone, Debug)]
struct Told {
    level: Level,
    /// Bytes of the sentence.
    range: Range<usize>,
    /// The item that is what there are so many of.
    noun: usize,
}

/// A whole of the claim of which the source tells a part.
pub(crate) struct Doubt {
    /// Index of the candidate.
    pub(crate) at: usize,
    /// Bytes of the claim's sentence, and of the candidate's.
    pub(crate) draft: Range<usize>,
    pub(crate) source: Range<usize>,
    /// All else is the same, so that it can be said.
    sure: bool,
}

/// Share of the claim that a sentence must have to tell against its *all*, and to do so surely.
const TOLD: f32 = 0.55;
const SURELY: f32 = 0.85;
/// Strength of a relation from which two nouns are of the same things.
const ALIKE: f32 = 0.5;
/// Letters of a stem with which another one begins that is of the same word.
const ROOT: usize = 6;
/// Weight from which a word tells what is said of them.
const TELLING: f32 = 0.5;
/// Sentences behind one in which the rest of them may be told of.
const REST: usize = 2;

/// The first *all* or *none* of the claim that the sources have as less, and nowhere as the draft does.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    let whole = |told: &Told| told.level != Level::Part;
    told(case.side()).into_iter().filter(whole).find_map(|mine| {
        let against = candidates.iter().enumerate().find_map(|(at, candidate)| {
            let theirs = told(candidate.side());
            let theirs = theirs.into_iter().find(|theirs| is_less(case, candidate, &mine, theirs))?;
            Some((at, theirs))
        });
        let (at, theirs) = against?;
        if of_each_article(candidates).any(|(_, candidate)| has_whole(case, candidate, &mine))
            || tells_the_rest(&candidates[at])
        {
            return None;
        }
        let sure = is_of_one(case, &candidates[at], &mine);
        Some(Doubt { at, draft: mine.range, source: theirs.range, sure })
    })
}

/// The sentence tells of a part of the same things, and says the same of them.
fn is_less(case: &Case<'_>, candidate: &Candidate, mine: &Told, theirs: &Told) -> bool {
    theirs.level == Level::Part
        && candidate.coverage >= TOLD
        && of_the_same(case, candidate, mine, theirs)
        && said_of_them(case, candidate, mine, theirs)
}

fn of_the_same(case: &Case<'_>, candidate: &Candidate, mine: &Told, theirs: &Told) -> bool {
    let relation = candidate.alignment.relation(mine.noun, theirs.noun);
    let (a, b) = (&case.analysis.items[mine.noun].stem, &candidate.side().analysis.items[theirs.noun].stem);
    // "The returnees", "those who returned".
    let one_word = a.len().min(b.len()) >= ROOT && (a.starts_with(b.as_str()) || b.starts_with(a.as_str()));
    one_word || relation.is_some_and(|relation| relation.strength() >= ALIKE)
}

/// What follows the noun in the claim follows it in the sentence; where nothing does, what stands before it stands before it there:
/// "accepts all 19 of the recommendations".
fn said_of_them(case: &Case<'_>, candidate: &Candidate, mine: &Told, theirs: &Told) -> bool {
    let items = &case.analysis.items;
    let partner = |k: usize| candidate.alignment.partner(k);
    match (mine.noun + 1..items.len()).find(|&k| items[k].weight >= TELLING) {
        Some(next) => partner(next).is_some_and(|there| there >= theirs.noun),
        None => {
            let before = |k: &usize| items[*k].range.end <= mine.range.start && items[*k].weight >= TELLING;
            let last = (0..mine.noun).rev().find(before);
            last.and_then(partner).is_some_and(|there| there < theirs.noun)
        }
    }
}

/// Some sentence of the article tells of as many of them as the claim does.
fn has_whole(case: &Case<'_>, candidate: &Candidate, mine: &Told) -> bool {
    let noun = &case.analysis.items[mine.noun];
    (0..candidate.view.tagged.sentences.len()).any(|sentence| {
        let side = candidate.view.side(sentence);
        let same = |told: &Told| {
            let other = &side.analysis.items[told.noun];
            told.level == mine.level
                && (other.stem == noun.stem || knowledge().synonym(&other.stem, &noun.stem))
        };
        told(side).iter().any(same)
    })
}

/// The rest of them are told of as well: "the others followed in April".
fn tells_the_rest(candidate: &Candidate) -> bool {
    let last = candidate.view.tagged.sentences.len();
    (candidate.sentence..(candidate.sentence + 1 + REST).min(last)).any(|sentence| {
        let side = candidate.view.side(sentence);
        let mut words = side.words();
        words.any(|word| knowledge().wholes.rest.contains(word))
    })
}

/// The sentence has nearly all else of the claim, of the same days and with every name, figure and date.
fn is_of_one(case: &Case<'_>, candidate: &Candidate, mine: &Told) -> bool {
    let alignment = &candidate.alignment;
    let own = |item: &Item| overlap(&item.range, &mine.range);
    let (has, total) = alignment.has(case.analysis, |_, item| !own(item) && !item.attribution);
    let typed = |(k, item): (usize, &Item)| {
        !item.kind.is_typed() || own(item) || item.attribution || alignment.covered(k) >= 0.5
    };
    total >= 2.0
        && has >= SURELY * total
        && case.analysis.items.iter().enumerate().all(typed)
        && !gate::other_news(case, candidate)
}

/// Where a sentence tells how many of something.
fn told(side: Side<'_>) -> Vec<Told> {
    let tokens = &side.sentence.tokens;
    let word = |at: usize| side.word(at);
    let words = (0..tokens.len()).filter_map(|at| {
        let (level, words) = level(&word, at)?;
        Some((level, tokens[words.start].range.start..tokens[words.end - 1].range.end))
    });
    let figures = side.sentence.mentions.iter().filter_map(|mention| {
        let Value::Figure(figure) = &mention.value else { return None };
        let after =
            tokens.partition_point(|token| token.range.start < figure.digits.end.max(mention.range.start));
        let know = knowledge();
        let after = (after..after + 2).find(|&at| !know.wholes.units.contains(word(at)))?;
        // "12 of the 14 defendants", "a third of the houses"; "no more than one other".
        let of = word(after) == "of" && know.determiners.contains(word(after + 1));
        let bound = matches!(figure.hedge, Hedge::AtMost) && word(after) == "other";
        let start =
            || figures::hedge_before(side.text(), mention).map_or(mention.range.start, |hedge| hedge.start);
        (of || bound).then(|| (Level::Part, start()..tokens[after].range.end))
    });
    words
        .chain(figures)
        .filter_map(|(level, range)| {
            let noun = noun(side, range.end)?;
            // "None of the tenants".
            let opens = side.text().get(range.clone())?.ends_with(" of");
            let end = if opens { side.analysis.items[noun].range.end } else { range.end };
            Some(Told { level, noun, range: range.start..end })
        })
        .collect()
}

/// How many a word tells of, and which words tell it.
fn level<'a>(word: &impl Fn(usize) -> &'a str, at: usize) -> Option<(Level, Range<usize>)> {
    let know = knowledge();
    let own = word(at);
    let before = at.checked_sub(1).map(word).unwrap_or_default();
    let after = word(at + 1);
    let wholes = &know.wholes;
    match know.shares.get(own) {
        Some(Portion::All) if wholes.nearly.contains(before) => return Some((Level::Part, at - 1..at + 1)),
        Some(Portion::All) if wholes.but.contains(after) => {
            // "All but two"; of a sentence that is not yet written, "all but".
            let end = if word(at + 2).is_empty() { at + 2 } else { at + 3 };
            return Some((Level::Part, at..end));
        }
        Some(_)
            if know.unshared.contains(before)
                || after.starts_with(|c: char| c.is_ascii_digit()) && own != "all" => {}
        Some(Portion::All) => return Some((Level::All, at..at + 1)),
        Some(_) => return Some((Level::Part, at..at + 1)),
        None => {}
    }
    if wholes.none.contains(own) && after == "of" {
        return Some((Level::None, at..at + 2));
    }
    if own == "no" && after == "other" {
        return Some((Level::None, at..at + 2));
    }
    if wholes.hardly.contains(own) && after == "any" || wholes.most.contains(own) && after == "of" {
        return Some((Level::Part, at..at + 2));
    }
    None
}

/// The first item from byte `from` on that may be what there are so many of.
fn noun(side: Side<'_>, from: usize) -> Option<usize> {
    let items = &side.analysis.items;
    // "All of the report's recommendations".
    let owns = |item: &Item| {
        let after = side.text().get(item.range.end..).unwrap_or_default();
        item.possessive || after.starts_with("'s ") || after.starts_with("’s ")
    };
    let counts = |k: &usize| {
        items[*k].range.start >= from
            && items[*k].weight > 0.0
            && !owns(&items[*k])
            && !matches!(items[*k].kind, ItemKind::Figure(_))
    };
    let first = (0..items.len()).find(counts)?;
    let near = side.text().get(from..items[first].range.start).unwrap_or_default();
    (!near.contains([',', ';', ':', '.']) && near.split_whitespace().count() <= BETWEEN).then_some(first)
}

/// Words between how many and of what: "of those who returned".
const BETWEEN: usize = 4;

impl Doubt {
    /// Said where all else is the same; else the claim is merely borne out in part.
    pub(crate) fn overstated(&self, case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
        if !self.sure {
            return None;
        }
        let candidate = &candidates[self.at];
        let reason = candidate.differs(case, "share", &self.draft, &self.source);
        finding(case, Code::Overstated, self.draft.clone(), vec![reason], Vec::new())
    }
}
