//! Values in each other's place, roles and ranks: what is flagged and what is not, one line each, named after the complaint.

#[macro_use]
mod house;

use copydesk_checking::Verdict;

flags! {
    flags_the_dead_and_the_hurt_in_each_others_place:
        "Twelve people were killed and 40 were hurt in the crash at Kestrel Bay.",
        "Forty people were killed and 12 were hurt in the crash at Kestrel Bay." =>
        ["number-mismatch on Forty", "number-mismatch on 12"];
    flags_flats_and_shops_in_each_others_place:
        "The council approved 34 flats and 12 shops at the old mill in Dunmere.",
        "The council approved 12 flats and 34 shops at the old mill in Dunmere." =>
        ["number-mismatch on 12", "number-mismatch on 34"];
    dont_flag_flats_and_shops_told_in_another_order:
        "The council approved 34 flats and 12 shops at the old mill in Dunmere.",
        "The council approved 12 shops and 34 flats at the old mill in Dunmere." => [];
    flags_a_fall_told_from_its_end:
        "Inflation fell from 5 percent to 3 percent in March, the statistics office said.",
        "Inflation fell from 3 percent to 5 percent in March, the statistics office said." =>
        ["number-mismatch on 3", "number-mismatch on 5"];
    dont_flag_a_rise_told_with_its_end_first:
        "The price of diesel rose from 40 crowns to 55 crowns on Monday.",
        "The price of diesel rose to 55 crowns from 40 crowns on Monday." => [];
    flags_the_loser_named_as_the_winner:
        "Holm beat Renner 6-4 6-2 in the final at Osterhaven on Sunday.",
        "Renner beat Holm 6-4 6-2 in the final at Osterhaven on Sunday." =>
        ["actor-mismatch on Renner", "actor-mismatch on Holm"];
    dont_flag_a_match_told_of_the_loser:
        "Kestrel Rovers beat Dunmere United 2-0 on Saturday.",
        "Dunmere United were beaten 2-0 by Kestrel Rovers on Saturday." => [];
    dont_flag_two_who_met_in_another_order:
        "Venn met Marek in Osterhaven on Friday.",
        "Marek met Venn in Osterhaven on Friday." => [];
    flags_the_buyer_named_as_the_bought:
        "Osk Bank bought Dunmere Savings for 300 million crowns.",
        "Dunmere Savings bought Osk Bank for 300 million crowns." =>
        ["actor-mismatch on Dunmere Savings", "actor-mismatch on Osk Bank"];
    dont_flag_a_purchase_told_in_the_passive:
        "Osk Bank bought Dunmere Savings for 300 million crowns.",
        "Dunmere Savings was bought by Osk Bank for 300 million crowns." => [];
    flags_a_passive_made_active:
        "Nils Ravn was shot by Jon Aker outside the town hall in Dunmere.",
        "Nils Ravn shot Jon Aker outside the town hall in Dunmere." =>
        ["actor-mismatch on Nils Ravn", "actor-mismatch on Jon Aker"];
    flags_a_voyage_the_other_way:
        "The ferry sailed from Osterhaven to Kestrel Bay with 300 passengers.",
        "The ferry sailed from Kestrel Bay to Osterhaven with 300 passengers." =>
        ["actor-mismatch on Kestrel Bay", "actor-mismatch on Osterhaven"];
    dont_flag_the_way_back:
        "The ferry sailed from Osterhaven to Kestrel Bay with 300 passengers. It then sailed from Kestrel Bay to Osterhaven.",
        "The ferry sailed from Kestrel Bay to Osterhaven." => [];
    dont_flag_one_of_two_accusations:
        "Orla Venn accused Ivo Marek of lying about the treaty. Ivo Marek accused Orla Venn of lying about the budget.",
        "Ivo Marek accused Orla Venn of lying about the budget." => [];
    flags_a_foreign_minister_who_is_the_defence_minister:
        "The Varnish defence minister, Hanna Osk, said the frigates would arrive in May.",
        "The Varnish foreign minister, Hanna Osk, said the frigates would arrive in May." =>
        ["actor-mismatch on foreign minister"];
    flags_two_ministers_with_each_others_office:
        "Foreign Minister Hanna Osk and Defence Minister Nils Ravn flew to Sarnia on Monday.",
        "Defence Minister Hanna Osk and Foreign Minister Nils Ravn flew to Sarnia on Monday." =>
        ["actor-mismatch on Defence Minister", "actor-mismatch on Foreign Minister"];
    flags_a_goalkeeper_who_is_a_striker:
        "The club's goalkeeper, Emil Kask, broke his leg in training.",
        "The club's striker, Emil Kask, broke his leg in training." => ["actor-mismatch on striker"];
    flags_a_minister_who_is_one_no_longer:
        "Former finance minister Nils Ravn criticised the budget on Tuesday.",
        "Finance minister Nils Ravn criticised the budget on Tuesday." => ["actor-mismatch on Finance minister"];
    flags_a_deputy_called_the_prime_minister:
        "Deputy Prime Minister Karl Oster opened the bridge at Dunmere.",
        "Prime Minister Karl Oster opened the bridge at Dunmere." => ["actor-mismatch on Prime Minister"];
    dont_flag_a_minister_without_her_office:
        "The Varnish defence minister, Hanna Osk, said the frigates would arrive in May.",
        "The minister, Hanna Osk, said the frigates would arrive in May." => [];
    dont_flag_a_prime_minister_who_leads_a_party:
        "Prime Minister Orla Venn said the port would stay open.",
        "Venn, the leader of the Harbour Party, said the port would stay open." => [];
    dont_flag_one_of_two_offices_of_one_person:
        "Karl Oster, deputy prime minister and finance minister, opened the bridge at Dunmere.",
        "Finance Minister Karl Oster opened the bridge at Dunmere." => [];
    dont_flag_an_office_that_the_source_may_give_without_the_name:
        "Piet Holm vetoed the fishing bill on Friday. Holm, a former senator, was sworn in last year. The governor said it was too costly.",
        "Governor Piet Holm vetoed the fishing bill on Friday." => [];
    dont_flag_a_minister_who_is_president_of_his_party:
        "The Harbour Party would accept only its secretary, Nils Ravn, or the party's president, Karl Oster, for the post.",
        "Sources close to Deputy Prime Minister Karl Oster said Ravn would have the post." => [];
    dont_flag_the_chairman_a_firm_once_had:
        "A director told the court of the case against him and ex-Osk Bank chairman Karl Oster over the fee of 5 million crowns.",
        "The director and ex-Osk Bank chairman Karl Oster want their assets back over the fee of 5 million crowns." => [];
    dont_flag_another_word_for_an_office:
        "Ann Holt, the CEO of Varnland Lines, resigned on Sunday.",
        "Ann Holt, the chief executive of Varnland Lines, resigned on Sunday." => [];
    flags_the_largest_that_is_the_second_largest:
        "Kestrel Bay is the second-largest port in Varnland, the harbour board said.",
        "Kestrel Bay is the largest port in Varnland, the harbour board said." => ["number-mismatch on largest"];
    flags_the_second_largest_that_is_the_largest:
        "Kestrel Bay is the largest port in Varnland, the harbour board said.",
        "Kestrel Bay is the second-largest port in Varnland, the harbour board said." => ["number-mismatch on second-largest"];
    flags_the_worst_that_is_one_of_the_worst:
        "The storm Ulla was one of the worst storms to hit Kestrel Bay.",
        "The storm Ulla was the worst storm to hit Kestrel Bay." => ["overstated on worst"];
    flags_the_largest_that_a_sentence_begins_with_one_of:
        "One of the largest ports in Varnland is Kestrel Bay, the harbour board said.",
        "The largest port in Varnland is Kestrel Bay, the harbour board said." => ["overstated on largest"];
    flags_the_lowest_called_the_highest:
        "Unemployment in Varnland is at its lowest since 2012, the statistics office said.",
        "Unemployment in Varnland is at its highest since 2012, the statistics office said." => ["polarity-mismatch on highest"];
    dont_flag_the_biggest_that_is_the_largest:
        "Kestrel Bay is the largest port in Varnland.",
        "Kestrel Bay is Varnland's biggest port." => [];
    dont_flag_the_largest_named_after_the_second_largest:
        "Kestrel Bay is the second-largest port in Varnland, after Osterhaven.",
        "Osterhaven is the largest port in Varnland." => [];
}

/// The verdict of a draft of one statement.
fn verdict(source: &str, draft: &str) -> Verdict {
    house::judge_with(&[("2031-05-06", source)], draft)[0].verdict
}

#[test]
fn a_chairman_who_is_the_chief_executive_is_not_called_supported() {
    let source = "Lindahl, the chief executive of Osk Bank, said the merger would be complete by June.";
    let draft = "Lindahl, the chairman of Osk Bank, said the merger would be complete by June.";
    assert_eq!(verdict(source, draft), Verdict::PartlySupported);
    assert_eq!(verdict(source, source), Verdict::Supported);
}

#[test]
fn a_striker_who_is_a_midfielder_is_not_called_supported() {
    let source = "The midfielder Emil Kask scored twice as Elgan beat Dunmere 3-1.";
    assert_eq!(
        verdict(source, "The striker Emil Kask scored twice as Elgan beat Dunmere 3-1."),
        Verdict::PartlySupported
    );
}

flags! {
    flags_two_wages_told_in_two_sentences_in_each_others_place:
        "A new shop assistant at Orre gets 14.20 crowns an hour. At Kestrel Stores the rate is 13.75 crowns.",
        "A new shop assistant at Orre gets 13.75 crowns an hour, against 14.20 at Kestrel Stores." =>
        ["number-mismatch on 13.75", "number-mismatch on 14.20"];
    flags_two_sums_in_each_others_place_told_the_other_way_round:
        "The council will spend 40 million crowns on the harbour and 12 million on the school.",
        "The school will get 40 million crowns and the harbour 12 million." =>
        ["number-mismatch on 40 million", "number-mismatch on 12 million"];
    dont_flag_two_wages_told_the_other_way_round:
        "A new shop assistant at Orre gets 14.20 crowns an hour. At Kestrel Stores the rate is 13.75 crowns.",
        "At Kestrel Stores a new shop assistant gets 13.75 crowns an hour, against 14.20 at Orre." => [];
    dont_flag_two_figures_told_respectively:
        "Osterhaven reported 310 cases and Dunmere 145.",
        "Dunmere and Osterhaven reported 145 and 310 cases respectively." => [];
}
