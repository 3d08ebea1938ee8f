//! Floor 4: claims held against evidence. Verdicts with their reasons as values, and fixes.
//!
//! Pure: no file, clock, network, thread or environment.

pub mod code;
pub mod settings;
pub mod verdict;

pub use code::{Code, Severity};
pub use settings::{CitationStyleChoice, Settings, Strictness};
pub use verdict::{Edit, Evidence, Field, Finding, Fix, FixKind, Judgement, Place, Reason, Stance, Verdict};

use copydesk_library::Library;
use copydesk_tagging::Tagged;

/// What is kept between two checks of a draft: claims whose text, context and evidence did not change are not
/// judged again.
#[derive(Debug, Default)]
pub struct Cache {}

/// A draft as it is checked.
#[derive(Debug)]
pub struct Draft<'a> {
    /// Its path relative to the workspace, for citations by relative link.
    pub path: Option<&'a str>,
    /// Its decoded text.
    pub text: &'a str,
    /// Its prose.
    pub prose: &'a copydesk_text::Prose,
    /// Its mentions.
    pub tagged: &'a Tagged,
}

/// Holds every statement of a draft against the library. Judgements are in the order of the draft. `cancelled` is
/// asked between claims; when it says yes the judgements made so far are returned.
pub fn check(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    cancelled: &dyn Fn() -> bool,
) -> Vec<Judgement> {
    let _ = (draft, library, settings, cache, cancelled);
    Vec::new()
}
