//! How old somebody is, one line each, named after the complaint.

#[macro_use]
mod house;

use house::{judge_with, said};

flags! {
    flags_another_age_whatever_else_is_told:
        "Nora Dahl, 43, of Osterhaven, was sentenced after a hearing before Judge Per Falk.",
        "Nora Dahl, 47, of Osterhaven, admitted at the time that she took the boat." => ["number-mismatch on 47"];
    flags_another_age_before_the_name:
        "The 19-year-old pupil Jens Holm was found near the quay on Sunday.",
        "Jens Holm, 17, was in tears." => ["number-mismatch on 17"];
    flags_another_age_in_an_apposition:
        "Mia Lund, a 52-year-old baker, spoke for the council.",
        "Mia Lund, 25, spoke." => ["number-mismatch on 25"];
    dont_flag_the_age_of_another_of_that_surname:
        "Nora Dahl, 43, was at the hearing. Her son Peder Dahl, 17, was not.",
        "Peder Dahl, 17, was not at the hearing, and Nora Dahl, 43, was." => [];
    dont_flag_an_age_that_another_sentence_has:
        "Nora Dahl, 43, was 12 when she came. Nora Dahl, 44 on Friday, laughed. The 44-year-old Nora Dahl left.",
        "Nora Dahl, 44, left." => [];
    dont_flag_the_age_of_another_time:
        "Nora Dahl, 43, was sentenced on Friday.",
        "Nora Dahl, 19 at the time, took the boat in 2007." => [];
    dont_flag_the_age_of_whom_somebody_of_that_age_met:
        "The 19-year-old told Jens Holm that the quay was closed.",
        "Jens Holm, 61, was told that the quay was closed." => [];
}

/// What a draft of 6 May 2031 is told of somebody who is 43 in a source of another day.
fn told_of_an_older_source(published: &str, age: u32) -> Vec<String> {
    let source = "Nora Dahl, 43, of Osterhaven, was sentenced after a hearing before Judge Per Falk.";
    let draft =
        format!("Nora Dahl, {age}, of Osterhaven, was sentenced after a hearing before Judge Per Falk.");
    let today = ("2031-05-06", "The ferry to Lindvik sails again.");
    said(&judge_with(&[today, (published, source)], &draft), &draft)
}

#[test]
fn dont_flag_who_is_older_than_in_an_old_source() {
    assert_eq!(told_of_an_older_source("2028-05-06", 46), Vec::<String>::new());
}

#[test]
fn flags_who_is_no_longer_the_same_age_on_one_day() {
    assert_eq!(told_of_an_older_source("2031-05-06", 44), ["number-mismatch on 44"]);
}
