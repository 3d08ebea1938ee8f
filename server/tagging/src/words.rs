//! Words by what they do, from `grammars/en/words.toml`.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Words {
    stop: Vec<String>,
}

static STOP: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| crate::grammar::built_in::<Words>("en/words.toml").stop.into_iter().collect());

/// Whether a word in lower case is a function word, with no content of its own.
pub fn is_stop(lower: &str) -> bool {
    STOP.contains(lower)
}
