//! What is known about articles: stated, guessed, or not at all.

use copydesk_intake::{article, metadata};
use copydesk_library::Metadata;
use copydesk_text::{Format, Prose};

fn text(text: &str) -> Metadata {
    article("a", text, Format::Text).meta
}

fn markdown(text: &str) -> Metadata {
    article("a", text, Format::Markdown).meta
}

fn published(text_of: &str) -> Option<String> {
    text(text_of).published.map(|date| date.to_string())
}

const BODY: &str = "The ferry Marigold was moored at the north pier when the storm broke, the harbour master said.\n\
                    Nobody was hurt and the line runs again, according to the operator of the port.\n";

#[test]
fn reads_yaml_front_matter() {
    let meta = markdown(
        "---\ntitle: \"Ferry: what we know\"\nsite: Kestrel Post\nauthors:\n  - Ida Voss\n  - name: Olin Marsh\n\
         date: 14 December 2025\nsource: https://kestrel.example/2025/12/13/ferry\nid: voss2025\ncredit: Reuters, AFP\n---\n\n# Other\n",
    );
    assert_eq!(meta.title.as_deref(), Some("Ferry: what we know"));
    assert_eq!(meta.outlet.as_deref(), Some("Kestrel Post"));
    assert_eq!(meta.authors, ["Ida Voss", "Olin Marsh"]);
    assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2025-12-14"));
    assert_eq!(meta.url.as_deref(), Some("https://kestrel.example/2025/12/13/ferry"));
    assert_eq!(meta.key.as_deref(), Some("voss2025"));
    assert_eq!(meta.credits, ["Reuters", "AFP"]);
    assert!(meta.guessed.is_empty(), "{:?}", meta.guessed);
}

#[test]
fn reads_a_title_with_a_colon_that_nobody_put_in_quotation_marks() {
    let meta = markdown(
        "---\ntitle: Gale at sea: the harbour's \"worst night\"\noutlet: Kestrel Post\npublished: 2026-05-13\n\
         author:\n  - Ida Voss\ntags: [sea, storm]\n---\n\nThe ferry was moored.\n",
    );
    assert_eq!(meta.title.as_deref(), Some("Gale at sea: the harbour's \"worst night\""));
    assert_eq!(meta.outlet.as_deref(), Some("Kestrel Post"));
    assert_eq!(meta.authors, ["Ida Voss"]);
    assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2026-05-13"));
}

#[test]
fn reads_toml_front_matter() {
    let meta = markdown(
        "+++\ntitle = \"Ferry\"\nauthor = \"Ida Voss and Olin Marsh\"\ndate = 2025-12-14T09:00:00Z\n+++\nText.\n",
    );
    assert_eq!(meta.title.as_deref(), Some("Ferry"));
    assert_eq!(meta.authors, ["Ida Voss", "Olin Marsh"]);
    assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2025-12-14"));
}

#[test]
fn reads_dates_of_many_forms_in_front_matter() {
    for date in [
        "2025-12-14",
        "2025-12-14T10:00:00+01:00",
        "14 Dec 2025",
        "December 14, 2025",
        "12/14/2025",
        "14.12.2025",
        "Sun, 14 Dec 2025 10:00:00 GMT",
    ] {
        let meta = markdown(&format!("---\npublished: \"{date}\"\n---\n\nText.\n"));
        assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2025-12-14"), "{date}");
    }
}

#[test]
fn broken_front_matter_is_no_front_matter() {
    let meta = markdown("---\ntitle: [unclosed\n---\n\n# The ferry\n\nIt sank.\n");
    assert_eq!(meta.title.as_deref(), Some("The ferry"));
    assert_eq!(meta.guessed, ["title"]);
}

#[test]
fn a_lead_sentence_is_no_headline() {
    assert_eq!(text(BODY).title, None);
    assert_eq!(
        text(&format!("Storm shuts Kestrel Bay\n{BODY}")).title.as_deref(),
        Some("Storm shuts Kestrel Bay")
    );
}

#[test]
fn reads_date_lines() {
    for line in [
        "Published: 14 December 2025",
        "Sun, 12/14/2025 – 14:35",
        "December 14, 2025 3:09pm EST",
        "Updated 14 Dec 2025 10:20 GMT",
    ] {
        let head = format!("Storm shuts Kestrel Bay\n{line}\n{BODY}");
        assert_eq!(published(&head).as_deref(), Some("2025-12-14"), "{line}");
        let foot = format!("Storm shuts Kestrel Bay\n{BODY}Olin Marsh\n{line}\n");
        assert_eq!(published(&foot).as_deref(), Some("2025-12-14"), "{line}");
    }
}

#[test]
fn reads_the_author_beside_the_date_at_the_foot() {
    let meta = text(&format!("Storm shuts Kestrel Bay\n{BODY}Olin Marsh\nSun, 12/14/2025 – 14:35\n"));
    assert_eq!(meta.authors, ["Olin Marsh"]);
    let meta = text(&format!("Storm shuts Kestrel Bay\nBy Ida Voss and Olin Marsh\n{BODY}"));
    assert_eq!(meta.authors, ["Ida Voss", "Olin Marsh"]);
}

#[test]
fn a_date_without_a_year_is_completed_by_another_or_left_out() {
    let without =
        "VARNHOLM, Dec 14 (Reuters) - The ferry Marigold sank, the harbour master said.\nA diver was lost.\n";
    assert_eq!(published(without), None);
    let with = format!(
        "{without}The line was reopened on December 2, 2025, after a month of repairs to the pier.\n"
    );
    assert_eq!(published(&with).as_deref(), Some("2025-12-14"));
    let turn = "VARNHOLM, Jan 2 (Reuters) - The ferry Marigold sank, the harbour master said.\n\
                The line was reopened on December 28, 2025, after a month of repairs to the pier.\n";
    assert_eq!(published(turn).as_deref(), Some("2026-01-02"));
}

#[test]
fn a_day_long_past_does_not_date_a_story() {
    let past = "On March 3, 1987, the ferry Marigold sank off Kestrel Bay with the loss of forty people.\n\
                The inquiry blamed the harbour board, which was dissolved.\n";
    assert_eq!(published(past), None);
    let fresh = "On December 14, 2025, the ferry Marigold sank off Kestrel Bay with the loss of one diver.\n\
                 The harbour board is to meet on Monday.\n";
    assert_eq!(published(fresh).as_deref(), Some("2025-12-14"));
}

#[test]
fn reads_the_date_of_the_address() {
    let meta = markdown(
        "---\nurl: https://www.kestrel.example/news/2025/12/14/ferry.html\n---\n\nThe ferry sank.\n",
    );
    assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2025-12-14"));
    assert_eq!(meta.outlet.as_deref(), Some("kestrel.example"));
    assert_eq!(meta.guessed, ["outlet", "published"]);
}

#[test]
fn reads_credits_of_agencies() {
    for (foot, want) in [
        ("gq (Reuters, AFP)", vec!["Reuters", "AFP"]),
        (" Reuter", vec!["Reuters"]),
        ("(AP/dpa)", vec!["AP", "dpa"]),
    ] {
        assert_eq!(text(&format!("{BODY}{foot}\n")).credits, want, "{foot}");
    }
    let dateline =
        "VARNHOLM, Varnland (AP) _ The ferry Marigold sank, the harbour master said.\nA diver was lost.\n";
    assert_eq!(text(dateline).credits, ["AP"]);
    assert!(text("The board of Marigold (AP Holdings) met.\nIt said nothing.\n").credits.is_empty());
}

#[test]
fn reads_whom_a_story_comes_from() {
    let chain = |line: &str| text(&format!("{BODY}{line}\n")).chain;
    assert_eq!(chain("As Ida Voss reports for The Kestrel Post, the pier was sound."), ["The Kestrel Post"]);
    assert_eq!(chain("The dispute was first reported by Radio Varnholm on Monday."), ["Radio Varnholm"]);
    assert!(chain("As the storm reports for duty, nobody sails.").is_empty());
}

#[test]
fn knows_a_page_that_lists_other_peoples_articles() {
    let page = "Storm shuts Kestrel Bay\n27 Articles\nFerry lost off the pier as storm hits the bay\n\
                The ferry Marigold was moored at the north pier when the storm broke over the town…\n\
                Harbour board blames the operator of the line\n\
                The harbour board said on Sunday that the operator had been told of the storm and...\n";
    assert!(text(page).aggregator);
    assert!(!text(BODY).aggregator);
}

#[test]
fn an_outlet_s_name_under_the_headline_is_the_outlet() {
    let meta =
        text(&format!("Minister thanks the crew\n\nVarnland Tribune\n\nSun, 03/15/2026 – 14:35\n\n{BODY}"));
    assert_eq!(meta.outlet.as_deref(), Some("Varnland Tribune"));
    assert_eq!(
        text(&format!("Minister thanks the crew\n\nIda Voss\n\nSun, 03/15/2026 – 14:35\n\n{BODY}")).outlet,
        None
    );
}

#[test]
fn an_agency_in_the_dateline_is_the_outlet() {
    let outlet =
        |dateline: &str| text(&format!("Ferry lost off the pier\nBy Ida Voss\n\n{dateline} {BODY}")).outlet;
    assert_eq!(outlet("KESTREL BAY, March 16 (Harbour Wire) -").as_deref(), Some("Harbour Wire"));
    assert_eq!(outlet("KESTREL BAY (Harbour Wire, AFP) -"), None);
    assert_eq!(outlet("KESTREL BAY (16 March) -"), None);
    assert_eq!(outlet("The ferry Marigold (Kestrel Line) -"), None);
}

#[test]
fn dates_a_draft_at_every_key_as_it_would_anew() {
    let texts = [
        "---\npublished: 2026-03-16\n---\n\nThe ferry sank on 2 March 2026.\n",
        "KESTREL BAY, March 16 (Harbour Wire) - Divers came up on Sunday. It was 16 March 2026.\n",
        "# The ferry\n\nOn 16 March 2026 divers came up.\n\nThey go down again on Monday.\n",
        "# The ferry\n\nOn 16 March 1926 the first ferry sailed.\n\nThe next came on 2 May 2026.\n",
        "https://kestrel.example/2026/03/16/ferry\n\nDivers came up.\n",
        "Nothing is dated here.\n",
    ];
    let dating = copydesk_intake::Dating::default();
    for text in texts.iter().chain(&texts) {
        let prose = Prose::new(text, Format::Markdown);
        assert_eq!(dating.published(text, &prose), metadata(text, &prose).published, "{text}");
    }
}

#[test]
fn reads_the_list_that_a_note_of_zotero_has_at_its_head() {
    let meta = markdown(&format!(
        "# Orders fall\n\n## Metadata\n\n- Item Type: Newspaper article\n- Publication: [[Varnland Herald]]\n\
         - Authors: Tam Reed, Jo Finch\n- Date: 2026-02-11\n- Date Added: 2026-03-01\n- URL: https://herald.example/a\n\
         - Citekey:: reed2026\n- Key: 3FQ8\n\n## Notes\n\n{BODY}"
    ));
    assert_eq!(meta.outlet.as_deref(), Some("Varnland Herald"));
    assert_eq!(meta.authors, ["Tam Reed", "Jo Finch"]);
    assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2026-02-11"));
    assert_eq!(meta.key.as_deref(), Some("reed2026"));
    assert_eq!(meta.guessed, ["title"]);
}

#[test]
fn the_site_that_stands_behind_a_clipped_headline_is_the_outlet() {
    let clip =
        |title: &str, url: &str| markdown(&format!("---\ntitle: \"{title}\"\nsource: {url}\n---\n\n{BODY}"));
    let meta = clip("Ferry crews strike | Lindholm Post", "https://www.lindholm-post.example/strike");
    assert_eq!(
        (meta.title.as_deref(), meta.outlet.as_deref()),
        (Some("Ferry crews strike"), Some("Lindholm Post"))
    );
    assert_eq!(meta.guessed, ["outlet"]);
    // Not every bar or dash has an outlet behind it.
    let meta = clip("Ferry crews strike | What we know", "https://lindholm-post.example/strike");
    assert_eq!(meta.title.as_deref(), Some("Ferry crews strike | What we know"));
    assert_eq!(meta.outlet.as_deref(), Some("lindholm-post.example"));
}
