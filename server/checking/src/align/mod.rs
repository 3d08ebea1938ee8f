//! Claim and evidence side by side: which item of the one stands for which of the other.

pub(crate) mod across;
pub(crate) mod date;
pub(crate) mod lapse;
pub(crate) mod margin;
pub(crate) mod rate;
pub(crate) mod reckon;
pub(crate) mod relation;
pub(crate) mod told;
pub(crate) mod within;
pub(crate) mod workings;

use crate::analysis::{Analysis, Item, ItemKind};
use crate::knowledge::kinds::{Beside, Entry};
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::Kinship;
use copydesk_library::Term;
use copydesk_tagging::{Figure, Kind, Mention, Tagged, TaggedSentence, Value};
use copydesk_text::Token;
use reckon::{RECKONED, Reckoned};
use relation::Relation;
use rustc_hash::FxHashSet;

/// A sentence with all that is known of it.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub(crate) tagged: &'a Tagged,
    pub(crate) sentence: &'a TaggedSentence,
    pub(crate) analysis: &'a Analysis,
}

impl<'a> Side<'a> {
    pub(crate) fn mention(&self, item: &Item) -> Option<&'a Mention> {
        item.kind.mention().and_then(|index| self.sentence.mentions.get(index))
    }

    /// What sort of mention an item is, if it is one.
    pub(crate) fn kind(&self, item: &Item) -> Option<Kind> {
        self.mention(item).map(|mention| mention.kind)
    }

    /// The figure that an item is, if it is one.
    pub(crate) fn figure(&self, item: &Item) -> Option<&'a Figure> {
        match self.mention(item).map(|mention| &mention.value) {
            Some(Value::Figure(figure)) => Some(figure),
            _ => None,
        }
    }

    pub(crate) fn text(&self) -> &'a str {
        &self.sentence.sentence.text
    }

    /// Nothing but space stands between an item and the one before it.
    pub(crate) fn is_joined(&self, item: usize) -> bool {
        let items = &self.analysis.items;
        let before = item.checked_sub(1).map(|last| items[last].range.end);
        let between = before.and_then(|end| self.text().get(end..items[item].range.start));
        between.is_some_and(|between| between.trim().is_empty())
    }

    /// The first of the items that stand side by side up to one.
    pub(crate) fn group_start(&self, item: usize) -> usize {
        (1..=item).rev().find(|&k| !self.is_joined(k)).unwrap_or(0)
    }

    /// The word right before a byte, as it is written, and where it begins; empty where a mark stands there.
    pub(crate) fn word_before(&self, byte: usize) -> (&'a str, usize) {
        let before = self.text()[..byte].trim_end();
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        (word, before.len() - word.len())
    }

    /// A word or mark of it, folded.
    pub(crate) fn lower(&self, token: &Token) -> &'a str {
        let folded = &self.analysis.folded;
        match folded.binary_search_by_key(&token.range.start, |(start, _)| *start) {
            Ok(at) => &folded[at].1,
            Err(_) => token.text(self.text()),
        }
    }

    /// The word or mark at an index, folded; empty beyond the last.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.sentence.tokens.get(at).map(|token| self.lower(token)).unwrap_or_default()
    }

    /// All its words and marks, folded.
    pub(crate) fn words(self) -> impl DoubleEndedIterator<Item = &'a str> + Clone {
        self.sentence.tokens.iter().map(move |token| self.lower(token))
    }
}

/// An item of the claim beside one of the evidence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) evidence: usize,
    pub(crate) relation: Relation,
}

/// Claim and evidence side by side.
#[derive(Clone, Debug)]
pub(crate) struct Alignment {
    /// For each item of the claim, its partner.
    pub(crate) pairs: Vec<Option<Pair>>,
    /// For each item of the evidence, its partner.
    pub(crate) back: Vec<Option<usize>>,
    /// For each item of the claim without a partner, how far the evidence's surroundings have it: 0 to 1.
    pub(crate) context: Vec<f32>,
    /// Items of the claim that can be reckoned from what the evidence has.
    reckoned: Vec<Reckoned>,
    /// How each item of the claim stands to each of the evidence, row by row of so many.
    relations: Vec<Relation>,
    width: usize,
}

/// Items of a sentence that are aligned; no sentence that anybody wrote has more.
const MOST: usize = 256;

/// What stands around a piece of evidence: its neighbours, its headline.
pub(crate) struct Surroundings<'a> {
    pub(crate) near: &'a FxHashSet<Term>,
    pub(crate) article: &'a FxHashSet<Term>,
}

impl Alignment {
    pub(crate) fn new(claim: Side<'_>, evidence: Side<'_>, around: &Surroundings<'_>) -> Self {
        let (all, others) = (&claim.analysis.items, &evidence.analysis.items);
        // Every item is held against every other one: of what is no sentence, the beginning is enough.
        let (c, e) = (&all[..all.len().min(MOST)], &others[..others.len().min(MOST)]);
        let mut relations = vec![Relation::None; c.len() * e.len()];
        for (i, a) in c.iter().enumerate() {
            for (j, b) in e.iter().enumerate() {
                relations[i * e.len() + j] = relation::of(claim, a, evidence, b);
            }
        }
        let at = |i: Option<usize>, j: Option<usize>| match (i, j) {
            (Some(i), Some(j)) if i < c.len() && j < e.len() => relations[i * e.len() + j].strength(),
            _ => 0.0,
        };
        let mut options: Vec<(f32, usize, usize)> = Vec::new();
        for i in 0..c.len() {
            for j in 0..e.len() {
                let strength = relations[i * e.len() + j].strength();
                if strength <= 0.0 {
                    continue;
                }
                let near = at(i.checked_sub(1), j.checked_sub(1)).max(at(i.checked_sub(1), j.checked_sub(2)))
                    + at(Some(i + 1), Some(j + 1)).max(at(Some(i + 1), Some(j + 2)));
                let same_before = !c[i].before.is_empty() && c[i].before == e[j].before;
                // Of equal partners the one in like company, then the one at a like place, is meant.
                let place = (i as f32 / c.len() as f32 - j as f32 / e.len() as f32).abs();
                let score = strength + 0.2 * near + if same_before { 0.1 } else { 0.0 } - 0.05 * place;
                options.push((score, i, j));
            }
        }
        options.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut pairs: Vec<Option<Pair>> = vec![None; all.len()];
        let mut back = vec![None; others.len()];
        for (_, i, j) in options {
            if pairs[i].is_none() && back[j].is_none() {
                pairs[i] = Some(Pair { evidence: j, relation: relations[i * e.len() + j] });
                back[j] = Some(i);
            }
        }
        let parted = part_opposites(c, &relations, &mut pairs[..c.len()], &mut back[..e.len()]);
        // A word said twice in the claim may lean on one in the evidence; a figure not where another one may stand for it:
        // "7 percent and 7 percent" beside "7 percent and 6 percent".
        for i in 0..c.len() {
            let other = |j: usize| back[j].is_none() && relations[i * e.len() + j] == Relation::Conflict;
            if pairs[i].is_none()
                && !parted.contains(&i)
                && !(c[i].kind.is_value() && (0..e.len()).any(other))
                && let Some(j) = (0..e.len()).find(|&j| relations[i * e.len() + j].strength() >= 0.9)
            {
                pairs[i] = Some(Pair { evidence: j, relation: relations[i * e.len() + j] });
            }
        }
        let led = lead(all, others, &pairs, &mut back);
        let open = |i: usize| pairs[i].is_none() && all[i].kind.is_value();
        let reckoned: Vec<Reckoned> = (0..all.len())
            .filter(|&i| open(i))
            .filter_map(|i| reckon::reckoned(claim, i, evidence))
            .collect();
        let context = all
            .iter()
            .zip(&pairs)
            .enumerate()
            .map(|(i, (item, pair))| match pair {
                Some(_) => 1.0,
                None if led.contains(&i) => Relation::Synonym.strength(),
                // The words stand there, tagged otherwise.
                None if stands_in(item, evidence.analysis)
                    && !relation::of_other_unit(claim, item, evidence) =>
                {
                    LITERAL
                }
                None if reckoned.iter().any(|known| known.item == i) => RECKONED,
                None if relation::counts_nothing(claim, item) => surrounding(item, around).max(UNCOUNTED),
                None => surrounding(item, around),
            })
            .collect();
        let width = e.len();
        Alignment { pairs, back, context, reckoned, relations, width }
    }

    /// How item `i` of the claim stands to item `j` of the evidence; `None` beyond those that are aligned.
    pub(crate) fn relation(&self, i: usize, j: usize) -> Option<Relation> {
        if j < self.width { self.relations.get(i * self.width + j).copied() } else { None }
    }

    /// An item of the claim that can be reckoned from what the evidence has.
    pub(crate) fn reckoning(&self, item: usize) -> Option<&Reckoned> {
        self.reckoned.iter().find(|known| known.item == item)
    }

    /// What the claim says it reckoned, and can be.
    pub(crate) fn reckons(&self, item: usize) -> bool {
        self.reckoning(item).is_some_and(|known| known.said)
    }

    /// Takes two items apart, as if the one said something else than the other.
    pub(crate) fn part(&mut self, item: usize, partner: usize) {
        (self.pairs[item], self.back[partner], self.context[item]) = (None, None, 0.0);
    }

    /// What stands for an item of the claim in the evidence: no mere kin of it, and nothing against it.
    pub(crate) fn partner(&self, item: usize) -> Option<usize> {
        self.pairs[item].filter(|pair| pair.relation.strength() > 0.5).map(|pair| pair.evidence)
    }

    /// How much of an item of the claim is covered, 0 to 1.
    pub(crate) fn covered(&self, item: usize) -> f32 {
        self.pairs[item].map_or(self.context[item], |pair| pair.relation.strength())
    }

    /// The same where two must be sure to speak of one thing: how the news says it otherwise counts for little.
    fn closely(&self, item: usize) -> f32 {
        match self.pairs[item] {
            Some(Pair { relation: Relation::Paraphrase, .. }) => LOOSELY,
            _ => self.covered(item),
        }
    }

    /// Weighted share of the claim's content that the evidence covers, 0 to 1.
    pub(crate) fn coverage(&self, claim: &Analysis) -> f32 {
        let (has, total) = self.has(claim, |_, _| true);
        if total > 0.0 { has / total } else { 0.0 }
    }

    /// How much the evidence has of those items of the claim that count, and how much they are, by weight.
    pub(crate) fn has(&self, claim: &Analysis, counts: impl Fn(usize, &Item) -> bool) -> (f32, f32) {
        let (mut has, mut total) = (0.0, 0.0);
        for (i, item) in claim.items.iter().enumerate().filter(|(i, item)| counts(*i, item)) {
            has += item.weight * self.covered(i);
            total += item.weight;
        }
        (has, total)
    }

    /// Coverage of the claim around one of its items, that item left out: near items count most.
    pub(crate) fn local_coverage(&self, claim: &Analysis, at: usize, skip: &dyn Fn(usize) -> bool) -> f32 {
        share(&claim.items, at, |i| (!skip(i)).then(|| self.closely(i)))
    }

    /// The same for the evidence: how much of what stands around item `at` the claim has too.
    pub(crate) fn local_back(&self, evidence: &Analysis, at: usize, skip: &dyn Fn(usize) -> bool) -> f32 {
        share(&evidence.items, at, |j| (!skip(j)).then(|| if self.back[j].is_some() { 1.0 } else { 0.0 }))
    }
}

/// Takes the partner from a word whose opposite is free and stands in its place: a mere kin of it ("criticised" and "said"
/// beside "welcomed"), or one farther off where the words on both sides of the one stand on both sides of the other ("a net
/// profit of 23 million" beside "a net loss of 23 million, compared with a profit of 8 million"). Gives those that had one.
fn part_opposites(
    c: &[Item],
    relations: &[Relation],
    pairs: &mut [Option<Pair>],
    back: &mut [Option<usize>],
) -> Vec<usize> {
    let strong = |pair: &Pair| pair.relation.strength() > 0.5;
    let mut parted = Vec::new();
    for (i, item) in c.iter().enumerate().filter(|(_, item)| item.kind == ItemKind::Word) {
        let Some(own) = pairs[i] else { continue };
        let place = if own.relation == Relation::Kin {
            0..back.len()
        } else {
            let left = i.checked_sub(1).and_then(|left| pairs[left]).filter(strong);
            let right = pairs.get(i + 1).copied().flatten().filter(strong);
            match (left, right) {
                (Some(left), Some(right)) => left.evidence + 1..right.evidence,
                _ => continue,
            }
        };
        let held = own.relation == Relation::Kin
            || (place.len() <= HELD && !place.contains(&own.evidence) && item.weight > 0.0);
        // Two of a kind often stand in one sentence; the word itself is then no mistake for the other.
        let against = |relation: Relation| match own.relation {
            Relation::Kin => relation.is_against(),
            _ => relation == Relation::Opposite,
        };
        let opposite = |j: usize| against(relations[i * back.len() + j]) && back[j].is_none();
        if held && place.into_iter().any(opposite) {
            (pairs[i], back[own.evidence]) = (None, None);
            parted.push(i);
        }
    }
    parted
}

/// Words of phrases whose heads stand for one another: "heart" of "heart attack" beside "cardiac arrest". Gives those of the
/// claim, and puts down that those of the evidence are no one else's.
fn lead(c: &[Item], e: &[Item], pairs: &[Option<Pair>], back: &mut [Option<usize>]) -> Vec<usize> {
    let mut led = Vec::new();
    for (i, pair) in pairs.iter().enumerate() {
        let Some(pair) =
            pair.filter(|pair| matches!(pair.relation, Relation::Synonym | Relation::Paraphrase))
        else {
            continue;
        };
        let (mine, theirs) = (&c[i], &e[pair.evidence]);
        if mine.entry.is_none() || theirs.entry.is_none() || mine.aside || theirs.aside {
            continue;
        }
        let beside = |item: &Item, head: &Item| item.phrase.is_some() && item.phrase == head.phrase;
        led.extend((0..c.len()).filter(|&k| pairs[k].is_none() && beside(&c[k], mine)));
        for k in (0..e.len()).filter(|&k| beside(&e[k], theirs)) {
            back[k].get_or_insert(i);
        }
    }
    led
}

/// Items between two that hold a word between them.
const HELD: usize = 2;

/// How far "twice" and "one of" are covered: what they count is seldom told by a figure.
const UNCOUNTED: f32 = 0.4;

/// How far a name or figure is covered whose words stand in the evidence, but are tagged as something else there.
pub(crate) const LITERAL: f32 = 0.9;

/// Whether all words of a name, figure or date stand somewhere in a sentence.
pub(crate) fn stands_in(item: &Item, analysis: &Analysis) -> bool {
    item.kind.is_typed()
        && !item.own.is_empty()
        && item.own.iter().all(|term| analysis.terms.contains(term))
        && !scattered(item, analysis)
}

/// The words of a date are those of several dates: "April 2034" beside "April 2033 and late 2034".
fn scattered(item: &Item, analysis: &Analysis) -> bool {
    let times = analysis.items.iter().filter(|other| matches!(other.kind, ItemKind::Time(_)));
    let shares = |other: &&Item| item.own.iter().any(|term| other.own.contains(term));
    let whole = |other: &Item| item.own.iter().all(|term| other.own.contains(term));
    let among: Vec<&Item> = times.filter(shares).collect();
    let dated = matches!(item.kind, ItemKind::Time(_)) && item.lower.contains(|c: char| c.is_ascii_digit());
    dated && among.len() > 1 && !among.into_iter().any(whole)
}

/// How far a word stands for another that the news exchanges with it, where both must be sure to speak of one thing.
const LOOSELY: f32 = 0.3;

/// How fast the weight of an item falls with its distance, in items.
const DECAY: f32 = 5.0;

fn share(items: &[Item], at: usize, covered: impl Fn(usize) -> Option<f32>) -> f32 {
    let (mut sum, mut total) = (0.0, 0.0);
    for (i, item) in items.iter().enumerate() {
        // Who says it, and when, may differ between two that say the same.
        if i == at || (item.attribution && !items[at].attribution) {
            continue;
        }
        let Some(value) = covered(i) else { continue };
        let mut distance = i.abs_diff(at) as f32;
        if item.clause != items[at].clause {
            distance += 2.0;
        }
        let weight = item.weight * (-distance / DECAY).exp();
        sum += weight * value;
        total += weight;
    }
    if total > 0.0 { sum / total } else { 0.0 }
}

fn surrounding(item: &Item, around: &Surroundings<'_>) -> f32 {
    if item.terms.is_empty() {
        return 0.0;
    }
    let share = |terms: &FxHashSet<Term>| {
        item.terms.iter().filter(|t| terms.contains(t)).count() as f32 / item.terms.len() as f32
    };
    let (near, article) = match item.kind {
        ItemKind::Actor(_) => (0.7, 0.5),
        ItemKind::Word => (0.45, 0.2),
        // A figure or a date counts only where it stands.
        _ => (0.3, 0.0),
    };
    (near * share(around.near)).max(article * share(around.article))
}

/// How two words stand among the kinds: as the phrases that they stand in do, or else by themselves what stands beside a head.
fn beside(a: &Item, b: &Item) -> Beside {
    let of = |x: Option<&Entry>, y: Option<&Entry>| match (x, y) {
        (Some(x), Some(y)) => x.beside(y),
        _ => Beside::Nothing,
    };
    if a.aside != b.aside {
        return of(a.alone, b.alone);
    }
    match of(a.entry, b.entry) {
        Beside::Nothing if a.aside => of(a.alone, b.alone),
        beside => beside,
    }
}

/// How two words relate.
pub(crate) fn words(a: &Item, b: &Item) -> Relation {
    if a.lower == b.lower {
        return Relation::Same;
    }
    if a.stem == b.stem {
        return Relation::Inflected;
    }
    if a.written.digit && b.written.digit && other_number(&a.lower, &b.lower) {
        return Relation::Conflict;
    }
    let know = knowledge();
    if a.listed.opposite && b.listed.opposite && know.opposite(&a.stem, &b.stem) {
        return Relation::Opposite;
    }
    if a.listed.synonym && b.listed.synonym && know.synonym(&a.stem, &b.stem) {
        return Relation::Synonym;
    }
    let beside = beside(a, b);
    let compound = a.written.hyphen || b.written.hyphen;
    // What a dictionary has of one word of a phrase is nothing of the phrase: a "semi-final" is no "final".
    if beside == Beside::Exclusive && (a.phrase.is_some() || b.phrase.is_some() || compound) {
        return Relation::Exclusive;
    }
    if compound && (part_of_compound(&a.lower, &b.lower) || part_of_compound(&b.lower, &a.lower)) {
        return Relation::Synonym;
    }
    match a.lexeme.relation(b.lexeme) {
        Kinship::Synonym | Kinship::Derived => Relation::Synonym,
        _ if beside == Beside::Same => Relation::Paraphrase,
        Kinship::General | Kinship::Special => Relation::Kin,
        Kinship::Antonym if know.no_opposites(&a.stem, &b.stem) => Relation::None,
        Kinship::Antonym => Relation::Opposite,
        Kinship::Sister | Kinship::None if beside == Beside::Exclusive => Relation::Exclusive,
        Kinship::Sister | Kinship::None => Relation::None,
    }
}

/// Two words that are one but for their digits: "A320" beside "A380", "his 40s" beside "his 80s".
pub(crate) fn other_number(a: &str, b: &str) -> bool {
    let numbered = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    if a == b || !numbered(a) || !numbered(b) {
        return false;
    }
    let letters = |word: &str| -> String { word.chars().filter(|c| !c.is_ascii_digit()).collect() };
    letters(a) == letters(b)
}

/// "free-economic" beside "economic".
fn part_of_compound(whole: &str, part: &str) -> bool {
    part.len() > 3 && whole.len() > part.len() && whole.contains('-') && whole.split('-').any(|p| p == part)
}
