//! Where what is kept lies: the user's cache folder, a folder in it for each build of the program, and what is removed there.

use super::pack::bytes_at;
use rustc_hash::FxHasher;
use std::fs::{self, File};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

/// A file that was left half written is removed once it is this old.
const LEFT: Duration = Duration::from_secs(60 * 60);
/// What another build wrote is removed when it was not used for so long.
const UNUSED: Duration = Duration::from_secs(14 * 24 * 60 * 60);

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

/// Begins to work out what [`Cache::open`] needs, so that it need not wait for a cold disk.
pub fn warm_up() {
    std::thread::Builder::new().name("fingerprint".to_owned()).spawn(fingerprint).ok();
}

/// Places of the program that its fingerprint is taken at, and bytes at each: to read all of it from a cold disk takes
/// longer than to judge a draft.
const SAMPLES: u64 = 64;
const SAMPLE: u64 = 4096;

/// Of the program that runs: its version, place, size and date, and what stands at places all over it; `None` where it cannot be read.
pub(super) fn fingerprint() -> Option<u64> {
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
pub(super) fn tidy(all: &Path, own: &Path) {
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
