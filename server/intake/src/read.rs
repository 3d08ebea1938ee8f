//! One file to one article.

use crate::decode::decode;
use crate::metadata::metadata;
use copydesk_library::Article;
use copydesk_text::{Format, Prose};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// A file that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct ReadError {
    /// The file.
    pub path: PathBuf,
    /// Why, in words.
    pub reason: String,
    /// It is not there (any more).
    pub gone: bool,
}

/// An article and what had to be assumed to read it.
#[derive(Debug)]
pub struct Read {
    /// The article.
    pub article: Article,
    /// What its reader should know ("read as Windows-1252").
    pub note: Option<String>,
}

/// What marks up a file, by its name; `None` for what is not read.
pub fn format_of(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "txt" | "text" => Some(Format::Text),
        "md" | "markdown" | "mdown" | "mkd" => Some(Format::Markdown),
        _ => None,
    }
}

/// Reads the file at `path` as the article `id`.
///
/// # Errors
/// It is not there, no regular file, too large, no text, or of a format that is not read.
pub fn read(path: &Path, id: impl Into<Arc<str>>) -> Result<Read, ReadError> {
    let fail = |reason: String| ReadError { path: path.to_owned(), reason, gone: false };
    let io = |error: std::io::Error| ReadError {
        path: path.to_owned(),
        reason: error.to_string(),
        gone: error.kind() == std::io::ErrorKind::NotFound,
    };
    let Some(format) = format_of(path) else {
        return Err(fail(match path.extension() {
            Some(extension) => format!(".{} files are not read", extension.display()),
            None => "files without an extension are not read".to_owned(),
        }));
    };
    let info = std::fs::metadata(path).map_err(io)?;
    if !info.is_file() {
        return Err(fail("not a regular file".to_owned()));
    }
    if info.len() > MAX_BYTES {
        return Err(fail(format!(
            "too large: {} MB, and at most {} MB are read",
            info.len().div_ceil(1 << 20),
            MAX_BYTES >> 20
        )));
    }
    let bytes = std::fs::read(path).map_err(io)?;
    let decoded = decode(&bytes).map_err(fail)?;
    Ok(Read { article: article(id, &decoded.text, format), note: decoded.note })
}

/// Reads the file at `path` as the article `id`; what had to be assumed is only logged.
///
/// # Errors
/// As [`read`].
pub fn read_article(path: &Path, id: impl Into<Arc<str>>) -> Result<Article, ReadError> {
    let read = read(path, id)?;
    if let Some(note) = &read.note {
        tracing::info!("{}: {note}", path.display());
    }
    Ok(read.article)
}

/// An article from text that is at hand already, as that of a source that is open in an editor.
pub fn article(id: impl Into<Arc<str>>, text: &str, format: Format) -> Article {
    let prose = Prose::new(text, format);
    let meta = metadata(text, &prose);
    Article::new(id, text, prose, meta)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_why_a_file_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a.pdf"), "x").expect("written");
        std::fs::write(at("b.txt"), b"a\0b").expect("written");
        std::fs::create_dir(at("c.md")).expect("made");
        std::fs::File::create(at("d.txt")).and_then(|file| file.set_len(MAX_BYTES + 1)).expect("written");
        let reason = |name: &str| read_article(&at(name), name).expect_err("not read").reason;
        assert_eq!(reason("a.pdf"), ".pdf files are not read");
        assert!(reason("b.txt").starts_with("not a text"));
        assert_eq!(reason("c.md"), "not a regular file");
        assert_eq!(reason("d.txt"), "too large: 17 MB, and at most 16 MB are read");
        assert!(read_article(&at("e.txt"), "e").expect_err("not there").gone);
    }
}
