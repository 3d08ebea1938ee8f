//! Quotations of a draft held against the sources: altered, given to another speaker, found nowhere.

mod align;
mod found;

use crate::Draft;
use crate::code::Code;
use crate::message::{message, source_told};
use crate::settings::Settings;
use crate::verdict::{Edit, Finding, Fix, FixKind, Reason};
use copydesk_library::shingle::{RUN, Word, shingles, words};
use copydesk_library::{Library, index};
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::{Identity, Kind, Quote, TaggedSentence, Value};
use copydesk_text::BlockKind;
use found::{Found, Voice, look};
use std::ops::Range;

/// A quotation shorter than this (in words) may be anybody's, or no quotation at all.
const SHORTEST: usize = 4;
/// Longer quotations are held against the sources piece by piece.
const LONGEST: usize = 160;
/// The share of a quotation's words that a source must have in order for it to be the same quotation.
const ALTERED: f32 = 0.85;
/// The same where both name one speaker, and no more than a word or two of one or two places differ.
const ALTERED_BY_ONE: f32 = 0.75;
/// How many places, and words of each.
const FEW: usize = 2;
/// Words that a quotation told in other words must still have in order: fewer are met by chance.
const KEPT: usize = 4;
/// Words that a quotation must have to be called altered where one of the speakers is not known.
const LONG_ENOUGH: usize = 7;
/// Words that it must have where one of them is not known and few differ.
const LONG: usize = 10;
/// Under this share of its words in order, and of its runs in any one article, a quotation stands nowhere.
const NOWHERE: f32 = 0.5;
/// Sentences of the sources that are looked at for one quotation.
const CANDIDATES: usize = 16;

/// The findings on the quotations of one sentence of a draft; `index` is its index.
///
/// [`Code::QuoteAltered`] and [`Code::Misattributed`] contradict the claim, [`Code::QuoteNotFound`] leaves it partly
/// supported. Silent where the quotation stands in a source, by the speaker named or by nobody, and wherever it
/// is not clear who speaks.
pub fn compare(index: usize, draft: &Draft<'_>, library: &Library, settings: &Settings) -> Vec<Finding> {
    let Some(sentence) = draft.tagged.sentences.get(index) else { return Vec::new() };
    if library.is_empty() || matches!(sentence.sentence.kind, BlockKind::Furniture | BlockKind::SourceEntry) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for mention in &sentence.mentions {
        if let Value::Quote(quote) = &mention.value {
            let case = Case { draft, sentence, quote, library, settings };
            out.extend(case.finding());
        }
    }
    out
}

/// Whether the words of every quotation of a sentence that is long enough to tell stand in a source, to the letter
/// or in another spelling. `None` if there is no such quotation.
pub fn verbatim(sentence: &TaggedSentence, library: &Library) -> Option<bool> {
    let mut any = None;
    for mention in &sentence.mentions {
        if let Value::Quote(quote) = &mention.value {
            for piece in pieces(sentence, &quote.inner) {
                if piece.len() >= SHORTEST {
                    let found = look_up(sentence, &piece, library);
                    any = Some(any.unwrap_or(true) && found.iter().any(|f| f.alignment.differs.is_empty()));
                }
            }
        }
    }
    any
}

struct Case<'a> {
    draft: &'a Draft<'a>,
    sentence: &'a TaggedSentence,
    quote: &'a Quote,
    library: &'a Library,
    settings: &'a Settings,
}

impl Case<'_> {
    fn finding(&self) -> Option<Finding> {
        let pieces = pieces(self.sentence, &self.quote.inner);
        let telling: Vec<&Vec<Word>> = pieces.iter().filter(|p| p.len() >= SHORTEST).collect();
        let mut nowhere = !telling.is_empty();
        for piece in telling {
            let found = look_up(self.sentence, piece, self.library);
            let piece = merged(piece);
            if let Some(finding) = self.judge(&piece, &found).or_else(|| self.reworded(&piece, &found)) {
                return Some(finding);
            }
            nowhere &= found.iter().all(|f| f.alignment.matched < NOWHERE) && self.stands_nowhere(&piece);
        }
        if nowhere { self.not_found() } else { None }
    }

    fn judge(&self, piece: &[Word], found: &[Found]) -> Option<Finding> {
        let exact: Vec<&Found> = found.iter().filter(|f| f.alignment.differs.is_empty()).collect();
        if !exact.is_empty() {
            let other: Option<Vec<&Found>> =
                exact.iter().map(|f| self.said_by_another(f).then_some(*f)).collect();
            return self.misattributed(other?.first()?);
        }
        let near = |f: &&Found| {
            (f.alignment.matched >= ALTERED || self.by_one(piece, f))
                && f.quoted
                && f.telling
                && f.alignment.source.len() as f32 <= piece.len() as f32 * 1.3
        };
        let best =
            found.iter().filter(near).max_by(|a, b| a.alignment.matched.total_cmp(&b.alignment.matched))?;
        if self.said_by_another(best) {
            let all = found.iter().filter(near).all(|f| self.said_by_another(f));
            return if all { self.misattributed(best) } else { None };
        }
        let agree = match (self.speaker(), best.speaker()) {
            (Some(a), Some(b)) => same(a, b) != Same::No,
            _ => piece.len() >= LONG_ENOUGH,
        };
        if agree { self.altered(Code::QuoteAltered, piece, best) } else { None }
    }

    /// One whom both name is quoted in a source with much of these words, and nowhere with all of them: told in the writer's
    /// words, the marks are wrong. He may have said it twice, so it contradicts nothing.
    fn reworded(&self, piece: &[Word], found: &[Found]) -> Option<Finding> {
        let one = |f: &&Found| {
            let (Some(mine), Some(theirs)) = (self.speaker(), f.speaker()) else { return false };
            same(mine, theirs) != Same::No && f.quoted && f.telling
        };
        let much = |f: &&Found| {
            f.alignment.matched >= NOWHERE && f.alignment.matched * piece.len() as f32 >= KEPT as f32
        };
        let anywhere = found.iter().any(|f| f.alignment.differs.is_empty());
        let near = found.iter().filter(|f| one(f) && much(f));
        let best = near.max_by(|a, b| a.alignment.matched.total_cmp(&b.alignment.matched))?;
        if anywhere { None } else { self.altered(Code::QuoteNotFound, piece, best) }
    }

    /// Both give the words to the same one, and little differs.
    fn by_one(&self, piece: &[Word], found: &Found) -> bool {
        let agree = match (self.speaker(), found.speaker()) {
            (Some(mine), Some(theirs)) => same(mine, theirs) == Same::Yes,
            // "She writes": the words themselves are enough.
            _ => piece.len() >= LONG && found.alignment.differs.len() == 1 && !self.figure(piece, found),
        };
        // What the source goes on with is no change of the last word.
        let little = |(mine, theirs): &(Range<usize>, Range<usize>)| {
            mine.len().max(theirs.len()) <= FEW
                && (mine.end < piece.len() || found.goes_on(theirs.end) <= FEW)
        };
        found.alignment.matched >= ALTERED_BY_ONE
            && found.alignment.differs.len() <= FEW
            && found.alignment.differs.iter().all(little)
            && agree
    }

    /// A figure is among what differs: the same may be written in another way.
    fn figure(&self, piece: &[Word], found: &Found) -> bool {
        let digit = |word: &Word| word.key.contains(|c: char| c.is_ascii_digit());
        let mut differs = found.alignment.differs.iter();
        differs.any(|(mine, _)| piece.get(mine.clone()).is_some_and(|words| words.iter().any(digit)))
    }

    fn speaker(&self) -> Option<&Identity> {
        self.draft.tagged.actors.get(self.quote.speaker?)
    }

    /// The mention in the draft that names the speaker.
    fn named(&self) -> Option<&copydesk_tagging::Mention> {
        let words = self.quote.speaker_range.as_ref()?;
        self.sentence.mentions.iter().find(|m| match &m.value {
            Value::Actor(actor) => {
                Some(actor.id) == self.quote.speaker
                    && words.start <= m.range.start
                    && m.range.end <= words.end
            }
            _ => false,
        })
    }

    /// Both name a person by given name and surname, and it is not the same one. The source's must be sure: named beside the quotation, or the
    /// draft's is a person the article does not know at all.
    fn said_by_another(&self, found: &Found) -> bool {
        let (Some(mine), Some(theirs)) = (self.speaker(), found.speaker()) else { return false };
        if mine.kind != Kind::Person || theirs.kind != Kind::Person || self.named().is_none() || !found.quoted
        {
            return false;
        }
        // A name that was read too short or too long is no other person.
        let surely = |who: &Identity| !who.key.given.is_empty();
        // "Marsh", where the article has one Helena Marsh.
        let actors = || found.article.tagged().actors.iter();
        let meant = || actors().filter(|who| who.kind == Kind::Person && same(who, mine) != Same::No);
        let one = || meant().count() == 1 && meant().all(surely);
        if !(surely(mine) || one()) || !surely(theirs) || share_a_word(mine, theirs) {
            return false;
        }
        let known = || found.article.tagged().actors.iter().any(|a| same(a, mine) != Same::No);
        let sure = matches!(found.voice, Voice::Named(_)) || found.only_voice() || !known();
        same(mine, theirs) == Same::No && sure
    }

    fn misattributed(&self, found: &Found) -> Option<Finding> {
        let mention = self.named()?;
        let theirs = found.speaker()?;
        let text = &self.sentence.sentence.text;
        // The title goes with the name: "Captain" is not the harbour master's.
        let words = self.quote.speaker_range.clone()?;
        let lead = text.get(words.start..mention.range.start).unwrap_or("");
        let whole = words.end == mention.range.end && !lead.contains([',', '"', '“']);
        let range = if whole { words } else { mention.range.clone() };
        let reason = Reason::Speaker {
            draft: text.get(range.clone())?.to_owned(),
            source: theirs.name.clone(),
            place: found.speaker_place(),
        };
        let range = self.sentence.sentence.to_source(range);
        let fix = Fix {
            title: format!(
                "Name {}, as {} has it",
                theirs.name,
                source_told(self.library, &found.article.id)
            ),
            kind: FixKind::Replace,
            edits: vec![Edit { range: range.clone(), text: theirs.name.clone() }],
            preferred: true,
        };
        self.make(Code::Misattributed, range, vec![reason], vec![fix])
    }

    fn altered(&self, code: Code, piece: &[Word], found: &Found) -> Option<Finding> {
        let differs = found.inside(piece.len());
        let (first, last) = (differs.first()?, differs.last()?);
        let (mut mine, mut theirs) = (first.0.start..last.0.end, first.1.start..last.1.end);
        if code == Code::QuoteNotFound {
            // Told in other words, it is quoted anew as a whole.
            (mine, theirs) = (0..piece.len(), found.of_one());
        }
        // Where the draft left words out, the word before (or after) carries the finding.
        if mine.is_empty() || theirs.is_empty() {
            if mine.start > 0 && theirs.start > 0 {
                mine.start -= 1;
                theirs.start -= 1;
            } else {
                mine.end = (mine.end + 1).min(piece.len());
                theirs.end = (theirs.end + 1).min(found.words.len());
            }
        }
        // "In order" for "fine": the draft's last word stands for all that follows.
        if mine.end == piece.len() {
            let rest = found.goes_on(theirs.end);
            theirs.end += if rest <= FEW { rest } else { 0 };
        }
        let start = piece.get(mine.start)?.range.start;
        let end = piece.get(mine.end.checked_sub(1)?)?.range.end;
        let text = &self.sentence.sentence.text;
        let draft = text.get(start..end)?.to_owned();
        let (mut source, place) = found.stretch(theirs)?;
        // What opens the draft's sentence keeps its capital.
        if draft.starts_with(char::is_uppercase)
            && source.as_ref().is_some_and(|s| s.starts_with(char::is_lowercase))
        {
            source = source.map(|s| capital(&s));
        }
        let shown = source.clone().unwrap_or_else(|| found.whole());
        let reason = Reason::Differs { field: "quote", draft: draft.clone(), source: shown, place };
        let range = self.sentence.sentence.to_source(start..end);
        let fixes = source
            .map(|source| Fix {
                title: format!(
                    "Replace {draft} by {source}, as {} quotes it",
                    source_told(self.library, &found.article.id)
                ),
                kind: FixKind::Replace,
                edits: vec![Edit { range: range.clone(), text: source }],
                preferred: code == Code::QuoteAltered,
            })
            .into_iter()
            .collect();
        self.make(code, range, vec![reason], fixes)
    }

    /// No article has as much as half of the quotation's runs of words.
    fn stands_nowhere(&self, piece: &[Word]) -> bool {
        let runs = shingles(piece.iter().map(|w| w.key.as_str()));
        let need = (runs.len() as f32 * NOWHERE).ceil().max(1.0) as usize;
        !self.library.articles().any(|article| {
            let there = article.shingles();
            runs.iter().filter(|run| there.binary_search(run).is_ok()).count() >= need
        })
    }

    fn not_found(&self) -> Option<Finding> {
        // Somebody must be said to have said it: a title or a name of a ship is no quotation.
        if self.quote.speaker.is_none() && self.quote.speaker_range.is_none() {
            return None;
        }
        let text = self.sentence.sentence.text.get(self.quote.inner.clone())?;
        let lower = text.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
        if lower < RUN {
            return None;
        }
        let reason =
            Reason::NotFound { what: "quotation", draft: text.to_owned(), asked: self.library.len() };
        let range = self.sentence.sentence.to_source(self.quote.inner.clone());
        self.make(Code::QuoteNotFound, range, vec![reason], Vec::new())
    }

    fn make(
        &self,
        code: Code,
        range: Range<usize>,
        reasons: Vec<Reason>,
        fixes: Vec<Fix>,
    ) -> Option<Finding> {
        let severity = self.settings.severity(code)?;
        let message = message(code, &reasons, self.library);
        Some(Finding { code, severity, range, reasons, message, fixes, features: None })
    }
}

fn look_up(sentence: &TaggedSentence, piece: &[Word], library: &Library) -> Vec<Found> {
    let (Some(first), Some(last)) = (piece.first(), piece.last()) else { return Vec::new() };
    let text = sentence.sentence.text.get(first.range.start..last.range.end).unwrap_or("");
    let merged = merged(piece);
    let keys: Vec<&str> = merged.iter().map(|w| w.key.as_str()).collect();
    library.search(&index::terms(text), CANDIDATES).iter().filter_map(|hit| look(hit, &keys)).collect()
}

/// The words of a piece, what is written in several ways brought to one.
fn merged(piece: &[Word]) -> Vec<Word> {
    align::one_way(
        piece,
        |word| &word.key,
        |words, key| Some(Word { key, range: words.first()?.range.start..words.last()?.range.end }),
    )
}

/// The words of a quotation between what is marked as left out or put in: `...`, `[he]`.
fn pieces(sentence: &TaggedSentence, inner: &Range<usize>) -> Vec<Vec<Word>> {
    let text = &sentence.sentence.text;
    let mut out: Vec<Vec<Word>> = vec![Vec::new()];
    let mut bracket = false;
    for token in sentence.tokens.iter().filter(|t| inner.start <= t.range.start && t.range.end <= inner.end) {
        let word = token.text(text);
        let gap = text
            .get(token.range.start..inner.end)
            .is_some_and(|rest| rest.starts_with("...") || rest.starts_with(". . ."));
        match word {
            "[" => bracket = true,
            "]" => bracket = false,
            _ => {}
        }
        let cut = gap || matches!(word, "…" | "[" | "]");
        if cut && out.last().is_some_and(|piece| !piece.is_empty()) {
            out.push(Vec::new());
        }
        for word in words(text, std::slice::from_ref(token)).into_iter().filter(|_| !bracket) {
            match out.last_mut() {
                Some(piece) if piece.len() < LONGEST => piece.push(word),
                // A token may be many words: "sail-sail-sail-...".
                _ => out.push(vec![word]),
            }
        }
    }
    out
}

/// Whether two actors have a word of their names in common.
pub(crate) fn share_a_word(a: &Identity, b: &Identity) -> bool {
    let words = |who: &Identity| -> Vec<String> {
        let split = |name: &String| name.split([' ', '-', '.']).map(str::to_lowercase).collect::<Vec<_>>();
        who.names.iter().flat_map(split).filter(|word| word.chars().count() > 2).collect()
    };
    let theirs = words(b);
    words(a).iter().any(|word| theirs.contains(word))
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().collect::<String>() + chars.as_str())
}
