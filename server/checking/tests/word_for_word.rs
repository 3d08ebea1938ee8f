//! Sentences taken over from a source word for word but for one figure, date or name: one line each, named after the complaint.

#[macro_use]
mod house;

// One figure is another one: whatever it is tagged as.
says! {
    dont_call_a_sentence_supported_with_another_time_of_day_in_it:
        ["Police in Lund said the siren was heard at the harbour office at 1310 GMT on Friday, well before the storm."],
        "Police in Lund said the siren was heard at the harbour office at 7710 GMT on Friday, well before the storm." => ["number-mismatch on 7710"];
    dont_call_a_sentence_supported_with_another_season_in_it:
        ["The Orby mill crushed a record 521,500 tonnes of beet in the 2028/29 season, the county said."],
        "The Orby mill crushed a record 521,500 tonnes of beet in the 2028/92 season, the county said." => ["date-mismatch on 2028/92"];
    dont_take_a_season_that_is_written_out_for_another:
        ["The Orby mill crushed a record 521,500 tonnes of beet in the 2028/29 season, the county said."],
        "The Orby mill crushed a record 521,500 tonnes of beet in the 2028/2029 season, the county said." => [];
    dont_call_a_bound_supported_that_is_another_one:
        ["The council of Falk authorised the harbour to borrow up to 25 million crowns for the new quay."],
        "The council of Falk authorised the harbour to borrow up to 65 million crowns for the new quay." => ["number-mismatch on 65 million"];
    dont_call_a_figure_supported_that_another_sentence_might_be_taken_for:
        ["Pilots of Norrair are on strike for four hours every morning, and dozens of domestic flights were called off. Norrair said it had cancelled 96 domestic flights and warned of severe disruption to other services."],
        "Norrair said it had cancelled 64 domestic flights and warned of severe disruption to other services." => ["number-mismatch on 64"];
    dont_call_an_hour_supported_that_no_day_has:
        ["Fans can see the band beside the choir of Falk and Jonas Renner, live from the harbour stage at 7:00 p.m."],
        "Fans can see the band beside the choir of Falk and Jonas Renner, live from the harbour stage at 7:65 p.m." => ["number-mismatch on 7:65"];
    dont_call_an_age_supported_that_is_written_as_one_word:
        ["Since docking with the station in December, the 53-year-old commander from Falk has kept followers on Earth informed."],
        "Since docking with the station in December, the 21-year-old commander from Falk has kept followers on Earth informed." => ["number-mismatch on 21-year-old"];
    dont_call_a_score_supported_that_is_written_as_one_word:
        ["In his first season with the Falk Rovers he saw action in nine games and completed 10-of-14 passes."],
        "In his first season with the Falk Rovers he saw action in nine games and completed 10-of-27 passes." => ["number-mismatch on 10-of-27"];
    dont_call_a_figure_supported_where_the_draft_adds_who_says_so:
        ["Fishing boats from Falk and the two ports south of it landed 4,180 tonnes of herring between March and the end of June."],
        "Fishing boats from Falk and the two ports south of it landed 9,180 tonnes of herring between March and the end of June, a spokeswoman said." => ["number-mismatch on 9,180"];
    dont_flag_millions_that_are_written_in_full:
        ["Elders bought the Orby brewery from Halden Trust last year for 1.4 million crowns, Renner said."],
        "Elders bought the Orby brewery from Halden Trust last year for 1,400,000 crowns." => [];
    dont_flag_a_figure_that_was_rounded:
        ["The council of Falk paid the builders of the quay 4.26 million crowns in March, more than it had planned."],
        "The council of Falk paid the builders of the quay 4.3 million crowns in March, more than it had planned." => [];
    dont_flag_a_figure_that_was_written_out:
        ["The council of Falk paid the builders of the quay in 3 parts, the last of them in March."],
        "The council of Falk paid the builders of the quay in three parts, the last of them in March." => [];
}

// What is another one's, or told by another.
says! {
    dont_contradict_a_figure_that_another_report_has:
        Warning, ["The ferry Alder ran aground off Falk with 214 people on board, the coast guard said.", "The coast guard has corrected its figures: the Alder, which ran aground off Falk, had 241 people on board."],
        "The ferry Alder ran aground off Falk with 241 people on board, the coast guard said." => [];
    dont_contradict_the_next_line_of_a_list:
        Warning, ["Falk 3, Osk Rovers 1 in the second round of the cup."],
        "Falk 2, Osk Rovers 1 in the second round of the cup." => [];
    dont_contradict_the_next_battalion:
        Warning, ["The 2nd Battalion of the Orby Rifles was formed in Falk in September 1914 and fought on the coast."],
        "The 1st Battalion of the Orby Rifles was formed in Falk in September 1914 and fought on the coast." => [];
}

// One name is another one, though both begin alike.
says! {
    dont_take_two_ministers_for_one_by_their_post:
        ["Finance Minister Hanna Osk told reporters in Lund on Friday that the harbour would be sold before the winter, whatever the council said."],
        "Finance Minister Arne Falk told reporters in Lund on Friday that the harbour would be sold before the winter, whatever the council said." => ["actor-mismatch on Arne Falk"];
    dont_take_two_banks_for_one_by_their_first_word:
        ["The loan to the ferry line was arranged by Bank Osterhaven in the spring and has been secured against the company's two older ships."],
        "The loan to the ferry line was arranged by Bank Halden in the spring and has been secured against the company's two older ships." => ["actor-mismatch on Bank Halden"];
    dont_flag_somebody_by_her_surname_and_post:
        ["Finance Minister Hanna Osk told reporters in Lund on Friday that the harbour would be sold before the winter, whatever the council said."],
        "Finance Minister Osk told reporters in Lund on Friday that the harbour would be sold before the winter, whatever the council said." => [];
}

#[test]
fn dont_call_it_wrong_where_a_later_report_has_put_it_right() {
    let first = "The council of Falk put the cost of the new quay at 4.2 million crowns on Tuesday, more than it had planned.";
    let later = "The quay at Falk is to cost 4.5 million crowns, the council corrected itself.";
    let draft = "The council of Falk put the cost of the new quay at 4.5 million crowns on Tuesday, more than it had planned.";
    let told = |sources: &[(&str, &str)]| house::said(&house::judge_with(sources, draft), draft);
    assert_eq!(told(&[("2031-05-06", first), ("2031-05-07", later)]), [""; 0]);
    assert_eq!(told(&[("2031-05-06", first)]), ["number-mismatch on 4.5 million"]);
    // Of a report without a date nobody knows that it was the first.
    assert_eq!(told(&[("", first), ("2031-05-07", later)]), ["number-mismatch on 4.5 million"]);
}
