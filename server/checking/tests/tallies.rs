//! Counts that change as the news goes on: one line each, named after the complaint.

mod house;

use copydesk_checking::Severity;
use house::{judge_with, said_from};

const FEVER: [(&str, &str); 2] = [
    (
        "2031-03-09",
        "Health officials said on Sunday that 14 people had been confirmed with the fever in Westry. Two have died.",
    ),
    ("2031-03-11", "Confirmed cases in Westry: 26, up from 19 on Monday. Deaths: 3."),
];
const FIRE: [(&str, &str); 2] = [
    (
        "2031-05-02",
        "The fire on Mount Arle has burned 1,200 hectares, the forest service said. Eighty homes were evacuated.",
    ),
    (
        "2031-05-04",
        "The fire on Mount Arle had burned 3,400 hectares by Sunday, the forest service said. More than 200 homes have been evacuated.",
    ),
];
const DAM: [(&str, &str); 2] = [
    ("2031-05-02", "The petition against the dam has 6,200 signatures, the union said."),
    ("2031-05-04", "The union's petition against the dam has now been signed by 11,500 people."),
];
const HOTEL: [(&str, &str); 2] = [
    (
        "2031-05-02",
        "Rescuers have pulled nine people from the rubble of the hotel in Dunmere. Thirty guests are still missing.",
    ),
    (
        "2031-05-03",
        "Rescuers pulled two more people alive from the rubble of the hotel in Dunmere overnight. Twenty-six guests are missing.",
    ),
];

fn said(sources: &[(&str, &str)], draft: &str) -> Vec<String> {
    said_from(Severity::Information, &judge_with(sources, draft), draft)
}

macro_rules! says {
    ($($name:ident: $sources:ident, $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() {
            assert_eq!(said(&$sources, $draft), Vec::<String>::from([$($want.to_owned()),*]));
        })+
    };
}

says! {
    a_later_count_under_a_label: FEVER,
        "In Westry 14 people have been confirmed with the fever." => ["outdated on 14"];
    a_later_count_of_the_dead: FEVER,
        "Two people have died of the fever in Westry." => ["outdated on Two"];
    dont_call_outdated_what_was_true_on_its_day: FEVER,
        "On Sunday 14 people had been confirmed with the fever in Westry." => [];
    dont_call_outdated_what_was_true_at_that_point: FEVER,
        "In Westry 14 people had been confirmed with the fever at that point." => [];
    dont_call_outdated_where_the_draft_goes_on_to_the_later_count: FEVER,
        "In Westry 14 people have been confirmed with the fever. It later became 26 cases." => [];
    dont_call_the_latest_count_outdated: FEVER,
        "In Westry 26 cases have been confirmed." => [];
    a_fire_that_has_spread: FIRE,
        "The fire on Mount Arle has burned 1,200 hectares." => ["outdated on 1,200"];
    more_than_so_many_is_a_later_count: FIRE,
        "Eighty homes have been evacuated because of the fire on Mount Arle." => ["outdated on Eighty"];
    signatures_that_have_grown_are_no_contradiction: DAM,
        "The petition against the dam has been signed by 6,200 people." => ["outdated on 6,200"];
    two_more_are_no_other_count: HOTEL,
        "Rescuers have pulled nine people from the rubble of the hotel in Dunmere." => [];
    a_count_that_falls: HOTEL,
        "Thirty guests of the hotel in Dunmere are missing." => ["outdated on Thirty"];
}
