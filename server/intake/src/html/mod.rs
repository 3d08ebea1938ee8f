//! Saved web pages: the article out of what a page puts around it, and what the page says about it. Every block maps
//! back to the bytes of the file, so that evidence can be shown in the page.

mod article;
mod blocks;
mod head;
mod tree;
mod words;

pub(crate) use head::language;

use crate::json_text::Strings;
use crate::reader::Document;
use article::Shape;
use copydesk_text::{Block, BlockKind};
use tree::Tree;

/// A page whose prose weighs less than this, in bytes, is taken from its JSON-LD, if the article stands there.
const THIN: f32 = 400.0;

/// Reads a page.
///
/// # Errors
/// There is no article in it.
pub(crate) fn read(text: &str) -> Result<Document, String> {
    let tree = Tree::read(text)?;
    let stated = head::read(&tree);
    let shape = Shape::of(&tree);
    let mut blocks = shape.blocks();
    let said: usize = blocks.iter().map(|block| block.text.len()).sum();
    if let Some(body) = &stated.body
        && (shape.total() < THIN || said * 3 < body.len())
    {
        // The page is cut off, and its data is not.
        if let Some(found) = data_blocks(text, body) {
            blocks.retain(|block| {
                matches!(block.kind, BlockKind::Heading(1)) && block.source.end <= found[0].source.start
            });
            blocks.extend(found);
        }
    }
    if blocks.is_empty() {
        return Err("no text in this page".to_owned());
    }
    let mut document = Document { blocks, meta: stated.meta, marked_up: true, ..Document::default() };
    if stated.live {
        document.note = Some("a live blog: its posts are read one after another".to_owned());
    }
    Ok(document)
}

/// The paragraphs of the JSON string that says `body`, by their bytes in the page.
fn data_blocks(page: &str, body: &str) -> Option<Vec<Block>> {
    let at = page.find("\"articleBody\"")? + "\"articleBody\"".len();
    let colon = page[at..].find('"')? + at;
    let string = Strings::at(page, colon)?;
    if string.text.split_whitespace().take(5).ne(body.split_whitespace().take(5)) {
        return None;
    }
    let blocks = string.paragraphs();
    (!blocks.is_empty()).then_some(blocks)
}
