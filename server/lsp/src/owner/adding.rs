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

/// Puts a document among the sources: `{uri, text, title, outlet, authors, published, url, language}`, each optional. The
/// text is that of the document where none is given; the folder is that of the document, else the first. Answers `{uri, key, known}`: where it lies, its id, whether it was there already.
pub(crate) const SAVE_AS_SOURCE: &str = "copydesk/saveAsSource";

#[derive(Debug, Deserialize)]
pub(super) struct Source {
    uri: Option<Uri>,
    text: Option<String>,
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
        let key = source.uri.as_ref().map(uri::key);
        let open = key.as_ref().and_then(|key| self.documents.get(key));
        let room = match open {
            Some(open) => self.rooms.get(&open.room),
            None => self.rooms.values().find(|room| room.named),
        };
        let Some(room) = room else {
            return reply.fail("open a folder first: its sources lie in it".to_owned());
        };
        let own = key.as_ref().and_then(|key| room.desk.document(key));
        let own = own.map(|document| document.revision().buffer.to_string());
        let Some(text) = source.text.or(own) else {
            return reply.fail("the document is not open".to_owned());
        };
        let Some(workspace) = room.workspace.clone().filter(|_| room.root.is_some()) else {
            return reply.fail("open a folder first: its sources lie in it".to_owned());
        };
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
