//! Whether a name of one word is a person or a firm, a body or a club, by what a sentence says around it: shares, a plant
//! and "it" are a firm's; a title, an age and "he" are a person's. The document weighs what its sentences say.

use super::lists::{LISTS, hash, word};
use crate::grammar;
use crate::mention::{Mention, Value};
use copydesk_text::{Token, TokenKind};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// What speaks for either, in one sentence or in several. Two for what hardly anything else has, one for what leans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs {
    pub(crate) body: u16,
    pub(crate) person: u16,
    /// What of `body` no town has either.
    pub(crate) firm: u16,
    pub(crate) place: u16,
}

impl Signs {
    pub(crate) fn add(&mut self, other: Signs) {
        self.body = self.body.saturating_add(other.body);
        self.person = self.person.saturating_add(other.person);
        self.firm = self.firm.saturating_add(other.firm);
        self.place = self.place.saturating_add(other.place);
    }

    /// Whether all that is said taken together says a firm, a body or a club.
    pub(crate) fn is_body(self) -> bool {
        self.body >= 2 && (self.person == 0 || self.body >= self.person + 4)
    }

    /// Whether it says a firm, even of what is taken for a town.
    pub(crate) fn is_firm(self) -> bool {
        self.firm >= 2 && self.place == 0 && self.is_body()
    }

    /// Whether it says a person.
    pub(crate) fn is_person(self) -> bool {
        self.person >= 3 && self.body == 0
    }
}

#[derive(Deserialize)]
struct File {
    owned: Vec<String>,
    owned_or_verb: Vec<String>,
    not_with_possessive: Vec<String>,
    held: Vec<String>,
    held_by: Vec<String>,
    sorts: Vec<String>,
    sort_endings: Vec<String>,
    it_does: Vec<String>,
    tells: Vec<String>,
    results: Vec<String>,
    many: Vec<String>,
    it: Vec<String>,
    its: Vec<String>,
    he: Vec<String>,
    his: Vec<String>,
    himself: Vec<String>,
    who: Vec<String>,
    said: Vec<String>,
    articles: Vec<String>,
    people: Vec<String>,
    never_places: Vec<String>,
    personal: Vec<String>,
    clause_ends: Vec<String>,
    held_in: Vec<String>,
    within: Vec<String>,
}

const OWNED: u32 = 1;
const OWNED_OR_VERB: u32 = 1 << 1;
const NOT_WITH_POSSESSIVE: u32 = 1 << 2;
const HELD: u32 = 1 << 3;
const HELD_BY: u32 = 1 << 4;
const SORT: u32 = 1 << 5;
const IT_DOES: u32 = 1 << 6;
const TELLS: u32 = 1 << 7;
const RESULT: u32 = 1 << 8;
const MANY: u32 = 1 << 9;
const IT: u32 = 1 << 10;
const ITS: u32 = 1 << 11;
const HE: u32 = 1 << 12;
const HIS: u32 = 1 << 13;
const HIMSELF: u32 = 1 << 14;
const WHO: u32 = 1 << 15;
const SAID: u32 = 1 << 16;
const ARTICLE: u32 = 1 << 17;
const PEOPLE: u32 = 1 << 18;
const NEVER_PLACE: u32 = 1 << 19;
const PERSONAL: u32 = 1 << 20;
const CLAUSE_END: u32 = 1 << 21;
const HELD_IN: u32 = 1 << 22;
const WITHIN: u32 = 1 << 23;

struct Lexicon {
    words: FxHashMap<u64, u32>,
    endings: Vec<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let file: File = grammar::built_in("en/firms.toml");
    let mut words: FxHashMap<u64, u32> = FxHashMap::default();
    for (list, bit) in [
        (&file.owned, OWNED),
        (&file.owned_or_verb, OWNED_OR_VERB),
        (&file.not_with_possessive, NOT_WITH_POSSESSIVE),
        (&file.held, HELD),
        (&file.held_by, HELD_BY),
        (&file.sorts, SORT),
        (&file.it_does, IT_DOES),
        (&file.tells, TELLS),
        (&file.results, RESULT),
        (&file.many, MANY),
        (&file.it, IT),
        (&file.its, ITS),
        (&file.he, HE),
        (&file.his, HIS),
        (&file.himself, HIMSELF),
        (&file.who, WHO),
        (&file.said, SAID),
        (&file.articles, ARTICLE),
        (&file.people, PEOPLE),
        (&file.never_places, NEVER_PLACE),
        (&file.personal, PERSONAL),
        (&file.clause_ends, CLAUSE_END),
        (&file.held_in, HELD_IN),
        (&file.within, WITHIN),
    ] {
        for name in list {
            *words.entry(hash(name)).or_default() |= bit;
        }
    }
    Lexicon { words, endings: file.sort_endings }
});

/// A sentence as its names are looked at.
struct Line<'a> {
    text: &'a str,
    tokens: &'a [Token],
    hashes: &'a [u64],
}

/// What a sentence says of its names of one word: where each starts, and what speaks for what.
pub(crate) fn signs(
    text: &str,
    tokens: &[Token],
    hashes: &[u64],
    mentions: &[Mention],
) -> Box<[(usize, Signs)]> {
    let line = Line { text, tokens, hashes };
    let mut found = Vec::new();
    for mention in mentions {
        let Value::Actor(actor) = &mention.value else { continue };
        let at = tokens.partition_point(|token| token.range.start < actor.name.start);
        if tokens.get(at).is_none_or(|token| token.range != actor.name) {
            continue;
        }
        let signs = line.around(at);
        if signs != Signs::default() {
            found.push((actor.name.start, signs));
        }
    }
    found.into()
}

impl Line<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |token| token.text(self.text))
    }

    /// What a word in small letters, or the first of the sentence, does here.
    fn does(&self, i: usize) -> u32 {
        if i > 0 && !self.is_small(i) && self.word(i) != "%" {
            return 0;
        }
        self.hashes.get(i).and_then(|hash| LEXICON.words.get(hash)).copied().unwrap_or(0)
    }

    fn is(&self, i: Option<usize>, bits: u32) -> bool {
        i.is_some_and(|i| self.does(i) & bits != 0)
    }

    fn is_small(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_lowercase)
    }

    fn is_possessive(&self, i: usize) -> bool {
        let mark = self.word(i);
        mark.starts_with(['\'', '’']) && mark.ends_with(['s', 'S'])
    }

    fn is_sort(&self, i: usize) -> bool {
        let word = self.word(i);
        self.does(i) & SORT != 0
            || self.is_small(i)
                && LEXICON.endings.iter().any(|end| {
                    word.ends_with(end.as_str())
                        || word.strip_suffix('s').is_some_and(|word| word.ends_with(end.as_str()))
                })
    }

    /// A word of a phrase that describes a noun: no mark but a comma between figures, no verb of the lists.
    fn describes(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.kind != TokenKind::Mark || self.word(i) == "-")
            && self.does(i) & (ARTICLE | SAID | IT | HE | WHO | MANY | HELD_BY) == 0
            && LISTS.word_bits(self.hashes.get(i).copied().unwrap_or(0)) & word::STOP == 0
    }

    fn around(&self, at: usize) -> Signs {
        let mut signs = Signs::default();
        self.before(at, &mut signs);
        self.after(at, &mut signs);
        signs
    }

    fn before(&self, at: usize, signs: &mut Signs) {
        let back = |n: usize| at.checked_sub(n);
        let bits = |i: usize| LISTS.word_bits(self.hashes.get(i).copied().unwrap_or(0));
        // "President Corvane", "Mr. Corvane", "the analyst Corvane".
        let titled = back(1).is_some_and(|i| {
            let i = if self.word(i) == "." { i.saturating_sub(1) } else { i };
            bits(i) & (word::ROLE | word::SHORT_TITLE) != 0 && !self.is_small(i) || self.does(i) & PEOPLE != 0
        });
        // "Deputy Treasury Secretary".
        let titled = titled && (bits(at + 1) & word::ROLE == 0 || self.is_small(at + 1));
        if titled {
            signs.person += 4;
            return;
        }
        // A name that goes on in front of this word is another name's.
        let name_before = back(1).is_some_and(|i| {
            self.word(i).starts_with(char::is_uppercase)
                && bits(i) & word::STOP == 0
                && self.does(i) == 0
                && i > 0
        });
        if name_before {
            return;
        }
        let opened = usize::from(back(1).is_some_and(|i| self.word(i) == "<"));
        let article = usize::from(self.is(back(1 + opened), ARTICLE));
        let by = back(1 + opened + article);
        let held = if self.is(by, WITHIN) { HELD_IN } else { HELD };
        let held = self.is(by, HELD_BY) && self.is(back(2 + opened + article), held);
        if held && self.does(at + 1) & PERSONAL == 0 {
            signs.body += 2;
            if self.is(back(2 + opened + article), NEVER_PLACE) {
                signs.firm += 2;
            }
        }
        if !held && back(1).is_some_and(|i| bits(i) & word::PLACE_BEFORE != 0 && self.is_small(i)) {
            signs.place += 1;
        }
        if article == 0 && back(1 + opened).is_some_and(|i| self.is_sort(i)) {
            signs.body += 2;
        }
        // ", said Corvane."
        if self.is(back(1), SAID) && back(2).is_some_and(|i| matches!(self.word(i), "”" | "\"" | "''")) {
            signs.person += 1;
        }
    }

    fn after(&self, at: usize, signs: &mut Signs) {
        let possessive = self.is_possessive(at + 1);
        let next = at + 1 + usize::from(possessive);
        if possessive {
            // "Corvane's net profit", "Corvane's 12,000 workers"
            let noun = (next..next + 4)
                .take_while(|i| *i == next || self.describes(*i - 1))
                .find(|i| self.does(*i) & (OWNED | OWNED_OR_VERB) != 0);
            if let Some(noun) = noun {
                signs.body += if self.does(noun) & NOT_WITH_POSSESSIVE == 0 { 2 } else { 1 };
                signs.firm += if self.does(noun) & NEVER_PLACE != 0 { 2 } else { 0 };
            }
            return;
        }
        let direct = self.does(next) & OWNED != 0
            || self.does(next) & OWNED_OR_VERB != 0 && self.does(next + 1) & ARTICLE == 0 && !self.is_number(next + 1)
            // "Corvane common stock", "Corvane board members"
            || self.is_small(next) && self.describes(next) && self.does(next) == 0 && self.does(next + 1) & OWNED != 0
                && !self.ends_as_verb(next);
        if direct {
            signs.body += 2;
            signs.firm += if (self.does(next) | self.does(next + 1)) & NEVER_PLACE != 0 { 2 } else { 0 };
        }
        if self.does(next) & PERSONAL != 0 {
            signs.person += 2;
        }
        // "Corvane (CRV)", "Corvane <CRV>"
        if matches!(self.word(next), "<" | "(") && self.is_ticker(next + 1) {
            signs.body += 2;
            signs.firm += 2;
        }
        if self.word(next) == "," {
            self.beside(next + 1, signs);
        }
        if self.does(next) & MANY != 0 && !at.checked_sub(1).is_some_and(|i| self.joins(i)) {
            signs.body += 2;
        }
        if self.does(next) & HIMSELF != 0 {
            signs.person += 3;
        }
        if self.does(next) & SAID != 0 {
            let after = next + 1;
            // "Corvane said on Monday its profit fell"
            let its = (after..after + 3)
                .take_while(|i| self.tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Word))
                .any(|i| self.does(i) & ITS != 0);
            if self.does(after) & IT != 0 && self.does(after + 1) & IT_DOES != 0 || its {
                signs.body += 2;
                signs.firm += 2;
            }
            if (after..after + 4).any(|i| self.does(i) & HE != 0) || self.does(after) & HIS != 0 {
                signs.person += 2;
            }
        }
        if self.does(next) & TELLS != 0 {
            let clause = (next + 1..next + 8).take_while(|i| {
                self.tokens.get(*i).is_some_and(|t| t.kind != TokenKind::Mark) || self.word(*i) == "$"
            });
            let mut clause = clause.take_while(|i| self.does(*i) & (SAID | WHO | CLAUSE_END) == 0);
            if clause.any(|i| self.does(i) & RESULT != 0) {
                signs.body += 2;
                signs.firm += 2;
            }
        }
        // "Corvane and its lenders".
        if self.joins(next) && self.does(next + 1) & ITS != 0 {
            signs.body += 2;
            signs.firm += 2;
        }
        // "Corvane cut his losses", in the same clause.
        let clause =
            (next..next + 8).take_while(|i| self.tokens.get(*i).is_some_and(|t| t.kind != TokenKind::Mark));
        let mut clause = clause.take_while(|i| !self.word(*i).starts_with(char::is_uppercase));
        if self.is_small(next) && clause.any(|i| self.does(i) & HIS != 0) {
            signs.person += 1;
        }
    }

    /// ", the chipmaker,", ", a maker of pumps", ", 45,", ", who".
    fn beside(&self, at: usize, signs: &mut Signs) {
        let age =
            self.is_number(at) && matches!(self.word(at + 1), "," | ")" | ".") && self.word(at).len() == 2;
        if age || self.does(at) & WHO != 0 {
            signs.person += if self.does(at) & WHO != 0 { 2 } else { 3 };
            return;
        }
        if self.does(at) & ARTICLE == 0 {
            return;
        }
        let end =
            (at + 1..at + 8).find(|i| !self.describes(*i) && self.does(*i) & HELD_BY == 0).unwrap_or(at + 8);
        // The noun that the phrase ends with, before "of" or "in" or the mark that closes it.
        let noun = (at + 1..end).find(|i| self.does(*i) & HELD_BY != 0).unwrap_or(end).saturating_sub(1);
        if noun > at && !self.is_possessive(end) {
            if self.is_sort(noun) {
                signs.body += 2;
            } else if self.does(noun) & PEOPLE != 0 {
                signs.person += 2;
            }
        }
    }

    fn is_number(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.kind == TokenKind::Number)
    }

    fn joins(&self, i: usize) -> bool {
        self.word(i) == ","
            || LISTS.word_bits(self.hashes.get(i).copied().unwrap_or(0)) & word::JOIN != 0
                && self.word(i).len() == 3
    }

    fn ends_as_verb(&self, i: usize) -> bool {
        self.word(i).ends_with("ed") || self.word(i).ends_with('s')
    }

    /// Two to five capitals, as shares are listed under; "(R)" is none, nor the "(AP) -" of a dateline.
    fn is_ticker(&self, i: usize) -> bool {
        let word = self.word(i);
        let letters = word.chars().filter(|c| c.is_ascii_uppercase()).count();
        (2..=5).contains(&letters)
            && word.chars().all(|c| c.is_ascii_uppercase() || c == '.')
            && matches!(self.word(i + 1), ">" | ")" | ":")
            && !matches!(self.word(i + 2), "_" | "-" | "–" | "—")
    }
}
