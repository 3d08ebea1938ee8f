//! What a writer has said of findings and statements: "leave this be" and "I have checked this otherwise". Kept in a
//! file of the workspace ([`MARKS_FILE`]) by the content of a statement, so that edits elsewhere do no harm, or as a
//! comment in the draft. A finding that is left be is not lost: it stands in [`Marked::ignored`] with its reason.

mod comment;
mod file;

pub(crate) use comment::written;
pub use comment::{Directive, directives};
pub use file::{MARKS_FILE, MarksError};

use copydesk_checking::{Code, Finding, Judgement, Verdict};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A finding, or all of a kind, that is left be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ignored {
    /// [`fact`] of the statement; `None` for every statement of `file`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The path of the draft, relative to the workspace; `None` for every draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What is left be; `None` for everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// The words of the draft that the finding stands on; `None` for any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The statement, for people who read the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A statement that somebody has checked by other means than the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// [`fact`] of the statement.
    pub fact: String,
    /// The statement, for people who read the file.
    pub text: Option<String>,
    /// How it was checked: whom the writer has asked, which document was seen.
    pub note: String,
    /// Who has checked it.
    pub by: String,
    /// When.
    pub on: Option<Date>,
}

/// All marks of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// What is left be, in the order of the file.
    pub ignored: Vec<Ignored>,
    /// What was checked otherwise, in the order of the file.
    pub verified: Vec<Verified>,
}

/// By what a finding is left be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A comment of the draft: its bytes.
    Comment(Range<usize>),
    /// An entry of the workspace's file.
    Entry(Ignored),
}

/// A finding that is left be.
#[derive(Clone, Debug, PartialEq)]
pub struct Silenced {
    /// The finding as it would be shown.
    pub finding: Finding,
    /// By what.
    pub by: By,
    /// Why, where somebody said so.
    pub reason: Option<String>,
}

/// A statement of the draft with what is known of it otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedStatement {
    /// Bytes of the draft.
    pub range: Range<usize>,
    /// As it stands there.
    pub text: String,
    /// Who has checked it, when and how.
    pub mark: Verified,
}

/// What the marks make of one draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// Findings that are left be, by place.
    pub ignored: Vec<Silenced>,
    /// Statements that were checked otherwise, by place; those that a source contradicts too, and they keep their
    /// findings.
    pub verified: Vec<VerifiedStatement>,
}

/// What a statement is known by whatever stands around it: a hash of its words, 16 hexadecimal digits. Comments,
/// citation markers, line breaks and the shape of quotation marks do not count; the hash is the same on every machine.
pub fn fact(statement: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |c: char| {
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    let plain = comment::without(statement);
    let mut space = false;
    let mut begun = false;
    let mut at = 0;
    while let Some(c) = plain[at..].chars().next() {
        if let Some(length) = marker(&plain[at..]) {
            at += length;
            space = true;
            continue;
        }
        at += c.len_utf8();
        if c.is_whitespace() || c == '\u{a0}' {
            space = true;
            continue;
        }
        // A marker before the full stop leaves a space there.
        if std::mem::take(&mut space) && begun && !matches!(c, '.' | ',' | ';' | ':' | '!' | '?') {
            add(' ');
        }
        begun = true;
        add(match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        });
    }
    format!("{hash:016x}")
}

/// Letters a citation marker may have.
const LONGEST_MARKER: usize = 64;

/// The bytes of the citation marker that `text` begins with: `[1]`, `[^1]`, `[@key]`, `[1, 2]`.
fn marker(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let end = inner.bytes().take(LONGEST_MARKER).position(|byte| byte == b']')?;
    let inner = inner.get(..end)?;
    let numbers = !inner.is_empty()
        && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ';' | ' ' | '-' | '\u{2013}'))
        && inner.starts_with(|c: char| c.is_ascii_digit());
    (numbers || inner.starts_with('^') || inner.starts_with('@')).then_some(end + 2)
}

impl Ignored {
    fn takes(&self, path: Option<&str>, finding: &Finding, words: &str, own: &str) -> bool {
        self.file.as_deref().is_none_or(|file| path == Some(file))
            && self.code.is_none_or(|code| code == finding.code)
            && self.words.as_deref().is_none_or(|wanted| wanted == words)
            && self.fact.as_deref().is_none_or(|fact| fact == own)
            && (self.fact.is_some() || self.file.is_some())
    }
}

/// Findings that say that something stands in no source: a statement that was checked otherwise has none of them.
fn says_missing(code: Code) -> bool {
    matches!(code, Code::Unsupported | Code::UnsupportedDetail | Code::QuoteNotFound | Code::SingleOrigin)
}

impl Marks {
    /// Takes out of `judgements` what is left be, and gives what was checked otherwise its verdict. `path` is the
    /// draft's, relative to the workspace, `text` its text with its `comments`.
    pub fn apply(
        &self,
        path: Option<&str>,
        text: &str,
        comments: &[Range<usize>],
        judgements: &mut [Judgement],
    ) -> Marked {
        let directives = directives(text, comments, judgements);
        let mut marked = Marked::default();
        if directives.is_empty() && self.ignored.is_empty() && self.verified.is_empty() {
            return marked;
        }
        for judgement in judgements {
            let own = fact(&judgement.text);
            let verified = self.verified.iter().rev().find(|mark| mark.fact == own);
            judgement.findings.retain(|finding| {
                if verified.is_some() && says_missing(finding.code) {
                    return false;
                }
                let words = text.get(finding.range.clone()).unwrap_or_default();
                let directive = directives.iter().find(|directive| directive.takes(finding));
                let by = match directive {
                    Some(directive) => {
                        Some((By::Comment(directive.comment.clone()), directive.reason.clone()))
                    }
                    None => self
                        .ignored
                        .iter()
                        .find(|entry| entry.takes(path, finding, words, &own))
                        .map(|entry| (By::Entry(entry.clone()), entry.reason.clone())),
                };
                let Some((by, reason)) = by else { return true };
                marked.ignored.push(Silenced { finding: finding.clone(), by, reason });
                false
            });
            if let Some(mark) = verified {
                if matches!(judgement.verdict, Verdict::Unsupported | Verdict::PartlySupported) {
                    judgement.verdict = Verdict::Verified;
                }
                marked.verified.push(VerifiedStatement {
                    range: judgement.range.clone(),
                    text: judgement.text.clone(),
                    mark: mark.clone(),
                });
            }
        }
        marked.ignored.sort_by_key(|silenced| (silenced.finding.range.start, silenced.finding.range.end));
        marked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_stays_the_same_when_a_citation_a_comment_or_a_line_break_comes() {
        let plain = fact("Divers recovered 17 of the ferry's containers.");
        for same in [
            "Divers recovered 17 of the ferry\u{2019}s containers [1].",
            "Divers recovered 17 of\nthe ferry's containers.[^note]",
            "Divers recovered 17 <!-- copydesk-ignore number-mismatch --> of the  ferry's containers. [@wire]",
        ] {
            assert_eq!(fact(same), plain, "{same}");
        }
        assert_ne!(fact("Divers recovered 11 of the ferry's containers."), plain);
        assert_eq!(plain.len(), 16);
    }

    #[test]
    fn words_in_brackets_are_no_marker() {
        assert_ne!(fact("He said [sic] no."), fact("He said no."));
        assert_eq!(marker("[1, 2]."), Some(6));
        assert_eq!(marker("[]"), None);
        assert_eq!(marker("[é"), None);
    }
}
