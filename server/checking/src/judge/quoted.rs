//! What is wrong with the quotations of a claim, and what that makes of its verdict.

use crate::case::overlap;
use crate::code::Code;
use crate::verdict::{Evidence, Finding, Judgement, Place, Reason, Stance, Verdict};

/// Adds what is wrong with the quotations of a claim, and lets the verdict follow: what a code of theirs makes of it is
/// never better than what it was.
pub(crate) fn add_quote_findings(judgement: &mut Judgement, found: Vec<Finding>) {
    for mut finding in found {
        let verdict = match finding.code {
            Code::QuoteAltered | Code::Misattributed => Verdict::Contradicted,
            _ => Verdict::PartlySupported,
        };
        if verdict == Verdict::Contradicted
            && let Some(Reason::Speaker { place, .. } | Reason::Differs { place, .. }) =
                finding.reasons.first()
        {
            say_otherwise(judgement, place);
        }
        if verdict == Verdict::Contradicted {
            judgement.verdict = Verdict::Contradicted;
            judgement.support = judgement.support.min(0.29);
        } else if judgement.verdict == Verdict::Supported {
            judgement.verdict = Verdict::PartlySupported;
            judgement.support = judgement.support.min(0.49);
        }
        if let Some(other) = judgement.findings.iter_mut().find(|f| mends_too(f, &finding)) {
            other.reasons.append(&mut finding.reasons);
            continue;
        }
        // What is said of the words themselves is nearer than what was said of the sentence, and as loud.
        judgement.findings.retain(|other| {
            let apart = !overlap(&other.range, &finding.range);
            let within = finding.range.start <= other.range.start && other.range.end <= finding.range.end;
            if within {
                finding.severity = finding.severity.max(other.severity);
            }
            apart || (!within && other.severity > finding.severity)
        });
        judgement.findings.push(finding);
    }
    judgement.findings.sort_by_key(|f| (f.range.start, f.range.end));
}

/// What one finding corrects the other corrects as well, and is as loud: *14 million* for *17 million* mends the *17* of a
/// quotation, and one mistake is told once.
fn mends_too(other: &Finding, quoted: &Finding) -> bool {
    let edit = |finding: &Finding| {
        finding.fixes.iter().find(|fix| fix.preferred).and_then(|fix| fix.edits.first().cloned())
    };
    let (Some(wide), Some(near)) = (edit(other), edit(quoted)) else { return false };
    let covers = wide.range.start <= near.range.start && near.range.end <= wide.range.end;
    covers && wide.range != near.range && wide.text.contains(&near.text) && other.severity >= quoted.severity
}

/// What has the words of a quotation, and gives them to another or has them otherwise, is no support; nor is what has them as
/// that one has.
fn say_otherwise(judgement: &mut Judgement, place: &Place) {
    let there = |piece: &Evidence| {
        piece.place.article == place.article && piece.place.range.contains(&place.range.start)
    };
    let turned = judgement.evidence.iter().cloned().map(|piece| {
        let stance = match piece.stance {
            _ if there(&piece) => Stance::Contradicts,
            Stance::Supports => Stance::Related,
            stance => stance,
        };
        Evidence { stance, ..piece }
    });
    judgement.evidence = turned.collect();
}
