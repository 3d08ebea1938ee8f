//! Word files (`.docx`). What was struck out, hidden, or belongs to a field's code is left out; what was put in counts.

use super::{Body, Events, Package, attribute, properties, reference};
use crate::reader::Document;
use copydesk_library::Metadata;
use copydesk_text::BlockKind;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::HashMap;

/// Reads a Word file.
///
/// # Errors
/// It is damaged, locked or a bomb, or holds no text.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, String> {
    let mut package = Package::open(bytes)?;
    let document = package.part("word/document.xml")?.ok_or("no Word file: there is no document in it")?;
    let mut meta = Metadata::default();
    if let Some(core) = package.part("docProps/core.xml")? {
        properties(&core, &mut meta);
    }
    let styles = package.part("word/styles.xml")?.map(|xml| styles(&xml)).unwrap_or_default();
    let mut body = Body::default();
    text(&document, &styles, &mut body)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(xml) = package.part(notes)? {
            for note in notes_of(&xml) {
                body.note(&note);
            }
        }
    }
    body.finish(meta)
}

/// The heading level of each style, by its id; its name says it in every language that Word speaks.
fn styles(xml: &str) -> HashMap<String, u8> {
    let mut styles = HashMap::new();
    let mut reader = Reader::from_str(xml);
    let mut id = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) if element.local_name().as_ref() == "style" => {
                id = attribute(&element, "styleId").unwrap_or_default();
            }
            Event::Empty(element) | Event::Start(element) => match element.local_name().as_ref() {
                "name" => {
                    let name = attribute(&element, "val").unwrap_or_default().to_lowercase();
                    let level = match name.strip_prefix("heading ") {
                        Some(number) => number.parse().ok(),
                        None => (name == "title").then_some(1),
                    };
                    if let Some(level) = level {
                        styles.insert(id.clone(), level);
                    }
                }
                "outlineLvl" => {
                    if let Some(level) =
                        attribute(&element, "val").and_then(|val| val.parse::<u8>().ok()).filter(|l| *l < 6)
                    {
                        styles.entry(id.clone()).or_insert(level + 1);
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    styles
}

/// Elements whose text nobody sees.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "instrText"
            | "delText"
            | "Fallback"
            | "pict"
            | "footnoteReference"
            | "annotationRef"
            | "sdtPr"
            | "object"
    )
}

fn text(xml: &str, styles: &HashMap<String, u8>, body: &mut Body) -> Result<(), String> {
    let mut events = Events::new(xml, is_skipped);
    let mut in_text = false;
    let mut hidden = false;
    let mut kinds: Vec<BlockKind> = Vec::new();
    let mut first_break = false;
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) => {
                let name = element.local_name();
                let name = name.as_ref();
                match name {
                    "p" => kinds.push(BlockKind::Paragraph),
                    "t" => in_text = true,
                    "r" => hidden = false,
                    "tbl" => body.table(),
                    "tr" => body.row(),
                    "tc" => body.cell(),
                    _ => mark(name, &element, styles, &mut kinds, &mut hidden, &mut first_break, body),
                }
            }
            Event::Empty(element) => {
                let name = element.local_name();
                mark(name.as_ref(), &element, styles, &mut kinds, &mut hidden, &mut first_break, body);
            }
            Event::End(element) => match element.local_name().as_ref() {
                "p" => body.paragraph(kinds.pop().unwrap_or(BlockKind::Paragraph)),
                "t" => in_text = false,
                "tbl" => body.table_end(),
                _ => {}
            },
            Event::Text(text) if in_text && !hidden => body.push(&text),
            Event::CData(text) if in_text && !hidden => body.push(&text),
            Event::GeneralRef(name) if in_text && !hidden => {
                body.push(&reference(&name).unwrap_or_default());
            }
            _ => {}
        }
    }
    Ok(())
}

/// What an element says of the paragraph it stands in, or puts into it.
fn mark(
    name: &str,
    element: &quick_xml::events::BytesStart<'_>,
    styles: &HashMap<String, u8>,
    kinds: &mut [BlockKind],
    hidden: &mut bool,
    first_break: &mut bool,
    body: &mut Body,
) {
    match name {
        "pStyle" => {
            let style = attribute(element, "val").unwrap_or_default();
            let lower = style.to_lowercase();
            let level = styles.get(&style).copied().or_else(|| {
                let number = lower.strip_prefix("heading")?;
                number.parse().ok()
            });
            let kind = match level {
                Some(level @ 1..=6) => BlockKind::Heading(level),
                _ if lower == "title" => BlockKind::Heading(1),
                _ if lower.contains("quote") => BlockKind::BlockQuote,
                _ if lower.contains("list") => BlockKind::ListItem,
                _ => return,
            };
            if let Some(last) = kinds.last_mut() {
                *last = kind;
            }
        }
        "numPr" => {
            if let Some(last) = kinds.last_mut().filter(|last| **last == BlockKind::Paragraph) {
                *last = BlockKind::ListItem;
            }
        }
        "vanish" => *hidden = attribute(element, "val").is_none_or(|val| val != "0" && val != "false"),
        "tab" | "ptab" => body.push(" "),
        "noBreakHyphen" => body.push("\u{2011}"),
        "cr" => body.push("\n"),
        // Word notes where its pages began when it last showed them.
        "lastRenderedPageBreak" if !std::mem::take(first_break) => body.page_break(),
        "br" => match attribute(element, "type").as_deref() {
            Some("page") => {
                body.page_break();
                // The page that begins here is noted once more.
                *first_break = true;
            }
            _ => body.push("\n"),
        },
        _ => {}
    }
}

/// The notes of a part, those that only hold a line left out.
fn notes_of(xml: &str) -> Vec<String> {
    let mut notes = Vec::new();
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let (mut text, mut in_text, mut counts) = (String::new(), false, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => match element.local_name().as_ref() {
                "footnote" | "endnote" => {
                    text.clear();
                    counts = attribute(&element, "type").is_none_or(|kind| kind == "normal");
                }
                "t" => in_text = true,
                _ => {}
            },
            Ok(Event::End(element)) => match element.local_name().as_ref() {
                "footnote" | "endnote" if counts && !text.trim().is_empty() => {
                    notes.push(text.trim().to_owned())
                }
                "t" => in_text = false,
                "p" => text.push(' '),
                _ => {}
            },
            Ok(Event::Text(piece)) if in_text => text.push_str(&piece),
            Ok(Event::GeneralRef(name)) if in_text => text.push_str(&reference(&name).unwrap_or_default()),
            Ok(Event::Eof) | Err(_) => return notes,
            Ok(_) => {}
        }
    }
}
