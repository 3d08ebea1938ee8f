//! Finding the sources of a workspace, and naming what lies there and is not read.

use super::Workspace;
use super::pattern::OUTSIDE;
use crate::kind::{is_about, is_document, is_not_read, is_page_part, kind_of, why_not_read};
use crate::metadata::is_about_others;
use crate::seen::{Known, Seen};
use globset::GlobMatcher;
use ignore::{DirEntry, WalkBuilder};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a link is not followed.
pub const LEADS_OUT: &str = "a link that leads out of the workspace";

/// A file that is to be read as a source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceFile {
    /// Path relative to the workspace with `/`; the whole path for one outside it.
    pub id: Arc<str>,
    /// Where it is.
    pub path: PathBuf,
}

/// A file or folder that is not read, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// Where it is.
    pub path: PathBuf,
    /// Why, in words.
    pub reason: String,
    /// It is a file that a writer may take for a source. What cannot be one (a README) and folders are not.
    pub is_file: bool,
}

/// What was found, and where it was looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// By id, each once.
    pub sources: Vec<SourceFile>,
    /// Folders that hold them and are to be watched, outermost only.
    pub folders: Vec<PathBuf>,
    /// Every place that was looked at, there or not, in order: for the message that no source was found.
    pub looked_in: Vec<PathBuf>,
    /// What was found there and is not read.
    pub unread: Vec<Unread>,
    /// Every document there as it was when it was come across.
    pub known: Known,
}

/// A discovery in the making.
#[derive(Default)]
struct Finding {
    drafts: BTreeSet<PathBuf>,
    sources: FxHashSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
    looked_in: Vec<PathBuf>,
    unread: BTreeSet<Unread>,
    known: Known,
}

impl Finding {
    fn leave_out(&mut self, path: &Path, reason: impl Into<String>, is_file: bool) {
        self.unread.insert(Unread { path: path.to_owned(), reason: reason.into(), is_file });
    }
}

impl Workspace {
    /// Finds the sources for these drafts (absolute paths; those open in the editor and those `copydesk.toml`
    /// names). Without a draft it is looked in the root alone. A file that is a draft is never a source.
    pub fn discover(&self, drafts: &[PathBuf]) -> Discovery {
        let mut found = Finding { drafts: drafts.iter().cloned().collect(), ..Finding::default() };
        if self.config.sources.is_empty() {
            for folder in self.source_folders(drafts) {
                found.looked_in.push(folder.clone());
                if folder.is_dir() {
                    self.folder(&folder, None, &mut found);
                }
            }
        } else {
            for pattern in &self.config.sources {
                self.named(pattern, &mut found);
            }
            // What the file names as drafts is no source even where a source pattern takes it in.
            let drafts: BTreeSet<PathBuf> = self.drafts().into_iter().collect();
            found.sources.retain(|source| !drafts.contains(source));
        }
        for folder in &self.outside {
            found.looked_in.push(folder.clone());
            if let Err(reason) = refuse(folder) {
                found.leave_out(folder, reason, false);
            } else if folder.is_dir() {
                found.folders.insert(folder.clone());
                walk(folder, folder, None, &mut found);
            } else {
                found.leave_out(folder, "no such folder", false);
            }
        }
        let folders = found.folders.clone();
        found.folders.retain(|folder| !folder.ancestors().skip(1).any(|above| folders.contains(above)));
        let mut looked_in = Vec::new();
        for place in found.looked_in {
            if !looked_in.contains(&place) {
                looked_in.push(place);
            }
        }
        let paths: Vec<PathBuf> = found.sources.into_iter().collect();
        let ids = shared_out(&paths, |paths| paths.iter().map(|path| self.id(path)).collect());
        let mut sources: Vec<SourceFile> =
            ids.into_iter().zip(paths).map(|(id, path)| SourceFile { id, path }).collect();
        sources.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        Discovery {
            sources,
            folders: found.folders.into_iter().collect(),
            looked_in,
            unread: found.unread.into_iter().collect(),
            known: found.known,
        }
    }

    /// Takes in what a pattern of `copydesk.toml` names.
    fn named(&self, pattern: &str, found: &mut Finding) {
        let place = self.root.join(pattern);
        found.looked_in.push(place.clone());
        let named = match self.pattern(pattern) {
            Ok(named) => named,
            Err(reason) => {
                return found.leave_out(&place, reason, false);
            }
        };
        match &named.glob {
            None if named.base.is_file() => {
                if self.is_outside(&named.base) {
                    found.leave_out(&named.base, OUTSIDE, true);
                } else {
                    if let Some(folder) = named.base.parent() {
                        found.folders.insert(folder.to_owned());
                    }
                    found.known.note(&named.base);
                    if !is_page_part(&named.base) {
                        add(&named.base, true, found);
                    }
                }
            }
            _ if named.base.is_dir() => self.folder(&named.base, named.glob.as_ref(), found),
            _ => {
                // Watched from above, so that it is seen when it comes.
                if let Some(above) = named.base.ancestors().skip(1).find(|above| above.is_dir())
                    && above.starts_with(&self.root)
                {
                    found.folders.insert(above.to_owned());
                }
                found.leave_out(&named.base, "not there", false);
            }
        }
    }

    /// Takes in the files of a folder of the workspace.
    fn folder(&self, folder: &Path, glob: Option<&GlobMatcher>, found: &mut Finding) {
        if let Err(reason) = refuse(folder) {
            return found.leave_out(folder, reason, false);
        }
        if self.is_outside(folder) {
            return found.leave_out(folder, OUTSIDE, false);
        }
        found.folders.insert(folder.to_owned());
        walk(folder, &self.canonical, glob, found);
    }

    /// Whether a path leads out of the workspace once links are followed. A draft outside the workspace may have its
    /// sources beside it, so what does not begin in the workspace is held against its own folder.
    fn is_outside(&self, path: &Path) -> bool {
        let Ok(real) = path.canonicalize() else { return true };
        if path.starts_with(&self.root) || path.starts_with(&self.canonical) {
            return !real.starts_with(&self.canonical);
        }
        path.parent().and_then(|above| above.canonicalize().ok()).is_none_or(|above| !real.starts_with(above))
    }

    /// Whether the source at `path` has become a link that leads out of the workspace since it was found.
    pub fn leads_out(&self, path: &Path) -> bool {
        let Ok(real) = path.canonicalize() else { return false };
        let own = |folder: &PathBuf| {
            path.starts_with(folder) && folder.canonicalize().is_ok_and(|folder| real.starts_with(folder))
        };
        !self.outside.iter().any(own) && self.is_outside(path)
    }
}

/// The root of the disk and the home directory are never read as a whole.
pub(super) fn refuse(folder: &Path) -> Result<(), String> {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let home = std::env::home_dir().and_then(|home| home.canonicalize().ok());
    if real.parent().is_none() {
        return Err("the root of the disk is not read as a folder of sources".to_owned());
    }
    if home.is_some_and(|home| real == home) {
        return Err("the home directory is not read as a folder of sources".to_owned());
    }
    Ok(())
}

/// Takes in the files of a folder. `inside` is where links may lead.
fn walk(folder: &Path, inside: &Path, glob: Option<&GlobMatcher>, found: &mut Finding) {
    let inside = inside.canonicalize().unwrap_or_else(|_| inside.to_owned());
    // What git ignores may well be a source: agencies' texts often must not be committed.
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(false).hidden(true).follow_links(false);
    let mut entries = Vec::new();
    for entry in walk.build() {
        match entry {
            Ok(entry) => entries.push(entry),
            Err(error) => {
                let (at, reason) = fault_of(&error, folder);
                found.leave_out(at, reason, false);
            }
        }
    }
    // Before anybody reads them, so that no later change is missed.
    let seen = shared_out(&entries, |entries| {
        // Thousands of files lie in one folder, which is asked about once.
        let mut folder: Option<(&Path, bool)> = None;
        let mut looked = Vec::with_capacity(entries.len());
        for path in entries.iter().map(DirEntry::path) {
            let is_part = match (folder, path.parent()) {
                (Some((known, is_part)), Some(own)) if known == own => is_part,
                (_, own) => {
                    let is_part = is_page_part(path);
                    folder = own.map(|own| (own, is_part));
                    is_part
                }
            };
            looked.push((is_document(path).then(|| Seen::of(path)).flatten(), is_part));
        }
        looked
    });
    found.sources.reserve(entries.len());
    found.known.0.reserve(entries.len());
    for (entry, (seen, is_part)) in entries.iter().zip(seen) {
        let path = entry.path();
        if let Some(seen) = seen {
            found.known.0.insert(path.to_owned(), seen);
        }
        if is_part || glob.is_some_and(|glob| !glob.is_match(path)) {
            continue;
        }
        match entry.file_type() {
            Some(kind) if kind.is_file() => add(path, glob.is_some(), found),
            Some(kind) if kind.is_symlink() => follow(path, &inside, glob.is_some(), found),
            _ => {}
        }
    }
}

/// What could not be opened, and why: of "IO error for operation on PATH: Permission denied" only the path and what follows it
/// tell anything.
fn fault_of<'a>(error: &'a ignore::Error, folder: &'a Path) -> (&'a Path, String) {
    let mut inner = error;
    while let ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } = inner {
        inner = err;
    }
    let at = match inner {
        ignore::Error::WithPath { path, .. } => path,
        _ => folder,
    };
    let said = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    let reason = said.rsplit_once(&format!("{}: ", at.display())).map_or(&*said, |(_, said)| said);
    (at, reason.to_owned())
}

/// Takes in what a link leads to, if that lies `inside`.
fn follow(path: &Path, inside: &Path, named: bool, found: &mut Finding) {
    match path.canonicalize() {
        Ok(real) if !real.starts_with(inside) => found.leave_out(path, LEADS_OUT, real.is_file()),
        Ok(real) if real.is_file() => add(path, named, found),
        Ok(_) => found.leave_out(path, "a link to a folder is not followed", false),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            found.leave_out(path, "a link to what is not there", true);
        }
        Err(error) => found.leave_out(path, error.to_string(), true),
    }
}

/// What `of` makes of each of many things, made by several threads.
fn shared_out<T: Sync, R: Send>(all: &[T], of: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    const WORTH: usize = 512;
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(all.len() / WORTH).max(1);
    let (mine, others) = all.split_at(all.len().div_ceil(threads));
    std::thread::scope(|scope| {
        let of = &of;
        let pieces = others.chunks(all.len().div_ceil(threads).max(1));
        let others: Vec<_> = pieces.map(|piece| (piece, scope.spawn(|| of(piece)))).collect();
        let mut made = of(mine);
        for (piece, thread) in others {
            made.extend(thread.join().unwrap_or_else(|_| of(piece)));
        }
        made
    })
}

/// Takes in one file: as a source, as one that is not read, or (where nobody named it) not at all.
fn add(path: &Path, named: bool, found: &mut Finding) {
    if found.drafts.contains(path) || is_about_others(path) {
        return;
    }
    let is_read = kind_of(path).is_some();
    if is_read && is_about(path) {
        found.leave_out(path, "a file about its folder is no source", false);
    } else if is_read {
        found.sources.insert(path.to_owned());
    } else if named || is_not_read(path) {
        found.leave_out(path, why_not_read(path), true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_may_not_be_opened_is_named_itself() {
        let denied =
            std::io::Error::other("IO error for operation on /story/sources/shut: Permission denied");
        let err = Box::new(ignore::Error::Io(denied));
        let err = Box::new(ignore::Error::WithPath { path: "/story/sources/shut".into(), err });
        let error = ignore::Error::WithDepth { depth: 1, err };
        let told = fault_of(&error, Path::new("/story/sources"));
        assert_eq!(told, (Path::new("/story/sources/shut"), "Permission denied".to_owned()));
    }
}
