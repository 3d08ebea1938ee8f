//! Watching the folders of the sources ourselves, because not every editor does; and asking those that can.

use super::Owner;
use super::documents::Role;
use super::rooms::{Room, RoomId};
use crate::event::Event;
use crate::output::Outgoing;
use copydesk_desk::marks::MARKS_FILE;
use copydesk_intake::{CONFIG_FILE, Known, Watch, Watched};
use std::time::{Duration, Instant};
use tower_lsp::ls_types::Registration;

/// What of a room is watched, and by what.
pub(super) struct Watching {
    watched: Watched,
    watch: Watch,
    /// Since when it waits for sources to be read first, and how they were before that.
    waits: Option<(Instant, Known)>,
}

/// Watching is put off until the sources are read and the drafts checked, but not longer: the watch looks through all
/// of them too.
const PUT_OFF: Duration = Duration::from_secs(2);

impl Watching {
    /// When it begins at the latest, if it has not begun.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.waits.as_ref().map(|(since, _)| *since + PUT_OFF)
    }
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
            Watching { watched: Watched::default(), watch, waits: None }
        });
        if watching.watched != watched {
            watching.watched = watched;
            let mut waits = watching.waits.take().unwrap_or_else(|| (Instant::now(), Known::default()));
            // What was seen first counts: it may have been read then.
            let before = std::mem::replace(&mut waits.1, known);
            waits.1.extend(before);
            watching.waits = Some(waits);
        }
    }

    /// Begins to watch what is to be watched, once that takes nothing from reading it and from the first check.
    pub(super) fn watch_when_settled(&mut self, now: Instant) {
        let waits = |room: &Room| room.watching.as_ref().is_some_and(|watching| watching.waits.is_some());
        let waiting: Vec<RoomId> =
            self.rooms.iter().filter(|(_, room)| waits(room)).map(|(id, _)| *id).collect();
        for id in waiting {
            let settled = self.is_settled(id);
            let Some(watching) = self.rooms.get_mut(&id).and_then(|room| room.watching.as_mut()) else {
                continue;
            };
            let due = watching.deadline().is_some_and(|at| at <= now);
            if let Some((_, known)) = watching.waits.take_if(|_| settled || due) {
                watching.watch.set(watching.watched.clone(), known);
            }
        }
    }

    /// Whether every source of a room is in its library, and every draft held against that.
    fn is_settled(&self, id: RoomId) -> bool {
        let Some(room) = self.rooms.get(&id) else { return true };
        let revision = room.desk.library().revision();
        room.reading == 0
            && !room.surveying
            && !room.shelving
            && room.shelf.is_empty()
            && room.recheck_at.is_none()
            && self.documents_of(id).filter(|(_, open)| open.role == Role::Draft).all(|(key, _)| {
                let checked = room.desk.document(key).and_then(|document| document.checked());
                checked.is_some_and(|checked| checked.library == revision)
            })
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
