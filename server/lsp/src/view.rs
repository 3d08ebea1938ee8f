//! What a feature sees: a snapshot of the desk and what it takes to speak of it to this client.

use crate::client::Client;
use crate::features::Colours;
use crate::preferences::Preferences;
use crate::uri;
use copydesk_checking::Place;
use copydesk_desk::{Folder, Site, Snapshot};
use copydesk_intake::{Discovery, file_id};
use copydesk_library::{Library, Spot};
use copydesk_text::position::{self, range_of};
use copydesk_text::{Encoding, Position as Counted};
use rustc_hash::FxHashMap;
use std::ops::Range as Bytes;
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::ls_types::{Location, Position, Range, Uri};

/// A snapshot and who asks.
#[derive(Clone)]
pub(crate) struct View {
    /// The document, what was found in it, and the sources.
    pub(crate) snapshot: Snapshot,
    /// As the client calls the document.
    pub(crate) uri: Uri,
    /// What the client can do.
    pub(crate) client: Arc<Client>,
    /// Where the articles stand on disk, by id.
    pub(crate) paths: Arc<FxHashMap<Arc<str>, PathBuf>>,
    /// How far the sources are read.
    pub(crate) status: Status,
    /// The semantic tokens that the client has.
    pub(crate) colours: Colours,
    /// What the user wants to see inside the text.
    pub(crate) preferences: Arc<Preferences>,
}

/// A folder as a whole and who asks.
pub(crate) struct FolderView {
    /// Its drafts and sources.
    pub(crate) folder: Folder,
    pub(crate) library: Library,
    pub(crate) client: Arc<Client>,
    pub(crate) paths: Arc<FxHashMap<Arc<str>, PathBuf>>,
}

/// How far the sources of a room are read.
#[derive(Clone, Debug)]
pub(crate) enum Status {
    /// All that could be read are.
    Ready,
    /// So many of so many.
    Reading(usize, usize),
    /// There are none; where they were looked for.
    NoSources(Arc<Discovery>),
    /// The document is a source or another file that is not checked.
    NotADraft,
}

impl View {
    /// A byte range of the document as the client counts.
    pub(crate) fn range(&self, bytes: Bytes<usize>) -> Range {
        range(&range_of(self.snapshot.revision.buffer.rope(), bytes, self.client.encoding))
    }

    /// The byte of the document at a position.
    pub(crate) fn offset(&self, at: Position) -> usize {
        position::offset_of(self.snapshot.revision.buffer.rope(), place(at), self.client.encoding)
    }

    /// A place in a source, `None` if it is not on disk.
    pub(crate) fn location(&self, place: &Place) -> Option<Location> {
        in_source(&self.snapshot.library, &self.paths, self.client.encoding, place)
    }

    /// Where a place in a source is opened, and what that is called.
    pub(crate) fn link(&self, place: &Place) -> Option<(String, String)> {
        let found = self.location(place)?;
        let (line, uri, article) = (found.range.start.line + 1, found.uri.as_str(), &place.article);
        let source = self.snapshot.library.get(article)?;
        Some(match (source.layout.extracted, source.layout.spot(&place.range)) {
            (false, None) => (format!("{uri}#L{line}"), format!("{article}:{line}")),
            (false, Some(spot)) => (format!("{uri}#L{line}"), format!("{article}:{line}, {spot}")),
            (true, None) => (uri.to_owned(), article.to_string()),
            // Viewers of PDF files know this.
            (true, Some(Spot::Page(page))) => {
                (format!("{uri}#page={page}"), format!("{article}, page {page}"))
            }
            (true, Some(spot)) => (uri.to_owned(), format!("{article}, {spot}")),
        })
    }

    /// A place in another draft or in a source.
    pub(crate) fn site(&self, site: &Site) -> Option<Location> {
        match site {
            Site::Source(place) => self.location(place),
            Site::Draft(key, range) => {
                let other = self.snapshot.others.iter().find(|other| other.key == *key)?;
                in_document(other, self.client.encoding, range.clone())
            }
        }
    }
}

impl FolderView {
    /// A place in a draft or in a source of the folder.
    pub(crate) fn site(&self, site: &Site) -> Option<Location> {
        let encoding = self.client.encoding;
        match site {
            Site::Source(place) => in_source(&self.library, &self.paths, encoding, place),
            Site::Draft(key, range) => {
                let document = self.folder.documents.iter().find(|document| document.key == *key)?;
                in_document(document, encoding, range.clone())
            }
        }
    }
}

fn in_source(
    library: &Library,
    paths: &FxHashMap<Arc<str>, PathBuf>,
    encoding: Encoding,
    place: &Place,
) -> Option<Location> {
    let uri = uri::of_path(paths.get(file_id(&place.article))?)?;
    let article = library.get(&place.article)?;
    if article.layout.extracted {
        // The editor opens the file itself; its lines are not those of the text that was taken out of it.
        return Some(Location { uri, range: Range::default() });
    }
    let text = &article.text;
    let at = |offset| lsp(position::position_in(text, offset, encoding));
    Some(Location { uri, range: Range { start: at(place.range.start), end: at(place.range.end) } })
}

fn in_document(document: &Snapshot, encoding: Encoding, bytes: Bytes<usize>) -> Option<Location> {
    let uri = uri::of_key(&document.key)?;
    Some(Location { uri, range: range(&range_of(document.revision.buffer.rope(), bytes, encoding)) })
}

/// As the text crate counts.
pub(crate) fn place(at: Position) -> Counted {
    Counted { line: at.line as usize, character: at.character as usize }
}

pub(crate) fn lsp(at: Counted) -> Position {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Position { line: number(at.line), character: number(at.character) }
}

/// As the protocol counts.
fn range(range: &Bytes<Counted>) -> Range {
    Range { start: lsp(range.start), end: lsp(range.end) }
}
