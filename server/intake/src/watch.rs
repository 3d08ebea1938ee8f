//! Tells when sources, settings or drafts change on disk.
//!
//! Folders are watched, not files: an editor that saves by renaming replaces the file. One thread owns the watcher and
//! a table of what was last seen. Whatever the system reports, the folders are looked through again and held against
//! that table, so that a lost, doubled or renamed event does no harm and a folder that goes and comes back is seen.
//! Where the system cannot watch (network drives, a limit that is reached) the same is done every few seconds; where it
//! says that it can, now and then all the same. `COPYDESK_WATCH=poll` takes nobody's word for it.
//!
//! A file is told of once for each change: when it has stood still for a moment (not while it is being written, nor
//! in the moment of a save when it is not there), and only if its content is another than the one told of last. What
//! has the same stamp (length, times, place on the disk) as when it was last seen is not read at all.

use crate::kind::is_document;
use crate::seen::{Known, Seen, Stamp, content};
use crate::silent::silent;
use ignore::WalkBuilder;
use notify_debouncer_full::notify::{Config, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long events are gathered before they are told.
const GATHER: Duration = Duration::from_millis(120);

/// A file that did not change for so long is taken to be written to its end.
const SETTLE: Duration = Duration::from_millis(100);

/// One that never stands still is told of this often.
const RESTLESS: Duration = Duration::from_secs(2);

/// How often everything is looked through where nothing tells of changes.
const POLL: Duration = Duration::from_secs(2);

/// How often everything is looked through where the system tells of changes, for what it misses; and the share of the
/// time that this may take.
const CARE: Duration = Duration::from_secs(15);
const CARE_SHARE: u32 = 200;

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
}

enum Order {
    Watch(Watched, Known),
    /// Paths the system named.
    Events(BTreeSet<PathBuf>),
    /// The watch is dropped.
    Stop,
}

impl Watch {
    /// Starts a thread that watches nothing yet and calls `tell` with every change; `tell` must return soon.
    pub fn start(tell: impl FnMut(Changes) + Send + 'static) -> Self {
        let (orders, inbox) = channel();
        let worker = Worker {
            watched: Watched::default(),
            seen: FxHashMap::default(),
            unsettled: BTreeMap::new(),
            watcher: None,
            over: HashMap::new(),
            events: orders.clone(),
            polling: false,
            looking: Duration::ZERO,
            tell,
        };
        let spawned = std::thread::Builder::new().name("watch".to_owned()).spawn(move || worker.run(&inbox));
        if let Err(error) = spawned {
            tracing::warn!("nothing is watched: {error}");
        }
        Self { orders }
    }

    /// Watches these from now on, and tells of what differs from `known`. Of what was watched before, every change is
    /// told of all the same.
    pub fn set(&self, watched: Watched, known: Known) {
        // Without a thread there is nobody to tell.
        let _ = self.orders.send(Order::Watch(watched, known));
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.orders.send(Order::Stop);
    }
}

/// A file that differs from what was last seen of it, and is not told of yet.
#[derive(Clone, Copy, Debug)]
struct Unsettled {
    /// As it was when looked at last; `None` if it is gone.
    stamp: Option<Stamp>,
    /// Since when it is so.
    since: Instant,
    /// Since when it differs.
    first: Instant,
}

struct Worker<F> {
    watched: Watched,
    seen: FxHashMap<PathBuf, Seen>,
    unsettled: BTreeMap<PathBuf, Unsettled>,
    watcher: Option<Debouncer<RecommendedWatcher, NoCache>>,
    /// The folders the system watches for us.
    over: HashMap<PathBuf, RecursiveMode>,
    events: Sender<Order>,
    /// The folders are looked through every few seconds, for want of a system that tells.
    polling: bool,
    /// How long it took to look everything through.
    looking: Duration,
    tell: F,
}

impl<F: FnMut(Changes)> Worker<F> {
    fn run(mut self, inbox: &Receiver<Order>) {
        self.start_watcher();
        loop {
            let missing = self.watched.folders.iter().any(|folder| !folder.is_dir());
            let pause = if !self.unsettled.is_empty() {
                SETTLE
            } else if self.polling {
                POLL.max(self.looking * 10)
            } else if missing {
                MISSING
            } else {
                CARE.max(self.looking * CARE_SHARE)
            };
            match inbox.recv_timeout(pause) {
                Ok(Order::Watch(watched, known)) => {
                    let before = std::mem::replace(&mut self.watched, watched);
                    self.cover(&BTreeSet::new());
                    self.seen.retain(|path, _| self.watched.covers(path));
                    self.unsettled.retain(|path, _| self.watched.covers(path));
                    for (path, seen) in known.0 {
                        if !before.covers(&path) && self.watched.covers(&path) {
                            self.seen.entry(path).or_insert(seen);
                        }
                    }
                    let found = self.look();
                    self.compare(found, &BTreeSet::new());
                }
                Ok(Order::Events(paths)) => {
                    self.cover(&paths);
                    let found = self.look();
                    self.compare(found, &paths);
                }
                Ok(Order::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) if !self.unsettled.is_empty() => self.settle(),
                Err(RecvTimeoutError::Timeout) => {
                    self.cover(&BTreeSet::new());
                    let found = self.look();
                    self.compare(found, &BTreeSet::new());
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
        if std::env::var_os("COPYDESK_WATCH").is_some_and(|how| how == "poll") {
            return self.poll("COPYDESK_WATCH says so");
        }
        let config = Config::default().with_follow_symlinks(false);
        match new_debouncer_opt::<_, RecommendedWatcher, _>(GATHER, None, handler, NoCache, config) {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => self.poll(&error.to_string()),
        }
    }

    fn poll(&mut self, why: &str) {
        if !std::mem::replace(&mut self.polling, true) {
            tracing::warn!(
                "files are looked through every {} s, as nobody tells of their changes: {why}",
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
                    if let Some(kind) = silent(&place) {
                        failed = Some(format!("{} is on {kind}", place.display()));
                    }
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

    /// Takes note of what differs from what was last seen, and tells what of it has settled. A file that an event is
    /// about is looked into even where its stamp is the same, if that was taken too soon to be believed.
    fn compare(&mut self, found: FxHashMap<PathBuf, Stamp>, about: &BTreeSet<PathBuf>) {
        let now = Instant::now();
        let gone =
            self.seen.keys().filter(|path| !found.contains_key(*path)).map(|path| (path.clone(), None));
        let gone: Vec<(PathBuf, Option<Stamp>)> = gone.collect();
        for (path, stamp) in found.into_iter().map(|(path, stamp)| (path, Some(stamp))).chain(gone) {
            let same = self
                .seen
                .get(&path)
                .is_some_and(|seen| Some(seen.stamp) == stamp && !(seen.young && about.contains(&path)));
            if same {
                self.unsettled.remove(&path);
            } else {
                self.unsettled.entry(path).or_insert(Unsettled { stamp, since: now, first: now });
            }
        }
        self.settle();
    }

    /// Tells of the files that differ and have stood still.
    fn settle(&mut self) {
        let mut changes = Changes::default();
        for (path, mut file) in std::mem::take(&mut self.unsettled) {
            let (stamp, now) = (Stamp::of(&path), Instant::now());
            if stamp != file.stamp {
                (file.stamp, file.since) = (stamp, now);
            }
            let still = now.duration_since(file.since) >= SETTLE
                || now.duration_since(file.first) >= RESTLESS
                || stamp.is_some_and(|stamp| stamp.older_than(SETTLE));
            if !still {
                self.unsettled.insert(path, file);
                continue;
            }
            let Some(stamp) = stamp else {
                if self.seen.remove(&path).is_some() {
                    changes.gone.push(path);
                }
                continue;
            };
            let hash = if stamp.link { None } else { content(&path, &stamp) };
            let before = self.seen.insert(path.clone(), Seen::new(stamp, hash));
            // What is not read is another where its stamp is.
            let same =
                |before: Seen| if hash.is_none() { before.stamp == stamp } else { before.hash == hash };
            if !before.is_some_and(same) {
                changes.written.push(path);
            }
        }
        if !changes.is_empty() {
            (self.tell)(changes);
        }
    }

    /// The files there are.
    fn look(&mut self) -> FxHashMap<PathBuf, Stamp> {
        let start = Instant::now();
        let mut found = FxHashMap::default();
        found.reserve(self.seen.len());
        let mut add = |path: &Path| {
            if let Some(stamp) = Stamp::of(path) {
                found.insert(path.to_owned(), stamp);
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
        self.looking = start.elapsed();
        found
    }
}
