//! Another cause than the sources give: one line each, named after the complaint.

#[macro_use]
mod house;

says! {
    a_forecast_lowered_for_another_reason:
        "The firm cut its forecast for 2030 to 4 percent because orders from Asia had dried up, finance chief Ida Moe said.",
        "The firm cut its forecast for 2030 to 4 percent because of rising wages."
        => ["unsupported-detail on because of rising wages"];
    dont_flag_a_cause_told_by_its_noun:
        "The council closed the Aspen Road school on Friday after an inspector found asbestos in the roof.",
        "The Aspen Road school was closed on Friday because asbestos had been found." => [];
    a_cause_that_stands_nowhere:
        "The council closed the Aspen Road school on Friday after an inspector found asbestos in the roof.",
        "The Aspen Road school was closed on Friday because of a gas leak."
        => ["unsupported-detail on because of a gas leak"];
    a_delay_blamed_on_something_else_in_the_next_sentence:
        "The 8.15 ferry to Holm sailed forty minutes late on Monday. The delay was caused by a fault in the ramp, the operator said.",
        "The 8.15 ferry sailed forty minutes late on Monday because of fog."
        => ["unsupported-detail on because of fog"];
    dont_flag_the_cause_in_the_next_sentence:
        "The 8.15 ferry to Holm sailed forty minutes late on Monday. The delay was caused by a fault in the ramp, the operator said.",
        "The 8.15 ferry sailed forty minutes late on Monday because of a broken ramp." => [];
    one_cause_for_what_another_has:
        "Net profit fell to 12 million crowns, mainly as a result of a weaker dollar. Sales rose 3 percent thanks to new shops in Holm.",
        "Sales rose 3 percent because of higher prices."
        => ["unsupported-detail on because of higher prices"];
    dont_flag_a_cause_in_other_words:
        "Net profit fell to 12 million crowns, mainly as a result of a weaker dollar. Sales rose 3 percent thanks to new shops in Holm.",
        "Sales rose 3 percent because of new stores." => [];
    a_reason_that_whoever_left_did_not_give:
        "Runa Sand resigned as mayor on Monday, citing ill health.",
        "Runa Sand resigned as mayor on Monday because of a scandal over expenses."
        => ["unsupported-detail on because of a scandal over expenses"];
    dont_flag_a_cause_that_is_an_effect_of_the_source_s:
        "The airport shut one of its two runways for six hours because of snow. Forty flights were cancelled.",
        "Forty flights were cancelled because a runway was shut." => [];
    a_cause_beside_the_one_that_the_next_sentence_gives:
        "The new theatre should open in the spring of 2035, a year later than planned. The delay has been caused by the bankruptcy of the builder. A second firm takes over in May. It asked for a deposit. Money is not the difficulty, the ministry said.",
        "The opening of the new theatre has slipped by a year to the spring of 2035 because the money ran short."
        => ["unsupported-detail on because the money ran short"];
    a_reason_that_shares_a_word_with_another_sentence:
        "Curator Mara Ilt resigned on 9 June because the decision fell short of the evidence. She had put her case to the trustees that morning.",
        "Curator Mara Ilt resigned on 9 June because the trustees had not consulted her."
        => ["unsupported-detail on because the trustees had not consulted"];
    dont_take_those_due_to_work_for_a_cause:
        "The company said that 54 percent of the staff on the rota had turned up on Tuesday.",
        "The company said that 54 percent of those due to work had turned up on Tuesday." => [];
}
