//! Which files of a folder are sources, which are drafts, and where they were looked for.
//!
//! Sources are what `copydesk.toml` names, else what lies in a folder `sources`, `articles` or `research` beside a
//! draft or above it, up to the root. No folder is ever read for want of another: not the root, not the home
//! directory, not the current directory.

use crate::config::{CONFIG_FILE, Config, ConfigError};
use crate::kind::{format_of, kind_of};
use crate::read::{Read, ReadError, read};
use crate::seen::{Known, Seen};
use globset::{GlobBuilder, GlobMatcher};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The names of folders that hold sources where `copydesk.toml` names none.
pub const SOURCE_FOLDERS: [&str; 3] = ["sources", "articles", "research"];

/// Names, without extension and in lower case, of files that are about a folder and never a draft or a source.
const ABOUT: [&str; 10] = [
    "readme",
    "license",
    "licence",
    "changelog",
    "changes",
    "copying",
    "contributing",
    "notice",
    "security",
    "code_of_conduct",
];

/// Documents that writers keep as sources and that are not read: named, so that nobody thinks they were.
pub(crate) const NOT_READ: [&str; 12] =
    ["doc", "rtf", "msg", "epub", "xlsx", "xls", "ods", "pptx", "pages", "wpd", "webarchive", "mbox"];

/// A folder with its settings.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
    canonical: PathBuf,
    config: Config,
    outside: Vec<PathBuf>,
}

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

impl Workspace {
    /// The workspace in the folder `root`, with its `copydesk.toml` if it has one.
    ///
    /// # Errors
    /// The file is there and cannot be used. [`Workspace::new`] with a default [`Config`] goes on without it.
    pub fn open(root: &Path) -> Result<Self, ConfigError> {
        Ok(Self::new(root, Config::read(&root.join(CONFIG_FILE))?))
    }

    /// The workspace in the folder `root` with these settings.
    pub fn new(root: &Path, config: Config) -> Self {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let canonical = root.canonicalize().unwrap_or_else(|_| root.clone());
        Self { root, canonical, config, outside: Vec::new() }
    }

    /// Adds a folder outside the workspace, as only the user's own settings may name one (a newsroom's archive).
    pub fn with_outside(mut self, folder: &Path) -> Self {
        self.outside.push(folder.to_owned());
        self
    }

    /// The root folder, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The id of the source at `path`.
    pub fn id(&self, path: &Path) -> Arc<str> {
        match path.strip_prefix(&self.root).or_else(|_| path.strip_prefix(&self.canonical)) {
            Ok(inside) => inside
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect::<Vec<_>>()
                .join("/")
                .into(),
            Err(_) => path.to_string_lossy().into(),
        }
    }

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
                found.unread.insert(Unread { path: folder.clone(), reason, is_file: false });
            } else if folder.is_dir() {
                found.folders.insert(folder.clone());
                walk(folder, folder, None, &mut found);
            } else {
                found.unread.insert(Unread {
                    path: folder.clone(),
                    reason: "no such folder".to_owned(),
                    is_file: false,
                });
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

    /// The drafts that `copydesk.toml` names, sorted.
    pub fn drafts(&self) -> Vec<PathBuf> {
        let mut drafts = BTreeSet::new();
        for pattern in &self.config.drafts {
            let Ok(named) = self.pattern(pattern) else { continue };
            let mut walk = WalkBuilder::new(&named.base);
            walk.hidden(true).require_git(false).follow_links(false);
            for entry in walk.build().flatten() {
                let path = entry.path();
                if entry.file_type().is_some_and(|kind| kind.is_file())
                    && named.takes(path)
                    && format_of(path).is_some()
                    && !is_about(path)
                {
                    drafts.insert(path.to_owned());
                }
            }
        }
        drafts.into_iter().collect()
    }

    /// Whether the prose file at `path`, open in an editor, is a draft: no source, no README, not ignored by git.
    pub fn is_draft(&self, path: &Path) -> bool {
        if format_of(path).is_none() || is_about(path) {
            return false;
        }
        let named = |patterns: &[String]| {
            patterns.iter().filter_map(|p| self.pattern(p).ok()).any(|named| named.takes(path))
        };
        if named(&self.config.drafts) {
            return !self.ignored(path);
        }
        !self.is_source(path) && !self.ignored(path)
    }

    /// Whether the file at `path` would be read as a source, were it no draft.
    pub fn is_source(&self, path: &Path) -> bool {
        if kind_of(path).is_none() || is_page_part(path) || is_about(path) || self.has_hidden_part(path) {
            return false;
        }
        if self.outside.iter().any(|folder| path.starts_with(folder)) {
            return true;
        }
        if !self.config.sources.is_empty() {
            return self.config.sources.iter().filter_map(|p| self.pattern(p).ok()).any(|n| n.takes(path));
        }
        path.strip_prefix(&self.root)
            .or_else(|_| path.strip_prefix(&self.canonical))
            .ok()
            .and_then(Path::parent)
            .is_some_and(|folders| folders.components().any(|part| is_source_folder(part.as_os_str())))
    }

    /// Reads every source that was found, in order. What cannot be read is added to the second list.
    pub fn read_all(&self, discovery: &Discovery) -> (Vec<Read>, Vec<ReadError>) {
        let mut articles = Vec::new();
        let mut errors = Vec::new();
        for source in &discovery.sources {
            match read(&source.path, source.id.clone()) {
                Ok(read) => articles.push(read),
                Err(error) => errors.push(error),
            }
        }
        (articles, errors)
    }

    /// Where sources for a draft may lie, if `copydesk.toml` does not say.
    pub fn looks_in(&self, draft: &Path) -> Vec<PathBuf> {
        match self.config.sources.is_empty() {
            true => self.source_folders(&[draft.to_owned()]),
            false => Vec::new(),
        }
    }

    /// Where sources may lie without a `copydesk.toml` that names them, nearest first.
    fn source_folders(&self, drafts: &[PathBuf]) -> Vec<PathBuf> {
        let mut folders: Vec<PathBuf> = Vec::new();
        let mut add = |place: &Path| {
            for name in SOURCE_FOLDERS {
                let folder = place.join(name);
                if !folders.contains(&folder) {
                    folders.push(folder);
                }
            }
        };
        for draft in drafts {
            let Some(beside) = draft.parent() else { continue };
            let root = [&self.root, &self.canonical].into_iter().find(|root| beside.starts_with(root));
            match root {
                Some(root) => {
                    for place in beside.ancestors().take_while(|place| place.starts_with(root)) {
                        add(place);
                    }
                }
                // A draft that is not in the workspace has only what lies beside it.
                None => add(beside),
            }
        }
        if drafts.is_empty() {
            add(&self.root);
        }
        folders
    }

    fn named(&self, pattern: &str, found: &mut Finding) {
        let place = self.root.join(pattern);
        found.looked_in.push(place.clone());
        let named = match self.pattern(pattern) {
            Ok(named) => named,
            Err(reason) => {
                found.unread.insert(Unread { path: place, reason, is_file: false });
                return;
            }
        };
        match &named.glob {
            None if named.base.is_file() => {
                if self.is_outside(&named.base) {
                    let reason = OUTSIDE.to_owned();
                    found.unread.insert(Unread { path: named.base, reason, is_file: true });
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
                let reason = "not there".to_owned();
                found.unread.insert(Unread { path: named.base, reason, is_file: false });
            }
        }
    }

    fn folder(&self, folder: &Path, glob: Option<&GlobMatcher>, found: &mut Finding) {
        if let Err(reason) = refuse(folder) {
            found.unread.insert(Unread { path: folder.to_owned(), reason, is_file: false });
            return;
        }
        if self.is_outside(folder) {
            let reason = OUTSIDE.to_owned();
            found.unread.insert(Unread { path: folder.to_owned(), reason, is_file: false });
            return;
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

    fn pattern(&self, pattern: &str) -> Result<Named, String> {
        let path = Path::new(pattern);
        let leaves = path.components().any(|part| matches!(part, Component::ParentDir))
            || (path.is_absolute() && !path.starts_with(&self.root));
        if leaves {
            return Err(OUTSIDE.to_owned());
        }
        let pattern = path.strip_prefix(&self.root).unwrap_or(path);
        let mut base = self.root.clone();
        let mut parts = pattern.components().filter(|part| matches!(part, Component::Normal(_))).peekable();
        let is_glob =
            |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
        while let Some(part) = parts.next_if(|part| !is_glob(part)) {
            base.push(part);
        }
        if parts.peek().is_none() {
            return Ok(Named { base, glob: None });
        }
        let rest: PathBuf = parts.collect();
        let whole = format!("{}/{}", globset::escape(&base.to_string_lossy()), rest.to_string_lossy());
        let glob = GlobBuilder::new(&whole).literal_separator(true).build().map_err(|e| e.to_string())?;
        Ok(Named { base, glob: Some(glob.compile_matcher()) })
    }

    fn has_hidden_part(&self, path: &Path) -> bool {
        path.strip_prefix(&self.root).is_ok_and(|inside| {
            inside.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'))
        })
    }

    /// Whether git ignores `path`, by the `.gitignore` files from the root down to it.
    fn ignored(&self, path: &Path) -> bool {
        if self.has_hidden_part(path) {
            return true;
        }
        let Ok(inside) = path.strip_prefix(&self.root) else { return false };
        let mut folder = self.root.clone();
        let mut ignored = false;
        let mut parts = inside.components().peekable();
        while let Some(part) = parts.next() {
            let mut builder = GitignoreBuilder::new(&folder);
            let file = folder.join(".gitignore");
            let rules = match file.is_file() && builder.add(&file).is_none() {
                true => builder.build().unwrap_or_else(|_| Gitignore::empty()),
                false => Gitignore::empty(),
            };
            let verdict = rules.matched_path_or_any_parents(path, false);
            if verdict.is_ignore() {
                ignored = true;
            } else if verdict.is_whitelist() {
                ignored = false;
            }
            folder.push(part);
            if parts.peek().is_none() {
                break;
            }
        }
        ignored
    }
}

/// Why a link is not followed.
pub const LEADS_OUT: &str = "a link that leads out of the workspace";

const OUTSIDE: &str = "outside the workspace: only your own settings may name it";

/// A pattern of `copydesk.toml`: a file or folder, or a glob below a folder.
struct Named {
    base: PathBuf,
    glob: Option<GlobMatcher>,
}

impl Named {
    fn takes(&self, path: &Path) -> bool {
        match &self.glob {
            Some(glob) => glob.is_match(path),
            None => path.starts_with(&self.base),
        }
    }
}

#[derive(Default)]
struct Finding {
    drafts: BTreeSet<PathBuf>,
    sources: FxHashSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
    looked_in: Vec<PathBuf>,
    unread: BTreeSet<Unread>,
    known: Known,
}

fn is_source_folder(name: &std::ffi::OsStr) -> bool {
    SOURCE_FOLDERS.iter().any(|folder| name == *folder)
}

/// The root of the disk and the home directory are never read as a whole.
fn refuse(folder: &Path) -> Result<(), String> {
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

fn is_about(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| ABOUT.contains(&stem.to_string_lossy().to_lowercase().as_str()))
}

/// Whether a file belongs to a page that was saved "complete": it lies in the folder that the browser made beside it.
fn is_page_part(path: &Path) -> bool {
    const ENDINGS: [&str; 9] = [
        "_files",
        "_Dateien",
        "_fichiers",
        "_archivos",
        "_file",
        "_bestanden",
        "_arquivos",
        ".files",
        "-Dateien",
    ];
    path.ancestors().skip(1).take(6).any(|folder| {
        let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
        ENDINGS.iter().filter_map(|ending| name.strip_suffix(ending)).any(|stem| {
            ["html", "htm", "xhtml"]
                .iter()
                .any(|ending| folder.with_file_name(format!("{stem}.{ending}")).is_file())
        })
    })
}

/// What can be a source, read or not: one that is not read is still named to the writer.
pub(crate) fn is_document(path: &Path) -> bool {
    kind_of(path).is_some()
        || crate::metadata::is_about_others(path)
        || path.extension().is_some_and(|e| NOT_READ.contains(&e.to_string_lossy().to_lowercase().as_str()))
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
                let reason = error.to_string();
                found.unread.insert(Unread { path: folder.to_owned(), reason, is_file: false });
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
            Some(kind) if kind.is_symlink() => match path.canonicalize() {
                Ok(real) if !real.starts_with(&inside) => {
                    found.unread.insert(Unread {
                        path: path.to_owned(),
                        reason: LEADS_OUT.to_owned(),
                        is_file: real.is_file(),
                    });
                }
                Ok(real) if real.is_file() => add(path, glob.is_some(), found),
                Ok(_) => {
                    found.unread.insert(Unread {
                        path: path.to_owned(),
                        reason: "a link to a folder is not followed".to_owned(),
                        is_file: false,
                    });
                }
                Err(error) => {
                    let reason = error.to_string();
                    found.unread.insert(Unread { path: path.to_owned(), reason, is_file: true });
                }
            },
            _ => {}
        }
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
    if found.drafts.contains(path) {
        return;
    }
    if crate::metadata::is_about_others(path) {
        return;
    }
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if is_about(path) && kind_of(path).is_some() {
        found.unread.insert(Unread {
            path: path.to_owned(),
            reason: "a file about its folder is no source".to_owned(),
            is_file: false,
        });
    } else if kind_of(path).is_some() {
        found.sources.insert(path.to_owned());
    } else if named || NOT_READ.contains(&extension.as_str()) {
        let reason = match extension.as_str() {
            "" => "files without an extension are not read".to_owned(),
            extension => format!(".{extension} files are not read"),
        };
        found.unread.insert(Unread { path: path.to_owned(), reason, is_file: true });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these files, each with a line of text.
    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::write(path, "The ferry sails.\n").expect("written");
        }
        folder
    }

    fn ids(discovery: &Discovery) -> Vec<&str> {
        discovery.sources.iter().map(|source| &*source.id).collect()
    }

    fn config(text: &str) -> Config {
        Config::parse(text, Path::new(CONFIG_FILE)).expect("a good file")
    }

    #[test]
    fn finds_folders_beside_the_draft_and_above_it_up_to_the_root() {
        let folder = folder(&[
            "research/a.txt",
            "desk/articles/b.md",
            "desk/today/sources/c.txt",
            "desk/today/story.md",
            "desk/other/sources/d.txt",
        ]);
        let draft = folder.path().join("desk/today/story.md");
        let workspace = Workspace::open(folder.path()).expect("no settings");
        let found = workspace.discover(std::slice::from_ref(&draft));
        assert_eq!(ids(&found), ["desk/articles/b.md", "desk/today/sources/c.txt", "research/a.txt"]);
        assert_eq!(found.looked_in.len(), 9);
        assert!(!found.looked_in.iter().any(|place| !place.starts_with(folder.path())));
        assert!(workspace.is_draft(&draft));
        assert!(!workspace.is_draft(&folder.path().join("research/a.txt")));
    }

    #[test]
    fn says_where_it_looked_when_there_is_nothing() {
        let folder = folder(&["story.md", "notes.txt"]);
        let found =
            Workspace::new(folder.path(), Config::default()).discover(&[folder.path().join("story.md")]);
        assert!(found.sources.is_empty());
        let names: Vec<_> = found.looked_in.iter().filter_map(|place| place.file_name()).collect();
        assert_eq!(names, SOURCE_FOLDERS);
    }

    #[test]
    fn takes_files_folders_and_globs_from_the_settings() {
        let folder = folder(&[
            "wires/a.txt",
            "wires/old/b.txt",
            "notes/c.md",
            "notes/d.txt",
            "e.txt",
            "sources/f.txt",
        ]);
        let workspace =
            Workspace::new(folder.path(), config("sources = ['wires', 'notes/*.md', 'e.txt', 'gone']"));
        let found = workspace.discover(&[]);
        assert_eq!(ids(&found), ["e.txt", "notes/c.md", "wires/a.txt", "wires/old/b.txt"]);
        assert_eq!(found.unread.len(), 1);
        assert_eq!(found.unread[0].reason, "not there");
        assert!(workspace.is_source(&folder.path().join("notes/c.md")));
        assert!(!workspace.is_source(&folder.path().join("notes/d.txt")));
    }

    #[test]
    fn a_draft_is_never_a_source() {
        let folder = folder(&["all/story.md", "all/wire.txt"]);
        let workspace = Workspace::new(folder.path(), config("sources = ['all']\ndrafts = ['all/*.md']"));
        assert_eq!(ids(&workspace.discover(&[])), ["all/wire.txt"]);
        assert!(workspace.is_draft(&folder.path().join("all/story.md")));
        let workspace = Workspace::new(folder.path(), config("sources = ['all']"));
        assert_eq!(ids(&workspace.discover(&[folder.path().join("all/story.md")])), ["all/wire.txt"]);
    }

    #[test]
    fn drafts_are_never_readmes_nor_what_git_ignores() {
        let folder = folder(&["a.md", "README.md", "CHANGELOG.md", "out/b.md", "x/c.md", ".cache/d.md"]);
        std::fs::write(folder.path().join(".gitignore"), "out/\n").expect("written");
        let workspace = Workspace::new(folder.path(), config("drafts = ['**/*.md']"));
        let names: Vec<_> = workspace.drafts().iter().map(|path| workspace.id(path)).collect();
        assert_eq!(names.iter().map(|name| &**name).collect::<Vec<_>>(), ["a.md", "x/c.md"]);
        for (name, is) in [("a.md", true), ("README.md", false), ("out/b.md", false), (".cache/d.md", false)]
        {
            assert_eq!(workspace.is_draft(&folder.path().join(name)), is, "{name}");
        }
    }

    #[test]
    fn settings_cannot_name_what_is_outside() {
        let folder = folder(&["in/a.txt", "secret/b.txt"]);
        let root = folder.path().join("in");
        let absolute = folder.path().join("secret").to_string_lossy().replace('\\', "/");
        let text = format!("sources = ['../secret', '{absolute}', '/']");
        let found = Workspace::new(&root, config(&text)).discover(&[]);
        assert!(found.sources.is_empty());
        assert_eq!(found.unread.len(), 3);
        assert!(found.unread.iter().all(|unread| unread.reason.contains("outside the workspace")));
        let own = Workspace::new(&root, Config::default()).with_outside(&folder.path().join("secret"));
        assert_eq!(own.discover(&[]).sources.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_out() {
        use std::os::unix::fs::symlink;
        let folder = folder(&["in/sources/a.txt", "in/kept/c.txt", "secret/b.txt", "in2/story.md"]);
        let at = |name: &str| folder.path().join(name);
        symlink(at("secret/b.txt"), at("in/sources/b.txt")).expect("linked");
        symlink(at("in/kept/c.txt"), at("in/sources/c.txt")).expect("linked");
        symlink(at("secret"), at("in/sources/all")).expect("linked");
        let found = Workspace::new(&at("in"), Config::default()).discover(&[]);
        assert_eq!(ids(&found), ["sources/a.txt", "sources/c.txt"]);
        assert_eq!(found.unread.len(), 2);
        symlink(at("secret"), at("in2/sources")).expect("linked");
        let found = Workspace::new(&at("in2"), Config::default()).discover(&[at("in2/story.md")]);
        assert!(found.sources.is_empty());
        assert_eq!(found.unread.len(), 1);
    }

    #[test]
    fn what_a_browser_saves_beside_a_page_is_no_source() {
        let folder = folder(&[
            "sources/storm.html",
            "sources/storm_files/ad.html",
            "sources/storm_files/b/c.txt",
            "sources/old_files/d.txt",
        ]);
        let found = Workspace::new(folder.path(), Config::default()).discover(&[]);
        assert_eq!(ids(&found), ["sources/old_files/d.txt", "sources/storm.html"]);
    }

    #[test]
    fn names_documents_that_are_not_read() {
        let folder = folder(&["sources/a.txt", "sources/report.rtf", "sources/README.md", "sources/map.png"]);
        let found = Workspace::new(folder.path(), Config::default()).discover(&[]);
        assert_eq!(ids(&found), ["sources/a.txt"]);
        let reasons: Vec<_> = found.unread.iter().map(|unread| unread.reason.as_str()).collect();
        assert_eq!(reasons, ["a file about its folder is no source", ".rtf files are not read"]);
    }

    #[test]
    fn the_disk_and_the_home_directory_are_never_read() {
        assert!(refuse(Path::new("/")).is_err());
        if let Some(home) = std::env::home_dir().filter(|home| home.is_dir()) {
            assert!(refuse(&home).is_err());
        }
    }
}
