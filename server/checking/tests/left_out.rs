//! What a source says with a word more, by which it says less. One line each, named after the complaint.

#[macro_use]
mod house;

mends! {
    attempted_murder_is_no_murder: "Karl Brandt was convicted of attempted murder on Tuesday.", "Karl Brandt was convicted of murder on Tuesday." => "Karl Brandt was convicted of attempted murder on Tuesday.";
    conspiracy_is_not_the_deed: "Falk pleaded guilty to conspiracy to commit fraud in a Varn court.", "Falk pleaded guilty to fraud in a Varn court." => "Falk pleaded guilty to conspiracy to commit fraud in a Varn court.";
    a_vice_president_is_no_president: "Mona Falk, vice president of Varnland, opened the port on Friday.", "Mona Falk, president of Varnland, opened the port on Friday." => "Mona Falk, vice president of Varnland, opened the port on Friday.";
    a_fake_bomb_is_no_bomb: "Police found a fake bomb in a locker at the station on Saturday.", "Police found a bomb in a locker at the station on Saturday." => "Police found a fake bomb in a locker at the station on Saturday.";
}

flags! {
    everyone_but_the_captain: "Everyone except the captain was rescued from the Alder.", "Everyone was rescued from the Alder." => ["overstated on Everyone"];
    all_but_the_greens: "All the parties, apart from the Greens, backed the budget on Thursday.", "All the parties backed the budget on Thursday." => ["overstated on All"];
    he_resigns_only_if: "Marsh said he would resign if the council voted against the plan.", "Marsh said he would resign." => ["overstated on would resign"];
    it_closes_only_unless: "The pier will close unless the council finds 2 million crowns.", "The pier will close." => ["overstated on will close"];
    the_first_for_twenty_years: "It was the first fatal accident on the line in 20 years.", "It was the first fatal accident on the line." => ["overstated on first"];
    the_worst_since: "It was the worst storm on the coast since 1990.", "It was the worst storm on the coast." => ["overstated on worst"];
    dont_say_so_where_workers_stage_it: "Workers staged protests in Varn on Monday over pay.", "Workers held protests in Varn on Monday over pay." => [];
    dont_say_so_of_what_another_sentence_says_plainly: "The draft treaty was published in March. The treaty was signed in Varn on Monday.", "The treaty was signed in Varn on Monday." => [];
    dont_say_so_where_the_draft_says_ex: "Former president Tova Lind opened the port on Friday.", "Ex-president Tova Lind opened the port on Friday." => [];
    dont_say_so_of_what_comes_after_and_if: "The pier will close in June, and if the council has the money, it will reopen in 2033.", "The pier will close in June." => [];
    dont_say_so_where_the_draft_goes_on_with_if: "The pier will close unless the council finds 2 million crowns.", "The pier will close. It stays open only if the council pays." => [];
    dont_say_so_of_others_who_were_left_out: "Everyone on board was rescued, and all except the captain have left hospital.", "Everyone on board was rescued." => [];
    dont_say_so_of_other_than_being: "All of the crew, other than being cold, were well.", "All of the crew were well." => [];
    dont_say_so_of_the_first_in_20_minutes: "The first ferry left Osterhaven in 20 minutes.", "The first ferry left Osterhaven." => [];
    dont_say_so_where_whether_is_asked: "Lind said she did not know if the pier would close in June.", "Lind said she did not know whether the pier would close in June." => [];
}

says! {
    nobody_said_unanimously: "The council approved the plan by 14 votes to 12.", "The council unanimously approved the plan by 14 votes to 12." => ["unsupported-detail on unanimously"];
    dont_ask_for_permanently_where_it_is_for_good: "The bridge was closed for good on Monday.", "The bridge was permanently closed on Monday." => [];
    a_suspected_robber_is_not_yet_one: "The suspected robber was shot by police outside the bank.", "The robber was shot by police outside the bank." => ["unsupported-detail on robber"];
    two_of_the_five_judges_are_not_the_five: "Two of the five judges dissented from the ruling on Monday.", "The five judges dissented from the ruling on Monday." => ["unsupported-detail on judges"];
    eight_of_nineteen_million_are_not_the_loan: "Amsel will turn 8 million of his 19 million loan into shares by the end of July.", "Amsel will turn his loan into shares by the end of July." => ["unsupported-detail on loan"];
    half_of_the_fine_is_not_the_fine: "Half of the fine is suspended for two years, the board said.", "The fine is suspended for two years, the board said." => ["unsupported-detail on fine"];
    most_of_the_shortfall_is_not_the_whole: "A sale of loans in July would cover most of the shortfall, Ferrow said.", "A sale of loans in July would cover the whole shortfall, Ferrow said." => ["unsupported-detail on shortfall"];
    dont_say_so_of_what_the_draft_only_counts: "The star talked about some of the 16 watches in his collection.", "The star has 16 watches in his collection." => [];
    dont_say_so_where_the_other_half_is_told_too: "The bank will repay the loan in two parts: the first half in May, the second in June.", "The bank will repay the loan in May and June." => [];
    part_of_the_ruling_is_not_the_ruling: "The court suspended part of the ruling until June.", "The court suspended the ruling until June." => ["unsupported-detail on ruling"];
    dont_ask_for_some_where_no_article_stands: "Some of the passengers were taken to hospital in Osterhaven.", "Passengers were taken to hospital in Osterhaven." => [];
    dont_ask_for_alleged_where_one_is_accused: "Brandt denies the alleged assault on the singer in 2029.", "Brandt is accused of an assault on the singer in 2029, which he denies." => [];
    all_three_of_the_depots_are_the_depots: "Councillor Anil Fenn ordered a review of security at all three of the council's depots.", "Councillor Anil Fenn ordered a review of security at the council's depots." => [];
    one_of_the_two_who_say_so_speaks_for_both: "Creditors can expect 9p in the pound, said Dilys Farr, one of the two administrators.", "Creditors can expect 9p in the pound, the administrators said." => [];
}
