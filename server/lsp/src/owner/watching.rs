//! Watching the folders of the sources ourselves, because not every editor does; and asking those that can.

use super::Owner;
use super::rooms::RoomId;
use crate::event::Event;
use crate::output::Outgoing;
use crate::pool::guarded;
use copydesk_intake::{Watch, Watched, watch};
use std::collections::BTreeSet;
use std::path::Path;
use tower_lsp::ls_types::Registration;

/// The folders of a room that are watched, and by what.
pub(super) struct Watching {
    folders: BTreeSet<Watched>,
    /// Watches while it lives.
    _watch: Option<Watch>,
}

impl Owner {
    /// Watches the folders of a room: those of the sources with all in them, and where settings, drafts and folders
    /// of sources may come, alone.
    pub(super) fn watch(&mut self, id: RoomId) {
        let Some(room) = self.rooms.get_mut(&id) else { return };
        let deep = room.discovery.folders.iter().map(|folder| (folder.as_path(), true));
        let above = room.discovery.looked_in.iter().filter_map(|place| place.parent());
        let beside = room.drafts.iter().filter_map(|draft| draft.parent());
        let flat = room.root.as_deref().into_iter().chain(above).chain(beside).map(|folder| (folder, false));
        let mut folders: BTreeSet<Watched> = BTreeSet::new();
        for (folder, deep) in deep.chain(flat) {
            let inside = |other: &Watched| other.deep && folder.starts_with(&other.folder);
            if !folders.iter().any(inside) && folder != Path::new("/") {
                folders.insert(Watched { folder: folder.to_owned(), deep });
            }
        }
        if room.watching.as_ref().is_some_and(|watching| watching.folders == folders) {
            return;
        }
        // Watching a large tree takes time to begin and to end: both happen in the pool.
        let before = room.watching.replace(Watching { folders: folders.clone(), _watch: None });
        let (events, told) = (self.events.clone(), self.events.clone());
        self.slow.run(move || {
            let list: Vec<Watched> = folders.iter().cloned().collect();
            let watch = guarded("watching folders", || {
                watch(&list, move |paths| {
                    told.send(Event::FilesChanged(paths)).ok();
                })
            });
            drop(before);
            events.send(Event::Watching(id, folders, watch.flatten().map(Box::new))).ok();
        });
    }

    /// The folders of a room are watched from now on. What changed before is looked for once more.
    pub(super) fn watching(&mut self, id: RoomId, folders: BTreeSet<Watched>, watch: Option<Box<Watch>>) {
        let Some(room) = self.rooms.get_mut(&id) else { return };
        if room.watching.as_ref().is_some_and(|watching| watching.folders == folders) {
            room.watching = Some(Watching { folders, _watch: watch.map(|watch| *watch) });
            self.survey(id);
        }
    }

    /// Asks a client that can to say when a text or our settings change.
    pub(super) fn ask_to_watch(&self) {
        if !self.client.watches {
            return;
        }
        let options = serde_json::json!({"watchers": [
            {"globPattern": "**/*.{md,markdown,mdown,mkd,txt,text}"}, {"globPattern": "**/copydesk.toml"},
        ]});
        self.send(Outgoing::Register(vec![Registration {
            id: "copydesk/files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(options),
        }]));
    }
}
