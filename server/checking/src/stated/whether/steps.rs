//! Steps of a matter: what is told as granted where the sources only have that it was asked for, and what somebody is said to have got
//! where they only have that it was wanted, or that there was none.

use super::deed::Deed;
use super::{Bench, Otherwise, SAME, Search, Tense};
use crate::align::relation;
use crate::align::words;
use crate::analysis::ItemKind;
use crate::stated::status::{Status, Steps, Told, gets};

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
                        search.tell(self.told_of_it(deed, index, j, &fit));
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
                    } else if fit.near && object {
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
        let mut search = Search::default();
        for (index, candidate, fit) in self.sentences(deed) {
            let side = candidate.side();
            for (j, other) in side.analysis.items.iter().enumerate() {
                if relation::of(case.side(), item, side, other).strength() < SAME {
                    continue;
                }
                let told = self.stands(index, j);
                match told.status {
                    Status::Done | Status::Held | Status::Agreed => search.also = search.also.max(fit.share),
                    _ if fit.near => {
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
            search.near.extend(self.near(deed, index, &fit));
        }
        search.found()
    }
}
