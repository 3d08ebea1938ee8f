//! Quotations: where they start and end, and whose words they are. `“words” < who` is what is read.

use copydesk_tagging::reporting::{Strength, attributions};
use copydesk_tagging::{Tagged, Tagger, Value};
use copydesk_text::{Format, Prose};
use std::sync::Arc;

fn tagged(text: &str) -> Tagged {
    let tagger = Tagger::english();
    tagger.document(&Prose::new(text, Format::Text), None, &mut |t| Arc::new(tagger.sentence(t)))
}

/// The quotations of a text: the words between the marks, then the words of the sentence that name the speaker.
fn quotes(text: &str) -> Vec<String> {
    let tagged = tagged(text);
    let mut out = Vec::new();
    for sentence in &tagged.sentences {
        let text = &sentence.sentence.text;
        for mention in &sentence.mentions {
            if let Value::Quote(quote) = &mention.value {
                let who = quote.speaker_range.clone().map_or("-", |range| &text[range]);
                let (before, on) =
                    (if quote.opened_before { ".." } else { "" }, if quote.goes_on { ".." } else { "" });
                out.push(format!("{before}{}{on} < {who}", &text[quote.inner.clone()]));
            }
        }
    }
    out
}

fn said(text: &str) -> Vec<String> {
    let tagged = tagged(text);
    (0..tagged.sentences.len())
        .flat_map(|index| {
            let text = tagged.sentences[index].sentence.text.clone();
            attributions(&tagged, index).into_iter().map(move |a| {
                let who = a.speaker_range.map_or("-", |range| &text[range]);
                let not = if a.negated { "not " } else { "" };
                format!("{who} {not}{:?}: {}", a.strength, &text[a.content])
            })
        })
        .collect()
}

#[test]
fn reads_every_kind_of_mark() {
    assert_eq!(quotes("\"We sail,\" Anna Holm said."), ["We sail, < Anna Holm"]);
    assert_eq!(quotes("“We sail,” Anna Holm said."), ["We sail, < Anna Holm"]);
    assert_eq!(quotes("``We sail,'' Anna Holm said."), ["We sail, < Anna Holm"]);
    assert_eq!(quotes("'We sail,' Anna Holm said."), ["We sail, < Anna Holm"]);
    assert_eq!(quotes("‘We sail,’ Anna Holm said."), ["We sail, < Anna Holm"]);
    assert_eq!(quotes("« We sail », Anna Holm said."), [" We sail  < Anna Holm"]);
    assert_eq!(quotes("„We sail“, Anna Holm said."), ["We sail < Anna Holm"]);
}

#[test]
fn reads_the_speaker_before_after_and_in_the_middle() {
    assert_eq!(quotes("Holm said: \"We sail on Monday.\""), ["We sail on Monday. < Holm"]);
    assert_eq!(quotes("\"We sail on Monday,\" said Holm."), ["We sail on Monday, < Holm"]);
    assert_eq!(
        quotes("\"We sail,\" said Mayor Anna Holm, \"and we stay.\""),
        ["We sail, < Mayor Anna Holm", "and we stay. < Mayor Anna Holm"]
    );
    assert_eq!(quotes("\"Will it sail?\" the mayor asked reporters."), ["Will it sail? < the mayor"]);
    assert_eq!(
        quotes("The harbour's manager told a news conference the pier was “beyond repair” and “a danger”."),
        ["beyond repair < The harbour's manager", "a danger < The harbour's manager"]
    );
    assert_eq!(quotes("The ferry was “seaworthy”, according to the mayor."), ["seaworthy < the mayor"]);
}

#[test]
fn reads_the_speaker_through_what_stands_between() {
    assert_eq!(quotes("\"We sail,\" Anna Holm was quoted as saying."), ["We sail, < Anna Holm"]);
    assert_eq!(quotes("Anna Holm, head of the port authority said: \"We sail.\""), ["We sail. < Anna Holm"]);
    assert_eq!(
        quotes("\"We sail,\" said the town's mayor, Anna Holm."),
        ["We sail, < the town's mayor, Anna Holm"]
    );
    assert_eq!(quotes("Holm said the new demands on crews are \"a scandal\"."), ["a scandal < Holm"]);
    assert_eq!(
        quotes("Anna Holm did not name the ship but said it was \"a wreck\"."),
        ["a wreck < Anna Holm"]
    );
    assert_eq!(quotes("Crews may land \"at once\", say the owners."), ["at once < the owners"]);
    assert_eq!(quotes("Holm said that some port reports \"may be wrong\"."), ["may be wrong < Holm"]);
}

#[test]
fn dont_guess_whom_a_pronoun_means_past_a_speaker_without_a_name() {
    let speaker = |text: &str| -> Option<String> {
        let tagged = tagged(text);
        let mut id = tagged.sentences.iter().flat_map(|s| &s.mentions).filter_map(|m| match &m.value {
            Value::Quote(quote) => quote.speaker,
            _ => None,
        });
        id.next_back().map(|id| tagged.actors[id].name.clone())
    };
    let chain = "Anna Holm said the pier was old. She said it leaks. \"We mend it,\" she said.";
    assert_eq!(speaker(chain).as_deref(), Some("Anna Holm"));
    let between = "Anna Holm said the pier was old. The captain said it leaks. \"We mend it,\" she said.";
    assert_eq!(speaker(between), None);
}

#[test]
fn dont_take_apostrophes_for_quotes() {
    assert_eq!(
        quotes("The crews' pay and the owners' debts don't matter in the '90s, rock 'n' roll or not."),
        [""; 0]
    );
    assert_eq!(quotes("They told 'em O’Hara’s the captains’ friend."), [""; 0]);
    assert_eq!(quotes("A 5\" pipe and a 6'2\" sailor."), [""; 0]);
    assert_eq!(quotes("Holm called it 'the owners' fault', no more."), ["the owners' fault < Holm"]);
}

#[test]
fn keeps_an_inner_quote_inside() {
    assert_eq!(quotes("\"He said 'never' and left,\" Holm said."), ["He said 'never' and left, < Holm"]);
    assert_eq!(quotes("‘He said “never” and left,’ Holm said."), ["He said “never” and left, < Holm"]);
}

#[test]
fn joins_the_paragraphs_of_one_quote() {
    let text = "\"The pier is old,\" Holm said. \"We knew it.\n\n\"We mend it in May.\"\n\nThe town agreed.";
    assert_eq!(quotes(text), ["The pier is old, < Holm", "We knew it... < -", "..We mend it in May. < -"]);
}

#[test]
fn dont_lose_the_rest_to_a_mark_that_is_never_closed() {
    let text = "The \"pier is closed.\n\nHolm called it \"a pity\" on Monday.";
    assert_eq!(quotes(text), ["a pity < Holm"]);
}

#[test]
fn names_nobody_for_words_nobody_says() {
    assert_eq!(quotes("The \"Gull\" sank off the cape."), ["Gull < -"]);
}

#[test]
fn reads_who_says_a_clause() {
    assert_eq!(
        said("The ministry denied that the ferry was overloaded."),
        ["The ministry Denied: the ferry was overloaded"]
    );
    assert_eq!(
        said("The ferry was full, the ministry said on Sunday."),
        ["the ministry Said: The ferry was full"]
    );
    assert_eq!(
        said("According to the coast guard, 40 people swam ashore."),
        ["the coast guard Said: 40 people swam ashore"]
    );
    assert_eq!(
        said("40 people swam ashore, according to the coast guard."),
        ["the coast guard Said: 40 people swam ashore"]
    );
    assert_eq!(
        said("As Ida Berg reports for Varn Post, the ferry was full."),
        ["Ida Berg Said: the ferry was full"]
    );
    assert_eq!(
        said("She told the council the pier would close, adding that it was unsafe."),
        ["She Said: the pier would close", "She Said: it was unsafe"]
    );
    assert_eq!(said("Holm did not say that the pier was safe."), ["Holm not Said: the pier was safe"]);
    assert_eq!(said("The firm added three ships and reported losses."), [""; 0]);
    assert_eq!(said("The ferry is said to be lost and was reported missing."), [""; 0]);
}

#[test]
fn tells_how_a_speaker_stands_to_it() {
    let tagged = tagged("Holm warned that the pier was unsafe.");
    assert_eq!(attributions(&tagged, 0)[0].strength, Strength::Warned);
    assert_eq!(attributions(&tagged, 7), []);
}

#[test]
fn dont_fall_over_text_that_nobody_wrote() {
    for piece in ["\"a\" ", "he said \"a\", ", "said ", "'a ", "“", "\"a ", "He said \"b. ", "x, y said "] {
        let text = piece.repeat(20_000);
        assert!(
            tagged(&text)
                .sentences
                .iter()
                .all(|sentence| text.get(sentence.sentence.source.clone()).is_some())
        );
    }
}
