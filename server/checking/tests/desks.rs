//! What an analyst, a court reporter, a sports desk and a science editor got told wrongly, or not at all: one line each, named
//! after the complaint.

mod house;

use copydesk_checking::{Severity, Verdict};
use house::{judge_with, said_from};

/// "code on words" of every finding at this level or above; source and draft are of one day.
fn said(least: Severity, source: &str, draft: &str) -> Vec<String> {
    said_from(least, &judge_with(&[("2031-05-07", source)], draft), draft)
}

/// Whether every statement of the draft counts as supported.
fn supported(source: &str, draft: &str) -> bool {
    judge_with(&[("2031-05-07", source)], draft).iter().all(|judged| judged.verdict == Verdict::Supported)
}

macro_rules! says {
    ($($name:ident: $least:ident, $source:literal, $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() {
            assert_eq!(said(Severity::$least, $source, $draft), Vec::<String>::from([$($want.to_owned()),*]));
        })+
    };
}

says! {
    flags_a_quarter_that_no_year_has: Warning,
        "Merrow Outfitters had net sales of $1.24 billion in the first quarter of 2031, it said.",
        "Merrow Outfitters had net sales of $1.24 billion in Q5 2031." => ["date-mismatch on Q5 2031"];
    flags_another_quarter_of_a_firm_s_own_year: Warning,
        "Merrow Outfitters had net sales of $1.24 billion in the first quarter of fiscal 2031, it said.",
        "Merrow Outfitters had net sales of $1.24 billion in the second quarter of fiscal 2031." =>
        ["date-mismatch on second quarter of fiscal 2031"];
    dont_flag_a_firm_s_quarter_written_shorter: Information,
        "Merrow Outfitters had net sales of $1.24 billion in the first quarter of fiscal 2031, it said.",
        "Merrow Outfitters had net sales of $1.24 billion in Q1 FY31." => [];
    flags_a_range_whose_ends_are_the_wrong_way_round: Warning,
        "Merrow Outfitters said it expects capital expenditures of $90 million to $120 million this year.",
        "Merrow Outfitters expects capital expenditures of $120 million to $90 million this year." =>
        ["number-mismatch on 120 million to $90 million"];
    dont_call_who_stood_for_mayor_the_opposite_of_who_ran: Warning,
        "In 2019 Torvald Enger ran for mayor of Osterhaven and lost to Lars Hovde by 812 votes.",
        "Torvald Enger stood for mayor of Osterhaven in 2019 and lost by 812 votes to Lars Hovde." => [];
    dont_miss_an_hour_of_a_day_named_before: Information,
        "The winter timetable takes effect on 14 December. The first train to the airport will leave at 04:15.",
        "The first train to the airport will leave at 4:15 a.m." => [];
}

#[test]
fn dont_call_three_months_another_length_than_12_weeks() {
    let source = "Patients took the tablets of relvanib for 12 weeks, the hospital of Dunmere said.";
    assert!(supported(source, "Patients took the tablets of relvanib for three months."));
    assert!(!supported(source, "Patients took the tablets of relvanib for two months."));
}
