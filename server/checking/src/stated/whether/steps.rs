//! Steps of a matter: what is told as granted where the sources only have that it was asked for, and what somebody is said to have got
//! where they only have that it was wanted, or that there was none.

use super::deed::{Deed, Fit};
use super::{Bench, KIN, Otherwise, SAME, Search, Tense};
use crate::align::relation;
use crate::align::words;
use crate::analysis::{Item, ItemKind};
use crate::case::Candidate;
use crate::knowledge::lexicon::Part;
use crate::stated::status::{Status, Steps, Told, gets, is_granted};

/// Share of the rest of a clause that a sentence must have to deny the same.
const DENIED: f32 = 0.4;

impl Bench<'_> {
    /// A step of a matter of which the sources have only an earlier one.
    pub(super) fn earlier(&self, deed: &Deed) -> Option<Otherwise> {
        let own = &self.case.analysis.items[deed.at()];
        if deed.tense != Tense::Past || own.attribution {
            return None;
        }
        Steps::of(&own.stem).find_map(|(steps, step)| {
            let mut search = Search::default();
            for (index, candidate, fit) in self.sentences(deed) {
                let object =
                    deed.object(self.case).is_some_and(|k| candidate.in_sentence(self.case, k) >= SAME);
                let items = &candidate.side().analysis.items;
                for (j, item) in items.iter().enumerate().filter(|(_, item)| item.kind == ItemKind::Word) {
                    let Some(theirs) = steps.step(&item.stem) else { continue };
                    let told = self.stands(index, j);
                    if theirs >= step && told.status == Status::Done {
                        // "A decision on bail" is none on the warrant.
                        if object || fit.beside && self.has_pronoun(index, j) {
                            search.tell(fit.share);
                        } else {
                            search.near.push((index, fit.itself));
                        }
                    } else if told.status == Status::Undone {
                        // "No decision has been taken".
                        let one = words(own, item).strength() >= SAME && fit.share >= DENIED;
                        let doer = deed.done.doer(self.case.side());
                        if theirs >= step
                            && one
                            && doer.is_some_and(|k| candidate.in_sentence(self.case, k) >= SAME)
                        {
                            let share = fit.share;
                            search.add(Otherwise { candidate: index, item: j, told, share, sure: false });
                        }
                    } else if fit.near && object && self.reaches(deed, candidate, j) {
                        let told = Told { status: Status::Asked, ..told };
                        search.add(Otherwise {
                            candidate: index,
                            item: j,
                            told,
                            share: fit.share,
                            sure: false,
                        });
                    }
                }
                search.near.extend(self.near(deed, index, &fit));
            }
            search.found()
        })
    }

    /// What the deed is done to is what item `j` of the sentence asks for: no other verb stands between, as in "offers help to those who
    /// bought it".
    fn reaches(&self, deed: &Deed, candidate: &Candidate, j: usize) -> bool {
        let object = deed.object(self.case).and_then(|k| candidate.alignment.partner(k));
        let verb = |item: &Item| matches!(item.lexeme.part(), Some((Part::Verb, _)));
        object.is_none_or(|k| k < j || !candidate.side().analysis.items[j + 1..k.max(j + 1)].iter().any(verb))
    }

    /// Somebody has come to something that no sentence has but as wanted, meant, possible or lacking.
    pub(super) fn lacking(&self, deed: &Deed) -> Option<Otherwise> {
        let case = self.case;
        let own = &case.analysis.items[deed.at()];
        let object = deed.object(case)?;
        let item = &case.analysis.items[object];
        if deed.tense != Tense::Past || own.attribution || !gets(&own.stem) || item.kind != ItemKind::Word
            // "Offered to cut": what is offered is as it is told.
            || self.own.told(item).status != Status::Done
        {
            return None;
        }
        self.wanting(deed, object, |fit| fit.near)
    }

    /// Somebody has a permit that no sentence has but as applied for.
    pub(super) fn held(&self, deed: &Deed) -> Option<Otherwise> {
        self.wanting(deed, deed.at(), |fit| fit.near || fit.beside)
    }

    /// The sentence by which what the deed brings is wanted, meant, possible or lacking, where none has it otherwise.
    fn wanting(&self, deed: &Deed, object: usize, fits: impl Fn(&Fit) -> bool) -> Option<Otherwise> {
        let case = self.case;
        let item = &case.analysis.items[object];
        let mut search = Search::default();
        for (index, candidate, fit) in self.sentences(deed) {
            let side = candidate.side();
            for (j, other) in side.analysis.items.iter().enumerate() {
                let alike = relation::of(case.side(), item, side, other).strength();
                // "Consent" beside "approval".
                let granted = alike >= KIN && is_granted(&item.stem) && is_granted(&other.stem);
                if alike < SAME && !granted {
                    continue;
                }
                let told = self.stands(index, j);
                match told.status {
                    Status::Done | Status::Held | Status::Agreed => search.also = search.also.max(fit.share),
                    _ if fits(&fit) => {
                        search.add(Otherwise {
                            candidate: index,
                            item: j,
                            told,
                            share: fit.share,
                            sure: false,
                        });
                    }
                    _ => {}
                }
            }
            // Of a thing that somebody has, what was done tells nothing.
            if deed.at() != object {
                search.near.extend(self.near(deed, index, &fit));
            }
        }
        search.found()
    }
}
