//! What makes a check fail, and what is counted.

use copydesk_checking::{Code, Judgement, Severity, Verdict};

/// The least that makes the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum FailOn {
    /// A claim with that verdict, or a finding of level error.
    Contradicted,
    /// A finding of level error.
    Error,
    /// A finding of level warning or above.
    Warning,
    /// A finding of level information or above.
    Information,
    /// Any finding.
    Hint,
    /// Nothing.
    Never,
}

impl FailOn {
    /// Whether this judgement is enough.
    pub(super) fn fails(self, judgement: &Judgement) -> bool {
        let least = match self {
            // Where what says so was ignored or is switched off, somebody has decided that it may stand.
            FailOn::Contradicted
                if judgement.verdict == Verdict::Contradicted
                    && judgement.findings.iter().any(|finding| CONTRADICTING.contains(&finding.code)) =>
            {
                return true;
            }
            FailOn::Contradicted | FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Information => Severity::Information,
            FailOn::Hint => Severity::Hint,
            FailOn::Never => return false,
        };
        judgement.findings.iter().any(|finding| finding.severity >= least)
    }
}

/// The findings that make a claim contradicted.
const CONTRADICTING: [Code; 6] = [
    Code::NumberMismatch,
    Code::DateMismatch,
    Code::ActorMismatch,
    Code::PolarityMismatch,
    Code::QuoteAltered,
    Code::Misattributed,
];

/// All levels, loudest first, with their names.
pub(super) const LEVELS: [(Severity, &str); 4] = [
    (Severity::Error, "error"),
    (Severity::Warning, "warning"),
    (Severity::Information, "information"),
    (Severity::Hint, "hint"),
];

/// All verdicts, in the order in which they are counted.
pub(super) const VERDICTS: [Verdict; 7] = [
    Verdict::Supported,
    Verdict::PartlySupported,
    Verdict::Contradicted,
    Verdict::Disputed,
    Verdict::Unsupported,
    Verdict::Verified,
    Verdict::NotCheckable,
];
