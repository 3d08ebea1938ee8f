//! A sentence of a source taken over word for word but for one name, or for a *not*: *the minister met Holm in the harbour
//! office of Dunmere on Monday* beside *the minister met Sand in the harbour office of Dunmere on Monday*.
//!
//! Told by the words themselves, whatever the two are tagged as: names cut short or glued to a title stand in the
//! same row as well.

use crate::align::Side;
use crate::align::relation;
use crate::case::{Candidate, Case, overlap};
use crate::gate;
use crate::judge::SPEAKS;
use crate::knowledge::knowledge;
use crate::slot::Spans;
use crate::values::belonging::Misplaced;
use copydesk_tagging::Kind;
use copydesk_tagging::actors::country_of_demonym;
use copydesk_tagging::words::is_stop;
use copydesk_text::TokenKind;
use std::ops::Range;

/// Words around the name that must be the same, and how many of them on a side where the sentence goes on.
const SAME: usize = 8;
const SIDE: usize = 2;
/// The same where it contradicts the claim.
const SURELY: usize = 12;
/// Strength of a relation from which two names may be one's.
const ONE: f32 = 0.5;

/// The words of a sentence.
#[derive(Default)]
struct Words<'a> {
    folded: Vec<&'a str>,
    ranges: Vec<Range<usize>>,
    /// Words with a capital that follow one another, by their numbers.
    names: Vec<Range<usize>>,
}

impl<'a> Words<'a> {
    fn of(side: Side<'a>) -> Self {
        let text = side.text();
        let tokens: Vec<_> =
            side.sentence.tokens.iter().filter(|token| token.kind != TokenKind::Mark).collect();
        let folded: Vec<&str> = tokens.iter().map(|token| side.lower(token)).collect();
        let ranges: Vec<Range<usize>> = tokens.iter().map(|token| token.range.clone()).collect();
        let value = |at: &Range<usize>| {
            side.sentence.mentions.iter().any(|mention| {
                !mention.kind.is_actor() && mention.range.start <= at.start && at.start < mention.range.end
            })
        };
        let capital = |at: usize| {
            let opens = at == 0 && is_stop(folded[at]);
            text[ranges[at].clone()].starts_with(char::is_uppercase) && !opens && !value(&ranges[at])
        };
        let mut names: Vec<Range<usize>> = Vec::new();
        for at in (0..folded.len()).filter(|&at| capital(at)) {
            let joined = |last: &Range<usize>| {
                last.end == at && text[ranges[at - 1].end..ranges[at].start].trim().is_empty()
            };
            match names.last_mut().filter(|last| joined(last)) {
                Some(last) => last.end = at + 1,
                None => names.push(at..at + 1),
            }
        }
        Words { folded, ranges, names }
    }

    fn name(&self, at: &Range<usize>) -> &[&'a str] {
        &self.folded[at.clone()]
    }

    /// Bytes of the sentence.
    fn bytes(&self, at: &Range<usize>) -> Range<usize> {
        self.ranges[at.start].start..self.ranges[at.end - 1].end
    }

    /// A negation of the one that the other lacks where all else is the same, with the word before and behind it in both.
    fn but_for_negation(&self, other: &Words) -> Option<(Range<usize>, Range<usize>)> {
        if self.folded.len() > other.folded.len() {
            return other.but_for_negation(self).map(|(there, here)| (here, there));
        }
        let (short, long) = (&self.folded, &other.folded);
        let before = short.iter().zip(long).take_while(|(a, b)| a == b).count();
        let whole = long.len() == short.len() + 1 && short[before..] == long[before + 1..];
        let negation = whole && knowledge().negations.contains(long[before]);
        (negation && before > 0 && before < short.len())
            .then(|| (before - 1..before + 1, before - 1..before + 2))
    }

    /// The same words run on from something that is no name: a pronoun, a noun, whom nobody knows by it.
    fn runs_on_from_no_name(&self, at: &Range<usize>, other: &Words) -> bool {
        let behind = &self.folded[at.end..(at.end + SIDE * 2).min(self.folded.len())];
        behind.len() > SIDE
            && (1..=other.folded.len().saturating_sub(behind.len()))
                .filter(|&from| other.folded[from..].starts_with(behind))
                .any(|from| other.names.iter().all(|name| name.end != from))
    }

    /// How many words before a name are those before another one, and how many behind it; `None` where the sentences
    /// part too near to it.
    fn around(&self, at: &Range<usize>, other: &Words, there: &Range<usize>) -> Option<usize> {
        let before = self.folded[..at.start].iter().rev().zip(other.folded[..there.start].iter().rev());
        let before = before.take_while(|(a, b)| a == b).count();
        let behind = self.folded[at.end..].iter().zip(&other.folded[there.end..]);
        let behind = behind.take_while(|(a, b)| a == b).count();
        let starts = at.start == 0 && there.start == 0;
        let ends = at.end == self.folded.len() && there.end == other.folded.len();
        ((before >= SIDE || starts) && (behind >= SIDE || ends)).then_some(before + behind)
    }
}

/// The names of the claim in whose place a sentence has another one, word for word.
pub(crate) fn misplaced(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Misplaced> {
    let mine = Words::of(case.side());
    if mine.names.is_empty() || mine.folded.len() <= SAME {
        return Vec::new();
    }
    let theirs = all(candidates);
    mine.names.iter().filter_map(|name| another(case, candidates, &mine, &theirs, name)).collect()
}

/// The negation that the claim has or lacks beside a sentence that else has all its words, where none has them all.
pub(crate) fn denied(case: &Case<'_>, candidates: &[Candidate]) -> Option<Misplaced> {
    let negations = |side: Side<'_>| side.analysis.negations.len();
    let mine = negations(case.side());
    if candidates.iter().all(|candidate| negations(candidate.side()) == mine) {
        return None;
    }
    let mine = Words::of(case.side());
    let theirs = all(candidates);
    if mine.folded.len() < SAME || theirs.iter().any(|words| words.folded == mine.folded) {
        return None;
    }
    let (at, (here, there)) =
        theirs.iter().enumerate().find_map(|(at, words)| Some((at, mine.but_for_negation(words)?)))?;
    let source = candidates[at].side();
    let (draft, there) = (mine.bytes(&here), theirs[at].bytes(&there));
    let (claim, evidence) = (items(case.side(), &draft).next()?, items(source, &there).next()?);
    let spans = Some(Spans { field: "polarity", draft, source: there });
    Some(Misplaced { claim, candidate: at, evidence, sure: true, spans })
}

/// The words of those that have much of the claim; of the others none.
fn all(candidates: &[Candidate]) -> Vec<Words<'_>> {
    let words = candidates.iter().map(|candidate| match candidate.coverage >= SPEAKS {
        true => Words::of(candidate.side()),
        false => Words::default(),
    });
    words.collect()
}

/// Items of a sentence within a stretch of its bytes.
fn items(side: Side<'_>, bytes: &Range<usize>) -> impl Iterator<Item = usize> {
    let items = side.analysis.items.iter().enumerate();
    items.filter(|(_, item)| overlap(&item.range, bytes)).map(|(at, _)| at)
}

/// The words of a name that tell it from others; "Owens-Osk" may well be Owens.
fn parts<'a>(name: &[&'a str]) -> impl Iterator<Item = &'a str> {
    name.iter().flat_map(|word| word.split('-')).filter(|word| !is_stop(word))
}

fn share(a: &[&str], b: &[&str]) -> bool {
    parts(a).any(|word| parts(b).any(|other| other == word))
}

/// The two may be one's: they share a word, and not only those before the last in which they begin ("Minister Hanna Osk" and "Minister
/// Arne Falk", "the Bank of Orby" and "the Bank of Lund").
fn may_be_one(a: &[&str], b: &[&str]) -> bool {
    let (a, b) = apart(a, b);
    a.is_empty() || b.is_empty() || share(a, b)
}

/// What is left of two names behind the words in which both begin.
fn apart<'a, 'b>(a: &'a [&'b str], b: &'a [&'b str]) -> (&'a [&'b str], &'a [&'b str]) {
    let alike = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    (&a[alike..], &b[alike..])
}

/// "American" is told of what is "U.S.".
fn is_demonym(name: &[&str]) -> bool {
    matches!(name, [word] if country_of_demonym(word).is_some())
}

fn another(
    case: &Case<'_>,
    candidates: &[Candidate],
    mine: &Words,
    theirs: &[Words],
    name: &Range<usize>,
) -> Option<Misplaced> {
    let own_name = mine.name(name);
    if is_demonym(own_name) {
        return None;
    }
    let mut own = 0;
    let mut found: Option<(usize, usize, &Range<usize>)> = None;
    for (at, words) in theirs.iter().enumerate() {
        for there in &words.names {
            let Some(same) = mine.around(name, words, there) else { continue };
            let other = words.name(there);
            if may_be_one(other, own_name) {
                own = own.max(same);
            } else if same >= SAME
                && !is_demonym(other)
                && found.is_none_or(|(most, ..)| same > most)
                && !mine.names.iter().any(|name| may_be_one(mine.name(name), other))
            {
                found = Some((same, at, there));
            }
        }
    }
    let (same, at, there) = found.filter(|(same, ..)| own < *same)?;
    let other_name = theirs[at].name(there);
    // "Kate Osk" tells that Kate and Osk are one.
    let (own_part, other_part) = apart(own_name, other_name);
    let both = |name: &[&str]| share(name, own_part) && share(name, other_part);
    let told_together = |words: &Words| words.names.iter().any(|name| both(words.name(name)));
    if theirs.iter().any(|words| told_together(words) || mine.runs_on_from_no_name(name, words)) {
        return None;
    }
    let candidate = &candidates[at];
    let (claim, source) = (case.side(), candidate.side());
    let (draft, there) = (mine.bytes(name), theirs[at].bytes(there));
    let one = items(claim, &draft).any(|i| {
        let item = &claim.analysis.items[i];
        let is = |j: usize| relation::of(claim, item, source, &source.analysis.items[j]).strength() >= ONE;
        items(source, &there).any(is)
    });
    if one {
        return None;
    }
    // What is told of one place in a row of words is told of the next one in the same.
    let place = items(source, &there).any(|j| source.kind(&source.analysis.items[j]) == Some(Kind::Place));
    let (i, j) = (items(claim, &draft).next()?, items(source, &there).next()?);
    let spans = Some(Spans { field: "actor", draft, source: there });
    let found = Misplaced { claim: i, candidate: at, evidence: j, sure: false, spans };
    let sure = same >= SURELY
        && !place
        && !gate::other_news(case, candidate)
        && !gate::of_two(case, candidate, &found.slot(case, candidate), candidates);
    Some(Misplaced { sure, ..found })
}
