//! What a text calls those whom it names, so that it is known whom it means by the noun alone: "the banker Olin Marsh" is "the banker"
//! of the next sentence, "Holm Air, an airline" its "the airline".

use crate::analysis::fold;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Lexeme, Part};
use crate::people::deed::OF;
use crate::people::office::{Reading, ends_phrase, may_follow, opens};
use crate::people::post::is_last_word;
use copydesk_tagging::{Kind, Mention, TaggedSentence, Value};
use copydesk_text::{TokenKind, stem};

/// What somebody or something that is named is called.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    /// Index into [`copydesk_tagging::Tagged::actors`].
    pub(crate) whose: usize,
    /// Folded words, the noun last: "finance", "minister".
    pub(crate) words: Vec<String>,
}

/// Words of a phrase that are looked at.
const WORDS: usize = 5;

/// What a sentence calls those whom it names.
pub(crate) fn called(sentence: &TaggedSentence) -> Vec<Called> {
    let phrases = Phrases { reading: Reading::new(sentence) };
    let mut out = Vec::new();
    for mention in &sentence.mentions {
        let Value::Actor(actor) = &mention.value else { continue };
        if mention.kind == Kind::Place {
            continue;
        }
        let told = [phrases.title(mention), phrases.before(mention), phrases.behind(mention)];
        let told = told.into_iter().flatten().filter(|words| !words.is_empty());
        out.extend(told.map(|words| Called { whose: actor.id, words }));
    }
    out
}

struct Phrases<'a> {
    reading: Reading<'a>,
}

impl Phrases<'_> {
    fn lower(&self, at: usize) -> &str {
        self.reading.lower(at)
    }

    fn count(&self) -> usize {
        self.reading.sentence.tokens.len()
    }

    fn is_person(&self, at: usize) -> bool {
        let range = &self.reading.sentence.tokens[at].range;
        let mentions = self.reading.sentence.mentions.iter();
        mentions
            .filter(|mention| mention.kind == Kind::Person)
            .any(|mention| mention.range.start <= range.start && range.end <= mention.range.end)
    }

    /// A word that may stand in the phrase of a noun.
    fn is_word(&self, at: usize) -> bool {
        let tokens = &self.reading.sentence.tokens;
        tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
            && !opens(self.lower(at))
            && !ends_phrase(self.lower(at))
            && !may_follow(self.lower(at))
            && !self.is_person(at)
    }

    /// Words up to and with a noun; none where the last is none.
    fn words(&self, from: usize, to: usize) -> Option<Vec<String>> {
        let last = self.lower(to.checked_sub(1).filter(|_| from < to)?);
        let part = Lexeme::of(&stem(&fold(last))).part();
        let noun = matches!(part, Some((Part::Noun, _))) || is_last_word(last);
        let verb = knowledge().past(last) || last.ends_with("ing");
        (noun && !verb && !last.ends_with('s')).then(|| (from..to).map(|at| fold(self.lower(at))).collect())
    }

    /// The token at which a mention begins, and the one behind it.
    fn tokens(&self, mention: &Mention) -> (usize, usize) {
        let tokens = &self.reading.sentence.tokens;
        let first = tokens.partition_point(|token| token.range.end <= mention.range.start);
        (first, tokens.partition_point(|token| token.range.start < mention.range.end))
    }

    /// Where the words begin that end before a token.
    fn back(&self, to: usize) -> usize {
        (to.saturating_sub(WORDS)..to).rev().take_while(|&at| self.is_word(at)).last().unwrap_or(to)
    }

    /// "Finance minister Olin Marsh".
    fn title(&self, mention: &Mention) -> Option<Vec<String>> {
        let (first, _) = self.tokens(mention);
        self.words(self.back(first), first)
    }

    /// "The defence lawyer, Karl Brandt, asked".
    fn before(&self, mention: &Mention) -> Option<Vec<String>> {
        let (first, _) = self.tokens(mention);
        let comma = first.checked_sub(1).filter(|&at| self.lower(at) == ",")?;
        let (mut start, mut end) = (self.back(comma), comma);
        // "The chairman of the club, Karl Brandt".
        let of = if opens(self.lower(start.wrapping_sub(1))) {
            start.wrapping_sub(2)
        } else {
            start.wrapping_sub(1)
        };
        if self.lower(of) == OF {
            (start, end) = (self.back(of), of);
        }
        let opening = start.checked_sub(1).filter(|&at| opens(self.lower(at)))?;
        // "After the match, Karl Brandt, 31, left".
        let alone = opening.checked_sub(1).is_none_or(|at| {
            let word = self.lower(at);
            knowledge().coordinators.contains(word) || !ends_phrase(word) || self.lower(opening) == "'s"
        });
        (alone && self.reading.is_ended(mention.range.end)).then(|| self.words(start, end))?
    }

    /// "Brightpath, a software firm", "Karl Brandt, 54, mayor of Varn", "Karl Brandt is the mayor".
    fn behind(&self, mention: &Mention) -> Option<Vec<String>> {
        let (_, behind) = self.tokens(mention);
        let is = matches!(self.lower(behind), "is" | "was");
        if !is && self.lower(behind) != "," {
            return None;
        }
        let mut at = behind + 1;
        if self.reading.sentence.tokens.get(at)?.kind == TokenKind::Number && self.lower(at + 1) == "," {
            at += 2;
        }
        let mut start = at;
        let mut opened = false;
        while at < self.count() && at - behind <= 2 * WORDS {
            if opens(self.lower(at)) {
                (start, opened) = (at + 1, true);
            } else if !self.is_word(at) {
                break;
            }
            at += 1;
        }
        let next = self.lower(at);
        let ends = at >= self.count() || may_follow(next);
        ((opened || !is) && ends).then(|| self.words(start, at))?
    }
}
