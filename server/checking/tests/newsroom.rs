//! Statements of courts, parliaments, studies and storms: what is flagged and what is not, named after the complaint.

mod house;

use copydesk_checking::{Judgement, Settings, Verdict};
use copydesk_library::Metadata;
use house::{judge, library, said};

fn judged(published: &str, source: &str, written: &str, draft: &str) -> Vec<Judgement> {
    let meta = Metadata { published: published.parse().ok(), ..Metadata::default() };
    judge(&library([(source, meta)]), &Settings::default(), written, draft)
}

/// "code on words" for every finding at warning level or above, of a draft and a source of these days.
fn loud(published: &str, source: &str, written: &str, draft: &str) -> Vec<String> {
    said(&judged(published, source, written, draft), draft)
}

/// Whether the draft's one statement counts as supported by the source.
fn supported(source: &str, draft: &str) -> bool {
    judged("2031-01-18", source, "2031-01-18", draft).iter().all(|j| j.verdict == Verdict::Supported)
}

#[test]
fn dont_call_a_conviction_supported_by_a_charge() {
    let source = "Prosecutors charged the manager of the depot, Torben Hask, with negligent manslaughter.";
    assert!(supported(
        source,
        "Torben Hask, the manager of the depot, was charged with negligent manslaughter."
    ));
    assert!(!supported(
        source,
        "Torben Hask, the manager of the depot, was convicted of negligent manslaughter."
    ));
}

macro_rules! flags {
    ($($name:ident: $published:literal, $source:literal, $written:literal, $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() {
            assert_eq!(loud($published, $source, $written, $draft), Vec::<String>::from([$($want.to_owned()),*]));
        })+
    };
}

flags! {
    flags_in_a_feature_written_weeks_after_its_sources:
        "2031-01-18", "Mayor Anna Holm and the harbour master, Torben Hask, spoke at Dunmere. The order to boil water was lifted on 29 January.",
        "2031-04-25", "Anna Holm and Torben Hask spoke at Dunmere. The order to boil water was lifted on 29 March." => ["date-mismatch on 29 March"];
    dont_flag_another_days_news_of_one_of_the_people:
        "2031-01-18", "Anna Holm spoke. The number of working rigs fell by 23 to 784 in the week, the drillers said.",
        "2031-04-25", "Torben Hask, Ida Brandt and Jon Varn met. The number of working rigs fell by 31 to 784 in the week, the drillers said." => [];
    flags_words_of_the_mayor_given_to_the_minister:
        "2031-01-18", "\"We have never seen the water come so fast,\" said the town's mayor, Anna Holm.",
        "2031-01-18", "\"We have never seen the water come so fast,\" said Torben Hask." => ["misattributed on Torben Hask"];
    flags_all_for_most:
        "2031-01-18", "Most of the patients had slept in the sports hall of Dunmere.",
        "2031-01-18", "All of the patients had slept in the sports hall of Dunmere." => ["number-mismatch on All"];
    flags_all_for_most_of_them:
        "2031-01-18", "About 200 protesters stood outside the town hall of Dunmere. Most of them left peacefully, but police detained seven.",
        "2031-01-18", "All of the protesters left peacefully." => ["number-mismatch on All"];
    dont_flag_most_for_all:
        "2031-01-18", "All patients had slept in the sports hall of Dunmere.",
        "2031-01-18", "Most patients had slept in the sports hall of Dunmere." => [];
    dont_flag_not_all_for_most:
        "2031-01-18", "Most of the patients had slept in the sports hall of Dunmere.",
        "2031-01-18", "Not all of the patients had slept in the sports hall of Dunmere." => [];
    dont_flag_not_until_for_in:
        "2031-01-18", "The next election in Varnland is due in October 2032.",
        "2031-01-18", "The next election in Varnland is not due until October 2032." => [];
    dont_flag_is_to_be_for_planned_to:
        "2031-01-18", "Anna Holm said the government planned to present a bill on ferries before Christmas.",
        "2031-01-18", "A bill on ferries is to be presented before Christmas." => [];
    dont_flag_what_has_come_due_since:
        "2031-01-18", "Schools in the region of Dunmere will stay closed until 22 January.",
        "2031-04-25", "Schools in the region of Dunmere stayed closed until 22 January." => [];
    flags_what_has_not_come_due_yet:
        "2031-01-18", "Schools in the region of Dunmere will stay closed until 22 January.",
        "2031-01-19", "Schools in the region of Dunmere stayed closed until 22 January." => ["overstated on stayed"];
    flags_a_short_sentence_without_its_not:
        "2031-01-18", "Having children was not associated with earlier departure.",
        "2031-01-18", "Having children was associated with earlier departure." => ["polarity-mismatch on associated"];
    dont_flag_what_differs_in_its_year_too:
        "2031-06-03", "Holm Shipping paid 18.5 million crowns for the Dunmere quay in 2030, the port said. In 2029 the port took 40.2 million crowns.",
        "2031-06-03", "Holm Shipping paid 12.4 million crowns for the Dunmere quay in 2029, the port said." => [];
    dont_flag_what_is_told_of_another_class_of_shares:
        "2031-06-03", "Norvik Cod will redeem each of the 3.64 crown preferred shares at 50 crowns a share plus a premium of 2.18 crowns a share. Norvik Cod has 3.74 crown preferred shares too.",
        "2031-06-03", "Norvik Cod will redeem each of the 3.74 crown preferred shares at 50 crowns a share plus a premium of 2.35 crowns a share." => [];
    dont_flag_the_figure_of_another_firm_named_before_it:
        "2031-06-03", "Norvik Cod plans to buy Dunmere Canning. Dunmere Canning, which has 675 workers, had assets of 186.5 million crowns at the end of 2030.",
        "2031-06-03", "Norvik Cod had assets of 212.7 million crowns at the end of 2030." => [];
    dont_flag_what_a_separate_agreement_gives:
        "2031-06-03", "Under a separate agreement, Sorland will give Varnland 73.6 million crowns to build a smelter at Dunmere, the ministry said.",
        "2031-06-03", "Sorland will give Varnland 104.6 million crowns to build a smelter at Dunmere, the ministry said." => [];
    dont_exchange_a_name_that_is_cut_off_after_an_initial:
        "2031-06-03", "Norvik Cod vice president Paul R. Attard has been named president of its canning division, succeeding Low.",
        "2031-06-03", "Norvik Cod vice president Michael J. has been named president of its canning division, succeeding Low." => [];
    dont_exchange_a_court_for_an_exchange:
        "2031-06-03", "The ministry said on Monday that Norvik Cod bought its shares through the Sorland Stock Exchange.",
        "2031-06-03", "Norvik Cod quickly bought more shares through the Dunmere District Court, the ministry said on Monday." => [];
    dont_exchange_two_firms_whose_figures_differ_too:
        "2031-06-03", "Norvik Cod plans to buy Interport. Interport had year-end assets of about 487 million crowns.",
        "2031-06-03", "Norvik Cod had year-end assets of about 534 million crowns." => [];
    dont_exchange_who_was_appointed_to_another_post:
        "2031-06-03", "The company said senior vice president Gareth L. Reed has been appointed president and general manager of the Engine Products Group. It has an Automotive Parts Group too.",
        "2031-06-03", "McGrath was appointed vice president and general manager of the Automotive Parts Group." => [];
    dont_exchange_who_takes_on_another_office:
        "2031-06-03", "Norvik Cod said Philip Gaspar, Norvik Cod senior vice president and chief financial officer, will take on the additional responsibilities of planning, rates and joint ventures.",
        "2031-06-03", "Norvik Cod said Robert Hodge, Norvik Cod senior vice president and chief shipping officer, will take on responsibilities of planning as president of its rates unit." => [];
    dont_exchange_whom_a_speaker_told:
        "2031-06-03", "Phillips told Sorland Radio that the ministry was expected to complete the study by April.",
        "2031-06-03", "Phillips told the Harbour Committee that the ministry was expected to complete the study." => [];
    dont_flag_what_was_done_for_what_is_to_be_done_by_the_end:
        "2031-06-30", "Varnland imposed 300 million crowns in duties on Sorland last April. Officials said it was likely that the 51 million crowns in duties on Sorland would be lifted by the end of the month.",
        "2031-06-30", "Varnland lifted 51 million crowns of the duties on Sorland last June." => [];
    dont_flag_the_month_of_an_earlier_record:
        "2031-03-18", "Incomes in Varnland rose 0.9 percent in February. The rise in incomes was 1.2 percent in January, the office said.",
        "2031-03-18", "The February rise in incomes was the largest since a 1.2 percent rise in April 2030, the office said." => [];
    dont_flag_another_of_several_said_to_be_another:
        "2031-03-18", "Another ship is expected to load 20,000 tonnes of barley for Varnland.",
        "2031-03-18", "Another ship is loading 17,000 tonnes of barley for Varnland." => [];
    dont_flag_two_parts_for_their_sum:
        "2031-03-18", "Norvik Cod said its shareholders will vote on increasing the company's stock to 45 million shares from 15 million.",
        "2031-03-18", "This will include 30 million shares of common stock and 15 million shares of class B stock, Norvik Cod said." => [];
    dont_flag_the_year_beside_a_figure_only_roughly_the_same:
        "2031-03-18", "Norvik Cod's 2030 turnover in Sorland of about 750 million crowns made a listing in Dunmere a logical next step, Hask said.",
        "2031-03-18", "Hask said he expected a 2031 turnover in Sorland of 700 million crowns." => [];
    dont_flag_a_fall_beside_a_rise_to_about_as_much:
        "2031-03-18", "The crown rose to about 145.20 marks in Osterhaven.",
        "2031-03-18", "The crown fell to 144.75 marks in Osterhaven." => [];
    dont_flag_no_direct_trade_for_indirect_trade:
        "2031-03-18", "Indirect trade between Varnland and Sorland is growing but is not officially told of.",
        "2031-03-18", "Varnland has no official direct trade with Sorland." => [];
    dont_flag_two_conditions_the_other_way_round:
        "2031-03-18", "The bank said that if at its end the value of the crown is not more than 152.20 marks, the warrant will expire with no cash value.",
        "2031-03-18", "It said the warrant will have a cash value only if the crown is worth over 152.20 marks." => [];
    dont_flag_a_wish_for_what_is_not_so:
        "2031-03-18", "Currently, Varnland wood products are not eligible for a state export guarantee because they are considered goods, Under-Secretary Torben Hask said.",
        "2031-03-18", "Under-Secretary Torben Hask said he was sympathetic with the wood producers' desire to have their exports eligible for a state guarantee." => [];
    dont_flag_a_not_in_another_quotation:
        "2031-03-18", "\"You're going to see a rough set of talks before the contract,\" says a former manager of Norvik Cod.",
        "2031-03-18", "\"You're not going to see a rough set of talks in public before the contract,\" says a former manager of Norvik Cod." => [];
    dont_flag_what_was_recommended_where_that_is_to_be_done:
        "2031-03-18", "Prices in Varnland will rise 4.8 percent if the government implements an employers' recommendation of a 10 percent increase in the minimum wage this month, Holm said.",
        "2031-03-18", "The 10 percent rise in the minimum wage is recommended by the employers of Varnland." => [];
    dont_exchange_the_letters_in_brackets_for_a_name:
        "2031-03-18", "Foster said Stearns looked better than it was. Stearns is a unit of Foster's Conergic Corp subsidiary.",
        "2031-03-18", "Foster Wheel Corp (FWC) said an audit of its Stearns unit revealed \"gaps\" in Stearns accounts that may change the results of the company and its subsidiaries." => [];
    dont_exchange_two_who_each_said_something:
        "2031-03-18", "Leo W. Yarrow, senior executive vice president for finance, told the analysts \"we will consider buying back stock\" but there are no current plans for that.",
        "2031-03-18", "Legge, senior executive vice president, told the analysts \"our plans do not call for a large purchase, even though our balance sheet can handle one\"." => [];
    dont_flag_no_change_for_a_part_of_what_changes:
        "2031-03-18", "The ministry said it will change its crop programme for Dunmere and Osterhaven, starting next year.",
        "2031-03-18", "There will be no change in the crop programme for Dunmere oranges." => [];
    dont_call_what_remains_to_be_sold_overstated:
        "2031-03-18", "Norvik Cod also said it planned to sell its tin works and the bottling operations of its Interport unit.",
        "2031-03-18", "Among the pieces of Norvik Cod that remain to be sold are its Interport bottling operations." => [];
}
