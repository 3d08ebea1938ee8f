//! Floor 5, beside the desk: a draft's citations and source list set in a CSL style, and taken out of it again.
//!
//! A set draft keeps what was written in fields (`copydesk_text::fields`), so that it can be set anew in another style
//! or unset to the byte. It is a crate of its own because the processor is large and a command alone needs it.

mod inline;
mod locale;
mod plan;
mod style;

pub use copydesk_text::fields::unset;
pub use style::{Error, Style};

use copydesk_library::{Article, Library};

/// What came of setting a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// The draft, every citation and the source list set.
    pub text: String,
    /// Citations left as they are: they name nothing that is known, or say what a style has no place for.
    pub left: usize,
}

/// Sets the citations of a draft that is not set (see [`unset`]) and its source list in a style. Link citations must have
/// been made keys or numbers before.
///
/// # Errors
/// The style cannot be followed, or the list holds what a comment cannot.
pub fn set(draft: &Article, library: &Library, style: &Style) -> Result<Set, Error> {
    let plan = plan::Plan::new(draft, library)?;
    let set = style.set(&plan)?;
    Ok(plan.written(&set))
}
