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

says! {
    flags_a_range_with_another_end_though_it_ends_in_a_nought: Warning,
        "Merrow Outfitters said it expects adjusted earnings per share of $1.30 to $1.40 in the second quarter.",
        "Merrow Outfitters expects adjusted earnings per share of $1.30 to $1.45 in the second quarter." =>
        ["number-mismatch on 1.45"];
    dont_miss_the_difference_of_two_figures: Information,
        "Brightwater cut its price target for Solvane to $46 from $62.",
        "Brightwater lowered its price target for Solvane by $16 to $46." => [];
    dont_miss_what_a_share_was_before_it_rose_by_points: Information,
        "Gross margin of Merrow Outfitters expanded 120 basis points to 41.8%, driven by lower freight costs.",
        "Gross margin of Merrow Outfitters widened by 120 basis points from 40.6%." => [];
    flags_another_age_of_who_is_named_by_a_surname: Warning,
        "Greta Sandvik, 58, was found guilty of fraud in Osterby.",
        "Sandvik, 61, was found guilty of fraud." => ["number-mismatch on 61"];
    dont_flag_an_age_where_two_have_the_surname: Warning,
        "Greta Sandvik, 58, was found guilty. Her husband, Paul Sandvik, 61, got a suspended sentence.",
        "Sandvik, 61, got a suspended sentence." => [];
    dont_miss_the_sum_of_two_counts: Information,
        "Greta Sandvik was found guilty on 14 counts of fraud and two counts of forgery.",
        "Greta Sandvik was found guilty on 16 counts in all." => [];
    dont_miss_points_between_two_shares: Information,
        "Turnout in Varnland was 71.3 percent, compared with 66.8 percent in 2027.",
        "Turnout in Varnland was 4.5 percentage points higher than in 2027." => [];
    dont_miss_the_years_from_one_to_another: Information,
        "Torvald Enger led the bridge builders Brekke & Holm from 1981 to 2004.",
        "Torvald Enger led the bridge builders Brekke & Holm for 23 years." => [];
    dont_miss_the_minutes_between_two_trains: Information,
        "The 07:32 from Lindmoor will depart at 07:26 from December.",
        "The 7:32 from Lindmoor will depart six minutes earlier from December." => [];
    dont_flag_the_gap_between_two_who_are_behind: Warning,
        "Anze Vasko leads Ramon Diaz by one minute and four seconds, with Hugh Carlisle third, 1:49 back.",
        "Hugh Carlisle trails Ramon Diaz by 45 seconds." => [];
    flags_a_slip_that_happens_to_be_a_sum: Warning,
        "Sofia Holm said the museum shows five paintings and eight drawings by Hanne Rosdahl this year.",
        "Sofia Holm said the museum shows 13 paintings and eight drawings by Hanne Rosdahl this year." =>
        ["number-mismatch on 13"];
    dont_miss_a_minute_of_a_match_said_otherwise: Information,
        "Daniel Osei levelled for Port Ellery on 34 minutes.",
        "Daniel Osei levelled for Port Ellery in the 34th minute." => [];
    dont_miss_wins_in_a_row_counted_by_the_last_one: Information,
        "It was the fifth win in a row for Port Ellery.",
        "Port Ellery have won five in a row." => [];
    dont_miss_a_sum_whose_currency_was_named_before: Information,
        "The museum cost 184 million crowns. In 2023 its cost had been put at 92 million.",
        "In 2023 the cost of the museum had been put at 92 million crowns." => [];
    says_that_a_length_of_time_stands_nowhere: Hint,
        "The trial in Dunmere ran for 12 weeks, and patients took the tablets once in three months.",
        "The trial in Dunmere ran for 12 months." => ["unsupported-detail on 12 months"];
    flags_the_quarter_beside_the_right_one: Warning,
        "Fourth-quarter revenue of Solvane was $802 million. Group sales of Solvane in 2030 were $3.2 billion.",
        "Third-quarter revenue of Solvane was $802 million." => ["date-mismatch on Third-quarter"];
    says_that_a_stretch_with_another_end_stands_nowhere: Information,
        "She made 312 transfers from March 2019 to November 2027. She had been treasurer since 2015.",
        "She made 312 transfers from March 2015 to November 2027." => ["date-mismatch on March 2015 to November 2027"];
}
