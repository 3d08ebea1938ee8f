//! Quotation marks of a document, and the quotations they part from the rest.

use crate::TaggedSentence;
use crate::reporting::Lexicon;
use copydesk_text::BlockKind;
use std::ops::Range;

/// A place in a document: sentence, byte of its visible text.
type At = (usize, usize);

/// A quotation, from its opening mark to its closing one. A paragraph that another of the same quotation follows
/// has no closing mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Where the opening mark starts and ends.
    pub(super) open: (At, At),
    /// Where the closing mark starts and ends.
    pub(super) close: (At, At),
    /// It continues the quotation of the paragraph before.
    pub(super) continues: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Glyph {
    /// "
    Straight,
    /// “
    Open,
    /// ”
    Close,
    /// „
    Low,
    /// ``
    Backticks,
    /// ''
    TwoTicks,
    /// «
    LeftGuillemet,
    /// »
    RightGuillemet,
    /// '
    Tick,
    /// ‘
    SingleOpen,
    /// ’
    SingleClose,
}

impl Glyph {
    fn closes(self, open: Glyph) -> bool {
        use Glyph::{Backticks, Close, LeftGuillemet, Low, Open, RightGuillemet, Straight, TwoTicks};
        match open {
            Straight | Open => matches!(self, Straight | Close | TwoTicks),
            Low => matches!(self, Open | Close | Straight),
            Backticks => matches!(self, TwoTicks | Straight | Close),
            LeftGuillemet => self == RightGuillemet,
            _ => false,
        }
    }

    fn is_single(self) -> bool {
        matches!(self, Glyph::Tick | Glyph::SingleOpen | Glyph::SingleClose)
    }
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    glyph: Glyph,
    start: At,
    end: At,
    /// What is around it lets it open a quotation.
    opens: bool,
    /// What is around it lets it close one.
    closes: bool,
    /// It closes a single quotation for sure: `.'`, and not the plural's `s'`.
    surely: bool,
    /// First in its sentence or line.
    leads: bool,
    block: usize,
}

/// Single marks looked at for the one that closes.
const SINGLES: usize = 24;
/// Quotations that begin in one sentence; what has more is no sentence that anybody wrote.
const MANY: usize = 64;
/// Double marks of a block after which an open quotation that nothing closes is given up.
const FAR: usize = 12;

/// The quotations of a document, outermost only, in order.
pub(super) fn spans(sentences: &[TaggedSentence], lexicon: &Lexicon) -> Vec<Span> {
    let marks = marks(sentences, lexicon);
    let mut reading = Reading { sentences, marks: &marks, spans: Vec::new(), open: None, pending: None };
    let mut next = 0;
    while next < marks.len() {
        reading.leave_block(next);
        next = reading.read(next) + 1;
    }
    let mut spans = reading.spans;
    let mut last = (usize::MAX, 0);
    spans.retain(|span| {
        let sentence = span.open.0.0;
        last = if last.0 == sentence { (sentence, last.1 + 1) } else { (sentence, 0) };
        last.1 < MANY && !inner_is_empty(sentences, span)
    });
    spans
}

/// The marks of a document, read one after the other.
struct Reading<'a> {
    sentences: &'a [TaggedSentence],
    marks: &'a [Mark],
    spans: Vec<Span>,
    /// The mark whose quotation is open.
    open: Option<usize>,
    /// The last paragraph ended inside a quotation that this glyph opened.
    pending: Option<Glyph>,
}

impl Reading<'_> {
    /// What was open ends with its block, and goes on where the block of mark `next` begins with the same mark.
    fn leave_block(&mut self, next: usize) {
        let Some(from) = self.open else { return };
        let (open, mark) = (&self.marks[from], &self.marks[next]);
        if open.block == mark.block {
            return;
        }
        let repeats =
            mark.leads && mark.opens && mark.glyph == open.glyph && follows(self.sentences, open, mark);
        if repeats {
            self.spans.push(unclosed(self.sentences, open, self.pending.is_some()));
        }
        self.pending = repeats.then_some(open.glyph);
        self.open = None;
    }

    /// Reads mark `next`, and gives the last mark that it settles.
    fn read(&mut self, next: usize) -> usize {
        let mark = self.marks[next];
        match self.open {
            Some(from) if mark.glyph.closes(self.marks[from].glyph) => self.close(from, next),
            Some(from) if mark.opens && mark.glyph == self.marks[from].glyph => {
                if mark.leads {
                    self.begin_again(from, next);
                } else if next - from > FAR {
                    self.open = Some(next);
                    self.pending = None;
                }
            }
            Some(_) => {}
            None if mark.opens && mark.glyph.is_single() => {
                if let Some(close) = single(self.marks, next) {
                    self.push(next, close, false);
                    return close;
                }
            }
            None if mark.opens
                && !matches!(mark.glyph, Glyph::Close | Glyph::TwoTicks | Glyph::RightGuillemet) =>
            {
                self.open = Some(next);
            }
            None => {}
        }
        next
    }

    /// A mark that may close what mark `from` opened.
    fn close(&mut self, from: usize, next: usize) {
        let mark = self.marks[next];
        if mark.glyph != Glyph::Straight || !mark.opens || mark.closes {
            let continues = self.pending.take().is_some();
            self.push(from, next, continues);
            self.open = None;
        } else if mark.leads {
            self.begin_again(from, next);
        } else {
            // The mark that closed was forgotten.
            self.pending = None;
            self.open = Some(next);
        }
    }

    /// A new paragraph of the same quotation begins with mark `next`.
    fn begin_again(&mut self, from: usize, next: usize) {
        let mark = self.marks[next];
        self.spans.push(cut(self.sentences, &self.marks[from], mark.start, self.pending.is_some()));
        self.pending = Some(mark.glyph);
        self.open = Some(next);
    }

    fn push(&mut self, open: usize, close: usize, continues: bool) {
        let (open, close) = (&self.marks[open], &self.marks[close]);
        self.spans.push(Span { open: (open.start, open.end), close: (close.start, close.end), continues });
    }
}

/// Whether the paragraph of `next` comes right after that of `mark`, both being running text.
fn follows(sentences: &[TaggedSentence], mark: &Mark, next: &Mark) -> bool {
    let (a, b) = (&sentences[mark.start.0].sentence, &sentences[next.start.0].sentence);
    b.block == a.block + 1
        && a.kind == b.kind
        && matches!(a.kind, BlockKind::Paragraph | BlockKind::BlockQuote)
}

/// A quotation that runs to the end of its block.
fn unclosed(sentences: &[TaggedSentence], open: &Mark, continues: bool) -> Span {
    let mut last = open.start.0;
    while sentences.get(last + 1).is_some_and(|s| s.sentence.block == open.block) {
        last += 1;
    }
    let end = (last, sentences[last].sentence.text.len());
    Span { open: (open.start, open.end), close: (end, end), continues }
}

/// A quotation that ends before the mark at `end`, white space left out.
fn cut(sentences: &[TaggedSentence], open: &Mark, end: At, continues: bool) -> Span {
    let before = sentences[end.0].sentence.text.get(..end.1).unwrap_or("").trim_end();
    let end = if before.is_empty() && end.0 > open.start.0 {
        (end.0 - 1, sentences[end.0 - 1].sentence.text.len())
    } else {
        (end.0, before.len())
    };
    Span { open: (open.start, open.end), close: (end, end), continues }
}

fn inner_is_empty(sentences: &[TaggedSentence], span: &Span) -> bool {
    let ((first, from), (last, to)) = (span.open.1, span.close.0);
    if first > last || (first == last && from >= to) {
        return true;
    }
    first == last
        && !sentences[first].sentence.text.get(from..to).is_some_and(|t| t.chars().any(char::is_alphanumeric))
}

/// The mark that closes the single quotation which mark `open` opens: the first sure one, else the first that may.
fn single(marks: &[Mark], open: usize) -> Option<usize> {
    let mark = &marks[open];
    let mut may = None;
    for (index, other) in marks.iter().enumerate().skip(open + 1).take(SINGLES) {
        if other.block != mark.block || other.start.0 > mark.start.0 + 3 {
            break;
        }
        let pair = match mark.glyph {
            Glyph::Tick => other.glyph == Glyph::Tick || other.glyph == Glyph::SingleClose,
            Glyph::SingleOpen => matches!(other.glyph, Glyph::SingleClose | Glyph::Tick),
            _ => false,
        };
        if pair && other.closes && !other.opens {
            if other.surely {
                return Some(index);
            }
            may = may.or(Some(index));
        } else if other.glyph.is_single() && other.opens && may.is_some() {
            break;
        }
    }
    may
}

fn marks(sentences: &[TaggedSentence], lexicon: &Lexicon) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let text: &str = &sentence.sentence.text;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(found) =
            bytes[at..].iter().position(|b| matches!(b, b'"' | b'\'' | b'`' | 0xe2 | 0xc2))
        {
            let start = at + found;
            let (glyph, len) = glyph(&bytes[start..]);
            at = start + len;
            let Some(glyph) = glyph else { continue };
            if let Some(mark) = mark(text, (index, start), len, glyph, sentence.sentence.block, lexicon) {
                marks.push(mark);
            }
        }
    }
    marks
}

fn glyph(bytes: &[u8]) -> (Option<Glyph>, usize) {
    match bytes {
        [b'"', ..] => (Some(Glyph::Straight), 1),
        [b'\'', b'\'', ..] => (Some(Glyph::TwoTicks), 2),
        [b'\'', ..] => (Some(Glyph::Tick), 1),
        [b'`', b'`', ..] => (Some(Glyph::Backticks), 2),
        [0xe2, 0x80, 0x9c, ..] => (Some(Glyph::Open), 3),
        [0xe2, 0x80, 0x9d, ..] => (Some(Glyph::Close), 3),
        [0xe2, 0x80, 0x9e, ..] => (Some(Glyph::Low), 3),
        [0xe2, 0x80, 0x98, ..] => (Some(Glyph::SingleOpen), 3),
        [0xe2, 0x80, 0x99, ..] => (Some(Glyph::SingleClose), 3),
        [0xc2, 0xab, ..] => (Some(Glyph::LeftGuillemet), 2),
        [0xc2, 0xbb, ..] => (Some(Glyph::RightGuillemet), 2),
        _ => (None, 1),
    }
}

fn mark(text: &str, start: At, len: usize, glyph: Glyph, block: usize, lexicon: &Lexicon) -> Option<Mark> {
    let (before, after) = (text.get(..start.1)?, text.get(start.1 + len..)?);
    let (previous, next) = (before.chars().next_back(), after.chars().next());
    // Between two letters a tick is an apostrophe: don't, O’Hara.
    if glyph.is_single()
        && previous.is_some_and(char::is_alphanumeric)
        && next.is_some_and(char::is_alphanumeric)
    {
        return None;
    }
    let edge = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '"' | '‘' | '\'' | '`' | '«' | '„' | '…'
            )
    };
    let free_before =
        previous.is_none_or(edge) || (before.ends_with("...") && !next.is_none_or(char::is_whitespace));
    let word_after = match next {
        None | Some(',' | ';' | ':' | '?' | '!' | ')' | '”' | '»') => false,
        Some('.') => after.starts_with(".."),
        Some(c) => !c.is_whitespace(),
    };
    let mut opens = free_before && word_after;
    let mut closes =
        previous.is_some_and(|c| !c.is_whitespace()) && next.is_none_or(|c| !c.is_alphanumeric());
    match glyph {
        Glyph::Open | Glyph::Low | Glyph::LeftGuillemet | Glyph::Backticks => opens = true,
        Glyph::Close | Glyph::RightGuillemet => {
            opens = false;
            closes = true;
        }
        Glyph::SingleOpen => closes = false,
        Glyph::SingleClose => opens = false,
        Glyph::TwoTicks | Glyph::Straight | Glyph::Tick => {}
    }
    if glyph == Glyph::Straight && !opens && !closes {
        // Alone between spaces or letters: what is open decides.
        closes = true;
    }
    if glyph.is_single() && opens {
        let word: String =
            after.chars().take_while(|c| c.is_alphanumeric()).take(8).collect::<String>().to_lowercase();
        let year = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 3;
        opens = !year && !word.is_empty() && !lexicon.elisions.contains(&word);
    }
    let last = before.trim_end().chars().next_back();
    let surely = glyph.is_single()
        && closes
        && (matches!(previous, Some('.' | ',' | '?' | '!' | '…' | '”' | '"'))
            || !matches!(previous, Some('s' | 'S' | 'z' | 'x'))
            || next.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | ')')));
    let leads = last.is_none() || before[before.trim_end().len()..].contains('\n');
    Some(Mark { glyph, start, end: (start.0, start.1 + len), opens, closes, surely, leads, block })
}

/// The part of a span inside one sentence: the bytes with the marks, and those between them.
pub(super) fn part(span: &Span, sentence: usize, text: &str) -> (Range<usize>, Range<usize>) {
    let (first, last) = (span.open.0.0, span.close.1.0);
    let (from, inner_from) = if sentence == first { (span.open.0.1, span.open.1.1) } else { (0, 0) };
    let (to, inner_to) =
        if sentence == last { (span.close.1.1, span.close.0.1) } else { (text.len(), text.len()) };
    // The marks may stand in two sentences, each at the edge of one.
    let inner_from = if sentence == first && span.open.1.0 != first { to } else { inner_from };
    let inner_to = if sentence == last && span.close.0.0 != last { 0 } else { inner_to };
    (from..to, inner_from.min(to)..inner_to.max(inner_from.min(to)).min(to))
}
