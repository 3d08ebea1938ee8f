//! The codes of findings: stable names, what each does by default.

use serde::{Deserialize, Serialize};

/// How loud a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Offered, not shown.
    Hint,
    /// Shown once the writer has rested.
    Information,
    /// Shown at once.
    Warning,
    /// Shown at once; fails `copydesk check`.
    Error,
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $line:literal;)+) => {
        /// What a finding is about; the name is stable and has a page in the documentation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Code {
            $(#[doc = $line] $variant,)+
        }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// Its stable name.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// Its severity with the strictness "normal".
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }

            /// When it is said, in a line.
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => $line,)+ }
            }
        }
    };
}

codes! {
    NumberMismatch "number-mismatch" Error "The sources give another figure for the same thing.";
    DateMismatch "date-mismatch" Error "The sources date the same event otherwise.";
    WeekdayMismatch "weekday-mismatch" Error "The weekday and the date of the draft do not go together.";
    ActorMismatch "actor-mismatch" Warning "The sources name somebody else, or somewhere else, in this role.";
    PolarityMismatch "polarity-mismatch" Warning "The sources say the opposite.";
    Overstated "overstated" Warning "The sources say it with a condition, as a plan or as somebody's claim.";
    HedgeDropped "hedge-dropped" Information "The sources give the figure less exactly.";
    Outdated "outdated" Warning "A later source has a later count.";
    QuoteAltered "quote-altered" Warning "The quotation differs from the source's.";
    Misattributed "misattributed" Warning "The sources give these words to another speaker.";
    QuoteNotFound "quote-not-found" Information "No source has these words.";
    UnsupportedDetail "unsupported-detail" Information "No source that speaks of this has this detail.";
    Unsupported "unsupported" Information "No source speaks of this.";
    SourcesDisagree "sources-disagree" Information "Independent sources contradict one another on this.";
    Miscited "miscited" Warning "The cited source does not say this; another does.";
    UnknownCitation "unknown-citation" Warning "The marker names no entry of the source list.";
    CitedSourceMissing "cited-source-missing" Information "The entry of the source list has no file among the sources.";
    Uncited "uncited" Hint "Supported, but without a citation.";
    TooLong "too-long" Information "The sentence is too long to be checked: it has more than 400 words and marks. Break it up.";
    SingleOrigin "single-origin" Hint "All support goes back to one origin.";
}

impl std::str::FromStr for Code {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.name() == name)
            .ok_or_else(|| format!("there is no code named {name:?}"))
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
