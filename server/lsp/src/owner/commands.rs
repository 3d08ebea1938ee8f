//! Commands of the client: what a writer decides about findings, reading everything anew, the pause. What touches a
//! file runs in the check pool; its outcome is seen as any other change of that file.

use super::Owner;
use super::adding::SAVE_AS_SOURCE;
use super::documents::Role;
use super::rooms::RoomId;
use super::story::{INSERT_HIGHLIGHTS, INSERT_TIMELINE};
use crate::event::{Event, Reply};
use crate::features;
use crate::marks::{self, Change};
use crate::output::Outgoing;
use crate::uri;
use copydesk_checking::Code;
use copydesk_desk::marks::{Ignored, Verified};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Instant;
use tower_lsp::ls_types::{ExecuteCommandParams, MessageType, PublishDiagnosticsParams, Uri};

/// Leaves a finding be: `{uri, entry}`, the entry as it stands in the file of marks.
pub(crate) const IGNORE: &str = "copydesk/ignore";
/// Takes such an entry out again: `{uri, entry}`.
pub(crate) const BRING_BACK: &str = "copydesk/bringBack";
/// Switches a code off in `copydesk.toml`: `{uri, code}`.
pub(crate) const SWITCH_OFF: &str = "copydesk/switchOff";
/// Marks a statement as checked otherwise: `{uri, fact, text, note, by}`.
pub(crate) const VERIFY: &str = "copydesk/verify";
/// Takes such a mark away: `{uri, fact}`.
pub(crate) const UNVERIFY: &str = "copydesk/unverify";
/// Lists what is ignored in the drafts that are open, or in the one `{uri}` names.
const IGNORED: &str = "copydesk/ignored";
/// Reads every source anew.
const REINDEX: &str = "copydesk/reindex";
/// Stops showing findings, or goes on: `{paused}`, or nothing to change it.
const PAUSE: &str = "copydesk/pause";

/// All commands.
pub(crate) const COMMANDS: [&str; 11] = [
    IGNORE,
    BRING_BACK,
    SWITCH_OFF,
    VERIFY,
    UNVERIFY,
    IGNORED,
    REINDEX,
    PAUSE,
    SAVE_AS_SOURCE,
    INSERT_TIMELINE,
    INSERT_HIGHLIGHTS,
];

#[derive(Debug, Deserialize)]
struct EntryOf {
    uri: Uri,
    entry: Ignored,
}

#[derive(Debug, Deserialize)]
struct CodeOf {
    uri: Uri,
    code: Code,
}

#[derive(Debug, Deserialize)]
struct FactOf {
    uri: Uri,
    fact: String,
    text: Option<String>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    by: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Pause {
    paused: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Of {
    uri: Option<Uri>,
}

/// The one argument of a command.
fn argument<T: for<'a> Deserialize<'a>>(arguments: Vec<Value>) -> Result<T, String> {
    let argument = arguments.into_iter().next().filter(|argument| !argument.is_null());
    T::deserialize(argument.unwrap_or_else(|| json!({}))).map_err(|error| error.to_string())
}

impl Owner {
    pub(super) fn command(&mut self, params: ExecuteCommandParams, reply: Reply<Option<Value>>) {
        let arguments = params.arguments;
        let planned = match &*params.command {
            IGNORE => argument(arguments).map(|of: EntryOf| (of.uri, Change::Ignore(of.entry))),
            BRING_BACK => argument(arguments).map(|of: EntryOf| (of.uri, Change::BringBack(of.entry))),
            SWITCH_OFF => argument(arguments).map(|of: CodeOf| (of.uri, Change::SwitchOff(of.code))),
            UNVERIFY => argument(arguments).map(|of: FactOf| (of.uri, Change::Unverify(of.fact))),
            VERIFY => argument(arguments).map(|of: FactOf| {
                let FactOf { uri, fact, text, note, by } = of;
                let on = Some(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date());
                (uri, Change::Verify(Verified { fact, text, note, by, on }))
            }),
            IGNORED => match argument(arguments) {
                Ok(of) => return self.list_ignored(&of, reply),
                Err(error) => Err(error),
            },
            REINDEX => {
                self.reindex();
                return reply.send(None);
            }
            PAUSE => match argument::<Pause>(arguments) {
                Ok(pause) => {
                    self.set_paused(pause.paused.unwrap_or(!self.paused));
                    return reply.send(Some(json!({"paused": self.paused})));
                }
                Err(error) => Err(error),
            },
            SAVE_AS_SOURCE => match argument(arguments) {
                Ok(source) => return self.save_as_source(source, reply),
                Err(error) => Err(error),
            },
            name @ (INSERT_TIMELINE | INSERT_HIGHLIGHTS) => match argument(arguments) {
                Ok(into) => return self.insert_story(into, name == INSERT_HIGHLIGHTS, reply),
                Err(error) => Err(error),
            },
            other => Err(format!("there is no command {other}")),
        };
        match planned {
            Ok((uri, change)) => self.change_marks(&uri, change, reply),
            Err(error) => reply.fail(format!("{}: {error}", params.command)),
        }
    }

    fn change_marks(&mut self, of: &Uri, change: Change, reply: Reply<Option<Value>>) {
        let room = self.documents.get(&uri::key(of)).and_then(|open| self.rooms.get(&open.room));
        let Some(root) = room.and_then(|room| room.root.clone()) else {
            return reply.fail("save the draft in a folder first: decisions are kept beside it".to_owned());
        };
        let (events, out, shows) = (self.events.clone(), self.out.clone(), self.client.shows);
        self.slow.run_next(move || match marks::change(&root, &change) {
            Ok(path) => {
                if let Change::Verify(mark) = &change
                    && (mark.note.trim().is_empty() || mark.by.trim().is_empty())
                    && let Some(uri) = uri::of_path(&path)
                {
                    // An editor that could not ask for them shows where they are to be written.
                    let text =
                        format!("copydesk: write how and by whom it was checked into {}.", path.display());
                    out.send(Outgoing::Message(MessageType::INFO, text)).ok();
                    if shows {
                        out.send(Outgoing::Show(uri)).ok();
                    }
                }
                events.send(Event::FilesChanged(BTreeSet::from([path]))).ok();
                reply.send(None);
            }
            Err(error) => {
                out.send(Outgoing::Message(MessageType::ERROR, format!("copydesk: {error}"))).ok();
                reply.fail(error);
            }
        });
    }

    fn list_ignored(&self, of: &Of, reply: Reply<Option<Value>>) {
        let wanted = of.uri.as_ref().map(uri::key);
        let mut keys: Vec<&String> = self
            .documents
            .iter()
            .filter(|(key, open)| open.role == Role::Draft && wanted.as_ref().is_none_or(|w| w == *key))
            .map(|(key, _)| key)
            .collect();
        keys.sort();
        let views: Vec<_> = keys.into_iter().filter_map(|key| self.view(key)).collect();
        self.fast.run(move || {
            let all: Vec<Value> = views.iter().flat_map(features::ignored).collect();
            reply.send(Some(Value::Array(all)));
        });
    }

    /// Reads every source of every room anew.
    fn reindex(&mut self) {
        let rooms: Vec<RoomId> = self.rooms.keys().copied().collect();
        for id in rooms {
            self.read_sources_again(id);
            self.survey(id);
        }
    }

    /// While paused nothing is checked or shown; hovers and the like stay as they are.
    fn set_paused(&mut self, paused: bool) {
        if std::mem::replace(&mut self.paused, paused) == paused {
            return;
        }
        if !paused {
            let rooms: Vec<RoomId> = self.rooms.keys().copied().collect();
            for room in rooms {
                self.check_room(room);
            }
            return;
        }
        // First the reason, then nothing to see.
        self.tell_status(Instant::now());
        let drafts = self.documents.iter().filter(|(_, open)| open.role == Role::Draft);
        let drafts: Vec<(String, Uri)> = drafts.map(|(key, open)| (key.clone(), open.uri.clone())).collect();
        for (key, uri) in drafts {
            if self.client.pulls {
                self.give(&key, Vec::new());
            } else {
                self.send(Outgoing::Diagnostics(PublishDiagnosticsParams::new(uri, Vec::new(), None)));
            }
        }
    }
}
