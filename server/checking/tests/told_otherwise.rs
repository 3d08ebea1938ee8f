//! Denials that the sources tell in other words, or in another sentence than the one that comes nearest: one line each,
//! named after the complaint.

#[macro_use]
mod house;

says! {
    dont_contradict_not_this_but_that_where_two_sentences_have_it:
        ["\"This is not a retreat. It is a pause before the retreat is planned,\" General Orlo told the Dunmere Post."],
        "It was no retreat, General Orlo told the Dunmere Post, but a pause before the retreat was planned." => [];
    dont_contradict_a_denial_of_the_sentence_before:
        ["\"We never promised a tunnel. We promised a study of a tunnel,\" minister Rune Dahl said."],
        "Minister Rune Dahl said the government had never promised a tunnel, only a study of a tunnel." => [];
    dont_contradict_who_is_not_leaving_by_when_she_left:
        ["\"I am not leaving. I left in 2029,\" said Vesna Holm."],
        "Vesna Holm said that she was not leaving; she left in 2029." => [];
    flags_a_not_put_in_where_no_sentence_denies_the_word:
        ["Olin Marsh was arrested at Dunmere station on Friday. He was not charged, his lawyer said."],
        "Olin Marsh was not arrested at Dunmere station on Friday." => ["polarity-mismatch on not "];
    dont_look_for_a_denial_where_the_opposite_is_told:
        ["The council of Dunmere rejected the plan for 64 flats by six votes to five.", "The plan for 64 flats in Dunmere was made by Marlin Homes."],
        "The council of Dunmere did not approve the plan for 64 flats." => [];
    dont_look_for_a_denial_of_what_was_unexpected:
        ["The rise in unemployment in Varnland was unexpected, economist Oskar Fenn said.", "Unemployment in Varnland rose to 5.8 percent in July."],
        "Economists had not expected the rise in unemployment in Varnland, Oskar Fenn said." => [];
    dont_look_for_a_denial_of_what_is_excluded:
        ["The forecast of the ministry of Varnland excludes the cost of the tunnel, minister Rune Dahl said.", "Rune Dahl took office in 2030."],
        "The cost of the tunnel is not included in the forecast of the ministry of Varnland, minister Rune Dahl said." => [];
    dont_look_for_a_denial_of_what_has_yet_to_be_done:
        ["Lenka Petrie has yet to decide whether the school in Salm will close, she told parents.", "The school in Salm has 140 pupils."],
        "Lenka Petrie has not decided whether the school in Salm will close." => [];
    dont_look_for_a_denial_where_a_source_has_the_largest:
        ["The exchange of 208 hostages at Orlo was the largest of the war between Salm and Varnland.", "Salm and Varnland signed a truce on 4 May."],
        "No exchange of hostages in the war between Salm and Varnland has been larger than that at Orlo." => [];
    dont_look_for_a_denial_that_the_sentence_beside_has_in_other_words:
        ["Holm Foods offered to sell 17 bakeries. The ministry of Varnland considered the offer and found that it was not sufficient to remove its concerns.", "Holm Foods has 412 bakeries."],
        "Holm Foods' offer to sell 17 bakeries did not satisfy the ministry of Varnland." => [];
    dont_say_that_a_source_names_itself_in_another_s_place:
        ["Osk Marine lost 14 million crowns in the spring.",
         "Osk Marine's ferries are late. Finance chief Olin Marsh told Dunmere & Salm Post that the group had opened talks with Voltan on sharing the cost, and that no recovery was included in the accounts."],
        "Osk Marine is negotiating with Voltan about sharing the cost and has included no recovery in its accounts." => [];
    dont_look_for_a_denial_of_what_was_stopped:
        ["Fiona Marsh, the chief executive, said Orrin Mill had stopped buying from Tressel.", "Tressel sells nuts."],
        "Orrin Mill no longer buys from Tressel." => [];
    dont_look_for_a_denial_of_what_somebody_is_disqualified_from:
        ["Jon Osk was disqualified from acting as a company director for 12 years.", "Osk founded the firm in 2021."],
        "Jon Osk may not act as a company director for 12 years." => [];
    dont_look_for_a_denial_where_another_sentence_has_its_word_of_something_else:
        ["Governor Ohlen told reporters that the date of the election had never been mentioned in the boardroom.", "Economists disagree over what will come next."],
        "Governor Ohlen told reporters that the date of the election had never come up in the boardroom." => [];
}
