//! What was read, made ready for drafts to be held against it.

use crate::read::{Read, ReadError};
use copydesk_library::Article;
use copydesk_tagging::Tagger;
use std::path::Path;

/// The longest text of one article, in bytes: more than the longest novel has.
const MAX_ARTICLE: usize = 4 * 1024 * 1024;

/// What was read, made ready for being asked: of its articles those that a draft can be held against.
///
/// # Errors
/// All are empty, endless or in other languages.
pub fn comparable(read: Read, path: &Path, tagger: &Tagger) -> Result<Read, ReadError> {
    let (mut fault, mut faults, mut ready) = (None, 0, Vec::new());
    for article in std::iter::once(read.article).chain(read.more) {
        let article = article.with_tagger(tagger);
        match empty(&article).or_else(|| too_long(&article)).or_else(|| article.incomparable()) {
            Some(reason) => {
                fault = fault.or(Some(reason));
                faults += 1;
            }
            None => {
                article.prepare();
                ready.push(article);
            }
        }
    }
    let left_out = fault.as_ref().map(|reason| format!("{faults} of its articles are left out: {reason}"));
    let mut ready = ready.into_iter();
    match ready.next() {
        Some(article) => {
            let note = [read.note, left_out].into_iter().flatten().reduce(|a, b| format!("{a}; {b}"));
            Ok(Read { article, more: ready.collect(), note })
        }
        None => Err(ReadError { path: path.to_owned(), reason: fault.unwrap_or_default(), gone: false }),
    }
}

fn empty(article: &Article) -> Option<String> {
    article
        .prose
        .blocks
        .iter()
        .all(|block| block.text.trim().is_empty())
        .then(|| "there is no text in it".to_owned())
}

/// Why an article is too long to be held in memory with all that is made of it: thirty times its text, for a moment.
fn too_long(article: &Article) -> Option<String> {
    let bytes: usize = article.prose.blocks.iter().map(|block| block.text.len()).sum();
    (bytes > MAX_ARTICLE).then(|| {
        let (has, most) = (bytes.div_ceil(1 << 20), MAX_ARTICLE >> 20);
        format!("too long for one article: {has} MB of text, and at most {most} MB are read")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    #[test]
    fn an_endless_text_is_no_article() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("endless.txt");
        std::fs::write(&path, "gull ".repeat(MAX_ARTICLE / 4)).expect("written");
        let read = read(&path, "endless.txt").expect("a text");
        let error = comparable(read, &path, Tagger::english()).expect_err("too long");
        assert_eq!(error.reason, "too long for one article: 5 MB of text, and at most 4 MB are read");
    }
}
