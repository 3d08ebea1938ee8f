//! A sentence read word by word: its content words and mentions as items, each with what governs it.

use crate::analysis::{Analysis, Item, ItemKind, Negation, Share, dateline, fold};
use crate::knowledge::kinds::Entry;
use crate::knowledge::{Cue, Knowledge, knowledge};
use copydesk_library::{Term, index};
use copydesk_tagging::actors::country_of_demonym;
use copydesk_tagging::citations::is_on_words;
use copydesk_tagging::reporting::{Attribution, attributions};
use copydesk_tagging::{Kind, Mention, Tagged, TaggedSentence, Value, words};
use copydesk_text::{Token, TokenKind, stem};
use std::ops::Range;
use std::sync::Arc;

/// How much of its weight an item keeps in a remark of the writer's own.
const GLOSS: f32 = 0.25;

/// Items of its clause that a cue reaches over, and a condition.
const REACH: usize = 4;
const CONDITION_REACH: usize = 12;

/// Reads sentence `index` of a document; `terms` are those of its text.
pub(crate) fn read(tagged: &Tagged, index: usize, terms: &[Term]) -> Analysis {
    let sentence = &tagged.sentences[index];
    let mut reading = Reading::new(tagged, sentence);
    for (at, token) in sentence.tokens.iter().enumerate() {
        if token.range.start >= reading.read_to {
            reading.token(at, token);
        }
    }
    let Reading { mut analysis, text, gloss_from, .. } = reading;
    analysis.terms = terms.iter().copied().collect();
    analysis.folded = folded(sentence);
    mark_attribution(&mut analysis.items, sentence, &attributions(tagged, index));
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

/// The words of a sentence that are not written as they are folded.
fn folded(sentence: &TaggedSentence) -> Arc<[(usize, Box<str>)]> {
    let text: &str = &sentence.sentence.text;
    let words = sentence.tokens.iter().map(|token| (token.range.start, token.text(text)));
    let written = |raw: &str| raw.bytes().any(|byte| !byte.is_ascii() || byte.is_ascii_uppercase());
    let folded = words.filter(|(_, raw)| written(raw)).map(|(start, raw)| (start, raw, fold(raw)));
    folded.filter(|(_, raw, lower)| raw != lower).map(|(start, _, lower)| (start, lower.into())).collect()
}

/// What weakens a clause, from where it stands on.
#[derive(Clone, Copy)]
struct Weakened {
    cue: Cue,
    clause: usize,
    /// Items it has been said of.
    taken: usize,
}

/// A sentence while it is read.
struct Reading<'a> {
    know: &'static Knowledge,
    tagged: &'a Tagged,
    sentence: &'a TaggedSentence,
    text: &'a str,
    /// Bytes inside quotation marks.
    quotes: Vec<Range<usize>>,
    /// What is read so far.
    analysis: Analysis,
    /// Bytes of it that are.
    read_to: usize,
    /// Byte from which it is a remark of the writer's own.
    gloss_from: usize,
    /// Number of the clause.
    clause: usize,
    /// The word before, folded; empty behind a mention.
    last: String,
    /// A comma stands right before.
    after_comma: bool,
    /// "Is due" stands right before: "to" tells of what is to come.
    ahead: bool,
    /// What the next item takes: the function word before it, the index of the negation over it, how many of it.
    before: String,
    negation: Option<usize>,
    share: Option<Share>,
    weakened: Option<Weakened>,
    /// The phrase that is being read.
    phrase: Option<Phrase>,
}

/// Words in a row that stand among the kinds of words as one.
struct Phrase {
    /// Bytes of the sentence.
    range: Range<usize>,
    entry: &'static Entry,
    /// Its head has been read.
    headed: bool,
}

impl<'a> Reading<'a> {
    fn new(tagged: &'a Tagged, sentence: &'a TaggedSentence) -> Self {
        let text: &str = &sentence.sentence.text;
        let analysis = Analysis {
            question: text.trim_end_matches(['"', '”', '’', ')']).ends_with('?'),
            items: Vec::with_capacity(sentence.tokens.len() / 2 + 2),
            ..Analysis::default()
        };
        Reading {
            know: knowledge(),
            tagged,
            sentence,
            text,
            quotes: quoted(sentence),
            analysis,
            read_to: 0,
            gloss_from: usize::MAX,
            clause: 0,
            last: String::new(),
            after_comma: false,
            ahead: false,
            before: String::new(),
            negation: None,
            share: None,
            weakened: None,
            phrase: None,
        }
    }

    fn token(&mut self, at: usize, token: &Token) {
        let raw = token.text(self.text);
        let opens = std::mem::replace(&mut self.after_comma, raw == ",");
        if opens && self.know.glosses.contains(raw) {
            self.gloss_from = self.gloss_from.min(token.range.start);
        }
        if let Some(mention) = mention_at(self.sentence, token.range.start) {
            self.mentions(mention, token);
        } else if token.kind == TokenKind::Mark {
            self.mark(raw);
        } else {
            self.word(at, token);
        }
    }

    /// A token may hold several: the two sides of "3-2".
    fn mentions(&mut self, first: usize, token: &Token) {
        let mut next = Some(first);
        while let Some(index) = next {
            let mention = &self.sentence.mentions[index];
            self.read_to = mention.range.end;
            let kind = match mention.kind {
                k if k.is_actor() => ItemKind::Actor(index),
                k if k.is_figure() => ItemKind::Figure(index),
                _ => ItemKind::Time(index),
            };
            if mention.kind != Kind::Citation {
                let item = mention_item(self.tagged, self.sentence, index, kind);
                let share = self.share.take();
                self.push(Item { share, ..item });
            }
            next = mention_within(self.sentence, self.read_to..token.range.end);
        }
        self.last.clear();
    }

    fn mark(&mut self, mark: &str) {
        if matches!(mark, "," | ";" | ":" | "—" | "–" | "(" | ")") {
            self.clause += 1;
            self.before.clear();
            self.negation = None;
            self.share = None;
            if mark != "," {
                self.weakened = None;
            }
        }
    }

    fn word(&mut self, at: usize, token: &Token) {
        let know = self.know;
        let lower = fold(token.text(self.text));
        let previous = std::mem::replace(&mut self.last, lower.clone());
        if let Some(&part) = know.shares.get(&lower) {
            let next = self.folded(at + 1).unwrap_or_default();
            self.share = Share::new(part, token.range.clone(), &previous, &next);
        }
        // "Is to be built", "is due to be built" are no more than plans.
        if lower == "to" && (self.ahead || know.meant.contains(&previous)) {
            self.weaken(Cue::Planned);
        }
        // Who does not leave until May leaves in May.
        if know.deferring.contains(&lower) {
            self.affirm();
        }
        let stem = know.stem(&lower);
        self.look_for_phrase(at, &stem);
        if self.phrase(at, &lower) || self.negates(at, &lower) || self.weakens(&lower) {
            return;
        }
        self.ahead = know.ahead.contains(&lower) && know.being.contains(&self.before);
        if words::is_stop(&lower) {
            self.function_word(lower, &previous);
        } else {
            self.content_word(token, lower, stem);
        }
    }

    /// The token at an index, folded.
    fn folded(&self, at: usize) -> Option<String> {
        self.sentence.tokens.get(at).map(|token| fold(token.text(self.text)))
    }

    fn weaken(&mut self, cue: Cue) {
        self.weakened = Some(Weakened { cue, clause: self.clause, taken: 0 });
    }

    /// Takes the negations of the clause back.
    fn affirm(&mut self) {
        self.negation = None;
        let Analysis { items, negations, .. } = &mut self.analysis;
        for negation in negations {
            if let Some(item) = negation.over.and_then(|over| items.get_mut(over))
                && item.clause == self.clause
            {
                (item.negated, negation.over) = (false, None);
            }
        }
    }

    /// Words in a row that mean another word, from this one on.
    fn phrase(&mut self, at: usize, lower: &str) -> bool {
        let next = |ahead: usize| self.folded(at + ahead);
        let Some((words, meant)) = self.know.phrase(lower, &next) else { return false };
        let tokens = &self.sentence.tokens;
        let range = tokens[at].range.start..tokens[at + words - 1].range.end;
        self.read_to = range.end;
        self.analysis.verb = true;
        let lower = fold(&self.text[range.clone()]);
        let share = self.share.take();
        self.push(Item { share, ..Item::word(range, lower, meant.to_owned(), 1.0) });
        true
    }

    /// A phrase that begins here, where none is being read.
    fn look_for_phrase(&mut self, at: usize, stem: &str) {
        let tokens = &self.sentence.tokens;
        if self.phrase.as_ref().is_some_and(|phrase| tokens[at].range.start < phrase.range.end) {
            return;
        }
        let know = self.know;
        let next = |ahead: usize| self.folded(at + ahead).map(|lower| know.stem(&lower));
        self.phrase = know.kinds.phrase(stem, &next).map(|(words, entry)| Phrase {
            range: tokens[at].range.start..tokens[at + words - 1].range.end,
            entry,
            headed: false,
        });
    }

    fn negates(&mut self, at: usize, lower: &str) -> bool {
        let contracted = lower.ends_with("n't");
        if !contracted && !self.know.negations.contains(lower) {
            return false;
        }
        self.negation = Some(self.analysis.negations.len());
        // "No one" is nobody.
        let next = self.folded(at + 1);
        let two = next.is_some_and(|next| self.know.negations.contains(&format!("{lower} {next}")));
        let tokens = &self.sentence.tokens;
        let range = tokens[at].range.start..tokens[if two { at + 1 } else { at }].range.end;
        self.read_to = self.read_to.max(range.end);
        self.analysis.negations.push(Negation { range, over: None });
        self.analysis.verb |= contracted;
        true
    }

    /// A word that weakens what follows: whether it says nothing else, as a modal does and a verb such as "plan" does not.
    fn weakens(&mut self, lower: &str) -> bool {
        let Some(&cue) = self.know.cues.get(lower) else { return false };
        let asked = || self.analysis.items.last().is_some_and(|last| self.know.asking.contains(&last.stem));
        let cue = if cue == Cue::Conditional && asked() { Cue::Claimed } else { cue };
        if self.weakened.is_none_or(|old| cue >= old.cue) {
            self.weaken(cue);
        }
        self.before.clear();
        let modal = words::is_stop(lower);
        self.analysis.verb |= modal;
        modal
    }

    fn function_word(&mut self, lower: String, previous: &str) {
        let know = self.know;
        let pronoun = know.pronouns.contains(&lower);
        self.analysis.pronoun |= pronoun;
        if let Some(share) = self.share.as_mut() {
            share.pronoun |= pronoun && previous == "of";
        }
        self.analysis.verb |= know.verbs.contains(&lower);
        if know.clause_words.contains(&lower) {
            self.clause += 1;
        }
        self.before = lower;
    }

    fn content_word(&mut self, token: &Token, lower: String, stem: String) {
        let know = self.know;
        self.analysis.verb |= looks_finite(know, &lower);
        // "Most" is no stop word, and is itself not what there is most of.
        let share = if know.shares.contains_key(&lower) { None } else { self.share.take() };
        let weight = know.weight(&lower, &stem);
        self.push(Item { share, ..Item::word(token.range.clone(), lower, stem, weight) });
    }

    /// Adds an item with what stands before it and over it.
    fn push(&mut self, mut item: Item) {
        item.before = std::mem::take(&mut self.before);
        item.clause = self.clause;
        if item.kind == ItemKind::Word && self.text[item.range.clone()].starts_with(char::is_uppercase) {
            item.country = country_of_demonym(&item.lower);
        }
        item.quoted = self.quotes.iter().any(|q| q.start <= item.range.start && item.range.end <= q.end);
        if let Some(phrase) = self.phrase.as_mut().filter(|phrase| item.range.end <= phrase.range.end) {
            let heads = !phrase.headed && (phrase.entry.verb || item.range.end == phrase.range.end);
            phrase.headed |= heads;
            item.entry = Some(phrase.entry);
            item.phrase = Some(phrase.range.clone());
            item.alone = item.alone.filter(|_| !heads);
            item.aside = !heads;
        }
        if let Some(index) = self.negation.take() {
            item.negated = true;
            self.analysis.negations[index].over = Some(self.analysis.items.len());
        }
        if let Some(weakened) = self.weakened.as_mut() {
            // A cue reaches over the next few words of its clause; a condition to the end of it.
            let reach = if weakened.cue == Cue::Conditional { CONDITION_REACH } else { REACH };
            if weakened.clause == self.clause && weakened.taken < reach {
                item.cue = Some(weakened.cue);
                weakened.taken += 1;
            } else {
                self.weakened = None;
            }
        }
        self.analysis.items.push(item);
    }
}

/// Marks who says it and when, as far as it stands outside of what is said.
fn mark_attribution(items: &mut [Item], sentence: &TaggedSentence, attributions: &[Attribution]) {
    for attribution in attributions.iter().filter(|attribution| !attribution.content.is_empty()) {
        let content = &attribution.content;
        let told = told_before(sentence, attribution);
        for item in &mut *items {
            let outside = item.range.end <= content.start || content.end <= item.range.start;
            item.attribution |= outside && !told.contains(&item.range.start);
        }
    }
    // Where everything would be attribution nothing was understood.
    if items.iter().all(|item| item.attribution) {
        items.iter_mut().for_each(|item| item.attribution = false);
    }
}

/// "The director was granted an inquiry and says that": what is told of the speaker before he speaks.
fn told_before(sentence: &TaggedSentence, attribution: &Attribution) -> Range<usize> {
    let before = sentence.tokens.iter().rev().find(|token| token.range.end <= attribution.cue.start);
    let joins =
        |token: &&Token| knowledge().coordinators.contains(&fold(token.text(&sentence.sentence.text)));
    match (&attribution.speaker_range, before.filter(joins)) {
        (Some(speaker), Some(and)) if speaker.end < and.range.start => speaker.start..and.range.start,
        _ => 0..0,
    }
}

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
    Item {
        kind,
        terms,
        own,
        possessive,
        entry: None,
        alone: None,
        ..Item::word(mention.range.clone(), lower, stem, weight)
    }
}

/// The outermost mention that is no quote and no link on the sentence's own words, and begins at this byte.
fn mention_at(sentence: &TaggedSentence, start: usize) -> Option<usize> {
    sentence
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| m.kind != Kind::Quote && m.range.start <= start && start < m.range.end)
        .filter(|(_, m)| !is_on_words(&sentence.sentence.text, m))
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

fn looks_finite(know: &Knowledge, lower: &str) -> bool {
    (lower.len() > 3 && lower.ends_with("ed")) || know.verbs.contains(lower)
}
