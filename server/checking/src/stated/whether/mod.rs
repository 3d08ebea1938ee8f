//! What a claim tells as done where the sources that tell of it have it otherwise: asked for, meant, possible, somebody's charge, or
//! not done at all.

mod deed;
mod open;
mod steps;

use crate::align::words;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::fix::soften;
use crate::judge::{SPEAKS, finding};
use crate::knowledge::knowledge;
use crate::stated::contested::{self, answers, is_of_the_same};
use crate::stated::done;
use crate::stated::overstated;
use crate::stated::standing;
use crate::stated::status::{Reader, Status, Told, is_particle};
use crate::verdict::{Finding, Reason};
use deed::{Deed, Fit, Tense, bytes};
pub(crate) use open::left_open;

/// Share of the rest of a clause from which a sentence is surely of the same.
const SURE: f32 = 0.8;
/// How much of what the best sentence has another one must have to tell that it was done, and to do so in a word that is only near in
/// meaning.
const ALSO: f32 = 0.5;
const ALSO_NEAR: f32 = 0.6;
const ENOUGH: f32 = 0.5;
/// Strength of a relation from which two words are kin.
const KIN: f32 = 0.5;
/// The same from which they mean the same.
const SAME: f32 = 0.8;
/// How far a name, figure or date must be there.
const NAMED: f32 = 0.5;

/// The sentences beside a claim, each with how its words stand.
struct Bench<'a> {
    case: &'a Case<'a>,
    own: Reader<'a>,
    candidates: &'a [Candidate],
    readers: Vec<Reader<'a>>,
}

/// A verb of the claim, and the sentence that has it otherwise.
struct Otherwise {
    candidate: usize,
    /// Index of its item there.
    item: usize,
    told: Told,
    share: f32,
    sure: bool,
}

/// The best of the sentences that have it otherwise, and how much those have that tell it as the claim does.
#[derive(Default)]
struct Search {
    best: Option<Otherwise>,
    also: f32,
    /// Of those that tell something near to it, with the index of each.
    near: Vec<(usize, f32)>,
}

impl Search {
    fn add(&mut self, found: Otherwise) {
        if self.best.as_ref().is_none_or(|best| best.share < found.share) {
            self.best = Some(found);
        }
    }

    fn tell(&mut self, share: f32) {
        self.also = self.also.max(share);
    }

    fn found(self) -> Option<Otherwise> {
        let Search { best, also, near } = self;
        best.filter(|best| {
            let held = best.told.status == Status::Held;
            // "Threatened to move its hub and dropped the plan": beside the verb itself another one tells something else.
            let other =
                |(at, share): &(usize, f32)| *at != best.candidate && *share >= ALSO_NEAR * best.share;
            also < ALSO * best.share && (held || !near.iter().any(other))
        })
    }
}

/// A statement of what was done that the sources have otherwise.
pub(crate) fn overstated(case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
    if case.analysis.question {
        return None;
    }
    let own = Reader::new(case.side());
    let mut deeds = (0..case.analysis.items.len()).filter_map(|at| Deed::of(case, &own, at)).peekable();
    let held: Vec<Deed> =
        (0..case.analysis.items.len()).filter_map(|at| Deed::held(case, &own, at)).collect();
    if deeds.peek().is_none() && held.is_empty() {
        return None;
    }
    let bench = Bench::new(case, candidates);
    let done = deeds.find_map(|deed| {
        let found =
            bench.otherwise(&deed).or_else(|| bench.earlier(&deed)).or_else(|| bench.lacking(&deed))?;
        bench.said(&deed, &found)
    });
    done.or_else(|| held.iter().find_map(|deed| bench.said(deed, &bench.held(deed)?)))
}

/// A sentence that has enough of it tells a verb of the claim as done.
pub(crate) fn is_told_as_done(case: &Case<'_>, candidates: &[Candidate], at: usize) -> bool {
    let Some(deed) = Deed::of(case, &Reader::new(case.side()), at) else { return false };
    let bench = Bench::new(case, candidates);
    let most = bench.sentences(&deed).map(|(_, _, fit)| fit.share).fold(ENOUGH, f32::max);
    bench.sentences(&deed).any(|(index, candidate, fit)| {
        let items = &candidate.side().analysis.items;
        let same = || {
            answers(case, candidate, at).any(|j| bench.is_as_told(&deed, &items[j], &bench.stands(index, j)))
        };
        let kin = || items.iter().any(|item| bench.is_kin(index, &deed, item));
        fit.share >= ALSO * most && same() || fit.share >= ALSO_NEAR * most && kin()
    })
}

impl<'a> Bench<'a> {
    fn new(case: &'a Case<'_>, candidates: &'a [Candidate]) -> Self {
        let readers = candidates.iter().map(|candidate| Reader::new(candidate.side())).collect();
        Bench { case, own: Reader::new(case.side()), candidates, readers }
    }
}

impl Bench<'_> {
    /// The sentences of which enough is known, each with how far it is of the same.
    fn sentences(&self, deed: &Deed) -> impl Iterator<Item = (usize, &Candidate, Fit)> {
        let fitting =
            move |(index, candidate)| Some((index, candidate, Fit::new(self.case, candidate, deed)?));
        let fits: Vec<_> = self.candidates.iter().enumerate().filter_map(fitting).collect();
        fits.into_iter().filter(|(_, _, fit)| fit.share > 0.0)
    }

    /// The same verb, which no sentence tells as the claim does.
    fn otherwise(&self, deed: &Deed) -> Option<Otherwise> {
        let mut search = Search::default();
        for (index, candidate, fit) in self.sentences(deed) {
            let items = &candidate.side().analysis.items;
            for j in answers(self.case, candidate, deed.at()) {
                if !self.has_particle(deed, index, j) {
                    continue;
                }
                let told = self.stands(index, j);
                // "A study found": who says so is no deed, and is one where the source accuses.
                if self.case.analysis.items[deed.at()].attribution && told.status != Status::Held {
                    continue;
                }
                if self.is_as_told(deed, &items[j], &told) {
                    search.tell(self.told_of_it(deed, index, j, &fit));
                } else if fit.near || self.is_near(deed, index, j, &fit, &told) {
                    let sure = fit.close && told.plain && self.is_sure(deed, (candidate, j), &fit, &told);
                    search.add(Otherwise { candidate: index, item: j, told, share: fit.share, sure });
                }
            }
            search.near.extend(self.near(deed, index, &fit));
        }
        search.found().filter(|found| !self.has_come_about(deed, found))
    }

    /// How much of it a sentence has whose item `j` tells the deed as done: where that is done to something else, what else the
    /// sentence has itself.
    fn told_of_it(&self, deed: &Deed, index: usize, j: usize, fit: &Fit) -> f32 {
        let candidate = &self.candidates[index];
        let side = candidate.side();
        let item = &side.analysis.items[j];
        // "The results, published today": of what stands before it alone.
        let aside = knowledge().past(&item.lower) && done::in_the_past(side, j).is_none();
        let of_it = || {
            deed.object(self.case).is_none_or(|k| candidate.in_sentence(self.case, k) >= NAMED)
                || self.readers[index].has_pronoun(item)
        };
        match () {
            () if aside => 0.0,
            () if of_it() || knowledge().standing.fulfilling.contains(&item.stem) => fit.share,
            () => fit.itself,
        }
    }

    /// How much of it a sentence has that tells something near to the deed as done, with its index.
    fn near(&self, deed: &Deed, index: usize, fit: &Fit) -> Option<(usize, f32)> {
        let items = &self.candidates[index].side().analysis.items;
        let kin = |j: &usize| self.is_kin(index, deed, &items[*j]);
        let shares = (0..items.len()).filter(kin).map(|j| self.told_of_it(deed, index, j, fit));
        Some((index, shares.max_by(f32::total_cmp)?))
    }

    /// The sentence leaves to a pronoun what its verb is done to, or says that nobody has, beside one that tells the rest.
    fn is_near(&self, deed: &Deed, index: usize, j: usize, fit: &Fit, told: &Told) -> bool {
        let candidate = &self.candidates[index];
        let item = &candidate.side().analysis.items[j];
        let one = self.case.analysis.items[deed.at()].stem == item.stem;
        let next = |other: &Candidate| {
            other.view.article.id == candidate.view.article.id
                && other.sentence.abs_diff(candidate.sentence) == 1
                && other.coverage >= SPEAKS
        };
        one && (fit.beside && self.readers[index].has_pronoun(item)
            || told.of_nobody && self.candidates.iter().any(next)
            || told.status == Status::Ahead && self.is_of_one(deed, index, told))
    }

    /// The sentence speaks of the same, and has it to come of the same one: of the noun that stands before both.
    fn is_of_one(&self, deed: &Deed, index: usize, told: &Told) -> bool {
        let (case, candidate) = (self.case, &self.candidates[index]);
        let (c, e) = (&case.analysis.items, &candidate.side().analysis.items);
        let subject =
            (0..e.len()).rev().find(|&k| e[k].range.end <= told.range.start && done::is_noun(&e[k]));
        let own = subject.and_then(|k| candidate.alignment.back[k]);
        candidate.coverage >= SPEAKS
            && (0..c.len())
                .filter(|&k| deed.is_with(case, k) && c[k].kind.is_typed())
                .all(|k| candidate.alignment.covered(k) >= NAMED)
            && own.is_some_and(|k| k < deed.at() && candidate.in_sentence(case, k) >= SAME)
    }

    /// "Ruled out" is no "ruled".
    fn has_particle(&self, deed: &Deed, index: usize, j: usize) -> bool {
        let (case, candidate) = (self.case, &self.candidates[index]);
        let behind = |reader: &Reader<'_>, item: &Item| {
            reader.behind(item).filter(|word| is_particle(word)).map(str::to_owned)
        };
        let own = behind(&self.own, &case.analysis.items[deed.at()]);
        let theirs = &candidate.side().analysis.items[j];
        own.is_none_or(|own| {
            case.analysis.items[deed.at()].stem != theirs.stem
                || behind(&self.readers[index], theirs).is_some_and(|word| word == own)
        })
    }

    /// A pronoun stands for what item `j` of a sentence is done to.
    fn has_pronoun(&self, index: usize, j: usize) -> bool {
        self.readers[index].has_pronoun(&self.candidates[index].side().analysis.items[j])
    }

    /// How an item of a sentence stands there: denied by what is left of it, or of it: "no looting", "found no books".
    fn stands(&self, candidate: usize, j: usize) -> Told {
        let (reader, candidate) = (&self.readers[candidate], &self.candidates[candidate]);
        let side = candidate.side();
        let item = &side.analysis.items[j];
        let told = reader.told(item);
        if told.status != Status::Done {
            return told;
        }
        let undone = |range| Told { status: Status::Undone, range, of_nobody: false, plain: told.plain };
        if item.negated {
            return undone(standing::denied(side, item));
        }
        let lacks = reader.lacks(j).filter(|&k| candidate.alignment.back[k].is_some());
        match lacks {
            Some(k) => undone(item.range.start..side.analysis.items[k].range.end),
            None => told,
        }
    }

    /// The sentence tells it as the claim does, or what it leaves open is something else.
    fn is_as_told(&self, deed: &Deed, item: &Item, told: &Told) -> bool {
        let own = &self.case.analysis.items[deed.at()];
        // Of words that are only near in meaning, the one may well be done and the other planned.
        let one = || own.stem == item.stem || knowledge().synonym(&own.stem, &item.stem);
        match (deed.tense, told.status) {
            (Tense::Past, Status::Done) => true,
            (Tense::Past | Tense::Present, Status::Undone) => false,
            (Tense::Past, _) => !one(),
            // "Closes" may be what is to come.
            (Tense::Present, _) => true,
            (Tense::Refused, Status::Done | Status::Ahead | Status::Agreed) => !one(),
            (Tense::Refused, _) => true,
        }
    }

    fn is_sure(&self, deed: &Deed, (candidate, j): (&Candidate, usize), fit: &Fit, told: &Told) -> bool {
        let own = &self.case.analysis.items[deed.at()];
        // "Was not charging him with fraud": not with that.
        let there = candidate.side().text().get(told.range.clone()).unwrap_or_default();
        let not_with = there.starts_with("not ") && there.ends_with("ing");
        deed.tense == Tense::Past
            && !not_with
            && !matches!(told.status, Status::Agreed | Status::Possible)
            && own.stem == candidate.side().analysis.items[j].stem
            && self.own.is_main(own)
            && fit.itself >= SURE
            && is_of_the_same(self.case, candidate, &deed.done)
    }

    /// What was planned for a day that has passed, what was done again and again, what was possible and done, what was proved.
    fn has_come_about(&self, deed: &Deed, found: &Otherwise) -> bool {
        let (case, candidate) = (self.case, &self.candidates[found.candidate]);
        let item = &candidate.side().analysis.items[found.item];
        match found.told.status {
            Status::Held => {
                standing::is_guarded(case.side())
                    || contested::is_settled(case, self.candidates, &deed.done, found.candidate)
            }
            Status::Undone => false,
            _ => {
                overstated::came_due(case, candidate, found.item, self.candidates)
                    || overstated::habitual(candidate.side(), item)
                    || standing::was_able(candidate.side(), item)
            }
        }
    }

    /// A word in the past that is near in meaning, or tells that something came about: what was completed was built.
    fn is_kin(&self, candidate: usize, deed: &Deed, item: &Item) -> bool {
        let own = &self.case.analysis.items[deed.at()];
        let near = || {
            words(own, item).strength() >= KIN
                || item.cue.is_none() && knowledge().standing.fulfilling.contains(&item.stem)
        };
        item.kind == ItemKind::Word
            && !item.negated
            && own.stem != item.stem
            && knowledge().past(&item.lower)
            && near()
            && self.readers[candidate].told(item).status == Status::Done
    }

    fn said(&self, deed: &Deed, found: &Otherwise) -> Option<Finding> {
        let (case, candidate) = (self.case, &self.candidates[found.candidate]);
        let range = bytes(case, deed.at());
        let source = found.told.range.clone();
        let (draft, place) = (case.words(range.clone()), candidate.place(source.clone()));
        let differs =
            |field, draft| Reason::Differs { field, draft, source: candidate.words(source.clone()), place };
        let (code, reasons, fix) = match found.told.status {
            Status::Undone | Status::Done if !found.sure => {
                let lacks =
                    Reason::NotFound { what: "words", draft: draft.clone(), asked: case.library.len() };
                (Code::UnsupportedDetail, vec![lacks, differs("words", draft)], None)
            }
            Status::Held => {
                let fix = soften::allegedly(case, candidate, &deed.done);
                (Code::Overstated, vec![differs("status", draft)], Some(fix))
            }
            _ => {
                let fix = soften::fix(case, candidate, deed.at(), range.start, &source);
                (Code::Overstated, vec![differs("status", draft)], fix)
            }
        };
        let told = finding(case, code, range, reasons, fix.into_iter().collect())?;
        if found.sure {
            return Some(told);
        }
        Some(Finding { severity: case.settings.hinted(code)?, ..told })
    }
}
