//! Which statements of a draft can be checked.

use crate::analysis::clause::finite;
use crate::analysis::{Analysis, Item, ItemKind, fold};
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::Part;
use copydesk_tagging::{Kind, Tagged, TaggedSentence, Value};
use copydesk_text::{BlockKind, TokenKind};

/// Whether a sentence is a claim, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checkable {
    /// It states something.
    Yes,
    /// It asks, advises, or says what the writer thinks.
    No,
    /// It is a piece of a sentence that has too many words to be read as one.
    TooLong,
    /// It is no statement at all: furniture, an entry of the source list, a lone word.
    Nothing,
}

/// Content words from which the head of a column states something.
const STATEMENT: usize = 4;

/// What kind of sentence this is.
pub(crate) fn checkable(tagged: &Tagged, index: usize, analysis: &Analysis) -> Checkable {
    let sentence = &tagged.sentences[index];
    if matches!(sentence.sentence.kind, BlockKind::Furniture | BlockKind::SourceEntry) {
        return Checkable::Nothing;
    }
    let nothing = match apart(tagged, index) {
        Some(Apart::Head) => dates_the_draft(sentence, analysis),
        Some(Apart::Label { head }) => {
            is_label(sentence, analysis) || head && !has_verb(sentence) && dates_the_draft(sentence, analysis)
        }
        Some(Apart::Lead) => names_nothing(sentence, analysis) || !has_verb(sentence),
        None => false,
    };
    if nothing {
        return Checkable::Nothing;
    }
    let telling = analysis.items.iter().filter(|item| item.weight >= 0.5).count();
    let topic = || !has_verb(sentence) && !does_something(analysis) && names_nothing(sentence, analysis);
    if analysis.items.is_empty()
        || is_heading(sentence) && (analysis.items.len() < 3 || telling < 2 || topic())
    {
        return Checkable::Nothing;
    }
    if let BlockKind::TableCell { head } = &sentence.sentence.kind {
        // The head of a column, and a lone word, state nothing by themselves.
        let lone = analysis.items.len() < 2 && !analysis.items.iter().any(|item| item.kind.is_typed());
        if lone || (head.is_empty() && analysis.items.len() < STATEMENT) {
            return Checkable::Nothing;
        }
    }
    if analysis.question {
        return Checkable::No;
    }
    if analysis.items.iter().any(|item| item.quoted) || reported(analysis) {
        return Checkable::Yes;
    }
    if own_voice(sentence) { Checkable::No } else { Checkable::Yes }
}

/// A title, of the draft or of a part of it.
pub(crate) fn is_heading(sentence: &TaggedSentence) -> bool {
    matches!(sentence.sentence.kind, BlockKind::Heading(_))
}

/// A noun and right behind it a verb of whatever form: "Staff want it in writing".
fn does_something(analysis: &Analysis) -> bool {
    let part = |item: &Item| item.lexeme.part().map(|(part, _)| part);
    analysis.items.windows(2).any(|pair| {
        part(&pair[0]) == Some(Part::Noun) && part(&pair[1]) == Some(Part::Verb) && pair[1].before.is_empty()
    })
}

/// Nobody and nothing is named in it, counted, dated or quoted: "Guidance and balance sheet", "One transformer".
fn names_nothing(sentence: &TaggedSentence, analysis: &Analysis) -> bool {
    let one = |kind: ItemKind| {
        let mention = kind.mention().and_then(|at| sentence.mentions.get(at));
        matches!(mention.map(|mention| &mention.value),
            Some(Value::Figure(figure)) if figure.in_words && figure.amount == 1.into())
    };
    !analysis.items.iter().any(|item| item.quoted || item.kind.is_typed() && !one(item.kind))
}

/// Where a line stands that may state nothing for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Apart {
    /// A paragraph to itself, without a full stop, between the title and the text.
    Head,
    /// The first of several sentences of its paragraph, which may be the first of the text.
    Label { head: bool },
    /// Before a list that it opens with a colon.
    Lead,
}

/// Whether a sentence stands where a dateline or a label does.
pub(crate) fn apart(tagged: &Tagged, index: usize) -> Option<Apart> {
    let all = &tagged.sentences;
    let own = &all[index].sentence;
    let prose = matches!(own.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let next = all.get(index + 1).filter(|_| prose)?;
    let listed = next.sentence.kind == BlockKind::ListItem && next.sentence.block != own.block;
    if listed && own.kind == BlockKind::Paragraph && own.text.trim_end().ends_with(':') {
        return Some(Apart::Lead);
    }
    let first = index == 0 || all[index - 1].sentence.block != own.block;
    let ends = |text: &str| text.ends_with(['.', '!', '?', ':', '"', '”', '…']);
    let text = |s: &TaggedSentence| s.sentence.kind == BlockKind::Paragraph && ends(&s.sentence.text);
    let head = first && (1..HEAD).contains(&index) && !all[..index].iter().any(text);
    if first && next.sentence.block == own.block {
        return Some(Apart::Label { head });
    }
    (head && !ends(&own.text)).then_some(Apart::Head)
}

/// Lines at the head of a draft among which one dates it.
const HEAD: usize = 8;

/// Words that a line which dates the draft has at most.
const DATELINE: usize = 12;

/// "For the weekend section, 31 October 2026": a day, and either no verb or nobody and nothing counted.
fn dates_the_draft(sentence: &TaggedSentence, analysis: &Analysis) -> bool {
    let day = |value: &Value| matches!(value, Value::Time(time) if !time.relative && time.days.is_some_and(|(a, b)| a == b));
    let words = sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    let named = |kind: ItemKind| matches!(kind, ItemKind::Actor(_) | ItemKind::Figure(_));
    words <= DATELINE
        && sentence.mentions.iter().any(|mention| day(&mention.value))
        && (!has_verb(sentence) || !analysis.items.iter().any(|item| named(item.kind)))
}

/// "Outlook.": a word or two without a verb before the sentences that they are the title of.
fn is_label(sentence: &TaggedSentence, analysis: &Analysis) -> bool {
    let items = &analysis.items;
    items.len() <= 2 && !items.iter().any(|item| item.kind.is_typed() || item.quoted) && !has_verb(sentence)
}

/// A verb of its own that tells of something.
pub(crate) fn has_verb(sentence: &TaggedSentence) -> bool {
    let text: &str = &sentence.sentence.text;
    // "7 May" is no "may".
    let dates = sentence.mentions.iter().filter(|mention| matches!(mention.value, Value::Time(_)));
    let dates: Vec<_> = dates.map(|mention| mention.range.clone()).collect();
    let words = sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let mut words = words.filter(|token| !dates.iter().any(|date| date.contains(&token.range.start)));
    words.any(|token| finite(&fold(token.text(text))))
}

/// The writer speaks for himself: "I", "we", a word of judgement, advice to the reader, a remark on what was just told.
fn own_voice(sentence: &TaggedSentence) -> bool {
    let know = knowledge();
    let voice = &know.voice;
    let text: &str = &sentence.sentence.text;
    let quotes: Vec<_> =
        sentence.mentions.iter().filter(|m| m.kind == Kind::Quote).map(|m| m.range.clone()).collect();
    let mut before = String::new();
    let mut embedded = false;
    let mut spoken_to = false;
    let mut opening = None;
    let mut gloss = false;
    for (at, token) in sentence.tokens.iter().filter(|t| t.kind == TokenKind::Word).enumerate() {
        let raw = token.text(text);
        let lower = crate::analysis::fold(raw);
        if quotes.iter().any(|quote| quote.start <= token.range.start && token.range.end <= quote.end) {
            before = raw.to_owned();
            continue;
        }
        // "World War I" and "King Henry I" count, they do not speak.
        let numeral = raw == "I" && before.chars().next().is_some_and(char::is_uppercase) && at > 1;
        let whose = at < 2 && voice.whose.contains(&lower);
        if (raw == "I" || voice.own.contains(&lower) || whose) && !numeral {
            return true;
        }
        if know.opinion.contains(lower.as_str()) && !embedded {
            return true;
        }
        spoken_to |= voice.reader.contains(&lower);
        gloss |= at < GLOSS_VERB
            && opening.as_ref().is_some_and(|word| voice.opening.contains(word))
            && know.remarks.contains(lower.as_str());
        embedded |= voice.embedding.contains(&lower);
        if at == 0 {
            opening = Some(lower.clone());
        }
        before = raw.to_owned();
    }
    gloss || (spoken_to && opening.is_some_and(|word| know.orders.contains(word.as_str())))
}

/// Words within which the verb of "These figures illustrate ..." stands.
const GLOSS_VERB: usize = 6;

/// Somebody is said to have said it: a name or noun before a reporting verb anywhere in the sentence.
fn reported(analysis: &Analysis) -> bool {
    analysis.items.iter().any(|item| knowledge().voice.saying.contains(&item.stem))
}
