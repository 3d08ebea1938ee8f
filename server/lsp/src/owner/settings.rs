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
#[derive(Debug, Default, PartialEq, Deserialize)]
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

#[derive(Debug, Default, PartialEq, Deserialize)]
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
                let (archives, others): (Vec<PathBuf>, Vec<PathBuf>) =
                    settings.archives.into_iter().partition(|path| path.is_absolute());
                if !others.is_empty() {
                    let others: Vec<_> = others.iter().map(|path| path.display().to_string()).collect();
                    let text = format!(
                        "copydesk: of the setting archives these are no full paths and are left out: {}.",
                        others.join(", ")
                    );
                    self.send(Outgoing::Message(MessageType::WARNING, text));
                }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn schema() -> Value {
        let text = include_str!("../../../../editors/schemas/settings.schema.json");
        serde_json::from_str(text).expect("the schema is JSON")
    }

    /// An object with one setting.
    fn with(path: &[&str], value: Value) -> Value {
        path.iter().rev().fold(value, |value, name| serde_json::json!({*name: value}))
    }

    fn read(path: &[&str], value: Value) -> Result<UserSettings, serde_json::Error> {
        UserSettings::deserialize(with(path, value))
    }

    #[test]
    fn every_setting_of_the_schema_is_read_and_has_the_default_that_it_says() {
        let schema = schema();
        let none = UserSettings::deserialize(serde_json::json!({})).expect("nothing set");
        for (group, property) in schema["properties"].as_object().expect("properties") {
            let Some(inner) = property["properties"].as_object() else { continue };
            for (name, setting) in inner {
                let path = [group.as_str(), name.as_str()];
                let Some(default) = setting["default"].as_bool() else {
                    assert_ne!(read(&path, "set".into()).expect("read"), none, "{path:?} is not read");
                    continue;
                };
                assert_eq!(read(&path, default.into()).expect("read"), none, "{path:?}: another default");
                // Switched over it makes a difference: somebody reads it.
                assert_ne!(read(&path, (!default).into()).expect("read"), none, "{path:?} is not read");
                assert!(read(&path, "loud".into()).is_err(), "{path:?} takes anything");
            }
        }
        assert_ne!(read(&["archives"], serde_json::json!(["/archive"])).expect("read"), none);
        assert!(read(&["archives"], 7.into()).is_err());
    }
}
