//! PDF files. They are read in a process of their own, which has little memory and little time: a file that makes its
//! reader fail takes nothing else along.

mod fence;
mod glyphs;
mod layout;

pub use fence::{child, set_program};

use crate::html::language;
use crate::mapped::Extract;
use crate::metadata::dates;
use crate::reader::Document;
use copydesk_library::{Metadata, Spot};
use copydesk_text::BlockKind;
use serde::{Deserialize, Serialize};

/// What the process that reads a file has found.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Found {
    blocks: Vec<Paragraph>,
    title: Option<String>,
    author: Option<String>,
    created: Option<String>,
    language: Option<String>,
    note: Option<String>,
}

/// A paragraph, a heading or an item of a list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Paragraph {
    text: String,
    /// 0 for a paragraph, 1 to 6 for a heading, 7 for an item of a list, 8 for a line that is furniture.
    kind: u8,
    /// Pages by the byte of the text at which they begin; the first at 0.
    pages: Vec<(usize, u32)>,
}

/// Reads a PDF file.
///
/// # Errors
/// It is damaged, locked, holds no text, or takes more time or memory than is allowed.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, String> {
    let found = fence::run(bytes)?;
    let mut extract = Extract::default();
    let mut spots: Vec<(usize, Spot)> = Vec::new();
    for block in &found.blocks {
        let kind = match block.kind {
            level @ 1..=6 => BlockKind::Heading(level),
            7 => BlockKind::ListItem,
            8 => BlockKind::Furniture,
            _ => BlockKind::Paragraph,
        };
        let Some(start) = extract.push(kind, &block.text) else { continue };
        for (at, page) in &block.pages {
            let spot = Spot::Page(*page);
            if spots.last().is_none_or(|(_, last)| *last != spot) {
                spots.push((start + at, spot));
            }
        }
    }
    if extract.blocks.is_empty() {
        let whole = bytes.windows(5).rev().take(4096).any(|end| end == b"%%EOF");
        return Err(match whole {
            true => "no text in it: its pages may be pictures".to_owned(),
            false => "damaged: the file is cut off".to_owned(),
        });
    }
    let title = found.title.filter(|title| is_title(title));
    let mut meta = Metadata {
        title,
        authors: found.author.filter(|name| name.len() < 100 && name.contains(' ')).into_iter().collect(),
        published: found.created.as_deref().and_then(dates::stated),
        language: found.language.as_deref().and_then(language),
        ..Metadata::default()
    };
    // The day a file was made is a guess at the day it is dated.
    if meta.published.is_some() {
        meta.guessed.push("published");
    }
    Ok(Document {
        extracted: Some(extract.text),
        blocks: extract.blocks,
        meta,
        spots,
        marked_up: true,
        note: found.note,
    })
}

/// What programs write where nobody gave a title.
fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    !lower.is_empty()
        && !lower.starts_with("microsoft ")
        && !lower.starts_with("untitled")
        && ![".doc", ".docx", ".pdf", ".indd", ".qxp", ".tex", ".dvi", ".rtf"]
            .iter()
            .any(|ending| lower.ends_with(ending))
}
