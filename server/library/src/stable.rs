//! An id for an article that stays the same, whoever reads it and wherever it lies.

use crate::article::Article;

/// The id of an article: the same for the same words of the same outlet and day. "kestrel-post-20251214-1a2b3c".
pub fn stable_id(article: &Article) -> String {
    let meta = &article.meta;
    // FNV-1a over the words: what it gives must never change.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for block in &article.prose.blocks {
        for byte in block.text.split_whitespace().flat_map(|word| word.bytes().chain([b' '])) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    let outlet = slug(meta.outlet.as_deref().unwrap_or("source"), 20);
    let date = meta.published.map(|date| format!("-{}", date.strftime("%Y%m%d"))).unwrap_or_default();
    format!("{outlet}{date}-{:08x}", hash & 0xffff_ffff)
}

/// Letters and digits in lower case with hyphens between, at most so many characters.
pub fn slug(text: &str, most: usize) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if slug.chars().count() >= most {
            break;
        }
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}
