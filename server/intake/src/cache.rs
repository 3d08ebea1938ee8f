//! What was made of sources, kept between runs in the user's cache folder.
//!
//! A workspace has one file there. A record is found by what it was made from: the id and the bytes of the source; so a
//! source that changed is read anew, whatever its date says. Records stand together in blocks, which are read as a whole
//! and used as they were read; the index over all articles stands behind them. Every block, every piece of the index and
//! the table of all carry a checksum, and what does not bear it out counts as missing. The folder's name is a fingerprint
//! of the program: another build never reads what this one wrote. A file is written beside the old one and renamed over
//! it when it is complete; nothing that was written is ever changed, so any number of servers may read and write at
//! once, and one that is killed leaves at most a file that nobody looks at and the next one removes.

mod pack;
mod place;

pub use place::{cache_folder, warm_up};

use crate::comparable::comparable;
use crate::read::{MAX_BYTES, Read, ReadError, read};
use copydesk_library::{Article, Library, Slice};
use copydesk_tagging::Tagger;
use copydesk_tagging::actors::Alias;
use pack::{Fresh, Key, Pack};
use place::{fingerprint, tidy};
use rustc_hash::{FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// New records that are worth a new file.
const WORTH: usize = 32;
/// Of the records of the file, the share in new ones that is worth a new file.
const SHARE: usize = 20;

/// The kept work of one workspace.
#[derive(Debug)]
pub struct Cache {
    path: PathBuf,
    pack: RwLock<Option<Arc<Pack>>>,
    /// Keys that were asked for: what nobody asks for is not kept.
    used: Mutex<FxHashSet<Key>>,
    fresh: Mutex<Option<Fresh>>,
    /// Blocks that were read before anybody asked for them.
    ahead: Mutex<Vec<Arc<Vec<u8>>>>,
}

/// The articles of a source as they are written.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    note: Option<&'a str>,
    article: &'a [u8],
    /// Further articles of the file, by id.
    #[serde(borrow)]
    more: Vec<(&'a str, &'a [u8])>,
}

impl Cache {
    /// What is kept for the workspace `root` under `folder`, the user's cache folder. `None` where nothing can be kept.
    pub fn open(folder: &Path, root: &Path) -> Option<Self> {
        let all = folder.join("copydesk");
        let folder = all.join(format!("{:016x}", fingerprint()?));
        fs::create_dir_all(&folder)
            .inspect_err(|error| tracing::warn!(folder = %folder.display(), %error, "nothing is kept"))
            .ok()?;
        // Shows that this build is in use.
        fs::write(folder.join("used"), b"").ok();
        tidy(&all, &folder);
        let path = folder.join(format!("{:016x}.pack", hash(&root)));
        let pack = Pack::open(&path).map(Arc::new);
        Some(Self {
            path,
            pack: RwLock::new(pack),
            used: Mutex::default(),
            fresh: Mutex::default(),
            ahead: Mutex::default(),
        })
    }

    /// Begins to read all that is kept, so that nobody who asks for it soon has to wait. [`Self::save`] lets go of what
    /// nobody has asked for.
    pub fn read_ahead(self: &Arc<Self>) {
        let Some(pack) = self.pack().filter(|pack| pack.blocks.len() > 1) else { return };
        let cache = Arc::downgrade(self);
        let ahead = move || {
            for number in 0..pack.blocks.len() {
                let Some(cache) = cache.upgrade() else { return };
                let Some(block) = pack.block(number) else { continue };
                lock(&cache.ahead).push(block);
            }
        };
        std::thread::Builder::new().name("ahead".to_owned()).spawn(ahead).ok();
    }

    /// The index over what is kept, for [`Library::extend_with_kept`].
    pub fn index(&self) -> Vec<Slice> {
        let Some(pack) = self.pack() else { return Vec::new() };
        pack.index.iter().filter_map(|stretch| pack.stretch(stretch)).map(Slice::from).collect()
    }

    /// Whether most of the sources are likely to be found here: what is read is complete within a moment.
    pub fn is_full(&self) -> bool {
        self.pack().is_some_and(|pack| !pack.index.is_empty())
    }

    /// Reads a source as [`read`] and [`comparable`] do, or takes what was made of it before. `names` are what the tagger was
    /// made with.
    ///
    /// # Errors
    /// As [`read`]; and if it cannot be compared.
    pub fn read(
        &self,
        path: &Path,
        id: &Arc<str>,
        tagger: &Tagger,
        names: &[Alias],
    ) -> Result<Read, ReadError> {
        let key = key(path, id, names);
        if let Some(key) = key
            && let Some(read) = self.get(key, id, tagger)
        {
            return Ok(read);
        }
        let read = read(path, id.clone())?;
        let read = comparable(read, path, tagger)?;
        // It may have been written again between the two looks at it.
        if let Some(key) = key
            && self::key(path, id, names) == Some(key)
        {
            // Articles of a language that is not compared may have stood before the first that is.
            if read.article.id == *id {
                let article = read.article.pack();
                let more: Vec<Vec<u8>> = read.more.iter().map(Article::pack).collect();
                let more = read.more.iter().zip(&more).map(|(article, bytes)| (&*article.id, &**bytes));
                let note = read.note.as_deref();
                self.put(key, &Record { note, article: &article, more: more.collect() });
            }
        }
        Ok(read)
    }

    fn get(&self, key: Key, id: &Arc<str>, tagger: &Tagger) -> Option<Read> {
        let pack = self.pack()?;
        let entry = pack.entries.get(&key)?;
        let bytes = pack.bytes(entry)?;
        let record: Record<'_> = postcard::from_bytes(&bytes).ok()?;
        let article = Article::unpack(id.clone(), &bytes.part(record.article), tagger)?;
        let more = record
            .more
            .into_iter()
            .map(|(id, part)| Article::unpack(Arc::<str>::from(id), &bytes.part(part), tagger));
        let more = more.collect::<Option<Vec<Article>>>()?;
        lock(&self.used).insert(key);
        Some(Read { article, more, note: record.note.map(str::to_owned) })
    }

    fn put(&self, key: Key, record: &Record<'_>) {
        let Ok(bytes) = postcard::to_stdvec(record) else { return };
        let mut fresh = lock(&self.fresh);
        if fresh.is_none() {
            *fresh =
                Fresh::new(&self.path).inspect_err(|error| tracing::warn!(%error, "nothing is kept")).ok();
        }
        if let Some(file) = &mut *fresh
            && let Err(error) = file.add(key, &bytes)
        {
            tracing::warn!(%error, "what was read is not kept");
            *fresh = None;
        }
    }

    /// Keeps what was read since the last time and the index of `library`, which holds it, if that is worth a new file.
    pub fn save(&self, library: &Library) {
        lock(&self.ahead).clear();
        let pack = self.pack();
        let old = pack.as_ref().map_or(0, |pack| pack.entries.len());
        let fresh = {
            let mut fresh = lock(&self.fresh);
            let count = fresh.as_ref().map_or(0, |fresh| fresh.table.entries.len());
            if count < WORTH || count * SHARE < old {
                return;
            }
            fresh.take()
        };
        let Some(mut fresh) = fresh else { return };
        let used = std::mem::take(&mut *lock(&self.used));
        let known: FxHashSet<Key> = fresh.table.entries.iter().map(|entry| entry.key).collect();
        let kept = pack.iter().flat_map(|pack| pack.entries.values().map(move |entry| (pack, entry)));
        let mut kept: Vec<_> =
            kept.filter(|(_, entry)| used.contains(&entry.key) && !known.contains(&entry.key)).collect();
        // Block by block, so that each is read once.
        kept.sort_unstable_by_key(|(_, entry)| (entry.block, entry.at));
        let mut block = None;
        for (pack, entry) in kept {
            if block.as_ref().is_none_or(|(number, _)| *number != entry.block) {
                block = Some((entry.block, pack.block(entry.block as usize)));
            }
            if let Some(bytes) = pack.bytes(entry)
                && let Err(error) = fresh.add(entry.key, &bytes)
            {
                tracing::warn!(%error, "what was read is not kept");
                return;
            }
        }
        lock(&self.used).extend(fresh.table.entries.iter().map(|entry| entry.key));
        match fresh.finish(&self.path, library) {
            Ok(()) => {
                let pack = Pack::open(&self.path).map(Arc::new);
                *self.pack.write().unwrap_or_else(PoisonError::into_inner) = pack;
            }
            Err(error) => tracing::warn!(%error, "what was read is not kept"),
        }
    }

    fn pack(&self) -> Option<Arc<Pack>> {
        self.pack.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What a source is made from; `None` if it cannot be read.
fn key(path: &Path, id: &Arc<str>, names: &[Alias]) -> Option<Key> {
    // Looked at before it is opened: opening a pipe would wait for somebody to write.
    let info = fs::metadata(path).ok()?;
    if !info.is_file() || info.len() > MAX_BYTES {
        return None;
    }
    let mut bytes = Vec::with_capacity(info.len() as usize + 1);
    // It may grow while it is read.
    io::Read::read_to_end(&mut io::Read::take(File::open(path).ok()?, MAX_BYTES + 1), &mut bytes).ok()?;
    // What lies beside it says something of it too.
    let beside = crate::metadata::stamp(path);
    let mut other = FxHasher::default();
    (id, names, beside, &bytes).hash(&mut other);
    Some((hash(&(id, names, beside, &bytes)), other.finish()))
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
