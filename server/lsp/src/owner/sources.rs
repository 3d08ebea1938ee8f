//! Sources: read in the check pool, put into the library in the order they come, and what rests on them checked
//! again. A source that is open in the editor counts as it stands there.

use super::Owner;
use super::documents::Role;
use super::rooms::RoomId;
use super::unread::Why;
use crate::event::Event;
use crate::pool::guarded;
use copydesk_intake::workspace::LEADS_OUT;
use copydesk_intake::{CONFIG_FILE, Read, ReadError, comparable, read, read_open, sources_of};
use copydesk_library::{Article, Library};
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// While sources are being read, drafts are held against what there is this often.
const BETWEEN: Duration = Duration::from_millis(500);

/// Sources that are put into the library at once while others are being read.
const ARMFUL: usize = 256;

/// A source of a room.
pub(super) struct Source {
    pub(super) path: PathBuf,
    /// Counts the times it was read: only the last one counts.
    ticket: u64,
    /// Further articles that stand in it, by id.
    parts: Vec<Arc<str>>,
    /// Why it could not be read.
    pub(super) fault: Option<String>,
}

impl Owner {
    /// Makes a room's sources those that were found last: new ones are read, those that are gone taken out.
    pub(super) fn take_sources(&mut self, id: RoomId) {
        let Some(room) = self.rooms.get_mut(&id) else { return };
        let found: HashMap<Arc<str>, PathBuf> =
            room.discovery.sources.iter().map(|source| (source.id.clone(), source.path.clone())).collect();
        let gone: Vec<Arc<str>> =
            room.sources.keys().filter(|id| !found.contains_key(*id)).cloned().collect();
        for source in &gone {
            let parts = room.sources.remove(source).map(|source| source.parts).unwrap_or_default();
            room.shelf.extend(parts.into_iter().chain([source.clone()]).map(|id| (id, None)));
        }
        let new: Vec<Arc<str>> = found.keys().filter(|id| !room.sources.contains_key(*id)).cloned().collect();
        for source in &new {
            let path = found[source].clone();
            room.sources.insert(source.clone(), Source { path, ticket: 0, parts: Vec::new(), fault: None });
        }
        if gone.is_empty() && new.is_empty() {
            return;
        }
        room.ids = found.iter().map(|(id, path)| (path.clone(), id.clone())).collect();
        room.paths = Arc::new(found);
        for source in new {
            self.read_source(id, &source);
        }
        self.shelve(id);
    }

    /// Reads every source of a room anew: what they are read with has changed.
    pub(super) fn read_sources_again(&mut self, id: RoomId) {
        let Some(room) = self.rooms.get(&id) else { return };
        let sources: Vec<Arc<str>> = room.sources.keys().cloned().collect();
        for source in sources {
            self.read_source(id, &source);
        }
    }

    /// Reads a source, from the editor if it is open there, else from disk.
    pub(super) fn read_source(&mut self, room_id: RoomId, id: &Arc<str>) {
        let Some(room) = self.rooms.get_mut(&room_id) else { return };
        let Some(source) = room.sources.get_mut(id) else { return };
        source.ticket += 1;
        let (ticket, path) = (source.ticket, source.path.clone());
        room.reading += 1;
        room.progress.add(1, Instant::now());
        // What was just found does not lead out; what has changed since may.
        let workspace = room.workspace.clone().filter(|_| ticket > 1);
        let (tagger, settings) = (room.desk.tagger().clone(), room.desk.settings().clone());
        let key = path.to_string_lossy().into_owned();
        let open = self.documents.get(&key).filter(|open| open.in_editor);
        let buffer = open
            .and_then(|open| self.rooms.get(&open.room))
            .and_then(|room| room.desk.document(&key))
            .map(|document| document.revision().buffer.clone());
        let cache = self.rooms.get(&room_id).and_then(|room| room.cache.clone());
        let (id, events) = (id.clone(), self.events.clone());
        self.slow.run(move || {
            let article = guarded("reading a source", || {
                if let Some(workspace) = workspace.filter(|workspace| workspace.leads_out(&path)) {
                    tracing::warn!(root = %workspace.root().display(), path = %path.display(), LEADS_OUT);
                    return Err(ReadError { path: path.clone(), reason: LEADS_OUT.to_owned(), gone: false });
                }
                let Read { article, more, note } = match (buffer, &cache) {
                    (Some(buffer), _) => {
                        comparable(read_open(&path, id.clone(), &buffer.to_string())?, &path, &tagger)?
                    }
                    (None, Some(cache)) => cache.read(&path, &id, &tagger, &settings.aliases)?,
                    (None, None) => comparable(read(&path, id.clone())?, &path, &tagger)?,
                };
                if let Some(note) = note {
                    tracing::info!(path = %path.display(), note, "a source was read");
                }
                Ok(std::iter::once(article).chain(more).map(Arc::new).collect())
            });
            let article = article.unwrap_or_else(|| {
                Err(ReadError { path, reason: "reading it failed".to_owned(), gone: false })
            });
            events.send(Event::SourceRead { room: room_id, id, ticket, articles: article }).ok();
        });
    }

    pub(super) fn source_read(
        &mut self,
        room_id: RoomId,
        id: Arc<str>,
        ticket: u64,
        articles: Result<Vec<Arc<Article>>, ReadError>,
    ) {
        let Some(room) = self.rooms.get_mut(&room_id) else { return };
        room.reading = room.reading.saturating_sub(1);
        let progress = room.progress.left(room.reading, Instant::now());
        let mut survey = false;
        let mut said = None;
        if let Some(source) = room.sources.get_mut(&id)
            && source.ticket == ticket
        {
            // What stood in it and does not any more goes.
            room.shelf.extend(source.parts.drain(..).chain([id.clone()]).map(|id| (id, None)));
            match articles {
                Ok(articles) => {
                    source.fault = None;
                    said = Some((source.path.clone(), None));
                    source.parts = articles.iter().map(|a| a.id.clone()).filter(|part| *part != id).collect();
                    room.shelf
                        .extend(articles.into_iter().map(|article| (article.id.clone(), Some(article))));
                }
                Err(error) => {
                    tracing::warn!(%error, "a source is not read");
                    survey = error.gone;
                    let why = (!error.gone).then(|| Why::Failed(error.reason.clone()));
                    said = Some((source.path.clone(), why));
                    source.fault = Some(error.reason);
                }
            }
        }
        if room.reading == 0 && room.shelf.is_empty() && !room.shelving {
            room.recheck_at = Some(Instant::now());
        }
        if room.reading == 0
            && let Some(cache) = room.cache.clone()
        {
            self.slow.run(move || cache.save());
        }
        self.out_all(progress);
        if let Some((path, why)) = said {
            self.say_unread(room_id, &path, why);
        }
        self.shelve(room_id);
        if survey {
            self.survey(room_id);
        }
    }

    /// Puts what was read into the library, off this thread; one shelving runs at a time.
    pub(super) fn shelve(&mut self, id: RoomId) {
        let Some(room) = self.rooms.get_mut(&id) else { return };
        if room.shelving || room.shelf.is_empty() {
            return;
        }
        // While many are read they go in by armfuls: the whole index is touched each time.
        let few = room.shelf.len() < ARMFUL.max(room.desk.library().len() / 4);
        let soon = room.shelved_at.is_some_and(|at| at.elapsed() < BETWEEN);
        if room.reading > 0 && few && soon {
            return;
        }
        room.shelving = true;
        room.shelved_at = Some(Instant::now());
        let changes = std::mem::take(&mut room.shelf);
        let (mut library, events) = (room.desk.library().clone(), self.events.clone());
        self.slow.run_next(move || {
            let before = library.revision();
            let library: Option<Library> = guarded("putting sources into the library", || {
                let mut articles = Vec::with_capacity(changes.len());
                for (id, article) in changes {
                    match article {
                        Some(article) => articles.push(article),
                        None => {
                            library.remove(&id);
                        }
                    }
                }
                library.extend(articles);
                library
            });
            let library = library.filter(|library| library.revision() != before);
            events.send(Event::Shelved(id, library.map(Box::new))).ok();
        });
    }

    pub(super) fn shelved(&mut self, id: RoomId, library: Option<Box<Library>>) {
        let Some(room) = self.rooms.get_mut(&id) else { return };
        room.shelving = false;
        let now = Instant::now();
        if let Some(library) = library {
            let before = room.desk.library().clone();
            room.desk.set_library(*library);
            // The last to let go of it gives back a great many pieces.
            self.fast.run(move || drop(before));
            room.recheck_at.get_or_insert(now + BETWEEN);
        }
        if room.reading == 0 && room.shelf.is_empty() {
            // The last source is in: quiet findings may be shown now, so every draft is looked at again.
            room.recheck_at = Some(now);
        }
        self.shelve(id);
    }

    /// Files were written, made or removed, as the client or our own watching has it.
    pub(super) fn files_changed(&mut self, paths: &BTreeSet<PathBuf>) {
        let rooms: Vec<RoomId> = self.rooms.keys().copied().collect();
        for id in rooms {
            let Some(room) = self.rooms.get(&id) else { continue };
            let Some(root) = room.root.clone() else { continue };
            let mut sources: BTreeSet<Arc<str>> =
                paths.iter().filter_map(|path| room.ids.get(path)).cloned().collect();
            // Sidecars and libraries say something of other files.
            for of in paths.iter().filter_map(|path| sources_of(path)) {
                let said = room.sources.iter().filter(|(_, source)| of(&source.path));
                sources.extend(said.map(|(id, _)| id.clone()));
            }
            let drafts: Vec<PathBuf> =
                paths.iter().filter(|path| room.drafts.contains(*path)).cloned().collect();
            let known = |path: &Path| room.drafts.contains(path) || room.ids.contains_key(path);
            let near = |path: &Path| {
                path.starts_with(&root)
                    || room.discovery.folders.iter().any(|folder| path.starts_with(folder))
            };
            let strange = paths.iter().any(|path| {
                near(path) && (path.file_name().is_some_and(|name| name == CONFIG_FILE) || !known(path))
            });
            // What is being looked at may be out of date when it has been.
            let strange = strange || (room.surveying && paths.iter().any(|path| near(path)));
            for source in sources {
                self.read_source(id, &source);
            }
            for draft in drafts {
                self.read_draft(id, draft);
            }
            if strange {
                self.survey(id);
            }
        }
    }

    /// A document that may be a source was opened, edited or closed in the editor.
    pub(super) fn source_touched(&mut self, key: &str) {
        let path = Path::new(key);
        let touched: Vec<(RoomId, Arc<str>)> = self
            .rooms
            .iter()
            .filter_map(|(room_id, room)| {
                let id = room.workspace.as_ref()?.id(path);
                (room.sources.get(&id)?.path == path).then_some((*room_id, id))
            })
            .collect();
        for (room, id) in touched {
            self.read_source(room, &id);
        }
    }

    /// Checks every draft of a room.
    pub(super) fn check_room(&mut self, id: RoomId) {
        let keys: Vec<String> = self
            .documents_of(id)
            .filter(|(_, open)| open.role == Role::Draft)
            .map(|(key, _)| key.clone())
            .collect();
        for key in keys {
            self.check(&key);
        }
    }
}
