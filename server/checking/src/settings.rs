//! What a newsroom may set.

use crate::code::{Code, Severity};
use copydesk_tagging::Tagger;
use copydesk_tagging::actors::Alias;
use std::collections::BTreeMap;

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Strictness {
    /// Only what is surely wrong.
    Quiet,
    /// What `docs/` gives for each code.
    #[default]
    Normal,
    /// Hints become information, information becomes a warning.
    Strict,
}

/// The style citations are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CitationStyleChoice {
    /// What the draft uses already; `[1]` where it uses none.
    #[default]
    AsInDraft,
    /// `[1]` and a source list at the end.
    Numeric,
    /// `[^1]` and its text at the end.
    Footnote,
    /// `[@key]`
    Pandoc,
    /// `[Outlet](path or URL)`
    Link,
}

/// What is said of which finding, and how loudly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// How much is said.
    pub strictness: Strictness,
    /// Severities set by hand; `None` switches the code off.
    pub codes: BTreeMap<Code, Option<Severity>>,
    /// The style citations are written in.
    pub citations: CitationStyleChoice,
    /// Says [`Code::SingleOrigin`] where it holds.
    pub single_origin: bool,
    /// Names that are one actor by the user's word.
    pub aliases: Vec<Alias>,
}

/// The codes that [`Settings::strictness`] moves.
const MOVED: [Code; 8] = [
    Code::UnsupportedDetail,
    Code::Unsupported,
    Code::SourcesDisagree,
    Code::Miscited,
    Code::UnknownCitation,
    Code::CitedSourceMissing,
    Code::Uncited,
    Code::SingleOrigin,
];

impl Settings {
    /// What the sources and the drafts are read with.
    pub fn tagger(&self) -> Tagger {
        if self.aliases.is_empty() {
            Tagger::english().clone()
        } else {
            Tagger::english().with_aliases(&self.aliases)
        }
    }

    /// How loud findings of `code` are; `None` if they are not said at all.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        if let Some(set) = self.codes.get(&code) {
            return *set;
        }
        if code == Code::SingleOrigin && !self.single_origin {
            return None;
        }
        self.moved(code, code.severity())
    }

    /// How loud findings of `code` are where they are less sure; `None` if they are not said at all then. What was set by
    /// hand stays.
    pub(crate) fn hinted(&self, code: Code) -> Option<Severity> {
        self.codes.get(&code).copied().unwrap_or_else(|| self.moved(code, Severity::Hint))
    }

    /// A severity as the strictness has it.
    fn moved(&self, code: Code, severity: Severity) -> Option<Severity> {
        if !MOVED.contains(&code) {
            return Some(severity);
        }
        match (self.strictness, severity) {
            (Strictness::Normal, _) | (_, Severity::Error) => Some(severity),
            (Strictness::Quiet, Severity::Warning) => Some(Severity::Information),
            (Strictness::Quiet, Severity::Information) => Some(Severity::Hint),
            (Strictness::Quiet, Severity::Hint) => None,
            (Strictness::Strict, Severity::Hint) => Some(Severity::Information),
            (Strictness::Strict, _) => Some(Severity::Warning),
        }
    }
}
