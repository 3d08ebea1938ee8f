//! Who said it: *Marcus Pell said the group was choosing fewer stores* beside *"We are choosing fewer stores," Fiona Castellane said*. Words
//! between quotation marks are held against the sources to the letter (`quotes`); this is for what is told in the draft's own words.

use crate::align::{Side, relation};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case, of_each_article};
use crate::quotes::share_a_word;
use crate::slot::Spans;
use crate::values::belonging::Misplaced;
use crate::view::View;
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::reporting::{Attribution, attributions};
use copydesk_tagging::{Identity, Kind, Value};
use std::ops::Range;

/// Share of what is said that a source must give to another, and from which it may give it to the one.
const SAYS: f32 = 0.8;
const MAY_SAY: f32 = 0.6;
/// How much it must be to be known again.
const TELLING: f32 = 2.5;
/// Strength of a relation from which a word is told.
const TOLD: f32 = 0.5;

/// What somebody says in the claim.
struct Saying<'a> {
    case: &'a Case<'a>,
    speaker: &'a Identity,
    /// Item that names the speaker.
    who: usize,
    /// Items of what is said, and their weight.
    said: Vec<usize>,
    weight: f32,
}

/// One to whom the claim gives what the sources have another one say, and never that one.
pub(crate) fn misplaced(case: &Case<'_>, candidates: &[Candidate]) -> Option<Misplaced> {
    let saying = Saying::of(case).filter(|saying| candidates.iter().any(|c| saying.knows(&c.view)))?;
    let (candidate, evidence) =
        candidates.iter().enumerate().find_map(|(at, c)| Some((at, saying.by_another(c)?)))?;
    if of_each_article(candidates).any(|(_, c)| saying.may_be_told(&c.view)) {
        return None;
    }
    let draft = case.analysis.items[saying.who].range.clone();
    let source = candidates[candidate].side().analysis.items[evidence].range.clone();
    let spans = Some(Spans { field: "actor", draft, source });
    Some(Misplaced { claim: saying.who, candidate, evidence, sure: true, spans })
}

impl<'a> Saying<'a> {
    /// What one person who is named says in the claim, if that is not said by several.
    fn of(case: &'a Case<'a>) -> Option<Self> {
        let side = case.side();
        let all = attributions(side.tagged, case.index);
        let first = all.first()?;
        let speaker = side.tagged.actors.get(first.speaker?).filter(|who| who.kind == Kind::Person)?;
        if all.iter().any(|told| told.speaker != first.speaker || told.negated) {
            return None;
        }
        let who = named(side, first)?;
        let items = &case.analysis.items;
        let said: Vec<usize> = (0..items.len())
            .filter(|&k| !items[k].attribution && items[k].weight > 0.0)
            .filter(|&k| all.iter().any(|told| within(&items[k].range, &told.content)))
            .collect();
        let weight: f32 = said.iter().map(|&k| items[k].weight).sum();
        let quoted = said.iter().all(|&k| items[k].quoted);
        (weight >= TELLING && !quoted).then_some(Saying { case, speaker, who, said, weight })
    }

    /// "Du Plessis" may well be Barend du Plessis.
    fn is_another(&self, other: &Identity) -> bool {
        same(self.speaker, other) == Same::No && !share_a_word(self.speaker, other)
    }

    /// The article names the speaker: one whom none of them names may go by another name there.
    fn knows(&self, view: &View) -> bool {
        view.tagged.actors.iter().any(|other| same(self.speaker, other) != Same::No)
    }

    /// Item that names another one whom a sentence has say it.
    fn by_another(&self, candidate: &Candidate) -> Option<usize> {
        let side = candidate.side();
        let told = candidate.view.attributions(candidate.sentence);
        told.iter().filter(|told| !told.negated).find_map(|told| {
            let other = side.tagged.actors.get(told.speaker?)?;
            let another = other.kind == Kind::Person && self.is_another(other);
            let who = named(side, told).filter(|_| another)?;
            (self.share(side, &|range| within(range, &told.content)) >= SAYS).then_some(who)
        })
    }

    /// A sentence of an article may have the one say it: it names the one beside much of it, or nobody whom it could be of.
    fn may_be_told(&self, view: &View) -> bool {
        (0..view.tagged.sentences.len()).filter(|&at| view.speaks(at)).any(|at| {
            let side = view.side(at);
            if self.share(side, &|_| true) < MAY_SAY {
                return false;
            }
            // "Brandt, quoting his doctor Mona Falk, said".
            let is =
                |item: &Item| relation::identity(side, item).is_some_and(|other| !self.is_another(other));
            if side.analysis.items.iter().any(is) {
                return true;
            }
            let told = view.attributions(at);
            let another = |told: &Attribution| {
                let other = told.speaker.and_then(|id| side.tagged.actors.get(id));
                named(side, told).is_some() && other.is_some_and(|other| self.is_another(other))
            };
            told.is_empty() || !told.iter().all(another)
        })
    }

    /// Share of what is said that stands among the items of a sentence whose bytes `counts`.
    fn share(&self, side: Side<'_>, counts: &dyn Fn(&Range<usize>) -> bool) -> f32 {
        let (mine, theirs) = (&self.case.analysis.items, &side.analysis.items);
        let told = |k: usize| {
            let strengths = theirs.iter().filter(|other| counts(&other.range));
            let strength = |other| relation::of(self.case.side(), &mine[k], side, other).strength();
            strengths.map(strength).filter(|strength| *strength >= TOLD).fold(0.0, f32::max)
        };
        self.said.iter().map(|&k| mine[k].weight * told(k)).sum::<f32>() / self.weight
    }
}

/// The item that names the speaker of an attribution; none where it is a pronoun or a noun.
fn named(side: Side<'_>, told: &Attribution) -> Option<usize> {
    let words = told.speaker_range.as_ref()?;
    side.analysis.items.iter().position(|item| {
        let actor = || match side.mention(item).map(|mention| &mention.value) {
            Some(Value::Actor(actor)) => Some(actor.id) == told.speaker,
            _ => false,
        };
        matches!(item.kind, ItemKind::Actor(_)) && within(&item.range, words) && actor()
    })
}

fn within(range: &Range<usize>, whole: &Range<usize>) -> bool {
    whole.start <= range.start && range.end <= whole.end
}
