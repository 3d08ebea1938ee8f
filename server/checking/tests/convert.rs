//! A draft from one style of citing to another and back.

use copydesk_checking::Draft;
use copydesk_checking::citations::{CitationMap, applied, audit, bibtex, convert, csl, merge, renumber};
use copydesk_library::{Article, Library, Metadata};
use copydesk_tagging::CitationStyle;
use copydesk_text::Format;
use jiff::civil::date;
use proptest::prelude::*;
use std::sync::Arc;

const STYLES: [CitationStyle; 4] =
    [CitationStyle::Numeric, CitationStyle::Footnote, CitationStyle::Pandoc, CitationStyle::Link];

fn library() -> Library {
    let mut library = Library::default();
    library.extend((0..40).map(|n| {
        let meta = Metadata {
            outlet: Some(format!("Outlet {n} & Sons")),
            title: Some(format!("What the {n}th lighthouse keeper saw that night")),
            published: Some(date(2031, 3, 15)),
            // Every third is known by its file alone.
            url: (n % 3 > 0).then(|| format!("https://outlet{n}.example/story")),
            authors: vec!["Ines Faulk".to_owned()],
            ..Metadata::default()
        };
        Arc::new(Article::from_text(
            format!("sources/outlet-{n}.md"),
            "The lamp burned.",
            Format::Markdown,
            meta,
        ))
    }));
    library
}

fn with<T>(text: &str, library: &Library, ask: impl FnOnce(&Draft<'_>, &CitationMap) -> T) -> T {
    let article = Article::from_text("story.md", text, Format::Markdown, Metadata::default());
    let draft = Draft {
        path: Some("story.md"),
        text: &article.text,
        prose: &article.prose,
        tagged: article.tagged(),
    };
    let map = CitationMap::new(&draft, library);
    ask(&draft, &map)
}

fn to(text: &str, library: &Library, style: CitationStyle) -> String {
    with(text, library, |draft, map| applied(text, &convert(draft, map, library, style).edits))
}

/// A draft of so many citations over so many sources, three of four with a file.
fn long(citations: usize, sources: usize) -> String {
    let mut text = "# The keepers of Kestrel Bay\n\n".to_owned();
    for n in 0..citations {
        let (a, b) = (n % sources + 1, n * 7 % sources + 1);
        let marker = match n % 5 {
            0 if a != b => format!("[{a}][{b}]"),
            1 if a != b => format!("[{a}, {b}]"),
            2 if n % 10 == 2 && a < b && b - a < 9 => format!("[{a}-{b}]"),
            2 if a + 4 <= sources => format!("[{a},{}–{}]", a + 2, a + 4),
            _ => format!("[{a}]"),
        };
        text += &format!("Keeper {n} lit the *old* lamp “at dusk” – größer than before {marker}.");
        text += if n % 4 == 3 { "\n\n" } else { " " };
    }
    text += "See [the chart](charts/bay.md) and `[1]` in the log.\n\n## Sources\n\n";
    for n in 0..sources {
        let file = if n % 4 == 3 { n + 1000 } else { n };
        text += &format!(
            "{}. Outlet {file} & Sons: What the {file}th lighthouse keeper saw that night, 15 March 2031\n",
            n + 1
        );
    }
    text
}

#[test]
fn three_hundred_citations_through_every_style_and_back_give_the_same_bytes() {
    let library = library();
    let text = long(300, 24);
    let mut orders: Vec<Vec<CitationStyle>> =
        vec![vec![CitationStyle::Footnote, CitationStyle::Pandoc, CitationStyle::Link]];
    orders.extend(STYLES.iter().map(|style| vec![*style]));
    orders.push(vec![
        CitationStyle::Link,
        CitationStyle::Footnote,
        CitationStyle::Link,
        CitationStyle::Pandoc,
    ]);
    for order in orders {
        let mut now = text.clone();
        for style in &order {
            let next = to(&now, &library, *style);
            assert!(
                next != now || *style == CitationStyle::Numeric,
                "{order:?}: nothing changed at {style:?}"
            );
            now = next;
        }
        let back = to(&now, &library, CitationStyle::Numeric);
        assert_eq!(back, text, "{order:?}");
    }
}

#[test]
fn writes_each_style_as_its_readers_know_it() {
    let library = library();
    let text = "It sank [1][2]. It burned [1, 2].\n\n## Sources\n\n1. Outlet 1 & Sons: What the 1th lighthouse keeper saw that night\n2. Nobody has this: A tale\n";
    let footnote = to(text, &library, CitationStyle::Footnote);
    assert!(
        footnote.starts_with("It sank [^1][^2]. It burned [^1],[^2].\n\n## Sources\n\n[^1]: Outlet 1"),
        "{footnote}"
    );
    let pandoc = to(text, &library, CitationStyle::Pandoc);
    assert!(
        pandoc.starts_with("It sank [@outlet-1][@nobody-has-this]. It burned [@outlet-1; @nobody-has-this]."),
        "{pandoc}"
    );
    assert!(pandoc.contains("\n[@outlet-1]: Outlet 1"), "{pandoc}");
    let link = to(text, &library, CitationStyle::Link);
    assert!(
        link.starts_with(
            "It sank ([Outlet 1 & Sons](https://outlet1.example/story))([Nobody has this](#source-2))."
        ),
        "{link}"
    );
    assert!(link.ends_with("- Nobody has this: A tale\n"), "{link}");
}

#[test]
fn dont_touch_a_page_number_or_a_link_that_is_no_citation() {
    let library = library();
    let text = "It sank [see @outlet-1, p. 3]. It burned [@outlet-2]. Read [the report](https://outlet2.example/story).\n\n[@outlet-1]: Outlet 1 & Sons\n[@outlet-2]: Outlet 2 & Sons\n";
    let numeric = to(text, &library, CitationStyle::Numeric);
    assert!(
        numeric.starts_with(
            "It sank [see @outlet-1, p. 3]. It burned [2]. Read [the report](https://outlet2.example/story)."
        ),
        "{numeric}"
    );
    with(text, &library, |draft, map| {
        assert_eq!(convert(draft, map, &library, CitationStyle::Numeric).left.len(), 1);
    });
    assert_eq!(to(&numeric, &library, CitationStyle::Pandoc), text);
}

#[test]
fn a_marker_without_an_entry_comes_back_as_it_was() {
    let library = library();
    let text = "It sank [1]. It burned [9].\n\n## Sources\n\n1. Outlet 1 & Sons\n";
    for style in STYLES {
        let there = to(text, &library, style);
        assert_eq!(to(&there, &library, CitationStyle::Numeric), text, "{there}");
    }
}

const LIST: &str = "\n\n## Sources\n\n1. Outlet 1 & Sons\n2. Outlet 2 & Sons\n3. Outlet 3 & Sons\n4. Outlet 4 & Sons\n5. Outlet 5 & Sons\n";

#[test]
fn reads_a_range_as_a_citation_of_each() {
    let library = library();
    for (marker, all) in [
        ("[1-3]", "1 2 3"),
        ("[1–3]", "1 2 3"),
        ("[1,3]", "1 3"),
        ("[1, 3-5]", "1 3 4 5"),
        ("[1][2]", "1 2"),
        ("[4-9]", "4 5 6? 7? 8? 9?"),
    ] {
        let text = format!("It sank {marker}.{LIST}");
        with(&text, &library, |draft, map| {
            let read: Vec<String> = map
                .markers
                .iter()
                .flat_map(|m| &m.items)
                .map(|i| i.label.clone() + if i.entry.is_none() { "?" } else { "" })
                .collect();
            assert_eq!(read.join(" "), all);
            let found = audit(draft, map);
            assert_eq!(found.unused.len() + all.split(' ').filter(|n| !n.ends_with('?')).count(), 5);
            assert_eq!(found.missing.len(), all.matches('?').count());
        });
    }
}

#[test]
fn a_range_comes_back_as_it_was_written() {
    let library = library();
    let text = format!("It sank [1-3]. It burned [1,3]. It swam [1, 3–5][2]. It flew [ 2 ].{LIST}");
    for first in STYLES {
        for second in STYLES {
            let there = to(&to(&text, &library, first), &library, second);
            assert_eq!(to(&there, &library, CitationStyle::Numeric), text, "{there}");
        }
    }
    let footnotes = to(&text, &library, CitationStyle::Footnote);
    assert!(footnotes.starts_with("It sank [^1],[^2],[^3]<!--[1-3]-->. It burned"), "{footnotes}");
    // What a writer changed meanwhile is not undone.
    let changed = footnotes.replacen("[^2],[^3]", "[^4]", 1);
    assert!(to(&changed, &library, CitationStyle::Numeric).starts_with("It sank [1, 4]. It burned [1,3]."));
}

#[test]
fn keys_written_close_come_back_so() {
    let library = library();
    let text = "It sank [@outlet-1;@outlet-2]. It burned [@outlet-1].\n\n[@outlet-1]: Outlet 1 & Sons\n[@outlet-2]: Outlet 2 & Sons\n";
    let numeric = to(text, &library, CitationStyle::Numeric);
    assert!(numeric.starts_with("It sank [1, 2]<!--[@outlet-1;@outlet-2]-->. It burned [1]."), "{numeric}");
    assert_eq!(to(&numeric, &library, CitationStyle::Pandoc), text);
}

#[test]
fn a_range_keeps_its_manner_when_numbers_change() {
    let library = library();
    let text = format!("It sank [5]. It burned [1-3, 4]. It swam [1,5].{LIST}");
    let edits = with(&text, &library, |draft, map| renumber(draft, map, &library)).expect("out of order");
    assert!(applied(&text, &edits).starts_with("It sank [1]. It burned [2-5]. It swam [1,2].\n"));
    let text = format!("It sank [1–3]. It burned [1–2][4] [3].{LIST}");
    let merged = with(&text, &library, |draft, map| applied(&text, &merge(draft, map, &library)));
    assert!(merged.starts_with("It sank [1–3]. It burned [1–4]."), "{merged}");
}

#[test]
fn reads_keys_in_running_text_and_with_pages() {
    let library = library();
    let text = "It sank [@outlet-1; @outlet-2, p. 3], as @outlet-3 [p. 4] says. It burned [-@outlet-4]. Write to a@outlet-5.example or @stranger.\n";
    with(text, &library, |draft, map| {
        let read: Vec<&str> = map.markers.iter().flat_map(|m| &m.items).map(|i| &*i.label).collect();
        assert_eq!(read, ["outlet-1", "outlet-2", "outlet-3", "outlet-4"]);
        assert_eq!(&draft.text[map.markers[1].range.clone()], "@outlet-3 [p. 4]");
    });
    // What says more than a number can is left.
    assert_eq!(to(text, &library, CitationStyle::Numeric), text);
    // In a draft that cites otherwise an @ is no citation.
    with("Ask @outlet-3 about it [1].\n", &library, |_, map| assert_eq!(map.markers.len(), 1));
}

#[test]
fn merges_markers_that_stand_side_by_side() {
    let library = library();
    let text =
        "It sank [2][1]. It burned [1] [2][1].\n\n## Sources\n\n1. Outlet 1 & Sons\n2. Outlet 2 & Sons\n";
    let merged = with(text, &library, |draft, map| applied(text, &merge(draft, map, &library)));
    assert!(merged.starts_with("It sank [1, 2]. It burned [1, 2].\n"), "{merged}");
}

#[test]
fn numbers_in_the_order_of_first_appearance() {
    let library = library();
    let text = "It sank [3]. It burned [1][3].\n\n## Sources\n\n1. Outlet 1 & Sons\n2. Outlet 2 & Sons\n3. Outlet 3 & Sons\n";
    let edits = with(text, &library, |draft, map| renumber(draft, map, &library)).expect("out of order");
    assert_eq!(
        applied(text, &edits),
        "It sank [1]. It burned [2][1].\n\n## Sources\n\n1. Outlet 3 & Sons\n2. Outlet 1 & Sons\n3. Outlet 2 & Sons\n"
    );
}

#[test]
fn finds_unused_missing_duplicate_and_dead_entries() {
    let library = library();
    let text = "It sank [1][3]. It burned [7].\n\n## Sources\n\n1. Outlet 1 & Sons\n2. Outlet 2 & Sons\n3. Nobody has this: A tale\n4. Outlet 1 & Sons\n";
    let found = with(text, &library, audit);
    assert_eq!(found.unused, [1, 3]);
    assert_eq!(found.missing, [(2, "7".to_owned())]);
    assert_eq!(found.duplicate, [(3, 0)]);
    assert_eq!(found.dead, [2]);
    assert!(with("It sank.\n", &library, audit).is_empty());
}

#[test]
fn writes_what_is_cited_as_bibtex_and_csl() {
    let library = library();
    let text = "It sank [@outlet-1]. It burned [@outlet-2; @outlet-1].\n";
    with(text, &library, |_, map| {
        let bib = bibtex(map, &library);
        assert!(bib.starts_with("@article{outlet-1,\n  title = {{What the 1th"), "{bib}");
        assert!(
            bib.contains("journal = {Outlet 2 \\& Sons}") && bib.contains("date = {2031-03-15}"),
            "{bib}"
        );
        assert_eq!(bib.matches('{').count(), bib.matches('}').count());
        assert_eq!(csl(map, &library).len(), 2);
    });
}

#[test]
fn dont_escape_an_address_nor_make_two_of_one_author_in_bibtex() {
    let mut library = Library::default();
    let meta = Metadata {
        url: Some("https://bay.test/a_b%20c?x=1&y={2}#z".to_owned()),
        authors: vec!["Nora Dahl".to_owned(), "Holm and Sons".to_owned()],
        ..Metadata::default()
    };
    library.insert(Arc::new(Article::from_text("bay.md", "It sank.", Format::Markdown, meta)));
    with("It sank [@bay].\n", &library, |_, map| {
        let bib = bibtex(map, &library);
        assert!(bib.contains("url = {https://bay.test/a_b%20c?x=1&y=%7B2%7D#z}"), "{bib}");
        assert!(bib.contains("author = {Nora Dahl and {Holm and Sons}}"), "{bib}");
    });
}

fn sentence() -> impl Strategy<Value = String> {
    let words = prop::collection::vec("[a-zé]{2,8}", 2..7);
    let markers = prop::collection::vec(prop::collection::vec(1usize..7, 1..4), 0..3);
    (words, markers).prop_map(|(words, markers)| {
        let mut out = format!("The {}", words.join(" "));
        if !markers.is_empty() {
            out.push(' ');
        }
        for mut marker in markers {
            marker.sort_unstable();
            marker.dedup();
            let labels: Vec<String> = marker.iter().map(usize::to_string).collect();
            match marker.as_slice() {
                [first, _, last] if last - first == 2 => out += &format!("[{first}-{last}]"),
                [_, second] if *second > 4 => out += &format!("[{}]", labels.join(",")),
                _ => out += &format!("[{}]", labels.join(", ")),
            }
        }
        out + "."
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_draft_comes_back_as_it_was(
        sentences in prop::collection::vec(sentence(), 1..8),
        order in prop::collection::vec(0usize..4, 1..5),
        entries in 4usize..7,
        crlf in any::<bool>(),
    ) {
        let library = library();
        let mut text = sentences.join(" ") + "\n\n## Sources\n\n";
        for n in 1..=entries {
            text += &format!("{n}. Outlet {n} & Sons: What the {n}th lighthouse keeper saw that night\n");
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let mut now = text.clone();
        for style in order {
            now = to(&now, &library, STYLES[style]);
        }
        prop_assert_eq!(to(&now, &library, CitationStyle::Numeric), text);
    }

    #[test]
    fn no_text_breaks_a_conversion(text in "[\\[\\]()@^0-9a-c.;,:\n #*-]{0,120}", style in 0usize..4) {
        let library = library();
        let style = STYLES[style];
        let once = to(&text, &library, style);
        let _ = to(&once, &library, style);
    }
}

#[test]
fn dont_make_a_source_of_a_remark_nor_of_what_names_nothing() {
    let text = "It sank [1]. It burned [2]. The plan went on.[^1]\n\n[^1]: The keeper said the plan needs a vote.\n\n## Sources\n\n1. Outlet 1 & Sons: What the 1th lighthouse keeper saw that night\n";
    let library = library();
    let out = with(text, &library, |draft, map| {
        assert_eq!(map.entries.len(), 1);
        applied(text, &convert(draft, map, &library, CitationStyle::Footnote).edits)
    });
    assert!(out.contains("It sank [^2]<!--[1]-->.") && out.contains("It burned [2]."), "{out}");
    assert!(out.contains("[^1]: The keeper said") && out.contains("[^2]: Outlet 1 & Sons"), "{out}");
}
