//! Which files of a folder are sources, which are drafts, and where they were looked for.
//!
//! Sources are what `copydesk.toml` names, else what lies in a folder `sources`, `articles` or `research` beside a
//! draft or above it, up to the root. No folder is ever read for want of another: not the root, not the home
//! directory, not the current directory.

mod discovery;
mod pattern;

pub use discovery::{Discovery, LEADS_OUT, SourceFile, Unread};

use crate::config::{CONFIG_FILE, Config, ConfigError};
use crate::kind::{format_of, is_about, is_page_part, kind_of};
use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The names of folders that hold sources where `copydesk.toml` names none.
pub(crate) const SOURCE_FOLDERS: [&str; 3] = ["sources", "articles", "research"];

/// A folder with its settings.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
    canonical: PathBuf,
    config: Config,
    outside: Vec<PathBuf>,
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

    /// The root of the workspace that a folder lies in: the nearest at or above it with a `copydesk.toml`, or that git
    /// calls a root. `None` where there is none.
    pub fn root_of(folder: &Path) -> Option<&Path> {
        folder.ancestors().find(|above| above.join(CONFIG_FILE).is_file() || above.join(".git").exists())
    }

    /// The workspace around a folder, else in the folder itself.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn around(folder: &Path) -> Result<Self, ConfigError> {
        Self::open(Self::root_of(folder).unwrap_or(folder))
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

    /// The drafts that `copydesk.toml` names by their names and that are not there.
    pub fn missing_drafts(&self) -> Vec<&str> {
        let missing = |name: &&String| {
            self.pattern(name).is_ok_and(|named| named.glob.is_none() && !named.base.exists())
        };
        self.config.drafts.iter().filter(missing).map(String::as_str).collect()
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

fn is_source_folder(name: &std::ffi::OsStr) -> bool {
    SOURCE_FOLDERS.iter().any(|folder| name == *folder)
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
        assert!(discovery::refuse(Path::new("/")).is_err());
        if let Some(home) = std::env::home_dir().filter(|home| home.is_dir()) {
            assert!(discovery::refuse(&home).is_err());
        }
    }
}
