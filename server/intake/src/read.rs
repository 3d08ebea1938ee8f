//! One file to one article, or to many.

use crate::decode::decode;
use crate::kind::{Kind, kind_of, looks_like_html, signature, why_not_read};
use crate::metadata::{self, metadata};
use crate::reader::Document;
use crate::{html, lines, mail, office, pdf, subtitles, table};
use copydesk_library::{Article, Layout, Metadata};
use copydesk_text::{Format, Prose};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest text that is read, in bytes.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// The largest file with pictures in it that is read, in bytes.
const MAX_BINARY: u64 = 64 * 1024 * 1024;

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
    /// Further articles of the same file: their ids are the file's with `#` and a number behind. Whoever keeps what was
    /// read keeps these too, and reads again when [`crate::stamp`] of the file changes.
    pub more: Vec<Article>,
    /// What its reader should know ("read as windows-1252").
    pub note: Option<String>,
}

/// The id of the file that an article stands in: that of one of many articles without its number.
pub fn file_id(id: &str) -> &str {
    match id.rsplit_once('#') {
        Some((file, number)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => file,
        _ => id,
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
    let info = std::fs::metadata(path).map_err(io)?;
    if info.is_dir() {
        return Err(fail("this is a folder, and no file".to_owned()));
    }
    let Some(kind) = kind_of(path) else { return Err(fail(why_not_read(path))) };
    if !info.is_file() {
        return Err(fail("not a regular file".to_owned()));
    }
    let most = if kind.is_text() { MAX_BYTES } else { MAX_BINARY };
    if info.len() > most {
        return Err(fail(format!(
            "too large: {} MB, and at most {} MB are read",
            info.len().div_ceil(1 << 20),
            most >> 20
        )));
    }
    let mut bytes = Vec::new();
    // It may grow while it is read.
    std::io::Read::read_to_end(
        &mut std::io::Read::take(std::fs::File::open(path).map_err(io)?, most),
        &mut bytes,
    )
    .map_err(io)?;
    let beside = metadata::Beside::of(path);
    guarded(|| from_bytes(kind, &bytes, path, &id.into(), &beside)).map_err(fail)
}

/// Reads the file at `path` as a draft: each cell of its tables is a block of its own, for findings to stand on.
///
/// # Errors
/// As [`read`].
pub fn read_draft(path: &Path, id: impl Into<Arc<str>>) -> Result<Read, ReadError> {
    let mut read = read(path, id)?;
    if let Some(Kind::Prose(format)) = kind_of(path)
        && !looks_like_html(&read.article.text)
    {
        let Article { id, text, meta, .. } = &read.article;
        read.article = Article::new(id.clone(), text.clone(), Prose::new(text, format), meta.clone());
    }
    Ok(read)
}

/// Reads a source that is open in an editor as `text`.
///
/// # Errors
/// As [`read`]; what is no text is read from disk.
pub fn read_open(path: &Path, id: impl Into<Arc<str>>, text: &str) -> Result<Read, ReadError> {
    let id = id.into();
    match kind_of(path) {
        Some(kind) if kind.is_text() => {
            let beside = metadata::Beside::of(path);
            guarded(|| from_text(kind, text, None, &id, &beside)).map_err(|reason| ReadError {
                path: path.to_owned(),
                reason,
                gone: false,
            })
        }
        _ => read(path, id),
    }
}

/// An article from text that is at hand already, as that of a draft.
pub fn article(id: impl Into<Arc<str>>, text: &str, format: Format) -> Article {
    let prose = Prose::new(text, format);
    let meta = metadata(text, &prose);
    Article::new(id, text, prose, meta)
}

/// A reader that fails on a file fails on that file alone.
fn guarded(read: impl FnOnce() -> Result<Read, String>) -> Result<Read, String> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err("reading it failed".to_owned()))
}

fn from_bytes(
    kind: Kind,
    bytes: &[u8],
    path: &Path,
    id: &Arc<str>,
    beside: &metadata::Beside,
) -> Result<Read, String> {
    let named = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let wanted = match kind {
        Kind::Pdf => "pdf",
        Kind::Docx | Kind::Odt => "zip",
        _ => "",
    };
    match signature(bytes) {
        Some((what, ending)) if ending != wanted => {
            return Err(format!("this is {what}, and not what .{named} says"));
        }
        None if wanted == "zip" => {
            return Err(format!("damaged, or no .{named} file: it does not begin like one"));
        }
        // What precedes the header of a PDF file is skipped by its readers.
        None if wanted == "pdf"
            && !bytes.iter().take(1024).copied().collect::<Vec<u8>>().windows(5).any(|w| w == b"%PDF-") =>
        {
            return Err("damaged, or no PDF file: it does not begin like one".to_owned());
        }
        _ => {}
    }
    let document = match kind {
        Kind::Docx => office::docx::read(bytes)?,
        Kind::Odt => office::odt::read(bytes)?,
        Kind::Pdf => pdf::read(bytes)?,
        Kind::Mail => {
            let (text, document) = mail::read(bytes)?;
            return one(id, text, document, beside);
        }
        _ => {
            let decoded = decode(bytes)?;
            return from_text(kind, &decoded.text, decoded.note, id, beside);
        }
    };
    one(id, String::new(), document, beside)
}

fn from_text(
    kind: Kind,
    text: &str,
    note: Option<String>,
    id: &Arc<str>,
    beside: &metadata::Beside,
) -> Result<Read, String> {
    let mut document = match kind {
        Kind::Prose(_) if looks_like_html(text) => {
            let mut document = html::read(text)?;
            document.note.get_or_insert_with(|| "this is a web page, and read as one".to_owned());
            document
        }
        Kind::Prose(format) => {
            let prose = Prose::of_source(text, format);
            let meta = beside.metadata(Metadata::default(), text, &prose);
            let note = [note, metadata::fault(text, &prose)]
                .into_iter()
                .flatten()
                .reduce(|a, b| format!("{a}; {b}"));
            let article = Article::new(id.clone(), text, prose, meta);
            return Ok(Read { article, more: Vec::new(), note });
        }
        Kind::Html => html::read(text)?,
        Kind::Mail => {
            let (text, document) = mail::read(text.as_bytes())?;
            return one(id, text, document, beside);
        }
        Kind::Subtitles => subtitles::read(text)?,
        Kind::Table => table::read(text)?,
        Kind::Lines => return many(id, text, lines::read(text)?, note, beside),
        Kind::Docx | Kind::Odt | Kind::Pdf => return Err("not a text".to_owned()),
    };
    document.note = [note, document.note.take()].into_iter().flatten().reduce(|a, b| format!("{a}; {b}"));
    one(id, text.to_owned(), document, beside)
}

/// The article of a document; `text` is the file's own.
fn one(id: &Arc<str>, text: String, document: Document, beside: &metadata::Beside) -> Result<Read, String> {
    let Document { extracted, blocks, meta, spots, marked_up, note } = document;
    let prose = if marked_up { Prose::of_blocks(blocks) } else { Prose { blocks, ..Prose::default() } };
    let meta = beside.metadata(meta, &text, &prose);
    let layout = Layout { extracted: extracted.is_some(), spots };
    let article = Article::new(id.clone(), extracted.unwrap_or(text), prose, meta).with_layout(layout);
    Ok(Read { article, more: Vec::new(), note })
}

/// The articles of a file that holds many. Each has the whole file as its text, so that its places are the file's.
fn many(
    id: &Arc<str>,
    text: &str,
    documents: (Vec<Document>, Vec<String>),
    note: Option<String>,
    beside: &metadata::Beside,
) -> Result<Read, String> {
    let (documents, faults) = documents;
    let text: Arc<str> = text.into();
    let mut articles = Vec::new();
    for (index, document) in documents.into_iter().enumerate() {
        let prose = Prose::of_blocks(document.blocks);
        let meta = beside.metadata(document.meta, "", &prose);
        let id: Arc<str> = if index == 0 { id.clone() } else { format!("{id}#{}", index + 1).into() };
        articles.push(Article::new(id, text.clone(), prose, meta));
    }
    let mut notes: Vec<String> = note.into_iter().collect();
    if let Some(first) = faults.first() {
        notes.push(format!("{} of its lines cannot be read, the first: {first}", faults.len()));
    }
    let mut articles = articles.into_iter();
    let Some(article) = articles.next() else {
        return Err(notes.pop().unwrap_or_else(|| "no article in it".to_owned()));
    };
    Ok(Read { article, more: articles.collect(), note: notes.into_iter().reduce(|a, b| format!("{a}; {b}")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_why_a_file_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let write = |name: &str, bytes: &[u8]| std::fs::write(at(name), bytes).expect("written");
        write("a.xlsx", b"x");
        write("b.txt", b"a\0b");
        write("c.pdf", b"x");
        write("d.docx", b"Ferry");
        write("e.txt", b"%PDF-1.4\n");
        write("f.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0");
        write("g.odt", b"PK\x03\x04 and then nothing of the kind");
        write("h.html", b"<p></p>");
        std::fs::create_dir(at("i.md")).expect("made");
        std::fs::File::create(at("j.txt")).and_then(|file| file.set_len(MAX_BYTES + 1)).expect("written");
        std::fs::File::create(at("k.txt")).and_then(|file| file.set_len(1 << 30)).expect("written");
        let reason = |name: &str| read(&at(name), name).expect_err("not read").reason;
        assert_eq!(reason("a.xlsx"), ".xlsx files are not read");
        assert!(reason("b.txt").starts_with("not a text"));
        assert_eq!(reason("c.pdf"), "damaged, or no PDF file: it does not begin like one");
        assert_eq!(reason("d.docx"), "damaged, or no .docx file: it does not begin like one");
        assert_eq!(reason("e.txt"), "this is a PDF file, and not what .txt says");
        assert_eq!(
            reason("f.docx"),
            "this is a file of an old Word, Excel or Outlook, and not what .docx says"
        );
        assert!(reason("g.odt").starts_with("damaged"), "{}", reason("g.odt"));
        assert_eq!(reason("h.html"), "no text in this page");
        assert_eq!(reason("i.md"), "this is a folder, and no file");
        assert_eq!(reason("j.txt"), "too large: 17 MB, and at most 16 MB are read");
        assert_eq!(reason("k.txt"), "too large: 1024 MB, and at most 16 MB are read");
        assert!(read(&at("l.txt"), "l").expect_err("not there").gone);
    }

    #[test]
    fn an_article_of_many_knows_its_file() {
        assert_eq!(file_id("sources/wire.jsonl#12"), "sources/wire.jsonl");
        assert_eq!(file_id("sources/a#b.txt"), "sources/a#b.txt");
        assert_eq!(file_id("sources/a.txt"), "sources/a.txt");
    }
}
