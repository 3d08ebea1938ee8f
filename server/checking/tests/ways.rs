//! Figures that are right in their digits and wrong in what is said of them: up for down, all for most, a month for a year. One line
//! each, named after the complaint.

#[macro_use]
mod house;

use copydesk_checking::{Severity, Verdict};
use house::{judge_with, said_from};

flags! {
    flags_shares_that_had_risen_by_what_they_were_down:
        "Brightwater shares were down 4.2 percent at 37.10 crowns by midday.",
        "By midday shares in Brightwater had risen 4.2%." => ["polarity-mismatch on risen"];
    flags_a_cap_gone_up_that_was_lowered:
        "The fare cap was lowered by 3 per cent in October 2030 and left unchanged in April 2031.",
        "The fare cap had gone up by 3 per cent in October 2030." => ["polarity-mismatch on up"];
    flags_it_gone_up_where_it_was_lowered_the_same_month:
        "The fare cap was lowered by 3 per cent in October 2030 and left unchanged in April 2031.",
        "It had gone up by 3 per cent in October 2030." => ["polarity-mismatch on up"];
    flags_up_from_for_down_from:
        "Unemployment in Varnland stood at 6.1 percent in June, down from 6.8 percent in May.",
        "Unemployment in Varnland was 6.1 percent in June, up from 6.8 percent in May." => ["polarity-mismatch on up"];
    flags_jobs_added_that_were_shed:
        "The airline shed 600 jobs last year, its annual report says.",
        "The airline added 600 jobs last year, according to its annual report." => ["polarity-mismatch on added"];
    flags_fares_cut_that_will_rise:
        "Rail fares will rise 4.9 percent in January, the regulator said.",
        "The regulator said rail fares will be cut by 4.9 percent in January." => ["polarity-mismatch on cut"];
    flags_was_up_to_for_fell_to:
        "Foreign debt of Varnland fell to 32.9 billion crowns in the last quarter of 2030.",
        "Foreign debt of Varnland was up to 32.9 billion crowns in the last quarter of 2030." => ["polarity-mismatch on up"];
    dont_flag_a_fall_told_by_another_word:
        "Brightwater shares were down 4.2 percent at 37.10 crowns by midday.",
        "By midday Brightwater shares had fallen 4.2%." => [];
    dont_flag_the_month_in_which_it_rose_as_much:
        "Ridership fell 12 percent in May but rose 12 percent in June.", "Ridership rose 12 percent in June." => [];
    dont_flag_what_another_got_more:
        "The council cut the museum grant by 40,000 crowns. It raised the library grant by 40,000 crowns.",
        "The library's grant went up by 40,000 crowns." => [];
    dont_flag_a_dollar_that_lost_what_the_crown_gained:
        "The Varnish crown gained 1.5 percent against the dollar on Monday.",
        "The dollar lost 1.5 percent against the Varnish crown on Monday." => [];
    dont_flag_a_fall_to_a_figure_after_a_rise_from_it:
        "The price of a ticket was up from 45 crowns in spring.", "The price of a ticket was down to 45 crowns in spring." => [];
    dont_flag_power_for_gas_that_went_the_other_way:
        "The price of gas fell 14 percent in March, Osk Bank said.",
        "Power was up 14 percent in March, the regulator said." => [];
    dont_flag_a_slower_decline:
        "The decline slowed to 3 percent in May from 7 percent in April.",
        "Output was down 3 percent in May, after a fall of 7 percent in April." => [];

    flags_no_other_where_one_may_remain:
        "In 23 areas no more than one other large supermarket would remain, the authority said.",
        "In 23 areas no other large supermarket would remain, the authority said." => ["overstated on no other"];
    flags_none_for_few:
        "Few of the 40 tenants have been offered another flat, the lawyer said.",
        "None of the 40 tenants has been offered another flat, the lawyer said." => ["overstated on None of the 40 tenants"];
    flags_all_for_nearly_all:
        "Nearly all of the vaccine doses had been used by noon, the clinic said.",
        "All of the vaccine doses had been used by noon, the clinic said." => ["overstated on All"];
    flags_all_for_all_but_two:
        "All but two of the ferries were back in service by Wednesday, Norlake Line said.",
        "All of the ferries were back in service by Wednesday, Norlake Line said." => ["overstated on All"];
    flags_all_for_a_third:
        "A third of the houses in Kestrel Bay were without power on Sunday.",
        "All houses in Kestrel Bay were without power on Sunday." => ["overstated on All"];
    flags_all_for_so_many_of_so_many:
        "Twelve of the 14 defendants pleaded guilty in Osterhaven on Monday.",
        "All of the defendants pleaded guilty in Osterhaven on Monday." => ["overstated on All"];
    dont_flag_all_where_the_rest_followed:
        "Half of the schools in Dunmere reopened on Monday and the others on Tuesday.",
        "All schools in Dunmere reopened this week." => [];
    dont_flag_all_of_one_thing_beside_most_of_another:
        "The strike stopped all trains in the south and most trains in the north.",
        "All trains in the south were stopped by the strike." => [];
    dont_flag_all_that_another_sentence_tells:
        "Nearly all members of the crew were ill. All members of the crew were tested.",
        "All members of the crew were tested." => [];

    flags_a_quarter_for_a_year:
        "The programme is intended to lower annual costs by EUR 45 million by the end of 2027.",
        "The programme is meant to cut costs by €45m per quarter by the end of 2027." => ["number-mismatch on per quarter"];
    flags_a_month_earlier_for_a_year_earlier:
        "Rents in Dunmere were 4 percent higher in May than a year earlier, the office said.",
        "Rents in Dunmere were 4 percent higher in May than in the previous month, the office said." =>
        ["number-mismatch on previous month"];
    flags_month_on_month_for_year_on_year:
        "Output grew 1.2 percent year-on-year in the spring, the bank said.",
        "Output grew 1.2 percent month-on-month in the spring, the bank said." => ["number-mismatch on month-on-month"];
    flags_what_it_costs_monthly_for_a_year:
        "The museum has running costs of 2 million crowns a year.",
        "The museum's monthly running costs are 2 million crowns." => ["number-mismatch on monthly"];
    dont_flag_a_year_earlier_told_as_on_the_year:
        "Rents were 4 percent higher in May than a year earlier.", "Rents in May were 4 percent up on the year." => [];
    dont_flag_the_same_month_of_last_year:
        "Rents were 4 percent higher in May than a year earlier.",
        "Rents in May were up 4 percent from the same month of last year." => [];
    dont_flag_one_of_two_comparisons:
        "Prices rose 1 percent from a month earlier and 1 percent from a year earlier.",
        "Prices rose 1 percent from a year earlier." => [];
    dont_take_an_annual_meeting_for_a_rate:
        "At the annual meeting the firm named a dividend of 3 crowns.",
        "The firm's quarterly dividend is 3 crowns." => [];
}

/// What is put in place of the first finding's words.
fn fix(source: &str, draft: &str) -> Option<String> {
    let judgements = judge_with(&[("2031-05-06", source)], draft);
    let finding = judgements.iter().flat_map(|judgement| &judgement.findings).next()?;
    Some(finding.fixes.first()?.edits.first()?.text.clone())
}

#[test]
fn what_is_turned_round_is_put_in_the_draft_s_own_form() {
    let shares = "Brightwater shares were down 4.2 percent at 37.10 crowns by midday.";
    assert_eq!(fix(shares, "By midday shares in Brightwater had risen 4.2%.").as_deref(), Some("fallen"));
    let cap = "The fare cap was lowered by 3 per cent in October 2030.";
    assert_eq!(fix(cap, "The fare cap had gone up by 3 per cent in October 2030.").as_deref(), Some("down"));
    assert_eq!(
        fix(cap, "The fare cap was raised by 3 per cent in October 2030.").as_deref(),
        Some("lowered")
    );
}

#[test]
fn dont_put_an_adjective_where_a_period_stands() {
    let source = "The programme is intended to lower annual costs by EUR 45 million by the end of 2027.";
    assert_eq!(
        fix(source, "The programme is meant to cut costs by €45m per quarter by the end of 2027."),
        None
    );
}

#[test]
fn dont_call_all_of_the_returnees_supported_where_most_of_them_are_meant() {
    let source = "Ludmila Ravn said that most of those who returned had lost a good deal of weight and that some had told her staff of beatings.";
    let draft = "Ludmila Ravn said all of the returnees had lost a good deal of weight and that some spoke of beatings.";
    let judgements = judge_with(&[("2031-05-06", source)], draft);
    assert!(judgements.iter().all(|judgement| judgement.verdict != Verdict::Supported));
    assert!(!said_from(Severity::Hint, &judgements, draft).is_empty());
}
