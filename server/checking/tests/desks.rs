//! What an analyst, a court reporter, a sports desk and a science editor got told wrongly, or not at all: one line each, named
//! after the complaint.

#[macro_use]
mod house;

use copydesk_checking::{Settings, Severity, Verdict};
use copydesk_library::Metadata;
use house::{judge, judge_with, library, of_one_day, said_from, told};

/// Whether every statement of the draft counts as supported.
fn supported(source: &str, draft: &str) -> bool {
    of_one_day(&[source], draft).iter().all(|judged| judged.verdict == Verdict::Supported)
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

/// What is said of a draft held against two sources of two days, with every fix: "code on words: title".
fn fixes(sources: &[(&str, &str)], draft: &str) -> Vec<String> {
    let judged = judge_with(sources, draft);
    let findings = judged.iter().flat_map(|judgement| &judgement.findings);
    findings
        .map(|finding| {
            let titles: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
            format!("{} on {}: {}", finding.code, &draft[finding.range.clone()], titles.join("; "))
        })
        .collect()
}

#[test]
fn dont_mend_two_figures_of_which_each_is_right_in_another_quarter() {
    let sources = [
        ("2031-10-28", "Solvane repurchased 0.8 million shares for $21 million in the quarter."),
        ("2031-07-29", "Solvane repurchased 1.1 million shares for $27 million in the quarter."),
    ];
    assert_eq!(
        fixes(&sources, "Solvane repurchased 1.1 million shares for $21 million in the quarter."),
        ["number-mismatch on 1.1 million: Replace 1.1 million by 0.8 million, as Outlet 0 has it"]
    );
}

#[test]
fn dont_say_that_none_speaks_of_it_where_its_figures_stand_in_two_sentences() {
    let source = "Revenue of Solvane rose 11% to $429.3 million from $386.8 million a year earlier. Without charges it earned $0.63 a share, the firm said. Its estimate had been four cents lower.";
    let draft = "Sales were up 11% to $429.3 million, well above what anybody in Dunmere had thought, and earnings came in at 63 cents a share, better than at any time before the war.";
    assert!(!told(Severity::Hint, &[source], draft).iter().any(|told| told.starts_with("unsupported on")));
}

#[test]
fn dont_call_missing_what_another_source_says_of_the_one_named() {
    let sources = [
        (
            "2031-05-07",
            "Club doctor Marek Plasil said that Jonas Wexley would be out for three to four weeks.",
        ),
        (
            "2031-05-07",
            "Emil Hruska praised his side. He said Wexley had a knee injury and would miss the match at Carlow.",
        ),
    ];
    let draft = "Jonas Wexley has a knee injury and will be out for three to four weeks, according to club doctor Marek Plasil.";
    let judged = judge_with(&sources, draft);
    assert_eq!(said_from(Severity::Hint, &judged, draft), Vec::<String>::new());
}

says! {
    dont_ask_for_a_denial_in_the_very_words: Hint,
        "Leo Fassbind, who came to Halden from a museum in Dunmere four years ago, has said he will not resign.",
        "Leo Fassbind, who came to Halden from a museum in Dunmere four years ago, has said he will not step down." => [];
    dont_underline_the_end_of_one_clause_with_the_next: Hint,
        "The night guard, who is 61, was in the building in Halden but heard nothing until the alarm went off.",
        "The night guard, who is 61, was in the building in Halden until the alarm sounded, and he was unharmed." => [];
    dont_ask_for_the_first_of_what_is_told_of: Hint,
        "Two men, aged 29 and 34, were arrested on 14 April at a garage in the port of Sallow, police said.",
        "The first arrests came on 14 April, when two men aged 29 and 34 were held at a garage in the port of Sallow." => [];
    dont_ask_for_the_half_of_those_just_counted: Hint,
        "We assigned 1,248 adults in Dunmere to relvanib (626 patients) or placebo (622 patients).",
        "Half of them, 626 patients, were assigned to relvanib, and 622 patients to placebo." => [];
    flags_who_voted_against_for_one_in_favour: Warning,
        "Councillor Brigid Shaw voted against the plan to spend 350,000 euros on new alarms for the museum.",
        "Councillor Brigid Shaw voted in favour of the plan to spend 350,000 euros on new alarms for the museum." =>
        ["polarity-mismatch on voted in favour"];
    flags_refused_for_approved: Warning,
        "The committee refused the plan for a takeaway at 12 Priory Lane on Tuesday.",
        "The committee approved the plan for a takeaway at 12 Priory Lane on Tuesday." =>
        ["polarity-mismatch on approved"];
}

#[test]
fn says_which_of_two_reports_of_one_outlet_has_it() {
    let report = |day: &str| Metadata {
        published: day.parse().ok(),
        outlet: Some("Tarn Gazette".to_owned()),
        ..Metadata::default()
    };
    let source = "The van was found in a quarry near Lowick, 14 kilometres north of Tarn.";
    let library =
        library([(source, report("2031-10-08")), ("The museum in Tarn is shut.", report("2031-10-05"))]);
    let draft = "The van was found in a quarry near Lowick, 40 kilometres north of Tarn.";
    let judged = judge(&library, &Settings::default(), "2031-10-31", draft);
    let finding = &judged[0].findings[0];
    assert_eq!(
        finding.message,
        "Tarn Gazette (8 October 2031) has another number: 14 kilometres, not 40 kilometres."
    );
    assert_eq!(finding.fixes[0].edits[0].text, "14");
}

#[test]
fn writes_a_small_count_as_the_draft_writes_its_own() {
    let source = [("2031-05-07", "We assigned 1,248 adults at 41 centres in nine countries to relvanib.")];
    let title = |draft: &str| fixes(&source, draft).join(" | ");
    let figures = "Doctors assigned 1,248 adults at 41 centres in 14 countries to relvanib.";
    assert!(title(figures).contains("Replace 14 by 9,"), "{}", title(figures));
    let words = format!("{figures} It took seven nurses.");
    assert!(title(&words).contains("Replace 14 by nine,"), "{}", title(&words));
}

#[test]
fn dont_write_the_no_benefit() {
    let source = [("2031-05-07", "Among 211 patients over 70, no benefit was seen (hazard ratio 0.97).")];
    let told = fixes(&source, "Among 211 patients over 70, the benefit was seen (hazard ratio 0.97).");
    assert!(!told.iter().any(|fix| fix.contains("no benefit")), "{told:?}");
}

#[test]
fn dont_say_that_a_source_has_49_where_it_has_at_least_38() {
    let sources = [(
        "2031-05-07",
        "Thieves made off with at least 38 gold coins from the museum in Tarn, police said.",
    )];
    let judged = judge_with(&sources, "Thieves made off with 49 gold coins from the museum in Tarn.");
    let field = judged[0].evidence[0].fields.iter().find(|field| field.draft.starts_with("49")).unwrap();
    assert_eq!(field.agrees, None);
}

#[test]
fn dont_call_three_minutes_a_date() {
    let sources =
        [("2031-05-07", "Older passengers in Dunmere waited on average 3 minutes longer than others.")];
    let judged = judge_with(&sources, "Older passengers in Dunmere wait three minutes longer than others.");
    let names: Vec<&str> = judged[0].evidence[0].fields.iter().map(|field| field.name).collect();
    assert!(names.contains(&"length of time") && !names.contains(&"date"), "{names:?}");
}
