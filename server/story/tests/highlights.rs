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

#[test]
fn dont_cite_one_who_demanded_a_thing_beside_one_who_welcomed_it() {
    let mut story = story(&[
        ("wire.txt", "Fishermen of Kestrel Bay welcomed the end of the ferry line to Pell Island."),
        ("post.txt", "Fishermen of Kestrel Bay demanded the end of the ferry line to Pell Island."),
        (
            "radio.txt",
            "The end of the ferry line to Pell Island was welcomed by the fishermen of Kestrel Bay.",
        ),
    ]);
    let points = highlights(&mut story, 5);
    let cited: Vec<&str> = points[0].citations.iter().map(|piece| &*piece.source).collect();
    assert_eq!(points.len(), 1, "{points:#?}");
    assert!(points[0].text.contains("welcomed") && cited.len() == 2, "{points:#?}");
    assert!(!cited.contains(&"post.txt"), "{cited:?}");
}

#[test]
fn dont_take_two_meetings_of_one_person_for_one() {
    let mut story = story(&[
        (
            "wire.txt",
            "Minister Holm met the families in Osterhaven on Saturday evening. Nobody was killed in the storm.",
        ),
        (
            "post.txt",
            "Minister Holm also met the owners of the freighter, Calder Lines. Nobody was killed in the storm.",
        ),
    ]);
    let points = highlights(&mut story, 5);
    assert!(points.iter().all(|point| !point.text.contains("met")), "{points:#?}");
}
