//! Quotations and who is quoted. Quotation marks may stand in different sentences, so this is settled when the
//! document is put together.

mod marks;

use crate::TaggedSentence;
use crate::citations::insert;
use crate::mention::{Identity, Kind, Mention, Quote, Value};
use crate::reporting::{Attribution, Lexicon, resolved};
use copydesk_text::BlockKind;
use std::ops::Range;

/// Who is quoted: the actor, and the words in the sentence at hand that name it.
#[derive(Clone, Debug, Default)]
struct Speaker {
    actor: Option<usize>,
    /// Sentence and bytes of the words.
    words: Option<(usize, Range<usize>)>,
}

/// Adds the quotations of a document to its sentences.
pub(crate) fn tag(sentences: &mut [TaggedSentence], actors: &[Identity], lexicon: &'static Lexicon) {
    let spans = marks::spans(sentences, lexicon);
    if spans.is_empty() {
        return;
    }
    for span in &spans {
        let (first, last) = (span.open.0.0, span.close.1.0);
        for (index, sentence) in sentences.iter_mut().enumerate().take(last + 1).skip(first) {
            let (range, inner) = marks::part(span, index, &sentence.sentence.text);
            let quote = Quote {
                inner,
                speaker: None,
                speaker_range: None,
                opened_before: index > first || span.continues,
                goes_on: index < last || (span.close.0 == span.close.1),
            };
            let mention = Mention { range, kind: Kind::Quote, value: Value::Quote(quote) };
            insert(&mut sentence.mentions, mention);
        }
    }
    let speakers = speakers(sentences, actors, &spans, lexicon);
    for (span, speaker) in spans.iter().zip(speakers) {
        let (first, last) = (span.open.0.0, span.close.1.0);
        for (index, sentence) in sentences.iter_mut().enumerate().take(last + 1).skip(first) {
            let (range, _) = marks::part(span, index, &sentence.sentence.text);
            for mention in &mut sentence.mentions {
                if let Value::Quote(quote) = &mut mention.value
                    && mention.range == range
                {
                    quote.speaker = speaker.actor;
                    quote.speaker_range =
                        speaker.words.clone().filter(|(n, _)| *n == index).map(|(_, words)| words);
                }
            }
        }
    }
}

fn speakers(
    sentences: &[TaggedSentence],
    actors: &[Identity],
    spans: &[marks::Span],
    lexicon: &'static Lexicon,
) -> Vec<Speaker> {
    let mut frames = Frames { sentences, actors, lexicon, known: Vec::new() };
    let mut speakers: Vec<Option<Speaker>> = spans
        .iter()
        .map(|span| {
            let (first, last) = (span.open.0.0, span.close.1.0);
            // The cue stands in the sentence where the quotation starts, or where it ends.
            let ends: &[usize] = if first == last { &[first] } else { &[last, first] };
            ends.iter().find_map(|&index| {
                let (range, _) = marks::part(span, index, &sentences[index].sentence.text);
                frames.speaker_of(index, &range)
            })
        })
        .collect();
    // What has no cue of its own: a quotation that goes on, or stands alone beside one that has a speaker.
    for index in 0..spans.len() {
        if speakers[index].is_some() {
            continue;
        }
        let span = &spans[index];
        let block = |span: &marks::Span| sentences[span.open.0.0].sentence.block;
        let previous = index.checked_sub(1).and_then(|n| Some((&spans[n], speakers[n].clone()?)));
        if span.continues {
            speakers[index] = previous.map(|(_, speaker)| away(speaker));
            continue;
        }
        if !stands_alone(sentences, span) {
            continue;
        }
        let near =
            |other: &marks::Span| other.close.1.0 + 1 == span.open.0.0 || other.close.1.0 == span.open.0.0;
        speakers[index] = match previous {
            Some((other, speaker)) if block(other) == block(span) && gap_is_quiet(sentences, other, span) => {
                Some(away(speaker))
            }
            _ => spans
                .get(index + 1)
                .filter(|next| block(next) == block(span) && next.open.0.0 <= span.close.1.0 + 1)
                .and_then(|_| speakers[index + 1].clone())
                .map(away)
                .or_else(|| {
                    let before = span.open.0.0.checked_sub(1)?;
                    let colon = sentences[before].sentence.text.trim_end().ends_with(':');
                    let paragraph = block(span) == sentences[before].sentence.block + 1
                        && sentences[before].sentence.kind == BlockKind::Paragraph
                        && leads_block(sentences, span);
                    if !(colon || paragraph) {
                        return None;
                    }
                    // The paragraph before must itself be one that lets somebody speak.
                    frames.last_speaker(before).filter(|_| {
                        colon
                            || index
                                .checked_sub(1)
                                .is_some_and(|n| near(&spans[n]) || spans[n].close.1.0 == before)
                            || sentences[before].sentence.text.ends_with(['.', ':'])
                    })
                }),
        };
    }
    // Who speaks may be told at the end of the last paragraph only.
    for index in (1..spans.len()).rev() {
        if spans[index].continues && speakers[index - 1].is_none() {
            speakers[index - 1] = speakers[index].clone().map(away);
        }
    }
    speakers.into_iter().map(Option::unwrap_or_default).collect()
}

/// The same speaker, named by no words of the sentence.
fn away(speaker: Speaker) -> Speaker {
    Speaker { words: None, ..speaker }
}

/// Whether nothing but quotations stands in the sentences of a span.
fn stands_alone(sentences: &[TaggedSentence], span: &marks::Span) -> bool {
    (span.open.0.0..=span.close.1.0).all(|index| {
        let sentence = &sentences[index];
        let quotes: Vec<&Mention> = sentence.mentions.iter().filter(|m| m.kind == Kind::Quote).collect();
        sentence.tokens.iter().all(|token| {
            let inside =
                quotes.iter().any(|m| m.range.start <= token.range.start && token.range.end <= m.range.end);
            inside || !token.text(&sentence.sentence.text).chars().any(char::is_alphanumeric)
        })
    })
}

/// Whether no sentence stands between two quotations of one paragraph in which nobody is quoted.
fn gap_is_quiet(sentences: &[TaggedSentence], a: &marks::Span, b: &marks::Span) -> bool {
    (a.close.1.0 + 1..b.open.0.0).all(|n| sentences[n].mentions.iter().any(|m| m.kind == Kind::Quote))
}

fn leads_block(sentences: &[TaggedSentence], span: &marks::Span) -> bool {
    let first = span.open.0.0;
    first > 0 && sentences[first - 1].sentence.block != sentences[first].sentence.block && span.open.0.1 == 0
}

/// The attributions of the sentences asked for, each worked out once.
struct Frames<'a> {
    sentences: &'a [TaggedSentence],
    actors: &'a [Identity],
    lexicon: &'static Lexicon,
    known: Vec<(usize, Vec<Attribution>)>,
}

impl Frames<'_> {
    fn of(&mut self, index: usize) -> &[Attribution] {
        // Asked in order, so the last few are enough.
        if let Some(at) = self.known.iter().rposition(|(n, _)| *n == index) {
            return &self.known[at].1;
        }
        if self.known.len() > 8 {
            self.known.clear();
        }
        let found = resolved(self.sentences, self.actors, index, self.lexicon);
        self.known.push((index, found));
        self.known.last().map_or(&[], |(_, found)| found)
    }

    fn speaker_of(&mut self, index: usize, quote: &Range<usize>) -> Option<Speaker> {
        let frame = self
            .of(index)
            .iter()
            .filter(|f| {
                f.content.start < quote.end && quote.start < f.content.end && f.speaker_range.is_some()
            })
            .min_by_key(|f| {
                if f.cue.end <= quote.start {
                    quote.start - f.cue.end
                } else {
                    f.cue.start.saturating_sub(quote.end)
                }
            })?;
        Some(Speaker { actor: frame.speaker, words: frame.speaker_range.clone().map(|words| (index, words)) })
    }

    fn last_speaker(&mut self, index: usize) -> Option<Speaker> {
        let frame = self.of(index).iter().rev().find(|f| f.speaker.is_some())?;
        Some(Speaker { actor: frame.speaker, words: None })
    }
}
