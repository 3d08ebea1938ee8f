//! What was seen of files on the disk: enough to tell later whether they have changed since.

use crate::read::MAX_BYTES;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A stamp that was taken so soon after the file changed may hide another change: file systems round their times.
const YOUNG: Duration = Duration::from_secs(2);

/// Files as they were when somebody looked, before reading them. Given to [`crate::Watch::set`], it is told of whatever
/// changes after that look, even before the watch stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known(pub(crate) FxHashMap<PathBuf, Seen>);

impl Known {
    /// Takes a file as it is now; nothing if there is none.
    pub fn note(&mut self, path: &Path) {
        if let Some(seen) = Seen::of(path) {
            self.0.insert(path.to_owned(), seen);
        }
    }

    /// Takes what another look has seen, too.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// How a file shows that it changed, without being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) len: u64,
    modified: Option<SystemTime>,
    /// Where the system has them: when anything about it changed last (seconds, nanoseconds), and which file it is.
    changed: (i64, i64, u64),
    /// It is reached by a link: its own text is not read here, as it may lie anywhere.
    pub(crate) link: bool,
}

impl Stamp {
    /// Of what is there, if it is a file.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let own = std::fs::symlink_metadata(path).ok()?;
        let link = own.is_symlink();
        // A link changes with what it leads to.
        let info = if link { std::fs::metadata(path).unwrap_or(own) } else { own };
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt;
            (info.ctime(), info.ctime_nsec(), info.ino())
        };
        #[cfg(not(unix))]
        let changed = (0, 0, 0);
        let is_file = info.is_file() || link;
        is_file.then(|| Self { len: info.len(), modified: info.modified().ok(), changed, link })
    }

    /// Whether it was written at least so long ago.
    pub(crate) fn older_than(&self, age: Duration) -> bool {
        let since = |at: SystemTime| SystemTime::now().duration_since(at).is_ok_and(|since| since >= age);
        self.modified.is_some_and(since)
    }
}

/// What was last seen of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) stamp: Stamp,
    /// The stamp may hide a later change.
    pub(crate) young: bool,
    /// Of the content; `None` until it was read for the first change.
    pub(crate) hash: Option<u64>,
}

impl Seen {
    /// A file as it is now, not read; `None` if there is none.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        Stamp::of(path).map(|stamp| Self::new(stamp, None))
    }

    pub(crate) fn new(stamp: Stamp, hash: Option<u64>) -> Self {
        Self { stamp, young: !stamp.older_than(YOUNG), hash }
    }
}

/// A hash of a file's content; `None` if it cannot be read.
pub(crate) fn content(path: &Path, stamp: &Stamp) -> Option<u64> {
    let mut hasher = FxHasher::default();
    if stamp.len > MAX_BYTES {
        // Too large to be a text: its time has to do.
        stamp.modified.hash(&mut hasher);
    } else {
        hasher.write(&std::fs::read(path).ok()?);
    }
    Some(hasher.finish())
}
