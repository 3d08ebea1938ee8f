//! Sources: read in the check pool, put into the library in the order they come, and what rests on them checked
//! again. A source that is open in the editor counts as it stands there.

use super::Owner;
use super::documents::Role;
use super::rooms::RoomId;
use super::unread::Why;
use crate::event::{Event, SourceRead};
use crate::pool::{guarded, make_room};
use copydesk_checking::Settings;
use copydesk_intake::{
    CONFIG_FILE, Cache, LEADS_OUT, Read, ReadError, Workspace, comparable, read, read_open, sources_of,
};
use copydesk_library::{Article, Indexed, Library, Shard};
use copydesk_tagging::Tagger;
use copydesk_text::Buffer;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// While sources are being read, drafts are held against what there is this often.
const BETWEEN: Duration = Duration::from_millis(500);

/// A thread reads sources for so long before it looks whether a draft waits to be checked.
const TURN: Duration = Duration::from_millis(5);

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

/// A source that is to be read.
struct Task {
    id: Arc<str>,
    ticket: u64,
    path: PathBuf,
    /// As it stands in the editor.
    buffer: Option<Buffer>,
}

/// Sources that are read by several threads, and what they are read with.
struct Batch {
    tasks: Vec<Task>,
    /// The first that nobody has taken yet.
    next: AtomicUsize,
    tagger: Tagger,
    settings: Arc<Settings>,
    workspace: Option<Arc<Workspace>>,
    cache: Option<Arc<Cache>>,
}

impl Batch {
    /// Reads some of them.
    fn turn(&self) -> Vec<SourceRead> {
        make_room();
        let start = Instant::now();
        let mut done = Vec::new();
        while let Some(task) = self.tasks.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let articles = guarded("reading a source", || self.read(task)).unwrap_or_else(|| {
                let reason = "reading it failed".to_owned();
                Err(ReadError { path: task.path.clone(), reason, gone: false })
            });
            done.push(SourceRead { id: task.id.clone(), ticket: task.ticket, articles });
            if start.elapsed() >= TURN {
                break;
            }
        }
        done
    }

    fn read(&self, task: &Task) -> Result<Vec<Arc<Article>>, ReadError> {
        let Task { id, path, .. } = task;
        // What was just found does not lead out; what has changed since may.
        if task.ticket > 1
            && let Some(workspace) = self.workspace.as_ref().filter(|workspace| workspace.leads_out(path))
        {
            tracing::warn!(root = %workspace.root().display(), path = %path.display(), LEADS_OUT);
            return Err(ReadError { path: path.clone(), reason: LEADS_OUT.to_owned(), gone: false });
        }
        // What the editor holds of a file that is gone is a source no longer.
        if task.buffer.is_some()
            && let Err(error) = path.metadata()
            && error.kind() == ErrorKind::NotFound
        {
            return Err(ReadError { path: path.clone(), reason: error.to_string(), gone: true });
        }
        let Read { article, more, note } = match (&task.buffer, &self.cache) {
            (Some(buffer), _) => {
                comparable(read_open(path, id.clone(), &buffer.to_string())?, path, &self.tagger)?
            }
            (None, Some(cache)) => cache.read(path, id, &self.tagger, &self.settings.aliases)?,
            (None, None) => comparable(read(path, id.clone())?, path, &self.tagger)?,
        };
        if let Some(note) = note {
            tracing::info!(path = %path.display(), note, "a source was read");
        }
        Ok(std::iter::once(article).chain(more).map(Arc::new).collect())
    }
}

/// Indexes pieces of a library at once.
fn side_by_side(shards: Vec<Shard>) -> Vec<Indexed> {
    if shards.len() < 2 {
        return shards.into_iter().map(Shard::index).collect();
    }
    std::thread::scope(|scope| {
        let threads: Vec<_> = shards.into_iter().map(|shard| scope.spawn(|| shard.index())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

impl Owner {
    /// Makes a room's sources those that were found last: new ones are read, those that are gone taken out.
    pub(super) fn take_sources(&mut self, id: RoomId) {
        let Some(room) = self.rooms.get_mut(&id) else { return };
        let discovery = room.discovery.clone();
        let found: FxHashMap<Arc<str>, PathBuf> =
            discovery.sources.iter().map(|source| (source.id.clone(), source.path.clone())).collect();
        let gone: Vec<Arc<str>> =
            room.sources.keys().filter(|id| !found.contains_key(*id)).cloned().collect();
        for source in &gone {
            let parts = room.sources.remove(source).map(|source| source.parts).unwrap_or_default();
            room.shelf.extend(parts.into_iter().chain([source.clone()]).map(|id| (id, None)));
        }
        let mut new: Vec<Arc<str>> = Vec::new();
        for source in &discovery.sources {
            room.sources.entry(source.id.clone()).or_insert_with(|| {
                new.push(source.id.clone());
                Source { path: source.path.clone(), ticket: 0, parts: Vec::new(), fault: None }
            });
        }
        if gone.is_empty() && new.is_empty() {
            return;
        }
        room.ids = found.iter().map(|(id, path)| (path.clone(), id.clone())).collect();
        room.paths = Arc::new(found);
        self.read_sources(id, &new);
        self.shelve(id);
    }

    /// Reads every source of a room anew: what they are read with has changed.
    pub(super) fn read_sources_again(&mut self, id: RoomId) {
        let Some(room) = self.rooms.get(&id) else { return };
        let sources: Vec<Arc<str>> = room.sources.keys().cloned().collect();
        self.read_sources(id, &sources);
    }

    /// Reads sources, from the editor where they are open there, else from disk.
    pub(super) fn read_sources(&mut self, room_id: RoomId, ids: &[Arc<str>]) {
        let mut tasks = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(room) = self.rooms.get_mut(&room_id) else { return };
            let Some(source) = room.sources.get_mut(id) else { continue };
            source.ticket += 1;
            let (ticket, path) = (source.ticket, source.path.clone());
            let key = path.to_string_lossy();
            let open = self.documents.get(&*key).filter(|open| open.in_editor);
            let buffer = open
                .and_then(|open| self.rooms.get(&open.room))
                .and_then(|room| room.desk.document(&key))
                .map(|document| document.revision().buffer.clone());
            tasks.push(Task { id: id.clone(), ticket, path, buffer });
        }
        let Some(room) = self.rooms.get_mut(&room_id).filter(|_| !tasks.is_empty()) else { return };
        let count = tasks.len();
        room.reading += count;
        room.progress.add(count, Instant::now());
        let batch = Arc::new(Batch {
            tasks,
            next: AtomicUsize::new(0),
            tagger: room.desk.tagger().clone(),
            settings: room.desk.settings().clone(),
            workspace: room.workspace.clone(),
            cache: room.cache.clone(),
        });
        let events = self.events.clone();
        self.slow.run_in_turns(count, move || {
            let read = batch.turn();
            let more = !read.is_empty();
            if more {
                events.send(Event::SourcesRead(room_id, read)).ok();
            }
            more
        });
    }

    pub(super) fn sources_read(&mut self, room_id: RoomId, read: Vec<SourceRead>) {
        let Some(room) = self.rooms.get_mut(&room_id) else { return };
        room.reading = room.reading.saturating_sub(read.len());
        let progress = room.progress.left(room.reading, Instant::now());
        let mut survey = false;
        let mut said = Vec::new();
        for SourceRead { id, ticket, articles } in read {
            let Some(source) = room.sources.get_mut(&id).filter(|source| source.ticket == ticket) else {
                continue;
            };
            // What stood in it and does not any more goes.
            room.shelf.extend(source.parts.drain(..).chain([id.clone()]).map(|id| (id, None)));
            match articles {
                Ok(articles) => {
                    source.fault = None;
                    if room.unread.contains_key(&source.path) {
                        said.push((source.path.clone(), None));
                    }
                    source.parts = articles.iter().map(|a| a.id.clone()).filter(|part| *part != id).collect();
                    room.shelf
                        .extend(articles.into_iter().map(|article| (article.id.clone(), Some(article))));
                }
                Err(error) => {
                    tracing::warn!(%error, "a source is not read");
                    survey |= error.gone;
                    let why = (!error.gone).then(|| Why::Failed(error.reason.clone()));
                    said.push((source.path.clone(), why));
                    source.fault = Some(error.reason);
                }
            }
        }
        if room.reading == 0 && room.shelf.is_empty() && !room.shelving {
            room.recheck_at = Some(Instant::now());
        }
        self.out_all(progress);
        for (path, why) in said {
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
        // While many are read they go in by armfuls: much of the index is touched, and every draft checked, each time.
        let now = Instant::now();
        let few = room.shelf.len() < room.desk.library().len() / 2;
        let full = room.desk.library().is_empty() && room.cache.as_ref().is_some_and(|cache| cache.is_full());
        let wait = match (full, few) {
            // All of them come within a moment, with an index that fits all of them.
            (true, _) => 4 * BETWEEN,
            (_, true) => 6 * BETWEEN,
            _ => BETWEEN,
        };
        if room.reading > 0 && *room.shelved_at.get_or_insert(now) + wait > now {
            return;
        }
        room.shelving = true;
        room.shelved_at = Some(now);
        let changes = std::mem::take(&mut room.shelf);
        let (mut library, events) = (room.desk.library().clone(), self.events.clone());
        let cache = room.cache.clone().filter(|_| library.is_empty());
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
                let kept = cache.map(|cache| cache.index()).unwrap_or_default();
                library.extend_with_kept(articles, &kept, side_by_side);
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
            if let Some(cache) = room.cache.clone() {
                let library = room.desk.library().clone();
                self.slow.run(move || cache.save(&library));
            }
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
            self.read_sources(id, &sources.into_iter().collect::<Vec<_>>());
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
            self.read_sources(room, &[id]);
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
