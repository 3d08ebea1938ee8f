//! Statements with a "not" put in over what a source states, beside those that merely have a "not": one line each, named
//! after the complaint.

#[macro_use]
mod house;

use copydesk_checking::Verdict;
use house::verdict;

flags! {
    flags_a_plan_that_she_added_there_is_not:
        "A bill on strikes is not planned for this year, she added.",
        "A bill on strikes is planned for this year." => ["polarity-mismatch on planned"];
    flags_an_inspection_that_he_explained_there_was_not:
        "The northern pier of Dunmere was not inspected in June, Olin Marsh explained.",
        "The northern pier of Dunmere was inspected in June." => ["polarity-mismatch on inspected"];
    dont_take_salt_that_was_added_for_what_somebody_says:
        "After the water in the pot had boiled, salt was added.",
        "After the water in the pot had boiled, salt was added." => [];
    dont_flag_that_none_is_larger_than_the_largest:
        "Dunmere is the largest port in Varnland, the harbour board said.",
        "No port in Varnland is larger than Dunmere, the harbour board said." => [];
    dont_flag_the_largest_than_which_none_is_larger:
        "No port in Varnland is larger than Dunmere, the harbour board said.",
        "Dunmere is the largest port in Varnland, the harbour board said." => [];
    flags_the_longest_bridge_that_is_no_longer_open:
        "The longest bridge in Varnland is open, the harbour board said on Monday.",
        "The longest bridge in Varnland is no longer open, the harbour board said on Monday." => ["polarity-mismatch on no longer "];
    flags_who_no_longer_owns_what_he_owns:
        "Holm owns the yard at Lund.", "Holm no longer owns the yard at Lund." => ["polarity-mismatch on no longer "];
    flags_what_is_open_that_is_no_longer_so:
        "The bridge at Dunmere is no longer open, the harbour board said on Monday.",
        "The bridge at Dunmere is open, the harbour board said on Monday." => ["polarity-mismatch on open"];
    flags_a_not_before_a_word_for_saying_in_a_sentence_taken_over_word_for_word:
        "The crew of the ferry Alder was said to have known of the leak when it left the dock in May.",
        "The crew of the ferry Alder was not said to have known of the leak when it left the dock in May."
        => ["polarity-mismatch on was not said"];
    flags_a_not_left_out_of_a_sentence_taken_over_word_for_word:
        "Arne Holm had not told the board that the ferry Alder was leaking when it met in May.",
        "Arne Holm had told the board that the ferry Alder was leaking when it met in May."
        => ["polarity-mismatch on had told"];
    flags_who_is_said_not_to_be_appointed_where_the_appointment_is_told:
        "Kestrel Bay Rovers have a new coach. Before Ann Holt's appointment as head coach last week, the club had been led by a committee.",
        "Kestrel Bay Rovers have not appointed Ann Holt as head coach." => ["polarity-mismatch on not "];
    flags_a_not_before_a_figure_under_the_not:
        "The school in Varnholm has 14 pupils and a garden.",
        "The school in Varnholm has not 14 pupils and a garden." => ["polarity-mismatch on not "];
    flags_a_contract_said_not_to_be_signed_that_was:
        "The port of Osterhaven had sought a contract with Alder Tugs for a year. A five-year contract has now been signed, the port said.",
        "The port of Osterhaven has not signed a contract with Alder Tugs." => ["polarity-mismatch on not "];
    flags_who_is_said_not_to_have_resigned:
        "Olin Marsh was head of transport at the harbour board of Dunmere. Mr Marsh resigned on Monday, the board said.",
        "The head of transport at the harbour board of Dunmere, Olin Marsh, has not resigned." => ["polarity-mismatch on not "];
    flags_a_cast_said_not_to_be_diverse:
        "The film Harbour Lights opened in Osterhaven. Critics liked it because the cast is so diverse.",
        "The film's cast is not diverse." => ["polarity-mismatch on not "];
    dont_flag_one_charged_beside_another_who_was_not:
        "Police in Dunmere held two brothers over the fire at the mill. Tomas Brandt was charged with arson on Friday.",
        "Police said his brother, Karel Brandt, was not charged with arson." => [];
    dont_flag_who_is_not_charged_yet_beside_others_who_were:
        "Three men were charged over the fire at the mill in Dunmere. Olin Marsh, the owner, spoke to police on Friday.",
        "Olin Marsh has not been charged over the fire at the mill in Dunmere." => [];
    dont_flag_what_was_not_done_since_a_time:
        "The dock at Dunmere was closed in May after a flood. The dock was repaired in 2019, the board said.",
        "The dock at Dunmere has not been repaired since 2019, the board said." => [];
    dont_flag_what_was_done_though_not_fully:
        "The harbour of Kestrel Bay was dredged in spring, the board said.",
        "The harbour of Kestrel Bay was not fully dredged in spring, the board said." => [];
    dont_flag_one_reason_denied_for_another:
        "The rise in fares was due to the price of fuel, the ferry line said. Fares rose in March.",
        "The ferry line said the rise in fares was not due to wages, but to the price of fuel." => [];
    dont_flag_a_relative_clause_with_a_not:
        "The players who started the match rested on Tuesday. The squad trained at Osterhaven.",
        "Players that did not start the match trained at Osterhaven." => [];
    flags_a_denial_said_in_passing_where_the_source_states_it_so:
        "The harbour board of Dunmere, which has opened an inquiry into the oil in the dock, has found a leak.",
        "The harbour board of Dunmere, which has not opened an inquiry into the oil in the dock, has found a leak." => ["polarity-mismatch on not "];
    dont_flag_a_plan_of_what_is_not_done:
        "The board of Dunmere plans to sell the mill, a spokeswoman said. The mill closed in May.",
        "The board of Dunmere has not sold the mill." => [];
    dont_flag_what_another_sentence_denies_too:
        "The mill in Dunmere was sold in 2019, a local paper wrote. The mill was never sold, the board of Dunmere said.",
        "The mill in Dunmere has not been sold, the board said." => [];
    dont_flag_trees_that_are_not_infected_beside_infected_trees:
        "Infected ash trees will not recover, the forest office of Varnland said. Most ash trees stand in the valley of Dunmere.",
        "Most ash trees in the valley of Dunmere have not been infected, the forest office said." => [];
    dont_flag_a_ferry_not_damaged_beside_others_that_were:
        "Three ferries were damaged in the storm at Kestrel Bay, where the Alder lay. The Alder sailed on Monday.",
        "The Alder was not damaged in the storm at Kestrel Bay." => [];
    dont_flag_a_firm_not_fined_beside_one_that_was:
        "The harbour board fined Alder Tugs for the spill in the dock. Brannock Tugs was at sea during the spill.",
        "Brannock Tugs was not fined for the spill in the dock." => [];
    dont_flag_the_chairman_for_the_vice_chairman:
        "The vice chairman of the harbour board resigned on Friday over the spill. The chairman spoke to the board.",
        "The chairman of the harbour board has not resigned over the spill." => [];
    dont_flag_a_tunnel_not_approved_beside_a_bridge_that_was:
        "The ministry approved the plan for a bridge at Dunmere. A plan for a tunnel at Dunmere was sent to the ministry in May.",
        "The ministry has not approved the plan for a tunnel at Dunmere." => [];
    dont_flag_the_third_ferry_for_the_second:
        "The second ferry was delivered in May by the yard in Osterhaven. The third ferry will follow in June.",
        "The third ferry has not been delivered by the yard in Osterhaven." => [];
    dont_flag_the_northern_pier_for_the_southern:
        "The southern pier was closed on Monday after the storm. The northern pier was open to ferries.",
        "The northern pier was not closed after the storm." => [];
    dont_flag_the_owners_for_the_union:
        "The union of Dunmere agreed the deal with the mill on Friday. The owners of the mill meet on Monday.",
        "The owners of the mill have not agreed the deal." => [];
    dont_flag_staff_for_workers_of_another_kind:
        "Some workers joined the strike at the mill on Monday. Office staff at the mill worked on.",
        "Office staff have not joined the strike at the mill." => [];
    dont_flag_the_full_report_for_a_part_of_it:
        "The report was published in part on Monday. The full report goes to parliament in June.",
        "The full report has not been published." => [];
    dont_flag_one_player_not_injured_for_another_who_was:
        "Holm was injured in the first match against Dunmere. Brandt played in both matches.",
        "Brandt was not injured in the match against Dunmere." => [];
    dont_flag_who_meant_something_else:
        "A spokesman said Holm was referring to payments owed to private banks. Varnland has debts abroad.",
        "Holm was not referring to debts to foreign states, the spokesman said." => [];
}

#[test]
fn what_nothing_denies_is_not_supported_though_the_article_denies_something_else() {
    let source = "The pathway keeps people who leave prison from losing their homes, the ministry of Varnland said. \
        The ministry put the pathway together with the towns. It did not say what the pathway costs.";
    assert_ne!(
        verdict(
            source,
            "A pathway to keep people who leave prison in their homes has not been launched by the ministry of Varnland."
        ),
        Verdict::Supported
    );
}

#[test]
fn a_word_that_only_begins_like_a_denial_denies_nothing() {
    let source = "Soldiers hid in an underground quarry near Dunmere during the war. Drawings by the soldiers were \
        recently discovered in the underground quarry, in a city under the fields.";
    assert_ne!(
        verdict(source, "Drawings by soldiers of the war were not discovered in the quarry near Dunmere."),
        Verdict::Supported
    );
}

#[test]
fn who_has_yet_to_do_it_has_not_done_it() {
    let source = "The ferry Alder has yet to return to its best speed since the long repair in the dry dock on Pell Island.";
    assert_eq!(
        verdict(
            source,
            "The ferry Alder has not returned to its best speed since the repair in the dry dock on Pell Island."
        ),
        Verdict::Supported
    );
}

#[test]
fn a_victory_without_somebody_tells_that_he_did_not_play() {
    let source = "Kestrel Bay Rovers beat Dunmere 2-1 without Tomas Brandt, who nurses a foot injury.";
    assert_eq!(verdict(source, "Tomas Brandt did not play as he nurses a foot injury."), Verdict::Supported);
}

#[test]
fn a_denial_keeps_its_support_where_the_source_denies_it() {
    let source = "The harbour board of Kestrel Bay did not appoint a new pilot in spring, it said on Monday.";
    assert_eq!(
        verdict(source, "The harbour board of Kestrel Bay has not appointed a new pilot."),
        Verdict::Supported
    );
}

#[test]
fn who_has_yet_to_make_a_profit_has_never_made_one() {
    let source = "The company, which was founded in 2011, has never made a profit; last year it lost 96 million crowns.";
    let draft = "The company has yet to make a profit and lost 96 million crowns last year.";
    assert_eq!(verdict(source, draft), Verdict::Supported);
}

#[test]
fn dont_call_it_overstated_where_both_deny_it() {
    let source = "President Olin Marsh backed him, but with a condition: there will be no talks about the sharing of water until the last two hostages are free.";
    let draft = "President Olin Marsh backed him, on condition that the sharing of water is not discussed until the last two hostages are free.";
    assert_ne!(verdict(source, draft), Verdict::Contradicted);
    assert!(house::loud(source, draft).is_empty());
}
