//! What the rest of a document says of a name: words that only stand beside it are taken off, and it is found again
//! wherever it stands.

use super::fold::fold_word;
use super::identity::bare;
use super::lists::{LISTS, word};
use super::model::Model;
use crate::TaggedSentence;
use crate::mention::{Actor, Kind, Mention, Value};
use copydesk_text::TokenKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;

/// The tokens that lie in a range of their sentence.
fn tokens_in(tagged: &TaggedSentence, range: &Range<usize>) -> Range<usize> {
    let first = tagged.tokens.partition_point(|t| t.range.start < range.start);
    let end = tagged.tokens.partition_point(|t| t.range.end <= range.end);
    first..end.max(first)
}

/// The folded word of a token.
fn folded(tagged: &TaggedSentence, token: usize) -> Cow<'_, str> {
    match tagged.folded.capital(token) {
        Some(word) => Cow::Borrowed(word),
        None => Cow::Owned(fold_word(tagged.tokens[token].text(&tagged.sentence.text))),
    }
}

/// "Unworkable Zelenskyy" in a heading, "Zelensky Shockingly": a person named elsewhere in the document, with common words
/// beside.
pub(super) fn trim_known(sentences: &mut [TaggedSentence]) {
    let Some(model) = Model::built_in() else { return };
    // How often each surname is met.
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let mut lower: FxHashSet<u64> = FxHashSet::default();
    for tagged in sentences.iter() {
        for mention in tagged.mentions.iter().filter(|m| m.kind == Kind::Person) {
            let Some(last) = tokens_in(tagged, &mention.range).last() else { continue };
            let last = folded(tagged, last);
            match known.get_mut(&*last) {
                Some(n) => *n += 1,
                None => drop(known.insert(last.into_owned(), 1)),
            }
        }
        let text = &tagged.sentence.text;
        for (token, hash) in tagged.tokens.iter().zip(&tagged.folded.hashes) {
            if token.kind == TokenKind::Word && token.text(text).starts_with(char::is_lowercase) {
                lower.insert(*hash);
            }
        }
    }
    for tagged in sentences {
        let text = &tagged.sentence.text;
        let token = |i: usize| tagged.tokens[i].text(text);
        let bits = |i: usize| LISTS.word_bits(tagged.folded.hashes[i]);
        let plain = |i: usize| {
            let h = tagged.folded.hashes[i];
            (lower.contains(&h) || model.is_common(h))
                && bits(i)
                    & (word::GIVEN | word::SURNAME | word::ORG_HEAD | word::LEGAL | word::BEFORE_SURNAME)
                    == 0
                || token(i).starts_with(['\'', '’'])
        };
        let weak = |m: &Mention| matches!(&m.value, Value::Actor(actor) if actor.weight < 150);
        let of_plain_words = |m: &Mention| {
            matches!(m.kind, Kind::Person | Kind::Organization)
                && weak(m)
                && text[m.range.clone()].contains(' ')
                && tokens_in(tagged, &m.range).all(plain)
        };
        let dropped: Vec<usize> =
            (0..tagged.mentions.len()).filter(|at| of_plain_words(&tagged.mentions[*at])).collect();
        let adverb = |i: usize| LISTS.ends_as_no_name(token(i));
        let is_known = |i: usize| known.get(&*folded(tagged, i)).is_some_and(|n| *n > 1);
        let mut kept: Vec<(usize, Range<usize>)> = Vec::new();
        for (at, mention) in tagged.mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Person) {
            let tokens = tokens_in(tagged, &mention.range);
            if tokens.len() < 2 {
                continue;
            }
            let (first, last) = (tokens.start, tokens.end - 1);
            let beside_last = |i: usize| plain(i) || adverb(i) && bits(i) & word::GIVEN == 0;
            let kept_token = if (first..last).all(beside_last) && is_known(last) {
                last
            } else if (first + 1..=last).all(|i| plain(i) || adverb(i)) && is_known(first) {
                first
            } else {
                continue;
            };
            kept.push((at, tagged.tokens[kept_token].range.clone()));
        }
        for (at, range) in kept {
            let mention = &mut tagged.mentions[at];
            mention.range = range.clone();
            if let Value::Actor(actor) = &mut mention.value {
                actor.name = range;
            }
        }
        for at in dropped.into_iter().rev() {
            tagged.mentions.remove(at);
        }
    }
}

/// The kind a name was given on the best evidence, and how good that is.
type Evidence<'a> = FxHashMap<Cow<'a, str>, (Kind, u8)>;

/// Names of one word, and surnames, that were tagged somewhere on good evidence.
fn evidence(sentences: &[TaggedSentence]) -> Evidence<'_> {
    let mut known = Evidence::default();
    for tagged in sentences {
        for mention in &tagged.mentions {
            let Value::Actor(actor) = &mention.value else { continue };
            let mut tokens = tokens_in(tagged, &actor.name);
            let words = tokens.len();
            if words > 1 && mention.kind != Kind::Person || words == 1 && actor.weight < 100 {
                continue;
            }
            let Some(last) = tokens.next_back() else { continue };
            let bits = LISTS.word_bits(tagged.folded.hashes[last]);
            let short = tagged.tokens[last].text(&tagged.sentence.text).chars().count() < 3;
            if bits & (word::STOP | word::SUFFIX | word::CALENDAR) != 0 || short {
                continue;
            }
            let word = match folded(tagged, last) {
                Cow::Borrowed(word) => Cow::Borrowed(bare(word)),
                Cow::Owned(word) => Cow::Owned(bare(&word).to_owned()),
            };
            let best = known.entry(word).or_insert((mention.kind, 0));
            if actor.weight > best.1 {
                *best = (mention.kind, actor.weight);
            }
        }
    }
    known
}

/// Tags a name everywhere in the document that was tagged in one place on good evidence.
pub(super) fn find_known_again(sentences: &mut [TaggedSentence]) {
    let known = evidence(sentences);
    if known.is_empty() {
        return;
    }
    let found: Vec<(usize, Vec<Mention>)> = sentences
        .iter()
        .enumerate()
        .map(|(at, tagged)| (at, again(tagged, &known)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    for (at, found) in found {
        let mentions = &mut sentences[at].mentions;
        mentions.extend(found);
        mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
    }
}

/// The known names of a sentence that are not tagged in it.
fn again(tagged: &TaggedSentence, known: &Evidence<'_>) -> Vec<Mention> {
    let bits = |i: usize| LISTS.word_bits(tagged.folded.hashes[i]);
    let mut actors = tagged.mentions.iter().filter(|m| m.kind.is_actor()).map(|m| &m.range).peekable();
    let in_actor: Vec<bool> = tagged
        .tokens
        .iter()
        .map(|token| {
            while actors.peek().is_some_and(|range| range.end <= token.range.start) {
                actors.next();
            }
            actors.peek().is_some_and(|range| range.start < token.range.end)
        })
        .collect();
    let mut found = Vec::new();
    for (i, word) in tagged.folded.capitals() {
        // At the start of a sentence a capital proves nothing where the word is a common one.
        if in_actor[i] || bits(i) & (word::STOP | word::ROLE | word::ORG_HEAD | word::DEMONYM) != 0 {
            continue;
        }
        let Some((kind, _)) = known.get(bare(word)) else { continue };
        // A word of a longer capitalised stretch is a word of another name.
        let beside = |j: Option<usize>| {
            j.is_some_and(|j| {
                tagged.folded.capital(j).is_some()
                    && bits(j) & (word::ROLE | word::SHORT_TITLE | word::STOP | word::DEMONYM) == 0
                    && !in_actor[j]
            })
        };
        if beside(i.checked_sub(1)) || beside(Some(i + 1)) {
            continue;
        }
        // "Van der Holm left": small words of the name, the first with a capital at the head of a sentence.
        let mut first = i;
        while first > 0 && !in_actor[first - 1] && bits(first - 1) & word::BEFORE_SURNAME != 0 {
            first -= 1;
            if tagged.folded.capital(first).is_some() {
                break;
            }
        }
        let range = tagged.tokens[first].range.start..tagged.tokens[i].range.end;
        let value = Value::Actor(Actor { name: range.clone(), id: 0, metonym: false, weight: 50 });
        found.push(Mention { range, kind: *kind, value });
    }
    found
}

/// "First Granite" where the document has First Granite Bancorp: the beginning of a firm's name that looks like an ordinal.
pub(super) fn find_shortened(sentences: &mut [TaggedSentence]) {
    let mut known: FxHashMap<(u64, u64), u8> = FxHashMap::default();
    for tagged in sentences.iter() {
        for mention in tagged.mentions.iter().filter(|mention| mention.kind == Kind::Organization) {
            let Value::Actor(actor) = &mention.value else { continue };
            let tokens = tokens_in(tagged, &actor.name);
            if tokens.len() > 2 {
                let hash = |at: usize| tagged.folded.hashes[tokens.start + at];
                known.insert((hash(0), hash(1)), actor.weight);
            }
        }
    }
    for tagged in sentences.iter_mut().filter(|_| !known.is_empty()) {
        let short = |mention: &Mention| {
            let first = tokens_in(tagged, &mention.range).start;
            let capital = |at: usize| tagged.folded.capital(at).is_some();
            let hash = |at: usize| tagged.folded.hashes.get(at).copied().unwrap_or_default();
            let weight = known.get(&(hash(first), hash(first + 1))).copied();
            let upper = tagged.sentence.text[mention.range.clone()].starts_with(char::is_uppercase);
            let fits = mention.kind == Kind::Ordinal && upper && capital(first + 1) && !capital(first + 2);
            let name = || tagged.tokens[first].range.start..tagged.tokens[first + 1].range.end;
            weight.filter(|_| fits).map(|weight| (name(), weight))
        };
        let found: Vec<(Range<usize>, u8)> = tagged.mentions.iter().filter_map(short).collect();
        for (name, weight) in found {
            tagged
                .mentions
                .retain(|mention| mention.range.end <= name.start || name.end <= mention.range.start);
            let value = Value::Actor(Actor { name: name.clone(), id: 0, metonym: false, weight });
            tagged.mentions.push(Mention { range: name, kind: Kind::Organization, value });
            tagged.mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
        }
    }
}
