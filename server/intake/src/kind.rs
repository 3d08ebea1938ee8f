//! What a file is, by its name and by its first bytes.

use copydesk_text::Format;
use std::path::Path;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text or Markdown, as drafts are too.
    Prose(Format),
    /// A saved web page.
    Html,
    /// A mail, or a web page saved as one (`.mhtml`).
    Mail,
    /// Subtitles with time codes: `.srt`, `.vtt`.
    Subtitles,
    /// A table: `.csv`, `.tsv`.
    Table,
    /// Articles, one a line, as JSON.
    Lines,
    /// A Word file.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// A PDF file.
    Pdf,
}

/// What a file is, by its name; `None` for what is not read as a source.
pub fn kind_of(path: &Path) -> Option<Kind> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    Some(match extension.as_str() {
        "txt" | "text" => Kind::Prose(Format::Text),
        "md" | "markdown" | "mdown" | "mkd" => Kind::Prose(Format::Markdown),
        "html" | "htm" | "xhtml" => Kind::Html,
        "eml" | "mhtml" | "mht" => Kind::Mail,
        "srt" | "vtt" => Kind::Subtitles,
        "csv" | "tsv" | "tab" => Kind::Table,
        "jsonl" | "ndjson" => Kind::Lines,
        "docx" | "docm" => Kind::Docx,
        "odt" | "ott" => Kind::Odt,
        "pdf" => Kind::Pdf,
        _ => return None,
    })
}

/// What marks up a draft, by its name; `None` for what can be a source at most.
pub fn format_of(path: &Path) -> Option<Format> {
    match kind_of(path)? {
        Kind::Prose(format) => Some(format),
        _ => None,
    }
}

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
const NOT_READ: [&str; 12] =
    ["doc", "rtf", "msg", "epub", "xlsx", "xls", "ods", "pptx", "pages", "wpd", "webarchive", "mbox"];

/// Whether a file is about its folder: a README, a licence.
pub(crate) fn is_about(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| ABOUT.contains(&stem.to_string_lossy().to_lowercase().as_str()))
}

/// Whether a file is a document that writers keep as a source and that is not read.
pub(crate) fn is_not_read(path: &Path) -> bool {
    path.extension().is_some_and(|e| NOT_READ.contains(&e.to_string_lossy().to_lowercase().as_str()))
}

/// Why a file is not read, by its name.
pub(crate) fn why_not_read(path: &Path) -> String {
    match path.extension() {
        Some(extension) => format!(".{} files are not read", extension.to_string_lossy().to_lowercase()),
        None => "files without an extension are not read".to_owned(),
    }
}

/// What can be a source, read or not: one that is not read is still named to the writer.
pub(crate) fn is_document(path: &Path) -> bool {
    kind_of(path).is_some() || crate::metadata::is_about_others(path) || is_not_read(path)
}

/// Whether a file belongs to a page that was saved "complete": it lies in the folder that the browser made beside it.
pub(crate) fn is_page_part(path: &Path) -> bool {
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

impl Kind {
    /// Whether an editor shows such a file as text.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Docx | Self::Odt | Self::Pdf)
    }
}

/// What a file is by its first bytes, where they say it beyond doubt: in words, and the ending such files have.
pub(crate) fn signature(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let known: [(&[u8], &str, &str); 15] = [
        (b"%PDF-", "a PDF file", "pdf"),
        (b"PK\x03\x04", "a zip archive", "zip"),
        (b"PK\x05\x06", "an empty zip archive", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Word, Excel or Outlook", "doc"),
        (b"{\\rtf", "an RTF file", "rtf"),
        (b"\x89PNG\r\n", "a picture", "png"),
        (b"\xff\xd8\xff", "a picture", "jpg"),
        (b"GIF8", "a picture", "gif"),
        (b"\x1f\x8b", "a gzip archive", "gz"),
        (b"7z\xbc\xaf", "a 7-Zip archive", "7z"),
        (b"Rar!", "a RAR archive", "rar"),
        (b"\x7fELF", "a program", "bin"),
        (b"MZ\x90\0", "a program", "exe"),
        (b"SQLite format 3\0", "a database", "sqlite"),
        (b"BZh9", "a bzip2 archive", "bz2"),
    ];
    known.iter().find(|(magic, ..)| bytes.starts_with(magic)).map(|(_, name, ending)| (*name, *ending))
}

/// Whether a text is a web page, whatever its name.
pub(crate) fn looks_like_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(200).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with("<?xml") && head.contains("<html"))
}
