//! What is not read is said on the file itself: a source that is damaged, too large or no text, a document of a kind
//! that is not read, a link that leads out. The writer who looks for it there sees why it counts for nothing.

use super::Owner;
use super::rooms::{Room, RoomId};
use crate::output::Outgoing;
use crate::uri;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, PublishDiagnosticsParams, Range};

/// Files of a room that this is said on at most: a folder of ten thousand damaged files is one trouble, and the number
/// stands in the status.
const MOST: usize = 200;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It is a source, and reading it failed.
    Failed(String),
    /// It is none of what is read.
    LeftOut(String),
}

impl Owner {
    /// Says on a source why it could not be read, or takes that back.
    pub(super) fn say_unread(&mut self, id: RoomId, path: &Path, why: Option<Why>) {
        let Some(room) = self.rooms.get_mut(&id) else { return };
        let said = room.unread.get(path);
        if said == why.as_ref() || (said.is_none() && room.unread.len() >= MOST) {
            return;
        }
        match why {
            Some(why) => {
                room.unread.insert(path.to_owned(), why.clone());
                self.say(path, &why);
            }
            None => {
                room.unread.remove(path);
                self.clear(path);
            }
        }
    }

    /// Says it again of a file whose diagnostics were all taken away, as those of a document that is closed.
    pub(super) fn say_unread_again(&self, path: &Path) {
        if let Some(why) = self.rooms.values().find_map(|room| room.unread.get(path)) {
            self.say(path, why);
        }
    }

    fn say(&self, path: &Path, why: &Why) {
        if let Some(uri) = uri::of_path(path) {
            let params = PublishDiagnosticsParams::new(uri, vec![diagnostic(why)], None);
            self.send(Outgoing::Diagnostics(params));
        }
    }

    /// Says on every file of a room that is not read why it is not, as it was found last.
    pub(super) fn say_all_unread(&mut self, id: RoomId) {
        let Some(room) = self.rooms.get(&id) else { return };
        let wanted = wanted(room);
        let gone: Vec<PathBuf> =
            room.unread.keys().filter(|path| !wanted.contains_key(*path)).cloned().collect();
        for path in gone {
            self.say_unread(id, &path, None);
        }
        for (path, why) in wanted {
            self.say_unread(id, &path, Some(why));
        }
    }
}

fn wanted(room: &Room) -> BTreeMap<PathBuf, Why> {
    let left_out = room.discovery.unread.iter().filter(|unread| unread.is_file);
    let left_out = left_out.map(|unread| (unread.path.clone(), Why::LeftOut(unread.reason.clone())));
    let failed = room
        .sources
        .values()
        .filter_map(|source| Some((source.path.clone(), Why::Failed(source.fault.clone()?))));
    left_out.chain(failed).collect()
}

fn diagnostic(why: &Why) -> Diagnostic {
    let (severity, reason) = match why {
        Why::Failed(reason) => (DiagnosticSeverity::WARNING, reason),
        Why::LeftOut(reason) => (DiagnosticSeverity::INFORMATION, reason),
    };
    Diagnostic {
        range: Range::default(),
        severity: Some(severity),
        source: Some("copydesk".to_owned()),
        message: format!("No source: nothing is held against this file. {}.", sentence(reason)),
        ..Diagnostic::default()
    }
}

fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
