//! The timeline and the key points as they are put into a draft: cited as the draft cites, with the entries that its source
//! list lacks.

use crate::timeline::{Timeline, day, with_marker};
use crate::{Highlight, Piece};
use copydesk_checking::citations::{CitationMap, applied, cite_here};
use copydesk_checking::{Draft, Edit, Settings};
use copydesk_library::{Article, Library};
use copydesk_tagging::CitationStyle;
use copydesk_text::{BlockKind, Format};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A line with what it cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    before: String,
    text: String,
    after: &'static str,
    sources: Vec<Arc<str>>,
}

impl Line {
    fn new(before: String, text: &str, after: &'static str, citations: &[Piece]) -> Self {
        let mut sources: Vec<Arc<str>> = Vec::new();
        for piece in citations {
            if !sources.contains(&piece.source) {
                sources.push(piece.source.clone());
            }
        }
        Self { before, text: text.to_owned(), after, sources }
    }
}

/// The entries of a timeline, a bullet each.
pub fn timeline_lines(timeline: &Timeline) -> Vec<Line> {
    timeline
        .entries
        .iter()
        .map(|entry| {
            let after = if entry.ahead { " *(ahead at the time)*" } else { "" };
            Line::new(format!("- **{}** – ", day(&entry.when)), &entry.text, after, &entry.citations)
        })
        .collect()
}

/// Key points, a bullet each.
pub fn point_lines(points: &[Highlight]) -> Vec<Line> {
    points.iter().map(|point| Line::new("- ".to_owned(), &point.text, "", &point.citations)).collect()
}

/// The byte of a draft at which its key points go: behind front matter and title.
pub fn head(draft: &Article) -> usize {
    let text = &draft.text;
    let front = draft.prose.front_matter.as_ref().map_or(0, |front| front.end.min(text.len()));
    let title = draft.prose.blocks.iter().find(|block| block.source.start >= front);
    let title = title.filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    let at = title.map_or(front, |block| block.source.end.min(text.len()));
    match (at, text.get(at..).and_then(|rest| rest.find('\n'))) {
        (0, _) => 0,
        (_, Some(line)) => at + line + 1,
        (_, None) => text.len(),
    }
}

/// The edits that put lines into a draft as a paragraph at the line of a byte. `None` if there is nothing to put, or what
/// is cited is not in the library.
pub fn insert(
    draft: &Article,
    format: Format,
    library: &Library,
    settings: &Settings,
    at: usize,
    lines: &[Line],
) -> Option<Vec<Edit>> {
    let original: &str = &draft.text;
    let place = place(original, among_prose(draft, library, at));
    let cited = cite_all(draft, format, library, settings, place, lines)?;
    let mut block = String::new();
    let before = original.get(..place)?;
    // Lines end as they do in the draft.
    let (end, blank) = if original.contains("\r\n") { ("\r\n", "\r\n\r\n") } else { ("\n", "\n\n") };
    block.push_str(match before {
        "" => "",
        _ if before.ends_with(blank) => "",
        _ if before.ends_with('\n') => end,
        _ => blank,
    });
    for line in lines {
        let markers: Option<Vec<&str>> =
            line.sources.iter().map(|id| cited.markers.get(id).map(String::as_str)).collect();
        let markers = match cited.style {
            CitationStyle::Link => format!("({})", markers?.join(", ")),
            _ => markers?.concat(),
        };
        block.push_str(&line.before);
        block.push_str(&with_marker(&line.text, &markers));
        block.push_str(line.after);
        block.push_str(end);
    }
    let rest = original.get(place..)?;
    block.truncate(block.trim_end().len());
    block.push_str(match rest {
        "" => end,
        _ if rest == end || rest.starts_with(blank) => "",
        _ if rest.starts_with(end) => end,
        _ => blank,
    });
    let mut edits = Vec::new();
    edits.extend(difference(before, &cited.before, 0));
    // Two edits at one place would leave their order to the editor.
    match difference(rest, &cited.after, place) {
        Some(list) if list.range.start == place => {
            edits.push(Edit { range: place..list.range.end, text: block + &list.text });
        }
        list => {
            edits.push(Edit { range: place..place, text: block });
            edits.extend(list);
        }
    }
    Some(edits)
}

/// A byte of a draft at which a paragraph may stand: behind its front matter, and before a source list instead of in it.
fn among_prose(draft: &Article, library: &Library, at: usize) -> usize {
    if let Some(front) = draft.prose.front_matter.as_ref().filter(|front| at < front.end) {
        return front.end;
    }
    let view =
        Draft { path: Some(&draft.id), text: &draft.text, prose: &draft.prose, tagged: draft.tagged() };
    let lists = CitationMap::new(&view, library).lists;
    let list = lists.iter().find(|list| list.start <= at && at <= list.end);
    match list.and_then(|list| draft.text.get(..list.start)) {
        Some(before) => before.trim_end().len(),
        None => at,
    }
}

/// The end of the line a byte stands in, or its start where nothing stands in it.
fn place(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = at + text[at..].find('\n').unwrap_or(text.len() - at);
    let end = line + text[line..end].trim_end_matches('\r').len();
    if text[line..end].trim().is_empty() { line } else { end }
}

/// A draft that cites some articles at one place.
struct CitedAt {
    /// What stands before and behind the place.
    before: String,
    after: String,
    /// The marker of each article.
    markers: FxHashMap<Arc<str>, String>,
    style: CitationStyle,
}

/// Cites every article of the lines at one place, one after the other: each may change the numbers of others.
fn cite_all(
    draft: &Article,
    format: Format,
    library: &Library,
    settings: &Settings,
    place: usize,
    lines: &[Line],
) -> Option<CitedAt> {
    let mut ids: Vec<&Arc<str>> = Vec::new();
    for id in lines.iter().flat_map(|line| &line.sources) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let read = |text: &str| Article::from_text(draft.id.clone(), text, format, draft.meta.clone());
    let (mut text, mut at, mut end) = (draft.text.to_string(), place, place);
    for id in &ids {
        let now = read(&text);
        let view = Draft { path: Some(&now.id), text: &now.text, prose: &now.prose, tagged: now.tagged() };
        let map = CitationMap::new(&view, library);
        let (marker, mut edits) = cite_here(&view, &map, library, settings, &(end..end), id)?;
        // At the very end of a draft a new source list comes in one piece with it.
        let own = marker.find(['\r', '\n']).unwrap_or(marker.len());
        let (mut from, mut to) = (at as isize, (end + own) as isize);
        for edit in edits.iter().filter(|edit| edit.range.start < end) {
            let grows = edit.text.len() as isize - edit.range.len() as isize;
            from += if edit.range.end <= at { grows } else { 0 };
            to += grows;
        }
        // Before a source list that begins where the draft ends.
        edits.insert(0, Edit { range: end..end, text: marker });
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        text = applied(&text, &edits);
        (at, end) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?);
    }
    let now = read(&text);
    let view = Draft { path: Some(&now.id), text: &now.text, prose: &now.prose, tagged: now.tagged() };
    let map = CitationMap::new(&view, library);
    let mut markers = FxHashMap::default();
    for marker in map.markers.iter().filter(|m| at <= m.range.start && m.range.end <= end) {
        if let Some(id) = marker.items.first().and_then(|item| item.article.clone()) {
            markers.insert(id, text.get(marker.range.clone())?.to_owned());
        }
    }
    let (before, after) = (text.get(..at)?.to_owned(), text.get(end..)?.to_owned());
    let all = !ids.is_empty() && ids.iter().all(|id| markers.contains_key(*id));
    all.then_some(CitedAt { before, after, markers, style: map.style(settings.citations) })
}

/// One edit for all that differs between two texts; `base` is where the first stands.
fn difference(old: &str, new: &str, base: usize) -> Option<Edit> {
    if old == new {
        return None;
    }
    let mut start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !(old.is_char_boundary(start) && new.is_char_boundary(start)) {
        start -= 1;
    }
    let (left, right) = (&old[start..], &new[start..]);
    let mut same = left.bytes().rev().zip(right.bytes().rev()).take_while(|(a, b)| a == b).count();
    while !(left.is_char_boundary(left.len() - same) && right.is_char_boundary(right.len() - same)) {
        same -= 1;
    }
    Some(Edit { range: base + start..base + old.len() - same, text: right[..right.len() - same].to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_library::Metadata;

    const WIRE: &str =
        "Divers recovered 11 containers on March 15, 2031. The ferry Aurelia was built in 1998.";

    fn library() -> Library {
        let mut library = Library::default();
        for (id, outlet) in [("sources/wire.md", "Harbour Wire"), ("sources/post.md", "Northern Post")] {
            let meta = Metadata {
                title: Some(format!("What {outlet} has")),
                outlet: Some(outlet.to_owned()),
                published: Some(jiff::civil::date(2031, 3, 16)),
                ..Metadata::default()
            };
            library.insert(Arc::new(Article::from_text(id, WIRE, Format::Markdown, meta)));
        }
        library
    }

    fn with(text: &str, at: &str, lines: &[Line]) -> String {
        let draft = Article::from_text("draft.md", text, Format::Markdown, Metadata::default());
        let at = text.find(at).expect("there");
        let mut edits =
            insert(&draft, Format::Markdown, &library(), &Settings::default(), at, lines).expect("edits");
        edits.sort_by_key(|edit| edit.range.start);
        applied(text, &edits)
    }

    fn line(text: &str, sources: &[&str]) -> Line {
        let sources = sources.iter().map(|id| Arc::from(*id)).collect();
        Line { before: "- ".to_owned(), text: text.to_owned(), after: "", sources }
    }

    #[test]
    fn puts_lines_into_a_draft_and_the_missing_entry_into_its_list() {
        let draft = "# A title\n\nThe ferry was built in 1998 [1].\n\nMore text.\n\n## Sources\n\n1. Northern Post: What Northern Post has\n";
        let lines = [
            line("Divers recovered 11 containers.", &["sources/post.md", "sources/wire.md"]),
            line("It was built in 1998.", &["sources/wire.md"]),
        ];
        let now = with(draft, "More", &lines);
        assert!(
            now.starts_with(
                "# A title\n\nThe ferry was built in 1998 [1].\n\nMore text.\n\n- Divers recovered 11 containers [1][2].\n\
                 - It was built in 1998 [2].\n\n## Sources\n\n1. Northern Post: What Northern Post has\n2. "
            ),
            "{now}"
        );
        assert!(now.contains("Harbour Wire"), "{now}");
    }

    #[test]
    fn lines_end_as_they_do_in_the_draft() {
        let draft = "# A title\n\nThe ferry was built in 1998 [1].\n\nMore text.\n\n## Sources\n\n1. Northern Post: What Northern Post has\n";
        let lines = [line("Divers recovered 11 containers.", &["sources/wire.md"])];
        for at in ["ferry", "More", "## Sources"] {
            let now = with(&draft.replace('\n', "\r\n"), at, &lines);
            assert_eq!(now, with(draft, at, &lines).replace('\n', "\r\n"), "at {at}");
        }
    }

    #[test]
    fn a_draft_without_a_list_gets_one() {
        let lines = [line("Divers recovered 11 containers.", &["sources/wire.md"])];
        let draft = "The ferry sank.\n\nDivers came on Sunday.\n";
        let now = with(draft, "Divers", &lines);
        assert!(
            now.contains("Sunday.\n\n- Divers recovered 11 containers [1].\n\n## Sources\n\n1. Harbour Wire"),
            "{now:?}"
        );
    }

    #[test]
    fn cites_as_the_draft_cites() {
        let draft = "Divers recovered 11 containers [@northern-post].\n\nMore text.\n";
        let now = with(draft, "More", &[line("It was built in 1998.", &["sources/wire.md"])]);
        assert!(now.ends_with("More text.\n\n- It was built in 1998 [@wire].\n"), "{now}");
    }

    #[test]
    fn a_cursor_in_the_source_list_or_the_front_matter_puts_lines_among_the_prose() {
        let draft = "---\ndate: 2031-03-18\n---\n\nThe ferry was built in 1998 [1].\n\n## Sources\n\n1. Northern Post: What Northern Post has\n2. Harbour Wire: What Harbour Wire has\n";
        let lines = [line("Divers recovered 11 containers.", &["sources/wire.md"])];
        for at in ["## Sources", "1. Northern", "has\n2.", "2. Harbour"] {
            let now = with(draft, at, &lines);
            assert!(
                now.contains(
                    "1998 [1].\n\n- Divers recovered 11 containers [2].\n\n## Sources\n\n1. Northern"
                ),
                "at {at}: {now}"
            );
        }
        let now = with(draft, "date", &lines);
        assert!(
            now.starts_with(
                "---\ndate: 2031-03-18\n---\n\n- Divers recovered 11 containers [1].\n\nThe ferry"
            ),
            "{now}"
        );
    }

    #[test]
    fn key_points_go_below_title_and_front_matter() {
        let at = |text: &str| head(&Article::from_text("d.md", text, Format::Markdown, Metadata::default()));
        assert_eq!(at("# The title\n\nText.\n"), "# The title\n".len());
        let draft = "---\ndate: 2031-03-18\n---\n\n# The title\n\nText.\n";
        assert_eq!(at(draft), draft.find("\nText").expect("there"));
        assert_eq!(at("Text first.\n"), 0);
    }
}
