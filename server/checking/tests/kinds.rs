//! Words of the news that exclude one another, and words that it exchanges: one line each, named after the complaint.

#[macro_use]
mod house;

// Of the same thing only one of two words can be right.
says! {
    dont_call_sharply_supported_that_is_slightly:
        ["Unemployment in Varnland rose slightly in March."],
        "Unemployment in Varnland rose sharply in March." => ["polarity-mismatch on sharply"];
    dont_call_a_final_a_semi_final:
        ["Brandt lost to Falk in the final in Dunmere."],
        "Brandt lost to Falk in the semi-final in Dunmere." => ["polarity-mismatch on semi-final"];
    dont_call_a_sale_supported_that_is_a_lease:
        ["The council in Dunmere leased the old pier to a fishing firm on Friday."],
        "The council in Dunmere sold the old pier to a fishing firm on Friday." => ["polarity-mismatch on sold"];
    dont_call_a_red_warning_supported_that_is_an_amber_one:
        ["The weather service issued an amber warning for Kestrel Bay on Friday."],
        "The weather service issued a red warning for Kestrel Bay on Friday." => ["polarity-mismatch on red warning"];
    dont_call_what_the_other_house_did_supported:
        ["The upper house rejected the harbour bill on Friday."],
        "The lower house rejected the harbour bill on Friday." => ["polarity-mismatch on lower house"];
    dont_call_other_costs_supported:
        ["Harbour fees rose by a fifth because of higher fuel costs, the board said on Friday."],
        "Harbour fees rose by a fifth because of higher staff costs, the board said on Friday." => ["polarity-mismatch on staff costs"];
    dont_call_murder_supported_that_is_manslaughter:
        ["The court in Dunmere found Edda Corwin guilty of manslaughter on Friday."],
        "The court in Dunmere found Edda Corwin guilty of murder on Friday." => ["polarity-mismatch on murder"];
    dont_call_a_stroke_supported_that_is_a_heart_attack:
        ["Olin Marsh died of a heart attack on Tuesday, his family said."],
        "Olin Marsh died of a stroke on Tuesday, his family said." => ["polarity-mismatch on stroke"];
    dont_call_a_copper_coin_supported_that_is_a_silver_one:
        ["Divers found a silver coin in the wreck off Kestrel Bay on Monday."],
        "Divers found a copper coin in the wreck off Kestrel Bay on Monday." => ["polarity-mismatch on copper"];
    dont_call_supported_that_it_goes_on_where_it_has_ended:
        ["The inquiry into the ferry fire at Osterhaven has concluded, the ministry said."],
        "The inquiry into the ferry fire at Osterhaven continues, the ministry said." => ["polarity-mismatch on continues"];
    dont_call_mercury_supported_that_is_lead:
        ["The water in Lower Osbury was polluted with lead, the laboratory said on Monday."],
        "The water in Lower Osbury was polluted with mercury, the laboratory said on Monday." => ["polarity-mismatch on mercury"];
    dont_call_ferries_supported_that_are_tankers:
        ["The yard will build two tankers for Norhaven Lines, the firm said on Monday."],
        "The yard will build two ferries for Norhaven Lines, the firm said on Monday." => ["polarity-mismatch on ferries"];
}

// The news exchanges them, or tells of two.
says! {
    dont_flag_an_arrest_told_as_a_detention:
        ["Police detained Edda Corwin in Dunmere on Friday."],
        "Police arrested Edda Corwin in Dunmere on Friday." => [];
    dont_flag_who_quit_for_who_stepped_down:
        ["Harbour master Olin Marsh stepped down on Monday after the leak at the plant."],
        "Harbour master Olin Marsh quit on Monday after the leak at the plant." => [];
    dont_flag_employees_for_workers:
        ["The ferry firm hired two hundred workers in Dunmere last year."],
        "The ferry firm took on two hundred employees in Dunmere last year." => [];
    dont_flag_a_cardiac_arrest_for_a_heart_attack:
        ["Olin Marsh died of a heart attack on Tuesday, his family said."],
        "Olin Marsh died of a cardiac arrest on Tuesday, his family said." => [];
    dont_flag_sales_for_revenue:
        ["Revenue at Norhaven Lines rose to 12 million crowns in March, the firm said."],
        "Sales at Norhaven Lines climbed to 12 million crowns in March, the firm said." => [];
    dont_flag_a_shooter_for_a_gunman:
        ["The gunman opened fire outside the bank in Dunmere on Monday, police said."],
        "The shooter opened fire outside the bank in Dunmere on Monday, officers said." => [];
    dont_take_one_of_two_in_a_sentence_for_the_other:
        ["A train and a tram collided in Dunmere on Monday, and the tram caught fire."],
        "A tram caught fire in Dunmere on Monday after it collided with a train." => [];
    dont_take_what_was_done_to_one_pier_for_what_was_done_to_the_other:
        ["The council bought the old pier and leased the new one to a fishing firm."],
        "The council leased the new pier to a fishing firm." => [];
    dont_take_an_account_for_an_accountant:
        ["By the federation's account Prahl left the camp on Monday."],
        "An accountant said that Prahl left the camp on Monday." => [];
}

// Another thing may have been done, or at another time.
says! {
    dont_flag_who_was_arrested_and_then_let_go: Warning,
        "Edda Corwin was arrested in Dunmere in March after the fire in the yard of the ferry firm.",
        "Edda Corwin, whose yard in Dunmere burnt down in March, has been released." => [];
    dont_flag_the_two_who_are_left_for_the_two_who_remain: Warning,
        "Her two team-mates left the race on Monday, and Dahlqvist rode to the line by herself in Falk.",
        "Dahlqvist's two remaining team-mates rode with her to the line in Falk." => [];
}
