//! Comments of a draft that say what is left be:
//! `<!-- copydesk-ignore number-mismatch: the source has corrected itself -->`.

use copydesk_checking::{Code, Finding, Judgement};
use std::ops::Range;
use std::str::FromStr;

/// Begins a comment for one place; with [`WHOLE`] behind it, one for the whole file.
const WORD: &str = "copydesk-ignore";
const WHOLE: &str = "-file";

/// What one comment asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Bytes of the comment.
    pub comment: Range<usize>,
    /// Bytes of the draft for which it holds.
    pub scope: Range<usize>,
    /// What is left be there; empty for everything.
    pub codes: Vec<Code>,
    /// Why.
    pub reason: Option<String>,
}

impl Directive {
    pub(super) fn takes(&self, finding: &Finding) -> bool {
        let inside = self.scope.start <= finding.range.start && finding.range.end <= self.scope.end;
        inside && (self.codes.is_empty() || self.codes.contains(&finding.code))
    }
}

/// What the comments of a draft ask for. A comment that stands alone on its line holds for the paragraph after it, any
/// other for the statement it stands in or behind; `copydesk-ignore-file` holds everywhere.
pub fn directives(text: &str, comments: &[Range<usize>], judgements: &[Judgement]) -> Vec<Directive> {
    let mut all = Vec::new();
    for comment in comments {
        let Some(source) = text.get(comment.clone()) else { continue };
        let inner = source.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
        let Some(rest) = inner.strip_prefix(WORD) else { continue };
        let (whole, rest) = match rest.strip_prefix(WHOLE) {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        if !rest.is_empty() && !rest.starts_with(|c: char| c.is_whitespace() || c == ':') {
            continue;
        }
        let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
        let names: Vec<&str> =
            names.split(|c: char| c == ',' || c.is_whitespace()).filter(|name| !name.is_empty()).collect();
        let codes: Vec<Code> = names.iter().filter_map(|name| Code::from_str(name).ok()).collect();
        // A misspelt code is no "everything".
        if codes.is_empty() && !names.is_empty() {
            continue;
        }
        let scope = if whole { Some(0..text.len()) } else { scope(text, comment, judgements) };
        let Some(scope) = scope else { continue };
        let reason = reason.trim();
        let reason = (!reason.is_empty()).then(|| reason.to_owned());
        all.push(Directive { comment: comment.clone(), scope, codes, reason });
    }
    all
}

fn scope(text: &str, comment: &Range<usize>, judgements: &[Judgement]) -> Option<Range<usize>> {
    let start = text[..comment.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[comment.end..].find('\n').map_or(text.len(), |at| comment.end + at);
    let alone = text[start..comment.start].trim().is_empty() && text[comment.end..end].trim().is_empty();
    if alone {
        return Some(next_paragraph(text, end));
    }
    let index = judgements.partition_point(|judgement| judgement.range.start <= comment.start);
    let (judgement, before) = judgements.get(..index)?.split_last()?;
    let between = text.get(judgement.range.end.min(comment.start)..comment.start)?;
    // A statement that runs on into an entry of the source list holds it, and both are judged.
    let around = before.iter().rev().take_while(|before| before.range.end > judgement.range.start);
    let start = around.last().map_or(judgement.range.start, |around| around.range.start);
    (!has_blank_line(between)).then_some(start..judgement.range.end)
}

/// The paragraph after byte `from`, comments before it passed over.
fn next_paragraph(text: &str, from: usize) -> Range<usize> {
    let mut start = from;
    loop {
        start += text[start..].len() - text[start..].trim_start().len();
        match text[start..].starts_with("<!--").then(|| text[start..].find("-->")).flatten() {
            Some(end) => start += end + 3,
            None => break,
        }
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    start..at
}

fn has_blank_line(text: &str) -> bool {
    let inner: Vec<&str> = text.split('\n').collect();
    inner.len() > 2 && inner[1..inner.len() - 1].iter().any(|line| line.trim().is_empty())
}

/// `text` without comments.
pub(super) fn without(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        plain.push_str(&rest[..start]);
        plain.push(' ');
        rest = rest[start..].find("-->").map_or("", |end| &rest[start + end + 3..]);
    }
    plain.push_str(rest);
    plain
}

/// The comment that leaves a code be, as it is put into a draft.
pub(crate) fn written(code: Code) -> String {
    format!(" <!-- {WORD} {} -->", code.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Vec<Code>, Option<String>)> {
        let mut comments = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find("<!--") {
            let end = text[at + start..].find("-->").map_or(text.len(), |end| at + start + end + 3);
            comments.push(at + start..end);
            at = end;
        }
        directives(text, &comments, &[])
            .into_iter()
            .map(|directive| (text[directive.scope].to_owned(), directive.codes, directive.reason))
            .collect()
    }

    #[test]
    fn alone_on_its_line_it_holds_for_the_paragraph_after_it() {
        let text = "One.\n\n<!-- copydesk-ignore uncited, outdated: said at the desk: twice -->\n\nTwo.\nThree.\n\nFour.\n";
        let reason = Some("said at the desk: twice".to_owned());
        assert_eq!(found(text), [("Two.\nThree.\n".to_owned(), vec![Code::Uncited, Code::Outdated], reason)]);
    }

    #[test]
    fn for_the_whole_file_and_for_everything() {
        let text = "<!-- copydesk-ignore-file -->\nOne.";
        assert_eq!(found(text), [(text.to_owned(), vec![], None)]);
    }

    #[test]
    fn a_misspelt_code_or_another_word_is_no_directive() {
        assert_eq!(found("<!-- copydesk-ignore number-mismach -->\nOne."), []);
        assert_eq!(found("<!-- copydesk-ignored -->\nOne."), []);
        assert_eq!(found("<!-- copydesk-ignore uncited"), [(String::new(), vec![Code::Uncited], None)]);
    }
}
