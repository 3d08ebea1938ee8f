//! Watching the folders of the sources ourselves, because not every editor does; and asking those that can.

use super::Owner;
use super::rooms::RoomId;
use crate::event::Event;
use crate::output::Outgoing;
use copydesk_desk::marks::MARKS_FILE;
use copydesk_intake::{CONFIG_FILE, Known, Watch, Watched};
use tower_lsp::ls_types::Registration;

/// What of a room is watched, and by what.
pub(super) struct Watching {
    watched: Watched,
    watch: Watch,
}

impl Owner {
    /// Watches a room: the folders of its sources and those where sources may come, its settings and its drafts.
    ///
    /// `known` is how it was before it was read, so that no change falls between.
    pub(super) fn watch(&mut self, id: RoomId, known: Known) {
        let Some(room) = self.rooms.get_mut(&id) else { return };
        let (Some(root), Some(workspace)) = (&room.root, &room.workspace) else { return };
        let mut watched = Watched::default();
        watched.folders.extend(room.discovery.folders.iter().cloned());
        if workspace.config().sources.is_empty() {
            watched.folders.extend(room.discovery.looked_in.iter().cloned());
        }
        watched.files.insert(root.join(CONFIG_FILE));
        watched.files.insert(root.join(MARKS_FILE));
        watched.files.extend(room.drafts.iter().cloned());
        let watching = room.watching.get_or_insert_with(|| {
            let events = self.events.clone();
            let watch = Watch::start(move |changes| {
                let paths = changes.written.into_iter().chain(changes.gone).collect();
                events.send(Event::FilesChanged(paths)).ok();
            });
            Watching { watched: Watched::default(), watch }
        });
        if watching.watched != watched {
            watching.watch.set(watched.clone(), known);
            watching.watched = watched;
        }
    }

    /// Asks a client that can to say when a text or our settings change.
    pub(super) fn ask_to_watch(&self) {
        if !self.client.watches {
            return;
        }
        let options = serde_json::json!({"watchers": [
            {"globPattern": "**/*.{md,markdown,mdown,mkd,txt,text}"}, {"globPattern": "**/copydesk.toml"}, {"globPattern": "**/.copydesk/marks.toml"},
        ]});
        self.send(Outgoing::Register(vec![Registration {
            id: "copydesk/files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(options),
        }]));
    }
}
