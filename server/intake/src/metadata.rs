//! What is known about an article besides its text.

use copydesk_library::Metadata;
use copydesk_text::{BlockKind, Prose};

/// What front matter states of an article, and what its text lets one guess.
pub fn metadata(_text: &str, prose: &Prose) -> Metadata {
    let mut meta = Metadata::default();
    let headline = prose.blocks.iter().find(|block| {
        !matches!(block.kind, BlockKind::Furniture | BlockKind::SourceEntry) && block.text.len() <= 200
    });
    if let Some(block) = headline {
        meta.title = Some(block.text.clone());
        meta.guessed.push("title");
    }
    meta
}
