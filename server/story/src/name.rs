//! What a source is called.

use copydesk_library::Article;
use jiff::civil::Date;

/// A source in few words: its outlet, else its headline, else its file.
pub fn label(article: &Article) -> String {
    let name = article.meta.outlet.clone().or_else(|| article.meta.title.clone());
    copydesk_text::one_line(&name.unwrap_or_else(|| article.id.to_string()))
}

/// A source as an entry of a source list: "Harbour Wire: Ferry aground, 15 March 2026".
pub fn source_line(article: &Article) -> String {
    let meta = &article.meta;
    let mut line = match (&meta.outlet, &meta.title) {
        (Some(outlet), Some(title)) => format!("{outlet}: {title}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => article.id.to_string(),
    };
    if let Some(day) = meta.published {
        line += &format!(", {}", long(day));
    }
    copydesk_text::one_line(&line)
}

/// "15 March 2026".
pub(crate) fn long(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "Mar 15, 2026".
pub(crate) fn short(day: Date) -> String {
    day.strftime("%b %-d, %Y").to_string()
}

/// "1 source", "2 sources".
pub(crate) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// "2 origins"; what only collects others' reports has none that is known.
pub(crate) fn origins(n: usize) -> String {
    if n == 0 { "origin unknown".to_owned() } else { count(n, "origin") }
}
