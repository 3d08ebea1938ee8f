//! URIs and paths: what an editor calls a file, and what the file system calls it.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use tower_lsp::ls_types::Uri;

/// `text` with everything encoded that must not stand in a URI; `None` if it is right as it is.
pub(crate) fn encoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let escape = |at: usize| {
        bytes[at] == b'%'
            && bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let may_stand = |at: usize| {
        bytes[at].is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&bytes[at]) || escape(at)
    };
    if (0..bytes.len()).all(may_stand) && bytes.iter().filter(|&&byte| byte == b'#').count() < 2 {
        return None;
    }
    let mut out = String::with_capacity(bytes.len() + 16);
    for (at, &byte) in bytes.iter().enumerate() {
        // A file's name may hold a question or number sign; in a URI with other faults nobody encoded it.
        let raw = matches!(byte, b'#' | b'?') && text.starts_with("file:");
        if may_stand(at) && !raw {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").ok();
        }
    }
    Some(out)
}

/// The path of a `file:` URI.
pub(crate) fn path(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme().as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    uri.to_file_path().map(|path| path.into_owned())
}

/// The URI of an absolute path.
pub(crate) fn of_path(path: &Path) -> Option<Uri> {
    if !path.is_absolute() {
        return None;
    }
    let uri = Uri::from_file_path(path)?;
    match encoded(uri.as_str()) {
        None => Some(uri),
        Some(encoded) => Uri::from_str(&encoded).ok(),
    }
}

/// What a document is known by: two spellings of one file's URI have one key.
pub(crate) fn key(uri: &Uri) -> String {
    path(uri).map_or_else(|| uri.as_str().to_owned(), |path| path.to_string_lossy().into_owned())
}

/// The URI of a document by its key.
pub(crate) fn of_key(key: &str) -> Option<Uri> {
    of_path(Path::new(key)).or_else(|| Uri::from_str(key).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_are_one_document() {
        let a = Uri::from_str("file:///desk/caf%C3%A9%20%5B1%5D.md").unwrap();
        let b = Uri::from_str(&encoded("file:///desk/café [1].md").unwrap()).unwrap();
        assert_eq!(key(&a), key(&b));
        assert_eq!(key(&a), "/desk/café [1].md");
    }

    #[test]
    fn leaves_a_right_uri_alone() {
        assert_eq!(encoded("file:///c%3A/desk/a.md"), None);
        assert_eq!(encoded("untitled:Untitled-1"), None);
    }

    #[test]
    fn goes_to_a_uri_and_back() {
        let odd = Path::new("/desk/50% [draft] é#1?.md");
        assert_eq!(path(&of_path(odd).unwrap()).unwrap(), odd);
    }
}
