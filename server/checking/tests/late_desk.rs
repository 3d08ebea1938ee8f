//! What a reporter with a draft of six hundred words and an hour to go got told wrongly, or not at all: one line each, named
//! after the complaint.

#[macro_use]
mod house;

use copydesk_checking::{Severity, Verdict};
use house::{of_one_day, said_from};

/// The messages of all findings.
fn messages(sources: &[&str], draft: &str) -> Vec<String> {
    of_one_day(sources, draft)
        .iter()
        .flat_map(|judged| &judged.findings)
        .map(|finding| finding.message.clone())
        .collect()
}

says! {
    dont_look_for_a_one_that_is_an_article: Hint,
        ["The jury never saw Olin Marsh, the former head of Alder Tugs, who refused to come to Dunmere."],
        "One man whom the jury never saw was Olin Marsh, the former head of Alder Tugs, who refused to come to Dunmere." => [];
    dont_look_for_a_one_that_stands_for_a_noun: Hint,
        ["The red warning for Varnland was lifted at noon on Monday. An orange warning for Dunmere ran until midnight."],
        "The red warning for Varnland was lifted at noon on Monday; for Dunmere an orange one ran until midnight." => [];
    dont_miss_one_in_eight_where_the_source_has_an_eighth: Hint,
        ["The town of Dunmere gets 2.7 million euros a year in tax from the mill, about an eighth of its revenue."],
        "The mill brings the town of Dunmere 2.7 million euros a year in tax, about one euro in eight of its revenue." => [];
    dont_miss_a_bound_told_by_shorter_than: Hint,
        ["Flights of less than 500 kilometres will be charged a levy of 15 crowns from 2033, the ministry said."],
        "Flights shorter than 500 kilometres will be charged a levy of 15 crowns from 2033, the ministry said." => [];
    dont_miss_days_from_one_date_to_another: Hint,
        ["Thieves stole 40 coins from the museum in Dunmere on 3 May. The council of Dunmere met in special session on 7 May."],
        "The council of Dunmere met in special session four days after the theft." => [];
    dont_miss_a_stretch_told_in_years_and_a_half: Hint,
        ["Gareth Holm took 640,000 crowns between March 2021 and November 2025, the prosecutor in Dunmere said."],
        "Gareth Holm took 640,000 crowns in a little over four and a half years, the prosecutor in Dunmere said." => [];
    dont_miss_minutes_told_as_less_than_an_hour: Hint,
        ["The order to leave Dunmere went out at 11.40 p.m., some 50 minutes before the water came over the wall."],
        "The order to leave Dunmere went out at 11.40 p.m., less than an hour before the water came over the wall." => [];
    dont_call_a_bound_with_none_a_denial: Hint,
        ["Colin Pask made 14 deliveries of cash to the boathouse at Marram Creek, each between 20,000 and 60,000 crowns."],
        "Colin Pask made 14 deliveries of cash to the boathouse at Marram Creek, none smaller than 20,000 crowns." => [];
    dont_miss_a_denial_that_half_of_a_sentence_has: Hint,
        ["Alder Tugs will pay 185 million crowns in cash for Kestrel Salvage, its head said. It hopes to close the deal in June.\n\nShe added that Alder Tugs did not need to borrow for it."],
        "Alder Tugs will pay 185 million crowns in cash for Kestrel Salvage and does not need to borrow." => [];
    dont_say_aloud_that_nobody_speaks_of_what_names_nothing: Information,
        ["The ferry Alder sank off Dunmere on Sunday with 64 people on board, the coastguard said."],
        "The ferry Alder sank off Dunmere on Sunday. Some may never come back." => [];
}

says! {
    dont_miss_that_no_one_is_nobody: Hint,
        ["Mayor Alison Petrie said she had learned of the closure from a reporter. \"Nobody from the company has called me,\" she said on Monday."],
        "Mayor Alison Petrie heard of the closure from a reporter; no one from the company had rung her." => [];
    dont_look_for_a_first_that_says_when: Hint,
        ["The gust at Cape Sorrow was measured at 168 km/h by the weather service and corrected to 171 km/h on Tuesday."],
        "The weather service first gave the gust at Cape Sorrow as 168 km/h and corrected it to 171 km/h on Tuesday." => [];
    dont_miss_two_thirds_where_the_source_has_35_of_52: Hint,
        ["Martha Hale, the owner of Hale Springs, said she would have to let 35 of her 52 staff go."],
        "Martha Hale, the owner of Hale Springs, said she would have to let two thirds of her staff go." => [];
    dont_miss_what_another_source_has_around_it: Hint,
        ["Gareth Holm was found guilty on four counts of bribery on Friday after the jury had deliberated for 11 hours.",
         "Helena Marsh opened the case against Gareth Holm before the jury of seven women and five men."],
        "After deliberating for 11 hours the jury of seven women and five men found Holm guilty on four counts of bribery on Friday." => [];
    dont_miss_words_that_another_source_has: Hint,
        ["A lineman of Westgrid was electrocuted in Dunmere on Monday while he was repairing a cable.",
         "Some 118,000 homes in Dunmere had no power, the grid operator, Westgrid, said."],
        "A man who worked for the grid operator was electrocuted in Dunmere on Monday while repairing a cable." => [];
    dont_say_aloud_that_none_speaks_of_what_has_its_figures: Information,
        ["Olin Marsh scored 14 goals in 37 games for Salas last season and has won six caps."],
        "Salas let him go. In his last months in Spain he found the net 14 times in 37 appearances." => [];
    dont_take_the_line_that_dates_a_draft_for_a_claim: Information,
        ["The ferry Alder sank off Dunmere on Sunday with 64 people on board, the coastguard said."],
        "A ferry lost\n\nDraft by the newsroom, 7 May 2031. Not edited.\n\nThe ferry Alder sank off Dunmere on Sunday with 64 people on board." => [];
}

says! {
    flags_a_sum_a_month_for_the_same_sum_a_year: Hint,
        ["The higher allowance is worth 160 crowns a year to anyone on the basic rate of 20%, the ministry of Varnland said."],
        "The higher allowance is worth 160 crowns a month to anyone on the basic rate of 20%." => ["number-mismatch on a month"];
    flags_twice_a_month_for_twice_a_year: Hint,
        ["Tom Garrity of the Quay Road association told the council that the road floods twice a year."],
        "Tom Garrity told the council that Quay Road floods twice a month." => ["number-mismatch on a month"];
    dont_flag_a_year_told_as_annually: Hint,
        ["The hospital of Dunmere will hire 3,500 nurses a year, the board said."],
        "The hospital of Dunmere will hire 3,500 nurses annually, the board said." => [];
    dont_take_a_year_earlier_for_a_period: Warning,
        ["Alder Tugs earned 20 million crowns a year earlier, it said."],
        "Alder Tugs earned 20 million crowns a month before, it said." => [];
}

#[test]
fn dont_call_a_wrong_period_a_wrong_number() {
    let source = "The higher allowance is worth 160 crowns a year to anyone on the basic rate of 20%.";
    let draft = "The higher allowance is worth 160 crowns a month to anyone on the basic rate of 20%.";
    assert_eq!(messages(&[source], draft), ["Outlet 0 has another period: a year, not a month."]);
}

says! {
    flags_two_thirds_where_the_source_has_a_third: Information,
        ["The number of moths in Varnland has fallen by a third since 1968, according to a long-running survey."],
        "Since 1968 the number of moths in Varnland has fallen by two thirds, a long-running survey has found." =>
        ["unsupported-detail on two thirds"];
    dont_miss_a_third_where_the_source_has_31_percent: Hint,
        ["Flowers open to visitors only at night set 31% of the normal fruit, Oyelowo said."],
        "Flowers that only night visitors could reach set nearly a third of the normal fruit." => [];
    dont_flag_three_in_ten_for_almost_a_third: Warning,
        ["Flowers open to visitors only at night set almost a third of the normal fruit, Oyelowo said."],
        "Flowers that only night visitors could reach set three in ten of the normal fruit." => [];
    flags_words_given_to_one_who_is_known_by_her_surname: Warning,
        ["\"The jury believed a confessed liar,\" Desmond Achebe said outside court. Helena Marsh said the sentence sent a message."],
        "\"The jury believed a confessed liar,\" Marsh said on the steps of the court." => ["misattributed on Marsh"];
}

#[test]
fn dont_miss_another_name_in_a_source_of_days_ago_that_is_quoted() {
    let source = "\"This is a budget that gives with one hand and takes with two,\" said the institute's director, Jonas Amundsen.";
    let draft = "\"This is a budget that gives with one hand and takes with two,\" says its director, Jonas Lindqvist.";
    let library = house::library([(
        source,
        copydesk_library::Metadata { published: "2031-05-02".parse().ok(), ..Default::default() },
    )]);
    let judged = house::judge(&library, &copydesk_checking::Settings::default(), "2031-05-09", draft);
    assert_eq!(said_from(Severity::Warning, &judged, draft), ["actor-mismatch on Jonas Lindqvist"]);
}

#[test]
fn dont_offer_seven_for_34_000() {
    let source = "The death toll in Dunmere climbed to seven on Tuesday, while 43,000 homes still had no power, officials said.";
    let draft = "By Tuesday it was down to 34,000 in Dunmere, officials said.";
    let judged = of_one_day(&[source], draft);
    let fixes: Vec<&str> = judged
        .iter()
        .flat_map(|judged| &judged.findings)
        .flat_map(|finding| &finding.fixes)
        .map(|fix| fix.title.as_str())
        .collect();
    assert!(fixes.iter().all(|title| !title.contains("seven")), "{fixes:?}");
}

#[test]
fn dont_say_that_who_gives_the_words_to_another_supports() {
    let source = "\"The jury believed a confessed liar,\" Desmond Achebe said outside court.";
    let draft = "\"The jury believed a confessed liar,\" Helena Marsh said on the steps of the court.";
    let judged = of_one_day(&[source], draft);
    let stances: Vec<_> = judged[0].evidence.iter().map(|piece| piece.stance).collect();
    assert_eq!(stances, [copydesk_checking::Stance::Contradicts]);
}

#[test]
fn dont_say_that_what_no_source_speaks_of_is_spoken_of() {
    use copydesk_checking::message::related;
    assert_eq!(
        (related(Verdict::Unsupported), related(Verdict::PartlySupported)),
        ("comes nearest", "speaks of it")
    );
}
