//! Quotations against sources: what is flagged, what is put in its place, and what is left alone.

mod house;

use copydesk_checking::{Settings, quotes};
use copydesk_library::Metadata;
use copydesk_text::Format;

/// `code: words -> fix` of every finding on the draft's quotations.
fn found(draft: &str, sources: &[&str]) -> Vec<String> {
    let library = house::library(sources.iter().map(|text| (*text, Metadata::default())));
    house::with_draft(draft, Format::Text, "", |desk| {
        (0..desk.tagged.sentences.len())
            .flat_map(|index| quotes::compare(index, desk, &library, &Settings::default()))
            .map(|f| {
                let fix = f.fixes.first().map_or("-", |fix| fix.edits[0].text.as_str());
                format!("{}: {} -> {fix}", f.code, &draft[f.range])
            })
            .collect()
    })
}

const BOW: &str = "The inquiry began on Monday. \"The fog came in within minutes and nobody could see the bow,\" harbour master Tobias Renner said. He went home.";
const NOTHING: [&str; 0] = [];

#[test]
fn flags_a_word_changed_in_a_quote() {
    assert_eq!(
        found("“The fog came in within minutes and nobody could see the stern,” Tobias Renner said.", &[BOW]),
        ["quote-altered: stern -> bow"]
    );
    assert_eq!(
        found("“The fog came in within minutes and everybody could see the bow,” said Renner.", &[BOW]),
        ["quote-altered: everybody -> nobody"]
    );
}

#[test]
fn flags_a_word_left_out_or_put_in() {
    let source = "\"We will not rebuild the old pier before the winter storms come,\" Mayor Anna Holm said.";
    assert_eq!(
        found("\"We will rebuild the old pier before the winter storms come,\" Anna Holm said.", &[source]),
        ["quote-altered: We will -> We will not"]
    );
    assert_eq!(
        found(
            "\"We will not rebuild the old pier ever before the winter storms come,\" Anna Holm said.",
            &[source]
        ),
        ["quote-altered: pier ever -> pier"]
    );
}

#[test]
fn dont_flag_marks_capitals_ellipses_and_brackets() {
    for draft in [
        "“the fog came in within minutes — and nobody could see the bow”, said Renner.",
        "Renner said “the fog came in ... and nobody could see the bow”.",
        "Renner said “[the] fog came in within minutes and nobody [aboard] could see the bow”.",
        "Renner said that “nobody could see the bow”.",
        "‘The fog came in within minutes and nobody could see the bow.’",
    ] {
        assert_eq!(found(draft, &[BOW]), NOTHING, "{draft}");
    }
}

#[test]
fn dont_flag_a_percent_sign_or_a_quote_that_begins_within_a_contraction() {
    let source =
        "\"I will go on for a 19.7 pct share as long as I have the motivation to do so,\" Anna Holm said.";
    for draft in [
        "Anna Holm ‘will go on for a 19.7% share as long as I have the motivation’.",
        "Anna Holm ‘will go on for a 19.7 pct share as long as I have motivation’.",
    ] {
        assert_eq!(found(draft, &[source]), NOTHING, "{draft}");
    }
}

#[test]
fn dont_flag_another_spelling() {
    let source =
        "\"We don't have the labour or the 5 percent that our centre in the U.S. needs,\" Anna Holm said.";
    assert_eq!(
        found(
            "\"We do not have the labor or the five per cent that our center in the United States needs,\" Anna Holm said.",
            &[source]
        ),
        NOTHING
    );
}

#[test]
fn dont_flag_one_of_two_translations() {
    let a =
        "\"It was a great deal of luck that saved the passengers of this ferry,\" Minister Ivo Malin said.";
    let b = "\"It was a lot of luck that saved the passengers of this ferry,\" Minister Ivo Malin said.";
    assert_eq!(
        found("\"It was a lot of luck that saved the passengers of this ferry,\" Malin said.", &[a, b]),
        NOTHING
    );
    assert_eq!(
        found(
            "\"It was a great deal of luck that saved the passengers of this ferry,\" Malin said.",
            &[a, b]
        ),
        NOTHING
    );
}

#[test]
fn flags_another_speaker() {
    assert_eq!(
        found("“Nobody could see the bow,” Captain Jonas Wexley said.", &[BOW]),
        ["misattributed: Captain Jonas Wexley -> Tobias Renner"]
    );
}

#[test]
fn dont_flag_a_speaker_who_may_be_the_same() {
    for draft in [
        "“Nobody could see the bow,” the harbour master said.",
        "“Nobody could see the bow,” Renner said.",
        "“Nobody could see the bow,” T. Renner said.",
        "“Nobody could see the bow,” the Harbour Office said.",
        "“Nobody could see the bow,” he said.",
        "Jonas Wexley agreed that nobody could see the bow.",
    ] {
        assert_eq!(found(draft, &[BOW]), NOTHING, "{draft}");
    }
    let both = "\"Nobody could see the bow,\" Captain Jonas Wexley said.";
    assert_eq!(found("“Nobody could see the bow,” Captain Jonas Wexley said.", &[BOW, both]), NOTHING);
    let nobody = "Nobody could see the bow, as the log shows.";
    assert_eq!(found("“Nobody could see the bow,” Captain Jonas Wexley said.", &[BOW, nobody]), NOTHING);
}

#[test]
fn flags_words_that_no_source_has() {
    assert_eq!(
        found("“We will build a radar mast on this cliff before the winter,” Anna Holm said.", &[BOW]),
        ["quote-not-found: We will build a radar mast on this cliff before the winter, -> -"]
    );
}

#[test]
fn dont_look_for_what_is_no_speech() {
    for draft in [
        "The ferry was a “floating coffin”, Anna Holm said.",
        "The film “A Long Day in the Harbour” won a prize.",
        "Anna Holm called “A Long Day In The Harbour Of Kestrel Bay” her best book.",
        "The “great and unsinkable ship of the bay” sank.",
    ] {
        assert_eq!(found(draft, &[BOW]), NOTHING, "{draft}");
    }
    assert_eq!(found("“We will build a radar mast on this cliff,” Anna Holm said.", &[]), NOTHING);
}

#[test]
fn finds_a_quote_that_runs_over_sentences_and_speakers_words() {
    let source = "\"The pier is old,\" Anna Holm said. \"We knew it for years. Nobody gave us the money.\"";
    assert_eq!(found("Holm said: \"We knew it for years. Nobody gave us the money.\"", &[source]), NOTHING);
    assert_eq!(found("\"The pier is old. We knew it for years,\" Holm said.", &[source]), NOTHING);
}

#[test]
fn flags_a_word_changed_in_a_short_quote_of_one_speaker() {
    let source = "\"The driver had passed a red signal,\" said Runa Sand, head of the tram board.";
    assert_eq!(
        found("\"The driver had passed a green signal,\" said Runa Sand.", &[source]),
        ["quote-altered: green -> red"]
    );
}

#[test]
fn a_changed_end_of_a_quote_is_mended_whole() {
    let source = "\"The brakes were in order,\" said Aksel Dorn, the chief mechanic.";
    assert_eq!(
        found("\"The brakes were fine,\" said Aksel Dorn.", &[source]),
        ["quote-altered: fine -> in order"]
    );
}

#[test]
fn dont_flag_a_short_quote_where_the_source_goes_on() {
    let source =
        "\"The brakes were in order when we left the yard at noon,\" said Aksel Dorn, the chief mechanic.";
    assert_eq!(found("\"The brakes were fine,\" said Aksel Dorn.", &[source]), NOTHING);
}

const SLEEP: &str = "The mayor, Lena Todd, came to the quay. \"We had begun to sleep in our beds again,\" Todd said. \"One night is what we were given.\"";

#[test]
fn a_quote_told_in_the_writers_own_words_is_quoted_anew() {
    let again = "We had begun to sleep in our beds again";
    for draft in ["We had started sleeping in our beds once more", "We had begun to sleep at home again"] {
        assert_eq!(
            found(&format!("“{draft},” Todd said."), &[SLEEP]),
            [format!("quote-not-found: {draft} -> {again}")]
        );
    }
}

#[test]
fn dont_quote_anew_what_another_said_or_what_another_source_has() {
    assert_eq!(found("“We had started sleeping in our beds once more,” Arne Falk said.", &[SLEEP]), NOTHING);
    let other = "“We had started sleeping in our beds once more,” Lena Todd, the mayor, told us.";
    assert_eq!(
        found("“We had started sleeping in our beds once more,” Todd said.", &[SLEEP, other]),
        NOTHING
    );
    assert_eq!(
        found(
            "“It is sad for everybody who loved it,” Todd said.",
            &["“It's sad for everyone who loved it,” Lena Todd said."]
        ),
        NOTHING
    );
}

#[test]
fn flags_a_word_changed_in_a_quote_whose_speaker_is_told_by_a_pronoun() {
    let source = "The mayor, Lena Todd, came. \"A pier nobody can reach is not a pier,\" she said.";
    assert_eq!(
        found(
            "Lena Todd, the mayor, was angry. “A pier nobody can reach is a scandal,” she said.",
            &[source]
        ),
        ["quote-altered: is a scandal -> is not a pier"]
    );
}

#[test]
fn flags_another_speaker_where_the_paragraph_names_one_alone() {
    let source = "Lotta Brevik chairs the village council.\n\nGreta Sommer has planted potatoes, as every year. She knows that she may not dig them up. \"They can flood them,\" she says.";
    assert_eq!(
        found("“They can flood them,” says Lotta Brevik, who chairs the council.", &[source]),
        ["misattributed: Lotta Brevik -> Greta Sommer"]
    );
}
