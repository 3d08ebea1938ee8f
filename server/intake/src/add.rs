//! Bringing a source in: a file or a text is put into the folder of the sources, with what is known of it and an id that
//! stays the same however often it is brought in.

use crate::kind::{Kind, kind_of, looks_like_html};
use crate::metadata::SIDECAR;
use crate::read::{Read, read};
use crate::whole;
use crate::workspace::{SOURCE_FOLDERS, Workspace};
use copydesk_library::{Metadata, slug, stable_id};
use std::path::{Path, PathBuf};

/// What is brought in.
#[derive(Clone, Copy, Debug)]
pub enum Incoming<'a> {
    /// A file of any format that is read.
    File(&'a Path),
    /// Text that was pasted or piped: an article, or a page's HTML.
    Text(&'a str),
}

/// A source that was brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Where it lies now.
    pub path: PathBuf,
    /// Its id, the key to cite it by.
    pub key: String,
    /// It was there already, under this path.
    pub known: bool,
    /// What was found out about it.
    pub meta: Metadata,
}

/// The longest part of a file's name that is made of a title, in characters.
const TITLE: usize = 60;

/// The folder that sources of a workspace are put into: the first one that its settings name, else one that is there,
/// else `sources`.
pub fn folder_for_sources(workspace: &Workspace) -> PathBuf {
    let root = workspace.root();
    let named = workspace.config().sources.iter().map(|source| {
        // Of a glob, what stands before its first star.
        let fixed = source.split('/').take_while(|part| !part.contains(['*', '?', '[', '{']));
        root.join(fixed.collect::<PathBuf>())
    });
    let inside = |folder: &PathBuf| {
        !folder.is_file()
            && folder.starts_with(root)
            && !folder.components().any(|part| part == std::path::Component::ParentDir)
            && folder != root
    };
    let found = named.into_iter().find(inside);
    let usual = || SOURCE_FOLDERS.iter().map(|name| root.join(name)).find(|folder| folder.is_dir());
    found.or_else(usual).unwrap_or_else(|| root.join(SOURCE_FOLDERS[0]))
}

/// Puts a source into `folder`. What `stated` says counts more than what the source says of itself.
///
/// # Errors
/// It cannot be read or written: says why.
pub fn add(folder: &Path, incoming: Incoming<'_>, stated: &Metadata) -> Result<Added, String> {
    let (bytes, ending, article) = match incoming {
        Incoming::File(path) => {
            let Read { article, more, .. } = read(path, "new").map_err(|error| error.to_string())?;
            let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
            if !more.is_empty() {
                return Err("it holds many articles: put the file itself among the sources".to_owned());
            }
            let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
            (bytes, ending, article)
        }
        Incoming::Text(text) => {
            if text.trim().is_empty() {
                return Err("there is no text".to_owned());
            }
            let ending = if looks_like_html(text) { "html" } else { "txt" };
            let path = PathBuf::from(format!("new.{ending}"));
            let read = crate::read::read_open(&path, "new", text).map_err(|error| error.reason)?;
            (text.as_bytes().to_vec(), ending.to_owned(), read.article)
        }
    };
    let mut article = article;
    overlay(&mut article.meta, stated);
    let key = stable_id(&article);
    let meta = article.meta.clone();
    if let Some(path) = known(folder, &key) {
        return Ok(Added { path, key, known: true, meta });
    }
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let name = name(&meta);
    let mut path = folder.join(format!("{name}.{ending}"));
    for count in 2..1000 {
        if is_free(&path, &key) {
            break;
        }
        path = folder.join(format!("{name}-{count}.{ending}"));
    }
    let prose = matches!(kind_of(&path), Some(Kind::Prose(_)));
    let text = std::str::from_utf8(&bytes).ok().filter(|_| prose && article.prose.front_matter.is_none());
    let known = front_matter(&meta, &key);
    let fail = |error: std::io::Error| format!("{}: {error}", path.display());
    match text {
        Some(text) => {
            let text = format!("---\n{known}---\n\n{}", text.trim_start_matches('\u{feff}'));
            whole::create(&path, text.as_bytes()).map_err(fail)?;
        }
        None => {
            // The sidecar first, so that the source is never read without it.
            whole::replace(&sidecar(&path), sidecar_text(&meta, stated, &key).as_bytes()).map_err(fail)?;
            whole::create(&path, &bytes).map_err(fail)?;
        }
    }
    Ok(Added { path, key, known: false, meta })
}

/// Whether nothing lies where a source and its sidecar are to be put. A sidecar of this id without its source was left by
/// a program that was ended between the two: it may be written anew.
fn is_free(path: &Path, key: &str) -> bool {
    let sidecar = sidecar(path);
    !path.exists() && (!sidecar.exists() || states(&sidecar, key))
}

fn sidecar(path: &Path) -> PathBuf {
    let mut sidecar = path.to_owned().into_os_string();
    sidecar.push(SIDECAR);
    sidecar.into()
}

fn overlay(meta: &mut Metadata, stated: &Metadata) {
    let guessed = &mut meta.guessed;
    let mut put = |slot: &mut Option<String>, value: &Option<String>, name: &str| {
        if value.is_some() {
            slot.clone_from(value);
            guessed.retain(|guess| *guess != name);
        }
    };
    put(&mut meta.title, &stated.title, "title");
    put(&mut meta.outlet, &stated.outlet, "outlet");
    put(&mut meta.url, &stated.url, "url");
    put(&mut meta.language, &stated.language, "language");
    if stated.published.is_some() {
        meta.published = stated.published;
        meta.guessed.retain(|guess| *guess != "published");
    }
    if !stated.authors.is_empty() {
        meta.authors.clone_from(&stated.authors);
        meta.guessed.retain(|guess| *guess != "authors");
    }
}

/// The name of its file, without the ending: "2025-12-14-kestrel-post-storm-shuts-kestrel-bay".
fn name(meta: &Metadata) -> String {
    let mut parts = Vec::new();
    parts.extend(meta.published.map(|date| date.to_string()));
    parts.extend(meta.outlet.as_deref().map(|outlet| slug(outlet, 24)));
    parts.extend(meta.title.as_deref().map(|title| slug(title, TITLE)));
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() { "source".to_owned() } else { parts.join("-") }
}

/// The source of this folder that has this id.
fn known(folder: &Path, key: &str) -> Option<PathBuf> {
    for entry in std::fs::read_dir(folder).ok()?.flatten() {
        let path = entry.path();
        if states(&path, key) {
            let text = path.to_string_lossy();
            let source = text.strip_suffix(SIDECAR).map_or(path.clone(), PathBuf::from);
            if source.is_file() {
                return Some(source);
            }
        }
    }
    None
}

/// Whether the head of a file says that this is its id.
fn states(path: &Path, key: &str) -> bool {
    let quoted = toml::Value::from(key).to_string();
    // Looked at before it is opened: opening a pipe would wait for somebody to write.
    if !path.is_file() {
        return false;
    }
    let Ok(mut file) = std::fs::File::open(path) else { return false };
    let mut head = vec![0; 2048];
    let Ok(len) = std::io::Read::read(&mut file, &mut head) else { return false };
    let head = String::from_utf8_lossy(&head[..len]);
    head.lines().any(|line| {
        let field = line.split_once([':', '=']);
        field.is_some_and(|(name, value)| name.trim() == "key" && value.trim() == quoted)
    })
}

/// What is known, as front matter; what was guessed is left to be guessed, and can be read there.
fn front_matter(meta: &Metadata, key: &str) -> String {
    fields(meta, key, ": ", &|meta, name| !meta.guessed.contains(&name))
}

/// The sidecar of a file that states things itself: only what the writer added, and the id.
fn sidecar_text(meta: &Metadata, stated: &Metadata, key: &str) -> String {
    let mut text = "# What is known of the file beside this one. What stands here counts more than what the file says.\n".to_owned();
    text += &fields(stated, key, " = ", &|_, _| true);
    let all = fields(meta, "", " = ", &|_, _| true);
    let known: Vec<&str> = text.lines().collect();
    let read: String =
        all.lines().filter(|line| !known.contains(line)).map(|line| format!("# {line}\n")).collect();
    if !read.is_empty() {
        text += "\n# Read or guessed from the file; take the # away and change what is wrong.\n";
        text += &read;
    }
    text
}

/// One field a line. Quoted as TOML does it, which YAML reads alike.
fn fields(meta: &Metadata, key: &str, is: &str, wanted: &dyn Fn(&Metadata, &str) -> bool) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut text = String::new();
    let mut add = |name: &str, value: Option<String>, guess: &str| {
        if let Some(value) = value.filter(|_| wanted(meta, guess)) {
            text.push_str(&format!("{name}{is}{value}\n"));
        }
    };
    add("title", meta.title.as_deref().map(quoted), "title");
    add("outlet", meta.outlet.as_deref().map(quoted), "outlet");
    let authors: Vec<String> = meta.authors.iter().map(|author| quoted(author)).collect();
    add("authors", (!authors.is_empty()).then(|| format!("[{}]", authors.join(", "))), "authors");
    add("published", meta.published.map(|date| quoted(&date.to_string())), "published");
    add("url", meta.url.as_deref().map(quoted), "url");
    add("language", meta.language.as_deref().map(quoted), "language");
    add("key", (!key.is_empty()).then(|| quoted(key)), "key");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    const STORY: &str = "Storm shuts Kestrel Bay\n\nThe ferry Marigold was moored at the north pier when the storm broke, the harbour \
                         master said.\n\nNobody was hurt, and the line runs again.\n";

    #[test]
    fn a_pasted_text_becomes_a_source_with_an_id_that_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let sources = folder.path().join("sources");
        let stated = Metadata {
            outlet: Some("Kestrel \"Post\"".to_owned()),
            authors: vec!["Ida Voss".to_owned()],
            published: "2025-12-14".parse().ok(),
            ..Metadata::default()
        };
        let added = add(&sources, Incoming::Text(STORY), &stated).expect("added");
        assert_eq!(added.path, sources.join("2025-12-14-kestrel-post-storm-shuts-kestrel-bay.txt"));
        let article = read(&added.path, "a").expect("a source").article;
        assert_eq!(article.meta.outlet, stated.outlet);
        assert_eq!(article.meta.authors, stated.authors);
        assert_eq!(article.meta.published, stated.published);
        assert_eq!(article.meta.key.as_deref(), Some(&*added.key));
        assert!(article.prose.blocks.iter().any(|block| block.text.starts_with("Nobody was hurt")));

        let again = add(&sources, Incoming::Text(&STORY.replace("\n\n", "\n\n\n")), &stated).expect("known");
        assert_eq!((again.path, again.key, again.known), (added.path, added.key, true));
        assert!(add(&sources, Incoming::Text(" \n"), &stated).is_err());
    }

    #[test]
    fn a_page_keeps_its_bytes_and_gets_a_sidecar() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("Saved page.html");
        let html = "<!doctype html><title>Storm shuts Kestrel Bay | Kestrel Post</title><article><h1>Storm shuts Kestrel Bay</h1>\
                    <p>The ferry Marigold was moored at the north pier when the storm broke, the harbour master said.</p></article>";
        std::fs::write(&page, html).expect("written");
        let stated =
            Metadata { url: Some("https://kestrel.example/storm".to_owned()), ..Metadata::default() };
        let sources = folder.path().join("sources");
        let added = add(&sources, Incoming::File(&page), &stated).expect("added");
        assert_eq!(std::fs::read_to_string(&added.path).expect("there"), html);
        let article = read(&added.path, "a").expect("a source").article;
        assert_eq!(article.meta.url, stated.url);
        assert_eq!(article.meta.outlet.as_deref(), Some("Kestrel Post"));
        assert_eq!(article.meta.guessed, ["title", "outlet"]);
        assert_eq!(article.meta.key.as_deref(), Some(&*added.key));
        assert!(add(&sources, Incoming::File(&page), &stated).expect("known").known);
    }
}
