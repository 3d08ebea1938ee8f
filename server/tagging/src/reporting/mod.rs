//! Attribution: who says a clause, with which verb, and which words are what is said.

mod items;
mod lexicon;
mod pronoun;
mod reach;
mod voice;

pub(crate) use lexicon::Lexicon;
pub use lexicon::Strength;

use crate::mention::{Identity, Mention};
use crate::{Tagged, TaggedSentence};
use copydesk_text::Token;
use items::{Item, What, items};
use lexicon::{Cue, Form};
use pronoun::{antecedent, subject};
use std::ops::Range;
use voice::Voice;

/// What a sentence reports somebody to have said. All ranges are bytes of the sentence's visible text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Index into [`Tagged::actors`] of who says it, where known; a pronoun is resolved.
    pub speaker: Option<usize>,
    /// The words of this sentence that name the speaker ("Anna Holm", "she", "the ministry").
    pub speaker_range: Option<Range<usize>>,
    /// The reporting verb, or the phrase ("according to").
    pub cue: Range<usize>,
    /// How the speaker stands to it.
    pub strength: Strength,
    /// The cue is negated: "did not say that".
    pub negated: bool,
    /// The words that are reported. A clause on both sides of its cue gives two attributions.
    pub content: Range<usize>,
}

/// A sentence of more tokens than this is none that anybody wrote; it is not looked at, so that time stays linear.
const LONGEST: usize = 1_500;
/// Items that a clause has, and an introduction ("in the end") has not.
const CLAUSE: usize = 5;
/// Attributions of a sentence whose pronouns are resolved.
const PRONOUNS: usize = 16;

/// Who says what in the sentence with index `index`.
pub fn attributions(tagged: &Tagged, index: usize) -> Vec<Attribution> {
    tagged.sentences.get(index).map_or(Vec::new(), |_| {
        resolved(&tagged.sentences, &tagged.actors, index, &tagged.language.grammar().reporting)
    })
}

/// The attributions of one sentence, pronouns resolved in those before it.
pub(crate) fn resolved(
    sentences: &[TaggedSentence],
    actors: &[Identity],
    index: usize,
    lexicon: &'static Lexicon,
) -> Vec<Attribution> {
    let sentence = &sentences[index];
    if sentence.tokens.len() > LONGEST {
        return Vec::new();
    }
    let mut frames = frames(&sentence.sentence.text, &sentence.tokens, &sentence.mentions, lexicon);
    for frame in frames.iter_mut().take(PRONOUNS) {
        if frame.pronoun.is_some() && frame.attribution.speaker.is_none() {
            frame.attribution.speaker = antecedent(sentences, actors, index, frame, lexicon);
        }
    }
    frames.into_iter().map(|frame| frame.attribution).collect()
}

/// An attribution before its pronoun is resolved.
struct Frame {
    attribution: Attribution,
    pronoun: Option<String>,
}

fn frames(text: &str, tokens: &[Token], mentions: &[Mention], lexicon: &'static Lexicon) -> Vec<Frame> {
    frames_of(&items(text, tokens, mentions), mentions, lexicon)
}

fn frames_of(items: &[Item<'_>], mentions: &[Mention], lexicon: &'static Lexicon) -> Vec<Frame> {
    let finder = Finder { items, mentions, lexicon };
    let mut found = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(word) = item.word() else { continue };
        if let Some(cue) = finder.lexicon.verb(word) {
            finder.verb(index, cue, &mut found);
        } else {
            finder.phrase(index, word, &mut found);
        }
    }
    found
}

struct Finder<'a> {
    items: &'a [Item<'a>],
    mentions: &'a [Mention],
    lexicon: &'static Lexicon,
}

impl Finder<'_> {
    fn what(&self, index: usize) -> Option<&What<'_>> {
        self.items.get(index).map(|item| &item.what)
    }

    fn word(&self, index: usize) -> Option<&str> {
        self.items.get(index).and_then(Item::word)
    }

    fn small(&self) -> &lexicon::Small {
        &self.lexicon.small
    }

    fn ends(&self, index: usize) -> bool {
        matches!(self.what(index), None | Some(What::Stop))
    }

    /// Frames of the reporting verb at `index`.
    fn verb(&self, index: usize, cue: Cue, found: &mut Vec<Frame>) {
        let that = self.that(index);
        let quoted_after = self.quote_beside(index, true);
        if cue.form == Form::Participle {
            self.participle(index, cue, that.is_some() || quoted_after || self.quotes(index), found);
            return;
        }
        if let Some(voice) = self.before(index) {
            let quoted_before = self.quote_beside(voice.first, false);
            let speaks = !cue.weak
                || that.is_some()
                || quoted_after
                || quoted_before
                || (cue.told && self.told(index))
                || self.quotes(index)
                || self.as_frame(&voice)
                || cue.trails && self.closes_it(&voice, index);
            let base = cue.form == Form::Base && !self.plural_or_modal(index, cue, &voice);
            // "Holm says the current demands on players are ...": a noun, where somebody speaks already.
            let noun = cue.noun
                && voice.actor.is_none()
                && voice.pronoun.is_none()
                && that.is_none()
                && !found.is_empty();
            if speaks && !base && !noun {
                self.place(index, cue, &voice, that, found);
                return;
            }
        }
        // `," say the owners`
        let inverts = cue.form == Form::Finite || (cue.form == Form::Base && !cue.weak);
        if inverts
            && let Some(voice) = self.inverted(index)
            && (!cue.weak || self.quote_beside(index, false))
        {
            let start = self.clause_start(index);
            if start < index {
                self.push(found, index..index, cue.strength, &voice, start..index);
            }
            // `"One," said X, "two."`
            if let Some(quote) = self.quote_after(voice.last + 1) {
                self.push(found, index..index, cue.strength, &voice, quote..quote + 1);
            }
        }
    }

    /// Puts the content of a verb with its subject before it where it belongs: to its left, its right, or both.
    fn place(&self, index: usize, cue: Cue, voice: &Voice, that: Option<usize>, found: &mut Vec<Frame>) {
        let after = self.after(index, cue);
        let left_quote = self.quote_beside(voice.first, false);
        let left_comma = voice.first > 0 && self.what(voice.first - 1) == Some(&What::Comma);
        let mut left = false;
        if that.is_none() && voice.first > 0 {
            let right_quote = self.quote_beside(index, true);
            // `"One," X said, "two."`: the comma after the verb sets the second quotation apart.
            let apart = left_quote && self.what(after) == Some(&What::Comma);
            left = (left_quote && (!right_quote || apart))
                || (left_comma && (self.ends(after) || self.trails(after)));
        }
        // "As X reports for Y, the ship ...": what is said comes after the comma.
        let as_frame = self.as_frame(voice);
        if as_frame {
            let comma = (index..self.items.len().min(index + 14)).find(|&n| self.items[n].is_comma());
            if let Some(comma) = comma
                && comma + 1 < self.items.len()
            {
                self.push(found, index..index, cue.strength, voice, comma + 1..self.end(comma + 1));
                return;
            }
            let start = self.clause_start(voice.first - 1);
            if start < voice.first - 1 {
                self.push(found, index..index, cue.strength, voice, start..voice.first - 1);
                return;
            }
        }
        if left {
            let start = self.clause_start(voice.first);
            if start < voice.first {
                self.push(found, index..index, cue.strength, voice, start..voice.first);
            }
            if left_quote && let Some(quote) = self.quote_after(after) {
                self.push(found, index..index, cue.strength, voice, quote..quote + 1);
            }
            return;
        }
        let start = that.map_or(after, |that| that + 1);
        let end = self.end(start);
        if start < end {
            self.push(found, index..index, cue.strength, voice, start..end);
        }
    }

    /// "A bill is not planned for this year, she added.": its subject stands behind a comma and a clause, and nothing behind it.
    fn closes_it(&self, voice: &Voice, index: usize) -> bool {
        let comma = voice.first.checked_sub(1).filter(|&at| self.what(at) == Some(&What::Comma));
        comma.is_some_and(|comma| comma - self.clause_start(comma) >= CLAUSE) && self.ends(index + 1)
    }

    /// "As X reports": at the head of a clause.
    fn as_frame(&self, voice: &Voice) -> bool {
        voice.first > 0
            && self.word(voice.first - 1).is_some_and(|word| self.small().as_reports.contains(word))
            && (voice.first == 1
                || !matches!(self.what(voice.first - 2), Some(What::Word(_) | What::Name(_))))
    }

    /// ", adding that ...", ", warning of ...": said by the subject of the clause before.
    fn participle(&self, index: usize, cue: Cue, sure: bool, found: &mut Vec<Frame>) {
        // "Venn quoted Holm as saying": whoever is quoted stands between.
        let quoted_name = index > 2
            && self.word(index - 1).is_some_and(|word| self.small().as_reports.contains(word))
            && matches!(self.what(index - 2), Some(What::Name(_)))
            && (index.saturating_sub(6)..index - 2)
                .any(|n| self.word(n).is_some_and(|word| self.small().quoted.contains(word)));
        let leads = index > 0 && matches!(self.what(index - 1), Some(What::Comma | What::Quote(_)));
        let quoted_as = index > 1
            && self.word(index - 1).is_some_and(|word| self.small().as_reports.contains(word))
            && self.word(index - 2).is_some_and(|word| self.small().quoted.contains(word));
        if !(leads || quoted_as || quoted_name) || (cue.weak && !sure) {
            return;
        }
        let mut voice = Voice::default();
        if quoted_name {
            let Some(What::Name(mention)) = self.what(index - 2) else { return };
            let actor = items::actor(&self.mentions[*mention]).map(|(id, _)| id);
            voice = Voice { first: index - 2, last: index - 2, actor, ..Voice::default() };
        } else if quoted_as {
            match self.before_passive(index - 2) {
                Some(found) => voice = found,
                None => return,
            }
            if self.quote_beside(voice.first, false) && !self.quote_beside(index, true) {
                self.push(
                    found,
                    index..index,
                    cue.strength,
                    &voice,
                    self.clause_start(voice.first)..voice.first,
                );
                return;
            }
        } else if let Some(last) = found.iter().rev().find(|f| f.attribution.speaker_range.is_some()) {
            voice.actor = last.attribution.speaker;
            voice.pronoun = last.pronoun.clone();
            let range = last.attribution.speaker_range.clone();
            let start = self.after(index, cue).max(self.that(index).map_or(0, |that| that + 1));
            let end = self.end(start);
            if start < end {
                self.push_range(found, index, cue.strength, &voice, range, start..end);
            }
            return;
        } else if let Some((actor, _)) = subject(&self.items[..index], self.mentions, None, self.lexicon) {
            let named = |item: &Item<'_>| matches!(item.what, What::Name(n) if items::actor(&self.mentions[n]).is_some_and(|(id, _)| id == actor));
            let at = self.items[..index].iter().position(named).unwrap_or(0);
            voice = Voice { first: at, last: at, actor: Some(actor), ..Voice::default() };
        } else if let Some(pronoun) = self.word(0).filter(|w| self.small().stands_for_one(w)) {
            voice.pronoun = Some(pronoun.to_owned());
        } else {
            return;
        }
        let start = self.that(index).map_or_else(|| self.after(index, cue), |that| that + 1);
        let end = self.end(start);
        if start < end {
            self.push(found, index..index, cue.strength, &voice, start..end);
        }
    }

    /// "according to X": the clause beside it.
    fn phrase(&self, index: usize, word: &str, found: &mut Vec<Frame>) {
        for phrase in &self.lexicon.phrases {
            if phrase[0] != word || !phrase.iter().enumerate().all(|(n, w)| self.word(index + n) == Some(w)) {
                continue;
            }
            let from = index + phrase.len();
            let Some(voice) = self.forward(from) else { return };
            // At the head of a clause what is said follows the comma, else it stands before.
            let heads = index == 0 || matches!(self.what(index - 1), Some(What::Stop | What::Colon));
            let content = if heads {
                match (voice.last + 1..self.items.len().min(voice.last + 16))
                    .find(|&n| self.items[n].is_comma())
                {
                    Some(comma) => comma + 1..self.end(comma + 1),
                    None => return,
                }
            } else {
                self.clause_start(index)..index
            };
            if content.start < content.end {
                self.push(found, index..from - 1, Strength::Said, &voice, content);
            }
            return;
        }
    }

    fn push(
        &self,
        found: &mut Vec<Frame>,
        cue: Range<usize>,
        strength: Strength,
        voice: &Voice,
        content: Range<usize>,
    ) {
        let range = self.items[voice.first].range.start..self.items[voice.last].range.end;
        self.push_at(found, cue, strength, voice, Some(range), content);
    }

    fn push_range(
        &self,
        found: &mut Vec<Frame>,
        cue: usize,
        strength: Strength,
        voice: &Voice,
        range: Option<Range<usize>>,
        content: Range<usize>,
    ) {
        self.push_at(found, cue..cue, strength, voice, range, content);
    }

    /// `cue` is the first and last item of it, `content` its items.
    fn push_at(
        &self,
        found: &mut Vec<Frame>,
        cue: Range<usize>,
        strength: Strength,
        voice: &Voice,
        speaker_range: Option<Range<usize>>,
        content: Range<usize>,
    ) {
        let mut content = content;
        while content.end > content.start
            && matches!(self.items[content.end - 1].what, What::Comma | What::Stop | What::Colon)
        {
            content.end -= 1;
        }
        while content.start < content.end
            && matches!(self.items[content.start].what, What::Comma | What::Stop | What::Colon)
        {
            content.start += 1;
        }
        if content.is_empty() {
            return;
        }
        found.push(Frame {
            attribution: Attribution {
                speaker: voice.actor,
                speaker_range,
                cue: self.items[cue.start].range.start..self.items[cue.end].range.end,
                strength,
                negated: voice.negated,
                content: self.items[content.start].range.start..self.items[content.end - 1].range.end,
            },
            pronoun: voice.pronoun.clone(),
        });
    }
}
