//! The user's own settings: from `initializationOptions`, `workspace/didChangeConfiguration`, or pulled from the
//! client. They alone may name folders outside the workspace.

use super::Owner;
use super::rooms::RoomId;
use crate::output::Outgoing;
use crate::preferences::Preferences;
use serde::Deserialize;
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::ls_types::MessageType;

/// What a user may set, under `copydesk`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct UserSettings {
    /// Folders outside the workspace whose articles are sources too.
    archives: Vec<PathBuf>,
    /// A newsroom's archive in PostgreSQL.
    archive: DatabaseSettings,
    /// What is shown inside the text.
    #[serde(flatten)]
    preferences: Preferences,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DatabaseSettings {
    url: Option<String>,
}

impl Owner {
    /// Takes settings as the client gives them; what is no settings of ours changes nothing.
    pub(super) fn configure(&mut self, settings: &Value) {
        let settings = settings.get("copydesk").unwrap_or(settings);
        if !settings.is_object() {
            return;
        }
        match UserSettings::deserialize(settings) {
            Ok(settings) => {
                if *self.preferences != settings.preferences {
                    self.preferences = Arc::new(settings.preferences);
                    self.refresh_all();
                }
                self.set_archive(settings.archive.url);
                let archives: Vec<PathBuf> =
                    settings.archives.into_iter().filter(|path| path.is_absolute()).collect();
                if archives != self.archives {
                    self.archives = archives;
                    self.survey_all();
                }
            }
            Err(error) => {
                let text = format!("copydesk: your settings cannot be used and change nothing: {error}.");
                self.send(Outgoing::Message(MessageType::WARNING, text));
            }
        }
    }

    /// Asks the client for its settings, or takes those that came along.
    pub(super) fn configuration_changed(&mut self, settings: &Value) {
        if self.client.configuration {
            self.send(Outgoing::Configuration);
        } else {
            self.configure(settings);
        }
    }

    pub(super) fn survey_all(&mut self) {
        let rooms: Vec<RoomId> = self.rooms.keys().copied().collect();
        for room in rooms {
            self.survey(room);
        }
    }
}
