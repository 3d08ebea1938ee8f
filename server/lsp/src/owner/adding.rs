//! "Save as source": the text of a document, saved or not, becomes a source of its workspace.

use super::Owner;
use crate::event::{Event, Reply};
use crate::uri;
use copydesk_intake::add::{Incoming, add, folder_for_sources};
use copydesk_library::Metadata;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tower_lsp::ls_types::Uri;

/// Puts a document among the sources: `{uri, title, outlet, authors, published, url, language}`, all but the first
/// optional. Answers `{uri, key, known}`: where it lies, its id, whether it was there already.
pub(crate) const SAVE_AS_SOURCE: &str = "copydesk.saveAsSource";

#[derive(Debug, Deserialize)]
pub(super) struct Source {
    uri: Uri,
    title: Option<String>,
    outlet: Option<String>,
    #[serde(default)]
    authors: Vec<String>,
    published: Option<jiff::civil::Date>,
    url: Option<String>,
    language: Option<String>,
}

impl Owner {
    /// Runs in the check pool; the new file is seen as any other change.
    pub(super) fn save_as_source(&mut self, source: Source, reply: Reply<Option<Value>>) {
        let key = uri::key(&source.uri);
        let room = self.documents.get(&key).and_then(|open| self.rooms.get(&open.room));
        let Some(room) = room else { return reply.fail("the document is not open".to_owned()) };
        let Some(document) = room.desk.document(&key) else {
            return reply.fail("the document is not open".to_owned());
        };
        let Some(workspace) = room.workspace.clone().filter(|_| room.root.is_some()) else {
            return reply.fail("open a folder first: its sources lie in it".to_owned());
        };
        let text = document.revision().buffer.to_string();
        let events = self.events.clone();
        self.slow.run_next(move || {
            let stated = Metadata {
                title: source.title,
                outlet: source.outlet,
                authors: source.authors,
                published: source.published,
                url: source.url,
                language: source.language,
                ..Metadata::default()
            };
            match add(&folder_for_sources(&workspace), Incoming::Text(&text), &stated) {
                Ok(added) => {
                    let uri = uri::of_path(&added.path);
                    events.send(Event::FilesChanged(BTreeSet::from([added.path]))).ok();
                    reply.send(Some(json!({"uri": uri, "key": added.key, "known": added.known})));
                }
                Err(error) => reply.fail(error),
            }
        });
    }
}
