//! Rooms: a workspace folder with its desk, its sources and the documents that lie in it. A document outside every
//! folder has a room of its own folder, for what lies beside it; one without a file has a room without a folder.

use super::Owner;
use super::documents::Open;
use super::progress::Progress;
use super::sources::Source;
use crate::output::Outgoing;
use crate::uri;
use copydesk_desk::Desk;
use copydesk_intake::{Cache, Discovery, Workspace};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use tower_lsp::ls_types::{DidChangeWorkspaceFoldersParams, InitializeParams, PublishDiagnosticsParams};

/// Which room; numbers are never used again.
pub(crate) type RoomId = u32;

/// A folder and what is worked on in it.
pub(super) struct Room {
    /// Its folder.
    pub(super) root: Option<PathBuf>,
    /// The client named the folder; else a document lies in it.
    pub(super) named: bool,
    pub(super) desk: Desk,
    /// As it was found last; `None` until the folder has been looked at.
    pub(super) workspace: Option<Arc<Workspace>>,
    pub(super) discovery: Arc<Discovery>,
    /// What is kept of its sources between runs.
    pub(super) cache: Option<Arc<Cache>>,
    /// Drafts that `copydesk.toml` names.
    pub(super) drafts: BTreeSet<PathBuf>,
    pub(super) surveying: bool,
    pub(super) survey_again: bool,
    /// Documents that were opened since the running look at the folder was begun.
    pub(super) opened_meanwhile: BTreeSet<PathBuf>,
    /// The sources, by id.
    pub(super) sources: FxHashMap<Arc<str>, Source>,
    pub(super) paths: Arc<FxHashMap<Arc<str>, PathBuf>>,
    /// The same the other way round.
    pub(super) ids: FxHashMap<PathBuf, Arc<str>>,
    /// How many sources are being read.
    pub(super) reading: usize,
    /// What has been read and is not in the library yet: an article, or none where one is gone.
    pub(super) shelf: FxHashMap<Arc<str>, Option<Arc<copydesk_library::Article>>>,
    pub(super) shelving: bool,
    /// When that was begun last.
    pub(super) shelved_at: Option<Instant>,
    /// When documents are due to be held against what has been read.
    pub(super) recheck_at: Option<Instant>,
    pub(super) progress: Progress,
    /// The writer was told that there are no sources.
    pub(super) told: bool,
    /// Files of the workspace with a mistake that is shown.
    pub(super) faults: BTreeSet<&'static str>,
    /// Files that are not read, as it is said on them.
    pub(super) unread: BTreeMap<PathBuf, super::unread::Why>,
    /// Watches the folders of the sources while it lives.
    pub(super) watching: Option<super::watching::Watching>,
}

impl Room {
    /// Whether nobody knows yet what lies in the folder.
    pub(super) fn is_unknown(&self) -> bool {
        self.root.is_some() && self.workspace.is_none()
    }
}

impl Owner {
    /// Makes the rooms of the folders that the client named.
    pub(super) fn enter(&mut self, params: &InitializeParams) {
        let folders: Vec<PathBuf> = match &params.workspace_folders {
            Some(folders) => folders.iter().filter_map(|folder| uri::path(&folder.uri)).collect(),
            #[allow(deprecated)]
            None => params.root_uri.iter().filter_map(uri::path).collect(),
        };
        for folder in folders {
            self.add_room(Some(folder), true);
        }
    }

    pub(super) fn add_room(&mut self, root: Option<PathBuf>, named: bool) -> RoomId {
        self.next_room += 1;
        let id = self.next_room;
        let room = Room {
            root,
            named,
            desk: Desk::new(self.options.tools.clone()),
            workspace: None,
            discovery: Arc::default(),
            cache: None,
            drafts: BTreeSet::new(),
            surveying: false,
            survey_again: false,
            opened_meanwhile: BTreeSet::new(),
            sources: FxHashMap::default(),
            paths: Arc::default(),
            ids: FxHashMap::default(),
            reading: 0,
            shelf: FxHashMap::default(),
            shelving: false,
            shelved_at: None,
            recheck_at: None,
            progress: Progress::new(id),
            told: false,
            faults: BTreeSet::new(),
            unread: BTreeMap::new(),
            watching: None,
        };
        self.rooms.insert(id, room);
        id
    }

    pub(super) fn folders_changed(&mut self, params: &DidChangeWorkspaceFoldersParams) {
        let path = |folder: &tower_lsp::ls_types::WorkspaceFolder| uri::path(&folder.uri);
        for gone in params.event.removed.iter().filter_map(path) {
            for room in self.rooms.values_mut() {
                room.named &= room.root.as_deref() != Some(&gone);
            }
        }
        for root in params.event.added.iter().filter_map(path) {
            match self.rooms.values_mut().find(|room| room.root.as_deref() == Some(&root)) {
                Some(room) => room.named = true,
                None => {
                    let id = self.add_room(Some(root), true);
                    self.survey(id);
                }
            }
        }
        let keys: Vec<String> = self.documents.keys().cloned().collect();
        for key in keys {
            self.move_in(&key);
        }
        self.tidy_rooms();
    }

    /// The room for a document: the innermost named folder that holds it.
    pub(super) fn room_for(&mut self, path: Option<&Path>) -> RoomId {
        let inside = |room: &Room| match (&room.root, path) {
            (Some(root), Some(path)) => path.starts_with(root),
            // A document without a file belongs to the folder that is open.
            (_, None) => room.named,
            (None, Some(_)) => false,
        };
        let depth = |room: &Room| room.root.as_ref().map_or(0, |root| root.components().count());
        let named = self
            .rooms
            .iter()
            .filter(|(_, room)| room.named && inside(room))
            .max_by_key(|(id, room)| (depth(room), u32::MAX - **id))
            .map(|(id, _)| *id);
        if let Some(id) = named {
            return id;
        }
        let folder = path.and_then(Path::parent).map(Path::to_owned);
        let own = self.rooms.iter().find(|(_, room)| !room.named && room.root == folder).map(|(id, _)| *id);
        own.unwrap_or_else(|| self.add_room(folder, false))
    }

    /// Brings a document into the room where it belongs, if it stands in another.
    fn move_in(&mut self, key: &str) {
        let Some(open) = self.documents.get(key) else { return };
        let (from, path) = (open.room, open.path.clone());
        let to = self.room_for(path.as_deref());
        if from == to {
            return;
        }
        let Some(document) = self.rooms.get_mut(&from).and_then(|room| {
            let document = room.desk.document(key).map(|document| document.revision().clone());
            room.desk.close(key);
            document
        }) else {
            return;
        };
        let text = document.buffer.to_string();
        if let Some(open) = self.documents.get_mut(key) {
            open.room = to;
        }
        self.put_on_desk(key, to, document.format, document.version, &text);
        self.survey(from);
        self.survey(to);
    }

    pub(super) fn put_on_desk(
        &mut self,
        key: &str,
        room: RoomId,
        format: copydesk_text::Format,
        version: i32,
        text: &str,
    ) {
        let Some(room) = self.rooms.get_mut(&room) else { return };
        let inside = room.root.as_ref().and_then(|root| Path::new(key).strip_prefix(root).ok());
        let relative = inside.map(|inside| inside.to_string_lossy().replace('\\', "/"));
        room.desk.open(key, relative.as_deref(), format, version, text);
    }

    /// Forgets rooms that nobody named and no document lies in.
    pub(super) fn tidy_rooms(&mut self) {
        let used: BTreeSet<RoomId> =
            self.documents.values().filter(|open| open.in_editor).map(|open| open.room).collect();
        let gone: Vec<RoomId> = self
            .rooms
            .iter()
            .filter(|(id, room)| !room.named && !used.contains(id))
            .map(|(id, _)| *id)
            .collect();
        for id in gone {
            let left: Vec<String> = self
                .documents
                .iter()
                .filter(|(_, open)| open.room == id)
                .map(|(key, _)| key.clone())
                .collect();
            for key in left {
                self.forget(&key);
            }
            if let Some(mut room) = self.rooms.remove(&id) {
                let ended = room.progress.end();
                self.out_all(ended);
                for (file, root) in room.faults.iter().zip(room.root.iter().cycle()) {
                    self.clear(&root.join(file));
                }
                for path in room.unread.keys() {
                    self.clear(path);
                }
            }
        }
    }

    /// Takes away the diagnostics of a file that is not open.
    pub(super) fn clear(&self, path: &Path) {
        if let Some(uri) = uri::of_path(path) {
            self.send(Outgoing::Diagnostics(PublishDiagnosticsParams::new(uri, Vec::new(), None)));
        }
    }

    /// The documents of a room.
    pub(super) fn documents_of(&self, room: RoomId) -> impl Iterator<Item = (&String, &Open)> {
        self.documents.iter().filter(move |(_, open)| open.room == room)
    }
}
