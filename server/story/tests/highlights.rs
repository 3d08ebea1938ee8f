//! Key points of small invented stories.

use copydesk_library::{Article, Library, Metadata};
use copydesk_story::highlights::markdown;
use copydesk_story::{Story, highlights};
use copydesk_text::Format;
use std::sync::Arc;

fn story(articles: &[(&str, &str)]) -> Story {
    let mut library = Library::default();
    library.extend(articles.iter().map(|(id, text)| {
        let meta = Metadata { outlet: Some((*id).to_owned()), ..Metadata::default() };
        Arc::new(Article::from_text(*id, text, Format::Markdown, meta))
    }));
    Story::new(&library)
}

#[test]
fn gives_what_independent_origins_share_and_not_what_one_repeats() {
    let mut story = story(&[
        (
            "Harbour Wire",
            "Mayor Edda Corwin closed the fish market of Tallow Cross on Monday. The old bell of the market was sold to a collector in Osterhaven.",
        ),
        (
            "Northern Post",
            "The fish market of Tallow Cross was closed by Mayor Edda Corwin. Rain is expected for the whole week in Varnland.",
        ),
        (
            "Coast Radio",
            "Edda Corwin, the mayor, closed the Tallow Cross fish market. Listeners may send in their photographs.",
        ),
    ]);
    let points = highlights(&mut story, 3);
    assert_eq!(points.len(), 1, "{points:?}");
    assert_eq!(points[0].origins, 3);
    assert!(points[0].text.contains("fish market"));
    let written = markdown(&story, &points);
    assert!(written.starts_with("- ") && written.contains("[1][2][3].\n\n## Sources\n\n1. "), "{written}");
}

#[test]
fn gives_what_tells_most_where_nothing_is_shared() {
    let mut story = story(&[(
        "Harbour Wire",
        "The council bought a crane. Judge Marta Lindahl inspected the damaged ferry in Osterhaven for two hours.",
    )]);
    assert_eq!(
        highlights(&mut story, 1)[0].text,
        "Judge Marta Lindahl inspected the damaged ferry in Osterhaven for two hours."
    );
    assert!(highlights(&mut story_of_nothing(), 5).is_empty());
}

fn story_of_nothing() -> Story {
    story(&[])
}
