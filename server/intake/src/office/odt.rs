//! OpenDocument texts (`.odt`). Struck-out text and remarks are left out; notes stand at the end.

use super::{Body, Events, Package, attribute, properties, reference};
use crate::reader::Document;
use copydesk_library::Metadata;
use copydesk_text::BlockKind;
use quick_xml::events::{BytesStart, Event};

/// Reads an OpenDocument text.
///
/// # Errors
/// It is damaged, locked or a bomb, or holds no text.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, String> {
    let mut package = Package::open(bytes)?;
    let content = package.part("content.xml")?.ok_or("no OpenDocument text: there is no document in it")?;
    if package.part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err("it is locked with a password".to_owned());
    }
    let mut meta = Metadata::default();
    if let Some(xml) = package.part("meta.xml")? {
        properties(&xml, &mut meta);
    }
    let mut body = Body::default();
    text(&content, &mut body)?;
    body.finish(meta)
}

/// Elements whose text is not the document's.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes"
            | "annotation"
            | "annotation-end"
            | "automatic-styles"
            | "note-citation"
            | "forms"
            | "sequence-decls"
            | "desc"
            | "title"
            | "script"
            | "ruby-text"
    )
}

fn text(xml: &str, body: &mut Body) -> Result<(), String> {
    let mut events = Events::new(xml, is_skipped);
    let mut within: Vec<BlockKind> = Vec::new();
    let mut open = 0usize;
    let mut lists = 0usize;
    // A note stands in the middle of its paragraph.
    let mut note: Option<String> = None;
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) => {
                let name = element.local_name();
                let name = name.as_ref();
                match name {
                    "note-body" => note = Some(String::new()),
                    "p" | "h" if note.is_none() => {
                        open += 1;
                        within.push(kind(name, &element, lists));
                    }
                    "list-item" => lists += 1,
                    "table" => body.table(),
                    "table-row" => body.row(),
                    "table-cell" => body.cell(),
                    _ => put(name, &mut note, body),
                }
            }
            Event::Empty(element) => match element.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => body.cell(),
                "p" | "h" => {}
                name => put(name, &mut note, body),
            },
            Event::End(element) => match element.local_name().as_ref() {
                "note-body" => {
                    if let Some(text) = note.take() {
                        body.note(&text);
                    }
                }
                "p" | "h" if note.is_none() => {
                    open = open.saturating_sub(1);
                    body.paragraph(within.pop().unwrap_or(BlockKind::Paragraph));
                }
                "list-item" => lists = lists.saturating_sub(1),
                "table" => body.table_end(),
                _ => {}
            },
            Event::Text(text) => write(&text, open, &mut note, body),
            Event::CData(text) => write(&text, open, &mut note, body),
            Event::GeneralRef(name) => {
                write(&reference(&name).unwrap_or_default(), open, &mut note, body);
            }
            _ => {}
        }
    }
    Ok(())
}

fn kind(name: &str, element: &BytesStart<'_>, lists: usize) -> BlockKind {
    let style = attribute(element, "style-name").unwrap_or_default().to_lowercase();
    if name == "h" {
        let level = attribute(element, "outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
        return BlockKind::Heading(u8::clamp(level, 1, 6));
    }
    match () {
        () if style == "title" => BlockKind::Heading(1),
        () if style.contains("quot") => BlockKind::BlockQuote,
        () if lists > 0 => BlockKind::ListItem,
        () => BlockKind::Paragraph,
    }
}

/// Line breaks of the file itself are spaces.
fn write(text: &str, open: usize, note: &mut Option<String>, body: &mut Body) {
    if let Some(note) = note {
        note.push_str(text);
    } else if open > 0 {
        body.push(&text.replace(['\n', '\r'], " "));
    }
}

fn put(name: &str, note: &mut Option<String>, body: &mut Body) {
    let text = match name {
        "s" | "tab" => " ",
        "line-break" => "\n",
        "soft-page-break" => {
            body.page_break();
            return;
        }
        _ => return,
    };
    match note {
        Some(note) => note.push_str(text),
        None => body.push(text),
    }
}
