//! Values in each other's place, roles and ranks: what is flagged and what is not, one line each, named after the complaint.

#[macro_use]
mod house;

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
}
