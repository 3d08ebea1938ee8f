//! How the name of a deed stands: by what governs it, and by the verb behind it.

use super::governors::{Form, Made, governors};
use super::{Found, GROUP, Reader, Status};
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Lexeme, Part};
use copydesk_tagging::words;

impl Reader<'_> {
    /// The name of a deed: what governs it, what is done to it, and how that stands.
    pub(super) fn noun(&self, at: usize, depth: usize) -> Found {
        self.governed(at, depth).or_else(|| self.suffered(at, depth))
    }

    fn governed(&self, at: usize, depth: usize) -> Found {
        let know = knowledge();
        let small = &governors().small;
        for back in self.back(at, GROUP) {
            let word = self.lower(back);
            if let Some(made) = governors().before.get(word) {
                return Some((made.status()?, back));
            }
            // "Had no problem closing it".
            let mut between = back + 1..at;
            let of = between.clone().any(|k| small.prepositions.contains(self.lower(k)));
            let ing = self.lower(at).ends_with("ing") && !of;
            if small.nobody.contains(word) && ing && between.any(|k| self.is_noun(k)) {
                return None;
            }
            if let Some(made) = governors().makes(word, Form::Noun).or_else(|| self.about(back)) {
                return self.made(made, back, depth);
            }
            if matches!(word, "and" | "by" | "with") || self.opens(back) || know.auxiliaries.contains(word) {
                return None;
            }
            let small = know.determiners.contains(word) || small.prepositions.contains(word);
            let part = Lexeme::of(&know.stem(word)).part();
            if !small && (matches!(part, Some((Part::Verb, _))) || know.past(word)) {
                let own = if depth == 0 { None } else { self.read(back, depth - 1) };
                return own.or_else(|| self.applied(back, at));
            }
        }
        None
    }

    /// "Thinks about a complaint".
    pub(super) fn about(&self, at: usize) -> Option<Made> {
        self.words.get(at + 1).filter(|behind| governors().small.about.contains(behind.lower))?;
        governors().makes(self.lower(at), Form::About)
    }

    /// "An application has been made for a warrant": the noun before a verb that is suffered, by which what stands behind the verb is
    /// asked for.
    fn applied(&self, verb: usize, at: usize) -> Found {
        let small = &governors().small;
        let from = self.group(verb).from;
        let suffered = (from..verb).any(|k| knowledge().passive.contains(self.lower(k)));
        let next = self.words.get(verb + 1).filter(|_| verb + 1 < at)?;
        let noun = self.before(from).filter(|_| suffered && small.prepositions.contains(next.lower))?;
        let made = governors().makes(self.lower(noun), Form::Noun)?;
        Some((made.status()?, noun))
    }

    /// "A test will be offered", "approval was refused": by the verb behind the noun.
    fn suffered(&self, at: usize, depth: usize) -> Found {
        let know = knowledge();
        let behind = |from: usize| (from..self.words.len()).take_while(|&k| !self.words[k].mark).take(GROUP);
        let first = behind(at + 1)
            .take_while(|&k| !self.opens(k) && !matches!(self.lower(k), "and" | "or" | "but"))
            .find(|&k| {
                let word = self.lower(k);
                know.auxiliaries.contains(word.strip_suffix("n't").unwrap_or(word))
            })?;
        // "His permit had not come through".
        let come = behind(first + 1).find(|&k| governors().small.coming.contains(&know.stem(self.lower(k))));
        let not = behind(first)
            .find(|&k| matches!(self.lower(k), "not" | "never") || self.lower(k).ends_with("n't"));
        if let (Some(_), Some(not)) = (come, not) {
            return Some((Status::Undone, not));
        }
        let be = behind(first).any(|k| know.passive.contains(self.lower(k)));
        if !be || depth == 0 {
            return None;
        }
        // "A recall is under discussion".
        let small = |k: &usize| self.is_adverb(self.lower(*k)) || words::is_stop(self.lower(*k));
        let state = behind(first + 1).find(|k| !small(k)).and_then(|k| {
            let made = governors().behind.get(self.lower(k))?;
            Some((made.status()?, k))
        });
        if state.is_some() {
            return state;
        }
        let verb = behind(first).find(|&k| know.past(self.lower(k)))?;
        let own = self.read(verb, depth - 1);
        own.or_else(|| {
            let made = governors().makes(self.lower(verb), Form::Noun)?;
            Some((made.status()?, verb))
        })
    }
}
