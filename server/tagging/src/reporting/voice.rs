//! The subject of a reporting verb: who speaks, before the verb or after it.

use super::Finder;
use super::items::{Item, What, actor};
use super::lexicon::{Cue, Form};
use super::pronoun::subject;
use crate::mention::Kind;

/// A subject or whoever stands for it: its items, and who is meant.
#[derive(Clone, Debug, Default)]
pub(super) struct Voice {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) actor: Option<usize>,
    pub(super) pronoun: Option<String>,
    pub(super) negated: bool,
}

impl Finder<'_> {
    /// Whether a base form can be a verb here: after "they", a plural, "did", "will".
    pub(super) fn plural_or_modal(&self, index: usize, cue: Cue, voice: &Voice) -> bool {
        if voice.pronoun.as_deref().is_some_and(|p| self.small().plural_pronouns.contains(p)) || voice.negated
        {
            return true;
        }
        if let Some(before) = index.checked_sub(1).and_then(|n| self.word(n)) {
            if self.small().modals.contains(before) {
                return true;
            }
            if self.small().infinitive.contains(before) {
                return false;
            }
        }
        match self.what(voice.last) {
            Some(What::Word(word)) => self.small().is_plural(word),
            // "The port authority say": a body may take the plural.
            Some(What::Name(_)) => !cue.weak,
            _ => false,
        }
    }

    /// Whoever is the subject of the verb at `index`, which stands before it.
    pub(super) fn before(&self, index: usize) -> Option<Voice> {
        let mut at = index;
        let mut negated = false;
        loop {
            at = at.checked_sub(1)?;
            match &self.items[at].what {
                What::Word(word) if self.lexicon.passives.contains(&**word) => return None,
                What::Word(word) if self.lexicon.negations.contains(&**word) => negated = true,
                What::Word(word) if self.small().infinitive.contains(&**word) => return None,
                What::Word(word)
                    if self.lexicon.auxiliaries.contains(&**word) || self.small().is_adverb(word) => {}
                What::Time if at > 0 => {
                    if self.word(at - 1).is_some_and(|w| self.small().before_time.contains(w)) {
                        at -= 1;
                    }
                }
                // "Holm did not speak of it but said ...": the subject of the sentence.
                What::Word(word) if self.small().joins.contains(&**word) => {
                    let mut voice = self.main()?;
                    voice.negated = negated;
                    return Some(voice);
                }
                _ => break,
            }
        }
        let mut voice = self.subject_at(at, true)?;
        if voice.actor.is_none() && voice.pronoun.is_none() {
            voice = self.unclosed(index).unwrap_or(voice);
        }
        voice.negated = negated;
        Some(voice)
    }

    /// The name or pronoun that the sentence begins with.
    fn main(&self) -> Option<Voice> {
        if let Some(word) = self.word(0).filter(|w| self.small().stands_for_one(w)) {
            return Some(Voice { pronoun: Some(word.to_owned()), ..Voice::default() });
        }
        let (actor, _) = subject(self.items, self.mentions, None, self.lexicon)?;
        let names = |item: &Item<'_>| matches!(item.what, What::Name(n) if super::items::actor(&self.mentions[n]).is_some_and(|(id, _)| id == actor));
        let at = self.items.iter().position(names)?;
        Some(Voice { first: at, last: at, actor: Some(actor), ..Voice::default() })
    }

    /// "Holm, head of the port said": the comma that would close the apposition is left out.
    pub(super) fn unclosed(&self, index: usize) -> Option<Voice> {
        let mut commas = (0..index).filter(|&n| {
            !matches!(self.items[n].what, What::Word(_) | What::Name(_) | What::Time | What::Possessive)
        });
        let comma = commas.next().filter(|&n| self.items[n].is_comma())?;
        let last = comma.checked_sub(1)?;
        if commas.next().is_some() || index - comma > 16 {
            return None;
        }
        let What::Name(name) = self.items[last].what else { return None };
        let person = actor(&self.mentions[name]).is_some_and(|(_, kind)| kind == Kind::Person);
        let voice = self.named(last, name);
        (person && voice.first == 0 && voice.actor.is_some()).then_some(voice)
    }

    pub(super) fn before_passive(&self, index: usize) -> Option<Voice> {
        let mut at = index.checked_sub(1)?;
        while self
            .word(at)
            .is_some_and(|w| self.lexicon.passives.contains(w) || self.lexicon.auxiliaries.contains(w))
        {
            at = at.checked_sub(1)?;
        }
        self.subject_at(at, true)
    }

    /// The subject whose last item is `at`. A pair of commas may part it from its verb.
    pub(super) fn subject_at(&self, at: usize, apposition: bool) -> Option<Voice> {
        match &self.items[at].what {
            What::Comma if apposition => {
                let open = (at.saturating_sub(18)..at).rev().find(|&n| {
                    !matches!(
                        self.items[n].what,
                        What::Word(_) | What::Name(_) | What::Time | What::Possessive | What::Mark
                    )
                })?;
                if open == 0 || open + 1 == at || !self.items[open].is_comma() {
                    return None;
                }
                let head = self.subject_at(open - 1, false);
                let inner =
                    self.subject_at(at - 1, false).filter(|v| v.first <= open + 3 && v.actor.is_some());
                match (head, inner) {
                    // "Holm, the minister, said": the name comes first; "the minister, Anna Holm, said": it does not.
                    (Some(head), inner) if head.actor.is_some() || inner.is_none() => Some(head),
                    (Some(head), Some(inner)) => Some(Voice { first: head.first, ..inner }),
                    (None, _) => None,
                    (Some(head), None) => Some(head),
                }
            }
            What::Name(index) => Some(self.named(at, *index)),
            What::Word(word) if self.lexicon.pronouns.contains(&**word) => {
                if self.small().relatives.contains(&**word) {
                    let mut name = at.checked_sub(1)?;
                    if self.items[name].is_comma() {
                        name = name.checked_sub(1)?;
                    }
                    return match self.items[name].what {
                        What::Name(index) => Some(self.named(name, index)),
                        _ => None,
                    };
                }
                let pronoun = Some(word.to_string());
                Some(Voice { first: at, last: at, pronoun, ..Voice::default() })
            }
            What::Word(word)
                if !self.lexicon.boundaries.contains(&**word)
                    && !self.lexicon.prepositions.contains(&**word) =>
            {
                if self.lexicon.determiners.contains(&**word) {
                    return None;
                }
                let first = self.phrase_start(at);
                let mut voice = Voice { first, last: at, ..Voice::default() };
                // "Harbour Ministry spokesman said", "Holm's spokeswoman said"
                if self.lexicon.spokespeople.contains(&**word) {
                    let mut name = at.checked_sub(1);
                    if name.is_some_and(|n| self.items[n].what == What::Possessive) {
                        name = name.and_then(|n| n.checked_sub(1));
                    }
                    if let Some(What::Name(index)) = name.and_then(|n| self.what(n)) {
                        voice.actor = actor(&self.mentions[*index])
                            .filter(|(_, k)| *k == Kind::Organization)
                            .map(|(id, _)| id);
                    }
                }
                Some(voice)
            }
            _ => None,
        }
    }

    /// The voice whose last item is the name at `at`: that actor, unless the name is only what the subject is of.
    pub(super) fn named(&self, at: usize, mention: usize) -> Voice {
        self.named_from(self.phrase_start(at), at, mention)
    }

    /// The same for a noun phrase that is known to start with item `first`.
    fn named_from(&self, first: usize, at: usize, mention: usize) -> Voice {
        let actor = actor(&self.mentions[mention]);
        let mut voice = Voice { first, last: at, ..Voice::default() };
        let preposition = (first + 1..at)
            .rev()
            .find(|&n| self.word(n).is_some_and(|w| self.lexicon.prepositions.contains(w)));
        match preposition {
            None => voice.actor = actor.map(|(id, _)| id),
            Some(n) => {
                // "a spokesman for the Harbour Ministry" speaks for it; "officials in Berg" are not Berg.
                if self.word(n - 1).is_some_and(|w| self.lexicon.spokespeople.contains(w)) {
                    voice.actor = actor.filter(|(_, kind)| *kind == Kind::Organization).map(|(id, _)| id);
                }
            }
        }
        voice
    }

    /// Where the noun phrase that ends with item `at` starts.
    pub(super) fn phrase_start(&self, at: usize) -> usize {
        let mut first = at;
        while first > 0 && at - first < 10 {
            let previous = &self.items[first - 1];
            match &previous.what {
                What::Word(word) if self.small().and.contains(&**word) => {
                    let joins = self.items[first].is_name() && first > 1 && self.items[first - 2].is_name();
                    if !joins {
                        break;
                    }
                }
                What::Word(word)
                    if self.lexicon.boundaries.contains(&**word)
                        || self
                            .lexicon
                            .verb(word)
                            .is_some_and(|c| c.form == Form::Finite || (c.form == Form::Base && !c.noun)) =>
                {
                    break;
                }
                What::Word(word) if self.lexicon.prepositions.contains(&**word) => {
                    // A preposition joins two nouns, or opens an introduction.
                    let noun_before = first > 1
                        && match &self.items[first - 2].what {
                            What::Word(w) => {
                                !self.lexicon.boundaries.contains(&**w)
                                    && !self.lexicon.prepositions.contains(&**w)
                            }
                            What::Name(_) => true,
                            _ => false,
                        };
                    if !noun_before {
                        break;
                    }
                }
                What::Name(_) if self.items[first].is_name() => break,
                What::Word(_) | What::Name(_) | What::Possessive | What::Mark => {}
                _ => break,
            }
            first -= 1;
        }
        while first < at && matches!(self.items[first].what, What::Possessive | What::Mark) {
            first += 1;
        }
        first
    }

    /// `," said X`: whoever follows the verb, where a clause or a quotation stands before it.
    pub(super) fn inverted(&self, index: usize) -> Option<Voice> {
        // "Said Holm: ..."
        let heads = index == 0;
        let quoted = self.quote_beside(index, false);
        if !heads && !quoted && self.what(index - 1) != Some(&What::Comma) {
            return None;
        }
        let voice = self.forward(index + 1)?;
        let voice = self.apposed(&voice).unwrap_or(voice);
        let closes = self.closes(voice.last + 1);
        let closes = closes && (!heads || quoted || self.what(voice.last + 1) == Some(&What::Colon));
        (closes && (quoted || voice.actor.is_some())).then_some(voice)
    }

    /// What stands at item `at` may follow a speaker who stands after the verb.
    fn closes(&self, at: usize) -> bool {
        match self.what(at) {
            None | Some(What::Stop | What::Comma | What::Time | What::Colon) => true,
            Some(What::Word(word)) => {
                self.lexicon.prepositions.contains(&**word) || self.small().after_speaker.contains(&**word)
            }
            _ => false,
        }
    }

    /// "the port's master, Anna Holm", "the master of the Alder, Anna Holm": the person whom a noun phrase that names nobody itself is
    /// said to be.
    fn apposed(&self, voice: &Voice) -> Option<Voice> {
        let nameless = voice.actor.is_none() && voice.pronoun.is_none();
        let at = voice.last + 2;
        let What::Name(name) = self.what(at)? else { return None };
        let (id, kind) = actor(&self.mentions[*name])?;
        let parted = self.items[voice.last + 1].is_comma();
        (nameless && parted && kind == Kind::Person && self.closes(at + 1)).then(|| Voice {
            last: at,
            actor: Some(id),
            ..voice.clone()
        })
    }

    /// The noun phrase that starts at item `from`.
    pub(super) fn forward(&self, from: usize) -> Option<Voice> {
        let mut last = None;
        for at in from..self.items.len().min(from + 9) {
            match &self.items[at].what {
                What::Name(_) => {
                    last = Some(at);
                    let goes_on = self.what(at + 1) == Some(&What::Possessive)
                        || self.word(at + 1).is_some_and(|w| self.lexicon.spokespeople.contains(w))
                        || self.items.get(at + 1).is_some_and(Item::is_name);
                    if !goes_on {
                        break;
                    }
                }
                What::Possessive => {}
                What::Word(word) if self.lexicon.pronouns.contains(&**word) => {
                    if at != from {
                        break;
                    }
                    let pronoun = Some(word.to_string());
                    return Some(Voice { first: at, last: at, pronoun, ..Voice::default() });
                }
                What::Word(word)
                    if at > from && self.small().speaks_for.contains(&**word) && last.is_some() => {}
                What::Word(word)
                    if (self.lexicon.boundaries.contains(&**word)
                        || self.lexicon.prepositions.contains(&**word))
                        && !self.lexicon.determiners.contains(&**word) =>
                {
                    break;
                }
                What::Word(_) => last = Some(at),
                _ => break,
            }
        }
        let last = last?;
        match self.items[last].what {
            What::Name(index) => Some(self.named_from(from, last, index)),
            What::Possessive => None,
            _ => {
                let mut voice = self.subject_at(last, false)?;
                voice.first = from;
                Some(voice)
            }
        }
    }
}
