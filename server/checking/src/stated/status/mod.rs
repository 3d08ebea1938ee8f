//! How a sentence has what a word of it tells: as done, denied, to come, asked for, possible, or as somebody's claim. Read from the
//! verb's own group, from who does it, and from what governs it.

mod form;
mod governors;
mod noun;

use crate::align::Side;
use crate::analysis::Item;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Lexeme, Part};
use copydesk_text::{Token, TokenKind};
use governors::{Form, Made, governors};
pub(crate) use governors::{Steps, asks, gets, is_ahead, is_asking, is_granted, is_particle, is_preposition};
use std::ops::Range;

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Told as done; also what nothing is known of.
    Done,
    /// Nobody says whether: a condition, a chance, an attempt.
    Possible,
    /// Meant, promised, to come.
    Ahead,
    /// Asked for, recommended.
    Asked,
    /// Somebody's charge or belief.
    Held,
    /// Decided or ordered, and seldom known to have been done.
    Agreed,
    /// Not done.
    Undone,
}

/// How a word stands in a sentence, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) status: Status,
    /// Bytes from what makes it so to the word's end.
    pub(crate) range: Range<usize>,
    /// Nobody did it: "nobody has", "no bank has".
    pub(crate) of_nobody: bool,
    /// It is surely a verb, and no more than "would" stands for nothing.
    pub(crate) plain: bool,
}

/// A word of a sentence, folded.
struct Word<'a> {
    lower: &'a str,
    range: Range<usize>,
    mark: bool,
    capital: bool,
}

/// A sentence, word by word.
pub(crate) struct Reader<'a> {
    side: Side<'a>,
    words: Vec<Word<'a>>,
}

/// Words between "to" and what governs it, before a clause, in the group of a noun; and governors of governors.
const REACH: usize = 9;
const SUBJECT: usize = 10;
const GROUP: usize = 6;
const DEPTH: usize = 3;

/// What a look to the left finds: a status, and the index of the word that gives it.
type Found = Option<(Status, usize)>;

impl<'a> Reader<'a> {
    pub(crate) fn new(side: Side<'a>) -> Self {
        let word = |token: &Token| Word {
            lower: side.lower(token),
            range: token.range.clone(),
            // The end of "board's" ends nothing else.
            mark: token.kind == TokenKind::Mark && !side.lower(token).contains(char::is_alphanumeric),
            capital: token.text(side.text()).starts_with(char::is_uppercase),
        };
        let words = side.sentence.tokens.iter().map(word).collect();
        Reader { side, words }
    }

    /// How an item of it stands.
    pub(crate) fn told(&self, item: &Item) -> Told {
        let done = Told { status: Status::Done, range: item.range.clone(), of_nobody: false, plain: true };
        let Some(at) = self.words.iter().position(|word| word.range.start >= item.range.start) else {
            return done;
        };
        let Some((status, by)) = self.read(at, DEPTH) else { return done };
        let start = self.words[by].range.start.min(item.range.start);
        let of_nobody = governors().small.nobody.contains(self.words[by].lower);
        // "The reason was to close it" is no plan; what is foreseen may have been so all along.
        let foreseen =
            governors().small.foreseeing.iter().any(|verb| self.lower(by).starts_with(verb.as_str()));
        let plain =
            self.is_verb(at) && !foreseen && !matches!(self.lower(by), "would" | "was" | "were" | "been");
        Told { status, range: start..item.range.end, of_nobody, plain }
    }

    fn lower(&self, at: usize) -> &str {
        self.words[at].lower
    }

    /// The word before another, if no mark.
    fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|&before| !self.words[before].mark)
    }

    /// Indices of the words before one, nearest first, up to a mark.
    fn back(&self, from: usize, reach: usize) -> impl Iterator<Item = usize> + '_ {
        (0..from).rev().take_while(|&at| !self.words[at].mark).take(reach)
    }

    fn read(&self, at: usize, depth: usize) -> Found {
        let group = self.group(at);
        if let Some(found) = group.status {
            return found;
        }
        let before = self.before(group.from);
        let lower = self.lower(at);
        if let Some(made) = before.and_then(|before| governors().before.get(self.lower(before))) {
            return Some((made.status()?, before?));
        }
        if group.finite {
            return self.embedded(group.from, depth);
        }
        if self.is_present(at) {
            return self.embedded(group.from, depth);
        }
        let infinitive = before.is_some_and(|before| self.lower(before) == "to");
        let past = knowledge().past(lower) || knowledge().standing.unchanged.contains(lower);
        if infinitive && (group.be || !knowledge().past(lower)) {
            return self.infinitive(group.from - 1, depth);
        }
        if group.be {
            return self.wished(group.from);
        }
        if lower.ends_with("ing")
            && let Some(found) = self.gerund(group.from)
        {
            return Some(found);
        }
        if past && let Some(found) = self.wanted(group.from, depth) {
            return Some(found);
        }
        if past && !self.in_group_of_noun(at) && !self.is_noun(at) {
            return self.embedded(group.from, depth);
        }
        if let Some(found) = self.strung(at, depth) {
            return Some(found);
        }
        self.wished(at).or_else(|| self.noun(at, depth))
    }
}

/// The auxiliaries and adverbs before a verb.
struct Group {
    /// Index of the first of them, or of the verb.
    from: usize,
    /// A bare "be".
    be: bool,
    /// It makes a clause.
    finite: bool,
    /// What it says by itself; `Some(None)`: nothing, and there is nothing more to look at.
    status: Option<Found>,
}

impl Reader<'_> {
    fn group(&self, at: usize) -> Group {
        let know = knowledge();
        let mut group = Group { from: at, be: false, finite: false, status: None };
        for back in self.back(at, GROUP) {
            let word = self.lower(back);
            let verb = word.strip_suffix("n't").unwrap_or(word);
            let denies = word.ends_with("n't") || matches!(word, "not" | "never" | "cannot");
            if denies {
                // "Not only", "not fully": some of it is.
                let partly = know.partial.contains(self.lower(back + 1));
                group.status.get_or_insert((!partly).then_some((Status::Undone, back)));
            }
            if let Some(status) = governors().modals.get(verb).and_then(|made| made.status()) {
                group.promise(status, back);
                group.from = back;
                continue;
            }
            match verb {
                "be" => group.be = true,
                "being" | "been" | "having" => {}
                _ if know.auxiliaries.contains(verb) => group.finite = true,
                _ if denies || self.is_adverb(word) => {
                    if let Some(made) = governors().before.get(word).and_then(|made| made.status()) {
                        group.status.get_or_insert(Some((made, back)));
                    }
                }
                _ => break,
            }
            group.from = back;
        }
        // "To have been closed".
        let to = self.before(group.from).is_some_and(|before| self.lower(before) == "to");
        if to && self.lower(group.from) == "have" {
            (group.finite, group.be) = (false, true);
        }
        group
    }

    fn is_adverb(&self, word: &str) -> bool {
        word.ends_with("ly") || knowledge().passing.contains(word) || governors().small.adverbs.contains(word)
    }
}

impl Group {
    fn promise(&mut self, status: Status, at: usize) {
        self.finite = true;
        self.status.get_or_insert(Some((status, at)));
    }
}

impl Reader<'_> {
    /// A verb behind "to", at `to`.
    fn infinitive(&self, to: usize, depth: usize) -> Found {
        let know = knowledge();
        let before = self.before(to)?;
        let form = self.lower(before);
        if know.being.contains(form) || matches!(form, "has" | "have") {
            let negated = self.before(before).is_some_and(|not| self.lower(not) == "not");
            return Some((if negated { Status::Undone } else { Status::Ahead }, before));
        }
        if know.clause_words.contains(form) || matches!(form, "whether" | "how" | "when" | "where") {
            return Some((Status::Possible, before));
        }
        // "No power to close it".
        let not = self.before(before).filter(|&not| self.lower(not) == "no");
        if let Some(not) = not {
            return Some((Status::Undone, not));
        }
        let by = self.back(to, REACH).take_while(|&at| !self.opens(at)).find_map(|at| {
            let made = governors().makes(self.lower(at), Form::To)?;
            Some((made, at))
        });
        let (made, at) = by?;
        self.made(made, at, depth)
    }

    /// What a governor makes of what follows: by itself, or by how it stands. Who did not fail to do it did it.
    fn made(&self, made: Made, at: usize, depth: usize) -> Found {
        let own = || if depth == 0 { None } else { self.read(at, depth - 1) };
        match made.status() {
            None => own(),
            Some(Status::Undone) => match own() {
                Some((Status::Undone, _)) => None,
                _ => Some((Status::Undone, at)),
            },
            Some(status) => Some((status, at)),
        }
    }

    /// A word that a clause of its own opens with.
    fn opens(&self, at: usize) -> bool {
        let know = knowledge();
        let word = self.lower(at);
        know.clause_words.contains(word)
            || know.subordinators.contains(word) && word != "as"
            || word == "that"
    }

    /// A verb in -ing, from word `from` on.
    fn gerund(&self, from: usize) -> Found {
        let by = |at: usize| {
            let made = governors().makes(self.lower(at), Form::Ing).or_else(|| self.about(at))?;
            Some((made.status()?, at))
        };
        let first = self.before(from)?;
        if let Some(found) = by(first) {
            return Some(found);
        }
        if !governors().small.prepositions.contains(self.lower(first)) {
            return None;
        }
        self.back(first, GROUP).take_while(|&at| !self.opens(at)).find_map(by)
    }

    /// A verb in its base form or with a bare "be" behind "that": "demanded that it close".
    fn wished(&self, from: usize) -> Found {
        let that = self.back(from, SUBJECT).find(|&at| self.lower(at) == "that")?;
        if that + 1 == from {
            return None;
        }
        let by = self.before(that)?;
        let made = governors().makes(self.lower(by), Form::That)?.status()?;
        (made == Status::Asked).then_some((made, by))
    }

    /// A participle that is what somebody wants: "wants it returned", "applied to have it listed".
    fn wanted(&self, from: usize, depth: usize) -> Found {
        let small = &governors().small;
        let have = self.back(from, GROUP).take_while(|&at| !self.opens(at)).find(|&at| {
            let word = self.lower(at);
            small.having.contains(word) || small.wanting.contains(&knowledge().stem(word))
        })?;
        if have + 1 == from {
            return None;
        }
        if small.having.contains(self.lower(have)) {
            let to = self.before(have).filter(|&to| self.lower(to) == "to")?;
            return self.infinitive(to, depth);
        }
        // "The firm wanted a site and bought one": what stands before a verb is its subject.
        let object = self.back(from, GROUP).take_while(|&at| at > have);
        let plain = object.into_iter().all(|at| !matches!(self.lower(at), "and" | "or" | "to"));
        plain.then_some((Status::Asked, have))
    }

    /// A verb strung to another by "and": "plans to close one and sell the other".
    fn strung(&self, at: usize, depth: usize) -> Found {
        let and = self.before(at).filter(|&and| matches!(self.lower(and), "and" | "or"))?;
        // "Plans to sell a pool and close another": with something behind it.
        let object =
            || self.words.get(at + 1).is_some_and(|next| knowledge().determiners.contains(next.lower));
        let verb = Lexeme::of(&knowledge().stem(self.lower(at))).part();
        if !matches!(verb, Some((Part::Verb, _))) && !object() {
            return None;
        }
        let modal = |at: usize| governors().modals.get(self.lower(at)).and_then(|made| made.status());
        let mut before = self.back(and, REACH).take_while(|&at| !self.opens(at));
        let to = before.find(|&at| self.lower(at) == "to" || modal(at).is_some())?;
        modal(to).map_or_else(|| self.infinitive(to, depth), |status| Some((status, to)))
    }

    /// "The planned closure", "a signed copy".
    fn in_group_of_noun(&self, at: usize) -> bool {
        self.before(at).is_some_and(|before| {
            matches!(self.lower(before), "the" | "a" | "an" | "its" | "their" | "his" | "her")
        })
    }

    /// A finite verb, whose group begins at `from`: who does it, and what its clause stands under.
    fn embedded(&self, from: usize, depth: usize) -> Found {
        let know = knowledge();
        let small = &governors().small;
        for at in self.back(from, SUBJECT) {
            let word = self.lower(at);
            let opens = |at: usize| {
                self.before(at).is_none_or(|before| {
                    let word = self.lower(before);
                    self.opens(before)
                        || know.coordinators.contains(word)
                        || small.factive.contains(&know.stem(word))
                })
            };
            if small.nobody.contains(word) && opens(at) {
                return Some((Status::Undone, at));
            }
            if small.given.contains(word) {
                return None;
            }
            if small.opening.contains(word) {
                return Some((Status::Possible, at));
            }
            if word == "that" && at + 1 < from {
                return self.before(at).and_then(|by| self.content(by, depth));
            }
            if word == "that" && self.is_cleft(at) {
                continue;
            }
            if self.opens(at) || know.contrasting.contains(word) || word == "and" || word == "but" {
                return None;
            }
            // "Alleged the firm had closed it".
            if at + 1 < from
                && self.is_subject(at + 1)
                && !self.is_subject(at)
                && let Some(made) = governors().makes(word, Form::That)
            {
                return self.made(made, at, depth);
            }
        }
        None
    }

    /// "Whether it was the wiring that failed": what stands behind this "that" is what the clause before it tells.
    fn is_cleft(&self, that: usize) -> bool {
        let mut before = self.back(that, SUBJECT).take_while(|&at| !self.opens(at));
        before.any(|at| self.lower(at) == "it" && knowledge().being.contains(self.words[at + 1].lower))
    }

    /// A subject may open with it.
    fn is_subject(&self, at: usize) -> bool {
        let know = knowledge();
        let word = &self.words[at];
        know.determiners.contains(word.lower) && word.lower != "and"
            || know.subjects.contains(word.lower)
            || word.capital
    }

    /// A clause behind "that", before which word `by` stands.
    fn content(&self, by: usize, depth: usize) -> Found {
        let small = &governors().small;
        for at in std::iter::once(by).chain(self.back(by, GROUP)) {
            let word = self.lower(at);
            if let Some(made) = governors().makes(word, Form::That) {
                return self.made(made, at, depth);
            }
            if small.factive.contains(&knowledge().stem(word)) {
                let own = if depth == 0 { None } else { self.read(at, depth - 1) };
                return own.map(|(_, by)| (Status::Possible, by));
            }
            if self.opens(at) {
                return None;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests;
