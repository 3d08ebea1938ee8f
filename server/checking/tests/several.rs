//! What an article tells of several things in one form, and what only looks like the same thing told wrong: a sentence that the
//! article lacks is not contradicted by those it has. Named after the complaint.

#[macro_use]
mod house;

flags! {
    dont_flag_one_more_catch_of_a_match:
        "The game at Dunmere began late. Caught by Torben Hask (Dunmere). Caught by Jon Varn (Dunmere). Caught by Ole Brandt (Dunmere). Tea at Fjelby.",
        "Caught by Nils Aker (Dunmere)." => [];
    dont_flag_one_more_throw_of_a_match:
        "Torben Hask (Dunmere) throws far over the line from the northern end. Jon Varn (Dunmere) throws far over the line from the northern end. Tea at Fjelby.",
        "Nils Aker (Dunmere) throws far over the line from the northern end." => [];
    dont_flag_another_player_of_the_same_team:
        "Torben Hask (Dunmere) throws far over the line from the northern end. Tea at Fjelby.",
        "Nils Aker (Dunmere) throws far over the line from the northern end." => [];
    dont_flag_the_third_of_several_grants:
        "The council will spend 310 million crowns in all. The harbour plan will be paid for by a 38 million crown grant. The school plan will be paid for by a 73 million crown grant.",
        "The road plan will be paid for by a 112 million crown grant." => [];
    dont_flag_another_rate_of_several:
        "Catches rose in Varnland. The cod quota was down 4.4 percent from the last season. The crab quota was down 8.3 percent from the last season. Wages did not change.",
        "The quota was down 31 percent from the last season." => [];
    dont_flag_another_day_of_a_register:
        "12 May 1921 : the ferry moved to Fjelby. 3 June 1921 : the ferry moved to Dunmere. 8 August 1921 : the ferry was laid up at Osterhaven.",
        "19 July 1921 : the ferry moved to Osterhaven." => [];
    flags_the_one_of_several_that_rare_figures_single_out:
        "The cod price fell 7.3 percent to 104.6 crowns in May. The crab price fell 5.2 percent to 99.3 crowns in March. Wages did not change.",
        "The cod price fell 7.3 percent to 104.6 crowns in June." => ["date-mismatch on June"];
    dont_flag_a_line_of_one_word_and_a_date:
        "The ferry Alder was built in 1998. Updated 2030-08-14. The yard closed later.",
        "Updated 2030-08-19." => [];
    dont_flag_where_it_went_for_where_it_came_from:
        "The ferry line Norline said its share of full cars in June fell to 61.8 percent from 66.2 percent in the same month last year.",
        "The ferry line Norline said its share of full cars for the season also dropped to 63.1 percent from 61.8 percent." => [];
    dont_flag_the_first_of_two_tasks_for_the_second:
        "The second task of the wardens of Dunmere was to find a boat for the winter. The pier opened in May.",
        "The first task of the wardens of Dunmere was to settle by which rules the boats of the pier would sail." => [];
    dont_flag_an_additional_lot_that_the_article_has_elsewhere:
        "Norline said it may buy back an additional 30,000 bonds on any day of payment of its fund. It sold 90,000 other bonds.",
        "Norline may buy back an additional 90,000 bonds on any day of payment of its fund, it said." => [];
    dont_call_no_the_opposite_of_at_no_point_any:
        "\"At no point did any of the guests hear Holm voice any sort of open threat against the waiters,\" she said.",
        "But other guests said they heard Holm voice no open threat." => [];
    dont_flag_one_of_several_figures_told_in_other_words:
        "Norline carried 3,000 passengers in May. Alderline carried 5,000 passengers in May. The new yard of Varn Shipping holds 150 wagons of Dunmere timber. The quay holds 190 wagons. The shed holds 210 wagons.",
        "The store of Varn Shipping holds around 80 wagons of timber from Dunmere." => [];
    dont_flag_the_shares_of_another_holder:
        "Hask Holdings controls 820,450 shares of Alder preferred stock, or 9.4 percent of all.",
        "The fund, which holds 1,640,300 Alder preferred shares, said it may buy more shares of Alder preferred stock." => [];
}
