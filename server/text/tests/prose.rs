//! What is prose, and where it stands: Markdown and plain text as writers and agencies leave them.

use copydesk_text::{BlockKind, Format, Prose, Sentence};

fn blocks(text: &str, format: Format) -> Vec<(String, String)> {
    Prose::new(text, format)
        .blocks
        .into_iter()
        .map(|block| {
            let kind = match block.kind {
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::ListItem => "li".to_owned(),
                BlockKind::TableCell { head } => format!("td {head}"),
                BlockKind::BlockQuote => "quote".to_owned(),
                BlockKind::Footnote(label) => format!("note {label}"),
                BlockKind::SourceEntry => "source".to_owned(),
                BlockKind::Furniture => "-".to_owned(),
            };
            (kind, block.text)
        })
        .collect()
}

fn check(text: &str, format: Format, want: &[(&str, &str)]) {
    let got = blocks(text, format);
    let got: Vec<(&str, &str)> = got.iter().map(|(kind, text)| (kind.as_str(), text.as_str())).collect();
    assert_eq!(got, want);
}

fn sentences(text: &str, format: Format) -> Vec<Sentence> {
    Prose::new(text, format).sentences()
}

#[test]
fn reads_markdown() {
    check(
        "---\ntitle: Ferry\n---\n\n# Storm *shuts* the bay\n\nThe **ferry** sank.\nIt was `old`.\n\n- one\n- two\n\n3. third\n\n> Her words.\n\n\
         | Port | Boats |\n|---|---|\n| Varnholm | 12 |\n\n```\nlet x = 5;\n```\n\n<div>\nmenu\n</div>\n\nSee.[^n]\n\n[^n]: A note.\n",
        Format::Markdown,
        &[
            ("h1", "Storm shuts the bay"),
            ("p", "The ferry sank.\nIt was \u{fffc}."),
            ("li", "one"),
            ("li", "two"),
            ("li", "3. third"),
            ("quote", "Her words."),
            ("td ", "Port"),
            ("td ", "Boats"),
            ("td Port", "Varnholm"),
            ("td Boats", "12"),
            ("p", "See.[^n]"),
            ("note n", "A note."),
        ],
    );
}

#[test]
fn every_visible_word_of_markdown_points_at_its_source() {
    let text = "# A\r\n\r\nThe \\*old\\* **Marigold** &amp; [the *log*](a.md) \"sank\" at 5&nbsp;p.m.\r\n> not `here`\r\n";
    for sentence in sentences(text, Format::Markdown) {
        for word in ["old", "Marigold", "log", "sank", "not"] {
            if let Some(at) = sentence.text.find(word) {
                assert_eq!(&text[sentence.to_source(at..at + word.len())], word);
            }
        }
        if let Some(at) = sentence.text.find('&') {
            assert_eq!(&text[sentence.to_source(at..at + 1)], "&amp;");
        }
    }
}

#[test]
fn citation_markers_stay_visible_and_belong_to_the_sentence_before() {
    let text = "The pier was shut. [1][2] It opened.[^a] Nobody came [@voss, p. 3]. See [1](https://varn.example).\n\n[^a]: Note.\n\n[2]: https://kestrel.example\n";
    let got = sentences(text, Format::Markdown);
    let got: Vec<&str> = got.iter().map(|s| &*s.text).collect();
    assert_eq!(
        got,
        [
            "The pier was shut. [1][2]",
            "It opened.[^a]",
            "Nobody came [@voss, p. 3].",
            "See [1].",
            "Note.",
            "[2]: https://kestrel.example",
        ]
    );
}

#[test]
fn keeps_links_comments_and_front_matter() {
    let text =
        "+++\ntitle = \"x\"\n+++\n\n<!-- copydesk: off -->\nThe [log](sources/a.md) says <!-- so --> so.\n";
    let prose = Prose::new(text, Format::Markdown);
    assert_eq!(prose.front_matter.map(|range| &text[range]), Some("+++\ntitle = \"x\"\n+++\n"));
    let comments: Vec<&str> = prose.comments.iter().map(|range| text[range.clone()].trim()).collect();
    assert_eq!(comments, ["<!-- copydesk: off -->", "<!-- so -->"]);
    let link = &prose.links[0];
    assert_eq!(
        (&text[link.source.clone()], &text[link.text.clone()], link.target.as_str()),
        ("[log](sources/a.md)", "log", "sources/a.md")
    );
}

#[test]
fn dont_take_a_ticker_for_html() {
    check(
        "The shares of <Kestrel Plc> rose.<br>Then fell.\n",
        Format::Markdown,
        &[("p", "The shares of <Kestrel Plc> rose.\nThen fell.")],
    );
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    for text in ["---\n\nThe ferry sank: all hands lost.\n\n---\n\nMore.\n", "---\nThe ferry sank.\n"] {
        assert_eq!(Prose::new(text, Format::Markdown).front_matter, None, "{text}");
    }
}

#[test]
fn joins_the_lines_of_a_wrapped_wire_story() {
    check(
        "\n\t   VARNHOLM (KW) _ The ferry Marigold sank off Kestrel Bay on\nSaturday with the loss of one diver, the harbour master said in\nthe \
         evening.\n\t   ``We heard no alarm,'' said Olin Marsh, who saw it from the\nnorth pier.\n\t   (iv-om)\n",
        Format::Text,
        &[
            (
                "p",
                "VARNHOLM (KW) _ The ferry Marigold sank off Kestrel Bay on\nSaturday with the loss of one diver, the harbour master said in\nthe evening.",
            ),
            ("p", "``We heard no alarm,'' said Olin Marsh, who saw it from the\nnorth pier."),
            ("-", "(iv-om)"),
        ],
    );
}

#[test]
fn the_first_line_of_a_wrapped_story_is_no_headline() {
    let text = "Kestrel Ferries Inc Chairman Olin\nMarsh said the line would not be sold to the harbour board of\nVarnholm, whatever it bid.\n    \
                He said that the board had no money and that the pier was\nrotten.\n    It was the third bid for the line since the storm of last\nyear.\n Reuter\n";
    let got = blocks(text, Format::Text);
    assert_eq!(got.len(), 4);
    assert!(got[0].1.starts_with("Kestrel Ferries Inc Chairman Olin\nMarsh said"));
    assert_eq!(got[3].0, "-");
}

#[test]
fn reads_a_page_with_a_paragraph_a_line() {
    check(
        "Storm shuts Kestrel Bay\nBy Ida Voss\nThe ferry Marigold sank off Kestrel Bay on Saturday, and nobody on the pier heard an alarm, the harbour master said.\n\
         What we know\n- One diver is missing.\n- The pier is shut.\nThe board meets on Monday. It will hear the harbour master first.\nRead More\nT1\n",
        Format::Text,
        &[
            ("h1", "Storm shuts Kestrel Bay"),
            ("-", "By Ida Voss"),
            (
                "p",
                "The ferry Marigold sank off Kestrel Bay on Saturday, and nobody on the pier heard an alarm, the harbour master said.",
            ),
            ("h2", "What we know"),
            ("li", "One diver is missing."),
            ("li", "The pier is shut."),
            ("p", "The board meets on Monday. It will hear the harbour master first."),
            ("-", "Read More"),
            ("-", "T1"),
        ],
    );
}

#[test]
fn reads_a_source_list_whose_entries_span_lines() {
    check(
        "The pier was shut on Monday [1][2].\nSources\n-\n1.\nKestrel Post: Storm shuts the bay: The Post was there.\n-\n2.\nVarn Wire: Ferry lost\nTimeline\n\
         Dec 14, 2025 – The ferry Marigold sinks off Kestrel Bay with one diver aboard [1].\n",
        Format::Text,
        &[
            ("p", "The pier was shut on Monday [1][2]."),
            ("h2", "Sources"),
            ("source", "1.\nKestrel Post: Storm shuts the bay: The Post was there."),
            ("source", "2.\nVarn Wire: Ferry lost"),
            ("h2", "Timeline"),
            ("p", "Dec 14, 2025 – The ferry Marigold sinks off Kestrel Bay with one diver aboard [1]."),
        ],
    );
}

#[test]
fn reads_a_source_list_in_markdown() {
    check(
        "The pier was shut [1].\n\n## Sources\n\n1. Kestrel Post: [Storm](sources/a.md)\n2. Varn Wire\n\n## Notes on method\n\nWe asked.\n\n[3]: https://varn.example\n",
        Format::Markdown,
        &[
            ("p", "The pier was shut [1]."),
            ("h2", "Sources"),
            ("source", "1. Kestrel Post: Storm"),
            ("source", "2. Varn Wire"),
            ("h2", "Notes on method"),
            ("p", "We asked."),
            ("source", "[3]: https://varn.example"),
        ],
    );
}

#[test]
fn leaves_out_an_embedded_post_and_what_is_counted() {
    let text = "Storm shuts Kestrel Bay\n27 Articles\nThe ferry Marigold sank off Kestrel Bay on Saturday, the harbour master said.\n\
                Ferry lost off the pier https://t.co/abc123\n— Kestrel Post (@kestrelpost) December 15, 2025\n\
                Nobody on the pier heard an alarm before the ship went down, he said in the evening.\n";
    let kinds: Vec<String> = blocks(text, Format::Text).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["h1", "-", "p", "-", "-", "p"]);
}

#[test]
fn dont_mask_short_sentences_at_the_end_of_a_story() {
    let text = "The line was sold to the harbour board on Monday, its chairman said in a statement that named no price.\nTerms were not disclosed.\nReuter\n";
    let kinds: Vec<String> = blocks(text, Format::Text).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["p", "p", "-"]);
}

#[test]
fn a_single_line_is_prose_whatever_it_looks_like() {
    for text in ["Read more", "186 Articles", "Storm shuts bay", "- 5 boats", "2 Dec 2025"] {
        assert_eq!(blocks(text, Format::Text), [("p".to_owned(), text.to_owned())]);
    }
}

#[test]
fn lone_carriage_returns_end_lines() {
    check(
        "One boat sank.\r\rTwo came back.\r\nThree stayed.",
        Format::Text,
        &[("p", "One boat sank."), ("p", "Two came back."), ("p", "Three stayed.")],
    );
}

#[test]
fn reads_a_list_that_was_written_out_on_one_line() {
    let texts = |text: &str| -> Vec<String> {
        sentences(text, Format::Text).iter().map(|s| text[s.source.clone()].to_owned()).collect()
    };
    assert_eq!(texts("ferries\\ntug boats\\nbarges, rafts\\n"), ["ferries", "tug boats", "barges, rafts"]);
    let paths = "Look in C:\\new\\notes for the log.";
    assert_eq!(texts(paths), [paths]);
    let share = "Look in \\\\pier\\new\\notes for the log.";
    assert_eq!(texts(share), [share]);
}

#[test]
fn a_full_stop_inside_a_citation_ends_nothing() {
    let text = "It sank. [@holm. p. 4] It rose.[@holm. Again. It] Nobody came.";
    let found: Vec<&str> = sentences(text, Format::Text).iter().map(|s| &text[s.source.clone()]).collect();
    assert_eq!(found.concat().len() + 2, text.len(), "{found:?}");
}
