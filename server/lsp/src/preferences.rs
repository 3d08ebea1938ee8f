//! What a user has switched on and off of what is shown inside the text. Quiet by default.

use copydesk_desk::HintKind;
use serde::Deserialize;

/// Settings under `copydesk` that say what is shown; see `docs/src/guide/settings.md`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Preferences {
    /// Words shown behind a place of the text.
    pub(crate) inlay_hints: Hints,
    /// Lines shown above the text.
    pub(crate) code_lens: Lens,
    /// Colours of mentions.
    pub(crate) semantic_tokens: Colours,
}

/// Inlay hints, each off until it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Hints {
    /// The day that a relative date means.
    dates: bool,
    /// A figure in digits.
    figures: bool,
    /// From how many independent origins a statement is supported.
    origins: bool,
}

/// Code lenses, off until asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Lens {
    /// How the statements stand, at the top.
    pub(crate) counts: bool,
}

/// Colours, each on until it is switched off.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Colours {
    pub(crate) person: bool,
    pub(crate) organization: bool,
    pub(crate) place: bool,
    pub(crate) number: bool,
    pub(crate) money: bool,
    pub(crate) date: bool,
    pub(crate) quote: bool,
    pub(crate) citation: bool,
}

impl Default for Colours {
    fn default() -> Self {
        Self {
            person: true,
            organization: true,
            place: true,
            number: true,
            money: true,
            date: true,
            quote: true,
            citation: true,
        }
    }
}

impl Hints {
    /// Whether hints of a kind are shown.
    pub(crate) fn wants(&self, kind: HintKind) -> bool {
        match kind {
            HintKind::Date => self.dates,
            HintKind::Figure => self.figures,
            HintKind::Origins => self.origins,
        }
    }
}
