//! What a sentence of the sources says with a word more, by which it says less: *convicted of attempted murder* beside *convicted of
//! murder*, *everyone except the captain* beside *everyone*, *will close unless the council finds the money* beside *will close*. And a word that the claim has more, which tells how it was done.

use crate::align::Side;
use crate::analysis::gaps::is_verb;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::gate;
use crate::judge::finding;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::Part;
use crate::verdict::{Edit, Finding, Fix, FixKind};
use copydesk_tagging::{Kind, Mention, TaggedSentence, grammar};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// Share of the claim that a sentence must have for what it has besides to count, and to be sure of it.
const TOLD: f32 = 0.75;
const SURELY: f32 = 0.85;
/// How much less of the claim another sentence may have that says it without the word.
const ALSO: f32 = 0.3;
/// Strength of a relation from which two words mean the same.
const SAME: f32 = 0.8;
/// Words back from a noun in which its qualifier may stand.
const REACH: usize = 3;
/// Share of a condition that the claim may have without telling it.
const UNTOLD: f32 = 0.5;

/// Words beside a noun without which a statement says more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Qualifiers {
    unreal: FxHashSet<String>,
    weaker: FxHashSet<String>,
    meant: FxHashSet<String>,
    commit: FxHashSet<String>,
    parts: FxHashSet<String>,
    ages: FxHashSet<String>,
    all: Vec<String>,
    except: Vec<String>,
    conditions: Vec<String>,
    manner: FxHashSet<String>,
    open: FxHashSet<String>,
    promises: Vec<String>,
}

static QUALIFIERS: LazyLock<Qualifiers> = LazyLock::new(|| grammar::built_in("en/qualifiers.toml"));

/// What the claim leaves out.
pub(crate) struct LeftOut {
    /// Index of the candidate that has it.
    pub(crate) at: usize,
    /// Bytes of the claim's sentence that say more for it, and of the candidate's with it.
    pub(crate) draft: Range<usize>,
    pub(crate) source: Range<usize>,
    /// Nobody would leave it out.
    sure: bool,
    /// The source's words may stand in the draft's place.
    fits: bool,
}

/// What stands beside a word of a sentence.
struct Beside {
    /// Bytes from where it begins to the end of the word.
    range: Range<usize>,
    /// Bytes of what it is by itself: "two" of "two of the five judges".
    own: Range<usize>,
    sure: bool,
}

/// The first word or clause that the sentence nearest to the claim has besides what the claim says, and no other does without.
pub(crate) fn find(case: &Case<'_>, candidates: &[Candidate]) -> Option<LeftOut> {
    // "The chairman has not resigned" beside "the vice chairman has".
    if case.analysis.items.iter().any(|item| item.negated) {
        return None;
    }
    let near = |(_, c): &(usize, &Candidate)| c.coverage >= TOLD && !gate::other_news(case, c);
    candidates.iter().enumerate().filter(near).find_map(|(at, c)| {
        let found = of_a_noun(case, candidates, at)
            .or_else(|| of_a_time(case, candidates, at))
            .or_else(|| exception(case, candidates, at))
            .or_else(|| condition(case, candidates, at))?;
        Some(LeftOut { sure: found.sure && c.coverage >= SURELY, ..found })
    })
}

/// Another sentence says as much of it, and `without`.
fn also(candidates: &[Candidate], c: &Candidate, without: impl Fn(&Candidate) -> bool) -> bool {
    candidates.iter().any(|other| other.coverage >= c.coverage - ALSO && without(other))
}

fn of_a_noun(case: &Case<'_>, candidates: &[Candidate], at: usize) -> Option<LeftOut> {
    let c = &candidates[at];
    let (claim, source) = (case.side(), c.side());
    let (mine, theirs) = (&claim.analysis.items, &source.analysis.items);
    (0..mine.len()).find_map(|i| {
        let same = |c: &Candidate| {
            c.alignment.pairs[i].filter(|pair| pair.relation.strength() >= SAME).map(|pair| pair.evidence)
        };
        let j = same(c)?;
        // "Alleged sexual assault": what is alleged is the assault, and who accuses somebody of it says so.
        let noun = |side: Side<'_>, item: &Item| {
            // "Half of the fine", "two of the five judges".
            let headed =
                || knowledge().determiners.contains(&item.before) || is_counted(side, item.range.start);
            let other = matches!(item.lexeme.part(), Some((Part::Adjective | Part::Adverb, _)));
            item.kind == ItemKind::Word && (!is_verb(item) && !other || headed())
        };
        if !noun(claim, &mine[i]) || !noun(source, &theirs[j]) || mine[i].quoted {
            return None;
        }

        let beside =
            |side: Side<'_>, range: &Range<usize>| qualifier(side, range).or_else(|| portion(side, range));
        let found = beside(source, &theirs[j].range)?;
        let part = portion(source, &theirs[j].range).is_some();
        // Who says it for all of them may be one.
        if mine[i].attribution && part {
            return None;
        }
        if !part && mine[i].cue.is_some() {
            return None;
        }
        let first = || mine[i].lower.split_once('-').map(|(first, _)| first);
        let joined = || {
            first()
                .is_some_and(|first| QUALIFIERS.weaker.contains(first) || QUALIFIERS.unreal.contains(first))
        };
        // "Trying to murder his neighbour".
        let verb = before(claim.text(), mine[i].range.start).next().is_some_and(|(_, word)| word == "to")
            && claim.text()[mine[i].range.end..]
                .split_whitespace()
                .next()
                .is_some_and(|next| knowledge().determiners.contains(&next.to_lowercase()));
        let told = verb
            || joined()
            || beside(claim, &mine[i].range).is_some()
            || source.text()[found.own.clone()]
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| claim.words().any(|own| own == word.to_lowercase() && !is_common(word)));
        let bare = |c: &Candidate| {
            same(c).is_some_and(|j| beside(c.side(), &c.side().analysis.items[j].range).is_none())
        };
        let whole = !part || is_definite(claim, mine[i].range.start);
        if told || !whole || also(candidates, c, bare) {
            return None;
        }
        let fits = claim.text()[mine[i].range.clone()].to_lowercase() == theirs[j].lower;
        Some(LeftOut { at, draft: mine[i].range.clone(), source: found.range, sure: found.sure, fits })
    })
}

fn is_common(word: &str) -> bool {
    let know = knowledge();
    let word = word.to_lowercase();
    know.determiners.contains(&word) || know.prepositions.contains(&word) || word == "to"
}

/// The words right before a byte, the nearest first, each with where it begins; up to a mark that parts them.
fn before(text: &str, at: usize) -> impl Iterator<Item = (usize, String)> + '_ {
    let mut end = at;
    std::iter::from_fn(move || {
        let head = text[..end].trim_end();
        let start = head.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let word = head[start..].trim_matches(['"', '“', '”', '‘', '’', '\'']);
        let parted = word.is_empty() || word.ends_with([',', '.', ';', ':', ')', '?', '!']);
        end = start;
        (!parted).then(|| (start, word.to_lowercase()))
    })
}

/// "Attempted murder", "conspiracy to commit fraud".
fn qualifier(side: Side<'_>, noun: &Range<usize>) -> Option<Beside> {
    let know = &*QUALIFIERS;
    let words: Vec<(usize, String)> = before(side.text(), noun.start).take(REACH).collect();
    let word = |at: usize| words.get(at).map(|(_, word)| word);
    if word(0).is_some_and(|word| know.commit.contains(word))
        && word(1).is_some_and(|word| word == "to")
        && word(2).is_some_and(|word| know.meant.contains(word))
    {
        return Some(Beside { range: words[2].0..noun.end, own: words[2].0..noun.start, sure: true });
    }
    let group = words.iter().take_while(|(_, word)| !is_common(word) && !knowledge().verbs.contains(word));
    let known = |(start, word): &(usize, String)| {
        let sure = know.unreal.contains(word);
        let known = (sure || know.weaker.contains(word)) && !is_done(side, *start, word);
        known.then_some(Beside { range: *start..noun.end, own: *start..noun.start, sure })
    };
    group.into_iter().find_map(known)
}

/// "Workers staged protests": somebody does it, where a noun stands right before.
fn is_done(side: Side<'_>, at: usize, word: &str) -> bool {
    let mut items = side.analysis.items.iter().rev();
    let noun = items.find(|item| item.range.end <= at).filter(|item| {
        side.text()[item.range.end..at].trim().is_empty()
            && !item.kind.is_value()
            && !matches!(item.lexeme.part(), Some((Part::Adjective | Part::Adverb, _)))
    });
    word.ends_with("ed") && noun.is_some()
}

/// "Part of the ruling", "two of the five judges", "8 million of his 19 million loan".
fn portion(side: Side<'_>, noun: &Range<usize>) -> Option<Beside> {
    let know = knowledge();
    let mut words = before(side.text(), noun.start).take(REACH + 3).skip_while(|(_, word)| !is_common(word));
    let (_, article) = words.next().filter(|(_, word)| know.determiners.contains(word))?;
    let (of, _) = words.next().filter(|(_, word)| word == "of")?;
    let (start, word) = words.next()?;
    let behind = side.text()[noun.end..].trim_start();
    let figure = || {
        let mut mentions = side.sentence.mentions.iter().filter(|mention| mention.kind.is_figure());
        let figure = mentions.find(|mention| mention.range.start <= start && start < mention.range.end)?;
        // "The first of the month", "19 of the month's deals": places in a row, and what is somebody else's.
        let counts = figure.kind != Kind::Ordinal && !behind.starts_with(['\'', '’']);
        counts.then_some(figure.range.start)
    };
    let start = if QUALIFIERS.parts.contains(&word) { start } else { figure()? };
    // "All three of the council's depots" are the depots.
    if before(side.text(), start).next().is_some_and(|(_, word)| QUALIFIERS.all.contains(&word)) {
        return None;
    }
    // "Half of a million", "one of a kind".
    let known = !matches!(&*article, "a" | "an");
    known.then_some(Beside { range: start..noun.end, own: start..of, sure: false })
}

/// "The five judges", "40 patients".
fn is_counted(side: Side<'_>, at: usize) -> bool {
    let mentions = side.sentence.mentions.iter().filter(|mention| mention.kind.is_figure());
    let near = |end: usize| side.text().get(end..at).is_some_and(|between| between.trim().is_empty());
    mentions.into_iter().any(|mention| near(mention.range.end) || mention.range.end == at)
}

fn is_definite(side: Side<'_>, at: usize) -> bool {
    let mut words = before(side.text(), at).take(REACH).skip_while(|(_, word)| !is_common(word));
    words
        .next()
        .is_some_and(|(_, word)| knowledge().determiners.contains(&word) && !matches!(&*word, "a" | "an"))
}

/// The first of some phrases in a sentence, in bytes of it.
fn phrase(side: Side<'_>, phrases: &[String]) -> Option<Range<usize>> {
    let tokens = &side.sentence.tokens;
    (0..tokens.len()).find_map(|at| {
        phrases.iter().find_map(|phrase| {
            let words = phrase.split(' ');
            let all = words.clone().enumerate().all(|(k, word)| side.word(at + k) == word);
            all.then(|| tokens[at].range.start..tokens[at + words.count() - 1].range.end)
        })
    })
}

/// "The first accident in 20 years", "the worst storm since 1990": how far back it is the first, beside a claim that does not say so.
fn of_a_time(case: &Case<'_>, candidates: &[Candidate], at: usize) -> Option<LeftOut> {
    let c = &candidates[at];
    let know = knowledge();
    let ranks = |word: &str| know.superlatives.contains(word) || word == FIRST;
    let claim = case.side();
    let rank = claim.sentence.tokens.iter().find(|token| ranks(claim.lower(token)))?;
    let word = claim.lower(rank);
    let told = |side: Side<'_>| {
        let from = side.sentence.tokens.iter().find(|token| side.lower(token) == word)?.range.end;
        reach_back(side, from)
    };
    let source = told(c.side()).filter(|_| told(claim).is_none())?;
    let noun =
        |side: Side<'_>, from: usize| side.analysis.items.iter().position(|item| item.range.start >= from);
    let mine = noun(claim, rank.range.end)?;
    let same = c.alignment.pairs[mine].is_some_and(|pair| pair.relation.strength() >= SAME);
    if !same || also(candidates, c, |other| told(other.side()).is_none()) {
        return None;
    }
    Some(LeftOut { at, draft: rank.range.clone(), source, sure: true, fits: false })
}

const FIRST: &str = "first";
/// Words behind a superlative in which it is told how far back it holds.
const FAR: usize = 14;

/// "Since 1990", "in 20 years" behind a byte of a sentence.
fn reach_back(side: Side<'_>, from: usize) -> Option<Range<usize>> {
    let tokens = &side.sentence.tokens;
    let first = tokens.partition_point(|token| token.range.start < from);
    (first..tokens.len().min(first + FAR)).find_map(|at| {
        let near = tokens.get(at + 1)?.range.start;
        let spans = |mention: &&Mention| mention.range.start <= near + BOUND && near < mention.range.end;
        let mention = side.sentence.mentions.iter().find(spans)?;
        let holds = match side.word(at) {
            "since" => matches!(mention.kind, Kind::Date | Kind::Duration),
            "in" | "for" => {
                let mut words = side.text()[mention.range.clone()].split(|c: char| !c.is_alphanumeric());
                mention.kind == Kind::Duration && words.any(|word| QUALIFIERS.ages.contains(word))
            }
            _ => false,
        };
        holds.then(|| tokens[at].range.start..mention.range.end)
    })
}

/// Bytes between "in" and the time: "in more than 20 years".
const BOUND: usize = 12;

/// "Everyone except the captain".
fn exception(case: &Case<'_>, candidates: &[Candidate], at: usize) -> Option<LeftOut> {
    let c = &candidates[at];
    let know = &*QUALIFIERS;
    let excepted = |side: Side<'_>| phrase(side, &know.except);
    let draft = phrase(case.side(), &know.all)?;
    let source = excepted(c.side()).filter(|_| excepted(case.side()).is_none())?;
    let text = c.side().text();
    let words = |range: Range<usize>| text[range].to_lowercase();
    let whole = phrase(c.side(), &[case.words(draft.clone()).to_lowercase()])
        .or_else(|| phrase(c.side(), &know.all))?;
    let between = words(whole.end..source.start.max(whole.end));
    let of_them = whole.end < source.start && !between.trim_end_matches([',', ' ']).contains([',', ';']);
    let doing =
        words(source.end..text.len()).split_whitespace().next().is_some_and(|word| word.ends_with("ing"));
    if !of_them || doing || also(candidates, c, |other| excepted(other.side()).is_none()) {
        return None;
    }
    let items = &c.side().analysis.items;
    let first = items.iter().position(|item| item.range.start >= source.end)?;
    let joined = |k: &usize| c.side().is_joined(*k) && !is_verb(&items[*k]);
    let last = (first + 1..items.len()).take_while(joined).last().unwrap_or(first);
    Some(LeftOut { at, draft, source: source.start..items[last].range.end, sure: true, fits: false })
}

/// "Will close unless the council finds the money".
fn condition(case: &Case<'_>, candidates: &[Candidate], at: usize) -> Option<LeftOut> {
    let c = &candidates[at];
    let know = &*QUALIFIERS;
    let conditional = |side: Side<'_>| phrase(side, &know.conditions);
    let promised = phrase(case.side(), &know.promises)?;
    let source = conditional(c.side())?;
    let told = |sentence: &TaggedSentence| {
        let mut words =
            sentence.tokens.iter().map(|token| token.text(&sentence.sentence.text).to_lowercase());
        words.any(|word| know.conditions.contains(&word) || know.open.contains(&word))
    };
    let near = case.index.saturating_sub(1)..(case.index + 2).min(case.draft.tagged.sentences.len());
    if near.into_iter().any(|at| told(&case.draft.tagged.sentences[at]))
        || also(candidates, c, |other| conditional(other.side()).is_none())
    {
        return None;
    }
    let text = c.side().text();
    let rest = &text[source.end..];
    let end =
        source.end + rest.find([',', ';', '—', '–']).unwrap_or(rest.trim_end_matches(['.', '”', '"']).len());
    let (mut has, mut total) = (0.0, 0.0);
    for (item, partner) in c.side().analysis.items.iter().zip(&c.alignment.back) {
        if source.end <= item.range.start && item.range.end <= end {
            total += item.weight;
            has += if partner.is_some() { item.weight } else { 0.0 };
        }
    }
    let verb =
        (0..case.analysis.items.len()).find(|&i| case.analysis.items[i].range.start >= promised.end)?;
    let promise = c.alignment.pairs[verb].filter(|pair| pair.relation.strength() >= SAME)?;
    let promise = c.side().analysis.items[promise.evidence].range.clone();
    let between = text.get(promise.end.min(source.start)..source.start).unwrap_or_default();
    // "It will close, and if the council has the money it will reopen".
    let outside = !(source.start..end).contains(&promise.start)
        && !between.split_whitespace().any(|word| knowledge().coordinators.contains(&word.to_lowercase()));
    let draft = promised.start..case.analysis.items[verb].range.end;
    (total > 0.0 && has < UNTOLD * total && outside).then_some(LeftOut {
        at,
        draft,
        source: source.start..end,
        sure: true,
        fits: false,
    })
}

/// Bytes of a word of the claim that tells how it was done ("unanimously"), where a sentence says the rest and nothing found says that.
pub(crate) fn put_in(case: &Case<'_>, candidates: &[Candidate]) -> Option<Range<usize>> {
    candidates.iter().find(|c| c.coverage >= TOLD)?;
    let items = &case.analysis.items;
    let added = |i: &usize| {
        QUALIFIERS.manner.contains(&items[*i].lower)
            && !items[*i].quoted
            && candidates.iter().all(|c| c.alignment.covered(*i) < KIN && !c.opposed.contains(i))
    };
    (0..items.len()).find(added).map(|i| items[i].range.clone())
}

/// How far a word is covered by one that is merely near to it.
const KIN: f32 = 0.4;

impl LeftOut {
    /// Said where nobody would leave it out; else the claim is merely borne out in part.
    pub(crate) fn overstated(&self, case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
        if !self.sure {
            return None;
        }
        let candidate = &candidates[self.at];
        let (draft, source) = (case.words(self.draft.clone()), candidate.words(self.source.clone()));
        let put = self.fits.then(|| Fix {
            title: format!("Replace “{draft}” by “{source}”"),
            kind: FixKind::Soften,
            edits: vec![Edit { range: case.sentence().sentence.to_source(self.draft.clone()), text: source }],
            preferred: true,
        });
        let reason = candidate.differs(case, "status", &self.draft, &self.source);
        finding(case, Code::Overstated, self.draft.clone(), vec![reason], put.into_iter().collect())
    }
}
