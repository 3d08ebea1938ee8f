//! What a word of a sentence is: a verb in the present, the verb of a main clause, no verb at all; and what stands around a verb.

use super::governors::governors;
use super::{Reader, SUBJECT};
use crate::analysis::Item;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Lexeme, Part};
use copydesk_tagging::words;

impl Reader<'_> {
    /// "Closes", behind somebody.
    pub(super) fn is_present(&self, at: usize) -> bool {
        let know = knowledge();
        let word = self.lower(at);
        let verb = || matches!(Lexeme::of(&know.stem(word)).part(), Some((Part::Verb, _)));
        let subject = || {
            self.before(at).is_some_and(|before| {
                let word = &self.words[before];
                let named =
                    word.capital || matches!(word.lower, "he" | "she" | "it" | "which" | "who" | "also");
                named || !word.lower.ends_with('s') && self.is_noun(before) && !words::is_stop(word.lower)
            })
        };
        // "Three of eleven requests and answered others".
        let goes_on = || {
            self.words.get(at + 1).is_some_and(|next| {
                let ends = next.mark || matches!(next.lower, "and" | "or" | "but");
                !ends && !know.verbs.contains(next.lower)
            })
        };
        let first = || {
            self.back(at, SUBJECT).take_while(|&at| !self.opens(at)).all(|at| {
                let word = self.lower(at);
                !know.auxiliaries.contains(word) && (!know.past(word) || self.is_noun(at))
            })
        };
        word.ends_with('s') && !word.ends_with("ss") && verb() && subject() && goes_on() && first()
    }

    /// By its form, or by what stands before it.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let word = self.lower(at);
        let before = self.before(at).map(|before| self.lower(before));
        let joined = before.is_some_and(|before| matches!(before, "to" | "and" | "or"));
        let group = self.group(at);
        // "Demanded that it close".
        let part = Lexeme::of(&knowledge().stem(word)).part();
        let determined = before.is_some_and(|before| knowledge().determiners.contains(before));
        let base = matches!(part, Some((Part::Verb, _))) && !determined;
        knowledge().past(word) || word.ends_with("ing") || joined || base || group.finite || group.be
    }

    /// Nothing stands before an item by which its clause is part of another one: "the petition that was filed", "until it was".
    pub(crate) fn is_main(&self, item: &Item) -> bool {
        let know = knowledge();
        let at = self.words.iter().position(|word| word.range.start >= item.range.start);
        at.is_none_or(|at| {
            self.back(at, SUBJECT).all(|back| {
                let word = self.lower(back);
                let said = || self.before(back).is_some_and(|by| know.past(self.lower(by)));
                !know.clause_words.contains(word)
                    && !know.subordinators.contains(word)
                    && (word != "that" || said())
            })
        })
    }

    /// It is no verb, by its form or by what stands before it.
    pub(super) fn is_noun(&self, at: usize) -> bool {
        let word = self.lower(at);
        let part = Lexeme::of(&knowledge().stem(word)).part();
        !word.ends_with("ed") && matches!(part, Some((Part::Noun, _)))
    }

    /// An item is a verb in the present: "closes".
    pub(crate) fn is_in_the_present(&self, item: &Item) -> bool {
        let at = self.words.iter().position(|word| word.range.start == item.range.start);
        at.is_some_and(|at| self.is_present(at))
    }

    /// A pronoun stands for what the verb of an item is done to, or told of.
    pub(crate) fn has_pronoun(&self, item: &Item) -> bool {
        let Some(at) = self.words.iter().position(|word| word.range.start >= item.range.start) else {
            return false;
        };
        let from = self.group(at).from;
        let be = |k: usize| knowledge().passive.contains(self.lower(k));
        if (from..at).any(be) && !self.lower(at).ends_with("ing") {
            let subject = self.before(from);
            return subject.is_some_and(|before| knowledge().pronouns.contains(self.lower(before)));
        }
        let next = self.words.get(at + 1);
        next.is_some_and(|next| governors().small.objects.contains(next.lower))
    }

    /// The word behind an item, folded.
    pub(crate) fn behind(&self, item: &Item) -> Option<&str> {
        let at = self.words.iter().position(|word| word.range.start >= item.range.end)?;
        Some(self.lower(at))
    }

    /// Bytes where the next verb strung to that of an item begins, and where one begins that it is strung to.
    pub(crate) fn strung_on(&self, item: &Item) -> usize {
        let from = self.words.iter().position(|word| word.range.start >= item.range.end);
        let verb = |at: usize| {
            let word = self.lower(at);
            let aux = knowledge().auxiliaries.contains(word);
            aux || knowledge().past(word) && !self.is_noun(at) || self.is_verb_in_s(at)
        };
        let opens = |&at: &usize| {
            let next = (at + 1..self.words.len()).find(|&next| !self.is_adverb(self.lower(next)));
            matches!(self.lower(at), "and" | "but" | "or" | "then") && next.is_some_and(verb)
        };
        let and = (from.unwrap_or(self.words.len())..self.words.len()).find(opens);
        and.map_or(self.side.text().len(), |and| self.words[and].range.start)
    }

    fn is_verb_in_s(&self, at: usize) -> bool {
        let word = self.lower(at);
        word.ends_with('s') && matches!(Lexeme::of(&knowledge().stem(word)).part(), Some((Part::Verb, _)))
    }

    /// Index of the item that the verb of an item has "no" before: "found no books".
    pub(crate) fn lacks(&self, at: usize) -> Option<usize> {
        let items = &self.side.analysis.items;
        let own = items.get(at)?;
        let word = self.words.iter().position(|word| word.range.start >= own.range.end)?;
        let no = governors().small.nobody.contains(self.lower(word));
        let object = (at + 1..items.len()).find(|&k| items[k].range.start >= self.words[word].range.end)?;
        (no && !self.words[word].mark && items[object].clause == own.clause).then_some(object)
    }
}
