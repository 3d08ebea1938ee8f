//! Articles, one a line, as JSON. Each keeps its place in the file.

use crate::json_text::Strings;
use crate::metadata::{front_field, plain};
use crate::reader::Document;
use serde_json::{Map, Value};

/// The names that articles' texts go by, best first.
const TEXTS: [&str; 11] = [
    "text",
    "body",
    "content",
    "articlebody",
    "article",
    "maintext",
    "fulltext",
    "bodytext",
    "contenttext",
    "story",
    "plaintext",
];

/// Reads the articles, and says of lines that cannot be read why.
///
/// # Errors
/// There is no article in it.
pub(crate) fn read(text: &str) -> Result<(Vec<Document>, Vec<String>), String> {
    let mut documents = Vec::new();
    let mut faults = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        match article(text, start, line) {
            Ok(document) => documents.push(document),
            Err(reason) => faults.push(format!("line {}: {reason}", number + 1)),
        }
    }
    if documents.is_empty() {
        return Err(faults.first().cloned().unwrap_or_else(|| "no article in it".to_owned()));
    }
    Ok((documents, faults))
}

fn article(file: &str, start: usize, line: &str) -> Result<Document, String> {
    let fields: Map<String, Value> =
        serde_json::from_str(line.trim()).map_err(|error| format!("no JSON object: {error}"))?;
    let key = TEXTS
        .iter()
        .find_map(|wanted| {
            fields.iter().find(|(key, value)| {
                plain(key) == *wanted && value.as_str().is_some_and(|t| !t.trim().is_empty())
            })
        })
        .map(|(key, _)| key.clone())
        .ok_or("no text in it")?;
    let body = value_of(file, start + (line.len() - line.trim_start().len()), &key)
        .ok_or("its text cannot be found")?;
    let mut document = Document { blocks: body.paragraphs(), marked_up: true, ..Document::default() };
    if document.blocks.is_empty() {
        return Err("no text in it".to_owned());
    }
    for (key, value) in &fields {
        let key = plain(key);
        if !TEXTS.contains(&key.as_str()) {
            front_field(&key, value, &mut document.meta);
        }
    }
    Ok(document)
}

/// The string that stands under a key of the object that begins at byte `at`.
fn value_of(file: &str, at: usize, wanted: &str) -> Option<Strings> {
    let bytes = file.as_bytes();
    let mut here = at;
    let mut depth = 0usize;
    let mut key: Option<String> = None;
    loop {
        match bytes.get(here)? {
            b'"' => {
                let string = Strings::at(file, here)?;
                let end = string.end;
                if depth == 1 {
                    match key.take() {
                        Some(key) if key == wanted => return Some(string),
                        Some(_) => {}
                        None => key = Some(string.text),
                    }
                }
                here = end;
                continue;
            }
            b'{' | b'[' => {
                depth += 1;
            }
            b'}' | b']' => depth = depth.checked_sub(1).filter(|depth| *depth > 0)?,
            b',' if depth == 1 => key = None,
            _ => {}
        }
        here += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_articles_with_their_places_and_says_which_lines_are_broken() {
        let text = "{\"id\": \"w1\", \"tags\": [\"text\", {\"text\": \"no\"}], \"title\": \"Ferry\", \"source\": \"Harbour Wire\", \"published\": \"2025-12-14\", \"text\": \"The ferry sank.\\nNobody was \\\"hurt\\\".\"}\n\nnot json\n{\"title\": \"x\"}\n";
        let (documents, faults) = read(text).expect("articles");
        assert_eq!(documents.len(), 1);
        assert_eq!(faults.len(), 2);
        assert!(faults[0].starts_with("line 3:"), "{}", faults[0]);
        let document = &documents[0];
        assert_eq!(document.meta.outlet.as_deref(), Some("Harbour Wire"));
        assert_eq!(document.meta.key.as_deref(), Some("w1"));
        assert_eq!(document.blocks[1].text, "Nobody was \"hurt\".");
        assert_eq!(&text[document.blocks[1].source.clone()], "Nobody was \\\"hurt\\\".");
    }
}
