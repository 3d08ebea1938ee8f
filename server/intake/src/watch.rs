//! Tells when sources, settings or drafts change on disk.
//!
//! Folders are watched, not files: an editor that saves by renaming replaces the file. One thread owns the watcher and
//! a table of what was last seen. Whatever the system reports, the folders are looked through again and held against
//! that table, so that a lost, doubled or renamed event does no harm and a folder that goes and comes back is seen.
//! Where the system cannot watch (network drives, a limit that is reached) the same is done every few seconds.

use crate::kind::kind_of;
use crate::read::MAX_BYTES;
use crate::workspace::NOT_READ;
use ignore::WalkBuilder;
use notify_debouncer_full::notify::{Config, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};
use rustc_hash::FxHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, SystemTime};

/// How long events are gathered before they are told.
const GATHER: Duration = Duration::from_millis(120);

/// How often everything is looked through where nothing tells of changes.
const POLL: Duration = Duration::from_secs(2);

/// How often it is looked whether a missing folder is back.
const MISSING: Duration = Duration::from_secs(5);

/// What changed, each path once, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New files and files with another content.
    pub written: Vec<PathBuf>,
    /// Files that are no more.
    pub gone: Vec<PathBuf>,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.gone.is_empty()
    }
}

/// What is to be watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// Folders, with everything below them. They need not be there yet.
    pub folders: BTreeSet<PathBuf>,
    /// Single files, as `copydesk.toml` and named drafts. They need not be there yet.
    pub files: BTreeSet<PathBuf>,
}

impl Watched {
    fn covers(&self, path: &Path) -> bool {
        self.files.contains(path) || path.ancestors().any(|above| self.folders.contains(above))
    }
}

/// A running watch; it ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    orders: Sender<Order>,
    polling: Arc<AtomicBool>,
}

enum Order {
    Watch(Watched),
    /// Paths the system named.
    Events(BTreeSet<PathBuf>),
    /// The watch is dropped.
    Stop,
}

impl Watch {
    /// Starts a thread that watches nothing yet and calls `tell` with every change; `tell` must return soon.
    pub fn start(tell: impl FnMut(Changes) + Send + 'static) -> Self {
        let (orders, inbox) = channel();
        let polling = Arc::new(AtomicBool::new(false));
        let worker = Worker {
            watched: Watched::default(),
            seen: BTreeMap::new(),
            watcher: None,
            over: HashMap::new(),
            events: orders.clone(),
            polling: polling.clone(),
            tell,
        };
        let spawned = std::thread::Builder::new().name("watch".to_owned()).spawn(move || worker.run(&inbox));
        if let Err(error) = spawned {
            tracing::warn!("nothing is watched: {error}");
        }
        Self { orders, polling }
    }

    /// Watches these from now on. What is there now is taken as known: read the sources after this, so that nothing
    /// falls between.
    pub fn set(&self, watched: Watched) {
        // Without a thread there is nobody to tell.
        let _ = self.orders.send(Order::Watch(watched));
    }

    /// Whether the folders are looked through every few seconds, for want of a system that tells.
    pub fn is_polling(&self) -> bool {
        self.polling.load(Ordering::Relaxed)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.orders.send(Order::Stop);
    }
}

/// What was last seen of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    len: u64,
    modified: Option<SystemTime>,
    /// Of the content; `None` until it was read for the first change.
    hash: Option<u64>,
}

struct Worker<F> {
    watched: Watched,
    seen: BTreeMap<PathBuf, Seen>,
    watcher: Option<Debouncer<RecommendedWatcher, NoCache>>,
    /// The folders the system watches for us.
    over: HashMap<PathBuf, RecursiveMode>,
    events: Sender<Order>,
    polling: Arc<AtomicBool>,
    tell: F,
}

impl<F: FnMut(Changes)> Worker<F> {
    fn run(mut self, inbox: &Receiver<Order>) {
        self.start_watcher();
        loop {
            let missing = self.watched.folders.iter().any(|folder| !folder.is_dir());
            let order = if self.polling.load(Ordering::Relaxed) {
                inbox.recv_timeout(POLL)
            } else if missing {
                inbox.recv_timeout(MISSING)
            } else {
                inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match order {
                Ok(Order::Watch(watched)) => {
                    let before = std::mem::replace(&mut self.watched, watched);
                    self.cover(&BTreeSet::new());
                    // What is watched for the first time is taken as known; of the rest every change is still told.
                    self.seen.retain(|path, _| self.watched.covers(path));
                    for (path, seen) in self.look() {
                        if !before.covers(&path) {
                            self.seen.entry(path).or_insert(seen);
                        }
                    }
                    self.compare(&BTreeSet::new());
                }
                Ok(Order::Events(paths)) => {
                    self.cover(&paths);
                    self.compare(&paths);
                }
                Ok(Order::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    self.cover(&BTreeSet::new());
                    self.compare(&BTreeSet::new());
                }
            }
        }
    }

    fn start_watcher(&mut self) {
        let events = self.events.clone();
        let handler = move |result: DebounceEventResult| {
            let paths: BTreeSet<PathBuf> = match result {
                Ok(batch) => batch
                    .into_iter()
                    // Reading a file is no change of it, and we read them ourselves.
                    .filter(|event| !matches!(event.kind, EventKind::Access(_)))
                    .flat_map(|event| event.event.paths)
                    .collect(),
                Err(errors) => errors.into_iter().flat_map(|error| error.paths).collect(),
            };
            if !paths.is_empty() {
                let _ = events.send(Order::Events(paths));
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        match new_debouncer_opt::<_, RecommendedWatcher, _>(GATHER, None, handler, NoCache, config) {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => self.poll(&error.to_string()),
        }
    }

    fn poll(&mut self, why: &str) {
        if !self.polling.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                "files are looked through every {} s, as they cannot be watched: {why}",
                POLL.as_secs()
            );
        }
    }

    /// Has the system watch every folder, or the nearest one above where it is not there. A folder that an event is
    /// about is watched anew: it may be another one of the same name.
    fn cover(&mut self, about: &BTreeSet<PathBuf>) {
        let mut wanted: HashMap<PathBuf, RecursiveMode> = HashMap::new();
        let nearest = |path: &Path| path.ancestors().find(|above| above.is_dir()).map(Path::to_owned);
        for folder in &self.watched.folders {
            match nearest(folder) {
                Some(place) if place == *folder => {
                    wanted.insert(place, RecursiveMode::Recursive);
                    // What happens to the folder itself is told by the one above it.
                    if let Some(above) = folder.parent().and_then(nearest) {
                        wanted.entry(above).or_insert(RecursiveMode::NonRecursive);
                    }
                }
                Some(place) => {
                    wanted.entry(place).or_insert(RecursiveMode::NonRecursive);
                }
                None => {}
            }
        }
        for file in &self.watched.files {
            if let Some(place) = file.parent().and_then(nearest) {
                wanted.entry(place).or_insert(RecursiveMode::NonRecursive);
            }
        }
        let Some(watcher) = &mut self.watcher else { return };
        self.over.retain(|place, mode| {
            let keep = wanted.get(place) == Some(mode) && !about.contains(place);
            if !keep {
                // It may be gone, and its watch with it.
                let _ = watcher.unwatch(place);
            }
            keep
        });
        let mut failed = None;
        for (place, mode) in wanted {
            if self.over.contains_key(&place) {
                continue;
            }
            match watcher.watch(&place, mode) {
                Ok(()) => {
                    self.over.insert(place, mode);
                }
                Err(_) if !place.is_dir() => {}
                Err(error) => failed = Some(error.to_string()),
            }
        }
        if let Some(why) = failed {
            self.poll(&why);
        }
    }

    /// Tells what differs from what was last seen. Files named by an event are read even where their size and time
    /// are the same.
    fn compare(&mut self, about: &BTreeSet<PathBuf>) {
        let mut found = self.look();
        let mut changes = Changes::default();
        for (path, now) in &mut found {
            match self.seen.get(path) {
                None => changes.written.push(path.clone()),
                Some(before) => {
                    let same = before.len == now.len && before.modified == now.modified;
                    now.hash = before.hash;
                    if !same || about.contains(path) {
                        now.hash = content(path);
                        if now.hash.is_none() || now.hash != before.hash {
                            changes.written.push(path.clone());
                        }
                    }
                }
            }
        }
        changes.gone = self.seen.keys().filter(|path| !found.contains_key(*path)).cloned().collect();
        self.seen = found;
        if !changes.is_empty() {
            (self.tell)(changes);
        }
    }

    /// The files there are.
    fn look(&self) -> BTreeMap<PathBuf, Seen> {
        let mut found = BTreeMap::new();
        let mut add = |path: &Path| {
            if let Ok(info) = std::fs::symlink_metadata(path)
                && (info.is_file() || info.is_symlink())
            {
                found.insert(
                    path.to_owned(),
                    Seen { len: info.len(), modified: info.modified().ok(), hash: None },
                );
            }
        };
        for folder in &self.watched.folders {
            let mut walk = WalkBuilder::new(folder);
            walk.standard_filters(false).hidden(true).follow_links(false);
            for entry in walk.build().flatten() {
                if is_document(entry.path()) {
                    add(entry.path());
                }
            }
        }
        for file in &self.watched.files {
            add(file);
        }
        found
    }
}

/// What can be a source, read or not: one that is not read is still named to the writer.
fn is_document(path: &Path) -> bool {
    kind_of(path).is_some()
        || crate::metadata::is_about_others(path)
        || path.extension().is_some_and(|e| NOT_READ.contains(&e.to_string_lossy().to_lowercase().as_str()))
}

/// A hash of a file's content; of a link, of where it leads, as links are not followed here.
fn content(path: &Path) -> Option<u64> {
    let mut hasher = FxHasher::default();
    if let Ok(target) = std::fs::read_link(path) {
        hasher.write(target.as_os_str().as_encoded_bytes());
    } else {
        let info = std::fs::metadata(path).ok()?;
        if info.len() > MAX_BYTES {
            // Too large to be a source: its time has to do.
            let age = info.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
            hasher.write_u128(age.as_nanos());
        } else {
            hasher.write(&std::fs::read(path).ok()?);
        }
    }
    Some(hasher.finish())
}
