//! The features of the editor, one file each: what the desk knows, put into the protocol's words.

mod actions;
mod evidence;
mod hover;
mod places;
mod suppress;
mod symbols;
mod tokens;

pub(crate) use actions::{FIX_ALL, actions};
pub(crate) use evidence::evidence;
pub(crate) use hover::hover;
pub(crate) use places::{definition, highlights, references};
pub(crate) use suppress::ignored;
pub(crate) use symbols::symbols;
pub(crate) use tokens::{Colours, legend, tokens, tokens_delta, tokens_in};

use crate::handlers::TextResult;
use crate::view::View;

/// The document as the server has it.
pub(crate) fn text(view: &View) -> TextResult {
    let revision = &view.snapshot.revision;
    TextResult { text: revision.buffer.to_string(), version: revision.version }
}
