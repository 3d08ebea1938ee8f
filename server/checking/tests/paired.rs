//! Values, and what was taken and left, in each other's place though both are told in one sentence: one line each.

#[macro_use]
mod house;

flags! {
    flags_two_shares_in_each_others_place:
        "Ferries carried 46 percent of the freight in the first nine months and trains 37 percent.",
        "In the first nine months trains carried 46% of the freight and ferries 37%." =>
        ["number-mismatch on 46", "number-mismatch on 37"];
    flags_the_seats_of_two_parties_in_each_others_place:
        "The Harbour Party won 31 seats and the Centre League 24, the electoral office said.",
        "The Centre League won 31 seats and the Harbour Party 24." =>
        ["number-mismatch on 31", "number-mismatch on 24"];
    flags_two_of_a_list_in_each_others_place:
        "The choir has 40 sopranos, 22 altos and 18 basses.",
        "The choir has 40 sopranos, 18 altos and 22 basses." =>
        ["number-mismatch on 18", "number-mismatch on 22"];
    flags_the_days_of_two_courts_in_each_others_place:
        "The district court ruled in March 2023 and the appeals court in October 2024.",
        "The appeals court ruled in March 2023 and the district court in October 2024." =>
        ["date-mismatch on March 2023", "date-mismatch on October 2024"];
    dont_flag_two_shares_told_in_another_order:
        "Ferries carried 46 percent of the freight in the first nine months and trains 37 percent.",
        "In the first nine months trains carried 37% of the freight and ferries 46%." => [];
    dont_flag_a_match_told_of_the_loser_and_the_winner:
        "Ulm beat Tarn 3-1 in May and lost to Tarn 0-2 in June.",
        "Tarn lost to Ulm 3-1 in May and beat Ulm 2-0 in June." => [];
    dont_flag_what_the_next_sentence_tells:
        "In the first quarter Ulm sold 40 boats and Tarn 35. In the second quarter Tarn sold 40 boats and Ulm 35.",
        "In the second quarter Tarn sold 40 boats and Ulm 35." => [];
    flags_what_was_left_for_what_was_taken:
        "The law ties rents to incomes rather than to inflation.",
        "The law ties rents to inflation rather than to incomes." =>
        ["actor-mismatch on inflation", "actor-mismatch on incomes"];
    flags_what_was_denied_for_what_was_said:
        "The union wants to link wages to output, not to seniority.",
        "The union wants to link wages to seniority, not to output." =>
        ["actor-mismatch on seniority", "actor-mismatch on output"];
    dont_flag_a_choice_told_from_its_other_end:
        "The union wants to link wages to output, not to seniority.",
        "The union wants wages linked not to seniority but to output." => [];
    dont_flag_another_who_chose_otherwise:
        "The opposition wants houses rather than offices on the quay.",
        "The owner wants offices rather than houses on the quay." => [];
    dont_flag_what_nobody_should_do:
        "The opposition wants houses rather than offices on the quay.",
        "The opposition said the owner should not build offices rather than houses on the quay." => [];
}
