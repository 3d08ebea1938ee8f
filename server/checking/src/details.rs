//! Details that nothing which speaks of the claim's event has: figures, dates, names and stretches of telling words.

use crate::align::across;
use crate::align::relation;
use crate::align::told;
use crate::analysis::claims;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::fix;
use crate::judge::{INSTEAD, SPEAKS, finding};
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::Part;
use crate::people::named;
use crate::slot::{self, Slot};
use crate::verdict::{Finding, Fix, Reason, WORDS};
use copydesk_tagging::{Figure, Kind, Value};
use rust_decimal::Decimal;
use std::cell::OnceCell;
use std::ops::Range;

/// Weight from which words in a row that no source has are a detail by themselves.
const DETAIL: f32 = 2.0;

/// How far a figure, and anything else, must be covered not to be missing: a figure that counts something else there is
/// not the claim's.
const FIGURE: f32 = 0.4;
const COVERED: f32 = 0.25;

/// Digits from which a figure hardly stands somewhere by chance, closing zeros left out.
const LONG: usize = 4;

/// Strength of a relation from which a value is the very one.
const TOLD: f32 = 0.8;
/// The same of a value in a title.
const FOR_A_TITLE: f32 = 0.3;

/// How much of what stands around a figure or date another source must have to tell it beside those that speak of the rest.
const ASIDE: f32 = 0.4;

/// Figures, dates, names and stretches of telling words that nothing which speaks of this event has.
pub(crate) fn missing(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Finding> {
    let sources = Sources::new(case, candidates);
    let mut details = match sources.speaking.is_empty() {
        true => Vec::new(),
        false => details(&sources),
    };
    if sources.speaking.is_empty() && candidates.first().is_some_and(|best| best.coverage >= FAINTLY) {
        details = self::details(&Sources { speaking: candidates.iter().take(1).collect(), ..sources });
        details.retain(|detail| {
            detail.instead.is_none() && detail.what != WORDS && !told_somewhere(case, candidates, detail)
        });
    }
    details.into_iter().filter_map(|detail| detail.finding(case)).collect()
}

/// Share of the claim that a sentence must have for a value that stands nowhere to be told, where none speaks of all the rest.
const FAINTLY: f32 = 0.25;

/// The words of a detail, or the value they tell, stand in one of the articles.
fn told_somewhere(case: &Case<'_>, candidates: &[Candidate], detail: &Detail<'_>) -> bool {
    let items = case.analysis.items.iter().filter(|item| item.range == detail.range);
    items
        .into_iter()
        .any(|item| candidates.iter().any(|c| told::anywhere(case.side(), item, &c.view).unwrap_or(true)))
}

/// Something of the claim that is missing.
struct Detail<'a> {
    what: &'static str,
    /// Bytes of the claim's sentence.
    range: Range<usize>,
    /// The sentence that has something else in its place.
    instead: Option<(&'a Candidate, Slot)>,
}

impl Detail<'_> {
    fn finding(self, case: &Case<'_>) -> Option<Finding> {
        let draft = case.words(self.range.clone());
        let mut reasons = vec![Reason::NotFound { what: self.what, draft, asked: case.library.len() }];
        let mut fixes = Vec::new();
        if let Some((candidate, slot)) = self.instead {
            let change = fix::change(case, candidate, &slot);
            reasons.push(change.reason(case, candidate, slot.field(case.side())));
            // The source may speak of another thing.
            fixes.extend(change.fix(case, candidate).map(|fix| Fix { preferred: false, ..fix }));
        }
        finding(case, Code::UnsupportedDetail, self.range, reasons, fixes)
    }
}

/// Words in a row that no source has.
#[derive(Default)]
struct Stretch {
    range: Option<Range<usize>>,
    weight: f32,
}

impl Stretch {
    /// Common words neither begin such a stretch nor break it.
    fn add(&mut self, item: &Item) {
        let know = knowledge();
        let joins = know.reckoned.loosely.contains(&item.lower) || know.within.contains(&item.lower);
        if item.weight >= 0.5 && !joins && !matches!(item.lexeme.part(), Some((Part::Adverb, _))) {
            let start = self.range.as_ref().map_or(item.range.start, |range| range.start);
            self.range = Some(start..item.range.end);
            self.weight += item.weight;
        }
    }

    /// Ends here: a detail if it tells enough.
    fn end<'a>(&mut self) -> Option<Detail<'a>> {
        let Stretch { range, weight } = std::mem::take(self);
        let range = range.filter(|_| weight >= DETAIL)?;
        Some(Detail { what: WORDS, range, instead: None })
    }
}

fn details<'a>(sources: &Sources<'a>) -> Vec<Detail<'a>> {
    let (case, items) = (sources.case, &sources.case.analysis.items);
    let mut details = Vec::new();
    let mut stretch = Stretch::default();
    for (i, item) in items.iter().enumerate() {
        // What was reckoned, or is told more shortly, stands nowhere, and nothing else in its place.
        let reckoned = across::is_reckoned(case, sources.candidates, i) || sources.tell_shortly(i);
        let instead = if reckoned { None } else { sources.instead(i) };
        // "One man", "an early one": an article rather than a count.
        let any = is_any_time(case, item)
            || relation::is_one(case.side(), item)
            || relation::is_adverb(case.side(), item)
            || is_known_count(case, item)
            || is_time_before(case, item)
            || told::never_before(case.side(), item, sources.candidates);
        let missing = instead.is_some() || (!any && !reckoned && sources.lack(i));
        // What one clause lacks is not what the next one does.
        if i > 0 && items[i - 1].clause != item.clause {
            details.extend(stretch.end());
        }
        if missing && instead.is_none() && item.kind == ItemKind::Word {
            stretch.add(item);
            continue;
        }
        details.extend(stretch.end());
        if missing {
            // A period that is wrong is underlined alone.
            let spans = instead.as_ref().and_then(|(_, slot)| slot.spans.clone());
            let (what, range) = spans
                .map_or_else(|| (what(case, item), item.range.clone()), |spans| (spans.field, spans.draft));
            details.push(Detail { what, range, instead });
        }
    }
    details.extend(stretch.end());
    details
}

fn what(case: &Case<'_>, item: &Item) -> &'static str {
    match item.kind {
        ItemKind::Figure(_) => "figure",
        ItemKind::Time(_) if case.side().kind(item) == Some(Kind::Duration) => "length of time",
        ItemKind::Time(_) => "date",
        ItemKind::Actor(_) => "name",
        ItemKind::Word => WORDS,
    }
}

/// "Now" and "recently" are no dates that a source would have to have, nor is "that evening".
pub(crate) fn is_any_time(case: &Case<'_>, item: &Item) -> bool {
    let mention = case.side().mention(item);
    let same = || knowledge().reckoned.same_time.iter().any(|words| item.lower.starts_with(words.as_str()));
    matches!(mention.map(|mention| &mention.value), Some(Value::Time(time)) if time.value.ends_with("_REF") || same())
}

/// "Half as much as a year before", "17.8 million a year earlier": told by what it is compared with.
fn is_time_before(case: &Case<'_>, item: &Item) -> bool {
    let side = case.side();
    let behind = side.text().get(item.range.end..).unwrap_or_default();
    let next = behind.split_whitespace().next().unwrap_or_default();
    let one =
        |words: &str| knowledge().rates.articles.iter().any(|a| words.split(' ').next() == Some(a.as_str()));
    let back = |word: &str| word == "earlier" || word == "before";
    matches!(item.kind, ItemKind::Time(_))
        && one(&item.lower)
        && (item.lower.split(' ').next_back().is_some_and(back)
            || back(next.trim_end_matches(['.', ',', ';'])))
}

/// "One of the two claimants": those told of before.
fn is_known_count(case: &Case<'_>, item: &Item) -> bool {
    let before = case.side().text()[..item.range.start].trim_end().to_lowercase();
    let known = |figure: &Figure| figure.in_words && figure.amount < FEW;
    let counts = case.side().kind(item) == Some(Kind::Number);
    counts && before.ends_with(" of the") && case.side().figure(item).is_some_and(known)
}

/// Counts below this stand in words for those told of before.
const FEW: Decimal = Decimal::TEN;

fn is_long(case: &Case<'_>, item: &Item) -> bool {
    let Some(figure) = case.side().figure(item) else { return false };
    let digits: String = figure.amount.to_string().chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len() >= LONG
}

/// The sentences found for a claim, those that speak of its event among them.
struct Sources<'a> {
    case: &'a Case<'a>,
    candidates: &'a [Candidate],
    speaking: Vec<&'a Candidate>,
    /// Of each that speaks, the slots in which it differs.
    slots: OnceCell<Vec<Vec<Slot>>>,
}

impl<'a> Sources<'a> {
    fn new(case: &'a Case<'a>, candidates: &'a [Candidate]) -> Self {
        let speaking = candidates.iter().filter(|candidate| candidate.coverage >= SPEAKS).collect();
        Sources { case, candidates, speaking, slots: OnceCell::new() }
    }

    /// None of them has an item of the claim.
    fn lack(&self, i: usize) -> bool {
        // Words are no other's: whatever was found may have them.
        let word = self.case.analysis.items[i].kind == ItemKind::Word;
        let said = || word && self.candidates.iter().any(|candidate| !self.is_nowhere(candidate, i));
        self.speaking.iter().all(|candidate| self.lacks(candidate, i))
            && !said()
            && !self.told_aside(i)
            && !self.is_day_of_the_story(i)
            && !self.is_told_with_its_noun(i)
    }

    /// A sentence that was found has a date before the very word that the claim has behind it: "the May forecast".
    fn is_told_with_its_noun(&self, i: usize) -> bool {
        let items = &self.case.analysis.items;
        matches!(items[i].kind, ItemKind::Time(_))
            && i + 1 < items.len()
            && items[i + 1].kind == ItemKind::Word
            && self.case.side().is_joined(i + 1)
            && self.candidates.iter().any(|c| {
                let partner = |k: usize| c.alignment.partner(k);
                partner(i).is_some_and(|j| partner(i + 1) == Some(j + 1))
            })
    }

    /// A source that was found tells of the very day, of whatever.
    fn is_day_of_the_story(&self, i: usize) -> bool {
        let (claim, item) = (self.case.side(), &self.case.analysis.items[i]);
        claim.kind(item) == Some(Kind::Date)
            && (self.candidates.iter().any(|c| told::anywhere(claim, item, &c.view) == Some(true))
                || self.speaking.iter().any(|c| told::is_of_its_days(claim, item, &c.view)))
    }

    /// A sentence leaves out what the claim has.
    fn tell_shortly(&self, i: usize) -> bool {
        let (claim, item) = (self.case.side(), &self.case.analysis.items[i]);
        item.kind.is_value() && self.candidates.iter().any(|c| told::shortly(claim, item, c.side()))
    }

    /// Neither a sentence nor its article has an item of the claim.
    fn lacks(&self, candidate: &Candidate, i: usize) -> bool {
        let (claim, item) = (self.case.side(), &self.case.analysis.items[i]);
        !self.covers(candidate, i)
            && self.is_nowhere(candidate, i)
            && !relation::whole_held(claim, item, &candidate.view)
    }

    /// The words of an item, or the value they tell, stand nowhere in the article of a sentence.
    fn is_nowhere(&self, candidate: &Candidate, i: usize) -> bool {
        let (item, view) = (&self.case.analysis.items[i], &candidate.view);
        match told::anywhere(self.case.side(), item, view) {
            Some(has) => !has,
            None => !item.terms.iter().any(|term| view.terms().contains(term)),
        }
    }

    fn covers(&self, candidate: &Candidate, i: usize) -> bool {
        let figure = matches!(self.case.analysis.items[i].kind, ItemKind::Figure(_));
        candidate.alignment.covered(i) >= if figure { FIGURE } else { COVERED }
    }

    /// A sentence that tells too little of the claim to speak of it all tells this of it: a long figure, or what another
    /// source says of one whom the claim names.
    fn told_aside(&self, i: usize) -> bool {
        let items = &self.case.analysis.items;
        let apart = |c: &Candidate| self.speaking.iter().all(|of| of.view.article.id != c.view.article.id);
        let named = |c: &Candidate| {
            let own =
                |k: usize| matches!(items[k].kind, ItemKind::Actor(_)) && c.alignment.partner(k).is_some();
            apart(c) && (0..items.len()).any(|k| k != i && own(k))
        };
        // "The jury of seven women and five men", where the source that speaks of the verdict has no more than the jury.
        let around = |c: &Candidate| {
            let value = items[i].kind.is_value();
            value && apart(c) && c.alignment.local_coverage(self.case.analysis, i, &|_| false) >= ASIDE
        };
        let mut having = self.candidates.iter().filter(|c| c.alignment.partner(i).is_some());
        having.any(|c| is_long(self.case, &items[i]) || named(c) || around(c))
            || self.told_apart(i)
            || named::is_told(self.case, self.candidates, i)
    }

    /// A source that tells another part of the same story has the very value, of the same thing.
    fn told_apart(&self, i: usize) -> bool {
        let (claim, item) = (self.case.side(), &self.case.analysis.items[i]);
        // Any day of a story stands somewhere in it.
        let date = || match item.kind {
            ItemKind::Figure(_) => false,
            ItemKind::Time(_) => claim.kind(item) != Some(Kind::Duration),
            _ => true,
        };
        // A title has another word for what it counts.
        let least = if claims::is_heading(self.case.sentence()) { FOR_A_TITLE } else { TOLD };
        !date()
            && self
                .candidates
                .iter()
                .any(|c| told::the_very(claim, item, &c.view, least) || told::in_its_words(item, &c.view))
    }

    /// Another figure or date that stands in an item's place, or its opposite, where no sentence that was found has it: that
    /// it stands somewhere else in the article is chance.
    fn instead(&self, i: usize) -> Option<(&'a Candidate, Slot)> {
        let kind = self.case.analysis.items[i].kind;
        let known = |c: &Candidate| c.alignment.pairs[i].is_some() || self.covers(c, i);
        if matches!(kind, ItemKind::Actor(_)) || self.candidates.iter().any(known) {
            return None;
        }
        let item = &self.case.analysis.items[i];
        // "Did not approve" beside "rejected"; who did not reject it need not have approved.
        let agrees = |other: &Item| kind == ItemKind::Word && item.negated && !other.negated;
        let near = |candidate: &Candidate, slot: &Slot| {
            let source = candidate.side();
            slot.claim == i
                && slot.features.claim >= INSTEAD
                && (kind != ItemKind::Word || slot.code == Code::PolarityMismatch)
                && !agrees(&source.analysis.items[slot.evidence])
                && !relation::of_other_size(
                    self.case.side(),
                    item,
                    source,
                    &source.analysis.items[slot.evidence],
                )
        };
        let mut each = self.speaking.iter().zip(self.slots());
        each.find_map(|(candidate, slots)| {
            let slot = slots.iter().find(|slot| near(candidate, slot))?;
            Some((*candidate, slot.clone()))
        })
    }

    fn slots(&self) -> &[Vec<Slot>] {
        let differing = |c: &&Candidate| slot::differing(self.case.side(), c.side(), &c.alignment);
        self.slots.get_or_init(|| self.speaking.iter().map(differing).collect())
    }
}
