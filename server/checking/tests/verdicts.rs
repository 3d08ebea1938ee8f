//! What is flagged and what is not, one line each, named after the complaint.

#[macro_use]
mod house;

use copydesk_checking::{Code, Settings};
use copydesk_library::Metadata;
use house::{judge, judge_with, library, loud, said};

flags! {
    flags_the_past_fifteen_years_for_the_past_ten:
        "The lighthouse fund gave 52 million crowns to the island schools in the past ten years.",
        "The lighthouse fund gave 52 million crowns to the island schools in the past fifteen years." => ["date-mismatch on the past fifteen years"];
    flags_the_lower_end_of_a_length_of_time:
        "Quark Air says that its new pumps will earn back their cost in four to five years.",
        "Quark Air says that its new pumps will earn back their cost in three to five years." => ["date-mismatch on three"];
    flags_a_month_that_may_be_a_name_before_what_is_told_monthly:
        "The statistics office of Varnland said that January bread prices rose 4 percent.",
        "The statistics office of Varnland said that April bread prices rose 4 percent." => ["date-mismatch on April"];
    flags_another_upper_end_of_a_range_that_is_only_rough:
        "About 14 to 15 kilometres of the shore road at Brekke lie under sand.",
        "About 14 to 16 kilometres of the shore road at Brekke lie under sand." => ["number-mismatch on 16"];
    flags_another_upper_end_told_by_ranging_from:
        "Osk Marine puts the cost of its new docks in the range of $90 million to $100 million.",
        "Osk Marine puts the cost of its new docks at sums ranging from $90 million to $131 million." => ["number-mismatch on 131"];
    flags_a_figure_that_is_said_a_second_time_in_the_place_of_another:
        "Of the herring Varnland takes 30 percent, Sorland seven percent and Kestrel six percent.",
        "Of the herring Varnland takes 30 percent, Sorland seven percent and Kestrel 7 percent." => ["number-mismatch on 7"];
    flags_another_number_of_millions_of_years:
        "The snails of Brekke are known by their shells alone. They crawled over the reef 540 million years ago.",
        "The snails of Brekke crawled over the reef 1,081 million years ago." => ["number-mismatch on 1,081 million"];
    flags_another_hour_where_the_day_was_told_before:
        "A tram hit a bus at Lindvik Square at 6:42 p.m. on Monday, injuring eleven people. The tram line was closed on Monday.",
        "The tram line was closed on Monday. A tram hit a bus at Lindvik Square at 6:24 p.m." => ["date-mismatch on 6:24 p.m."];
    dont_flag_an_hour_of_the_evening:
        "A tram hit a bus at Lindvik Square at 6:42 p.m. on Monday, injuring eleven people.",
        "A tram hit a bus at Lindvik Square on Monday evening." => [];
    flags_a_surname_that_goes_on:
        "Runa Sand, head of the tram board, closed the line to Osterhaven on Tuesday.",
        "Runa Sandberg, head of the tram board, closed the line to Osterhaven on Tuesday." => ["actor-mismatch on Runa Sandberg"];
    dont_flag_a_given_name_told_short:
        "Robert Sand, head of the tram board, closed the line to Osterhaven on Tuesday.",
        "Rob Sand, head of the tram board, closed the line to Osterhaven on Tuesday." => [];
    flags_a_figure_that_stands_nowhere_in_a_statement_told_shorter:
        "Two entries won the first division share of the Harbour Lotto's 40 million crown jackpot draw on Tuesday. The tickets were sold in Osterhaven.",
        "Two entries won the first division share of the 25 million crown jackpot draw." => ["number-mismatch on 25 million"];
    dont_flag_a_second_statement_of_the_same_form:
        "The bank said Alder's port programme is supported by a 60 million crown loan and a 20 million crown grant. It lends to five towns.",
        "Osterhaven's port programme is supported by a 67 million crown loan and a 94 million crown grant, the bank said." => [];
    dont_flag_one_of_many_fees:
        "Fees on harbour bonds fell 1.5 percent in March. Port dues rose 2.1 percent in March. Crane fees rose 0.4 percent in March. Pilot fees rose 3.3 percent in March. Storage fees rose 2.9 percent in March. Tug fees rose 3.7 percent in March.",
        "Quay fees rose 4.6 percent in March." => [];
    flags_the_end_of_a_range_though_some_bound_lies_far_below:
        "We anticipate that capital expenditures will be in the range of 90 million to 100 million crowns. The outlook was raised from at least 6 crowns.",
        "Capital expenditures are expected between 90 million and 120 million crowns." => ["number-mismatch on 90 million and 120 million"];
    flags_a_profit_for_a_firm_in_the_red:
        "Varnland Lines was in the red last year, its chief executive Ann Holt said.",
        "Varnland Lines was in the black last year, its chief executive Ann Holt said." => ["polarity-mismatch on in the black"];
    flags_who_defended_what_he_criticised:
        "The decision to close the mill at Dunmere was criticised by Mayor Edda Corwin.",
        "Mayor Edda Corwin defended the decision to close the mill at Dunmere." => ["polarity-mismatch on defended"];
    dont_flag_who_defended_it_beside_who_criticised_it:
        "Mayor Edda Corwin defended the decision to close the mill, which the union criticised.",
        "The union criticised the decision to close the mill." => [];
    dont_flag_a_slump_told_as_a_tumble:
        "Osk Bank's shares slumped on Friday.",
        "On Friday shares in Osk Bank tumbled." => [];
    dont_flag_a_storm_that_strengthened_before_it_weakened:
        "The storm weakened on Sunday after strengthening on Saturday near Kestrel Bay.",
        "The storm strengthened on Saturday near Kestrel Bay." => [];
    flags_what_somebody_said_was_not_done:
        "The union Papir, which represents three in four of the workers, said it had not been consulted.",
        "Papir said that it had been consulted." => ["polarity-mismatch on consulted"];
    flags_a_profit_for_a_loss_where_another_profit_stands_beside_it:
        "The yard at Osterhaven reported a net loss of 23 million crowns, compared with a profit of 8 million a year earlier.",
        "The yard at Osterhaven reported a net profit of 23 million crowns." => ["polarity-mismatch on profit"];
    dont_flag_a_profit_that_stands_beside_a_loss:
        "The yard at Osterhaven reported a net loss of 23 million crowns, compared with a profit of 8 million a year earlier.",
        "The yard at Osterhaven reported a net loss of 23 million crowns after a profit of 8 million." => [];
    flags_critics_of_what_they_welcomed:
        "The river trust of Dunmere welcomed the decision to close the mill.",
        "The river trust of Dunmere criticised the decision to close the mill." => ["polarity-mismatch on criticised"];
    flags_another_weekday_though_it_is_the_next:
        "The harbour master of Kestrel Bay, Torben Hask, resigned on Sunday after a leak at the plant.",
        "The harbour master of Kestrel Bay, Torben Hask, resigned on Monday after a leak at the plant." => ["date-mismatch on Monday"];
    says_once_that_a_quoted_figure_is_another:
        "\"I should have replaced those valves two winters ago,\" Torben Hask told reporters outside the town hall.",
        "\"I should have replaced those valves three winters ago,\" Torben Hask said." => ["quote-altered on three"];
    says_once_that_a_quoted_amount_is_another:
        "\"We spent 14 million crowns on the first phase of the dredging,\" Torben Hask told reporters.",
        "\"We spent 17 million crowns on the first phase of the dredging,\" Torben Hask said." => ["number-mismatch on 17 million"];
    flags_a_day_that_no_month_has:
        "The harbour board opened the new pier at Kestrel Bay on February 28, Edda Corwin said.",
        "The harbour board opened the new pier at Kestrel Bay on February 32, Edda Corwin said." => ["date-mismatch on 32"];
    flags_a_year_that_cannot_be:
        "The ferry Alder was built at the yard of Osterhaven in 1998.",
        "The ferry Alder was built at the yard of Osterhaven in 3998." => ["date-mismatch on 3998"];
    dont_flag_a_number_that_is_no_year_beside_one:
        "The harbour board of Kestrel Bay sold the yard in 1998.",
        "The harbour board of Kestrel Bay sold the yard with 3998 lamps." => [];
    flags_a_year_that_cannot_be_after_its_season:
        "The ferry Alder was built at the yard of Osterhaven in late 1998.",
        "The ferry Alder was built at the yard of Osterhaven in late 7816." => ["date-mismatch on 7816"];
    flags_one_of_two_figures_that_are_the_same_in_the_source:
        "Northern fares at Kestrel Bay will stay at 700 crowns except for lorries, which will pay 700 crowns from May.",
        "Northern fares at Kestrel Bay will stay at 985 crowns except for lorries, which will pay 700 crowns from May." => ["number-mismatch on 985"];
    flags_a_range_with_one_end_moved:
        "The new pier at Kestrel Bay will cost 15 to 20 million crowns, the harbour board said.",
        "The new pier at Kestrel Bay will cost 15 to 47 million crowns, the harbour board said." => ["number-mismatch on 47"];
    dont_flag_a_range_that_holds_the_figure:
        "The new pier at Kestrel Bay will cost 17 million crowns, the harbour board said.",
        "The new pier at Kestrel Bay will cost 15 to 20 million crowns, the harbour board said." => [];
    flags_a_figure_beside_a_verb_without_an_ending:
        "The fishing fleet of the bay shrank to 46 boats in the last ten years.",
        "The fishing fleet of the bay shrank to 78 boats in the last ten years." => ["number-mismatch on 78"];
    says_nothing_of_a_sentence_that_stands_in_the_source:
        "The ferry Alder struck the pier at Kestrel Bay on Monday, injuring 46 passengers.",
        "The ferry Alder struck the pier at Kestrel Bay on Monday, injuring 46 passengers." => [];
    flags_a_dropped_not:
        "The harbour board did not approve the new pier at Kestrel Bay.",
        "The harbour board did approve the new pier at Kestrel Bay." => ["polarity-mismatch on approve"];
    flags_an_added_not:
        "The two northern piers at Kestrel Bay were closed by the harbour board.",
        "The two northern piers at Kestrel Bay were not closed by the harbour board." => ["polarity-mismatch on not "];
    flags_an_opposite_verb:
        "The harbour board rejected the plan for a second pier at Kestrel Bay.",
        "The harbour board accepted the plan for a second pier at Kestrel Bay." => ["polarity-mismatch on accepted"];
    dont_flag_another_event_with_the_opposite_verb:
        "The harbour board rejected the plan for a second pier at Kestrel Bay.",
        "The fishermen's union accepted the plan for a shorter working week." => [];
    flags_a_wrong_figure_in_one_of_several_clauses:
        "The Aurelia carried 312 passengers in March, Varnland Lines said. \
        Its engine was replaced at the Osterhaven yard for 4.2 million marks.",
        "The Aurelia carried 312 passengers in March, and its engine was replaced at the Osterhaven yard for 4.9 million marks." =>
        ["number-mismatch on 4.9 million"];
    flags_a_wrong_number_of_years_beside_a_weekday:
        "Ida Voss pleaded guilty on Thursday in the death 35 years ago of a sailor who fell from a Kestrel Bay cliff.",
        "Ida Voss has pleaded guilty in the death 22 years ago of a sailor who fell from a Kestrel Bay cliff." =>
        ["date-mismatch on 22 years ago"];
    dont_flag_a_part_of_a_fraction_of_years:
        "Varnland Lines was granted a loan with a grace period of 7-1/2 years on its ferries.",
        "Varnland Lines was granted a loan with a grace period of 7-1/two years on its ferries." => [];
    dont_flag_a_further_sum_beside_the_first:
        "It was likely the 51 million marks in harbour fees on Varnland would be lifted by the end of the month, officials said.",
        "Kestrel Bay may lift an additional 84 million marks in harbour fees on Varnland later this month, officials said." => [];
    dont_flag_a_rise_beside_the_fall_of_another_index:
        "The adjusted index of the port fell 1.1 percent from a year earlier.",
        "The unadjusted index of the port rose 0.3 percent from a year earlier." => [];
    dont_flag_exports_beside_imports:
        "Varnland imports were about 2.49 billion crowns in 2030 against 1.87 billion in 2029.",
        "Varnland exports dropped to 2.50 billion crowns in 2030 against 2.97 billion in 2029." => [];
    dont_flag_a_figure_beside_facts_that_the_draft_lacks:
        "Four earthquakes measuring up to 4.5 on the Richter scale have hit the bay and the Elgan region in the north-east since midnight (1200 GMT).",
        "Yesterday's quake in the bay measured 6.25 on the Richter scale." => [];
    dont_flag_that_talks_began_which_ended:
        "Varnland Lines said it ended talks with the Osterhaven yard about the sale of its tugs.",
        "Varnland Lines said it began talks with the Osterhaven yard after it announced its new plan." => [];
    dont_flag_a_date_beside_a_deadline:
        "Varnland warned its partners that the trade deficit must fall by September.",
        "The Varnland trade deficit in March had only angered its partners further." => [];
    dont_flag_a_statement_of_it_alone:
        "The Kestrel bonds were priced today. They have an average life of 13.49 years and mature in 2038.",
        "It has an average life of 7.11 years and matures in 2038." => [];
    dont_flag_one_class_of_bonds_beside_another:
        "The port will also offer class J-2 bonds to be paid by 2038, priced to yield the bank rate plus 0.45 percent.",
        "The port will also offer class J-4 bonds to be paid by 2038, priced to yield the bank rate plus 0.50 percent." => [];
    dont_flag_what_is_barred_here_and_not_allowed_there:
        "The bar on landing herring orders from the outer banks after 15:30 is new at Kestrel Bay.",
        "Kestrel Bay said no herring orders from the outer banks may be landed after 15:30." => [];
    dont_flag_what_was_ruled_last_week_beside_next_week:
        "The application to the Kestrel port court could be made early next week, a Varnland Lines spokesman said.",
        "The Varnland Lines application was made possible by a ruling last week of the Kestrel port court." => [];
    flags_a_wrong_bound_said_as_the_source_says_it:
        "The verdict left Varnland Lines exposed to up to $18bn in fines over the ferry Alder.",
        "The verdict left Varnland Lines exposed to up to $19bn in fines over the ferry Alder." =>
        ["number-mismatch on 19bn"];
    flags_a_wrong_end_of_a_range:
        "Varnland Lines expects spending in the range of $90 million to $100 million this year.",
        "Varnland Lines expects spending in the range of $90 million to $130 million this year." =>
        ["number-mismatch on 130"];
    flags_a_wrong_age_in_tens:
        "The pilot of the ferry Alder, who is in his 80s, suffered minor injuries.",
        "The pilot of the ferry Alder, who is in his 40s, suffered minor injuries." => ["number-mismatch on 40s"];
    flags_a_wrong_model:
        "Varnland Air sold its last A320 to a museum in Kestrel Bay.",
        "Varnland Air sold its last A380 to a museum in Kestrel Bay." => ["number-mismatch on A380"];
    flags_a_decade_that_is_none:
        "The harbour board of Kestrel Bay built the second pier in the late 1980s.",
        "The harbour board of Kestrel Bay built the second pier in the late 1987s." => ["number-mismatch on 1987s"];
    flags_a_not_beside_a_denial_in_another_clause:
        "Ida Voss, who was re-elected in December, has denied that she leaked the report.",
        "Ida Voss, who was not re-elected in December, has denied that she leaked the report." =>
        ["polarity-mismatch on not "];
    dont_flag_what_somebody_was_asked:
        "Asked if the board was now planning to raise fares, Ida Voss said it had been agreed in Kestrel Bay.",
        "Ida Voss said the board had planned to raise fares, as had been agreed in Kestrel Bay." => [];
}

mends! {
    puts_without_in_for_with:
        "The strike at the Kestrel Bay plant lasted 11 days and ended without an agreement.",
        "The strike at the Kestrel Bay plant lasted 11 days and ended with an agreement." =>
        "The strike at the Kestrel Bay plant lasted 11 days and ended without an agreement.";
    puts_with_in_for_without:
        "The strike at the Kestrel Bay plant lasted 11 days and ended with an agreement.",
        "The strike at the Kestrel Bay plant lasted 11 days and ended without an agreement." =>
        "The strike at the Kestrel Bay plant lasted 11 days and ended with an agreement.";
    puts_a_day_in_the_place_of_one_that_cannot_be:
        "The harbour board opened the new pier at Kestrel Bay on February 28, Edda Corwin said.",
        "The harbour board opened the new pier at Kestrel Bay on February 32, Edda Corwin said."
        => "The harbour board opened the new pier at Kestrel Bay on February 28, Edda Corwin said.";
    takes_an_added_not_out:
        "The two northern piers at Kestrel Bay were closed by the harbour board.",
        "The two northern piers at Kestrel Bay were not closed by the harbour board." =>
        "The two northern piers at Kestrel Bay were closed by the harbour board.";
    puts_the_source_s_verb_in:
        "The harbour board rejected the plan for a second pier at Kestrel Bay.",
        "The harbour board accepted the plan for a second pier at Kestrel Bay." =>
        "The harbour board rejected the plan for a second pier at Kestrel Bay.";
}

#[test]
fn a_statement_that_nothing_speaks_of_is_unsupported() {
    let judgements = judge_with(
        &[("2031-05-06", "The ferry Alder struck the pier at Kestrel Bay.")],
        "Wheat prices rose in the capital.",
    );
    assert_eq!(judgements[0].findings[0].code, Code::Unsupported);
    assert!(judgements[0].findings[0].message.contains("1 source"), "{}", judgements[0].findings[0].message);
}

flags! {
    flags_another_figure:
        "Divers recovered 11 containers from the freighter Brannock on Sunday.",
        "Divers recovered 17 containers from the freighter Brannock on Sunday." => ["number-mismatch on 17"];
    flags_another_day:
        "The freighter Brannock left the port of Osterhaven on March 12, 2031.",
        "The freighter Brannock left the port of Osterhaven on March 10, 2031." => ["date-mismatch on March 10, 2031"];
    flags_another_office_holder:
        "Prime Minister Edda Corwin appointed Judge Marta Lindahl to lead the inquiry.",
        "Prime Minister Edda Corwin appointed Judge Olin Marsh to lead the inquiry." => ["actor-mismatch on Olin Marsh"];
    flags_a_plan_told_as_done:
        "Calder Lines offered to pay the cost of the rescue at Kestrel Bay.",
        "Calder Lines paid the cost of the rescue at Kestrel Bay." => ["overstated on paid"];
    flags_a_wrong_weekday:
        "The ferry Alder struck the pier at Kestrel Bay on May 5, 2031.",
        "The ferry Alder struck the pier at Kestrel Bay on Tuesday, May 5, 2031." => ["weekday-mismatch on Tuesday"];
    dont_flag_a_figure_written_in_words:
        "Divers recovered 11 containers from the freighter Brannock on Sunday.",
        "On Sunday divers recovered eleven containers from the freighter Brannock." => [];
    dont_flag_a_shorter_name:
        "Prime Minister Edda Corwin appointed Judge Marta Lindahl to lead the inquiry.",
        "Corwin appointed Lindahl to lead the inquiry." => [];
    dont_flag_a_name_of_which_a_word_is_left_out:
        "The Varnland Harbour Safety Board opened an inquiry into the collision on Friday.",
        "The Varnland Safety Board opened an inquiry into the collision on Friday." => [];
    dont_flag_another_count_of_another_thing:
        "The freighter Brannock carried 640 containers and 19 sailors.",
        "The freighter Brannock carried 19 sailors." => [];
    dont_flag_what_others_said_of_another_firm:
        "Harbour Freight said its profit rose to 12 million dollars in 2030.",
        "Calder Lines said its profit rose to 15 million dollars in 2030." => [];
    dont_flag_a_possessive_beside_the_name_itself:
        "Corwin's comments came ahead of her meeting in Osterhaven with the envoy Jonas Wexley and President Bram Oduya's son-in-law Tobias Renner.",
        "Edda Corwin meets the envoy Jonas Wexley and Tobias Renner in Osterhaven." => [];
    dont_flag_what_somebody_did_not_say:
        "Judge Marta Lindahl said the inquiry into the collision at Kestrel Bay would open in spring.",
        "Judge Marta Lindahl did not say what the inquiry into the collision at Kestrel Bay would cost." => [];
    dont_flag_a_capital_in_the_place_of_its_country:
        "Berlin demanded stricter controls of the ferries in the Baltic Sea.",
        "Germany demanded stricter controls of the ferries in the Baltic Sea." => [];
    dont_flag_a_rounded_figure:
        "Repairs of the ferry Alder will cost 4.23 million euros, the company said.",
        "Repairs of the ferry Alder will cost 4.2 million euros, the company said." => [];
}

mends! {
    writes_the_source_s_figure_as_the_draft_does:
        "Eleven containers were recovered from the freighter Brannock on Sunday.",
        "17 containers were recovered from the freighter Brannock on Sunday." =>
        "11 containers were recovered from the freighter Brannock on Sunday.";
    keeps_the_draft_s_format_of_a_date:
        "The freighter Brannock left the port of Osterhaven on 12 March 2031.",
        "The freighter Brannock left the port of Osterhaven on March 10, 2031." =>
        "The freighter Brannock left the port of Osterhaven on March 12, 2031.";
    gives_the_hedge_back:
        "There were more than 900 tonnes of fuel oil aboard the Brannock.",
        "There were 900 tonnes of fuel oil aboard the Brannock." =>
        "There were more than 900 tonnes of fuel oil aboard the Brannock.";
}

#[test]
fn a_later_count_makes_the_earlier_outdated() {
    let draft = "46 people were injured in the collision off Kestrel Bay.\n\nThe ferry Alder was towed to Pell Island.";
    let sources = [
        ("2031-05-06", "Forty-six people were injured in the collision of the ferry Alder off Kestrel Bay."),
        ("2031-05-08", "Sixty-four people were injured in the collision of the ferry Alder off Kestrel Bay."),
    ];
    assert_eq!(said(&judge_with(&sources, draft), draft), ["outdated on 46"]);
}

#[test]
fn independent_sources_that_differ_are_a_dispute_and_no_contradiction() {
    let draft = "There were 312 passengers aboard the ferry Alder off Kestrel Bay.\n\nThe Alder was towed to Pell Island.";
    let sources = [
        ("2031-05-06", "There were 312 passengers aboard the ferry Alder off Kestrel Bay."),
        (
            "2031-05-06",
            "There were 287 passengers aboard the ferry Alder off Kestrel Bay, according to the boarding list.",
        ),
    ];
    let judgements = judge_with(&sources, draft);
    assert_eq!(judgements[0].verdict, copydesk_checking::Verdict::Disputed);
    assert_eq!(judgements[0].findings[0].code, Code::SourcesDisagree);
}

#[test]
fn what_only_one_origin_supports_is_said_where_a_newsroom_asks_for_it() {
    let source = "Divers recovered 11 containers from the freighter Brannock on Sunday.";
    let sources = [source, "The council of Osterhaven met on Friday."];
    let library = library(sources.map(|text| (text, Metadata::default())));
    let codes = |settings: &Settings| -> Vec<Code> {
        let judgements = judge(&library, settings, "", source);
        judgements.iter().flat_map(|j| &j.findings).map(|f| f.code).collect()
    };
    assert_eq!(codes(&Settings::default()), []);
    assert_eq!(codes(&Settings { single_origin: true, ..Settings::default() }), [Code::SingleOrigin]);
}

fn verdict(sources: &[(&str, &str)], draft: &str) -> copydesk_checking::Verdict {
    judge_with(sources, draft)[0].verdict
}

#[test]
fn a_fact_that_another_outlet_has_as_an_offer_is_disputed() {
    let sources = [
        ("2031-05-06", "Varnland has abandoned its bid to join the Northern Pact, President Osk said."),
        ("2031-05-06", "President Osk said that Varnland could drop its bid to join the Northern Pact."),
    ];
    let draft = "Varnland has dropped its bid to join the Northern Pact.";
    assert_eq!(verdict(&sources, draft), copydesk_checking::Verdict::Disputed);
}

#[test]
fn an_offer_that_was_made_good_since_is_no_dispute() {
    let sources = [
        ("2031-05-08", "Varnland has abandoned its bid to join the Northern Pact, President Osk said."),
        ("2031-05-06", "President Osk said that Varnland could drop its bid to join the Northern Pact."),
    ];
    let draft = "Varnland has dropped its bid to join the Northern Pact.";
    assert_eq!(verdict(&sources, draft), copydesk_checking::Verdict::Supported);
}

#[test]
fn sat_in_the_talks_here_and_left_before_them_there_is_disputed() {
    let sources = [
        ("2031-05-06", "The talks in Osterhaven, attended by Mayor Edda Lorn, ended late on Monday."),
        (
            "2031-05-06",
            "The talks in Osterhaven were opened by Mayor Edda Lorn, who spoke briefly before leaving.",
        ),
    ];
    let draft = "Mayor Edda Lorn attended the talks in Osterhaven.";
    assert_eq!(verdict(&sources, draft), copydesk_checking::Verdict::Disputed);
}

#[test]
fn dont_flag_a_date_beside_which_the_source_has_the_day_before() {
    let source =
        "Edda Lorn and the envoys meet in Osterhaven on May 6, after five hours of talks the day before.";
    assert_eq!(said(&judge_with(&[("", source)], DAY_BEFORE), DAY_BEFORE), Vec::<String>::new());
}

const DAY_BEFORE: &str = "The talks in Osterhaven on May 5 took five hours.";

#[test]
fn another_spelling_of_a_name_is_found_all_the_same() {
    let sources = [("2031-05-06", "Volodimir Zhovtenskiy opened the new lighthouse museum.")];
    let draft = "The lighthouse museum was opened by Volodymyr Zhovtenskyy.";
    assert_eq!(verdict(&sources, draft), copydesk_checking::Verdict::Supported);
}

flags! {
    flags_a_month_that_stands_nowhere_in_a_looser_summary:
        "Edda Lorn, who has led the harbour board for nine years, will hand over her post to Jon Sandvik in October, the board announced.",
        "Harbour board chief Edda Lorn will be followed by Jon Sandvik in March." => ["date-mismatch on March"];
    dont_call_the_second_half_wrong_where_the_source_has_the_first:
        "First half ends, Osterhaven 0, Kestrel Bay 0.",
        "Second half begins, Osterhaven 0, Kestrel Bay 0." => [];
    dont_call_no_books_found_the_opposite_of_not_finding_any_books:
        "Inspectors did not find any books in the lighthouse library of Kestrel Bay, the board said.",
        "Inspectors found no books in the lighthouse library of Kestrel Bay." => [];
    dont_call_failed_to_the_opposite_of_did_not:
        "The harbour board failed to get the balance right when it raised the ferry fares at Kestrel Bay.",
        "The harbour board did not get the balance right when it raised the ferry fares at Kestrel Bay." => [];
    dont_call_not_since_may_the_opposite_of_last_in_may:
        "Striker Arn Holt last scored for Kestrel Bay in the Harbour League on May 20.",
        "Arn Holt has not scored for Kestrel Bay in the Harbour League since May 20." => [];
    flags_a_not_in_a_looser_sentence:
        "Astronomers at Kestrel Bay have used the new telescope to look into the heart of the Varn galaxy, they said on Monday.",
        "Astronomers have not used the new telescope to look deep into the heart of the Varn galaxy." => ["polarity-mismatch on not "];
}

flags! {
    dont_flag_one_of_many_figures_of_a_kind:
        "Exports of Varnland rose 4.1 pct in May. Imports rose 2.2 pct in May. Output of steel rose 7.5 pct in May. Output of coal rose 1.3 pct in May. \
         Sales of cars rose 3.4 pct in May.",
        "Output of cement rose 5.8 pct in May." => [];
}

/// The containers are the trawler's, and the source tells of a freighter.
#[test]
fn dont_flag_what_is_said_of_another_ship_by_a_pronoun() {
    let source = "Serhiy Malynskyy met the families in Tallow Cross. The freighter Brannock left Osterhaven on Monday. \
        It carried 620 containers and a crew of 14.";
    let of_the_same = "Serhiy Malynskyy met the families in Tallow Cross. The freighter Brannock left Osterhaven on Monday. \
        It carried 640 containers and a crew of 14.";
    assert_eq!(loud(source, of_the_same), ["number-mismatch on 640"]);
    let of_another = of_the_same.replace("freighter Brannock left Osterhaven", "trawler Selkie left Varn");
    assert_eq!(loud(source, &of_another), Vec::<String>::new());
}

#[test]
fn an_offer_turned_down_is_not_called_supported_by_one_accepted() {
    let source = "The union accepted the pay offer from Varnland Lines on Monday.";
    let draft = "On Monday the union turned down the pay offer from Varnland Lines.";
    let rejected = "The union rejected the pay offer from Varnland Lines on Monday.";
    assert_ne!(
        judge_with(&[("2031-05-06", source)], draft)[0].verdict,
        copydesk_checking::Verdict::Supported
    );
    assert_eq!(
        judge_with(&[("2031-05-06", rejected)], draft)[0].verdict,
        copydesk_checking::Verdict::Supported
    );
}

#[test]
fn flags_a_figure_against_which_two_independent_sources_agree() {
    let wire = "Divers recovered 11 containers off Kestrel Bay on Sunday, the port said. The ferry Aurelia had struck the freighter Brannock.";
    let radio =
        "The ferry Aurelia was badly damaged. Divers recovered 11 containers near Kestrel Bay on Sunday.";
    let other =
        "The ferry Aurelia was badly damaged. Divers recovered 14 containers near Kestrel Bay on Sunday.";
    let draft = "Divers recovered 17 containers off Kestrel Bay on Sunday.";
    let loud = |second| said(&judge_with(&[("2031-05-06", wire), ("2031-05-06", second)], draft), draft);
    assert_eq!(loud(radio), ["number-mismatch on 17"]);
    // Three values are of three events, or nobody can tell which is wrong.
    assert_eq!(loud(other), [""; 0]);
}

#[test]
fn dont_put_the_line_break_of_a_source_into_the_draft() {
    let source = "The lighthouse fund gave 52 million crowns to the island schools in the past ten\nyears.";
    let draft = "The lighthouse fund gave 52 million crowns to the island schools in the past fifteen years.";
    let judged = judge_with(&[("2031-05-06", source)], draft);
    let finding = &judged[0].findings[0];
    assert_eq!(finding.fixes[0].edits[0].text, "the past ten years");
    assert!(!finding.message.contains('\n'), "{}", finding.message);
}
