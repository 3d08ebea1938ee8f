//! Which statements of a draft are affected when its sources change.

use copydesk_checking::{Code, Judgement, Verdict};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A statement as it was found at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its words, line breaks as spaces.
    pub text: String,
    /// The name of its verdict.
    pub verdict: String,
    /// It carried a figure that a later source has outdated.
    pub outdated: bool,
    /// What was said of it.
    pub messages: Vec<String>,
}

impl From<&Judgement> for Found {
    fn from(judgement: &Judgement) -> Self {
        Self {
            text: copydesk_text::one_line(&judgement.text),
            verdict: judgement.verdict.name().to_owned(),
            outdated: judgement.findings.iter().any(|finding| finding.code == Code::Outdated),
            messages: judgement.findings.iter().map(|finding| finding.message.clone()).collect(),
        }
    }
}

/// A statement that is found otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// "newly contradicted", "newly supported", "outdated figure" and the like.
    pub what: &'static str,
    /// The name of its verdict before.
    pub was: String,
    /// The statement as it is found now.
    pub now: Found,
}

/// What became of the statements that stand in both, in their order now.
pub fn changes(before: &[Found], now: &[Found]) -> Vec<Change> {
    let old: BTreeMap<&str, &Found> = before.iter().map(|found| (found.text.as_str(), found)).collect();
    now.iter()
        .filter_map(|found| {
            let was = old.get(found.text.as_str())?;
            let what = match found.verdict.as_str() {
                _ if found.outdated && !was.outdated => "outdated figure",
                verdict if verdict == was.verdict => return None,
                verdict if verdict == Verdict::Contradicted.name() => "newly contradicted",
                verdict if verdict == Verdict::Supported.name() => "newly supported",
                verdict if verdict == Verdict::Disputed.name() => "newly disputed",
                _ => "no longer as it was",
            };
            Some(Change { what, was: was.verdict.clone(), now: found.clone() })
        })
        .collect()
}

/// "Updated (2 articles)".
pub fn updated(articles: usize) -> String {
    format!("Updated ({articles} {})", if articles == 1 { "article" } else { "articles" })
}

/// The changes as one line for a writer; `None` where no statement is affected.
pub fn note(articles: usize, changes: &[Change]) -> Option<String> {
    /// Statements that are named.
    const NAMED: usize = 3;
    /// Characters of each.
    const LONG: usize = 80;
    if changes.is_empty() {
        return None;
    }
    let mut out = updated(articles);
    for (index, change) in changes.iter().take(NAMED).enumerate() {
        let mut said: String = change.now.text.chars().take(LONG).collect();
        if said.len() < change.now.text.len() {
            said.push('…');
        }
        let _ = write!(out, "{} {}: “{said}”", if index == 0 { ":" } else { ";" }, change.what);
    }
    if changes.len() > NAMED {
        let _ = write!(out, "; and {} more", changes.len() - NAMED);
    }
    out.push('.');
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, verdict: Verdict, outdated: bool) -> Found {
        Found { text: text.to_owned(), verdict: verdict.name().to_owned(), outdated, messages: Vec::new() }
    }

    #[test]
    fn says_what_a_later_source_does_to_each_statement() {
        let before = [
            found("The ferry has 40 crew.", Verdict::Supported, false),
            found("Six were hurt.", Verdict::Supported, false),
            found("The pier is shut.", Verdict::Unsupported, false),
            found("It rained.", Verdict::Supported, false),
        ];
        let now = [
            found("The ferry has 40 crew.", Verdict::Contradicted, false),
            found("Six were hurt.", Verdict::Supported, true),
            found("The pier is shut.", Verdict::Supported, false),
            found("It rained.", Verdict::Supported, false),
            found("A new statement.", Verdict::Contradicted, false),
        ];
        let found = changes(&before, &now);
        let what: Vec<&str> = found.iter().map(|change| change.what).collect();
        assert_eq!(what, ["newly contradicted", "outdated figure", "newly supported"]);
        assert_eq!(
            note(2, &found).as_deref(),
            Some(
                "Updated (2 articles): newly contradicted: “The ferry has 40 crew.”; outdated figure: “Six were hurt.”; \
                 newly supported: “The pier is shut.”."
            )
        );
    }

    #[test]
    fn dont_speak_where_no_statement_is_affected() {
        let same = [found("It rained.", Verdict::Supported, false)];
        assert_eq!(note(1, &changes(&same, &same)), None);
    }
}
