//! Bytes of a file to text.
//!
//! In this order: a byte order mark, valid UTF-8, what the file declares (`<meta charset>`, `<?xml encoding?>`, a
//! caller that knows), and what its bytes look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Text, and what had to be assumed to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark. All offsets are into this.
    pub text: String,
    /// What a reader should know: another encoding was assumed, characters were lost.
    pub note: Option<String>,
}

/// Bytes at the head of a file in which a declaration is looked for.
const HEAD: usize = 2048;

/// Decodes text of any encoding; see the top of this file.
///
/// # Errors
/// The file is no text: a message that says why.
pub fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    decode_as(bytes, None)
}

/// Decodes text that its container declares to be in `declared`.
///
/// # Errors
/// As [`decode`].
pub(crate) fn decode_as(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return text_of(text.into_owned(), broken.then(|| lossy(encoding.name())));
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let declared = declared.or_else(|| declaration(body));
    let valid = std::str::from_utf8(body);
    if let (Ok(text), Some(japanese)) = (valid, declared.filter(|e| *e == ISO_2022_JP))
        && text.contains('\u{1b}')
    {
        let (text, broken) = japanese.decode_without_bom_handling(body);
        return text_of(text.into_owned(), broken.then(|| lossy("ISO-2022-JP")));
    }
    if let Some(wide) = unmarked_utf16(body) {
        let (text, broken) = wide.decode_without_bom_handling(body);
        if !broken {
            return text_of(text.into_owned(), Some(format!("no byte order mark; read as {}", wide.name())));
        }
    }
    let error = match valid {
        Ok(text) => return text_of(text.to_owned(), None),
        Err(error) => error,
    };
    if body.contains(&0) {
        return Err(BINARY.to_owned());
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        let (text, broken) = encoding.decode_without_bom_handling(body);
        if !broken {
            return text_of(text.into_owned(), None);
        }
    }
    // One broken place in a long UTF-8 text is damage; broken places all over mean another encoding.
    let (text, _) = UTF_8.decode_without_bom_handling(body);
    let lost = text.matches('\u{fffd}').count();
    let kept = text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if lost < kept || (declared == Some(UTF_8) && lost <= 2) {
        return text_of(text.into_owned(), Some(lossy("UTF-8")));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(body, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, broken) = encoding.decode_without_bom_handling(body);
    let mut note = format!(
        "not UTF-8 (byte {}); read as {}",
        bytes.len() - body.len() + error.valid_up_to(),
        encoding.name()
    );
    if broken {
        note += "; what could not be read is shown as \u{fffd}";
    }
    text_of(text.into_owned(), Some(note))
}

const BINARY: &str = "not a text: it holds zero bytes or control characters";

fn lossy(name: &str) -> String {
    format!("not valid {name} everywhere; what could not be read is shown as \u{fffd}")
}

/// The encoding that the head of a page or of an XML file names.
fn declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let lower: Vec<u8> = head.iter().map(u8::to_ascii_lowercase).collect();
    let label = |after: &[u8]| -> Option<&'static Encoding> {
        let at = lower.windows(after.len()).position(|window| window == after)? + after.len();
        let rest = lower[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)))?;
        // A page that can be read says UTF-16 by mistake.
        Encoding::for_label(&rest[..end]).map(Encoding::output_encoding)
    };
    let xml = lower.trim_ascii_start().starts_with(b"<?xml");
    label(b"charset").or_else(|| if xml { label(b"encoding") } else { None })
}

/// UTF-16 without a mark: every other byte of its ASCII characters is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    if head.len() < 8 || bytes.len() % 2 == 1 {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = head.len() / 2;
    match () {
        () if odd * 10 > half * 7 && even * 20 < half => Some(UTF_16LE),
        () if even * 10 > half * 7 && odd * 20 < half => Some(UTF_16BE),
        () => None,
    }
}

fn text_of(text: String, note: Option<String>) -> Result<Decoded, String> {
    let controls = text
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}'))
        .count();
    if text.contains('\0') || controls * 50 > text.len() {
        return Err(BINARY.to_owned());
    }
    Ok(Decoded { text, note })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_utf8_with_and_without_a_mark() {
        for bytes in ["Café".as_bytes(), "\u{feff}Café".as_bytes()] {
            assert_eq!(decode(bytes), Ok(Decoded { text: "Café".into(), note: None }));
        }
    }

    #[test]
    fn reads_utf16_with_and_without_a_mark() {
        let little: Vec<u8> = "\u{feff}Café 🚢".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}Café 🚢".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [&little, &big] {
            assert_eq!(decode(bytes), Ok(Decoded { text: "Café 🚢".into(), note: None }));
        }
        let text = "The ferry Marigold left Kestrel Bay at noon.";
        let bare: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let read = decode(&bare).expect("text");
        assert_eq!(read.text, text);
        assert!(read.note.is_some());
    }

    #[test]
    fn reads_windows_1252_with_a_note() {
        let read =
            decode(b"The \x93ferry\x94 caf\xe9 of Kestrel Bay, the harbour\x92s oldest").expect("text");
        assert_eq!(read.text, "The “ferry” café of Kestrel Bay, the harbour’s oldest");
        assert!(read.note.is_some_and(|note| note.contains("windows-1252")));
    }

    #[test]
    fn reads_encodings_that_are_not_declared() {
        let russian = "Паром Календула затонул в бухте Кестрел в ночь на воскресенье, сообщил капитан порта.";
        let japanese = "フェリー「マリーゴールド」は日曜日の夜にケストレル湾で沈没したと港長が述べた。";
        for (label, text) in
            [("koi8-r", russian), ("windows-1251", russian), ("shift_jis", japanese), ("euc-jp", japanese)]
        {
            let encoding = Encoding::for_label(label.as_bytes()).expect("an encoding");
            let (bytes, _, _) = encoding.encode(text);
            let read = decode(&bytes).expect("text");
            assert_eq!(read.text, text, "{label}");
            assert!(read.note.is_some(), "{label}");
        }
    }

    #[test]
    fn believes_what_a_page_declares() {
        let page = b"<html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'></head><body>Krak\xf3w, \xa3\xf3d\xbc";
        assert!(decode(page).expect("text").text.ends_with("Kraków, Łódź"));
        let page = b"<?xml version='1.0' encoding='windows-1251'?><html>\xcf\xe0\xf0\xee\xec</html>";
        assert!(decode(page).expect("text").text.contains("Паром"));
        // Whoever converted the page forgot its head.
        let page = "<meta charset=windows-1252><p>Café";
        assert!(decode(page.as_bytes()).expect("text").text.ends_with("Café"));
    }

    #[test]
    fn one_broken_byte_does_not_turn_a_utf8_text_into_another_encoding() {
        let mut bytes = "Größe, Café, naïve".as_bytes().to_vec();
        bytes.push(0xff);
        let read = decode(&bytes).expect("text");
        assert!(read.text.starts_with("Größe, Café, naïve"));
        assert!(read.note.is_some());
    }

    #[test]
    fn says_no_to_binary() {
        assert!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0").is_err());
        assert!(decode(b"%PDF\0\xff\xfe").is_err());
        assert!(decode(b"").is_ok());
    }
}
