//! Steps of a matter: what is told as granted where the sources only have that it was asked for, and what somebody is said to have got
//! where they only have that it was wanted, or that there was none.

use super::deed::Deed;
use super::{Bench, Otherwise, Search, Tense};
use crate::analysis::ItemKind;
use crate::relation;
use crate::status::{Status, Steps, Told, gets};

/// Strength of a relation from which two words mean the same.
const SAME: f32 = 0.8;

impl Bench<'_> {
    /// A step of a matter of which the sources have only an earlier one.
    pub(super) fn earlier(&self, deed: &Deed) -> Option<Otherwise> {
        let own = &self.case.analysis.items[deed.at()];
        if deed.tense != Tense::Past {
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
                        search.also = search.also.max(fit.share);
                    } else if fit.near && object && told.status != Status::Undone {
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
                if items.iter().any(|item| self.is_kin(index, deed, item)) {
                    search.near.push((index, fit.share));
                }
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
        if deed.tense != Tense::Past || !gets(&own.stem) || item.kind != ItemKind::Word {
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
            if side.analysis.items.iter().any(|item| self.is_kin(index, deed, item)) {
                search.near.push((index, fit.share));
            }
        }
        search.found()
    }
}
