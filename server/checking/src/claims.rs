//! Which statements of a draft can be checked.

use crate::analysis::Analysis;
use crate::knowledge::knowledge;
use copydesk_tagging::TaggedSentence;
use copydesk_text::{BlockKind, TokenKind};

/// Whether a sentence is a claim, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checkable {
    /// It states something.
    Yes,
    /// It asks, advises, or says what the writer thinks.
    No,
    /// It is no statement at all: furniture, an entry of the source list, a lone word.
    Nothing,
}

/// What kind of sentence this is.
pub(crate) fn checkable(sentence: &TaggedSentence, analysis: &Analysis) -> Checkable {
    if matches!(sentence.sentence.kind, BlockKind::Furniture | BlockKind::SourceEntry) {
        return Checkable::Nothing;
    }
    let telling = analysis.items.iter().filter(|item| item.weight >= 0.5).count();
    let heading = matches!(sentence.sentence.kind, BlockKind::Heading(_));
    if analysis.items.is_empty() || (heading && (analysis.items.len() < 3 || telling < 2)) {
        return Checkable::Nothing;
    }
    if analysis.question {
        return Checkable::No;
    }
    let text = &sentence.sentence.text;
    if analysis.items.iter().any(|item| item.quoted) || reported(analysis) {
        return Checkable::Yes;
    }
    let know = knowledge();
    for token in sentence.tokens.iter().filter(|t| t.kind == TokenKind::Word) {
        let lower = crate::analysis::fold(token.text(text));
        let own = matches!(lower.as_str(), "i" | "we" | "my" | "our" | "i'm" | "we're" | "i've" | "we've");
        if own || know.opinion.contains(lower.as_str()) {
            return Checkable::No;
        }
    }
    Checkable::Yes
}

/// Somebody is said to have said it: a name or noun before a reporting verb anywhere in the sentence.
fn reported(analysis: &Analysis) -> bool {
    analysis.items.iter().any(|item| {
        matches!(
            item.stem.as_str(),
            "say" | "tell" | "argu" | "believ" | "accord" | "urg" | "think" | "demand" | "warn"
        )
    })
}
