//! Drafts set in a CSL style and unset again.

use copydesk_checking::Draft;
use copydesk_checking::citations::{CitationMap, applied, convert};
use copydesk_library::{Article, Library, Metadata};
use copydesk_styles::{Error, Style, set, unset};
use copydesk_tagging::CitationStyle;
use copydesk_text::Format;
use jiff::civil::date;
use proptest::prelude::*;
use std::sync::Arc;

const AUTHOR_DATE: &str = include_str!("styles/author-date.csl");
const NOTES: &str = include_str!("styles/notes.csl");

fn library() -> Library {
    let mut library = Library::default();
    library.extend([("wire", "Ines Faulk", 15), ("post", "Orla Venn", 16), ("radio", "", 17)].map(
        |(name, author, day)| {
            let meta = Metadata {
                outlet: Some(format!("Kestrel {name}")),
                title: Some(format!("What the {name} saw that night")),
                published: Some(date(2031, 3, day)),
                authors: (!author.is_empty()).then(|| author.to_owned()).into_iter().collect(),
                ..Metadata::default()
            };
            Arc::new(Article::from_text(
                format!("sources/{name}.md"),
                "The lamp burned.",
                Format::Markdown,
                meta,
            ))
        },
    ));
    library
}

fn article(text: &str) -> Article {
    Article::from_text("story.md", text, Format::Markdown, Metadata::default())
}

fn style(xml: &str) -> Style {
    Style::read(xml).expect("it is a style")
}

fn in_style(text: &str, xml: &str) -> String {
    set(&article(text), &library(), &style(xml)).expect("it can be set").text
}

const LIST: &str = "\n\n## Sources\n\n1. Kestrel wire: What the wire saw that night\n2. Kestrel post: What the post saw that night\n3. Kestrel radio: What the radio saw that night\n";

#[test]
fn sets_citations_and_the_list_from_metadata() {
    let text = format!("It sank [1]. It burned [2, 3].{LIST}");
    let set = in_style(&text, AUTHOR_DATE);
    assert!(set.contains("data-cites=\"[1]\">(Faulk 2031)</span>."), "{set}");
    assert!(set.contains("data-cites=\"[2, 3]\">(Venn 2031; Kestrel radio 2031)</span>."), "{set}");
    assert!(
        set.contains("\n\nFaulk, I. 2031. “What the wire saw that night.” *Kestrel wire*. March 15, 2031.\n"),
        "{set}"
    );
    assert_eq!(unset(&set), text);
}

#[test]
fn what_is_cited_in_a_set_draft_is_still_read() {
    let text = format!("It sank [1]. It burned [2][7].{LIST}");
    let set = in_style(&text, AUTHOR_DATE);
    let article = article(&set);
    let view = Draft { path: Some("story.md"), text: &set, prose: &article.prose, tagged: article.tagged() };
    let library = library();
    let map = CitationMap::new(&view, &library);
    let read: Vec<(&str, Option<usize>)> =
        map.markers.iter().flat_map(|m| &m.items).map(|i| (&*i.label, i.entry)).collect();
    assert_eq!(read, [("1", Some(0)), ("2", Some(1)), ("7", None)]);
    assert_eq!(map.entries.len(), 3);
    assert!(article.prose.blocks[0].text.starts_with("It sank [1]. It burned [2]"), "{:?}", article.prose);
    // What the style made of the list is no statement of the draft.
    let shown = set.find("Faulk, I.").expect("the list is set");
    assert!(map.in_list(&(shown..shown + 1)));
}

#[test]
fn a_style_of_notes_writes_notes() {
    let text = "It sank [@wire]. It burned.\n";
    let set = in_style(text, NOTES);
    assert_eq!(
        set,
        "It sank <span class=\"citation\" data-cites=\"[@wire]\">^[Kestrel wire, *What the wire saw that night*.]</span>. It burned.\n"
    );
    assert_eq!(unset(&set), text);
}

#[test]
fn a_page_is_set_and_what_says_more_is_left() {
    let text = "It sank [@wire, p. 3]. It burned [see @post]. It swam [@nobody].\n";
    let set = set(&article(text), &library(), &style(AUTHOR_DATE)).expect("it can be set");
    assert_eq!(set.left, 2);
    assert!(set.text.contains(">(Faulk 2031, p. 3)</span>"), "{}", set.text);
    assert!(set.text.contains("It burned [see @post]. It swam [@nobody]."), "{}", set.text);
    // There was no list: one is made, and goes again.
    assert!(set.text.contains("<!-- source-list\n-->\n\nFaulk"), "{}", set.text);
    assert_eq!(unset(&set.text), text);
}

#[test]
fn a_style_that_only_names_another_says_which() {
    let error = Style::read(include_str!("styles/dependent.csl")).expect_err("it is a dependent one");
    assert_eq!(error, Error::Dependent("http://styles.example/bay-author-date".to_owned()));
    assert!(matches!(Style::read("<style/>"), Err(Error::Style(_))));
    assert!(matches!(Style::read("not at all"), Err(Error::Style(_))));
}

#[test]
fn three_hundred_citations_through_every_style_and_back_give_the_same_bytes() {
    let mut library = Library::default();
    library.extend((1..=24).map(|n| {
        let meta = Metadata {
            outlet: Some(format!("Outlet {n} & Sons")),
            title: Some(format!("What the {n}th lighthouse keeper saw")),
            url: (n % 3 > 0).then(|| format!("https://outlet{n}.example/story?a=1&b=2")),
            authors: vec![format!("Ines Faulk-{n}")],
            ..Metadata::default()
        };
        Arc::new(Article::from_text(
            format!("sources/outlet-{n}.md"),
            "The lamp burned.",
            Format::Markdown,
            meta,
        ))
    }));
    let mut text = "# The keepers\n\n".to_owned();
    for n in 0..300 {
        let (a, b) = (n % 24 + 1, (n * 7 + 5) % 24 + 1);
        let marker = match n % 5 {
            0 if a != b => format!("[{a}][{b}]"),
            1 if a != b => format!("[{a}, {b}]"),
            2 if a < 22 => format!("[{a}-{}]", a + 2),
            3 if a < 20 => format!("[{a},{}–{}]", a + 2, a + 4),
            _ => format!("[{a}]"),
        };
        text += &format!("Keeper {n} lit the *old* lamp “at dusk” – größer {marker}.");
        text += if n % 4 == 3 { "\n\n" } else { " " };
    }
    text += "\n\n## Sources\n\n";
    for n in 1..=24 {
        text += &format!("{n}. Outlet {n} & Sons: What the {n}th lighthouse keeper saw\n");
    }
    let to = |text: &str, style| {
        let plain = unset(text);
        let article = article(&plain);
        let view =
            Draft { path: Some("story.md"), text: &plain, prose: &article.prose, tagged: article.tagged() };
        let map = CitationMap::new(&view, &library);
        applied(&plain, &convert(&view, &map, &library, style).edits)
    };
    let in_csl = |text: &str, xml| {
        let all = set(&article(&unset(text)), &library, &style(xml)).expect("it can be set");
        assert_eq!(all.left, 0);
        assert_ne!(all.text, text);
        all.text
    };
    let mut now = text.clone();
    for (style, xml) in [
        (CitationStyle::Footnote, AUTHOR_DATE),
        (CitationStyle::Pandoc, NOTES),
        (CitationStyle::Link, ""),
        (CitationStyle::Numeric, AUTHOR_DATE),
    ] {
        let next = to(&now, style);
        assert_ne!(next, now, "{style:?}");
        now = if xml.is_empty() { next } else { in_csl(&next, xml) };
    }
    assert_eq!(to(&now, CitationStyle::Numeric), text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_draft_is_unset_to_the_byte(
        words in prop::collection::vec("[a-zé]{2,8}( \\[[1-3](, [1-3])?\\]| \\[@(wire|post)\\]| \\[\\^9\\]| \\*so\\*)?[.,]?", 1..12),
        list in any::<bool>(),
        crlf in any::<bool>(),
        notes in any::<bool>(),
    ) {
        let mut text = words.join(" ") + if list { LIST } else { "\n" };
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let once = in_style(&text, if notes { NOTES } else { AUTHOR_DATE });
        prop_assert_eq!(unset(&once), text);
    }

    #[test]
    fn no_text_breaks_a_setting(text in "[\\[\\]()@^0-4a-c.;,:\n #*<>\"-]{0,120}") {
        let _ = set(&article(&text), &library(), &style(AUTHOR_DATE));
        let _ = unset(&text);
    }
}
