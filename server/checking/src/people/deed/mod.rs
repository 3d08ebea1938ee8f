//! What is done in a sentence, who does it and to whom: each verb with those who stand around it, as far as the order of words,
//! commas and function words tell it. A passive is turned round: *Lund was warned by Aas* and *Aas warned Lund* are one.

mod words;

use crate::align::Side;
use crate::analysis::gaps::is_verb;
use crate::analysis::{Item, ItemKind, dateline, fold};
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Lexeme, Part};
use copydesk_tagging::words::is_stop;
use std::ops::Range;
pub(crate) use words::is_name;
use words::{Gap, is_adverb, is_function, is_noun};

/// Weight below which a word is so common that it tells little.
const COMMON: f32 = 0.5;
pub(crate) const OF: &str = "of";

/// What somebody has to do with a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Agent,
    Patient,
    /// Behind a preposition.
    With(String),
}

/// Those who stand in one role of a verb.
#[derive(Clone, Debug, Default)]
pub(crate) struct Party {
    /// Items that are heads of what is named there: names, and nouns where no name stands beside them.
    pub(crate) heads: Vec<usize>,
    /// Nobody is named, or others may be meant as well: a pronoun, a subject that is left out.
    pub(crate) open: bool,
}

/// A verb and those who stand around it.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    /// Item of the sentence.
    pub(crate) verb: usize,
    pub(crate) agent: Party,
    pub(crate) patient: Party,
    /// Behind prepositions, each by that and its item.
    pub(crate) with: Vec<(String, usize)>,
    /// Items of its clause, those who do it among them.
    pub(crate) clause: Vec<usize>,
    /// Items of the words before it that tell who it is of whom it is said: "National Front chairman Piet Gram".
    pub(crate) subject: Range<usize>,
}

impl Deed {
    /// Those who stand in a role.
    pub(crate) fn party(&self, role: &Role) -> Party {
        let word = match role {
            Role::Agent => return self.agent.clone(),
            Role::Patient => return self.patient.clone(),
            Role::With(word) => word,
        };
        let behind = self.with.iter().filter(|(before, _)| before == word);
        let heads: Vec<usize> = behind.map(|(_, item)| *item).collect();
        Party { open: heads.is_empty(), heads }
    }

    /// The items that tell who somebody is that stands in a role: the head first, then what goes with it, "the chairman of the
    /// Liberals, Arne Falk".
    pub(crate) fn group(&self, side: Side<'_>, head: usize) -> Vec<usize> {
        let mut out = vec![head];
        if self.subject.contains(&head) {
            out.extend(self.subject.clone().filter(|&k| k != head));
            return out;
        }
        let items = &side.analysis.items;
        let know = knowledge();
        let goes_on = |k: usize| {
            let between = side.text().get(items[k - 1].range.end..items[k].range.start).unwrap_or_default();
            let words =
                between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold);
            words.into_iter().all(|word| know.determiners.contains(&word) || word == "s" || word == OF)
        };
        out.extend((self.verb + 1..head).rev().take_while(|&k| goes_on(k + 1)));
        out.extend((head + 1..items.len()).take_while(|&k| goes_on(k)));
        out
    }

    /// Every role with those who stand in it.
    pub(crate) fn roles(&self) -> Vec<(Role, Party)> {
        let mut out = vec![(Role::Agent, self.agent.clone()), (Role::Patient, self.patient.clone())];
        for (word, _) in &self.with {
            let role = Role::With(word.clone());
            if out.iter().all(|(known, _)| *known != role) {
                out.push((role.clone(), self.party(&role)));
            }
        }
        out
    }
}

/// What is done in a sentence, verb by verb.
pub(crate) fn deeds(side: Side<'_>) -> Vec<Deed> {
    let reading = Reading::new(side);
    let mut out: Vec<Deed> = Vec::new();
    for at in 0..reading.verbs.len() {
        let deed = reading.deed(at, &out);
        out.push(deed);
    }
    // "Said the firm would appeal": what is said belongs to the saying.
    for at in (1..out.len()).rev() {
        let opening = &reading.gaps[out[at].subject.start];
        let parted = opening.comma || opening.joins() || opening.stop || opening.may_open();
        let behind = |word: &str| knowledge().relatives.contains(word) && word != "that";
        if !parted && !opening.has(behind) && !opening.has(|word| knowledge().contrasting.contains(word)) {
            let complement = out[at].clause.clone();
            out[at - 1].clause.extend(complement);
        }
    }
    let infinitives: Vec<Deed> = out.iter().flat_map(|deed| reading.infinitives(deed)).collect();
    out.extend(infinitives);
    out
}

/// A sentence while it is read.
pub(crate) struct Reading<'a> {
    side: Side<'a>,
    items: &'a [Item],
    /// Before each item, and behind the last.
    pub(crate) gaps: Vec<Gap>,
    /// Items that are verbs of clauses.
    pub(crate) verbs: Vec<usize>,
    /// The first item behind a dateline.
    start: usize,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(side: Side<'a>) -> Self {
        let (items, text) = (&side.analysis.items[..], side.text());
        let from = |k: usize| k.checked_sub(1).map_or(0, |last| items[last].range.end);
        let to = |k: usize| items.get(k).map_or(text.len(), |item| item.range.start);
        let between = |k: usize| text.get(from(k)..to(k)).unwrap_or_default();
        let mut gaps: Vec<Gap> = (0..=items.len()).map(|k| Gap::new(between(k))).collect();
        // "Because", "against" tell how what follows goes on.
        for k in (0..items.len()).filter(|&k| is_function(&items[k])) {
            let Gap { mut words, comma, stop } = gaps[k].clone();
            words.push(items[k].lower.clone());
            let next = &mut gaps[k + 1];
            words.append(&mut next.words);
            *next = Gap { words, comma: comma || next.comma, stop: stop || next.stop };
        }
        let dateline = dateline(text);
        let start = items.partition_point(|item| item.range.start < dateline);
        let mut reading = Reading { side, items, gaps, verbs: Vec::new(), start };
        reading.verbs = (0..items.len()).filter(|&k| reading.is_deed(k)).collect();
        reading
    }

    /// The item is a verb, in the past or told of somebody, and no part of a noun's group.
    fn is_deed(&self, k: usize) -> bool {
        let (item, gap, know) = (&self.items[k], &self.gaps[k], knowledge());
        let relative = gap.has(|word| know.relatives.contains(word) && word != "that");
        let noun = matches!(Lexeme::of(&item.stem).part(), Some((Part::Noun, _)));
        let past = know.past(&item.lower) && (!noun || item.lower.ends_with("ed"))
            || know.verbs.contains(&item.lower)
            || know.standing.unchanged.contains(&item.lower);
        // "The council votes", "owners want".
        let noun_before = || {
            k > 0
                && self.is_beside(k)
                && !self.items[k - 1].kind.is_value()
                && !is_verb(&self.items[k - 1])
                && !matches!(self.items[k - 1].lexeme.part(), Some((Part::Adjective, _)))
        };
        let told = item.lower.ends_with('s') && !item.lower.ends_with("ss") && !item.lower.ends_with("ions");
        let now = || {
            told && (noun_before() || relative || gap.pronoun())
                || (noun_before() && self.items[k - 1].lower.ends_with('s')
                    || gap.comma && gap.words.is_empty())
                    && matches!(item.lexeme.part(), Some((Part::Verb, _)))
        };
        let modal = gap.words.last().is_some_and(|word| know.cues.contains_key(word) && is_stop(word));
        let base = item.lower.len() <= item.stem.len() + 1;
        let helped = || modal || base && gap.helped();
        let joined = || (gap.joins() || gap.relates()) && know.past(&item.lower);
        let verb =
            is_verb(item) || joined() || modal || know.standing.unchanged.contains(&item.lower) || relative;
        let running = item.lower.ends_with("ing") && gap.passive();
        let free = item.before.is_empty()
            || gap.helped()
            || gap.opens()
            || gap.pronoun()
            || gap.joins()
            || gap.may_open()
            || know.passing.contains(&item.before);
        // "The two hired guards".
        let counted = k > 0 && self.is_beside(k) && self.items[k - 1].kind.is_value();
        let of_a_noun = counted && k + 1 < self.items.len() && self.is_beside(k + 1);
        // ", leaving the other to fly".
        let running = running || gap.comma && gap.words.is_empty() && item.lower.ends_with("ing");
        item.kind == ItemKind::Word
            && !is_function(item)
            && verb
            && free
            && !of_a_noun
            && (past || running || helped() || now())
    }

    /// Nothing stands between an item and the one before it.
    pub(crate) fn is_beside(&self, k: usize) -> bool {
        let gap = &self.gaps[k];
        k > 0 && gap.words.is_empty() && !gap.comma && !gap.stop && !self.items[k - 1].possessive
    }

    /// The word before the group that an item is the head of, from where a clause opens.
    pub(crate) fn preposition(&self, k: usize, opening: usize) -> &str {
        let know = knowledge();
        let governs = |word: &&String| {
            !know.determiners.contains(*word)
                && !know.coordinators.contains(*word)
                && !know.passing.contains(*word)
                && !know.particles.contains(*word)
        };
        let mut at = k;
        loop {
            if let Some(word) = self.gaps[at].words.iter().rev().find(governs) {
                let known = know.auxiliaries.contains(word)
                    || know.subjects.contains(word)
                    || know.relatives.contains(word)
                    || know.clause_words.contains(word)
                    || know.contrasting.contains(word)
                    || know.passive.contains(word)
                    || know.cues.contains_key(word)
                    || know.negations.contains(word)
                    || at == opening && know.subordinators.contains(word);
                return if known { "" } else { word };
            }
            let gap = &self.gaps[at];
            // "On Friday the mayor resigned", "in 2029 Olin Marsh bought it".
            let named = || matches!(self.items[at].kind, ItemKind::Actor(_)) && gap.words.is_empty();
            let dated = at > 0
                && matches!(self.items[at - 1].kind, ItemKind::Time(_))
                && (gap.has(|word| know.determiners.contains(word)) || named());
            let goes_on = at > 0 && !dated && !gap.comma && !gap.stop && !gap.opens();
            if !goes_on || at == opening || self.verbs.contains(&(at - 1)) || self.is_infinitive(at - 1) {
                return "";
            }
            // "The vote in the council and the mayor": what is joined is governed by the same word.
            at -= 1;
        }
    }

    fn is_infinitive(&self, k: usize) -> bool {
        let item = &self.items[k];
        item.before == "to"
            && is_verb(item)
            && !item.lower.ends_with('s')
            && !self.gaps[k].comma
            && !self.verbs.contains(&k)
    }

    /// The head of what is named: not the word of a group that goes with the next one, nor whose it is.
    pub(crate) fn is_head(&self, k: usize) -> bool {
        let item = &self.items[k];
        let goes_with_next = k + 1 < self.items.len()
            && self.is_beside(k + 1)
            && !self.verbs.contains(&(k + 1))
            && !self.items[k + 1].kind.is_value()
            && !is_adverb(&self.items[k + 1]);
        let function = is_function(item) || knowledge().particles.contains(&item.lower);
        let written = || self.side.text()[item.range.clone()].starts_with(char::is_uppercase);
        let word = || item.kind == ItemKind::Word && (is_noun(item) || written()) && !is_adverb(item);
        let is = matches!(item.kind, ItemKind::Actor(_)) || word();
        is && !function && !item.possessive && !goes_with_next && !self.verbs.contains(&k)
    }

    fn is_name(&self, k: usize) -> bool {
        is_name(self.side, &self.items[k])
    }

    /// Those who are named in a stretch with no preposition before them.
    fn heads(&self, stretch: Range<usize>) -> Vec<usize> {
        let opening = stretch.start;
        let head = |&k: &usize| self.is_head(k) && self.preposition(k, opening).is_empty();
        let heads: Vec<usize> = stretch.filter(head).collect();
        let names: Vec<usize> = heads.iter().copied().filter(|&k| self.is_name(k)).collect();
        if names.is_empty() { heads } else { names }
    }

    /// Where the words before a verb begin that may tell who does it.
    fn opening(&self, verb: usize) -> usize {
        let floor = (0..verb).rev().find(|k| self.verbs.contains(k)).map_or(self.start, |last| last + 1);
        let parts = |k: &usize| {
            let gap = &self.gaps[*k];
            gap.stop
                || gap.opens()
                || gap.pronoun()
                || floor > self.start && (gap.comma || gap.joins() || gap.may_open())
        };
        let own = &self.gaps[verb];
        if own.opens() || own.pronoun() || own.stop {
            return verb;
        }
        // "And the mayor, Arne Falk, warned": the comma before the verb closes what another one opened.
        let closed = own.comma && !own.joins();
        let last = if closed {
            let Some(mate) = (floor + 1..verb).rev().find(|&k| self.gaps[k].comma) else {
                return if floor > self.start { verb } else { floor };
            };
            mate
        } else {
            verb + 1
        };
        let from = (floor.max(1)..last).rev().find(parts);
        from.unwrap_or(if floor > self.start && closed { last } else { floor })
    }

    fn deed(&self, at: usize, before: &[Deed]) -> Deed {
        let verb = self.verbs[at];
        let opening = self.opening(verb);
        let closes = before.last().is_some_and(|last| self.gaps[last.subject.start].relates());
        let passive = self.is_passive(verb) || self.is_reduced(verb, opening) && !closes;
        let mut subject = self.subject(opening..verb, before);
        let end = self.end(at);
        let mut object = Party::default();
        let behind = |word: &str| knowledge().relatives.contains(word) && word != "that";
        let relates = opening < verb && opening > 0 && self.gaps[opening].has(behind);
        // "Which the union defended": what stands before is what it is done to.
        if relates && !self.heads(opening..verb).is_empty() && !passive {
            object = self.antecedent(opening);
        }
        let (direct, mut with) = self.governed(verb, end);
        if !direct.is_empty() {
            object = Party { heads: direct, open: false };
        }
        object.open |= object.heads.is_empty();
        let (agent, patient) = if passive {
            let by: Vec<usize> = with.iter().filter(|(word, _)| word == "by").map(|(_, k)| *k).collect();
            with.retain(|(word, _)| word != "by");
            (Party { open: by.is_empty(), heads: by }, subject)
        } else {
            subject.open |= subject.heads.is_empty();
            // "Said the mayor".
            let inverted =
                subject.open && !object.open && self.items[verb].attribution && !self.gaps[opening].pronoun();
            if inverted { (object, Party { heads: Vec::new(), open: true }) } else { (subject, object) }
        };
        // "A recount, which the commission refused": what is refused stands before.
        let told = before.last().filter(|_| relates && !passive && self.heads(opening..verb) == agent.heads);
        let of_it = told.into_iter().flat_map(|last| last.clause.iter().copied().filter(|&k| k > last.verb));
        let mut clause: Vec<usize> = of_it.chain(opening..end).collect();
        for &head in agent.heads.iter().chain(&patient.heads) {
            if !clause.contains(&head) {
                clause.push(head);
            }
        }
        Deed { verb, agent, patient, with, clause, subject: opening..verb }
    }

    /// What a verb is done to and what else it governs, with the preposition of each.
    fn governed(&self, verb: usize, end: usize) -> (Vec<usize>, Vec<(String, usize)>) {
        let (mut direct, mut with): (Vec<usize>, Vec<(String, usize)>) = (Vec::new(), Vec::new());
        let first = (verb + 1..end).find(|&k| self.is_infinitive(k)).unwrap_or(end);
        let pronoun = self.has_object(verb);
        for k in (verb + 1..first).filter(|&k| self.is_head(k)) {
            let parted = || self.gaps[verb + 1..=k].iter().any(|gap| gap.comma && !gap.words.is_empty());
            match self.preposition(k, verb + 1) {
                // "By a parent, Lena Hult": the name goes with what stands before the comma.
                "" if self.gaps[k].comma && !with.is_empty() => {
                    let word = with.last().map(|(word, _)| word.clone()).unwrap_or_default();
                    with.push((word, k));
                }
                "" if pronoun || parted() => {}
                "" => direct.push(k),
                word => with.push((word.to_owned(), k)),
            }
        }
        let names: Vec<usize> = direct.iter().copied().filter(|&k| self.is_name(k)).collect();
        (if names.is_empty() { direct } else { names }, with)
    }

    /// It is done to somebody who is not named: "dismissed her in June", and not "dismissed her teacher".
    fn has_object(&self, verb: usize) -> bool {
        let know = knowledge();
        let words = &self.gaps[verb + 1].words;
        let whose = words.len() == 1 && know.determiners.contains(&words[0]) && verb + 1 < self.items.len();
        words.first().is_some_and(|word| know.pronouns.contains(word)) && !whose
    }

    /// "Asked Lund to leave", "agreed to leave": what is done behind "to" by whoever is asked, or else agrees.
    fn infinitives(&self, deed: &Deed) -> Vec<Deed> {
        let end = deed.clause.iter().max().map_or(0, |last| last + 1);
        let verbs: Vec<usize> = (deed.verb + 1..end).filter(|&k| self.is_infinitive(k)).collect();
        let agent = if deed.patient.open { &deed.agent } else { &deed.patient };
        let told = |(at, &verb): (usize, &usize)| {
            let end = verbs.get(at + 1).copied().unwrap_or(end);
            let (direct, with) = self.governed(verb, end);
            let patient = Party { open: direct.is_empty(), heads: direct };
            Deed {
                verb,
                agent: agent.clone(),
                patient,
                with,
                clause: deed.clause.clone(),
                subject: deed.subject.clone(),
            }
        };
        verbs.iter().enumerate().map(told).collect()
    }

    fn is_passive(&self, verb: usize) -> bool {
        let item = &self.items[verb];
        let adverb = verb > 0 && is_adverb(&self.items[verb - 1]) && self.gaps[verb - 1].passive();
        let know = knowledge();
        let participle = know.past(&item.lower) || know.standing.unchanged.contains(&item.lower);
        let by = || {
            let next = verb + 1;
            self.gaps[next].words.first().is_some_and(|word| word == "by")
                && self.items.get(next).is_some_and(|item| !item.kind.is_value())
        };
        participle && (self.gaps[verb].passive() || adverb || by())
    }

    /// ", hired in May,": done to what stands before the comma.
    fn is_reduced(&self, verb: usize, opening: usize) -> bool {
        let gap = &self.gaps[verb];
        let parts = &self.gaps[verb + 1];
        let alone =
            parts.comma || parts.words.first().is_some_and(|word| !knowledge().determiners.contains(word));
        opening == verb
            && gap.comma
            && gap.words.is_empty()
            && alone
            && knowledge().past(&self.items[verb].lower)
    }

    /// Who stands before a verb.
    fn subject(&self, stretch: Range<usize>, before: &[Deed]) -> Party {
        let gap = &self.gaps[stretch.start];
        let heads = self.heads(stretch.clone());
        if gap.pronoun() {
            return Party { heads: Vec::new(), open: true };
        }
        if !heads.is_empty() {
            // "Falk had the pool built", "Falk was the man chosen".
            if (stretch.start + 1..stretch.end).any(|k| self.gaps[k].helped()) {
                return Party { heads, open: true };
            }
            // "A firm owned by Falk and Nouri failed": both may belong to what stands before.
            let reduced = |last: &Deed| self.is_passive(last.verb) && !self.gaps[last.verb].passive();
            let open = gap.joins() && !gap.comma && before.last().is_some_and(reduced);
            return Party { heads, open };
        }
        if stretch.start <= self.start {
            return Party { heads, open: true };
        }
        if gap.relates() {
            return self.antecedent(stretch.start);
        }
        // ", said the mayor": a word so common behind a comma opens no clause of its own.
        if gap.comma && gap.words.is_empty() && self.items[stretch.end].weight < COMMON {
            return Party { heads: Vec::new(), open: true };
        }
        // ", who owns a tenth, rejected it": the comma closes what tells of whoever stands before it.
        let told = before.last().map(|last| last.subject.start).filter(|&at| self.gaps[at].relates());
        if let Some(at) = told.filter(|_| gap.comma && !gap.joins()) {
            return self.antecedent(at);
        }
        if self.is_reduced(stretch.end, stretch.start) {
            return self.antecedent(stretch.start);
        }
        // "And left", ", hired in May, said": the subject of the verb before.
        match before.last() {
            Some(last) if gap.joins() || gap.comma => {
                let passive = self.is_passive(last.verb) || self.is_reduced(last.verb, last.subject.start);
                let party = if passive { last.patient.clone() } else { last.agent.clone() };
                Party { open: party.open || passive, ..party }
            }
            _ => self.antecedent(stretch.start),
        }
    }

    /// What a clause that begins at an item tells of: the last one named before it.
    fn antecedent(&self, at: usize) -> Party {
        let head = (0..at).rev().take(3).find(|&k| self.is_head(k));
        let heads: Vec<usize> = head.into_iter().collect();
        // "The head of the union, who": either of them.
        let governed = heads.first().is_some_and(|&k| !self.preposition(k, 0).is_empty());
        Party { open: heads.is_empty() || governed, heads }
    }

    /// One past the last item of what a verb governs.
    fn end(&self, at: usize) -> usize {
        let verb = self.verbs[at];
        let next = self.verbs.get(at + 1).copied();
        let last = next.map_or(self.items.len(), |next| self.opening(next).max(verb + 1));
        let ends = |&k: &usize| self.gaps[k].stop || self.gaps[k].opens() || self.gaps[k].pronoun();
        (verb + 1..last).find(ends).unwrap_or(last)
    }
}
