//! Statements with a "not" in their main clause: what they deny, and whether anything in the sources denies it too. The "not"
//! of a clause within a sentence is left to `polarity`.

use crate::align::relation::{self, Relation};
use crate::align::{Side, words};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::judge::SPEAKS;
use crate::knowledge::lexicon::Part;
use crate::knowledge::{Cue, knowledge};
use crate::stated::status::{Reader, Status};
use copydesk_tagging::reporting::attributions;
use copydesk_text::{TokenKind, stem};
use std::cell::LazyCell;
use std::ops::Range;

/// A "not" in the main clause of a claim.
pub(crate) struct Denial {
    /// Bytes of the "not".
    pub(crate) range: Range<usize>,
    /// The item right after it.
    pub(crate) over: usize,
    /// The item that it denies.
    pub(crate) at: usize,
    /// What is denied; `None` where it may be a plan, a wish, or true of some time only.
    pub(crate) form: Option<Form>,
    /// It is done to somebody, or is what somebody is.
    pub(crate) suffered: bool,
    /// It is itself a denial: who did not refuse agreed.
    twice: bool,
}

/// What kind of word is denied: in a source it stands in the same form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// "Has not left", "was not sold", "did not leave".
    Done,
    /// "Is not leaving".
    Going,
    /// "Is not diverse".
    Quality,
}

/// A source's statement of what the claim denies: index of the candidate, and of the item.
pub(crate) struct Stated {
    pub(crate) candidate: usize,
    pub(crate) item: usize,
}

/// The one "not" of a claim, where it stands in its main clause.
pub(crate) fn of(case: &Case<'_>) -> Option<Denial> {
    let know = knowledge();
    let side = case.side();
    let items = &case.analysis.items;
    let [negation] = &case.analysis.negations[..] else { return None };
    let over = negation.over?;
    if case.analysis.question || items[over].quoted {
        return None;
    }
    let tokens = &side.sentence.tokens;
    let word = |at: usize| side.word(at);
    let not = tokens.iter().position(|token| token.range == negation.range)?;
    let contracted = word(not).ends_with("n't") || word(not) == "cannot";
    let aux = if contracted { not } else { not.checked_sub(1)? };
    let full = word(aux);
    let verb = full.strip_suffix("n't").unwrap_or(full);
    if !know.auxiliaries.contains(verb) || (!contracted && !matches!(word(not), "not" | "never")) {
        return None;
    }
    if know.partial.contains(word(not + 1)) {
        return None;
    }
    let words = subject(case, negation.range.clone(), aux);
    let opens = |word: &&str| {
        know.clause_words.contains(*word) || know.subordinators.contains(*word) || know.within.contains(*word)
    };
    if words.iter().any(opens) {
        return None;
    }
    let passing = |item: &Item| {
        item.kind == ItemKind::Word
            && (know.passing.contains(&item.lower)
                || item.lower.ends_with("ly")
                || matches!(item.lexeme.part(), Some((Part::Adverb, _))))
    };
    let clause = items[over].clause;
    let same = |at: usize| items.get(at).is_some_and(|item| item.clause == clause);
    let mut at = over;
    while at < over + PASSED && passing(&items[at]) && same(at + 1) {
        at += 1;
    }
    let about = words.first().is_none_or(|word| {
        know.pronouns.contains(*word) || know.things.contains(*word) || know.unnamed.contains(*word)
    });
    // "The firms complained they were not allowed": of another clause.
    let embedded = words.iter().any(|word| know.auxiliaries.contains(*word) || know.subjects.contains(*word));
    let when = tokens.iter().any(|t| know.lasting.contains(side.lower(t)));
    let turned = tokens[not..].iter().any(|t| side.lower(t) == "but");
    let twice = items[at..].iter().take(TWICE).any(|item| know.denials.contains(&item.stem));
    let plain = !about && !embedded && !when && !turned && !twice && at == over && !items[at].attribution;
    let found = if plain { form(side, not, aux, verb, &items[at]) } else { None };
    let (form, suffered) = (found.map(|(form, _)| form), found.is_some_and(|(_, suffered)| suffered));
    let twice = know.denials.contains(&items[at].stem);
    Some(Denial { range: negation.range.clone(), over, at, form, suffered, twice })
}

/// The words before the verb of a "not", without who says it.
fn subject<'a>(case: &Case<'a>, not: Range<usize>, aux: usize) -> Vec<&'a str> {
    let side = case.side();
    let from = attributions(side.tagged, case.index)
        .iter()
        .map(|attribution| &attribution.content)
        .filter(|content| content.start <= not.start && not.end <= content.end)
        .map(|content| content.start)
        .max()
        .unwrap_or(0);
    let tokens = side.sentence.tokens[..aux].iter().filter(|token| token.kind == TokenKind::Word);
    let words = tokens.skip_while(|token| token.range.start < from).map(|token| side.lower(token));
    words.enumerate().filter(|(at, word)| *at > 0 || *word != "that").map(|(_, word)| word).collect()
}

/// Items behind "not" among which another denial turns it round.
const TWICE: usize = 4;
/// Adverbs between "not" and what it denies.
const PASSED: usize = 2;

/// What is denied, by the form of the verb before "not" and the word after it, and whether it is suffered.
fn form(side: Side<'_>, not: usize, aux: usize, verb: &str, item: &Item) -> Option<(Form, bool)> {
    let know = knowledge();
    let ahead = know.ahead.contains(&item.lower);
    if item.kind != ItemKind::Word || item.weight < 0.5 || item.cue.is_some() || ahead {
        return None;
    }
    let between: Vec<&str> = side.sentence.tokens[not.max(aux) + 1..]
        .iter()
        .take_while(|token| token.range.start < item.range.start)
        .map(|token| side.lower(token))
        .collect();
    if !between.iter().all(|word| matches!(*word, "been" | "being")) {
        return None;
    }
    let be = matches!(verb, "is" | "are" | "was" | "were") || between.contains(&"been");
    let have = matches!(verb, "has" | "have" | "had");
    let form = if verb == "did" || ((be || have) && know.past(&item.lower)) {
        Form::Done
    } else if be && item.lower.ends_with("ing") {
        Form::Going
    } else if be && between.is_empty() {
        Form::Quality
    } else {
        return None;
    };
    Some((form, be && form != Form::Going || between.contains(&"being")))
}

impl Denial {
    /// A sentence that was found denies the same, in whatever words. Of a denial of a denial ("did not refuse"), and of a word
    /// that tells little ("did not get"), this is taken for granted where nothing states the word itself.
    pub(crate) fn is_told(&self, case: &Case<'_>, candidates: &[Candidate]) -> bool {
        let vague = self.twice || case.analysis.items[self.at].weight < 0.5;
        (vague && self.stated(case, candidates, ONE).is_none())
            || candidates.iter().any(|candidate| self.told_by(case, candidate, SAME))
            || candidates.iter().any(|candidate| {
                self.told_otherwise(case, candidate).is_some_and(|over| {
                    self.of_nothing_else(case, candidate, over)
                        && !self.stated_nearer(case, candidates, candidate)
                })
            })
    }

    /// A sentence denies something in a word that the claim lacks, and what stands beside it has all that the claim names.
    pub(crate) fn is_told_roundabout(&self, case: &Case<'_>, candidates: &[Candidate]) -> bool {
        let told = |c: &Candidate| self.told_otherwise(case, c).is_some() && told_here(case, c);
        candidates.iter().any(|c| told(c) && !self.stated_nearer(case, candidates, c))
    }

    /// What is denied is stated by another sentence that is nearer to the claim than one by which it is denied, or as near.
    fn stated_nearer(&self, case: &Case<'_>, candidates: &[Candidate], denied: &Candidate) -> bool {
        let near = |c: &&Candidate| {
            !c.is_at(&denied.view, denied.sentence) && c.coverage + NEARER >= denied.coverage
        };
        candidates.iter().filter(near).any(|c| self.plainly(case, c, KIN).next().is_some())
    }

    /// No name, figure or date of the claim is another one there.
    fn of_nothing_else(&self, case: &Case<'_>, candidate: &Candidate, over: usize) -> bool {
        candidate.lone_features(case, self.at, over).differing == 0.0
    }

    /// Both deny one thing, each in a word that the other lacks: "will not step down", "will not resign". Gives that word.
    fn told_otherwise(&self, case: &Case<'_>, candidate: &Candidate) -> Option<usize> {
        let source = candidate.side();
        let [negation] = &source.analysis.negations[..] else { return None };
        let over = negation.over?;
        let word = |item: &Item| item.kind == ItemKind::Word && !item.quoted;
        let otherwise = candidate.coverage >= SPEAKS
            && candidate.alignment.partner(self.at).is_none()
            && candidate.alignment.back[over].is_none()
            && word(&case.analysis.items[self.at])
            && word(&source.analysis.items[over]);
        otherwise.then_some(over)
    }

    /// `alike`: from which strength on two words mean the same.
    pub(crate) fn told_by(&self, case: &Case<'_>, candidate: &Candidate, alike: f32) -> bool {
        let know = knowledge();
        let source = candidate.side();
        let (c, e) = (&case.analysis.items, &source.analysis.items);
        let own = &c[self.at];
        let like = |a: &Item, b: &Item| relation::of(case.side(), a, source, b);
        // "Found no books", "won without Holm".
        let who = self.over.checked_sub(1).filter(|&who| matches!(c[who].kind, ItemKind::Actor(_)));
        let others = c[self.at + 1..].iter().take(OBJECT).chain(who.map(|who| &c[who]));
        let over = |over: usize| {
            like(own, &e[over]).strength() >= alike
                || others.clone().any(|item| like(item, &e[over]).strength() >= SAME)
        };
        let negations = &source.analysis.negations;
        let opposite = || e.iter().any(|item| words(own, item) == Relation::Opposite);
        if negations.iter().any(|negation| negation.over.is_some_and(over))
            || (candidate.coverage >= OPPOSED && opposite())
        {
            return true;
        }
        // "Stopped buying" beside "no longer buys".
        let reader = LazyCell::new(|| Reader::new(source));
        e.iter().enumerate().any(|(j, item)| {
            let strength = like(own, item).strength();
            if unmade(item, own) {
                return true;
            }
            if strength < SAME {
                return false;
            }
            let near = |at: usize, reach: usize| at.abs_diff(j) <= reach && e[at].clause == item.clause;
            // "Money was not the reason": what was not about money.
            let about = |at: usize| at == j + 1 && near(at, 1);
            let negated =
                || negations.iter().filter_map(|n| n.over).any(|at| at <= j && near(at, BEFORE) || about(at));
            let denied = || {
                let denies = |k: usize| k != j && near(k, BESIDE) && know.denials.contains(&e[k].stem);
                (0..e.len()).any(denies)
            };
            item.negated
                || item.cue == Some(Cue::Denied)
                || negated()
                || denied()
                || undone(source, item)
                || reader.told(item).status == Status::Undone
        })
    }

    /// The sentence that comes nearest to stating what is denied.
    pub(crate) fn stated(&self, case: &Case<'_>, candidates: &[Candidate], alike: f32) -> Option<Stated> {
        let mut best: Option<(f32, Stated)> = None;
        for (index, candidate) in candidates.iter().enumerate() {
            for item in self.plainly(case, candidate, alike) {
                let features = candidate.lone_features(case, self.at, item);
                let score = features.claim + candidate.coverage;
                if best.as_ref().is_none_or(|(least, _)| score > *least) {
                    best = Some((score, Stated { candidate: index, item }));
                }
            }
        }
        best.map(|(_, stated)| stated)
    }

    /// Items of a sentence that state what is denied: no plan, no condition, no question.
    pub(crate) fn plainly<'a>(
        &'a self,
        case: &'a Case<'_>,
        candidate: &'a Candidate,
        alike: f32,
    ) -> impl Iterator<Item = usize> + 'a {
        let source = candidate.side();
        let own = &case.analysis.items[self.at];
        let items = source.analysis.items.iter().enumerate().filter(move |(_, item)| {
            item.kind == ItemKind::Word
                && !source.analysis.question
                && !item.negated
                && item.cue.is_none_or(|cue| cue == Cue::Claimed)
                && !matches!(item.before.as_str(), "to" | "be" | "if" | "or")
                && relation::of(case.side(), own, source, item).strength() >= alike
        });
        items.map(|(index, _)| index)
    }
}

/// Every name, figure and date of the claim stands in the sentence or right beside it.
fn told_here(case: &Case<'_>, candidate: &Candidate) -> bool {
    let near = candidate.view.near(candidate.sentence);
    case.analysis.items.iter().enumerate().filter(|(_, item)| item.kind.is_typed()).all(|(i, item)| {
        candidate.alignment.covered(i) >= 0.5
            || !item.own.is_empty() && item.own.iter().all(|term| near.contains(term))
    })
}

/// Share of the claim from which a sentence with the opposite word denies it.
const OPPOSED: f32 = 0.3;
/// Strength of a relation from which two words mean the same.
pub(crate) const SAME: f32 = Relation::Paraphrase.strength();
/// Strength of a relation from which two words are one.
pub(crate) const ONE: f32 = 0.9;
/// Strength of a relation from which a denial of the one may be meant for the other.
pub(crate) const KIN: f32 = 0.5;
/// How much less of the claim a sentence may have and be as near to it.
const NEARER: f32 = 0.15;
/// Items after what is denied that may be denied instead: "found no books".
const OBJECT: usize = 2;
/// Items between a "not" and what it is said of.
const BEFORE: usize = 3;
/// Items beside which a word stands that denies by itself.
const BESIDE: usize = 2;

/// The word with a prefix that turns it round: "unpaid" beside "paid".
fn unmade(item: &Item, own: &Item) -> bool {
    let rest = |prefix: &String| item.lower.strip_prefix(prefix.as_str()).map(stem);
    item.kind == ItemKind::Word && knowledge().denying.iter().filter_map(rest).any(|rest| rest == own.stem)
}

/// "Has yet to decide", "declined to say": what follows was not done.
pub(crate) fn undone(source: Side<'_>, item: &Item) -> bool {
    let tokens = &source.sentence.tokens;
    let before = tokens.partition_point(|token| token.range.start < item.range.start);
    let word = |back: usize| before.checked_sub(back).map(|at| source.word(at));
    let ahead = if word(1) == Some("be") { 2 } else { 1 };
    word(ahead) == Some("to") && word(ahead + 1).is_some_and(|word| knowledge().undone.contains(word))
        || (word(1) == Some("than") && word(2) == Some("rather"))
        || (word(1) == Some("of") && word(2) == Some("instead"))
}
