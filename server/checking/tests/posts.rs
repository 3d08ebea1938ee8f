//! Who is who and who did it, one line each, named after the complaint.

#[macro_use]
mod house;

flags! {
    flags_the_general_counsel_called_chief_executive:
        "The sentence was harsh, the dairy's general counsel, Peter Falk, told reporters in Osterhaven. Hanna Osk, its chief executive, was abroad.",
        "The sentence was harsh, its chief executive, Peter Falk, told reporters in Osterhaven." =>
        ["actor-mismatch on chief executive"];
    flags_a_head_of_logistics_called_mayor:
        "The dairy's head of logistics, Marta Dahl, said the road would stay shut. The mayor of Dunmere, Arne Falk, said the opposite.",
        "Marta Dahl, the mayor, said the road would stay shut." => ["actor-mismatch on mayor"];
    flags_a_title_before_the_name:
        "Fire chief Tor Marek said the blaze in Dunmere was out by seven. Mayor Arne Falk thanked the crews.",
        "Mayor Tor Marek said the blaze in Dunmere was out by seven." => ["actor-mismatch on Mayor"];
    flags_the_chair_called_chief_economist:
        "Nora Venn, chair of the Price Board, said rents had doubled. The Price Board's chief economist, Ivo Sand, will lead the inquiry.",
        "The board's chief economist, Nora Venn, said rents had doubled." => ["actor-mismatch on chief economist"];
    dont_flag_a_post_by_another_name:
        "The dairy's managing director, Hanna Osk, said the plant would close in May. Finance chief Arne Falk named the cost.",
        "Hanna Osk, the dairy's CEO, said the plant would close in May." => [];
    dont_flag_a_post_told_shorter:
        "The regional health minister, Hanna Osk, said the ward would close in May. Arne Falk, the trade minister, was silent.",
        "Hanna Osk, the minister, said the ward would close in May." => [];
    dont_flag_a_post_that_another_sentence_gives:
        "The dairy's general counsel, Peter Falk, said the plant would close. Hanna Osk is the chief executive. In May Falk became chief executive for a week.",
        "The chief executive, Peter Falk, said the plant would close." => [];
    dont_flag_a_post_that_is_over:
        "Arne Falk, the dairy's chairman, said the plant would close. Hanna Osk is its chief executive.",
        "Arne Falk, a former chief executive, said the plant would close." => [];
    dont_flag_a_post_to_come:
        "Ruth Osk, the dairy's finance director, said the plant would close. Chief executive Arne Falk leaves in May.",
        "Ruth Osk, chief executive from May, said the plant would close." => [];
    dont_flag_whoever_leads_a_body:
        "Nora Venn, chairwoman of the dockers' union, said the strike would go on. Council leader Arne Falk was silent.",
        "Union leader Nora Venn said the strike would go on." => [];
    dont_flag_the_head_of_another_body:
        "The dairy's president, Hanna Osk, said the plant would close. The chief executive of Osk Bank, Arne Falk, was silent.",
        "The dairy's chief executive, Hanna Osk, said the plant would close." => [];
    dont_flag_one_who_chairs_it:
        "The mayor of Dunmere, Arne Falk, said fares would rise. Falk, who chairs the bus board, blamed the price of diesel. Nora Venn, chairwoman of the rail board, did not.",
        "Arne Falk, chairman of the bus board, said fares would rise." => [];
    flags_the_mayor_for_the_governor:
        "Henrik Sand, the county governor, said the county would pay for the training if the dairy shared the cost. The mayor, Lise Aas, was silent.",
        "The mayor said the county would pay for the training if the dairy shared the cost." => ["actor-mismatch on mayor"];
    dont_flag_the_governor_alone:
        "Henrik Sand, the county governor, said the county would pay for the training if the dairy shared the cost. The mayor, Lise Aas, was silent.",
        "The governor said the county would pay for the training if the dairy shared the cost." => [];
    flags_what_a_predecessor_did:
        "The tram line to Sundby was closed in 2019 and its rails were sold for scrap. That order was given by Hanna Osk's predecessor, Arne Falk.",
        "The tram line to Sundby was closed by Hanna Osk in 2019." => ["actor-mismatch on Hanna Osk"];
    flags_what_a_predecessor_did_in_one_sentence:
        "The harbour toll in Dunmere was doubled in 2021 by Hanna Osk's predecessor. Osk has kept it.",
        "The harbour toll in Dunmere was doubled by Hanna Osk in 2021." => ["actor-mismatch on Hanna Osk"];
    dont_flag_what_the_predecessor_is_said_to_have_done:
        "The harbour toll in Dunmere was doubled in 2021 by Hanna Osk's predecessor. Osk has kept it.",
        "The harbour toll in Dunmere was doubled by Hanna Osk's predecessor in 2021." => [];
    flags_the_age_of_somebody_without_a_name:
        "A 37-year-old porter was hurt in Dunmere when a panel fell from the hospital roof on Saturday. He was taken to Osterhaven.",
        "A 73-year-old man was hurt in Dunmere when a panel fell from the hospital roof on Saturday." =>
        ["number-mismatch on 73"];
    dont_flag_the_age_of_another_one:
        "A 37-year-old woman was hurt in Dunmere when a panel fell from the hospital roof on Saturday. Others were hurt too.",
        "A 73-year-old man was hurt in Dunmere when a panel fell from the hospital roof on Saturday." => [];
    flags_advice_that_is_not_given:
        "The board does not recommend that pupils leave Dunmere.",
        "Pupils are advised to leave Dunmere." => ["polarity-mismatch on advised"];
    dont_flag_advice_that_is_given:
        "The board recommends that pupils leave Dunmere. It does not recommend that they leave by train.",
        "Pupils are advised to leave Dunmere." => [];
    flags_the_mayor_of_another_town:
        "Mayor Lars Vik of Holm said the bridge would be shut until May. The mayor of Tarn, Eva Moe, asked for a ferry. Holm's mayor, Lars Vik, is against it.",
        "Lars Vik, the mayor of Tarn, said the bridge would be shut until May." => ["actor-mismatch on Tarn"];
    flags_kin_of_another_generation:
        "The farm, which her grandmother had built in 1931, burned down on Friday.",
        "The farm, built by her mother in 1931, burned down on Friday." => ["actor-mismatch on mother"];
    dont_flag_kin_told_from_the_other_end:
        "Anna Ruud was left the house by her uncle Per in 1950.",
        "Per Ruud left the house to his niece Anna in 1950." => [];
    dont_flag_one_of_the_parents:
        "His parents raised the alarm at midnight when he did not come home, said his brother.",
        "His mother raised the alarm at midnight when he did not come home." => [];
    flags_a_party_in_opposition_said_to_govern:
        "The bill passed by 61 votes to 50. The Coast Party, which is in opposition, voted for it.",
        "The Coast Party, a partner in the government, voted for the bill." => ["actor-mismatch on partner in the government"];
    flags_a_governing_party_said_to_oppose:
        "The bill passed by 61 votes to 50. The Coast Party, the junior partner in the coalition, voted against it.",
        "The opposition Coast Party voted against the bill." => ["actor-mismatch on opposition"];
    dont_flag_a_party_that_governed_once:
        "The Liberals left the government in May. The Liberals, now in opposition, voted against the tax on Friday.",
        "The Liberals, until May a partner in the government, voted against the tax on Friday." => [];
    flags_the_whole_told_of_a_part:
        "Eighteen people were hurt in the crush at the stadium, five of them children.",
        "The crush at the stadium left 18 children hurt." => ["number-mismatch on 18"];
    flags_the_whole_told_of_those_it_includes:
        "Forty people fought the blaze at the mill, among them 12 soldiers.",
        "Forty soldiers fought the blaze at the mill." => ["number-mismatch on Forty"];
    dont_flag_the_part:
        "Forty firefighters, including 12 volunteers, fought the blaze at the mill.",
        "Twelve volunteers were among the firefighters who fought the blaze at the mill." => [];
    flags_what_each_of_others_gets:
        "The airline will pay 800 crowns to each stranded passenger and 300 to each delayed one, it said.",
        "The airline will pay 300 crowns to each stranded passenger, it said." => ["number-mismatch on 300 crowns"];
    dont_flag_what_each_gets_in_other_words:
        "Farms receive 120 crowns per sheep and 400 per cow under the scheme.",
        "The scheme gives farms 120 crowns for every sheep and 400 for every cow." => [];
    dont_doubt_what_a_firm_is_told_to_do:
        "Keel Energy, based in Sundby, won the contract. It builds wind farms.",
        "Keel Energy, a builder of wind farms, won the contract." => [];
}
