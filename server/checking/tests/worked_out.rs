//! What a draft works out from sentences that stand together, which of two events came first, and of whom a figure counts: one
//! line each, named after the complaint.

#[macro_use]
mod house;

// Sums, remainders, products, stretches of time: none need say that it was reckoned.
says! {
    dont_miss_the_minutes_between_two_times_of_day:
        ["The night ferry Marsk Queen left Holmvik at 6.40 p.m. with 214 passengers and 16 crew on board. At 7.05 p.m. the engine room filled with smoke and the captain sent out a distress call."],
        "The distress call came 25 minutes after the ferry had left Holmvik." => [];
    flags_minutes_that_lie_between_no_two_times:
        ["The night ferry Marsk Queen left Holmvik at 6.40 p.m. with 214 passengers and 16 crew on board. At 7.05 p.m. the engine room filled with smoke and the captain sent out a distress call."],
        "The distress call came 45 minutes after the ferry had left Holmvik." => ["unsupported-detail on 45 minutes"];
    dont_miss_a_quarter_of_an_hour_between_two_times:
        ["The ship was towed into Lund harbour at 9.20 p.m., and the first ambulances left the quay at 9.35 p.m."],
        "A quarter of an hour after the ship came in, the first ambulances left the quay." => [];
    flags_half_an_hour_where_it_was_a_quarter:
        ["The ship was towed into Lund harbour at 9.20 p.m., and the first ambulances left the quay at 9.35 p.m."],
        "Half an hour after the ship came in, the first ambulances left the quay." => ["unsupported-detail on Half an hour"];
    dont_miss_all_on_board_of_passengers_and_crew:
        ["The night ferry Marsk Queen left Holmvik at 6.40 p.m. with 214 passengers and 16 crew on board."],
        "The Marsk Queen had 230 people on board." => [];
    flags_all_on_board_that_comes_out_wrong:
        ["The night ferry Marsk Queen left Holmvik at 6.40 p.m. with 214 passengers and 16 crew on board."],
        "The Marsk Queen had 240 people on board." => ["unsupported-detail on 240"];
    dont_miss_the_sum_of_a_list:
        ["Of the three schools, Lindal has 410 pupils. Strand has 365 and Orre 190, the county said."],
        "Together Lindal, Strand and Orre have 965 pupils." => [];
    flags_the_sum_of_a_list_that_comes_out_wrong:
        ["Of the three schools, Lindal has 410 pupils. Strand has 365 and Orre 190, the county said."],
        "Together Lindal, Strand and Orre have 985 pupils." => ["unsupported-detail on 985"];
    dont_miss_what_is_left_of_a_whole:
        ["By Monday 318 of the 540 flats in Orby had been reconnected, the utility Kvist Energi said."],
        "In Orby 318 of 540 flats have power again, which leaves 222 in the dark." => [];
    flags_what_is_left_where_it_comes_out_wrong:
        ["By Monday 318 of the 540 flats in Orby had been reconnected, the utility Kvist Energi said."],
        "In Orby 318 of 540 flats have power again, which leaves 252 in the dark." => ["unsupported-detail on 252"];
    dont_miss_what_all_of_them_get:
        ["Each of the 162 tenants of Block C will be paid 450 kroner for the three weeks without water, the housing company said."],
        "If all of the 162 tenants take the money, the housing company will pay 72,900 kroner." => [];
    flags_what_all_of_them_get_where_it_comes_out_wrong:
        ["Each of the 162 tenants of Block C will be paid 450 kroner for the three weeks without water, the housing company said."],
        "If all of the 162 tenants take the money, the housing company will pay 79,200 kroner." => ["unsupported-detail on 79,200 kroner"];
    dont_miss_years_between_two_neighbouring_sentences:
        ["The county will build a new school at Falk, which was promised for 2028. Work on it has not begun, and it is now to open in 2033, it said."],
        "The new school at Falk is to open in 2033, five years later than promised." => [];
    dont_miss_days_between_two_dates_that_are_told_apart:
        ["The storm struck Orby on 2 March. The road to Halden was opened again on 9 March, the county said."],
        "It took a week to open the road to Halden." => [];
    flags_two_weeks_where_one_lies_between_the_dates:
        ["The storm struck Orby on 2 March. The road to Halden was opened again on 9 March, the county said."],
        "It took two weeks to open the road to Halden." => ["unsupported-detail on two weeks"];
    dont_miss_by_what_share_it_fell:
        ["Sales of Corven fell to 871 million euros. Operating profit dropped to 78 million euros from 96 million euros, Corven said."],
        "Operating profit of Corven was down by nearly a fifth to 78 million euros." => [];
    flags_a_share_by_which_it_did_not_fall:
        ["Sales of Corven fell to 871 million euros. Operating profit dropped to 78 million euros from 96 million euros, Corven said."],
        "Operating profit of Corven was down by nearly a third to 78 million euros." => ["unsupported-detail on a third"];
    dont_miss_by_how_much_it_slipped:
        ["Net profit of Brack was 29 million euros, after 31 million euros a year before, Brack said."],
        "Net profit of Brack slipped 2 million euros to 29 million euros." => [];
}

// Before and after.
says! {
    flags_after_for_before:
        ["The team doctor, Olga Prahl, left the camp two days before the testers came, according to the federation."],
        "By the federation's account Prahl left the camp two days after the testers arrived." => ["date-mismatch on after"];
    dont_flag_before_told_in_other_words:
        ["The team doctor, Olga Prahl, left the camp two days before the testers came, according to the federation."],
        "By the federation's account Prahl left the camp two days before the testers arrived." => [];
    dont_flag_before_told_from_the_other_end:
        ["The team doctor, Olga Prahl, left the camp two days before the testers came, according to the federation."],
        "The testers came to the camp two days after the team doctor, Olga Prahl, had left it." => [];
    flags_before_for_after_with_a_day:
        ["The shares were sold a day before the merger was announced."],
        "The shares were sold a day after the merger was announced." => ["date-mismatch on after"];
    flags_before_a_year_for_after_it:
        ["About a third of the order book of Brack is due for delivery after 2034."],
        "About a third of the order book of Brack is due for delivery before 2034." => ["unsupported-detail on before"];
    dont_flag_after_where_another_source_has_it_so:
        ["The shares were sold a day before the merger was announced.", "The shares were sold a day after the merger was announced, the court heard."],
        "The shares were sold a day after the merger was announced." => [];
}

// How much of which, for how long, and whose post.
says! {
    flags_three_men_and_four_women_for_four_and_three:
        ["Of the seven riders, four are men and three are women.", "The four, two men and two women, have been barred from racing until their cases are heard."],
        "The group of riders consists of three men and four women." => ["number-mismatch on three", "number-mismatch on four"];
    dont_flag_four_men_and_three_women:
        ["Of the seven riders, four are men and three are women."],
        "The group consists of four men and three women." => [];
    flags_a_month_for_a_year_though_little_else_is_alike:
        ["Holt is paid 640,000 crowns a year for its work on the bridge."],
        "The job has been worth 640,000 crowns a month to Holt." => ["unsupported-detail on a month"];
    flags_each_day_for_a_month:
        ["The plant takes 90 million litres of water a month from the Orre, the county said."],
        "Each day the plant draws 90 million litres from the Orre." => ["number-mismatch on Each day"];
    flags_a_vice_president_who_is_another:
        ["The payments were signed by the secretary-general, Mira Dost. None was put out to tender.", "The vice-president, Bruno Tack, takes over until a new president is elected."],
        "Signatures on the payments are those of Mira Dost, the vice-president." => ["actor-mismatch on vice-president"];
    flags_a_director_who_is_head_of_security:
        ["The port's head of security, Dag Holm, opened the gates at six. Its director, Vera Lind, was on leave."],
        "Dag Holm, the port's director, opened the gates at six." => ["actor-mismatch on director"];
    dont_flag_a_finance_head_who_is_head_of_finance:
        ["Her duties pass for the time being to the head of finance, Wim Adair."],
        "Finance head Wim Adair is standing in for her." => [];
    flags_the_marketing_director_of_another_firm:
        ["\"We sell milk to families,\" said Brightwell's marketing director, Jonna Reiss.", "Norrin Bank, another sponsor, sells milk to nobody and has kept its contract with the federation."],
        "\"We sell milk to families,\" said Jonna Reiss, marketing director of Norrin Bank." => ["unsupported-detail on marketing director of Norrin Bank"];
    flags_a_day_whose_number_stands_in_another_month:
        ["The remaining three results are expected by 26 June.", "The hearings are expected in the second half of July."],
        "The other three results are expected by 26 July." => ["date-mismatch on 26 July"];
}

// Dates of which each word stands somewhere, and all of them where it is some.
says! {
    flags_a_month_and_a_year_of_two_dates:
        ["The dates for the start of filling, April 2033, and for completion, late 2034, are unchanged."],
        "Filling of the reservoir is to begin in April 2034." => ["unsupported on Filling of the reservoir is to begin in April 2034."];
    dont_flag_the_month_of_its_year:
        ["The dates for the start of filling, April 2033, and for completion, late 2034, are unchanged."],
        "Filling of the reservoir is to begin in April 2033." => [];
    flags_all_of_them_with_nothing_behind:
        ["The agency accepts 16 of the 19 recommendations."],
        "The agency accepts all 19 of the report's recommendations." => ["overstated on all"];
    dont_flag_most_of_them:
        ["The agency accepts 16 of the 19 recommendations."],
        "The agency accepts most of the 19 recommendations." => [];
}

// Words that a dictionary calls opposites, and those of whom something was done.
says! {
    dont_flag_a_line_that_runs_where_it_passes:
        ["Prosecutors have ordered a report on a power line that passes within 200 metres of the quarry."],
        "Prosecutors have ordered a report on a power line running within 200 metres of the quarry." => [];
    dont_flag_a_mill_that_sits_where_it_stands:
        ["The old mill of Orre stands on the river, a kilometre from the bridge."],
        "The old mill of Orre sits on the river, a kilometre from the bridge." => [];
    dont_call_those_destroyed_a_deed:
        ["The plan pays for houses that are destroyed in the fire. About one in three of the houses in Lerzo was insured, the region said."],
        "About one in three of those destroyed in Lerzo was insured, the region said." => [];
}
