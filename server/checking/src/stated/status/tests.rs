//! How a word of a sentence stands, one line each.

use super::*;
use crate::analysis::Analysis;
use copydesk_tagging::{Language, Tagger};
use copydesk_text::{Format, Prose};
use std::sync::Arc;

fn status(text: &str, word: &str) -> Status {
    let tagger = Tagger::new(Language::default());
    let prose = Prose::new(text, Format::Text);
    let tagged = tagger.document(&prose, None, &mut |t| Arc::new(tagger.sentence(t)));
    let analysis = Analysis::new(&tagged, 0);
    let side = Side { tagged: &tagged, sentence: &tagged.sentences[0], analysis: &analysis };
    let item = analysis.items.iter().rfind(|item| item.lower == word).expect("the word is an item");
    Reader::new(side).told(item).status
}

macro_rules! stands {
    ($($name:ident: $text:literal, $word:literal => $status:ident;)+) => {
        $(#[test] fn $name() { assert_eq!(status($text, $word), Status::$status); })+
    };
}

stands! {
    what_was_done: "The council closed the baths in March.", "closed" => Done;
    what_has_been_done: "The baths have since been closed.", "closed" => Done;
    what_was_managed: "Divers managed to close the hatch.", "close" => Done;
    what_was_hoped_to_be_managed: "Divers hoped to manage to close the hatch.", "close" => Ahead;
    what_somebody_said_was_done: "Holm said that the council closed the baths.", "closed" => Done;
    what_was_done_as_well_as_asked: "The union asked for a meeting and closed the gate.", "closed" => Done;
    what_was_done_after_something_failed: "The pump failed and the crew closed the hatch.", "closed" => Done;
    what_was_not_failed: "The crew did not fail to close the hatch.", "close" => Done;
    what_was_not_done: "The council has not closed the baths.", "closed" => Undone;
    what_nobody_did: "Nobody of rank has yet joined them.", "joined" => Undone;
    what_none_did: "No bank has closed a branch.", "closed" => Undone;
    what_was_refused: "The council refused to close the baths.", "close" => Undone;
    what_was_stopped_short_of: "The council stopped short of closing the baths.", "closing" => Undone;
    what_was_done_without: "They left without closing the baths.", "closing" => Undone;
    what_somebody_was_kept_from: "The police kept the crowd from closing the road.", "closing" => Undone;
    what_nobody_has_an_intention_of: "The mayor had no intention of closing the baths.", "closing" => Undone;
    what_was_no_problem: "The mayor had no problem closing the baths.", "closing" => Done;
    what_is_yet_to_be_done: "The council has yet to close the baths.", "close" => Undone;
    what_is_to_be_done: "The baths are to be closed in March.", "closed" => Ahead;
    what_is_planned: "The council plans to close the baths.", "close" => Ahead;
    what_is_planned_beside_something: "The council plans to sell one pool and close the other.", "close" => Ahead;
    what_will_be: "The baths will probably be closed.", "closed" => Ahead;
    what_is_planned_by_name: "The plan for the closure of the baths is old.", "closure" => Ahead;
    what_is_asked: "Residents asked the council to close the baths.", "close" => Asked;
    what_is_recommended: "The report recommends that the baths be closed.", "closed" => Asked;
    what_is_recommended_by_name: "The report recommends closure.", "closure" => Asked;
    what_is_considered: "The council is considering closing the baths.", "closing" => Asked;
    what_is_applied_for: "They applied to have the baths closed.", "closed" => Asked;
    what_is_wanted: "They want the baths closed.", "closed" => Asked;
    what_may_be: "The council could close the baths.", "close" => Possible;
    what_would_be_if: "Prices rise if the council closed the baths.", "closed" => Possible;
    what_is_asked_whether: "It is not known whether the council closed the baths.", "closed" => Possible;
    what_has_not_been_confirmed: "The mayor has not confirmed that the council closed the baths.", "closed" => Possible;
    what_was_tried: "Divers tried to close the hatch.", "close" => Possible;
    what_is_alleged: "Residents allege that the council closed the baths.", "closed" => Held;
    what_is_allegedly_so: "The council allegedly closed the baths.", "closed" => Held;
    what_is_said_of_the_accused: "He was accused of closing the baths.", "closing" => Held;
    what_is_suspected: "Police suspect the mayor closed the baths.", "closed" => Held;
}
