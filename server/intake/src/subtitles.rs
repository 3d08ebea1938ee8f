//! Subtitles and transcripts with time codes: SubRip (`.srt`) and WebVTT (`.vtt`). Cues that go on one another are one
//! paragraph; who speaks stands before the colon, and every place has its time code.

use crate::mapped::Mapped;
use crate::reader::Document;
use copydesk_library::Spot;
use copydesk_text::BlockKind;
use std::ops::Range;

/// Silence that ends a paragraph, in milliseconds.
const PAUSE: u64 = 4_000;
/// Bytes after which the next full stop ends a paragraph.
const LONG: usize = 500;

/// Reads subtitles.
///
/// # Errors
/// There is no cue in them.
pub(crate) fn read(text: &str) -> Result<Document, String> {
    let mut document = Document::default();
    let mut paragraph = Paragraph::default();
    let mut last_lines: Vec<String> = Vec::new();
    let mut cue: Option<(u64, u64)> = None;
    let mut ended = 0;
    let mut spotted = false;
    let mut at = 0;
    let mut notes = false;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim();
        if bare.is_empty() {
            (cue, notes) = (None, false);
            continue;
        }
        if cue.is_none() {
            if let Some((from, to)) = times(bare) {
                if from > ended + PAUSE {
                    paragraph.end(&mut document);
                }
                ended = to;
                cue = Some((from, to));
                spotted = false;
            } else if start == 0 && bare.starts_with("WEBVTT") {
                let title = bare["WEBVTT".len()..].trim_start_matches([' ', '-', '\t']).trim();
                document.meta.title = (!title.is_empty()).then(|| title.to_owned());
            } else if ["NOTE", "STYLE", "REGION"].iter().any(|word| bare.starts_with(word)) {
                notes = true;
            }
            continue;
        }
        if notes {
            continue;
        }
        // Live subtitles show the line before once more.
        let plain = strip(bare);
        if last_lines.contains(&plain) && !plain.is_empty() {
            continue;
        }
        if last_lines.len() >= 2 {
            last_lines.remove(0);
        }
        last_lines.push(plain);
        if let Some((from, _)) = cue.filter(|_| !spotted) {
            document.spots.push((start, Spot::Time(clock(from))));
            spotted = true;
        }
        let lead = line.len() - line.trim_start().len();
        paragraph.line(bare, start + lead, &mut document);
    }
    paragraph.end(&mut document);
    if document.blocks.is_empty() {
        return Err("no subtitles in it: no line with two time codes and an arrow".to_owned());
    }
    Ok(document)
}

/// "00:01:02,500 --> 00:01:05,000", in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once("-->")?;
    Some((time(from.trim())?, time(to.split_whitespace().next()?)?))
}

fn time(text: &str) -> Option<u64> {
    let (clock, fraction) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let mut seconds: u64 = 0;
    let mut parts = 0;
    for part in clock.split(':') {
        parts += 1;
        let number: u64 = part.trim().parse().ok().filter(|number| *number < 1000)?;
        seconds = seconds * 60 + number;
    }
    let milliseconds: u64 = fraction.get(..3).unwrap_or(fraction).parse().ok()?;
    (2..=3).contains(&parts).then_some(seconds * 1000 + milliseconds)
}

fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A line without its marks.
fn strip(line: &str) -> String {
    pieces(line)
        .iter()
        .filter(|piece| piece.1 == Piece::Text)
        .map(|piece| &line[piece.0.clone()])
        .collect::<String>()
        .trim()
        .to_owned()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Text,
    /// `<v Ida Voss>`: the name.
    Voice,
}

/// The texts of a line between `<i>`, `{\an8}` and the like.
fn pieces(line: &str) -> Vec<(Range<usize>, Piece)> {
    let mut pieces = Vec::new();
    let mut from = 0;
    while let Some(open) = line[from..].find(['<', '{']).map(|at| from + at) {
        let is_brace = line.as_bytes()[open] == b'{';
        let Some(close) = line[open..].find(if is_brace { '}' } else { '>' }).map(|at| open + at) else {
            break;
        };
        let inner = &line[open + 1..close];
        if is_brace && !inner.starts_with('\\') {
            pieces.push((from..close + 1, Piece::Text));
            from = close + 1;
            continue;
        }
        if from < open {
            pieces.push((from..open, Piece::Text));
        }
        if let Some(name) = inner.strip_prefix('v').filter(|_| !is_brace)
            && let Some((_, name)) = name.split_once(' ')
            && !name.trim().is_empty()
        {
            let lead = inner.len() - name.len();
            pieces.push((open + 1 + lead..close, Piece::Voice));
        }
        from = close + 1;
    }
    if from < line.len() {
        pieces.push((from..line.len(), Piece::Text));
    }
    pieces
}

/// A speaker's words over several cues.
#[derive(Default)]
struct Paragraph {
    text: Mapped,
    speaker: String,
}

impl Paragraph {
    fn line(&mut self, line: &str, at: usize, document: &mut Document) {
        for (range, piece) in pieces(line) {
            let raw = &line[range.clone()];
            let start = at + range.start;
            if piece == Piece::Voice {
                self.speak(raw.trim(), start, document);
                continue;
            }
            // "- Yes.", ">> Yes.": somebody else speaks.
            let body = raw.trim_start();
            let begins = range.start == 0 || line[..range.start].trim().is_empty();
            let turn = if begins {
                [">>> ", ">> ", ">>", "- ", "– "].iter().find(|mark| body.starts_with(**mark))
            } else {
                None
            };
            let skip = if begins { raw.len() - body.len() + turn.map_or(0, |mark| mark.len()) } else { 0 };
            if turn.is_some() {
                self.end(document);
                self.speaker.clear();
            }
            let (raw, start) = (&raw[skip..], start + skip);
            match begins.then(|| speaker(raw)).flatten() {
                Some(name) => {
                    self.speak(&raw[..name], start, document);
                    let rest = raw[name..].trim_start_matches(':');
                    self.text.html(rest, start + (raw.len() - rest.len()));
                }
                None => self.text.html(raw, start),
            }
        }
        self.text.space(at + line.len()..at + line.len());
        let said = self.text.text.trim_end();
        if said.len() > LONG && said.ends_with(['.', '!', '?', '"', '”']) {
            self.end(document);
        }
    }

    /// Somebody begins to speak, or goes on.
    fn speak(&mut self, name: &str, at: usize, document: &mut Document) {
        if self.speaker != name || self.text.is_empty() {
            self.end(document);
            self.speaker = name.to_owned();
            self.text.same(name, at);
            self.text.changed(": ", at + name.len()..at + name.len());
        }
    }

    fn end(&mut self, document: &mut Document) {
        document.blocks.extend(std::mem::take(&mut self.text).block(BlockKind::Paragraph));
    }
}

/// "IDA VOSS: We saw it." and "Ida Voss: We saw it.": the length of the name.
fn speaker(line: &str) -> Option<usize> {
    let end = line.find(':').filter(|end| (2..=40).contains(end))?;
    let name = &line[..end];
    let rest = &line[end + 1..];
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = (1..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(|c: char| c.is_uppercase())
                || matches!(*word, "of" | "van" | "de" | "von" | "the")
        })
        && words[0].chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
    (is_name && rest.starts_with([' ', '\t'])).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_cues_and_knows_who_speaks_when() {
        let text = "1\n00:00:01,000 --> 00:00:03,000\nIDA VOSS: The ferry <i>Marigold</i>\n\n2\n00:00:03,100 --> 00:00:05,000\nhad 212 people on board.\n\n\
                    3\n00:00:05,200 --> 00:00:06,000\n- And the crew?\n- Fourteen.\n\n4\n01:00:10,000 --> 01:00:12,000\n{\\an8}After the break.\n";
        let document = read(text).expect("subtitles");
        let texts: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "IDA VOSS: The ferry Marigold had 212 people on board.",
                "And the crew?",
                "Fourteen.",
                "After the break."
            ]
        );
        let times: Vec<String> = document.spots.iter().map(|(_, spot)| spot.value()).collect();
        assert_eq!(times, ["00:00:01", "00:00:03", "00:00:05", "01:00:10"]);
        let at = texts[0].find("212").expect("there");
        assert_eq!(&text[document.blocks[0].map.to_source(at..at + 3)], "212");
    }

    #[test]
    fn reads_voices_and_lines_shown_twice() {
        let text = "WEBVTT - Harbour inquiry\n\nNOTE made by hand\nstill a note\n\n00:01.000 --> 00:02.000 align:start\n<v Olin Marsh>We closed\nthe pier\n\n\
                    00:02.000 --> 00:04.000\nthe pier\n<00:02.500><c>at</c> noon.\n";
        let document = read(text).expect("subtitles");
        assert_eq!(document.meta.title.as_deref(), Some("Harbour inquiry"));
        let texts: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Olin Marsh: We closed the pier at noon."]);
        assert!(read("No subtitles here.\n").is_err());
    }
}
