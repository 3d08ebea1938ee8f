//! A sentence as it is compared: its content words and mentions in order, with what governs each.

pub(crate) mod antecedent;
pub(crate) mod claims;
pub(crate) mod clause;
pub(crate) mod gaps;
pub(crate) mod overlong;
pub(crate) mod reading;

use crate::knowledge::kinds::Entry;
use crate::knowledge::lexicon::Lexeme;
use crate::knowledge::{Cue, Listed, Portion, knowledge};
use copydesk_library::{Term, index};
use copydesk_tagging::Tagged;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Names, figures and dates that a sentence has at most for the one of them to be told from the other by where it stands.
const LISTED: usize = 32;

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
    /// The country that a word with a capital belongs to: "Colombia" for "Colombian".
    pub(crate) country: Option<&'static str>,
    /// The country whose capital a name is; found out when it is asked for.
    pub(crate) governs: OnceLock<Option<&'static str>>,
    pub(crate) written: Written,
    pub(crate) listed: Listed,
    /// Where it, or the phrase that it stands in, stands among the kinds of words.
    pub(crate) entry: Option<&'static Entry>,
    /// Bytes of that phrase.
    pub(crate) phrase: Option<Range<usize>>,
    /// Where the word stands by itself; the head of a phrase stands for all of it.
    pub(crate) alone: Option<&'static Entry>,
    /// Another word is the head of the phrase: "heart" of "heart attack".
    pub(crate) aside: bool,
    /// Whether the sentence says that the figure or length of time was reckoned; found out when it is asked for.
    pub(crate) reckoned: OnceLock<bool>,
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

/// What a word is written with: by it most words are known not to go together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    pub(crate) digit: bool,
    pub(crate) hyphen: bool,
}

impl Written {
    fn of(word: &str) -> Self {
        Written { digit: word.bytes().any(|byte| byte.is_ascii_digit()), hyphen: word.contains('-') }
    }
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
    pub(crate) fn new(part: Portion, range: Range<usize>, before: &str, after: &str) -> Option<Share> {
        let know = knowledge();
        let figure = after.starts_with(|c: char| c.is_ascii_digit());
        (!know.unshared.contains(before) && !figure).then_some(Share { range, part, pronoun: false })
    }
}

impl Item {
    /// A content word, nothing known yet of what stands around it.
    pub(crate) fn word(range: Range<usize>, lower: String, stem: String, weight: f32) -> Self {
        let term = index::term(&stem);
        let entry = knowledge().kind(&lower, &stem);
        Item {
            kind: ItemKind::Word,
            range,
            lexeme: Lexeme::of(&stem),
            written: Written::of(&lower),
            listed: knowledge().listed(&stem),
            entry,
            phrase: None,
            alone: entry,
            aside: false,
            lower,
            stem,
            terms: vec![term],
            own: vec![term],
            country: None,
            governs: OnceLock::new(),
            reckoned: OnceLock::new(),
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
    /// Those of its words that are not written as they are folded, each with its first byte.
    pub(crate) folded: Arc<[(usize, Box<str>)]>,
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
    pub(crate) fn new(tagged: &Tagged, sentence: usize) -> Self {
        Self::with_terms(tagged, sentence, &index::terms(&tagged.sentences[sentence].sentence.text))
    }

    /// The same where its terms are known.
    pub(crate) fn with_terms(tagged: &Tagged, sentence: usize, terms: &[Term]) -> Self {
        reading::read(tagged, sentence, terms)
    }

    /// What is left where only these items count.
    pub(crate) fn part(&self, items: &Range<usize>) -> Analysis {
        let within = |over: usize| items.contains(&over).then(|| over - items.start);
        let negations = self.negations.iter();
        Analysis {
            items: self.items[items.clone()].to_vec(),
            terms: self.terms.clone(),
            folded: self.folded.clone(),
            negations: negations
                .map(|negation| Negation {
                    range: negation.range.clone(),
                    over: negation.over.and_then(within),
                })
                .collect(),
            ..*self
        }
    }

    /// It has so many names, figures and dates that nobody could say which of them belongs to what.
    pub(crate) fn lists(&self) -> bool {
        self.items.iter().filter(|item| item.kind.is_typed()).nth(LISTED).is_some()
    }

    pub(crate) fn weight(&self) -> f32 {
        self.items.iter().map(|item| item.weight).sum()
    }
}

/// Lower case, with curly apostrophes and unusual hyphens made plain.
pub(crate) fn fold(raw: &str) -> String {
    if raw.is_ascii() {
        return raw.to_ascii_lowercase();
    }
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
