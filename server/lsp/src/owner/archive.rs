//! A newsroom's archive, as the user's own settings name it: asked beside the work, for what bears on the drafts of a
//! room. What it answers joins the sources; nothing ever waits for it.

use super::Owner;
use super::documents::Role;
use super::rooms::RoomId;
use crate::event::Event;
use crate::output::Outgoing;
use copydesk_archive::{Answer, Archive, PREFIX, hidden};
use copydesk_library::{Article, stable_id};
use copydesk_text::Prose;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;
use tower_lsp::ls_types::MessageType;

/// An answer is waited for this long.
const PATIENCE: Duration = Duration::from_secs(8);

/// The archive, and what is being asked.
#[derive(Default)]
pub(super) struct Asking {
    pub(super) archive: Option<Arc<Archive>>,
    /// By room: the drafts that were asked for last, as a hash, and whether the answer is still to come.
    asked: HashMap<RoomId, (u64, bool)>,
    /// The writer was told that it cannot be reached.
    told: bool,
}

impl Owner {
    /// The address changes; none switches it off.
    pub(super) fn set_archive(&mut self, url: Option<String>) {
        let url = url.filter(|url| !url.trim().is_empty());
        if self.asking.archive.as_ref().map(|archive| archive.url()) == url.as_deref() {
            return;
        }
        self.asking = Asking { archive: url.map(|url| Arc::new(Archive::new(&url))), ..Asking::default() };
        // What the old one gave goes.
        let rooms: Vec<RoomId> = self.rooms.keys().copied().collect();
        for id in rooms {
            if let Some(room) = self.rooms.get_mut(&id) {
                let old = room.desk.library().articles().filter(|article| article.id.starts_with(PREFIX));
                let old: Vec<Arc<str>> = old.map(|article| article.id.clone()).collect();
                room.shelf.extend(old.into_iter().map(|id| (id, None)));
            }
            self.shelve(id);
            self.ask_archive(id);
        }
    }

    /// Asks for what bears on the drafts of a room, if they have changed since it was asked last.
    pub(super) fn ask_archive(&mut self, id: RoomId) {
        let Some(archive) = self.asking.archive.clone() else { return };
        let Some(room) = self.rooms.get(&id) else { return };
        if self.asking.asked.get(&id).is_some_and(|(_, waiting)| *waiting) {
            return;
        }
        let drafts = self.documents_of(id).filter(|(_, open)| open.role == Role::Draft && open.in_editor);
        let drafts: Vec<_> = drafts
            .filter_map(|(key, _)| room.desk.document(key))
            .map(|document| (document.revision().buffer.clone(), document.revision().format))
            .collect();
        let mut hasher = DefaultHasher::new();
        for (buffer, _) in &drafts {
            buffer.rope().chunks().for_each(|chunk| hasher.write(chunk.as_bytes()));
        }
        drafts.len().hash(&mut hasher);
        let hash = hasher.finish();
        if drafts.is_empty() || self.asking.asked.get(&id).is_some_and(|(old, _)| *old == hash) {
            return;
        }
        self.asking.asked.insert(id, (hash, true));
        let (library, tagger, events) =
            (room.desk.library().clone(), room.desk.tagger().clone(), self.events.clone());
        // No pool: whoever waits for a network must not keep others from their work.
        let started = std::thread::Builder::new().name("archive".to_owned()).spawn(move || {
            let sentences: Vec<String> = drafts
                .iter()
                .flat_map(|(buffer, format)| Prose::new(&buffer.to_string(), *format).sentences())
                .map(|sentence| sentence.text.to_string())
                .collect();
            let mut answer = archive.ask(&sentences, PATIENCE);
            // What lies among the files as well is taken from there.
            answer.articles.retain(|found| {
                library.get(&found.id).is_none()
                    && !library.articles().any(|own| {
                        own.meta.published == found.meta.published
                            && own.meta.outlet == found.meta.outlet
                            && found.id.strip_prefix(PREFIX) == Some(stable_id(own).as_str())
                    })
            });
            for article in &mut answer.articles {
                let copy = Article::new(
                    article.id.clone(),
                    article.text.clone(),
                    article.prose.clone(),
                    article.meta.clone(),
                );
                let copy = copy.with_layout(article.layout.clone()).with_tagger(&tagger);
                copy.tagged();
                *article = Arc::new(copy);
            }
            events.send(Event::Archived(id, archive, Box::new(answer))).ok();
        });
        if let Err(error) = started {
            tracing::warn!(%error, "the archive is not asked");
            self.asking.asked.remove(&id);
        }
    }

    /// Takes what an archive has answered, unless it is no longer the one that is asked.
    pub(super) fn archived(&mut self, id: RoomId, of: &Arc<Archive>, answer: Answer) {
        if !self.asking.archive.as_ref().is_some_and(|archive| Arc::ptr_eq(archive, of)) {
            return;
        }
        if let Some((_, waiting)) = self.asking.asked.get_mut(&id) {
            *waiting = false;
        }
        if let Some(fault) = &answer.fault {
            let url = self.asking.archive.as_ref().map(|archive| hidden(archive.url())).unwrap_or_default();
            tracing::warn!(url, fault, "the archive was not reached");
            // It is asked again when the draft changes; the writer is told once.
            self.asking.asked.remove(&id);
            if !std::mem::replace(&mut self.asking.told, true) {
                let text = format!("copydesk: {fault} ({url}); drafts are held against files alone.");
                self.send(Outgoing::Message(MessageType::WARNING, text));
            }
        } else {
            self.asking.told = false;
        }
        if let Some(room) = self.rooms.get_mut(&id) {
            room.shelf.extend(answer.articles.into_iter().map(|article| (article.id.clone(), Some(article))));
        }
        self.shelve(id);
        if answer.fault.is_none() {
            self.ask_archive(id);
        }
    }
}
