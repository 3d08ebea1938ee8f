//! The file of a workspace: records in blocks, the index behind them, the table of all at its end.

use super::lock;
use copydesk_library::{Library, Slice};
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::hash::Hasher;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};

/// What a file begins and ends with.
const MAGIC: &[u8; 8] = b"copydsk2";
/// Bytes of the foot: where the table begins, its checksum, the magic.
const FOOT: u64 = 24;
/// A block is full once it has so many bytes.
const BLOCK: usize = 256 * 1024;

/// What the record of a source is found by.
pub(super) type Key = (u64, u64);

/// Where a record stands.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) key: Key,
    pub(super) block: u32,
    /// Bytes of the block.
    pub(super) at: u32,
    len: u32,
}

/// Where bytes stand in the file, and what they must come to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Stretch {
    at: u64,
    len: u32,
    check: u64,
}

/// What a file holds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Table {
    pub(super) entries: Vec<Entry>,
    blocks: Vec<Stretch>,
    /// Pieces of the index, see [`Library::folded_index`].
    index: Vec<Stretch>,
}

/// A complete file.
#[derive(Debug)]
pub(super) struct Pack {
    file: File,
    pub(super) entries: FxHashMap<Key, Entry>,
    pub(super) blocks: Vec<Block>,
    pub(super) index: Vec<Stretch>,
}

/// Records that are read together; shared by the articles in it, and forgotten with the last of them.
#[derive(Debug)]
pub(super) struct Block {
    stretch: Stretch,
    bytes: Mutex<Weak<Vec<u8>>>,
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Fresh {
    path: PathBuf,
    file: BufWriter<File>,
    at: u64,
    /// What is gathered for the next block.
    block: Vec<u8>,
    pub(super) table: Table,
}

impl Pack {
    /// A complete file whose table bears out its checksum.
    pub(super) fn open(path: &Path) -> Option<Self> {
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
    pub(super) fn bytes(&self, entry: &Entry) -> Option<Slice> {
        let (at, len) = (entry.at as usize, entry.len as usize);
        Slice::of(&self.block(entry.block as usize)?, at..at.checked_add(len)?)
    }

    pub(super) fn block(&self, number: usize) -> Option<Arc<Vec<u8>>> {
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
    pub(super) fn stretch(&self, stretch: &Stretch) -> Option<Vec<u8>> {
        bytes_at(&self.file, stretch.at, stretch.len as usize)
            .filter(|bytes| checksum(bytes) == stretch.check)
    }
}

impl Fresh {
    pub(super) fn new(beside: &Path) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = beside.with_extension(format!("{}-{number}.tmp", std::process::id()));
        let mut file = BufWriter::with_capacity(1 << 16, File::create(&path)?);
        file.write_all(MAGIC)?;
        let at = MAGIC.len() as u64;
        Ok(Self { path, file, at, block: Vec::with_capacity(BLOCK), table: Table::default() })
    }

    pub(super) fn add(&mut self, key: Key, bytes: &[u8]) -> io::Result<()> {
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
    pub(super) fn finish(mut self, path: &Path, library: &Library) -> io::Result<()> {
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

fn checksum(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.write_usize(bytes.len());
    hasher.finish()
}

/// The bytes at a place of a file that others read too.
pub(super) fn bytes_at(file: &File, at: u64, len: usize) -> Option<Vec<u8>> {
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
