//! The words that fixes put into a draft, from `grammars/en/wording.toml`.

use copydesk_tagging::grammar;
use serde::Deserialize;
use std::sync::LazyLock;

/// What the file holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    /// Behind a statement: who says so; `{source}` stands for the source.
    pub(crate) attribution: String,
    /// Two figures; `{low}` and `{high}` stand for them.
    pub(crate) range: String,
}

pub(crate) fn wording() -> &'static Wording {
    static WORDING: LazyLock<Wording> = LazyLock::new(|| grammar::built_in("en/wording.toml"));
    &WORDING
}
