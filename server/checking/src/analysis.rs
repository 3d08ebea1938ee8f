//! A sentence as it is compared: its content words and mentions in order, with what governs each.

use copydesk_library::{Term, index};
use copydesk_tagging::reporting::{Attribution, attributions};
use copydesk_tagging::{Kind, Mention, Tagged, TaggedSentence, Value, words};
use copydesk_text::{TokenKind, stem};
use rustc_hash::FxHashSet;
use std::ops::Range;

use crate::knowledge::{Cue, Portion, knowledge};
use crate::lexicon::Lexeme;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// A content word.
    Word,
    /// A figure, by its index into the mentions.
    Figure(usize),
    /// A date, time or duration, by its index into the mentions.
    Time(usize),
    /// A name, by its index into the mentions.
    Actor(usize),
}

impl ItemKind {
    pub(crate) fn is_typed(self) -> bool {
        self != ItemKind::Word
    }

    /// A figure, a date, a time or a duration.
    pub(crate) fn is_value(self) -> bool {
        matches!(self, ItemKind::Figure(_) | ItemKind::Time(_))
    }

    pub(crate) fn mention(self) -> Option<usize> {
        match self {
            ItemKind::Word => None,
            ItemKind::Figure(i) | ItemKind::Time(i) | ItemKind::Actor(i) => Some(i),
        }
    }
}

/// A content word or a mention of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    /// Bytes of the sentence.
    pub(crate) range: Range<usize>,
    /// In lower case, spelling variants folded.
    pub(crate) lower: String,
    /// Stem of a word; of a name, its last word.
    pub(crate) stem: String,
    /// What the dictionary has of the stem.
    pub(crate) lexeme: Lexeme,
    /// Terms of its words; for a name, of the full name too.
    pub(crate) terms: Vec<Term>,
    /// Terms of its own words only.
    pub(crate) own: Vec<Term>,
    /// How much it tells, 0 to 2.
    pub(crate) weight: f32,
    /// The function word right before it ("from", "in", "by"), if any.
    pub(crate) before: String,
    /// A negation stands over it.
    pub(crate) negated: bool,
    /// What weakens it, by the strongest cue over it.
    pub(crate) cue: Option<Cue>,
    /// Stands inside quotation marks.
    pub(crate) quoted: bool,
    /// Says who said it, or when: stands outside of what is said.
    pub(crate) attribution: bool,
    /// A possessive follows: "Holm's".
    pub(crate) possessive: bool,
    /// Number of its clause, from 0.
    pub(crate) clause: usize,
    /// How many of them: "all residents".
    pub(crate) share: Option<Share>,
}

/// How many of a whole a word tells.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    /// Bytes of the word.
    pub(crate) range: Range<usize>,
    pub(crate) part: Portion,
    /// Said of "them": what follows is no noun.
    pub(crate) pronoun: bool,
}

impl Share {
    /// `None` where the word tells something else: "at all", "the most".
    fn new(part: Portion, range: Range<usize>, before: &str, after: &str) -> Option<Share> {
        let know = knowledge();
        let figure = after.starts_with(|c: char| c.is_ascii_digit());
        (!know.unshared.contains(before) && !figure).then_some(Share { range, part, pronoun: false })
    }
}

impl Item {
    /// A content word, nothing known yet of what stands around it.
    fn word(range: Range<usize>, lower: String, stem: String, weight: f32) -> Self {
        let term = index::term(&stem);
        Item {
            kind: ItemKind::Word,
            range,
            lower,
            lexeme: Lexeme::of(&stem),
            stem,
            terms: vec![term],
            own: vec![term],
            weight,
            before: String::new(),
            negated: false,
            cue: None,
            quoted: false,
            attribution: false,
            possessive: false,
            clause: 0,
            share: None,
        }
    }
}

/// A sentence as it is compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Analysis {
    pub(crate) items: Vec<Item>,
    /// All terms, stop words left out.
    pub(crate) terms: FxHashSet<Term>,
    /// Bytes and wording of each negation.
    pub(crate) negations: Vec<Negation>,
    /// Ends in a question mark.
    pub(crate) question: bool,
    /// Has something that looks like a finite verb.
    pub(crate) verb: bool,
    /// Names somebody by a pronoun only.
    pub(crate) pronoun: bool,
}

/// "not" and the like, and the item it stands over.
#[derive(Clone, Debug)]
pub(crate) struct Negation {
    pub(crate) range: Range<usize>,
    pub(crate) over: Option<usize>,
}

impl Analysis {
    pub(crate) fn new(tagged: &Tagged, index: usize) -> Self {
        let sentence = &tagged.sentences[index];
        let text: &str = &sentence.sentence.text;
        let know = knowledge();
        let mut analysis = Analysis {
            question: text.trim_end_matches(['"', '”', '’', ')']).ends_with('?'),
            items: Vec::with_capacity(sentence.tokens.len() / 2 + 2),
            ..Analysis::default()
        };
        let quotes = quoted(sentence);
        let mut clause = 0;
        let mut before = String::new();
        let mut pending_negation: Option<usize> = None;
        let mut cue: Option<(Cue, usize, usize)> = None;
        let mut skip_to = 0;
        let mut after_comma = false;
        let mut ahead = false;
        let mut gloss_from = usize::MAX;
        let mut share: Option<Share> = None;
        let mut last = String::new();
        for (at, token) in sentence.tokens.iter().enumerate() {
            if token.range.start < skip_to {
                continue;
            }
            let raw = token.text(text);
            let opens = std::mem::replace(&mut after_comma, raw == ",");
            if opens && know.glosses.contains(raw) {
                gloss_from = gloss_from.min(token.range.start);
            }
            // A token may hold several: the two sides of "3-2".
            let mut next = mention_at(sentence, token.range.start);
            if next.is_some() {
                while let Some(index) = next {
                    let mention = &sentence.mentions[index];
                    skip_to = mention.range.end;
                    let kind = match mention.kind {
                        k if k.is_actor() => ItemKind::Actor(index),
                        k if k.is_figure() => ItemKind::Figure(index),
                        _ => ItemKind::Time(index),
                    };
                    if mention.kind != Kind::Citation {
                        let item = mention_item(tagged, sentence, index, kind);
                        let item = Item { share: share.take(), ..item };
                        analysis.push(item, &mut before, clause, &quotes, &mut pending_negation, &mut cue);
                    }
                    next = mention_within(sentence, skip_to..token.range.end);
                }
                last.clear();
                continue;
            }
            if token.kind == TokenKind::Mark {
                if matches!(raw, "," | ";" | ":" | "—" | "–" | "(" | ")") {
                    clause += 1;
                    before.clear();
                    pending_negation = None;
                    share = None;
                    if raw != "," {
                        cue = None;
                    }
                }
                continue;
            }
            let lower = fold(raw);
            let previous = std::mem::replace(&mut last, lower.clone());
            if let Some(&part) = know.shares.get(lower.as_str()) {
                let next = sentence.tokens.get(at + 1).map(|next| fold(next.text(text)));
                share = Share::new(part, token.range.clone(), &previous, &next.unwrap_or_default());
            }
            // "Is to be built", "is due to be built" are no more than plans.
            if lower == "to" && (ahead || know.meant.contains(previous.as_str())) {
                cue = Some((Cue::Planned, clause, 0));
            }
            // Who does not leave until May leaves in May.
            if know.deferring.contains(lower.as_str()) {
                analysis.affirm(clause);
                pending_negation = None;
            }
            let next = |ahead: usize| sentence.tokens.get(at + ahead).map(|token| fold(token.text(text)));
            if let Some((words, meant)) = know.phrase(&lower, &next) {
                let range = token.range.start..sentence.tokens[at + words - 1].range.end;
                skip_to = range.end;
                analysis.verb = true;
                let lower = fold(&text[range.clone()]);
                let item = Item { share: share.take(), ..Item::word(range, lower, meant.to_owned(), 1.0) };
                analysis.push(item, &mut before, clause, &quotes, &mut pending_negation, &mut cue);
                continue;
            }
            if know.negations.contains(lower.as_str()) || lower.ends_with("n't") {
                pending_negation = Some(analysis.negations.len());
                // "No one" is nobody.
                let two = next(1).is_some_and(|next| know.negations.contains(&format!("{lower} {next}")));
                let end = if two { sentence.tokens[at + 1].range.end } else { token.range.end };
                skip_to = skip_to.max(end);
                analysis.negations.push(Negation { range: token.range.start..end, over: None });
                if lower.ends_with("n't") {
                    analysis.verb = true;
                }
                continue;
            }
            if let Some(&found) = know.cues.get(lower.as_str()) {
                let asked = || analysis.items.last().is_some_and(|last| know.asking.contains(&last.stem));
                let found = if found == Cue::Conditional && asked() { Cue::Claimed } else { found };
                if cue.is_none_or(|(old, ..)| found >= old) {
                    cue = Some((found, clause, 0));
                }
                before.clear();
                // Modals are function words; verbs such as "plan" also tell something by themselves.
                if words::is_stop(&lower) {
                    analysis.verb = true;
                    continue;
                }
            }
            ahead = know.ahead.contains(&lower) && know.being.contains(before.as_str());
            if words::is_stop(&lower) {
                analysis.pronoun |= know.pronouns.contains(lower.as_str());
                if let Some(share) = share.as_mut() {
                    share.pronoun |= know.pronouns.contains(lower.as_str()) && previous == "of";
                }
                if know.verbs.contains(lower.as_str()) {
                    analysis.verb = true;
                }
                if know.clause_words.contains(lower.as_str()) {
                    clause += 1;
                }
                before = lower;
                continue;
            }
            if looks_finite(&lower) {
                analysis.verb = true;
            }
            let stem = know.stem(&lower);
            // "Most" is no stop word, and is itself not what there is most of.
            let part = if know.shares.contains_key(lower.as_str()) { None } else { share.take() };
            let weight = know.weight(&lower, &stem);
            let item = Item { share: part, ..Item::word(token.range.clone(), lower, stem, weight) };
            analysis.push(item, &mut before, clause, &quotes, &mut pending_negation, &mut cue);
        }
        analysis.terms = index::terms(text).into_iter().collect();
        analysis.mark_attribution(&attributions(tagged, index));
        // ", underscoring ..." is the writer's own remark on the fact before it.
        for item in analysis.items.iter_mut().filter(|item| item.range.start >= gloss_from) {
            item.weight *= GLOSS;
        }
        let dateline = dateline(text);
        for item in &mut analysis.items {
            item.attribution |= item.range.end <= dateline;
        }
        analysis
    }

    fn push(
        &mut self,
        mut item: Item,
        before: &mut String,
        clause: usize,
        quotes: &[Range<usize>],
        negation: &mut Option<usize>,
        cue: &mut Option<(Cue, usize, usize)>,
    ) {
        item.before = std::mem::take(before);
        item.clause = clause;
        item.quoted = quotes.iter().any(|q| q.start <= item.range.start && item.range.end <= q.end);
        if let Some(index) = negation.take() {
            item.negated = true;
            self.negations[index].over = Some(self.items.len());
        }
        if let Some((kind, of, taken)) = cue {
            // A cue reaches over the next few words of its clause; a condition to the end of it.
            let reach = if *kind == Cue::Conditional { 12 } else { 4 };
            if *of == clause && *taken < reach {
                item.cue = Some(*kind);
                *taken += 1;
            } else {
                *cue = None;
            }
        }
        self.items.push(item);
    }

    /// Takes the negations of a clause back.
    fn affirm(&mut self, clause: usize) {
        let Self { items, negations, .. } = self;
        for negation in negations {
            if let Some(item) = negation.over.and_then(|over| items.get_mut(over))
                && item.clause == clause
            {
                (item.negated, negation.over) = (false, None);
            }
        }
    }

    /// Marks who says it and when, as far as it stands outside of what is said.
    fn mark_attribution(&mut self, attributions: &[Attribution]) {
        for attribution in attributions {
            let content = &attribution.content;
            if content.is_empty() {
                continue;
            }
            for item in &mut self.items {
                item.attribution |= item.range.end <= content.start || content.end <= item.range.start;
            }
        }
        // Where everything would be attribution nothing was understood.
        if self.items.iter().all(|item| item.attribution) {
            self.items.iter_mut().for_each(|item| item.attribution = false);
        }
    }

    /// What is left where only these items count.
    pub(crate) fn part(&self, items: &Range<usize>) -> Analysis {
        let within = |over: usize| items.contains(&over).then(|| over - items.start);
        let negations = self.negations.iter();
        Analysis {
            items: self.items[items.clone()].to_vec(),
            terms: self.terms.clone(),
            negations: negations
                .map(|negation| Negation {
                    range: negation.range.clone(),
                    over: negation.over.and_then(within),
                })
                .collect(),
            ..*self
        }
    }

    pub(crate) fn weight(&self) -> f32 {
        self.items.iter().map(|item| item.weight).sum()
    }
}

/// How much of its weight an item keeps in a remark of the writer's own.
const GLOSS: f32 = 0.25;

fn mention_item(tagged: &Tagged, sentence: &TaggedSentence, index: usize, kind: ItemKind) -> Item {
    let mention = &sentence.mentions[index];
    let raw = &sentence.sentence.text[mention.range.clone()];
    let lower = fold(raw);
    let last = lower.rsplit(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default();
    let stem = stem(last);
    // A range whose ends are the wrong way round stands nowhere, though both of them may.
    let slip = matches!(&mention.value, Value::Figure(figure) if figure.upper.is_some_and(|high| high < figure.amount));
    let own = if slip { Vec::new() } else { index::terms(raw) };
    let after = &sentence.sentence.text[mention.range.end..];
    let possessive = ["'s", "’s", "'", "’"].iter().any(|mark| after.starts_with(mark));
    let mut terms = own.clone();
    if let Value::Actor(actor) = &mention.value
        && let Some(identity) = tagged.actors.get(actor.id)
    {
        terms.extend(index::terms(&identity.name));
    }
    let weight = match kind {
        ItemKind::Actor(_) => 1.6,
        ItemKind::Figure(_) => 1.4,
        _ => 1.2,
    };
    Item { kind, terms, own, possessive, ..Item::word(mention.range.clone(), lower, stem, weight) }
}

/// The outermost mention that is no quote and begins at this byte.
fn mention_at(sentence: &TaggedSentence, start: usize) -> Option<usize> {
    sentence
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| m.kind != Kind::Quote && m.range.start <= start && start < m.range.end)
        .max_by_key(|(_, m)| m.range.len())
        .map(|(index, _)| index)
}

/// The first figure that begins within these bytes.
fn mention_within(sentence: &TaggedSentence, bytes: Range<usize>) -> Option<usize> {
    let within = |m: &Mention| m.kind.is_figure() && bytes.contains(&m.range.start);
    let found = sentence.mentions.iter().enumerate().filter(|(_, m)| within(m));
    found.min_by_key(|(_, m)| m.range.start).map(|(index, _)| index)
}

fn quoted(sentence: &TaggedSentence) -> Vec<Range<usize>> {
    sentence
        .mentions
        .iter()
        .filter_map(|m| match &m.value {
            Value::Quote(quote) => Some(quote.inner.clone()),
            _ => None,
        })
        .collect()
}

/// Lower case, with curly apostrophes and unusual hyphens made plain.
pub(crate) fn fold(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '’' | '‘' => out.push('\''),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{ad}' | '\u{200b}' => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Bytes of the dateline that a report begins with ("OSTERHAVEN, March 17 - "), 0 where there is none.
pub(crate) fn dateline(text: &str) -> usize {
    const LONGEST: usize = 70;
    let first = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if first.chars().count() < 3 || first.chars().any(char::is_lowercase) {
        return 0;
    }
    let dash = [" - ", " – ", " — ", " _ ", " -- "]
        .iter()
        .filter_map(|dash| text.find(dash).map(|at| at + dash.len()))
        .min();
    dash.filter(|end| *end <= LONGEST).unwrap_or(0)
}

fn looks_finite(lower: &str) -> bool {
    (lower.len() > 3 && lower.ends_with("ed")) || knowledge().verbs.contains(lower)
}
