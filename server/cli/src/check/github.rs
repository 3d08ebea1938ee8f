//! `--format github`: workflow commands that GitHub Actions shows as annotations on the lines of a change, and on the
//! files that are not read.

use super::Outcome;
use anyhow::Result;
use copydesk_checking::Severity;
use copydesk_text::position::range_of;
use copydesk_text::{Buffer, Encoding};
use std::io::Write;

/// Prints one command a finding. Hints are left out: an annotation cannot be that quiet.
pub(super) fn print(outcome: &Outcome, out: &mut impl Write) -> Result<()> {
    for draft in &outcome.drafts {
        let text = Buffer::new(&draft.article.text);
        for finding in draft.judgements.iter().flat_map(|judgement| &judgement.findings) {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Information => "notice",
                Severity::Hint => continue,
            };
            let range = range_of(text.rope(), finding.range.clone(), Encoding::Utf16);
            writeln!(
                out,
                "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}",
                property(&draft.shown),
                range.start.line + 1,
                range.end.line + 1,
                range.start.character + 1,
                range.end.character + 1,
                property(finding.code.name()),
                data(&finding.message),
            )?;
        }
    }
    for (path, reason) in outcome.desks.iter().flat_map(|desk| &desk.unread) {
        writeln!(out, "::notice file={},title=not read::{}", property(path), data(reason))?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
