//! What has no end: a sentence of so many words that nobody wrote it as one is read in pieces.

use crate::token::tokens;
use std::ops::Range;

/// Words and marks that are read as one sentence at most. What is looked for in a sentence is looked for between all of
/// its words, so that no bound would be no end.
pub const LONGEST: usize = 400;

/// Share of a piece that is looked through, from its end, for a place to end it at.
const TAIL: usize = LONGEST / 4;

/// Whether a text has too many words to be read as one sentence.
pub(crate) fn is(text: &str) -> bool {
    text.len() > LONGEST && tokens(text).len() > LONGEST
}

/// A sentence in pieces of which none is too long, each without white space at its edges; itself where it is not.
pub(crate) fn pieces(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    if sentence.len() <= LONGEST {
        return vec![sentence];
    }
    let own = &text[sentence.clone()];
    let tokens = tokens(own);
    let mut pieces = Vec::new();
    let mut from = 0;
    while tokens.len() - from > LONGEST {
        let end = from + LONGEST;
        // Between two lines, else behind a mark between clauses, else where it is full.
        let line = |at: &usize| own[tokens[at - 1].range.end..tokens[*at].range.start].contains('\n');
        let mark = |at: &usize| matches!(tokens[at - 1].text(own), "," | ";" | ":" | "—" | "–");
        let mut tail = (end - TAIL..=end).rev();
        let at = tail.clone().find(line).or_else(|| tail.find(mark)).unwrap_or(end);
        pieces.push(tokens[from].range.start..tokens[at - 1].range.end);
        from = at;
    }
    pieces.extend(tokens.get(from).map(|first| first.range.start..own.len()));
    for piece in &mut pieces {
        *piece = piece.start + sentence.start..piece.end + sentence.start;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text, 0..text.len()).into_iter().map(|piece| &text[piece]).collect()
    }

    #[test]
    fn dont_cut_a_sentence_that_somebody_wrote() {
        let long = "harbour ".repeat(LONGEST);
        assert_eq!(cut(long.trim()), [long.trim()]);
    }

    #[test]
    fn what_has_no_full_stop_is_read_in_pieces() {
        let endless = "the crew waited and ".repeat(1_000);
        let pieces = cut(endless.trim());
        assert!(pieces.len() == 10 && pieces.iter().all(|piece| tokens(piece).len() <= LONGEST));
        assert_eq!(pieces.join(" "), endless.trim());
    }

    #[test]
    fn it_is_cut_between_lines_then_behind_a_mark() {
        let lines = "one two three four five six seven\n".repeat(100);
        assert!(cut(lines.trim()).iter().all(|piece| piece.ends_with("seven")));
        let clauses = "one two three four five six, ".repeat(100);
        assert!(cut(clauses.trim()).iter().all(|piece| piece.ends_with(',')));
    }

    #[test]
    fn without_a_space_it_is_cut_all_the_same() {
        let glued = "crew,".repeat(1_000);
        assert_eq!(cut(&glued).concat(), glued);
        assert!(cut(&glued).len() == 5 && cut(&"\"".repeat(1_000)).len() == 3);
    }
}
