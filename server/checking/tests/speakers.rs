//! Who said it, and whom a draft means by "the mayor" or "the airline". One line each, named after the complaint.

#[macro_use]
mod house;

flags! {
    the_chairman_did_not_say_what_the_chief_executive_said: "\"We are selling the three oldest ferries because nobody wants to sail on them,\" said Tova Lind, chief executive of Seaway Lines. The chairman, Olin Marsh, declined to comment.", "Olin Marsh said the company was selling its three oldest ferries because nobody wanted to sail on them." => ["actor-mismatch on Olin Marsh"];
    the_minister_stood_beside_the_virologist: "\"The virus spreads faster in schools than we assumed,\" Tova Lind, a virologist, told reporters. Health Minister Mona Falk stood beside her.", "Health Minister Mona Falk said the virus was spreading faster in schools than had been assumed." => ["actor-mismatch on Mona Falk"];
    who_called_it_a_lie_did_not_say_it: "Karl Brandt, the mayor, said the money for the school had been spent on roads. \"That is a lie,\" said Olin Marsh, who leads the opposition.", "According to Olin Marsh, the money for the school was spent on roads." => ["actor-mismatch on Olin Marsh"];
    the_manager_saw_nothing: "\"I saw two men jump from the window of the hotel,\" said Tova Lind, a nurse who lives opposite. Karl Brandt, the manager, heard nothing.", "Karl Brandt said he saw two men jump from the window of the hotel." => ["actor-mismatch on Karl Brandt"];
    the_minister_is_not_the_one_behind_of_finance: "\"Not a single mark of it is borrowed,\" said the Minister of Finance, Tomas Redlin. Education Minister Ilse Karvelis thanked him.", "\"Not a single mark of it is borrowed,\" said Education Minister Ilse Karvelis." => ["misattributed on Education Minister Ilse Karvelis"];
    dont_say_so_of_what_is_only_near: "Karl Brandt of the ministry said the cost of a fee on imports outweighs its benefits and suggested tax credits on oil. Olin Marsh of the union spoke later.", "Olin Marsh said that if a fee on oil is enacted it must tax crude and product imports." => [];
    dont_say_so_where_both_said_it: "\"We are selling the ferries,\" said Tova Lind. Olin Marsh said the same: the ferries will be sold.", "Olin Marsh said the ferries will be sold." => [];
    dont_say_so_of_whom_the_speaker_quotes: "Karl Brandt, quoting his doctor Mona Falk, said the wound would take six weeks to heal.", "Mona Falk said the wound would take six weeks to heal." => [];
    dont_say_so_of_one_with_a_small_word_in_the_name: "Finance Minister Barend du Plessis told reporters that 34 banks had agreed to the new arrangement in London.", "Du Plessis said 34 banks had agreed to the new arrangement in London." => [];
    dont_say_so_where_she_may_be_the_one: "Tova Lind and Olin Marsh spoke to the council. The three oldest ferries will be sold because nobody wants to sail on them, she said.", "Tova Lind said the three oldest ferries would be sold because nobody wants to sail on them." => [];
    the_governor_said_it_and_not_the_mayor: "Mayor Karl Brandt met governor Olin Marsh on Tuesday. The governor said the bridge would stay closed until June.", "Karl Brandt said the bridge would stay closed until June." => ["actor-mismatch on Karl Brandt"];
    the_goalkeeper_is_not_the_striker: "The striker Karl Brandt and the goalkeeper Olin Marsh were injured in the final. The goalkeeper will miss the rest of the season.", "Karl Brandt will miss the rest of the season." => ["actor-mismatch on Karl Brandt"];
    the_bank_settled_and_not_the_ferry_company: "Seaway Lines, the ferry company, sued Northbank, its bank, in March. The bank settled for 4 million crowns.", "Seaway Lines settled for 4 million crowns." => ["actor-mismatch on Seaway Lines"];
    the_transport_minister_is_not_the_finance_minister: "Finance minister Olin Marsh and transport minister Tova Lind toured the port. The transport minister promised a new quay by 2034.", "Olin Marsh promised a new quay by 2034." => ["actor-mismatch on Olin Marsh"];
    dont_call_him_the_striker_whom_the_source_has_as_goalkeeper: "The striker Karl Brandt and the goalkeeper Olin Marsh were injured in the final. Marsh will miss the rest of the season.", "The striker will miss the rest of the season." => ["actor-mismatch on The striker"];
    the_lawyer_did_not_appeal: "The prosecutor, Mona Falk, asked for nine years, and the defence lawyer, Karl Brandt, for two. Falk appealed on Thursday.", "The defence lawyer appealed on Thursday." => ["actor-mismatch on The defence lawyer"];
    dont_say_so_where_the_noun_is_of_both: "Karl Brandt, the mayor since 2029, met Olin Marsh, a former mayor. The mayor said the bridge would stay closed.", "Karl Brandt said the bridge would stay closed." => [];
    dont_say_so_of_the_president_of_another_body: "The president of the club, Mona Falk, met President Karl Brandt in May. The president promised a new stadium by 2035.", "Mona Falk promised a new stadium by 2035." => [];
    dont_say_so_of_a_noun_that_anybody_may_be: "Karl Brandt met his deputy, Olin Marsh, a politician. The politician said the bridge would stay closed.", "Karl Brandt said the bridge would stay closed." => [];
    dont_say_so_of_a_firm_that_is_called_nothing: "Holm Air and Varn Jet, the low-cost airline, merged in 2029. The airline will cut 200 jobs in Varn this year.", "Holm Air will cut 200 jobs in Varn this year." => [];
}

mends! {
    put_the_governor_in_and_not_the_verb_before: "Mayor Karl Brandt met governor Olin Marsh on Tuesday. Marsh said the bridge would stay closed until June.", "The mayor said the bridge would stay closed until June." => "The governor said the bridge would stay closed until June.";
}
