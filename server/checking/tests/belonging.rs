//! Values and names taken from elsewhere in the same source: what is flagged, what is merely not called supported, and what is
//! right however it is told. One line each, named after the complaint.

#[macro_use]
mod house;

use copydesk_checking::{Stance, Verdict};
use house::{judge_with, verdict};

const BUDGET: &str = "Karsund council adopted its budget on Monday. It will spend 40 million crowns on the harbour, 12 million on a new school \
     in Fjelby and 6 million on the library. The swimming pool in Brekke will close in June and the youth club in Fjelby in August. \
     Mayor Greta Lind blamed the government for the cuts, while councillor Jon Aas praised it for keeping the hospital open. \
     Karsund Energi paid the council a dividend of 28 million crowns last year and 19 million the year before.";

const RESULTS: &str = "Osk Marine made a net profit of 3.1 million crowns in the first quarter on sales of 22 million, it said on Thursday. \
     Orders grew 18 percent to 61 million crowns, while costs went up 7 percent. \
     The engines arm earned 2.8 million crowns and the pumps arm 1.2 million.";

const CRASH: &str = "A bus and a lorry collided near Brekke on Friday morning. \
     The dead were the bus driver, Arne Falk, 43, and a passenger, 12-year-old Mia Strand. \
     The lorry driver, a man of 58, was only slightly hurt. \
     The bus was built in 2027; the lorry dates from 2019. \
     Witness Piet Holm broke a window and pulled four children out. \
     The crash happened at 7.40 a.m.; the first ambulance arrived at 8.05.";

const MATCH: &str = "Kask headed the first goal in the 12th minute and Nygard made it 2-0 in the 34th minute. \
     Rovers last won the league in 2019 and the cup in 2024. \
     Rovers captain Leif Borg was sent off in the 70th minute for a second yellow card.";

const QUARREL: &str = "The row on the harbour board goes on. Nora Sandberg wants the ferry Alder sold to the town of Fjelby before the winter, and blames \
     Peter Holm for the delay. Holm, who has led the board for six years, was born in Fjelby.";

macro_rules! verdicts {
    ($($name:ident: $source:expr, $draft:literal => $want:ident;)+) => {
        $(#[test] fn $name() { assert_eq!(verdict($source, $draft), Verdict::$want); })+
    };
}

flags! {
    flags_the_harbour_s_money_given_to_the_school:
        BUDGET, "A new school in Fjelby gets 40 million crowns." => ["number-mismatch on 40 million"];
    flags_this_year_s_dividend_with_last_year_s_figure:
        BUDGET, "Karsund Energi paid the council a dividend of 19 million crowns last year." => ["number-mismatch on 19 million"];
    flags_the_month_in_which_the_club_closes_for_the_pool:
        BUDGET, "The swimming pool in Brekke will close in August." => ["date-mismatch on August"];
    flags_the_minute_of_another_goal:
        MATCH, "Kask headed the first goal in the 34th minute." => ["number-mismatch on 34th"];
    flags_one_of_two_named_in_a_sentence_put_in_the_place_of_who_does_it:
        QUARREL, "Holm wants the ferry Alder sold to the town of Fjelby before the winter." => ["actor-mismatch on Holm"];
    flags_a_name_of_the_source_in_the_place_of_another_word_for_word:
        "The choir of Kestrel Bay will be led by Leif Borg and Ola Kask until the new hall behind the station opens its doors in October. Sami Orre sings bass.",
        "The choir of Kestrel Bay will be led by Sami Orre and Ola Kask until the new hall behind the station opens its doors in October."
        => ["actor-mismatch on Sami Orre"];
    dont_flag_a_further_line_of_a_race_word_for_word:
        "Arne Falk (Osterhaven Rowers) passes the red buoy second from the inner lane in calm water. Piet Holm (Osterhaven Rowers) passes the red buoy second from the inner lane in calm water. Leif Borg (Osterhaven Rowers) passes the red buoy second from the inner lane in calm water.",
        "Ola Kask (Osterhaven Rowers) passes the red buoy second from the inner lane in calm water." => [];
    dont_flag_the_bank_of_the_other_loan_word_for_word:
        "The first loan of 500 million crowns, led by Osk Bank, runs for twelve years and is paid back in one sum at the end.",
        "The second loan of 200 million crowns, led by Varn Bank, runs for twelve years and is paid back in one sum at the end." => [];
    dont_flag_a_name_without_its_office_word_for_word:
        "Harbour Master Arne Holm opened the long fish market by the old customs house with a glass of milk.",
        "Arne Holm opened the long fish market by the old customs house with a glass of milk." => [];
    dont_flag_a_surname_for_a_first_name_word_for_word:
        "Kate opened the long fish market by the old customs house with a glass of milk. Kate Lind is 34.",
        "Lind opened the long fish market by the old customs house with a glass of milk." => [];
    dont_flag_a_name_for_an_office_word_for_word:
        "The Prime Minister opened the long fish market by the old customs house with a glass of milk.",
        "Edda Corwin opened the long fish market by the old customs house with a glass of milk." => [];
    dont_flag_what_each_of_them_gets:
        BUDGET, "The harbour gets 40 million crowns, a new school in Fjelby 12 million and the library 6 million." => [];
}

verdicts! {
    the_school_s_money_for_the_harbour_is_no_support:
        BUDGET, "The council will spend 12 million crowns on the harbour." => PartlySupported;
    the_costs_growth_for_that_of_orders_is_wrong:
        RESULTS, "Orders grew by 7 percent to 61 million crowns." => Contradicted;
    one_arm_s_profit_for_another_s_is_no_support:
        RESULTS, "The pumps arm earned 2.8 million crowns." => PartlySupported;
    the_year_of_the_cup_for_that_of_the_league_is_no_support:
        MATCH, "Rovers won the league in 2024." => PartlySupported;
    who_praised_is_not_who_blamed:
        BUDGET, "Councillor Jon Aas blamed the government for the cuts." => PartlySupported;
    the_bus_s_year_for_the_lorry_s_is_no_support:
        CRASH, "The lorry was built in 2027." => PartlySupported;
    what_one_captain_did_is_not_another_s:
        MATCH, "Nygard was sent off in the 70th minute for a second yellow card." => Contradicted;
    what_the_source_says_of_a_noun_may_be_said_of_the_name:
        "Nora Sandberg wants the ferry Alder sold before the winter. The chairman wants the ferry Alder sold before the winter too. Peter Holm, 61, is chairman.",
        "Peter Holm wants the ferry Alder sold before the winter." => Supported;
    who_chairs_another_board_does_not_chair_this_one:
        "The electoral board, chaired by judge Ruth Amsel, got 85 complaints. The speaker, Tove Lund, lost her seat.",
        "The electoral board is chaired by Tove Lund." => PartlySupported;
    the_hospital_of_the_others_is_no_support:
        "Five people were hurt. Three of the injured were taken to Kestrel Bay hospital and two to the smaller one in Dunmere.",
        "Three of the injured were taken to Dunmere hospital." => PartlySupported;
    what_a_pronoun_did_may_be_anybody_s_named_before:
        "Piet Holm drove behind the bus. He pulled four children out of it, while Jon Aas called an ambulance.",
        "Holm pulled four children out of the bus." => Supported;
    what_is_still_to_be_found_is_more_of_the_same:
        "The council of Dunmere has found 14 of the 21 million crowns of savings that it needs. It must find 7 million crowns more.",
        "The council of Dunmere must find 7 million crowns of savings." => Supported;
    a_figure_told_with_its_own_thing_is_supported:
        BUDGET, "The council will spend 12 million crowns on a new school." => Supported;
    a_shorter_list_is_supported:
        BUDGET, "The library gets 6 million crowns." => Supported;
    the_second_of_two_closures_is_supported:
        BUDGET, "The swimming pool in Brekke is to close in June." => Supported;
    the_last_of_two_prizes_is_supported:
        MATCH, "Rovers last won the cup in 2024." => Supported;
    the_arm_that_is_told_without_a_verb_is_supported:
        RESULTS, "The pumps arm earned 1.2 million crowns." => Supported;
    sales_told_without_the_profit_are_supported:
        RESULTS, "First-quarter sales came to 22 million crowns." => Supported;
    whom_a_clause_of_his_own_has_praising_is_supported:
        BUDGET, "Jon Aas praised the government for keeping the hospital open." => Supported;
    the_bus_that_was_built_is_supported:
        CRASH, "The bus was built in 2027." => Supported;
    two_growths_told_by_their_order_alone_are_left_alone:
        RESULTS, "Orders and costs grew by 18 and 7 percent." => Supported;
}
flags! {
    dont_flag_a_penalty_that_one_had_saved_by_another:
        "Goalkeeper Sami Orre saved a penalty by Nygard shortly before half-time.",
        "Nygard had a penalty saved by Sami Orre before half-time." => [];
}

#[test]
fn what_tells_it_of_another_is_not_shown_as_support() {
    let draft = "The council will spend 12 million crowns on the harbour.";
    let judged = judge_with(&[("2031-05-06", BUDGET)], draft);
    assert!(judged[0].evidence.iter().all(|piece| piece.stance != Stance::Supports));
}
