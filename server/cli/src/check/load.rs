//! From arguments to drafts and the libraries they are held against.

use super::progress::{Progress, Stage};
use super::{by_id, count};
use anyhow::{Context, Result, anyhow, bail};
use copydesk_archive::{Archive, PREFIX};
use copydesk_checking::Settings;
use copydesk_desk::marks::{MARKS_FILE, Marks};
use copydesk_intake::{
    CONFIG_FILE, Cache, Config, Discovery, Read, SourceFile, Workspace, cache_folder, comparable, file_id,
    format_of, kind_of, read,
};
use copydesk_library::{Article, Library, Shard, stable_id};
use copydesk_tagging::Tagger;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The archive is waited for this long.
const PATIENCE: Duration = Duration::from_secs(8);

/// What a command is asked to read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted<'a> {
    /// Drafts named; without one, those that copydesk.toml names.
    pub(crate) drafts: &'a [PathBuf],
    /// Sources in the place of those that would be found.
    pub(crate) sources: &'a [PathBuf],
    /// The copydesk.toml to use.
    pub(crate) config: Option<&'a Path>,
    /// The sources alone will do.
    pub(crate) draft_or_none: bool,
    /// Nothing is taken from what earlier runs have kept, and nothing kept.
    pub(crate) no_cache: bool,
}

/// One workspace: the drafts of a folder share its sources and settings.
pub(crate) struct Desk {
    pub(crate) workspace: Workspace,
    pub(crate) settings: Settings,
    pub(crate) library: Library,
    /// What the writers have decided about findings and statements.
    pub(crate) marks: Marks,
    /// Files that are no evidence because they could not be read: path as shown, and why.
    pub(crate) unread: Vec<(String, String)>,
    here: PathBuf,
}

impl Desk {
    /// A source's path as people call it: relative to the current directory where it is below it.
    pub(crate) fn shown(&self, id: &str) -> String {
        if id.starts_with(PREFIX) {
            return id.to_owned();
        }
        let path = Path::new(file_id(id));
        let path = if path.is_absolute() { path.to_owned() } else { self.workspace.root().join(path) };
        shown(&path, &self.here)
    }

    /// All sources, by id.
    pub(crate) fn sources(&self) -> Vec<Arc<Article>> {
        by_id(&self.library)
    }

    /// The same, with what tells which of them are of one origin.
    pub(crate) fn sources_ready(&self) -> Vec<Arc<Article>> {
        let sources = self.sources();
        sources.par_iter().for_each(|source| source.prepare_origin());
        sources
    }
}

/// Index of its desk, path as shown, the draft.
pub(crate) type Loaded = (usize, String, Article);

/// Reads everything that a run needs. Notes on how go to standard error.
pub(crate) fn load(args: &Wanted<'_>) -> Result<(Vec<Desk>, Vec<Loaded>)> {
    let here = std::env::current_dir().context("there is no current directory")?;
    let mut desks = Vec::new();
    let mut loaded = Vec::new();
    for (workspace, paths) in workspaces(args, &here)? {
        let index = desks.len();
        let tagger = workspace.config().settings().tagger();
        let progress = Progress::new("Reading", "drafts", paths.len());
        let read: Vec<Result<Read>> = paths
            .par_iter()
            .map(|path| {
                let read = read_draft(path, &workspace, &here);
                progress.step();
                read
            })
            .collect();
        drop(progress);
        let from = loaded.len();
        for (path, read) in paths.iter().zip(read) {
            let (shown, read) = (shown(path, &here), read?);
            if let Some(text) = read.note {
                note(&format!("{shown}: {text}"));
            }
            if let Some(reason) = read.article.incomparable() {
                note(&format!("{shown}: {reason}"));
            }
            loaded.push((index, shown, read.article.with_tagger(&tagger)));
        }
        let sentences = || {
            let drafts = loaded[from..].iter().flat_map(|(_, _, draft): &Loaded| draft.sentences());
            drafts.map(|sentence| sentence.text.to_string()).collect()
        };
        let desk = desk(args, workspace, &paths, &sentences, &here)?;
        desks.push(desk);
    }
    Ok((desks, loaded))
}

/// A draft, as it stands on disk.
fn read_draft(path: &Path, workspace: &Workspace, here: &Path) -> Result<Read> {
    if path.is_file() && format_of(path).is_none() {
        let what = match kind_of(path) {
            Some(_) => "this can be a source, and no draft",
            None => "this is no draft",
        };
        bail!("{}: {what}{}", shown(path, here), hint(path));
    }
    copydesk_intake::read_draft(path, workspace.id(path))
        .map_err(|error| anyhow!("{}: {}{}", shown(path, here), error.reason, hint(path)))
}

/// What might help with a draft that cannot be read.
fn hint(path: &Path) -> &'static str {
    if path.is_dir() {
        "; name the drafts in it"
    } else if path.ends_with("-") {
        "; a draft is a file: standard input is not read"
    } else if path.exists() && format_of(path).is_none() {
        "; drafts are .md or .txt files"
    } else {
        ""
    }
}

/// The drafts that are to be checked (absolute paths) by the workspace they lie in.
fn workspaces(args: &Wanted<'_>, here: &Path) -> Result<Vec<(Workspace, Vec<PathBuf>)>> {
    let given = match args.config {
        None => None,
        Some(file) => {
            if !file.is_file() {
                bail!("{}: no such file (--config)", file.display());
            }
            let root = here.join(file).parent().unwrap_or(here).to_owned();
            Some(Workspace::new(&root, Config::read(file)?))
        }
    };
    if args.drafts.is_empty() {
        let workspace = match given {
            Some(workspace) => workspace,
            None => Workspace::around(here)?,
        };
        let drafts = workspace.drafts();
        let missing = workspace.missing_drafts();
        if !missing.is_empty() && !args.draft_or_none {
            let file = shown(&workspace.root().join(CONFIG_FILE), here);
            bail!("`drafts` in {file} names what is not there: {}", missing.join(", "));
        }
        if drafts.is_empty() && !args.draft_or_none {
            let file = shown(&workspace.root().join(CONFIG_FILE), here);
            let set = &workspace.config().drafts;
            if set.is_empty() {
                bail!("no draft to check: name one, or set `drafts` in {file}");
            }
            bail!(
                "no draft to check: name one; no .md or .txt file is what `drafts` in {file} names: {}",
                set.join(", ")
            );
        }
        return Ok(vec![(workspace, drafts)]);
    }
    let mut roots: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for draft in args.drafts {
        let path = normal(&here.join(draft));
        let root = match &given {
            Some(workspace) => workspace.root().to_owned(),
            None => {
                let beside = path.parent().unwrap_or(here);
                // A draft below the current directory may have its sources anywhere between the two.
                let fallback = if beside.starts_with(here) { here } else { beside };
                Workspace::root_of(beside).unwrap_or(fallback).to_owned()
            }
        };
        let drafts = roots.entry(root).or_default();
        if !drafts.contains(&path) {
            drafts.push(path);
        }
    }
    roots
        .into_iter()
        .map(|(root, drafts)| {
            let workspace = match &given {
                Some(workspace) => workspace.clone(),
                None => Workspace::open(&root)?,
            };
            Ok((workspace, drafts))
        })
        .collect()
}

/// Finds and reads the sources of a workspace.
///
/// `sentences` gives those of the drafts: the archive is asked for what bears on them.
fn desk(
    args: &Wanted<'_>,
    workspace: Workspace,
    drafts: &[PathBuf],
    sentences: &dyn Fn() -> Vec<String>,
    here: &Path,
) -> Result<Desk> {
    let found = discover(args, &workspace, drafts, here)?;
    let settings = workspace.config().settings();
    let tagger = settings.tagger();
    let progress = Progress::new("Reading", "sources", found.sources.len());
    let folder = if args.no_cache { None } else { cache_folder() };
    let cache = folder.and_then(|folder| Cache::open(&folder, workspace.root()));
    let read: Vec<_> = found
        .sources
        .par_iter()
        .map(|source| {
            // Made ready here, where many threads work.
            let read = match &cache {
                Some(cache) => cache.read(&source.path, &source.id, &tagger, &settings.aliases),
                None => read(&source.path, source.id.clone())
                    .and_then(|read| comparable(read, &source.path, &tagger)),
            };
            progress.step();
            read
        })
        .collect();
    drop(progress);
    let mut articles = Vec::new();
    let mut unread: Vec<(String, String)> =
        found.unread.iter().map(|unread| (shown(&unread.path, here), unread.reason.clone())).collect();
    for result in read {
        match result {
            Ok(read) => {
                let shown = shown(&workspace.root().join(&*read.article.id), here);
                if let Some(text) = read.note {
                    note(&format!("{shown}: {text}"));
                }
                articles.extend(std::iter::once(read.article).chain(read.more).map(Arc::new));
            }
            Err(error) => unread.push((shown(&error.path, here), error.reason)),
        }
    }
    unread.sort();
    if args.sources.is_empty() {
        from_archive(sentences, &tagger, &mut articles)?;
    }
    if articles.is_empty() {
        bail!(no_source(&found.looked_in, &unread, drafts, here));
    }
    let stage = Stage::new("Indexing the sources");
    let mut library = Library::default();
    let kept = cache.as_ref().map(Cache::index).unwrap_or_default();
    library.extend_with_kept(articles, &kept, |shards| shards.into_par_iter().map(Shard::index).collect());
    if let Some(cache) = cache {
        cache.save(&library);
    }
    drop(stage);
    let marks = marks(&workspace, here)?;
    Ok(Desk { workspace, settings, library, marks, unread, here: here.to_owned() })
}

/// What is said where there is no source: where they were looked for, what lies there instead, and what to do.
fn no_source(looked_in: &[PathBuf], unread: &[(String, String)], drafts: &[PathBuf], here: &Path) -> String {
    let mut message = "no source found, so nothing was checked. Looked in:".to_owned();
    let mut told = BTreeSet::new();
    for place in looked_in {
        let shown = shown(place, here);
        let fault = unread.iter().find(|(path, _)| *path == shown);
        let what = match fault {
            Some((path, reason)) => {
                told.insert(path);
                reason.as_str()
            }
            None if drafts.contains(place) => "the draft itself",
            None if drafts.iter().any(|draft| draft.starts_with(place)) => {
                "nothing that is read but the draft"
            }
            None if place.exists() => "nothing that is read",
            None => "not there",
        };
        message += &format!("\n  {shown} ({what})");
    }
    for (path, reason) in unread.iter().filter(|(path, _)| !told.contains(path)) {
        message += &format!("\n  {path}: {reason}");
    }
    message
        + &format!(
            "\nPut the sources (.md, .txt, .html, .pdf, .docx and more) into a folder named `sources` beside the draft, give --sources DIR, or name \
         them in {CONFIG_FILE}."
        )
}

/// Adds what the user's archive holds on these sentences and no file does.
fn from_archive(
    sentences: &dyn Fn() -> Vec<String>,
    tagger: &Tagger,
    articles: &mut Vec<Arc<Article>>,
) -> Result<()> {
    let Some(url) = crate::archive::url()? else { return Ok(()) };
    let answer = Archive::new(&url).ask(&sentences(), PATIENCE);
    if let Some(fault) = answer.fault {
        note(&format!("{fault}; what it holds was not looked at"));
    }
    let known: HashSet<String> = articles.iter().map(|article| stable_id(article)).collect();
    for article in answer.articles {
        if article.id.strip_prefix(PREFIX).is_some_and(|id| known.contains(id)) {
            continue;
        }
        let (text, prose) = (article.text.clone(), article.prose.clone());
        let own = Article::new(article.id.clone(), text, prose, article.meta.clone());
        articles.push(Arc::new(own.with_layout(article.layout.clone()).with_tagger(tagger)));
    }
    Ok(())
}

/// What the writers have decided, as it stands in the workspace.
fn marks(workspace: &Workspace, here: &Path) -> Result<Marks> {
    let path = workspace.root().join(MARKS_FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Marks::default()),
        Err(error) => bail!("{}: {error}", shown(&path, here)),
    };
    Marks::parse(&text).map_err(|error| {
        let before = text.get(..error.range.start).unwrap_or_default();
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        anyhow!("{}:{line}: {}", shown(&path, here), error.message)
    })
}

/// The sources of a workspace: found as its settings say, or in what `--sources` names and nowhere else.
fn discover(args: &Wanted<'_>, workspace: &Workspace, drafts: &[PathBuf], here: &Path) -> Result<Discovery> {
    if args.sources.is_empty() {
        // Without a draft the sources are looked for from the current directory, as for a draft that lies there.
        let beside = [here.join("draft.md")];
        let without = drafts.is_empty() && here.starts_with(workspace.root());
        return Ok(workspace.discover(if without { &beside } else { drafts }));
    }
    let mut found = Discovery::default();
    for place in args.sources {
        let path = normal(&here.join(place));
        if path.is_file() {
            found.looked_in.push(path.clone());
            found.sources.push(SourceFile { id: workspace.id(&path), path });
        } else if path.is_dir() {
            // Named by the user, so it may lie anywhere.
            let named = Workspace::new(workspace.root(), Config::default()).with_outside(&path);
            let below = named.discover(drafts);
            found.sources.extend(below.sources.into_iter().filter(|source| source.path.starts_with(&path)));
            found.unread.extend(below.unread.into_iter().filter(|unread| unread.path.starts_with(&path)));
            found.looked_in.push(path);
        } else {
            bail!("{}: no such file or folder (--sources)", place.display());
        }
    }
    found.sources.retain(|source| !drafts.contains(&source.path));
    found.sources.sort();
    found.sources.dedup();
    found.unread.sort();
    found.unread.dedup();
    Ok(found)
}

/// A path without `.` and `..`, links left as they are.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

/// A path for people: relative to the current directory where it is below it, with `/`.
fn shown(path: &Path, here: &Path) -> String {
    let path = path.strip_prefix(here).unwrap_or(path);
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
}

/// What is said of a run, on standard error.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "note: {text}");
}

/// "5 sources of 4 origins", for the last line.
pub(crate) fn sources_line(desk: &Desk) -> String {
    let articles = desk.sources_ready();
    let mut origins: Vec<usize> = copydesk_library::origins(&articles).into_iter().flatten().collect();
    origins.sort_unstable();
    origins.dedup();
    format!("{} of {}", count(articles.len(), "source"), count(origins.len(), "origin"))
}
