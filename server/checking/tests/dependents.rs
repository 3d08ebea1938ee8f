//! Who did it: what is done to or by somebody's aide, brother or rival is not done by the one, nor what *she* did by one who is called Karl. One line each,
//! named after the complaint.

#[macro_use]
mod house;

mends! {
    an_aides_arrest_is_not_the_governors: "An aide to Governor Tova Lind was arrested in Osterhaven on Friday.", "Governor Tova Lind was arrested in Osterhaven on Friday." => "An aide to Governor Tova Lind was arrested in Osterhaven on Friday.";
    the_mayors_brother_is_not_the_mayor: "The mayor's brother, Karl Falk, was charged with fraud on Tuesday.", "The mayor was charged with fraud on Tuesday." => "The mayor's brother was charged with fraud on Tuesday.";
    the_wife_bought_it: "The wife of Olin Marsh bought the northern pier in 2029.", "In 2029 Olin Marsh bought the northern pier." => "In 2029 the wife of Olin Marsh bought the northern pier.";
    a_former_employee_pleaded_guilty_and_not_the_firm: "A former employee of Brightpath pleaded guilty to stealing customer data.", "Brightpath pleaded guilty to stealing customer data." => "A former employee of Brightpath pleaded guilty to stealing customer data.";
    a_rivals_deal_is_not_the_banks: "A rival of Northbank agreed to buy the Harbour Group for 40 million crowns.", "Northbank agreed to buy the Harbour Group for 40 million crowns." => "A rival of Northbank agreed to buy the Harbour Group for 40 million crowns.";
    the_lawyer_was_fined: "Brandt's lawyer was fined 4,000 crowns for contempt of court.", "Brandt was fined 4,000 crowns for contempt of court." => "Brandt's lawyer was fined 4,000 crowns for contempt of court.";
    dont_put_the_fix_over_the_verb_before: "Judges ordered Brandt's ex-wife to return the painting by June 1.", "Judges ordered Brandt to return the painting by June 1." => "Judges ordered Brandt's ex-wife to return the painting by June 1.";
    the_mayors_critics_said_it: "Critics of the mayor called the plan a gift to developers.", "The mayor called the plan a gift to developers." => "Critics of the mayor called the plan a gift to developers.";
    the_assistant_did_it_in_march: "In March the mayor's former assistant handed the letters to the police.", "In March the mayor handed the letters to the police." => "In March the mayor's former assistant handed the letters to the police.";
    dont_make_a_name_of_whose_husband: "Lind, whose husband was jailed for tax evasion in 2028, won the seat on Tuesday.", "Lind was jailed for tax evasion in 2028." => "Lind was jailed for tax evasion in 2028.";
}

flags! {
    she_is_not_karl: "Karl Brandt met Mona Falk in Varn on Friday. She said the plan to close the pier was dead.", "Karl Brandt said the plan to close the pier was dead." => ["actor-mismatch on Karl Brandt"];
    he_is_not_mona: "Karl Brandt sued the singer Mona Falk in 2029. He lost the case in March.", "Mona Falk lost the case in March." => ["actor-mismatch on Mona Falk"];
    dont_say_so_of_a_surname_that_may_be_meant: "Karl Brandt sued the singer Mona Falk in 2029. He lost the case in March.", "Brandt lost the case in March." => [];
    dont_say_so_where_he_did_the_same_later: "Paul Venn and Julia Kask trained together. She won the marathon in Varn in April. Venn won the marathon in Varn a year later, in April.", "Paul Venn won the marathon in Varn in April." => [];
    dont_say_so_of_a_name_that_both_are_given: "Robin Lund met Peter Marsh. She said the plan was dead.", "Robin Lund said the plan was dead." => [];
    whose_husband_was_jailed: "Lind, whose husband was jailed for tax evasion in 2028, won the seat on Tuesday.", "Lind was jailed for tax evasion in 2028." => ["actor-mismatch on Lind"];
    dont_say_so_of_what_a_lawyer_files: "Marsh's lawyer filed an appeal with the supreme court on Monday.", "Marsh filed an appeal with the supreme court on Monday." => [];
    dont_say_so_of_a_board: "Northbank's board approved the sale of the branch on Friday.", "Northbank approved the sale of the branch on Friday." => [];
    dont_say_so_of_strikers: "The firm's employees went on strike on May 4 over pay.", "The firm went on strike on May 4 over pay." => [];
    dont_say_so_of_shareholders: "Shareholders of Seaway Lines rejected the merger with Harbour Group.", "Seaway Lines rejected the merger with Harbour Group." => [];
    dont_say_so_of_the_wife_who_is_named: "The wife of Olin Marsh, Tova Lind, bought the northern pier in 2029.", "Tova Lind bought the northern pier in 2029." => [];
    dont_say_so_where_both_did_it: "Olin Marsh and his wife bought the northern pier in 2029.", "Olin Marsh bought the northern pier in 2029." => [];
    dont_say_so_of_a_friend_who_is_the_one: "Olin Marsh, a friend of the mayor, was arrested in Osterhaven on Friday.", "Olin Marsh was arrested in Osterhaven on Friday." => [];
    dont_say_so_where_the_mayor_followed: "A deputy to the mayor resigned on Monday, and on Friday the mayor resigned over the letters.", "The mayor resigned on Friday over the letters." => [];
    dont_say_so_of_who_shares_a_grief: "Northbank, a customer of Brightpath, lost 90,000 crowns in the fraud.", "Northbank lost 90,000 crowns in the fraud." => [];
}
