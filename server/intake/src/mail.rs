//! Mails (`.eml`) and web pages saved as mails (`.mhtml`). The text of a part is decoded by us, so that every character
//! knows the bytes it stands at, behind quoted-printable and base64 as well.

use crate::decode::decode;
use crate::html;
use crate::metadata::is_person;
use crate::reader::Document;
use copydesk_library::Metadata;
use copydesk_text::{Block, BlockKind, Format, OffsetMap, Prose, one_line};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use mail_parser::{
    Address, Encoding as Transfer, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};

/// Reads a mail; the text of the file, and what stands in it.
///
/// # Errors
/// It is no mail, or holds no text.
pub(crate) fn read(bytes: &[u8]) -> Result<(String, Document), String> {
    if bytes.contains(&0) {
        return Err("not a text: it holds zero bytes or control characters".to_owned());
    }
    let message = MessageParser::default().parse(bytes).filter(|message| message.headers().len() >= 2);
    let message = message.ok_or("no mail: it does not begin with the lines that a mail begins with")?;
    let file = File::of(bytes);
    let saved = message.header_raw("Snapshot-Content-Location").map(|value| value.trim().to_owned());
    let saved = saved.filter(|url| url.starts_with("http"));
    let mut document = body(&message, bytes, &file, saved.is_some())?;
    match saved {
        // A page: what it says of itself, and no sender.
        Some(saved) => {
            document.meta.url.get_or_insert(saved);
        }
        None => document.meta = head(&message),
    }
    Ok((file.text, document))
}

/// What the head of a mail says: subject, day and sender.
fn head(message: &Message<'_>) -> Metadata {
    let mut meta =
        Metadata { title: message.subject().map(one_line).filter(|s| !s.is_empty()), ..Metadata::default() };
    meta.published = message.date().and_then(|date| {
        let (year, month, day) =
            (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
        jiff::civil::Date::new(year, month, day).ok()
    });
    let from = message.from().and_then(Address::first);
    let name = from.and_then(|from| from.name()).map(one_line).filter(|name| !name.is_empty());
    let host = from.and_then(|from| from.address()).and_then(|address| address.rsplit_once('@'));
    let outlet = match name {
        Some(name) if is_person(&name) && !is_office(&name) => {
            meta.authors = vec![name];
            None
        }
        name => name,
    };
    meta.outlet = outlet.or_else(|| host.map(|(_, host)| host.to_owned()));
    if meta.outlet.is_some() {
        meta.guessed.push("outlet");
    }
    meta
}

/// The text part of a mail, or the page in it where there is no text, or the mail is but a saved page.
fn body(message: &Message<'_>, bytes: &[u8], file: &File, is_page: bool) -> Result<Document, String> {
    let part = |ids: &[u32], is: fn(&PartType<'_>) -> bool| {
        ids.iter().filter_map(|id| message.part(*id)).find(|part| is(&part.body))
    };
    let plain = part(&message.text_body, |body| matches!(body, PartType::Text(_)));
    let page = part(&message.html_body, |body| matches!(body, PartType::Html(_)));
    // A newsletter's plain part is often but a line that says to look at the other one.
    let plain = plain
        .map(|part| file.part(bytes, part))
        .filter(|(text, _)| text.split_whitespace().count() >= 12 || page.is_none());
    let document = match (plain.filter(|_| !is_page), page) {
        (Some((text, map)), _) => {
            let prose = Prose::new(&text, Format::Text);
            Document { blocks: through(signed(prose.blocks, &text), &map), ..Document::default() }
        }
        (None, Some(part)) => {
            let (text, map) = file.part(bytes, part);
            let mut document = html::read(&text)?;
            document.blocks = through(document.blocks, &map);
            document
        }
        (None, None) => Document::default(),
    };
    if document.blocks.is_empty() {
        return Err("a mail without text".to_owned());
    }
    Ok(document)
}

/// "Kestrel Bay Harbour Board" looks like a name and is no person's.
fn is_office(name: &str) -> bool {
    const WORDS: [&str; 32] = [
        "agency",
        "association",
        "authority",
        "board",
        "bureau",
        "centre",
        "center",
        "commission",
        "committee",
        "company",
        "council",
        "daily",
        "department",
        "desk",
        "digest",
        "foundation",
        "group",
        "institute",
        "letter",
        "media",
        "ministry",
        "news",
        "newsletter",
        "office",
        "police",
        "post",
        "press",
        "service",
        "society",
        "team",
        "times",
        "union",
    ];
    name.split_whitespace().any(|word| WORDS.contains(&word.to_lowercase().as_str()))
        || name.starts_with("The ")
}

/// Blocks by their places in the file.
fn through(blocks: Vec<Block>, outer: &OffsetMap) -> Vec<Block> {
    let moved = blocks.into_iter().map(|mut block| {
        block.map = block.map.through(outer);
        block.source = block.map.to_source(0..block.text.len());
        block
    });
    moved.collect()
}

/// What stands below the line "-- " is the sender's card; lines that begin with `>` are somebody else's.
fn signed(mut blocks: Vec<Block>, text: &str) -> Vec<Block> {
    let card =
        ["\n-- \n", "\n-- \r\n", "\n--\n", "\n--\r\n"].iter().filter_map(|mark| text.rfind(mark)).max();
    for block in &mut blocks {
        if card.is_some_and(|at| block.source.start >= at) {
            block.kind = BlockKind::Furniture;
        } else if block.text.starts_with('>') {
            block.kind = BlockKind::BlockQuote;
        }
    }
    blocks
}

/// A mail as text, and where its bytes stand in that.
struct File {
    text: String,
    /// Where each byte stands in the text; empty where they are the same.
    places: Vec<u32>,
}

impl File {
    fn of(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self { text: text.to_owned(), places: Vec::new() },
            Err(_) => {
                // Parts may differ in their encodings: each byte is shown as one character.
                let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
                let mut places = Vec::with_capacity(bytes.len() + 1);
                for byte in bytes {
                    places.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
                    let (shown, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(byte));
                    text.push_str(&shown);
                }
                places.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
                Self { text, places }
            }
        }
    }

    fn place(&self, byte: usize) -> usize {
        match self.places.is_empty() {
            true => byte,
            false => self.places.get(byte).or(self.places.last()).map_or(0, |at| *at as usize),
        }
    }

    /// The decoded text of a part, and where each of its characters stands in the file.
    fn part(&self, bytes: &[u8], part: &MessagePart<'_>) -> (String, OffsetMap) {
        let (start, end) = (part.offset_body as usize, part.offset_end as usize);
        let end = end.min(bytes.len());
        let raw = bytes.get(start.min(end)..end).unwrap_or_default();
        let label = part.content_type().and_then(|kind| kind.attribute("charset"));
        let coded = match part.encoding {
            Transfer::None => (0..raw.len()).map(|at| (raw[at], at, 1)).collect(),
            Transfer::QuotedPrintable => quoted_printable(raw),
            Transfer::Base64 => base64(raw),
        };
        let body: Vec<u8> = coded.iter().map(|(byte, ..)| *byte).collect();
        let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
        let encoding = declared.filter(|encoding| *encoding != UTF_8 || std::str::from_utf8(&body).is_ok());
        let encoding =
            encoding.unwrap_or_else(|| if std::str::from_utf8(&body).is_ok() { UTF_8 } else { guess(&body) });

        let mut text = String::with_capacity(body.len());
        let mut map = OffsetMap::default();
        let mut add = |piece: &str, from: usize, to: usize| {
            let (Some(first), Some(last)) =
                (coded.get(from), to.checked_sub(1).and_then(|last| coded.get(last)))
            else {
                return;
            };
            let source = self.place(start + first.1)..self.place(start + last.1 + last.2);
            let same = source.len() == piece.len() && self.text.get(source.clone()) == Some(piece);
            text.push_str(piece);
            match same {
                true => map.push(piece.len(), source.start, source.len()),
                false => map.push_changed(piece.len(), source.start, source.len()),
            }
        };
        let mut at = 0;
        while at < body.len() {
            let byte = body[at];
            let len = if byte < 0x80 && encoding.is_ascii_compatible() && encoding != encoding_rs::ISO_2022_JP
            {
                // A run of plain characters that stand side by side.
                let run = (at + 1..body.len())
                    .take_while(|next| {
                        body[*next] < 0x80 && coded[*next].1 == coded[*next - 1].1 + 1 && coded[*next].2 == 1
                    })
                    .count();
                if coded[at].2 == 1 { run + 1 } else { 1 }
            } else if encoding == UTF_8 {
                match byte {
                    0xf0.. => 4,
                    0xe0.. => 3,
                    0xc0.. => 2,
                    _ => 1,
                }
            } else if encoding.is_single_byte() {
                1
            } else {
                body[at..].iter().position(|byte| *byte == b'\n').map_or(body.len() - at, |line| line + 1)
            };
            let to = (at + len).min(body.len());
            let (piece, _) = encoding.decode_without_bom_handling(&body[at..to]);
            add(&piece, at, to);
            at = to;
        }
        (text, map)
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    // What it is called in a note is not needed here.
    match decode(bytes) {
        Ok(_) => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
            detector.feed(bytes, true);
            detector.guess(None, chardetng::Utf8Detection::Allow)
        }
        Err(_) => WINDOWS_1252,
    }
}

/// Decoded bytes, each with where it stands and how many bytes of the file it takes.
fn quoted_printable(raw: &[u8]) -> Vec<(u8, usize, usize)> {
    let mut out = Vec::with_capacity(raw.len());
    let hex = |byte: Option<&u8>| {
        byte.and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok())
    };
    let mut at = 0;
    while let Some(byte) = raw.get(at) {
        if *byte != b'=' {
            out.push((*byte, at, 1));
            at += 1;
            continue;
        }
        if let (Some(high), Some(low)) = (hex(raw.get(at + 1)), hex(raw.get(at + 2))) {
            out.push((high * 16 + low, at, 3));
            at += 3;
            continue;
        }
        // A line that goes on.
        let blanks = raw[at + 1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let rest = &raw[at + 1 + blanks..];
        if rest.starts_with(b"\r\n") {
            at += blanks + 3;
        } else if rest.starts_with(b"\n") || rest.is_empty() {
            at += blanks + 2;
        } else {
            out.push((b'=', at, 1));
            at += 1;
        }
    }
    out
}

/// Decoded bytes, each with the four characters that it comes from.
fn base64(raw: &[u8]) -> Vec<(u8, usize, usize)> {
    let mut out = Vec::with_capacity(raw.len() * 3 / 4);
    let (mut bits, mut count, mut first) = (0u32, 0, 0);
    for (at, byte) in raw.iter().enumerate() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        if count == 0 {
            first = at;
        }
        bits = bits << 6 | u32::from(value);
        count += 1;
        if count == 4 {
            let [_, a, b, c] = bits.to_be_bytes();
            out.extend([a, b, c].map(|byte| (byte, first, at + 1 - first)));
            (bits, count) = (0, 0);
        }
    }
    let len = raw.len().saturating_sub(first).min(4);
    match count {
        2 => out.push(((bits >> 4) as u8, first, len)),
        3 => out.extend([((bits >> 10) as u8, first, len), ((bits >> 2) as u8, first, len)]),
        _ => {}
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(mail: &[u8]) -> Vec<(String, String)> {
        let (text, document) = read(mail).expect("a mail");
        let block = |block: &Block| (block.text.clone(), text[block.source.clone()].to_owned());
        document.blocks.iter().map(block).collect()
    }

    #[test]
    fn reads_quoted_printable_with_its_places() {
        let mail = b"From: Ida Voss <ida@kestrel.example>\r\nSubject: =?utf-8?q?F=C3=A4hre?=\r\nDate: Sun, 14 Dec 2025 23:30:00 -0500\r\n\
            Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 of the harbour master stands at the north pier and was shut on Sun=\r\nday, he said to us.\r\n";
        let found = words(mail);
        assert_eq!(
            found[0].0,
            "The café of the harbour master stands at the north pier and was shut on Sunday, he said to us."
        );
        assert!(found[0].1.starts_with("The caf=E9") && found[0].1.ends_with("to us."), "{}", found[0].1);
        let (_, document) = read(mail).expect("a mail");
        assert_eq!(document.meta.title.as_deref(), Some("Fähre"));
        assert_eq!(document.meta.authors, ["Ida Voss"]);
        assert_eq!(document.meta.published.map(|d| d.to_string()).as_deref(), Some("2025-12-14"));
    }

    #[test]
    fn reads_base64_with_its_places() {
        let coded = "VGhlIGZlcnJ5IE1hcmlnb2xkIHdhcyBtb29yZWQgYXQgdGhlIG5vcnRoIHBpZXIgd2hlbiB0aGUg\r\nc3Rvcm0gYnJva2Ugb3ZlciBLZXN0cmVsIEJheS4=\r\n";
        let mail = format!(
            "From: press@kestrel.example\r\nSubject: Ferry\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{coded}"
        );
        let found = words(mail.as_bytes());
        assert_eq!(
            found[0].0,
            "The ferry Marigold was moored at the north pier when the storm broke over Kestrel Bay."
        );
        assert_eq!(found[0].1, coded.trim_end());
    }

    #[test]
    fn says_no_to_what_is_no_mail() {
        assert!(read(b"Just a line.\n").is_err());
        assert!(read(b"").is_err());
        assert!(read(b"From: a@b.example\r\nSubject: x\r\n\r\n").is_err());
    }
}
