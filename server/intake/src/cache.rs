//! What was made of sources, kept between runs in the user's cache folder.
//!
//! A workspace has one file there. A record is found by what it was made from: the id and the bytes of the source; so a
//! source that changed is read anew, whatever its date says. Records stand together in blocks, which are read as a whole
//! and used as they were read; the index over all articles stands behind them. Every block, every piece of the index and
//! the table of all carry a checksum, and what does not bear it out counts as missing. The folder's name is a fingerprint of the program: another build never reads
//! what this one wrote. A file is written beside the old one and renamed over it when it is complete; nothing that was
//! written is ever changed, so any number of servers may read and write at once, and one that is killed leaves at most
//! a file that nobody looks at and the next one removes.

use crate::read::{MAX_BYTES, Read, ReadError, read};
use copydesk_library::{Article, Library, Slice};
use copydesk_tagging::Tagger;
use copydesk_tagging::actors::Alias;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, Weak};
use std::time::{Duration, SystemTime};

/// What a file begins and ends with.
const MAGIC: &[u8; 8] = b"copydsk2";
/// Bytes of the foot: where the table begins, its checksum, the magic.
const FOOT: u64 = 24;
/// A block is full once it has so many bytes.
const BLOCK: usize = 256 * 1024;
/// The longest text of one article, in bytes: more than the longest novel has.
const MAX_ARTICLE: usize = 4 * 1024 * 1024;
/// New records that are worth a new file.
const WORTH: usize = 32;
/// Of the records of the file, the share in new ones that is worth a new file.
const SHARE: usize = 20;
/// A file that was left half written is removed once it is this old.
const LEFT: Duration = Duration::from_secs(60 * 60);
/// What another build wrote is removed when it was not used for so long.
const UNUSED: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// What the record of a source is found by.
type Key = (u64, u64);

/// Where a record stands.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Entry {
    key: Key,
    block: u32,
    /// Bytes of the block.
    at: u32,
    len: u32,
}

/// Where bytes stand in the file, and what they must come to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Stretch {
    at: u64,
    len: u32,
    check: u64,
}

/// What a file holds.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Table {
    entries: Vec<Entry>,
    blocks: Vec<Stretch>,
    /// Pieces of the index, see [`Library::folded_index`].
    index: Vec<Stretch>,
}

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

/// A complete file.
#[derive(Debug)]
struct Pack {
    file: File,
    entries: FxHashMap<Key, Entry>,
    blocks: Vec<Block>,
    index: Vec<Stretch>,
}

/// Records that are read together; shared by the articles in it, and forgotten with the last of them.
#[derive(Debug)]
struct Block {
    stretch: Stretch,
    bytes: Mutex<Weak<Vec<u8>>>,
}

/// A file that is being written.
#[derive(Debug)]
struct Fresh {
    path: PathBuf,
    file: BufWriter<File>,
    at: u64,
    /// What is gathered for the next block.
    block: Vec<u8>,
    table: Table,
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

impl Pack {
    /// A complete file whose table bears out its checksum.
    fn open(path: &Path) -> Option<Self> {
        let file = File::open(path).ok()?;
        let len = file.metadata().ok()?.len();
        let foot = bytes_at(&file, len.checked_sub(FOOT)?, FOOT as usize)?;
        let number = |from: usize| Some(u64::from_le_bytes(foot.get(from..from + 8)?.try_into().ok()?));
        let (table, check) = (number(0)?, number(8)?);
        if foot.get(16..)? != MAGIC {
            return None;
        }
        let bytes = bytes_at(&file, table, usize::try_from((len - FOOT).checked_sub(table)?).ok()?)?;
        if checksum(&bytes) != check {
            tracing::warn!(path = %path.display(), "what was kept is damaged: it is made anew");
            return None;
        }
        let table: Table = postcard::from_bytes(&bytes).ok()?;
        let block = |stretch| Block { stretch, bytes: Mutex::default() };
        Some(Self {
            file,
            entries: table.entries.into_iter().map(|entry| (entry.key, entry)).collect(),
            blocks: table.blocks.into_iter().map(block).collect(),
            index: table.index,
        })
    }

    /// The bytes of a record, if its block bears out its checksum.
    fn bytes(&self, entry: &Entry) -> Option<Slice> {
        let (at, len) = (entry.at as usize, entry.len as usize);
        Slice::of(&self.block(entry.block as usize)?, at..at.checked_add(len)?)
    }

    fn block(&self, number: usize) -> Option<Arc<Vec<u8>>> {
        let block = self.blocks.get(number)?;
        // Whoever else wants it waits until it is read.
        let mut bytes = lock(&block.bytes);
        if let Some(bytes) = bytes.upgrade() {
            return Some(bytes);
        }
        let read = Arc::new(self.stretch(&block.stretch)?);
        *bytes = Arc::downgrade(&read);
        Some(read)
    }

    /// Bytes that bear out their checksum.
    fn stretch(&self, stretch: &Stretch) -> Option<Vec<u8>> {
        bytes_at(&self.file, stretch.at, stretch.len as usize)
            .filter(|bytes| checksum(bytes) == stretch.check)
    }
}

impl Fresh {
    fn new(beside: &Path) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = beside.with_extension(format!("{}-{number}.tmp", std::process::id()));
        let mut file = BufWriter::with_capacity(1 << 16, File::create(&path)?);
        file.write_all(MAGIC)?;
        let at = MAGIC.len() as u64;
        Ok(Self { path, file, at, block: Vec::with_capacity(BLOCK), table: Table::default() })
    }

    fn add(&mut self, key: Key, bytes: &[u8]) -> io::Result<()> {
        let (block, at) = (self.table.blocks.len() as u32, self.block.len() as u32);
        let len = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.block.extend_from_slice(bytes);
        self.table.entries.push(Entry { key, block, at, len });
        if self.block.len() >= BLOCK { self.end_block() } else { Ok(()) }
    }

    fn end_block(&mut self) -> io::Result<()> {
        let block = std::mem::take(&mut self.block);
        let stretch = self.stretch(&block)?;
        self.table.blocks.push(stretch);
        self.block = block;
        self.block.clear();
        Ok(())
    }

    /// Writes bytes and says where they stand.
    fn stretch(&mut self, bytes: &[u8]) -> io::Result<Stretch> {
        let len = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.file.write_all(bytes)?;
        let stretch = Stretch { at: self.at, len, check: checksum(bytes) };
        self.at += u64::from(len);
        Ok(stretch)
    }

    /// Completes the file and puts it in its place.
    fn finish(mut self, path: &Path, library: &Library) -> io::Result<()> {
        self.end_block()?;
        for piece in library.folded_index() {
            let stretch = self.stretch(&piece)?;
            self.table.index.push(stretch);
        }
        let table = postcard::to_stdvec(&self.table).map_err(io::Error::other)?;
        self.file.write_all(&table)?;
        self.file.write_all(&self.at.to_le_bytes())?;
        self.file.write_all(&checksum(&table).to_le_bytes())?;
        self.file.write_all(MAGIC)?;
        self.file.flush()?;
        fs::rename(&self.path, path)
    }
}

impl Drop for Fresh {
    /// Removes what was not completed; after a rename there is nothing of that name.
    fn drop(&mut self) {
        fs::remove_file(&self.path).ok();
    }
}

/// Where programs keep what they can make anew: `COPYDESK_CACHE` if it is set (nothing is kept if it is empty), else as
/// the system has it.
pub fn cache_folder() -> Option<PathBuf> {
    let var = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(own) = std::env::var_os("COPYDESK_CACHE") {
        return (!own.is_empty()).then(|| PathBuf::from(own));
    }
    if cfg!(windows) {
        return var("LOCALAPPDATA");
    }
    if cfg!(target_os = "macos") {
        return std::env::home_dir().map(|home| home.join("Library/Caches"));
    }
    var("XDG_CACHE_HOME")
        .filter(|folder| folder.is_absolute())
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
}

/// What was read, made ready for being asked: of its articles those that a draft can be held against.
///
/// # Errors
/// All are in other languages.
pub fn comparable(read: Read, path: &Path, tagger: &Tagger) -> Result<Read, ReadError> {
    let (mut fault, mut faults, mut ready) = (None, 0, Vec::new());
    for article in std::iter::once(read.article).chain(read.more) {
        let article = article.with_tagger(tagger);
        match too_long(&article).or_else(|| article.incomparable()) {
            Some(reason) => {
                fault = fault.or(Some(reason));
                faults += 1;
            }
            None => {
                article.prepare();
                ready.push(article);
            }
        }
    }
    let left_out = fault.as_ref().map(|reason| format!("{faults} of its articles are left out: {reason}"));
    let mut ready = ready.into_iter();
    match ready.next() {
        Some(article) => {
            let note = [read.note, left_out].into_iter().flatten().reduce(|a, b| format!("{a}; {b}"));
            Ok(Read { article, more: ready.collect(), note })
        }
        None => Err(ReadError { path: path.to_owned(), reason: fault.unwrap_or_default(), gone: false }),
    }
}

/// Why an article is too long to be held in memory with all that is made of it: thirty times its text, for a moment.
fn too_long(article: &Article) -> Option<String> {
    let bytes: usize = article.prose.blocks.iter().map(|block| block.text.len()).sum();
    (bytes > MAX_ARTICLE).then(|| {
        let (has, most) = (bytes.div_ceil(1 << 20), MAX_ARTICLE >> 20);
        format!("too long for one article: {has} MB of text, and at most {most} MB are read")
    })
}

/// Begins to work out what [`Cache::open`] needs, so that it need not wait for a cold disk.
pub fn warm_up() {
    std::thread::Builder::new().name("fingerprint".to_owned()).spawn(fingerprint).ok();
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

fn checksum(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.write_usize(bytes.len());
    hasher.finish()
}

/// Places of the program that its fingerprint is taken at, and bytes at each: to read all of it from a cold disk takes
/// longer than to judge a draft.
const SAMPLES: u64 = 64;
const SAMPLE: u64 = 4096;

/// Of the program that runs: its version, place, size and date, and what stands at places all over it; `None` where it cannot be read.
fn fingerprint() -> Option<u64> {
    static FINGERPRINT: OnceLock<Option<u64>> = OnceLock::new();
    *FINGERPRINT.get_or_init(|| {
        let path = std::env::current_exe().ok()?;
        let program = File::open(&path).ok()?;
        let info = program.metadata().ok()?;
        let mut hasher = FxHasher::default();
        (env!("CARGO_PKG_VERSION"), &path, info.len(), info.modified().ok()).hash(&mut hasher);
        let last = info.len().saturating_sub(SAMPLE);
        for sample in 0..=SAMPLES {
            let len = SAMPLE.min(info.len()) as usize;
            bytes_at(&program, last * sample / SAMPLES, len)?.hash(&mut hasher);
        }
        Some(hasher.finish())
    })
}

/// Removes what was left half written in `own` and what other builds wrote long ago.
fn tidy(all: &Path, own: &Path) {
    let old = |path: &Path, age: Duration| {
        let modified = fs::metadata(path).and_then(|info| info.modified());
        modified.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|since| since > age))
    };
    for entry in fs::read_dir(own).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "tmp") && old(&path, LEFT) {
            fs::remove_file(&path).ok();
        }
    }
    for entry in fs::read_dir(all).into_iter().flatten().flatten() {
        let path = entry.path();
        if path != own && old(&path.join("used"), UNUSED) {
            fs::remove_dir_all(&path).ok();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The bytes at a place of a file that others read too.
fn bytes_at(file: &File, at: u64, len: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; len];
    #[cfg(unix)]
    std::os::unix::fs::FileExt::read_exact_at(file, &mut bytes, at).ok()?;
    #[cfg(windows)]
    {
        let mut done = 0;
        while done < len {
            match std::os::windows::fs::FileExt::seek_read(file, &mut bytes[done..], at + done as u64) {
                Ok(0) | Err(_) => return None,
                Ok(read) => done += read,
            }
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_text_is_no_article() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("endless.txt");
        std::fs::write(&path, "gull ".repeat(MAX_ARTICLE / 4)).expect("written");
        let read = read(&path, "endless.txt").expect("a text");
        let error = comparable(read, &path, Tagger::english()).expect_err("too long");
        assert_eq!(error.reason, "too long for one article: 5 MB of text, and at most 4 MB are read");
    }
}
