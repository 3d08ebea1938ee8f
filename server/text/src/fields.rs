//! Citations that are set in a style, as a word processor keeps them: a field holds what is cited, and behind it
//! stands what readers see. `<span class="citation" data-cites="[1]">(Faulk 2031)</span>` reads as `[1]`; the source list
//! stands in a comment, the list as it is set behind it.

use std::ops::Range;

/// Begins a field; what is cited follows up to the next quotation mark.
pub const OPEN: &str = "<span class=\"citation\" data-cites=\"";
/// Ends the tag that a field begins with.
pub const TAG_END: &str = "\">";
/// Ends a field.
pub const CLOSE: &str = "</span>";
/// A line that begins the comment with the source list.
pub const LIST: &str = "<!-- source-list";
/// The line that ends the comment.
pub const LIST_SET: &str = "-->";
/// The line behind the list as it is set.
pub const LIST_END: &str = "<!-- /source-list -->";

/// Bytes of a tag that hold what is cited, if it begins a field.
pub fn cited(tag: &str) -> Option<Range<usize>> {
    let end = tag.strip_prefix(OPEN)?.find('"')?;
    Some(OPEN.len()..OPEN.len() + end)
}

/// Whether anything of a text is set.
pub fn any(text: &str) -> bool {
    text.contains(OPEN) || text.contains(LIST)
}

/// A text with its fields taken away: what is cited stands in their places, and the source list as it was.
pub fn unset(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    // Where the next of each stands: no part of the text is looked through twice.
    let mut next = [OPEN, LIST].map(|mark| find(text, 0, mark));
    while let Some(start) = next.into_iter().flatten().min() {
        let end = if text[start..].starts_with(OPEN) {
            field(text, start).map(|(cited, end)| {
                out.push_str(&text[at..start]);
                out.push_str(&text[cited]);
                end
            })
        } else {
            list(text, start).map(|(kept, whole)| {
                out.push_str(text.get(at..whole.start).unwrap_or(""));
                out.push_str(&text[kept]);
                whole.end
            })
        };
        // A mark that begins nothing: no later one of its kind can be told from it, so the rest stays.
        let Some(end) = end else { break };
        at = end;
        for (place, mark) in next.iter_mut().zip([OPEN, LIST]) {
            if place.is_some_and(|place| place < at) {
                *place = find(text, at, mark);
            }
        }
    }
    out.push_str(&text[at..]);
    out
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text[from..].find(what).map(|found| from + found)
}

/// What is cited, and where the field ends.
fn field(text: &str, start: usize) -> Option<(Range<usize>, usize)> {
    let from = start + OPEN.len();
    let end = find(text, from, TAG_END)?;
    Some((from..end, find(text, end, CLOSE)? + CLOSE.len()))
}

/// The source list as it was, and all that stands in its place.
fn list(text: &str, start: usize) -> Option<(Range<usize>, Range<usize>)> {
    let line = start + LIST.len();
    let from = find(text, line, "\n")? + 1;
    let set = if text[from..].starts_with(LIST_SET) {
        from
    } else {
        find(text, from, &format!("\n{LIST_SET}"))? + 1
    };
    let end = find(text, set, LIST_END)? + LIST_END.len();
    if set > from {
        let kept = text[from..set - 1].trim_end_matches('\r').len();
        return Some((from..from + kept, start..end));
    }
    // There was no list: its line breaks go with it.
    let newline = if text[..from].ends_with("\r\n") { "\r\n" } else { "\n" };
    let before = if text[..start].ends_with(newline) { newline.len() } else { 0 };
    let after = if text[end..].starts_with(newline) { newline.len() } else { 0 };
    Some((from..from, start - before..end + after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_fields_away() {
        let set = "It sank <span class=\"citation\" data-cites=\"[1]\">(Faulk 2031)</span>.\n\n<!-- source-list\n1. Wire\n-->\n\nFaulk. 2031.\n\n<!-- /source-list -->\n";
        assert_eq!(unset(set), "It sank [1].\n\n1. Wire\n");
        assert_eq!(unset("a\n\n<!-- source-list\n-->\nb\n<!-- /source-list -->\n"), "a\n");
        for text in ["", OPEN, LIST, "<!-- source-list\n-->", "<span class=\"citation\" data-cites=\"[1]\">x"]
        {
            assert_eq!(unset(text), text);
        }
    }
}
