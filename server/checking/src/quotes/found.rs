//! A stretch of a source that has the words of a quotation, or most of them, and who says them there.

use super::align::{Alignment, align, one_way};
use crate::verdict::Place;
use copydesk_library::shingle::words;
use copydesk_library::{Article, Hit};
use copydesk_tagging::{Identity, Kind, Value};
use copydesk_text::BlockKind;
use std::ops::Range;
use std::sync::Arc;

/// Sentences before and after the one found that are looked at with it: quotations run on.
const AROUND: usize = 2;

/// Words of a source that are looked at for one hit.
const MOST: usize = 1_500;

/// Who says a word of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// The writer, or nobody knows.
    Nobody,
    /// Named beside the quotation: index into the article's actors.
    Named(usize),
    /// Known from further off: by a pronoun, or as the speaker of the paragraph before.
    Far(usize),
}

/// A word of a source.
#[derive(Clone, Debug)]
pub(super) struct SourceWord {
    pub(super) key: String,
    /// Index of its sentence, bytes of that sentence.
    at: (usize, Range<usize>),
    quote: Option<Said>,
}

/// The quotation a word stands in.
#[derive(Clone, Debug)]
struct Said {
    /// Bytes of its sentence.
    range: Range<usize>,
    /// Its number among those looked at.
    number: usize,
    voice: Voice,
    /// Sentence and bytes of the speaker's name.
    named_at: Option<(usize, Range<usize>)>,
}

impl SourceWord {
    fn quotation(&self) -> Option<usize> {
        self.quote.as_ref().map(|said| said.number)
    }

    /// One word for several of one sentence and one quotation.
    fn join(words: &[SourceWord], key: String) -> Option<SourceWord> {
        let (first, last) = (words.first()?, words.last()?);
        let together = first.at.0 == last.at.0 && first.quotation() == last.quotation();
        let at = (first.at.0, first.at.1.start..last.at.1.end);
        together.then(|| SourceWord { key, at, quote: first.quote.clone() })
    }
}

/// Where a quotation was found.
pub(super) struct Found {
    pub(super) article: Arc<Article>,
    pub(super) words: Vec<SourceWord>,
    pub(super) alignment: Alignment,
    /// At least four in five of the words beside the draft's are quoted there.
    pub(super) quoted: bool,
    /// What differs says something else.
    pub(super) telling: bool,
    pub(super) voice: Voice,
    /// Where the speaker is named: sentence and bytes.
    named_at: Option<(usize, Range<usize>)>,
}

/// Lays a quotation beside the sentence found and its neighbours; first beside what is quoted there, then beside all.
pub(super) fn look(hit: &Hit, quote: &[&str]) -> Option<Found> {
    let tagged = hit.article.tagged();
    let from = hit.sentence.saturating_sub(AROUND);
    let to = (hit.sentence + AROUND + 1).min(tagged.sentences.len());
    let mut all: Vec<SourceWord> = Vec::new();
    let mut number = 0;
    for index in from..to {
        let sentence = &tagged.sentences[index];
        if sentence.sentence.kind == BlockKind::Furniture {
            continue;
        }
        let text = &sentence.sentence.text;
        let mut quotes: Vec<Said> = Vec::new();
        for mention in sentence.mentions.iter().filter(|m| m.kind == Kind::Quote) {
            if let Value::Quote(said) = &mention.value {
                number += 1;
                let named = said.speaker_range.as_ref().and_then(|words| {
                    let inside = |m: &&copydesk_tagging::Mention| {
                        words.start <= m.range.start && m.range.end <= words.end
                    };
                    sentence
                        .mentions
                        .iter()
                        .filter(inside)
                        .find(|m| matches!(&m.value, Value::Actor(a) if Some(a.id) == said.speaker))
                });
                let voice = match said.speaker {
                    None => Voice::Nobody,
                    Some(id) if named.is_some() => Voice::Named(id),
                    Some(id) => Voice::Far(id),
                };
                let named_at = named.map(|m| (index, m.range.clone()));
                quotes.push(Said { range: mention.range.clone(), number, voice, named_at });
            }
        }
        for word in words(text, &sentence.tokens) {
            let quote = quotes.iter().find(|said| said.range.contains(&word.range.start)).cloned();
            all.push(SourceWord { key: word.key, at: (index, word.range), quote });
        }
    }
    all.truncate(MOST);
    let quoted: Vec<SourceWord> = all.iter().filter(|w| w.quote.is_some()).cloned().collect();
    let lay = |words: Vec<SourceWord>| {
        let words = one_way(&words, |word| &word.key, SourceWord::join);
        let keys: Vec<&str> = words.iter().map(|w| w.key.as_str()).collect();
        let alignment = align(quote, &keys)?.settled(quote, &keys);
        let telling = alignment.telling(quote, &keys);
        Some((words, alignment, telling))
    };
    let best = match (lay(quoted), lay(all)) {
        (Some(a), Some(b)) if a.1.matched >= b.1.matched && a.1.differs.len() <= b.1.differs.len() => a,
        (_, Some(b)) => b,
        (a, None) => a?,
    };
    let (words, alignment, telling) = best;
    let beside = words.get(alignment.source.clone()).unwrap_or(&[]);
    let in_quotes = beside.iter().filter(|w| w.quote.is_some()).count();
    let quoted = !beside.is_empty() && in_quotes * 5 >= beside.len() * 4;
    // One voice for all of it, or none.
    let id = |voice: Voice| match voice {
        Voice::Nobody => None,
        Voice::Named(id) | Voice::Far(id) => Some(id),
    };
    let mut voice: Option<&Said> = None;
    let mut mixed = false;
    for said in beside.iter().filter_map(|word| word.quote.as_ref()) {
        match voice {
            Some(before) if id(before.voice) != id(said.voice) => mixed = true,
            Some(before) if matches!(before.voice, Voice::Named(_)) => {}
            _ => voice = Some(said),
        }
    }
    let (voice, named_at) =
        voice.filter(|_| !mixed).map_or((Voice::Nobody, None), |said| (said.voice, said.named_at.clone()));
    Some(Found { article: hit.article.clone(), words, alignment, quoted, telling, voice, named_at })
}

impl Found {
    pub(super) fn speaker(&self) -> Option<&Identity> {
        match self.voice {
            Voice::Nobody => None,
            Voice::Named(id) | Voice::Far(id) => self.article.tagged().actors.get(id),
        }
    }

    /// Of persons, the sentence of the quotation and the one before it name the speaker alone, or where they name nobody, those
    /// before them in the same paragraph.
    pub(super) fn only_voice(&self) -> bool {
        let (Voice::Far(id), Some(first)) = (self.voice, self.words.get(self.alignment.source.start)) else {
            return false;
        };
        let tagged = self.article.tagged();
        let persons = |sentence: usize| {
            let mentions = tagged.sentences.get(sentence).map(|sentence| &sentence.mentions);
            mentions.into_iter().flatten().filter_map(|mention| match &mention.value {
                Value::Actor(actor) if mention.kind == Kind::Person => Some(actor.id),
                _ => None,
            })
        };
        let (at, block) =
            (first.at.0, tagged.sentences.get(first.at.0).map(|sentence| sentence.sentence.block));
        let beside = at.saturating_sub(1);
        let same = |&before: &usize| tagged.sentences.get(before).map(|other| other.sentence.block) == block;
        let mut near: Vec<usize> = (beside..=at).flat_map(persons).collect();
        if near.is_empty() {
            near = (0..beside).rev().take_while(same).flat_map(persons).collect();
        }
        !near.is_empty() && near.iter().all(|person| *person == id)
    }

    /// What differs, without what the draft quotes before or after all that the source quotes: it may quote more.
    pub(super) fn inside(&self, quote: usize) -> Vec<(Range<usize>, Range<usize>)> {
        let joined = |a: Option<&SourceWord>, b: Option<&SourceWord>| match (a, b) {
            (Some(a), Some(b)) => a.at.0 == b.at.0 && a.quotation() == b.quotation(),
            _ => false,
        };
        let word = |n: Option<usize>| n.and_then(|n| self.words.get(n));
        let kept = |(mine, theirs): &&(Range<usize>, Range<usize>)| {
            let leads = mine.start == 0 && !joined(word(Some(theirs.start)), word(Some(theirs.end)));
            let trails = mine.end == quote
                && !joined(word(theirs.start.checked_sub(1)), word(theirs.end.checked_sub(1)));
            !leads && !trails && !(theirs.is_empty() && (mine.start == 0 || mine.end == quote))
        };
        self.alignment.differs.iter().filter(kept).cloned().collect()
    }

    /// What lies beside the draft's words, as far as it is of one sentence and one quotation.
    pub(super) fn of_one(&self) -> Range<usize> {
        let said = |at: usize| self.words.get(at).map(|word| (word.at.0, word.quotation()));
        let Range { start, end } = self.alignment.source.clone();
        let middle = said(start.midpoint(end));
        let from = (start..end).find(|&at| said(at) == middle).unwrap_or(start);
        from..(from..end).find(|&at| said(at) != middle).unwrap_or(end)
    }

    /// How many more words of one quotation follow the word before `end`.
    pub(super) fn goes_on(&self, end: usize) -> usize {
        let said = |word: &SourceWord| word.quotation().map(|number| (word.at.0, number));
        let here = end.checked_sub(1).and_then(|at| self.words.get(at)).and_then(said);
        let rest = self.words.get(end..).unwrap_or_default();
        rest.iter().take_while(|word| here.is_some() && said(word) == here).count()
    }

    fn place(&self, sentence: usize, range: Range<usize>) -> Place {
        let tagged = self.article.tagged();
        Place {
            article: self.article.id.clone(),
            range: tagged.sentences[sentence].sentence.to_source(range),
        }
    }

    /// Where the speaker is named, else the quotation.
    pub(super) fn speaker_place(&self) -> Place {
        if let Some((sentence, range)) = &self.named_at {
            return self.place(*sentence, range.clone());
        }
        self.words_place(self.alignment.source.clone())
    }

    fn words_place(&self, range: Range<usize>) -> Place {
        match self.words.get(range.start) {
            None => Place { article: self.article.id.clone(), range: 0..0 },
            Some(first) => {
                let sentence = first.at.0;
                let last = self.words[range].iter().rfind(|w| w.at.0 == sentence).unwrap_or(first);
                self.place(sentence, first.at.1.start..last.at.1.end)
            }
        }
    }

    /// The text of a range of words and where it stands; no text where it is not all in one quotation of one sentence.
    pub(super) fn stretch(&self, range: Range<usize>) -> Option<(Option<String>, Place)> {
        let (first, last) = (self.words.get(range.start)?, self.words.get(range.end.checked_sub(1)?)?);
        let place = self.words_place(range.clone());
        if first.at.0 != last.at.0 || first.quotation() != last.quotation() {
            return Some((None, place));
        }
        let text = &self.article.tagged().sentences[first.at.0].sentence.text;
        let text = text.get(first.at.1.start..last.at.1.end)?;
        Some((Some(text.split_whitespace().collect::<Vec<_>>().join(" ")), place))
    }

    /// All words that lie beside the draft's, as they stand.
    pub(super) fn whole(&self) -> String {
        let tagged = self.article.tagged();
        let words: Vec<&str> = self.words[self.alignment.source.clone()]
            .iter()
            .filter_map(|w| tagged.sentences[w.at.0].sentence.text.get(w.at.1.clone()))
            .collect();
        words.join(" ")
    }
}
