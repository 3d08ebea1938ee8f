//! The features of the editor, one file each: what the desk knows, put into the protocol's words.

mod actions;
mod completion;
mod evidence;
mod hints;
mod hover;
mod places;
mod rename;
mod shape;
mod suppress;
mod symbols;
mod tokens;
mod when;

pub(crate) use actions::{FIX_ALL, ORGANIZE, actions, document_of, resolve};
pub(crate) use completion::complete;
pub(crate) use evidence::evidence;
pub(crate) use hints::{hints, lenses, trace};
pub(crate) use hover::hover;
pub(crate) use places::{definition, highlights, references};
pub(crate) use rename::{prepare, rename};
pub(crate) use shape::{folds, links, selections};
pub(crate) use suppress::ignored;
pub(crate) use symbols::{actors, symbols};
pub(crate) use tokens::{Colours, legend, tokens, tokens_delta, tokens_in};

use crate::handlers::TextResult;
use crate::view::{Status, View};

/// The document as the server has it.
pub(crate) fn text(view: &View) -> TextResult {
    let revision = &view.snapshot.revision;
    let settled = matches!(view.status, Status::Ready) && view.snapshot.is_current();
    TextResult { text: revision.buffer.to_string(), version: revision.version, settled }
}
