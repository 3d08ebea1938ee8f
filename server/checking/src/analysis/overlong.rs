//! A sentence of the draft with too many words to be read as one: it is no claim, and the writer is told so.

use crate::Draft;
use crate::code::Code;
use crate::judge::not_checkable;
use crate::message::message;
use crate::settings::Settings;
use crate::verdict::{Finding, Judgement};
use copydesk_library::Library;
use copydesk_tagging::Tagged;

/// Words that what is said of it stands under.
const UNDER: usize = 8;

/// Whether a sentence is a piece of one that is too long.
pub(crate) fn is_piece(tagged: &Tagged, index: usize) -> bool {
    let goes_on = |at: usize| tagged.sentences.get(at).is_some_and(|piece| piece.sentence.goes_on);
    goes_on(index) || goes_on(index + 1)
}

/// What there is to say of the one whose piece this is; nothing where the judgement before it says it.
pub(crate) fn judgement(
    draft: &Draft<'_>,
    index: usize,
    before: Option<&Judgement>,
    library: &Library,
    settings: &Settings,
) -> Option<Judgement> {
    let all = &draft.tagged.sentences;
    if before.is_some_and(|before| all[index].sentence.source.end <= before.range.end) {
        return None;
    }
    let index = (0..=index).rev().find(|&at| !all[at].sentence.goes_on)?;
    let first = &all[index];
    let last = all[index + 1..].iter().take_while(|piece| piece.sentence.goes_on).last()?;
    let mut judgement = not_checkable(draft, index);
    judgement.range.end = last.sentence.source.end;
    judgement.text = draft.text[judgement.range.clone()].to_owned();
    let under = first.tokens.get(..UNDER).and_then(<[_]>::last).map_or(0, |token| token.range.end);
    judgement.findings.extend(settings.severity(Code::TooLong).map(|severity| Finding {
        code: Code::TooLong,
        severity,
        range: first.sentence.to_source(0..under),
        reasons: Vec::new(),
        message: message(Code::TooLong, &[], library),
        fixes: Vec::new(),
        features: None,
    }));
    Some(judgement)
}
