//! A sentence as the finder of attributions sees it: names, times and quotations each as one item among words.

use super::lexicon::lower;
use crate::citations::is_on_words;
use crate::mention::{Kind, Mention, Value};
use copydesk_text::{Token, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// What an item is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What<'a> {
    /// A word or a figure, in lower case.
    Word(Cow<'a, str>),
    /// Words that name an actor: the index of the mention.
    Name(usize),
    /// A date, a time or a duration.
    Time,
    /// A quotation, marks included: the index of the mention.
    Quote(usize),
    /// , – — ( )
    Comma,
    /// . ; ? !
    Stop,
    /// :
    Colon,
    /// 's
    Possessive,
    /// Any other mark.
    Mark,
}

/// An item and its bytes in the sentence.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    pub(super) what: What<'a>,
    pub(super) range: Range<usize>,
}

impl Item<'_> {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.what {
            What::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is_name(&self) -> bool {
        matches!(self.what, What::Name(_))
    }

    pub(super) fn is_quote(&self) -> bool {
        matches!(self.what, What::Quote(_))
    }

    pub(super) fn is_comma(&self) -> bool {
        self.what == What::Comma
    }
}

/// The items of a sentence. Citations are left out; what is inside a name or a quotation is not looked at.
pub(super) fn items<'a>(text: &'a str, tokens: &[Token], mentions: &[Mention]) -> Vec<Item<'a>> {
    let outer = |wanted: fn(Kind) -> bool| {
        let mut end = 0;
        mentions
            .iter()
            .enumerate()
            .filter(move |(_, m)| {
                let counts = wanted(m.kind) && !is_on_words(text, m);
                let outer = counts && m.range.start >= end && !m.range.is_empty();
                if outer {
                    end = m.range.end;
                }
                outer
            })
            .peekable()
    };
    let mut quotes = outer(|kind| kind == Kind::Quote);
    let mut citations = outer(|kind| kind == Kind::Citation);
    let mut names = outer(Kind::is_actor);
    let mut times = outer(Kind::is_time);
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut done = 0;
    for token in tokens {
        if token.range.start < done {
            continue;
        }
        let at = token.range.start;
        while citations.next_if(|(_, m)| m.range.end <= at).is_some() {}
        if let Some((_, citation)) = citations.peek()
            && citation.range.contains(&at)
        {
            done = citation.range.end;
            continue;
        }
        while quotes.next_if(|(_, m)| m.range.end <= at).is_some() {}
        if let Some((index, quote)) = quotes.peek()
            && quote.range.contains(&at)
        {
            done = quote.range.end;
            items.push(Item { what: What::Quote(*index), range: quote.range.clone() });
            continue;
        }
        while names.next_if(|(_, m)| m.range.end <= at).is_some() {}
        if let Some((index, name)) = names.peek()
            && name.range.contains(&at)
        {
            // A possessive inside the mention makes it one that owns the next noun.
            let owner = text[name.range.clone()].ends_with("'s") || text[name.range.clone()].ends_with("’s");
            done = name.range.end;
            items.push(Item { what: What::Name(*index), range: name.range.clone() });
            if owner {
                items.push(Item { what: What::Possessive, range: name.range.end..name.range.end });
            }
            continue;
        }
        while times.next_if(|(_, m)| m.range.end <= at).is_some() {}
        if let Some((_, time)) = times.peek()
            && time.range.contains(&at)
        {
            done = time.range.end;
            items.push(Item { what: What::Time, range: time.range.clone() });
            continue;
        }
        let word = token.text(text);
        let what = match token.kind {
            TokenKind::Word | TokenKind::Number => What::Word(lower(word)),
            TokenKind::Mark => match word {
                "," | "–" | "—" | "(" | ")" | "-" => What::Comma,
                "." | ";" | "?" | "!" | "…" => What::Stop,
                ":" => What::Colon,
                "'s" | "’s" | "'S" | "’S" => What::Possessive,
                // What is left of quotation marks that open or close nothing.
                "\"" | "“" | "”" | "[" | "]" => continue,
                _ => What::Mark,
            },
        };
        items.push(Item { what, range: token.range.clone() });
    }
    items
}

/// The actor that a mention names, and its kind.
pub(super) fn actor(mention: &Mention) -> Option<(usize, Kind)> {
    match &mention.value {
        Value::Actor(actor) => Some((actor.id, mention.kind)),
        _ => None,
    }
}
