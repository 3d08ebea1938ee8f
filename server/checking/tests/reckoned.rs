//! What a draft reckons from figures that stand in several sentences or sources, and values that another source than the
//! one which tells the rest has: one line each, named after the complaint.

mod house;

use copydesk_checking::Severity;
use house::{judge_with, said_from};

/// "code on words" of every finding; the sources are of one day, and the draft of the same.
fn said(sources: &[&str], draft: &str) -> Vec<String> {
    let sources: Vec<(&str, &str)> = sources.iter().map(|text| ("2031-05-07", *text)).collect();
    said_from(Severity::Hint, &judge_with(&sources, draft), draft)
}

macro_rules! says {
    ($($name:ident: [$($source:literal),+], $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() {
            assert_eq!(said(&[$($source),+], $draft), Vec::<String>::from([$($want.to_owned()),*]));
        })+
    };
}

says! {
    dont_miss_a_sum_of_two_sources:
        ["Holm Foods runs 240 bakeries in Varnland, it said.", "Dunmere Bread, which it is buying, has 88 bakeries and 1,900 staff."],
        "Together Holm Foods and Dunmere Bread have 328 bakeries." => [];
    flags_a_sum_of_two_sources_that_comes_out_wrong:
        ["Holm Foods runs 240 bakeries in Varnland, it said.", "Dunmere Bread, which it is buying, has 88 bakeries and 1,900 staff."],
        "Together Holm Foods and Dunmere Bread have 348 bakeries." => ["unsupported-detail on 348"];
    dont_miss_a_sum_told_by_between_them:
        ["Under the deal 61 hostages crossed to Varnland and 44 to Salm on Friday, the Red Cross said.", "The war between Varnland and Salm began in 2029."],
        "Varnland and Salm freed 105 hostages between them on Friday." => [];
    flags_a_sum_told_by_between_them_that_comes_out_wrong:
        ["Under the deal 61 hostages crossed to Varnland and 44 to Salm on Friday, the Red Cross said.", "The war between Varnland and Salm began in 2029."],
        "Varnland and Salm freed 115 hostages between them on Friday." => ["unsupported-detail on 115"];
    dont_miss_an_increase_of_two_reports:
        ["On Tuesday 214 families had joined the claim against Plinth, the charity said.", "By Friday 263 families had joined the claim against Plinth, its director said."],
        "The number of families in the claim against Plinth went up from 214 on Tuesday to 263 on Friday, an increase of 49." => [];
    flags_an_increase_that_comes_out_wrong:
        ["On Tuesday 214 families had joined the claim against Plinth, the charity said.", "By Friday 263 families had joined the claim against Plinth, its director said."],
        "The number of families in the claim against Plinth went up from 214 on Tuesday to 263 on Friday, an increase of 59." => ["unsupported-detail on 59"];
    dont_miss_a_sum_of_which_the_draft_has_a_part:
        ["Seven patients on the drug and eight on placebo died during the study in Dunmere, Olin Marsh said.", "The study in Dunmere was paid for by Osk Pharma."],
        "Fifteen patients died during the study in Dunmere, eight of them on placebo, Olin Marsh said." => [];
    dont_miss_points_told_beside_a_bare_figure:
        ["The Bank of Varnland expects inflation to average 3.2 per cent in 2032 (June forecast: 3.5).", "The Bank of Varnland cut its rate on Tuesday."],
        "The Bank of Varnland sees inflation averaging 3.2 percent in 2032, 0.3 points less than in June." => [];
    dont_miss_what_it_was_before_it_fell_by_so_much:
        ["At the end of April the reserves of Varnland came to 18.6 billion euros, 0.9 billion less than a month before.", "The Bank of Varnland cut its rate on Tuesday."],
        "Reserves of Varnland shrank from 19.5 billion to 18.6 billion euros in April." => [];
    flags_what_it_was_not_before_it_fell_by_so_much:
        ["At the end of April the reserves of Varnland came to 18.6 billion euros, 0.9 billion less than a month before.", "The Bank of Varnland cut its rate on Tuesday."],
        "Reserves of Varnland shrank from 19.9 billion to 18.6 billion euros in April." => ["unsupported-detail on 19.9 billion"];
    dont_miss_two_thirds_of_those_that_the_draft_counts:
        ["The patrols in Salm recorded 64 breaches, of which 41 occurred on Saturday.", "The patrols in Salm have 74 boats."],
        "The patrols in Salm recorded 64 breaches, nearly two-thirds of them on Saturday." => [];
    flags_two_thirds_where_it_was_a_third:
        ["The patrols in Salm recorded 64 breaches, of which 21 occurred on Saturday.", "The patrols in Salm have 74 boats."],
        "The patrols in Salm recorded 64 breaches, nearly two-thirds of them on Saturday." => ["unsupported-detail on two-thirds"];
    dont_miss_days_from_the_draft_s_own_date_to_that_of_a_source:
        ["Varnland and Salm signed a truce on 4 May, minister Ines Aalto said.", "The first hostages crossed the bridge at Orlo on 7 May, the Red Cross said."],
        "The first hostages crossed the bridge at Orlo on 7 May, three days after Varnland and Salm signed a truce." => [];
    dont_miss_a_sum_that_no_chance_would_give:
        ["There are many more hostages to come home. Salm says that it still holds 640 Varnlanders, and Varnland that it holds 510 men of Salm.", "Varnland and Salm signed a truce."],
        "More hostages remain: by their own figures the two sides still hold 1,150." => [];
    flags_a_sum_that_nothing_gives:
        ["There are many more hostages to come home. Salm says that it still holds 640 Varnlanders, and Varnland that it holds 510 men of Salm.", "Varnland and Salm signed a truce."],
        "More hostages remain: by their own figures the two sides still hold 1,250." => ["unsupported on More hostages remain: by their own figures the two sides still hold 1,250."];
    dont_miss_a_value_of_another_source:
        ["The shell struck the market of Dunmere on Saturday and cut the line to the hospital, the mayor of Dunmere, Lenka Holm, said.",
         "The stalls had just opened. Eight more shells followed, and it was over in four minutes."],
        "Shells struck the market of Dunmere within four minutes on Saturday and cut the line to the hospital, mayor Lenka Holm said." => [];
    dont_miss_a_range_of_money_whose_sign_stands_once:
        ["Skarn Yards guided for revenue of EUR 1.6 to 1.7 billion in 2031, unchanged from May.", "Shares in Skarn Yards fell 11 percent on Tuesday."],
        "Skarn Yards still expects revenue of between 1.6 and 1.7 billion euros in 2031." => [];
    dont_miss_days_whose_unit_the_source_leaves_out:
        ["In 2029, by the count of Beate Lorm, banks in Varnland took an average of nine days to pass on an increase. With the two cuts before this one they took 24.", "The Bank of Varnland cut its rate on Tuesday."],
        "Banks in Varnland needed 24 days on average to pass on the two previous cuts, Beate Lorm said." => [];
    flags_days_that_the_source_has_otherwise:
        ["In 2029, by the count of Beate Lorm, banks in Varnland took an average of nine days to pass on an increase. With the two cuts before this one they took 24.", "The Bank of Varnland cut its rate on Tuesday."],
        "Banks in Varnland needed 34 days on average to pass on the two previous cuts, Beate Lorm said." => ["unsupported-detail on 34 days"];
    dont_miss_a_day_of_the_month:
        ["The council of Dunmere will meet on Tuesday, 25 March, to vote on the tunnel.", "Mayor Lenka Petrie wants a tunnel for Dunmere."],
        "The council of Dunmere has set its vote on the tunnel for the 25th of the month." => [];
    dont_miss_a_length_of_time_as_an_adjective:
        ["The pact between Varnland and Salm runs for 60 days from Friday.", "The pact was signed in Orlo."],
        "The 60-day pact between Varnland and Salm begins on Friday." => [];
    dont_take_a_whole_for_another_value_of_its_part:
        ["Six of the nine members of the rate committee of the Bank of Varnland voted for the cut.", "The rate applies from 21 March."],
        "Six members of the rate committee voted for the cut." => [];
}
