//! What lies beside a source and says something of it: a sidecar, a Zotero library.

use super::bibliography::Bibliography;
use super::{complete, front, overlay};
use copydesk_library::Metadata;
use copydesk_text::Prose;
use std::collections::HashMap;
use std::ffi::OsString;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// The ending of a file that says what is known of another: `page.html.meta.toml` or `page.meta.toml` of `page.html`.
pub const SIDECAR: &str = ".meta.toml";

/// For so long nobody looks whether a folder has changed: it takes longer until anybody is told of a change.
const BRIEFLY: Duration = Duration::from_millis(50);
/// A folder that was changed lately is looked through again after this long.
const FRESH: Duration = Duration::from_millis(200);
/// What was changed so long ago shows it when it is changed again: file systems round their times.
const YOUNG: Duration = Duration::from_secs(2);
/// A larger library is none.
const MAX_LIBRARY: u64 = 8 * 1024 * 1024;

/// What lies beside one source.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    name: String,
    stem: String,
    sidecar: Option<Metadata>,
    libraries: Vec<Arc<Bibliography>>,
}

impl Beside {
    /// What lies beside the file at `path`.
    pub(crate) fn of(path: &Path) -> Self {
        let text = |part: Option<&std::ffi::OsStr>| {
            part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
        };
        Self {
            name: text(path.file_name()),
            stem: text(path.file_stem()),
            sidecar: sidecars(path).iter().find_map(|path| read_sidecar(path)),
            libraries: path.parent().map(|folder| Folder::of(folder).libraries.clone()).unwrap_or_default(),
        }
    }

    /// What is known of an article, all told; `own` is what its file states.
    pub(crate) fn metadata(&self, own: Metadata, text: &str, prose: &Prose) -> Metadata {
        let mut meta = own;
        let (front, clipped) = front::of(text, prose);
        // An entry is found by what the file states of itself.
        let known =
            |pick: fn(&Metadata) -> &Option<String>| pick(&front).as_ref().or(pick(&meta).as_ref()).cloned();
        let (url, title, key) = (known(|m| &m.url), known(|m| &m.title), known(|m| &m.key));
        let entry = self.libraries.iter().find_map(|library| {
            library.find(&self.name, &self.stem, url.as_deref(), title.as_deref(), key.as_deref())
        });
        if let Some(entry) = entry {
            overlay(&mut meta, entry.clone());
        }
        overlay(&mut meta, front);
        if let Some(sidecar) = &self.sidecar {
            overlay(&mut meta, sidecar.clone());
        }
        complete(&mut meta, clipped, prose);
        meta
    }
}

/// Where the sidecar of a source may lie.
fn sidecars(path: &Path) -> Vec<PathBuf> {
    let mut whole = path.as_os_str().to_owned();
    whole.push(SIDECAR);
    vec![PathBuf::from(whole), path.with_extension(&SIDECAR[1..])]
}

fn read_sidecar(path: &Path) -> Option<Metadata> {
    let text = std::fs::read_to_string(path).ok()?;
    match text.parse::<toml::Table>() {
        Ok(table) => {
            let mut meta = Metadata::default();
            front::table(table, &mut meta);
            Some(meta)
        }
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "a sidecar that cannot be read");
            None
        }
    }
}

/// Whether a change of the file at `path` changes what is known of sources: which of them, as a test of their paths.
/// `None` where it does not. The folder is looked through again when it is asked for next.
pub fn sources_of(path: &Path) -> Option<impl Fn(&Path) -> bool + use<>> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let is_sidecar = name.ends_with(SIDECAR);
    if !is_sidecar && !is_library(path) {
        return None;
    }
    // Whoever tells of the change may be faster than [`BRIEFLY`].
    path.parent().map(Folder::forget);
    let path = path.to_owned();
    Some(move |source: &Path| {
        if is_sidecar {
            return sidecars(source).contains(&path);
        }
        let Some(folder) = path.parent() else { return false };
        source.parent().is_some_and(|own| own == folder || own.parent() == Some(folder))
    })
}

/// Whether a file only says something of others.
pub(crate) fn is_about_others(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.ends_with(SIDECAR))
        || path.extension().is_some_and(|ending| ending == "bib")
}

/// A number that changes when what lies beside the file at `path` does: for whoever keeps what was read of it.
pub fn stamp(path: &Path) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    let beside = path.parent().map(Folder::of);
    if !beside.as_ref().is_some_and(|folder| folder.no_sidecars) {
        for sidecar in sidecars(path).iter().filter_map(|path| changed(path)) {
            sidecar.hash(&mut hasher);
        }
    }
    for library in beside.iter().flat_map(|folder| &folder.libraries) {
        library.stamp.hash(&mut hasher);
    }
    hasher.finish()
}

/// When a file was written last, and how long it is.
type Changed = (SystemTime, u64);

fn changed(path: &Path) -> Option<Changed> {
    let info = std::fs::metadata(path).ok()?;
    Some((info.modified().ok()?, info.len()))
}

fn is_library(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("bib") || ending.eq_ignore_ascii_case("json"))
}

/// What lies in a folder of sources and says something of them. Many sources ask for the same one.
#[derive(Debug)]
struct Folder {
    /// The libraries in it and in the folder above.
    libraries: Vec<Arc<Bibliography>>,
    /// When the folder itself and the one above were changed last, which is when a file in it comes or goes; and when
    /// each of their libraries was. `None` where that is so lately that a later change might not show.
    stamps: Option<Vec<(PathBuf, Option<Changed>)>>,
    no_sidecars: bool,
}

/// A folder, and when it was last found to be so.
type Known = (Instant, Arc<Folder>);

/// Folders by their paths.
static KNOWN: LazyLock<Mutex<HashMap<OsString, Known>>> = LazyLock::new(Mutex::default);

impl Folder {
    fn of(folder: &Path) -> Arc<Self> {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if let Some((seen, old)) = known.get_mut(folder.as_os_str()) {
            let age = now.duration_since(*seen);
            if age >= BRIEFLY && old.is_unchanged() {
                *seen = now;
            }
            if age < BRIEFLY || *seen == now || (old.stamps.is_none() && age < FRESH) {
                return old.clone();
            }
        }
        let old = known.get(folder.as_os_str()).map(|(_, old)| &*old.libraries);
        let new = Arc::new(Self::new(folder, old.unwrap_or_default()));
        if known.len() > 4096 {
            known.clear();
        }
        known.insert(folder.as_os_str().to_owned(), (now, new.clone()));
        new
    }

    /// Forgets a folder and those in it.
    fn forget(folder: &Path) {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|path, _| Path::new(path) != folder && Path::new(path).parent() != Some(folder));
    }

    /// Whether it shows no change.
    fn is_unchanged(&self) -> bool {
        self.stamps.as_ref().is_some_and(|stamps| stamps.iter().all(|(path, stamp)| changed(path) == *stamp))
    }

    fn new(folder: &Path, old: &[Arc<Bibliography>]) -> Self {
        let (mut stamps, mut libraries, mut sidecars) = (Vec::new(), Vec::new(), false);
        for place in [Some(folder), folder.parent()].into_iter().flatten() {
            // Before it is looked through, so that what comes meanwhile shows.
            stamps.push((place.to_owned(), changed(place)));
            let mut here: Vec<PathBuf> = Vec::new();
            for entry in std::fs::read_dir(place).into_iter().flatten().flatten() {
                let name = entry.file_name();
                sidecars |= place == folder && name.to_string_lossy().to_lowercase().ends_with(SIDECAR);
                if is_library(Path::new(&name)) {
                    here.push(entry.path());
                }
            }
            here.sort();
            here.truncate(32);
            for path in here {
                let stamp = changed(&path);
                stamps.push((path.clone(), stamp));
                let Some((time, len)) = stamp.filter(|(_, len)| *len <= MAX_LIBRARY) else { continue };
                let mut hasher = rustc_hash::FxHasher::default();
                (&path, time, len).hash(&mut hasher);
                let stamp = hasher.finish();
                match old.iter().find(|library| library.stamp == stamp) {
                    Some(library) => libraries.push(library.clone()),
                    None => libraries.extend(Bibliography::read(&path, stamp).map(Arc::new)),
                }
            }
        }
        let now = SystemTime::now();
        let is_old = |(_, stamp): &(PathBuf, Option<Changed>)| {
            stamp.is_some_and(|(time, _)| now.duration_since(time).is_ok_and(|age| age >= YOUNG))
        };
        let no_sidecars = !sidecars && stamps.first().is_some_and(is_old);
        Self { libraries, stamps: stamps.iter().all(is_old).then_some(stamps), no_sidecars }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zotero_library_that_is_told_of_right_after_it_was_written_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let (source, library) = (folder.path().join("deep/wire.md"), folder.path().join("desk.bib"));
        std::fs::create_dir(folder.path().join("deep")).expect("made");
        assert!(Beside::of(&source).libraries.is_empty());
        std::fs::write(&library, "@article{wire,\n title={Ferry},\n journal={Harbour Wire}\n}\n")
            .expect("written");
        assert!(sources_of(&library).is_some_and(|of| of(&source)));
        assert_eq!(Beside::of(&source).libraries.len(), 1);
    }
}
