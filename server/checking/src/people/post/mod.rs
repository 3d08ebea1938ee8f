//! The posts that a sentence introduces people with, of whatever words: "the company's general counsel, Hanna Osk", "research chief Arne
//! Falk", "Nora Dahl, head of logistics at Oxlund". The noun that a post ends in is one of a list; what stands around it is open.

mod body;
mod words;

pub(crate) use body::{Bodies, Body};
pub(crate) use words::{Bearing, bearing, is_last_word, kin, known_words, last_words, others, sides};

use crate::analysis::fold;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Lexeme, Part};
use crate::people::office::{Reading, ends_phrase, is_one_of, modifiers, opens};
use copydesk_tagging::actors::country_of_demonym;
use copydesk_tagging::{Kind, TaggedSentence, Value};
use copydesk_text::{TokenKind, stem};
use std::ops::Range;
use words::{Named, POSTS};

/// When somebody has a post, seen from the day of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Now,
    /// It is over, not yet held, or it cannot be told.
    Another,
}

/// A post named in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    number: usize,
    /// Stems of what else it is called with: "research" of "research chief", "head of research".
    of: Vec<String>,
    /// The same words as they are written.
    called: Vec<String>,
    pub(crate) body: Body,
    /// Bytes of the sentence: the post without the body.
    pub(crate) range: Range<usize>,
    /// The same with the body and what opens it.
    pub(crate) phrase: Range<usize>,
    /// "Deputy".
    below: bool,
    /// "Acting": one who has another post may be so.
    pub(crate) acting: bool,
    pub(crate) when: When,
    /// "The", "its", "Oxlund's": one that is known.
    pub(crate) definite: bool,
    /// Its words stand on both sides of the body's.
    across: bool,
    /// "As", "became": somebody is given it who need not stand beside it.
    pub(crate) made: bool,
    /// Index into [`copydesk_tagging::Tagged::actors`] of the person it stands beside.
    pub(crate) whose: Option<usize>,
}

impl Post {
    fn known(&self) -> &'static Named {
        &POSTS.known[self.number]
    }

    /// "Finance head" is one name with "head of finance", where there is such a post.
    fn name_by_field(&mut self) {
        let [field] = self.called.as_slice() else { return };
        if let Some(number) = of_field(field).filter(|_| self.known().vague) {
            self.number = number;
            self.of.clear();
        }
    }

    /// What it is called has the body in its midst: "assistant Varnish treasury secretary".
    pub(crate) fn holds_body(&self) -> bool {
        self.across
    }

    /// A body has one such at a time.
    pub(crate) fn is_one(&self) -> bool {
        self.known().one
    }

    /// Both are of one sort: what one country calls its foreign minister is another's secretary of state, and who heads a firm is
    /// its president, its chairman or its chief executive.
    pub(crate) fn is_like(&self, other: &Post) -> bool {
        let heads = |post: &Post| post.known().top && (!post.known().vague || post.of.is_empty());
        let one = self.number == other.number && !self.known().vague;
        self.below == other.below && (one || heads(self) && heads(other))
    }

    /// The same post of two bodies that both go by a name: the mayor of one town, the mayor of another; a lawyer of the one side,
    /// and of the other.
    pub(crate) fn is_of_another_body(&self, other: &Post) -> bool {
        self.number == other.number
            && (!self.known().top || !self.of.is_empty() && self.of == other.of)
            && self.below == other.below
            && other.when == When::Now
            && self.body.named
            && self.body.beside(&other.body) == Bodies::Two
    }

    /// Who has the other one has this one, as far as it is told: what says next to nothing ("the leader") by its body alone.
    pub(crate) fn is_told_alike(&self, other: &Post, of_one_body: bool) -> bool {
        self.is_one()
            && self.goes_with(other)
            && (of_one_body || !self.known().top && !self.known().vague || !self.of.is_empty())
    }

    /// One of several: "a director".
    pub(crate) fn is_any(&self, text: &str) -> bool {
        let phrase = text.get(self.phrase.clone()).unwrap_or_default();
        phrase.split(' ').next().is_some_and(|first| matches!(first.to_lowercase().as_str(), "a" | "an"))
    }

    /// The two may be one post: the one may say less than the other.
    pub(crate) fn goes_with(&self, other: &Post) -> bool {
        if self.below != other.below {
            return false;
        }
        if self.number == other.number {
            return holds(&self.of, &other.of) || holds(&other.of, &self.of);
        }
        let vague = |post: &Post| post.known().vague && post.of.is_empty();
        self.known().top
            && other.known().top
            && (vague(self) || vague(other) || self.tells(other) && other.tells(self))
    }

    /// Whatever the other one is called with stands with this one, as a field or a body: "the union's leader", "the chairwoman of
    /// the union".
    fn tells(&self, other: &Post) -> bool {
        let has =
            |word: &String| self.called.iter().any(|own| alike(own, word)) || self.body.words.contains(word);
        other.called.iter().all(has)
    }

    /// The other one is this post, whoever has it, if told more closely.
    pub(crate) fn is(&self, other: &Post) -> bool {
        self.number == other.number
            && self.below == other.below
            && holds(&other.of, &self.of)
            && (!self.of.is_empty() || other.of.is_empty())
    }

    /// Both are posts that nobody has together, as far as their names tell.
    pub(crate) fn excludes(&self, other: &Post) -> bool {
        let apart = !(self.known().top && other.known().top) || self.below != other.below;
        let told = |post: &Post| post.is_one() && !post.known().vague;
        // "Minister Osk" of a deputy minister.
        if other.below && !self.below && self.of.is_empty() && !self.definite {
            return false;
        }
        // Of one post in two fields ("trade minister", "minister of commerce") the one may be a name for the other.
        told(self) && told(other) && apart && (self.number != other.number || self.below != other.below)
    }
}

/// Every word of `few` has its like in `many`.
fn holds(many: &[String], few: &[String]) -> bool {
    few.iter().all(|word| many.iter().any(|other| alike(word, other)))
}

/// Letters that two words share from which they are one: "medical", "medicine"; "economic", "economy".
const ALIKE: usize = 5;

fn alike(a: &str, b: &str) -> bool {
    a == b || a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count() >= ALIKE
}

/// Words that may stand between what opens the phrase of a post and its noun, and that may follow with "of".
const BEFORE: usize = 5;
const AFTER: usize = 3;
/// Words between "chief" and the noun it stands before: "chief medical officer".
const CHIEF: usize = 2;
/// Bytes of what else somebody is called before "and": "the founder's grandson and chairman".
const BESIDES: usize = 45;

/// The posts that a sentence names.
pub(crate) fn posts(sentence: &TaggedSentence) -> Vec<Post> {
    let phrase = Phrase { reading: Reading::new(sentence) };
    let mut out = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        match phrase.named(at) {
            Some((number, after)) => {
                out.extend(phrase.post(number, at, after));
                at = after;
            }
            None => at += 1,
        }
    }
    out
}

/// The post that the head of a field has, where it goes by names of its own: "finance".
fn of_field(field: &str) -> Option<usize> {
    let names = [format!("head of {field}"), format!("{field} chief"), format!("{field} director")];
    names.iter().find_map(|name| {
        let words: Vec<&str> = name.split(' ').collect();
        let (_, number) = POSTS.names.get(words[0])?.iter().find(|(known, _)| *known == words)?;
        Some(*number)
    })
}

/// Who heads, chairs or runs something is told by a verb right behind the name that ends at a byte.
pub(crate) fn holds_by_verb(sentence: &TaggedSentence, name: &Range<usize>) -> bool {
    let reading = Reading::new(sentence);
    let after = sentence.tokens.partition_point(|token| token.range.start < name.end);
    (after..after + 4).any(|at| is_one_of(&POSTS.words.held, reading.lower(at)))
}

struct Phrase<'a> {
    reading: Reading<'a>,
}

impl Phrase<'_> {
    fn lower(&self, at: usize) -> &str {
        self.reading.lower(at)
    }

    fn is_word(&self, at: usize) -> bool {
        // "Met governor Olin Marsh": a past that is no participle.
        let met = knowledge().past(self.lower(at)) && !self.lower(at).ends_with("ed");
        self.is_of_a_phrase(at)
            && !met
            && !matches!(Lexeme::of(&self.stem(at)).part(), Some((Part::Verb | Part::Adverb, _)))
    }

    /// A word that nothing before it closes off. Behind "of" none is a verb, whatever its stem: "head of security".
    fn is_of_a_phrase(&self, at: usize) -> bool {
        let tokens = &self.reading.sentence.tokens;
        tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
            && !opens(self.lower(at))
            && !ends_phrase(self.lower(at))
            && !is_one_of(&POSTS.words.made, self.lower(at))
    }

    /// The name of a post begins at the token.
    fn is_named(&self, at: usize) -> bool {
        POSTS.names.get(self.lower(at)).is_some_and(|names| names.iter().any(|(words, _)| words.len() == 1))
    }

    /// The post whose name begins at a token, and the token behind it.
    fn named(&self, at: usize) -> Option<(usize, usize)> {
        let of = |first: &str, at: usize| {
            let names = POSTS.names.get(first)?;
            let is = |words: &[String]| (1..words.len()).all(|k| self.lower(at + k) == words[k]);
            let (words, number) = names.iter().find(|(words, _)| is(words))?;
            Some((*number, at + words.len()))
        };
        let found = |at: usize| of(self.lower(at), at).or_else(|| of(self.vice(at)?, at));
        let (number, after) = found(at)?;
        if self.person_at(at) {
            return None;
        }
        // "Chief medical officer", "union boss manager": the last noun tells the post.
        let further = (after..after + CHIEF + 1).take_while(|&k| self.is_word(k) && !self.person_at(k));
        let chief = after == at + 1 && further.into_iter().any(|k| found(k).is_some());
        (!chief).then_some((number, after))
    }

    /// "Vice-president", which one word tells: whose vice it is.
    fn vice(&self, at: usize) -> Option<&str> {
        let (below, of) = self.lower(at).split_once('-')?;
        is_one_of(&modifiers().below, below).then_some(of)
    }

    /// A token within the name of a person.
    fn person_at(&self, at: usize) -> bool {
        self.actor_at(at).is_some_and(|(kind, _)| kind == Kind::Person)
    }

    /// The name that a token belongs to.
    fn actor_at(&self, at: usize) -> Option<(Kind, Range<usize>)> {
        let token = self.reading.sentence.tokens.get(at)?;
        self.reading.sentence.mentions.iter().find_map(|mention| {
            let within = mention.range.start <= token.range.start && token.range.end <= mention.range.end;
            (within && matches!(mention.value, Value::Actor(_)))
                .then(|| (mention.kind, mention.range.clone()))
        })
    }

    /// The word names a body, or says of which country it is.
    fn is_of_a_body(&self, at: usize) -> bool {
        let text = &self.reading.sentence.sentence.text;
        let raw = self.reading.sentence.tokens[at].text(text);
        self.actor_at(at).is_some()
            || is_one_of(&POSTS.words.bodies, self.lower(at))
            || raw.starts_with(char::is_uppercase) && country_of_demonym(&raw.to_lowercase()).is_some()
    }

    fn stem(&self, at: usize) -> String {
        stem(&fold(self.lower(at)))
    }

    fn post(&self, number: usize, first: usize, after: usize) -> Option<Post> {
        let next = self.lower(after);
        // "President-elect", "the mayor's office", "minister candidate".
        if is_one_of(&modifiers().coming, next) || next == "-" || matches!(next, "'s" | "’s") {
            return None;
        }
        let range = self.reading.range(first).start..self.reading.range(after - 1).end;
        let mut post = Post {
            number,
            of: Vec::new(),
            called: Vec::new(),
            body: Body::default(),
            phrase: range.clone(),
            range,
            below: self.vice(first).is_some_and(|of| POSTS.names.contains_key(of))
                && !POSTS.names.contains_key(self.lower(first)),
            acting: false,
            when: When::Now,
            definite: false,
            across: false,
            made: false,
            whose: None,
        };
        let start = self.before(&mut post, first);
        let end = self.after(&mut post, after);
        post.name_by_field();
        post.phrase = self.reading.range(start).start..self.reading.range(end - 1).end;
        post.whose = self.whose(start, after, end);
        if matches!(self.lower(end), "from" | "until") {
            post.when = When::Another;
        }
        Some(post)
    }

    /// The word before a token that tells of the same post: "finance" before "and planning minister" too.
    fn qualifies(&self, at: usize) -> Option<usize> {
        let word = |at: usize| self.is_word(at) || of_field(self.lower(at)).is_some();
        let fits = |at: usize| word(at) && !self.person_at(at) && !self.is_named(at);
        let before = at.checked_sub(1)?;
        let joined = || before.checked_sub(1).filter(|&k| self.lower(before) == "and" && fits(k));
        if fits(before) { Some(before) } else { joined().filter(|_| fits(at)) }
    }

    /// Reads what stands before a post, and gives the token at which its phrase begins.
    fn before(&self, post: &mut Post, first: usize) -> usize {
        let known = modifiers();
        let mut start = first;
        while let Some(before) = self.qualifies(start).filter(|before| first - before <= BEFORE) {
            start = before;
            let word = self.lower(start);
            let is = |words: &[String]| is_one_of(words, word);
            if is(&known.former) || is(&known.coming) || is(&POSTS.words.then) || word.starts_with("ex-") {
                post.when = When::Another;
            } else if is(&known.below) {
                post.below = true;
                post.range.start = self.reading.range(start).start;
            } else if is(&known.acting) {
                post.acting = true;
            } else if self.is_of_a_body(start) {
                post.body.named |= self.actor_at(start).is_some();
                post.body.words.push(fold(self.lower(start)));
            } else {
                post.of.push(self.stem(start));
                post.called.push(fold(self.lower(start)));
                post.range.start = self.reading.range(start).start;
            }
        }
        let own = self.reading.sentence.tokens.iter().position(|token| token.range.start == post.range.start);
        post.across = own.is_some_and(|own| (own..first).any(|at| self.is_of_a_body(at)));
        let Some(opener) = start.checked_sub(1) else { return start };
        let word = self.lower(opener);
        post.made = is_one_of(&POSTS.words.made, word);
        if !opens(word) {
            return start;
        }
        post.definite = !matches!(word, "a" | "an");
        if matches!(word, "'s" | "’s") { self.possessor(post, opener) } else { opener }
    }

    /// Written with a capital, and not because a sentence begins with it.
    fn is_capital(&self, at: usize) -> bool {
        let sentence = self.reading.sentence;
        at > 0 && sentence.tokens[at].text(&sentence.sentence.text).starts_with(char::is_uppercase)
    }

    /// "Oxlund's", "the company's": of which the sign stands at a token.
    fn possessor(&self, post: &mut Post, sign: usize) -> usize {
        let mut start = sign;
        while start > 0 && sign - start < BEFORE {
            let actor = self.actor_at(start - 1);
            if actor.is_none() && start < sign && !self.is_word(start - 1) {
                break;
            }
            post.body.named |= actor.is_some() || self.is_capital(start - 1);
            post.body.words.push(fold(self.lower(start - 1)));
            start -= 1;
            // A common noun by itself, with whatever opens it.
            if actor.is_none() {
                break;
            }
        }
        if start > 0 && opens(self.lower(start - 1)) { start - 1 } else { start }
    }

    /// Reads what follows a post with "of", and gives the token behind its phrase.
    fn after(&self, post: &mut Post, after: usize) -> usize {
        let mut end = after;
        while is_one_of(&POSTS.words.of, self.lower(end)) {
            let mut at = end + 1;
            while opens(self.lower(at)) {
                at += 1;
            }
            let from = at;
            let fits = |k: usize| if k == from { self.is_of_a_phrase(k) } else { self.is_word(k) };
            while at - from < AFTER + 2 && (fits(at) || self.actor_at(at).is_some()) {
                if self.is_of_a_body(at) {
                    post.body.named |= self.actor_at(at).is_some();
                    post.body.words.push(fold(self.lower(at)));
                } else {
                    post.of.push(self.stem(at));
                    post.called.push(fold(self.lower(at)));
                    post.range.end = self.reading.range(at).end;
                }
                at += 1;
            }
            if at == from {
                break;
            }
            end = at;
        }
        end
    }

    /// Whose a post is whose phrase runs from one token to before another, its noun ending at a third.
    fn whose(&self, start: usize, noun: usize, end: usize) -> Option<usize> {
        let tokens = &self.reading.sentence.tokens;
        let person =
            |found: Option<(Kind, usize, Range<usize>)>| found.filter(|(kind, ..)| *kind == Kind::Person);
        let begins = |at: usize| tokens.get(at).and_then(|t| person(self.reading.begins_at(t.range.start)));
        let comma = |at: usize| self.lower(at) == ",";
        // "Research chief Arne Falk", "head of research Arne Falk": not "chairman of Oxlund Arne Falk".
        if let Some((_, id, _)) = begins(end).filter(|_| noun == end || self.actor_at(end - 1).is_none()) {
            return Some(id);
        }
        let mut head = start.wrapping_sub(1);
        while is_one_of(&POSTS.words.now, self.lower(head)) {
            head = head.wrapping_sub(1);
        }
        // "The company's general counsel, Hanna Osk, said".
        if comma(end)
            && self.lower(head) != "as"
            && let Some((_, id, range)) = begins(end + 1)
            && self.reading.is_ended(range.end)
        {
            return Some(id);
        }
        // "Hanna Osk, 54, general counsel of Oxlund, said".
        let next = self.lower(end);
        let joined = next == "and" && opens(self.lower(end + 1));
        let mark = tokens.get(end).is_none_or(|token| token.kind == TokenKind::Mark);
        if joined || !(mark || matches!(next, "and" | "who" | "since" | "in" | "from" | "until" | "where")) {
            return None;
        }
        if start == 0 {
            return None;
        }
        if comma(head) {
            let mut last = head.checked_sub(1)?;
            if tokens[last].kind == TokenKind::Number && last >= 2 && comma(last - 1) {
                last -= 2;
            }
            return person(self.reading.ends_at(tokens[last].range.end)).map(|(_, id, _)| id);
        }
        (self.lower(head) == "and").then(|| self.besides(head)).flatten()
    }

    /// Who is called something else first, up to the "and" at a token.
    fn besides(&self, and: usize) -> Option<usize> {
        let comma = (0..and).rev().find(|&at| self.lower(at) == ",")?;
        let (from, to) = (self.reading.range(comma).end, self.reading.range(and).start);
        let said = (comma + 1..and)
            .any(|at| ends_phrase(self.lower(at)) && !opens(self.lower(at)) && self.lower(at) != "of");
        let last = self.reading.range(comma.checked_sub(1)?).end;
        let (kind, id, _) = self.reading.ends_at(last)?;
        (to - from <= BESIDES && !said && kind == Kind::Person).then_some(id)
    }
}
