//! Bytes of a file to text.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text, and what had to be assumed to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark. All offsets are into this.
    pub text: String,
    /// What a reader should know: another encoding was assumed, characters were lost.
    pub note: Option<String>,
}

/// Decodes UTF-8 (with or without a byte order mark) and UTF-16 with one; what is not valid UTF-8 is read as
/// Windows-1252, with a note.
///
/// # Errors
/// The file is no text: a message that says why.
pub fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let body = &bytes[mark..];
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let (text, broken) = encoding.decode_without_bom_handling(body);
        return text_of(text.into_owned(), broken.then(|| lossy("UTF-16")));
    }
    match std::str::from_utf8(body) {
        Ok(text) => text_of(text.to_owned(), None),
        Err(error) => {
            if body.contains(&0) {
                return Err(BINARY.to_owned());
            }
            // One broken place in a long UTF-8 text is damage; broken places all over mean another encoding.
            let (text, _) = UTF_8.decode_without_bom_handling(body);
            let lost = text.matches('\u{fffd}').count();
            let kept = text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
            if lost < kept {
                return text_of(text.into_owned(), Some(lossy("UTF-8")));
            }
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(body);
            let note = format!("not UTF-8 (byte {}); read as Windows-1252", mark + error.valid_up_to());
            text_of(text.into_owned(), Some(note))
        }
    }
}

const BINARY: &str = "not a text: it holds zero bytes or control characters";

fn lossy(name: &str) -> String {
    format!("not valid {name} everywhere; what could not be read is shown as \u{fffd}")
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
    fn reads_utf16_with_a_mark() {
        let little: Vec<u8> = "\u{feff}Café 🚢".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}Café 🚢".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            assert_eq!(decode(&bytes), Ok(Decoded { text: "Café 🚢".into(), note: None }));
        }
    }

    #[test]
    fn reads_windows_1252_with_a_note() {
        let read = decode(b"The \x93ferry\x94 caf\xe9").expect("text");
        assert_eq!(read.text, "The “ferry” café");
        assert!(read.note.is_some_and(|note| note.contains("Windows-1252")));
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
