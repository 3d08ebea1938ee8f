//! The timeline over small invented stories.

use copydesk_library::{Article, Library, Metadata};
use copydesk_story::timeline::{Entry, calendar, day, markdown};
use copydesk_story::{Story, Timeline, timeline};
use copydesk_text::Format;
use jiff::civil::{Date, date};
use std::sync::Arc;

fn article(id: &str, outlet: &str, published: Option<Date>, text: &str) -> Arc<Article> {
    let meta = Metadata { outlet: Some(outlet.to_owned()), published, ..Metadata::default() };
    Arc::new(Article::from_text(id, text, Format::Markdown, meta))
}

fn story(articles: &[Arc<Article>]) -> Story {
    let mut library = Library::default();
    library.extend(articles.iter().cloned());
    Story::new(&library)
}

fn read(articles: &[Arc<Article>], draft: Option<&str>) -> (Story, Timeline) {
    let mut story = story(articles);
    let draft = draft.map(|text| article("draft.md", "-", None, text));
    let timeline = timeline(&mut story, draft.as_ref());
    (story, timeline)
}

fn lines(timeline: &Timeline) -> Vec<String> {
    let line = |entry: &Entry| {
        let mut ids: Vec<&str> = entry.citations.iter().map(|c| &*c.source).collect();
        ids.sort_unstable();
        format!("{}: {} {}", day(&entry.when), entry.text, ids.join(" "))
    };
    timeline.entries.iter().map(line).collect()
}

const SUNDAY: Option<Date> = Some(date(2031, 3, 16));

#[test]
fn one_entry_an_event_across_sources_in_the_order_of_the_days() {
    let (_, timeline) = read(
        &[
            article(
                "a",
                "Harbour Wire",
                SUNDAY,
                "Divers recovered 11 containers from the Brannock on Sunday. The Brannock left the port of Osterhaven on March 12.",
            ),
            article(
                "b",
                "Northern Post",
                SUNDAY,
                "On March 12, the freighter Brannock left the port of Osterhaven. Judge Marta Lindahl will hold the first hearing on April 2.",
            ),
        ],
        None,
    );
    assert_eq!(
        lines(&timeline),
        [
            "Mar 12, 2031: The Brannock left the port of Osterhaven on March 12. a b",
            "Mar 16, 2031: Divers recovered 11 containers from the Brannock on Sunday. a",
            "Apr 2, 2031: Judge Marta Lindahl will hold the first hearing on April 2. b",
        ]
    );
    assert_eq!(timeline.entries[0].origins, 2);
    assert!(timeline.entries[2].ahead && !timeline.entries[0].ahead);
}

#[test]
fn a_reprint_is_cited_and_is_no_second_origin() {
    let text = "The council of Tallow Cross voted on Saturday to close the old fish market for good.";
    let mut copy =
        Metadata { credits: vec!["Harbour Wire".into()], published: SUNDAY, ..Metadata::default() };
    copy.outlet = Some("Kestrel Courier".into());
    let copy = Arc::new(Article::from_text("b", text, Format::Markdown, copy));
    let (_, timeline) = read(&[article("a", "Harbour Wire", SUNDAY, text), copy], None);
    assert_eq!(timeline.entries.len(), 1);
    assert_eq!((timeline.entries[0].citations.len(), timeline.entries[0].origins), (2, 1));
}

#[test]
fn dont_merge_two_events_of_one_day() {
    let (_, timeline) = read(
        &[
            article(
                "a",
                "Harbour Wire",
                SUNDAY,
                "Minister Serhii Malynsky met the families in Kestrel Bay on Saturday morning.",
            ),
            article(
                "b",
                "Northern Post",
                SUNDAY,
                "Four tugs towed the ferry to the dry dock at Pell Island on Saturday.",
            ),
        ],
        None,
    );
    assert_eq!(timeline.entries.len(), 2);
}

#[test]
fn says_what_the_draft_leaves_out_and_what_no_source_has() {
    let (story, timeline) = read(
        &[article(
            "a",
            "Harbour Wire",
            SUNDAY,
            "Divers recovered 11 containers from the Brannock on Sunday. The Brannock left the port of Osterhaven on March 12.",
        )],
        Some(
            "Divers recovered 11 containers on Sunday, March 16, 2031.\n\nOn March 14, 2031, Bishop Anselm Torv blessed 37 lifeboats in Marrowgate.",
        ),
    );
    let left: Vec<&str> =
        timeline.entries.iter().filter(|e| e.in_draft == Some(false)).map(|e| e.text.as_str()).collect();
    assert_eq!(left, ["The Brannock left the port of Osterhaven on March 12."]);
    assert_eq!(timeline.beyond.len(), 1);
    assert_eq!(timeline.beyond[0].text, "Bishop Anselm Torv blessed 37 lifeboats in Marrowgate.");
    assert!(timeline.beyond[0].unheard.contains(&"37".to_owned()));
    let written = markdown(&story, &timeline);
    assert!(written.contains("## Left out of the draft\n\n- **Mar 12, 2031**"), "{written}");
    assert!(written.contains("1. Harbour Wire, 16 March 2031"), "{written}");
}

#[test]
fn what_somebody_is_quoted_with_is_left_out_where_the_draft_quotes_none_of_it() {
    let wire = article(
        "wire.txt",
        "Harbour Wire",
        Some(date(2031, 3, 16)),
        "Minister Serhiy Malynsky said there had been “great progress” in Sunday's talks with the owners of the ferry.",
    );
    let draft =
        "On March 16, 2031, Minister Serhiy Malynsky held talks with the owners of the ferry in Osterhaven.";
    let (_, timeline) = read(&[wire], Some(draft));
    let told: Vec<Option<bool>> = timeline.entries.iter().map(|entry| entry.in_draft).collect();
    assert_eq!(told, [Some(false)], "{:#?}", timeline.entries);
}

#[test]
fn the_calendar_folds_long_lines_and_escapes() {
    let (story, timeline) = read(
        &[article(
            "a",
            "Harbour Wire",
            SUNDAY,
            "On Saturday, the mayor opened the new quay; the fleet, the choir and über hundert Gäste came to the harbour of Kestrel Bay to see it.",
        )],
        None,
    );
    let calendar = calendar(&story, &timeline);
    assert!(calendar.lines().all(|line| line.len() <= 75), "{calendar}");
    let whole = calendar.replace("\r\n ", "");
    assert!(whole.contains("DTSTART;VALUE=DATE:20310315\r\nDTEND;VALUE=DATE:20310316\r\n"), "{whole}");
    assert!(whole.contains("the new quay\\; the fleet\\, the choir"), "{whole}");
}

#[test]
fn no_source_and_no_date_give_an_empty_timeline() {
    let (story, timeline) = read(&[], Some(""));
    assert_eq!(timeline, Timeline::default());
    assert!(markdown(&story, &timeline).contains("No source dates"));
    let (_, timeline) = read(&[article("a", "Harbour Wire", None, "The harbour is deep and cold.")], None);
    assert!(timeline.entries.is_empty());
}

#[test]
fn an_hour_is_of_the_day_just_told() {
    let text = "Thieves broke into the museum of Osterhaven on March 12. At about 3:20 a.m. a guard called the police in Osterhaven.";
    let (_, timeline) = read(&[article("a", "Harbour Wire", SUNDAY, text)], None);
    assert_eq!(
        lines(&timeline),
        ["Mar 12, 2031: Thieves broke into the museum of Osterhaven on March 12. a a"]
    );
}

#[test]
fn dont_look_for_the_day_of_an_hour_through_all_the_hours_before_it() {
    let hour =
        |n: u32| format!("At {}:{:02} a.m. a guard called the police in Osterhaven. ", n % 12 + 1, n % 60);
    let hours: String = (0..200).map(hour).collect();
    let text = format!("Thieves broke into the museum of Osterhaven on March 12. {hours}");
    let (_, timeline) = read(&[article("a", "Harbour Wire", SUNDAY, &text)], None);
    assert!(lines(&timeline)[0].starts_with("Mar 12, 2031: At"), "{:?}", lines(&timeline)[0]);
}
