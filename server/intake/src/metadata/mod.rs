//! What is known about an article besides its text: what its front matter states, else what its text lets one guess.

mod dates;
mod front;
mod guess;

use copydesk_library::Metadata;
use copydesk_text::Prose;

/// What front matter states of an article, and what its text lets one guess; guesses are listed in
/// [`Metadata::guessed`]. A date without a year is completed by another date of the article or not at all.
pub fn metadata(text: &str, prose: &Prose) -> Metadata {
    let mut meta = Metadata::default();
    if let Some(range) = &prose.front_matter {
        front::read(&text[range.clone()], &mut meta);
    }
    guess::fill(prose, &mut meta);
    meta
}
