//! Hovers as a writer reads them at night: the reason first, in words, and nothing that contradicts it.

use copydesk_tests::editor::uri;
use copydesk_tests::story::{DRAFT, position};
use copydesk_tests::{Editor, Manners, Story, folder};
use serde_json::json;

const TOLD: &str = "Harbour Wire has another number: 11, not 17. (number-mismatch)";

#[test]
fn says_first_what_is_wrong_with_the_words_under_the_pointer() {
    let mut story = Story::new();
    let text = story.hover("17 containers", 1);
    assert!(text.starts_with(&format!("**Contradicted**\n\n{TOLD}")), "{text}");
    // Neither is it told that they are not flagged.
    assert!(!text.contains("“17” beside"), "{text}");
    assert!(text.contains("| number | 17 | 11 | differs |"), "{text}");
}

#[test]
fn dont_say_twice_what_the_editor_shows_above_the_hover() {
    let capabilities = vec![("experimental", json!({"copydeskFindingsInHover": true}))];
    let mut story = Story::with(DRAFT, Manners { capabilities, ..Manners::default() });
    assert!(!story.hover("17 containers", 1).contains(TOLD));
    assert!(story.hover("Divers recovered", 1).contains(TOLD), "it stands further on in the sentence");
}

#[test]
fn a_time_of_day_is_called_a_time_and_said_in_words() {
    let draft = "---\ndate: 2031-03-18\n---\n\nThe ferry Aurelia left Osterhaven at 6:24 p.m. on Friday, March 14, 2031.\n";
    let wire = "---\noutlet: Harbour Wire\ndate: 2031-03-15\n---\n\nThe ferry Aurelia left Osterhaven at 6:42 p.m. on Friday, March 14, 2031.\n";
    let folder = folder(&[("sources/wire.md", wire), ("draft.md", draft)]);
    let mut editor = Editor::start(&[folder.path()], Manners::default());
    let uri = uri(&folder.path().join("draft.md"));
    editor.open(&uri, 1, draft);
    editor.settle(&uri);
    let at = json!({"textDocument": {"uri": uri}, "position": position(draft, "6:24", 1, "utf-16")});
    let answer = editor.ask("textDocument/hover", at);
    let text = answer["contents"]["value"].as_str().unwrap_or_default();
    assert!(
        text.contains("Harbour Wire has another time: 6:42 p.m., not 6:24 p.m. (date-mismatch)"),
        "{text}"
    );
    assert!(text.contains("| time | 6:24 p.m. | 6:42 p.m. | differs |"), "{text}");
    assert!(text.contains("**Friday, 14 March 2031, 18:24**"), "{text}");
}

#[test]
fn a_sentence_without_an_end_is_too_long_and_no_opinion() {
    let title = "# The grounding of the Aurelia\n\n";
    let endless = format!("{title}On Tuesday {} sailed away.\n\n", "the crew waited and ".repeat(300));
    let draft = DRAFT.replacen(title, &endless, 1);
    let mut story = Story::with(&draft, Manners::default());
    for words in ["On Tuesday the crew", "sailed away"] {
        let text = story.hover(words, 1);
        assert!(text.starts_with("**Not checked: too long**"), "{text}");
    }
}

#[test]
fn an_entry_of_the_source_list_is_no_opinion() {
    let draft =
        DRAFT.replace("Northern Post: Minister meets families", "Inland Gazette: Minister meets nobody");
    let mut story = Story::with(&draft, Manners::default());
    let text = story.hover("Inland Gazette", 3);
    assert!(text.contains("This source is not among the files."), "{text}");
    assert!(!text.contains("Not checked"), "{text}");
}

#[test]
fn a_large_sum_can_be_read() {
    let mut story = Story::new();
    let text = story.hover("two and a half million", 1);
    assert!(text.contains("money: **2,500,000 "), "{text}");
}
